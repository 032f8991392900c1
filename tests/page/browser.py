#!/usr/bin/env python3
"""The page that holds the program, in headless Chromium by chromedriver (Debian: chromium, chromium-driver).

Usage: browser.py [--shots DIR] PAGE PROGRAM

From disk, without a network: mistakes are underlined with their help as one types, a run's tables are those of PROGRAM to
the byte, sliders and tick boxes write into the text and move the answer, Stop stops, a link carries a scenario there and
back, a hostile one stays data, nothing is asked for and no policy is violated; layout, contrast, names and keys at three
widths, light and dark; printing. Exit status 1 when anything fails. `--shots` keeps screenshots."""
import base64
import hashlib
import io
import json
import os
import pathlib
import shutil
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

# Elements that assistive technology would meet without a name.
NAMELESS = """const named = e => (e.getAttribute('aria-label') || e.textContent || e.title || '').trim() !== '' ||
  (e.labels && [...e.labels].some(l => l.textContent.trim() !== '')) || e.getAttribute('aria-labelledby');
return [...document.querySelectorAll('button, input:not([hidden]), select, iframe, dialog, section, progress, [role]')]
  .filter(e => !e.closest('.cm-editor') && e.type !== 'file' && !named(e)).map(e => e.outerHTML.slice(0, 90));"""

SIDEWAYS = """const wide = [...document.querySelectorAll('body *')].filter(e => !e.closest('.cm-scroller, .skip, .off, .bar .pick span, pre, [hidden]') &&
  e.getBoundingClientRect().width > 0 && e.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5);
return {scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth,
        wide: wide.slice(0, 5).map(e => e.tagName + '#' + e.id + '.' + e.className)};"""


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

    def __init__(self, browser, page, folder):
        self.browser = browser
        self.address = page.resolve().as_uri()
        self.folder = folder
        browser.cdp("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder))

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

    def type(self, text):
        self.browser.cdp("Input.insertText", text=text)

    def key(self, key, code, number, modifiers=0):
        for kind in ("keyDown", "keyUp"):
            self.browser.cdp("Input.dispatchKeyEvent", type=kind, key=key, code=code, windowsVirtualKeyCode=number,
                             modifiers=modifiers)

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
            new = [file for file in set(self.folder.iterdir()) - before if file.suffix not in (".crdownload", ".tmp")]
            if new and new[0].stat().st_size > 0:
                time.sleep(0.3)
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
    sandbox = page.run("return document.getElementById('report').getAttribute('sandbox')")
    check("allow-scripts" not in sandbox, "the report's frame may run scripts")


def check_same_bytes(page, check, program, work):
    """Tables out of the page, and those of the command that the page names."""
    name, bytes_ = page.download("tables")
    check(name == "small-tables.zip", f"the archive is called {name}")
    inside = {file.filename.split("/", 1)[1]: zipfile.ZipFile(io.BytesIO(bytes_)).read(file)
              for file in zipfile.ZipFile(io.BytesIO(bytes_)).infolist()}
    command = page.text("command")
    check(command.startswith("entente run mine.cfg"), f"the command: {command}")
    folder = work / "native"
    folder.mkdir()
    (folder / "mine.cfg").write_text(SMALL, encoding="utf-8")
    words = command.split()[1:]
    subprocess.run([program, *words, "--quiet", "--no-charts"], cwd=folder, check=True)
    native = {file.name: file.read_bytes() for file in (folder / "results/mine").glob("*.csv")}
    tables = {path: data for path, data in inside.items() if path.endswith(".csv")}
    check(len(native) > 10 and tables.keys() == native.keys(), f"the tables: {sorted(tables)} and {sorted(native)}")
    for path, data in native.items():
        check(tables.get(path) == data, f"{path} differs from the native program's")
    facts = page.text("facts")
    check(hashlib.sha256(SMALL.encode()).hexdigest() in facts, "the page does not name the scenario's SHA-256")
    check("The same bytes as entente" in page.text("repeat-title"), "the page does not name the program's version")


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


def check_mistake(page, check):
    """A mistake typed into the text is underlined, and its help stands beside it."""
    page.run("document.querySelector('.cm-content').focus()")
    page.key("Home", "Home", 36, 2)  # Ctrl+Home
    page.type("evnts: { };\n")
    page.wait("document.querySelector('.cm-lintRange-error')", "the underlined mistake")
    under = page.run("return [...document.querySelectorAll('.cm-lintRange-error')].map(e => e.textContent).join('')")
    check(under == "evnts", f"underlined: {under}")
    listed = page.text("mistake-list")
    check("unknown setting `evnts`" in listed and "did you mean `events`?" in listed, f"the mistake's help: {listed}")
    check("1 mistake" in page.text("mistakes-title").lower() and "mistake" in page.text("status"), "the mistake is not announced")
    check(page.text("answer") != "", "the report before went away")
    page.key("z", "KeyZ", 90, 2)
    page.wait("!document.querySelector('.cm-lintRange-error')", "the mended text")
    page.wait("document.getElementById('mistakes').hidden", "the end of the list of mistakes")


def check_completion(page, check):
    page.run("document.querySelector('.cm-content').focus()")
    page.key("Home", "Home", 36, 2)
    page.type("\n")
    page.key("ArrowUp", "ArrowUp", 38)
    for letter in "contr":
        page.type(letter)
    page.wait("document.querySelector('.cm-tooltip-autocomplete')", "the list of what may be typed")
    offered = page.run("return document.querySelector('.cm-tooltip-autocomplete').textContent")
    check("contributors" in offered, f"offered: {offered}")
    page.key("Escape", "Escape", 27)
    for _ in range(4):
        page.key("z", "KeyZ", 90, 2)


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


def check_stop(page, check):
    large = SMALL.replace("worlds = 400", "worlds = 20000").replace("replications = 50", "replications = 300")
    page.open(fragment_of({"name": "large", "text": large}), until="previewed")
    page.wait("!document.getElementById('stop').hidden && document.getElementById('progress').value > 0", "progress")
    page.key("Escape", "Escape", 27)
    page.wait("document.getElementById('stop').hidden", "the end of the run")
    check(page.text("status").startswith("Stopped."), f"stopped: {page.text('status')}")
    check("4,000 futures" in page.text("status"), "the preview is not what is shown")
    check(page.run("return document.getElementById('progress').hidden"), "progress is still shown")
    page.after("previewed", lambda: page.set_slider("events.backing", "0.5"))
    check("events.backing = 50%" in page.scenario()["text"], "nothing runs after a stop")
    page.click("#stop")


def check_link(page, check):
    page.open(fragment_of({"name": "small", "text": SMALL}))
    carried = page.scenario()
    check(carried["text"] == SMALL and carried["name"] == "small" and carried["path"] == "mine.cfg", "the link carries another text")
    page.open("#s=notascenario", until="previewed")
    check("link cannot be read" in page.text("status") or page.text("answer") != "", "a damaged link")
    page.open(fragment_of({"name": "x", "path": "../../x", "text": SMALL}), until="previewed")
    check("From the link" not in page.text("scenario"), "a link with a path out of its folder is opened")


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


def check_policy(page, check):
    """What the policy is there for: no address is reached, no code from text runs."""
    tried = page.browser.post("/execute/async", args=[], script="""const done = arguments[0];
      (async () => {
        const tried = {};
        await fetch('https://example.invalid/').then(() => tried.fetch = 1, () => 0);
        await new Promise(r => { const i = new Image(); i.onload = () => { tried.image = 1; r(); }; i.onerror = r; i.src = 'https://example.invalid/x.png'; });
        const s = document.createElement('script'); s.textContent = 'window.injected = 1'; document.body.append(s);
        if (window.injected) tried.script = 1;
        const d = document.createElement('div'); d.innerHTML = '<img src=x onerror="window.handled = 1">'; document.body.append(d);
        await new Promise(r => setTimeout(r, 200));
        if (window.handled) tried.handler = 1;
        try { (0, eval)('1'); tried.eval = 1; } catch { /* as it should be */ }
        done(tried);
      })();""")
    check(tried == {}, f"the policy lets through: {tried}")
    page.browser.log("browser")


def check_layout(page, check, shots):
    page.open(fragment_of({"name": "small", "text": SMALL}))
    for complaint in page.run(NAMELESS):
        check(False, f"without a name: {complaint}")
    for width, dark in ((320, False), (390, False), (390, True), (900, False), (1440, False), (1440, True)):
        page.browser.shape(width, 844 if width < 600 else 900, dark)
        for pane in ("text", "controls", "report") if width < 768 else ("text",):
            page.click(f"#tab-{pane}")
            wide = page.run(SIDEWAYS)
            check(wide["scroll"] <= wide["client"] and not wide["wide"], f"sideways at {width} px, {pane}: {wide}")
            contrast = page.run(report.CONTRAST.replace("svg, script", "svg, script, option").replace("title, desc", "option, title, desc"))
            check(contrast["seen"] > 5 and not contrast["bad"], f"contrast at {width} px, {pane}, {'dark' if dark else 'light'}: {contrast['bad'][:6]}")
            if shots:
                taken = page.browser.cdp("Page.captureScreenshot", format="png")
                (shots / f"page-{width}{'-dark' if dark else ''}-{pane}.png").write_bytes(base64.b64decode(taken["data"]))
    page.browser.shape(1280)


def check_keys(page, check):
    """Tab reaches everything, the focus is seen, and the editor lets it go again."""
    page.run("document.activeElement.blur(); window.scrollTo(0, 0);")
    met = []
    for _ in range(60):
        page.key("Tab", "Tab", 9)
        focus = page.run(report.FOCUS.replace("e.textContent.trim().slice(0, 30)", "(e.id || e.className)"))
        if focus["body"]:
            break
        met.append(focus["what"])
        inside = page.run("return !!document.activeElement.closest('.cm-editor, iframe')")
        check(inside or (focus["outline"] >= 2 and focus["style"] != "none"), f"the focus is not seen on {focus['what']}")
    for wanted in ("skip", "scenario", "open", "download", "help", "cm-content", "slider-0", "tick-", "report"):
        check(any(wanted in one for one in met), f"no key reaches {wanted}: {met}")
    page.key("F1", "F1", 112)
    page.wait("document.getElementById('about').open", "the help")
    page.wait("document.getElementById('licences').textContent.length > 0", "the licences")
    page.key("Escape", "Escape", 27)
    page.wait("!document.getElementById('about').open", "the help's end")


def check_print(page, check):
    printed = page.browser.cdp("Page.printToPDF", printBackground=False)
    check(len(base64.b64decode(printed["data"])) > 10000, "printing gives next to nothing")


def check_quiet(page, check):
    """No request but for the page itself, no message, no violation of the policy."""
    asked = [url for url in report.requests_of(page.browser) if not url.startswith(("file:", "blob:", "data:", "about:", "chrome:"))]
    check(not asked, f"asks for {asked[:3]}")
    files = {url.split("#")[0] for url in report.requests_of(page.browser) if url.startswith("file:")} - {page.address}
    check(not files, f"reads {files}")
    said = [entry["message"] for entry in page.browser.log("browser")]
    check(not said, f"messages in the console: {said[:3]}")


def main(arguments):
    shots = None
    if arguments and arguments[0] == "--shots":
        shots = pathlib.Path(arguments[1])
        shots.mkdir(parents=True, exist_ok=True)
        arguments = arguments[2:]
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    work = pathlib.Path(tempfile.mkdtemp())
    (work / "downloads").mkdir()
    check = report.Check()
    os.environ["no_proxy"] = "127.0.0.1"
    browser = report.Browser()
    try:
        page = Page(browser, pathlib.Path(arguments[0]), work / "downloads")
        browser.shape(1280)
        check_start(page, check)
        check_same_bytes(page, check, arguments[1], work)
        check_downloads(page, check)
        check_mistake(page, check)
        check_completion(page, check)
        check_sliders(page, check)
        check_variants(page, check)
        check_link(page, check)
        check_stop(page, check)
        check_hostile(page, check)
        check_quiet(page, check)
        check_layout(page, check, shots)
        check_keys(page, check)
        check_print(page, check)
        check_quiet(page, check)
        check_policy(page, check)
    finally:
        browser.close()
        shutil.rmtree(work, ignore_errors=True)
    print(f"{check.passed} passed, {check.failed} failed")
    return 1 if check.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
