#!/usr/bin/env bash
# Builds the page that holds the whole program: the engine and gnuplot as WebAssembly, the page's own scripts, the shipped
# scenarios and the licences, in one HTML file. Beside it the folder page/ has the modules, for node (tests/page).
# usage: build.sh [OUT] [--modules]   (OUT: build/entente.html; --modules: stop before the page is put together)
#
# Debian 12 with: emscripten clang-16 cmake ninja-build pkg-config gcc dpkg-dev curl nodejs, and npm. What is fetched (source
# packages, npm packages) is pinned by version and hash and kept in ENTENTE_PAGE_CACHE, else in ~/.cache/entente-page.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
out=$root/build/entente.html modules=
for word in "$@"; do
  case $word in
  --modules) modules=1 ;;
  *) out=$word ;;
  esac
done
mkdir -p "$(dirname "$out")"
out=$(cd "$(dirname "$out")" && pwd)/$(basename "$out")
page=$(dirname "$out")/page
cache=${ENTENTE_PAGE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/entente-page}
mkdir -p "$cache" "$page"
# shellcheck source=/dev/null
. "$here/compiler.sh"

step() { printf '%4d s  %s\n' "$SECONDS" "$*"; }

for tool in emcc clang-16 cmake ninja pkg-config cc patch curl node; do
  command -v "$tool" >/dev/null || { echo "build.sh: $tool is missing; the packages of Debian 12 are named at the top of this file" >&2; exit 1; }
done

rm -f "$page/sources.sha256"
sources=$(bash "$here/sources_hash.sh")
of_page=$(bash "$here/sources_hash.sh" --page)
step "source packages"
bash "$here/fetch.sh" "$cache"
step "libraries"
bash "$here/libraries.sh" "$cache"
step "gnuplot"
bash "$here/gnuplot.sh" "$cache"

step "engine"
cmake -S "$root" -B "$page/engine" -G Ninja -DCMAKE_TOOLCHAIN_FILE="$here/toolchain.cmake" -DCMAKE_BUILD_TYPE=Release \
  -DENTENTE_PAGE_PREFIX="$cache/prefix" \
  -DENTENTE_PAGE_LINK="${LINK[*]} --js-library $here/hooks.js -sEXPORT_NAME=createEntente -sMAXIMUM_MEMORY=1GB" \
  -DENTENTE_OPENMP=OFF -DENTENTE_TESTS=OFF -DENTENTE_LIBC_STREAMS=ON -Wno-dev >"$page/cmake.log"
ninja -C "$page/engine" entente >"$page/ninja.log" || { grep -A5 -E 'error|FAILED' "$page/ninja.log" >&2; exit 1; }
cp "$page/engine"/entente.{mjs,wasm} "$cache/gnuplot"/gnuplot.{mjs,wasm} "$here"/{program,folder}.mjs "$page/"
node "$here/files.mjs" "$root" "$page/files.json"
echo "$sources" >"$page/sources.sha256"
step "modules: $page"
[ -z "$modules" ] || exit 0

# npm writes into the folder of its packages: a copy in the cache, one a lock file.
step "npm packages"
web=$cache/web-$(sha256sum "$here/web/package-lock.json" | cut -c1-16)
if [ ! -f "$web/.done" ]; then
  rm -rf "$web"
  mkdir -p "$web"
  cp "$here/web"/package{,-lock}.json "$web/"
  (cd "$web" && npm ci --ignore-scripts --no-audit --no-fund --silent)
  touch "$web/.done"
fi

step "scripts"
bundle() {
  NODE_PATH=$web/node_modules "$web/node_modules/.bin/esbuild" "$1" --bundle --minify --charset=utf8 --target=es2022 --legal-comments=none \
    --log-level=error --alias:entente-program="$page/program.mjs" \
    --alias:entente-grammar="$root/scenarios/editors/vscode/syntaxes/entente.tmLanguage.json" --metafile="$page/$(basename "$1").json" "${@:2}"
}
bundle "$here/web/main.mjs" --format=iife --outfile="$page/main.js"
bundle "$here/web/worker.mjs" --format=iife --outfile="$page/worker.js" '--define:import.meta={"url":"file:///page"}'
bundle "$here/web/style.css" --outfile="$page/style.css"

step "page"
bash "$here/licences.sh" "$cache" "$page" "$web" >"$page/licences.txt"
node "$here/assemble.mjs" "$here" "$page" "$of_page" "$out"
step "$out: $(stat -c %s "$out") bytes"
