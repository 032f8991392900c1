/* entente: simulation of scenarios of how wars end. The public C interface of libentente.
 *
 * A scenario is opened, checked and run, and its tables are read as named columns:
 *
 *     entente_scenario *scenario;
 *     entente_results *results;
 *     const entente_table *table;
 *
 *     if (entente_open_file(&scenario, "mine.cfg", NULL, 0, NULL) == ENTENTE_OK &&
 *         entente_run(scenario, NULL, &results) == ENTENTE_OK &&
 *         entente_results_table(results, "outcomes", &table) == ENTENTE_OK) ...
 *
 * Results. Everything in a table is a function of the version, the scenario with its changed settings, the seed and the
 * sizes alone: the same bytes as the tables that the program `entente` writes, for any number of threads and on any
 * processor. Seed and sizes are settings: "run.seed = 4", "run.worlds = 2000", "run.replications = 500",
 * "run.design = \"sobol\"", "run.until = 0.002".
 *
 * Errors. A function that can fail returns an entente_status, 0 or a negative value. Pointers must not be NULL, except
 * where NULL is given a meaning. The library never prints, never
 * ends the process, and installs no signal handler. It reads no environment variable of its own. Writing a results
 * folder with charts starts gnuplot as a child process.
 *
 * Ownership. Each object that a call returns through its first or last argument is owned by the caller and freed by the
 * call named there; NULL may be freed. Every text and array that the library returns is owned by the object that it was
 * asked of, and valid until that is freed. Texts passed in are copied; a callback and its context must remain valid as
 * long as the options that hold them. Texts are UTF-8.
 *
 * Threads. The library has no state of its own. Different objects may be used by different threads at the same time:
 * several scenarios may be opened and run side by side. One object, with all that was made from it, is used by one
 * thread at a time; entente_stop alone may be called at any time. Results are freed before their scenario. The locale
 * of the process has no influence; during a call the calling thread has the C locale.
 *
 * Compatibility. The soname is libentente.so.MAJOR, and before version 1.0 libentente.so.0.MINOR. Within one soname
 * declarations are only added, members only appended to entente_message, and values only to enumerations. */
#ifndef ENTENTE_H
#define ENTENTE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __GNUC__
#define ENTENTE_API __attribute__((visibility("default")))
#else
#define ENTENTE_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* --- version and errors ------------------------------------------------------------------------------------------- */

/* Returns the version of the library, "0.1.0"; static storage. */
ENTENTE_API const char *entente_version(void);

/* Status of a call. */
enum entente_status {
    ENTENTE_OK = 0,
    ENTENTE_ERR_NO_MEMORY = -1,   /* an allocation failed */
    ENTENTE_ERR_IO = -2,          /* a file could not be read or written; a message names it */
    ENTENTE_ERR_SCENARIO = -3,    /* the scenario has errors; messages name them */
    ENTENTE_ERR_NUMERIC = -4,     /* a formula gave no number in some draw; a message names the setting */
    ENTENTE_ERR_INTERRUPTED = -5, /* the caller requested a stop */
    ENTENTE_ERR_ARGUMENT = -6,    /* an argument is outside the documented range, or names nothing */
    ENTENTE_ERR_CHART = -7,       /* gnuplot is missing or failed */
    ENTENTE_ERR_CHECKPOINT = -8   /* a checkpoint is damaged, or belongs to another run */
};

/* Returns a sentence that describes a status, in static storage; never NULL. */
ENTENTE_API const char *entente_strerror(int status);

/* --- messages ----------------------------------------------------------------------------------------------------- */

enum entente_severity { ENTENTE_ERROR = 0, ENTENTE_WARNING = 1, ENTENTE_NOTE = 2 };

/* The step that a message is about. */
enum entente_origin {
    ENTENTE_OF_SCENARIO = 0, /* reading, checking or computing the scenario */
    ENTENTE_OF_RUN = 1,      /* the course of the run: checkpoints, files that cannot be written */
    ENTENTE_OF_CHARTS = 2    /* drawing charts */
};

/* A message. Lines and columns count from 1, columns and lengths in characters (Unicode code points). */
typedef struct entente_message {
    int severity;     /* an entente_severity */
    int origin;       /* an entente_origin */
    const char *file; /* path of the file as given, the name of a text, or "--set" for a changed setting; "": none */
    int line;         /* 0: no position within the file */
    int column;
    int length;       /* number of characters concerned */
    const char *path; /* path of the setting, "contributors.italy.joins"; "": none */
    const char *text; /* the message, a sentence without a full stop */
    const char *help; /* the nearest known name, or the corrected text; NULL: none */
} entente_message;

/* --- options ------------------------------------------------------------------------------------------------------ */

/* Options of opening and running. NULL stands for the defaults wherever options are passed. */
typedef struct entente_options entente_options;

/* Returns options with the defaults, freed by entente_options_free; NULL when memory is out. */
ENTENTE_API entente_options *entente_options_new(void);

/* Frees options that no run uses any more. */
ENTENTE_API void entente_options_free(entente_options *self);

/* Number of threads that count; 0, the default: one for each processor. */
ENTENTE_API void entente_options_threads(entente_options *self, unsigned threads);

/* Name of the instruction set of the kernels ("avx2"; "narrowest": the portable one); NULL, the default: the widest of
 * the processor. All give the same bytes. ENTENTE_ERR_ARGUMENT for a set that the processor does not have. */
ENTENTE_API int entente_options_instruction_set(entente_options *self, const char *name);

/* Number of rows of the table `draws` for each variant: single draws with the value of every quantity. 0, the default:
 * no such table. */
ENTENTE_API void entente_options_draws(entente_options *self, uint64_t rows);

/* Whether results keep the tables in memory: 1, the default, or 0 for a run of which only the folder is wanted. */
ENTENTE_API void entente_options_tables(entente_options *self, int keep);

/* Folder under which the results are written as well, each scenario in a folder of its id: tables, report.html,
 * manifest.json. NULL, the default: nothing is read or written. ENTENTE_ERR_NO_MEMORY. */
ENTENTE_API int entente_options_folder(entente_options *self, const char *path);

/* Draws the charts of the results folder, as the program does. scripts: folder of the drawing scripts,
 * PREFIX/share/entente/plots of an installation; NULL: unknown, so that a message states that charts are missing.
 * format: "svg", "png" or "pdf". By default no charts are drawn. ENTENTE_ERR_ARGUMENT, ENTENTE_ERR_NO_MEMORY. */
ENTENTE_API int entente_options_charts(entente_options *self, const char *scripts, const char *format);

/* Writes live.html into the results folder as well: a page that holds the scenario as it is run and the whole program,
 * for a browser; report.html links it. template_path: the page entente.html of this version,
 * PREFIX/share/entente/page/entente.html of an installation; NULL, the default: no such page. ENTENTE_ERR_IO: it cannot
 * be read, or is no page of this version; ENTENTE_ERR_NO_MEMORY. */
ENTENTE_API int entente_options_live(entente_options *self, const char *template_path);

/* Whether a scenario that is opened with these options may read files (`base`, tables) outside its own folder: that of
 * its file, or the nearest folder above it with a file entente-library.txt. 0, the default: it may not, which is an
 * error. allowed: 0 or 1. */
ENTENTE_API void entente_options_allow_outside(entente_options *self, int allowed);

/* The command line that the manifest of the results folder gives; by default empty. ENTENTE_ERR_NO_MEMORY. */
ENTENTE_API int entente_options_command(entente_options *self, const char *line);

/* Seconds between two saves of a run with a results folder, at least 0; negative: no checkpoint is read or written. The
 * default is 5. A run that was stopped or killed resumes from its checkpoint, to the same bytes; with `fresh` not 0 it
 * starts from the beginning. */
ENTENTE_API void entente_options_checkpoint(entente_options *self, double seconds, int fresh);

/* Callback of progress: draws counted so far, those of a checkpoint included, and draws wanted. First called before the
 * first draw, then after each chunk of some ten thousand draws. A return value other than 0 stops the run. Calls never
 * overlap; they come from any thread. progress: NULL: none. */
ENTENTE_API void entente_options_on_progress(
    entente_options *self, int (*progress)(void *context, uint64_t done, uint64_t total), void *context);

/* Callback of the messages that a run gives before it ends (origin ENTENTE_OF_RUN or ENTENTE_OF_CHARTS). The message is
 * valid during the call. Calls as above. message: NULL: none. */
ENTENTE_API void entente_options_on_message(
    entente_options *self, void (*message)(void *context, const entente_message *message), void *context);

/* Stops the run or sweep that uses these options within some chunks; before a run, the next one at its start. May be
 * called at any time, by any thread and by a signal handler. */
ENTENTE_API void entente_stop(entente_options *self);

/* --- scenario ----------------------------------------------------------------------------------------------------- */

/* A scenario with its variants: read, checked and compiled. */
typedef struct entente_scenario entente_scenario;

/* Reads a scenario file, and checks it and its variants completely. set: [sets] changed settings, "path = value", as of
 * the program's option --set; NULL where sets is 0. Of the options, threads and instruction set are used.
 *
 * *scenario is freed by entente_scenario_free. It is set after an error too, so that its messages can be read; only
 * when memory is out it may be NULL. ENTENTE_ERR_SCENARIO, ENTENTE_ERR_IO, ENTENTE_ERR_NO_MEMORY. */
ENTENTE_API int entente_open_file(
    entente_scenario **scenario, const char *path, const char *const *set, size_t sets, const entente_options *options);

/* The same from a text in memory, NUL-terminated. name: stands for the path in messages; its last component without
 * extension is the id. A `base` in the text is read from a file, relative to the folder of `name`. */
ENTENTE_API int entente_open_text(entente_scenario **scenario, const char *name, const char *text,
    const char *const *set, size_t sets, const entente_options *options);

/* Frees a scenario, after all results that were made from it. */
ENTENTE_API void entente_scenario_free(entente_scenario *self);

/* Id of the scenario, which names its results folder: "ukraine-2025" of "scenarios/ukraine-2025.cfg". */
ENTENTE_API const char *entente_scenario_id(const entente_scenario *self);

/* Number of messages of reading and checking: all errors, or else the warnings, in the order of their positions. */
ENTENTE_API size_t entente_scenario_messages(const entente_scenario *self);

/* Message number `index` from 0; NULL beyond the last. */
ENTENTE_API const entente_message *entente_scenario_message(const entente_scenario *self, size_t index);

/* --- runs --------------------------------------------------------------------------------------------------------- */

/* The tables and figures of a run, a sweep or a check. */
typedef struct entente_results entente_results;

/* Lists every setting as understood, without a run: the table `assumptions`, with the 5%, 50% and 95% quantiles of each
 * quantity in a pilot of some thousand draws.
 *
 * *results, here and below, is freed by entente_results_free. It is set after an error too, so that its messages can be
 * read; only when memory is out it may be NULL. ENTENTE_ERR_SCENARIO: the scenario has errors. ENTENTE_ERR_NO_MEMORY.
 */
ENTENTE_API int entente_check(entente_scenario *scenario, entente_results **results);

/* Simulates the scenario with its variants. The options must not be in use by another run.
 *
 * ENTENTE_ERR_INTERRUPTED: stopped; the tables hold the variants and worlds counted by then, and are none where no
 * world was complete. ENTENTE_ERR_SCENARIO: the scenario has errors. ENTENTE_ERR_NUMERIC, ENTENTE_ERR_IO with a
 * message. ENTENTE_ERR_NO_MEMORY. That charts could not be drawn is a message and no error. */
ENTENTE_API int entente_run(entente_scenario *scenario, entente_options *options, entente_results **results);

/* Computes the headline at every point of the scenario's sweeps: the table `sweeps`. variant: id of the variant that is
 * varied; NULL: base. sweep: id of one sweep; NULL: all. With a results folder, sweeps.csv is written beside the tables
 * of a run. ENTENTE_ERR_ARGUMENT: no such variant or sweep. ENTENTE_ERR_INTERRUPTED: stopped, without a table. Other
 * errors as entente_run. */
ENTENTE_API int entente_sweep(entente_scenario *scenario, const char *variant, const char *sweep,
    entente_options *options, entente_results **results);

/* Analyses a variant: the tables of the methods ("sensitivity", …), and findings in sentences. variant: NULL: base.
 * method: [methods] names of methods; methods 0: all. With a results folder, tables, charts and page are added to those
 * of a run, which comes first where the folder does not hold it. ENTENTE_ERR_ARGUMENT: no such variant or method.
 * ENTENTE_ERR_INTERRUPTED: stopped, without tables. Other errors as entente_run. A figure that cannot be known is an
 * empty cell and a message. */
ENTENTE_API int entente_analyse(entente_scenario *scenario, const char *variant, const char *const *method,
    size_t methods, entente_options *options, entente_results **results);

/* Compares choices, variants and files that are played with the same random numbers: the tables `compare` (the headline
 * of every pair, paired by world), `robust` and `compare_settings`. scenario: [choices], at least 2; the same one may
 * stand there several times. variant: [choices] ids, NULL: base; or NULL: base of each. In the tables a choice has the
 * name of its file, and ":VARIANT"; of a file that was opened several times, with other settings, also "#2", "#3", …
 *
 * All must have the same seed and sizes, and headlines in the same unit. With a results folder, DIR/compare is written,
 * as by the program. Results are freed before all of the scenarios. ENTENTE_ERR_ARGUMENT: fewer than two choices, no
 * such variant, one choice twice; with a message: seeds, sizes or units that differ. ENTENTE_ERR_INTERRUPTED: stopped,
 * without tables. Other errors as entente_run; *results may be NULL where choices is 0, too. */
ENTENTE_API int entente_compare(entente_scenario *const *scenario, const char *const *variant, size_t choices,
    entente_options *options, entente_results **results);

/* Number of findings of an analysis; 0 for a run, sweep or check. */
ENTENTE_API size_t entente_results_findings(const entente_results *self);

/* Finding number `index` from 0, a sentence, and the name of the method that found it; NULL beyond the last. */
ENTENTE_API const char *entente_results_finding(const entente_results *self, size_t index);
ENTENTE_API const char *entente_results_finding_method(const entente_results *self, size_t index);

/* Frees results with their tables and messages. */
ENTENTE_API void entente_results_free(entente_results *self);

/* Number of draws in the tables, of all variants together; 0 for a check or sweep. */
ENTENTE_API uint64_t entente_results_draws(const entente_results *self);

/* Number of entries of the scenario's `checks` that do not hold. */
ENTENTE_API size_t entente_results_checks_failed(const entente_results *self);

/* The results folder that was written; NULL: none. */
ENTENTE_API const char *entente_results_folder(const entente_results *self);

/* Number of messages of the results: settings that gave no number (ENTENTE_OF_SCENARIO), files that could not be
 * written (ENTENTE_OF_RUN). */
ENTENTE_API size_t entente_results_messages(const entente_results *self);

/* Message number `index` from 0; NULL beyond the last. */
ENTENTE_API const entente_message *entente_results_message(const entente_results *self, size_t index);

/* --- tables ------------------------------------------------------------------------------------------------------- */

/* A table in memory: the rows of all variants below named columns. */
typedef struct entente_table entente_table;

enum entente_kind {
    ENTENTE_TEXT = 0,  /* at least one cell is a text */
    ENTENTE_NUMBER = 1 /* every cell is a number or empty */
};

/* Number of tables. */
ENTENTE_API size_t entente_results_tables(const entente_results *self);

/* Name of table number `index` from 0, "outcomes"; NULL beyond the last. */
ENTENTE_API const char *entente_results_table_name(const entente_results *self, size_t index);

/* Sets *table to the table of this name, owned by the results. ENTENTE_ERR_ARGUMENT: there is none, and *table is NULL;
 * ENTENTE_ERR_NO_MEMORY. */
ENTENTE_API int entente_results_table(entente_results *self, const char *name, const entente_table **table);

/* Number of rows, the column names not included. */
ENTENTE_API size_t entente_table_rows(const entente_table *self);

/* Number of columns. */
ENTENTE_API size_t entente_table_columns(const entente_table *self);

/* Index of the column of this name from 0; -1: there is none. */
ENTENTE_API int entente_table_find(const entente_table *self, const char *name);

/* Name of a column, "mc_low"; NULL beyond the last. */
ENTENTE_API const char *entente_table_name(const entente_table *self, size_t column);

/* Unit of a column: "probability" in [0, 1], "difference in probability", "probability or unit" (of a headline, which
 * may be the mean of a measure), "troops", "months", "count", "utility" in [0, 1], "0 or 1", "text", "as in the
 * setting" and others; NULL beyond the last. plots/README.md lists the columns of every table. */
ENTENTE_API const char *entente_table_unit(const entente_table *self, size_t column);

/* Meaning of a column, "share of truces that hold through this month"; NULL beyond the last. */
ENTENTE_API const char *entente_table_meaning(const entente_table *self, size_t column);

/* 1 for a column of whole numbers (and empty cells): counts, and 0 or 1; else 0. */
ENTENTE_API int entente_table_is_whole(const entente_table *self, size_t column);

/* The entente_kind of a column; ENTENTE_ERR_ARGUMENT beyond the last. */
ENTENTE_API int entente_table_kind(const entente_table *self, size_t column);

/* Text of a cell; NULL where the cell is a number, empty, or outside the table. */
ENTENTE_API const char *entente_table_text(const entente_table *self, size_t row, size_t column);

/* Number of a cell, in the unit of its column, counts exactly up to 2^53; NaN where the cell is empty (a figure that
 * cannot be computed), a text, or outside the table. */
ENTENTE_API double entente_table_number(const entente_table *self, size_t row, size_t column);

/* The numbers of a column as an array [rows], as entente_table_number gives them; NULL beyond the last column. */
ENTENTE_API const double *entente_table_numbers(const entente_table *self, size_t column);

#ifdef __cplusplus
}
#endif

#endif
