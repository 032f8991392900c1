"""Runs each command with little room on the disk; see full_disk.sh. Usage: full_disk.py PROGRAM DIR"""
import os
import shutil
import subprocess
import sys

program, disk = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "..", "..", "faults"))
import faults  # pylint: disable=wrong-import-position

ROOM = [0, 4, 12, 32, 80, 160, 700]  # kilobytes; the last is enough
# of faults.COMMANDS: name of the command, and whether it writes
WRITING = ["init", "run", "run-all", "run-again", "run-charts", "run-shard", "sweep", "analyse", "compare", "score", "fit", "merge",
           "plot", "report", "page", "run-live"]
failures = []
passed = 0


def check(held, what):
    global passed
    if held:
        passed += 1
    else:
        failures.append(what)


class Place:  # what faults.Run.whole and faults.environment expect
    work = disk


def fill(leave):
    """Fills the disk up to some kilobytes."""
    room = os.statvfs(disk)
    free = room.f_bavail * room.f_frsize - leave * 1024
    with open(disk + "/filler", "wb") as file:
        if free > 0:
            os.posix_fallocate(file.fileno(), 0, free)


def run(command, folder):
    try:
        return subprocess.run([program, *command], cwd=folder, env=faults.environment(disk), capture_output=True,
                              stdin=subprocess.DEVNULL, timeout=120, check=False)
    except subprocess.TimeoutExpired:
        return None


def files_of(folder):
    found = faults.content(folder)
    return {name: text for name, text in found.items() if not name.endswith((".lock", ".gp", ".drawn"))}


def play(name, setup, command, leave):
    folder = disk + "/w"
    shutil.copytree(disk + "/start", folder)
    for step in setup:
        check(run(step, folder).returncode == 0, f"{name}: {step}")
    before = files_of(folder)
    fill(leave)
    done = run(command, folder)
    os.remove(disk + "/filler")
    what = f"{name} with {leave} KB"
    if done is None:
        check(False, f"{what} hangs")
    else:
        after = files_of(folder)
        check(done.returncode in (0, 1, 3), f"{what}: status {done.returncode}: {done.stderr[-200:]}")
        if done.returncode == 1:
            check(b"No space left" in done.stderr or b"cannot be written" in done.stderr or b"not be written" in done.stderr,
                  f"{what}: no reason: {done.stderr[-300:]}")
        wrong = faults.Run.whole(None, folder)
        check(not wrong, f"{what}: status {done.returncode} and {wrong}")
        check(not any(n.endswith((".part", ".new")) and n not in before and "shard" not in n for n in after), f"{what}: leftovers")
        check(done.returncode != 1 or "new.cfg" not in after, f"{what}: half a scenario")
        for file in before:
            check(file in after, f"{what}: {file} is gone") if not file.startswith("out/") else None
    shutil.rmtree(folder)
    return None if done is None else done.returncode


def main():
    faults.prepare(disk)
    statuses = {}
    for name, setup, command in faults.COMMANDS:
        if name in WRITING:
            statuses[name] = [play(name, setup, command, leave) for leave in ROOM]
            check(1 in statuses[name], f"{name}: no room is too small: {statuses[name]}")
            check(statuses[name][-1] in (0, 3), f"{name}: no room is enough: {statuses[name]}")
    for failure in failures[:40]:
        print("FAILED:", failure)
    print(f"{passed} checks passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
