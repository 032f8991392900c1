/* The part of an explanation about the guarantees, of row 0 of a replayed block. Internal to engine/jobs. */
#ifndef ENT_JOBS_EXPLAIN_GUARANTEES_H
#define ENT_JOBS_EXPLAIN_GUARANTEES_H

#include "simulate/block.h"

#include <stdio.h>

/* Writes in how many months each guarantee is in force, a line each. The tests are reported month by month
 * (explain_story.h). */
void ent_explain_guarantees(FILE *out, const ent_block *block);

#endif
