#!/usr/bin/env bash
# The R package: installed without network, its figures against the tables of the program, its messages and stops.
# Usage: r.sh BUILD_FOLDER. 77: no R, or no jsonlite.
set -euo pipefail
build=$(readlink -f "$1")
here=$(dirname "$(readlink -f "$0")")
cd "$here/../.."
if ! command -v Rscript >/dev/null || ! Rscript -e 'library(jsonlite)' >/dev/null 2>&1; then exit 77; fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAILED: $*"; exit 1; }

cp -r engine/bindings/r "$work/package" # R compiles within the sources
mkdir "$work/library"
export R_LIBS=$work/library LC_ALL=C.UTF-8
ENTENTE_INCLUDE=$PWD/engine ENTENTE_LIB=$build R CMD INSTALL -l "$work/library" "$work/package" >"$work/install" 2>&1 || fail "R CMD INSTALL: $(cat "$work/install")"
"$build/entente" run scenarios/minimal.cfg --quiet --no-charts --draws 40 --worlds 60 --replications 50 --seed 9 --out "$work/program"
Rscript "$here/r_check.R" "$work/program/minimal" "$work" >"$work/out" 2>&1 || fail "$(cat "$work/out")"
grep -a "as the program's" "$work/out" || fail "$(cat "$work/out")"

# Ctrl-C stops a run.
cat >"$work/long.R" <<'R'
library(entente)
run_scenario("scenarios/minimal.cfg", worlds = 2e6, replications = 50, progress = function(done, total) { cat("running\n"); FALSE })
cat("ended\n")
R
Rscript "$work/long.R" >"$work/long" 2>&1 &
pid=$!
for _ in $(seq 600); do grep -q running "$work/long" && break; sleep 0.1; done
kill -INT $pid
if wait $pid; then fail "Ctrl-C did not stop the run: $(tail -3 "$work/long")"; fi
if grep -q ended "$work/long"; then fail "the run ended before Ctrl-C"; fi

Rscript engine/bindings/r/example.R scenarios/minimal.cfg "$work/example" >"$work/out" 2>&1 || fail "example: $(cat "$work/out")"
grep -q "the folder has the same figures: TRUE" "$work/out" || fail "example: $(cat "$work/out")"
echo 'headline = "truce.hold";' >"$work/wrong.cfg"
if Rscript engine/bindings/r/example.R "$work/wrong.cfg" "$work/example" >"$work/out" 2>&1; then fail "the example takes a mistake"; fi
grep -q "wrong.cfg:1:13: headline: .*truce.hold" "$work/out" || fail "example: no message: $(cat "$work/out")"
echo "R: fine"
