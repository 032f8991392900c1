/* The part of an explanation about ratification. Internal to engine/jobs. */
#ifndef ENT_JOBS_EXPLAIN_RATIFICATION_H
#define ENT_JOBS_EXPLAIN_RATIFICATION_H

#include "simulate/block.h"

#include <stdio.h>

/* Writes the fate of each deal that row 0 of a replayed block signed, in lines: the package, who was asked, the answer
 * of each, and the consequence. */
void ent_explain_attempts(FILE *out, const ent_block *block);

#endif
