#!/usr/bin/env bash
# Makes small changes of the engine, one at a time, in a copy of the repository, and says which test notices each: at least
# 95 of 100 are wanted. README.md has the result and explains the survivors. An hour and more on two processors.
# Usage: mutation.sh [COUNT [SEED]] [--folder DIR] [--table FILE] [--recount PATTERN] [--only FILE:LINE:FROM:TO ...]
#   COUNT 100, SEED 1; DIR: where the copy is kept for the next time, with what is known of its tests; FILE: the result as a
#   table; PATTERN: tests that have changed since; --only: these changes alone, FROM and TO being texts of the line
# Needs: python3, cmake, ninja, gcc with gcov; ccache makes it faster.
set -euo pipefail
exec python3 "$(dirname "$0")/mutation.py" "$@"
