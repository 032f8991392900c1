#!/usr/bin/env bash
# The shared library from Python's ctypes: the numbers of the program, also where the process writes decimal commas.
# Usage: python.sh BUILD_FOLDER. 77: no python3.
set -euo pipefail
build=$(readlink -f "$1")
cd "$(dirname "$0")/../.."
if ! command -v python3 >/dev/null; then exit 77; fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
settings=(run.worlds=60 run.replications=50.0 run.seed=9 "force.required = 7000.5" "run.horizon = 24")
set_options=("${settings[@]/#/--set=}")
"$build/entente" run scenarios/minimal.cfg --quiet --no-charts --out "$work/out" "${set_options[@]}"
awk -F, 'NR > 1 {print $1 "," $2 "," $6 + 0}' OFMT=%.17g CONVFMT=%.17g "$work/out/minimal/outcomes.csv" >"$work/want"

try() { # NAME ENVIRONMENT...: the example's numbers are those of the program
  env "${@:2}" python3 tests/interface/example.py "$build/libentente.so" scenarios/minimal.cfg "${settings[@]}" >"$work/raw"
  LC_ALL=C awk -F, '{print $1 "," $2 "," $3 + 0}' OFMT=%.17g CONVFMT=%.17g "$work/raw" >"$work/$1"
  diff "$work/want" "$work/$1" || { echo "FAILED: $1: the numbers are not the program's"; exit 1; }
}
try plain LC_ALL=C
if command -v localedef >/dev/null && localedef -i de_DE -f UTF-8 "$work/de_DE.UTF-8" 2>/dev/null; then
  [ "$(env LOCPATH="$work" LC_ALL=de_DE.UTF-8 printf %.1f 1,5)" = 1,5 ] || { echo "FAILED: the locale has no decimal comma"; exit 1; }
  try comma LOCPATH="$work" LC_ALL=de_DE.UTF-8
  # points of a sweep are read by other threads
  { cat scenarios/minimal.cfg; echo 'sweeps: { s: { vary = "contributors.north.joins"; values = (0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85); }; };'; } >"$work/swept.cfg"
  "$build/entente" sweep "$work/swept.cfg" --quiet --no-charts --worlds 60 --replications 50 --out "$work/out" >/dev/null
  env LOCPATH="$work" LC_ALL=de_DE.UTF-8 python3 - "$build/libentente.so" "$work/swept.cfg" >"$work/swept" <<'PYTHON'
import ctypes, locale, sys
locale.setlocale(locale.LC_ALL, "")
entente = ctypes.CDLL(sys.argv[1])
entente.entente_table_number.restype = ctypes.c_double
scenario, results, table = ctypes.c_void_p(), ctypes.c_void_p(), ctypes.c_void_p()
sizes = (ctypes.c_char_p * 2)(b"run.worlds = 60", b"run.replications = 50")
if (entente.entente_open_file(ctypes.byref(scenario), sys.argv[2].encode(), sizes, ctypes.c_size_t(2), None) or
        entente.entente_sweep(scenario, None, None, None, ctypes.byref(results)) or
        entente.entente_results_table(results, b"sweeps", ctypes.byref(table))):
    sys.exit("the sweep failed")
for row in range(8):
    print(*(repr(entente.entente_table_number(table, ctypes.c_size_t(row), ctypes.c_size_t(c))) for c in (2, 4)))
PYTHON
  cut -d, -f3,5 --output-delimiter=' ' <(tail -n +2 "$work/out/swept/sweeps.csv") | sed 's/\r//' >"$work/want"
  [ "$(wc -l <"$work/want")" = 8 ] || { echo "FAILED: the sweep has other points"; exit 1; }
  diff "$work/want" "$work/swept" || { echo "FAILED: the sweep's numbers are not the program's"; exit 1; }
else
  echo "no localedef with de_DE: decimal commas left out"
fi
if python3 tests/interface/example.py "$build/libentente.so" scenarios/minimal.cfg run.sead=9 2>"$work/error"; then
  echo "FAILED: an unknown setting was taken"
  exit 1
fi
grep -q 'the scenario has errors' "$work/error"
echo "the interface from Python: fine"
