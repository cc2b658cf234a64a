#!/bin/sh
# Every check of the project, on a fresh Debian 12 machine: builds in several ways, tests, sanitizers,
# valgrind, analysers. Prints one line a step, and the output of what fails.
# Ends with the line "N passed, N failed"; exit status 0 when nothing failed.
set -u
cd "$(dirname "$0")/.." || exit 99
top=$PWD
jobs=$(nproc)
passed=0 failed=0 skipped=0
log=$top/build/check.log

# step NAME COMMAND...: runs a step; its output is shown when it fails
step() {
    name=$1; shift
    start=$(date +%s)
    if "$@" >"$log" 2>&1; then
        passed=$((passed + 1))
        echo "ok - $name ($(($(date +%s) - start)) s)"
    else
        failed=$((failed + 1))
        echo "not ok - $name"
        tail -n 150 "$log"
    fi
}
# suite NAME COMMAND...: a make check, whose tests are counted one by one
suite() {
    name=$1; shift
    start=$(date +%s)
    "$@" >"$log" 2>&1
    status=$?
    sum=$(grep -E '^# (PASS|FAIL|ERROR|SKIP):' "$log" | awk '
        {n[$2] += $3} END {print n["PASS:"] + 0, n["FAIL:"] + n["ERROR:"], n["SKIP:"] + 0}')
    good=${sum%% *} bad=$(echo "$sum" | cut -d' ' -f2) skips=${sum##* }
    # A suite that broke off without counting a failure has failed all the same.
    [ "$status" = 0 ] || [ "${bad:-0}" != 0 ] || bad=1
    passed=$((passed + ${good:-0})) failed=$((failed + ${bad:-0})) skipped=$((skipped + ${skips:-0}))
    echo "$name: ${good:-0} passed, ${bad:-0} failed, ${skips:-0} skipped ($(($(date +%s) - start)) s)"
    # Which were skipped, and what each of them said about it.
    grep -E '^SKIP: ' "$log" | sort -u | while read -r _ test; do
        echo "SKIP: $test: $(grep -rhs '^SKIP: ' "$top/build" --include="${test##*/}.log" | head -n 1)"
    done
    [ "${bad:-0}" = 0 ] || { grep -E '^(FAIL|ERROR): ' "$log"; tail -n 150 "$log"; }
}

configure_in() {
    mkdir -p "$1" && cd "$1" && shift && "$top/configure" -q "$@"
    status=$?
    cd "$top" || exit 99
    return $status
}
build_in() {
    folder=$1; shift
    configure_in "$folder" "$@" && make -s -C "$folder" -j"$jobs"
}
install_somewhere() {
    target=$top/build/installed
    rm -rf "$target"
    make -s -C build/check install DESTDIR="$target" &&
        "$target/usr/local/bin/courtesy" --version &&
        [ -s "$target/usr/local/share/man/man1/courtesy.1" ] &&
        [ -s "$target/usr/local/share/man/man7/courtesy-facts.7" ]
}
run_unit_tests_in_valgrind() {
    for test in test-textfile test-settings test-store test-day test-csv test-vcard test-mustache \
        test-condition test-trigger test-rule test-people-stop test-deliver test-text; do
        SRCDIR=$top BUILDDIR=$top/build/check G_SLICE=always-malloc LC_ALL=C.UTF-8 TZ=UTC \
            valgrind -q --error-exitcode=9 --leak-check=full --show-leak-kinds=definite \
            --errors-for-leak-kinds=definite "build/check/tests/unit/$test" || return 1
    done
}
run_program_in_valgrind() {
    rm -rf build/valgrind-shop
    valgrind -q --error-exitcode=9 build/check/courtesy --date 2025-06-12 \
        init --demo "$top/build/valgrind-shop"
}
formatted() {
    clang-format --dry-run --Werror include/courtesy/*.h src/*/*.[ch] tests/unit/*.[ch] tests/fuzz/*.c
}
shell_is_clean() {
    shellcheck -x -e SC1091 contrib/*.sh tests/*.sh tests/e2e/*.sh tests/fuzz/*.sh tests/bench/*.sh .ci/run
}
# What clang-tidy says of files of ours goes to the log; what it says besides, only when it broke off.
tidy() {
    said=$top/build/tidy.log
    make -s -C build/check tidy >"$said" 2>&1
    status=$?
    if grep -E '(^|/)(src|include/courtesy)/[^:]*:[0-9]+:[0-9]+: (warning|error): ' "$said"; then
        return 1
    fi
    [ "$status" = 0 ] || tail -n 50 "$said"
    return $status
}

mkdir -p build
step 'install what is needed' sh contrib/install-deps.sh --tests
step 'autoreconf' autoreconf -fi
step 'build, warnings are errors' build_in build/check --enable-werror CFLAGS='-g -O2'
suite 'tests' make -C build/check -j"$jobs" check
step 'install into a folder' install_somewhere
step 'source is formatted' formatted
step 'shellcheck' shell_is_clean
step 'clang-tidy' tidy
step 'unit tests in valgrind' run_unit_tests_in_valgrind
step 'the toy shop in valgrind' run_program_in_valgrind
step 'build with sanitizers' build_in build/sanitized --enable-sanitizers CFLAGS='-g -O1'
suite 'tests with sanitizers' env LIGHT=1 make -C build/sanitized -j"$jobs" check
step 'distcheck' env LIGHT=1 make -s -C build/check -j"$jobs" distcheck

if [ "$skipped" -gt 0 ]; then
    echo "$passed passed, $failed failed, $skipped skipped"
else
    echo "$passed passed, $failed failed"
fi
[ "$failed" = 0 ]
