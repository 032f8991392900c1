#!/usr/bin/env bash
# Prints the licences of all that is inside the page: the program, the packages that are compiled into the modules, the C
# library of emscripten, and the npm packages that are in the scripts.
# usage: licences.sh CACHE PAGE WEB
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cache=$1 page=$2 web=$3

heading() { printf '\n%s\n%s\n\n' "$1" "$(printf '%*s' "${#1}" '' | tr ' ' '=')"; }

cat <<'END'
This page holds the program entente and parts of the works below. The source code of each is in the named package of
Debian or npm, that of entente where the page comes from, with the scripts that make the page (engine/page).
END
heading "entente"
cat "$here/../../LICENSE"
while read -r package version; do
  heading "$package $version (Debian source package)"
  cat "$cache/sources/$package/debian/copyright"
done < <(grep -v '^#' "$here/sources.txt" | cut -d' ' -f1,2 | sort -u)
heading "emscripten $(dpkg-query -W -f '${Version}' emscripten) (C library and compiler runtime)"
cat /usr/share/doc/emscripten/copyright

# The npm packages of which esbuild took code into a script.
grep -ohE '"[^"]*node_modules/[^"]+"' "$page"/*.mjs.json "$page"/style.css.json | grep -oE 'node_modules/(@[^/"]+/)?[^/"]+' |
  cut -d/ -f2- | sort -u | while read -r name; do
  heading "$name $(node -p "require('$web/node_modules/$name/package.json').version") (npm)"
  cat "$web/node_modules/$name"/LICEN[CS]E*
done
