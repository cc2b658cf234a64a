#!/bin/sh
# Who is who and what they allow, as an owner types it: people, note, stop.
. "$SRCDIR/tests/e2e/lib.sh"
need sqlite3 sqlite3

run 0 courtesy init --no-input
run 0 courtesy import "$SRCDIR/tests/data/chinook/customers.csv" --as customers --yes
run 0 courtesy --date 2026-01-10 import "$SRCDIR/tests/data/chinook/invoices.csv" --as purchases --yes
today() {
    courtesy --date 2026-01-10 "$@"
}

# Finding, without accents and case.
run 0 today people find goncalves
check_same 'a name without its accents' <<'END'
  1           Luís Gonçalves, São José dos Campos
END
run 0 today people find KÖHLER
check_says 'a name in capitals' 'Leonie Köhler, Stuttgart'
run 65 today people find nobody-of-that-name
check_says 'nobody is an error' 'no customer fits "nobody-of-that-name"'
run 65 today people show mark
check_says 'several are listed' '  55  Mark Taylor, Sidney'
run 0 today people find mark --json
check_same 'and one object each for programs' <<'END'
{"ref":"14","name":"Mark Philips","detail":"Edmonton","by":"piece"}
{"ref":"55","name":"Mark Taylor","detail":"Sidney","by":"piece"}
END
run 0 today people list
check_equal 'everybody is listed under a heading' 60 "$(wc -l <out)"
run 64 today people shwo 1
check_says 'a verb that is not known' 'did you mean "show"?'

# Showing changes nothing, and tells all in short.
before=$(query 'SELECT count(*) FROM customer_fact')
run 0 today people show leonie
check_equal 'looking stores nothing' "$before" "$(query 'SELECT count(*) FROM customer_fact')"
check_says 'who it is' 'Leonie Köhler (no. 2)'
check_says 'the facts in one line' '7 purchases, €37.62 in all, usually every '
check_says 'the timeline' '2024-07-13  purchase   0.99'

# Writing down.
run 0 today note leonie 'the box came torn' --call --complaint --person Anna
check_same 'a call and a complaint' <<'END'
A call with Leonie Köhler (no. 2) is written down; the days without contact count from today.
Case C-1 is open: no marketing to Leonie Köhler (no. 2) until it is closed.
END
check_equal 'the clocks are reset' 1 "$(query "SELECT count(*) FROM dirty WHERE customer_id = 2")"
run 0 today note 2 --promise 'send a new box' --by friday --person Anna
check_same 'a promise by a weekday' <<'END'
Promised to Leonie Köhler (no. 2) by Friday, 16 January 2026: send a new box.
END
run 0 today note C-1 'was sent' --close
check_same 'a case is closed by its number' <<'END'
Case C-1 of Leonie Köhler (no. 2) is closed.
END
run 65 today note leonie --close
check_says 'a case is closed once' 'there is no open case to close'
run 0 today note leonie --kept
check_says 'a promise is kept' 'send a new box'
run 64 today note leonie
check_says 'a note needs words' 'what is to be written down?'
run 64 today note leonie --promise 'x' --by someday
check_says 'a day that nobody understands' '"someday" is not a day'
run 0 today note leonie 'never mind' --dry-run
check_equal 'a dry run stores nothing' 0 "$(query "SELECT count(*) FROM note WHERE words = 'never mind'")"
run 0 today people show leonie
check_says 'it is all in the timeline' 'C-1 complaint closed'

# No means no.
run 0 today stop gonç --mail --because 'wrote so'
check_same 'no more e-mail' <<'END'
No more e-mail to Luís Gonçalves (no. 1), whatever a later file says.
END
printf 'id,name,email,accepts marketing\n1,Luís Gonçalves,luisg@embraer.com.br,yes\n' >yes.csv
run 0 today import yes.csv --as customers --yes
run 0 today people show 1
check_says 'a later yes of a file changes nothing' \
    'may be mailed  no (courtesy stop, 10 January 2026: "wrote so")'
run 0 today explain 1
check_says 'and explain says why' 'May be e-mailed: no (courtesy stop, 10 January 2026: "wrote so")'
run 64 today stop 1 --undo
check_says 'undo needs a reason' '--undo needs --because'
run 0 today stop 1 --mail --undo --because 'signed the list in the shop'
check_says 'and then it is a yes' 'written down as a yes, because "signed the list in the shop"'
run 0 today stop nobody@example.org
check_says 'an address of nobody' 'nobody@example.org belongs to nobody here'
check_equal 'is kept as a hash alone' 0 \
    "$(query "SELECT count(*) FROM suppression WHERE hash LIKE '%nobody%'")"
run 65 today stop 'Nobody At All'
check_says 'what is no address' 'is no customer, no e-mail address and no phone number'

# Twins: told apart, or made one.
cat >twins.csv <<'END'
id,name,email,street,postcode,city,country
901,Leonie Kohler,leo@other.example,Theodor-Heuss-Straße 34,70174,Stuttgart,Germany
902,Bjorn Hansen,bjo@other.example,Ullevålsveien 14,0171,Oslo,Norway
END
run 0 today import twins.csv --as customers --yes
run 0 today people --twins
check_says 'twins are listed with what to type' 'one person:   courtesy people merge 2 901'
run 64 today people merge 2 901 --no-input
check_says 'nothing is made one unasked' 'nothing was changed; say --yes'
run 0 today stop 901 --calls
run 0 today people merge 2 901 --yes
check_says 'what will happen is shown' 'Marketing by calls: no (courtesy stop, 10 January 2026)'
check_equal 'there is one record now' 0 "$(query "SELECT count(*) FROM customer WHERE ref = '901'")"
run 0 today import twins.csv --as customers --yes
check_equal 'and a later file does not bring the other back' 0 \
    "$(query "SELECT count(*) FROM customer WHERE ref = '901'")"
run 65 today undo 4
check_says 'an import that brought the other is not taken back' 'Leonie'
run 0 today people apart 4 902
run 0 today people --twins
check_same 'nobody is left to look at' <<'END'
Nobody looks like somebody else.
END
run 0 today people together 4 1
check_says 'together' 'live together, whatever a file says'
run 0 today people show 4
check_says 'who else lives there' 'Luís Gonçalves (no. 1)'
run 0 today people alone 4
