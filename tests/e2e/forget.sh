#!/bin/sh
# Erasing leaves no trace: a customer with a marker in every text that can be told, written, sent,
# printed, rejected, merged and taken back; and nothing of it is found by a program that is not ours
# once the customer is forgotten. No file brings the person back.
. "$SRCDIR/tests/e2e/lib.sh"
need sqlite3 sqlite3
need pdftotext poppler-utils
need flock util-linux

# The marker is looked for as grep sees it, in whatever case.
marker=zqxmarker
# traces: the files that hold the marker, as bytes or on a page
traces() {
    grep -raciE "$marker" "$shop" | grep -v ':0$' || true
    find "$shop" -name '*.pdf' | while read -r page; do
        pdftotext "$page" - 2>/dev/null | grep -qiE "$marker" && echo "$page (a page)"
    done
    find "$shop" | grep -i "$marker" || true
}
check_no_traces() {
    traces >left
    [ ! -s left ] || { cat left; fail "$1"; }
    echo "ok - $1"
}
import() {
    run 0 courtesy --date 2025-06-10 import "$@" --yes
}

run 0 courtesy init --no-input -q
sed -i 's/^at most .*/at most = 100 contacts in 7 days/; /^  *[0-9].* in [0-9]* \(days\|months\)$/d
        s/^consent needed = .*/consent needed =/' "$shop/courtesy.conf"
cat >"$shop/rules.d/stock.rules" <<'EOF'
[rule thanks]
when     = 2 days after each purchase
send     = mail
kind     = service
priority = 40
late     = 5 days

[rule check-in]
when     = 3 days after each purchase
send     = call
kind     = service
priority = 40
late     = 5 days

[rule thanks-card]
when     = 6 days after each purchase
send     = card
kind     = service
priority = 40
late     = 10 days
EOF

# Everybody else, and the person with a marker in every column; later the same with other words.
$PYTHON - <<'EOF'
import csv

HEADING = ["id", "first name", "last name", "company", "role", "email", "other email", "phone",
           "other phone", "street", "postcode", "city", "region", "country", "birthday", "manager",
           "tags", "joined", "may email", "shoe size"]


def others():
    for n in range(1, 301):
        yield [n, f"First{n}", f"Last{n}", "", "", f"c{n}@example.com", "", f"030 1000{n:03}", "",
               f"Street {n}", "10115", "Berlin", "", "DE", "", "", "", "2020-01-01", "yes", ""]


def person(word):
    m = f"Zqxmarker{word}"
    return ["ZQXMARKER-7", f"{m}first", f"{m}last", f"{m} Company", f"{m} role", f"{m}@example.com",
            f"{m}.2@example.com", "030 9018 2077", "030 9018 2078", f"{m} Street 5", "10117",
            f"{m} City", f"{m} Region", "DE", "1985-06-12", f"{m} manager", f"{m} tags",
            "2020-01-01", "yes", f"{m} size"]


def write(name, heading, rows):
    with open(name, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([heading, *rows])


write("people.csv", HEADING, [*others(), person("a")])
write("people2.csv", HEADING, [*others(), person("b"),
      # rejected rows go to a file below the folder
      ["ZQXMARKER-7", "", "", "", "Zqxmarker role", *[""] * 15]])
write("double.csv", HEADING, [["ZQXMARKER-9", "Zqxmarkertwin", "Zqxmarkertwin", "", "",
      "Zqxmarkertwin@example.com", "", "030 9018 2079", "", "Zqxmarker Street 6", "10117", "Berlin",
      "", "DE", "", "", "", "", "", ""]])
for name, word, total in (("orders.csv", "a", "12.00"), ("orders2.csv", "b", "13.00")):
    write(name, ["order id", "customer", "date", "total", "item", "category"],
          [["ZQXMARKER-O1", "ZQXMARKER-7", "2025-06-01", total, f"Zqxmarker{word} item",
            f"Zqxmarker{word} category"],
           ["ZQXMARKER-O2", "ZQXMARKER-7", "2025-06-10", "20.00", f"Zqxmarker{word} lamp", ""],
           ["o1", "1", "2025-06-01", "9.00", "Lamp", "Lamps"],
           ["o2", "2", "2025-06-10", "9.00", "Lamp", "Lamps"]])
for name, word in (("cases.csv", "a"), ("cases2.csv", "b")):
    write(name, ["case id", "customer", "opened", "closed", "kind", "words"],
          [["ZQXMARKER-C1", "ZQXMARKER-7", "2025-06-01", "2025-06-02", f"zqxmarker{word}",
            f"Zqxmarker{word} broke\nin two lines"]])
for name, word in (("contacts.csv", "a"), ("contacts2.csv", "b")):
    write(name, ["contact id", "customer", "date", "channel", "direction", "person", "words"],
          [["ZQXMARKER-T1", "ZQXMARKER-7", "2025-06-01", "call", "in", f"Zqxmarker{word} staff",
            f"Zqxmarker{word} called"]])
write("consent.csv", ["customer", "channel", "answer", "date", "source", "wording"],
      [["ZQXMARKER-7", "mail", "yes", "2025-06-01", "Zqxmarker source", "Zqxmarker wording"]])
for name, word in (("events.csv", "a"), ("events2.csv", "b")):
    write(name, ["event id", "customer", "event", "date", "words"],
          [["ZQXMARKER-E1", "ZQXMARKER-7", f"zqxmarker{word} storm", "2025-06-01",
            f"Zqxmarker{word} roof"]])
write("referrals.csv", ["customer", "referred by"], [["3", "ZQXMARKER-7"], ["ZQXMARKER-7", "4"]])
EOF

import people.csv --as customers --keep 'shoe size'
import orders.csv --as purchases
import cases.csv --as cases
import contacts.csv --as contacts
import consent.csv --as consent
import events.csv --as events
import referrals.csv --as referrals
import people2.csv --as customers --keep 'shoe size'
import orders2.csv --as purchases
import cases2.csv --as cases
import contacts2.csv --as contacts
import events2.csv --as events
import double.csv --as customers
run 0 courtesy --date 2025-06-10 people merge ZQXMARKER-7 ZQXMARKER-9 --yes
run 0 courtesy --date 2025-06-10 note ZQXMARKER-7 'Zqxmarker likes oak'
run 0 courtesy --date 2025-06-10 note ZQXMARKER-7 'Zqxmarker complains' --complaint
run 0 courtesy --date 2025-06-10 note ZQXMARKER-7 'Zqxmarker is content' --close
run 0 courtesy --date 2025-06-10 note ZQXMARKER-7 --promise 'Zqxmarker gets a lamp' --by 2025-06-20
run 0 courtesy --date 2025-06-10 note ZQXMARKER-7 'Zqxmarker wrote' --mail --inbound
run 0 courtesy --date 2025-06-10 note 1 'has nothing to do with it'

# Nights: a rehearsal; then mails, call sheets and cards of live nights; a server's words.
run 0 courtesy --date 2025-06-03 run
run 0 courtesy --date 2025-06-10 live on
for day in 2025-06-12 2025-06-13 2025-06-16; do
    courtesy --date $day run >out 2>&1 || [ $? = 1 ] || { cat out; fail "the night of $day"; }
done
query "UPDATE message SET reply = '250 Zqxmarker queued' WHERE touch_id IN
           (SELECT t.id FROM touch t JOIN customer c ON c.id = t.customer_id
            WHERE c.ref = 'ZQXMARKER-7');
       UPDATE run SET said = said || 'mail to customer ZQXMARKER-7 is late' || char(10);
       INSERT INTO address_status (channel, hash, status, day, reason)
       SELECT 'call', phone_hash, 'wrong', 20000, 'Zqxmarker says it is not theirs' FROM customer
       WHERE ref = 'ZQXMARKER-7'"
for file in out/2025-06-12/mail/thanks- out/2025-06-13/calls-owner.ics \
    out/2025-06-13/calls-owner.pdf out/2025-06-16/cards.pdf; do
    find "$shop/out" -type f | grep -q "$file" || fail "the night wrote no $file: the test shows nothing"
done
ls "$shop"/imports/*.rejected.csv >/dev/null || fail 'nothing was rejected: the test shows nothing'
cp -r "$shop" shop-before

# Everything that knows the person: the list that the program has itself.
run 0 courtesy export --customer ZQXMARKER-7 --json -o dossier.json
$PYTHON - <<'EOF'
import json

tables = json.load(open("dossier.json"))
empty = {name for name, rows in tables.items() if not rows}
allowed = {"candidate", "decision", "dirty", "suppression", "assignment", "twin"}
assert empty <= allowed, f"no row of the person in {empty - allowed}: the test shows nothing"
EOF
echo 'ok - the person is in every table that holds more than a night'
check_equal 'the file about a person is nobody else'"'"'s to read' 600 "$(stat -c %a dossier.json)"

# What would go is said, and nothing is done.
run 0 courtesy forget ZQXMARKER-7 --dry-run
check_says 'a dry run names the files' 'out/2025-06-13/calls-owner.pdf'
diff -r shop-before "$shop" >/dev/null || fail 'a dry run changed something'
run 64 courtesy forget ZQXMARKER-7
check_says 'without a terminal nothing is done' 'nobody was forgotten'
# A night at work, and a reader of the database, are waited for.
run 75 flock "$shop/courtesy.lock" "$COURTESY" -C "$shop" forget ZQXMARKER-7 --yes
query "SELECT count(*) FROM customer WHERE ref = 'ZQXMARKER-7'" | grep -qx 1 || fail 'too early'

run 0 courtesy --date 2025-06-17 forget ZQXMARKER-7 --yes
check_says 'what was removed is told' 'Forgotten: '
! grep -qi 'after.*zqxmarker' out || fail 'the person is named afterwards'
check_no_traces 'nothing is left of the person'
check_equal 'everybody else is here' 300 "$(query 'SELECT count(*) FROM customer')"
check_equal 'what was said about others is here' 1 "$(query 'SELECT count(*) FROM note')"
check_equal 'the mails to others are here' 2 "$(find "$shop/out" -name '*.eml' | wc -l)"
grep -q First2 "$shop"/out/2025-06-12/plan.csv || fail 'the list of the night lost other people'
check_equal 'the database is whole' ok "$(query 'PRAGMA integrity_check')"
check_equal 'and every row belongs to something' '' "$(query 'PRAGMA foreign_key_check')"

# Said again it does no harm.
run 0 courtesy forget ZQXMARKER-7 --yes
check_says 'a second time is no mistake' 'was forgotten before'

# stays_away: the same files again, under any id, and a night: nobody, and no word of it
stays_away() {
    sed 's/ZQXMARKER-7/ZQXMARKER-70/' people.csv >new-id.csv
    for file in people people2 new-id; do
        run 0 courtesy --date 2025-06-18 import $file.csv --as customers --keep 'shoe size' --yes
        check_says "$1: $file.csv: told that somebody stays forgotten" 'forgotten'
        ! grep -qi $marker out || { cat out; fail "$1: the report names the person"; }
    done
    for kind in purchases:orders cases:cases contacts:contacts consent:consent; do
        run 0 courtesy --date 2025-06-18 import "${kind#*:}.csv" --as "${kind%:*}" --yes
        ! grep -qi $marker out || { cat out; fail "$1: the report of ${kind%:*} names the person"; }
    done
    courtesy --date 2025-06-18 run >out 2>&1 || [ $? = 1 ] || { cat out; fail "$1: the night"; }
    ! grep -qi $marker out || { cat out; fail "$1: the night names the person"; }
    check_equal "$1: nobody came back" 300 "$(query 'SELECT count(*) FROM customer')"
    check_no_traces "$1: nothing came back"
}
stays_away 'after importing everything again'

# Whoever undoes the stop of an address does not undo that somebody asked to be forgotten.
courtesy stop zqxmarkera@example.com --undo --because 'said so on the phone' >out 2>&1 || true
stays_away 'after stop --undo'
