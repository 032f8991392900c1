#!/usr/bin/env python3
"""Writes the seeds of the fuzz targets and their dictionary, made from the scenarios that are shipped.

usage: seeds.py PROGRAM FOLDER    FOLDER/TARGET/* and FOLDER/dictionary
"""

import glob
import hashlib
import os
import re
import struct
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
LONGEST_SCENARIO = 30000  # bytes; longer ones are slow to mutate


def read(path):
    with open(path, "rb") as file:
        return file.read()


def add(folder, target, data):
    place = f"{folder}/{target}"
    os.makedirs(place, exist_ok=True)
    with open(f"{place}/{hashlib.sha1(data).hexdigest()}", "wb") as file:
        file.write(data)


def scenarios():
    shipped = glob.glob(ROOT + "/scenarios/*.cfg") + [ROOT + "/tests/bytes/everything.cfg"]
    return [text for text in map(read, sorted(shipped)) if len(text) < LONGEST_SCENARIO]


def of_scenarios(folder):
    for text in scenarios():
        small = re.sub(rb"(worlds|replications)\s*=\s*[0-9]+", rb"\1 = 3", text)
        add(folder, "scenario", small)
        for quoted in re.findall(rb'"((?:[^"\\\n]|\\.)+)"', text):
            add(folder, "formula", quoted)
            if b" = " in quoted:
                add(folder, "assignment", quoted)
    for line in (b"demands.land.p.scores.half = 0.3", b"force.thresholds = ( 4k, 9k )", b"factors.b.value = 3 to 8",
                 b"events.g.monthly = 5%", b"correlations.c.rho = 0.4", b"agreed and truce.months < 6"):
        add(folder, "assignment", line)


def of_tables(folder):
    for path in glob.glob(ROOT + "/scenarios/*.csv") + glob.glob(ROOT + "/tests/settings/spreadsheets/*.csv"):
        add(folder, "table", b"\0" + read(path))
    add(folder, "table", b"\1id,value,note\nf,2 to 9,n\n")
    add(folder, "table", b'\2id;monthly;lasts\ne;"2,5 %";3\n')
    add(folder, "table", b"\3id;options;p.weight;p.scores.no;p.scores.yes;q.scores\nd;(no, yes);40;0;1;(1, 0)\n")
    add(folder, "table", b"\4id,threshold,war_cost\np,40%,0.5%\n")


def entente(program, *words):
    subprocess.run([program, *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def of_results(program, folder, work):
    """A small result folder, whole and in parts."""
    entente(program, "run", ROOT + "/scenarios/minimal.cfg", "--worlds", "20", "--replications", "20", "--no-charts",
            "--out", work)
    files = {os.path.basename(p): read(p) for p in sorted(glob.glob(work + "/minimal/*")) if not p.endswith(".html")}
    def pack(names):
        return b"".join(b"== " + name.encode() + b"\n" + files[name] for name in names)
    add(folder, "results", pack(files))
    for name in files:
        if name.endswith(".csv"):
            add(folder, "results", pack(["manifest.json", name]))


def records(data):
    """The records of a sealed file, as the target takes them."""
    at, found = 8, b""
    while at + 12 <= len(data):
        kind, length = struct.unpack_from("<IQ", data, at)
        found += struct.pack("<BI", kind, length) + data[at + 12:at + 12 + length]
        at += 12 + length + 32
    return found


def of_shards(program, folder, work):
    size = ["--worlds", "4", "--replications", "5", "--shard", "1/1", "--out", work]
    entente(program, "run", ROOT + "/scenarios/minimal.cfg", *size)
    sweep = work + "/few.cfg"
    with open(sweep, "w", encoding="utf-8") as file:
        file.write('title = "t"; events: { e = "40%"; }; outcomes: { a: { when = "e"; }; b: { when = "true"; }; };\n'
                   'sweeps: { s: { vary = "events.e"; from = "20%"; to = "60%"; steps = 2; }; };\n')
    entente(program, "sweep", sweep, *size)
    for path in glob.glob(work + "/*/*.part"):
        add(folder, "shards", records(read(path)))


PAGE_MARKS = (b'<meta name="entente-page" content="0.1.0">', b'<script type="application/json" id="entente-scenarios">', b"</script>",
              b"<!--<script>", b"</SCRIPT ")


def of_pages(folder):
    """Pages that hold the program: of this version, of another, and texts that would end their element."""
    head, opening, closing = PAGE_MARKS[:3]
    for text in scenarios()[:2] + [b"x = 1;", b'</script><img src="x">', b"<!--<script>", b"\xe2\x80\xa8\xff\\\"", b""]:
        written = b"".join(b"\\u%04x" % byte if byte < 32 or byte > 126 or byte in b'<>&"\\' else bytes([byte]) for byte in text)
        one = b'[{"name":"a","path":"a.cfg","text":"' + written + b'","set":[],"files":{}}]'
        add(folder, "page", b"<head>" + head + b"</head>" + opening + one + closing + b"<p>")
        add(folder, "page", b"<head>" + head.replace(b"0.1.0", b"9") + b"</head>" + opening + text + closing)
        add(folder, "page", text)


def dictionary(folder):
    """The words of the schema, of formulas and of tables."""
    words = set()
    for pattern in ("settings/schema.c", "formula/vocabulary.c", "compile/names.c", "distribution/kinds/*.c",
                    "bargaining/solutions.c", "folder/manifest.c"):
        for path in glob.glob(f"{ROOT}/engine/{pattern}"):
            words.update(re.findall(rb'"([a-z_]{2,24})"', read(path)))
    marks = [b"(", b")", b"{ ", b"}; ", b" = ", b"%", b" to ", b"..", b"unknown(", b"if(", b" and ", b"deal.", b"force.",
             b"\\x41", b"\\\"", b"/*", b"1e308", b"1e-308", b"9007199254740991", b"== manifest.json\\x0A", b"\\xC3\\xA9"]
    with open(folder + "/dictionary", "wb") as file:
        for word in sorted(words) + marks + [mark.replace(b'"', b'\\"') for mark in PAGE_MARKS]:
            file.write(b'"' + word + b'"\n')


def main():
    program, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    work = folder + "/made"
    os.makedirs(work, exist_ok=True)
    of_scenarios(folder)
    of_tables(folder)
    of_pages(folder)
    of_results(program, folder, work + "/run")
    of_shards(program, folder, work + "/shards")
    dictionary(folder)


if __name__ == "__main__":
    main()
