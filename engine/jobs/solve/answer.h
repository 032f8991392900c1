/* The answer of `sweep --solve` in sentences. */
#ifndef ENT_JOBS_SOLVE_ANSWER_H
#define ENT_JOBS_SOLVE_ANSWER_H

#include "jobs/solve/solve.h"

/* Sets self->sentence and self->others from the crossing. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_solve_answer(ent_solve_results *self, const char *path);

#endif
