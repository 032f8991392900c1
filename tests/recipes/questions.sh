#!/usr/bin/env bash
# The table "Fifteen questions of a newcomer" in tests/README.md: every path exists and holds the text beside it.
set -euo pipefail
cd "$(dirname "$0")/../.."
rows=$(sed -n '/^## Fifteen questions/,/^## Portability/p' tests/README.md | grep '^| .*? | `')
[ "$(wc -l <<<"$rows")" -eq 15 ] || { echo "there are not fifteen questions"; exit 1; }
failed=0
while IFS='|' read -r _ question path text _; do
  path=$(sed 's/^ *`//; s/` *$//' <<<"$path")
  text=$(sed 's/^ *`//; s/` *$//' <<<"$text")
  if ! grep -q -F -e "$text" "$path" 2>/dev/null; then
    echo "FAILED:$question$path does not hold: $text"
    failed=1
  fi
done <<<"$rows"
[ "$failed" -eq 0 ] && echo "15 passed, 0 failed"
