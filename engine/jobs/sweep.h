/* Sweeps of one scenario: the headline at every point, as sweeps.csv. */
#ifndef ENT_JOBS_SWEEP_H
#define ENT_JOBS_SWEEP_H

#include "jobs/results.h"
#include "jobs/sweep_counts.h"

/* Output of a sweep. A zeroed struct may be freed. */
typedef struct ent_sweep_results {
    ent_results results; /* experiment, diagnostics, folder, charts_drawn and progress; its tables are empty, but for
                            `sweeps` in `memory` where request->columns */
    ent_sweep_counts points;
    ent_csv_writer table; /* sweeps.csv, where `tabulated` */
    const char *shard;    /* path of the shard that was written or failed to be; NULL without request->shards */
    bool tabulated;       /* all points are counted, and the table is filled */
} ent_sweep_results;

/* Counts the sweeps that the request names, or all of the scenario, in the variant of index `variant`, and writes
 * OUT/ID/sweeps.csv with its charts; of a share, OUT/ID/sweep-shard-I-of-N.part instead. Without request->out the table
 * stays in memory. self: zeroed; freed by the caller whatever the status.
 *
 * ENT_OK; ENT_ERR_INTERRUPTED: the counted points are saved; ENT_ERR_ARGUMENT: a sweep has more than ENT_SWEEP_AXES
 * axes; ENT_ERR_SCENARIO, ENT_ERR_NUMERIC: diagnostics name the setting; ENT_ERR_IO; ENT_ERR_NO_MEMORY. */
int ent_job_sweep(ent_sweep_results *self, const ent_job_request *request, const ent_job_host *host,
    ent_experiment *experiment, size_t variant);

/* The same from the shards of a sweep, [shards] in the order of their shares. ENT_ERR_CHECKPOINT: host->message named
 * the shard that does not fit. */
int ent_job_merge_sweep(ent_sweep_results *self, const ent_job_request *request, const ent_job_host *host,
    ent_experiment *experiment, ent_shard *shard, size_t shards);

/* Frees the points and the table; a zeroed struct may be freed. */
void ent_sweep_results_free(ent_sweep_results *self);

#endif
