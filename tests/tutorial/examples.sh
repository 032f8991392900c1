#!/usr/bin/env bash
# Every example of scenarios/README.md and of the pages in its folders is run, and each figure that an example states is
# compared with what comes out; those of the reference and the recipes must state one. By the word behind the three backticks a box is
#   cfg, or no word   a scenario: `entente check`, then a small run. A comment line of figures, as
#                     // P(agreed) = 40%; E(talks.month given agreed) = 4.33; P(agreed) = 55% in strict; range 20% to 60%
#                     is compared with a larger run; `range` is that of the headline across worlds (90%), and what
#                     stands after three blanks is a remark.
#   formula           a line is one formula, run as a factor, with its figures behind //: a number or true or false where
#                     nothing is drawn, else `mean N`, `probability N` and `P(x < 3) = N`, where x stands for the formula.
#   csv NAME          a table that the scenarios after it read
#   sh, text          not run here
# A figure may be off by half a unit of its last digit and 4.5 standard errors, from the 95% interval of the run (in 1 of
# 150,000 comparisons of true figures a seed would give a false alarm; the seed is fixed). An end of a range may be off by
# a tenth or by 0.01, the accuracy that the ranges are made for (tests/verify/verify.sh).
#
# Usage: examples.sh PROGRAM [PAGE]...   exit status 1, with the differences, where a page is not true
set -euo pipefail
program=$(readlink -f "$1")
shift
cd "$(dirname "$0")/../.."
pages=("$@")
[ ${#pages[@]} -gt 0 ] || mapfile -t pages < <(find scenarios -name README.md ! -path '*/editors/*' | sort)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export NO_COLOR=1 LC_ALL=C.UTF-8
unset ENTENTE_PLOTS ENTENTE_ISA
mkdir "$work/boxes"
cp scenarios/*.cfg scenarios/*.csv "$work/boxes" 2>/dev/null || true
boxes=0
figures=0
failed=0

not_ok() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }

# Splits a page into boxes: files LINE.KIND in $work/boxes, and the list "LINE KIND NAME" on standard output.
split_page() {
  awk -v folder="$work/boxes" '
    !inside && /^```/ { inside = 1; split(substr($0, 4), word, " "); kind = word[1] == "" ? "cfg" : word[1]
                        file = folder "/" (kind == "csv" ? word[2] : NR "." kind); printf "" >file; print NR, kind, word[2]; next }
    inside && /^```$/ { inside = 0; close(file); next }
    inside            { print >file }
    END               { exit inside }' "$1"
}

# A box of formulas as a scenario of factors x1, x2, …, with the lines as names; its figures to standard output, as
# "QUERY|STATED".
formulas_to_scenario() { # box scenario
  awk -v scenario="$2" '
    BEGIN { print "factors: {" >scenario }
    /^[ \t]*$/ { next }
    {
      at = index($0, "//")
      formula = at ? substr($0, 1, at - 1) : $0
      sub(/[ \t]+$/, "", formula)
      name = "x" ++count
      printf "  %s = \"%s\";\n", name, formula >scenario
      if (!at) { print "? " formula; next }
      n = split(substr($0, at + 2), piece, ";")
      for (i = 1; i <= n; i++) {
        gsub(/^ +| +$/, "", piece[i])
        figure = piece[i]
        if (figure == "true") print "P(" name ")|100%"
        else if (figure == "false") print "P(" name ")|0%"
        else if (sub(/^mean /, "", figure)) print "E(" name ")|" figure
        else if (sub(/^probability /, "", figure)) print "P(" name ")|" figure
        else if (figure ~ /^[-0-9]/) print "E(" name ")|" figure
        else if (figure ~ /^P\(.*\) = /) {
          gsub(/x([^a-z_]|$)/, name "&", figure)
          gsub(name "x", name, figure)
          split(figure, part, /\) = /)
          print part[1] ")|" part[2]
        } else print "? " figure
      }
    }
    END { print "};" >scenario }' "$1"
}

# The figures that the comments of a scenario state, as "QUERY|STATED|VARIANT".
figures_of() {
  awk '/^ *\/\/ *([PE]\(.*\) = |mean\(.*\) = |range )/ {
    sub(/^ *\/\/ */, "")
    sub(/   .*/, "") # what comes after three blanks is a remark
    n = split($0, piece, "; ")
    for (i = 1; i <= n; i++) {
      gsub(/^ +| +$/, "", piece[i])
      variant = ""
      if (match(piece[i], / in [a-z0-9_]+$/)) {
        variant = substr(piece[i], RSTART + 4)
        piece[i] = substr(piece[i], 1, RSTART - 1)
      }
      if (piece[i] ~ /^range .* to /) { print piece[i] "||" variant; continue }
      at = match(piece[i], /\) = [-0-9.,]+[%kMB]?$/)
      if (!at) { print "? " piece[i]; continue }
      print substr(piece[i], 1, at) "|" substr(piece[i], at + 4) "|" variant
    }
  }' "$1"
}

# A scenario over another that asks for the figures in "$work/figures".
ask() { # base wrapper
  awk -F'|' -v base="$1" '
    BEGIN { printf "base = \"%s\";\nchecks = (", base }
    /^range / { next }
    { printf "%s \"%s >= %s%s\"", count++ ? "," : "", $1, substr($1, 1, 1) == "P" ? "0" : "-1B", $3 == "" ? "" : " in " $3 }
    END { print " );" }' "$work/figures" >"$2"
}

# Compares $work/figures with checks.csv and headline.csv of a folder; prints what differs.
compare() { # folder
  awk -F'|' -v folder="$1" '
    function number(text,   scale) {
      gsub(/,/, "", text)
      scale = text ~ /%$/ ? 0.01 : text ~ /k$/ ? 1000 : text ~ /M$/ ? 1000000 : text ~ /B$/ ? 1000000000 : 1
      sub(/[%kMB]$/, "", text)
      digits = index(text, ".") ? length(text) - index(text, ".") : 0
      half = 0.5 * scale * 10 ^ -digits
      return text * scale
    }
    function off(x, y) { return x > y ? x - y : y - x }
    function range(text, row,   end, low, high) {
      split(substr(text, 7), end, " to ")
      low = number(end[1]); high = number(end[2])
      if (off(row[1], low) > half + (low > 0.1 ? low / 10 : 0.01) || off(row[2], high) > half + (high > 0.1 ? high / 10 : 0.01) || row[1] == "")
        printf "%s: came out as %s to %s\n", text, row[1], row[2]
    }
    BEGIN {
      file = folder "/checks.csv"
      getline line <file
      while ((getline line <file) > 0) {
        n = split(line, cell, ",")
        at = cell[1] " " ++row_of[cell[1]] # rows are in the order of the figures, variant by variant
        value[at] = cell[n - 3]; low[at] = cell[n - 2]; high[at] = cell[n - 1]
      }
      file = folder "/headline.csv"
      getline line <file
      n = split(line, title, ",")
      for (i = 1; i <= n; i++) if (title[i] ~ /^world_p/) column[title[i]] = n - i
      while ((getline line <file) > 0) {
        n = split(line, cell, ",")
        split(line, first, ",")
        ends[first[1]] = cell[n - column["world_p05"]] "|" cell[n - column["world_p95"]]
      }
    }
    /^range / { split(ends[$3 == "" ? "base" : $3], row, "|"); range($1, row); next }
    {
      variant = $3 == "" ? "base" : $3
      at = variant " " ++figure_of[variant]
      stated = number($2)
      if (value[at] == "") { printf "%s = %s: no value came out\n", $1, $2; next }
      spread = low[at] == "" ? high[at] - value[at] : high[at] == "" ? value[at] - low[at] : (high[at] - low[at]) / 2
      bound = 4.5 * spread / 1.96 + half + 1e-9 * off(stated, 0)
      if (off(value[at], stated) > bound) printf "%s = %s: came out as %s, more than %g away\n", $1, $2, value[at], bound
    }' "$work/figures"
}

run() { # scenario worlds replications
  "$program" run "$1" --worlds "$2" --replications "$3" --no-charts --quiet --out "$work/out" >"$work/said" 2>&1 </dev/null
}

try_figures() { # where scenario worlds replications
  if grep -q '^?' "$work/figures"; then
    not_ok "$1: not understood: $(grep '^?' "$work/figures" | cut -c3- | paste -sd';')"
    return
  fi
  figures=$((figures + $(wc -l <"$work/figures")))
  ask "$(basename "$2")" "$work/boxes/asked.cfg"
  if ! run "$work/boxes/asked.cfg" "$3" "$4"; then
    not_ok "$1: the figures cannot be asked for"
    cat "$work/said"
    return
  fi
  compare "$work/out/asked" >"$work/different"
  while IFS= read -r text; do not_ok "$1: $text"; done <"$work/different"
}

try_scenario() { # where box
  if ! "$program" check "$2" >"$work/said" 2>&1 || ! run "$2" 200 20; then
    not_ok "$1: does not run"
    cat "$work/said"
    return
  fi
  figures_of "$2" >"$work/figures"
  if [ -s "$work/figures" ]; then
    try_figures "$1" "$2" 5000 20
  elif [[ $1 == */re* ]]; then
    not_ok "$1: an example of the reference or the recipes without a figure"
  fi
}

try_formulas() { # where box
  formulas_to_scenario "$2" "$work/boxes/formulas.cfg" >"$work/figures"
  try_figures "$1" "$work/boxes/formulas.cfg" 50000 2
}

for page in "${pages[@]}"; do
  split_page "$page" >"$work/list" || not_ok "$page: the last box is not closed"
  while read -r line kind name; do
    boxes=$((boxes + 1))
    case $kind in
    cfg) try_scenario "$page:$line" "$work/boxes/$line.cfg" ;;
    formula) try_formulas "$page:$line" "$work/boxes/$line.formula" ;;
    csv) [ -n "$name" ] || not_ok "$page:$line: a box of csv needs the name of its file" ;;
    sh | text) ;;
    *) not_ok "$page:$line: no way to test a box of \`$kind\`" ;;
    esac
  done <"$work/list"
done
printf '%d examples of %d pages, %d figures compared, %d failed\n' $boxes ${#pages[@]} $figures $failed
[ "$failed" = 0 ]
