"""Reads a results folder by its datapackage.json."""
import csv
import hashlib
import io
import json
import os
import pathlib
import stat

from .table import Column, Table, Tables

SPREADSHEET = "=+-@\t\r"  # a text that begins so has an apostrophe in front of it


class Folder(Tables):
    """The tables of a results folder. path: the folder; package: its datapackage.json; manifest: its manifest.json."""

    def __init__(self, path, package, manifest, tables):
        super().__init__(tables)
        self.path, self.package, self.manifest = path, package, manifest

    def __repr__(self):
        return f"<entente results {self.path}: {', '.join(self)}>"


def text_of(cell):
    return cell[1:] if cell[:1] == "'" and cell[1:2] and cell[1] in SPREADSHEET else cell


def number_of(cell):
    return float(cell)


READER = {"string": text_of, "integer": int, "number": number_of}


def read_column(cells, field, missing):
    kind = field["type"] if field["type"] in READER else "string"
    read = READER[kind]
    if kind == "string":
        return [read(cell) for cell in cells]
    return [None if cell in missing else read(cell) for cell in cells]


def column_of(field):
    limits = field.get("constraints", {})
    kind = field["type"] if field["type"] in READER else "string"
    return Column(field["name"], kind, field.get("unit", "text"), field.get("description", ""), limits.get("minimum"),
                  limits.get("maximum"))


def read_file(folder, name):
    """A file of the folder itself, which may be a stranger's: no other file that it names, no link, no pipe."""
    path = folder / name
    if pathlib.PurePath(name).name != name:
        raise ValueError(f"{folder / 'datapackage.json'} names a file that is not in its folder: {name!r}")
    if path.is_symlink():
        raise ValueError(f"{path} is a link, and links are not followed")
    with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise ValueError(f"{path} is not a regular file")
        return file.read()


def read_table(folder, resource, verify):
    content = read_file(folder, resource["path"])
    if verify and "sha256:" + hashlib.sha256(content).hexdigest() != resource["hash"]:
        raise ValueError(f"{folder / resource['path']} was changed since it was written: it has another SHA-256")
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    rows = list(csv.reader(text, delimiter=resource["dialect"]["delimiter"], quotechar=resource["dialect"]["quoteChar"]))
    schema = resource["schema"]
    cells = list(zip(*rows[1:])) if len(rows) > 1 else [()] * len(schema["fields"])
    values = [read_column(column, field, schema["missingValues"]) for column, field in zip(cells, schema["fields"])]
    return Table(resource["name"], [column_of(field) for field in schema["fields"]], values)


def read_results(folder, verify=True):
    """Reads all tables of a results folder, "results/mine", with the types of its datapackage.json.

    verify: a table that was changed since it was written is an error (ValueError)."""
    folder = pathlib.Path(folder)
    package = json.loads(read_file(folder, "datapackage.json").decode("utf-8"))
    manifest = json.loads(read_file(folder, "manifest.json").decode("utf-8"))
    tables = {resource["name"]: read_table(folder, resource, verify) for resource in package["resources"]}
    return Folder(folder, package, manifest, tables)
