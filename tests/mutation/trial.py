"""A copy of the repository in which one change at a time is built and tried. See mutation.sh."""
import concurrent.futures
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import time

# Left out: what fails memory from outside of the libraries (its wrappers do not reach into shared ones), and what builds or installs.
LEFT_OUT = re.compile(r"exhaustion_tests|interface/installed")
# Tests that make files of terabytes without content.
SPARSE = re.compile(r"folder_owner_tests|base_read_file_tests")
JOBS = 2
# The folders of the engine in the order of the data, those that use a folder most, and the tests of whole tables, pages and texts.
ORDER = ["base", "wording", "kernels", "distribution", "formula", "bargaining", "settings", "scenario", "tally", "analysis", "model", "compile",
         "simulate", "run", "tables", "folder", "charts", "checkpoint", "report", "jobs", "interface", "cli"]
USERS = {"base": ["settings", "folder", "report"], "wording": ["report", "jobs", "cli"], "kernels": ["distribution", "simulate", "run"],
         "distribution": ["compile", "simulate", "run", "jobs"], "formula": ["scenario", "compile"], "bargaining": ["simulate", "jobs"],
         "settings": ["scenario", "compile", "cli"], "scenario": ["compile", "run", "jobs", "cli"], "tally": ["run", "tables", "jobs"],
         "analysis": ["jobs", "tables"], "model": ["compile", "simulate"], "compile": ["simulate", "run", "jobs"],
         "simulate": ["run", "jobs"], "run": ["tables", "jobs", "cli"], "checkpoint": ["jobs", "cli"], "tables": ["jobs", "report", "charts"],
         "folder": ["jobs", "cli"], "charts": ["jobs", "report", "cli"], "report": ["jobs", "cli"], "jobs": ["interface", "cli"]}
WHOLE = ["bytes/recorded", "program/exact"]


def limits(seconds, bytes_of_a_file):
    os.setsid()
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_of_a_file, bytes_of_a_file))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Running:
    """A test that runs, with a folder of its own for what it leaves."""

    def __init__(self, command, folder, environment, seconds):
        """seconds: of processor time that a process of the test may take; it has a hundred times as long by the clock."""
        most = 1 << 41 if SPARSE.search(command[0]) else 1 << 30
        self.folder, self.seconds = pathlib.Path(folder), seconds
        self.folder.mkdir(parents=True, exist_ok=True)
        self.output = open(self.folder / "output", "w+b")
        self.process = subprocess.Popen(command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=self.output, stderr=subprocess.STDOUT,
                                        preexec_fn=lambda: limits(int(seconds), most), env={**os.environ, "TMPDIR": str(self.folder), **environment})

    def wait(self):
        """The exit status; None: too slow."""
        end, status, self.used = time.monotonic() + 100 * self.seconds, None, 0.0
        while status is None and time.monotonic() < end:
            ended, how, usage = os.wait4(self.process.pid, os.WNOHANG)
            if ended:
                status, self.used = os.waitstatus_to_exitcode(how), usage.ru_utime + usage.ru_stime
                self.process.returncode = status
            else:
                time.sleep(0.02)
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        self.output.seek(0)
        self.text = self.output.read().decode("utf-8", "replace")
        self.output.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        return status


def first_failure(text):
    """The name of the test within a program, or the line of a script, that failed first."""
    found = re.search(r"Test: (.+?) \.*\s*FAILED", text) or re.search(r"^(?:FAILED|not ok)[: ]+(.{1,90})", text, re.M)
    return found[1].strip() if found else ""


class Copy:
    """The engine as shared libraries, so that a change is one file compiled and one library linked."""

    def __init__(self, root, folder):
        self.root, self.folder = root, pathlib.Path(folder)
        self.source, self.build = self.folder / "source", self.folder / "build"
        self.copy_sources()
        self.must_build()
        self.tests = self.list_tests()
        self.objects = self.list_objects()
        self.links = self.list_links()
        self.seconds = {}

    def copy_sources(self):
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=self.root, stdout=subprocess.PIPE, check=True).stdout.decode().split("\0")
        for name in filter(None, listed):
            from_, to = self.root / name, self.source / name
            if not from_.is_file():
                continue
            content = from_.read_bytes()
            if name == "CMakeLists.txt":
                content = content.replace(b" STATIC ", b" SHARED ").replace(b"VISIBILITY_PRESET hidden", b"VISIBILITY_PRESET default")
                content = content.replace(b"if(NOT ENTENTE_SANITIZE) # clang", b"if(FALSE) # clang")
            if not to.exists() or to.read_bytes() != content:
                to.parent.mkdir(parents=True, exist_ok=True)
                to.write_bytes(content)
                shutil.copymode(from_, to)

    def must_build(self):
        subprocess.run(["cmake", "-S", self.source, "-B", self.build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_LINK_DEPENDS_NO_SHARED=ON",
                        "-DCMAKE_C_FLAGS_RELEASE=-O1 -DNDEBUG -fno-semantic-interposition",
                        "-DCMAKE_C_FLAGS=-w -Werror=incompatible-pointer-types -Werror=int-conversion"], stdout=subprocess.DEVNULL, check=True)
        done = subprocess.run(["ninja", "-C", self.build, f"-j{JOBS}"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(done.stdout[-3000:])

    def list_tests(self):
        shown = subprocess.run(["ctest", "--test-dir", self.build, "--show-only=json-v1"], stdout=subprocess.PIPE, check=True).stdout
        made = {test["name"]: test["command"] for test in json.loads(shown)["tests"] if "command" in test and not LEFT_OUT.search(test["name"])}
        made["tutorial/tutorial"] = ["bash", str(self.source / "tests/tutorial/tutorial.sh"), str(self.build / "entente")]
        return made

    def list_objects(self):
        """The objects that are made of each source; the kernels' headers are compiled once per instruction set."""
        made, self.compilers = {}, {}
        for entry in json.loads((self.build / "compile_commands.json").read_text(encoding="utf-8")):
            path = pathlib.Path(entry["file"])
            if self.source in path.parents:
                name = re.search(r" -o (\S+)", entry["command"])[1]
                made.setdefault(str(path.relative_to(self.source)), []).append(name)
                self.compilers[name] = (entry["command"], path)
        return made

    def objects_of(self, file):
        return self.objects.get(str(file)) or self.objects["engine/kernels/isa/kernel_table.c"]

    def list_links(self):
        """The command that links each shared library."""
        listed = subprocess.run(["ninja", "-C", self.build, "-t", "commands"], stdout=subprocess.PIPE, text=True, check=True).stdout
        return [(re.search(r" -o (\S+)", line)[1], line) for line in listed.split("\n") if " -shared " in line]

    def time_tests(self):
        """Runs every test whose processor time is not known yet once without a change. The times are kept; a test that fails is left out."""
        known = self.folder / "tests.json"
        if known.exists():
            self.seconds = json.loads(known.read_text(encoding="utf-8"))

        def time_one(name):
            running = Running(self.tests[name], self.folder / "tmp" / name.replace("/", "_"), {}, 1000)
            status = running.wait()
            if status != 0:
                print(f"left out: {name} ends with {status} without a change\n{running.text[-300:]}", flush=True)
            return name, running.used if status == 0 else None
        with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
            for name, seconds in pool.map(time_one, [name for name in self.tests if name not in self.seconds]):
                self.seconds[name] = seconds
                known.write_text(json.dumps(self.seconds, indent=1), encoding="utf-8")

    def candidates(self, change):
        """The tests in the order in which they are tried: the quick ones of the changed folder, what looks at whole tables and pages, then
        the folders that use it, and all others; in each the quick ones first. A test of what stands before the folder is left out."""
        folder = change.file.parts[1]
        place = ORDER.index(folder) if folder in ORDER else 0

        def rank(name):
            own = name.split("/")[0]
            if own in ORDER and ORDER.index(own) < place:
                return None
            quick = self.seconds[name] < 20
            return (0 if own == folder and quick else 1 if name in WHOLE else 2 if own in USERS.get(folder, ()) and quick else 3, self.seconds[name])
        ranked = [(rank(name), name) for name in self.tests if self.seconds.get(name)]
        return [name for key, name in sorted((key, name) for key, name in ranked if key)]

    def build_change(self, change, folder):
        """Whether the change is one of a program: it compiles, and the objects are others. Links the libraries that hold them in `folder`,
        where tests look first."""
        shutil.rmtree(folder, ignore_errors=True)
        changed = folder / change.file
        changed.parent.mkdir(parents=True)
        lines = (self.source / change.file).read_text(encoding="utf-8").split("\n")
        lines[change.line - 1] = change.after
        changed.write_text("\n".join(lines), encoding="utf-8")
        made = {}
        for name, (command, path) in self.compilers.items():
            if name in self.objects_of(change.file):
                made[name] = folder / name.replace("/", "_")
                command = command.replace(" -w ", " ").replace(f" -o {name}", f" -o {made[name]}", 1).replace(" -I", f" -I{folder}/engine -I", 1)
                if change.file.suffix == ".c":
                    command = command.replace(str(path), str(changed))
                if subprocess.run(command, shell=True, cwd=self.build, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode:
                    return False
        if all((self.build / name).read_bytes() == path.read_bytes() for name, path in made.items()):
            return False
        for library, command in self.links:
            if any(f" {name} " in command for name in made):
                command = command.replace(f" -o {library} ", f" -o {folder / library} ")
                for name, path in made.items():
                    command = command.replace(f" {name} ", f" {path} ")
                subprocess.run(command, shell=True, cwd=self.build, stdout=subprocess.DEVNULL, check=True)
                for soname in re.findall(r"-soname,(\S+)", command):
                    if not (folder / soname).exists():
                        (folder / soname).symlink_to(library)
        return True

    def noticed_by(self, names, folder):
        """The first of the tests that fails, and where; None."""
        for name in names:
            running = Running(self.tests[name], folder / "tmp", {"LD_LIBRARY_PATH": str(folder)}, 10 * self.seconds[name] + 10)
            status = running.wait()
            if status != 0:
                return name, first_failure(running.text) or (f"status {status}" if status is not None else "does not end")
        return None
