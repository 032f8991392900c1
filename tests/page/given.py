"""Scenarios that `entente page` and `run --live` put into the page, opened in headless Chromium: each is offered and run
with its base above it and its table, to the tables of the native program; hostile names and texts stay data.

usage: given.py PAGE PROGRAM
"""
import io
import pathlib
import shutil
import subprocess
import sys
import zipfile

import page as pages
from chromium import KeyPage, chromium

BASE = """run: { worlds = 200; replications = 40; }; events: { backing: { value = "30%"; }; };
contributors: { table = "who.csv"; }; force: { required = "unknown(4k to 8k)"; };
outcomes: { bad: { when = "force.committed < 5000"; }; good: { name = "Good"; }; };
headline = "force.committed > 5000";
"""
TABLE = 'id,troops,joins\nnorth,3k to 6k,"if(backing, 90%, 40%)"\nsouth,2k,50%\n'
MINE = 'base = "../base.cfg"; title = "Mine"; events: { backing: { value = "60%"; }; };\n'


def native_tables(program, folder, arguments):
    shutil.rmtree(folder / "native", ignore_errors=True)
    subprocess.run([program, "run", *arguments, "--out", "native", "--no-charts", "--quiet"], cwd=folder, check=True)
    return {file.name: file.read_bytes() for file in (folder / "native").glob("*/*.csv")}


def page_tables(page):
    _, data = page.download("tables")
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name.split("/", 1)[1]: archive.read(name) for name in archive.namelist() if name.endswith(".csv")}


def check_same(page, check, what, native):
    found = page_tables(page)
    check(len(native) > 5 and found.keys() == native.keys(), f"{what}: {sorted(found)} and {sorted(native)}")
    for name, data in native.items():
        check(found.get(name) == data, f"{what}: {name} differs from the native program's")


def make_pages(work, template, program):
    """given.html by `entente page`, and live/mine/live.html by `run --live` with settings on top, which it returns."""
    (work / "in").mkdir()
    (work / "base.cfg").write_text(BASE)
    (work / "who.csv").write_text(TABLE)
    (work / "in/mine.cfg").write_text(MINE)
    hostile = "in/-script><img src=x onerror=window.canary=1>.cfg"
    (work / hostile).write_text(pages.HOSTILE)
    made = [program, "page", "in/mine.cfg", hostile, "--allow-outside", "--page", template, "--out", "given.html", "--quiet"]
    subprocess.run(made, cwd=work, check=True)
    settings = ["--set", "events.backing = 90%", "--seed", "9"]
    subprocess.run([program, "run", "in/mine.cfg", "--allow-outside", *settings, "--live", "--page", template, "--out", "live",
                    "--no-charts", "--quiet"], cwd=work, check=True)
    return settings


def main(arguments):
    template, program = (str(pathlib.Path(path).resolve()) for path in arguments)

    def body(browser, work, check):
        settings = make_pages(work, template, program)
        page = KeyPage(browser, work / "given.html", work / "downloads")
        page.open()
        names = page.run("return [...document.getElementById('scenario').options].map(o => o.textContent)")
        check("mine" in names and any("onerror" in name for name in names), f"the scenarios offered: {names}")
        check(page.run("return document.getElementById('scenario').selectedOptions[0].textContent") == "mine", "the first is not open")
        check_same(page, check, "base and table", native_tables(program, work, ["in/mine.cfg", "--allow-outside"]))
        check(page.run("return [window.canary ?? null, document.querySelectorAll('img[src=\"x\"]').length]") == [None, 0],
              "a name became more than data")
        (work / "again").mkdir()  # a second file of a name would replace the first
        page = KeyPage(browser, work / "live/mine/live.html", work / "again")
        page.open()
        check_same(page, check, "run --live", native_tables(program, work, ["in/mine.cfg", "--allow-outside", *settings]))
        check("events.backing" in page.text("extra-sets"), f"the settings of the command line are not shown: {page.text('extra-sets')}")
        paths = page.run("return [...document.querySelectorAll('.slider')].map(e => e.dataset.path)")
        check("events.backing" not in paths, f"a slider for what the command line sets: {paths}")

    return pages.suite(chromium, body)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
