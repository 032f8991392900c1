"""same_cells.py BEFORE AFTER LOCALE: the same texts and numbers in each CSV of two folders; 1 where they differ.

AFTER was saved by a spreadsheet, so its numbers may be spelled otherwise, with a decimal comma in German, and have 15
significant digits."""
import csv
import math
import os
import sys


def number(text, comma):
    try:
        return float(text.replace(",", ".") if comma else text)
    except ValueError:
        return None


def same(before, after, comma):
    if before == after:
        return True
    a, b = number(before, False), number(after, comma)
    return a is not None and b is not None and math.isclose(a, b, rel_tol=1e-14)


def cells(path):
    with open(path, newline="", encoding="utf-8") as file:
        return [row for row in csv.reader(file) if any(row)]


def main(before, after, locale):
    names = sorted(name for name in os.listdir(before) if name.endswith(".csv"))
    differ = numbers = 0
    for name in names:
        one, two = cells(os.path.join(before, name)), cells(os.path.join(after, name))
        if len(one) != len(two):
            print(f"{name}: {len(one)} rows, then {len(two)}")
            differ += 1
        for line, (a, b) in enumerate(zip(one, two), 1):
            b = b[:len(a)] + [""] * (len(a) - len(b))
            for column, (x, y) in enumerate(zip(a, b)):
                numbers += number(x, False) is not None
                if not same(x, y, locale == "de-DE"):
                    print(f"{name}:{line}: {one[0][column]}: {x!r}, then {y!r}")
                    differ += 1
    print(f"{locale}: {len(names)} tables, {numbers} numbers, {differ} cells differ")
    return 1 if differ or not names or numbers < 100 else 0


sys.exit(main(*sys.argv[1:]))
