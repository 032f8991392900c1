#!/usr/bin/env bash
# Statistical verification of ranges and intervals, too slow for CI: builds a release in build-verify/ (or uses $BUILD) and
# prints the two tables of tests/README.md as Markdown.
#
#     tests/verify/verify.sh [ranges|coverage]
set -euo pipefail
source=$(cd "$(dirname "$0")/../.." && pwd)
build=${BUILD:-$source/build-verify}

if [ -z "${BUILD:-}" ]; then
  cmake -S "$source" -B "$build" -DCMAKE_BUILD_TYPE=Release >/dev/null
  cmake --build "$build" -j"$(nproc)" --target entente_verify >/dev/null
fi
"$build/tests/verify/entente_verify" "$@"
