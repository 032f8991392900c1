#!/usr/bin/env bash
# Links, pipes and files of another hand where shards, checkpoints, points of a sweep, manifests and tables are read or
# written: each command ends with an error, waits for nothing, and leaves what it did not write as it was.
# Usage: in_the_way.sh PROGRAM
set -euo pipefail
program=$(readlink -f "$1")
cd "$(dirname "$0")/../../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
source tests/program/files/checks.bash
scenarios=$PWD/scenarios
cd "$work"
make_inputs "$scenarios"

# expect STATUS TEXT COMMAND...: within 60 seconds, which guards against hanging alone
expect() {
  local wanted=$1 text=$2 status=0
  shift 2
  timeout 60 "$program" "$@" >out 2>err </dev/null || status=$?
  if [ "$status" = "$wanted" ] && { [ -z "$text" ] || grep -q -F -- "$text" out err; }; then ok; else
    not_ok "status $status of $*, no '$text'"
    head -5 err
  fi
}
# unchanged FILE...: the victims hold what they held
unchanged() {
  for victim in "$@"; do
    if [ "$(cat "$victim")" = precious ]; then ok; else not_ok "$victim was changed"; fi
  done
}
precious() { for file in "$@"; do echo precious >"$file"; done; }

# --- pipes in place of what is read
mkdir -p pipes/s
mkfifo pipes/shard-1-of-2.part pipes/p.part pipes/p.csv pipes/p.cfg
expect 1 'it is not a regular file' merge pipes
expect 1 'it is not a regular file' merge pipes/p.part
expect 2 'neither a file nor a folder' check pipes/p.cfg
expect 2 'neither a file nor a folder' run pipes/p.cfg
expect 1 'it is not a regular file' fit pipes/p.csv --time months --event failed
printf 'base = "pipes/p.cfg";\n' >on-pipe.cfg
expect 2 'it is not a regular file' check on-pipe.cfg
printf 'base = "s.cfg"; contributors: { table = "pipes/p.csv"; };\n' >pipe-table.cfg
expect 2 'it is not a regular file' check pipe-table.cfg
for command in plot report; do
  rm -rf pipes/s && mkdir pipes/s && mkfifo pipes/s/manifest.json
  expect 1 '' $command pipes/s
done
"$program" run s.cfg "${small[@]}" --out pipes >/dev/null 2>&1 && not_ok 'a run into a folder with a pipe as manifest' || ok
rm -rf pipes/s
"$program" run s.cfg "${small[@]}" --out pipes
for table in headline.csv outcomes.csv report.html scenario.cfg; do
  mv "pipes/s/$table" kept && mkfifo "pipes/s/$table"
  expect 1 '' report pipes/s --no-charts
  rm "pipes/s/$table" && mv kept "pipes/s/$table"
done
expect 0 '' report pipes/s --no-charts

# --- files of another hand under each name that a run writes: refused before anything is written
printf 'id,troops,joins\nx,900,50%%\n' >members.csv
printf 'base = "s.cfg"; contributors: { table = "members.csv"; };\n' >both.cfg
"$program" run both.cfg "${small[@]}" --out named
names=$(cd named/both && find . -type f ! -name '.*' | sed 's|^\./||')
for name in scenario.cfg base-1.cfg table-1.txt report.html datapackage.json headline.csv; do
  case $'\n'$names$'\n' in *$'\n'$name$'\n'*) ok ;; *) not_ok "a run writes no $name: $names" ;; esac
done
for name in $names; do
  rm -rf foreign && mkdir -p foreign/both
  precious "foreign/both/$name"
  expect 1 "both/$name was not written by this program" run both.cfg "${small[@]}" --out foreign
  expect 1 'nothing was changed' run both.cfg "${small[@]}" --out foreign
  unchanged "foreign/both/$name"
  if [ "$(ls -A foreign/both)" = "$name" ]; then ok; else not_ok "$name in the way: $(ls -A foreign/both)"; fi
done

# --- a shard: links in the way, and files of another hand
precious victim
for link in ln pipe foreign; do
  for shard in s/shard-1-of-2.part sweep/sweep-shard-1-of-2.part; do
    rm -rf shards && mkdir -p "shards/${shard%/*}"
    case $link in
      ln) ln -s "$work/victim" "shards/$shard" && reason='links are not followed' ;;
      pipe) mkfifo "shards/$shard" && reason='it is not a regular file' ;;
      foreign) precious "shards/$shard" && reason='was not written by this program' ;;
    esac
    if [ "${shard%%/*}" = s ]; then
      expect 1 "$reason" run s.cfg --shard 1/2 "${small[@]}" --out shards
    else
      expect 1 "$reason" sweep sweep.cfg --shard 1/2 "${small[@]}" --out shards
    fi
    [ $link = pipe ] || unchanged "shards/$shard"
  done
done
rm -rf shards && mkdir -p shards outside
ln -s "$work/outside" shards/s
ln -s "$work/outside" shards/sweep
expect 1 'links are not followed' run s.cfg --shard 1/2 "${small[@]}" --out shards
expect 1 'links are not followed' sweep sweep.cfg --shard 1/2 "${small[@]}" --out shards
if [ -z "$(ls -A outside)" ]; then ok; else not_ok "a shard behind a link: $(ls outside)"; fi
unchanged victim

# --- shards that are read: those of a folder may be no links; a file that is named may be one
rm -rf shards outside && mkdir outside
for i in 1 2; do "$program" run s.cfg --shard $i/2 "${small[@]}" --out shards; done
mv shards/s/shard-1-of-2.part outside
ln -s "$work/outside/shard-1-of-2.part" shards/s/shard-1-of-2.part
expect 1 'links are not followed' merge shards "${small[@]:4}" --out merged
expect 0 '' merge shards/s/shard-1-of-2.part shards/s/shard-2-of-2.part "${small[@]:4}" --out merged

# --- checkpoints: the run goes on without, and nothing behind the link is written
# stopped FOLDER COMMAND...: a run that tries to save at once, and is stopped once it has told of it
export ENTENTE_CHECKPOINT_SECONDS=0.05
told() { grep -q 'no checkpoint in\|cannot be read' err; }
stopped() {
  local folder=$1 status=0 pid
  shift
  : >err # what an earlier one told
  "$program" "$@" --out "$folder" >out 2>err </dev/null &
  pid=$!
  for _ in $(seq 600); do ! told && kill -0 $pid 2>/dev/null || break; sleep 0.1; done
  kill -INT $pid 2>/dev/null || true
  wait $pid || status=$?
  if [ $status = 130 ]; then ok; else not_ok "status $status of $*, stopped"; fi
}
# many chunks of a run, many points of a sweep: each saves after the first
sed 's/steps = 3/steps = 400/' sweep.cfg >points.cfg
many=(--no-charts --quiet --replications 500)
mkdir outside2
for what in folder lock file; do
  for command in "run s.cfg --worlds 200000" "sweep points.cfg --worlds 1000"; do
    id=${command%.cfg*} && id=${id#* }
    rm -rf points && mkdir -p "points/$id"
    case $what in
      folder) ln -s "$work/outside2" "points/$id/.checkpoint" ;;
      lock) mkdir "points/$id/.checkpoint" && ln -s "$work/victim" "points/$id/.checkpoint/1-of-1.lock" && ln -s "$work/victim" "points/$id/.checkpoint/sweep.points" ;;
      file) mkdir "points/$id/.checkpoint" && mkfifo "points/$id/.checkpoint/sweep.points" && for v in 0 1 2; do ln -s "$work/victim" "points/$id/.checkpoint/1-of-1.variant-$v"; done ;;
    esac
    stopped points $command "${many[@]}"
    if told; then ok; else not_ok "$command, $what: no word"; cat err; fi
    unchanged victim
    if [ -z "$(ls -A outside2)" ]; then ok; else not_ok "$command: a checkpoint behind a link"; fi
  done
done

end_checks
