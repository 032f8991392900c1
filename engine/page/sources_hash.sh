#!/usr/bin/env bash
# Prints a SHA-256 of all that the modules are made from: the engine's sources, the scripts of this folder, the scenarios and
# the drawing commands. With --page: of all that the page is made from, the scripts of web/ and the grammar of the editors too.
set -euo pipefail
cd "$(dirname "$0")/../.."
web=(! -path 'engine/page/web/*')
grammar=()
if [ "${1:-}" = --page ]; then
  web=()
  grammar=(-o -path 'scenarios/editors/vscode/syntaxes/*')
fi
find engine plots scenarios -maxdepth 4 \( -name '*.[ch]' -o -name '*.gp' -o -path 'scenarios/*.cfg' -o -path 'engine/report/style.css' \
  -o -path 'engine/page/*' "${web[@]}" ! -name '*.md' "${grammar[@]}" \) -type f -print0 |
  LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1
