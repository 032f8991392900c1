/* The points of a sweep: many small runs, each of them compiled and counted by one thread, several at once; where a
 * point is large, all threads share it. What is done is kept (checkpoint/sweep_points.h). */
#ifndef ENT_CLI_SWEEPING_H
#define ENT_CLI_SWEEPING_H

#include "cli/console.h"
#include "checkpoint/sweep_points.h"
#include "checkpoint/shards.h"

enum { ENT_SWEEP_AXES = 16 };

typedef struct ent_sweeping {
    ent_arena arena;
    const ent_options *options;
    const ent_experiment *experiment;
    const ent_variant_model *from;         /* the variant that is varied */
    ent_diagnostics *diagnostics; /* borrowed */
    const ent_sweep **sweep;      /* [sweeps] those asked for */
    size_t *first;                /* [sweeps + 1] number of each one's first point */
    size_t sweeps;
    ent_sweep_points points;
    ent_identity identity;
    ent_sweep_points_file file;
    ent_progress progress;
    size_t end;   /* the first point behind this share */
    size_t next;  /* the point to be handed out next */
    double saved; /* when the last save was */
    bool saves;
    int status; /* of the library: the first that is not fine */
} ent_sweeping;

/* Counts all points that the file of an earlier sweep does not have. A zeroed one may be freed. ENT_OK;
 * ENT_ERR_ARGUMENT: a sweep has more than ENT_SWEEP_AXES axes; ENT_ERR_INTERRUPTED: what was done is saved. */
int ent_sweeping_count(ent_sweeping *self, const ent_options *options, const ent_experiment *experiment, size_t variant,
    ent_diagnostics *diagnostics);
void ent_sweeping_free(ent_sweeping *self);

/* Takes the points from the shards of one sweep, in order, instead. ENT_ERR_CHECKPOINT, ENT_ERR_IO: *at is the shard that
 * could not be read. */
int ent_sweeping_merge(ent_sweeping *self, const ent_options *options, const ent_experiment *experiment, size_t variant,
    ent_shard *shard, size_t shards, size_t *at);

/* Merges the shards of a sweep into sweeps.csv. options: of the sweep. Exit status. */
int ent_merge_sweep(const ent_options *options, ent_experiment *experiment, ent_shard *shard, size_t shards);

/* Whether a sweep was asked for: all are, where none is named. */
bool ent_sweep_is_named(const ent_options *options, const char *id);

/* Where on each axis of a sweep its point `number` (from 0) lies; the last axis runs fastest. */
void ent_sweep_place(const ent_sweep *sweep, size_t number, size_t place[ENT_SWEEP_AXES]);

#endif
