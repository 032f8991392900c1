"""The C library, libentente, by ctypes: its functions with their types."""
import ctypes
import ctypes.util
import os
import pathlib

HANDLE = ctypes.c_void_p
TEXT = ctypes.c_char_p
SIZE = ctypes.c_size_t
PROGRESS = ctypes.CFUNCTYPE(ctypes.c_int, HANDLE, ctypes.c_uint64, ctypes.c_uint64)


class CMessage(ctypes.Structure):
    """entente_message of entente.h."""

    _fields_ = [
        ("severity", ctypes.c_int), ("origin", ctypes.c_int), ("file", TEXT), ("line", ctypes.c_int),
        ("column", ctypes.c_int), ("length", ctypes.c_int), ("path", TEXT), ("text", TEXT), ("help", TEXT),
    ]


MESSAGE = ctypes.CFUNCTYPE(None, HANDLE, ctypes.POINTER(CMessage))

FUNCTIONS = {
    "version": (TEXT,),
    "strerror": (TEXT, ctypes.c_int),
    "options_new": (HANDLE,),
    "options_free": (None, HANDLE),
    "options_threads": (None, HANDLE, ctypes.c_uint),
    "options_instruction_set": (ctypes.c_int, HANDLE, TEXT),
    "options_allow_outside": (None, HANDLE, ctypes.c_int),
    "options_draws": (None, HANDLE, ctypes.c_uint64),
    "options_folder": (ctypes.c_int, HANDLE, TEXT),
    "options_charts": (ctypes.c_int, HANDLE, TEXT, TEXT),
    "options_command": (ctypes.c_int, HANDLE, TEXT),
    "options_checkpoint": (None, HANDLE, ctypes.c_double, ctypes.c_int),
    "options_on_progress": (None, HANDLE, PROGRESS, HANDLE),
    "options_on_message": (None, HANDLE, MESSAGE, HANDLE),
    "stop": (None, HANDLE),
    "open_file": (ctypes.c_int, ctypes.POINTER(HANDLE), TEXT, ctypes.POINTER(TEXT), SIZE, HANDLE),
    "open_text": (ctypes.c_int, ctypes.POINTER(HANDLE), TEXT, TEXT, ctypes.POINTER(TEXT), SIZE, HANDLE),
    "scenario_free": (None, HANDLE),
    "scenario_id": (TEXT, HANDLE),
    "scenario_messages": (SIZE, HANDLE),
    "scenario_message": (ctypes.POINTER(CMessage), HANDLE, SIZE),
    "check": (ctypes.c_int, HANDLE, ctypes.POINTER(HANDLE)),
    "run": (ctypes.c_int, HANDLE, HANDLE, ctypes.POINTER(HANDLE)),
    "sweep": (ctypes.c_int, HANDLE, TEXT, TEXT, HANDLE, ctypes.POINTER(HANDLE)),
    "analyse": (ctypes.c_int, HANDLE, TEXT, ctypes.POINTER(TEXT), SIZE, HANDLE, ctypes.POINTER(HANDLE)),
    "compare": (ctypes.c_int, ctypes.POINTER(HANDLE), ctypes.POINTER(TEXT), SIZE, HANDLE, ctypes.POINTER(HANDLE)),
    "results_free": (None, HANDLE),
    "results_findings": (SIZE, HANDLE),
    "results_finding": (TEXT, HANDLE, SIZE),
    "results_finding_method": (TEXT, HANDLE, SIZE),
    "results_draws": (ctypes.c_uint64, HANDLE),
    "results_checks_failed": (SIZE, HANDLE),
    "results_folder": (TEXT, HANDLE),
    "results_messages": (SIZE, HANDLE),
    "results_message": (ctypes.POINTER(CMessage), HANDLE, SIZE),
    "results_tables": (SIZE, HANDLE),
    "results_table_name": (TEXT, HANDLE, SIZE),
    "results_table": (ctypes.c_int, HANDLE, TEXT, ctypes.POINTER(HANDLE)),
    "table_rows": (SIZE, HANDLE),
    "table_columns": (SIZE, HANDLE),
    "table_name": (TEXT, HANDLE, SIZE),
    "table_unit": (TEXT, HANDLE, SIZE),
    "table_meaning": (TEXT, HANDLE, SIZE),
    "table_kind": (ctypes.c_int, HANDLE, SIZE),
    "table_is_whole": (ctypes.c_int, HANDLE, SIZE),
    "table_text": (TEXT, HANDLE, SIZE, SIZE),
    "table_numbers": (ctypes.POINTER(ctypes.c_double), HANDLE, SIZE),
}


def find_library():
    """The library that ENTENTE_LIBRARY names, or that of the wheel, or one that is installed."""
    given = os.environ.get("ENTENTE_LIBRARY")
    bundled = pathlib.Path(__file__).with_name("libentente.so")
    found = given or (str(bundled) if bundled.is_file() else ctypes.util.find_library("entente"))
    if not found:
        raise ImportError("libentente is not there: install the package by pip, or set ENTENTE_LIBRARY to libentente.so")
    return found


def load():
    library = ctypes.CDLL(find_library())
    for name, (result, *arguments) in FUNCTIONS.items():
        function = getattr(library, "entente_" + name, None)
        if function is not None:
            function.restype, function.argtypes = result, arguments
    return library


C = load()


def decode(text):
    """A text of the library; None stays None."""
    return None if text is None else text.decode("utf-8", "replace")


def version():
    """The version of the library, "0.1.0"."""
    return decode(C.entente_version())
