#!/usr/bin/env bash
# Plays scenarios by the words of the model page alone, in plain Python, and compares every figure of the engine's tables with
# what comes out: one row per case and variant, as a Markdown table, and above it each figure that differs. Too slow for CI
# (six minutes of CPU time with 2,000 worlds of 5 draws).
#
#     tests/verify/reference.sh [FILE...] [options of reference.py]      cases: tests/verify/reference/cases/*.cfg
set -euo pipefail
source=$(cd "$(dirname "$0")/../.." && pwd)
build=${BUILD:-$source/build}

files=()
while [ $# -gt 0 ] && [ "${1#-}" = "$1" ]; do
  files+=("$1")
  shift
done
[ ${#files[@]} -gt 0 ] || files=("$source"/tests/verify/reference/cases/*.cfg "$source"/scenarios/{minimal,example,coalition,coalition-truce,sinai-1956}.cfg)
exec python3 "$source/tests/verify/reference/reference.py" "${files[@]}" --engine "$build/entente" "$@"
