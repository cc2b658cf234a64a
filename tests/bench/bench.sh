#!/bin/sh
# make bench: how long the large jobs take, each as a ratio to a peer that does the same on the same
# data, measured in this run. BENCH_N customers (default 100,000), ten purchases each.
: "${COURTESY:?}" "${SRCDIR:?}"
PYTHON=/usr/bin/python3
[ -x $PYTHON ] || PYTHON=python3
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE
for bench in import plan; do
    $PYTHON "$SRCDIR/tests/bench/$bench.py" "${BENCH_N:-100000}" "${BENCH_RUNS:-3}" || exit
done
