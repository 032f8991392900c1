/* The part of an explanation that tells a truce month by month. Internal to engine/jobs. */
#ifndef ENT_JOBS_EXPLAIN_STORY_H
#define ENT_JOBS_EXPLAIN_STORY_H

#include "simulate/block.h"

#include <stdio.h>

/* Writes what happens in the truces of row 0 of a replayed block: a line for each month in which something does. */
void ent_explain_story(FILE *out, const ent_block *block);

#endif
