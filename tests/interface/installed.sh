#!/usr/bin/env bash
# The public interface as its users meet it: installed under a prefix, found by pkg-config, the example compiled as C and as
# C++ and run, its numbers those of the program; nothing exported but entente.h. Usage: installed.sh BUILD_FOLDER
set -euo pipefail
build=$(readlink -f "$1")
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
not_ok() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }

cmake --install "$build" --prefix "$work/first" >/dev/null
mv "$work/first" "$work/prefix" # it may be moved
pc=$(find "$work/prefix" -name entente.pc)
library=$(find "$work/prefix" -name libentente.so)
export PKG_CONFIG_PATH=${pc%/*}
flags=$(pkg-config --cflags --libs entente)
version=$(pkg-config --modversion entente)

# exported: exactly what the header declares
nm -D --defined-only "$library" | awk '{print $3}' | sed 's/@.*//' | sort >"$work/exported"
grep -oE '\bentente_[a-z_]+\(' engine/entente.h | tr -d '(' | sort -u |
  while read -r name; do if grep -qE "^ENTENTE_API .*\b$name\(" engine/entente.h; then echo "$name"; fi; done >"$work/declared"
if ! diff "$work/declared" "$work/exported"; then not_ok "exported are not exactly the declarations (<: missing, >: too much)"; fi
[ "$(wc -l <"$work/declared")" -gt 30 ] || not_ok "few declarations were found in entente.h"

# the soname: the major version, before 1.0 with the minor version
soname=$(readelf -d "$library" | sed -n 's/.*SONAME.*\[\(.*\)\]/\1/p')
case $version in 0.*) major=${version%.*} ;; *) major=${version%%.*} ;; esac
[ "$soname" = "libentente.so.$major" ] || not_ok "the soname of version $version is $soname"
[ -e "${library%/*}/$soname" ] || not_ok "no $soname beside the library"
if ! grep -q '^CMAKE_BUILD_TYPE:.*=Debug$' "$build/CMakeCache.txt"; then
  bash tests/install/hardened.sh "$library" >"$work/hardened" || not_ok "$(cat "$work/hardened")"
fi

# the example, at the numbers of the program
settings=(run.worlds=60 run.replications=50 run.seed=9)
set_options=("${settings[@]/#/--set=}")
"$build/entente" run scenarios/minimal.cfg --quiet --no-charts --out "$work/out" "${set_options[@]}"
awk -F, 'NR > 1 {print $1 "," $2 "," $6}' "$work/out/minimal/outcomes.csv" >"$work/want"
[ -s "$work/want" ] || not_ok "the program wrote no outcomes"
same() { # NAME: the numbers of $work/NAME are those wanted, as doubles
  if ! awk -F, 'NR == FNR {want[$1 "," $2] = $3 + 0; n++; next} !(($1 "," $2) in want) || want[$1 "," $2] != $3 + 0 {bad = 1} {m++}
    END {exit bad || n != m}' "$work/want" "$work/$1"; then
    not_ok "the numbers of $1 are not the program's"
    diff "$work/want" "$work/$1" || true
  fi
}
warnings="-Wall -Wextra -Wpedantic -Werror"
# shellcheck disable=SC2086 # words of flags
compile() { "$@" $warnings tests/interface/example.c -o "$work/example" $flags -Wl,-rpath,"${library%/*}"; }
for how in "${CC:-cc} -std=c99" "${CC:-cc} -std=c11" "${CXX:-c++} -std=c++11 -x c++" "${CXX:-c++} -std=c++20 -x c++"; do
  read -ra compiler <<<"$how"
  if ! command -v "${compiler[0]}" >/dev/null; then
    echo "no ${compiler[0]}: left out"
    continue
  fi
  if compile "${compiler[@]}"; then
    "$work/example" scenarios/minimal.cfg "${settings[@]}" >"$work/$(tr -c 'a-z0-9\n' _ <<<"$how")"
    same "$(tr -c 'a-z0-9\n' _ <<<"$how")"
  else
    not_ok "$how: the example does not compile"
  fi
done
# the README's program
sed -n '/<!-- interface example -->/,/^```$/p' README.md | sed '1,2d;$d' >"$work/readme.c"
[ -s "$work/readme.c" ] || not_ok "README.md has lost its interface example"
mkdir "$work/readme"
cp scenarios/minimal.cfg "$work/readme/mine.cfg"
# shellcheck disable=SC2086 # words of flags
if "${CC:-cc}" -std=c11 $warnings "$work/readme.c" -o "$work/readme/program" $flags -Wl,-rpath,"${library%/*}"; then
  (cd "$work/readme" && ./program >lines && "$build/entente" run mine.cfg --quiet --no-charts --seed 7 --set force.required=20k)
  awk -F, 'NR > 1 {printf "%s: %.2f, range %.2f to %.2f\n", $1, $3, $6, $8}' "$work/readme/results/mine/headline.csv" >"$work/lines"
  diff "$work/lines" "$work/readme/lines" || not_ok "the README's program prints other numbers than the program"
else
  not_ok "the README's program does not compile"
fi

if "$work/example" scenarios/minimal.cfg force.requird=9k >"$work/none" 2>"$work/error"; then not_ok "an unknown setting was taken"; fi
grep -q -- '--set:1:7: force.requird: unknown setting' "$work/error" || not_ok "the unknown setting was not named: $(cat "$work/error")"

[ "$failed" = 0 ] || exit 1
echo "the interface as installed: fine"
