/* A truce in force while talks go on. The talks of all draws are played first, since they depend on the truce only in
 * that its collapse ends them. So a deal is pending until the month after it, and a collapse before makes it void. */
#ifndef ENT_SIMULATE_TRUCE_PENDING_DEAL_H
#define ENT_SIMULATE_TRUCE_PENDING_DEAL_H

#include "simulate/truce/active_truces.h"

/* Before the truces of a block: keeps the deals as signed, in the columns that truces read; deals after the horizon
 * count as none. */
void ent_pending_deals_keep(ent_block *block);

/* Fills the columns of signatures and refusals that the formulas of `month` see, where they read any. */
void ent_pending_deals_load_month(ent_active_truces *truces, size_t month);

/* The truce of row i collapses in `month` (1 … horizon). Unless its deal was in force by the month before, the draw has
 * no deal. */
void ent_pending_deal_end(ent_active_truces *truces, size_t i, size_t month);

#endif
