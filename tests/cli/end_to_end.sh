#!/usr/bin/env bash
# The program as a user meets it: exit statuses, whole folders, the same bytes on any number of threads and with any
# instruction set, a row of draws.csv equal to what `explain` tells. Usage: end_to_end.sh PROGRAM
set -euo pipefail
program=$(readlink -f "$1")
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

ok() { passed=$((passed + 1)); }
not_ok() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }
# expect STATUS COMMAND...
expect() {
  local want=$1 got=0
  shift
  "$@" >"$work/out" 2>"$work/err" || got=$?
  if [ "$got" = "$want" ]; then ok; else not_ok "exit status $got, expected $want: $*"; head -n 5 "$work/err"; fi
}
same() { if cmp -s "$1" "$2"; then ok; else not_ok "$1 and $2 differ"; fi; }

expect 0 "$program" --version
expect 0 "$program" --help
expect 2 "$program"
expect 2 "$program" rnu x
expect 2 "$program" run
expect 2 "$program" run "$work/none.cfg"
expect 2 "$program" run scenarios/minimal.cfg --treads 2
expect 0 "$program" check scenarios --quiet

# options and operands that a command does not take are refused, with what was meant
# refused TEXT ARGUMENTS...
refused() {
  local text=$1
  shift
  expect 2 "$program" "$@"
  if grep -q -F -- "$text" "$work/err"; then ok; else not_ok "no '$text' from: $*"; fi
}
refused 'did you mean `entente run`?' rnu x
refused 'did you mean `entente run x.cfg`?' x.cfg
refused 'did you mean `entente explain`?' help explian
refused 'did you mean --threads?' run scenarios/minimal.cfg --treads 2
refused '`run` takes no --variant (that is for: explain, analyse, sweep)' run scenarios/minimal.cfg --variant x
refused '`plot` takes no --worlds' plot --worlds 5 x
refused '`init` takes no --set' init --set a=1 "$work/never.cfg"
refused '`b` is one too many' init a b
refused '--worlds goes with a command' --worlds 5
refused '--seed takes a whole number' run scenarios/minimal.cfg --seed 1x
refused 'did you mean `svg`?' run scenarios/minimal.cfg --format svq
refused '--worlds wants a value: --worlds N' run scenarios/minimal.cfg --worlds
refused '-o wants a value: -o DIR' run scenarios/minimal.cfg -qo
refused '--quiet takes no value' run scenarios/minimal.cfg --quiet=1
refused 'explain wants a draw' explain scenarios/minimal.cfg
refused 'they are 0 to 99' explain scenarios/minimal.cfg --worlds 10 --replications 10 --draw 100
refused 'did you mean `air_cover`?' explain scenarios/ukraine-2025.cfg --draw 0 --variant air_covr
refused 'did you mean `air_cover`?' sweep scenarios/ukraine-2025.cfg --variant air_covr
refused 'did you mean `required`?' check scenarios/minimal.cfg --set force.requird=3
refused 'did you mean scenarios/minimal.cfg?' run scenarios/minimla.cfg
refused '`entente init NAME.cfg` writes a scenario' check "$work/nothing-like-it.cfg"
for command in run check explain analyse sweep plot init help; do
  expect 0 "$program" $command --help
  if grep -q '^Examples:' "$work/out" && awk 'length > 80 { exit 1 }' "$work/out"; then ok; else not_ok "help of $command"; fi
done
expect 0 "$program" -q --color=never check scenarios/minimal.cfg
if ls "$work"/never.cfg a 2>/dev/null; then not_ok "a refused command wrote a file"; else ok; fi

small="--worlds 120 --replications 60 --no-charts --quiet --draws 40"
for threads in 1 2 7; do
  expect 0 "$program" run scenarios/minimal.cfg scenarios/example.cfg scenarios/sinai-1956.cfg $small --threads $threads --out "$work/t$threads" --set checks='()'
done
# the message on an unknown instruction set lists those of this processor, in parentheses
sets=$(ENTENTE_ISA=none "$program" check scenarios/minimal.cfg 2>&1 | sed -n 's/.*ENTENTE_ISA.*(\(.*\)).*/\1/p' | tr -d , || true)
case " $sets " in *" portable "*) ok ;; *) not_ok "instruction sets: $sets" ;; esac
for isa in $sets; do
  ENTENTE_ISA=$isa expect 0 "$program" run scenarios/minimal.cfg scenarios/example.cfg scenarios/sinai-1956.cfg $small --out "$work/$isa" --set checks='()'
done
# an older processor: libm without its fused variants (glibc's exp, log and pow then differ in the last bit)
GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-AVX2,-FMA4 ENTENTE_ISA=narrowest expect 0 "$program" run scenarios/minimal.cfg scenarios/example.cfg scenarios/sinai-1956.cfg $small --out "$work/older" --set checks='()'
for scenario in minimal example sinai-1956; do
  for table in "$work/t1/$scenario"/*.csv; do
    for other in t2 t7 $sets older; do
      [ -d "$work/$other" ] && same "$table" "$work/$other/$scenario/$(basename "$table")"
    done
  done
  if [ -s "$work/t1/$scenario/manifest.json" ]; then ok; else not_ok "no manifest for $scenario"; fi
done

# a row of draws.csv is what explain tells: of 40 rows over 120 worlds the 18th is of world 51, draw 51 * 60
"$program" explain scenarios/example.cfg --draw 3060 --worlds 120 --replications 60 --json >"$work/draw.json"
row=$(awk -F, '$3 == 3060' "$work/t1/example/draws.csv" | tr -d '\r')
column=$(awk 'NR == 1' "$work/t1/example/draws.csv" | tr -d '\r' | tr , '\n' | grep -n -x force.offered | cut -d: -f1)
offered=$(echo "$row" | cut -d, -f"$column")
told=$(sed -n 's/.*"force.offered":[[:space:]]*\([0-9.]*\),*/\1/p' "$work/draw.json")
grep -q '"exit_status":[[:space:]]*0' "$work/draw.json" || not_ok "explain --json says no exit status"
if awk -v a="$offered" -v b="$told" 'BEGIN { exit !(a > 0 && a - b < 1e-9 * a && b - a < 1e-9 * a) }'; then ok; else not_ok "draw 3060: $offered in draws.csv, $told told"; fi

# a scenario with mistakes writes nothing
printf 'title = "x";\nfactors: { a = "normal(0, 1"; b = "nosuch + 1"; };\n' >"$work/bad.cfg"
expect 2 "$program" run "$work/bad.cfg" --out "$work/bad"
if [ -e "$work/bad" ]; then not_ok "a broken scenario left a folder"; else ok; fi
if [ "$("$program" check "$work/bad.cfg" 2>&1 | grep -c 'error:')" = 2 ]; then ok; else not_ok "two mistakes, two messages"; fi

# a pipe to which nobody writes is no scenario, and is not waited for
mkfifo "$work/pipe.cfg"
expect 2 timeout 10 "$program" check "$work/pipe.cfg"

# a false check is exit status 3, and its tables are there
expect 3 "$program" run scenarios/minimal.cfg $small --out "$work/false" --set 'checks=("P(truce.held) > 0.999")'
# … but an answer that cannot be written is 1: nobody has read that the check is false
if [ -c /dev/full ]; then
  status=0
  "$program" run scenarios/minimal.cfg $small --json --out "$work/false" --set 'checks=("P(truce.held) > 0.999")' \
    >/dev/full 2>/dev/null || status=$?
  if [ "$status" = 1 ]; then ok; else not_ok "an answer that cannot be written ends with $status, not 1"; fi
fi
if grep -q ',0' "$work/false/minimal/checks.csv"; then ok; else not_ok "checks.csv does not say that it is false"; fi

# choices side by side: the same tables for any number of threads; what cannot be compared is refused
for threads in 1 2 7; do
  expect 0 "$program" compare scenarios/ukraine-2025.cfg scenarios/ukraine-2025.cfg:air_cover --worlds 40 --replications 20 --levels 10%,20% --no-charts --quiet --threads $threads --out "$work/compare-$threads"
done
for table in compare robust compare_settings; do
  same "$work/compare-1/compare/$table.csv" "$work/compare-2/compare/$table.csv"
  same "$work/compare-1/compare/$table.csv" "$work/compare-7/compare/$table.csv"
done
if head -n 1 "$work/compare-1/compare/robust.csv" | grep -q 'regret_p95,meets_10,meets_20'; then ok; else not_ok "robust.csv has no levels"; fi
refused 'compare wants another choice' compare scenarios/minimal.cfg
refused 'is there twice' compare scenarios/minimal.cfg scenarios/minimal.cfg
refused 'did you mean `air_cover`?' compare scenarios/ukraine-2025.cfg scenarios/ukraine-2025.cfg:air_covr
refused 'a choice is FILE or FILE:VARIANT' compare scenarios/minimal.cfg scenarios/minimal.cfg:
refused 'choices are compared world by world' compare scenarios/minimal.cfg scenarios/ukraine-2025.cfg --no-charts --out "$work/compare-1"
refused '--levels takes chances with commas' compare scenarios/minimal.cfg scenarios/example.cfg --levels half

# the space of deals: the same tables for any number of threads; at a draw of its own, which is named in two ways
for threads in 1 2 7; do
  expect 0 "$program" analyse scenarios/ukraine-2025.cfg frontier --worlds 40 --replications 20 --no-charts --quiet --threads $threads --out "$work/deals-$threads"
done
same "$work/deals-1/ukraine-2025/frontier.csv" "$work/deals-2/ukraine-2025/frontier.csv"
same "$work/deals-1/ukraine-2025/frontier.csv" "$work/deals-7/ukraine-2025/frontier.csv"
same "$work/deals-1/ukraine-2025/frontier_summary.csv" "$work/deals-7/ukraine-2025/frontier_summary.csv"
expect 0 "$program" analyse scenarios/ukraine-2025.cfg frontier --worlds 40 --replications 20 --no-charts --quiet --out "$work/deals-1" --world 3 --draw 17
expect 0 "$program" analyse scenarios/ukraine-2025.cfg frontier --worlds 40 --replications 20 --no-charts --quiet --out "$work/deals-2" --draw 77
same "$work/deals-1/ukraine-2025/frontier.csv" "$work/deals-2/ukraine-2025/frontier.csv"
if cmp -s "$work/deals-1/ukraine-2025/frontier.csv" "$work/deals-7/ukraine-2025/frontier.csv"; then not_ok "a draw has the deals of the middle"; else ok; fi
refused '--world 3 goes with a draw' analyse scenarios/minimal.cfg frontier --world 3
refused 'there is no draw 30 in world 3' analyse scenarios/minimal.cfg frontier --worlds 40 --replications 20 --world 3 --draw 30
refused 'there is no world 40' analyse scenarios/minimal.cfg frontier --worlds 40 --replications 20 --world 40 --draw 0

# the starter runs; a sweep adds to its folder; the charts can be redrawn
(cd "$work" && "$program" init mine.cfg >/dev/null)
expect 1 "$program" init "$work/mine.cfg"
expect 0 "$program" run "$work/mine.cfg" --worlds 60 --replications 60 --out "$work/mine" --quiet
expect 0 "$program" sweep "$work/mine.cfg" size --worlds 60 --replications 60 --out "$work/mine" --quiet
if [ -s "$work/mine/mine/sweeps.csv" ] && [ -s "$work/mine/mine/outcomes.csv" ]; then ok; else not_ok "the sweep's folder is not whole"; fi
expect 0 "$program" plot "$work/mine/mine" --format png
if [ -s "$work/mine/mine/charts/outcomes.png" ]; then ok; else not_ok "no outcomes.png"; fi

# the report: written by a run, again by `report`, the same but for nothing; without charts; an index over several
for page in "$work/mine/mine/report.html" "$work/t1/minimal/report.html" "$work/t1/index.html"; do
  if grep -q '</html>' "$page"; then ok; else not_ok "no whole $page"; fi
done
expect 0 "$program" run "$work/mine.cfg" --worlds 60 --replications 60 --out "$work/page" --quiet
cp "$work/page/mine/report.html" "$work/page.html"
expect 0 "$program" report "$work/page/mine"
same "$work/page.html" "$work/page/mine/report.html"
if grep -q "$(sha256sum <"$work/page/mine/report.html" | cut -d' ' -f1)" "$work/page/mine/manifest.json"; then ok; else not_ok "the manifest has another report.html"; fi
if grep -q '<svg role="img" aria-labelledby="outcomes-title' "$work/page/mine/report.html"; then ok; else not_ok "no chart in the report"; fi
expect 0 "$program" report "$work/page/mine" --no-charts
if grep -q 'outcomes-title' "$work/page/mine/report.html"; then not_ok "a chart in a report without charts"; else ok; fi
expect 0 "$program" run "$work/mine.cfg" --worlds 60 --replications 60 --out "$work/page" --quiet --format pdf
if grep -q 'outcomes-title' "$work/page/mine/report.html"; then ok; else not_ok "no chart in the report of a run with PDF charts"; fi
expect 0 "$program" report "$work/t1"
expect 1 "$program" report "$work/empty"
echo mine >"$work/t1/index.html"
expect 0 "$program" report "$work/t1"
if [ "$(cat "$work/t1/index.html")" = mine ]; then ok; else not_ok "somebody's own index.html was overwritten"; fi

# a sweep in shares: the same table as at once
expect 0 "$program" sweep scenarios/ukraine-2025.cfg force_size --worlds 10 --replications 20 --no-charts --quiet --out "$work/at-once"
for share in 1/3 2/3 3/3; do
  expect 0 "$program" sweep scenarios/ukraine-2025.cfg force_size --worlds 10 --replications 20 --no-charts --quiet --out "$work/shares" --shard $share
done
expect 0 "$program" merge "$work/shares" --no-charts --quiet --out "$work/merged"
if cmp -s "$work/at-once/ukraine-2025/sweeps.csv" "$work/merged/ukraine-2025/sweeps.csv"; then ok; else not_ok "a sweep in shares differs"; fi
rm "$work/shares/ukraine-2025/sweep-shard-2-of-3.part"
expect 2 "$program" merge "$work/shares" --no-charts --quiet --out "$work/lacking"
if [ -e "$work/lacking/ukraine-2025/sweeps.csv" ]; then not_ok "a sweep that lacks a share was merged"; else ok; fi

# without gnuplot: a message, status 1, and the tables complete
PATH="$work/empty" expect 1 "$program" run scenarios/minimal.cfg --worlds 60 --replications 60 --out "$work/plain"
if [ -s "$work/plain/minimal/manifest.json" ]; then ok; else not_ok "no tables without gnuplot"; fi

# a folder that cannot be written
touch "$work/file"
expect 1 "$program" run scenarios/minimal.cfg --worlds 60 --replications 60 --no-charts --quiet --out "$work/file"

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
