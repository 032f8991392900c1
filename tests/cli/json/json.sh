#!/usr/bin/env bash
# --json: every command prints one JSON document of the shape that engine/cli/README.md promises, whatever its exit
# status, and nothing else on standard output. Usage: json.sh PROGRAM
set -euo pipefail
program=$(readlink -f "$1")
cd "$(dirname "$0")/../../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v python3 >/dev/null || { echo "SKIPPED: python3 is not installed, so no JSON document was read"; exit 77; }

printf 'title = "x";\nfactors: { a = "normal(0, 1"; b = "nosuch + 1"; };\n' >"$work/bad.cfg"
cat >"$work/test.py" <<'PY'
import csv, json, math, os, subprocess, sys

program, work = sys.argv[1:]
failed = 0

def ask(status, *arguments):
    done = subprocess.run([program, *arguments, "--json"], capture_output=True, text=True)
    document = json.loads(done.stdout)
    check(done.returncode == status == document["exit_status"], f"exit status {done.returncode} of {arguments}: {done.stderr}")
    check(list(document) == ["entente", "command", "exit_status", "messages", "results"], f"members of {arguments}")
    check(all(m["severity"] in ("error", "warning", "note") and m["text"] for m in document["messages"]), "messages")
    return document

def check(holds, what):
    global failed
    if not holds:
        failed += 1
        print("FAILED:", what)

small = ["--worlds", "60", "--replications", "20", "--no-charts", "--out", work + "/out"]
estimate = {"probability", "mc_low", "mc_high", "world_p05", "world_p50", "world_p95"}

answer = ask(0, "run", "scenarios/minimal.cfg", "scenarios/sinai-1956.cfg", *small, "--set", "checks=()")
check([r["scenario"] for r in answer["results"]] == ["minimal", "sinai-1956"], "one result a scenario")
whole = answer["results"][0]
for result in answer["results"]:
    with open(result["folder"] + "/headline.csv") as file:
        rows = list(csv.DictReader(file))
    check([r["variant"] for r in rows] == [v["variant"] for v in result["variants"]], "variants")
    for row, variant in zip(rows, result["variants"]):
        for key in estimate | {"difference", "difference_low", "difference_high"}:
            told = variant[key]
            check(row[key] == "" if told is None else math.isclose(float(row[key]), told, rel_tol=1e-12),
                  f"{key} of {variant['variant']}: {row[key]} in headline.csv, {told} in the answer")
        check(abs(sum(o["probability"] for o in variant["outcomes"]) - 1) < 1e-9, "outcomes add up to 1")

# experts: the rows of experts.csv and disagreement.csv; what the base differs from itself is nothing
answer = ask(0, "run", "scenarios/experts.cfg", *small, "--set", "checks=()")
result = answer["results"][0]
with open(result["folder"] + "/experts.csv") as file:
    rows = list(csv.DictReader(file))
told = [(v["variant"], e) for v in result["variants"] for e in v["experts"]]
check([(r["variant"], r["expert"], r["name"]) for r in rows] == [(v, e["expert"], e["name"]) for v, e in told], "experts")
for row, (variant, expert) in zip(rows, told):
    for key in estimate | {"weight", "worlds", "difference", "difference_low", "difference_high"}:
        check(row[key] == "" if expert[key] is None else math.isclose(float(row[key]), expert[key], rel_tol=1e-12), f"{key} of {expert['expert']}")
    check(variant != "base" or {row[key] for key in ("difference", "difference_low", "difference_high")} == {"0"}, "the base from itself")
with open(result["folder"] + "/disagreement.csv") as file:
    for row, variant in zip(csv.DictReader(file), result["variants"]):
        for key, value in variant["disagreement"].items():
            check(row[key] == "" if value is None else math.isclose(float(row[key]), value, rel_tol=1e-12), f"disagreement: {key}")

answer = ask(3, "run", "scenarios/minimal.cfg", *small, "--set", 'checks=("P(truce.held) > 0.999")')
check(answer["results"][0]["checks_failed"] == 1, "a false check")

answer = ask(0, "check", "scenarios/ukraine-2025.cfg", "scenarios/minimal.cfg")
check([r["fine"] for r in answer["results"]] == [True, True], "fine")
check({"variant": "air_cover"}.items() <= answer["results"][0]["variants"][0].items() or
      "air_cover" in [v["variant"] for v in answer["results"][0]["variants"]], "check names the variants")
check(all({"path", "written", "understood", "p05", "p50", "p95", "note", "source"} == set(s)
          for s in answer["results"][0]["settings"]), "settings")
answer = ask(2, "check", work + "/bad.cfg")
check([(m["line"], m["severity"]) for m in answer["messages"]] == [(2, "error"), (2, "error")], "mistakes with their places")
check(answer["results"] == [{"scenario": "bad", "file": work + "/bad.cfg", "fine": False, "settings": []}], "not fine")

answer = ask(0, "explain", "scenarios/minimal.cfg", "--draw", "3")
result = answer["results"][0]
check(result["draw"] == 3 and result["world"] == 0 and result["outcome"] and "Outcome:" in result["told"], "explain")
check("force.offered" in result["values"], "the values of the draw")

answer = ask(0, "init", work + "/mine.cfg")
check(answer["results"] == [{"file": work + "/mine.cfg"}], "init")
answer = ask(1, "init", work + "/mine.cfg")
check("already" in answer["messages"][0]["text"], "init twice")

answer = ask(0, "sweep", work + "/mine.cfg", "size", *small)
points = answer["results"][0]["points"]
check([p["set"]["force.required"] for p in points] == ["5000", "10000", "20000"] and estimate <= set(points[0]), "sweep")

choices = ["scenarios/ukraine-2025.cfg", "scenarios/ukraine-2025.cfg:air_cover"]
answer = ask(0, "compare", *choices, *small[:4], "--levels", "20%", "--no-charts", "--out", work + "/sides")
result = answer["results"][0]
check([c["choice"] for c in result["choices"]] == ["ukraine-2025.cfg", "ukraine-2025.cfg:air_cover"], "compare: choices")
check(result["folder"] == work + "/sides/compare" and set(result["choices"][0]["meets"]) == {"20"}, "compare: levels")
rows = list(csv.DictReader(open(work + "/sides/compare/compare.csv", newline="")))
check(len(rows) == len(result["pairs"]) == 1 and float(rows[0]["difference"]) == result["pairs"][0]["difference"], "compare: a pair")
rows = list(csv.DictReader(open(work + "/sides/compare/compare_settings.csv", newline="")))
check([r["path"] for r in rows] == [s["path"] for s in result["settings"]] and rows, "compare: settings")

answer = ask(1, "plot", work + "/nowhere")
check(answer["results"] == [{"folder": work + "/nowhere", "charts": False}], "plot")

for shard in ("1/2", "2/2"):
    answer = ask(0, "run", "scenarios/minimal.cfg", *small[:4], "--out", work + "/shards", "--set", "checks=()", "--shard", shard)
answer = ask(0, "merge", work + "/shards", "--no-charts", "--out", work + "/merged")
check(answer["results"][0]["variants"] == whole["variants"], "merge answers as the whole run does")
answer = ask(0, "report", work + "/merged/minimal")
check(answer["results"][0]["folder"] == work + "/merged/minimal", "report")

answer = ask(0, "--help")
names = {r["command"] for r in answer["results"]}
check({"run", "check", "explain", "sweep", "compare", "plot", "init"} <= names, "help lists the commands")
check("worlds" in [o["option"] for o in ask(0, "help", "run")["results"][0]["options"]], "help of run lists its options")
check(ask(0, "--version")["entente"].count(".") == 2, "version")
answer = ask(2, "rnu", "x")
check(answer["command"] == "rnu" and "did you mean" in answer["messages"][0]["text"], "no command")
check("did you mean --threads" in ask(2, "run", "x", "--treads", "2")["messages"][0]["text"], "no option")
check(ask(2)["command"] is None, "nothing given")
check(ask(2, "run", work + "/none.cfg")["messages"][0]["severity"] == "error", "no file")
sys.exit(1 if failed else 0)
PY
python3 "$work/test.py" "$program" "$work"
echo "the documents are as promised"
