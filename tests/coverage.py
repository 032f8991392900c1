#!/usr/bin/env python3
"""Sums up what gcov counted in a build of coverage.sh, as Markdown.

    coverage.py BUILD [--least-lines PERCENT] [--least-branches PERCENT] [--list]

A line or branch counts once, however many objects and programs hold it. A file that no program links counts as not run.
--list prints every line that no suite runs."""
import argparse
import collections
import concurrent.futures
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile

# Kinds of lines that are not run, the first that fits; of the line or, for a jump alone, of the condition above it.
KINDS = (("memory runs out", re.compile(r"NO_MEMORY|== NULL|ran_out|!made|no_memory|out of memory")),
         ("a file or process fails", re.compile(r"ERR_IO|errno|< 0|!= 0|ferror|strerror|fclose|unlink|close\(")),
         ("another error or limit", re.compile(r"ERR_|status|goto |return false|abort")))


def gcov_documents(folder, objects):
    """The JSON documents of gcov of the objects of one folder."""
    with tempfile.TemporaryDirectory() as work:
        subprocess.run(["gcov", "--json-format", "--branch-probabilities", *objects], cwd=work, check=False,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for name in os.listdir(work):
            with gzip.open(os.path.join(work, name)) as file:
                yield json.load(file)


def read_counts(build, source):
    """Counts of lines and of branches by file, relative to the engine."""
    lines, branches = collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter)
    objects = collections.defaultdict(list)
    for folder, _, names in os.walk(build):
        # gcov writes file.c.gcov.json.gz beside one another: objects of one name go apart
        objects[folder] += [os.path.realpath(os.path.join(folder, name)) for name in names if name.endswith(".gcno")]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [pool.submit(lambda f=f, o=o: list(gcov_documents(f, o))) for f, o in objects.items() if o]
        for job in jobs:
            for document in job.result():
                for file in document["files"]:
                    path = os.path.realpath(os.path.join(document["current_working_directory"], file["file"]))
                    if not path.startswith(source + "/engine/"):
                        continue
                    name = os.path.relpath(path, source + "/engine")
                    for line in file["lines"]:
                        lines[name][line["line_number"]] += line["count"]
                        for i, branch in enumerate(line["branches"]):
                            branches[name][line["line_number"], i] += branch["count"]
    return lines, branches


def kind_of(text, number):
    for back in range(3):
        line = text[number - 1 - back] if number - 1 - back >= 0 else ""
        for kind, pattern in KINDS:
            if pattern.search(line):
                return kind
    return "anything else"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--least-lines", type=float, default=0.0)
    parser.add_argument("--least-branches", type=float, default=0.0)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    source = os.path.realpath(os.path.join(os.path.dirname(__file__), ".."))
    lines, branches = read_counts(options.build, source)
    table, kinds = collections.defaultdict(lambda: [0, 0, 0, 0]), collections.Counter()
    for name in sorted(lines):
        with open(os.path.join(source, "engine", name), encoding="utf-8") as file:
            text = file.read().splitlines()
        for folder in (name.split("/")[0], "all"):
            row = table[folder]
            row[0] += len(lines[name])
            row[1] += sum(count > 0 for count in lines[name].values())
            row[2] += len(branches[name])
            row[3] += sum(count > 0 for count in branches[name].values())
        for number, count in sorted(lines[name].items()):
            if count == 0:
                kind = kind_of(text, number)
                kinds[kind] += 1
                if options.list:
                    print(f"engine/{name}:{number}: {kind}: {text[number - 1].strip()}")
    if not lines:
        sys.exit(f"{options.build} has no counts of gcov")
    print("| folder | lines | run | branches | taken |\n| --- | ---: | ---: | ---: | ---: |")
    for folder in [name for name in table if name != "all"] + ["all"]:
        row = table[folder]
        taken = f"{100 * row[3] / row[2]:.1f}%" if row[2] else ""
        print(f"| {folder} | {row[0]} | {100 * row[1] / row[0]:.1f}% | {row[2]} | {taken} |")
    print("\n| lines that no suite runs | |\n| --- | ---: |")
    for kind, count in kinds.most_common():
        print(f"| {kind} | {count} |")
    total = table["all"]
    if 100 * total[1] < options.least_lines * total[0] or 100 * total[3] < options.least_branches * total[2]:
        sys.exit(f"less than {options.least_lines}% of lines or {options.least_branches}% of branches")


if __name__ == "__main__":
    main()
