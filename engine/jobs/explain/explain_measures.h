/* The part of an explanation about the measures of a draw, and whether `given` keeps it. Internal to engine/jobs.
 */
#ifndef ENT_JOBS_EXPLAIN_MEASURES_H
#define ENT_JOBS_EXPLAIN_MEASURES_H

#include "simulate/block.h"

#include <stdio.h>

/* Writes the measures of row 0 of a replayed block, and a line on `given` where the scenario has it. */
void ent_explain_measures(FILE *out, const ent_block *block);

#endif
