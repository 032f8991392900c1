/* Choices side by side in sentences. Texts are in the arena; NULL when memory is out. */
#ifndef ENT_WORDING_COMPARE_WORDS_H
#define ENT_WORDING_COMPARE_WORDS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A pair: the second less the first. Probabilities in [0, 1], or means in the unit of a measure; NaN: not known. */
typedef struct ent_pair_words {
    const char *first, *second; /* display names; borrowed */
    double difference, low, high;
    double better;   /* share of worlds in which the second is above the first */
    uint64_t worlds; /* that stand behind both; 0: not known */
    bool mean;       /* of a measure */
} ent_pair_words;

/* "B against A: +3 points, clear; better in 93 of 100 worlds." */
const char *ent_pair_sentence(const ent_pair_words *self, ent_arena *arena);

/* A choice against all others, in the same units. */
typedef struct ent_choice_words {
    const char *name;   /* borrowed */
    double worst;       /* 5% quantile across worlds */
    double regret_mean; /* lead of the best choice in each world over it, on average */
} ent_choice_words;

/* "In bad worlds B does best: in one world of 20 its chance is 4% or less. The smallest regret has B: the best choice
 * of each world is 0.1 points above it on average." choice: [choices], at least 2. Unknown figures are left out. */
const char *ent_robust_sentence(const ent_choice_words *choice, size_t choices, bool mean, ent_arena *arena);

#endif
