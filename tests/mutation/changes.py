"""The changes of the mutation check: where a line of the engine can be changed, and how. See mutation.sh."""
import collections
import functools
import random
import re

Change = collections.namedtuple("Change", "file line kind before after")

# Each a text of a line and what stands there instead.
REPLACED = [("comparison", r" < (?!<)", " <= "), ("comparison", r" <= ", " < "), ("comparison", r" > (?!>)", " >= "), ("comparison", r" >= ", " > "),
            ("equality", r" == ", " != "), ("equality", r" != ", " == "), ("comparison turned round", r" < ", " > "),
            ("comparison turned round", r" > ", " < "), ("and, or", r" && ", " || "), ("and, or", r" \|\| ", " && "),
            ("sign", r" \+ ", " - "), ("sign", r" - ", " + "), ("factor", r" \* ", " / "), ("factor", r" / ", " * "),
            ("sign", r" \+= ", " -= "), ("sign", r" -= ", " += "), ("off by one", r"\+ 1\b(?![.\w])", "+ 2"),
            ("off by one", r" - 1\b(?![.\w])", ""), ("off by one", r" \+ 1\b(?![.\w])", ""), ("constant", r"\b0\.5\b", "0.45"),
            ("constant", r"\b1\.0\b", "0.99"), ("constant", r"\b0\.0\b", "0.01"), ("constant", r"\b100\.0\b", "10.0"),
            ("constant", r"(?<![\w.\[])1(?![\w.])", "2"), ("constant", r"(?<![\w.\[])0(?![\w.])", "1"),
            ("truth value", r"\btrue\b", "false"), ("truth value", r"\bfalse\b", "true"), ("negation", r"!(?=[a-z(])", ""),
            ("condition", r"\bif \((.+)\) \{", r"if (!(\1)) {"), ("condition", r"\bif \((.+)\) \{", "if (true) {"),
            ("condition", r"\bif \((.+)\) \{", "if (false) {"), ("least, greatest", r"\bfmin\(", "fmax("),
            ("least, greatest", r"\bfmax\(", "fmin("), ("rounding", r"\bfloor\(", "ceil("), ("rounding", r"\bceil\(", "floor("),
            ("choice", r" \? ([^?:\"]+) : ([^?:\";,()]+)(?=[;,)])", r" ? \2 : \1"), ("index", r"\[([a-z]\w*)\]", "[0]"),
            ("index", r"\[0\]", "[1]"), ("index", r"\[([a-z]\w*) [-+] 1\]", r"[\1]"), ("step", r"\bcontinue;", "break;"),
            ("step", r"\bbreak;", "continue;"), ("arguments", r"\((&?\w[\w.\->]*), (&?\w[\w.\->]*)\)", r"(\2, \1)"),
            ("arguments", r", (&?\w[\w.\->]*), (&?\w[\w.\->]*)\)", r", \2, \1)")]
DROPPED = [("dropped call", re.compile(r"^\s+(\(void\) )?[a-z]\w*\(.*\);$")),
           ("dropped assignment", re.compile(r"^\s+\*?[a-z][\w.\->\[\]]* [-+*|]?= .*;$")),
           ("dropped step", re.compile(r"^\s+(\w[\w.\->\[\]]*(\+\+|--)|\+\+\w[\w.\->]*);$"))]
# What runs out or is misused is injected by other tests (tests/README.md, Faults), which these builds leave out.
LEFT_OUT = re.compile(r"NULL|no_memory|NO_MEMORY|ERROR_MEMORY|[^_]arena_alloc|\b[mc]alloc\(|\brealloc\(|assert|sizeof|free\(|_free")


def code_lines(text):
    """The lines of function bodies without comments; texts in quotes are blanked, so that no word of them is changed."""
    made, comment, table, start = [], False, False, False
    for number, line in enumerate(text.split("\n"), 1):
        inside = comment or line.strip().startswith("/*")
        comment = (comment or "/*" in line) and "*/" not in line
        if line and not line[0].isspace():
            table = bool(re.search(r"\] = \{|= \{", line))
        if inside or table or not line.startswith("    ") or line.strip().startswith(("#", "//", "static const", "enum", "typedef", "case ")):
            continue
        code = re.sub(r'"(\\.|[^"\\])*"', lambda found: '"' + "~" * (len(found[0]) - 2) + '"', line.split("/*")[0].rstrip())
        if code.strip() and not LEFT_OUT.search(code):
            made.append((number, line, code))
    return made


@functools.lru_cache
def constants(root):
    """Each constant of an enumeration of the headers, and the one after it."""
    after = {}
    for header in sorted((root / "engine").rglob("*.h")):
        for body in re.findall(r"\benum\b[^{;]*\{([^}]*)\}", re.sub(r"/\*.*?\*/", "", header.read_text(encoding="utf-8"), flags=re.S)):
            names = re.findall(r"\b(ENT_[A-Z0-9_]+)\b(?=\s*[,=]|\s*$)", body)
            if len(names) > 1:
                after.update(zip(names, names[1:] + names[:1]))
    return after


def changes_of(root, path, number, line, code):
    """Every change of one line."""
    for kind, pattern, to in REPLACED:
        for found in re.finditer(pattern, code):
            if "~" in found[0]:
                continue
            after = line[:found.start()] + found.expand(to) + line[found.end():]
            if after != line:
                yield Change(path, number, kind, line, after)
    for found in re.finditer(r"\bENT_[A-Z0-9_]+\b", code):
        other = constants(root).get(found[0])
        if other and "ENT_OK" not in (found[0], other):
            yield Change(path, number, "constant of an enumeration", line, line[:found.start()] + other + line[found.end():])
    for kind, pattern in DROPPED:
        if pattern.match(code):
            yield Change(path, number, kind, line, line[:len(line) - len(line.lstrip())] + ";")


def files(root):
    """The files that are changed: all of the engine that is compiled here, and the kernels' headers, which hold their loops."""
    listed = sorted((root / "engine").rglob("*.c")) + sorted((root / "engine" / "kernels").glob("*.h"))
    return [path.relative_to(root) for path in listed if path.name not in ("mpi.c", "main.c")]


def drawn(root, seed):
    """Changes without an end: a line among all lines that can be changed, so that each folder has its share, then a kind of change."""
    generator = random.Random(seed)
    lines = [(path, *line) for path in files(root) for line in code_lines((root / path).read_text(encoding="utf-8"))]
    seen = set()
    while len(seen) < len(lines):
        path, number, line, code = generator.choice(lines)
        kinds = collections.defaultdict(list)
        for change in changes_of(root, path, number, line, code):
            kinds[change.kind].append(change)
        if not kinds or (path, number) in seen:
            seen.add((path, number))
            continue
        seen.add((path, number))
        yield generator.choice(kinds[generator.choice(sorted(kinds))])


def given(root, words):
    """FILE:LINE:FROM:TO"""
    for word in words:
        name, number, before, after = word.split(":", 3)
        line = (root / name).read_text(encoding="utf-8").split("\n")[int(number) - 1]
        if before not in line:
            raise SystemExit(f"{name}:{number} has no `{before}`: {line}")
        yield Change((root / name).relative_to(root), int(number), "given", line, line.replace(before, after, 1))
