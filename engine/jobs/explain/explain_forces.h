/* The parts of an explanation about the forces, of row 0 of a replayed block. Internal to engine/jobs. */
#ifndef ENT_JOBS_EXPLAIN_FORCES_H
#define ENT_JOBS_EXPLAIN_FORCES_H

#include "simulate/block.h"

#include <stdio.h>

/* Writes the troops offered to each force, against its requirement. With several forces those without contributors and
 * requirement are left out. */
void ent_explain_offers(FILE *out, const ent_block *block);

/* Writes the troops that each force commits under the deal, and those in place in the last month followed. */
void ent_explain_committed(FILE *out, const ent_block *block);

#endif
