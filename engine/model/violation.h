/* What a violation does to a truce: its cause, whether it is contained, and how a truce ends. */
#ifndef ENT_MODEL_VIOLATION_H
#define ENT_MODEL_VIOLATION_H

#include "model/truce.h"

/* A violation of lane i in `month`. truce.hazard: of each cause in that month; total: their sum; the segment of
 * `contained` must have run. Contained: counted, and the sum of hazards starts anew with a trigger of its own. If not,
 * the lane is finished and dead. */
void ent_violation_run(struct ent_block *block, size_t i, size_t month, double total);

/* Writes what lane i has come to when it ends, held or not: violations, and the last month's force and events. */
void ent_truce_settle(struct ent_block *block, size_t i);

#endif
