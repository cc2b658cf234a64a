#!/bin/sh
# Mistakes in settings and rules are told all at once, each with its place and a suggestion.
. "$SRCDIR/tests/e2e/lib.sh"

run 0 "$COURTESY" --date 2025-06-12 init --demo "$shop"
cat >"$shop/courtesy.conf" <<'EOF'
[business]
country   = UK
currency  = euro
time zone = Europe/Londn
[hours]
holidays  = holidays/none.ics
[mail]
server    = smtp.example.net:25
security  = none
[print]
labels    = L716
EOF
rm "$shop"/rules.d/*
cat >"$shop/rules.d/a.rules" <<'EOF'
[rule thanks]
when     = 2 days after each purchas
send     = mail
template = warm-thanks
replaces = thank
kind     = service
priority = 40
EOF
sed 's/purchas$/purchase/; s/= thank$/= welcome/' "$shop/rules.d/a.rules" >"$shop/rules.d/b.rules"

run 1 courtesy check
sed "s|$shop/||g; s/ cannot be read: .*/ cannot be read/; /^Good to know:/,\$d" out >kept
mv kept out
check_same 'every mistake in settings, rules and what they send is told in one go' <<'EOF'
courtesy.conf:2:13: [business] country: "UK" is not a country code of ISO 3166; did you mean "GB"?
courtesy.conf:3:13: [business] currency: "euro" is not a currency code of ISO 4217; did you mean "EUR"?
courtesy.conf:4:13: [business] time zone: "Europe/Londn" is not a time zone; did you mean "Europe/London"?
courtesy.conf:9:13: [mail] security: none is for this machine only, not for smtp.example.net; write: security = starttls
courtesy.conf:6:13: [hours] holidays: the holidays cannot be read
courtesy.conf:11:13: [print] labels: "L716" is not one of the sheets L7160, L7159, L7161, L7162, L7163, L7165, 5160, 5161, 5163; did you mean "L7160"?
rules.d/a.rules:2:25: "each" does not fit here; here fits: birthday, each purchase, first purchase, 3rd purchase, last purchase, delivery, installation, joining, anniversary of first purchase, complaint opened, complaint closed, referral, low score, promise due, event NAME; did you mean "each purchase"?
rules.d/b.rules:1:1: [rule thanks] is here a second time; rules.d/a.rules:1 has the first, and both rest until one has another name
rules.d/a.rules:5:12: there is no rule "thank"; did you mean "thanks"?
rules.d/a.rules:1:1: rule thanks: there is no template "warm-thanks" in any language; it was looked for in templates/warm-thanks/en.md
rules.d/b.rules:1:1: rule thanks: there is no template "warm-thanks" in any language; it was looked for in templates/warm-thanks/en.md
EOF
run 78 courtesy plan
check_says 'with such settings nothing is planned' 'did you mean "GB"?'
