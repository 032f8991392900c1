#!/usr/bin/env bash
# The same bytes on every x86-64. Runs all scenarios, and one that uses every function and distribution, as processors
# without this or that feature would, and compares every table, the JSON summary, and the output of `check` and `explain`.
# Non-zero on any difference; under a minute. Usage: processors.sh PROGRAM
#
# Features are masked in three ways: ENTENTE_ISA for the engine's own kernels, GLIBC_TUNABLES for what libc and libm
# choose at start, and qemu-user (apt-get install qemu-user), which hides them from cpuid itself.
set -euo pipefail
[ "$(uname -m)" = x86_64 ] || { echo "skipped: not on x86-64"; exit 77; }
program=$(readlink -f "$1")
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

not_ok() { printf 'FAILED: %s\n' "$*" | tee -a "$work/failed"; }
say() { printf '%4d s  %s\n' "$SECONDS" "$*"; }

# everything OUT WRAPPER... : runs the scenarios named in $files and asks all questions, output under OUT
everything() {
  local out=$1
  shift
  mkdir -p "$out"
  if ! "$@" "$program" run $files --worlds 40 --replications 60 --draws 20 --no-charts --quiet --json \
    --set 'checks = ()' --threads 1 --out "$out" >"$out/json" 2>"$out/messages"; then
    not_ok "$*: $(head -n 2 "$out/messages")"
  fi
  "$@" "$program" check "tests/bytes/everything.cfg" >"$out/check" 2>/dev/null || not_ok "$*: check"
  "$@" "$program" explain "tests/bytes/everything.cfg" --draw 5 >"$out/explain" 2>/dev/null || not_ok "$*: explain"
  find "$out" -name manifest.json -delete # has the time and the command in it; the tables' hashes are the tables'
  rm -f "$out/messages"
  find "$out" -name report.html -exec sed -i -E 's/entente run [^<]*//; s/[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:]+Z?//g' {} + # command and time
  sed -i "s|$out|OUT|g; /_seconds/d" "$out/json" "$out/check" "$out/explain"
}

# compare NAME: every file under $work/NAME with the reference's of the same name
compare() {
  local file count=0
  while read -r file; do
    count=$((count + 1))
    cmp -s "$work/reference/$file" "$work/$1/$file" || not_ok "$1: $file differs"
  done < <(cd "$work/$1" && find . -type f)
  [ "$count" -gt 20 ] || not_ok "$1: only $count files"
  say "$1: $count files compared"
}

all="tests/bytes/everything.cfg $(echo scenarios/*.cfg)"
some="tests/bytes/everything.cfg scenarios/minimal.cfg scenarios/example.cfg scenarios/coalition-truce.cfg"
files=$all
everything "$work/reference" env
[ ! -e "$work/failed" ] || exit 1
say "reference: as this processor is"

# the engine's own kernels
sets=$(ENTENTE_ISA=none "$program" check scenarios/minimal.cfg 2>&1 | sed -n 's/.*ENTENTE_ISA.*(\(.*\)).*/\1/p' | tr -d , || true)
[ -n "$sets" ] || not_ok "the program lists no instruction sets"
for isa in $sets; do
  everything "$work/$isa" env ENTENTE_ISA="$isa"
  compare "$isa"
done

# what glibc chooses; first, that the mask does mask (bit 12 of the second word: FMA)
fma_active() {
  "$@" /lib64/ld-linux-x86-64.so.2 --list-diagnostics 2>/dev/null |
    sed -n 's/^x86.cpu_features.features\[0x0\].active\[0x2\]=0x//p' | (read -r word && echo $((0x$word >> 12 & 1)))
}
mask_fma=GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2
mask_most=GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-FMA4,-AVX,-AVX2,-AVX512F,-AVX512VL,-AVX512BW,-AVX512DQ,-SSE4_1,-SSE4_2,-SSSE3,-XSAVE,-XSAVEC,-ERMS
if [ "$(fma_active env)" = 1 ] && [ "$(fma_active env $mask_fma)" != 0 ]; then not_ok "the mask for glibc does not mask"; fi
everything "$work/libm-without-fma" env $mask_fma
compare libm-without-fma
everything "$work/oldest-libm" env $mask_most ENTENTE_ISA=narrowest
compare oldest-libm

# another processor altogether
if command -v qemu-x86_64 >/dev/null; then
  refuses() { # CPU ISA: kernels that this processor cannot run must not be chosen, not even by hand
    if ENTENTE_ISA=$2 qemu-x86_64 -cpu "$1" "$program" check scenarios/minimal.cfg --quiet >/dev/null 2>&1; then
      not_ok "$1 was given $2 kernels"
    fi
  }
  refuses Nehalem avx2
  refuses SandyBridge avx2
  refuses Haswell avx512
  refuses max,-xsave avx2 # the processor has AVX2, the operating system does not save its registers
  ENTENTE_ISA=avx2 qemu-x86_64 -cpu Haswell "$program" check scenarios/minimal.cfg --quiet >/dev/null 2>&1 ||
    not_ok "Haswell was refused avx2 kernels"
  everything "$work/Nehalem" qemu-x86_64 -cpu Nehalem &
  nehalem=$!
  files=$some
  for cpu in Haswell max,-xsave; do everything "$work/$cpu" qemu-x86_64 -cpu "$cpu"; done
  wait $nehalem
  for cpu in Nehalem Haswell max,-xsave; do
    if [ "$cpu" != Nehalem ]; then rm -f "$work/$cpu"/{json,index.html}; fi # tell of fewer scenarios
    compare "$cpu"
  done
else
  say "NO QEMU: processors are not emulated (apt-get install qemu-user)"
fi

# no fused multiply-add in the program itself
if command -v objdump >/dev/null; then
  fused=$(objdump -d --no-show-raw-insn "$program" | grep -cE '[[:space:]]vfn?m(add|sub)' || true)
  [ "$fused" = 0 ] || not_ok "$fused fused multiply-adds in $program"
  say "no fused multiply-add in the program"
fi

if [ -e "$work/failed" ]; then exit 1; fi
say "the same bytes everywhere"
