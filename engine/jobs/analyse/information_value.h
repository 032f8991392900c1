/* The value of information of an experiment: the worth of knowing a factor before choosing among variants. */
#ifndef ENT_JOBS_ANALYSE_INFORMATION_VALUE_H
#define ENT_JOBS_ANALYSE_INFORMATION_VALUE_H

#include "analysis/evppi.h"
#include "base/arena.h"
#include "jobs/analyse/evaluator.h"
#include "run/experiment.h"

/* The value of information of one factor. */
typedef struct ent_factor_value {
    const char *factor; /* its id, the name of a distribution within unknown(...), "experts", or "all" */
    ent_information_value value;
} ent_factor_value;

typedef struct ent_value_of_factors {
    ent_factor_value *row; /* [rows] factors that differ from world to world, in file order; `all` comes last */
    size_t rows;
    bool defined;                   /* some choice has draws with the headline's condition, and its mean is finite */
    const ent_variant_model *best;  /* the best choice without knowing more; borrowed, as are the others */
    const ent_variant_model *rival; /* the best of those that are not clearly below it (wording.h); NULL: none */
    const ent_variant_model **undefined; /* [undefineds] choices without a draw in the headline's condition, or with a
                                            mean that is not finite: left out */
    size_t undefineds;
    size_t worlds; /* in which the headline is known for the best choice */
    ent_arena arena;
} ent_value_of_factors;

/* Plays each choice once, with the worlds, replications and random numbers of the run, and values the factors of the
 * base. base: with its recorder compiled. choice: [choices], at least one, borrowed; with one choice nothing has any
 * worth. A factor without a finite value in some world (of an expert who knows no such thing) has NaN. Errors: those of
 * the evaluator; ENT_ERR_NO_MEMORY. Free in either case; a zeroed struct may be freed. */
int ent_value_of_factors_run(ent_value_of_factors *self, const ent_variant_model *base,
    const ent_variant_model *const *choice, size_t choices, const ent_evaluator *evaluator);
void ent_value_of_factors_free(ent_value_of_factors *self);

#endif
