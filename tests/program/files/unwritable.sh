#!/usr/bin/env bash
# Folders and files that an ordinary user may not write or read: each command that writes ends with status 1 (one that
# reads a scenario, with 2) and a message with the path and the reason, and everything is as before. As root it runs as
# another user. Usage: unwritable.sh PROGRAM
set -euo pipefail
program=$(readlink -f "$1")
here=$(readlink -f "$0")
if [ "$(id -u)" = 0 ]; then
  command -v setpriv >/dev/null || { echo 'setpriv is missing'; exit 77; }
  as_user=(setpriv --reuid 65534 --regid 65534 --clear-groups)
  "${as_user[@]}" test -x "$program" -a -r "$here" || { echo 'another user cannot reach the program here'; exit 77; }
  exec env -u HOME TMPDIR="${TMPDIR:-/tmp}" "${as_user[@]}" bash "$here" "$program"
fi
cd "$(dirname "$here")/../../.."
source tests/program/files/checks.bash
scenarios=$PWD/scenarios
export ENTENTE_PLOTS=$PWD/plots
work=$(mktemp -d) || { echo 'no folder for this user'; exit 77; }
export GCOV_PREFIX=$work-counts # where a build that counts lines writes, whose folder is another user's
trap 'chmod -R u+rwX "$work" && rm -rf "$work" "$GCOV_PREFIX"' EXIT
cd "$work"

# state: names, modes and content of all files
state() { find . ! -name out ! -name err ! -path . -printf '%p %m\n' | LC_ALL=C sort; find . -type f ! -name out ! -name err -readable -exec sha256sum {} + | LC_ALL=C sort; }
# refuses STATUS PATH COMMAND...: the message names PATH and the reason, and nothing has changed
refuses() {
  local wanted=$1 path=$2 status=0 before
  shift 2
  before=$(state)
  timeout 60 "$program" "$@" >out 2>err </dev/null || status=$?
  if [ "$status" = "$wanted" ] && grep -F "$path" err | grep -q -i 'permission denied'; then ok; else
    not_ok "status $status of $*: no word of $path and the permission"
    head -5 err
  fi
  if [ "$(state)" = "$before" ]; then ok; else
    not_ok "$* changed something"
    diff <(echo "$before") <(state) | head -5
  fi
}

make_inputs "$scenarios"
mkdir cases && printf 'base = "../s.cfg";\nobserved: { agreed = true; truce_months = 30; ended = true; };\n' >cases/one.cfg && : >entente-library.txt
"$program" run s.cfg "${small[@]}" --out have
"$program" run s.cfg --shard 1/2 "${small[@]}" --out shards
"$program" run s.cfg --shard 2/2 "${small[@]}" --out shards
printf '<meta name="entente-page" content="%s">\n<script type="application/json" id="entente-scenarios">[]</script>\n' \
  "$("$program" --version | sed 's/^entente //;q')" >page.html
mkdir locked && chmod 555 locked

# --- an output folder that may not be written
refuses 1 locked run s.cfg "${small[@]}" --out locked
refuses 1 locked run s.cfg --shard 1/2 "${small[@]}" --out locked
refuses 1 locked sweep sweep.cfg "${small[@]}" --out locked
refuses 1 locked analyse s.cfg sensitivity --worlds 40 --replications 10 --no-charts --quiet --out locked
refuses 1 locked compare s.cfg s.cfg:backed "${small[@]}" --out locked
refuses 1 locked score cases "${small[@]}" --out locked
refuses 1 locked fit data.csv --time months --event failed --no-charts --quiet --out locked
refuses 1 locked merge shards --no-charts --quiet --out locked
refuses 1 locked/new.cfg init locked/new.cfg
refuses 1 locked page --page page.html s.cfg --out locked/page.html

# --- results that may not be written again
chmod 555 have/s
refuses 1 have/s run s.cfg "${small[@]}" --seed 5 --out have
refuses 1 have/s plot have/s
refuses 1 have/s report have/s --no-charts
chmod 755 have/s

# --- files that may not be read
chmod 000 data.csv
refuses 1 data.csv fit data.csv --time months --event failed --no-charts --quiet --out have
chmod 644 data.csv
chmod 000 have/s/headline.csv
refuses 1 headline.csv report have/s --no-charts
refuses 1 headline.csv plot have/s
chmod 644 have/s/headline.csv
chmod 000 shards/s/shard-1-of-2.part
refuses 1 shard-1-of-2.part merge shards --no-charts --quiet --out have
chmod 644 shards/s/shard-1-of-2.part
chmod 000 s.cfg
for command in check "explain --draw 0" "run --out have" "analyse --out have"; do
  refuses 2 s.cfg ${command%% *} s.cfg --quiet ${command#"${command%% *}"}
done
refuses 2 s.cfg check sweep.cfg
chmod 644 s.cfg

end_checks
