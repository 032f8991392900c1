/* The force in a month of the truce: who has left, who has arrived, what is deployed. */
#ifndef ENT_MODEL_FORCE_H
#define ENT_MODEL_FORCE_H

#include "model/truce.h"

/* Departures of the month, then force.deployed; in month 1 force.committed too, where it must be taken from there. */
void ent_force_run(struct ent_block *block, double month);

#endif
