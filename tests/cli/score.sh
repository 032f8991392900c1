#!/usr/bin/env bash
# score: files, folders and tables of cases; the same bytes on any number of threads and with the narrowest instruction
# set; frozen lists; what is refused.
# Usage: score.sh PROGRAM
set -euo pipefail
program=$(readlink -f "$1")
tests=$(dirname "$(readlink -f "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

ok() { passed=$((passed + 1)); }
not_ok() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }
check() { if "${@:2}"; then ok; else not_ok "$1"; fi; }

mkdir -p "$work/cases/deeper"
cat >"$work/cases/template.cfg" <<'CFG'
factors: { scale = "29 to 125"; };
run: { horizon = 24; };
truce: { causes: { war: { hazard = "weibull_hazard(0.55, scale)"; }; }; };
CFG
cat >"$work/cases/one.cfg" <<'CFG'
base = "template.cfg";
observed: { agreed = true; truce_months = 30; ended = true; collection = "famous"; };
CFG
touch "$work/cases/entente-library.txt" # its scenarios share the template
cat >"$work/cases/deeper/two.cfg" <<'CFG'
base = "../template.cfg";
observed: { agreed = true; truce_months = 140; ended = false; collection = "famous"; };
CFG
cat >"$work/cases/deeper/rule.cfg" <<'CFG'
base = "../template.cfg";
observed: { agreed = true; collection = "rule"; };
cases = { table = "rule.csv"; };
CFG
printf 'id,observed.truce_months,observed.ended\na,5,true\nb,70,true\nc,90,false\n' >"$work/cases/deeper/rule.csv"
cd "$work"

for threads in 1 2 7; do
  if "$program" score cases --no-charts --threads $threads --out "$threads" >"out$threads" 2>"err$threads"; then ok; else
    not_ok "score fails with $threads threads"
    cat "err$threads"
  fi
done
ENTENTE_ISA=narrowest "$program" score cases --no-charts --out narrow >/dev/null 2>&1
for run in 2 7 narrow; do
  for table in score score_summary score_reliability score_survival; do
    check "$table.csv differs: $run" cmp -s "1/score/$table.csv" "$run/score/$table.csv"
  done
done
check "five cases" test "$(wc -l <1/score/score.csv)" -eq 6
check "the template is passed over" grep -q "template.cfg has no .observed. and is passed over" err1
check "horizons are those of a score, not of the file" grep -qv "followed for" err1
check "a set ends in its sentence" grep -q "^famous: too few cases to tell from the base rate, on 2 cases: the integr" out1
check "and so does one that cannot be compared" grep -q "^rule: no comparison with the base rate: it takes two" out1
check "results in a folder are not scored" "$program" score . --no-charts --out again --quiet
check "still five" test "$(wc -l <again/score/score.csv)" -eq 6

# sizes are options; a file is one case
"$program" score cases/one.cfg --worlds 50 --replications 10 --no-charts --out small >/dev/null 2>&1
check "one case" grep -q "1 case held against what happened" small/score/score.html
check "its table" grep -q "<summary>The case</summary>" small/score/score.html
check "the size is in the manifest" grep -q '"worlds":[[:space:]]*50' small/score/manifest.json

# other commands leave a score as it is; the same case twice is said
if "$program" report small/score >out 2>err; then not_ok "report writes into a score"; else
  check "a score is no run" grep -q "small/score holds a comparison or a score, and no run" err
fi
cp cases/one.cfg score.cfg
sed -i 's/"template/"cases\/template/' score.cfg
if "$program" run score.cfg --worlds 20 --out small --no-charts >out 2>err; then not_ok "a run replaces a score"; else
  check "a run called score" grep -q "small/score holds a score" err
fi
check "the score stands" test -f small/score/score.csv
"$program" score cases/one.cfg cases/one.cfg --no-charts --out twice >/dev/null 2>err
check "a case that is there twice" grep -q "one is there twice in the set famous" err

# frozen
(cd cases && sha256sum ./*.cfg deeper/* >FROZEN.sha256)
"$program" score cases --no-charts --out frozen >out 2>err
check "all as frozen" grep -q "FROZEN.sha256: 5 files as frozen$" out
check "frozen is a column" grep -q ",1,,0,30,1," frozen/score/score.csv
# as other programs write it: large letters, a star for bytes, a line end of two characters, remarks
cp cases/FROZEN.sha256 list
awk 'NR == 1 { print "# frozen by hand\r\n\r" } { printf "%s *%s\r\n", toupper(substr($0, 1, 64)), substr($0, 67) }' list >cases/FROZEN.sha256
"$program" score cases --no-charts --out frozen >out 2>err
check "all as frozen, written otherwise" grep -q "FROZEN.sha256: 5 files as frozen$" out
{ cat list && echo "0123abcd  one.cfg" && printf '%064d  gone.cfg\n' 7; } >cases/FROZEN.sha256
"$program" score cases --no-charts --out frozen >out 2>err
check "a line without a hash is named" grep -q "FROZEN.sha256 has no hash and path in line 6" err
check "a file that is gone is named" grep -q "gone.cfg was frozen and cannot be read" err
check "the others are as frozen" grep -q "FROZEN.sha256: 5 files as frozen" out
cp list cases/FROZEN.sha256
echo "d,12,false" >>cases/deeper/rule.csv
"$program" score cases --no-charts --out frozen >out 2>err
check "a changed table is named" grep -q "deeper/rule.csv is not as it was frozen" err
sed -i '/rule.csv/d' cases/FROZEN.sha256
"$program" score cases --no-charts --out frozen >out 2>err
check "a table that is not in the list is named" grep -q "deeper/rule.csv is not among the files that were frozen" err

# refused
if "$program" score cases/template.cfg --no-charts >out 2>err; then not_ok "a file without observed"; else
  check "status 2" test $? -eq 2
fi
check "its message" grep -q "has no .observed., so there is nothing to score it against" err
check "its help" grep -q "help: observed: {" err
mkdir empty
if "$program" score empty >out 2>err; then not_ok "an empty folder"; else check "status 2" test $? -eq 2; fi

# an independent computation: ties, censoring, left truncation, conflicts
mkdir many
sed 's/rule.csv/many.csv/' cases/deeper/rule.cfg | sed 's/..\/template/template/' >many/many.cfg
cp cases/template.cfg many/
{
  echo 'id,observed.truce_months,observed.ended,observed.entered,observed.conflict'
  for i in $(seq 1 40); do
    echo "c$i,$((12 + i * 37 % 150)),$([ $((i % 3)) -eq 0 ] && echo false || echo true),$([ $((i % 4)) -eq 0 ] && echo 12 || echo 0),k$((i % 9))"
  done
  echo 'd1,60,true,0,a'
  echo 'd2,60,true,0,b'
  echo 'd3,60,false,0,c'
} >many/many.csv
"$program" score many --no-charts --out many.out --quiet
check "43 cases" test "$(wc -l <many.out/score/score.csv)" -eq 44
if command -v python3 >/dev/null; then
  for folder in 1 many.out; do
    check "scores computed anew differ: $folder" python3 "$tests/score_check.py" "$folder/score"
  done
fi

# A folder that is a link, or that holds a file of another hand, is left as it is.
mkdir -p elsewhere linked foreign/score
ln -s ../elsewhere linked/score
echo mine >foreign/score/score.csv
for out in linked foreign; do
  status=0
  "$program" score cases --no-charts --out "$out" --quiet 2>refused.err || status=$?
  check "a score into $out: status $status" test "$status" -eq 1
done
check "the foreign file is named" grep -q 'foreign/score/score.csv was not written by this program' refused.err
check "nothing behind the link" test -z "$(ls -A elsewhere)"
check "the file of another hand" test "$(cat foreign/score/score.csv)" = mine

# JSON
if command -v python3 >/dev/null; then
  "$program" score cases --no-charts --out json --json >document 2>/dev/null
  check "the document" python3 - <<'PY'
import csv, json
d = json.load(open("document"))["results"][0]
rows = list(csv.DictReader(open("json/score/score.csv", newline="")))
assert [c["case"] for c in d["cases"]] == [r["case"] for r in rows]
assert abs(d["cases"][0]["horizons"][2]["probability"] - float(rows[0]["chance_60"])) < 1e-15
assert len(d["sets"]) == 2 and d["sets"][0]["verdict"].startswith(d["sets"][0]["set"] + ": ")
summary = list(csv.DictReader(open("json/score/score_summary.csv", newline="")))
assert len(d["summary"]) == len(summary)
for given, row in zip(d["summary"], summary):
    assert list(given) == list(row), set(given) ^ set(row)
    for name, cell in row.items():
        value = given[name]
        same = cell in ("", "inf", "-inf") if value is None else cell == value if isinstance(value, str) else float(cell) == value
        assert same, (name, cell, value)
PY
fi

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
