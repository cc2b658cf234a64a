#!/bin/sh
# A base that an older program left is brought up to date: nothing is lost, a copy stays beside it,
# and a power cut at any point of it leaves a base that the next start completes.
. "$SRCDIR/tests/e2e/lib.sh"
need sqlite3 sqlite3
need strace strace
points=${KILL_POINTS:-40}
[ -z "${LIGHT:-}" ] || points=10
ASAN_OPTIONS=detect_leaks=0 # the leak checker cannot work under strace
export ASAN_OPTIONS

run 0 courtesy init --no-input

# What the first release kept: two people, one of whom said no and whose mailbox is dead, a purchase,
# a case, an exchange, and a touch that was issued.
cat >old.sql <<'SQL'
PRAGMA user_version = 1;
PRAGMA journal_mode = WAL;
INSERT INTO meta (name, value) VALUES ('secret', '00112233445566778899aabbccddeeff');
INSERT INTO import (id, day, file, kind, source) VALUES (1, 20000, 'a.csv', 'customers', 'spreadsheet');
INSERT INTO customer (id, ref, name, first_name, last_name, email, email_key, email_hash, street,
                      postcode, city, spread, import_id)
VALUES (1, 'A1', 'Ada Ames', 'Ada', 'Ames', 'ada@a.example', 'ada@a.example', 'hash-ada',
        '1 High Street', 'BA1 1AA', 'Bath', 5, 1),
       (2, 'B2', 'Ben Bell', 'Ben', 'Bell', NULL, NULL, NULL, NULL, NULL, NULL, 6, 1);
INSERT INTO consent (customer_id, channel, purpose, answer, day, source, import_id)
VALUES (1, 'mail', 'marketing', 0, 20000, 'spreadsheet', 1);
INSERT INTO suppression (channel, hash, reason, day) VALUES ('mail', 'hash-x', 'stop', 19000);
INSERT INTO address_status (customer_id, channel, status, day) VALUES (1, 'mail', 'bounced', 19999);
INSERT INTO purchase (id, ref, customer_id, day, cents, import_id) VALUES (1, 'P1', 1, 19990, 1250, 1);
INSERT INTO purchase_item (purchase_id, line, name) VALUES (1, 1, 'lamp');
INSERT INTO customer_case (ref, customer_id, opened_day) VALUES ('K1', 1, 19995);
INSERT INTO contact (ref, customer_id, day, channel, direction) VALUES ('C1', 2, 19996, 'call', 'in');
INSERT INTO touch (rule, customer_id, anchor, due, latest, channel, kind, priority, state, reason,
                   planned_day, issued_day)
VALUES ('thanks', 1, 19990, 19992, 19999, 'mail', 'service', 40, 'issued', 'because', 19992, 19992);
SQL
make_old() {
    rm -f "$shop"/courtesy.db*
    sqlite3 "$shop/courtesy.db" <"$SRCDIR/schema/migrations/0001-first-night.sql"
    sqlite3 "$shop/courtesy.db" <old.sql >/dev/null
}
kept() {
    query "SELECT 'customer', ref, name, import_id FROM customer
           UNION ALL SELECT 'consent', channel, answer, import_id FROM consent
           UNION ALL SELECT 'suppression', channel, hash, reason FROM suppression
           UNION ALL SELECT 'status', channel, hash, status FROM address_status
           UNION ALL SELECT 'item', name, purchase_id, line FROM purchase_item
           UNION ALL SELECT 'case', ref, customer_id, opened_day FROM customer_case
           UNION ALL SELECT 'contact', ref, customer_id, day FROM contact
           UNION ALL SELECT 'touch', rule, state, anchor FROM touch
           UNION ALL SELECT 'import', file, kind, undone_day FROM import"
    query 'PRAGMA foreign_key_check; PRAGMA integrity_check'
}
wanted='customer|A1|Ada Ames|1
customer|B2|Ben Bell|1
consent|mail|0|1
suppression|mail|hash-x|stop
status|mail|hash-ada|bounced
item|lamp|1|1
case|K1|1|19995
contact|C1|2|19996
touch|thanks|issued|19990
import|a.csv|customers|
ok'

make_old
run 0 courtesy facts --customer A1
check_equal 'every row of the older base is in the newer one' "$wanted" "$(kept)"
check_equal 'a copy of the older base stays beside it' 1 \
    "$(sqlite3 "$shop/courtesy.db.before-0002" 'PRAGMA user_version')"
check_equal 'with all that was in it' 2 \
    "$(sqlite3 "$shop/courtesy.db.before-0002" 'SELECT count(*) FROM customer')"
rm "$shop/courtesy.db.before-0002"
run 0 courtesy facts --customer A1
[ ! -e "$shop/courtesy.db.before-0002" ] || fail 'an up-to-date base is copied again'

# A base of a program that is still to be written is left alone.
query 'PRAGMA user_version = 9999'
run 78 courtesy facts --customer A1
check_says 'a newer base is refused' 'please upgrade courtesy'

# The number of points is what one upgrade writes; every so many of them is cut.
make_old
strace -f -o trace -e trace=pwrite64,fsync,fdatasync,ftruncate,unlink \
    "$COURTESY" -C "$shop" facts --customer A1 >/dev/null
cuts=0
for call in pwrite64 fsync fdatasync ftruncate unlink; do
    total=$(grep -c "$call(" trace || true)
    step=$((total * 3 / points + 1))
    at=1
    while [ "$at" -le "$total" ]; do
        make_old
        strace -f -o /dev/null -e trace=$call -e inject=$call:signal=KILL:when=$at \
            "$COURTESY" -C "$shop" facts --customer A1 >/dev/null 2>&1 || true
        run 0 courtesy facts --customer A1
        [ "$(kept)" = "$wanted" ] || { kept; fail "killed at $call $at: rows differ"; }
        cuts=$((cuts + 1))
        at=$((at + step))
    done
done
[ $cuts -ge 5 ] || fail "only $cuts points were cut"
echo "ok - $cuts kills in the middle of an upgrade: nothing lost"
