#!/usr/bin/env bash
# Scenarios that `entente page` and `run --live` put into the page (given.py has what for). Usage: given.sh PROGRAM [PAGE]
# PAGE: entente.html beside the program. Exit status 77 without the page or without a browser.
set -euo pipefail
program=$(readlink -f "$1")
page=${2:-$(dirname "$program")/entente.html}
for needed in python3 chromium chromedriver; do
  command -v "$needed" >/dev/null || { echo "SKIPPED: $needed is missing"; exit 77; }
done
[ -s "$page" ] || { echo "SKIPPED: $page is not built (engine/page/build.sh)"; exit 77; }
exec python3 "$(dirname "$0")/given.py" "$page" "$program"
