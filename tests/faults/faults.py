#!/usr/bin/env python3
"""Lets every call of the C library that can fail do so once, for every command, and looks at what the program does.

usage: faults.py PROGRAM SHIM [--kind K,…] [--command C,…] [--most N] [--jobs N] [--seed N]

SHIM is the library of shim.c. Of each command and kind of call, all calls fail one after the other, in a run each; with
--most, so many of them, chosen by the seed. A run in which a call failed must

* not be ended by a signal, and end within a minute;
* leave no memory behind (shim.c says whose);
* with status 0, print and write what it does without the fault, byte for byte but for times;
* with another status, say why on standard error, and leave no folder that looks whole: a manifest only with all its
  files, each as it lists them and as it is without the fault. Where `report` cannot write the manifest, the page that it
  has written before stays: it is whole, and made of the tables that are listed.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SHIPPED = os.path.join(HERE, "..", "..", "scenarios")
KINDS = ("memory write rename fsync close mkdir open fopen fclose fread fflush ftruncate unlink flock opendir fork "
         "fdopen pipe2 read fstat lseek").split()
SMALL = ["--worlds", "12", "--replications", "10", "--threads", "1"]
OUT = ["--out", "out"]
BARE = ["--no-charts"]

# Name, the commands that make the folder it starts in, and the command itself.
COMMANDS = [
    ("check", [], ["check", "s.cfg"]),
    ("check-json", [], ["check", "s.cfg", "--json"]),
    ("check-wrong", [], ["check", "wrong.cfg"]),
    ("check-table", [], ["check", "table.cfg"]),
    ("init", [], ["init", "new.cfg"]),
    ("run", [], ["run", "s.cfg", "--draws", "8", *SMALL, *OUT, *BARE]),
    ("run-json", [], ["run", "s.cfg", "--json", *SMALL, *OUT, *BARE]),
    ("run-all", [], ["run", "everything.cfg", *SMALL, *OUT, *BARE]),
    ("run-again", [["run", "s.cfg", *SMALL, *OUT, *BARE]],
     ["run", "s.cfg", "--seed", "7", *SMALL, *OUT, *BARE]),
    ("run-charts", [], ["run", "s.cfg", *SMALL, *OUT]),
    ("run-live", [], ["run", "s.cfg", "--live", "--page", "page.html", *SMALL, *OUT, *BARE]),
    ("page", [], ["page", "s.cfg", "table.cfg", "--page", "page.html", "--out", "mine.html"]),
    ("run-shard", [], ["run", "s.cfg", "--shard", "1/2", *SMALL, *OUT, *BARE]),
    ("explain", [], ["explain", "s.cfg", "--draw", "3", *SMALL[:4]]),
    ("explain-where", [], ["explain", "s.cfg", "--where", "agreed", *SMALL[:4]]),
    ("explain-typical", [], ["explain", "s.cfg", "--typical", *SMALL[:4]]),
    ("explain-json", [], ["explain", "s.cfg", "--draw", "3", "--json", *SMALL[:4]]),
    ("sweep", [], ["sweep", "sweep.cfg", *SMALL, *OUT, *BARE]),
    ("sweep-solve", [], ["sweep", "s.cfg", "--solve", "P(agreed) = 30%", "--vary", "events.us_support", *SMALL, *OUT,
                         *BARE]),
    ("analyse", [["run", "s.cfg", *SMALL, *OUT, *BARE]],
     ["analyse", "s.cfg", "sensitivity", "blockers", "frontier", "discover", "value", *SMALL, *OUT, *BARE]),
    ("compare", [], ["compare", "s.cfg", "s.cfg:backed", *SMALL, *OUT, *BARE]),
    ("score", [], ["score", "cases", "--worlds", "12", "--replications", "10", "--threads", "1", *OUT, *BARE]),
    ("fit", [], ["fit", "durations.csv", "--time", "months", "--event", "failed", "--covariates", "armed", *OUT, *BARE]),
    ("fit-warning", [], ["fit", "few.csv", "--time", "months", "--event", "failed", "--fix", "shape=0.6", *OUT, *BARE]),
    ("watch", [], ["watch", "s.cfg", "--worlds", "12", "--replications", "10", "--threads", "1", *OUT, *BARE]),
    ("complete", [], ["complete", "--", "run", "s.cfg", "--set", ""]),
    ("help", [], ["help", "run"]),
    ("merge", [["run", "s.cfg", "--shard", f"{i}/2", *SMALL, *OUT, *BARE] for i in (1, 2)],
     ["merge", "out", *OUT, *BARE]),
    ("plot", [["run", "s.cfg", *SMALL, *OUT, *BARE]], ["plot", "out/s"]),
    ("report", [["run", "s.cfg", *SMALL, *OUT, *BARE]], ["report", "out/s"]),
]

# Stands for gnuplot: draws an empty chart at once.
GNUPLOT = """#!/bin/sh
target=$(printf '%s' "$3" | sed "s/.*target='\\([^']*\\)'.*/\\1/")
printf '<?xml version="1.0"?>\\n<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"></svg>\\n\\n' >"$target"
"""

SWEEP = """
base = "s.cfg";
sweeps: { aid: { vary = "events.us_support"; from = "20%"; to = "80%"; steps = 3; }; };
"""

# Stands for the page that holds the program.
PAGE = """<meta name="entente-page" content="%s">
<script type="application/json" id="entente-scenarios">[]</script>
"""

# Past cases, of a file each and of a table.
CASE = """
base = "../s.cfg";
observed: { agreed = true; truce_months = 30; ended = true; collection = "famous"; };
"""
CASES = """
base = "../s.cfg";
observed: { agreed = true; collection = "rule"; };
cases = { table = "cases.csv"; };
"""

# Mistakes of several kinds: syntax, names, formulas.
WRONG = """title = "Wrong";
factors: { will = "normal(0, 1"; other = "nromal(0, 1)"; };
contributors: { north: { troops = 10,000; joins = "if(us, 1"; }; };
force: { requird = "10k"; };
"""


def prepare(work):
    """Writes what every run starts from."""
    os.makedirs(work + "/bin", exist_ok=True)
    with open(work + "/bin/gnuplot", "w", encoding="utf-8") as file:
        file.write(GNUPLOT)
    os.chmod(work + "/bin/gnuplot", 0o755)
    start = work + "/start"
    os.makedirs(start)
    shutil.copy(SHIPPED + "/minimal.cfg", start + "/s.cfg")
    shutil.copy(HERE + "/../bytes/everything.cfg", start)
    for name in ("ukraine-2025.cfg", "ukraine-2025-pledges.csv"):
        shutil.copy(f"{SHIPPED}/{name}", start)
    shutil.copy(SHIPPED + "/ukraine-2025.cfg", start + "/table.cfg")
    with open(HERE + "/../../CMakeLists.txt", encoding="utf-8") as file:
        page = PAGE % re.search(r"entente VERSION ([0-9.]+)", file.read()).group(1)
    os.makedirs(start + "/cases")
    durations = "".join(f"{m},{m % 3 > 0:d},{m % 2}\n" for m in (2, 3, 5, 7, 8, 13, 17, 21, 34, 40, 55, 61, 89, 120))
    for name, text in (("sweep.cfg", SWEEP), ("wrong.cfg", WRONG), ("page.html", page), ("cases/one.cfg", CASE), ("cases/rule.cfg", CASES),
                       ("cases/cases.csv", "id,observed.truce_months,observed.ended\na,5,true\nb,70,true\nc,90,false\n"),
                       ("entente-library.txt", ""), ("durations.csv", "months,failed,armed\n" + durations),
                       ("few.csv", "months,failed\n2,1\n3,0\n5,1\n")):
        with open(f"{start}/{name}", "w", encoding="utf-8") as file:
            file.write(text)


def environment(work, **more):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ENTENTE", "OMP_", "LD_"))}
    return {**kept, "PATH": work + "/bin:" + kept["PATH"], "LC_ALL": "C.UTF-8", **more}


def without_times(text):
    """A text without what differs between two runs: times, and the folder it ran in."""
    text = re.sub(rb'"(started|ended|host|wall_seconds|cpu_seconds)":\s*("[^"]*"|[-+.e0-9]+)', b"", text)
    text = re.sub(rb"[0-9]+([.][0-9]+)? ?(s|ms|seconds?)\b", b"", text)
    return re.sub(rb"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?Z?( UTC)?", b"", text)


def content(folder):
    """The files below a folder, by path, without times. The page and the manifest's list of hashes depend on times."""
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            if name == ".lock":  # stays where it cannot be removed; it says nothing
                continue
            path = os.path.join(place, name)
            with open(path, "rb") as file:
                text = without_times(file.read())
            found[os.path.relpath(path, folder)] = re.sub(rb'"(report|index).html":\s*"[0-9a-f]{64}"', b"", text)
    return found


class Run:
    """One run of a command in a folder of its own."""

    def __init__(self, check, name, setup, command):
        self.check, self.name, self.setup, self.command = check, name, setup, command
        self.calls = {}
        self.start = f"{check.work}/{name}"
        shutil.copytree(check.work + "/start", self.start)
        for step in setup:
            subprocess.run([check.program, *step], cwd=self.start, env=environment(check.work), check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.plain = self.play("memory")

    def play(self, fault):
        folder = tempfile.mkdtemp(dir=self.check.work)
        place = folder + "/w"
        shutil.copytree(self.start, place)
        log = folder + "/log"
        env = environment(self.check.work, LD_PRELOAD=self.check.shim, ENTENTE_FAULT=fault, ENTENTE_FAULT_LOG=log)
        status, out, err = self.wait(place, env, folder)
        found = open(log, encoding="utf-8").read().splitlines() if os.path.exists(log) else []
        result = {"status": status, "out": without_times(out), "err": err.decode("utf-8", "replace"),
                  "files": content(place), "failed": "failed" in found,
                  "calls": sum(int(l.split()[1]) for l in found if l.startswith("calls")),
                  "leaks": [l for l in found if l.startswith("leak")], "whole": self.whole(place)}
        shutil.rmtree(folder)
        return result

    def wait(self, place, env, folder):
        """Status or "hangs", output and messages. A command that goes on, as watch does, is ended by Ctrl-C once it has
        said something and then nothing for a second."""
        with open(folder + "/out", "wb") as out, open(folder + "/err", "wb") as err:
            process = subprocess.Popen([self.check.program, *self.command], cwd=place, env=env, stdout=out, stderr=err,
                                       stdin=subprocess.DEVNULL)
            try:
                if self.command[0] == "watch":
                    self.interrupt(process, folder)
                status = process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                status = "hangs"
        return status, open(folder + "/out", "rb").read(), open(folder + "/err", "rb").read()

    def interrupt(self, process, folder):
        """Sends SIGINT."""
        said, quiet = 0, 0
        while process.poll() is None and quiet < (5 if b"tables:" in open(folder + "/out", "rb").read() else 40):
            time.sleep(0.1)
            now = os.path.getsize(folder + "/out") + os.path.getsize(folder + "/err")
            quiet = quiet + 1 if now == said and now > 0 else 0
            said = now
        if process.poll() is None:
            process.send_signal(signal.SIGINT)

    def whole(self, place):
        """What is wrong with a folder that looks whole, having a manifest."""
        for folder, _, names in os.walk(place):
            if "manifest.json" not in names:
                continue
            try:
                with open(folder + "/manifest.json", encoding="utf-8") as file:
                    files = json.load(file)["files"]
            except (ValueError, KeyError):
                return "a manifest that cannot be read"
            for name, wanted in files.items():
                try:
                    with open(f"{folder}/{name}", "rb") as file:
                        found = hashlib.sha256(file.read()).hexdigest()
                except OSError:
                    return f"a manifest, but no {name}"
                if found != wanted and name != "report.html":
                    return f"a manifest of another {name}"
        return ""

    def count(self, kind):
        return self.plain["calls"] if kind == "memory" else self.play(kind)["calls"]

    def fault(self, fault):
        """What is wrong with a run with this fault; "" for nothing, None where no call failed."""
        it = self.play(fault)
        if not it["failed"]:
            return None
        if it["status"] == "hangs" or it["status"] < 0:
            return f"ends with {it['status']}: {it['err'][-300:]}"
        if it["leaks"] and "libgomp: " not in it["err"]:
            return f"status {it['status']}, {len(it['leaks'])} leaks, of them {it['leaks'][:3]}"
        if self.name == "complete":  # what it cannot find it leaves out: a message would stand in the line that is typed
            return ""
        if it["status"] == self.plain["status"]:
            return self.same(it)
        if it["status"] == 0:
            return "status 0 in place of " + str(self.plain["status"])
        if not re.search(r"entente: |error: |libgomp: |\w", it["err"]):
            return f"status {it['status']} without a word"
        if it["whole"]:
            return f"status {it['status']} and {it['whole']}"
        return self.halves(it)

    def same(self, it):
        """The status is that of a run without a fault: so is all else."""
        if it["out"] != self.plain["out"] and not (it["status"] != 0 and it["err"]):
            return f"status {it['status']}, and another output: {first_difference(self.plain['out'], it['out'])}"
        if it["status"] == 0 and it["files"] != self.plain["files"]:
            return f"status 0, and other files: {changed(self.plain['files'], it['files'])}; {it['err'][-200:]}"
        return ""

    def halves(self, it):
        """After a failure, a manifest stands only beside tables as they are without the fault, or as they were before."""
        before = content(self.start)
        for path, text in it["files"].items():
            if path.endswith(".csv") and text not in (self.plain["files"].get(path), before.get(path)) and \
               os.path.join(os.path.dirname(path), "manifest.json") in it["files"]:
                return f"status {it['status']}, a manifest, and another {path}"
        return ""


def first_difference(a, b):
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    return f"{a[max(0, at - 40):at + 60]!r} is {b[max(0, at - 40):at + 60]!r}"


def changed(a, b):
    return sorted(p for p in a.keys() | b.keys() if a.get(p) != b.get(p))


class Check:
    """All commands and kinds."""

    def __init__(self, options):
        self.options = options
        self.program, self.shim = (os.path.abspath(p) for p in (options.program, options.shim))
        self.work = tempfile.mkdtemp(prefix="entente-faults-")
        self.chosen = random.Random(options.seed)

    def numbers(self, count):
        every = range(1, count + 1)
        most = self.options.most
        return every if not most or count <= most else sorted(self.chosen.sample(every, most))

    def command(self, pool, name, setup, command):
        run = Run(self, name, setup, command)
        wrong = total = 0
        if run.plain["calls"] == 0:
            print(f"{name}: the library of shim.c counts no call: it is not loaded, or its functions are hidden")
            wrong += 1
        if run.plain["leaks"]:
            print(f"{name}: without a fault: {run.plain['leaks'][:3]}")
            wrong += 1
        for kind in self.options.kind:
            faults = [f"{kind}:{n}" for n in self.numbers(run.count(kind))]
            seen = {}
            for fault, finding in zip(faults, pool.map(run.fault, faults)):
                total += 1
                if finding:
                    seen.setdefault(re.sub(r"\d+", "#", finding)[:90], []).append((fault, finding))
            for cases in seen.values():
                wrong += len(cases)
                print(f"{name}: {cases[0][0]}: {cases[0][1]}" +
                      (f"  (and {len(cases) - 1} like it)" if len(cases) > 1 else ""), flush=True)
        print(f"{name}: {total} faults, {wrong} findings", flush=True)
        return wrong

    def all(self):
        prepare(self.work)
        with concurrent.futures.ThreadPoolExecutor(self.options.jobs) as pool:
            chosen = [c for c in COMMANDS if not self.options.command or c[0] in self.options.command]
            wrong = sum(self.command(pool, *c) for c in chosen)
        shutil.rmtree(self.work)
        return wrong


def main():
    words = argparse.ArgumentParser()
    words.add_argument("program")
    words.add_argument("shim")
    words.add_argument("--kind", type=lambda t: t.split(","), default=KINDS)
    words.add_argument("--command", type=lambda t: t.split(","), default=[])
    words.add_argument("--most", type=int, default=0)
    words.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    words.add_argument("--seed", type=int, default=1)
    wrong = Check(words.parse_args()).all()
    print("every fault is reported" if wrong == 0 else f"{wrong} findings")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
