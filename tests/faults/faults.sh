#!/usr/bin/env bash
# Every kind of call of the C library fails, for every command. Usage: faults.sh BUILD [options of faults.py]; needs python3
set -euo pipefail
build=$(readlink -f "$1")
shift
here=$(dirname "$(readlink -f "$0")")
cmake --build "$build" --target entente fault_shim >/dev/null
shim=$(find "$build/tests" -maxdepth 1 -name '*fault_shim.so')
exec python3 "$here/faults.py" "$build/entente" "$shim" "$@"
