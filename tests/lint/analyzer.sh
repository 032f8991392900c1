#!/usr/bin/env bash
# The static analyser of gcc (-fanalyzer) over the compile database of BUILD: the files that changed (changed_files.bash), or
# all. A finding that analyzer_findings.txt does not list is an error; with --all so is a line of that list which is found no
# longer. The list is of gcc 12, Debian 12's. Usage: analyzer.sh BUILD [--all | --since COMMIT]
set -euo pipefail
build=$(readlink -f "$1")
shift
cd "$(dirname "$0")/../.."
. tests/lint/changed_files.bash

checked=()
for file in $(changed_files "$@"); do
  if grep -qF "$PWD/$file\"" "$build/compile_commands.json"; then checked+=("$file"); fi
done
[ "${#checked[@]}" -gt 0 ] || { echo "gcc's analyser: no file to check"; exit 0; }

# A file's findings, each once, without its place in the file: "engine/FOLDER/FILE: message [-Wanalyzer-...]".
analyse() {
  local said
  said=$(LC_ALL=C gcc -std=c11 -O1 -fanalyzer -ffp-contract=off -I engine -D_POSIX_C_SOURCE=200809L -DENTENTE_VERSION='""' \
    -DENTENTE_DATA='""' -fdiagnostics-plain-output -c "$1" -o /dev/null 2>&1) || { printf '%s\n' "$said" >&2; return 1; }
  sed -nE 's/^([^: ]+):[0-9]+:[0-9]+: warning: (.*-Wanalyzer.*)$/\1: \2/p' <<<"$said" | sort -u
}
export -f analyse
found=$(printf '%s\0' "${checked[@]}" | xargs -0 -n 1 -P "$(nproc)" bash -euo pipefail -c 'analyse "$1"' analyse | sort -u)
known=$(sed '/^#/d' tests/lint/analyzer_findings.txt | sort -u)
new=$(comm -23 <(printf '%s\n' "$found") <(printf '%s\n' "$known") | grep . || true)
gone=
[ "${1:-}" != --all ] || gone=$(comm -13 <(printf '%s\n' "$found") <(printf '%s\n' "$known"))
[ -z "$new" ] || { echo "gcc's analyser has found:"; printf '%s\n' "$new"; }
[ -z "$gone" ] || { echo "analyzer_findings.txt lists what is found no longer:"; printf '%s\n' "$gone"; }
[ -z "$new$gone" ] || exit 1
echo "gcc's analyser: ${#checked[@]} files"
