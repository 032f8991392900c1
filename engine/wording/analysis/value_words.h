/* The value of information in sentences. Texts are in the arena; NULL when memory is out. Values are probabilities in
 * [0, 1], or numbers in the unit of a measure; NaN: not known. */
#ifndef ENT_WORDING_VALUE_WORDS_H
#define ENT_WORDING_VALUE_WORDS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* One factor, as value.csv has it, with its 95% interval. */
typedef struct ent_value_figures {
    const char *name; /* display name; borrowed */
    double value, low, high;
    double switches; /* share of worlds in [0, 1] */
} ent_value_figures;

/* A value without its unit: "1.2", "under 0.1" (in points where it is a probability), "0"; "?" for NaN. */
const char *ent_value_number(const ent_value_figures *it, bool probability, ent_arena *arena);

/* A value: "1.2 points", "under 0.1 points", "nothing"; with the unit of a measure (NULL: a probability): "1.2 billion
 * EUR". "an unknown amount" for NaN. */
const char *ent_value_amount(const ent_value_figures *it, const char *unit, ent_arena *arena);

/* Sorts by falling value, those not known last; equal ones keep their order. */
void ent_value_sort(ent_value_figures *list, size_t count);

/* Whether there is a finding: some factor has a value, or everything has an interval, which takes two worlds. list:
 * [count] factors, sorted. */
bool ent_value_is_known(const ent_value_figures *list, size_t count, const ent_value_figures *all);

/* The finding: "Without knowing more, “US air cover” would be chosen; to know “Resolve” before choosing would add 1.2
 * points, to know everything at least 2.3 points." The worth of everything is left out where it is not known, and where
 * the noise of few draws has it below a single factor. Without ent_value_is_known: that the worth cannot be determined.
 * best: display name of the choice. list: [count] factors, sorted. */
const char *ent_value_sentence(const char *best, const ent_value_figures *list, size_t count,
    const ent_value_figures *all, const char *unit, ent_arena *arena);

/* The finding where the lead of the best choice over another one is not clear. Display names. */
const char *ent_value_not_clear(const char *best, const char *rival, ent_arena *arena);

/* The finding where there is one choice alone. */
const char *ent_value_one_choice(const char *best, ent_arena *arena);

#endif
