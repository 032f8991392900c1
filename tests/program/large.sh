#!/usr/bin/env bash
# Large scenarios: memory by variant does not grow with their number, a run that this machine cannot hold is refused
# before it begins, and one that takes long says so. No time is asserted. Usage: large.sh PROGRAM
set -euo pipefail
program=$(readlink -f "$1")
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
fail() { failed=1; printf 'FAILED: %s\n' "$*"; }

cat >"$work/tiny.cfg" <<'CFG'
factors: { x = "normal(0, 1)"; };
outcomes: { low: { when = "x < 0"; }; high: { when = "true"; }; };
headline = "x > 1";
measures: { m: { value = "x"; }; };
CFG

# What a run takes, and what cannot be.
"$program" check "$work/tiny.cfg" --worlds 2000k --replications 10k >"$work/out" 2>&1 || fail 'a long run is no mistake'
grep -q 'a run plays 20,000,000,000 futures in all: about 6 hours on one processor' "$work/out" || fail 'no word of 20 billion futures'
"$program" check "$work/tiny.cfg" --worlds 1000k --replications 10k >"$work/out" 2>&1 || fail 'ten billion futures'
! grep -q 'a run plays' "$work/out" || fail 'a note on ten billion futures'
many=$(for i in $(seq 100); do printf 'm%d: { value = "x"; }; ' "$i"; done)
sed "s/^measures.*/measures: { $many };/" "$work/tiny.cfg" >"$work/wide.cfg"
for command in check run; do # 100 sums for each of 2^31 worlds: beyond any machine
  status=0
  (cd "$work" && "$program" $command wide.cfg --worlds 2147483647) >"$work/out" 2>&1 || status=$?
  [ $status = 1 ] || fail "status $status of $command with more worlds than memory"
  grep -q 'run.worlds: 2,147,483,647 worlds need [0-9.]* GB of memory' "$work/out" || fail "$command does not say why"
done
[ ! -e "$work/results" ] || fail 'a run that was refused made a folder'

# Memory of V variants of one line, in kilobytes; the growth from 100 to 200 is that from 200 to 300.
peak() {
  { sed '$d' "$work/tiny.cfg"; echo 'variants: {'
    for i in $(seq "$1"); do echo "v$i: { set = ( \"factors.x = $i\" ); };"; done; echo '};'; } >"$work/v.cfg"
  python3 - "$program" "$work/v.cfg" <<'PY'
import resource, subprocess, sys
subprocess.run([sys.argv[1], "check", sys.argv[2], "--quiet"], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
PY
}
if command -v python3 >/dev/null; then
  a=$(peak 200) b=$(peak 400) c=$(peak 600)
  printf '200, 400, 600 variants: %d, %d, %d KB\n' "$a" "$b" "$c"
  [ $((c - b)) -le $(((b - a) * 5 / 4)) ] || fail "600 variants: memory grows with the square of their number"
fi
exit $failed
