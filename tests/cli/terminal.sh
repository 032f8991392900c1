#!/usr/bin/env bash
# Colours and widths, in a pipe and on a terminal (a pseudo-terminal of script(1), which every Debian has), and Ctrl-C
# typed at `entente watch`. Waits are guards against hanging, nothing else. Usage: terminal.sh PROGRAM
set -euo pipefail
program=$(readlink -f "$1")
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v script >/dev/null || { echo "SKIPPED: script(1) is not installed"; exit 77; }
unset NO_COLOR CLICOLOR CLICOLOR_FORCE COLUMNS
export TERM=xterm
passed=0
failed=0
escape=$'\033['

ok() { passed=$((passed + 1)); }
not_ok() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }
# coloured yes|no WHERE ENVIRONMENT... -- ARGUMENTS...: help, in a pipe or on a terminal
coloured() {
  local want=$1 where=$2 got=no environment=()
  shift 2
  while [ "$1" != -- ]; do environment+=("$1"); shift; done
  shift
  if [ "$where" = pipe ]; then
    env "${environment[@]}" "$program" "$@" >"$work/out"
  else
    script -qec "env ${environment[*]} $program $*" /dev/null </dev/null >"$work/out"
  fi
  if grep -q -F "$escape" "$work/out"; then got=yes; fi
  if [ "$got" = "$want" ]; then ok; else not_ok "colour $got on a $where: ${environment[*]} $*"; fi
}
coloured no pipe A=b -- run --help
coloured yes terminal A=b -- run --help
coloured no terminal NO_COLOR=1 -- run --help
coloured yes terminal NO_COLOR= -- run --help
coloured no terminal CLICOLOR=0 -- run --help
coloured no terminal TERM=dumb -- run --help
coloured yes pipe CLICOLOR_FORCE=1 -- run --help
coloured no pipe CLICOLOR_FORCE=0 -- run --help
coloured no pipe CLICOLOR_FORCE=1 NO_COLOR=1 -- run --help
coloured yes pipe NO_COLOR=1 -- run --help --color always
coloured no terminal CLICOLOR_FORCE=1 -- run --help --color never
coloured yes pipe A=b -- check scenarios/minimal.cfg --color=always
coloured no pipe A=b -- check scenarios/minimal.cfg

# longest FILE: columns of the longest line
longest() { sed 's/\r$//; s/\x1b\[[0-9;]*[mK]//g' "$1" | LC_ALL=C.UTF-8 wc -L; }
# fits WIDTH FILE
fits() { local most; most=$(longest "$2"); if [ "$most" -le "$1" ]; then ok; else not_ok "a line of $most columns, not $1"; fi; }
for width in 40 64 120; do
  for command in "--help" "run --help" "watch --help"; do
    COLUMNS=$width "$program" $command | grep -v '^  entente ' >"$work/out" # commands stay whole
    fits "$width" "$work/out"
  done
  COLUMNS=$width "$program" check scenarios/sinai-1956.cfg >"$work/out"
  LC_ALL=C.UTF-8 grep -v -E '^[^ ]|[^ ]{24}' "$work/out" >"$work/prose" # paths and formulas without blanks stay whole
  fits "$width" "$work/prose"
  COLUMNS=$width "$program" explain scenarios/sinai-1956.cfg --draw 4 >"$work/told"
  tail -n +2 "$work/told" | sed '/^next: /d' >"$work/out"
  fits "$width" "$work/out"
done
script -qec "stty cols 50; $program run --help" /dev/null </dev/null | grep -v '^  entente ' >"$work/out"
fits 50 "$work/out"
if [ "$(longest "$work/out")" -gt 40 ]; then ok; else not_ok "a terminal of 50 columns is not used"; fi

# in a pipe each sentence is a line, and wrapping changes nothing else
"$program" explain scenarios/sinai-1956.cfg --draw 4 >"$work/whole"
if [ "$(tr -s ' \n' '\n\n' <"$work/told" | md5sum)" = "$(tr -s ' \n' '\n\n' <"$work/whole" | md5sum)" ]; then ok; else not_ok "wrapping changes the words"; fi

# on a terminal something is said at once, and nothing of it stays
script -qec "$program check scenarios/minimal.cfg" /dev/null </dev/null >"$work/out"
if [ "$(head -c 7 "$work/out")" = reading ]; then ok; else not_ok "the first words on a terminal"; fi
if ! sed 's/.*\r\x1b\[K//' "$work/out" | grep -q reading; then ok; else not_ok "something stays on the line"; fi

# Ctrl-C at watch
cp scenarios/minimal.cfg "$work/mine.cfg"
mkfifo "$work/keys"
exec 3<>"$work/keys"
script -qefc "$program watch $work/mine.cfg --no-charts --out $work/preview" /dev/null <"$work/keys" >"$work/out" &
for _ in $(seq 600); do
  if grep -q 'tables:' "$work/out"; then break; fi
  sleep 0.1
done
printf '\003' >&3
status=0
wait $! || status=$?
exec 3>&-
if [ "$status" = 130 ]; then ok; else not_ok "Ctrl-C typed at watch: exit status $status"; cat "$work/out"; fi
if [ -s "$work/preview/mine/manifest.json" ]; then ok; else not_ok "no preview"; fi

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
