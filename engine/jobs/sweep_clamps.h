/* Values that points of a sweep clamped to the range of their meaning: a warning a setting and sweep, not one a point.
 */
#ifndef ENT_JOBS_SWEEP_CLAMPS_H
#define ENT_JOBS_SWEEP_CLAMPS_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "model/model.h"

/* One setting in one sweep. */
typedef struct ent_sweep_clamp {
    const char *path; /* in the arena */
    size_t sweep;     /* index among the sweeps that are counted */
    ent_guard guard;  /* its range; `quantity` is not kept */
    size_t points;    /* points in which it was clamped */
    size_t last;      /* number of the last of them, in the order of the calls */
    uint64_t most;    /* rows clamped in the point with most of them */
} ent_sweep_clamp;

/* A zeroed struct is empty; its memory is in the arena of the calls. */
typedef struct ent_sweep_clamps {
    ent_sweep_clamp *item;
    size_t count, capacity;
    size_t points; /* that were added */
} ent_sweep_clamps;

/* Adds the counts of one point: guard [model->guards]. Points may come in any order. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_sweep_clamps_add(
    ent_sweep_clamps *self, size_t sweep, const ent_model *model, const ent_guard_count *guard, ent_arena *arena);

/* Adds a warning for each setting, by sweep, then path. name: [sweeps] ids; size: draws of a point. */
void ent_sweep_clamps_warn(
    ent_sweep_clamps *self, const char *const *name, const ent_run_size *size, ent_diagnostics *diagnostics);

#endif
