#!/usr/bin/env bash
# clang-tidy with the checks of .clang-tidy over the compile database of BUILD, warnings as errors: the files that changed
# (changed_files.bash), or all. Usage: tidy.sh BUILD [--all | --since COMMIT]
set -euo pipefail
build=$(readlink -f "$1")
shift
cd "$(dirname "$0")/../.."
. tests/lint/changed_files.bash

# files that this build does not compile, such as engine/run/ranks/mpi.c without MPI, have no flags in the database
checked=()
for file in $(changed_files "$@"); do
  if grep -qF "$PWD/$file\"" "$build/compile_commands.json"; then checked+=("$file"); fi
done
[ "${#checked[@]}" -gt 0 ] || { echo "clang-tidy: no file to check"; exit 0; }
printf '%s\0' "${checked[@]}" |
  xargs -0 -n 1 -P "$(nproc)" clang-tidy -p "$build" --quiet --warnings-as-errors='*' 2> >(grep -v 'warnings\? generated' >&2 || true)
echo "clang-tidy: ${#checked[@]} files"
