"""Checks of the Python package against a folder that the program wrote: scenarios/minimal.cfg with seed 9, 60 worlds, 50
replications, 40 rows of draws.

Usage: python_check.py FOLDER WORK. WITHOUT: a package that is hidden.
"""
import json
import math
import os
import pathlib
import shutil
import signal
import sys
import threading

hidden = os.environ.get("WITHOUT")
if hidden:
    sys.modules[hidden] = None
import entente  # noqa: E402

try:
    import numpy
except ImportError:
    numpy = None
try:
    import pandas
except ImportError:
    pandas = None

FILE = "scenarios/minimal.cfg"
SIZES = {"seed": 9, "worlds": 60, "replications": 50}
work = pathlib.Path(sys.argv[2])


def expect(holds, *words):
    if not holds:
        raise SystemExit("FAILED: " + " ".join(str(word) for word in words))


def raised(kind, call):
    try:
        call()
    except kind as failure:
        return failure
    raise SystemExit(f"FAILED: {kind.__name__} was not raised")


# Every table of a run: the columns, types and cells of the file that the program wrote.
folder = entente.read_results(sys.argv[1])
progress = []
results = entente.run(FILE, threads=2, draws=40, progress=lambda done, total: progress.append((done, total)), **SIZES)
expect(list(results) == list(folder) and len(results) > 12, list(results), list(folder))
cells = 0
for name, table in results.items():
    expect(list(table) == list(folder[name]), name, list(table))
    expect(table.rows == folder[name].rows, name, "has", table.rows, "rows")
    for column, about in table.columns.items():
        read = folder[name].columns[column]
        expect((about.type, about.meaning) == (read.type, read.meaning), name, column, about, read)
        expect(table.values_of(column) == folder[name].values_of(column), name, column)
        cells += table.rows
expect(progress[0] == (0, 6000) and progress[-1] == (6000, 6000), progress)
expect(results.draws == 6000 and results.folder is None and results.checks_failed == 0, results.draws)
expect(folder["outcomes"].columns["probability"].maximum == 1, folder["outcomes"].columns)
expect(folder.manifest["seed"] == 9 and folder.package["name"] == "minimal", folder.manifest["seed"])
total = sum(results["outcomes"].values_of("count")[:2] + results["outcomes"].values_of("count")[2:])
expect(total == 6000, total)

# Arrays and frames.
probability = results["headline"]["probability"]
if numpy is None:
    expect(isinstance(probability, list), type(probability))
else:
    expect(probability.dtype == numpy.float64 and results["outcomes"]["count"].dtype == numpy.int64, probability.dtype)
    missing = results["checks"]["mc_low"] if results["checks"].rows else numpy.array([math.nan])
    expect(missing.dtype == numpy.float64, missing.dtype)
    expect(results["headline"]["variant"].tolist() == ["base", "backed"], results["headline"]["variant"])
if pandas is None or numpy is None:
    raised(ImportError, results["headline"].frame)
else:
    frame = results.frame("outcomes")
    expect(list(frame.columns) == list(results["outcomes"]) and len(frame) == results["outcomes"].rows, frame)
    expect(str(frame.dtypes["count"]) == "Int64" and str(frame.dtypes["probability"]) == "float64", frame.dtypes)
    expect(int(frame["count"].sum()) == 6000 and frame.attrs["unit"]["probability"] == "probability", frame.attrs)
    expect(folder.frame("draws")["talks.month"].tolist() == folder["draws"].values_of("talks.month"), "draws")

# Settings, a text, a sweep, a check.
changed = {"contributors.north.joins": "30%", "run.horizon": 12}
with entente.open_text(pathlib.Path(FILE).read_text(encoding="utf-8"), name="here.cfg", set=changed, worlds=20, replications=10) as scenario:
    expect(scenario.id == "here", scenario.id)
    assumptions = scenario.check()["assumptions"]
    written = dict(zip(assumptions.values_of("path"), assumptions.values_of("written")))
    expect(written["contributors.north.joins"] == "30%", written["contributors.north.joins"])
    expect(max(scenario.run()["truce"].values_of("month")) == 12, "horizon")
swept = """sweeps: { a: { vary = "talks.rule"; values = ( "nash", "egalitarian" ); }; b: { vary = "run.horizon"; values = ( 3, 6 ); }; };"""
text = pathlib.Path(FILE).read_text(encoding="utf-8") + swept
with entente.open_text(text, worlds=20, replications=10) as scenario:
    table = scenario.sweep()["sweeps"]
    expect(table.values_of("talks.rule") == ["nash", "egalitarian", "", ""], table.values_of("talks.rule"))
    expect(table.values_of("run.horizon") == [None, None, 3.0, 6.0], table.values_of("run.horizon"))
    expect(scenario.sweep("b")["sweeps"].rows == 2, "one sweep")
analysed = entente.analyse(FILE, "sensitivity", worlds=64, replications=10, seed=1)
expect("sensitivity" in analysed and all(method == "sensitivity" for method, _ in analysed.findings), analysed.findings)
results = entente.run(FILE, out=work / "written ü", **SIZES)
expect(entente.read_results(results.folder)["outcomes"].values_of("count") == results["outcomes"].values_of("count"), "out")

# Choices side by side: variants of a file, and the same file with other settings.
compared = entente.compare(FILE, FILE + ":backed", **SIZES)["compare"]
expect((compared["first"][0], compared["second"][0]) == ("minimal.cfg", "minimal.cfg:backed"), dict(compared))
headline = dict(zip(folder["headline"].values_of("variant"), folder["headline"].values_of("difference")))
expect(compared.values_of("difference") == [headline["backed"]], compared.values_of("difference"), headline)
with entente.Scenario(FILE, **SIZES) as plain, entente.Scenario(FILE, set={"force.required": 1}, **SIZES) as small:
    compared = entente.compare(plain, (small, "backed"))
    expect(compared["robust"].values_of("choice") == ["minimal.cfg", "minimal.cfg#2:backed"], compared["robust"].values_of("choice"))
    expect("force.required" in compared["compare_settings"].values_of("path"), "settings")
    raised(entente.ArgumentError, lambda: entente.compare(plain, plain))
raised(entente.ArgumentError, lambda: entente.compare(FILE))
raised(entente.ArgumentError, lambda: entente.compare(FILE, FILE + ":nothing"))

# Errors: classes, and messages with their position.
(work / "wrong.cfg").write_text('factors: { a = "uniform(0, 1)"; };\nheadline = "truce.hold";\n', encoding="utf-8")
error = raised(entente.ScenarioError, lambda: entente.run(work / "wrong.cfg"))
message = error.messages[0]
expect((message.severity, message.line, message.path) == ("error", 2, "headline"), message)
expect(message.file.endswith("wrong.cfg") and message.column == 13 and "truce.held" in message.help, message)
expect(f"wrong.cfg:2:13: error: headline: {message.text}\n  help: {message.help}" in str(error), error)
error = raised(entente.ScenarioError, lambda: entente.run(FILE, set={"force.requird": 3}))
expect(error.messages[0].file == "--set" and "required" in error.messages[0].help, error)
(work / "within").mkdir(exist_ok=True)
(work / "within" / "based.cfg").write_text('base = "../based_on.cfg";\n', encoding="utf-8")
(work / "based_on.cfg").write_text("run: { worlds = 20; replications = 10; };\n", encoding="utf-8")
expect("outside" in str(raised(entente.FileError, lambda: entente.run(work / "within" / "based.cfg"))), "outside")
expect(entente.run(work / "within" / "based.cfg", allow_outside=True).draws == 200, "allow_outside")
expect("absent.cfg" in str(raised(entente.EntenteError, lambda: entente.run("absent.cfg"))), "the file is named")
raised(entente.ArgumentError, lambda: entente.run(FILE, instruction_set="abacus"))
raised(entente.ArgumentError, lambda: entente.sweep(FILE, "nothing"))
raised(TypeError, lambda: entente.run(FILE, worlds_of=3))

# Stops: by progress, by its exception, by Ctrl-C.
long = {"worlds": 2_000_000, "replications": 50}
stopped = raised(entente.Interrupted, lambda: entente.run(FILE, progress=lambda done, total: done > 0, **long))
expect(stopped.status == -5 and stopped.results is not None and 0 < stopped.results.draws < 10**8, stopped.results)


def fails(done, total):
    raise KeyError("mine")


raised(KeyError, lambda: entente.run(FILE, progress=fails, **long))
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background processes begin with it ignored
threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
raised(KeyboardInterrupt, lambda: entente.run(FILE, **long))

# A changed table is refused.
changed = pathlib.Path(results.folder) / "outcomes.csv"
changed.write_bytes(changed.read_bytes().replace(b"base", b"bass"))
expect("outcomes.csv" in str(raised(ValueError, lambda: entente.read_results(results.folder))), "changed")
expect("bass" in entente.read_results(results.folder, verify=False)["outcomes"].values_of("variant"), "unverified")

# Nothing outside the folder is read, whatever a stranger's datapackage.json names and whatever stands in place of a table.
hostile = work / "written_hostile"
shutil.copytree(results.folder, hostile)
outside = work / "outside.csv"
shutil.copy(hostile / "outcomes.csv", outside)
package = (hostile / "datapackage.json").read_text(encoding="utf-8")


def refused(words):
    expect(words in str(raised(ValueError, lambda: entente.read_results(hostile, verify=False))), words)


for name in ("../outside.csv", str(outside.resolve())):
    (hostile / "datapackage.json").write_text(package.replace('"outcomes.csv"', json.dumps(name)), encoding="utf-8")
    refused("not in its folder")
(hostile / "datapackage.json").write_text(package, encoding="utf-8")
(hostile / "outcomes.csv").unlink()
(hostile / "outcomes.csv").symlink_to("../outside.csv")
refused("is a link")
(hostile / "outcomes.csv").unlink()
os.mkfifo(hostile / "outcomes.csv")
refused("not a regular file")
print(f"{sys.version.split()[0]}, numpy {getattr(numpy, '__version__', 'none')}, pandas {getattr(pandas, '__version__', 'none')}: "
      f"{cells} cells as the program's")
