"""Messages of the engine, and the exceptions that carry them."""
from typing import NamedTuple, Optional


class Message(NamedTuple):
    """A message of the engine. Lines and columns count from 1; line 0: no position in the file."""

    severity: str  # "error", "warning" or "note"
    file: str  # "": none; "--set": a changed setting
    line: int
    column: int  # in characters
    length: int  # number of characters concerned
    path: str  # of the setting, "contributors.italy.joins"; "": none
    text: str
    help: Optional[str]  # the nearest known name, or the corrected text

    def __str__(self):
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        parts = [part for part in (place, self.severity, self.path) if part]
        return ": ".join([*parts, self.text]) + (f"\n  help: {self.help}" if self.help else "")


class EntenteError(Exception):
    """A call failed. status: of entente.h, negative; messages: a list of Message."""

    def __init__(self, status, sentence, messages=()):
        self.status = status
        self.messages = list(messages)
        errors = [str(message) for message in self.messages if message.severity == "error"]
        super().__init__("\n".join([sentence, *errors]))


class FileError(EntenteError):
    """A file could not be read or written."""


class ScenarioError(EntenteError):
    """The scenario has mistakes."""


class NumericError(EntenteError):
    """A formula gave no number in some draw."""


class Interrupted(EntenteError):
    """The run was stopped. results: the tables of what was counted by then, where a world was complete."""

    results = None


class ArgumentError(EntenteError):
    """An argument names nothing, or is outside its range."""


class ChartError(EntenteError):
    """gnuplot is missing or failed."""


class CheckpointError(EntenteError):
    """A checkpoint is damaged, or belongs to another run."""


CLASS_OF_STATUS = {
    -2: FileError, -3: ScenarioError, -4: NumericError, -5: Interrupted, -6: ArgumentError, -7: ChartError,
    -8: CheckpointError,
}
NO_MEMORY = -1
INTERRUPTED = -5
