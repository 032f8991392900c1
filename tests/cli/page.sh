#!/usr/bin/env bash
# `entente page` and `run --live`: what is in the page as an HTML parser reads it, hostile scenarios and names, files of
# others, links, templates that are none. The template is a small one: the real page has tests of its own.
# Usage: page.sh PROGRAM
set -euo pipefail
program=$(realpath "$1")
cd "$(dirname "$0")/../.."
source=$PWD
command -v python3 >/dev/null || { echo "python3 is not installed"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
not_ok() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }
check() { python3 "$source/tests/cli/page_check.py" "$@" || not_ok "$*"; }

# refused STATUS WORDS COMMAND...: ends with the status, and the words are on standard error
refused() {
  local status=$1 words=$2 got=0
  shift 2
  "$@" >out.txt 2>err.txt </dev/null || got=$?
  [ "$got" = "$status" ] || not_ok "status $got, not $status: $*: $(cat err.txt)"
  grep -qF -- "$words" err.txt || not_ok "no \"$words\": $*: $(cat err.txt)"
}

cd "$work"
version=$("$program" --version | sed 's/^entente //;q')
template() { # VERSION
  printf '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">\n<meta name="entente-page" content="%s">\n' "$1"
  printf '<title>t</title></head><body>\n<script type="application/json" id="entente-scenarios">[]</script>\n'
  printf '<p id="after">after</p></body></html>\n'
}
template "$version" >page.html
page() { "$program" page --page page.html --allow-outside "$@"; }

# the shipped scenarios, tables among them, in the order of their names
page >said.txt
grep -q '^wrote entente.html, with [0-9]* scenarios' said.txt || not_ok "$(cat said.txt)"
shipped=()
for file in "$source"/scenarios/*.cfg; do shipped+=("$(basename "$file" .cfg)" "$file"); done
check entente.html page.html "${shipped[@]}"
python3 - entente.html <<'PY' || not_ok "the table of ukraine-2025 is missing"
import json, re, sys
text = open(sys.argv[1], encoding="utf-8").read()
entry = next(e for e in json.loads(re.search(r"scenarios\">(\[.*\])</script>", text, re.S).group(1)) if e["name"] == "ukraine-2025")
assert list(entry["files"]) == ["ukraine-2025-pledges.csv"], entry["files"].keys()
PY

# texts and names that try to become markup
mkdir -p 'a b/in' 'up'
hostile='</script><script>canary()</script><!-- <img src=x onerror=canary()> &lt; &amp;'
name=$'</script>\n<img src=x onerror=canary()>&"\\'
printf 'base = "in/base.cfg"; title = "%s \xe2\x80\xa8\xe2\x80\xa9 \\u003c/script\\\\";\n// %s\n' "$hostile" "$hostile" >"a b/${name//\//-}.cfg"
grep -v '^title' "$source/scenarios/minimal.cfg" >'a b/in/base.cfg'
if page "a b/${name//\//-}.cfg" --out hostile.html >said.txt 2>err.txt; then
  check hostile.html page.html "${name//\//-}" "a b/${name//\//-}.cfg"
else
  not_ok "a hostile scenario: $(cat err.txt)"
fi
[ "$(wc -l <said.txt)" = 1 ] || not_ok "the name made a line of its own: $(cat said.txt)"
printf 'base = "../a b/in/base.cfg"; title = "above";\n' >up/above.cfg
page up/above.cfg --out above.html --quiet >said.txt && [ ! -s said.txt ] || not_ok "--quiet: $(cat said.txt)"
check above.html page.html above up/above.cfg
(cd up && page() { "$program" page --page ../page.html --allow-outside "$@"; } && page above.cfg --out ../above2.html >/dev/null)
cmp above.html above2.html || not_ok "the page depends on the folder that it is written from"
page - --out stdin.html <"$source/scenarios/minimal.cfg" >/dev/null
check stdin.html page.html stdin "$source/scenarios/minimal.cfg"

# an earlier page is replaced; any other file, a link, a folder are left alone
page up/above.cfg --out hostile.html >/dev/null
cmp hostile.html above.html || not_ok "an earlier page was not replaced"
echo mine >mine.html
refused 1 "no page of entente" page up/above.cfg --out mine.html
[ "$(cat mine.html)" = mine ] || not_ok "a file of another hand was replaced"
ln -s above.html link.html
refused 1 "no page of entente" page up/above.cfg --out link.html
[ -L link.html ] || not_ok "a link was replaced"
refused 1 "no page of entente" page up/above.cfg --out up
refused 1 "name of a folder" page up/above.cfg --out up/
refused 1 "cannot write" page up/above.cfg --out none/x.html
refused 2 "not an empty word" page up/above.cfg --out ''
[ -z "$(find . -name '.*.part')" ] || not_ok "temporary files were left"

# mistakes, and scenarios that no page can hold
echo 'titel = "x";' >wrong.cfg
refused 2 "unknown setting" page wrong.cfg up/above.cfg --out wrong.html
printf 'base = "%s/a b/in/base.cfg";\n' "$PWD" >absolute.cfg
refused 2 "by its absolute path" page absolute.cfg --out wrong.html
cp up/above.cfg above.cfg
sed -i 's|\.\./||' above.cfg
refused 2 "--allow-outside" "$program" page --page page.html up/above.cfg --out wrong.html
refused 2 "would both be above in the page" page above.cfg up/above.cfg --out wrong.html
refused 2 "No such file" page none.cfg --out wrong.html
[ ! -e wrong.html ] || not_ok "a page was written in spite of mistakes"

# templates
template 0.0.1 >old.html
refused 1 "another version" "$program" page --allow-outside up/above.cfg --page old.html --out new.html
refused 1 "engine/page/build.sh" "$program" page --allow-outside up/above.cfg --page none.html --out new.html
refused 1 "no page of entente" "$program" page --allow-outside up/above.cfg --page mine.html --out new.html
sed 's/<script.*//' page.html >damaged.html
refused 1 "is damaged" "$program" page --allow-outside up/above.cfg --page damaged.html --out new.html
mkdir -p alone/bin alone/share/entente/page
cp "$program" alone/bin/entente
refused 1 "share/entente/page/entente.html" alone/bin/entente page --allow-outside up/above.cfg --out new.html
refused 1 "engine/page/build.sh" alone/bin/entente page --allow-outside up/above.cfg --out new.html
[ ! -e new.html ] || not_ok "a page was written without a template"
cp page.html alone/share/entente/page/entente.html
alone/bin/entente page --allow-outside up/above.cfg --out new.html >/dev/null || not_ok "the installed template was not found"
cmp new.html above.html

# JSON
page up/above.cfg --out json.html --json >json.txt
python3 - json.txt json.html <<'PY' || not_ok "$(cat json.txt)"
import json, os, sys
result = json.load(open(sys.argv[1]))["results"]
assert result == [{"file": "json.html", "bytes": os.path.getsize(sys.argv[2]), "scenarios": ["above"]}], result
PY

# run --live: the scenario as it was run, a link in the report, a line in the manifest
run() { "$program" run up/above.cfg --allow-outside --worlds 20 --replications 10 --no-charts --quiet "$@"; }
run --out plain
run --out live --live --page page.html --set 'title = "</script><b>"'
check live/above/live.html page.html above up/above.cfg
check live/above/live.html --set 'run.worlds = 20' 'run.replications = 10' 'title = "</script><b>"'
grep -q 'href="live.html"' live/above/report.html || not_ok "the report does not link the page"
! grep -q '<script' live/above/report.html || not_ok "the report has a script"
! grep -q 'live.html' plain/above/report.html || not_ok "a report without a page links one"
hash=$(sha256sum live/above/live.html | cut -d' ' -f1)
grep -q "\"live.html\":[[:space:]]*\"$hash\"" live/above/manifest.json || not_ok "the manifest lacks the page"
run --out same
for table in live/above/*.csv; do
  case $table in *assumptions.csv) continue ;; esac
  cmp "$table" "same/above/$(basename "$table")" || not_ok "--live changed $table"
done

# the report again: with a newer template the same scenario is in the page; without a template it stays
sed 's/after<.p>/again<\/p>/' page.html >newer.html
"$program" report live/above --no-charts --page newer.html --quiet
check live/above/live.html newer.html above up/above.cfg
hash=$(sha256sum live/above/live.html | cut -d' ' -f1)
grep -q "\"live.html\":[[:space:]]*\"$hash\"" live/above/manifest.json || not_ok "the manifest has the former page"
rm alone/share/entente/page/entente.html
alone/bin/entente report live/above --no-charts --quiet
[ "$(sha256sum <live/above/live.html | cut -d' ' -f1)" = "$hash" ] || not_ok "the page was changed without a template"
grep -q 'href="live.html"' live/above/report.html || not_ok "the link is gone"
cp -r live moved
rm moved/above/live.html
"$program" report moved/above --no-charts --quiet --page page.html
! grep -q 'href="live.html"' moved/above/report.html || not_ok "the report links a page that is not there"
echo changed >>live/above/live.html
refused 1 "live.html" "$program" report live/above --no-charts --page page.html

# a page of another hand is left alone, and so is a run without --live
refused 1 "live.html was not written by this program" run --out live --live --page page.html
run --out moved
[ ! -e moved/above/live.html ] || not_ok "an earlier page stayed"
run --out moved --live --page page.html
run --out moved
[ ! -e moved/above/live.html ] || not_ok "an earlier page stayed"
refused 2 "--shard" run --out shard --live --page page.html --shard 1/2
refused 1 "by its absolute path" "$program" run absolute.cfg --allow-outside --live --page page.html --out absolute --worlds 20
[ ! -e absolute/absolute/manifest.json ] || not_ok "a run was made that has no page"

[ "$failed" = 0 ] || { echo "$failed failures"; exit 1; }
echo "the pages are as they should be"
