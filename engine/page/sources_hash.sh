#!/usr/bin/env bash
# Prints a SHA-256 of all that the modules are made from: the engine's sources, the scripts of this folder, the scenarios and
# the drawing commands.
set -euo pipefail
cd "$(dirname "$0")/../.."
find engine plots scenarios -maxdepth 4 \( -name '*.[ch]' -o -name '*.gp' -o -path 'scenarios/*.cfg' -o -path 'engine/report/style.css' \
  -o -path 'engine/page/*' ! -path 'engine/page/web/*' ! -name '*.md' \) -type f -print0 |
  LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1
