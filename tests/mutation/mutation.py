"""Mutation check: small changes of the engine that a test must notice. See mutation.sh."""
import collections
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Folders of the engine with what is computed, in the order of the data; shares of the changes follow their lines.
FOLDERS = ["base", "wording", "kernels", "distribution", "formula", "bargaining", "settings", "scenario", "tally", "analysis",
           "model", "compile", "simulate", "run", "checkpoint", "tables", "folder", "jobs"]
# What a change in a folder is looked for in, first its own suites, then those that use it.
USERS = {"base": ["settings", "folder", "report"], "wording": ["report", "jobs", "cli"], "kernels": ["distribution", "simulate", "run"],
         "distribution": ["compile", "simulate", "run", "jobs"], "formula": ["scenario", "compile"], "bargaining": ["simulate", "jobs"],
         "settings": ["scenario", "compile", "cli"], "scenario": ["compile", "run", "jobs", "cli"], "tally": ["run", "tables", "jobs"],
         "analysis": ["jobs", "tables"], "model": ["compile", "simulate"], "compile": ["simulate", "run", "jobs"],
         "simulate": ["run", "jobs"], "run": ["tables", "jobs", "cli"], "checkpoint": ["jobs", "cli"], "tables": ["jobs", "report", "charts"],
         "folder": ["jobs", "cli"], "jobs": ["interface", "cli"]}
OPERATORS = [(r" < ", " <= "), (r" <= ", " < "), (r" > ", " >= "), (r" >= ", " > "), (r" == ", " != "), (r" != ", " == "),
             (r" && ", " || "), (r" \|\| ", " && "), (r" \+ ", " - "), (r" - ", " + "), (r" \* ", " / "), (r" / ", " * "),
             (r"\b0\.5\b", "0.25"), (r"\b1\.0\b", "1.5"), (r"\b0\.0\b", "0.125"), (r"\b1\b(?!\.)", "2"), (r"\b0\b(?!\.)", "1"),
             (r"\+\+", "--"), (r" \+= ", " -= "), (r"\btrue\b", "false"), (r"\bfalse\b", "true"), (r"!(?=[a-z])", "")]
SECONDS = 600  # for one test
NICE = ["nice", "-n", os.environ.get("MUTATION_NICE", "15")]

Change = collections.namedtuple("Change", "file line before after")


def is_code(line):
    """Whether a change of the line changes what is computed: no comment, message, declaration or check for memory."""
    text = line.strip()
    if not text or text[0].isdigit() or text.startswith(("/*", "*", "//", "#", "static const", "enum", "typedef", "case ", "{", '"')) or '"' in text:
        return False
    return not re.search(r"NULL|ENT_OK|ENT_ERR|no_memory|arena|alloc|assert|sizeof|errno|free\(", text) and ("    " == line[:4])


def all_changes():
    made = collections.defaultdict(list)
    for folder in FOLDERS:
        for path in sorted((ROOT / "engine" / folder).rglob("*.c")):
            if "isa" in path.parts or path.name == "mpi.c":
                continue
            inside = False
            for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
                comment = inside or line.strip().startswith("/*")
                inside = (inside or "/*" in line) and "*/" not in line
                if comment or not is_code(line):
                    continue
                code = line.split("/*")[0]
                for pattern, to in OPERATORS:
                    for found in re.finditer(pattern, code):
                        after = line[:found.start()] + to + line[found.end():]
                        made[folder].append(Change(path.relative_to(ROOT), number, line, after))
    return made


def choose(count, seed):
    """`count` changes and as many again in reserve, for those that do not compile; every folder has its share."""
    generator = random.Random(seed)
    pool = [change for changes in all_changes().values() for change in changes]
    return generator.sample(pool, min(len(pool), 3 * count))


def given(words):
    """FILE:LINE:FROM:TO"""
    made = []
    for word in words:
        name, number, before, after = word.split(":", 3)
        line = (ROOT / name).read_text(encoding="utf-8").split("\n")[int(number) - 1]
        if before not in line:
            sys.exit(f"{name}:{number} has no `{before}`: {line}")
        made.append(Change(pathlib.Path(name), int(number), line, line.replace(before, after, 1)))
    return made


class Copy:
    """A copy of the repository, built as far as the tests at hand need it."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout.decode().split("\0")
        for name in filter(None, listed):
            to = self.folder / "source" / name
            if (ROOT / name).is_file() and (not to.exists() or to.read_bytes() != (ROOT / name).read_bytes()):
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, to)
        self.build = self.folder / "build"
        subprocess.run(["cmake", "-S", self.folder / "source", "-B", self.build, "-G", "Ninja", "-DCMAKE_C_FLAGS_RELEASE=-O1",
                        "-DCMAKE_BUILD_TYPE=Release"], stdout=subprocess.DEVNULL, check=True)
        listed = subprocess.run(["ctest", "--test-dir", self.build, "-N"], stdout=subprocess.PIPE, check=True, text=True).stdout
        self.tests = re.findall(r"Test +#\d+: (\S+)", listed)

    def ninja(self, targets):
        return subprocess.run([*NICE, "ninja", "-C", self.build, *targets], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              check=False).returncode == 0

    def write(self, change, line):
        path = self.folder / "source" / change.file
        lines = path.read_text(encoding="utf-8").split("\n")
        lines[change.line - 1] = line
        path.write_text("\n".join(lines), encoding="utf-8")

    def noticed_by(self, folder):
        """The first test of a folder that fails; None: all pass; "": it does not build."""
        suites = [test for test in self.tests if test.startswith(folder + "/") and not re.search(r"memory_tests|exhaustion|signals|terminal|watch|editors", test)]
        targets = [test.replace("/", "_") for test in suites if test.endswith("_tests")]
        if not targets and folder != "cli":
            return None
        if not self.ninja(targets + ["entente"] * (folder == "cli")):
            return ""
        done = subprocess.run([*NICE, "ctest", "--test-dir", self.build, "-j2", "--stop-on-failure", "--timeout", str(SECONDS),
                               "-R", f"^{folder}/", "-E", "memory_tests|exhaustion|signals|terminal|watch|editors"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              check=False)
        failed = re.findall(r"\d+/\d+ Test +#\d+: (\S+) \.*\s*(?:\*\*\*|.*Exception)", done.stdout)
        return failed[0] if failed else None if done.returncode == 0 else folder


def examine(copy, change):
    """Which test notices a change; None: none; "": it does not compile."""
    folder = change.file.parts[1]
    copy.write(change, change.after)
    try:
        for where in [folder, *USERS[folder]]:
            found = copy.noticed_by(where)
            if found is not None:
                return found
        return None
    finally:
        copy.write(change, change.before)


def main(words):
    only = words[:1] == ["only"]
    kept = [word[len("FOLDER="):] for word in words if word.startswith("FOLDER=")]
    words = [word for word in words if not word.startswith("FOLDER=")]
    count = len(words) - 1 if only else int(words[0]) if words else 100
    changes = given(words[1:]) if only else choose(count, int(words[1]) if len(words) > 1 else 1)
    folder = kept[0] if kept else words[2] if not only and len(words) > 2 else tempfile.mkdtemp()
    copy = Copy(folder)
    survivors, made = [], 0
    for change in changes:
        if made == count:
            break
        found = examine(copy, change)
        if found == "":
            continue  # no change of a program
        made += 1
        if found is None:
            survivors.append(change)
        print(f"{made:3d} {change.file}:{change.line} {found or 'SURVIVES'}", flush=True)
        if found is None:
            print(f"      - {change.before.strip()}\n      + {change.after.strip()}", flush=True)
    print(f"{made - len(survivors)} of {made} changes were noticed")
    if not kept and not (not only and len(words) > 2):
        shutil.rmtree(folder)
    return 0 if 100 * (made - len(survivors)) >= 95 * made else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
