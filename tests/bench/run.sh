#!/usr/bin/env bash
# The whole benchmark in one command: builds a release in build-bench/ (or uses $BUILD) and prints the tables.
#
#     tests/bench/run.sh [--quick] [--only toy|stages|growth|program] [--turns N] [--markdown FILE]
#
# numpy is compared with where $PYTHON (python3) has it: apt-get install python3-numpy.
set -euo pipefail
source=$(cd "$(dirname "$0")/../.." && pwd)
build=${BUILD:-$source/build-bench}
python=${PYTHON:-}

if [ -z "${BUILD:-}" ]; then
  cmake -S "$source" -B "$build" -DCMAKE_BUILD_TYPE=Release >/dev/null
  cmake --build "$build" -j"$(nproc)" --target entente entente_bench >/dev/null
fi
for candidate in python3 /usr/bin/python3; do
  if [ -z "$python" ] && "$candidate" -c 'import numpy' 2>/dev/null; then python=$candidate; fi
done
if [ -z "$python" ] || ! "$python" -c 'import numpy' 2>/dev/null; then
  printf '\nNUMPY IS MISSING: that comparison is skipped (apt-get install python3-numpy)\n\n' >&2
  python=
fi
"$build/tests/bench/entente_bench" --source "$source" --program "$build/entente" --python "$python" "$@"
