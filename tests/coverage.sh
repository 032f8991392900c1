#!/usr/bin/env bash
# Lines and branches of the engine that the suites run, by folder, and the lines that none runs, by kind: built without
# optimisation, counted by gcov. Fails below 92% of lines or 80% of branches. Usage: coverage.sh [BUILD] [-R PATTERN]
# The arguments after BUILD are those of ctest; python3.
set -euo pipefail
cd "$(dirname "$0")/.."
build=${1:-build-coverage}
[ $# = 0 ] || shift

cmake -S . -B "$build" -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_FLAGS_DEBUG="-O0 --coverage -fprofile-update=atomic" >/dev/null
cmake --build "$build" -j"$(nproc)" >"$build/build.log" || { tail -n 30 "$build/build.log"; exit 1; }
find "$build" -name '*.gcda' -delete
ctest --test-dir "$build" -j"$(nproc)" "$@" >"$build/ctest.log" || { grep -E 'Failed|\*\*\*' "$build/ctest.log"; exit 1; }
python3 tests/coverage.py "$build" --least-lines 92 --least-branches 80
