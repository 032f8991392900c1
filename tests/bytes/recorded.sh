#!/usr/bin/env bash
# The tables, texts and chart data of small runs are those that recorded.txt lists, by SHA-256: a change of a figure or a
# word anywhere in them is noticed, and made on purpose. The bytes are the same on all processors (processors.sh). gnuplot
# is not needed: a program of that name here draws an empty picture, so that what it would have drawn from is compared.
#
# Usage: recorded.sh PROGRAM              exit status 1 and the names of the files that differ
#        recorded.sh PROGRAM --refresh    renews recorded.txt; look with same_tables.sh at what has changed before you commit
#        recorded.sh PROGRAM --keep DIR   keeps the files in DIR, to compare them with those of another program
set -euo pipefail
program=$(readlink -f "$1")
refresh=${2:-}
cd "$(dirname "$0")/../.."
list=tests/bytes/recorded.txt
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export NO_COLOR=1 LC_ALL=C.UTF-8 COLUMNS=100 ENTENTE_PLOTS=$PWD/plots PATH=$work/bin:$PATH
unset ENTENTE_ISA
mkdir "$work/bin" "$work/o"
printf '#!/bin/sh\nprintf "<?xml version=\\"1.0\\"?>\\n<svg xmlns=\\"http://www.w3.org/2000/svg\\"></svg>\\n" >/dev/fd/3\n' >"$work/bin/gnuplot"
chmod +x "$work/bin/gnuplot"

# said NAME COMMAND...: the output of a command as a text
said() {
  local name=$1 status=0
  shift
  "$program" "$@" >"$work/o/$name.txt" 2>&1 || status=$?
  printf 'status %d\n' "$status" >>"$work/o/$name.txt"
}

small=(--threads 2 --worlds 30 --replications 20 --out "$work/o")
for file in tests/bytes/everything.cfg scenarios/{coalition-truce,example,minimal,experts,gaza-isf,lebanon-2026,sinai-1956,ukraine-2025}.cfg; do
  name=$(basename "$file" .cfg)
  said "run-$name" run "$file" "${small[@]}" --draws 12
  said "explain-$name" explain "$file" --worlds 30 --replications 20 --draw 77
  said "check-$name" check "$file"
done
said lhs run scenarios/gaza-isf.cfg --threads 2 --design lhs --until 5% --worlds 60 --replications 20 --out "$work/o/lhs" --json
said given run scenarios/coalition-truce.cfg --given 'truce.months > 3' --threads 2 --worlds 60 --replications 20 --out "$work/o/given" --draws 5
for file in ukraine-2025 sinai-1956; do
  said "analyse-$file" analyse scenarios/$file.cfg "${small[@]}"
done
said sweep sweep scenarios/example.cfg "${small[@]}"
said sweep-grid sweep scenarios/sinai-1956.cfg "${small[@]}"
said solve sweep scenarios/coalition-truce.cfg --solve 'P(truce.held) = 60%' --vary force.required "${small[@]}"
said compare compare scenarios/ukraine-2025.cfg scenarios/ukraine-2025.cfg:air_cover "${small[@]}" --levels 10%,20%
said score score scenarios/history/famous/monitors scenarios/history/famous/coalition --allow-outside "${small[@]}"
awk 'BEGIN { OFS = ","; print "months", "failed", "armed", "kind"; s = 7
  for (i = 0; i < 90; i++) {
    for (k = 0; k < 4; k++) { s = (s * 1103 + 12345) % 65536; v[k] = int(s / 64) }
    print 1 + v[0] % 97, (v[1] % 3 > 0), v[2] % 2, (v[3] % 5 ? "civil" : "interstate") } }' >"$work/durations.csv"
said fit fit "$work/durations.csv" --time months --event failed --covariates armed,kind=interstate --out "$work/o"

# Without what differs by place, time and version: the folder, the pictures' own program, the style sheet and the footer of a page.
find "$work/o" \( -name manifest.json -o -name datapackage.json -o -name '*.part' -o -name '*.svg' -o -name '*.cfg' -o -name .drawn -o -name index.html \) -delete
find "$work/o" -name '*.html' -exec sed -i -e '/<style>/,/<\/style>/d' -e '/<footer/,$d' {} +
find "$work/o" -type f ! -name '*.csv' -exec sed -i -E "s|$work||g; s/[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:]+Z?( UTC)?//g; s/[0-9.]+ s\b//g; /_seconds/d; /\"(started|ended|threads|version|program|processor[a-z_]*)\"/d" {} +
(cd "$work/o" && find . -type f | LC_ALL=C sort | xargs sha256sum | sed 's|  \./|  |') >"$work/list"

if [ "$refresh" = --refresh ]; then
  cp "$work/list" "$list"
elif [ "$refresh" = --keep ]; then
  mkdir -p "$3" && cp -r "$work/o/." "$3"
fi
if ! diff "$list" "$work/list" >"$work/different"; then
  sed -n 's/^[<>] [0-9a-f]*  //p' "$work/different" | sort -u | sed 's/^/FAILED: /; s/$/ is not as recorded/' | head -n 30
  echo "intended? bash tests/bytes/recorded.sh $1 --refresh"
  exit 1
fi
echo "$(wc -l <"$list") files as recorded"
