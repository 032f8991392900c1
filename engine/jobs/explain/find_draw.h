/* Looks for a draw to explain: the first with an outcome or in which a condition holds, or a typical one. */
#ifndef ENT_JOBS_FIND_DRAW_H
#define ENT_JOBS_FIND_DRAW_H

#include "run/experiment.h"

/* The draws that are looked for, among those that the scenario keeps (`given`). */
typedef struct ent_draw_query {
    const ent_variant_model *variant; /* with a recorder; borrowed */
    size_t outcome;   /* number of the outcome, that of all outcomes for unclassified draws; SIZE_MAX: any */
    bool where;       /* the condition of the models (ent_outcome_plan.where) holds; else that is not asked */
    unsigned threads; /* 0: one for each processor */
} ent_draw_query;

typedef struct ent_draw_found {
    bool any;          /* some draw was found; else the next member and `outcome` are not set */
    uint64_t draw;     /* its number */
    size_t outcome;    /* typical: the outcome of the draws that were compared; SIZE_MAX where any would do */
    uint64_t looked;   /* draws looked at, of those kept: the first so many */
    uint64_t matching; /* typical: draws looked for, among these */
} ent_draw_found;

/* Sets *found to the first such draw. Errors: ENT_ERR_NO_MEMORY. */
int ent_find_first_draw(const ent_draw_query *query, ent_draw_found *found);

/* Numbers of draws, kept as a sample: all of them, or the ENT_DRAW_SAMPLE with the smallest hash. */
enum { ENT_DRAW_SAMPLE = 10000 };
typedef struct ent_draw_sample {
    uint64_t *draw; /* [2 * ENT_DRAW_SAMPLE] number of each, NULL before the first */
    size_t count;
    uint64_t limit; /* no draw with a larger hash is among the smallest; 0: not known */
    uint64_t all;   /* how many were added */
} ent_draw_sample;

/* Counts all draws of a query, and samples them: by outcome, or all together. sample: [outcomes + 1] by outcome, else
 * one; zeroed; the caller frees `draw` of each with free, whatever the status. The samples do not depend on the number
 * of threads, and their draws ascend. *looked: draws looked at. Errors: ENT_ERR_NO_MEMORY. */
int ent_sample_draws(const ent_draw_query *query, bool by_outcome, ent_draw_sample *sample, uint64_t *looked);

#endif
