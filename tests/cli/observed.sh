#!/usr/bin/env bash
# The record of what happened: the simulation never reads it, a run says that it plays no case, and `check` names the case
# in which a mistake is. Usage: observed.sh PROGRAM
set -euo pipefail
program=$(readlink -f "$1")
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export NO_COLOR=1 LC_ALL=C.UTF-8
unset ENTENTE_PLOTS ENTENTE_ISA
failed=0
not_ok() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }
run() { "$program" run "$1" --worlds 100 --replications 20 --no-charts --quiet --out "$2"; }

# All tables have the same bytes with and without a record: experts, variants, sweeps, draws.
mkdir "$work/plain" "$work/record"
cp scenarios/example.cfg scenarios/experts.cfg "$work/plain"
for file in example experts; do
  { cat "scenarios/$file.cfg"
    printf 'observed: { agreed = true; month = 3; truce_months = 2.5; ended = true; cause = "x"; troops = 9e8; until = "1900-01";\n'
    printf '  entered = 1; in_sample = "s"; collection = "c"; kind = "k"; conflict = "f"; forecast: { name = "FRANCE, AIR COVER, TRUST"; p = 0; on = "1800-09"; }; };\n'
  } >"$work/record/$file.cfg"
  run "$work/plain/$file.cfg" "$work/out-plain"
  run "$work/record/$file.cfg" "$work/out-record"
  tables=0
  for table in "$work/out-plain/$file"/*.csv; do
    tables=$((tables + 1))
    cmp -s "$table" "$work/out-record/$file/$(basename "$table")" || not_ok "$file: a record changes $(basename "$table")"
  done
  [ $tables -ge 10 ] || not_ok "$file: only $tables tables"
  [ "$(ls "$work/out-plain/$file"/*.csv | wc -l)" = "$(ls "$work/out-record/$file"/*.csv | wc -l)" ] || not_ok "$file: other tables"
done

# A run plays the file and none of its cases; all tables but the list of warnings are those of the file without cases.
plain='values: { x = 0.1; }; truce: { causes: { war: { hazard = "x"; }; }; };'
printf '%s\n' "$plain" >"$work/plain/t.cfg"
printf '%s\ncases = { table = "t.csv"; };\n' "$plain" >"$work/record/t.cfg"
printf 'id,name,values.x,observed.truce_months,observed.ended\na,A,0.5,3,true\nb,B,0.2,9,false\n' >"$work/record/t.csv"
run "$work/plain/t.cfg" "$work/out-plain"
run "$work/record/t.cfg" "$work/out-record"
grep -q 'none of its cases is played' "$work/out-record/t/warnings.csv" || not_ok "the run does not say that it plays no case"
for table in "$work/out-plain/t"/*.csv; do
  [ "$(basename "$table")" = warnings.csv ] || cmp -s "$table" "$work/out-record/t/$(basename "$table")" ||
    not_ok "cases change $(basename "$table")"
done

# check: fine, and with a mistake that only the formulas of one case have
"$program" check "$work/record/t.cfg" >"$work/said" 2>&1 || not_ok "check refuses good cases: $(cat "$work/said")"
"$program" check "$work/record/t.cfg" --json >"$work/said" 2>&1
tr -d ' \t\n' <"$work/said" | grep -qF '"cases":[{"case":"a","name":"A"},{"case":"b","name":"B"}]' || not_ok "check --json lists no cases"
printf 'id,name,values.x,observed.truce_months,observed.ended\na,A,0.5,3,true\nb,B,y + 1,9,false\n' >"$work/record/t.csv"
status=0
"$program" check "$work/record/t.cfg" >"$work/said" 2>&1 || status=$?
[ $status -eq 2 ] || not_ok "check ends with $status for a wrong case"
grep -q 't.csv:3:5: error: .*(in the case `b`)' "$work/said" || not_ok "check does not name the case: $(cat "$work/said")"

[ $failed -eq 0 ] || exit 1
echo "records change no table, and cases are checked"
