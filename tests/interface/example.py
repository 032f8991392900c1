"""Runs a scenario by the C library, with nothing but Python's ctypes, and prints how it ends.

Usage: example.py LIBRARY FILE [PATH=VALUE ...]
"""
import ctypes
import locale
import sys

entente = ctypes.CDLL(sys.argv[1])
handle = ctypes.c_void_p
for name, result, *arguments in (
    ("strerror", ctypes.c_char_p, ctypes.c_int),
    ("scenario_free", None, handle),
    ("results_free", None, handle),
    ("table_rows", ctypes.c_size_t, handle),
    ("table_find", ctypes.c_int, handle, ctypes.c_char_p),
    ("table_text", ctypes.c_char_p, handle, ctypes.c_size_t, ctypes.c_size_t),
    ("table_numbers", ctypes.POINTER(ctypes.c_double), handle, ctypes.c_size_t),
    ("options_new", handle),
    ("options_free", None, handle),
    ("options_on_progress", None, handle, handle, handle),
):
    function = getattr(entente, "entente_" + name)
    function.restype, function.argtypes = result, arguments


def check(status):
    if status != 0:
        raise SystemExit(entente.entente_strerror(status).decode())


calls = []


@ctypes.CFUNCTYPE(ctypes.c_int, handle, ctypes.c_uint64, ctypes.c_uint64)
def progress(context, done, total):
    calls.append((done, total))
    return 0  # any other value stops the run


try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    pass
scenario, results, table = handle(), handle(), handle()
changed = [argument.encode() for argument in sys.argv[3:]]
settings = (ctypes.c_char_p * len(changed))(*changed)
options = handle(entente.entente_options_new())
entente.entente_options_on_progress(options, ctypes.cast(progress, handle), None)
check(entente.entente_open_file(
    ctypes.byref(scenario), sys.argv[2].encode(), settings, ctypes.c_size_t(len(changed)), options))
check(entente.entente_run(scenario, options, ctypes.byref(results)))
check(entente.entente_results_table(results, b"outcomes", ctypes.byref(table)))
probability = entente.entente_table_numbers(table, entente.entente_table_find(table, b"probability"))
for row in range(entente.entente_table_rows(table)):
    variant, outcome = (entente.entente_table_text(table, row, column).decode() for column in (0, 1))
    print(f"{variant},{outcome},{probability[row]!r}")
entente.entente_results_free(results)
entente.entente_scenario_free(scenario)
entente.entente_options_free(options)
if not calls or calls[0][0] != 0 or calls[-1][0] != calls[-1][1]:
    raise SystemExit(f"progress: {calls}")
