/* The rule `random`: each acceptable package with equal chance. They are counted, and then counted off in the order of
 * packages, without listing them: a part of a package all of whose completions are acceptable, or none, is not gone
 * into, and what the last demands can bring is one table, compared with what a part still needs. */
#ifndef ENT_MODEL_PICK_H
#define ENT_MODEL_PICK_H

#include "model/front.h"
#include "model/search.h"

typedef struct ent_pick {
    const ent_talks_plan *plan;
    const ent_kernels *kernels;
    const ent_preference *preference;
    const uint64_t *excluded;
    const double *least;   /* [judges] least utility, tolerance included */
    double *sum;           /* [(demands + 1) * judges] gains so far */
    double *most, *fewest; /* [(demands + 1) * judges] most and least that demands d, d + 1, … can still bring */
    double *completions;   /* [demands + 1] open packages that a part of d demands leads to */
    size_t *stride;        /* [demands + 1] packages, open or not, that it leads to */
    double *sure, *maybe;  /* [judges] */
    ent_front tail, next;  /* what the demands from `split` on can bring, in the order of packages */
    size_t split;
    uint32_t *index; /* [indices] */
    size_t indices;
    uint64_t count, wanted;
    size_t chosen; /* SIZE_MAX while counting */
} ent_pick;

/* A zeroed struct may be freed. ENT_ERR_NO_MEMORY. */
int ent_pick_init(ent_pick *self, const ent_talks_plan *plan, const ent_kernels *kernels);
void ent_pick_free(ent_pick *self);

/* Package number floor(uniform * n) of the n acceptable ones, of which there must be one. ENT_ERR_NO_MEMORY. */
int ent_pick_run(ent_pick *self, const ent_preference *preference, const uint64_t *excluded, const double *least,
    double uniform, size_t *package);

#endif
