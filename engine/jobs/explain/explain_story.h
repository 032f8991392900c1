/* The part of an explanation about a truce, month by month. Internal to engine/jobs. */
#ifndef ENT_JOBS_EXPLAIN_STORY_H
#define ENT_JOBS_EXPLAIN_STORY_H

#include "simulate/block.h"

#include <stdio.h>

/* Writes the course of the truces of row 0 of a replayed block: a line for each month of an entry. */
void ent_explain_story(FILE *out, const ent_block *block);

#endif
