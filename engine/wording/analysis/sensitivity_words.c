#include "wording/analysis/sensitivity_words.h"

#include "wording/wording.h"

#include <math.h>

static double within(double share)
{
    return isnan(share) ? share : fmin(fmax(share, 0.0), 1.0);
}

const char *ent_sensitivity_share(double share, double low, double high, ent_arena *arena)
{
    char words[ENT_WORDING_BYTES];

    ent_wording_figure(words, within(share), within(low), within(high));
    return ent_arena_strdup(arena, words);
}

void ent_sensitivity_sort(ent_sensitivity_figures *list, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        ent_sensitivity_figures own = list[i];
        size_t at = i;
        while (at > 0 && list[at - 1].total < own.total) {
            list[at] = list[at - 1];
            at--;
        }
        list[at] = own;
    }
}

static const char *first_of(const ent_sensitivity_figures *it, ent_arena *arena)
{
    return ent_sensitivity_share(it->first, it->first_low, it->first_high, arena);
}

static const char *total_of(const ent_sensitivity_figures *it, ent_arena *arena)
{
    return ent_sensitivity_share(it->total, it->total_low, it->total_high, arena);
}

/* Whether the interaction of a group with others is beyond noise: the interval of its total is above its first. */
static bool interacts(const ent_sensitivity_figures *it)
{
    return it->total_low > it->first && it->total > it->first_high && it->total - it->first > 0.02;
}

const char *ent_sensitivity_sentence(
    const char *what, const ent_sensitivity_figures *list, size_t count, ent_arena *arena)
{
    const char *next = "", *top;

    if (count == 0) {
        return ent_arena_printf(
            arena, "No factor can move %s: nothing in the file is unknown from world to world.", what);
    }
    if (isnan(list[0].total)) {
        return ent_arena_printf(arena,
            "What explains %s cannot be told: its variance across worlds is not known, or within the noise of this "
            "number "
            "of draws.",
            what);
    }
    top = interacts(&list[0]) ? ent_arena_printf(arena, "%s alone, %s with its interactions", first_of(&list[0], arena),
                                    total_of(&list[0], arena))
                              : ent_arena_printf(arena, "%s, interactions included", total_of(&list[0], arena));
    if (count > 1) {
        next = ent_arena_printf(
            arena, "; next comes \xE2\x80\x9C%s\xE2\x80\x9D with %s", list[1].name, total_of(&list[1], arena));
    }
    return top == NULL || next == NULL ? NULL
                                       : ent_arena_printf(arena,
                                             "Of the variance across worlds of %s, \xE2\x80\x9C%s\xE2\x80\x9D explains "
                                             "the largest share: %s%s.",
                                             what, list[0].name, top, next);
}

const char *ent_sensitivity_interactions(const ent_sensitivity_figures *list, size_t count, ent_arena *arena)
{
    char words[ENT_WORDING_BYTES];
    double sum = 0.0, most = 0.0;

    for (size_t i = 0; i < count; i++) {
        sum += list[i].first;
        most += list[i].first_high;
    }
    if (count == 0 || isnan(sum) || most >= 0.99) {
        return "";
    }
    ent_wording_percent(words, within(1.0 - sum));
    return ent_arena_printf(arena, "Some %s of the variance is due to interactions of two or more of them.", words);
}
