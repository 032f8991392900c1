/* The question of `sweep --solve`: an expression, the level that it is to take, and the variant that answers it. */
#ifndef ENT_JOBS_SOLVE_QUESTION_H
#define ENT_JOBS_SOLVE_QUESTION_H

#include "run/experiment.h"

/* A zeroed struct may be freed; it must not be moved once opened. */
typedef struct ent_solve_question {
    ent_arena arena;
    ent_source source;      /* the text, for messages */
    const char *expression; /* "P(truce.held given agreed)", in the arena */
    double level;           /* a probability in [0, 1], or a mean in its unit */
    bool is_mean;
    const char *unit;            /* of a mean of a measure; "" where it is not known */
    ent_variant_model base;      /* the file with the expression as its headline */
    ent_variant_model variant;   /* the same of the variant asked about, unless that is the base */
    const ent_variant_model *at; /* base or variant: points are built from it */
} ent_solve_question;

/* Opens the question `text`, "EXPRESSION = LEVEL", about variant number `variant` of an experiment, which must outlive
 * it. The expression is one that checks know; the last single `=` parts it from the level. ENT_OK; ENT_ERR_SCENARIO
 * with a diagnostic; ENT_ERR_NO_MEMORY. Freed by the caller whatever the status. */
int ent_solve_question_open(ent_solve_question *self, const ent_experiment *experiment, size_t variant,
    const char *text, ent_diagnostics *diagnostics);

void ent_solve_question_free(ent_solve_question *self);

#endif
