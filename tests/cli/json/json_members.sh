#!/usr/bin/env bash
# --json: the results of each command have the members that engine/cli/README.md lists, no more and no fewer, and what
# stands in a table too is as there. Usage: json_members.sh PROGRAM
set -euo pipefail
program=$(readlink -f "$1")
script=$(dirname "$(readlink -f "$0")")/json_members.py
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v python3 >/dev/null || { echo "SKIPPED: python3 is not installed, so no JSON document was read"; exit 77; }

cd "$work"
cat >mine.cfg <<'CFG'
title = "Mine";
run: { worlds = 60; replications = 20; seed = 5; horizon = 24; };
factors: { mood = "normal(0, 1)"; };
events: { vote: { name = "Vote"; value = "logistic(mood)"; }; };
contributors: { a: { troops = "2k to 9k"; }; b: { troops = 1000; joins = "50%"; }; };
force: { required = 5000; };
truce: { causes: { attack: { hazard = 0.03; }; }; };
measures: { cost: { name = "Cost"; value = "force.offered / 1k"; unit = "euro"; }; };
outcomes: { open: { name = "Open"; when = true; }; fine: { name = "Fine"; when = "force.offered >= force.required"; }; };
experts: { ann: { name = "Ann"; weight = 1; }; bob: { name = "Bob"; weight = 3; set = ( "events.vote = 30%" ); }; };
headline = { value = "vote and force.offered >= force.required"; name = "It comes"; };
variants: { more: { name = "More"; set = ( "force.required = 4000" ); }; };
sweeps: { size: { name = "Size"; vary = "force.required"; values = ( 3000, 6000 ); }; };
CFG
sed 's/factors: {/factors: { other = 1;/; s/"50%"/"60%"/' mine.cfg >other.cfg
mkdir cases
cat >cases/template.cfg <<'CFG'
factors: { scale = "29 to 125"; };
run: { horizon = 24; worlds = 40; replications = 10; };
truce: { causes: { war: { hazard = "weibull_hazard(0.55, scale)"; }; }; };
CFG
for i in 1 2 3; do
  printf 'base = "template.cfg";\nobserved: { agreed = true; truce_months = %d; ended = true; began = "19%d5-03";
    entered = %d; collection = "set"; forecast = { source = "S"; p = 0.4; on = "1990-01"; of = "it"; }; };\n' \
    $((30 * i)) $((i + 5)) $((i - 1)) >"cases/case$i.cfg"
done
(cd cases && sha256sum template.cfg case1.cfg case2.cfg case3.cfg >FROZEN.sha256)
echo '# changed' >>cases/case2.cfg
mkdir unlisted
sed 's/template/..\/cases\/template/' cases/case3.cfg >unlisted/alone.cfg
python3 "$script" "$program"
