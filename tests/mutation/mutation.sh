#!/usr/bin/env bash
# Makes small changes of the engine, one at a time, in a copy of the repository, and says how many of them the tests
# notice: at least 95 of 100 are wanted (tests/README.md explains the survivors). An hour and more.
# Usage: mutation.sh [COUNT [SEED [FOLDER]]]   COUNT: 100; SEED: 1; FOLDER: where the copy is kept for the next time
#        mutation.sh only FILE:LINE:FROM:TO ... [FOLDER=DIR]   these changes alone, FROM and TO being texts of the line
# Needs: python3, cmake, ninja; ccache makes it faster.
set -euo pipefail
exec python3 "$(dirname "$0")/mutation.py" "$@"
