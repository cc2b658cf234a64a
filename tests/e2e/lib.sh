# shellcheck shell=sh disable=SC2034 # the tests that source this use its variables
# Sourced by every end-to-end test: a scratch folder, and checks that say what was expected.
set -eu
: "${COURTESY:?path of the program under test}" "${SRCDIR:?}"
# Memory instead of disk where there is some: thousands of flushes cost nothing there.
if [ -w /dev/shm ] && [ -z "${TMPDIR:-}" ]; then TMPDIR=/dev/shm; export TMPDIR; fi
scratch=$(mktemp -d)
sink=
clean_up() {
    [ -z "$sink" ] || kill "$sink" 2>/dev/null || true
    rm -rf "$scratch"
}
trap clean_up EXIT
# The interpreter that Debian's python3-* packages belong to.
PYTHON=/usr/bin/python3
[ -x $PYTHON ] || PYTHON=python3
cd "$scratch"
shop=$scratch/shop

fail() {
    echo "not ok - $1"
    exit 1
}
# check_same NAME: compares standard input with what the command printed into ./out
check_same() {
    cat >expected
    diff -u expected out || fail "$1"
    echo "ok - $1"
}
# check_says NAME TEXT: ./out holds the text
check_says() {
    grep -qF -- "$2" out || { cat out; fail "$1: \"$2\" is missing"; }
    echo "ok - $1"
}
# check_equal NAME WANTED GOT
check_equal() {
    [ "$2" = "$3" ] || fail "$1: \"$3\" is not \"$2\""
    echo "ok - $1"
}
# run STATUS COMMAND...: runs it, output to ./out, and checks the exit status
run() {
    want=$1; shift; got=0
    "$@" >out 2>&1 || got=$?
    [ "$got" = "$want" ] || { cat out; fail "exit status $got, not $want: $*"; }
}
# courtesy ARGUMENTS: the program, in the shop
courtesy() {
    "$COURTESY" -C "$shop" "$@"
}
# query SQL: what the database of the shop says
query() {
    sqlite3 "$shop/courtesy.db" "$1"
}
# need PROGRAM PACKAGE: skips, with the reason, when a tool of the test is missing
need() {
    command -v "$1" >/dev/null || { echo "SKIP: $1 is missing (Debian package $2)"; exit 77; }
}
# start_sink: a real SMTP server that keeps what it accepts in ./sink; its port is in $port
start_sink() {
    mkdir sink
    $PYTHON "$SRCDIR/tests/peers/smtp-sink.py" --port-file port --folder sink &
    sink=$!
    i=0
    while [ ! -s port ]; do
        i=$((i + 1))
        [ $i -lt 200 ] || fail 'the SMTP server does not start'
        kill -0 $sink 2>/dev/null || { echo 'SKIP: python3-aiosmtpd is missing'; exit 77; }
        sleep 0.05
    done
    port=$(cat port)
}
