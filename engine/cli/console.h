/* The user's side: messages and progress to stderr, scenario files from disk. */
#ifndef ENT_CLI_CONSOLE_H
#define ENT_CLI_CONSOLE_H

#include "base/diagnostic.h"
#include "cli/options.h"
#include "run/experiment.h"

#include <stdatomic.h>
#include <stdio.h>

/* What --color says, before anything is said. */
void ent_console_open(ent_colour choice);

/* Whether to colour what goes to a stream. */
bool ent_console_colour(FILE *stream);

/* Says an error on stderr: "entente: " and the text, which says what is wrong and what to do, without a full stop. */
void ent_complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Says what could come next, on stdout and for people only: not when quiet or when JSON was asked for. */
void ent_say_next(const ent_options *options, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Prints diagnostics in order, in colour on a terminal or as --color says. Warnings are left out when quiet. */
void ent_print_diagnostics(ent_diagnostics *diagnostics, bool quiet);

/* An ent_loader that reads files. */
int ent_load_file(void *context, const char *path, ent_arena *arena, const char **text, size_t *length);

/* "ukraine-2025" of "scenarios/ukraine-2025.cfg"; in the arena. */
const char *ent_scenario_id(const char *path, ent_arena *arena);

/* The variant that --variant names (base when it is not given); SIZE_MAX after saying that there is none. */
size_t ent_pick_variant(const ent_options *options, const ent_experiment *experiment);

/* The scenario files that operands name: files as they are, folders as their *.cfg in order of name. ENT_EXIT_OK, or
 * ENT_EXIT_USAGE after saying what is missing. */
typedef struct ent_file_list {
    const char **path;
    size_t count, capacity;
} ent_file_list;
int ent_list_files(const ent_options *options, ent_arena *arena, ent_file_list *files);

/* Loads a scenario with the options' settings. Exit status; diagnostics are printed. */
int ent_load_experiment(const ent_options *options, const char *path, bool base_only, ent_arena *arena,
    ent_experiment *experiment);

/* The same from texts that lie somewhere else, for the result folder `id`. */
int ent_load_carried_experiment(const ent_options *options, const char *path, const char *id, ent_loader load,
    void *context, ent_experiment *experiment);

/* Set by Ctrl-C. say: that it was noticed, on standard error. */
extern atomic_int ent_interrupted;
void ent_catch_interrupts(bool say);

/* What is said then, where it is not the usual; static storage. */
void ent_say_at_interrupt(const char *text);

/* Exit status for a status of the library. */
int ent_exit_status(int status);

/* A progress bar, on a terminal only. */
typedef struct ent_progress {
    uint64_t total, done;
    uint64_t resumed; /* of done: not by this run */
    double started, shown;
    bool visible;
    const char *label;
} ent_progress;
void ent_progress_begin(ent_progress *self, const char *label, uint64_t total, bool quiet);
void ent_progress_resume(ent_progress *self, uint64_t draws);
void ent_progress_add(void *self, uint64_t draws);
void ent_progress_end(ent_progress *self);

/* Seconds of a clock that never goes back. */
double ent_now(void);

#endif
