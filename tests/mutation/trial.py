"""A copy of the repository in which one change at a time is built and tried. See mutation.sh."""
import concurrent.futures
import gzip
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
JOBS = 2


def limits():
    os.setsid()
    resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 30, 1 << 30))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Running:
    """A test that runs, with a folder of its own for what it leaves."""

    def __init__(self, command, folder, environment):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.output = open(self.folder / "output", "w+b")
        self.process = subprocess.Popen(command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=self.output, stderr=subprocess.STDOUT,
                                        preexec_fn=limits, env={**os.environ, "TMPDIR": str(self.folder), **environment})

    def wait(self, seconds):
        """The exit status; None: too slow."""
        try:
            status = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            status = None
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
    """The engine as shared libraries, so that a change is one file compiled and one library linked. The same libraries with gcov, in
    their place, show which test runs which line."""

    def __init__(self, root, folder):
        self.root, self.folder = root, pathlib.Path(folder)
        self.source, self.build, self.counted = self.folder / "source", self.folder / "build", self.folder / "build-lines"
        self.copy_sources()
        self.configure(self.build, "-O1 -DNDEBUG -fno-semantic-interposition")
        self.must_build(self.build)
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

    def configure(self, build, flags, *more):
        subprocess.run(["cmake", *more, "-S", self.source, "-B", build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_LINK_DEPENDS_NO_SHARED=ON",
                        f"-DCMAKE_C_FLAGS_RELEASE={flags}", "-DCMAKE_C_FLAGS=-w -Werror=incompatible-pointer-types -Werror=int-conversion"], stdout=subprocess.DEVNULL, check=True)

    def ninja(self, build, targets=()):
        return subprocess.run(["ninja", "-C", build, f"-j{JOBS}", *targets], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)

    def must_build(self, build):
        done = self.ninja(build)
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

    def count_lines(self, again=None):
        """Runs every test that has not been run (or whose name matches `again`) once in the build with gcov: its time, whether it passes,
        and the lines it runs."""
        done = self.folder / "tests.json"
        if done.exists():
            self.seconds = json.loads(done.read_text(encoding="utf-8"))
        new = [name for name in self.tests if name not in self.seconds or (again and re.search(again, name))]
        if not new:
            return
        self.configure(self.counted, "-O1 -DNDEBUG --coverage", "-DENTENTE_TESTS=OFF")
        self.must_build(self.counted)

        def count(name):
            environment = {"LD_LIBRARY_PATH": str(self.counted), "GCOV_PREFIX": str(self.folder / "lines" / name.replace("/", "_")),
                           "GCOV_PREFIX_STRIP": str(len(self.counted.parts) - 1)}
            begun = time.monotonic()
            running = Running(self.tests[name], self.folder / "tmp" / name.replace("/", "_"), environment)
            status = running.wait(1200)
            if status != 0:
                print(f"left out: {name} ends with {status} without a change\n{running.text[-300:]}", flush=True)
            return name, time.monotonic() - begun, status
        with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
            for name, seconds, status in pool.map(count, new):
                self.seconds[name] = seconds if status == 0 else None
                done.write_text(json.dumps(self.seconds, indent=1), encoding="utf-8")

    def runs_line(self, name, change):
        """Whether a test runs the line (the statement that it is part of)."""
        for made in self.objects_of(change.file):
            counts = (self.folder / "lines" / name.replace("/", "_") / made).with_suffix(".gcda")
            if not counts.exists():
                continue
            notes = counts.with_suffix(".gcno")
            if not notes.exists():
                notes.symlink_to((self.counted / made).with_suffix(".gcno"))
            shown = subprocess.run(["gcov", "--json-format", "--stdout", counts.name], cwd=counts.parent, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, check=False).stdout
            if shown[:2] == b"\x1f\x8b":
                shown = gzip.decompress(shown)
            try:
                of_file = [file["lines"] for file in json.loads(shown)["files"] if file["file"].endswith(str(change.file))]
            except ValueError:
                return True
            lines = {}
            for line in of_file[0] if of_file else []:
                lines[line["line_number"]] = lines.get(line["line_number"], 0) + line["count"]
            known = [number for number in lines if number <= change.line]
            if known and (lines[max(known)] > 0 or change.line - max(known) > 6):
                return True
        return False

    def candidates(self, change):
        """The tests that run the line, those of its own folder and quick ones first."""
        own = change.file.parts[1] + "/"

        def cost(name):
            return self.seconds[name] * (1 if name.startswith(own) else 2)
        with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
            names = sorted((name for name in self.tests if self.seconds.get(name)), key=cost)
            return [name for name, runs in zip(names, pool.map(lambda name: self.runs_line(name, change), names)) if runs]

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
            running = Running(self.tests[name], folder / "tmp", {"LD_LIBRARY_PATH": str(folder)})
            status = running.wait(10 * self.seconds[name] + 20)
            if status != 0:
                return name, first_failure(running.text) or (f"status {status}" if status is not None else "does not end")
        return None
