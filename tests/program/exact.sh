#!/usr/bin/env bash
# Scenarios whose figures are known exactly, from file to table: percentiles, the last month, warnings, formulas that give
# no number. Usage: exact.sh PROGRAM
set -euo pipefail
program=$(readlink -f "$1")
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v python3 >/dev/null || { echo 'python3 is missing'; exit 77; }
python3 tests/program/exact.py "$program" "$work"
