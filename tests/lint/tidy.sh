#!/usr/bin/env bash
# clang-tidy with the checks of .clang-tidy over the compile database of BUILD, warnings as errors. Checks the C files of
# the engine that changed since a commit, by default since origin/main or, on origin/main itself, the last 20 commits.
# Where more than 40 changed, it checks all files of one module instead, another one from commit to commit, so that it
# takes about two minutes at most. Usage: tidy.sh BUILD [--all | --since COMMIT]
set -euo pipefail
build=$(readlink -f "$1")
cd "$(dirname "$0")/../.."
most=40

since() {
  local base
  base=$(git merge-base HEAD origin/main 2>/dev/null || true)
  if [ -z "$base" ] || [ "$base" = "$(git rev-parse HEAD)" ]; then
    base=$(git rev-list --max-count=21 HEAD | tail -n 1)
  fi
  echo "$base"
}

if [ "${2:-}" = --all ]; then
  mapfile -t files < <(find engine -name '*.c' | sort)
else
  base=${3:-$(since)}
  mapfile -t files < <(git diff --name-only --diff-filter=d "$base" -- 'engine/*.c')
  if [ "${#files[@]}" -gt "$most" ]; then
    mapfile -t modules < <(find engine -mindepth 1 -maxdepth 1 -type d | sort)
    module=${modules[$(($(git rev-list --count HEAD) % ${#modules[@]}))]}
    echo "${#files[@]} files changed: checking $module"
    mapfile -t files < <(find "$module" -name '*.c' | sort)
  fi
fi
# files that this build does not compile, such as engine/run/ranks/mpi.c without MPI, have no flags in the database
checked=()
for file in "${files[@]}"; do
  if grep -qF "$PWD/$file\"" "$build/compile_commands.json"; then checked+=("$file"); fi
done
[ "${#checked[@]}" -gt 0 ] || { echo "clang-tidy: no file to check"; exit 0; }
printf '%s\0' "${checked[@]}" |
  xargs -0 -n 1 -P "$(nproc)" clang-tidy -p "$build" --quiet --warnings-as-errors='*' 2> >(grep -v 'warnings\? generated' >&2 || true)
echo "clang-tidy: ${#checked[@]} files"
