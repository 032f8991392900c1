#!/usr/bin/env bash
# Scenarios that `entente page` and `run --live` put into the page (given.py has what for). Usage: given.sh PROGRAM [PAGE]
# PAGE: entente.html beside the program. Exit status 77 without a page that engine/page/build.sh made from these sources, or
# without a browser.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=/dev/null
. "$here/built.bash"
program='' page='' # set by built
built "$1" "${2:-}" python3 chromium chromedriver
exec python3 "$here/given.py" "$page" "$program"
