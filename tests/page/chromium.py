#!/usr/bin/env python3
"""The page that holds the program, in headless Chromium by chromedriver (Debian: chromium, chromium-driver).

Usage: chromium.py [--shots DIR] PAGE PROGRAM

From disk, without a network: what page.py has, and mistakes underlined with their help as one types, Stop, the policy,
layout, contrast, names and keys at four widths, light and dark, printing, and that nothing is asked for. Exit status 1
when anything fails. `--shots` keeps screenshots."""
import base64
import os
import sys

from page import COMMON, SMALL, Page, fragment_of, report, run_checks

# Elements that assistive technology would meet without a name.
NAMELESS = """const named = e => (e.getAttribute('aria-label') || e.textContent || e.title || '').trim() !== '' ||
  (e.labels && [...e.labels].some(l => l.textContent.trim() !== '')) || e.getAttribute('aria-labelledby');
return [...document.querySelectorAll('button, input:not([hidden]), select, iframe, dialog, section, progress, [role]:not([hidden])')]
  .filter(e => !e.closest('.cm-editor') && e.type !== 'file' && !named(e)).map(e => e.outerHTML.slice(0, 90));"""

BEFORE = "return document.getElementById('answer').classList.contains('before')"

SIDEWAYS = """const wide = [...document.querySelectorAll('body *')].filter(e => !e.closest('.cm-scroller, .skip, .off, .bar .pick span, pre, [hidden]') &&
  e.getBoundingClientRect().width > 0 && e.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5);
return {scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth,
        wide: wide.slice(0, 5).map(e => e.tagName + '#' + e.id + '.' + e.className)};"""


def chromium(_downloads):
    os.environ["no_proxy"] = "127.0.0.1"
    browser = report.Browser()
    browser.shape(1280)
    return browser


class KeyPage(Page):
    """With keys, by the DevTools protocol."""

    def __init__(self, browser, page, folder, *more):
        super().__init__(browser, page, folder, *more)
        browser.cdp("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder))

    def type(self, text):
        self.browser.cdp("Input.insertText", text=text)

    def key(self, key, code, number, modifiers=0):
        for kind in ("keyDown", "keyUp"):
            self.browser.cdp("Input.dispatchKeyEvent", type=kind, key=key, code=code, windowsVirtualKeyCode=number,
                             modifiers=modifiers)


def check_mistake(page, check):
    """A mistake typed into the text is underlined, and its help stands beside it."""
    page.open(fragment_of({"name": "small", "text": SMALL}))
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
    check(page.run(BEFORE), "the answer does not say that it is of the text before")
    page.key("z", "KeyZ", 90, 2)
    page.wait("!document.querySelector('.cm-lintRange-error')", "the mended text")
    page.wait("document.getElementById('mistakes').hidden", "the end of the list of mistakes")
    page.wait("!document.getElementById('status').textContent.includes('mistake')", "the status of the mended text")
    check(not page.run(BEFORE), "the answer is of the text, and says otherwise")
    page.key("Enter", "Enter", 13, 2)
    check(page.scenario()["text"] == SMALL, "Ctrl+Enter changes the text")


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


def check_layout(page, check):
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
            if page.shots:
                taken = page.browser.cdp("Page.captureScreenshot", format="png")
                (page.shots / f"page-{width}{'-dark' if dark else ''}-{pane}.png").write_bytes(base64.b64decode(taken["data"]))
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
    requests = report.requests_of(page.browser)
    asked = [url for url in requests if not url.startswith(("file:", "blob:", "data:", "about:", "chrome:"))]
    check(not asked, f"asks for {asked[:3]}")
    pages = {page.address, (page.work / "given.html").as_uri()}
    files = {url.split("#")[0] for url in requests if url.startswith("file:")} - pages
    check(not files, f"reads {files}")
    said = [entry["message"] for entry in page.browser.log("browser")]
    check(not said, f"messages in the console: {said[:3]}")


CHECKS = (*COMMON, check_mistake, check_completion, check_stop, check_quiet, check_layout, check_keys, check_print, check_quiet,
          check_policy)

if __name__ == "__main__":
    sys.exit(run_checks(sys.argv[1:], __doc__, chromium, KeyPage, CHECKS))
