/* The force in a month of the truce: who has left, who has arrived, what is deployed. */
#ifndef ENT_SIMULATE_TRUCE_FORCE_H
#define ENT_SIMULATE_TRUCE_FORCE_H

#include "simulate/truce/truce.h"

/* Departures of the month, then force.deployed; in month 1 force.committed too, where it must be taken from there. */
void ent_force_run(struct ent_block *block, double month);

/* In episodes: the same for each lane's month `now`; lowers `next` to the next arrival or departure. first: month 1. */
void ent_force_begin_episodes(struct ent_block *block, bool first);

/* At the end of an episode: adds up the chances of leaving from `now` to `next`. */
void ent_force_accrue(ent_truce_state *self);

#endif
