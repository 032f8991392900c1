#!/usr/bin/env bash
# Statistical verification of random numbers, distributions, ranges and intervals, apart from the unit tests. Builds a release in
# build-verify/ (or uses $BUILD) and prints the tables of tests/README.md as Markdown. Half an hour of two cores; with --minute
# less than a minute. Status 1 after a failure.
#
#     tests/verify/verify.sh [--minute] [streams|distributions|intervals|ranges|coverage]...
#
#   streams        the uniforms in the orders in which they are used, through dieharder
#   distributions  each distribution at 10^8 draws (--minute: 10^6) against its exact distribution function
#   intervals      intervals of the tables over 2,000 seeds (--minute: 200) of scenarios with known figures
#   ranges         the range across worlds and other estimators of it; with --minute left out, unless named
#   coverage       95% intervals of few worlds; with --minute left out, unless named
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source=$(cd "$here/../.." && pwd)
build=${BUILD:-$source/build-verify}
minute=
[ "${1:-}" = --minute ] && { minute=--minute; shift; }
parts=("$@")
if [ ${#parts[@]} = 0 ]; then
  parts=(streams distributions intervals)
  [ -n "$minute" ] || parts+=(ranges coverage)
fi

if [ -z "${BUILD:-}" ]; then
  cmake -S "$source" -B "$build" -DCMAKE_BUILD_TYPE=Release >/dev/null
  cmake --build "$build" -j"$(nproc)" --target entente_verify entente_stream_words entente_distributions \
    entente_intervals >/dev/null
fi
programs=$build/tests/verify

verify() {
  case $1 in
  streams) python3 "$here/streams/streams.py" "$programs/entente_stream_words" $minute ;;
  distributions) "$programs/entente_distributions" ${minute:+1e6} ;;
  intervals) "$programs/entente_intervals" ${minute:+200} ;;
  ranges | coverage) "$programs/entente_verify" "$1" ;;
  *) echo "verify.sh: no part is called $1" >&2 && return 2 ;;
  esac
}

status=0
for part in "${parts[@]}"; do
  printf '\n### %s\n\n' "$part"
  begun=$SECONDS
  code=0
  verify "$part" || code=$?
  [ $code = 0 ] || [ $code = 77 ] || status=1
  printf '\n%s: %s, %d s\n' "$part" "$([ $code = 0 ] && echo passed || { [ $code = 77 ] && echo skipped || echo FAILED; })" \
    $((SECONDS - begun))
done
exit $status
