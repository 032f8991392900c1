#!/usr/bin/env bash
# Peak memory must not depend on the number of draws; a world may cost its row of counts, a thread its own tally and
# block, and no more. Non-zero where it does. A few seconds. Usage: memory.sh BUILD (with tests/bench/peak_memory in it)
#
# What a run holds at once, in bytes, for W worlds, T threads, C contributors, P parties, K packages, V variants:
#   worlds    2 W 4 kept                        counts of base and of the variant at hand; kept: about 10 + outcomes +
#                                               checks + horizon
#             V W 16                            the headline by world
#   tallies   (2 + T) (0.184 MB (C + P) + K (8 + 48 P))   histograms; packages, resident once they are somebody's deal.
#                                               Where K (8 + 48 P) is over 4 MB, threads share one instead: 2, not 2 + T,
#                                               and T 16384 (4 + 8 P) for deals on their way
#   threads   T (2 KB a register of a block)    registers: a few for each setting that varies
#   compiled  all variants, each twice (one keeps every setting's value, for words and `explain`)
set -euo pipefail
build=$(readlink -f "$1")
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# peak OPTION... : kilobytes
peak() {
  "$build/tests/bench/peak_memory" "$build/entente" run scenarios/coalition-truce.cfg --no-charts --quiet \
    --out "$work" --set 'checks = ()' "$@"
}

# at_most LIMIT WHAT FEWER MORE UNITS: growth from FEWER to MORE kilobytes, in bytes a unit
at_most() {
  local each=$((($4 - $3) * 1024 / $5))
  printf '%-8s %s: %d KB, %d KB: %d bytes each, at most %d allowed\n' \
    "$([ $each -le "$1" ] && echo ok || echo FAILED)" "$2" "$3" "$4" $each "$1"
  [ $each -le "$1" ] || failed=1
}

small=$(peak --threads 1 --worlds 100 --replications 100)
more_draws=$(peak --threads 1 --worlds 100 --replications 10000)
split=$(peak --threads 1 --worlds 10 --replications 200000)
many_worlds=$(peak --threads 1 --worlds 100000 --replications 10)
one=$(peak --threads 1 --worlds 1000 --replications 500)
eight=$(peak --threads 8 --worlds 1000 --replications 500)

at_most 1 "10,000 to 1,000,000 draws" "$small" "$more_draws" 990000
at_most 1 "10,000 to 2,000,000 draws in ten worlds" "$small" "$split" 1990000
at_most 400 "100 to 100,000 worlds" "$small" "$many_worlds" 99900 # kept: 38 numbers of 4 bytes, twice; headlines
at_most 4000000 "1 to 8 threads" "$one" "$eight" 7                # 12 histograms of 184 KB, and a block
exit $failed
