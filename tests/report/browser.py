#!/usr/bin/env python3
"""The pages of a run in a real browser: headless Chromium, driven by chromedriver (Debian: chromium, chromium-driver).

Usage: browser.py [--shots DIR] PAGE.html ... [--safe PAGE.html ...]

For each page: no message in the console, no request beyond the file itself, no sideways scroll of the page at 375 and
320 px, contrast of all text at least 4.5 (3 for large text), in light and dark, charts included, an accessible name and
description on every picture, headings in order, ids unique, links that lead somewhere, everything reachable by keyboard
and shown as focused, usable without script, printable to PDF. Of pages behind --safe: no message in the console, no request, no
script, no address but of places in the page and of files beside it. Exit status 1 when anything fails. `--shots` keeps
screenshots."""
import base64
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars"]


class Browser:
    """A session of WebDriver, and through it of the DevTools protocol."""

    def __init__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.profile = tempfile.mkdtemp()
        self.driver = subprocess.Popen(["chromedriver", f"--port={self.port}"], stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
        self.session = None
        for _ in range(100):
            try:
                self.call("GET", "/status")
                break
            except OSError:
                time.sleep(0.1)
        made = self.call("POST", "/session", {"capabilities": {"alwaysMatch": {
            "browserName": "chrome", "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
            "goog:chromeOptions": {"args": FLAGS + [f"--user-data-dir={self.profile}"]}}}})
        self.session = made["sessionId"]

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, method=method,
                                         headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(error.read().decode()[:2000]) from None

    def post(self, path, **body):
        return self.call("POST", f"/session/{self.session}{path}", body)

    def run(self, script):
        return self.post("/execute/sync", script=script, args=[])

    def cdp(self, command, **params):
        return self.post("/goog/cdp/execute", cmd=command, params=params)

    def log(self, kind):
        return self.post("/se/log", type=kind)

    def open(self, page):
        self.post("/url", url=page.resolve().as_uri())

    def shape(self, width, height=900, dark=False):
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                 mobile=width < 600)
        self.cdp("Emulation.setEmulatedMedia",
                 features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def shot(self, path):
        size = self.cdp("Page.getLayoutMetrics")["cssContentSize"]
        taken = self.cdp("Page.captureScreenshot", format="png", captureBeyondViewport=True,
                         clip={"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 16000), "scale": 1})
        path.write_bytes(base64.b64decode(taken["data"]))

    def close(self):
        try:
            self.call("DELETE", f"/session/{self.session}")
        except (RuntimeError, OSError):
            pass
        self.driver.terminate()
        self.driver.wait()
        shutil.rmtree(self.profile, ignore_errors=True)


# What of title, answer and range a phone of 375 x 667 px does not show at once. Titles of three lines are the most.
FIRST_SCREEN = """const title = document.querySelector('h1');
if (!title || !document.querySelector('.answer') || title.getBoundingClientRect().height > 120) return '';
return ['h1', '.answer .lead', '.answer .likelihood'].filter(what => {
  const it = document.querySelector(what);
  return it && it.getBoundingClientRect().bottom + window.scrollY > 667;
}).join(', ');"""

OPEN_ALL = "document.querySelectorAll('details').forEach(d => { d.open = true; });"

# Texts whose contrast with what is painted below them is too small. What is below is found by asking which elements
# lie under the middle of the text, shapes of a chart included.
CONTRAST = OPEN_ALL + r"""
const parse = c => { const m = c.match(/[\d.]+/g).map(Number); return [m[0], m[1], m[2], m.length > 3 ? m[3] : 1]; };
const lum = c => { const f = v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
                   return 0.2126 * f(c[0]) + 0.7152 * f(c[1]) + 0.0722 * f(c[2]); };
const over = (a, b) => [0, 1, 2].map(i => a[i] * a[3] + b[i] * (1 - a[3]));
const bad = [];
let seen = 0;
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const host = node.parentElement;
  if (!node.data.trim() || host.closest('title, desc, style, script, .skip, .register thead')) continue;
  const range = document.createRange();
  range.selectNodeContents(node);
  let box = range.getClientRects()[0];
  if (!box || box.width < 1) continue;
  host.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'});
  box = range.getClientRects()[0];
  const style = getComputedStyle(host);
  const svg = host.closest('svg');
  const ink = parse(svg ? style.fill : style.color);
  const x = Math.min(innerWidth - 1, Math.max(0, box.left + box.width / 2)), y = box.top + box.height / 2;
  let ground = null;
  for (const below of document.elementsFromPoint(x, y)) {
    const s = getComputedStyle(below);
    if (below instanceof SVGElement && below.tagName !== 'svg') {
      if (below === host || below.closest('text') || s.fill === 'none') continue;
      const c = parse(s.fill); c[3] *= Number(s.fillOpacity) * Number(s.opacity);
      if (c[3] > 0.99) { ground = c; break; }
    } else {
      const c = parse(s.backgroundColor);
      if (c[3] > 0.99) { ground = c; break; }
    }
  }
  ground = ground || parse(getComputedStyle(document.body).backgroundColor);
  const a = lum(over(ink, ground)), b = lum(ground), ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const scale = svg ? host.getBoundingClientRect().height / (host.getBBox ? host.getBBox().height || 1 : 1) : 1;
  const size = parseFloat(style.fontSize) * scale, bold = Number(style.fontWeight) >= 700;
  seen++;
  if (ratio < (size >= 24 || (bold && size >= 18.66) ? 3 : 4.5))
    bad.push(node.data.trim().slice(0, 40) + ': ' + ratio.toFixed(2) + ' ' + style.fill + ' on ' + ground.slice(0, 3) +
             (svg ? ' in ' + (svg.closest('figure') || {}).id : ''));
}
return {seen, bad};
"""

SIDEWAYS = OPEN_ALL + """
const wide = [...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll, .skip, .register thead, pre *') &&
    e.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5);
return {scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth,
        wide: wide.slice(0, 5).map(e => e.tagName + '.' + e.className + ' ' + e.textContent.slice(0, 30))};
"""

# What assistive technology and the keyboard need.
STRUCTURE = OPEN_ALL + r"""
const bad = [], ids = new Set();
for (const e of document.querySelectorAll('[id]')) { if (ids.has(e.id)) bad.push('two elements have the id ' + e.id); ids.add(e.id); }
for (const a of document.querySelectorAll('a[href^="#"]'))
  if (!document.getElementById(decodeURIComponent(a.hash.slice(1)))) bad.push('a link to nowhere: ' + a.hash);
for (const u of document.querySelectorAll('use'))
  if (!document.getElementById(u.getAttribute('href').slice(1))) bad.push('a shape that is not there: ' + u.getAttribute('href'));
let level = 0;
for (const h of document.querySelectorAll('h1,h2,h3,h4,h5,h6')) {
  const own = Number(h.tagName[1]);
  if (own > level + 1) bad.push('heading out of order: ' + h.textContent);
  level = own;
}
if (document.querySelectorAll('h1').length !== 1) bad.push('not one h1');
if (!document.documentElement.lang) bad.push('no lang');
for (const landmark of ['main', 'header', 'footer']) if (!document.querySelector(landmark)) bad.push('no ' + landmark);
for (const svg of document.querySelectorAll('svg:not([aria-hidden])')) {
  const names = (svg.getAttribute('aria-labelledby') || '').split(' ').map(i => document.getElementById(i));
  if (svg.getAttribute('role') !== 'img' || !names.length || names.some(n => !n || n.textContent.trim().length < 8))
    bad.push('a picture without words: ' + svg.outerHTML.slice(0, 80));
}
for (const t of document.querySelectorAll('table')) {
  if (!t.caption || !t.caption.textContent.trim()) bad.push('a table without caption');
  for (const h of t.querySelectorAll('th')) if (!h.scope) bad.push('a head without scope: ' + h.textContent);
  for (const h of t.querySelectorAll('thead th')) if (!h.textContent.trim()) bad.push('an empty head in: ' + t.caption.textContent);
}
for (const s of document.querySelectorAll('.scroll')) if (s.tabIndex !== 0 || !s.getAttribute('aria-label')) bad.push('a region that no key scrolls');
if (document.scripts.length) bad.push('there is a script');
for (const e of document.querySelectorAll('[onload],[onclick],[onerror],[src]:not([src^="data:"]),link[href]:not([href^="data:"])'))
  bad.push('something that loads or runs: ' + e.outerHTML.slice(0, 80));
return bad;
"""

FOCUS = r"""
const e = document.activeElement, s = getComputedStyle(e);
return {what: e.tagName + ' ' + e.textContent.trim().slice(0, 30), outline: parseFloat(s.outlineWidth), style: s.outlineStyle,
        seen: e === document.body || (e.getBoundingClientRect().width > 0 && e.getBoundingClientRect().left >= 0), body: e === document.body};
"""


class Check:
    def __init__(self):
        self.passed = 0
        self.failed = 0

    def __call__(self, good, what):
        if good:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED: {what}")


def requests_of(browser):
    """Addresses that the page asked for since the last time."""
    asked = []
    for entry in browser.log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            asked.append(message["params"]["request"]["url"])
    return asked


def check_keyboard(browser, check, page):
    """Tab from the top: the skip link first, and every stop is seen and outlined."""
    browser.run("document.activeElement.blur(); window.scrollTo(0, 0);")
    stops = 0
    for stop in range(12):
        for kind in ("keyDown", "keyUp"):
            browser.cdp("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
        focus = browser.run(FOCUS)
        if focus["body"]:
            break
        stops += 1
        if stop == 0:
            check(focus["what"].startswith("A Skip"), f"{page}: the first stop is {focus['what']}, not the skip link")
        check(focus["seen"] and focus["outline"] >= 2 and focus["style"] != "none",
              f"{page}: the focus is not seen on {focus['what']}")
    check(stops >= 2, f"{page}: only {stops} stops of the keyboard")


def check_print(browser, check, page, shots):
    printed = browser.cdp("Page.printToPDF", printBackground=False, preferCSSPageSize=True)
    pdf = base64.b64decode(printed["data"])
    check(pdf[:5] == b"%PDF-" and len(pdf) > 5000, f"{page}: printing gives no PDF")
    if shots:
        (shots / f"{page.parent.name}-{page.stem}.pdf").write_bytes(pdf)


# Elements that do something: scripts, frames, handlers of events, addresses of other kinds than of files and places.
ACTIVE = """return [...document.querySelectorAll('*')].filter(it => ['SCRIPT', 'IFRAME', 'OBJECT', 'EMBED', 'FORM', 'BASE',
  'script'].includes(it.tagName) || [...it.attributes].some(a => /^on/i.test(a.name) ||
  (/^(href|src|xlink:href|action|formaction)$/i.test(a.name) && /^\\s*[a-z][a-z0-9+.-]*:|^\\/\\//i.test(a.value) &&
   !/^data:(,$|image\\/(png|svg))/i.test(a.value)))).map(it => it.outerHTML.slice(0, 120));"""


def check_safety(browser, check, page):
    browser.shape(1280)
    browser.post("/url", url="about:blank")
    requests_of(browser), browser.log("browser")
    browser.open(page)
    asked = [url for url in requests_of(browser) if url not in (page.resolve().as_uri(), "data:,")]
    check(not asked, f"{page}: asks for {asked[:3]}")
    check(not browser.log("browser"), f"{page}: messages in the console")


def check_page(browser, check, page, shots):
    check_safety(browser, check, page)
    for complaint in browser.run(STRUCTURE):
        check(False, f"{page}: {complaint}")
    check(len(browser.run("return document.querySelector('main').innerText.trim()")) > 100, f"{page}: hardly any text")
    for width in (320, 375, 768, 1280):
        browser.shape(width, 800)
        found = browser.run(SIDEWAYS)
        check(found["scroll"] <= found["client"] and not found["wide"],
              f"{page}: scrolls sideways at {width} px: {found}")
    browser.shape(375, 667)
    hidden = browser.run(FIRST_SCREEN)
    check(not hidden, f"{page}: below the first screen of a phone: {hidden}")
    for dark in (False, True):
        browser.shape(1280, dark=dark)
        found = browser.run(CONTRAST)
        check(found["seen"] > 5, f"{page}: no text was seen")
        check(not found["bad"], f"{page}: contrast, {'dark' if dark else 'light'}: {len(found['bad'])} texts:\n  " +
              "\n  ".join(sorted(set(found["bad"]))[:12]))
    browser.open(page)
    check_keyboard(browser, check, page)
    check_print(browser, check, page, shots)
    if shots:
        for name, width, dark in (("desktop", 1400, False), ("dark", 1400, True), ("phone", 375, False),
                                  ("phone-dark", 375, True)):
            browser.shape(width, 900, dark)
            browser.open(page)
            browser.shot(shots / f"{page.parent.name}-{page.stem}-{name}.png")
    browser.cdp("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(page)
    browser.cdp("Emulation.setScriptExecutionDisabled", value=False)
    text = browser.run("return document.querySelector('main').innerText.length")
    check(text > 100, f"{page}: nothing to read without script")


def main(arguments):
    shots = None
    if arguments and arguments[0] == "--shots":
        shots = pathlib.Path(arguments[1])
        shots.mkdir(parents=True, exist_ok=True)
        arguments = arguments[2:]
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    for program in ("chromium", "chromedriver"):
        if shutil.which(program) is None:
            print(f"{program} is missing: apt-get install chromium chromium-driver", file=sys.stderr)
            return 2
    check = Check()
    os.environ["no_proxy"] = "127.0.0.1"
    browser = Browser()
    try:
        safe = arguments.index("--safe") if "--safe" in arguments else len(arguments)
        for page in arguments[:safe]:
            check_page(browser, check, pathlib.Path(page), shots)
        for page in arguments[safe + 1:]:
            check_safety(browser, check, pathlib.Path(page))
            found = browser.run(ACTIVE)
            check(not found, f"{page}: elements that do something: {found[:3]}")
    finally:
        browser.close()
    print(f"{check.passed} passed, {check.failed} failed")
    return 1 if check.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
