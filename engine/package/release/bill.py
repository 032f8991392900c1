"""The bill of materials of a release, as CycloneDX 1.5 JSON on standard output: each file of the release with its SHA-256,
each library that is linked into it or that it needs (name, version, licence, SHA-256), and which file has which.

What is linked is read from the linker's map of the static programs, what is needed from the packages' ELF files; Debian's
own lists give the package of a file. A library whose licence is not in LICENCES below is an error, so that none gets into
a release without being looked at.

Usage: bill.py OUT VERSION EPOCH, after release.sh has filled OUT and OUT/parts.
"""
import base64
import functools
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import uuid

# SPDX expressions by Debian source package, as their copyright files have them.
LICENCES = {
    "gsl": "GPL-3.0-or-later",
    "nettle": "LGPL-3.0-or-later OR GPL-2.0-or-later",
    "sleef": "BSL-1.0",
    "cjson": "MIT",
    "glibc": "LGPL-2.1-or-later",
    "gcc-12": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "gnuplot": "gnuplot",
    "emscripten": "MIT OR NCSA",
}
# Packages of cross compilers name no source that is of use: their content is this one's.
CROSS = {"libc6-dev-arm64-cross": "glibc", "libgcc-12-dev-arm64-cross": "gcc-12", "libgcc-s1-arm64-cross": "gcc-12"}

out, version, epoch = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2], int(sys.argv[3])
work = out / "parts"
components, uses = {}, {}


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@functools.cache
def sha256(path):
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()


def licence_of(source):
    if source not in LICENCES:
        sys.exit(f"bill.py: {source} is linked, and its licence is not known: add it to LICENCES")
    return LICENCES[source]


def library(name, number, source, digest, purl, what):
    """Adds a component; returns its reference."""
    reference = f"{purl}#{what}"
    components[reference] = {
        "type": "library",
        "bom-ref": reference,
        "name": name,
        "version": number,
        "purl": purl,
        "licenses": [{"expression": licence_of(source)}],
        "hashes": [{"alg": "SHA-256", "content": digest}],
        "properties": [{"name": "entente:source", "value": source}, {"name": "entente:file", "value": what}],
    }
    return reference


def debian(name, number, source, digest, architecture, what):
    return library(name, number, source, digest, f"pkg:deb/debian/{name}@{number}?arch={architecture}", what)


# --- Debian's packages of files -------------------------------------------------------------------------------------------


@functools.cache
def installed_package(path):
    """(name, version, source) of the package of a file of this system."""
    for candidate in (path, path.removeprefix("/usr")):
        found = subprocess.run(["dpkg", "-S", candidate], capture_output=True, text=True)
        if found.returncode == 0:
            name = found.stdout.split(":")[0]
            number, source = run("dpkg-query", "-W", "-f", "${Version} ${source:Package}\n", name).splitlines()[0].split()
            return name, number, CROSS.get(name, source)
    sys.exit(f"bill.py: {path} is linked, and is of no Debian package")


@functools.cache
def root_tables():
    root = work / "arm64-root" / "root"
    packages = {words[0]: words for words in map(str.split, (root / "packages").read_text().splitlines())}
    files = dict(line.rsplit(" ", 1) for line in (root / "files").read_text().splitlines())
    return root, packages, files


def root_package(path):
    """The same for a file of the arm64 root, path as inside of it."""
    _, packages, files = root_tables()
    name = files.get(path) or files.get(path.removeprefix("/usr"))
    if name is None:
        sys.exit(f"bill.py: {path} is of no package of the arm64 root")
    return tuple(packages[name][:3])


@functools.cache
def pins():
    """Sources that the page and the static programs are compiled from: package -> (version, SHA-256 of the sources)."""
    found = {}
    for line in pathlib.Path("engine/page/sources.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            package, number, file, digest = line.split()
            if ".orig." in file:
                found[package] = (number, digest, file)
    return found


def source_component(package):
    number, digest, file = pins()[package]
    return library(package, number, package, digest, f"pkg:deb/debian/{package}@{number}?arch=source", file)


# --- files of the release -------------------------------------------------------------------------------------------------


def linked_in(processor):
    """Components in the static program of a processor."""
    text = (work / f"static-{processor}" / "map").read_text(errors="replace")
    paths = set(re.findall(r"^(/\S+?\.a)\(", text, re.M)) | set(re.findall(r"^LOAD (/\S+\.o)$", text, re.M))
    root = root_tables()[0]
    for path in sorted({str(pathlib.Path(p).resolve()) for p in paths}):
        if path.startswith(str(work / f"static-{processor}")):
            yield source_component(pathlib.Path(path).stem.removeprefix("lib"))
        elif path.startswith(str(root)):
            inner = path.removeprefix(str(root))
            yield debian(*root_package(inner), sha256(path), "arm64", inner)
        elif not path.startswith(str(work)):
            yield debian(*installed_package(path), sha256(path), "amd64", path)


def needed_by(package, architecture):
    """Components that the ELF files of a Debian package need."""
    with tempfile.TemporaryDirectory() as folder:
        run("dpkg-deb", "-x", str(package), folder)
        names = set()
        for file in pathlib.Path(folder).rglob("*"):
            if file.is_file() and not file.is_symlink() and file.read_bytes()[:4] == b"\x7fELF":
                names |= set(re.findall(r"\(NEEDED\).*\[(.+)\]", run("readelf", "-d", str(file))))
    for name in sorted(names):
        if name.startswith("libentente"):
            continue
        if architecture == "amd64":
            path = next(p for p in (f"/usr/lib/x86_64-linux-gnu/{name}", f"/lib64/{name}") if pathlib.Path(p).exists())
            path = str(pathlib.Path(path).resolve())
            yield debian(*installed_package(path), sha256(path), "amd64", path)
        else:
            root, _, files = root_tables()
            path = next(p for p in files if p.rsplit("/", 1)[1] == name)
            real = pathlib.Path(f"{root}{path}").resolve()
            yield debian(*root_package(path), sha256(real), "arm64", path)


def in_page():
    """Components in the page: sources compiled to WebAssembly, modules of npm, emscripten's own library."""
    for package in pins():
        yield source_component(package)
    found = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", "emscripten"], capture_output=True, text=True)
    glue = pathlib.Path("/usr/share/emscripten/emcc.py")
    if found.returncode == 0 and glue.exists():
        yield debian("emscripten", found.stdout, "emscripten", sha256(glue), "all", str(glue))
    lock = json.loads(pathlib.Path("engine/page/web/package-lock.json").read_text())["packages"]
    bundled = set()
    for listed in (work / "page" / "page").glob("*.mjs.json"):  # what esbuild has put into a script
        for path in json.loads(listed.read_text())["inputs"]:
            bundled |= set(re.findall(r".*node_modules/((?:@[^/]+/)?[^/]+)/", path))
    if not bundled:
        sys.exit("bill.py: the page's list of bundled modules is missing in parts/page/page")
    for name in sorted(bundled):
        yield npm(name, lock[f"node_modules/{name}"])


def npm(name, entry):
    algorithm, digest = entry["integrity"].split("-", 1)
    purl = f"pkg:npm/{name.replace('@', '%40')}@{entry['version']}"
    components[purl] = {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": entry["version"],
        "purl": purl,
        "licenses": [{"license": {"id": entry["license"]}}] if "license" in entry else [],
        "hashes": [{"alg": {"sha512": "SHA-512", "sha1": "SHA-1"}[algorithm], "content": base64.b64decode(digest).hex()}],
    }
    return purl


def artefacts():
    for file in sorted(out.iterdir()):
        if file.suffix == ".deb":
            architecture = file.stem.rsplit("_", 1)[1]
            yield file, needed_by(file, architecture)
        elif file.name.endswith(".tar.xz"):
            yield file, linked_in(file.name.split("-linux-")[1].removesuffix(".tar.xz"))
        elif file.name == "entente.html":
            yield file, in_page()


def main():
    files = []
    for file, libraries in artefacts():
        reference = f"file:{file.name}"
        uses[reference] = sorted(set(libraries))
        files.append(
            {
                "type": "application",
                "bom-ref": reference,
                "name": file.name,
                "version": version,
                "licenses": [{"license": {"id": "GPL-3.0-or-later"}}],
                "hashes": [{"alg": "SHA-256", "content": sha256(file)}],
            }
        )
    ordered = files + [components[reference] for reference in sorted(components)]
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(ordered, sort_keys=True))}",
        "version": 1,
        "metadata": {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(epoch)),
            "component": {
                "type": "application",
                "bom-ref": f"pkg:generic/entente@{version}",
                "name": "entente",
                "version": version,
                "licenses": [{"license": {"id": "GPL-3.0-or-later"}}],
            },
        },
        "components": ordered,
        "dependencies": [{"ref": f"pkg:generic/entente@{version}", "dependsOn": [f["bom-ref"] for f in files]}]
        + [{"ref": reference, "dependsOn": uses[reference]} for reference in sorted(uses)],
    }
    json.dump(bill, sys.stdout, indent=1, sort_keys=False)
    print()


main()
