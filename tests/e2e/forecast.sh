#!/bin/sh
# The days to come, and a past year once more: the same nights as real ones, and nothing is written.
. "$SRCDIR/tests/e2e/lib.sh"
need sqlite3 sqlite3
days=21
[ -z "${LIGHT:-}" ] || days=7

run 0 courtesy init --no-input
cat >"$shop/rules.d/stock.rules" <<'RULES'
[rule thanks]
when     = 2 days after each purchase
send     = mail
kind     = service
priority = 40
late     = 5 days
[rule after]
when     = 20 days after each purchase
send     = card
template = hello-again
kind     = service
priority = 30
late     = 5 days
RULES
run 0 courtesy import "$SRCDIR/tests/data/chinook/customers.csv" --as customers --yes
run 0 courtesy import "$SRCDIR/tests/data/chinook/invoices.csv" --as purchases --yes
run 0 courtesy --date 2025-05-01 live on

before=$(sha256sum <"$shop/courtesy.db")
run 0 courtesy --date 2025-05-01 plan --days $days --json
cp out forecast
[ -s forecast ] || fail 'the forecast is empty: the test shows nothing'
run 0 courtesy --date 2025-05-01 plan --days $days
check_says 'the table names the days' 'thu 2025-05-01'
check_says 'and sums them up' 'in all'
run 0 courtesy --date 2025-12-01 replay --from 2025-05-01 --days $days
cp out replay
check_equal 'a forecast and a replay write nothing' "$before" "$(sha256sum <"$shop/courtesy.db")"
run 64 courtesy plan --days 0x
run 64 courtesy plan --days 9999
check_says 'too many days are refused' '--days takes 1 to 366'
run 64 courtesy replay --from 1st-of-may
check_says 'a day that is none is refused' '--from'

i=0
while [ $i -lt $days ]; do
    courtesy --date "$(date -u -d "2025-05-01 + $i days" +%F)" run >/dev/null 2>out || [ $? = 1 ] \
        || { cat out; fail "night $i"; }
    i=$((i + 1))
done
query "SELECT issued_day, channel, coalesce(manager, ''), count(*) FROM touch WHERE state = 'issued'
       GROUP BY 1, 2, 3 ORDER BY 1, 2, 3" >real
$PYTHON - forecast >promised <<'PY'
import datetime, json, sys
for line in open(sys.argv[1]):
    row = json.loads(line)
    day = (datetime.date.fromisoformat(row["day"]) - datetime.date(1970, 1, 1)).days
    print(day, row["channel"], row["manager"], row["touches"], sep="|")
PY
diff -u promised real || fail 'the real nights differ from the forecast'
echo 'ok - the real nights are those of the forecast'
query "SELECT rule || ',' || channel || ',' || count(*) || ',' || count(DISTINCT customer_id)
       FROM touch WHERE state = 'issued' GROUP BY rule, channel ORDER BY rule, channel" >real
tr -d '\r' <replay | sed -n '/^rule/d; /^$/q; p' >promised
diff -u promised real || fail 'the real nights differ from the replay'
echo 'ok - the real nights are those of the replay'
