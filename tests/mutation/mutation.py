"""Mutation check: small changes of the engine that a test must notice. See mutation.sh."""
import argparse
import pathlib
import tempfile
import time

import changes
import trial

ROOT = pathlib.Path(__file__).resolve().parents[2]


def examine(copy, change):
    """A word of what noticed the change; "": it is no change of a program; None: no test has."""
    try:
        if not copy.build_change(change):
            return "", 0
        names = copy.candidates(change)
        found = copy.noticed_by(names)
        return (f"{found[0]}: {found[1]}" if found else None), len(names)
    finally:
        copy.restore(change)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("count", nargs="?", type=int, default=100)
    parser.add_argument("seed", nargs="?", type=int, default=1)
    parser.add_argument("--folder", help="where the copy is kept for the next time")
    parser.add_argument("--table", help="a file for the result table")
    parser.add_argument("--only", nargs="+", default=[], metavar="FILE:LINE:FROM:TO", help="these changes alone")
    parser.add_argument("--recount", metavar="PATTERN", help="tests that have changed since FOLDER was made")
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as own:
        copy = trial.Copy(ROOT, words.folder or own)
        begun = time.monotonic()
        copy.count_lines(words.recount)
        print(f"{sum(1 for seconds in copy.seconds.values() if seconds)} tests, {time.monotonic() - begun:.0f} s", flush=True)
        wanted = len(words.only) or words.count
        rows, survivors, redrawn = [], [], 0
        for change in changes.given(ROOT, words.only) if words.only else changes.drawn(ROOT, words.seed):
            if len(rows) == wanted:
                break
            begun = time.monotonic()
            found, tests = examine(copy, change)
            if found == "":
                redrawn += 1
                continue
            rows.append(f"| {len(rows) + 1} | {change.file}:{change.line} | {change.kind} | `{change.before.strip()}` | `{change.after.strip()}` | {found or '**survives**'} |")
            if found is None:
                survivors.append(change)
            print(f"{len(rows):3d} {change.file}:{change.line} {change.kind}: {found or 'SURVIVES'} "
                  f"({tests} tests run the line, {time.monotonic() - begun:.0f} s)", flush=True)
            if found is None:
                print(f"      - {change.before.strip()}\n      + {change.after.strip()}", flush=True)
        if words.table:
            head = "| no. | line | kind of change | before | after | noticed by |\n| ---: | --- | --- | --- | --- | --- |\n"
            pathlib.Path(words.table).write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
        print(f"{len(rows) - len(survivors)} of {len(rows)} changes were noticed; {redrawn} more changed no program or did not compile")
        return 0 if 100 * (len(rows) - len(survivors)) >= 95 * len(rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
