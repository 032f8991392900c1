#!/usr/bin/env python3
"""How long `entente watch` takes from a save of ukraine-2025 to what is said of it and to the charts redrawn.

Usage: watch_time.py PROGRAM [SAVES] [OPTIONS OF WATCH]. Prints wall-clock and CPU seconds (gnuplot included), judges
nothing: how fast it is depends on the machine and on what else that does. CPU seconds are the steadier figure.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

SAID = re.compile(r"\d\d:\d\d:\d\d  ")
FORCE = '  required   = { value = "force_need"'


def read_until(stream, pattern):
    for line in stream:
        if re.search(pattern, line):
            return line
    sys.exit("watch has ended")


def cpu_of(process):
    with open(f"/proc/{process}/stat") as stat:
        used = stat.read().rsplit(")", 1)[1].split()[11:15]
    return sum(map(int, used)) / os.sysconf("SC_CLK_TCK")


def main():
    program = os.path.realpath(sys.argv[1])
    saves = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "../../scenarios/ukraine-2025.cfg")) as scenario:
        text = scenario.read()
    if FORCE not in text:
        sys.exit("the line that is changed here is no more in ukraine-2025.cfg")
    last = "tables:" if "--no-charts" in sys.argv else "charts:"
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "mine.cfg")
        shutil.copy(os.path.join(here, "../../scenarios/ukraine-2025-pledges.csv"), folder)
        with open(path, "w") as file:
            file.write(text)
        with subprocess.Popen([program, "watch", "mine.cfg", *sys.argv[3:]], cwd=folder, text=True, bufsize=1,
                              stdout=subprocess.PIPE) as watch:
            read_until(watch.stdout, last)
            for save in range(saves):
                time.sleep(0.5)
                cpu, began = cpu_of(watch.pid), time.monotonic()
                with open(path + ".new", "w") as file:
                    file.write(text.replace(FORCE, FORCE.replace("force_need", f"{20 + 5 * save}k")))
                os.rename(path + ".new", path)
                line = read_until(watch.stdout, SAID)
                said = time.monotonic() - began
                read_until(watch.stdout, last)
                print(f"said {said:.2f} s, redrawn {time.monotonic() - began:.2f} s, CPU {cpu_of(watch.pid) - cpu:.2f} s"
                      f"   {line.strip()}", flush=True)
            watch.terminate()


main()
