#!/bin/sh
# The import screen and what follows it: the question, answers that are kept, rejected rows, undo,
# check, every kind of file, and the report for programs.
. "$SRCDIR/tests/e2e/lib.sh"
need sqlite3 sqlite3
LC_ALL=C.UTF-8
export LC_ALL
today=2025-06-12

# ask STATUS [QUESTION=>ANSWER ...] -- ARGUMENTS: the program at a terminal, and somebody who answers
ask() {
    want=$1; shift; got=0
    for argument in "$@"; do
        shift
        set -- "$@" "$argument"
        [ "$argument" != -- ] || set -- "$@" "$COURTESY" -C "$shop" --date "$today"
    done
    $PYTHON "$SRCDIR/tests/e2e/at-terminal.py" "$@" >out 2>&1 || got=$?
    [ "$got" = "$want" ] || { cat out; fail "exit status $got, not $want: $*"; }
}
# dump: everything that an import changes and undo has to bring back
dump() {
    for table in customer customer_ref other_address customer_extra twin consent suppression \
        address_status household company purchase purchase_item customer_case contact event \
        referral; do
        echo "# $table"
        query "SELECT * FROM $table ORDER BY 1, 2, 3"
    done
}
# check_silent NAME TEXT: ./out does not hold the text
check_silent() {
    ! grep -qF -- "$2" out || { cat out; fail "$1: \"$2\" is there"; }
    echo "ok - $1"
}
run 0 courtesy --date $today init --no-input
rm "$shop"/rules.d/*.rules # the nights below only bring in files

# --- the screen -----------------------------------------------------------------------------------

cat >"customers_export (3).csv" <<'CSV'
Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address Address2,Default Address City,Default Address Province Code,Default Address Country Code,Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags
'1001,Ada,Bell,ada@example.com,yes,,1 High Street,,Bath,BTH,GB,'BA1 1AA,,'+441225000001,no,0.00,0,,no,vip
'1002,Ben,Cole,ben@example.com,no,,2 High Street,,Bath,BTH,GB,'BA1 2AA,,'+441225000002,no,0.00,0,likes oak,no,
'1003,Cleo,Dunn,cleo@,yes,,3 High Street,,Bath,BTH,GB,'BA1 3AA,'+441225000003,,no,0.00,0,,no,
'1004,Zoë,Müller-Łukasiewicz,,no,,4 High Street,,Bath,BTH,GB,'BA1 4AA,,,no,0.00,0,,yes,
CSV
ask 0 -- import --dry-run 'customers_export (3).csv'
check_same 'the import screen' <<'SCREEN'
customers_export (3).csv: a Shopify customer export. 4 rows, UTF-8, commas.
  id          Customer ID                         4 filled (leading apostrophes removed)
  name        First Name + Last Name              4 filled
  e-mail      Email                               3 filled, 1 cannot be right (row 4)
  phone       Phone, Default Address Phone        3 filled (leading apostrophes removed)
  street      Default Address Address1 +          4 filled
              Default Address Address2
  postcode    Default Address Zip                 4 filled (leading apostrophes removed)
  city        Default Address City                4 filled
  region      Default Address Province Code       4 filled
  country     Default Address Country Code        4 filled
  tags        Tags                                1 filled
  may e-mail  Accepts Email Marketing             2 yes, 2 no   kept as "Shopify customer export, 12 June 2025"
  empty       Default Address Company
  birthday    none in this file                 birthday rules will rest: courtesy help birthdays
  not used    Accepts SMS Marketing, Total Spent, Total Orders, Note,
              Tax Exempt
              (keep one:  --keep 'Accepts SMS Marketing')
4 new people
SCREEN
check_silent 'the screen is plain text' "$(printf '\033')"
check_equal 'a dry run stores nothing' 0 "$(query 'SELECT count(*) FROM import')"
ask 0 'Store this? [y/N] =>n' -- import 'customers_export (3).csv'
check_says 'a no is a no' 'Nothing was stored'
check_equal 'and nothing is stored' 0 "$(query 'SELECT count(*) FROM customer')"
run 64 courtesy --date $today import 'customers_export (3).csv'
check_says 'nobody to ask: how it is stored is said' 'say --yes'
ask 0 'Store this? [y/N] =>y' -- import --keep 'Tax Exempt' 'customers_export (3).csv'
check_says 'what was stored can be taken back' 'Stored. Undo with: courtesy undo 1'
check_equal 'four people are here' 4 "$(query 'SELECT count(*) FROM customer')"
check_equal 'a column that was asked for is kept' yes \
    "$(query "SELECT value FROM customer_extra e JOIN customer c ON c.id = e.customer_id
              WHERE c.ref = '1004' AND e.name = 'Tax Exempt'")"
check_equal 'what was said is remembered' "[import customers_export]
keep = Tax Exempt" "$(cat "$shop/imports/customers_export.map")"
run 0 courtesy --date $today import --yes 'customers_export (3).csv'
check_says 'the same file again says so' 'Nothing new, nothing changed, 4 as before'
check_silent 'and has no number to take back' 'Undo with'
sed 's/,Tags$/,Labels/; s/yes,$/no,/' 'customers_export (3).csv' >customers_export-2025-07-01.csv
run 0 courtesy --date $today import --yes customers_export-2025-07-01.csv
check_equal 'a file of the same name needs no options' no \
    "$(query "SELECT value FROM customer_extra e JOIN customer c ON c.id = e.customer_id
              WHERE c.ref = '1004' AND e.name = 'Tax Exempt'")"

# --- the question ---------------------------------------------------------------------------------

cat >orders.csv <<'CSV'
order,customer,date,total
1,1001,03/04/2025,10.00
2,1002,05/06/2025,20.00
3,1003,07/08/2024,30.00
4,1004,01/02/2025,40.00
CSV
run 65 courtesy --date $today import --no-input --yes orders.csv
check_says 'the question is the message' 'is the day or the month written first?'
check_says 'with rows of the file' 'row 2: "03/04/2025" is 3 April or 4 March'
check_says 'and with what to say' 'say --dates dmy'
check_equal 'nothing is stored meanwhile' 0 "$(query 'SELECT count(*) FROM purchase')"
ask 65 'Which one? [1/2] =>9' 'Which one? [1/2] =>maybe' 'Which one? [1/2] =>' -- import orders.csv
check_says 'three answers that fit nothing' 'nothing was stored; say --dates dmy'
[ ! -e "$shop/imports/orders.map" ] || fail 'an answer that was never given is kept'
ask 0 'Which one? [1/2] =>2' 'Store this? [y/N] =>y' -- import orders.csv
check_says 'both answers are shown' '  2  4 March'
check_equal 'the answer is used' 2025-03-04 \
    "$(query "SELECT date(day * 86400, 'unixepoch') FROM purchase WHERE ref = '1'")"
check_equal 'and kept' "[import orders]
dates = mdy" "$(cat "$shop/imports/orders.map")"
sed 's/^1,1001,03/1,1001,02/' orders.csv >orders-2.csv
run 0 courtesy --date $today import --yes --no-input orders-2.csv
check_equal 'the next file of that name asks nothing' 2025-02-04 \
    "$(query "SELECT date(day * 86400, 'unixepoch') FROM purchase WHERE ref = '1'")"
printf '[import orders]\nfile = imports/orders.csv\n' >>"$shop/courtesy.conf"
cp orders.csv "$shop/imports/orders.csv"
run 0 courtesy --date $today run
check_equal 'neither does a night' 2025-03-04 \
    "$(query "SELECT date(day * 86400, 'unixepoch') FROM purchase WHERE ref = '1'")"
printf 'order,customer,date,total\n9,1001,2025-01-09,1.234\n' >amounts.csv
ask 0 'Which one? [1/2] =>1' 'Store this? [y/N] =>y' -- import amounts.csv
check_equal 'amounts are asked about, too' 123400 "$(query "SELECT cents FROM purchase WHERE ref = '9'")"
run 64 courtesy import --yes --dates ymd orders.csv
check_says 'an order of dates that is none' '--dates takes dmy, mdy, not "ymd"'
run 64 courtesy import --yes --as custmers orders.csv
check_says 'a kind that is none' 'did you mean "customers"?'

# --- columns and encodings ------------------------------------------------------------------------

printf 'Kundennr;Wer;Handy\nk9;Zo\353 M\374ller;+44 1225 000009\n' >kunden.csv
run 64 courtesy import --yes --column 'Handy=phon' kunden.csv
check_says 'a field that is none' '"phon" is not something that a column can hold; did you mean "phone"?'
run 64 courtesy import --yes --column Handy kunden.csv
check_says 'a column without a field' 'write "Heading=field"'
run 0 courtesy --date $today import --yes --as customers --encoding windows-1252 \
    --column Kundennr=id --column Wer=name --column 'Handy = phone' kunden.csv
check_equal 'a column is what somebody says' 'Zoë Müller|+44 1225 000009' \
    "$(query "SELECT name, phone FROM customer WHERE ref = 'k9'")"
check_equal 'and the map says it, too' "[import kunden]
as = customers
encoding = windows-1252
handy = phone
kundennr = id
wer = name" "$(cat "$shop/imports/kunden.map")"
echo 'handy = fone' >>"$shop/imports/kunden.map"
run 78 courtesy import --yes kunden.csv
check_says 'a mistake in a map has a place' 'imports/kunden.map:'
run 1 courtesy check
check_says 'and check finds it' 'imports/kunden.map:'
rm "$shop/imports/kunden.map"
courtesy help import | tr -s ' \n' ' ' >out
sed -n 's/^    X(CT_FIELD_[A-Z0-9_]*, "\([^"]*\)".*/\1/p' "$SRCDIR/src/import/mapping-private.h" |
    while read -r field; do grep -qF " $field," out || fail "help import: $field"; done
echo 'ok - help import lists everything that a column can hold'

# --- rejected rows --------------------------------------------------------------------------------

{
    echo 'id,name,email'
    i=1
    while [ $i -le 120 ]; do echo "r$i,Person $i,person$i@example.com"; i=$((i + 1)); done
    echo 'r121,,'
} >people.csv
run 0 courtesy --date $today import --yes people.csv
check_says 'rows that are left out are counted' '1 row cannot be read and is left out'
check_says 'and lie where it says' "$shop/imports/people.rejected.csv"
check_equal 'with their heading and the reason' 'id,name,email,courtesy says' \
    "$(head -n 1 "$shop/imports/people.rejected.csv" | tr -d '\r')"
run 1 courtesy check
check_says 'check reminds of them' 'imports/people.rejected.csv: rows that could not be read'
sed -i 's/^r121,,/r121,Late,late@example.com/' "$shop/imports/people.rejected.csv"
run 64 courtesy --date $today import "$shop/imports/people.rejected.csv"
[ -s "$shop/imports/people.rejected.csv" ] || fail 'rows that were not stored are gone'
run 0 courtesy --date $today import --yes "$shop/imports/people.rejected.csv"
check_equal 'once corrected they come in' Late "$(query "SELECT name FROM customer WHERE ref = 'r121'")"
[ ! -e "$shop/imports/people.rejected.csv" ] || fail 'rejected rows lie there although they came in'
[ ! -e "$shop/imports/people_rejected.map" ] || fail 'rejected rows have a map of their own'
printf 'id,name\ns1,Ada\ns2,\ns3,\n' >bad.csv
before=$(query 'SELECT count(*) FROM customer')
run 65 courtesy --date $today import --yes bad.csv
check_says 'a file with many bad rows is refused' '2 of 3 rows cannot be read'
check_equal 'as a whole' "$before" "$(query 'SELECT count(*) FROM customer')"
check_equal 'and its bad rows are there to be corrected' 3 "$(wc -l <"$shop/imports/bad.rejected.csv")"
rm "$shop/imports/bad.rejected.csv"

printf '[import team]\nfile = imports/team.csv\nas = customers\n' >>"$shop/courtesy.conf"
sed 's/^r/t/; s/person/team/' people.csv >"$shop/imports/team.csv"
run 1 courtesy --date $today run
check_says 'a night tells of rows that it cannot read' 'import team: 1 row cannot be read and left out'
run 0 courtesy --date $today run
check_equal 'once' '' "$(cat out)"
rm "$shop/imports/team.rejected.csv"

# --- every kind, without a terminal ---------------------------------------------------------------

# kind KIND TABLE NEW: imports ./KIND.csv and expects so many more rows in a table
kind() {
    before=$(query "SELECT count(*) FROM $2")
    run 0 courtesy --date $today import --yes --as "$1" "$1.csv"
    check_equal "$1 come in" "$3" $(($(query "SELECT count(*) FROM $2") - before))
    run 0 courtesy --date $today import --yes --as "$1" "$1.csv"
    check_says "the same $1 again change nothing" 'Nothing new, nothing changed'
}
printf 'id,name,email\nk1,Kim,kim@example.com\n' >customers.csv
printf 'id,customer,date,total,item\nko1,k1,2025-05-01,12.50,Lamp\n' >purchases.csv
printf 'id,customer,opened,kind,words\nkc1,k1,2025-05-02,complaint,too late\n' >cases.csv
printf 'id,customer,date,channel\nkt1,k1,2025-05-03,call\n' >contacts.csv
printf 'email,birthday\nkim@example.com,12 June\n' >birthdays.csv
printf 'id,event,date,customer\nke1,warranty ends,2025-08-01,k1\n' >events.csv
printf 'customer,referred by,date\nk1,1002,2025-05-04\n' >referrals.csv
printf 'customer,channel,answer,answered,source\nk1,mail,yes,2025-05-05,paper form\n' >consent.csv
printf 'phone\n+44 1225 000077\n' >do-not-call.csv
kind customers customer 1
kind purchases purchase 1
kind cases customer_case 1
kind contacts contact 1
kind birthdays "customer WHERE birth_mmdd = 612" 1
kind events event 1
kind referrals referral 1
kind consent consent 1
kind do-not-call suppression 1
printf 'id,date,customer\nke2,2025-09-01,k1\n' >storms.csv
run 0 courtesy --date $today import --yes --as events --event storm storms.csv
check_equal 'the name of all events of a file' storm "$(query "SELECT name FROM event WHERE ref = 'ke2'")"
printf 'id,customer,date,total\nko2,nobody,2025-05-01,1\n' >strangers.csv
run 0 courtesy --date $today import --yes strangers.csv
check_says 'rows of strangers are told' '1 purchase is of customers who are not here'

# --- undo -----------------------------------------------------------------------------------------

dump >before
printf 'id,name,email,city\nu1,Una,una@example.com,Bath\nk1,Kim,kim@example.com,Wells\n' >undo.csv
run 0 courtesy --date $today import --yes undo.csv
number=$(sed -n 's/^Stored. Undo with: courtesy undo //p' out)
ask 64 'Take it back? [y/N] =>' -- undo "$number"
check_says 'what will happen is told' "Import $number: undo.csv (customers), spreadsheet, 12 June 2025."
check_says 'and nothing happens without a yes' 'was not taken back'
run 0 courtesy --date $today undo --dry-run "$number"
check_equal 'nor in a dry run' Wells "$(query "SELECT city FROM customer WHERE ref = 'k1'")"
ask 0 'Take it back? [y/N] =>y' -- undo "$number"
dump >after
diff before after || fail 'undo leaves something behind'
echo 'ok - undo brings back every row'
run 65 courtesy --date $today undo --yes "$number"
check_says 'once is enough' 'taken back'
run 65 courtesy undo --yes 999
run 64 courtesy undo last
check_says 'an import has a number' 'courtesy undo lists them'
run 0 courtesy undo
check_says 'imports are listed' 'customers_export (3).csv'
check_says 'and those that were taken back' "taken back on $today"
check_equal 'newest first' "$number" "$(awk 'NR == 1 { print $1 }' out)"
run 0 courtesy undo --json
check_equal 'for programs as well' "$(query 'SELECT count(*) FROM import')" "$(wc -l <out)"

# --- check ----------------------------------------------------------------------------------------

run 0 courtesy --date $today check
check_says 'nothing needs a person' 'No mistakes found'
{
    echo 'id,name,email,birthday'
    i=1
    while [ $i -le 60 ]; do echo "b$i,Birth $i,b$i@example.com,1980-01-01"; i=$((i + 1)); done
    i=1
    while [ $i -le 60 ]; do echo "c$i,Born $i,c$i@example.com,1980-0$((i % 9 + 1))-1$((i % 7))"; i=$((i + 1)); done
} >birth.csv
run 0 courtesy --date $today import --yes --as customers birth.csv
check_says 'birthdays that many share are set aside' '60 set aside'
run 0 courtesy --date $today check
check_says 'and listed, but no mistake' '60 birthdays are set aside'
printf 'id,customer,date,total,currency\nf1,k1,2025-01-01,5,JPY\n' >foreign.csv
run 0 courtesy --date $today import --yes foreign.csv
run 1 courtesy --date $today check
check_says 'a currency without a rate needs a person' '1 purchase is in a currency without a rate (JPY): no. f1;'
printf '[rates]\nJPY = 0.005\n' >>"$shop/courtesy.conf"
run 0 courtesy --date $today check
check_silent 'a rate settles it' 'JPY'

# --- for programs, and help -----------------------------------------------------------------------

run 64 courtesy --date $today import --json --keep Note customers_export-2025-07-01.csv
run 0 courtesy --date $today import --json --dry-run orders.csv
$PYTHON - <<'PY' || fail 'import --json'
import json
report = json.load(open("out"))
assert report["kind"] == "purchases" and report["rows"] == 4 and report["import"] == 0, report
assert report["encoding"] == "UTF-8" and report["delimiter"] == "commas", report
assert [f["columns"] for f in report["fields"]][:2] == ["order", "customer"], report
PY
echo 'ok - the report is there for programs'
run 0 courtesy help
check_says 'help tells its topics' 'birthdays'
run 0 courtesy help birthdays
check_says 'how to get birthdays' 'courtesy import birthdays.csv --as birthdays'
run 0 courtesy help undo
check_says 'help of a command' 'take back an import'
run 64 courtesy help brithdays
check_says 'a topic that is none' 'did you mean "birthdays"?'
