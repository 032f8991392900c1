#!/usr/bin/env bash
# datapackage.json of every command that writes tables: valid, and every cell as it describes; each table of the registry
# is in some folder.
# Usage: datapackage.sh PROGRAM. 77: no python3.
set -euo pipefail
program=$(readlink -f "$1")
here=$(dirname "$(readlink -f "$0")")
root=$here/../../..
if ! command -v python3 >/dev/null; then exit 77; fi
python=python3
if ! $python -c 'import jsonschema' 2>/dev/null && /usr/bin/python3 -c 'import jsonschema' 2>/dev/null; then python=/usr/bin/python3; fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
small=(--worlds 64 --replications 20 --no-charts --quiet)
fail() { echo "FAILED: $*"; exit 1; }

# Names like columns and like other names, texts with commas and quotes, a sweep of texts, a headline that is a mean.
cat >odd.cfg <<'CFG'
title = "Comma, \"quote\" and −";
sources = ( "A book, 1999", "=1+1" );
run: { horizon = 12; start = "2025-09"; };
headline = "mean(cost)";
factors: { will = "uniform(0, 1)"; spread = { name = "A \"wide\", spread"; value = "normal(0, 1)"; }; };
values: { half = "will / 2"; };
events: { joint = "unknown(beta(2, 3))"; late = { monthly = "2%"; }; };
contributors: { a: { troops = "unknown(uniform(1k, 2k))"; joins = "unknown(beta(2, 2))"; };
  b: { troops = 800; joins = "will"; force = "east"; }; };
force: { required = "unknown(uniform(500, 900))"; };
forces: { east: { required = 300; }; };
parties: { p: { threshold = "uniform(0.1, 0.4)"; }; q: { threshold = 0.2; }; };
demands: { d: { options = ( "x", "y" ); p: { weight = 1; scores = ( 1, "0.2 * will" ); }; q: { weight = 1; scores = ( 0.3, 1 ); refuses = ( 0, "30% * joint" ); }; }; };
talks: { months_per_round = 0.5; };
ratification: { assembly: { chance = "50%"; }; };
guarantees: { air: { honoured = "60%"; contains = "80%"; }; };
truce: { renews = 0.2; causes: { war: { hazard = 0.05; }; spoilers: { hazard = "0.1 * will"; }; }; };
experts: { x: { weight = 2; }; y: { set = ( "truce.renews = 0.1" ); }; };
measures: { cost: { value = "1e9 * truce.months - 3e9"; unit = "months"; }; };
variants: { more: { set = ( "force.required = 400" ); }; };
sweeps: { rule: { vary = "talks.rule"; values = ( "nash", "egalitarian" ); }; size: { vary = "force.required"; values = ( 100, 900 ); }; };
checks = ( "P(agreed) > 1%" );
CFG
"$program" run odd.cfg "${small[@]}" --draws 60 --out odd || fail "run"
"$program" sweep odd.cfg "${small[@]}" --out odd >/dev/null || fail "sweep"
"$program" analyse odd.cfg "${small[@]}" --out odd >/dev/null || fail "analyse"
cp "$root"/tests/bytes/everything.cfg . # every kind of value
"$program" run everything.cfg --no-charts --quiet --draws 100 --excel --out excel || fail "run --excel"
"$program" analyse "$root"/scenarios/ukraine-2025.cfg "${small[@]}" --out real >/dev/null 2>&1 || fail "analyse"
"$program" sweep "$root"/scenarios/coalition.cfg --solve 'P(force.offered >= force.required) = 50%' --vary force.required --from 10k --to 50k "${small[@]}" --out solved >/dev/null || fail "solve"
"$program" compare "$root"/scenarios/coalition.cfg "$root"/scenarios/coalition-truce.cfg --levels 20%,50% "${small[@]}" --out compared >/dev/null 2>&1 || fail "compare"
cat >case.cfg <<'CFG'
run: { horizon = 24; };
truce: { causes: { war: { hazard = "weibull_hazard(0.55, scale)"; }; }; };
factors: { scale = "29 to 125"; };
observed: { agreed = true; began = "2001-05"; truce_months = 30; ended = true; collection = "one"; until = "2020-01";
  forecast = { source = "a paper"; p = "30%"; on = "2001-05"; of = "the truce holds for a year"; months = 12; }; };
CFG
"$program" score "$root"/scenarios/history/famous case.cfg "${small[@]}" --out scored >/dev/null 2>&1 || fail "score"
cat >truces.csv <<'CSV'
months,failed
5,1
7,1
60,0
31,1
90,0
12,1
CSV
"$program" fit truces.csv --time months --event failed --no-charts --quiet --out fitted >/dev/null || fail "fit"
for shard in 1 2; do "$program" run odd.cfg "${small[@]}" --shard "$shard/2" --out shards || fail "shard"; done
"$program" merge shards/odd/shard-*  --no-charts --quiet --out merged || fail "merge"
$python "$here/check.py" "$here/profile.json" odd/odd excel/everything real/ukraine-2025 solved/coalition compared/compare scored/score fitted/truces merged/odd >read 2>&1 || fail "$(cat read)"
cat read
for table in $(sed -n 's/^    TABLE(\(.*\)).*/\1/p' "$root"/engine/tables/tables.h); do
  grep -qw "$table" read || fail "no folder holds the table $table"
done

# `report` writes it again, to the same bytes, and where there was none.
cp odd/odd/datapackage.json before.json
"$program" report odd/odd --no-charts --quiet || fail "report"
cmp before.json odd/odd/datapackage.json || fail "report changed the description"
python3 - odd/odd <<'PYTHON'
import pathlib, re, sys
folder = pathlib.Path(sys.argv[1])
(folder / "datapackage.json").unlink()
manifest = folder / "manifest.json"
manifest.write_text(re.sub(r'\t\t"datapackage.json":.*\n', "", manifest.read_text()))
PYTHON
"$program" report odd/odd --no-charts --quiet || fail "report of an older folder"
cmp before.json odd/odd/datapackage.json || fail "report of an older folder describes it differently"
$python "$here/check.py" "$here/profile.json" odd/odd >/dev/null || fail "after report"

# Equal tables, equal description; a file of another hand stays.
"$program" run odd.cfg "${small[@]}" --draws 60 --threads 1 --out first
"$program" run odd.cfg "${small[@]}" --draws 60 --threads 2 --out second
cmp first/odd/datapackage.json second/odd/datapackage.json || fail "the description depends on the threads"
mkdir -p foreign/odd && echo '{"mine": 1}' >foreign/odd/datapackage.json
if "$program" run odd.cfg "${small[@]}" --out foreign 2>message; then fail "a foreign datapackage.json was replaced"; fi
grep -q "datapackage.json was not written by this program" message || fail "no reason: $(cat message)"
[ "$(cat foreign/odd/datapackage.json)" = '{"mine": 1}' ] || fail "the foreign file was changed"
echo "datapackage.json: fine"
