#!/usr/bin/env bash
# What moves ukraine-2025: runs ukraine-sensitivities.cfg for five figures and prints, for each change, by how many points a
# figure moves from the low setting to the high one, and the noise of that (95%). Markdown, as in scenarios/README.md.
#
#     tests/verify/sensitivities.sh build/entente [worlds]
set -euo pipefail
program=$(realpath "$1")
worlds=${2:-600}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

figures=(
  "truce.held"
  "agreed"
  "truce.held given agreed"
  "ground_force.honoured + air_cover.honoured + promise.honoured > 0 given ground_force.tested + air_cover.tested + promise.tested > 0"
  "force.offered >= 15k"
)
for i in "${!figures[@]}"; do
  "$program" run "$here/ukraine-sensitivities.cfg" --allow-outside --set "headline = ${figures[$i]}" --set "checks = ( \"P(agreed) >= 0\" )" \
    --worlds "$worlds" --replications 100 --no-charts --quiet --out "$work/$i" || [ $? -eq 3 ]
done
python3 - "$work" "${#figures[@]}" "$here/ukraine-sensitivities.cfg" <<'PYTHON'
import csv, re, sys

work, count, scenario = sys.argv[1], int(sys.argv[2]), open(sys.argv[3], encoding="utf-8").read()
tables = []
for i in range(count):
    with open(f"{work}/{i}/ukraine-sensitivities/headline.csv", encoding="utf-8") as file:
        tables.append({row["variant"]: row for row in csv.DictReader(file)})
names = {}  # id without low_ or high_: its text
for side, identifier, name in re.findall(r'^  (low|high)_(\w+): \{ name = "([^"]*)"', scenario, re.M):
    names.setdefault(identifier, name)

def end(table, side, identifier):
    row = table.get(f"{side}_{identifier}", table["base"])
    noise = (float(row["difference_high"] or 0) - float(row["difference_low"] or 0)) / 2
    return 100 * float(row["probability"] or "nan"), 100 * noise

print("base: " + ", ".join(f'{100 * float(t["base"]["probability"]):.1f}' for t in tables))
print("| system | change | " + " | ".join(["a deal that holds", "a deal", "holds, given a deal", "kept, given a test", "15,000 offered"]) + " |")
print("| --- | --- |" + " ---: |" * count)
for identifier, name in names.items():
    system, change = name.split(" | ")
    cells = []
    for table in tables:
        (low, low_noise), (high, high_noise) = end(table, "low", identifier), end(table, "high", identifier)
        noise = (low_noise ** 2 + high_noise ** 2) ** 0.5
        cells.append("-" if abs(high - low) <= noise or low == high else f"{high - low:+.1f}" if abs(high - low) >= 0.1 else f"{high - low:+.2f}")
    print(f"| {system} | {change} | " + " | ".join(cells) + " |")
PYTHON
