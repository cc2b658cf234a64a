#!/bin/sh
# Overlapping runs, and runs killed at many points, against a real mail server that counts.
. "$SRCDIR/tests/e2e/lib.sh"
need sqlite3 sqlite3
need strace strace
points=${KILL_POINTS:-120}
[ -z "${LIGHT:-}" ] || points=20
# The leak checker cannot work under strace; everything else of the sanitizers does.
ASAN_OPTIONS=detect_leaks=0
export ASAN_OPTIONS
start_sink
$PYTHON "$SRCDIR/tests/e2e/never-twice.py" "$port" "$scratch/sink" "$points"
