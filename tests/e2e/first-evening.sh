#!/bin/sh
# A first evening: init, import, rehearsal, live; and what the program says to mistakes.
. "$SRCDIR/tests/e2e/lib.sh"
need sqlite3 sqlite3

run 66 courtesy status
check_says 'a folder without settings is told' 'start with: courtesy'
run 0 courtesy init --no-input
run 73 courtesy init --no-input
check_says 'init never overwrites' 'is there already; nothing was changed'
run 0 courtesy check
check_says 'the stock rules and templates have no mistake' 'No mistakes found'

run 0 courtesy import "$SRCDIR/tests/data/chinook/customers.csv" --as customers --yes
check_says 'customers come in' '59 new people'
run 0 courtesy import "$SRCDIR/tests/data/chinook/invoices.csv" --as purchases --yes
check_says 'purchases come in' '412 new purchases'
before=$(sha256sum <"$shop/courtesy.db")
run 0 courtesy import "$SRCDIR/tests/data/chinook/customers.csv" --as customers --yes
check_says 'the same file again changes nothing and says so' 'Nothing new, nothing changed, 59 as before'
run 0 courtesy import "$SRCDIR/tests/data/chinook/invoices.csv" --as purchases --yes
check_says 'the same purchases again change nothing' 'Nothing new, nothing changed'
check_equal 'not a byte of the database changed' "$before" "$(sha256sum <"$shop/courtesy.db")"
printf 'id,name\n901,Ada\n' >new.csv
run 64 courtesy import new.csv --as customers --no-input
check_says 'nothing is stored unasked' 'nothing was stored; say --yes'
run 0 courtesy import new.csv --as customers --yes --dry-run
check_equal 'a dry run stores nothing' 59 "$(query 'SELECT count(*) FROM customer')"

# A rehearsal writes everything and issues nothing.
run 0 courtesy --date 2025-06-12 run
[ ! -s out ] || fail 'a successful run off a terminal says something'
[ -s "$shop/out/2025-06-12/plan.csv" ] || fail 'a rehearsal writes no plan.csv'
check_equal 'a rehearsal issues no touch' 0 "$(query "SELECT count(*) FROM touch WHERE state = 'issued'")"
planned=$(query "SELECT count(*) FROM touch WHERE state = 'planned'")
[ "$planned" -gt 0 ] || fail 'the rehearsal plans nothing: the test shows nothing'
check_equal 'and each planned mail is a file' \
    "$(query "SELECT count(*) FROM touch WHERE state = 'planned' AND channel = 'mail'")" \
    "$(find "$shop/out/2025-06-12/mail" -name '*.eml' | wc -l)"
run 0 courtesy --date 2025-06-12 live on
check_says 'live on says since when' 'events before 2025-06-12 start nothing'
check_equal 'going live forgets what was rehearsed' 0 "$(query 'SELECT count(*) FROM touch')"
run 0 courtesy --date 2025-06-12 run
run 0 courtesy --date 2025-06-13 run
run 78 courtesy --date 2025-06-10 run
check_says 'a clock that goes back stops the night' 'is the clock right?'
run 78 courtesy --date 2035-06-10 run
check_says 'and one that is far ahead' 'is the clock right?'

# A rehearsal of a day that was live lies beside it and takes nothing away.
sums=$(cd "$shop/out/2025-06-13" && find . -type f -exec sha256sum {} + | sort)
run 0 courtesy live off
run 0 courtesy --date 2025-06-13 run
[ -s "$shop/out/2025-06-13/rehearsal/REHEARSAL.txt" ] || fail 'the rehearsal has no folder of its own'
check_equal 'a rehearsal takes nothing away from a live day' "$sums" \
    "$(cd "$shop/out/2025-06-13" && find . -path ./rehearsal -prune -o -type f -exec sha256sum {} + | sort)"
run 0 courtesy live on
# A night that breaks off says so in status, and the next try repeats it.
touch "$shop/out/2025-06-14"
run 73 courtesy --date 2025-06-14 run
run 1 courtesy --date 2025-06-14 status
check_says 'a night that broke off is told by status' 'the night broke off'
rm "$shop/out/2025-06-14"
run 0 courtesy --date 2025-06-14 run
check_equal 'and the next try does it' 0 \
    "$(query "SELECT count(*) FROM touch WHERE state IN ('planned', 'claimed')")"

# Questions.
run 0 courtesy --date 2025-06-12 explain 'gonçalves'
check_says 'explain finds a piece of a name' 'Luís Gonçalves (no. 1)'
run 65 courtesy explain mark
check_says 'several matches are listed' 'fits several customers'
run 65 courtesy explain nobody-of-that-name
run 0 courtesy --date 2025-06-12 rule try 'orders_total >= 3' --json
$PYTHON -c 'import json, sys; d = json.load(open("out")); assert d["count"] == len(d["refs"]) > 0' ||
    fail 'rule try --json'
run 0 courtesy --date 2025-06-12 facts --customer 1 --json
$PYTHON -c 'import json; d = json.load(open("out")); assert d["name"] == "Luís Gonçalves" and d["orders_total"] == 6, d' ||
    fail 'facts --customer --json'
run 0 courtesy export touches --json
run 0 courtesy export customers --json
check_equal 'every customer is exported' 59 "$(wc -l <out)"
run 0 courtesy export decisions --json
run 0 courtesy status
run 1 courtesy --date 2025-07-12 status --max-age 26h
check_says 'a night that is missing is seen' 'is the timer installed?'

# Files of the settings come in every night; one that is missing is told, and the night goes on.
printf 'id,name\n900,Nightly\n' >"$shop/imports/more.csv"
printf '[import more]\nfile = imports/more.csv\nas = customers\n' >>"$shop/courtesy.conf"
run 0 courtesy --date 2025-06-16 run
check_equal 'a night brings in the files of the settings' 1 \
    "$(query "SELECT count(*) FROM customer WHERE ref = '900'")"
rm "$shop/imports/more.csv"
run 1 courtesy --date 2025-06-17 run
check_says 'a file that is missing is told' 'import more: '
check_equal 'and the night was run all the same' 1 \
    "$(query "SELECT count(*) FROM run WHERE day = 20256 AND ended IS NOT NULL")"

# Mistakes.
run 64 courtesy
run 64 courtesy explian
check_says 'an unknown command' '"explian" is not a command; did you mean "explain"?'
run 64 courtesy run --nonsense
run 64 courtesy --date tomorrow run
check_says 'a bad day is quoted' '"tomorrow" is not a day'
run 66 courtesy import missing.csv --as customers --yes
run 65 courtesy rule try 'ordrs_total > 1'
check_says 'an unknown fact, with a suggestion' 'did you mean "orders_total"?'
printf '[polcy]\nx = 1\n[mail]\ntransprot = smtp\n' >"$shop/courtesy.conf"
run 78 courtesy run
check_says 'all mistakes of a file at once (block)' 'did you mean [policy]?'
check_says 'all mistakes of a file at once (setting)' 'did you mean "transport"?'
