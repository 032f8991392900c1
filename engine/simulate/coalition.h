/* Stage 2: who joins. Contributors with `after = T` join when the sustained troops of the others reach T. */
#ifndef ENT_SIMULATE_COALITION_H
#define ENT_SIMULATE_COALITION_H

#include "model/model.h"

/* kernels: as of the model. The least fixed point in every row: start from those without `after` (or with T at or below 0); add every one whose T
 * is reached; repeat. Reads would_join, would_send and after; fills the joins of those with `after`.
 * scratch: [rows]. */
void ent_coalition_solve(const ent_coalition_plan *plan, const ent_kernels *kernels, double *const *reg, size_t rows,
    double *scratch);

#endif
