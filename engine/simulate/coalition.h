/* Stage 2 of a draw: the coalition. Contributors with `after = T` join once the sustained troops of the contributors
 * to the same force that have joined reach T. */
#ifndef ENT_SIMULATE_COALITION_H
#define ENT_SIMULATE_COALITION_H

#include "model/model.h"

/* Computes which contributors with `after` join, in every row: the least fixed point, found by starting from the
 * contributors without `after` (or with T at most 0) and adding all with a reached T until none is added (a threshold
 * model of collective action: Granovetter 1978, American Journal of Sociology 83, 1420-1443).
 *
 * plan: the registers. Reads would_join (0 or 1), would_send and after (troops); sets joins (0 or 1) of the
 * contributors with `after`. reg: columns of the draw space, [registers][rows]. scratch: [rows]. */
void ent_coalition_solve(
    const ent_coalition_plan *plan, const ent_kernels *kernels, double *const *reg, size_t rows, double *scratch);

#endif
