#!/usr/bin/env bash
# `entente watch` as somebody who edits sees it: each way to save, base files, mistakes, what a change did (equal to
# what a run with the same change as a variant says), Ctrl-C. Waits are guards against hanging, nothing else.
# Usage: watch.sh PROGRAM
set -euo pipefail
program=$(readlink -f "$1")
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
watcher=
cleanup() { [ -z "$watcher" ] || kill "$watcher" 2>/dev/null || true; rm -rf "$work"; }
trap cleanup EXIT
passed=0
failed=0

ok() { passed=$((passed + 1)); }
not_ok() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }
# wait_for COUNT FILE TEXT: until the text is in COUNT lines of the file
wait_for() {
  for _ in $(seq 600); do
    if [ "$(grep -c -F -- "$3" "$2")" -ge "$1" ]; then ok; return; fi
    sleep 0.1
  done
  not_ok "no '$3' ($1) in:"
  cat "$work/out" "$work/err"
  exit 1
}
# expect_lines COUNT TEXT: what was said
expect_lines() {
  if [ "$(grep -c -F -- "$2" "$work/out")" = "$1" ]; then ok; else not_ok "'$2' is not said $1 times"; cat "$work/out"; fi
}

mkdir "$work/folder"
cp scenarios/minimal.cfg "$work/folder/ground.cfg"
printf 'base = "ground.cfg";\nevents: { us_support = "40%%"; };\n' >"$work/mine.cfg"
sed -i 's/"ground.cfg"/"folder\/ground.cfg"/' "$work/mine.cfg"
touch "$work/out" "$work/err"
(cd "$work" && exec "$program" watch mine.cfg --no-charts >out 2>err) &
watcher=$!
wait_for 1 "$work/out" 'tables: results/preview/mine/'
if grep -q '"worlds":.*500' "$work/results/preview/mine/manifest.json"; then ok; else not_ok "the preview has another size"; fi

# replaced by rename, as most editors save
sed 's/"40%"/"90%"/' "$work/mine.cfg" >"$work/new" && mv "$work/new" "$work/mine.cfg"
wait_for 2 "$work/out" 'tables:'
if grep -E -q '^[0-9:]{8}  us support 40% to 90%: truce holds [^ ]*% to [^ ]*%, .[0-9.]+ points, clear$' "$work/out"; then ok; else not_ok "the change is not said"; cat "$work/out"; fi

# written in place; and the file that it is based on
sed 's/"90%"/"40%"/' "$work/mine.cfg" >"$work/new" && cat "$work/new" >"$work/mine.cfg"
wait_for 3 "$work/out" 'tables:'
expect_lines 1 'us support 90% to 40%: truce holds'
sed -i 's/^title = .*/title = "Another title";/' "$work/folder/ground.cfg"
wait_for 4 "$work/out" 'tables:'
expect_lines 1 'to Another title: truce holds'
expect_lines 1 'exactly as before'

# mistakes are said, and watching goes on; the next change is measured against the last run
sed 's/"40%"/"140%"/' "$work/mine.cfg" >"$work/new" && mv "$work/new" "$work/mine.cfg"
wait_for 1 "$work/err" 'mine.cfg:2:'
wait_for 1 "$work/err" 'watching goes on'
rm "$work/mine.cfg"
sleep 0.3
printf 'base = "folder/ground.cfg";\nevents: { us_support = "40%%"; };\nvariants: { more: { set = ( "events.us_support = 1" ); }; };\n' >"$work/mine.cfg"
wait_for 5 "$work/out" 'tables:'
expect_lines 1 'more added: truce holds'

# a save without a change, then two changes, then one that only a variant feels
touch "$work/mine.cfg"
wait_for 6 "$work/out" 'tables:'
expect_lines 1 'saved; no setting is another'
sed -i 's/us_support = 1"/us_support = 0"/' "$work/mine.cfg"
wait_for 7 "$work/out" 'tables:'
expect_lines 1 '  in the variant More: '

kill -INT "$watcher"
status=0
wait "$watcher" || status=$?
watcher=
if [ "$status" = 130 ]; then ok; else not_ok "Ctrl-C: exit status $status"; fi
if [ -z "$(grep -v -e 'mine.cfg' -e '^ ' -e 'watching goes on' "$work/err")" ]; then ok; else not_ok "other messages"; cat "$work/err"; fi

# what a change did is what a run says of the same change as a variant, to the last digit
if command -v python3 >/dev/null; then
  sed -i 's/us_support = 0"/us_support = 1"/' "$work/mine.cfg"
  "$program" run "$work/mine.cfg" --worlds 500 --replications 50 --no-charts --out "$work/run" --json >"$work/run.json"
  (cd "$work" && exec "$program" watch mine.cfg --no-charts --json >lines 2>err) &
  watcher=$!
  wait_for 1 "$work/lines" '"command":"watch"'
  sed -i 's/us_support = "40%"/us_support = 1/' "$work/mine.cfg"
  wait_for 2 "$work/lines" '"command":"watch"'
  kill -INT "$watcher"
  wait "$watcher" || true
  watcher=
  python3 - "$work/run.json" "$work/lines" <<'PY' && ok || not_ok "the effect of the change"
import json, sys
run = json.load(open(sys.argv[1]))["results"][0]["variants"][1]
lines = [json.loads(line) for line in open(sys.argv[2])]
assert [line["exit_status"] for line in lines] == [0, 0, 130], lines
result = lines[1]["results"][0]
assert result["changes"] == [{"path": "events.us_support", "before": "40%", "after": "1"}], result["changes"]
effect = result["effects"][0]
for key in ("difference", "difference_low", "difference_high"):
    assert effect[key] == run[key], (key, effect, run)
assert effect["after"] == run["probability"] and effect["difference"] != 0
PY
else
  echo "SKIPPED: python3 is not installed, so the effect of a change was not compared with a run's"
fi

# --since: an earlier version in place of a save, once, with the same words and figures as a save
sed 's/us_support = "40%"/us_support = "90%"/; s/us_support = 1;/us_support = "90%";/' "$work/mine.cfg" >"$work/later.cfg"
sed 's/us_support = 1;/us_support = "40%";/' "$work/mine.cfg" >"$work/earlier.cfg"
(cd "$work" && "$program" watch later.cfg --since earlier.cfg --no-charts --out since >since.out 2>err) && ok || not_ok "--since"
if grep -E -q '^[0-9:]{8}  us support 40% to 90%: truce holds [^ ]*% to [^ ]*%, .[0-9.]+ points, clear$' "$work/since.out"; then ok; else not_ok "--since does not say the change"; cat "$work/since.out"; fi
if [ -s "$work/since/later/report.html" ] && [ ! -e "$work/since/earlier" ]; then ok; else not_ok "--since: folders"; fi
(cd "$work" && "$program" watch later.cfg --since earlier.cfg --no-charts --out since --json >since.json 2>err) && ok || not_ok "--since --json"
if grep -q '"told":.*"us support 40% to 90%: truce holds ' "$work/since.json"; then ok; else not_ok "told"; cat "$work/since.json"; fi
status=0
(cd "$work" && "$program" watch later.cfg --since none.cfg >/dev/null 2>err) || status=$?
if [ "$status" != 0 ] && grep -q 'none.cfg' "$work/err" && ! grep -q 'watching goes on' "$work/err"; then ok; else not_ok "--since a file that is not there: $status"; fi

# a file that is not there, a second operand
status=0
"$program" watch "$work/none/none.cfg" >/dev/null 2>"$work/err" || status=$?
if [ "$status" = 1 ] && grep -q 'cannot be watched' "$work/err"; then ok; else not_ok "a folder that is not there: $status"; fi
status=0
"$program" watch a b 2>/dev/null || status=$?
if [ "$status" = 2 ]; then ok; else not_ok "two files"; fi

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
