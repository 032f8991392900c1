/* Why the draws of a block have no deal, once all stages are played. */
#ifndef ENT_SIMULATE_NO_DEAL_REASONS_H
#define ENT_SIMULATE_NO_DEAL_REASONS_H

#include "simulate/ratification.h"

/* Completes block->no_deal, in which the talks have written their part: deals, refusals by ratification, deals that
 * come too late, and talks that a collapse ended. */
void ent_no_deal_settle(ent_block *block, const ent_ratification_state *ratification);

#endif
