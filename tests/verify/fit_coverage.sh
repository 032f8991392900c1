#!/usr/bin/env bash
# Coverage of the 90% intervals of a fit, by maximum likelihood over 4,000 made data sets and by the posterior over 1,000,
# for each of four designs: builds a release in build-verify/ (or uses $BUILD) and prints the table of tests/README.md as
# Markdown. Exit status 1 where, in a design with 100 failures or more, the coverage of maximum likelihood is outside 88 to
# 92%, or that of the posterior further from 90% than 4.5 standard errors of 1,000 data sets. Half an hour of CPU time;
# without the posterior (--maximum) seconds.
#
#     tests/verify/fit_coverage.sh [--maximum]
set -euo pipefail
source=$(cd "$(dirname "$0")/../.." && pwd)
build=${BUILD:-$source/build-verify}

if [ -z "${BUILD:-}" ]; then
  cmake -S "$source" -B "$build" -DCMAKE_BUILD_TYPE=Release >/dev/null
  cmake --build "$build" -j"$(nproc)" --target entente_fit_coverage >/dev/null
fi
"$build/tests/verify/entente_fit_coverage" "$@"
