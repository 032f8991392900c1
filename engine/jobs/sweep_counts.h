/* Counts the points of a sweep: many small runs, each compiled and counted by one thread, several points at a time.
 * Where a point is large, all threads count one point. Counted points are saved (checkpoint/sweep_points.h). */
#ifndef ENT_JOBS_SWEEP_COUNTS_H
#define ENT_JOBS_SWEEP_COUNTS_H

#include "checkpoint/shards.h"
#include "checkpoint/sweep_points.h"
#include "jobs/job.h"
#include "jobs/sweep_clamps.h"

enum { ENT_SWEEP_AXES = 16 };

/* A zeroed struct may be freed. Pointers are borrowed, except for arrays in the arena. */
typedef struct ent_sweep_counts {
    ent_arena arena;
    const ent_job_request *request;
    const ent_job_host *host;
    const ent_experiment *experiment;
    const ent_variant_model *from; /* the variant that is varied */
    ent_diagnostics *diagnostics;  /* of points that could not be counted; warnings of values clamped in points */
    ent_sweep_clamps clamps;       /* of the points that this call counted */
    const ent_sweep **sweep;       /* [sweeps] those of request->name, in the order of the file; in the arena */
    size_t *first;                 /* [sweeps + 1] number of each sweep's first point, over all sweeps; in the arena */
    size_t sweeps;
    ent_sweep_points points; /* estimates of the headline, probability in [0, 1]; in the arena */
    ent_identity identity;
    ent_sweep_points_file file;
    ent_job_progress progress;
    size_t end;   /* one past the last point of this share */
    size_t next;  /* next point to be counted */
    double saved; /* time of the last save, seconds of the job's clock */
    bool saves;
    int status; /* the first error of a point */
} ent_sweep_counts;

/* Counts all points of the request's sweeps and share that were not saved by an earlier, interrupted sweep. variant:
 * index of the variant that is varied. ENT_OK; ENT_ERR_ARGUMENT: a sweep has more than ENT_SWEEP_AXES axes;
 * ENT_ERR_INTERRUPTED: stopped, and the counted points are saved; ENT_ERR_SCENARIO, ENT_ERR_NUMERIC with diagnostics;
 * ENT_ERR_NO_MEMORY. Free in either case. */
int ent_sweep_counts_count(ent_sweep_counts *self, const ent_job_request *request, const ent_job_host *host,
    const ent_experiment *experiment, size_t variant, ent_diagnostics *diagnostics);

/* Takes the points from the shards of one sweep instead. shard: [shards] in the order of their shares. ENT_OK;
 * ENT_ERR_CHECKPOINT, ENT_ERR_IO: *at is the index of the shard that could not be read; ENT_ERR_NO_MEMORY. */
int ent_sweep_counts_merge(ent_sweep_counts *self, const ent_job_request *request, const ent_experiment *experiment,
    size_t variant, ent_shard *shard, size_t shards, size_t *at);

/* Frees the points and closes their file; a zeroed struct may be freed. */
void ent_sweep_counts_free(ent_sweep_counts *self);

/* Indices into the values of each axis at point `number` (from 0) of a sweep; the last axis runs fastest. */
void ent_sweep_indices(const ent_sweep *sweep, size_t number, size_t index[ENT_SWEEP_AXES]);

#endif
