#!/usr/bin/env bash
# Compiles into FOLDER what Debian has as shared libraries only, for the static program: libsleef.a, of SLEEF's functions
# those that are deterministic and without fused multiply-add, and libcjson.a. Their code is position-independent.
# Usage: static_libraries.sh COMPILER PROCESSOR SOURCES FOLDER, SOURCES being the folder in which engine/page/fetch.sh
# unpacks.
set -euo pipefail
compiler=$1 processor=$2 sources=$(realpath "$3")
mkdir -p "$4"
cd "$4"
flags=(-O2 -fPIE -ffunction-sections -ffp-contract=off -fno-math-errno -fno-trapping-math -fno-strict-aliasing
  -fstack-protector-strong -w)

# A set as SLEEF's own build makes it. Twice: a function that is the same either way has its deterministic name in the
# object of the others.
sleef_set() { # NAME FILE DOUBLES SINGLES FLAG...
  local name=$1 file=$2 doubles=$3 singles=$4 mode
  shift 4
  ./mkrename cinz_ "$doubles" "$singles" "$name" >"rename$file.h"
  for mode in -DDETERMINISTIC -UDETERMINISTIC; do
    "$compiler" "${flags[@]}" "$@" -DDORENAME "$mode" -I. -I"$sources/sleef/src/common" -I"$sources/sleef/src/arch" \
      -I"$sources/sleef/src/libm" -c "$sources/sleef/src/libm/sleefsimddp.c" -o "sleef-$file$mode.o"
  done
}

rm -f ./*.o ./*.a
cc -w -I"$sources/sleef/src/libm" "$sources/sleef/src/libm/mkrename.c" -o mkrename
grep -v cmakedefine "$sources/sleef/sleef-config.h.in" >sleef-config.h
sleef_set purec purec_scalar 1 1 -DENABLE_PUREC_SCALAR
case $processor in
x86_64)
  sleef_set sse2 sse2 2 4 -msse2 -DENABLE_SSE2
  sleef_set avx avx 4 8 -mavx -DENABLE_AVX
  sleef_set avx512fnofma avx512fnofma 8 16 -mavx512f -DENABLE_AVX512FNOFMA
  ;;
aarch64) sleef_set advsimdnofma advsimdnofma 2 4 -DENABLE_ADVSIMDNOFMA ;;
esac
"$compiler" "${flags[@]}" -I. -I"$sources/sleef/src/common" -c "$sources/sleef/src/common/common.c" -o sleef-common.o
"$compiler" "${flags[@]}" -I"$sources/sleef/src/common" -c "$sources/sleef/src/libm/rempitab.c" -o sleef-rempitab.o
ar rcsD libsleef.a sleef-*.o
"$compiler" "${flags[@]}" -c "$sources/cjson/cJSON.c" -o cjson.o
ar rcsD libcjson.a cjson.o
