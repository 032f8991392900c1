#!/usr/bin/env bash
# Every scenario that is shipped: `entente check` finds neither mistake nor warning, a small run ends well, none of the
# file's checks is false, and scenarios/README.md lists the file.
#
# Usage: cases.sh PROGRAM   exit status 1 where a file fails
set -euo pipefail
program=$(readlink -f "$1")
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export NO_COLOR=1 LC_ALL=C.UTF-8
unset ENTENTE_PLOTS ENTENTE_ISA
failed=0
not_ok() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }

for file in scenarios/*.cfg; do
  name=$(basename "$file" .cfg)
  if ! "$program" check "$file" >"$work/checked" 2>&1; then
    not_ok "$name: check"
  elif grep -q '^scenarios/.*: warning:' "$work/checked"; then
    not_ok "$name: $(grep -m 1 ': warning:' "$work/checked")"
  fi
  status=0
  "$program" run "$file" --worlds 200 --replications 50 --no-charts --quiet --out "$work/results" >"$work/out" 2>&1 || status=$?
  # 3: a check is false. Of a true one that holds by a narrow margin a small run says that it cannot tell.
  [ $status -eq 0 ] || { not_ok "$name: run ends with status $status"; cat "$work/out"; }
  [ -s "$work/results/$name/report.html" ] || not_ok "$name: no report"
  grep -q "^| \`$name.cfg\` |" scenarios/README.md || not_ok "$name: not in the table of scenarios/README.md"
done
[ $failed -eq 0 ] || { echo "$failed of the shipped scenarios' properties fail"; exit 1; }
echo "$(ls scenarios/*.cfg | wc -l) scenarios run, and no check is false"
