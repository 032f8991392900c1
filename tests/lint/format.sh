#!/usr/bin/env bash
# clang-format on every C file of the repository: rewrites them, or with --check lists the lines that would change and
# exits with 1. Usage: format.sh [--check]
set -euo pipefail
cd "$(dirname "$0")/../.."
mode=(-i)
[ "${1:-}" != --check ] || mode=(--dry-run --Werror)
find engine tests \( -name '*.c' -o -name '*.h' \) -print0 | xargs -0 -n 16 -P "$(nproc)" clang-format "${mode[@]}"
