"""Mutation check: small changes of the engine that a test must notice. See mutation.sh."""
import argparse
import concurrent.futures
import itertools
import pathlib
import shutil
import tempfile

import changes
import trial

ROOT = pathlib.Path(__file__).resolve().parents[2]


def examine(copy, change, number, most):
    """The change with what noticed it; "": it is no change of a program; None: no test of `most` seconds has."""
    folder = copy.folder / "changed" / str(number)
    try:
        if not copy.build_change(change, folder):
            return change, ""
        found = copy.noticed_by([name for name in copy.candidates(change) if copy.seconds[name] <= most], folder)
        return change, f"{found[0]}: {found[1]}" if found else None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def examine_all(copy, changes_, wanted, most):
    """Examines changes, some at once, and gives their results in the order of the draw until `wanted` were changes of a program."""
    numbered = enumerate(changes_)
    with concurrent.futures.ThreadPoolExecutor(trial.JOBS) as pool:
        waiting = [pool.submit(examine, copy, change, number, most) for number, change in itertools.islice(numbered, trial.JOBS + 1)]
        while waiting and wanted > 0:
            result = waiting.pop(0).result()
            wanted -= result[1] != ""
            if wanted > 0:
                waiting += [pool.submit(examine, copy, change, number, most) for number, change in itertools.islice(numbered, 1)]
            yield result


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("count", nargs="?", type=int, default=100)
    parser.add_argument("seed", nargs="?", type=int, default=1)
    parser.add_argument("--folder", help="where the copy is kept for the next time")
    parser.add_argument("--table", help="a file for the result table")
    parser.add_argument("--only", nargs="+", default=[], metavar="FILE:LINE:FROM:TO", help="these changes alone")
    parser.add_argument("--most", type=float, default=1e9, metavar="SECONDS", help="without the tests that take longer")
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as own:
        copy = trial.Copy(ROOT, words.folder or own)
        copy.time_tests()
        wanted = len(words.only) or words.count
        rows, survivors, redrawn = [], 0, 0
        for change, found in examine_all(copy, changes.given(copy.source, words.only) if words.only else changes.drawn(copy.source, words.seed), wanted, words.most):
            if found == "":
                redrawn += 1
                continue
            survivors += found is None
            rows.append(f"| {len(rows) + 1} | {change.file}:{change.line} | {change.kind} | `{change.before.strip()}` | `{change.after.strip()}` "
                        f"| {found or '**survives**'} |")
            print(f"{len(rows):3d} {change.file}:{change.line} {change.kind}: {found or 'SURVIVES'}", flush=True)
            if found is None:
                print(f"      - {change.before.strip()}\n      + {change.after.strip()}", flush=True)
        if words.table:
            head = "| no. | line | kind of change | before | after | noticed by |\n| ---: | --- | --- | --- | --- | --- |\n"
            pathlib.Path(words.table).write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
        print(f"{len(rows) - survivors} of {len(rows)} changes were noticed; {redrawn} more changed no program or did not compile")
        return 0 if 100 * (len(rows) - survivors) >= 95 * len(rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
