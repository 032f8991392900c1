/* Reads scenario files from the disk, for ent_experiment_load. */
#ifndef ENT_JOBS_LOAD_H
#define ENT_JOBS_LOAD_H

#include "jobs/file_scope.h"
#include "run/experiment.h"

/* Path that stands for a scenario on standard input. */
#define ENT_STANDARD_INPUT "<stdin>"

/* An ent_loader that reads regular files, and standard input for ENT_STANDARD_INPUT. context: an ent_file_scope.
 * ENT_ERR_ARGUMENT where that does not allow the file; ENT_ERR_IO with errno for any other, and for a file that cannot
 * be read. */
int ent_load_file(void *context, const char *path, ent_arena *arena, const char **text, size_t *length);

/* Id of a scenario, which names its result folder: "ukraine-2025" of "scenarios/ukraine-2025.cfg",
 * "stdin" of ENT_STANDARD_INPUT. In the arena; NULL
 * when memory is out. */
const char *ent_scenario_id(const char *path, ent_arena *arena);

/* Adds the warnings of reading all variants, each once; a run has them by variant in warnings.csv. */
void ent_experiment_warnings(const ent_experiment *experiment, ent_diagnostics *warnings);

#endif
