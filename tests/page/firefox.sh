#!/usr/bin/env bash
# The page in headless Firefox (firefox.py has what for). Usage: firefox.sh PROGRAM [PAGE [SHOTS]]   PAGE: entente.html
# beside the program. Exit status 77 without a page that engine/page/build.sh made from these sources, or without a browser.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=/dev/null
. "$here/built.bash"
program='' page='' # set by built
built "$1" "${2:-}" python3 firefox-esr
exec python3 "$here/firefox.py" ${3:+--shots "$3"} "$page" "$program"
