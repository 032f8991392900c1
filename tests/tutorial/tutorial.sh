#!/usr/bin/env bash
# scenarios/TUTORIAL.md as a reader meets it, in an empty folder: every box of commands (```sh) is run line by line, every
# change (```diff) is made in mine.cfg, and what the page shows (```text) must be what comes out, standard output and
# error together. A line of the page that is … alone stands for any lines.
#
# Usage: tutorial.sh PROGRAM              exit status 1, with the differences, where the page is not true
#        tutorial.sh PROGRAM --refresh    writes the true output into the page instead; look at the diff before you commit
# A box after an <!-- install command --> is left out here: tests/install/clean_debian.sh runs it.
set -euo pipefail
program=$(readlink -f "$1")
refresh=${2:-}
page=$(readlink -f "$(dirname "$0")/../../scenarios/TUTORIAL.md")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/empty"
ln -s "$program" "$work/bin/entente"
export PATH=$work/bin:$PATH NO_COLOR=1 LC_ALL=C.UTF-8
unset ENTENTE_PLOTS ENTENTE_ISA
cd "$work/empty"
new=$work/page
out=$work/out
runs=0
shown=0
failed=0

not_ok() { failed=$((failed + 1)); printf 'FAILED: TUTORIAL.md, line %d: %s\n' "$line" "$*"; }

run_box() { # the commands are in $work/box
  runs=$((runs + 1))
  : >"$out"
  while IFS= read -r command; do
    ended=0
    bash -c "$command" >>"$out" 2>&1 </dev/null || ended=$?
    # only the last chapter but one shows a command that fails
    if [ "$ended" != 0 ] && ! grep -q 'nothing was run' "$out"; then
      not_ok "\`$command\` ended with status $ended"
      cat "$out"
    fi
  done <"$work/box"
}

# With a line … in the page: as many lines from the start and from the end of the output as the page shows.
cut_like_page() {
  local dots total
  dots=$(grep -n -x '…' "$work/box" | cut -d: -f1 | head -n 1 || true)
  if [ -n "$dots" ]; then
    total=$(wc -l <"$work/box")
    head -n $((dots - 1)) "$out"
    echo …
    tail -n $((total - dots)) "$out"
  else
    cat "$out"
  fi
}

compare_box() {
  shown=$((shown + 1))
  cut_like_page >"$work/true"
  if [ "$refresh" = --refresh ]; then
    cat "$work/true" >>"$new"
  elif ! diff -u --label "the page" "$work/box" --label "the program" "$work/true"; then
    not_ok "the page does not show what the program says"
  fi
}

# Lines with - must be in mine.cfg once, lines with a blank too; what comes after takes their place.
change_box() {
  grep -v '^+' "$work/box" | cut -c2- >"$work/before"
  grep -v '^-' "$work/box" | cut -c2- >"$work/after"
  # blanks in front: a context line of the page has one for the sign, a line of the file two of its own
  if [ "$(wc -l <"$work/before")" != 1 ] || [ "$(grep -c -x -F -f "$work/before" mine.cfg)" != 1 ]; then
    not_ok "the line to change is not in mine.cfg, or not once"
    return
  fi
  awk 'FNR == NR { text = text $0 "\n"; next } FILENAME == before { line = $0; next }
       $0 == line { printf "%s", text; next } { print }' before="$work/before" "$work/after" "$work/before" mine.cfg \
    >"$work/changed"
  if cmp -s "$work/changed" mine.cfg; then not_ok "the change changes nothing"; fi
  cp "$work/changed" mine.cfg
}

line=0
kind=
leave=no
: >"$new"
while IFS= read -r text; do
  line=$((line + 1))
  if [ -z "$kind" ]; then
    printf '%s\n' "$text" >>"$new"
    case $text in
    '<!-- install command -->') leave=yes ;;
    '```'?*) kind=${text#'```'} && : >"$work/box" ;;
    esac
  elif [ "$text" = '```' ]; then
    case $kind in
    sh) if [ $leave = yes ]; then leave=no; else run_box; fi ;;
    text) compare_box ;;
    diff) change_box ;;
    *) not_ok "no way to test a box of \`$kind\`" ;;
    esac
    kind=
    printf '%s\n' "$text" >>"$new"
  else
    printf '%s\n' "$text" >>"$work/box"
    if [ "$kind" != text ] || [ "$refresh" != --refresh ]; then printf '%s\n' "$text" >>"$new"; fi
  fi
done <"$page"

if [ ! -s results/mine/report.html ] || [ ! -s results/mine/charts/outcomes.svg ]; then
  not_ok "no report or no charts in results/mine"
fi
if [ "$refresh" = --refresh ] && [ "$failed" = 0 ]; then cp "$new" "$page"; fi
printf '%d boxes run, %d outputs %s, %d failed\n' $runs $shown "$([ -n "$refresh" ] && echo refreshed || echo compared)" $failed
if [ "$failed" != 0 ] && [ -z "$refresh" ]; then
  echo "If the program is right and the page is old: bash tests/tutorial/tutorial.sh build/entente --refresh, and read the diff"
fi
[ "$failed" = 0 ] && [ $runs -ge 6 ] && [ $shown -ge 6 ]
