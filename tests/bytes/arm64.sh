#!/usr/bin/env bash
# The same bytes on AArch64. Cross-builds the program with Debian's gcc-aarch64-linux-gnu and arm64 libraries, runs it
# under qemu-user on all scenarios and on everything.cfg, with each of its instruction sets, and compares every table and
# the output of `check` and `explain` with those of PROGRAM. Also runs the suites of engine/kernels under qemu-user. The
# cross-build is without OpenMP, so that the program of one thread is checked too.
# Exit status 1 on any difference; 77 (skipped) where the tools are absent and cannot be installed: that takes Debian and
# root. Usage: arm64.sh PROGRAM [BUILD], BUILD being a folder for the cross-build, by default build-arm64.
set -euo pipefail
program=$(readlink -f "$1")
cd "$(dirname "$0")/../.."
build=${2:-build-arm64}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

not_ok() { printf 'FAILED: %s\n' "$*" | tee -a "$work/failed"; }
note() { printf '%4d s  %s\n' "$SECONDS" "$*"; }
skip() { note "skipped: $*"; exit 77; }

# --- compiler, emulator, libraries ------------------------------------------------------------------------------------
got=0
bash engine/package/release/arm64_root.sh "$build" libsleef-dev libgsl-dev libconfig-dev nettle-dev libcjson-dev \
  libcunit1-dev >"$work/root" 2>&1 || got=$?
[ "$got" != 77 ] || skip "$(tail -n 1 "$work/root")"
[ "$got" = 0 ] || { cat "$work/root"; exit 1; }
build=$(readlink -f "$build")
emulated=()
# shellcheck source=/dev/null
. "$build/environment"
note "compiler, emulator and libraries"

# --- build ------------------------------------------------------------------------------------------------------------
cmake -S . -B "$build/build" -DCMAKE_TOOLCHAIN_FILE="$build/toolchain.cmake" -DENTENTE_WERROR=ON -DENTENTE_OPENMP=OFF >"$work/cmake" 2>&1 ||
  { cat "$work/cmake"; exit 1; }
suites=()
for suite in tests/kernels/*_tests.c; do suites+=("kernels_$(basename "$suite" .c)"); done
cmake --build "$build/build" -j"$(nproc)" --target entente "${suites[@]}" >"$work/make" 2>&1 ||
  { tail -n 40 "$work/make"; exit 1; }
note "cross-built"

# --- run --------------------------------------------------------------------------------------------------------------
arm64=$build/build/entente
files="tests/bytes/everything.cfg $(echo scenarios/*.cfg)"

# everything OUT COMMAND... : all tables, and the output of check and explain, under OUT
everything() {
  local out=$1
  shift
  mkdir -p "$out"
  "$@" run $files --worlds 20 --replications 30 --draws 20 --no-charts --quiet --set 'checks = ()' --threads 1 \
    --out "$out" >/dev/null 2>"$out/messages" || not_ok "$*: $(head -n 2 "$out/messages")"
  "$@" check tests/bytes/everything.cfg >"$out/check" 2>/dev/null || not_ok "$*: check"
  "$@" explain tests/bytes/everything.cfg --draw 5 >"$out/explain" 2>/dev/null || not_ok "$*: explain"
  sed -i '/second/d' "$out/check" "$out/explain" # times
}

sets=$(ENTENTE_ISA=none "${emulated[@]}" "$arm64" check scenarios/minimal.cfg 2>&1 |
  sed -n 's/.*ENTENTE_ISA.*(\(.*\)).*/\1/p' | tr -d , || true)
case " $sets " in *" neon "*) ;; *) not_ok "instruction sets: $sets" ;; esac
for isa in $sets; do everything "$work/$isa" env ENTENTE_ISA="$isa" "${emulated[@]}" "$arm64" & done
everything "$work/reference" "$program"
for suite in "${suites[@]}"; do
  "${emulated[@]}" "$build/build/tests/$suite" >"$work/suite" 2>&1 || { cat "$work/suite"; not_ok "$suite"; }
done
wait

for isa in $sets; do
  equal=0
  while read -r file; do
    if cmp -s "$work/reference/$file" "$work/$isa/$file"; then equal=$((equal + 1)); else not_ok "$isa: $file differs"; fi
  done < <(cd "$work/reference" && find . -name '*.csv' -o -name check -o -name explain)
  [ "$equal" -gt 60 ] || not_ok "$isa: only $equal files equal"
  note "$isa: $equal files equal to those of $(uname -m)"
done
if [ -e "$work/failed" ]; then exit 1; fi
note "the same bytes on AArch64"
