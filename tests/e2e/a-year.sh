#!/bin/sh
# A real customer base, every night of a year: no occasion twice, no night lost; and the same year
# with nights left out ends with the same touches, less what its own window let pass, each named.
. "$SRCDIR/tests/e2e/lib.sh"
need sqlite3 sqlite3
# Where the suite is run a second time in another build, one year has been looked at already.
[ -z "${LIGHT:-}" ] || { echo 'SKIP: LIGHT is set: the year is run by the first suite'; exit 77; }

# make_shop DIR: the base of the chinook shop, live from New Year on
make_shop() {
    shop=$1
    courtesy init --no-input -q
    courtesy import "$SRCDIR/tests/data/chinook/customers.csv" --as customers --yes -q
    courtesy import "$SRCDIR/tests/data/chinook/invoices.csv" --as purchases --yes -q
    courtesy --date 2025-01-01 live on -q
}
# nights DAYS...: runs the nights of the days on standard input
nights() {
    while read -r day; do
        courtesy --date "$day" run >out 2>&1 || {
            status=$?
            # 1: it says what passed while no night was run
            [ $status = 1 ] || { cat out; fail "the night of $day ended with $status"; }
        }
    done
}
days() {
    seq 0 364 | while read -r n; do date -u -d "2025-01-01 + $n days" +%F; done
}
keys="SELECT t.rule, c.ref, t.anchor FROM touch t JOIN customer c ON c.id = t.customer_id"

days >all
make_shop "$scratch/whole"
nights <all
check_equal 'every night was run' 365 "$(query 'SELECT count(DISTINCT day) FROM run WHERE ended IS NOT NULL')"
check_equal 'no occasion twice' 0 \
    "$(query 'SELECT count(*) FROM (SELECT 1 FROM touch GROUP BY rule, step, customer_id, anchor HAVING count(*) > 1)')"
check_equal 'every message once' 0 \
    "$(query 'SELECT count(*) FROM (SELECT message_id FROM touch WHERE message_id IS NOT NULL GROUP BY message_id HAVING count(*) > 1)')"
issued=$(query "SELECT count(*) FROM touch WHERE state = 'issued'")
[ "$issued" -gt 50 ] || fail "only $issued touches in a year: the test shows nothing"
check_equal 'each issued mail is one file' \
    "$(query "SELECT count(*) FROM touch WHERE state = 'issued' AND channel = 'mail'")" \
    "$(find "$shop/out" -name '*.eml' | wc -l)"
check_equal 'every purchase of the year was thanked for or has its reason' 0 "$(query "
    SELECT count(*) FROM visit v WHERE v.number > 1 AND v.first_day BETWEEN 20089 AND 20440
      AND NOT EXISTS (SELECT 1 FROM touch t WHERE t.rule = 'thanks' AND t.anchor = v.first_day
                      AND t.customer_id = v.customer_id)
      AND NOT EXISTS (SELECT 1 FROM touch o WHERE o.rule = 'thanks'
                      AND o.customer_id = v.customer_id AND abs(o.anchor - v.first_day) < 90)")"
query "$keys WHERE t.state = 'issued'" | sort >whole-issued
query "$keys" | sort >whole-all

# Nights left out: 1, 3, 10 and 40 days, over the end of February and over the end of the year.
grep -vE '2025-01-1[0-2]|2025-02-2[5-9]|2025-03-0[1-6]|2025-04-08|2025-06|2025-07-0|2025-12-2[3-9]|2025-12-30' \
    all >some
make_shop "$scratch/gaps"
nights <some
query "$keys WHERE t.state = 'issued'" | sort >gaps-issued
query "$keys" | sort >gaps-all
query "$keys WHERE t.state IN ('expired', 'waiting', 'suppressed', 'withdrawn')" | sort >gaps-named
comm -23 whole-issued gaps-issued >missing
comm -23 missing gaps-named >lost
[ ! -s lost ] || { cat lost; fail 'touches were lost without a name'; }
# A touch that passed no longer stands in the way of the next one of its rule ("not within 90 days"):
# only such occasions may be new.
comm -13 whole-all gaps-all | cut -d'|' -f1,2 | sort -u >extra
cut -d'|' -f1,2 missing | sort -u | comm -13 - extra >invented
[ ! -s invented ] || { cat invented; fail 'the year with gaps made up occasions'; }
[ -s missing ] || fail 'nothing expired in forty days without a night: the test shows nothing'
echo "ok - $(wc -l <missing) of $issued touches passed while no night was run, each named"
check_equal 'the whole year issued what the other issued, and what passed' \
    "$(wc -l <whole-issued)" "$(($(comm -12 whole-issued gaps-issued | wc -l) + $(wc -l <missing)))"
