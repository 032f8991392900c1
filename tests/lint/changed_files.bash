# changed_files [--all | --since COMMIT]: the C files of the engine that a check is to read, one a line. By default those that
# changed since origin/main or, on origin/main itself, in the last 20 commits. Where more than 40 changed, all files of one
# module instead, another one from commit to commit, so that a check of changes takes about two minutes at most.
# Sourced in the top folder of the repository.
changed_files() {
  local most=40 base modules files
  if [ "${1:-}" = --all ]; then
    find engine -name '*.c' | sort
    return
  fi
  base=${2:-$(git merge-base HEAD origin/main 2>/dev/null || true)}
  if [ -z "$base" ] || [ "$base" = "$(git rev-parse HEAD)" ]; then
    base=$(git rev-list --max-count=21 HEAD | tail -n 1)
  fi
  mapfile -t files < <(git diff --name-only --diff-filter=d "$base" -- 'engine/*.c')
  if [ "${#files[@]}" -gt "$most" ]; then
    mapfile -t modules < <(find engine -mindepth 1 -maxdepth 1 -type d | sort)
    files=("$(find "${modules[$(($(git rev-list --count HEAD) % ${#modules[@]}))]}" -name '*.c' | sort)")
  fi
  [ "${#files[@]}" = 0 ] || printf '%s\n' "${files[@]}"
}
