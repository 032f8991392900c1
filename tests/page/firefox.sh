#!/usr/bin/env bash
# The page in headless Firefox (firefox.py has what for). Usage: firefox.sh PROGRAM [PAGE [SHOTS]]   PAGE: entente.html
# beside the program. Exit status 77 without the page, which engine/page/build.sh makes, or without a browser.
set -euo pipefail
program=$(readlink -f "$1")
page=${2:-$(dirname "$program")/entente.html}
for needed in python3 firefox-esr; do
  command -v "$needed" >/dev/null || { echo "SKIPPED: $needed is missing"; exit 77; }
done
[ -s "$page" ] || { echo "SKIPPED: $page is not built (engine/page/build.sh)"; exit 77; }
exec python3 "$(dirname "$0")/firefox.py" ${3:+--shots "$3"} "$page" "$program"
