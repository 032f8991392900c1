#!/usr/bin/env bash
# The program as WebAssembly, under node, against the built program: bytes of all tables, charts and texts (bytes.mjs).
# Usage: bytes.sh PROGRAM [FOLDER]   FOLDER: page/ beside the program, which engine/page/build.sh makes. Exit status 77 without
# it, where it was built from other sources than those here, or without node 20.
set -euo pipefail
program=$(readlink -f "$1")
folder=${2:-$(dirname "$program")/page}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
[ "$(node -p 'parseInt(process.versions.node) >= 20' 2>/dev/null)" = true ] || { echo "SKIPPED: node 20 is missing"; exit 77; }
[ -s "$folder/sources.sha256" ] || { echo "SKIPPED: $folder is not built (engine/page/build.sh)"; exit 77; }
[ "$(bash "$root/engine/page/sources_hash.sh")" = "$(cat "$folder/sources.sha256")" ] ||
  { echo "SKIPPED: $folder was built from other sources (engine/page/build.sh builds it anew)"; exit 77; }
exec node "$here/bytes.mjs" "$folder" "$program" "$root"
