#!/usr/bin/env bash
# analyse sensitivity and value: the same bytes on any number of threads and with the narrowest instruction set, the
# option --choose and its mistakes, that a second analysis leaves the tables of the first, and that a design says by how
# much it rounds the worlds up.
# Usage: sensitivity_value.sh PROGRAM
set -euo pipefail
program=$(readlink -f "$1")
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

ok() { passed=$((passed + 1)); }
not_ok() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }
# expect STATUS TEXT ARGUMENTS... of analyse; TEXT stands in what is printed
expect() {
  local want=$1 text=$2 got=0
  shift 2
  "$program" analyse "$@" >"$work/out" 2>&1 || got=$?
  if [ "$got" = "$want" ] && grep -q -F -- "$text" "$work/out"; then ok; else
    not_ok "exit status $got, expected $want with '$text': $*"
    head -n 5 "$work/out"
  fi
}
same() { if cmp -s "$1" "$2"; then ok; else not_ok "$1 and $2 differ"; fi; }

cat >"$work/case.cfg" <<'CFG'
run: { worlds = 300; replications = 30; seed = 8; };
factors: { mood = "normal(0, 1)"; luck = "normal(0, 1)"; skill = "beta(2, 3)"; act = 0; };
correlations: { both: { among = ( "luck", "mood" ); rho = 0.4; }; };
events: { won = "logistic(0.5 * mood + luck + if(act == 1, 2 * skill - 0.8, 0))"; };
headline = "won";
variants: { act: { name = "Act"; set = ( "factors.act = 1" ); }; wait: { set = ( "factors.skill = 0.1" ); }; };
CFG
for threads in 1 2 7; do
  expect 0 'explains the largest share' "$work/case.cfg" sensitivity value --no-charts --threads $threads --out "$work/$threads"
done
ENTENTE_ISA=narrowest expect 0 'would be chosen' "$work/case.cfg" sensitivity value --no-charts --out "$work/narrow"
for table in sensitivity value; do
  for run in 2 7 narrow; do
    same "$work/1/case/$table.csv" "$work/$run/case/$table.csv"
  done
done
if grep -q '^base,mood+luck,' "$work/1/case/sensitivity.csv"; then ok; else not_ok 'coupled factors are no group'; fi
if grep -q '^base,all,' "$work/1/case/value.csv"; then ok; else not_ok 'no row for everything'; fi

expect 2 'did you mean `act`?' "$work/case.cfg" value --choose base,atc --no-charts --out "$work/1"
expect 2 'stands there twice' "$work/case.cfg" value --choose base,base --no-charts --out "$work/1"
cp "$work/1/case/sensitivity.csv" "$work/before.csv"
expect 0 'would be chosen' "$work/case.cfg" value --choose base,act --no-charts --out "$work/1"
same "$work/before.csv" "$work/1/case/sensitivity.csv"
if grep -q 'base,all,[^,]*,[^,]*,[^,]*,\(base\|act\),' "$work/1/case/value.csv"; then ok; else not_ok 'another choice than those asked for'; fi
expect 0 '["sensitivity.csv"]' "$work/case.cfg" sensitivity --variant act --no-charts --out "$work/1" --json
if grep -q '^act,' "$work/1/case/sensitivity.csv"; then ok; else not_ok 'another variant than the one asked for'; fi

# every command that plays the worlds says that a design has rounded them up
rounded='20 worlds are rounded up to 32'
expect 0 "$rounded" "$work/case.cfg" value --no-charts --out "$work/lhs" --worlds 20 --design lhs
"$program" compare "$work/case.cfg" "$work/case.cfg:act" --worlds 20 --design lhs --no-charts --out "$work/lhs" \
  >"$work/out" 2>&1
if grep -q -F "$rounded" "$work/out"; then ok; else not_ok 'compare does not say that worlds are rounded up'; fi
"$program" sweep "$work/case.cfg" --solve 'P(won) = 50%' --vary factors.skill --from 0 --to 1 --worlds 20 --design lhs \
  --no-charts --out "$work/lhs" >"$work/out" 2>&1
if grep -q -F "$rounded" "$work/out"; then ok; else not_ok 'sweep --solve does not say that worlds are rounded up'; fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
