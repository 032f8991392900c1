"""entente: simulation of scenarios of how wars end.

    import entente

    results = entente.run("mine.cfg", set={"force.required": "20k"}, seed=7)
    results["headline"]["probability"]        # an array of numpy, or a list
    results["headline"].frame()               # a data frame of pandas
    entente.read_results("results/mine")      # the tables that the program wrote, with their types

Everything in a table is a function of the version, the scenario with its settings, the seed and the sizes alone.
"""
from .errors import (ArgumentError, ChartError, CheckpointError, EntenteError, FileError, Interrupted, Message,
                     NumericError, ScenarioError)
from .folder import read_results
from .library import version
from .scenario import Results, Scenario, analyse, check, compare, open_text, run, sweep
from .table import Column, Table

__all__ = [
    "ArgumentError", "ChartError", "CheckpointError", "Column", "EntenteError", "FileError", "Interrupted", "Message",
    "NumericError", "Results", "Scenario", "ScenarioError", "Table", "analyse", "check", "compare", "open_text",
    "read_results", "run", "sweep", "version",
]
