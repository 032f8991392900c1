/* What explains the headline's variance across worlds, in sentences.
 *
 * Texts are in the arena; NULL when memory is out. Indices are shares of the variance, NaN where it was not measured;
 * outside [0, 1] they read as the nearest end. */
#ifndef ENT_WORDING_SENSITIVITY_WORDS_H
#define ENT_WORDING_SENSITIVITY_WORDS_H

#include "base/arena.h"

#include <stddef.h>

/* One group of factors, as sensitivity.csv has it, with its 95% intervals. */
typedef struct ent_sensitivity_figures {
    const char *name; /* display name; borrowed */
    double first, first_low, first_high;
    double total, total_low, total_high;
} ent_sensitivity_figures;

/* An index in words: "about 35%", "under 1%"; "?" for NaN. */
const char *ent_sensitivity_share(double share, double low, double high, ent_arena *arena);

/* Sorts by falling total; equal ones keep their order. */
void ent_sensitivity_sort(ent_sensitivity_figures *list, size_t count);

/* The finding: "Of the variance across worlds of the chance that the truce holds, “Moscow patience” explains the
 * largest share: 41% alone, 55% with its interactions; next comes “Resolve” with 20%." Beside the largest one stands
 * the total index, and the first-order index where interactions are beyond noise. what: "the chance that the truce
 * holds". list: [count] sorted. */
const char *ent_sensitivity_sentence(
    const char *what, const ent_sensitivity_figures *list, size_t count, ent_arena *arena);

/* How much of the variance no group explains alone: "Interactions of two or more of them are 31% of the variance." ""
 * where the indices were not measured, or the upper ends of the first-order indices add up to 99% or more: their errors
 * add up too, so many groups allow few conclusions. */
const char *ent_sensitivity_interactions(const ent_sensitivity_figures *list, size_t count, ent_arena *arena);

#endif
