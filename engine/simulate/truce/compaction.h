/* Compaction: removes the rows of truces that have ended from the columns of the active truces. */
#ifndef ENT_SIMULATE_TRUCE_COMPACTION_H
#define ENT_SIMULATE_TRUCE_COMPACTION_H

#include "simulate/truce/active_truces.h"

/* Lists the columns to move, once after the state is initialised: columns that are read after a truce has started. */
void ent_compaction_list(ent_active_truces *truces);

/* Removes the rows that are not alive, once these are a third of all; otherwise changes nothing. */
void ent_compaction_run(ent_active_truces *truces);

#endif
