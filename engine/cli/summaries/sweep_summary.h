/* Standard output of a sweep: the path of its table, or its points as results of the JSON output. */
#ifndef ENT_CLI_SUMMARIES_SWEEP_SUMMARY_H
#define ENT_CLI_SUMMARIES_SWEEP_SUMMARY_H

#include "cli/options.h"
#include "jobs/sweep.h"

/* Prints the path of sweeps.csv; not with --quiet or --json. */
void ent_print_sweep(const ent_sweep_results *sweep, const ent_options *options);

/* Adds a result for each sweep, with its points, to the JSON output; none where not all points are counted. */
void ent_add_sweep_results(const ent_sweep_results *sweep, const ent_options *options);

#endif
