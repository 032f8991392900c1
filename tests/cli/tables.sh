#!/bin/bash
# A section from a CSV file as its user meets it: messages, the manifest and the folder, --set, variants and sweeps, shards
# that are merged without the file, a changed file, and `entente watch`.  bash tests/cli/tables.sh PROGRAM
set -euo pipefail
program=$(realpath "$1")
work=$(mktemp -d)
watcher=
cleanup() { [ -z "$watcher" ] || kill "$watcher" 2>/dev/null || true; rm -rf "$work"; }
trap cleanup EXIT
passed=0
failed=0
ok() { passed=$((passed + 1)); }
not_ok() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }
# says FILE TEXT: the file has the text
says() { if grep -q -F -- "$2" "$1"; then ok; else not_ok "no '$2' in $1:"; head -40 "$1"; fi; }
# fails STATUS COMMAND…: it ends with that status; what it says is in `said`
fails() {
  local wanted=$1 got=0
  shift
  "$@" >said 2>&1 || got=$?
  if [ "$got" = "$wanted" ]; then ok; else not_ok "status $got, not $wanted: $*"; cat said; fi
}

cd "$work"
mkdir cases
cat >cases/mine.cfg <<'END'
run: { worlds = 60; replications = 40; };
factors: { resolve = "unknown(normal(0, 1))"; };
contributors = { table = "data/pledges.csv"; italy: { joins = "60%"; }; };
force: { required = 8000; };
headline = "force.offered >= force.required";
variants: { more: { set = ( "contributors.spain.troops = 9k" ); }; };
sweeps: { s: { vary = "contributors.france.joins"; values = ( 0.2, 0.8 ); }; };
END
mkdir cases/data
printf 'id;name;troops;joins;note\nfrance;Fran\xc3\xa7a;6k to 10k;75 %%;n\nitaly;;2 500;0,35;\nspain;;1k to 3k;logistic(0.2 + resolve);\n' >cases/data/pledges.csv
inline='contributors = { france: { name = "França"; troops = "6k to 10k"; joins = "75%"; note = "n"; };
  italy: { troops = "2500"; joins = "60%"; }; spain: { troops = "1k to 3k"; joins = "logistic(0.2 + resolve)"; }; };'
awk -v inline="$inline" '/^contributors/ { print inline; next } { print }' cases/mine.cfg >cases/inline.cfg

# the same figures as from groups in the file, byte for byte; the manifest and the folder have the table
fails 0 "$program" run cases/mine.cfg cases/inline.cfg --no-charts --draws 20 --out out
for table in out/inline/*.csv; do
  if cmp -s "$table" "out/mine/$(basename "$table")"; then ok; else not_ok "$table differs"; fi
done
hash=$(sha256sum cases/data/pledges.csv | cut -d ' ' -f 1)
says out/mine/manifest.json '"tables":'
says out/mine/manifest.json "\"cases/data/pledges.csv\":	\"$hash\""
if grep -q '"tables"' out/inline/manifest.json; then not_ok "tables in a manifest without one"; else ok; fi
if cmp -s cases/data/pledges.csv out/mine/table-1.txt; then ok; else not_ok "the folder has no copy of the table"; fi
says out/mine/report.html 'The scenario as it was run: cases/data/pledges.csv'
says out/mine/report.html "$hash"

# settings of a table are changed as others; the table is not
fails 0 "$program" check cases/mine.cfg --set 'contributors.france.joins = 10%'
says said '    written     10%'
fails 2 "$program" check cases/mine.cfg --set 'contributors.table = x.csv'
says said 'error: contributors.table: `table` is read with the file and cannot be set'
fails 0 "$program" sweep cases/mine.cfg --no-charts --out out
says out/mine/sweeps.csv 'contributors.france.joins'

# mistakes stand at line and column of the table
sed 's/0.2 + resolve/0.2 + resolv/' cases/data/pledges.csv >new && cp cases/data/pledges.csv kept && mv new cases/data/pledges.csv
fails 2 "$program" run cases/mine.cfg --no-charts --out nothing
says said 'cases/data/pledges.csv:4:32: error: contributors.spain.joins: '
says said 'did you mean `resolve`?'
if [ -e nothing ]; then not_ok "something is written"; else ok; fi
mv kept cases/data/pledges.csv
fails 2 "$program" check cases/mine.cfg --set 'factors.resolve = 1' --set 'force.required = inf' --set 'contributors.itally.joins = 1'
says said 'did you mean `italy`?'

# shards carry the table: merging needs no file; those of another table are refused
fails 0 "$program" run cases/mine.cfg --no-charts --draws 20 --shard 1/2 --out shards
sed 's/75 %/70 %/' cases/data/pledges.csv >other.csv
cp -r cases changed && cp other.csv changed/data/pledges.csv
mv cases kept && mv changed cases
fails 0 "$program" run cases/mine.cfg --no-charts --draws 20 --shard 2/2 --out others
rm -r cases && mv kept cases
fails 0 "$program" run cases/mine.cfg --no-charts --draws 20 --shard 2/2 --out shards
mapfile -t parts < <(find shards -type f ! -name '*.csv' ! -name '*.json' | sort)
mv cases away
fails 0 "$program" merge "${parts[@]}" --no-charts --out merged
for table in out/inline/*.csv; do
  if cmp -s "$table" "merged/mine/$(basename "$table")"; then ok; else not_ok "merged $table differs"; fi
done
mapfile -t wrong < <(find others -type f ! -name '*.csv' ! -name '*.json' | sort)
fails 2 "$program" merge "${parts[0]}" "${wrong[0]}" --no-charts --out mixed
says said 'is of another text of cases/data/pledges.csv'
mv away cases

# a save of the table is a save
touch out.txt err.txt
(exec "$program" watch cases/mine.cfg --no-charts >out.txt 2>err.txt) &
watcher=$!
for text in 'tables:' '75% to' ; do
  for _ in $(seq 300); do
    if grep -q -F -- "$text" out.txt; then break; fi
    sleep 0.1
  done
  [ "$text" != 'tables:' ] || cp other.csv cases/data/pledges.csv
done
says out.txt '75% to 70%'
kill "$watcher" 2>/dev/null || true
wait "$watcher" 2>/dev/null || true
watcher=
printf '%d checks, %d failed\n' $passed $failed
[ $failed = 0 ]
