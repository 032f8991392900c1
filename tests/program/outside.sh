#!/usr/bin/env bash
# A scenario reads its own folder alone: with every command that reads one, a base or a table elsewhere is an error that
# shows nothing of the file, and --allow-outside allows it. Usage: outside.sh PROGRAM
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

mkdir -p "$work/mine" "$work/other"
cp scenarios/minimal.cfg "$work/other/ground.cfg"
cp scenarios/minimal.cfg "$work/mine/own.cfg"
printf 'password = "CANARY";\n' >"$work/other/secret"
printf 'id;password\nCANARY;CANARY\n' >"$work/other/secret.csv"
printf 'root:CANARY:0:0\n' >"$work/other/passwd"
observed='observed: { agreed = true; truce_months = 30; ended = true; collection = "famous"; };'
printf 'base = "../other/ground.cfg"; %s\n' "$observed" >"$work/mine/base.cfg"
printf 'base = "own.cfg"; contributors: { table = "../other/secret.csv"; };\n' >"$work/mine/table.cfg"
printf 'base = "%s/other/secret";\n' "$work" >"$work/mine/absolute.cfg"
ln -s ../other/secret "$work/mine/inner"
ln -s ../other "$work/mine/folder"
printf 'base = "inner";\n' >"$work/mine/link.cfg"
printf 'base = "folder/passwd";\n' >"$work/mine/linked.cfg"
cd "$work/mine"

# expect STATUS WORDS COMMAND...
expect() {
  local wanted=$1 words=$2 status=0
  shift 2
  "$program" "$@" >out 2>err </dev/null || status=$?
  if [ "$status" = "$wanted" ] && { [ -z "$words" ] || grep -q -F -- "$words" err; } && ! grep -q CANARY out err; then
    ok
  else
    not_ok "status $status of $*"
    cat out err
  fi
}
small=(--worlds 64 --replications 10)
commands() { # FILE: the arguments of each command that reads a scenario, a line each
  printf '%s\n' "check $1" "run $1 ${small[*]} --no-charts --quiet" "explain $1 --draw 1 ${small[*]}" \
    "sweep $1 --solve P(agreed)=30% --vary events.us_support ${small[*]} --no-charts" "analyse $1 blockers ${small[*]} --no-charts" \
    "compare own.cfg $1 ${small[*]} --no-charts" "score $1 ${small[*]} --no-charts"
}
for file in base table absolute link linked; do
  while read -r -a words; do expect 2 "is outside the scenario's own folder" "${words[@]}"; done < <(commands $file.cfg)
  [ ! -e results ] || not_ok "results of $file.cfg"
done
while read -r -a words; do expect 0 '' "${words[@]}" --allow-outside; done < <(commands base.cfg)
status=0 # standard input is in the folder that the program was started in
"$program" check - <base.cfg >out 2>err || status=$?
if [ $status = 2 ] && grep -q 'is outside' err; then ok; else not_ok 'a base of standard input'; fi

# allowed, and still no scenario: nothing of it is shown
for file in absolute link linked; do expect 2 'is no scenario' check $file.cfg --allow-outside; done
printf 'base = "<stdin>";\n' >stdin.cfg
expect 2 'cannot be read' check stdin.cfg

# a mark of a library widens the folder to the one that holds it
touch ../entente-library.txt
expect 0 '' check base.cfg
printf 'base = "folder/ground.cfg";\n' >linked.cfg
expect 0 '' check linked.cfg
rm ../entente-library.txt

# watch: an error that it goes on after, as after any other
"$program" watch base.cfg --no-charts >out 2>err </dev/null &
watcher=$!
for _ in $(seq 600); do ! grep -q 'is outside' err || break; sleep 0.1; done
if grep -q 'is outside' err; then ok; else not_ok 'watch'; fi
kill "$watcher" && wait "$watcher" 2>/dev/null || true
watcher=

printf '%d passed, %d failed\n' $passed $failed
exit $((failed > 0))
