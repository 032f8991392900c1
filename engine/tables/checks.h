/* The checks of a scenario: conditions on the results of one variant. */
#ifndef ENT_TABLES_CHECKS_H
#define ENT_TABLES_CHECKS_H

#include "tables/table.h"

/* Result of a check. */
typedef enum ent_check_result {
    ENT_CHECK_FALSE,
    ENT_CHECK_TRUE,
    ENT_CHECK_UNDECIDED /* the 95% interval takes in the limit, or there is no interval */
} ent_check_result;

/* A check of one variant with its result. Texts are borrowed from the scenario. */
typedef struct ent_check_outcome {
    const char *variant; /* id */
    const char *text;    /* the check as written */
    ent_check_result result;
    ent_estimate estimate; /* of the probability or mean that it bounds, or of the difference of its two; without range,
                              and of a mean an end may be infinite */
    bool has_two;          /* it compares two probabilities or means */
    uint64_t beyond;       /* draws in which the number of a mean was infinite, not a number or beyond 4.4e12 */
} ent_check_outcome;

/* Whether a check is about a variant; without `in` it is about the base. variant: id. */
bool ent_check_concerns(const ent_check *check, const char *variant);

/* Lists the checks of a variant in file order: an array [*count] in the arena. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_checks_of(const ent_figures *figures, ent_arena *arena, ent_check_outcome **check, size_t *count);

/* Returns the number of checks of this variant with a result. */
size_t ent_checks_count(const ent_figures *figures, ent_check_result result);

/* Returns the number of checks of this variant that are false. */
size_t ent_checks_failed(const ent_figures *figures);

#endif
