/* The part of an explanation about the reason for no deal. Internal to engine/jobs. */
#ifndef ENT_JOBS_EXPLAIN_NO_DEAL_H
#define ENT_JOBS_EXPLAIN_NO_DEAL_H

#include "simulate/block.h"

#include <stdio.h>

/* The last month of the talks that came about in row 0: the one before a collapse that ended them; infinity where none
 * did. */
double ent_explain_talks_end(const ent_block *block);

/* Writes why row 0 of a replayed block, which has no deal, has none, and who stands in the way. Nothing where the
 * attempts report it (explain_ratification.h). */
void ent_explain_no_deal(FILE *out, const ent_block *block);

#endif
