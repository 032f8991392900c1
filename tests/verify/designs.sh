#!/usr/bin/env bash
# Designs of worlds, too slow for CI: how often their 95% intervals cover the true figure, over 1,000 seeds of a small scenario
# with closed forms, and what a draw is worth in each, on ukraine-2025. Prints the two tables of tests/README.md as Markdown.
#
#     tests/verify/designs.sh build/entente [coverage|worth] [seeds]
set -euo pipefail
program=$(realpath "$1")
part=${2:-all}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

exec python3 - "$program" "$part" "${3:-}" "$here/../../scenarios/ukraine-2025.cfg" "$work" <<'PYTHON'
import csv, os, re, shutil, statistics, subprocess, sys
from concurrent.futures import ThreadPoolExecutor

program, part, seeds, ukraine, work = sys.argv[1:6]
DESIGNS = ("random", "lhs", "sobol")

# Three unknowns; e and f are independent within a world. E(a) = 1/2, E(a^2) = 1/3.
SCENARIO = '''
run: { horizon = 1; };
factors: { a = "uniform(0, 1)"; b = "uniform(0, 1)"; c = "uniform(0, 1)"; };
events: { e = "a * b"; f = "0.2 + 0.6 * a"; g = "0.04 * a * a * c"; h = "if(a + b > 1, 1, 0)"; };
contributors: { n: { troops = 10; joins = "a * a * (0.5 + 0.5 * c)"; }; };
measures: { x: "a * b + c + e"; };
headline = "e given f";
variants: { v: { set = ( "events.e = a * b * b" ); }; };
checks = ( "P(e) > 0", "P(g) > 0", "P(h) > 0", "E(a * b + e) > 0", "P(e given h) > P(f)" );
'''
TRUE = {
    "P(e)": 1 / 4,
    "P(e given f)": 3 / 10,                       # E(b) (0.2 E(a) + 0.6 E(a^2)) / E(f)
    "rare: P(g)": 0.04 / 6,
    "by world 0 or 1: P(h)": 1 / 2,
    "mean: E(a * b + e)": 1 / 2,
    "mean of a measure: x": 1.0,
    "two ratios: P(e given h) - P(f)": 5 / 12 - 1 / 2,  # E(a b; a + b > 1) = 5/24
    "streamed: n joins": 1 / 4,                   # 1/3 (1/2 + 1/4)
    "variant: P(e given f), difference": 1 / 5 - 3 / 10,
}

def rows(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return list(csv.DictReader(file))

def run(scenario, design, seed, worlds, replications):
    out = os.path.join(work, f"{design}-{seed}-{worlds}-{replications}")
    done = subprocess.run([program, "run", scenario, "--design", design, "--seed", str(seed), "--worlds", str(worlds),
                           "--replications", str(replications), "--threads", "1", "--no-charts", "--quiet", "--out", out])
    if done.returncode not in (0, 3):
        sys.exit(f"status {done.returncode} of seed {seed} with {design}")
    folder = os.path.join(out, os.path.basename(scenario)[:-4])
    return folder, out

def interval(row, value="probability", low="mc_low", high="mc_high"):
    return tuple(float(row[name]) for name in (value, low, high))

def figures(design, seed, worlds, replications):
    folder, out = run(os.path.join(work, "closed.cfg"), design, seed, worlds, replications)
    check = [interval(row, "value") for row in rows(folder, "checks.csv") if row["variant"] == "base"]
    headline = {row["variant"]: row for row in rows(folder, "headline.csv")}
    found = dict(zip(("P(e)", "rare: P(g)", "by world 0 or 1: P(h)", "mean: E(a * b + e)", "two ratios: P(e given h) - P(f)"), check))
    found["P(e given f)"] = interval(headline["base"])
    found["variant: P(e given f), difference"] = interval(headline["v"], "difference", "difference_low", "difference_high")
    found["streamed: n joins"] = interval(next(r for r in rows(folder, "contributors.csv") if r["variant"] == "base"), "joins")
    found["mean of a measure: x"] = interval(next(r for r in rows(folder, "measures.csv") if r["variant"] == "base"), "mean")
    subprocess.run(["rm", "-r", out], check=True)
    return found

def coverage(count, worlds, replications):
    with open(os.path.join(work, "closed.cfg"), "w", encoding="utf-8") as file:
        file.write(SCENARIO)
    found = {}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for design in DESIGNS:
            found[design] = list(pool.map(lambda seed: figures(design, seed, worlds, replications), range(1, count + 1)))
    print(f"{worlds} worlds of {replications}, {count} seeds:\n")
    print("| figure | " + " | ".join(DESIGNS) + " | width of lhs | width of sobol |")
    print("| --- |" + " ---: |" * (len(DESIGNS) + 2))
    for name, true in TRUE.items():
        covered = {d: sum(low <= true <= high for _, low, high in (f[name] for f in found[d])) / count for d in DESIGNS}
        width = {d: statistics.mean(f[name][2] - f[name][1] for f in found[d]) for d in DESIGNS}
        print(f"| {name} | " + " | ".join(f"{100 * covered[d]:.1f}%" for d in DESIGNS) +
              f" | {width['lhs'] / width['random']:.2f} | {width['sobol'] / width['random']:.2f} |")

def without_variants(path):
    """A copy of the file, and of the tables beside it, without the sections that take time and are not asked for."""
    text = open(path, encoding="utf-8").read()
    for section in ("variants", "sweeps", "checks"):
        start = re.search(rf"^{section} *[:=]", text, re.M)
        if start is None:
            continue
        end, depth = start.end(), 0
        while depth > 0 or text[end] != ";":
            depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(text[end], 0)
            end += 1
        text = text[:start.start()] + text[end + 1:]
    for name in os.listdir(os.path.dirname(path)):
        if name.endswith(".csv"):
            shutil.copy(os.path.join(os.path.dirname(path), name), work)
    copy = os.path.join(work, os.path.basename(path))
    with open(copy, "w", encoding="utf-8") as file:
        file.write(text)
    return copy

def worth(count):
    scenario = without_variants(ukraine)
    print(f"\nukraine-2025, variance over {count} seeds of the random design over that of each (relative standard error "
          f"{100 * (4 / (count - 1)) ** 0.5:.0f}%):\n")
    print("| worlds, replications | figure | lhs | sobol |")
    print("| --- | --- | ---: | ---: |")
    for worlds, replications in ((256, 10), (1024, 10), (1024, 100)):
        def one(job):
            folder, out = run(scenario, job[0], job[1], worlds, replications)
            found = [float(rows(folder, "headline.csv")[0]["probability"]), float(rows(folder, "talks.csv")[-1]["agreed"])]
            found += [float(row["exceedance"]) for row in rows(folder, "force.csv") if row["quantity"] == "offered"][2:3]
            subprocess.run(["rm", "-r", out], check=True)
            return found
        values = {}
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for design in DESIGNS:
                values[design] = list(pool.map(one, [(design, seed) for seed in range(1, count + 1)]))
        for i, name in enumerate(("headline", "a deal", "force offered, third threshold")):
            variance = {d: statistics.variance(v[i] for v in values[d]) for d in DESIGNS}
            print(f"| {worlds}, {replications} | {name} | {variance['random'] / variance['lhs']:.2f} | "
                  f"{variance['random'] / variance['sobol']:.2f} |")
            sys.stdout.flush()

if part in ("all", "coverage"):
    coverage(int(seeds or 1000), 256, 20)
if part in ("all", "worth"):
    worth(int(seeds or 64))
PYTHON
