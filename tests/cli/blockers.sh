#!/usr/bin/env bash
# analyse blockers: the same bytes on any number of threads and with the narrowest instruction set; contributors from a
# CSV file; and each row of blockers.csv pasted into a variant gives the figures of the row.
# Usage: blockers.sh PROGRAM
set -euo pipefail
program=$(readlink -f "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

ok() { passed=$((passed + 1)); }
not_ok() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }

printf 'id,troops,joins\nfrance,6k to 10k,70%%\nitaly,1k to 4k,40%%\n' >"$work/pledges.csv"
cat >"$work/case.cfg" <<'CFG'
run: { worlds = 60; replications = 40; seed = 8; horizon = 24; };
factors: { mood = "normal(0, 1)"; };
events: { mandate = "logistic(mood)"; };
contributors: { table = "pledges.csv"; italy: { after = "5k"; requires = "mandate"; }; };
parties: { north: { threshold = "45% to 75%"; }; south: { threshold = "unknown(triangular(30%, 50%, 70%))"; }; };
demands: {
  land: { options = ( "kept", "ceded" ); north: { weight = 3; scores = ( 0, 1 ); refuses = ( "60%", 0 ); };
          south: { scores = ( 1, 0.2 ); }; };
  guard: { options = ( "no", "yes" ); available = ( true, "force.offered >= 1k" );
           north: { scores = ( 1, 0.3 ); }; south: { weight = 2; scores = ( 0, 1 ); }; };
};
talks: { stages: { meeting = "30%"; text = "40%"; }; };
headline = "agreed";
CFG
for threads in 1 2 7; do
  if "$program" analyse "$work/case.cfg" blockers --no-charts --threads $threads --out "$work/$threads" >"$work/out" 2>&1; then ok; else
    not_ok "analyse fails with $threads threads"
    cat "$work/out"
  fi
done
ENTENTE_ISA=narrowest "$program" analyse "$work/case.cfg" blockers --no-charts --out "$work/narrow" >"$work/out" 2>&1
for run in 2 7 narrow; do
  if cmp -s "$work/1/case/blockers.csv" "$work/$run/case/blockers.csv"; then ok; else not_ok "blockers.csv differs: $run"; fi
done
if grep -q 'contributors.france.joins = 100%' "$work/1/case/blockers.csv"; then ok; else not_ok 'no contributor of the CSV file'; fi

if ! command -v python3 >/dev/null; then
  echo 'python3 is missing: rows are not pasted'
else
  python3 - "$program" "$work" <<'PY' && ok || not_ok 'a row and its variant differ'
import csv, subprocess, sys
program, work = sys.argv[1:]
rows = list(csv.DictReader(open(f"{work}/1/case/blockers.csv", encoding="utf-8")))
text = open(f"{work}/case.cfg").read()
sets = ["v%d: { set = ( %s ); };" % (i, ", ".join('"%s"' % one for one in row["paths"].split("; ")))
        for i, row in enumerate(rows)]
open(f"{work}/pasted.cfg", "w").write(text + "variants: { " + " ".join(sets) + " };")
subprocess.run([program, "run", f"{work}/pasted.cfg", "--no-charts", "-q", "--out", f"{work}/p"], check=True)
made = {row["variant"]: row for row in csv.DictReader(open(f"{work}/p/pasted/headline.csv", encoding="utf-8"))}
wrong = 0
for i, row in enumerate(rows):
    it = made["v%d" % i]
    pairs = (("agreed", "probability"), ("agreed_difference", "difference"), ("agreed_low", "difference_low"),
             ("agreed_high", "difference_high"), ("headline", "probability"), ("headline_difference", "difference"))
    for own, other in pairs:
        if row[own] != it[other]:
            print(row["change"], own, row[own], it[other])
            wrong += 1
sys.exit(1 if wrong or len(rows) < 15 else 0)
PY
fi

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
