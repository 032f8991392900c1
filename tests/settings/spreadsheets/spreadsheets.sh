#!/bin/bash
# Tables saved by LibreOffice in English, French and German, from .fods, .ods and .xlsx, and results opened by it: the
# settings are the same in all of them, thousands that could be decimals are refused, and results keep accents and numbers.
#   bash tests/settings/spreadsheets/spreadsheets.sh PROGRAM     (soffice, python3; skipped without them; a minute)
#   … --refresh                                                  writes the .csv files of this folder anew
set -euo pipefail
program=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
for needed in soffice python3; do
  command -v $needed > /dev/null || { echo "skipped: $needed is not installed"; exit 77; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work # LibreOffice keeps a profile there

# convert LOCALE FOLDER FORMAT FILE…: opens files in a language and saves them in FOLDER
convert() {
  local locale=$1 folder=$2 format=$3 profile=$work/profile-$1
  shift 3
  if [ ! -d "$profile" ]; then
    mkdir -p "$profile/user"
    cat > "$profile/user/registrymodifications.xcu" <<END
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>$locale</value></prop></item>
</oor:items>
END
  fi
  soffice "-env:UserInstallation=file://$profile" --headless --convert-to "$format" --outdir "$folder" "$@" \
    ${infilter:+"--infilter=$infilter"} > "$work/soffice.log" 2>&1 || { cat "$work/soffice.log"; exit 1; }
}

# The separator of a locale's lists, as a character code: 44 is a comma, 59 a semicolon.
separator() { case $1 in en-US) echo 44 ;; *) echo 59 ;; esac; }

# csv LOCALE FOLDER FILE…: saves as CSV in UTF-8, the content of cells as shown
csv() {
  local locale=$1 folder=$2
  shift 2
  convert "$locale" "$folder" "csv:Text - txt - csv (StarCalc):$(separator "$locale"),34,76,1,,0,false,true,true" "$@"
}

# figures TABLE: what the engine reads in a table
figures() {
  local folder
  folder=$(mktemp -d "$work/run.XXXX")
  cp "$1" "$folder/pledges.csv"
  cat > "$folder/pledges.cfg" <<'END'
run: { worlds = 20; replications = 20; };
factors: { resolve = "normal(0, 1)"; };
contributors = { table = "pledges.csv"; };
headline = "force.offered > 0";
END
  (cd "$folder" && "$program" run pledges.cfg --no-charts --quiet --out out > log 2>&1) || { cat "$folder/log"; return 1; }
  cat "$folder/out/pledges/assumptions.csv" "$folder/out/pledges/contributors.csv"
}

failed=0
say() { echo "FAILED: $1"; failed=1; }

# --- tables that spreadsheets save
convert en-US "$work/book" ods "$here/pledges.fods"
convert en-US "$work/book" xlsx "$here/pledges.fods"
for locale in en-US fr-FR de-DE; do
  csv $locale "$work/$locale" "$here/pledges.fods" "$here/grouped.fods"
  csv $locale "$work/$locale/ods" "$work/book/pledges.ods"
  csv $locale "$work/$locale/xlsx" "$work/book/pledges.xlsx"
  for table in pledges grouped; do
    if [ "${2:-}" = --refresh ]; then
      cp "$work/$locale/$table.csv" "$here/$table-$locale.csv"
    fi
    cmp "$work/$locale/$table.csv" "$here/$table-$locale.csv" || say "$table is saved differently in $locale"
  done
  for table in "$work/$locale"/pledges.csv "$work/$locale"/*/pledges.csv; do
    figures "$table" > "$work/found" || say "$table is not read"
    [ -s "$work/expected" ] || cp "$work/found" "$work/expected"
    cmp "$work/found" "$work/expected" || say "$table has other settings"
  done
done
grep -q 'République française' "$work/expected" || say 'accents are lost'
figures "$work/fr-FR/grouped.csv" | cmp - "$work/expected" || say 'French thousands are read otherwise'
for locale in en-US de-DE; do
  figures "$work/$locale/grouped.csv" > "$work/log" && say "ambiguous thousands are read in $locale"
  grep -q 'is ambiguous: 10000 with a separator of thousands, or 10 with a decimal' "$work/log" ||
    { cat "$work/log"; say "no message about thousands in $locale"; }
done

# --- results that are opened in a spreadsheet, and saved again
mkdir "$work/results"
cp "$here/pledges-fr-FR.csv" "$work/results/pledges.csv"
cat > "$work/results/accents.cfg" <<'END'
title = "Éé";
run: { worlds = 300; replications = 30; };
factors: { resolve = { value = "normal(0, 1)"; note = "=1+1, “jugé”; −5"; source = "Ministère"; }; };
contributors = { table = "pledges.csv"; };
force: { required = "uniform(1k, 12k)"; };
headline = "force.offered >= force.required";
variants: { plus: { name = "Größer"; set = ( "contributors.france.joins = 60%" ); }; };
END
(cd "$work/results" && "$program" run accents.cfg --no-charts --quiet --draws 40 --out out > log 2>&1) ||
  { cat "$work/results/log"; exit 1; }
for locale in en-US de-DE; do
  for through in ods xlsx; do
    # 1033: numbers are English; true: cells in quotes are texts (both are choices of the dialogue of Calc)
    infilter="Text - txt - csv (StarCalc):44,34,76,1,,1033,true,false" \
      convert $locale "$work/opened/$locale-$through" $through "$work"/results/out/accents/*.csv
    convert $locale "$work/saved/$locale-$through" \
      "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false" "$work/opened/$locale-$through"/*.$through
    python3 "$here/same_cells.py" "$work/results/out/accents" "$work/saved/$locale-$through" $locale ||
      say "results opened in $locale and saved as $through"
  done
done
[ $failed = 0 ] && echo "tables of three languages are read, and results are opened with every number and accent"
exit $failed
