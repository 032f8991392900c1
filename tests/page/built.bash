# Read by chromium.sh, firefox.sh and given.sh (tests/CMakeLists.txt runs each *.sh as a test).

skip() {
  echo "SKIPPED: $*"
  exit 77
}

# built PROGRAM PAGE TOOL...: sets program and page (entente.html beside the program where PAGE is empty). Ends with status 77 where
# a tool is missing, or where engine/page/build.sh did not make the page from the sources that are here.
built() {
  local needed root of
  program=$(readlink -f "$1")
  page=${2:-$(dirname "$program")/entente.html}
  root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
  for needed in "${@:3}"; do
    command -v "$needed" >/dev/null || skip "$needed is missing"
  done
  [ -s "$page" ] || skip "$page is not built (engine/page/build.sh)"
  of=$(grep -ao '"builtFrom":"[0-9a-f]*"' "$page" | cut -d'"' -f4) || true
  [ "$of" = "$(bash "$root/engine/page/sources_hash.sh" --page)" ] ||
    skip "$page was built from other sources (engine/page/build.sh builds it anew)"
}
