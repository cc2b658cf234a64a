#!/bin/sh
# Fails when a file of schema/ leaves the SQL that every engine understands alike, or its form; when
# SQL hides in the C source; and when the C source uses what is banned.
: "${SRCDIR:=$(dirname "$0")/..}"
cd "$SRCDIR" || exit 99
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
LC_ALL=C
export LC_ALL

sql_files=$(find schema -name '*.sql' | sort)
c_files=$(find src include -name '*.[ch]' | sort)
[ -n "$sql_files" ] || { echo "no file in schema/ found"; exit 99; }
[ -n "$c_files" ] || { echo "no C source found"; exit 99; }

# --- SQL ------------------------------------------------------------------------------------------

# Comments and the insides of strings are blanked first, so that lines keep their numbers.
cat >"$work/sql.awk" <<'AWK'
function complain(what) {
    printf "%s:%d: %s\n", name, NR, what
}
# The line without comments and strings; in_text lasts from line to line.
function strip(line,    out, i, c) {
    out = ""
    for (i = 1; i <= length(line); i++) {
        c = substr(line, i, 1)
        if (in_text) {
            if (c == "'") in_text = 0
        } else if (c == "'") {
            in_text = 1
            out = out "''"
        } else if (c == "-" && substr(line, i, 2) == "--") {
            break
        } else {
            out = out c
        }
    }
    return out
}
# Commas directly inside the brackets of min( and max( make them scalar.
function watch_brackets(line,    i, c) {
    for (i = 1; i <= length(line); i++) {
        c = substr(line, i, 1)
        if (c == "(") {
            depth++
            scalar[depth] = tolower(substr(line, 1, i - 1)) ~ /(^|[^a-z_])(min|max) *$/
        } else if (c == ")") {
            depth--
        } else if (c == "," && depth > 0 && scalar[depth]) {
            complain("min and max take one argument; for several write least, greatest")
        }
    }
}
BEGIN {
    split("date datetime strftime julianday unixepoch ifnull iif group_concat total random " \
          "randomblob hex printf round avg typeof", functions, " ")
    split("autoincrement rowid glob regexp pragma attach", words, " ")
    split("select from where and or not join left inner cross on using group order having limit " \
          "offset union except insert into values update set delete with create drop alter case " \
          "when then else end exists returning window partition check references primary unique " \
          "foreign begin", starts, " ")
    for (i in starts) keyword[starts[i]] = 1
}
NR == 1 && !/^-- [A-Z]/ {
    complain("begins with no comment; say in a sentence what it is for")
}
{
    line = strip($0)
    lower = tolower(line)
    for (i in functions)
        if (lower ~ "(^|[^a-z_.])" functions[i] " *\\(")
            complain(functions[i] "() means something else in other engines")
    for (i in words)
        if (lower ~ "(^|[^a-z_])" words[i] "([^a-z_]|$)")
            complain(toupper(words[i]) " is not the SQL of every engine")
    if (lower ~ /insert +or /) complain("write INSERT ... ON CONFLICT")
    if (line ~ /"/) complain("double quotes; text stands in single ones, names in none")
    if (lower ~ /select +(distinct +)?([a-z_]+\.)?\*/) complain("name the columns")
    watch_brackets(line)
    first = line
    sub(/^[ (]*/, "", first)
    sub(/[^A-Za-z_].*/, "", first)
    if (first in keyword) complain("\"" first "\" is written " toupper(first))
    if (ended && line ~ /[^ ]/ && name !~ /^schema\/migrations\//) {
        complain("a second statement; each has a file of its own")
        ended = 0
    }
    if (line ~ /;/) ended = 1
    if (line ~ /; *[^ ]/ && name !~ /^schema\/migrations\//)
        complain("a second statement; each has a file of its own")
}
END {
    if (in_text) complain("a text has no end")
}
AWK
for file in $sql_files; do
    awk -v name="$file" -f "$work/sql.awk" "$file"
done >"$work/bad"

# --- C --------------------------------------------------------------------------------------------

cat >"$work/c.awk" <<'AWK'
function complain(what) {
    printf "%s:%d: %s\n", name, NR, what
}
# The line without comments, strings and characters; in_comment lasts from line to line.
function strip(line,    out, i, c, two, quote) {
    out = ""
    quote = ""
    for (i = 1; i <= length(line); i++) {
        c = substr(line, i, 1)
        two = substr(line, i, 2)
        if (in_comment) {
            if (two == "*/") { in_comment = 0; i++ }
        } else if (quote != "") {
            if (c == "\\") i++
            else if (c == quote) quote = ""
        } else if (two == "/*") {
            in_comment = 1
            i++
        } else if (two == "//") {
            complain("comments stand between /* and */")
            break
        } else {
            if (c == "\"" || c == "'") quote = c
            out = out c
        }
    }
    return out
}
BEGIN {
    split("sprintf vsprintf strcpy stpcpy strcat strncpy strncat strtok gets atoi atol atof gmtime " \
          "localtime ctime asctime mktime tmpnam mktemp system popen", banned, " ")
    split("time gettimeofday clock_gettime g_get_real_time g_date_time_new_now_local " \
          "g_date_time_new_now_utc g_date_time_new_now", clocks, " ")
}
{
    line = strip($0)
    for (i in banned)
        if (line ~ "(^|[^A-Za-z0-9_])" banned[i] " *\\(")
            complain(banned[i] "() is banned; CONTRIBUTING.md says what to use")
    if (name != "src/cli/main.c")
        for (i in clocks)
            if (line ~ "(^|[^A-Za-z0-9_])" clocks[i] " *\\(")
                complain(clocks[i] "() asks the clock; only src/cli/main.c does")
    if (line ~ /(^|[^A-Za-z0-9_])goto([^A-Za-z0-9_]|$)/)
        complain("goto; g_autoptr and an early return do without")
    # SQL: string literals of one statement, one below the other.
    if (name !~ /^src\/rules\//) {
        if ($0 ~ /"(SELECT|INSERT|UPDATE|DELETE|WITH|CREATE) /) sql = 1
        else if (sql > 0 && $0 ~ /^ *"/) sql++
        else sql = 0
        if (sql == 3)
            complain("SQL of more than two lines belongs in a file of schema/")
        if ($0 ~ /; *"[ ,);]*$/) sql = 0
    }
    if (tolower($0) ~ /"select +\*/) complain("name the columns")
}
AWK
for file in $c_files; do
    awk -v name="$file" -f "$work/c.awk" "$file"
done >>"$work/bad"

[ ! -s "$work/bad" ] || { cat "$work/bad"; exit 1; }
