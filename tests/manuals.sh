#!/bin/sh
# Fails when mandoc finds a mistake in a manual, the generated one included.
: "${SRCDIR:=$(dirname "$0")/..}"
: "${BUILDDIR:=.}"
command -v mandoc >/dev/null || { echo "skipped: mandoc is not installed"; exit 77; }
[ -e "$BUILDDIR/courtesy-facts.7" ] || { echo "$BUILDDIR/courtesy-facts.7 is not built"; exit 1; }

bad=0
for page in "$SRCDIR"/src/cli/*.[1-9] "$BUILDDIR/courtesy-facts.7"; do
    mandoc -Tlint -Wwarning "$page" || bad=1
    grep -q '^\.Dd [A-Z][a-z]* [0-9]*, [0-9]*$' "$page" || { echo "$page has no date"; bad=1; }
done
exit "$bad"
