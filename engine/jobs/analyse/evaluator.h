/* Plays an evaluation on behalf of a method of analysis. */
#ifndef ENT_JOBS_ANALYSE_EVALUATOR_H
#define ENT_JOBS_ANALYSE_EVALUATOR_H

#include "run/evaluation/evaluation.h"

typedef struct ent_evaluator {
    /* As ent_analysis_evaluate: plays the evaluation, whose threads, progress and stop it may set. Any status other
     * than ENT_OK ends the method. counts: freed by the caller whatever the status. */
    int (*evaluate)(void *context, ent_world_counts *counts, const ent_evaluation *evaluation);
    void *context; /* borrowed */
} ent_evaluator;

#endif
