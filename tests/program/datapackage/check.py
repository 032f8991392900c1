"""Reads result folders by their datapackage.json alone: the description against a JSON schema, and every cell of every
table against its column's type and limits.

Usage: check.py PROFILE FOLDER...   prints what it read; status 1 after the first folder that is not as described
"""
import csv
import hashlib
import io
import json
import pathlib
import sys

try:
    import jsonschema
except ImportError:
    jsonschema = None


class Wrong(Exception):
    pass


def expect(holds, *words):
    if not holds:
        raise Wrong(" ".join(str(word) for word in words))


def value_of(cell, field):
    """The value of a cell that is not missing, by the type of its column."""
    if field["type"] == "integer":
        expect(cell.isdigit(), repr(cell), "is no integer")
        return int(cell)
    if field["type"] == "number":
        expect(cell == cell.strip() and "_" not in cell, repr(cell), "is no number")
        return float(cell)
    return cell


def check_cell(cell, schema, field):
    if cell in schema["missingValues"]:
        return
    value = value_of(cell, field)
    limits = field.get("constraints", {})
    expect("minimum" not in limits or value >= limits["minimum"], cell, "is below the minimum")
    expect("maximum" not in limits or value <= limits["maximum"], cell, "is above the maximum")
    expect("enum" not in limits or value in limits["enum"], repr(cell), "is not one of", limits.get("enum"))


def check_table(resource, content, seen):
    expect(len(content) == resource["bytes"], "has", len(content), "bytes, described are", resource["bytes"])
    expect("sha256:" + hashlib.sha256(content).hexdigest() == resource["hash"], "has another hash")
    marked = content.startswith(b"\xef\xbb\xbf")
    expect(marked == resource.get("byteOrderMark", False), "byteOrderMark")
    text = content[3 if marked else 0 :].decode("utf-8")
    dialect = resource["dialect"]
    expect(text.endswith(dialect["lineTerminator"]), "has another line end")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=dialect["delimiter"], quotechar=dialect["quoteChar"],
                           doublequote=dialect["doubleQuote"], strict=True))
    fields = resource["schema"]["fields"]
    expect(rows[0] == [field["name"] for field in fields], "has the columns", rows[0])
    for number, row in enumerate(rows[1:], 2):
        expect(len(row) == len(fields), "line", number, "has", len(row), "cells")
        for cell, field in zip(row, fields):
            try:
                check_cell(cell, resource["schema"], field)
            except (Wrong, ValueError) as wrong:
                raise Wrong(f"row {number}, column {field['name']}: {wrong}") from None
            seen["cells"] += 1


def check_folder(folder, profile, seen):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    if jsonschema is not None:
        jsonschema.validate(package, profile, cls=jsonschema.Draft7Validator)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    expect("datapackage.json" in manifest["files"], "the manifest does not list datapackage.json")
    paths = [resource["path"] for resource in package["resources"]]
    tables = sorted(name for name in manifest["files"] if name.endswith(".csv"))
    expect(sorted(paths) == tables, "describes", sorted(paths), "and not", tables)
    for resource in package["resources"]:
        expect(resource["path"] == resource["name"] + ".csv", resource["name"])
        try:
            check_table(resource, (folder / resource["path"]).read_bytes(), seen)
        except Wrong as wrong:
            raise Wrong(f"{resource['path']}: {wrong}") from None
        seen["tables"].add(resource["name"])


def main():
    profile = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    seen = {"tables": set(), "cells": 0}
    for name in sys.argv[2:]:
        try:
            check_folder(pathlib.Path(name), profile, seen)
        except Wrong as wrong:
            sys.exit(f"{name}: {wrong}")
    print(f"{len(sys.argv) - 2} folders, {seen['cells']} cells as described, in the tables", *sorted(seen["tables"]))
    if jsonschema is None:
        print("no jsonschema: descriptions not validated")


main()
