/* What a violation does to a truce: its cause, whether it is contained, and how a truce ends. */
#ifndef ENT_MODEL_VIOLATION_H
#define ENT_MODEL_VIOLATION_H

#include "model/truce.h"

/* A violation of lane i in `month`. truce.hazard: of each cause in that month; total: their sum; the segment of
 * `contained` must have run. Contained: counted, and the sum of hazards starts anew with a trigger of its own. If not,
 * the lane is finished and dead. */
void ent_violation_run(struct ent_block *block, size_t i, size_t month, double total);

/* Writes what became of lane i: months held, whether to the horizon, cause (-1: none), last month followed. */
void ent_truce_finish(struct ent_block *block, size_t i, double months, double held, double cause, double month);

#endif
