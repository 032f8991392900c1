#!/usr/bin/env bash
# The Python package: installed by pip without network, its figures against the tables of the program, its messages; with
# numpy and pandas where an interpreter has them, and without.
# Usage: python.sh BUILD_FOLDER. 77: no python3 with pip.
set -euo pipefail
build=$(readlink -f "$1")
here=$(dirname "$(readlink -f "$0")")
cd "$here/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAILED: $*"; exit 1; }
interpreters=()
for candidate in "$(command -v python3 || true)" /usr/bin/python3; do
  if [ -x "$candidate" ] && "$candidate" -m pip --version >/dev/null 2>&1; then interpreters+=("$(readlink -f "$candidate")"); fi
done
[ ${#interpreters[@]} -gt 0 ] || exit 77

"$build/entente" run scenarios/minimal.cfg --quiet --no-charts --draws 40 --worlds 60 --replications 50 --seed 9 --out "$work/program"
export PIP_NO_INDEX=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
for python in $(printf '%s\n' "${interpreters[@]}" | sort -u); do
  rm -rf "$work/site"
  ENTENTE_LIBRARY=$build/libentente.so "$python" -m pip install --quiet --target "$work/site" engine/bindings/python >"$work/pip" 2>&1 ||
    fail "pip of $python: $(cat "$work/pip")"
  cmp -s "$build/libentente.so" "$work/site/entente/libentente.so" || fail "the wheel does not hold the library"
  for without in "" numpy pandas; do
    if [ -n "$without" ] && ! "$python" -c "import $without" 2>/dev/null; then continue; fi
    rm -rf "$work"/written*
    PYTHONPATH=$work/site WITHOUT=$without "$python" "$here/python_check.py" "$work/program/minimal" "$work" >"$work/out" 2>&1 ||
      fail "$python without '$without': $(cat "$work/out")"
    cat "$work/out"
  done
  PYTHONPATH=$work/site "$python" engine/bindings/python/example.py scenarios/minimal.cfg "$work/example" >"$work/out" || fail "example: $(cat "$work/out")"
  grep -q "the folder has the same figures: True" "$work/out" || fail "example: $(cat "$work/out")"
  echo 'headline = "truce.hold";' >"$work/wrong.cfg"
  if PYTHONPATH=$work/site "$python" engine/bindings/python/example.py "$work/wrong.cfg" "$work/example" >"$work/out"; then fail "the example takes a mistake"; fi
  grep -q "wrong.cfg:1:.*error: headline: .*truce.hold" "$work/out" || fail "example: no message: $(cat "$work/out")"
done
if compgen -G "engine/bindings/python/*.egg-info" >/dev/null || [ -e engine/bindings/python/build ]; then fail "pip left files in the sources"; fi
echo "Python: fine"
