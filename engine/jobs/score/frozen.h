/* Files of cases against lists of their hashes. Internal to jobs/score. */
#ifndef ENT_JOBS_FROZEN_H
#define ENT_JOBS_FROZEN_H

#include "jobs/score/score.h"

#define ENT_FROZEN_FILE "FROZEN.sha256"

/* Looks for FROZEN.sha256 (the form of sha256sum: a hash, two blanks or a blank and an asterisk, a path relative to the
 * list) in the folder of each case's file and in those above it, takes the nearest, checks all files that it names and
 * those that a case was read from (bases and tables in its folder or below), sets `frozen` of the rows, and warns of
 * all that differ. ENT_OK or ENT_ERR_NO_MEMORY; a list that cannot be read is a warning. */
int ent_score_check_frozen(ent_score *self);

#endif
