#!/usr/bin/env bash
# A run that is killed (kill -9) several times, each time at another moment, and continued by the same command, ends with the
# same bytes as an undisturbed one, and so does a sweep; Ctrl-C leaves results marked as partial. manifest.json is compared
# without times, host and command; report.html, which shows them, is not compared. Usage: kill_and_resume.sh PROGRAM [ROUNDS]
set -euo pipefail
program=$(readlink -f "$1")
rounds=${2:-3}
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export ENTENTE_CHECKPOINT_SECONDS=0.05
RANDOM=20250822
failed=0
fail() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }

scenario=$work/long.cfg
cp scenarios/ukraine-2025.cfg scenarios/ukraine-2025-pledges.csv "$work/" # several variants, each of some dozens of chunks
mv "$work/ukraine-2025.cfg" "$scenario"
size="--worlds 1000 --replications 400 --draws 30 --no-charts"

# plain FOLDER: prints the checksums that must be equal
plain() {
  (cd "$1" && find . -type f ! -name manifest.json ! -name report.html -exec sha256sum {} + | sort -k 2
    grep -vE '"(command|started|ended|wall_seconds|cpu_seconds|threads|host|report.html)":' manifest.json)
}

# under_way FOLDER: waits until a run has written its first checkpoint there. A wait of a share of the measured time
# would miss it on a machine that is busy with something else.
under_way() {
  for _ in $(seq 3000); do
    ls "$1"/long/.checkpoint/*variant-*[0-9] >/dev/null 2>&1 && return
    sleep 0.01
  done
  fail "no checkpoint in $1 after 30 seconds"
}

began=$(date +%s%N)
"$program" run "$scenario" $size --quiet --out "$work/whole"
millis=$((($(date +%s%N) - began) / 1000000))
[ -e "$work/whole/long/.checkpoint" ] && fail "a run that ended left its checkpoint"

kills=0
for round in $(seq "$rounds"); do
  threads=$((round % 3 + 1))
  for attempt in $(seq 200); do
    "$program" run "$scenario" $size --threads "$threads" --out "$work/killed$round" >"$work/out" 2>"$work/err" &
    pid=$!
    # any moment of a run; later ones after many attempts, so that a run ends
    sleep "$(awk -v r="$RANDOM" -v most="$millis" -v n="$attempt" 'BEGIN { printf "%.3f", r / 32767 * most * (0.3 + n / 20) / 1000 }')"
    kill -9 "$pid" 2>/dev/null && kills=$((kills + 1))
    if wait "$pid" 2>/dev/null; then break; fi
  done
  if ! diff <(plain "$work/whole/long") <(plain "$work/killed$round/long") >"$work/diff"; then
    fail "round $round: other bytes after kills"
    head -n 20 "$work/diff"
  fi
  [ -e "$work/killed$round/long/.checkpoint" ] && fail "round $round: a checkpoint was left"
  echo "round $round: $attempt runs, the last said: $(grep resuming "$work/err" | sed 's/(.*//' || echo nothing)"
done
[ "$kills" -ge "$rounds" ] || fail "only $kills kills: the machine is too fast for this scenario"

# Ctrl-C: exit status 130, results marked as partial, and the whole results from the next run
status=0
"$program" run "$scenario" $size --out "$work/stopped" >"$work/out" 2>"$work/err" &
pid=$!
under_way "$work/stopped"
kill -INT "$pid" 2>/dev/null || fail "the run was over before Ctrl-C"
wait "$pid" || status=$?
[ "$status" = 130 ] || fail "Ctrl-C: exit status $status"
[ -e "$work/stopped/long/manifest.json" ] && fail "Ctrl-C: the folder looks whole"
grep -q '"partial"' "$work/stopped/long/partial/manifest.json" || fail "Ctrl-C: the manifest does not say partial"
grep -q '"title":.*PARTIAL' "$work/stopped/long/partial/manifest.json" || fail "Ctrl-C: the title does not say partial"
"$program" run "$scenario" $size --out "$work/stopped" >"$work/out" 2>"$work/err"
grep -q 'resuming at' "$work/err" || fail "after Ctrl-C: nothing was taken up"
diff <(plain "$work/whole/long") <(plain "$work/stopped/long") || fail "after Ctrl-C: other bytes"
[ -e "$work/stopped/long/partial" ] && fail "the whole run left partial results beside it"

# a damaged checkpoint, one of another seed, and --fresh: a message, and the same bytes
for case in damaged other fresh; do
  "$program" run "$scenario" $size --quiet --out "$work/$case" $([ $case = other ] && echo --seed 7) >/dev/null 2>&1 &
  pid=$!
  under_way "$work/$case"
  kill -9 "$pid" 2>/dev/null || fail "$case: the run was over before it could be killed"
  wait "$pid" 2>/dev/null || true
  file=$(ls "$work/$case/long/.checkpoint/"*variant-*[0-9] | head -n 1)
  [ $case = damaged ] && printf 'x' | dd of="$file" bs=1 seek=$(($(stat -c %s "$file") / 2)) conv=notrunc status=none
  "$program" run "$scenario" $size --out "$work/$case" $([ $case = fresh ] && echo --fresh) >/dev/null 2>"$work/err"
  case $case in
    damaged) grep -q 'is damaged: starting from the beginning' "$work/err" || fail "damage was not said" ;;
    other) grep -q 'is of seed 7, not' "$work/err" || fail "the other seed was not said" ;;
    fresh) ! grep -q 'resuming' "$work/err" || fail "--fresh resumed" ;;
  esac
  diff <(plain "$work/whole/long") <(plain "$work/$case/long") || fail "$case: other bytes"
done

# a sweep: killed twice, then run to its end
sweep="sweep $scenario patience_and_cover --worlds 200 --replications 200 --no-charts"
"$program" $sweep --quiet --out "$work/whole-sweep"
for attempt in 1 2; do
  "$program" $sweep --quiet --out "$work/sweep" &
  for _ in $(seq 200); do # until the file has grown
    size_now=$(stat -c %s "$work/sweep/long/.checkpoint/sweep.points" 2>/dev/null || echo 0)
    [ "$size_now" -gt "${size_before:-0}" ] && break
    sleep 0.05
  done
  kill -9 $! 2>/dev/null || fail "the sweep was over before it could be killed"
  wait $! 2>/dev/null || true
  size_before=$(stat -c %s "$work/sweep/long/.checkpoint/sweep.points" 2>/dev/null || echo 0)
done
"$program" $sweep --out "$work/sweep" >"$work/out" 2>"$work/err"
grep -q 'resuming after' "$work/err" || fail "the sweep was not taken up"
cmp "$work/whole-sweep/long/sweeps.csv" "$work/sweep/long/sweeps.csv" || fail "the sweep has other bytes"
[ -e "$work/sweep/long/.checkpoint" ] && fail "the sweep left its checkpoint"
for shard in 2 3 1; do "$program" $sweep --quiet --shard $shard/3 --out "$work/sweep-shards"; done
"$program" merge "$work/sweep-shards" --no-charts --quiet --out "$work/sweep-merged"
cmp "$work/whole-sweep/long/sweeps.csv" "$work/sweep-merged/long/sweeps.csv" || fail "the merged sweep has other bytes"

echo "$kills kills in $rounds rounds (a run takes $millis ms), $failed failed"
[ "$failed" = 0 ]
