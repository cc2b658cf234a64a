#!/bin/sh
# Every fuzz target over its saved inputs: a finding of the past never comes back.
: "${SRCDIR:?}" "${BUILDDIR:?}"
count=0
for target in "$BUILDDIR"/tests/fuzz/fuzz-*; do
    name=${target##*/fuzz-}
    case $name in *.*) continue ;; esac
    [ -x "$target" ] || continue
    "$target" "$SRCDIR/tests/fuzz/seeds/$name"/* || { echo "not ok - $name"; exit 1; }
    echo "ok - $name"
    count=$((count + 1))
done
[ $count -gt 0 ] || { echo 'SKIP: no fuzz target was built (libcmocka-dev is missing)'; exit 77; }
