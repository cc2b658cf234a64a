#!/bin/sh
# The toy shop: one command, and files that ordinary programs open.
. "$SRCDIR/tests/e2e/lib.sh"
need sqlite3 sqlite3
need pdfinfo poppler-utils

run 0 "$COURTESY" --date 2025-06-12 init --demo "$shop"
check_says 'init --demo says where to look' 'out/2025-06-12/calls-anna.pdf'
night=$shop/out/2025-06-12
for page in calls-anna calls-tom cards labels-L7160; do
    pdfinfo "$night/$page.pdf" >/dev/null || fail "$page.pdf does not open"
    [ "$(pdffonts "$night/$page.pdf" | awk 'NR > 2 && !/ yes +(yes|no) +(yes|no) +[0-9]+ +[0-9]+$/' | wc -l)" = 0 ] ||
        fail "a font of $page.pdf is not embedded"
done
echo 'ok - every page opens, with its fonts inside'

# Every name of the list is on its page, whole.
query "SELECT c.name FROM touch t JOIN customer c ON c.id = t.customer_id
       WHERE t.state = 'planned' AND t.channel = 'card'" >names
pdftotext -layout "$night/cards.pdf" - | tr -s ' ' >page
while read -r name; do
    grep -qF "$name" page || fail "\"$name\" is not whole on cards.pdf"
done <names
[ -s names ] || fail 'no cards in the toy shop'
echo 'ok - every name stands whole on the card list'

$PYTHON "$SRCDIR/tests/e2e/read-night.py" "$night" || fail 'the files of the night'

# The same seed and day give the same night, byte for byte (but for what is keyed by the secret).
run 0 "$COURTESY" --date 2025-06-12 init --demo "$scratch/twin"
cut -d, -f1-10 "$night/plan.csv" >a
cut -d, -f1-10 "$scratch/twin/out/2025-06-12/plan.csv" >b
cmp a b || fail 'two toy shops of one day differ'
run 0 courtesy --date 2025-06-12 explain "$(query "SELECT c.ref FROM touch t
    JOIN customer c ON c.id = t.customer_id WHERE t.channel = 'call' AND t.state = 'planned' LIMIT 1")"
check_says 'explain tells of a call' 'check-in'
# Running the rehearsal again writes the same bytes: nothing depends on the clock or on luck.
mkdir before && cp -r "$night/." before/
run 0 courtesy --date 2025-06-12 run
diff -r before "$night" || fail 'a second rehearsal differs'
echo 'ok - a second rehearsal writes the same bytes'
