#!/bin/sh
# Fails if a source file includes a module that tests/layers.txt does not allow it, a library outside
# the one folder that may know it, or the clock outside the program's first file.
: "${SRCDIR:=$(dirname "$0")/..}"
cd "$SRCDIR" || exit 99

# only_in PATTERN HEADERS FOLDERS: files that include one of the headers must lie in the folders
only_in() {
    grep -lE "^#include [<\"]($1)" src/*/*.[ch] include/courtesy/*.h 2>/dev/null |
        grep -vE "^($2)" | sed "s#\$#: only $2 may include $1#"
}
bad=$(
    for f in src/*/*.[ch] include/courtesy/*.h; do
        case $f in
            src/*) me=${f#src/}; me=${me%%/*} ;;
            *)     me=${f##*/}; me=${me%.h} ;;
        esac
        sed -n 's|^#include "courtesy/\([a-z]*\)\.h".*|\1|p' "$f" | while read -r it; do
            [ "$it" = "$me" ] && continue
            grep -Eq "^$me:(.* )?$it( |\$)" tests/layers.txt || echo "$f: $me may not include $it"
        done
        sed -n 's|^#include "\.\./\([^"]*\)".*|\1|p' "$f" | while read -r it; do
            echo "$f: reaches into another folder: $it"
        done
    done
    only_in 'sqlite3\.h|libpq' 'src/store/'
    only_in 'gmime/' 'src/render/'
    only_in 'libical/' 'src/render/|src/plan/holidays\.c'
    only_in 'pango/|cairo|qrencode\.h' 'src/render/'
    only_in 'libesmtp\.h|openssl/' 'src/deliver/'
    only_in 'cmark\.h' 'src/render/'
    only_in 'unicode/' 'src/render/|src/import/|src/core/codes\.c'
    grep -nE 'g_date_time_new_now|g_get_real_time|[^_a-z](time|gettimeofday|clock_gettime) *\((NULL|CLOCK_REALTIME)' \
        src/*/*.c | grep -v '^src/cli/main.c:' | sed 's/$/: only src\/cli\/main.c reads the clock/'
)
[ -z "$bad" ] || { echo "$bad"; exit 1; }
