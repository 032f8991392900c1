"""Figures known exactly, from file to table. Usage: exact.py PROGRAM DIR"""
import csv
import subprocess
import sys

program, work = sys.argv[1], sys.argv[2]
failed = []
passed = 0


def same(found, wanted, what):
    global passed
    if found == wanted:
        passed += 1
    else:
        failed.append(f"{what}: found {found!r}, expected {wanted!r}")


def run(text, *options, status=0):
    with open(f"{work}/s.cfg", "w", encoding="utf-8") as file:
        file.write(text)
    done = subprocess.run([program, "run", f"{work}/s.cfg", "--out", f"{work}/o", "--no-charts", "--quiet", *options],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    same(done.returncode, status, f"exit status of {text[:60]}: {done.stdout[:300]}")
    return done.stdout


def table(name):
    with open(f"{work}/o/s/{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SIZE = "run: { worlds = 50; replications = 100; horizon = 12; };\n"
END = 'outcomes: { held: { when = "truce.held"; }; broken: { when = "true"; }; };\nheadline = "truce.held";\n'

# Percentiles of distributions whose quantiles are rational: those of assumptions.csv are computed, not sampled.
run(SIZE + '''factors: { a = "truncate(uniform(0, 10), 2, 4)"; b = "uniform(0, 2)"; c = "triangular(0, 0, 1)"; d = "discrete(1, 5, 3, 95)";
e = "truncate(truncate(uniform(0, 8), 1, 7), 3, 5)"; f = 7; g = "mixture(1, uniform(0, 1), 1, uniform(2, 3))"; };\n''' + END)
rows = {row["path"]: [row["p05"], row["p50"], row["p95"]] for row in table("assumptions")}
same(rows["factors.a"], ["2.1", "3", "3.9"], "a truncated uniform")
same(rows["factors.b"], ["0.1", "1", "1.9"], "a uniform")
same(rows["factors.e"], ["3.1", "4", "4.9"], "a uniform truncated twice")
same(rows["factors.f"], ["7", "7", "7"], "a constant")
same([round(float(x), 9) for x in rows["factors.c"]], [0.025320566, 0.292893219, 0.776393202], "a triangular at its end")
# The same where draws are held in a range: troops at 0 or above, a chance within [0, 1].
run(SIZE + '''contributors: { a: { troops = "uniform(-100, 900)"; }; };
force: { required = "uniform(-400, 600)"; }; events: { e = "unknown(uniform(0.5, 1.5))"; };\n''' + END)
held = {row["path"]: [round(float(row[p]), 9) for p in ("p05", "p50", "p95")] for row in table("assumptions") if row["p05"]}
same(held["contributors.a.troops"], [0, 400, 850], "troops held at 0")
same(held["force.required"], [0, 100, 550], "a requirement held at 0")
same(held["events.e"], [0.55, 1, 1], "a chance held at 1")
same([round(float(x), 9) for x in (rows["factors.g"][0], rows["factors.g"][2])], [0.1, 2.9], "a mixture")

# The last month: a hazard, a departure, an arrival and a cap that change in it and nowhere else.
LAST = {
    "a hazard": 'truce: { causes: { k: { hazard = "if(month >= 12, 1000, 0)"; }; }; };',
    "presence": 'truce: { causes: { k: { hazard = "if(force.ratio < 0.5, 1000, 0)"; }; }; };',
    "a cap": 'truce: { causes: { k: { hazard = "if(force.ratio < 0.5, 1000, 0)"; }; }; };',
}
FORCE = {"a hazard": "joins = 1;", "presence": 'joins = 1; present = "if(month >= 12, 0, 1)";', "a cap": "joins = 1;"}
for what, truce in LAST.items():
    cap = ' cap = "if(month >= 12, 10, 5000)";' if what == "a cap" else ""
    run(SIZE + f"contributors: {{ a: {{ troops = 1000; {FORCE[what]} }}; }};\nforce: {{ required = 1000;{cap} }};\n{truce}\n{END}"
        'measures: { m: { value = "truce.months"; }; };\n')
    rows = table("truce")
    same([rows[10]["survival"], rows[11]["survival"], rows[11]["at_risk"], rows[11]["cause_k"]], ["1", "0", "5000", "1"],
         f"{what} in the last month")
    same(table("measures")[0]["mean"], "11", f"months of a truce that {what} ends in the last")
    same([row["count"] for row in table("outcomes")], ["0", "5000"], f"outcomes where {what} ends the truce in the last month")
    run(SIZE.replace("12", "11") + f"contributors: {{ a: {{ troops = 1000; {FORCE[what]} }}; }};\nforce: {{ required = 1000;{cap} }};\n{truce}\n{END}")
    same([row["count"] for row in table("outcomes")], ["5000", "0"], f"outcomes a month before {what}")

# A formula that gives no number is an error, wherever it is found: of constants as the file is read, of months alone as
# it is compiled, of worlds and draws as they are played.
for place, (text, status) in {
        "troops": ('contributors: { a: { troops = "0 / (1 - 1)"; joins = 1; }; };', 2),
        "troops of a world": ('contributors: { a: { troops = "if(unknown(uniform(0, 1)) > 2, 1, 0 / 0)"; joins = 1; }; };', 1),
        "a hazard by month": ('truce: { causes: { k: { hazard = "0.1 + sqrt(11.5 - month)"; }; }; };', 2),
        "presence by month": ('contributors: { a: { troops = 1; joins = 1; present = "0.5 + log(3 - month)"; }; }; force: { required = 1; };'
                              'truce: { causes: { k: { hazard = "if(force.ratio < 1, 0.1, 0)"; }; }; };', 2),
        "a hazard by world and month": ('truce: { causes: { k: { hazard = "sqrt(unknown(uniform(1, 2)) - month)"; }; }; };', 1)}.items():
    said = run(SIZE + text + "\n" + END, status=status)
    same("number" in said and "error:" in said, True, f"{place} without a number: {said[:200]}")
run(SIZE + 'truce: { causes: { k: { hazard = "if(month < 3, sqrt(3 - month), 0)"; }; }; };\n' + END)  # not read where it is none

# Warnings: each where it is due, with its count, and none elsewhere.
run(SIZE + 'factors: { x = 2; }; outcomes: { never: { when = "x < 0"; }; all: { when = "true"; }; };\nheadline = "truce.held";\n')
same([(row["path"], row["count"]) for row in table("warnings") if row["path"].startswith("outcomes")],
     [("outcomes.never.when", "0")], "an outcome that is never met")
run(SIZE + 'factors: { x = "normal(0, 1)"; };\noutcomes: { low: { when = "x < 0"; }; high: { when = "x >= 0"; }; };\nheadline = "x > 0";\n')
same([row["path"] for row in table("warnings") if row["path"].startswith("outcomes")], [], "outcomes that are met")
run(SIZE.replace("50", "20", 1) + 'outcomes: { a: { when = "true"; }; };\nheadline = "true";\n')
same([row["count"] for row in table("warnings") if row["path"] == "run.worlds"], ["20"], "fewer than 30 worlds")
run(SIZE.replace("50", "30", 1) + 'outcomes: { a: { when = "true"; }; };\nheadline = "true";\n')
same([row["count"] for row in table("warnings") if row["path"] == "run.worlds"], [], "30 worlds")

for line in failed:
    print("FAILED:", line)
print(f"{passed} checks passed, {len(failed)} failed")
sys.exit(1 if failed else 0)
