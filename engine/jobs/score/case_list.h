/* The cases of scenario files, by set. Internal to jobs/score. */
#ifndef ENT_JOBS_CASE_LIST_H
#define ENT_JOBS_CASE_LIST_H

#include "jobs/score/score.h"

/* Fills self->one, self->set and what rows have of a record. ENT_OK; ENT_ERR_ARGUMENT with diagnostics: a file that the
 * user named has no record, or no case can be scored; ENT_ERR_NO_MEMORY. */
int ent_score_list_cases(ent_score *self, const ent_score_file *file, size_t files);

#endif
