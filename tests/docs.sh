#!/bin/sh
# Fails when the program and its manuals do not say the same: every command, option, setting, rule
# entry, state, exit status, template field, fact and key has an item in its manual, and every item
# is something that the program knows. The program is asked; where it cannot tell, the one table in
# the source is read.
: "${COURTESY:?path of the program under test}"
: "${SRCDIR:=$(dirname "$0")/..}"
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
manuals=$SRCDIR/src/cli
LC_ALL=C
export LC_ALL

say() {
    echo "$*" >>"$work/bad"
}

# section NAME FILE: the lines from that .Sh or .Ss on, up to the next one of the same or higher rank
section() {
    awk -v name="$1" '
        /^\.S[hs] / {
            title = substr($0, 5)
            if (title == name) { inside = 1; rank = substr($0, 3, 1); next }
            if (inside && (rank == "s" || substr($0, 3, 1) == "h")) exit
        }
        inside' "$2"
}

# items MACRO: the names in .It lines with this macro, one a line
items() {
    sed -n "s/^\\.It $1 //p"
}

# json_keys: the keys of JSON objects, one a line
json_keys() {
    awk '{ while (match($0, /[{,]"[a-z0-9_]+":/)) {
               print substr($0, RSTART + 2, RLENGTH - 4)
               $0 = substr($0, RSTART + RLENGTH)
           } }'
}

# same WHAT MANUAL: compares $work/program with $work/manual
same() {
    sort -u "$work/program" >"$work/a"
    sort -u "$work/manual" >"$work/b"
    [ -s "$work/a" ] || say "$1: none found in the program; does this test still know where?"
    comm -23 "$work/a" "$work/b" | while IFS= read -r it; do say "$2: $1 \"$it\" is missing"; done
    comm -13 "$work/a" "$work/b" |
        while IFS= read -r it; do say "$2: $1 \"$it\" is not known to the program"; done
}

# --- commands and options -------------------------------------------------------------------------

"$COURTESY" --help | sed -n 's/^  \([a-z]\{1,\}\)  .*/\1/p' >"$work/commands"
section COMMANDS "$manuals/courtesy.1" >"$work/section"
cp "$work/commands" "$work/program"
items Cm <"$work/section" | sed 's/ .*//' >"$work/manual"
same command courtesy.1

# options COMMAND: its long options, one a line
options() {
    "$COURTESY" "$1" --help | sed -n 's/^  .*--\([a-z-]\{1,\}\).*/\1/p'
}
# item COMMAND: the lines of the manual about it
item() {
    awk -v name="$1" '/^\.It Cm /  { inside = $3 == name } inside' "$work/section"
}
: >"$work/all"
while read -r command; do
    options "$command" | sort -u >>"$work/all"
done <"$work/commands"
count=$(wc -l <"$work/commands")
sort "$work/all" | uniq -c | awk -v n="$count" '$1 == n { print $2 }' >"$work/common"

cp "$work/common" "$work/program"
section "OPTIONS OF EVERY COMMAND" "$manuals/courtesy.1" >"$work/common-section"
sed -n 's/^\.It Fl \(.*, Fl \)\{0,1\}-\([a-z-]*\).*/\2/p' "$work/common-section" >"$work/manual"
same "option --" courtesy.1
"$COURTESY" check --help | sed -n 's/^  -\(.\), --.*/\1/p' >"$work/program"
sed -n 's/^\.It Fl \([A-Za-z]\) , Fl -.*/\1/p' "$work/common-section" >"$work/manual"
same "option -" courtesy.1

while read -r command; do
    options "$command" | grep -vxF -f "$work/common" | sed "s/^/$command --/" >"$work/program"
    item "$command" | sed -n 's/^\.It Fl -\([a-z-]*\).*/\1/p' | sed "s/^/$command --/" \
        >"$work/manual"
    if [ -s "$work/program" ] || [ -s "$work/manual" ]; then
        same option courtesy.1
    fi
    # What stands in the heading of the item stands in it, too.
    item "$command" | sed -n 1p | grep -oE 'Fl -[a-z-]+' | sed 's/^Fl -//' >"$work/heading"
    while read -r option; do
        grep -qxF "$command --$option" "$work/program" ||
            say "courtesy.1: $command does not know --$option"
    done <"$work/heading"
done <"$work/commands"

# --- states, exit statuses ------------------------------------------------------------------------

grep -oE 'X\(CT_STATE_[A-Z_]+, "[a-z_]+"' "$SRCDIR/include/courtesy/core.h" |
    cut -d '"' -f 2 >"$work/program"
section STATES "$manuals/courtesy.1" | items Ic >"$work/manual"
same state courtesy.1

{
    echo 0
    sed -n 's/^#define CT_EXIT_ATTENTION \([0-9]*\).*/\1/p' "$SRCDIR/include/courtesy/core.h"
    sed -n 's/^    CT_ERROR_.*exit \([0-9]*\) .*/\1/p' "$SRCDIR/include/courtesy/core.h"
} >"$work/program"
section "EXIT STATUS" "$manuals/courtesy.1" | sed -n 's/^\.It \([0-9]*\)$/\1/p' >"$work/manual"
same "exit status" courtesy.1

# --- settings ------------------------------------------------------------------------------------

# The tables of settings.c as "block<tab>name<tab>default"; \n in a default parts its lines.
awk '
    /^static const CtSetting/ { inside = 1; record = "" }
    !inside { next }
    { record = record " " $0 }
    /help = |^    \{"segment"/ {
        if (match(record, /"[a-z]+", "[a-z0-9 ]+",/)) {
            split(substr(record, RSTART, RLENGTH), part, "\"")
            fallback = "-"
            if (match(record, /\.fallback = "([^"]|" *")*"/)) {
                fallback = substr(record, RSTART + 13, RLENGTH - 14)
                gsub(/" *"/, "", fallback)
            }
            print part[2] "\t" part[4] "\t" fallback
        }
        record = ""
    }
    /^};/ { inside = 0 }' "$SRCDIR/src/core/settings.c" >"$work/settings"
cut -f 1,2 "$work/settings" >"$work/program"
section SETTINGS "$manuals/courtesy.conf.5" >"$work/section"
awk '/^\.Ss \[/ { block = $2; gsub(/[][]/, "", block) }
     /^\.It Ic / { sub(/^\.It Ic /, ""); sub(/ , .*/, ""); print block "\t" $0 }' \
    "$work/section" >"$work/manual"
same setting courtesy.conf.5

tab=$(printf '\t')
while IFS=$tab read -r block name fallback; do
    case $fallback in '' | -) continue ;; esac
    section "[$block]" "$manuals/courtesy.conf.5" |
        awk -v name="$name" '/^\.It Ic / { inside = $0 == ".It Ic " name } inside' >"$work/text"
    printf '%b\n' "$fallback" | while IFS= read -r line; do
        grep -qF -e "$line" "$work/text" ||
            say "courtesy.conf.5: [$block] $name does not tell its default \"$line\""
    done
done <"$work/settings"

sed -n 's/^    {"\([0-9A-Z]*\)", CT_PAPER_.*/\1/p' "$SRCDIR/src/render/stationery.c" |
    while read -r sheet; do
        grep -qw -e "$sheet" "$manuals/courtesy.conf.5" ||
            say "courtesy.conf.5: the label sheet $sheet is missing"
    done

# --- rules ----------------------------------------------------------------------------------------

sed -n 's/^    {"\([a-z]*\)", read_[a-z]*, .*/\1/p' "$SRCDIR/src/rules/rule-entry.c" \
    >"$work/program"
section ENTRIES "$manuals/courtesy-rules.5" | items Ic >"$work/manual"
same "rule entry" courtesy-rules.5

# in_section SECTION: says which of the words in $work/words are not in it
in_section() {
    [ -s "$work/words" ] || say "no words for $1 found; does this test still know where?"
    section "$1" "$manuals/courtesy-rules.5" >"$work/text"
    while IFS= read -r word; do
        grep -qw -e "$word" "$work/text" ||
            say "courtesy-rules.5: $1 does not speak of \"$word\""
    done <"$work/words"
}
grep -oE 'X\(CT_(EVENT|UNIT)_[A-Z_]+, "[a-z ]+"' "$SRCDIR/include/courtesy/rules.h" |
    cut -d '"' -f 2 >"$work/words"
in_section TRIGGERS
{
    grep -oE '\{"[a-z]+", CT_TOKEN_[A-Z]+\}' "$SRCDIR/src/rules/lexer.c"
    grep -F 'ct_condition_functions[]' "$SRCDIR/src/rules/condition-value.c" |
        grep -oE '"[a-z_]+"'
} | cut -d '"' -f 2 >"$work/words"
in_section CONDITIONS

# --- templates ------------------------------------------------------------------------------------

# The names of the JSON text in template-fields.c, those inside an object with a dot.
awk '/^static const char example_text/ { inside = 1; next }
     inside { line = $0; sub(/^ *"/, "", line); sub(/";?$/, "", line); text = text line }
     /;$/ { inside = 0 }
     END {
         gsub(/\\"/, "\"", text)
         while (match(text, /"[^"]*" *:? *[{]?|[}]/)) {
             it = substr(text, RSTART, RLENGTH)
             text = substr(text, RSTART + RLENGTH)
             if (it == "}") { outer = ""; continue }
             split(it, part, "\"")
             if (it ~ /: *[{]$/) outer = part[2] "."
             else if (it ~ /: *$/) print outer part[2]
         }
     }' "$SRCDIR/src/render/template-fields.c" >"$work/program"
section "FIELDS AND THEIR MEANING" "$manuals/courtesy-templates.5" | items Ic >"$work/manual"
same field courtesy-templates.5

# --- facts ----------------------------------------------------------------------------------------

"$COURTESY" facts | sed 's/ .*//' >"$work/facts"
cp "$work/facts" "$work/program"
grep -qx '@FACTS@' "$manuals/courtesy-facts.7.in" ||
    say "courtesy-facts.7.in: the line @FACTS@, which the list replaces, is missing"
"$COURTESY" facts --mdoc | items Ic | sed 's/ .*//' >"$work/manual"
same fact courtesy-facts.7

# --- keys -----------------------------------------------------------------------------------------

# keys NAME: compares the keys of the JSON objects in $work/json with the section NAME
keys() {
    json_keys <"$work/json" >"$work/program"
    section "$1" "$manuals/courtesy.1" | items Ic >"$work/manual"
    same "key of $1" courtesy.1
}
# on_toy_shop ARGUMENT...: what the program prints about it, or a complaint
on_toy_shop() {
    "$COURTESY" -C "$work/shop" --date 2026-11-24 --json "$@" 2>"$work/error" ||
        say "courtesy $*: $(cat "$work/error")"
}

if "$COURTESY" --date 2026-11-24 init --demo "$work/shop" >"$work/error" 2>&1; then
    # The heading tells, so that an empty table is no reason to know nothing.
    for it in customers purchases contacts cases consent events touches decisions; do
        "$COURTESY" -C "$work/shop" export "$it" | sed -n '1s/\r$//p' | tr , '\n' >"$work/program"
        section "export $it" "$manuals/courtesy.1" | items Ic >"$work/manual"
        same "key of export $it" courtesy.1
    done
    customer=$(on_toy_shop export touches | sed -n '1s/.*"ref":"\([^"]*\)".*/\1/p')
    on_toy_shop forget "$customer" --dry-run >"$work/json"
    keys forget
    { on_toy_shop plan; on_toy_shop plan --days 2; } >"$work/json"
    keys plan
    on_toy_shop replay --days 90 >"$work/json"
    keys replay
    on_toy_shop explain "$customer" >"$work/json"
    keys explain
    on_toy_shop facts >"$work/json"
    keys facts
    on_toy_shop import --dry-run "$work/shop/imports/customers.csv" >"$work/json"
    keys import
    { on_toy_shop undo; on_toy_shop undo --dry-run 4; } >"$work/json"
    keys undo
    on_toy_shop note "$customer" words --call --complaint >"$work/json"
    keys note
    on_toy_shop stop "$customer" --dry-run >"$work/json"
    keys stop
    on_toy_shop people find "$customer" >"$work/json"
    keys "people find"
    on_toy_shop people show "$customer" >"$work/json"
    keys "people show"
    on_toy_shop people list >"$work/json"
    keys "people list"
    # Somebody who looks like the first customer, without mailbox, number and birthday.
    awk -F , -v OFS=, 'NR == 2 { $1 = "twin"; $5 = $6 = $13 = "" } NR <= 2' \
        "$work/shop/imports/customers.csv" >"$work/twin.csv"
    on_toy_shop import --yes "$work/twin.csv" >/dev/null
    on_toy_shop people --twins >"$work/json"
    keys "people --twins"
    on_toy_shop people merge 1001 twin --dry-run >"$work/json"
    keys "people merge"
    on_toy_shop people apart 1001 twin >"$work/json"
    keys "people apart"
    on_toy_shop rule try 'in top' >"$work/json"
    keys "rule try"
    on_toy_shop status >"$work/json"
    keys status
    on_toy_shop facts --customer "$customer" | json_keys | while read -r key; do
        grep -qxF "$key" "$work/facts" || say "facts --customer: $key is not a fact"
    done
else
    say "courtesy init --demo: $(cat "$work/error")"
fi
# No mail of the toy shop is of unknown fate: here the query tells.
sed -n '/^SELECT/,/^FROM/p' "$SRCDIR/schema/cli/unknown.sql" | sed '/^FROM/,$d' |
    grep -oE '\.[a-z_]+' | sed 's/^\.//' >"$work/program"
section resolve "$manuals/courtesy.1" | items Ic >"$work/manual"
same "key of resolve" courtesy.1

# --- examples and names of files ------------------------------------------------------------------

# Commands in examples: lines that begin with "$ courtesy", and `.Ql courtesy ...`.
for page in "$manuals"/*.[1-9] "$manuals"/*.in "$SRCDIR"/*.md; do
    # shellcheck disable=SC2016 # the back quotes are those of Markdown
    sed -n -e 's/^\.Ql courtesy //p' -e 's/^ *\$ courtesy //p' -e 's/.*`courtesy \([^`]*\)`.*/\1/p' \
        "$page" |
        awk '{ for (i = 1; i <= NF; i++) {
                   if ($i == "-C" || $i == "-o" || $i == "--date") { i++; continue }
                   if ($i ~ /^-/) continue
                   print $i
                   next
               } }' |
        while read -r command; do
            grep -qxF -e "$command" "$work/commands" ||
                say "${page##*/}: \"courtesy $command\" is not a command"
        done
done
# Files of the project that README and its companions send the reader to; a name in capitals stands
# for many, and a test is called like its source.
for page in "$SRCDIR"/*.md; do
    grep -oE '(src|include|schema|templates|tests|contrib)/[A-Za-z0-9_./-]*[A-Za-z0-9]' "$page" |
        grep -vE '[A-Z]{4}' | sort -u | while read -r file; do
            [ -e "$SRCDIR/$file" ] || [ -e "$SRCDIR/$file.c" ] ||
                say "${page##*/}: there is no $file"
        done
done

[ ! -s "$work/bad" ] || { cat "$work/bad"; exit 1; }
