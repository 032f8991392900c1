#!/usr/bin/env bash
# Compares every table of every shipped scenario, SHA-256 by SHA-256, between another commit of this repository and a
# built program: at full size, with draws.csv, sweeps.csv and the words of check, explain and sweep.
#
#   bash tests/bytes/same_tables.sh PROGRAM [REVISION]
#
# For changes that may not change a figure. REVISION: HEAD by default. It is built from a copy in a temporary folder. The
# scenarios are those of REVISION, so that both programs read the same bytes.
set -euo pipefail
cd "$(dirname "$0")/../.."
new=$(realpath "${1:?the built program}")
revision=${2:-HEAD}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

mkdir "$scratch/source"
git archive "$revision" | tar -x -C "$scratch/source"
cmake -S "$scratch/source" -B "$scratch/build" -DENTENTE_TESTS=OFF >/dev/null
cmake --build "$scratch/build" -j"$(nproc)" >/dev/null
old=$scratch/build/entente

# The results of one program on one scenario, as a list of hashes.
results_of() { # PROGRAM FOLDER SCENARIO
  local id
  id=$(basename "$3" .cfg)
  rm -rf "$2" && mkdir "$2"
  "$1" run "$3" --draws 200 --no-charts --quiet --out "$2/run" >"$2/run.txt" 2>&1 || echo "status $?" >>"$2/run.txt"
  "$1" sweep "$3" --worlds 100 --replications 50 --no-charts --quiet --out "$2/sweep" >"$2/sweep.txt" 2>&1 ||
    echo "status $?" >>"$2/sweep.txt"
  "$1" check "$3" >"$2/check.txt" 2>&1 || echo "status $?" >>"$2/check.txt"
  "$1" explain "$3" --draw 17 >"$2/explain.txt" 2>&1 || echo "status $?" >>"$2/explain.txt"
  (cd "$2" && find . -name '*.csv' -o -name '*.txt' | LC_ALL=C sort | xargs sha256sum | sed "s|\./|$id: |")
}

for scenario in "$scratch"/source/scenarios/*.cfg; do
  results_of "$old" "$scratch/results" "$scenario" >>"$scratch/old"
  results_of "$new" "$scratch/results" "$scenario" >>"$scratch/new"
done
if ! diff "$scratch/old" "$scratch/new" >"$scratch/different"; then
  cat "$scratch/different"
  echo "$(grep -c '^>' "$scratch/different") of $(wc -l <"$scratch/new") files differ from $revision"
  exit 1
fi
echo "$(grep -c '\.csv$' "$scratch/new") tables and $(grep -c '\.txt$' "$scratch/new") texts, all the same as of $revision"
