#!/bin/sh
# A shop with one customer, one purchase and one rule is told so in good English.
. "$SRCDIR/tests/e2e/lib.sh"

run 0 courtesy init --no-input
rm "$shop"/rules.d/*
printf '[rule thanks]\nwhen = 2 days after each purchase\nsend = mail\nkind = service\npriority = 40\nagain = not within 1 day\n' \
    >"$shop/rules.d/one.rules"
printf 'id,name,email\n1,Ada,ada@example.com\n' >customers.csv
printf 'order id,customer id,date,total\n7,1,2025-06-10,25.00\n' >purchases.csv
run 0 courtesy import customers.csv --as customers --yes
run 0 courtesy import purchases.csv --as purchases --yes

# says_one NAME TEXT COMMAND...: the text, and nowhere a 1 with more than one thing
says_one() {
    name=$1 text=$2; shift 2
    run 0 courtesy --date 2025-06-12 "$@"
    check_says "$name" "$text"
    ! grep -E '(^|[^0-9.,-])1 (purchases|days|customers|rules|touches|mails|calls|cards|things)' out ||
        fail "$name: one of several"
}
says_one 'plan counts one' '1 customer, 1 rule: 1 mail, 0 calls, 0 cards, 0 held back' plan
says_one 'rule try counts one' '1 customer' rule try 'orders_total = 1'
says_one 'check counts one' 'settings, 1 rule and its templates.' check
says_one 'run counts one' '1 customer, 1 rule: 1 touch, 0 held back' run --verbose
says_one 'status counts one' '1 touch, 0 held back' status
says_one 'explain counts one' '1 purchase, the last on 2025-06-10' --date 2025-07-12 explain 1
