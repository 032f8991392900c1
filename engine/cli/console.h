/* The user's side: messages and progress to stderr, scenario files from disk. */
#ifndef ENT_CLI_CONSOLE_H
#define ENT_CLI_CONSOLE_H

#include "base/diagnostic.h"
#include "cli/options.h"
#include "run/experiment.h"

#include <stdatomic.h>

/* Prints diagnostics in order, in colour on a terminal unless NO_COLOR is set. Warnings are left out when quiet. */
void ent_print_diagnostics(ent_diagnostics *diagnostics, bool quiet);

/* An ent_loader that reads files. */
int ent_load_file(void *context, const char *path, ent_arena *arena, const char **text, size_t *length);

/* "ukraine-2025" of "scenarios/ukraine-2025.cfg"; in the arena. */
const char *ent_scenario_id(const char *path, ent_arena *arena);

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

/* Set by Ctrl-C. */
extern atomic_int ent_interrupted;
void ent_catch_interrupts(void);

/* Exit status for a status of the library. */
int ent_exit_status(int status);

/* A progress bar, on a terminal only. */
typedef struct ent_progress {
    uint64_t total, done;
    double started, shown;
    bool visible;
    const char *label;
} ent_progress;
void ent_progress_begin(ent_progress *self, const char *label, uint64_t total, bool quiet);
void ent_progress_add(void *self, uint64_t draws);
void ent_progress_end(ent_progress *self);

/* Seconds of a clock that never goes back. */
double ent_now(void);

#endif
