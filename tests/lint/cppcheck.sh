#!/usr/bin/env bash
# cppcheck over the engine: its checks for errors, warnings, performance and portability less those of suppressions.txt,
# any finding an error. Usage: cppcheck.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
cppcheck --quiet --error-exitcode=1 --std=c11 --enable=warning,performance,portability --inline-suppr -I engine \
  -D__GNUC__=12 -D_POSIX_C_SOURCE=200809L -DENTENTE_VERSION='""' -DENTENTE_DATA='""' \
  --suppressions-list=tests/lint/suppressions.txt -j "$(nproc)" engine
