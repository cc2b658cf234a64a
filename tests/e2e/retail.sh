#!/bin/sh
# Two real files of purchases come in whole: order lines of a web shop with returns, discounts and
# lines of nobody, and a year of purchases that says nothing but who and when. What the database holds
# afterwards is compared with a recount of the raw files.
. "$SRCDIR/tests/e2e/lib.sh"
need sqlite3 sqlite3
uci=$SRCDIR/tests/data/uci_online_retail/OnlineRetail_first999lines.csv
year=$SRCDIR/tests/data/transactions/example_transactions.csv

# raw FILE SQL: what a file says, as the table "raw"
raw() {
    sqlite3 :memory: -cmd '.mode csv' -cmd ".import '$1' raw" -cmd '.mode list' "$2"
}
# same NAME RAW-SQL FILE SQL: the raw file and the base say the same, line by line
same() {
    raw "$3" "$2" | tr -s " " | LC_ALL=C sort >wanted
    query "$4" | LC_ALL=C sort >got
    [ -s wanted ] || fail "$1: nothing to compare"
    diff wanted got >differences || { head -20 differences; fail "$1"; }
    echo "ok - $1 ($(wc -l <wanted))"
}

# --- order lines of a web shop

courtesy init --no-input -q
{ echo id,name; raw "$uci" "SELECT DISTINCT CustomerID || ',Customer ' || CustomerID FROM raw
    WHERE CustomerID <> ''"; } >customers.csv
run 0 courtesy import customers.csv --yes -q

# Every row is of 1 December or of 12 January: somebody has to say which.
run 65 courtesy import "$uci" --yes --no-input
check_says 'a file that could mean two days is refused' '--dates'
check_equal 'and nothing is stored' 0 "$(query 'SELECT count(*) FROM purchase')"
run 0 courtesy import "$uci" --dates mdy --yes

same 'every order has its lines added up' "
    SELECT InvoiceNo || '|' || CustomerID || '|' ||
           CAST(round(sum(Quantity * UnitPrice) * 100) AS INTEGER)
    FROM raw WHERE CustomerID <> '' GROUP BY InvoiceNo" "$uci" "
    SELECT p.ref || '|' || c.ref || '|' || p.cents FROM purchase p
    JOIN customer c ON c.id = p.customer_id"
same 'and its items' "
    SELECT InvoiceNo || '|' || trim(Description) || '|' || Quantity || '|' ||
           CAST(round(Quantity * UnitPrice * 100) AS INTEGER)
    FROM raw WHERE CustomerID <> ''" "$uci" "
    SELECT p.ref || '|' || i.name || '|' || i.quantity || '|' || i.cents FROM purchase_item i
    JOIN purchase p ON p.id = i.purchase_id"
check_equal 'what was cancelled is a row of its own, below zero' \
    "$(raw "$uci" "SELECT count(DISTINCT InvoiceNo) FROM raw WHERE InvoiceNo LIKE 'C%'")" \
    "$(query "SELECT count(*) FROM purchase WHERE ref LIKE 'C%' AND cents < 0")"
check_equal 'all of it happened on one day' 2010-12-01 \
    "$(query "SELECT DISTINCT date(day * 86400, 'unixepoch') FROM purchase")"

# The same file as a spreadsheet saves it, with numbers for ids, brings nothing new.
awk -F, -v OFS=, '$(NF - 1) ~ /^[0-9]+$/ { $(NF - 1) = $(NF - 1) ".0" } { print }' "$uci" \
    >OnlineRetail_saved.csv
grep -q ',17850\.0,' OnlineRetail_saved.csv || fail 'the ids were not changed: the test shows nothing'
before=$(query 'SELECT count(*), sum(cents), max(import_id) FROM purchase')
run 0 courtesy import OnlineRetail_saved.csv --dates mdy --yes
check_equal 'ids as a spreadsheet writes them are the same ids' "$before" \
    "$(query 'SELECT count(*), sum(cents), max(import_id) FROM purchase')"

# What is left of a day's purchases when its returns are taken off counts.
courtesy run -q >out 2>&1 || [ $? = 1 ] || { cat out; fail "no night"; }
same 'what somebody spent is net of what went back' "
    SELECT CustomerID || '|' || CASE WHEN sum(cents) > 0 THEN sum(cents) ELSE 0 END
    FROM (SELECT CustomerID, CAST(round(sum(Quantity * UnitPrice) * 100) AS INTEGER) AS cents
          FROM raw WHERE CustomerID <> '' GROUP BY InvoiceNo)
    GROUP BY CustomerID" "$uci" "
    SELECT c.ref || '|' || f.spent_total FROM customer_fact f JOIN customer c
    ON c.id = f.customer_id"

# --- a year of purchases without amounts

shop=$scratch/year
courtesy init --no-input -q
{ echo id,name; raw "$year" "SELECT DISTINCT id || ',Customer ' || id FROM raw"; } >customers.csv
run 0 courtesy import customers.csv --yes -q
printf '[import example_transactions]\nas = purchases\nid = customer\n' \
    >"$shop/imports/example_transactions.map"
run 0 courtesy import "$year" --yes
check_equal 'every row is a purchase' "$(raw "$year" 'SELECT count(*) FROM raw')" \
    "$(query 'SELECT count(*) FROM purchase')"
same 'each on its day, by its customer' "
    SELECT id || '|' || substr(date, 1, 10) FROM raw" "$year" "
    SELECT c.ref || '|' || date(p.day * 86400, 'unixepoch') FROM purchase p
    JOIN customer c ON c.id = p.customer_id"
run 0 courtesy import "$year" --yes
check_equal 'once' 1 "$(query "SELECT count(*) FROM import WHERE kind = 'purchases'")"

courtesy run -q >out 2>&1 || [ $? = 1 ] || { cat out; fail "no night"; }
same 'purchases at most three days apart are one visit' "
    WITH days AS (SELECT id, CAST(julianday(substr(date, 1, 10)) - 2440587.5 AS INTEGER) AS day
                  FROM raw),
    steps AS (SELECT id, day, CASE WHEN day - lag(day) OVER w <= 3 THEN 0 ELSE 1 END AS opens
              FROM days WINDOW w AS (PARTITION BY id ORDER BY day)),
    numbered AS (SELECT id, day, sum(opens) OVER (PARTITION BY id ORDER BY day
                   ROWS UNBOUNDED PRECEDING) AS n FROM steps)
    SELECT id || '|' || n || '|' || min(day) || '|' || max(day) || '|' || count(*)
    FROM numbered GROUP BY id, n" "$year" "
    SELECT c.ref || '|' || v.number || '|' || v.first_day || '|' || v.last_day || '|' || v.purchases
    FROM visit v JOIN customer c ON c.id = v.customer_id"
same 'and nobody has more or fewer of them' "
    SELECT id || '|' || count(*) FROM raw GROUP BY id" "$year" "
    SELECT c.ref || '|' || f.orders_total FROM customer_fact f JOIN customer c
    ON c.id = f.customer_id"
check_equal 'what they were worth is not made up' 0 \
    "$(query 'SELECT sum(spent_total) FROM customer_fact')"
