#!/usr/bin/env bash
# The hardening of a release build: position-independent executable, full RELRO, stack not executable, stack protector,
# FORTIFY. Usage: hardened.sh FILE... (programs, shared libraries)
set -euo pipefail
failed=0
not_ok() { printf 'FAILED: %s\n' "$*"; failed=$((failed + 1)); }

# refused for a file without them: the checks themselves are checked on one that has none
check() {
  local file=$1 header segments dynamic symbols
  header=$(readelf -hW "$file")
  segments=$(readelf -lW "$file")
  dynamic=$(readelf -dW "$file")
  symbols=$(readelf -W --dyn-syms "$file")
  missing=
  grep -q 'Type: *DYN' <<<"$header" || missing+=" position-independent"
  grep -q GNU_RELRO <<<"$segments" || missing+=" relro"
  grep -qE 'BIND_NOW|Flags:.*NOW' <<<"$dynamic" || missing+=" now"
  grep -qE 'GNU_STACK.*RW ' <<<"$segments" || missing+=" stack-not-executable"
  grep -q __stack_chk_fail <<<"$symbols" || missing+=" stack-protector"
  grep -qE '__[a-z]+_chk' <<<"$(grep -v __stack_chk_fail <<<"$symbols")" || missing+=" fortify"
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf '#include <stdio.h>\nint main(void) { char a[8]; return scanf("%%7s", a) != 1 || puts(a) < 0; }\n' >"$work/plain.c"
"${CC:-cc}" -no-pie -fno-stack-protector -U_FORTIFY_SOURCE -z norelro -z lazy -z execstack -o "$work/plain" "$work/plain.c" 2>/dev/null
check "$work/plain"
[ "$(wc -w <<<"$missing")" = 6 ] || not_ok "a program without any hardening lacks only:$missing"

for file in "$@"; do
  check "$file"
  [ -z "$missing" ] || not_ok "$file lacks:$missing"
done
[ "$failed" = 0 ] || exit 1
echo "hardened: $*"
