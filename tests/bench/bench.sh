#!/bin/sh
# make bench: how long a night takes to decide, as a ratio to hand-written SQL for the same picks on
# the same file, both measured in this run. BENCH_N customers (default 100,000), ten purchases each.
: "${COURTESY:?}" "${SRCDIR:?}"
PYTHON=/usr/bin/python3
[ -x $PYTHON ] || PYTHON=python3
exec $PYTHON "$SRCDIR/tests/bench/plan.py" "${BENCH_N:-100000}" "${BENCH_RUNS:-3}"
