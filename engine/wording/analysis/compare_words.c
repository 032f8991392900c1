#include "wording/analysis/compare_words.h"

#include "wording/measure_words.h"
#include "wording/wording.h"

#include <math.h>
#include <stdio.h>

const char *ent_pair_sentence(const ent_pair_words *self, ent_arena *arena)
{
    char words[ENT_WORDING_BYTES];
    const char *better = "";

    if (self->mean) {
        ent_measure_difference_words(words, self->difference, self->low, self->high, self->worlds);
    } else {
        ent_wording_difference(words, self->difference, self->low, self->high, self->worlds);
    }
    if (!isnan(self->better)) {
        better = ent_arena_printf(arena, "; better in %.0f of 100 worlds", 100.0 * self->better);
    }
    return better == NULL ? NULL
                          : ent_arena_printf(arena, "%s against %s: %s%s.", self->second, self->first,
                                *words != '\0' ? words : "the difference is not known", better);
}

/* Index of the largest number, or with `least` of the smallest; `count` where none is known. */
static size_t find_best(const ent_choice_words *choice, size_t count, bool least)
{
    size_t best = count;

    for (size_t c = 0; c < count; c++) {
        double x = least ? -choice[c].regret_mean : choice[c].worst;
        double than = best == count ? -(double) INFINITY : least ? -choice[best].regret_mean : choice[best].worst;
        best = !isnan(x) && x > than ? c : best;
    }
    return best;
}

static const char *worst_sentence(const ent_choice_words *choice, bool mean, ent_arena *arena)
{
    char words[ENT_WORDING_BYTES];

    if (mean) {
        ent_measure_words(words, choice->worst, (double) NAN);
    } else {
        ent_wording_percent(words, choice->worst);
    }
    return ent_arena_printf(arena, "In bad worlds %s does best: in one world of 20 its %s is %s or less.", choice->name,
        mean ? "mean" : "chance", words);
}

static const char *regret_sentence(const ent_choice_words *choice, bool mean, ent_arena *arena)
{
    char words[ENT_WORDING_BYTES];

    if (!(choice->regret_mean > 0.0)) {
        return ent_arena_printf(arena, "%s is the best choice in every world.", choice->name);
    }
    if (mean) {
        ent_measure_words(words, choice->regret_mean, (double) NAN);
    } else if (100.0 * choice->regret_mean < 0.05) {
        snprintf(words, sizeof(words), "under 0.1 points");
    } else {
        snprintf(words, sizeof(words), "%.1f points", 100.0 * choice->regret_mean);
    }
    return ent_arena_printf(arena,
        "%s has the smallest regret: the best choice of each world is %s above it on average.", choice->name, words);
}

const char *ent_robust_sentence(const ent_choice_words *choice, size_t choices, bool mean, ent_arena *arena)
{
    size_t worst = find_best(choice, choices, false);
    size_t regret = find_best(choice, choices, true);
    const char *first = worst < choices ? worst_sentence(&choice[worst], mean, arena) : "";
    const char *second = regret < choices ? regret_sentence(&choice[regret], mean, arena) : "";

    return first == NULL || second == NULL
               ? NULL
               : ent_arena_printf(arena, "%s%s%s", first, *first != '\0' && *second != '\0' ? " " : "", second);
}
