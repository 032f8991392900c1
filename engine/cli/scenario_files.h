/* Scenario files that operands name, and their loading with messages. */
#ifndef ENT_CLI_SCENARIO_FILES_H
#define ENT_CLI_SCENARIO_FILES_H

#include "cli/options.h"
#include "interface/handles.h"
#include "run/experiment.h"

/* Paths, in an arena. */
typedef struct ent_file_list {
    const char **path; /* [count] */
    size_t count, capacity;
} ent_file_list;

/* Lists the scenario files of the operands: files as they are, folders as their *.cfg in order of name, `-` as
 * ENT_STANDARD_INPUT. ENT_EXIT_OK, or
 * ENT_EXIT_USAGE after a message; ENT_EXIT_FAILED: memory is out. */
int ent_list_files(const ent_options *options, ent_arena *arena, ent_file_list *files);

/* Loads a scenario with the settings of the options, and prints its diagnostics. base_only: without variants. Returns
 * an exit status. experiment: zeroed; freed by the caller whatever the status. */
int ent_load_experiment(
    const ent_options *options, const char *path, bool base_only, ent_arena *arena, ent_experiment *experiment);

/* The same with all variants, and with the errors of all cases. */
int ent_load_to_check(const ent_options *options, const char *path, ent_arena *arena, ent_experiment *experiment);

/* The same from a source with path, id, loader and settings; its threads and kernels are set here. */
int ent_load_source(const ent_options *options, ent_experiment_source *source, ent_experiment *experiment);

/* Opens a scenario file by the public interface, with the settings of the options, and prints its errors. with: threads
 * and instruction set. Returns an exit status. *scenario: freed by the caller whatever the status; NULL when memory is
 * out. */
int ent_open_scenario(
    const ent_options *options, const char *path, const entente_options *with, entente_scenario **scenario);

/* Prints the notes about a file on standard error, such as that its worlds were rounded up: a command that plays the
 * worlds and has no list of warnings says so. */
void ent_print_notes(const ent_options *options, const ent_experiment *experiment);

/* Index of the variant that --variant names, base where it was not given; SIZE_MAX after a message. */
size_t ent_pick_variant(const ent_options *options, const ent_experiment *experiment);

#endif
