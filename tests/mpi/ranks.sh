#!/usr/bin/env bash
# Runs on several ranks of MPI: the same bytes as one process for any ranks and threads; when a rank is killed (kill -9)
# the run ends with a message, and the next one goes on from its checkpoint, to the same bytes. PROGRAM is built with
# -DENTENTE_MPI=ON; needs mpirun (openmpi-bin). Usage: ranks.sh PROGRAM
set -euo pipefail
program=$(readlink -f "$1")
cd "$(dirname "$0")/../.."
command -v mpirun >/dev/null || { echo "no mpirun: apt-get install openmpi-bin libopenmpi-dev"; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1
failed=0
fail() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }
same() { diff -r --exclude manifest.json --exclude report.html "$1" "$2" >"$work/diff" || { fail "$1 and $2 differ"; head "$work/diff"; }; }

scenarios="scenarios/sinai-1956.cfg scenarios/ukraine-2025.cfg --worlds 140 --replications 250 --draws 20 --no-charts --quiet"
"$program" run $scenarios --out "$work/whole" --threads 1 # not under mpirun: no MPI at all
for ranks in 1 2 3 5; do
  for threads in 1 2; do
    mpirun -n $ranks "$program" run $scenarios --out "$work/$ranks-$threads" --threads $threads 2>"$work/err" ||
      { fail "$ranks ranks, $threads threads: exit status $?"; cat "$work/err"; }
    same "$work/whole" "$work/$ranks-$threads"
  done
  grep -q "\"ranks\":.*$ranks" "$work/$ranks-1/ukraine-2025/manifest.json" || fail "manifest.json does not say $ranks ranks"
done

# worlds that are split among chunks, and so among ranks
split="scenarios/example.cfg --worlds 2 --replications 200000 --no-charts --quiet --set checks=()"
"$program" run $split --out "$work/whole-split"
mpirun -n 3 "$program" run $split --out "$work/split"
same "$work/whole-split" "$work/split"

# mistakes are said once, and by nobody else; a shard, counted by several ranks
status=0
mpirun -n 3 "$program" run scenarios/example.cfg --set headline=nosuch --out "$work/wrong" >"$work/out" 2>&1 || status=$?
[ "$status" = 2 ] || fail "a mistake in a scenario: exit status $status"
[ "$(grep -c 'mistake' "$work/out")" = 1 ] || fail "a mistake was said more than once"
for shard in 1 2; do mpirun -n 2 "$program" run $scenarios --shard $shard/2 --out "$work/shards"; done
mpirun -n 2 "$program" merge "$work/shards" --out "$work/merged" --no-charts --quiet
same "$work/whole" "$work/merged"

# a rank is killed: the last, then rank 0
long="scenarios/ukraine-2025.cfg --worlds 4000 --replications 500 --no-charts"
"$program" run $long --quiet --out "$work/whole-long"
export ENTENTE_CHECKPOINT_SECONDS=0.2
for victim in last first; do
  mpirun -n 3 "$program" run $long --threads 1 --out "$work/$victim" >"$work/out" 2>"$work/err" &
  job=$!
  for _ in $(seq 200); do
    ls "$work/$victim"/ukraine-2025/.checkpoint/*.variant-1 >/dev/null 2>&1 && break
    sleep 0.1
  done
  ranks=$(pgrep -P $job -f "$program" | sort -n) || true # this job's own processes, in the order in which they were started
  [ -n "$ranks" ] || { fail "the run was over before a rank could be killed"; break; }
  kill -9 $(echo "$ranks" | if [ $victim = last ]; then tail -n 1; else head -n 1; fi)
  if wait $job; then fail "$victim rank killed: the run ended as if nothing had happened"; fi
  grep -q -i 'killed\|signal 9' "$work/err" || { fail "$victim rank killed: no message"; cat "$work/err"; }
  [ -e "$work/$victim/ukraine-2025/manifest.json" ] && fail "$victim rank killed: the folder looks whole"
  mpirun -n 2 "$program" run $long --out "$work/$victim" >"$work/out" 2>"$work/err"
  grep -q 'resuming at' "$work/err" || { fail "$victim rank killed: nothing was taken up"; cat "$work/err"; }
  same "$work/whole-long" "$work/$victim"
done

echo "$(mpirun --version | head -n 1): $failed failed"
[ "$failed" = 0 ]
