#!/bin/sh
# Files made to break a reader: each is refused with its line, or read as what it is, in little
# memory and time, and a refused one leaves nothing behind.
. "$SRCDIR/tests/e2e/lib.sh"
need sqlite3 sqlite3
need prlimit util-linux
[ -x /usr/bin/time ] || { echo 'SKIP: /usr/bin/time is missing (Debian package time)'; exit 77; }
if grep -qa __asan_init "$COURTESY"; then
    echo 'SKIP: a program with sanitizers needs more memory than the limits allow'
    exit 77
fi
: "${MOST_KB:=32768}" "${MOST_MS:=1000}" # of memory and of processor time, for each file
worst_kb=0 worst_ms=0

# read_file STATUS ARGUMENTS...: imports under the limits; output to ./out
read_file() {
    want=$1; shift; got=0
    /usr/bin/time -o used -f '%M %U %S' prlimit --as=300000000 --cpu=20 \
        "$COURTESY" -C "$shop" import --yes --no-input "$@" >out 2>&1 || got=$?
    [ "$got" = "$want" ] || { head -c 2000 out; fail "exit status $got, not $want: import $*"; }
    kb=$(tail -n 1 used | cut -d ' ' -f 1)
    ms=$(tail -n 1 used | awk '{ printf "%d", ($2 + $3) * 1000 }')
    [ "$kb" -le "$MOST_KB" ] || fail "$kb KiB of memory: import $*"
    [ "$ms" -le "$MOST_MS" ] || fail "$ms ms of processor time: import $*"
    [ "$kb" -le "$worst_kb" ] || worst_kb=$kb
    [ "$ms" -le "$worst_ms" ] || worst_ms=$ms
}
# refuses NAME FILE TEXT [ARGUMENTS...]: the file is refused with this text, and nothing is stored
refuses() {
    name=$1 file=$2 text=$3; shift 3
    read_file 65 "$file" --as customers "$@"
    grep -qF -- "$text" out || { head -c 2000 out; fail "$name: \"$text\" is missing"; }
    [ "$(query 'SELECT count(*) FROM customer')" = 0 ] || fail "$name: something was stored"
    echo "ok - $name: $(tail -n 1 used)"
}
# takes NAME FILE NAMES: the file is read and holds these people; they are forgotten again
takes() {
    read_file 0 "$2" --as customers
    got=$(query "SELECT group_concat(name, '|') FROM (SELECT name FROM customer ORDER BY id)")
    check_equal "$1: $(tail -n 1 used)" "$3" "$got"
    new_shop
}
new_shop() {
    rm -rf "$shop"
    "$COURTESY" -C "$shop" init --no-input >/dev/null
}
# many CHARACTER COUNT: that many of them, without a line end
many() {
    head -c "$2" /dev/zero | tr '\0' "$1"
}
# utf16: standard input, which is UTF-8, as a program on Windows writes it
utf16() {
    printf '\377\376'
    iconv -f UTF-8 -t UTF-16LE
}
new_shop

# --- too much of everything
many , 1000000 >wide.csv
refuses 'a million columns' wide.csv 'wide.csv:1: more than 512 columns'
{ printf 'id,name\n'; many , 1000000; } >wide-row.csv
refuses 'a million columns in a row' wide-row.csv 'wide-row.csv:2: more than 512 columns'
many x 1073741824 >long.csv
refuses 'a line of 1 GB' long.csv 'long.csv:1: a field longer than 65536 bytes'
rm long.csv
{ printf 'id,name\n1,"'; many x 1073741824; } >quoted.csv
refuses 'a quoted field of 1 GB' quoted.csv 'quoted.csv:2: the field with the quote that begins here'
rm quoted.csv
{ printf 'id,name\n'; many '\n' 10000000; printf '1,Ana Bell\n'; } >lines.csv
takes '10,000,000 empty lines' lines.csv 'Ana Bell'
many '\n' 10000000 >empty.csv
refuses 'nothing but empty lines' empty.csv 'the file is empty'
truncate -s 1G zeros.csv
refuses '1 GB of zeros' zeros.csv 'zeros.csv:1: a NUL byte'
rm zeros.csv

# --- broken in one place
printf 'id,name\n1,Ana\0Bell\n' >nul.csv
refuses 'a NUL byte' nul.csv 'nul.csv:2: a NUL byte (column 2)'
printf 'id,name\n1,Ana\n2,"Bob\n3,Cy\n' >quote.csv
refuses 'a quote that never ends' quote.csv 'quote.csv:3: the quote that begins here (column 2)'
printf 'id,name\n1,J\303\274rgen\n2,Bj\303\266rn\n3,Jo\303\243o\n4,Jos\351\n' >damaged.csv
refuses 'damaged UTF-8' damaged.csv 'damaged.csv:5: column 2 is not UTF-8'
{ printf 'id,name\n1,' | utf16; printf '\000\330\n\000'; } >half.csv
refuses 'half a character of UTF-16' half.csv 'half.csv:2: '
printf 'id,name\n1,Jos\351\n' >ascii.csv
refuses 'a byte that the encoding does not know' ascii.csv 'ascii.csv:2: the byte e9 is no character' \
    --encoding US-ASCII
refuses 'an encoding that is none' ascii.csv '"nonsense" is not an encoding' --encoding nonsense
head -c 1000000 /dev/urandom >noise.csv
refuses 'noise' noise.csv 'noise.csv:'

# --- no text at all
zip_up() {
    $PYTHON - "$@" <<'END'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as archive:
    with archive.open(sys.argv[2], "w") as member:
        for _ in range(100):
            member.write(bytes(1 << 20))
END
}
zip_up bomb.csv people.csv
refuses 'a zip bomb' bomb.csv 'this is a zip archive'
zip_up book.csv '[Content_Types].xml'
refuses 'a workbook' book.csv 'this is a workbook; please open it and save the table as CSV'
printf 'id,name\n1,Ana\n' | gzip >gzip.csv
refuses 'a compressed file' gzip.csv 'this is compressed (gzip)'
refuses 'a database' "$shop/courtesy.db" 'this is a database'
mkdir folder.csv
refuses 'a folder' folder.csv 'folder.csv: this is not a file'

# --- strange, but plain
printf 'id,name\n1,Jos\351\n' >western.csv
takes 'windows-1252' western.csv 'José'
printf '\357\273\277id,name\n1,Jos\303\251\n' >marked.csv
takes 'a byte order mark' marked.csv 'José'
printf 'id,name\n1,Jos\303\251\n' | utf16 >wide16.csv
takes 'UTF-16' wide16.csv 'José'
printf 'id,name\r1,Ana\n2,Bob\r\n\r\n3,"Cy"\r4,Di' >breaks.csv
takes 'line breaks of all kinds' breaks.csv 'Ana|Bob|Cy|Di'
printf 'sep=;\nid;name\n1;Ana\n' >separator.csv
takes 'a line that names the separator' separator.csv 'Ana'
printf 'id,name\n1,"=HYPERLINK(""http://example.org"",""x"")"\n2,@SUM(A1)\n' >formula.csv
takes 'formulas are only text' formula.csv '=HYPERLINK("http://example.org","x")|@SUM(A1)'
mkfifo pipe.csv
{ printf 'id,name\n'; sleep 0.1; printf '1,Ana\n'; } >pipe.csv &
takes 'a pipe' pipe.csv 'Ana'

# --- somebody is still writing it
{ printf 'id,name\n'; seq -f '%.0f,Ana' 20000; } >growing.csv
touch writing
(while [ -e writing ]; do echo '0,x' >>growing.csv; done) &
read_file 75 growing.csv --as customers
rm writing
wait
check_says 'a file that grows is left for later' 'the file changed while it was read'
check_equal 'and nothing of it is stored' 0 "$(query 'SELECT count(*) FROM customer')"

# --- vCards
{ printf 'BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nPHOTO;ENCODING=b:'; many A 52428800; printf '\nEND:VCARD\n'; } >photo.vcf
takes 'a photo of 50 MB in one line' photo.vcf 'Ana'
{ printf 'BEGIN:VCARD\nVERSION:2.1\nFN:Ana\nPHOTO;BASE64:\n'; many A 52428800 | fold -w 76 | sed 's/^/ /'
    printf '\n\nEND:VCARD\n'; } >folded.vcf
takes 'a photo of 50 MB in folded lines' folded.vcf 'Ana'
{ printf 'BEGIN:VCARD\nFN:Ana\nNOTE:'; many A 104857600; printf '\nEND:VCARD\n'; } >note.vcf
refuses 'a note of 100 MB' note.vcf 'note.vcf:3: a property longer than 65536 bytes'
{ printf 'BEGIN:VCARD\nFN:Ana\nEND:VCARD\nBEGIN:VCARD\nFN:Bob\n'; yes X-A:b | head -n 1000000; } >endless.vcf
refuses 'a card that never ends' endless.vcf 'endless.vcf:4: the card that begins here has no END:VCARD'
{ printf 'BEGIN:VCARD\nVERSION:2.1\n'; yes 'AGENT:
BEGIN:VCARD' | head -n 1000000; } >nested.vcf
refuses 'half a million cards inside each other' nested.vcf 'more than 10 cards inside each other'
printf 'id,name\n1,Ana\n' >table.vcf
refuses 'a table that is called a vCard' table.vcf 'table.vcf: there is no vCard in this file'
echo "ok - at most $worst_kb KiB and $worst_ms ms a file"
