"""Tables: columns by name, as arrays of numpy where it is there, and as data frames of pandas."""
import math
from collections.abc import Mapping
from typing import NamedTuple, Optional

try:
    import numpy
except ImportError:  # columns are lists
    numpy = None


class Column(NamedTuple):
    """The description of a column."""

    name: str
    type: str  # "string", "integer" or "number"
    unit: str  # "probability", "troops", …
    meaning: str
    minimum: Optional[float] = None  # limits, where there are any
    maximum: Optional[float] = None


def as_array(values, kind):
    """A column as an array: texts as objects (None: empty), whole numbers as int64, or else as doubles with NaN."""
    if numpy is None:
        return values
    if kind == "string":
        return numpy.array(values, dtype=object)
    if kind == "integer" and None not in values:
        return numpy.array(values, dtype=numpy.int64)
    return numpy.array([math.nan if value is None else value for value in values], dtype=numpy.float64)


class Table(Mapping):
    """A table: its columns by name, in their order. Cells that cannot be computed are NaN in an array, None in a list;
    empty texts are ""."""

    def __init__(self, name, columns, values):
        self.name = name
        self.columns = {column.name: column for column in columns}
        self._values = values  # lists, with None for an empty cell, in the order of the columns
        self.rows = len(values[0]) if values else 0

    def __getitem__(self, name):
        column = self.columns[name]
        return as_array(self.values_of(name), column.type)

    def __iter__(self):
        return iter(self.columns)

    def __len__(self):
        return len(self.columns)

    def __repr__(self):
        return f"<entente table {self.name}: {self.rows} rows, columns {', '.join(self.columns)}>"

    def values_of(self, name):
        """A column as a list, with None for an empty number."""
        return list(self._values[list(self.columns).index(name)])

    def frame(self):
        """The table as a data frame of pandas. Whole numbers are Int64, which has missing values; `attrs` of the frame
        has the unit and the meaning of each column."""
        import pandas

        made = {}
        for name, column in self.columns.items():
            values = self.values_of(name)
            if column.type == "integer":
                made[name] = pandas.array(values, dtype="Int64")
            elif column.type == "number":
                made[name] = pandas.Series([math.nan if value is None else value for value in values], dtype="float64")
            else:
                made[name] = pandas.Series(values, dtype=object)
        frame = pandas.DataFrame(made)
        frame.attrs["unit"] = {name: column.unit for name, column in self.columns.items()}
        frame.attrs["meaning"] = {name: column.meaning for name, column in self.columns.items()}
        return frame


class Tables(Mapping):
    """Tables by name, in the order of the engine."""

    def __init__(self, tables):
        self._tables = tables

    def __getitem__(self, name):
        return self._tables[name]

    def __iter__(self):
        return iter(self._tables)

    def __len__(self):
        return len(self._tables)

    def frame(self, name):
        """A table as a data frame of pandas."""
        return self[name].frame()
