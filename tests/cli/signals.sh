#!/usr/bin/env bash
# A first signal: ends reading, compiling and `check` at once; ends drawing with the tables whole. Waits are guards
# against hanging, nothing else. Usage: signals.sh PROGRAM
set -euo pipefail
program=$(readlink -f "$1")
cd "$(dirname "$0")/../.."
scenario=$PWD/scenarios/minimal.cfg
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

ok() { passed=$((passed + 1)); }
not_ok() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }
# wait_for FILE: at most 20 seconds
wait_for() { for _ in $(seq 400); do [ -e "$1" ] && return; sleep 0.05; done; not_ok "no $1"; }
# ends PID WANTED WORDS...: the process ends within 20 seconds with that status
ends() {
  local pid=$1 want=$2 status=0
  shift 2
  for _ in $(seq 400); do kill -0 "$pid" 2>/dev/null || break; sleep 0.05; done
  if kill -0 "$pid" 2>/dev/null; then not_ok "$*: does not end"; kill -KILL "$pid"; fi
  wait "$pid" || status=$?
  if [ "$status" = "$want" ]; then ok; else not_ok "$*: status $status, not $want"; fi
}

# While the program waits for the scenario on standard input, and while it compiles one.
mkfifo "$work/pipe"
for signal in INT TERM; do
  for arguments in "check -" "run - --no-charts" "check - --json"; do
    (trap - INT; exec "$program" $arguments <"$work/pipe" >"$work/out" 2>"$work/err") &
    pid=$!
    exec 3>"$work/pipe" # opens once the program reads
    sleep 0.2
    kill "-$signal" "$pid"
    ends "$pid" 130 "$signal during $arguments"
    exec 3>&-
    if [ "${arguments##* }" = --json ]; then
      if grep -q '"exit_status":130' "$work/out"; then ok; else not_ok "no document after $signal"; fi
    elif grep -q interrupted "$work/err"; then ok; else not_ok "no word after $signal during $arguments"; fi
  done
done

# While charts are drawn, by a gnuplot that takes its time.
mkdir "$work/bin"
printf '#!/bin/sh\ntouch "%s/drawing"\nexec sleep 60\n' "$work" >"$work/bin/gnuplot"
chmod +x "$work/bin/gnuplot"
PATH="$work/bin:$PATH" "$program" run "$scenario" --worlds 20 --out "$work/results" >"$work/out" 2>"$work/err" &
pid=$!
wait_for "$work/drawing"
kill -TERM "$pid"
ends "$pid" 130 "TERM while charts are drawn"
if [ -s "$work/results/minimal/manifest.json" ]; then ok; else not_ok "the tables are not whole"; fi
if [ ! -e "$work/results/minimal/.lock" ]; then ok; else not_ok "a lock is left"; fi
rm "$work/drawing"
PATH="$work/bin:$PATH" "$program" plot "$work/results/minimal" >"$work/out" 2>"$work/err" &
pid=$!
wait_for "$work/drawing"
kill -TERM "$pid"
ends "$pid" 130 "TERM during plot"
# said COMMAND: what it writes is named, and not draws, of which it plays none
said() { if grep -q 'stopping once the file in hand is written' "$work/err"; then ok; else not_ok "$1 says another thing: $(cat "$work/err")"; fi; }
said plot
# The same while a page is written again and while shards are put together: what was whole stays so.
for i in 1 2; do "$program" run "$scenario" --worlds 20 --shard $i/2 --out "$work/shards" --quiet >/dev/null; done
"$program" report "$work/results/minimal" --no-charts --quiet >/dev/null
sha256sum "$work/results/minimal/"*.csv "$work/results/minimal/report.html" "$work/results/minimal/manifest.json" >"$work/sums"
for arguments in "report $work/results/minimal" "merge $work/shards --out $work/merged"; do
  rm -f "$work/drawing"
  PATH="$work/bin:$PATH" "$program" $arguments >"$work/out" 2>"$work/err" &
  pid=$!
  wait_for "$work/drawing"
  kill -TERM "$pid"
  ends "$pid" 130 "TERM during ${arguments%% *}"
  said "${arguments%% *}"
done
if sha256sum --check --quiet "$work/sums" >/dev/null 2>&1; then ok; else not_ok "report has left another folder"; fi
if [ -s "$work/merged/minimal/manifest.json" ]; then ok; else not_ok "merge has left no whole tables"; fi
if [ -z "$(find "$work" -name .lock)" ]; then ok; else not_ok "a lock is left"; fi

# While fontconfig, which PNG asks for other scripts than Latin, takes its time.
printf '#!/bin/sh\ntouch "%s/listing"\nsleep 600\n' "$work" >"$work/bin/fc-list"
chmod +x "$work/bin/fc-list"
sed 's/name = "/name = "\xd7\xa9\xd7\x9c /' "$scenario" >"$work/letters.cfg"
"$program" run "$work/letters.cfg" --worlds 20 --out "$work/results" --no-charts --quiet >/dev/null
PATH="$work/bin:$PATH" "$program" plot "$work/results/letters" --format png >"$work/out" 2>"$work/err" &
pid=$!
wait_for "$work/listing"
kill -TERM "$pid"
ends "$pid" 130 "TERM while fonts are listed"
if ! pgrep -f "$work/bin/fc-list" >/dev/null; then ok; else not_ok "fc-list goes on"; fi

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
