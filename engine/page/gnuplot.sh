#!/usr/bin/env bash
# Compiles gnuplot for WebAssembly, with one terminal, SVG, into FOLDER/gnuplot: gnuplot.mjs and gnuplot.wasm.
# usage: gnuplot.sh FOLDER   (where fetch.sh has unpacked the sources)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(cd "$1" && pwd)
out=$folder/gnuplot build=$folder/work-gnuplot
# shellcheck source=/dev/null
. "$here/compiler.sh"

key=$(cat "$here/sources.txt" "$here/gnuplot.sh" "$here/compiler.sh" "$here/platform/gnuplot_config.h" | sha256sum | cut -d' ' -f1)
[ "$(cat "$out/.key" 2>/dev/null)" = "$key" ] && exit 0

rm -rf "$build" "$out"
mkdir -p "$out"
cp -r "$folder/sources/gnuplot" "$build"
cp "$here/platform/gnuplot_config.h" "$build/config.h"
cd "$build/src"
# Of all terminals only SVG: the section for chosen terminals, which the sources ask to be edited.
sed -i '/^#ifdef SHORT_TERMLIST/,/^#else/{/^#ifdef SHORT_TERMLIST/!{/^#else/!d}}' term.h
sed -i 's/^#ifdef SHORT_TERMLIST.*/&\n# include "svg.trm"/' term.h

# The sources that Makefile.am lists for the program without options.
sed -n '/^gnuplot_SOURCES = /,/[^\\]$/p' Makefile.am | tr ' \\' '\n\n' | grep '\.c$' >files
xargs -P "$(nproc)" -I FILE "${CC[@]}" "${LONGJMP[@]}" -w -DHAVE_CONFIG_H -DSHORT_TERMLIST -DX11_DRIVER_DIR='""' -DGNUPLOT_SHARE_DIR='""' \
  -DGNUPLOT_PS_DIR='""' -DGNUPLOT_JS_DIR='""' -DCONTACT='""' -DHELPFILE='""' -I.. -I. -I../term -c FILE -o FILE.o <files
"${CC[@]}" -c "$here/platform/main.c" -o main.o
emcc -O2 "${LINK[@]}" -sEXPORT_NAME=createGnuplot main.o ./*.c.o -o "$out/gnuplot.mjs"
echo "$key" >"$out/.key"
