"""Canaries in every text of a scenario, looked for in all that the program prints and writes. Usage: strangers.py PROGRAM DIR"""
import csv
import glob
import json
import os
import shlex
import shutil
import subprocess
import sys
import xml.dom.minidom

program, work = sys.argv[1], sys.argv[2]
os.chdir(work)
failures = []
passed = 0
SHALOM = "\u05e9\u05dc\u05d5\u05dd"
# control characters (C0, DEL, C1), marks of direction, separators, byte order mark
HOSTILE = ("\\x1b[31mred\\x1b]0;owned\\x07\\x08\\x7f\\x01\\x0d \\xc2\\x9b31m \\xe2\\x80\\xae\\xe2\\x81\\xa7\\xd8\\x9c\\xe2\\x80\\xa8\\xef\\xbb\\xbf "
           "]]> ]]\\xe2\\x80\\xae> <script>alert(1)</script><img src=x onerror=alert(1)> '); system(\\\"touch PWNED\\\") # "
           "`touch PWNED` $(touch PWNED) \\\\ @m {/:Bold q} %s%n \\nnext: touch PWNED")
RUN = ["=", "+", "-", "@", "\\t", "\\x0d"]


def check(held, what):
    global passed
    if held:
        passed += 1
    else:
        failures.append(what)


def scenario():
    contributors = " ".join(f'c{i} = {{ name = "{first}cmd|\'/C calc\'!A{i} {HOSTILE}"; troops = 15000; joins = 0.3; '
                            f'note = "{first}{HOSTILE}"; source = "javascript:alert(1) {HOSTILE}"; }};'
                            for i, first in enumerate(RUN))
    right = f"\\xe2\\x81\\xa9{SHALOM} 12 34\\xe2\\x80\\xae"
    return f'''title = "T {HOSTILE}"; notes = "N {HOSTILE}"; sources = ( "S {HOSTILE}" );
run: {{ worlds = 40; replications = 50; }};
force: {{ required = 20000; name = "{right}"; }};
factors: {{ will = {{ value = "normal(0, 1)"; name = "{HOSTILE}"; note = "{HOSTILE}"; }}; other = "normal(0, 1)"; }};
contributors: {{ {contributors} }};
parties: {{ p: {{ name = "{right} {HOSTILE}"; threshold = 0.2; }}; q: {{ name = "{HOSTILE}"; threshold = 0.3; }}; }};
demands: {{ d: {{ name = "{HOSTILE}"; by = "p"; options = ( "x: {HOSTILE}", "y: {right}" );
  p: {{ scores = ( 1.0, 0.2 ); refuses = ( 0.1, 0.2 ); }}; q: {{ scores = ( 0.1, 1.0 ); }}; }}; }};
truce: {{ causes: {{ k: {{ name = "{HOSTILE}"; hazard = "2% * exp(will)"; }}; }}; }};
outcomes: {{ bad: {{ name = "{HOSTILE}"; when = "agreed and will < 0"; }}; good: {{ name = "{right} {HOSTILE}"; }}; }};
headline = {{ value = "agreed and truce.held"; name = "{HOSTILE}"; }};
checks = ( "P(agreed) > 2%" );
variants: {{ v: {{ name = "{HOSTILE}"; set = ( "factors.will = 2" ); }}; w: {{ name = "{right}"; set = ( "factors.other = 1" ); }}; }};
sweeps: {{ s: {{ name = "{HOSTILE}"; vary = "force.required"; values = ( 10000, 30000 ); }}; }};
'''


def is_hidden(c):
    code = ord(c)
    return ((code < 32 and c not in "\n\t") or 0x7F <= code < 0xA0 or code in (0x61C, 0x200E, 0x200F, 0xFEFF) or
            0x2028 <= code <= 0x202E or 0x2066 <= code <= 0x2069)


def entente(*arguments, status=(0,)):
    done = subprocess.run([program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    check(done.returncode in status, f"exit status {done.returncode} of {arguments}: {done.stderr[:300]}")
    return done


def visible(raw, what):
    """All that goes to a terminal is text, of lines that the program made."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        check(False, f"{what}: no UTF-8")
        return ""
    found = sorted({hex(ord(c)) for c in text if is_hidden(c)})
    check(not found, f"{what}: hidden characters {found}")
    check(not any(line.startswith("next: touch") for line in text.split("\n")), f"{what}: a text makes a line of its own")
    return text


def commands(text):
    return [line[len("next: "):] for line in text.split("\n") if line.startswith("next: ")]


# --- terminal and JSON

with open("x.cfg", "w", encoding="utf-8") as file:
    file.write(scenario())
mistake = scenario().replace("factors.will = 2", "factors.will = nothing " + HOSTILE.replace("\\n", " ")).replace(
    'name = "T ', 'nmae = "T ')
with open("mistake.cfg", "w", encoding="utf-8") as file:
    file.write(mistake)
# A case of the past and data of durations, with texts of the same kind; a table takes no control characters.
with open("case.cfg", "w", encoding="utf-8") as file:
    file.write(f'''base = "x.cfg"; observed: {{ agreed = true; truce_months = 30; ended = true; collection = "=famous {HOSTILE}"; kind = "@kind {HOSTILE}";
  forecast = {{ source = "+source {HOSTILE}"; p = 0.3; on = "2025-09"; of = "-of {HOSTILE}"; }}; }};
cases = {{ table = "cases.csv"; }};
''')
PLAIN = ("]]> <script>alert(1)</script><img src=x onerror=alert(1)> '); system(\"touch PWNED\") # `touch PWNED` $(touch PWNED) \\ @m "
         "{/:Bold q} %s%n \u202e\u2067\nnext: touch PWNED")
with open("cases.csv", "w", encoding="utf-8", newline="") as file:
    csv.writer(file).writerows([["id", "name", "observed.truce_months", "observed.ended", "observed.conflict", "observed.kind"],
                                *([f"c{i}", first + PLAIN, 5 + 20 * i, "true", "=" + PLAIN, "@" + PLAIN] for i, first in enumerate("=+-@"))])
DATA = "=d\u202e\nnext: touch PWNED.csv"
with open(DATA, "w", encoding="utf-8", newline="") as file:
    csv.writer(file).writerows([["months", "failed", "=armed" + PLAIN, "@" + PLAIN],
                                *([m, int(m % 3 > 0), m % 2, ("=1+1", "+" + PLAIN)[m % 2]] for m in (2, 3, 5, 7, 8, 13, 17, 21, 34, 40, 55, 61))])
FIT = ("fit", DATA, "--time", "months", "--event", "failed")
EACH = [("score", "case.cfg", "--out", "c"), (*FIT, "--covariates", "=armed" + PLAIN, "--out", "c"),
        (*FIT, "--covariates", "nothing" + PLAIN, "--out", "c"), (*FIT, "--where", "'" + PLAIN, "--out", "c"), ("score", "x.cfg", "--out", "c"),
        ("sweep", "x.cfg", "--solve", "P(agreed) = 30%", "--vary", "events.no\u202e\nnext: touch PWNED", "--out", "o"),
        ("sweep", "x.cfg", "--solve", "P(agreed) = 30%", "--vary", "factors.will", "--out", "o"), ("check", "case.cfg"),
        ("complete", "--", "run", "x.cfg", "--set", ""), ("complete", "--", "explain", "x.cfg", "--variant", ""), ("init", "new\033[2J\u202e.cfg"),
        ("run", "x.cfg", "--out", "o", "--draws", "20"), ("check", "x.cfg"), ("explain", "x.cfg", "--draw", "3"),
        ("explain", "x.cfg", "--typical", "--variant", "v"), ("sweep", "x.cfg", "--out", "o"), ("analyse", "x.cfg", "blockers", "--out", "a"),
        ("analyse", "x.cfg", "sensitivity", "value", "discover", "--out", "a", "--worlds", "256"), ("compare", "x.cfg", "x.cfg:v", "--out", "c"),
        ("plot", "o/x"), ("report", "o/x"), ("check", "mistake.cfg"), ("run", "x.cfg", "--out", "o\033[2J\nnext: touch PWNED", "--no-charts"),
        ("run", "\033[2J\u202e.cfg"), ("run", "x.cfg", "--set", "factors.will = \033[2J\u202e"), ("explain", "x.cfg", "--draw", "\033]0;x\007"),
        ("run", "x.cfg", "--given", "nothing\u202e\x9b"), ("explain", "x.cfg", "--draw", "1", "--variant", "\033[2J"), ("\033[2J.cfg",),
        ("plot", "no\033[2J")]
for one in EACH:
    for more in ((), ("--color", "always"), ("--json",)):
        arguments = tuple(one) + more
        done = entente(*arguments, status=(0, 1, 2, 3))
        if more == ("--color", "always"):
            done.stdout = subprocess.run(["sed", r"s/\x1b\[\(0\|1\|2\|32\|1;31\|1;33\|1;36\)m//g"], input=done.stdout, stdout=subprocess.PIPE, check=True).stdout
            done.stderr = subprocess.run(["sed", r"s/\x1b\[\(0\|1\|2\|32\|1;31\|1;33\|1;36\)m//g"], input=done.stderr, stdout=subprocess.PIPE, check=True).stdout
        text = visible(done.stdout, f"stdout of {arguments}")
        visible(done.stderr, f"stderr of {arguments}")
        check(b"\\u001b" in done.stdout + done.stderr or arguments[:2] not in (("run", "x.cfg"), ("explain", "x.cfg")) or
              "--set" in arguments or "--given" in arguments, f"no escape is shown: {arguments}")
        if more == ("--json",):
            try:
                if arguments[0] != "complete":  # candidates, a line each
                    json.loads(text)
            except ValueError as error:
                check(False, f"JSON of {arguments}: {error}")
for wanted in ("score", os.path.splitext(DATA)[0]):
    check(os.path.exists(f"c/{wanted}/manifest.json"), f"no results of {wanted!r}")
json_text = entente("run", "x.cfg", "--out", "o", "--no-charts", "--json").stdout
check(json.loads(json_text)["results"][0]["title"].startswith("T \x1b[31mred\x1b]0;owned\x07"), "a title in JSON is the title")

# --- charts: well-formed, no hidden character but balanced isolates

entente("run", "x.cfg", "--out", "o", "--draws", "20")
entente("sweep", "x.cfg", "--out", "o")
drawn = sorted(glob.glob("[oac]/**/charts/*.svg", recursive=True)) if shutil.which("gnuplot") else []
for path in drawn:
    try:
        words = open(path, encoding="utf-8").read()
        xml.dom.minidom.parseString(words.encode())
    except Exception as error:  # expat's and decoding errors alike
        check(False, f"{path}: {error}")
        continue
    check(not any(is_hidden(c) and c not in "\u2068\u2069\u200e" for c in words), f"{path}: hidden characters")
    check(words.count("\u2068") == words.count("\u2069"), f"{path}: isolates that do not end")
check(len(drawn) > 10 or not shutil.which("gnuplot"), f"only {len(drawn)} charts")
for path in glob.glob("[oac]/**/charts/*.gp", recursive=True):
    text = open(path, encoding="utf-8").read()
    check(not any(is_hidden(c) and c not in "\u2068\u2069\u200e" for c in text), f"{path}: hidden characters")

# --- pages

PAGES = glob.glob("[oac]/**/*.html", recursive=True)
check({os.path.basename(path) for path in PAGES} >= {"report.html", "compare.html", "score.html"}, f"pages: {PAGES}")
for path in PAGES:
    text = open(path, encoding="utf-8").read()
    check(not any(is_hidden(c) and c not in "\u2068\u2069\u200e" for c in text), f"{path}: hidden characters")
    check("<script" not in text and "<img" not in text and "onerror=alert(1)>" not in text, f"{path}: markup of the scenario")
    check("href=\"javascript" not in text and "default-src 'none'" in text, f"{path}: an address or no policy")

# --- tables: UTF-8, no cell that a spreadsheet would run, and the texts are there

for path in glob.glob("[oac]/**/*.csv", recursive=True):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    for row in rows:
        for cell in row:
            if cell[:1] in tuple("=+-@\t\r") and cell:
                try:
                    float(cell)
                except ValueError:
                    check(False, f"{path}: a cell that is run: {cell[:40]!r}")
names = [row["name"] for row in csv.DictReader(open("o/x/contributors.csv", encoding="utf-8", newline=""))]
for i, first in enumerate(["'=", "'+", "'-", "'@", "'\t", "'\r"]):
    check(names[i].startswith(first + "cmd|'/C calc'!A" + str(i)), f"the name of contributor {i}: {names[i][:30]!r}")

# --- a box as a scenario of its own: its comment holds no line of the scenario

written = glob.glob("[ac]/**/*.cfg", recursive=True)
check(any(path.endswith("fit.cfg") for path in written), "no factors of a fit")
for path in written:
    if path.endswith("fit.cfg"):  # factors alone: a scenario starts from them
        with open("from-fit.cfg", "w", encoding="utf-8") as file:
            file.write("base = " + json.dumps(path, ensure_ascii=False) + '; outcomes: { all: { when = "true"; }; }; headline = "shape > 1";\n')
        entente("check", "from-fit.cfg", "--quiet", status=(0,))
        check(not any(line.startswith("next: touch") for line in open(path, encoding="utf-8")), f"{path}: a comment of two lines")
        continue
    entente("check", path, "--quiet", status=(0,))
    check(not any(line.startswith("next: touch") for line in open(path, encoding="utf-8")), f"{path}: a comment of two lines")

# --- commands: pasted into sh they do what they say, and nothing else

os.mkdir("bin")
with open("bin/entente", "w", encoding="utf-8") as file:
    file.write('#!/bin/sh\nfor word; do printf "%s\\0" "$word"; done >> "$PASTED"\n')
os.chmod("bin/entente", 0o755)
environment = dict(os.environ, PATH=os.path.abspath("bin") + ":" + os.environ["PATH"], PASTED=os.path.abspath("pasted"))
NAMES = ["q'; touch PWNED; '.cfg", "a b\n touch PWNED\n.cfg", "-x.cfg", "$(touch PWNED).cfg", "`touch PWNED`.cfg", "\033[31m\u202e.cfg",
         "tab\there.cfg", "back\\slash\\n.cfg", '"; touch PWNED; ".cfg', "!touch.cfg", "~.cfg", "*.cfg", "&& touch PWNED.cfg", "#.cfg"]
for name in NAMES:
    shutil.copy("x.cfg", "./" + name)
    operand = "./" + name if name.startswith("-") else name
    for arguments in (("check", operand), ("run", operand, "--no-charts", "--out", "n"), ("explain", operand, "--draw", "1"),
                      ("check", operand, "--set", "title = '; touch PWNED;\n '")):
        text = visible(entente(*arguments, status=(0, 3)).stdout, f"stdout of {arguments}")
        check(len(commands(text)) == 1, f"one command after {arguments}")
        for command in commands(text):
            for shell in ("sh", "bash"):
                open("pasted", "w", encoding="utf-8").close()
                subprocess.run([shell, "-c", command], env=environment, check=False)
                words = open("pasted", "rb").read().decode("utf-8", "surrogateescape").split("\0")
                check(operand in words, f"{shell} reads {words} from {command!r} for {operand!r}")
    # the manifest's command does the same run again
    folder = [path for path in glob.glob("n/*/manifest.json") if json.load(open(path, encoding="utf-8"))["scenario"] == name[:-4]]
    check(len(folder) == 1, f"one manifest for {name!r}: {folder}")
    for path in folder:
        command = json.load(open(path, encoding="utf-8"))["command"]
        check("\n" not in command and not any(is_hidden(c) for c in command), f"the command of {name!r} is one line")
        open("pasted", "w", encoding="utf-8").close()
        subprocess.run(["sh", "-c", command], env=environment, check=False)
        check(operand in open("pasted", "rb").read().decode().split("\0"), f"the manifest's command of {name!r}: {command!r}")
    os.remove("./" + name)

check(not glob.glob("**/PWNED*", recursive=True), "a text was run")
for failure in failures[:30]:
    print("FAILED:", failure)
print(f"{passed} checks passed, {len(failures)} failed")
sys.exit(1 if failures else 0)
