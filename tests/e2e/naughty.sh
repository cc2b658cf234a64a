#!/bin/sh
# 555 people who are called what breaks programs, through the import, three nights and every export;
# what comes out is read by parsers that are not ours.
. "$SRCDIR/tests/e2e/lib.sh"
need sqlite3 sqlite3
naughty() {
    $PYTHON "$SRCDIR/tests/e2e/naughty.py" "$@" || fail "naughty.py $1"
}

naughty make "$SRCDIR/tests/data/blns/blns.json" .
run 0 courtesy init --no-input -q
sed -i 's/^at most .*/at most = 100 contacts in 7 days/; /^  *[0-9].* in [0-9]* \(days\|months\)$/d
        s/^daily limits .*/daily limits = 9999 mails, 9999 cards/
        s/^calls per day .*/calls per day = 200/' "$shop/courtesy.conf"
for manager in anna tom; do
    printf '[manager %s]\nname = %s\nmail = %s@example.com\ncalls per day = 200\n' \
        $manager $manager $manager
done >>"$shop/courtesy.conf"
for rule in 'thanks 2 mail 40' 'check-in 3 call 50' 'thanks-card 4 card 60'; do
    # shellcheck disable=SC2086 # the four words are meant to be parted
    set -- $rule
    printf '[rule %s]\nwhen = %s days after each purchase\nsend = %s\nkind = service\npriority = %s\nlate = 0 days\n\n' \
        "$1" "$2" "$3" "$4"
done >"$shop/rules.d/stock.rules"
for kind in customers:people purchases:orders contacts:contacts cases:cases; do
    run 0 courtesy --date 2025-06-10 import "${kind#*:}.csv" --as "${kind%:*}" --yes
done
check_equal 'everybody came in' 555 "$(query 'SELECT count(*) FROM customer')"
check_equal 'the database is whole' ok "$(query 'PRAGMA integrity_check')"

for day in 2025-06-11 2025-06-12 2025-06-13; do
    run 0 courtesy --date $day run
done
run 0 courtesy export customers --json -o people.json
out=$shop/out
naughty mails "$out/2025-06-11" people.json
naughty plan "$out/2025-06-11"
if $PYTHON -c 'import icalendar' 2>/dev/null; then
    naughty tasks "$out/2025-06-12" people.json
else
    echo 'SKIP: python3-icalendar is missing: the tasks were not read'
fi
if command -v pdftotext >/dev/null; then
    for page in "$out"/2025-06-12/calls-*.pdf "$out"/2025-06-13/*.pdf; do
        pdftotext "$page" page.txt || fail "$page cannot be read"
        [ "$(wc -l <page.txt)" -gt 100 ] || fail "$page is nearly empty"
    done
    echo 'ok - every page can be read'
else
    echo 'SKIP: pdftotext is missing: the pages were not read'
fi

for table in customers purchases contacts cases touches; do
    run 0 courtesy export $table -o $table.csv
done
naughty tables customers.csv purchases.csv contacts.csv cases.csv touches.csv
