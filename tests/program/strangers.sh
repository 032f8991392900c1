#!/usr/bin/env bash
# A stranger's scenario is data: what stands in its texts and in the name of its file reaches the terminal, JSON, tables,
# charts, page and suggested commands as text alone. Usage: strangers.sh PROGRAM
set -euo pipefail
program=$(readlink -f "$1")
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v python3 >/dev/null || { echo 'python3 is missing'; exit 77; }
python3 tests/program/strangers.py "$program" "$work"
