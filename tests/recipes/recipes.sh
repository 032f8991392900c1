#!/usr/bin/env bash
# Follows the recipes of engine/README.md in a copy of the repository: adds a distribution, a table, a chart, a bargaining
# rule and a command, each as one file (the rule: one function and one row) and its lines in the lists, builds the copy with
# the suites that compare the lists with the documentation, and looks for the new entries in what the program does.
# Usage: recipes.sh. About a minute; gnuplot draws the chart.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
here=$PWD/tests/recipes
passed=0
failed=0

ok() { passed=$((passed + 1)); }
not_ok() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }
# has FILE TEXT: FILE contains TEXT
has() { if grep -q -F -e "$2" "$1"; then ok; else not_ok "$1 does not contain: $2"; head -n 20 "$1"; fi; }
# add_line FILE PATTERN LINE: puts LINE after the first line that matches PATTERN, which must exist
add_line() {
  grep -q -e "$2" "$1" || { echo "$1 has no line like: $2"; exit 1; }
  awk -v pattern="$2" -v line="$3" '{ print } !done && $0 ~ pattern { print line; done = 1 }' "$1" >"$1.new"
  mv "$1.new" "$1"
}

mkdir "$work/copy"
git ls-files -z | xargs -0 cp --parents -t "$work/copy" 2>/dev/null || true
cd "$work/copy"

# a distribution
cp "$here/gumbel.c" engine/distribution/kinds/gumbel.c
add_line engine/distribution/kinds.h 'X[(]uniform[)]' '    X(gumbel)                     \\'

add_line scenarios/reference/README.md '^## Distributions' \
  '\n### `gumbel(location, scale)`\n```formula\ngumbel(3, 2)   // P(x < 3) = 36.8%\n```'

# a table
cp "$here/sizes_table.c" engine/tables/sizes.c
add_line engine/tables/tables.h 'TABLE[(]outcomes[)]' '    TABLE(sizes) \\'
add_line plots/README.md '^[|] `outcomes.csv`' \
  '| `sizes.csv` | always | The size of the run | `variant`, `worlds`, `replications` |'

# a chart
cp "$here/sizes_chart.c" engine/charts/sizes.c
cp "$here/sizes.gp" plots/sizes.gp
add_line engine/charts/registry.h 'CHART[(]outcomes[)]' '    CHART(sizes) \\'
add_line plots/README.md '^[|] `outcomes` ' '| `sizes` | sizes.csv | How large the run is |'

# a bargaining rule: the function before the registry, the row at the end of it (the first row is the default)
awk -v function_file="$here/maximax.c" -v row_file="$here/maximax_row.txt" '
  function put(file) { while ((getline text < file) > 0) print text }
  /^\/\* --- registry/ { put(function_file) }
  inside && /^};/ { put(row_file); inside = 0 }
  { print }
  /^static const ent_bargaining_rule registry/ { inside = 1 }
' engine/bargaining/solutions.c >engine/bargaining/solutions.new
mv engine/bargaining/solutions.new engine/bargaining/solutions.c
add_line scenarios/reference/README.md '^## Rules of bargaining' \
  '\n### `maximax`\n```\ntalks: { rule = "maximax"; };\n```'
add_line scenarios/README.md '^[|] `rule` ' '| | also `maximax` | |'

# a command
cp "$here/command_greet.c" engine/cli/commands/command_greet.c
add_line engine/cli/command_table.h 'COMMAND[(]init[)]' '    COMMAND(greet) \\'

cmake -S . -B build -DENTENTE_WERROR=ON >/dev/null
cmake --build build -j"$(nproc)" --target entente tables_registry_tests charts_registry_tests \
  bargaining_solutions_tests cli_language_pages_tests >build.log 2>&1 || { grep -E 'error|warning' build.log; exit 1; }
for suite in tables_registry charts_registry bargaining_solutions cli_language_pages; do
  if build/tests/${suite}_tests >suite.log 2>&1; then ok; else
    not_ok "$suite"
    cat suite.log
  fi
done

# P(X > location) = 1 - 1/e = 0.632; of two packages nash signs the balanced one, maximax the other
cat >try.cfg <<'END'
run: { worlds = 2000; replications = 10; horizon = 3; };
factors: { x = "gumbel(3, 2)"; };
parties: { a: { threshold = 0; }; b: { threshold = 0; }; };
demands: { d: { options = ( "lopsided", "balanced" ); a: { scores = ( 1, 0.5 ); }; b: { scores = ( 0.1, 0.6 ); }; }; };
talks: { rule = "maximax"; };
outcomes: { above: { when = "x > 3"; }; below: { name = "Below"; }; };
headline = "deal.d == 'lopsided'";
END
build/entente check try.cfg >check.txt
has check.txt "Gumbel at 3 with scale 2"
build/entente run try.cfg --out results --quiet >/dev/null
share=$(awk -F, '$2 == "above" { print ($6 > 0.6 && $6 < 0.665) ? "near" : $6 }' results/try/outcomes.csv)
if [ "$share" = near ]; then ok; else not_ok "P(gumbel above its location) is $share, not 0.632"; fi
share=$(awk -F, 'NR == 2 { print $3 }' results/try/headline.csv)
if [ "$share" = 1 ]; then ok; else not_ok "maximax signed the other package: $share"; fi
has results/try/sizes.csv "base,2000,10"
has results/try/manifest.json "sizes.csv"
has results/try/charts/sizes.svg "The run has 2000 worlds"
if sed 's/maximax/maximin/' try.cfg >wrong.cfg && build/entente check wrong.cfg >wrong.txt 2>&1; then
  not_ok "an unknown rule is accepted"
else has wrong.txt "maximax"; fi
build/entente greet Ada >greet.txt
has greet.txt "Good day, Ada."
build/entente help >help.txt
has help.txt "print a greeting"
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
