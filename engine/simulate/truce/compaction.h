/* Which columns move along when lanes whose truce is over are dropped. */
#ifndef ENT_SIMULATE_TRUCE_COMPACTION_H
#define ENT_SIMULATE_TRUCE_COMPACTION_H

#include "simulate/truce/truce.h"

/* Fills moving, movings and movings_all; its columns must be there. Those that are read only when truces begin stay. */
void ent_truce_list_moving(ent_truce_state *self);

#endif
