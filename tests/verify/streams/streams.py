#!/usr/bin/env python3
"""The engine's uniforms through dieharder, in each order in which a run uses them.

    streams.py PROGRAM [--minute] [--seed N] [--orders A,B] [--jobs N]

PROGRAM is entente_stream_words. A p-value is judged from both sides, q = 2 min(p, 1 - p). One with q < LEVEL is looked at
again with another seed, and is a failure where that gives q < LEVEL too. So a run with m p-values fails by chance with
probability m LEVEL^2 at most. Prints a table as Markdown; status 1 after a failure, 77 without dieharder."""
import argparse
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

LEVEL = 1e-3
ORDERS = ("draws", "lower_bits", "settings", "worlds", "months", "interleaved", "seeds")

# Tests of dieharder, with its options: those that its list calls good. Each p-value is of 100 or more samples (-p), since those
# of fewer lie near 1 for any generator; what takes long has smaller samples (-t) instead.
SHORT = ("0", "4", "8", "11", "15", "100", "102 -t 10000", "200 -n 1 -t 20000", "200 -n 3 -t 20000", "201 -n 2 -p 100",
         "202 -n 3 -t 20000", "202 -n 5 -t 20000", "203 -n 1 -t 50000", "204")
LONG = ("0", "1", "2", "3", "4", "8", "9", "10", "11", "12", "13", "15", "16", "17 -t 1000000", "100", "101", "102",
        *(f"200 -n {n}" for n in (1, 2, 3, 4, 8)), "200 -n 12 -t 20000", *(f"201 -n {n} -p 200" for n in range(2, 6)),
        *(f"202 -n {n}" for n in range(2, 6)), *(f"203 -n {n} -t 200000" for n in (0, 1, 3, 7, 15, 31)), "204",
        "205", "206", "207", "208 -n 0", "209 -n 12")  # 208 -n 1 crashes in dieharder 3.31 whatever it is given


def p_values(program, order, seed, test):
    """The p-values of one test, each with the name and the size of blocks that dieharder gives."""
    words = subprocess.Popen([program, order, str(seed)], stdout=subprocess.PIPE)
    columns = [option for name in ("test_name", "ntuple", "pvalues") for option in ("-D", name)]
    battery = subprocess.run(["dieharder", "-g", "200", "-d", *test.split(), "-c", ",", *columns], stdin=words.stdout,
                             stdout=subprocess.PIPE, text=True, check=False)
    words.stdout.close()
    words.wait()
    rows = [line.split(",") for line in battery.stdout.splitlines() if line.count(",") == 2]
    if battery.returncode != 0 or not rows:
        sys.exit(f"dieharder -d {test}: status {battery.returncode}, {len(rows)} p-values")
    return [(name.strip(), int(size), float(p)) for name, size, p in rows]


def two_sided(p):
    return 2.0 * min(p, 1.0 - p)


def judge(program, order, seed, test):
    """The p-values of a test; those that look unlikely with both seeds are failures."""
    first = p_values(program, order, seed, test)
    doubtful = [i for i, row in enumerate(first) if two_sided(row[2]) < LEVEL]
    second = p_values(program, order, seed + 1000003, test) if doubtful else []
    again = [(first[i], second[i][2]) for i in doubtful]
    return first, again, [row for row in again if two_sided(row[1]) < LEVEL]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--minute", action="store_true")
    parser.add_argument("--seed", type=int, default=20261130)
    parser.add_argument("--orders", default=",".join(ORDERS))
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    if shutil.which("dieharder") is None:
        print("dieharder is not installed: the uniforms are not tested")
        sys.exit(77)
    tests = SHORT if options.minute else LONG
    count, failures = 0, []
    print("| order of the uniforms | p-values | smallest, of both sides | looked at again | failed |")
    print("| --- | ---: | ---: | ---: | ---: |", flush=True)
    with ThreadPoolExecutor(options.jobs) as pool:
        for order in options.orders.split(","):
            results = list(pool.map(lambda test: judge(options.program, order, options.seed, test), tests))
            found = [two_sided(row[2]) for first, _, _ in results for row in first]
            again = [row for result in results for row in result[1]]
            failed = [row for result in results for row in result[2]]
            count += len(found)
            failures += [(order, row) for row in failed]
            print(f"| {order} | {len(found)} | {min(found):.2g} | {len(again)} | {len(failed)} |", flush=True)
    print(f"\n{count} p-values; a run of sound uniforms fails with probability {count * LEVEL ** 2:.2g} at most.")
    for order, ((name, size, p), second) in failures:
        print(f"FAILED: {order}, {name} {size}: p = {p:.3g}, and {second:.3g} with another seed")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
