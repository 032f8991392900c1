#!/bin/bash
# `entente analyse` as its user meets it: the run that comes first or is there, tables beside its own, the same bytes for
# any number of threads, words that are no method, and a stop.  bash tests/cli/analyse.sh PROGRAM
set -euo pipefail
program=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
ok() { passed=$((passed + 1)); }
not_ok() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }
# says FILE TEXT: the file has the text
says() { if grep -q -F -- "$2" "$1"; then ok; else not_ok "no '$2' in $1:"; head -40 "$1"; fi; }
# ends STATUS COMMAND…: it ends with that status; what it says is in `said`
ends() {
  local wanted=$1 got=0
  shift
  "$@" >said 2>&1 || got=$?
  if [ "$got" = "$wanted" ]; then ok; else not_ok "status $got, not $wanted: $*"; cat said; fi
}
# same FOLDER WHY: all tables of whole/mine are in the folder, byte for byte
same() {
  for table in whole/mine/*.csv; do
    if cmp -s "$table" "$1/$(basename "$table")"; then ok; else not_ok "$(basename "$table") differs $2"; fi
  done
}

cd "$work"
cat >mine.cfg <<'END'
run: { worlds = 200; replications = 30; horizon = 12; };
factors: { resolve = "normal(0, 1)"; need = "uniform(5k, 15k)"; };
events: { cover: "logistic(resolve)"; };
contributors: { france: { troops = "6k to 10k"; joins = "logistic(0.5 + resolve)"; };
                italy: { troops = 4000; joins = "60%"; }; };
force: { required = "need"; };
parties: { russia: { threshold = "uniform(0.3, 0.7)"; }; ukraine: { threshold = "uniform(0.3, 0.7)"; }; };
demands: { land: { options = ( "keep", "cede" ); russia: { weight = 60; scores = ( 0.2, 1 ); };
             ukraine: { weight = 50; scores = ( 1, 0.1 ); refuses = ( 0, "60%" ); }; };
           boots: { options = ( "none", "full" ); available = ( "true", "cover" );
             russia: { weight = 40; scores = ( 1, 0.3 ); refuses = ( 0, "30%" ); };
             ukraine: { weight = 50; scores = ( 0.1, 1 ); }; }; };
talks: { rounds = 6; stages: { first: "40%"; }; };
truce: { causes: { attack: { hazard = "0.05 * exp(-min(force.ratio, 1))"; }; }; };
headline = "truce.held";
variants: { sure: { set = ( "contributors.italy.joins = 1" ); }; };
END
methods=$("$program" complete -- analyse mine.cfg '' | cut -f 1 | grep -v ':')

# the first call runs the scenario; the second has it
ends 0 "$program" analyse mine.cfg --no-charts --out out --json
says said '"ran":	true'
for table in outcomes $methods; do
  if [ -s "out/mine/$table.csv" ]; then ok; else not_ok "no table of $table"; fi
done
cp -r out whole
ends 0 "$program" analyse mine.cfg --no-charts --out out --json
says said '"ran":	false'
same out/mine "the second time"

# another size, seed or setting: the run and all that hangs on it are made anew
for other in "--seed=9" "--worlds=210" "--replications=31" "--set=force.required=9k"; do
  ends 0 "$program" analyse mine.cfg --no-charts --out out --json "$other"
  says said '"ran":	true'
done

# one method after the other: the same tables as at once
for method in $methods; do
  ends 0 "$program" analyse mine.cfg "$method" --no-charts --out single
done
same single/mine "where methods run one by one"

# the same bytes for any number of threads
for threads in 1 2 7; do
  ends 0 "$program" analyse mine.cfg --no-charts --out "threads-$threads" --threads $threads
  same "threads-$threads/mine" "with $threads threads"
done

# a variant; each table is in the manifest
ends 0 "$program" analyse mine.cfg --variant sure --no-charts --out variant --json
says said '"variant":	"sure"'
for table in whole/mine/*.csv; do
  says whole/mine/manifest.json "\"$(basename "$table")\""
done

# words
ends 2 "$program" analyse mine.cfg sensitivty --no-charts --out out
says said 'there is no method `sensitivty` of analyse, nor a file of that name; did you mean `sensitivity`?'
ends 2 "$program" analyse sensitivity
says said 'analyse needs a scenario file: entente analyse FILE sensitivity'
ends 2 "$program" analyse mine.cfg --variant sur
says said 'did you mean `sure`?'
ends 2 "$program" analyse missing.cfg

# a file of the user's in a finished folder stays, and nothing is changed
ends 0 "$program" run mine.cfg --no-charts --out user
echo mine >user/mine/value.csv
cp user/mine/manifest.json before.json
ends 1 "$program" analyse mine.cfg value --no-charts --out user
says said 'user/mine/value.csv was not written by this program'
says user/mine/value.csv mine
if cmp -s user/mine/manifest.json before.json; then ok; else not_ok "the manifest was changed"; fi

# a run that stops early has other worlds than its analyses
ends 2 "$program" analyse mine.cfg --until 1% --no-charts --out early
says said 'error: run.until: analyses play all worlds'
ends 0 "$program" analyse mine.cfg value --until 0 --no-charts --out early

# a stop leaves no table of an analysis
cp mine.cfg long.cfg
"$program" analyse long.cfg --worlds 20000 --replications 500 --no-charts --out stopped >said 2>&1 &
job=$!
sleep 1
kill -INT $job
status=0
wait $job || status=$?
if [ $status = 130 ]; then ok; else not_ok "a stop ends with $status"; cat said; fi
for method in $methods; do
  if [ -e "stopped/long/$method.csv" ]; then not_ok "a stop left $method.csv"; else ok; fi
done

printf '%d passed, %d failed\n' $passed $failed
[ $failed = 0 ]
