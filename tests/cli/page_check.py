"""Reads the scenarios of a page with an HTML parser and compares them with files.

Usage: page_check.py PAGE TEMPLATE (NAME FILE)... scenarios in this order; all else in the page is the template's
       page_check.py PAGE --set ASSIGNMENT...     the assignments of its only scenario
"""
import html.parser
import json
import pathlib
import sys


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.inside = False
        self.lists = []
        self.rest = []

    def handle_starttag(self, tag, attributes):
        self.rest.append((tag, attributes))
        self.inside = tag == "script" and ("id", "entente-scenarios") in attributes
        if self.inside:
            self.lists.append("")

    def handle_endtag(self, tag):
        self.rest.append(("/", tag))
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.lists[-1] += data
        else:
            self.rest.append(data)

    def handle_comment(self, data):
        self.rest.append(("!", data))


def read(path):
    page = Page()
    page.feed(pathlib.Path(path).read_bytes().decode("utf-8"))
    page.close()
    assert len(page.lists) == 1, f"{len(page.lists)} lists of scenarios"
    return page, json.loads(page.lists[0])


page, scenarios = read(sys.argv[1])
if sys.argv[2] == "--set":
    assert [entry["set"] for entry in scenarios] == [sys.argv[3:]], scenarios[0]["set"]
    sys.exit()
template, _ = read(sys.argv[2])
assert page.rest == template.rest, "the page has elements or texts that the template has not"
wanted = list(zip(sys.argv[3::2], sys.argv[4::2]))
assert [entry["name"] for entry in scenarios] == [name for name, _ in wanted], [entry["name"] for entry in scenarios]
for entry, (_, path) in zip(scenarios, wanted):
    assert set(entry) == {"name", "path", "text", "set", "files"}, set(entry)
    assert entry["text"].encode() == pathlib.Path(path).read_bytes(), f"the text of {path}"
    # put on a disk as a page does, every file is the one that the scenario reads
    depth = entry["path"].count("/")
    folder = pathlib.Path(path).parent
    for inner, text in entry["files"].items():
        parts = inner.split("/")
        assert ".." not in parts and parts[0] != "", inner
        inside = parts[:depth] == ["scenario"] * depth
        source = folder.joinpath(*parts[depth:]) if inside else folder.joinpath(*([".."] * depth), *parts)
        assert text.encode() == source.read_bytes(), f"{inner} of {path}"
