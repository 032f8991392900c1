"""Builds the wheel: the package with libentente in it, by cmake and the standard library alone, so that pip needs no
network. ENTENTE_LIBRARY: a libentente.so that was built before, in place of a build from the repository around.

The same sources give the same bytes (SOURCE_DATE_EPOCH: their time; 1980 without it).
"""
import base64
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sysconfig
import tempfile
import time
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
SUMMARY = "Scenario simulation of how wars end: runs scenarios, and reads tables of results"


def version():
    """The version of the repository, or of the package alone, without one around it."""
    cmake = ROOT / "CMakeLists.txt"
    found = re.search(r"project\(entente VERSION ([0-9.]+)", cmake.read_text(encoding="utf-8")) if cmake.is_file() else None
    if found is None:
        raise SystemExit(f"{HERE} is built within the repository of entente: {cmake} has no version")
    return found.group(1)


def build_library(folder):
    """The library of the repository, built in a folder."""
    if shutil.which("cmake") is None:
        raise SystemExit("cmake is needed to build libentente; or set ENTENTE_LIBRARY to a libentente.so")
    options = ["-DCMAKE_BUILD_TYPE=Release", "-DENTENTE_TESTS=OFF"]
    subprocess.run(["cmake", "-S", ROOT, "-B", folder, *options], check=True)
    subprocess.run(["cmake", "--build", folder, "--parallel", str(os.cpu_count() or 1), "--target", "entente_shared"], check=True)
    return pathlib.Path(folder) / "libentente.so"


def stamp():
    seconds = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
    return time.gmtime(max(seconds, 315532800))[:6]


class Wheel:
    """A wheel (PEP 427) under construction."""

    def __init__(self, path):
        self.archive = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)
        self.record = []

    def add(self, name, content, mode=0o644):
        entry = zipfile.ZipInfo(name, stamp())
        entry.external_attr = (0o100000 | mode) << 16
        entry.compress_type = zipfile.ZIP_DEFLATED
        self.archive.writestr(entry, content)
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        self.record.append(f"{name},sha256={digest},{len(content)}")

    def close(self, info):
        self.record.append(f"{info}/RECORD,,")
        self.archive.writestr(zipfile.ZipInfo(f"{info}/RECORD", stamp()), "\n".join(self.record) + "\n")
        self.archive.close()


def metadata():
    extras = "".join(f"Provides-Extra: {name}\nRequires-Dist: {name}; extra == '{name}'\n" for name in ("numpy", "pandas"))
    return (f"Metadata-Version: 2.1\nName: entente\nVersion: {version()}\nSummary: {SUMMARY}\n"
            f"License: GPL-3.0-or-later\nRequires-Python: >=3.9\n{extras}"
            f"Description-Content-Type: text/markdown\n\n{(HERE / 'README.md').read_text(encoding='utf-8')}")


def get_requires_for_build_wheel(config_settings=None):
    return []


def tag():
    return "py3-none-" + sysconfig.get_platform().replace("-", "_").replace(".", "_")


def wheel_file():
    return f"Wheel-Version: 1.0\nGenerator: entente\nRoot-Is-Purelib: false\nTag: {tag()}\n"


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    """The metadata alone: without this, pip builds the wheel twice."""
    info = pathlib.Path(metadata_directory) / f"entente-{version()}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(metadata(), encoding="utf-8")
    (info / "WHEEL").write_text(wheel_file(), encoding="utf-8")
    return info.name


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    name = f"entente-{version()}-{tag()}.whl"
    info = f"entente-{version()}.dist-info"
    with tempfile.TemporaryDirectory() as folder:
        given = os.environ.get("ENTENTE_LIBRARY")
        library = pathlib.Path(given) if given else build_library(folder)
        wheel = Wheel(pathlib.Path(wheel_directory) / name)
        for source in sorted((HERE / "src" / "entente").glob("*.py")):
            wheel.add(f"entente/{source.name}", source.read_bytes())
        wheel.add("entente/libentente.so", library.read_bytes(), 0o755)
    wheel.add(f"{info}/METADATA", metadata().encode())
    wheel.add(f"{info}/WHEEL", wheel_file().encode())
    licence = ROOT / "LICENSE"
    if licence.is_file():
        wheel.add(f"{info}/LICENSE", licence.read_bytes())
    wheel.close(info)
    return name


def build_sdist(sdist_directory, config_settings=None):
    raise SystemExit("the package is built within the repository of entente: pip install engine/bindings/python")
