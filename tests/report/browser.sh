#!/usr/bin/env bash
# Runs every shipped scenario and some odd ones at a small size, and takes their pages through headless Chromium
# (browser.py says what for). Usage: browser.sh PROGRAM [SHOTS]   Needs: python3, chromium, chromium-driver.
set -euo pipefail
program=$(readlink -f "$1")
shots=${2:+$(readlink -f "$2")}
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A headline of its own, one world, hostile names, nothing but outcomes: what a report must bear.
cat >"$work/odd.cfg" <<'CFG'
title = "<script>alert('x')</script> & \"a very long title that has no end, thereafter unbreakableunbreakableunbreakable\"";
notes = "</p><img src=x onerror=alert(1)>";
run: { worlds = 1; replications = 60; };
factors: { will = { value = "normal(0, 1)"; note = "<b>bold</b> & \"quoted\""; source = "javascript:alert(1)"; }; };
outcomes: { bad: { name = "<i>Bad</i> \\ `end`"; when = "will < 0"; }; good: { name = "Gut – 平和"; }; };
headline = "will > 1";
variants: { other: { name = "</table></details>"; set = ("factors.will = 2"); }; };
CFG
small="--worlds 100 --replications 60 --quiet"
"$program" run scenarios/*.cfg $small --out "$work/all" --set 'checks=()'
"$program" run "$work/odd.cfg" --quiet --out "$work/all"
"$program" run scenarios/minimal.cfg $small --no-charts --out "$work/plain"
# Pages of a comparison and a score, over the same names.
cat >"$work/case.cfg" <<'CFG'
base = "odd.cfg";
observed: { agreed = true; truce_months = 30; ended = true; collection = "</title><script>document.title='x'</script>";
  kind = "]]> <svg onload=alert(1)>"; forecast = { source = "<a href='javascript:alert(1)'>x</a>"; p = 0.3; on = "2025-09"; of = "<img src=//example.org/x>"; }; };
CFG
"$program" compare "$work/odd.cfg" "$work/odd.cfg:other" $small --out "$work/all"
"$program" compare scenarios/ukraine-2025.cfg scenarios/ukraine-2025.cfg:air_cover scenarios/ukraine-2025.cfg:un_framework $small --out "$work/pair"
"$program" score "$work/case.cfg" $small --out "$work/all" || true
python3 tests/report/browser.py ${shots:+--shots "$shots"} "$work"/all/*/report.html "$work/all/index.html" \
  "$work/plain/minimal/report.html" "$work/all/score/score.html" "$work/pair/compare/compare.html" \
  --safe "$work/all/compare/compare.html" "$work/all/score/score.html" "$work/all/odd/report.html" "$work/all/index.html"
