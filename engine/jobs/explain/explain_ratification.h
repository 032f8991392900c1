/* The part of an explanation that tells of ratification. Internal to engine/jobs. */
#ifndef ENT_JOBS_EXPLAIN_RATIFICATION_H
#define ENT_JOBS_EXPLAIN_RATIFICATION_H

#include "simulate/block.h"

#include <stdio.h>

/* Writes what became of each deal that row 0 of a replayed block signed, in lines: what was signed, who was asked, what
 * each answered, and what followed. */
void ent_explain_attempts(FILE *out, const ent_block *block);

#endif
