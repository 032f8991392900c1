"""Scenarios: opened, checked, run, swept, analysed. Each call frees all memory of the library that it took."""
import ctypes
import math
import os
import threading

from .errors import CLASS_OF_STATUS, INTERRUPTED, NO_MEMORY, EntenteError, Message
from .library import C, HANDLE, MESSAGE, PROGRESS, TEXT, decode
from .table import Column, Table, Tables

SEVERITY = ("error", "warning", "note")


# --- messages -----------------------------------------------------------------------------------------------------------


def message_of(pointer):
    it = pointer.contents
    return Message(SEVERITY[it.severity], decode(it.file), it.line, it.column, it.length, decode(it.path),
                   decode(it.text), decode(it.help))


def messages_of(count, at, handle):
    return [message_of(at(handle, index)) for index in range(count(handle))] if handle else []


def raise_status(status, messages):
    if status == NO_MEMORY:
        raise MemoryError("entente: memory is out")
    raise CLASS_OF_STATUS.get(status, EntenteError)(status, decode(C.entente_strerror(status)), messages)


# --- settings and options -----------------------------------------------------------------------------------------------


def setting_text(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def settings_of(changed, seed=None, worlds=None, replications=None, design=None, until=None):
    """Changed settings as `set` of a file has them: "path = value"."""
    if changed is None:
        lines = []
    elif isinstance(changed, str):
        lines = [changed]
    elif hasattr(changed, "items"):
        lines = [f"{path} = {setting_text(value)}" for path, value in changed.items()]
    else:
        lines = [str(line) for line in changed]
    sizes = {"seed": seed, "worlds": worlds, "replications": replications, "design": design, "until": until}
    lines += [f"run.{name} = {value}" for name, value in sizes.items() if value is not None]
    return lines


def array_of(texts):
    return (TEXT * max(len(texts), 1))(*[text.encode("utf-8") for text in texts])


def path_of(path):
    return os.fsencode(os.fspath(path))


class Options:
    """Options of the library for one call."""

    def __init__(self, threads=0, instruction_set=None, draws=0, out=None, plots=None, format="svg", command=None,
                 fresh=False, progress=None, on_message=None):
        self.handle = C.entente_options_new()
        if not self.handle:
            raise MemoryError("entente: memory is out")
        self.failure = None  # of a callback
        try:
            self._set(threads, instruction_set, draws, out, plots, format, command, fresh)
        except BaseException:
            self.free()
            raise
        self._keep = (PROGRESS(lambda context, done, total: self._progress(progress, done, total)),
                      MESSAGE(lambda context, message: self._message(on_message, message)))
        if progress is not None:
            C.entente_options_on_progress(self.handle, self._keep[0], None)
        if on_message is not None:
            C.entente_options_on_message(self.handle, self._keep[1], None)

    def _set(self, threads, instruction_set, draws, out, plots, format, command, fresh):
        C.entente_options_threads(self.handle, threads)
        C.entente_options_draws(self.handle, draws)
        calls = []
        if instruction_set is not None:
            calls.append(C.entente_options_instruction_set(self.handle, instruction_set.encode()))
        if out is not None:
            C.entente_options_checkpoint(self.handle, 5.0, 1 if fresh else 0)
            calls.append(C.entente_options_folder(self.handle, path_of(out)))
            calls.append(C.entente_options_command(self.handle, (command or "entente from Python").encode("utf-8")))
        if plots is not None:
            calls.append(C.entente_options_charts(self.handle, path_of(plots), format.encode()))
        for status in calls:
            if status != 0:
                raise_status(status, [])

    def _guard(self, call, *arguments):
        try:
            return call(*arguments)
        except BaseException as failure:  # it cannot pass through the library: the run is stopped, and it is raised then
            self.failure = self.failure or failure
            return True

    def _progress(self, progress, done, total):
        return 1 if self.failure or self._guard(progress, done, total) else 0

    def _message(self, on_message, message):
        self._guard(on_message, message_of(message))

    def stop(self):
        C.entente_stop(self.handle)

    def free(self):
        C.entente_options_free(self.handle)
        self.handle = None


class Call:
    """A call of the library, made by a thread of its own, so that Ctrl-C stops it. Nothing that the call uses may be
    freed before `wait` returns or raises: by then the call has ended, or never begins."""

    def __init__(self, call, options):
        self.call, self.options = call, options
        self.result = None
        self.lock = threading.Lock()
        self.begun = self.cancelled = False
        self.ended = threading.Event()  # join of an interrupted thread returns before the thread ends, in Python 3.11

    def _work(self):
        with self.lock:
            if self.cancelled:
                return
            self.begun = True
        try:
            self.result = self.call()
        finally:
            self.ended.set()

    def _cancel(self):
        with self.lock:
            self.cancelled = True
        self.options.stop()
        while self.begun and not self.ended.is_set():
            try:
                self.ended.wait()
            except BaseException:  # a second Ctrl-C: the call stops within some chunks
                continue

    def wait(self):
        try:
            threading.Thread(target=self._work, daemon=True).start()
            while not self.ended.wait(0.05):
                pass
        except BaseException:
            self._cancel()
            raise
        if self.options.failure is not None:
            raise self.options.failure
        return self.result


# --- tables -------------------------------------------------------------------------------------------------------------


def number_text(number):
    if math.isnan(number):
        return ""
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def texts_of(table, column, numbers):
    made = []
    for row, number in enumerate(numbers):
        text = decode(C.entente_table_text(table, row, column))
        made.append(number_text(number) if text is None else text)
    return made


def column_of(table, index):
    text = C.entente_table_kind(table, index) == 0
    kind = "string" if text else "integer" if C.entente_table_is_whole(table, index) else "number"
    return Column(decode(C.entente_table_name(table, index)), kind, decode(C.entente_table_unit(table, index)),
                  decode(C.entente_table_meaning(table, index)))


def values_of(table, index, kind, rows):
    numbers = C.entente_table_numbers(table, index)[:rows]
    if kind == "string":
        return texts_of(table, index, numbers)
    if kind == "integer":
        return [None if math.isnan(number) else int(number) for number in numbers]
    return [None if math.isnan(number) else number for number in numbers]


def table_of(results, name):
    table = HANDLE()
    status = C.entente_results_table(results, name, ctypes.byref(table))
    if status != 0:
        raise_status(status, [])
    rows = C.entente_table_rows(table)
    columns = [column_of(table, index) for index in range(C.entente_table_columns(table))]
    return Table(decode(name), columns, [values_of(table, index, it.type, rows) for index, it in enumerate(columns)])


def tables_of(results):
    names = [C.entente_results_table_name(results, index) for index in range(C.entente_results_tables(results))]
    return {decode(name): table_of(results, name) for name in names}


class Results(Tables):
    """The tables of a run, a sweep, a check or an analysis, by name.

    draws: number of draws of all variants; checks_failed: number of the scenario's checks that do not hold; folder: the
    results folder written, or None; findings: (method, sentence) of an analysis; messages: a list of Message."""

    def __init__(self, handle):
        super().__init__(tables_of(handle))
        self.draws = C.entente_results_draws(handle)
        self.checks_failed = C.entente_results_checks_failed(handle)
        self.folder = decode(C.entente_results_folder(handle))
        self.messages = messages_of(C.entente_results_messages, C.entente_results_message, handle)
        self.findings = [(decode(C.entente_results_finding_method(handle, index)),
                          decode(C.entente_results_finding(handle, index)))
                         for index in range(C.entente_results_findings(handle))]

    def __repr__(self):
        return f"<entente results: {', '.join(self)}>"


def finish(status, handle):
    """The results behind a handle, which is freed; an error as an exception."""
    try:
        if status not in (0, INTERRUPTED):
            raise_status(status, messages_of(C.entente_results_messages, C.entente_results_message, handle))
        results = Results(handle)
    finally:
        C.entente_results_free(handle)
    if status == INTERRUPTED:
        failure = CLASS_OF_STATUS[status](status, decode(C.entente_strerror(status)), results.messages)
        failure.results = results if len(results) > 0 else None
        raise failure
    return results


def call_library(call, options):
    """The results of a call of the library with options and the place of its results."""
    handle = HANDLE()
    made = Options(**options)
    try:
        status = Call(lambda: call(made.handle, ctypes.byref(handle)), made).wait()
    except BaseException:
        C.entente_results_free(handle)
        raise
    else:
        return finish(status, handle)
    finally:
        made.free()


# --- scenarios ----------------------------------------------------------------------------------------------------------


class Scenario:
    """A scenario with its variants, read and checked. set: changed settings, {"path": value} or "path = value" lines;
    seed, worlds, replications, design, until: of `run`; allow_outside: the file may read others outside its own folder.
    A mistake is a ScenarioError with all messages."""

    def __init__(self, file, set=None, text=None, allow_outside=False, **sizes):
        lines = settings_of(set, **sizes)
        handle = HANDLE()
        options = Options()
        try:
            C.entente_options_allow_outside(options.handle, 1 if allow_outside else 0)
            arguments = [path_of(file)] if text is None else [path_of(file), text.encode("utf-8")]
            open_it = C.entente_open_file if text is None else C.entente_open_text
            status = open_it(ctypes.byref(handle), *arguments, array_of(lines), len(lines), options.handle)
        finally:
            options.free()
        self.handle = handle
        self.messages = messages_of(C.entente_scenario_messages, C.entente_scenario_message, handle)
        if status != 0:
            self.close()
            raise_status(status, self.messages)
        self.id = decode(C.entente_scenario_id(handle))

    def close(self):
        """Frees the scenario; may be called twice."""
        if self.handle:
            C.entente_scenario_free(self.handle)
            self.handle = None

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.close()

    def __del__(self):
        if getattr(self, "handle", None):
            self.close()

    def check(self):
        """Every setting as understood, without a run: the table `assumptions`."""
        handle = HANDLE()
        return finish(C.entente_check(self.handle, ctypes.byref(handle)), handle)

    def run(self, **options):
        """Simulates the scenario with its variants. Options:

        threads: number of threads that count (0: one for each processor); draws: rows of the table `draws` a variant;
        out: folder under which the results are written too; plots: folder of the drawing scripts, for charts there, in
        `format`; fresh: no checkpoint of an earlier run is read; instruction_set: "avx2", "narrowest", …
        progress: a function of the draws counted and wanted; a true value stops the run (Interrupted). It is called by
        any thread, one at a time. on_message: a function of a Message that is given during the run. Ctrl-C stops the
        run too."""
        return call_library(lambda made, handle: C.entente_run(self.handle, made, handle), options)

    def sweep(self, sweep=None, variant=None, **options):
        """The headline at every point of the scenario's sweeps, or of one: the table `sweeps`."""
        names = [None if name is None else name.encode("utf-8") for name in (variant, sweep)]
        return call_library(lambda made, handle: C.entente_sweep(self.handle, *names, made, handle), options)

    def analyse(self, methods=(), variant=None, **options):
        """The tables and findings of methods ("sensitivity", …), or of all."""
        methods = [methods] if isinstance(methods, str) else list(methods)
        name = None if variant is None else variant.encode("utf-8")
        return call_library(lambda made, handle: C.entente_analyse(
            self.handle, name, array_of(methods), len(methods), made, handle), options)


OPENING = ("seed", "worlds", "replications", "design", "until", "allow_outside")


def open_text(text, name="scenario.cfg", set=None, **sizes):
    """A scenario from a text in memory; name stands for its path in messages."""
    return Scenario(name, set=set, text=text, **sizes)


def opened(file, set, options):
    return Scenario(file, set=set, **{name: options.pop(name) for name in OPENING if name in options})


def run(file, set=None, **options):
    """Opens a scenario file and runs it: Scenario.run; seed, worlds, replications, design, until: of Scenario."""
    with opened(file, set, options) as scenario:
        return scenario.run(**options)


def check(file, set=None, **sizes):
    """Opens a scenario file and lists its settings: Scenario.check."""
    with opened(file, set, sizes) as scenario:
        return scenario.check()


def sweep(file, sweep=None, variant=None, set=None, **options):
    """Opens a scenario file and computes its sweeps: Scenario.sweep."""
    with opened(file, set, options) as scenario:
        return scenario.sweep(sweep, variant, **options)


def analyse(file, methods=(), variant=None, set=None, **options):
    """Opens a scenario file and analyses it: Scenario.analyse."""
    with opened(file, set, options) as scenario:
        return scenario.analyse(methods, variant, **options)


def variant_of(choice):
    """A choice, "FILE", "FILE:VARIANT" or (FILE, VARIANT), as file and variant; None: base."""
    if isinstance(choice, tuple):
        return choice
    text = os.fspath(choice)
    file, colon, variant = text.rpartition(":")
    return (text, None) if not colon or os.path.exists(text) else (file, variant)


def compare(*choices, set=None, **options):
    """Compares choices, "FILE", "FILE:VARIANT" or (Scenario or FILE, VARIANT): the tables `compare`, `robust` and
    `compare_settings`. set, seed, worlds, … are those of all files; a Scenario has its own."""
    sizes = {name: options.pop(name) for name in OPENING if name in options}
    files = {}
    pairs = []
    try:
        for choice in choices:
            file, variant = (choice, None) if isinstance(choice, Scenario) else variant_of(choice)
            if not isinstance(file, Scenario):
                files[file] = files.get(file) or Scenario(file, set=set, **sizes)
                file = files[file]
            pairs.append((file, None if variant is None else variant.encode("utf-8")))
        scenarios = (HANDLE * max(len(pairs), 1))(*[scenario.handle for scenario, _ in pairs])
        variants = (TEXT * max(len(pairs), 1))(*[variant for _, variant in pairs])
        return call_library(
            lambda made, handle: C.entente_compare(scenarios, variants, len(pairs), made, handle), options)
    finally:
        for scenario in files.values():
            scenario.close()
