#!/usr/bin/env bash
# Runs as job arrays on a real Slurm: a controller and a node daemon on this machine, started here, with a munge of their
# own, and gone afterwards. Shards that were counted by jobs, one of them killed and sent again, are merged and compared
# with one process, byte for byte. Needs root, slurm-wlm and munge (apt-get install --no-install-recommends).
# Usage: array.sh PROGRAM. Exit status 1 where bytes differ, 77 where the daemons could not be started.
set -euo pipefail
program=$(readlink -f "$1")
cd "$(dirname "$0")/../.."
source=$PWD
for tool in munged slurmctld slurmd sbatch; do
  command -v $tool >/dev/null || { echo "no $tool: apt-get install --no-install-recommends slurm-wlm munge"; exit 2; }
done
[ "$(id -u)" = 0 ] || { echo "a daemon of Slurm wants root"; exit 2; }

work=$(mktemp -d)
chmod 755 "$work"
pids=()
stop() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${pids[@]}"; do
    for _ in $(seq 50); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
    kill -9 "$pid" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap stop EXIT
failed=0
fail() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }

# --- the daemons, in the foreground so that their numbers are known
mkdir -p "$work/state" "$work/spool" "$work/munge"
chmod 700 "$work/munge"
head -c 1024 /dev/urandom >"$work/munge/key"
chmod 600 "$work/munge/key"
munged --foreground --force --key-file="$work/munge/key" --socket="$work/munge/socket" \
  --pid-file="$work/munge/pid" --log-file="$work/munge/log" --seed-file="$work/munge/seed" >"$work/munged.log" 2>&1 &
pids+=($!)
node=$(hostname -s)
port=$((20000 + $$ % 20000))
cat >"$work/slurm.conf" <<CONF
ClusterName=entente
SlurmctldHost=$node(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge/socket
CredType=cred/munge
SlurmctldPort=$port
SlurmdPort=$((port + 1))
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=1,bf_interval=1
ReturnToService=2
KillWait=5
MinJobAge=600
JobRequeue=1
NodeName=$node NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=$node Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF=$work/slurm.conf
slurmctld -D -f "$SLURM_CONF" >"$work/ctld.out" 2>&1 &
pids+=($!)
slurmd -D -f "$SLURM_CONF" -N "$node" >"$work/d.out" 2>&1 &
pids+=($!)
for _ in $(seq 100); do
  sinfo -h -o %T 2>/dev/null | grep -q -E 'idle|mixed' && break
  sleep 0.3
done
if ! sinfo -h -o %T 2>/dev/null | grep -q -E 'idle|mixed'; then
  echo "Slurm did not start:"
  tail -n 5 "$work/slurmctld.log" "$work/slurmd.log" "$work/ctld.out" "$work/d.out" "$work/munged.log" 2>/dev/null
  exit 77 # not a difference: a machine on which daemons may not run
fi

# finished JOB: waits until nothing of it is queued any more
finished() {
  for _ in $(seq 600); do
    [ -z "$(squeue -h -j "$1" 2>/dev/null)" ] && return 0
    sleep 0.2
  done
  fail "job $1 did not end"
  squeue
}
same() { diff -r --exclude manifest.json --exclude report.html "$1" "$2" >"$work/diff" || { fail "$1 and $2 differ"; head "$work/diff"; }; }

export ENTENTE=$program
export ENTENTE_CHECKPOINT_SECONDS=0.1
cd "$work"
send=(sbatch --parsable --cpus-per-task=1 --export=ALL)
script=$source/scenarios/slurm/entente.sbatch

# --- a batch of two scenarios, as an array of five
run=(run "$source/scenarios/sinai-1956.cfg" "$source/scenarios/example.cfg" --worlds 400 --replications 300 --draws 10 --no-charts)
"$program" "${run[@]}" --quiet --out "$work/whole" --threads 2 || [ $? = 3 ]
job=$("${send[@]}" --array=1-5 "$script" "${run[@]}" --out "$work/array")
merge=$("${send[@]}" --dependency=afterok:"$job" --output=merge.log --wrap="$program merge $work/array --out $work/merged --no-charts")
finished "$job"
finished "$merge"
same "$work/whole" "$work/merged"
[ "$(ls "$work"/array/*/shard-*.part | wc -l)" = 10 ] || { fail "not ten shards"; cat entente-*.log merge.log; }

# --- a task that is killed on its node goes on from its checkpoint when it is sent again
long=(run "$source/scenarios/ukraine-2025.cfg" --worlds 1500 --replications 500 --no-charts)
"$program" "${long[@]}" --quiet --out "$work/whole" --threads 2
job=$("${send[@]}" --array=1-2 "$script" "${long[@]}" --out "$work/killed")
for _ in $(seq 200); do
  ls "$work"/killed/ukraine-2025/.checkpoint/2-of-2.variant-0 >/dev/null 2>&1 && break
  sleep 0.1
done
scancel --signal=KILL --full "${job}_2"
finished "$job"
if "$program" merge "$work/killed" --out "$work/early" --no-charts >"$work/out" 2>"$work/err"; then
  fail "merged although a shard was missing"
fi
grep -q 'shard 2 of 2 is missing' "$work/err" || { fail "the missing shard was not named"; cat "$work/err"; }
job=$(SHARDS=2 "${send[@]}" --array=2 "$script" "${long[@]}" --out "$work/killed")
finished "$job"
grep -q 'resuming at' "entente-${job}_2.log" || { fail "the task did not go on from its checkpoint"; cat "entente-${job}_2.log"; }
"$program" merge "$work/killed" --out "$work/merged" --no-charts --quiet || fail "merge"
same "$work/whole/ukraine-2025" "$work/merged/ukraine-2025"

echo "Slurm $(slurmctld -V | cut -d' ' -f2): $failed failed"
[ "$failed" = 0 ]
