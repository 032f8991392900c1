/* The rule `random`: each acceptable package with equal chance. They are counted and then counted off, in the order of
 * packages, without listing them: a part of a package all of whose completions are acceptable, or none, is not gone
 * into. */
#ifndef ENT_MODEL_PICK_H
#define ENT_MODEL_PICK_H

#include "model/search.h"

typedef struct ent_pick {
    const ent_talks_plan *plan;
    const ent_preference *preference;
    const uint64_t *excluded;
    const double *least;   /* [judges] least utility, tolerance included */
    double *sum;           /* [(demands + 1) * judges] gains so far */
    double *most, *fewest; /* [(demands + 1) * judges] most and least that demands d, d + 1, … can still bring */
    uint64_t *completions; /* [demands + 1] packages that a part of d demands leads to */
} ent_pick;

/* A zeroed struct may be freed. ENT_ERR_NO_MEMORY. */
int ent_pick_init(ent_pick *self, const ent_talks_plan *plan);
void ent_pick_free(ent_pick *self);

/* Package number floor(uniform * n) of the n acceptable ones, of which there must be one. */
size_t ent_pick_package(
    ent_pick *self, const ent_preference *preference, const uint64_t *excluded, const double *least, double uniform);

#endif
