#!/usr/bin/env bash
# Each command that writes, on a small file system (a tmpfs of 1 MB in a namespace of its own) with room for some
# kilobytes: it ends with an error and status 1, or it has written all; nothing looks whole that is not.
# Usage: full_disk.sh PROGRAM
set -euo pipefail
program=$(readlink -f "$1")
here=$(dirname "$(readlink -f "$0")")
command -v python3 >/dev/null || { echo 'python3 is missing'; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unshare -rm mount -t tmpfs -o size=1m none "$work" 2>/dev/null || { echo 'no namespace of its own here'; exit 77; }
unshare -rm bash -c 'mount -t tmpfs -o size=1m none "$1" && exec python3 "$2" "$3" "$1"' - "$work" "$here/full_disk.py" "$program"
