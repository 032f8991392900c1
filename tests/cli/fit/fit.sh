#!/usr/bin/env bash
# fit: from a table to factors that a scenario runs with, by `base` and pasted; the same bytes on each instruction set; its
# JSON document against fit.csv; folders of others; mistakes on the command line.
# Usage: fit.sh PROGRAM
set -euo pipefail
program=$(readlink -f "$1")
cd "$(dirname "$0")/../../.."
data=$PWD/tests/analysis/durations
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

ok() { passed=$((passed + 1)); }
not_ok() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }
# expect STATUS TEXT ARGUMENTS... of the program; TEXT stands in what is printed
expect() {
  local want=$1 text=$2 got=0
  shift 2
  "$program" "$@" >"$work/out" 2>&1 || got=$?
  if [ "$got" = "$want" ] && grep -q -F -e "$text" "$work/out"; then ok; else
    not_ok "exit status $got, expected $want with '$text': $*"
    head -n 5 "$work/out"
  fi
}
same() { if cmp -s "$1" "$2"; then ok; else not_ok "$1 and $2 differ"; fi; }

made=(fit "$data/made-weibull.csv" --time months --event failed --covariates armed,distance)
truces=(fit "$data/ucdp-truces.csv" --time truce_months --event recurred --entered 12)
expect 0 'armed     hazard ratio 0.619 (0.461 to 0.831): lowers the hazard' "${made[@]}" --no-charts --out "$work/a"
expect 1 'holds a fit, and no run' report "$work/a/made-weibull"
if grep -q '^shape,0.6352292871,' "$work/a/made-weibull/fit.csv"; then ok; else not_ok 'fit.csv'; fi

# One of each.
printf 'id,months,failed\na,7,1\nb,9,1\n' >"$work/two.csv"
one=(fit "$work/two.csv" --time months --event failed --fix shape=1 --no-charts --out "$work/one" --where "id == 'a'")
expect 0 'two: 1 row, 1 failure' "${one[@]}"
expect 0 '  1 row is left out by --where' "${one[@]}"

# Other instruction sets, and the libm of an older processor.
ENTENTE_ISA=narrowest expect 0 '' "${made[@]}" --no-charts --out "$work/b"
GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA expect 0 '' "${made[@]}" --no-charts --out "$work/c"
for run in b c; do
  for table in fit.csv fit_summary.csv fit_residuals.csv; do
    same "$work/a/made-weibull/$table" "$work/$run/made-weibull/$table"
  done
done

# What a scenario makes of it: based on fit.cfg, and with the file's text in it. A force of full size in place of x1, no
# distance: 60 months of draws hold as the marginal survival of the posterior says.
cat >"$work/case" <<'CFG'
run: { worlds = 4000; replications = 20; seed = 3; horizon = 60; };
truce: { causes: { war: { hazard = "weibull_hazard(shape, scale) * hr_armed ^ 1 * hr_distance ^ 0"; }; }; };
headline = "truce.held";
CFG
(echo 'base = "fit.cfg";' && cat "$work/case") >"$work/a/made-weibull/based.cfg"
cat "$work/a/made-weibull/fit.cfg" "$work/case" >"$work/pasted.cfg"
expect 0 'P(truce.held)' run "$work/a/made-weibull/based.cfg" --no-charts --out "$work/d"
expect 0 'P(truce.held)' run "$work/pasted.cfg" --no-charts --out "$work/d"
same "$work/d/based/headline.csv" "$work/d/pasted/headline.csv"
held=$(sed -n 2p "$work/d/based/headline.csv" | cut -d, -f3)
# exp(-(60 / 80.9)^0.635 * 0.619) = 0.599 at the estimates; the mean over the posterior is within 2 points of it
if awk -v p="$held" 'BEGIN { exit !(p > 0.58 && p < 0.62) }'; then ok; else not_ok "held in $held"; fi
if grep -q 'Median 0.622, 90% from 0.462 to 0.832; posterior of a fit to 240 rows with 130 failures' "$work/d/based/assumptions.csv"; then ok; else not_ok 'note of a factor'; fi
expect 0 'correlations' check "$work/a/made-weibull/fit.cfg"

# The chart and the document of --json.
if [ -n "$(command -v gnuplot || true)" ]; then
  expect 0 'chart in charts/' "${made[@]}" --out "$work/a"
  if grep -q 'The fitted hazard agrees with the data' "$work/a/made-weibull/charts/fit.svg"; then ok; else not_ok 'title of the chart'; fi
  if grep -q 'Data made-weibull, entente' "$work/a/made-weibull/charts/fit.svg"; then ok; else not_ok 'footer of the chart'; fi
  expect 0 'made-weibull' plot "$work/a/made-weibull" --json
fi
if [ -n "$(command -v python3 || true)" ]; then
  "$program" "${made[@]}" --no-charts --out "$work/a" --json >"$work/json"
  if python3 - "$work/json" "$work/a/made-weibull/fit.csv" <<'PY'; then ok; else not_ok '--json and fit.csv differ'; fi
import csv, json, sys
document = json.load(open(sys.argv[1]))
result = document["results"][0]
rows = list(csv.DictReader(open(sys.argv[2], newline="")))
assert [r["term"] for r in rows] == [t["term"] for t in result["terms"]]
for row, term in zip(rows, result["terms"]):
    assert all(float(row[k]) == term[k] for k in row if k != "term"), (row, term)
assert result["rows"] == 240 and result["failures"] == 130 and len(result["correlations"]) == 6
PY
fi

# No maximum; with a fixed shape, or a prior.
expect 2 'error: shape: the likelihood has no maximum: it rises to -405.250 as the shape goes to 0' "${truces[@]}" --out "$work/e"
if [ -e "$work/e" ]; then not_ok 'a refused fit left a folder'; else ok; fi
expect 0 'fixed, not estimated' "${truces[@]}" --fix shape=0.6 --no-charts --out "$work/e"
expect 0 'shape                    0.328 (0.246 to 0.438)' "${truces[@]}" --no-charts --out "$work/e" \
  --covariates kind=interstate,outcome=peace_agreement --prior 'shape = lognormal(log(0.6), 0.25)'

# Folders of others, and a factor file that somebody changed.
mkdir -p "$work/f/made-weibull" && echo mine >"$work/f/made-weibull/fit.csv"
expect 1 'was not written by this program' "${made[@]}" --no-charts --out "$work/f"
if [ "$(cat "$work/f/made-weibull/fit.csv")" = mine ]; then ok; else not_ok 'a file of others was replaced'; fi
echo '# mine' >>"$work/b/made-weibull/fit.cfg"
expect 1 'fit.cfg was not written by this program or has been changed since' "${made[@]}" --no-charts --out "$work/b"
cp "$work/pasted.cfg" "$work/made-weibull.cfg"
expect 0 '' run "$work/made-weibull.cfg" --worlds 50 --no-charts --out "$work/g"
expect 1 'holds results of a scenario called made-weibull' "${made[@]}" --no-charts --out "$work/g"
mkdir -p "$work/elsewhere" "$work/h" && ln -s "$work/elsewhere" "$work/h/made-weibull"
expect 1 'made-weibull is a link to a folder' "${made[@]}" --no-charts --out "$work/h"
if [ -z "$(ls -A "$work/elsewhere")" ]; then ok; else not_ok 'a link was followed'; fi

expect 2 'fit needs the column of durations' fit "$data/made-weibull.csv" --event failed
expect 2 'fit needs the column that is 1 for a failure' fit "$data/made-weibull.csv" --time months
expect 2 '`fit` takes no --set' fit "$data/made-weibull.csv" --set a=1
expect 1 'cannot be read' fit "$work/none.csv" --time months --event failed

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
