#!/bin/sh
# Exports: what is exported exactly and imported into an empty shop is exported again byte for byte;
# what is exported for people, and saved again by a spreadsheet, is the same people.
. "$SRCDIR/tests/e2e/lib.sh"
need sqlite3 sqlite3

tables='customers purchases contacts cases consent events'
new_shop() {
    shop=$scratch/$1
    run 0 courtesy init --no-input -q
}
import() {
    run 0 courtesy --date 2026-01-20 import "$@" --yes
}
# export_all FOLDER OPTIONS...
export_all() {
    folder=$1
    shift
    mkdir "$folder"
    for table in $tables; do
        run 0 courtesy export "$table" "$@" -o "$folder/$table.csv"
    done
}
import_all() {
    for table in $tables; do
        [ "$(wc -l <"$1/$table.csv")" -le 1 ] || import "$1/$table.csv" --as "$table"
    done
}
# round_trip NAME: the shop in $shop, through its own exports into an empty one
round_trip() {
    export_all "$1-exact" --exact
    for table in $2; do
        [ "$(wc -l <"$1-exact/$table.csv")" -gt 1 ] || fail "$1: no $table: the test shows nothing"
    done
    new_shop "$1-again"
    import_all "$1-exact"
    export_all "$1-second" --exact
    diff -r "$1-exact" "$1-second" || fail "$1: the second export differs"
    echo "ok - $1: exported, imported and exported again byte for byte"
}

# --- a real base ----------------------------------------------------------------------------------

new_shop chinook
import "$SRCDIR/tests/data/chinook/customers.csv" --as customers
import "$SRCDIR/tests/data/chinook/invoices.csv" --as purchases
cat >more.csv <<'EOF'
id,first name,last name,email,other email,email 2,phone,other phone,street,city,country,birthday,standing,joined,company,role
900,Ann,O'Hara,ann@example.com,ann2@example.com,ann3@example.com,+44 20 7946 0000,+44 20 7946 0001,"1 High St
Back door",London,GB,--06-12,active,2020-01-31,"Oak, Lamp & Sons",buyer
901,Bea,Berg,bea@example.com,,,,,,,,1985-02-28,deceased,,,
EOF
cat >items.csv <<'EOF'
order id,customer,date,total,currency,item,category,quantity,amount,delivered,installed,status
A-1,900,2025-06-01,100.50,EUR,Chair,Chairs,2,80.50,2025-06-03,2025-06-05,paid
A-1,900,2025-06-01,,EUR,Lamp,,1,20.00,,,
A-2,900,2025-06-05,-20.00,EUR,Lamp,,1,-20.00,,,
A-3,901,2025-06-05,0.05,,,,,,,,cancelled
EOF
cat >contacts.csv <<'EOF'
contact id,customer,date,channel,direction,person,mood,words
T-1,900,2025-06-02,call,in,Anna,4,"said ""thank you""
and goodbye"
T-2,1,2025-06-03,visit,out,,,
EOF
cat >cases.csv <<'EOF'
case id,customer,opened,closed,kind,words
C-1,900,2025-06-01,2025-06-04,complaint,"late; and broken"
C-2,2,2025-06-01,,request,a catalogue
EOF
cat >consent.csv <<'EOF'
customer,channel,purpose,answer,date,source,wording
900,mail,marketing,yes,2024-01-01,form at the till,"Yes, write to me"
900,call,any,no,2024-01-02,said so,
1,mail,marketing,yes,2024-01-01,form,
1,mail,marketing,no,2024-05-01,mail,"No more, please"
EOF
cat >events.csv <<'EOF'
event id,event,date,until,customer,postcode,region,words
E-1,warranty ends,2026-06-01,,900,,,of the chair
E-2,storm,2025-06-01,2025-06-03,,10115,,
EOF
import more.csv --as customers
import items.csv --as purchases
for kind in contacts cases consent events; do
    import $kind.csv --as $kind
done
round_trip chinook "$tables"
grep -q '^A-1,900,2025-06-01,100.50,EUR,valid,2025-06-03,2025-06-05,Chair,Chairs,2,80.50' \
    chinook-exact/purchases.csv || fail 'money and days as people write them'
grep -q '^A-1,900,2025-06-01,,EUR,valid,2025-06-03,2025-06-05,Lamp,,1,20.00' \
    chinook-exact/purchases.csv || fail 'a total stands once'
check_equal 'a column of totals adds up' \
    "$(query 'SELECT sum(cents) FROM purchase')" \
    "$($PYTHON -c 'import csv; print(round(100 * sum(float(r["total"] or 0) for r in csv.DictReader(open("chinook-exact/purchases.csv", newline="")))))')"

# The same into the base that they come from: nothing is new.
shop=$scratch/chinook
for table in $tables; do
    import "chinook-exact/$table.csv" --as "$table"
    check_says "$table of one's own are nothing new" 'othing new, nothing changed'
done
# For people: phone numbers get an apostrophe, which the import takes off again.
export_all human
grep -q "\"'+44 20 7946 0000\"" human/customers.csv || fail 'a phone number is a formula'
for table in $tables; do
    import "human/$table.csv" --as "$table"
    check_says "$table for people are the same ones" 'othing new, nothing changed'
done
# A spreadsheet writes other quotes and semicolons.
$PYTHON -c '
import csv
rows = list(csv.reader(open("human/customers.csv", newline="", encoding="utf-8")))
csv.writer(open("semicolons.csv", "w", newline="", encoding="utf-8"), delimiter=";",
           quoting=csv.QUOTE_ALL).writerows(rows)'
import semicolons.csv --as customers
check_says 'saved again with semicolons, too' 'othing new, nothing changed'

# --- what breaks programs -------------------------------------------------------------------------

new_shop naughty
$PYTHON "$SRCDIR/tests/e2e/naughty.py" make "$SRCDIR/tests/data/blns/blns.json" .
import people.csv --as customers
import orders.csv --as purchases
import contacts.csv --as contacts
import cases.csv --as cases
round_trip naughty 'customers purchases contacts cases'
shop=$scratch/naughty
for table in customers purchases contacts cases; do
    run 0 courtesy export $table -o naughty-$table.csv
done
for table in customers purchases contacts cases; do
    import naughty-$table.csv --as $table
    check_says "odd $table for people are the same ones" 'othing new, nothing changed'
done
$PYTHON "$SRCDIR/tests/e2e/naughty.py" tables naughty-*.csv || fail 'a human export holds a formula'

# --- the command ----------------------------------------------------------------------------------

shop=$scratch/chinook
run 64 courtesy export customers --exact --for-spreadsheet
run 64 courtesy export --customer 1 --exact
run 64 courtesy export customers --customer 1
run 64 courtesy export customer
check_says 'the nearest word is suggested' 'did you mean "customers"?'
run 65 courtesy export --customer nobody-of-that-name
for table in $tables touches decisions; do
    courtesy export "$table" --json >rows || fail "export $table --json"
    $PYTHON -c 'import json; [json.loads(line) for line in open("rows", encoding="utf-8")]' ||
        fail "export $table --json is not JSON"
done
touch open.json && chmod 644 open.json
run 0 courtesy export --customer 900 --json -o open.json
check_equal 'the file about a person is closed to others' 600 "$(stat -c %a open.json)"
$PYTHON -c '
import json
tables = json.load(open("open.json"))
assert tables["customer"][0]["name"] == "Ann O'"'"'Hara", tables["customer"]
assert [row["cents"] for row in tables["purchase"]] == [10050, -2000]' || fail 'the file about a person'
run 0 courtesy export --customer 900
check_says 'a person reads it too' 'Purchases (2)'
