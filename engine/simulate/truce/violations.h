/* What a violation does to a truce: its cause, whether it is contained, and how a truce ends. */
#ifndef ENT_SIMULATE_TRUCE_VIOLATIONS_H
#define ENT_SIMULATE_TRUCE_VIOLATIONS_H

#include "simulate/truce/truce.h"

/* ENT_ERR_NO_MEMORY. A zeroed one may be freed. */
int ent_violations_init(ent_violations *self, size_t causes);
void ent_violations_free(ent_violations *self);

/* The violations listed: lane, month, hazard and total are given; the segment of `contained` must have run. Contained:
 * counted, and the sum of hazards starts anew with a trigger of its own. If not, the lane is finished and dead. */
void ent_violations_run(struct ent_block *block);

/* Writes what lane i has come to when it ends, held or not: violations, and the last month's force and events. */
void ent_truce_settle(struct ent_block *block, size_t i);

#endif
