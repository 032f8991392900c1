"""The page in a browser as its user meets it, what must hold in every browser (COMMON), and the command line of the suites
(chromium.py, firefox.py, given.py)."""
import base64
import hashlib
import io
import json
import pathlib
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "report"))
import browser as report  # noqa: E402

WAIT = 900  # seconds: a guard against hanging, nothing else

# A scenario that takes about a second. Its texts are hostile: markup, closing tags, quotes, marks of direction.
HOSTILE_NAME = "</script><script>window.canary=1</script>\u202egfc"
HOSTILE = r'''title = "</title></script><script>window.canary = 2</script><img src=x onerror='window.canary = 3'>";
notes = "<iframe srcdoc='<script>parent.canary = 4</script>'></iframe> ‮reversed‬ <a href='javascript:canary = 5'>x</a>";
sources = ( "javascript:alert(1)", "https://example.invalid/'><img src=x onerror=alert(1)>" );
run: { worlds = 300; replications = 50; };
factors: { will = { value = "normal(0, 1)"; name = "<img src=x onerror='window.canary = 6'>"; note = "</textarea><svg onload='window.canary = 7'>"; }; };
events: { e: { value = "30%"; name = "<svg/onload=window.canary=8>"; }; };
outcomes: { bad: { name = "<i onmouseover='window.canary = 9'>Bad</i> {{script}}"; when = "will < 0 and not e"; }; good: { name = "Good"; }; };
headline = { value = "will > 0 or e"; name = "<b>the & question</b>"; };
variants: { v: { name = "</ul><img src=x onerror='window.canary = 10'>"; set = ( "events.e = 100%" ); };
            w: { name = "\"><script>window.canary = 11</script>"; set = ( "factors.will = 1" ); }; };
'''

SMALL = '''title = "Small";
run: { worlds = 400; replications = 50; };
factors: { will = "normal(0, 1)"; };
events: { backing: { value = "30%"; name = "US backing"; }; };
outcomes: { bad: { name = "Bad"; when = "will < 0 and not backing"; }; good: { name = "Good"; }; };
headline = "will > 0 or backing";
variants: { sure: { name = "Backed"; set = ( "events.backing = 100%" ); };
            strong: { name = "Strong"; set = ( "factors.will = 1" ); }; };
'''

def fragment_of(scenario):
    """The fragment of an address, as the page makes it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    plain = json.dumps({"v": 1, "path": "mine.cfg", "files": {}, "set": [], **scenario}).encode()
    return "#s=" + base64.urlsafe_b64encode(packer.compress(plain) + packer.flush()).decode().rstrip("=")


def scenario_of(fragment):
    data = fragment.removeprefix("#s=")
    return json.loads(zlib.decompress(base64.urlsafe_b64decode(data + "=" * (-len(data) % 4)), -15))


class Page:
    """The page in the browser, as its user meets it."""

    def __init__(self, browser, page, folder, program=None, work=None, shots=None):
        """browser: with post and run. folder: where downloads go. For the checks: the program, a folder, and where screenshots go."""
        self.browser = browser
        self.program = program
        self.work = work
        self.shots = shots
        self.file = page
        self.address = page.resolve().as_uri()
        self.folder = folder

    def run(self, script):
        return self.browser.run(script)

    def open(self, fragment="", until="finished"):
        self.browser.post("/url", url="about:blank")
        self.browser.post("/url", url=self.address + fragment)
        if until:
            self.wait(f"performance.getEntriesByName('{until}').length > 0", until)

    def wait(self, condition, what):
        end = time.monotonic() + WAIT
        while not self.run(f"return !!({condition})"):
            if time.monotonic() > end:
                raise RuntimeError(f"waited {WAIT} s for {what}; status: {self.text('status')}")
            time.sleep(0.05)

    def text(self, element):
        return self.run(f"return document.getElementById('{element}')?.textContent ?? ''")

    def click(self, selector):
        self.run(f"document.querySelector({json.dumps(selector)}).click()")

    def marks(self, name):
        return self.run(f"return performance.getEntriesByName('{name}').map(m => m.startTime)")

    def after(self, name, action):
        """Does something, and waits until the page reached a mark once more."""
        before = len(self.marks(name))
        action()
        self.wait(f"performance.getEntriesByName('{name}').length > {before}", name)

    def scenario(self):
        """What a link of the page carries: its text as it is now."""
        self.run("document.getElementById('link').dataset.before = location.hash; history.replaceState(null, '', '#');")
        self.click("#link")
        self.wait("location.hash.startsWith('#s=')", "the link")
        return scenario_of(self.run("return location.hash"))

    def download(self, kind):
        """The bytes of what the menu `Download` gives."""
        before = set(self.folder.iterdir())
        self.click(f'[data-take="{kind}"]')
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            new = list(set(self.folder.iterdir()) - before)
            if new and all(file.suffix not in (".crdownload", ".tmp", ".part") for file in new) and new[0].stat().st_size > 0:
                return new[0].name, new[0].read_bytes()
            time.sleep(0.1)
        raise RuntimeError(f"no download of {kind}")

    def set_slider(self, path, value):
        self.run(f"""const input = document.querySelector('[data-path="{path}"] input');
                     input.value = '{value}'; input.dispatchEvent(new Event('input', {{bubbles: true}}));""")


def check_start(page, check):
    page.open(fragment_of({"name": "small", "text": SMALL}))
    check(page.text("answer") != "", "no answer")
    check("1 mistake" not in page.text("mistakes-title"), "a mistake in a scenario without one")
    check("20,000 futures of each of 3 variants" in page.text("status"), f"the size of the run: {page.text('status')}")
    frame = page.run("const d = document.getElementById('report').contentDocument; return [d.querySelector('h1')?.textContent, d.scripts.length, d.querySelectorAll('figure.chart svg').length]")
    check(frame[0] == "Small" and frame[1] == 0 and frame[2] > 0, f"the report in its frame: {frame}")
    page.run("document.getElementById('report').contentDocument.querySelector('nav li:last-child a').click()")
    page.wait("document.getElementById('report').contentWindow.scrollY > 0", "a link within the report")
    frame = page.run("return document.getElementById('report').contentDocument.querySelector('h1')?.textContent")
    check(frame == "Small", f"behind a link within the report: {frame}")
    sandbox = page.run("return document.getElementById('report').getAttribute('sandbox')")
    check("allow-scripts" not in sandbox, "the report's frame may run scripts")


def check_same_bytes(page, check):
    """Tables out of the page, and those of the command that the page names."""
    name, bytes_ = page.download("tables")
    check(name == "small-tables.zip", f"the archive is called {name}")
    inside = {file.filename.split("/", 1)[1]: zipfile.ZipFile(io.BytesIO(bytes_)).read(file)
              for file in zipfile.ZipFile(io.BytesIO(bytes_)).infolist()}
    command = page.text("command")
    check(command.startswith("entente run mine.cfg"), f"the command: {command}")
    folder = page.work / "native"
    folder.mkdir()
    (folder / "mine.cfg").write_text(SMALL, encoding="utf-8")
    words = command.split()[1:]
    subprocess.run([page.program, *words, "--quiet", "--no-charts"], cwd=folder, check=True)
    native = {file.name: file.read_bytes() for file in (folder / "results/mine").glob("*.csv")}
    tables = {path: data for path, data in inside.items() if path.endswith(".csv")}
    check(len(native) > 10 and tables.keys() == native.keys(), f"the tables: {sorted(tables)} and {sorted(native)}")
    for path, data in native.items():
        check(tables.get(path) == data, f"{path} differs from the native program's")
    facts = page.text("facts")
    check(hashlib.sha256(SMALL.encode()).hexdigest() in facts, "the page does not name the scenario's SHA-256")
    check("The same bytes as entente" in page.text("repeat-title"), "the page does not name the program's version")


def check_future(page, check):
    """A simulated future is told as the program tells it."""
    page.run("document.getElementById('draw').value = '7'; document.getElementById('future-variant').value = 'sure'; document.getElementById('future').requestSubmit();")
    page.wait("document.getElementById('told').textContent.includes('Outcome')", "the future")
    told = page.run("return [...document.getElementById('told').children].map(e => e.textContent)")
    native = subprocess.run([page.program, "explain", "mine.cfg", "--draw", "7", "--variant", "sure", "--json"], cwd=page.work / "native",
                            check=True, capture_output=True).stdout
    lines = [line.strip() for line in json.loads(native)["results"][0]["told"].split("\n") if line.strip()]
    check(told == lines, f"the future: {told} and {lines}")


def check_downloads(page, check):
    _, html = page.download("report")
    check(html.startswith(b"<!DOCTYPE html>") and b"<script" not in html, "the report as a file")
    _, svg = page.download("svg")
    drawn = zipfile.ZipFile(io.BytesIO(svg)).namelist()
    check(len(drawn) >= 2 and all(path.endswith(".svg") for path in drawn), f"the charts: {drawn}")
    _, png = page.download("png")
    archive = zipfile.ZipFile(io.BytesIO(png))
    check(len(archive.namelist()) == len(drawn), "not every chart became a PNG")
    first = archive.read(archive.namelist()[0])
    check(first[:8] == b"\x89PNG\r\n\x1a\n" and int.from_bytes(first[16:20], "big") == 1440, "a chart as PNG")


def check_sliders(page, check):
    page.open(fragment_of({"name": "small", "text": SMALL}))
    paths = page.run("return [...document.querySelectorAll('.slider')].map(e => e.dataset.path)")
    check(set(paths) == {"factors.will", "events.backing"}, f"the sliders: {paths}")
    names = page.run("return [...document.querySelectorAll('.slider label')].map(e => e.textContent).sort()")
    check(names == ["US backing", "Will"], f"what they are called: {names}")
    before = page.text("answer")
    page.after("finished", lambda: page.set_slider("events.backing", "0.9"))
    text = page.scenario()["text"]
    check('set = (\n  "events.backing = 90%"\n);' in text, f"the line of set is not in the text: {text[:200]}")
    check(text.replace('\n\nset = (\n  "events.backing = 90%"\n);', "") == SMALL, "the slider changed more than its line")
    check(page.text("answer") != before, f"the slider does not move the answer: {before}")
    told = page.text("change-list")
    check("backing 30% to 90%" in told and "points, clear" in told, f"what the change did: {told}")
    shown = page.run("return document.querySelector('[data-path=\"events.backing\"] output').textContent")
    check(shown == "90%", f"the slider shows {shown}")
    page.after("finished", lambda: page.click('[data-path="events.backing"] .reset'))
    check(page.scenario()["text"] == SMALL, "the text is not as it was")
    check(page.text("answer") == before, "the answer is not as it was")
    check(page.run("return document.getElementById('change-list').children.length") == 2, "the changes are not listed")


def check_variants(page, check):
    page.after("finished", lambda: page.run("document.getElementById('tick-sure').click(); document.getElementById('tick-strong').click();"))
    text = page.scenario()["text"]
    check('ticked: { name = "Backed + Strong"; of = ( "sure", "strong" ); };' in text, f"the ticked variants: {text[-200:]}")
    row = page.run("return document.querySelector('.ticks .together')?.textContent ?? ''")
    check("Ticked, together" in row and "%" in row, f"the row of the ticked variants: {row}")
    page.after("finished", lambda: page.click("#tick-sure"))
    check(page.scenario()["text"] == SMALL, "unticked, the text is not as it was")


def check_link(page, check):
    page.open(fragment_of({"name": "small", "text": SMALL}))
    carried = page.scenario()
    check(carried["text"] == SMALL and carried["name"] == "small" and carried["path"] == "mine.cfg", "the link carries another text")
    wrong = fragment_of({"name": "wrong", "text": SMALL + "evnts: {};"})
    page.run(f"location.hash = {json.dumps(wrong)}")
    page.wait("!document.getElementById('mistakes').hidden", "the mistake in a scenario that a link brings")
    check(page.text("answer") == "" and "text before" not in page.text("status"), "another scenario has the answer of the one before")
    page.open("#s=notascenario", until="previewed")
    check("link cannot be read" in page.text("notice"), f"a damaged link: {page.text('notice')}")
    page.open(fragment_of({"name": "x", "path": "../../x", "text": SMALL}), until="previewed")
    check("link does not hold a scenario" in page.text("notice"), "a link with a path out of its folder is opened")


def check_address(page, check):
    """The address follows the text."""
    page.after("previewed", lambda: page.set_slider("events.backing", "0.4"))
    page.wait("location.hash.startsWith('#s=')", "the address")
    check("events.backing = 40%" in scenario_of(page.run("return location.hash"))["text"], "the address has another text")
    page.open(page.run("return location.hash"))
    check("events.backing = 40%" in page.scenario()["text"], "the address does not bring the text back")


def check_given(page, check):
    """A page with scenarios of its own, as `entente page` makes it: the first is opened."""
    source = page.file.read_text(encoding="utf-8")
    mark = '<script type="application/json" id="entente-scenarios">'
    check(source.count(mark + "[]</script>") == 1, "not one place for scenarios")
    given = [{"name": HOSTILE_NAME, "path": "sub/a.cfg", "text": 'base = "../b.cfg";\n', "files": {"b.cfg": SMALL}, "set": ["events.backing = 1"]},
             {"name": "second", "path": "b.cfg", "text": SMALL, "files": {}, "set": []}]
    text = json.dumps(given).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    (page.work / "given.html").write_text(source.replace(mark + "[]", mark + text), encoding="utf-8")
    other = type(page)(page.browser, page.work / "given.html", page.folder)
    other.open()
    names = other.run("return [...document.querySelectorAll('#scenario option')].slice(0, 2).map(o => o.textContent)")
    check(names == [HOSTILE_NAME, "second"], f"the scenarios of the page: {names}")
    check("--set events.backing = 1" in other.text("extra-sets"), "the changes on top are not shown")
    check(other.text("command") == "entente run sub/a.cfg --set 'events.backing = 1' --allow-outside", f"the command: {other.text('command')}")
    check(other.run("return [...document.getElementById('part').options].map(o => o.value)") == ["sub/a.cfg", "b.cfg"], "its files")
    check(">99" in other.text("answer") or "over 99" in other.text("answer") or "all" in other.text("answer").lower(), f"the answer: {other.text('answer')}")


def check_hostile(page, check):
    page.open(fragment_of({"name": HOSTILE_NAME, "text": HOSTILE}))
    check(page.run("return document.getElementById('scenario').selectedOptions[0].textContent") == HOSTILE_NAME, "the name is not shown as text")
    check("canary" in page.run("return document.title"), "the title is not text")
    page.set_slider("events.e", "0.8")
    page.after("finished", lambda: page.click("#tick-v") or page.click("#tick-w"))
    for kind in ("report", "tables", "png"):
        name, _ = page.download(kind)
        check("/" not in name and "<" not in name, f"a file is called {name}")
    found = page.run("""const frame = document.getElementById('report').contentWindow;
      return [window.canary ?? null, frame.canary ?? null, document.querySelectorAll('img:not(.cm-widgetBuffer), body script:not([type])').length,
              frame.document.querySelectorAll('script, iframe, object, img[src="x"], [onerror], [onload], [onmouseover]').length,
              [...frame.document.querySelectorAll('a')].filter(a => !/^(https?:|#|about:srcdoc#)/.test(a.getAttribute('href'))).length];""")
    check(found == [None, None, 1, 0, 0], f"a hostile scenario became more than data: {found}")


COMMON = (check_start, check_same_bytes, check_future, check_downloads, check_sliders, check_variants, check_address, check_link,
          check_hostile, check_given)


def suite(make, body):
    """Runs body(browser, work, check) with a browser, of make(downloads), and a folder that goes away with it, which has the
    folder of downloads in it. Returns the exit status, after the count."""
    check = report.Check()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        work = pathlib.Path(name).resolve()
        (work / "downloads").mkdir()
        browser = make(work / "downloads")
        try:
            body(browser, work, check)
        finally:
            browser.close()
    print(f"{check.passed} passed, {check.failed} failed")
    return 1 if check.failed else 0


def run_checks(arguments, usage, make, kind, checks):
    """The command line of a browser's suite: [--shots DIR] PAGE PROGRAM. kind: the class of the page."""
    shots = None
    if arguments and arguments[0] == "--shots":
        shots = pathlib.Path(arguments[1])
        shots.mkdir(parents=True, exist_ok=True)
        arguments = arguments[2:]
    if len(arguments) != 2:
        print(usage, file=sys.stderr)
        return 2

    def body(browser, work, check):
        page = kind(browser, pathlib.Path(arguments[0]), work / "downloads", arguments[1], work, shots)
        for one in checks:
            one(page, check)

    return suite(make, body)
