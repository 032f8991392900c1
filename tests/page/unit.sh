#!/usr/bin/env bash
# The parts of the page that need no browser (*.test.mjs), under node. Usage: unit.sh PROGRAM   Exit status 77 without
# node 20 or later.
set -euo pipefail
program=$(readlink -f "$1")
cd "$(dirname "$0")"
[ "$(node -p 'parseInt(process.versions.node) >= 20' 2>/dev/null)" = true ] || { echo "SKIPPED: node 20 is missing"; exit 77; }
ENTENTE="$program" node --test unit.test.mjs session.test.mjs
