#!/usr/bin/env bash
# Fuzzing: each target for SECONDS, from seeds that are made of the shipped scenarios. A finding is an input in
# build-fuzz/found/ and status 1.
# Usage: run.sh SECONDS [TARGET...]     needs clang, its runtime libraries, python3, and what the tests need
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:?usage: run.sh SECONDS [TARGET...]}
shift
targets=(scenario formula assignment table results shards page)
[ $# = 0 ] || targets=("$@")
jobs=$(nproc)

cmake -S . -B build-fuzz -DCMAKE_C_COMPILER=clang -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_FLAGS_DEBUG="-O1 -g" \
  -DENTENTE_SANITIZE=ON -DENTENTE_FUZZ=ON -DENTENTE_TESTS=OFF -DENTENTE_OPENMP=OFF >/dev/null
cmake --build build-fuzz -j"$jobs" --target entente "${targets[@]/#/fuzz_}" >/dev/null

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 tests/fuzz/seeds.py build-fuzz/entente "$work/seeds"
mkdir -p build-fuzz/found build-fuzz/corpus
export PLOTS=$PWD/plots TMPDIR=$work
ASAN_SYMBOLIZER_PATH=$(command -v llvm-symbolizer || command -v llvm-symbolizer-14 || true)
export ASAN_SYMBOLIZER_PATH ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1

fuzz() {
  local target=$1 most=4096 corpus=build-fuzz/corpus/$1 least=2000 covered
  case $target in scenario) most=32768 least=5000 ;; results | shards) most=262144 ;; page) least=100 ;; esac
  mkdir -p "$corpus"
  # 25 s for one input, 2 GB: an input that takes more is a finding
  build-fuzz/tests/fuzz/fuzz_"$target" -max_total_time="$seconds" -seed=1 -timeout=25 \
    -rss_limit_mb=2048 -malloc_limit_mb=1024 -max_len="$most" -dict="$TMPDIR/seeds/dictionary" \
    -artifact_prefix="build-fuzz/found/$target-" -print_final_stats=1 -verbosity=1 \
    "$corpus" "$TMPDIR/seeds/$target" >"$TMPDIR/$target.log" 2>&1 || {
    tail -n 60 "$TMPDIR/$target.log"
    echo "FOUND by $target"
    return 1
  }
  # a target that no longer reaches what it is for finds nothing: half of the edges that it covered when it was written
  covered=$(grep -o 'cov: [0-9]*' "$TMPDIR/$target.log" | tail -n 1 | tr -dc 0-9)
  [ "${covered:-0}" -ge $least ] || { echo "FAILED: $target covers ${covered:-0} edges of the engine, $least are wanted"; return 1; }
  printf '%s: %s inputs, %s in the corpus\n' "$target" \
    "$(sed -n 's/^stat::number_of_executed_units: *//p' "$TMPDIR/$target.log")" "$(ls "$corpus" | wc -l)"
}
export -f fuzz
export seconds
printf '%s\n' "${targets[@]}" | xargs -P "$jobs" -I{} bash -c 'fuzz {}'
