#!/usr/bin/env bash
# Compiles for WebAssembly the parts of SLEEF, GSL, nettle and cJSON that the program links, into FOLDER/prefix: include/,
# lib/, and lib/pkgconfig/, where CMake finds them as on any system.
# usage: libraries.sh FOLDER   (where fetch.sh has unpacked the sources)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(cd "$1" && pwd)
sources=$folder/sources prefix=$folder/prefix work=$folder/work
# shellcheck source=/dev/null
. "$here/compiler.sh"

# SLEEF: the deterministic functions without fused multiply-add, for SSE2 (which becomes SIMD of WebAssembly) and for one
# lane. One source file, compiled once a set; names as SLEEF's own build makes them.
sleef_set() {
  local name=$1 set=$2 double=$3 single=$4 mode
  shift 4
  "$work/mkrename" cinz_ "$double" "$single" "$name" >"$work/sleef/rename$set.h"
  # twice: functions that are the same either way (erfc) have their deterministic name as an alias of the other
  for mode in '-DDETERMINISTIC' '-UDETERMINISTIC'; do
    "${CC[@]}" "$@" -DDORENAME "$mode" -I"$work/sleef" -I"$sources/sleef/src/common" -I"$sources/sleef/src/arch" \
      -I"$sources/sleef/src/libm" -w -c "$sources/sleef/src/libm/sleefsimddp.c" -o "$work/sleef/$set$mode.o"
  done
}

sleef() {
  mkdir -p "$work/sleef"
  cc -w -I"$sources/sleef/src/libm" "$sources/sleef/src/libm/mkrename.c" -o "$work/mkrename"
  grep -v cmakedefine "$sources/sleef/sleef-config.h.in" >"$work/sleef/sleef-config.h"
  echo '#include <emmintrin.h>' >"$work/sleef/x86intrin.h" # which emscripten has not
  sleef_set sse2 sse2 2 4 "${SIMD[@]}" -DENABLE_SSE2
  sleef_set purec purec_scalar 1 1 -DENABLE_PUREC_SCALAR
  "${CC[@]}" -w -I"$sources/sleef/src/common" -c "$sources/sleef/src/libm/rempitab.c" -o "$work/sleef/rempitab.o"
  archive sleef "$work"/sleef/*.o
  sleef_header >"$prefix/include/sleef.h"
}

# The functions that the program calls (engine/kernels/isa), without the others of SLEEF's header.
sleef_header() {
  local function
  echo '/* Made by engine/page/libraries.sh: SLEEF'"'"'s declarations of the functions that are called. */'
  echo '#ifdef __SSE2__'
  echo '#include <emmintrin.h>'
  for function in exp:u10 log:u10 log1p:u10 expm1:u10 erfc:u15; do
    echo "__m128d Sleef_cinz_${function%:*}d2_${function#*:}sse2(__m128d);"
  done
  echo '__m128d Sleef_cinz_powd2_u10sse2(__m128d, __m128d);'
  echo '#endif'
  for function in exp:u10 log:u10 log1p:u10 expm1:u10 erfc:u15; do
    echo "double Sleef_cinz_${function%:*}d1_${function#*:}purec(double);"
  done
  echo 'double Sleef_cinz_powd1_u10purec(double, double);'
}

gsl() {
  mkdir -p "$work/gsl" "$prefix/include/gsl"
  cp "$sources"/gsl/gsl_*.h "$sources"/gsl/*/gsl_*.h "$prefix/include/gsl/"
  : >"$work/gsl/config.h"
  compile gsl err/error.c err/stream.c sort/sort.c sort/sortind.c sort/sortvec.c sort/sortvecind.c statistics/select.c statistics/quantiles.c
}

nettle() {
  mkdir -p "$work/nettle" "$prefix/include/nettle"
  cp "$sources"/nettle/{sha2,base16,nettle-types}.h "$prefix/include/nettle/"
  printf '#define SIZEOF_LONG 4\n#define WORDS_BIGENDIAN 0\n#undef WORDS_BIGENDIAN\n' >"$work/nettle/config.h"
  compile nettle sha256.c sha256-compress.c sha256-compress-n.c base16-encode.c base16-decode.c write-be32.c
}

cjson() {
  mkdir -p "$work/cjson" "$prefix/include/cjson"
  cp "$sources/cjson/cJSON.h" "$prefix/include/cjson/"
  compile cjson cJSON.c
}

# Compiles files of a package (those that exist in its version) into lib/libPACKAGE.a.
compile() {
  local package=$1 file objects=()
  shift
  for file in "$@"; do
    [ -f "$sources/$package/$file" ] || continue
    "${CC[@]}" -w -DHAVE_CONFIG_H -I"$work/$package" -I"$prefix/include" -I"$sources/$package" \
      -I"$(dirname "$sources/$package/$file")" -c "$sources/$package/$file" -o "$work/$package/$(basename "$file").o"
    objects+=("$work/$package/$(basename "$file").o")
  done
  archive "$package" "${objects[@]}"
}

archive() {
  local name=$1
  shift
  rm -f "$prefix/lib/lib$name.a"
  emar rcs "$prefix/lib/lib$name.a" "$@"
}

pkg_config() {
  local package=$1 module=$2
  cat >"$prefix/lib/pkgconfig/$module.pc" <<END
Name: $module
Description: the parts that the page links
Version: $(awk -v p="$package" '$1 == p { print $2; exit }' "$here/sources.txt" | sed 's/[+-].*//')
Libs: -L$prefix/lib -l$package
Cflags: -I$prefix/include
END
}

# The libraries are made anew when a source, a flag or this file changes.
key=$(cat "$here/sources.txt" "$here/libraries.sh" "$here/compiler.sh" | sha256sum | cut -d' ' -f1)
if [ "$(cat "$prefix/.key" 2>/dev/null)" != "$key" ]; then
  rm -rf "$prefix" "$work"
  mkdir -p "$prefix/include" "$prefix/lib/pkgconfig" "$work"
  sleef
  gsl
  nettle
  cjson
  pkg_config sleef sleef
  pkg_config gsl gsl
  pkg_config nettle nettle
  pkg_config cjson libcjson
  echo "$key" >"$prefix/.key"
fi
