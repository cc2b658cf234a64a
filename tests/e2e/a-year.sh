#!/bin/sh
# A real customer base, every night of a year: no occasion twice, no night lost; and the same year
# with nights left out ends with the same touches, less what its own window let pass, each named.
. "$SRCDIR/tests/e2e/lib.sh"
need sqlite3 sqlite3
# Where the suite is run a second time in another build, one year has been looked at already.
[ -z "${LIGHT:-}" ] || { echo 'SKIP: LIGHT is set: the year is run by the first suite'; exit 77; }

# make_shop DIR SINCE: the base of the chinook shop, live from a day on
make_shop() {
    shop=$1
    courtesy init --no-input -q
    courtesy import "$SRCDIR/tests/data/chinook/customers.csv" --as customers --yes -q
    courtesy import "$SRCDIR/tests/data/chinook/invoices.csv" --as purchases --yes -q
    courtesy --date "$2" live on -q
}
# nights: runs the nights of the days on standard input
nights() {
    while read -r day; do
        courtesy --date "$day" run >out 2>&1 || {
            status=$?
            # 1: it says what passed while no night was run
            [ $status = 1 ] || { cat out; fail "the night of $day ended with $status"; }
        }
    done
}
# days FROM COUNT
days() {
    seq 0 $(($2 - 1)) | while read -r n; do date -u -d "$1 + $n days" +%F; done
}
keys="SELECT t.rule, c.ref, t.anchor FROM touch t JOIN customer c ON c.id = t.customer_id"
# list WHERE FILE: the occasions of the shop, sorted
list() {
    query "$keys WHERE $1" | sort >"$2"
}
# compare NAME FROM COUNT PATTERN: a period run every night, and again without the nights that match
# the pattern, ends with the same touches, less what its own window let pass, each named
compare() {
    days "$2" "$3" >all
    make_shop "$scratch/$1-whole" "$2"
    nights <all
    check_equal "$1: every night was run" "$3" \
        "$(query 'SELECT count(DISTINCT day) FROM run WHERE ended IS NOT NULL')"
    list "t.state = 'issued'" whole-issued
    list true whole-all
    grep -vE "$4" all >some
    make_shop "$scratch/$1-gaps" "$2"
    nights <some
    list "t.state = 'issued'" gaps-issued
    list true gaps-all
    list "t.state IN ('expired', 'waiting', 'suppressed', 'withdrawn')" gaps-named
    comm -23 whole-issued gaps-issued >missing
    comm -23 missing gaps-named >lost
    [ ! -s lost ] || { cat lost; fail "$1: touches were lost without a name"; }
    # A touch that passed no longer stands in the way of the next one of its rule ("not within 90
    # days"): only such occasions may be new.
    comm -13 whole-all gaps-all | cut -d'|' -f1,2 | sort -u >extra
    cut -d'|' -f1,2 missing | sort -u | comm -13 - extra >invented
    [ ! -s invented ] || { cat invented; fail "$1: nights left out made up occasions"; }
    check_equal "$1: what passed ($(wc -l <missing)) and what went make up the whole" \
        "$(wc -l <whole-issued)" "$(($(comm -12 whole-issued gaps-issued | wc -l) + $(wc -l <missing)))"
}

# 1, 3, 10 and 40 nights left out, over the end of February and over New Year.
compare year 2025-01-01 375 \
    '2025-01-1[0-2]|2025-02-2[5-9]|2025-03-0[1-6]|2025-04-08|2025-06|2025-07-0|2025-12-2[89]|2025-12-3|2026-01-0[1-3]'
[ -s missing ] || fail 'nothing expired in forty days without a night: the test shows nothing'
shop=$scratch/year-whole
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

# The same over 29 February of a leap year.
compare leap 2024-02-10 40 '2024-02-2[789]|2024-03-0[12]'
