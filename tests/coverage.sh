#!/usr/bin/env bash
# Lines and branches of the engine that the suites run: built without optimisation, counted by gcov, summed up by lcov.
# Fails below 92% of lines or 80% of branches. Usage: coverage.sh [BUILD] [-R PATTERN]   needs lcov
set -euo pipefail
cd "$(dirname "$0")/.."
build=${1:-build-coverage}
[ $# = 0 ] || shift
least_lines=92
least_branches=80

cmake -S . -B "$build" -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_FLAGS_DEBUG="-O0 --coverage -fprofile-update=atomic" >/dev/null
cmake --build "$build" -j"$(nproc)" >/dev/null
find "$build" -name '*.gcda' -delete
ctest --test-dir "$build" -j"$(nproc)" "$@" >"$build/ctest.log" || { tail -n 30 "$build/ctest.log"; exit 1; }
# Macros of CUnit and of the engine have branches in headers: only the engine's own files count.
lcov --quiet --rc lcov_branch_coverage=1 --capture --directory "$build" --output-file "$build/all.info" 2>"$build/lcov.log"
lcov --quiet --rc lcov_branch_coverage=1 --extract "$build/all.info" "$PWD/engine/*" --output-file "$build/engine.info"
lcov --rc lcov_branch_coverage=1 --summary "$build/engine.info" 2>/dev/null | tee "$build/summary"
share() { sed -n "s/^ *$1\.*: *\([0-9.]*\)%.*/\1/p" "$build/summary"; }
awk -v lines="$(share lines)" -v branches="$(share branches)" -v least="$least_lines" -v fewest="$least_branches" \
  'BEGIN { exit !(lines >= least && branches >= fewest) }' ||
  { echo "less than $least_lines% of lines or $least_branches% of branches"; exit 1; }
