#!/usr/bin/env bash
# Data races: the suites that count on several threads, and the program on a large scenario, under clang's thread sanitizer with
# an OpenMP runtime that reports its synchronisation to it (libarcher). First two small programs show that it sees a race and
# reports none where there is none. Builds in build-threads/ (preset `threads`). Needs clang, libomp. Status 77 without them.
#
#     tests/lint/threads.sh [SUITE...]      names of targets; default: those below
set -euo pipefail
cd "$(dirname "$0")/../.."
build=build-threads
suites=("$@")
[ ${#suites[@]} -gt 0 ] || suites=(run_run_tests run_experiment_tests run_evaluation_tests run_design_tests run_deals_tests
  jobs_run_tests jobs_sweep_tests jobs_ranks_tests)
archer=$(find /usr/lib/llvm-*/lib -name libarcher.so 2>/dev/null | sort -V | tail -n 1)
command -v clang >/dev/null && [ -n "$archer" ] || { echo "clang or libarcher is missing: no test of data races"; exit 77; }
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
# The runtime of OpenMP itself is not instrumented; what it synchronises is known from libarcher.
export OMP_TOOL_LIBRARIES=$archer TSAN_OPTIONS="ignore_noninstrumented_modules=1 exitcode=66"

# small NAME: a loop on two threads, with the second argument as a clause of the loop.
small() {
  printf '#include <stdio.h>\nint main(void)\n{\n    int sum = 0;\n#pragma omp parallel for num_threads(2) %s
    for (int i = 0; i < 1000; i++) {\n        sum += i;\n    }\n    return sum < 0;\n}\n' "$2" >"$work/$1.c"
  clang -g -O1 -fopenmp -fsanitize=thread "$work/$1.c" -o "$work/$1"
  "$work/$1" >"$work/$1.log" 2>&1
}
if small race "" || ! grep -q 'data race' "$work/race.log"; then
  echo "a race is not seen: the thread sanitizer does not work here"
  exit 1
fi
small sound "reduction(+:sum)" || { echo "a race is reported where there is none"; cat "$work/sound.log"; exit 1; }

cmake --preset threads >/dev/null
cmake --build "$build" -j"$(nproc)" --target entente "${suites[@]}" >"$build/build.log"
failed=0
check() {
  local name=$1
  shift
  if "$@" >"$work/log" 2>&1; then
    echo "$name: no race"
  else
    echo "$name: FAILED"
    grep -A 20 'WARNING: ThreadSanitizer' "$work/log" | head -n 60 || tail -n 20 "$work/log"
    failed=1
  fi
}
for suite in "${suites[@]}"; do
  check "$suite" "$build/tests/$suite"
done
if [ $# = 0 ]; then
  small_run=(scenarios/ukraine-2025.cfg --worlds 400 --replications 5 --threads 4 --quiet --out "$work/out")
  check "entente run" "$build/entente" run "${small_run[@]}" --no-charts
  check "entente analyse" "$build/entente" analyse scenarios/minimal.cfg --worlds 200 --replications 10 --threads 4 --quiet \
    --no-charts --out "$work/out"
fi
exit $failed
