#include "wording/analysis/value_words.h"

#include "wording/measure_words.h"
#include "wording/wording.h"

#include <math.h>
#include <stdio.h>

/* "1.2", "under 0.1": points with no digit finer than the interval justifies, but for two decimals. */
static const char *points(const ent_value_figures *it, ent_arena *arena)
{
    double half = (it->high - it->low) / 2;
    int digits = half < 0.0005 ? 2 : half < 0.005 ? 1 : 0;
    double unit = digits == 2 ? 0.01 : digits == 1 ? 0.1 : 1.0;
    double value = 100 * it->value;

    if (value <= unit / 2) { /* at the half "%.0f" would give 0 */
        return ent_arena_printf(arena, "under %g", unit);
    }
    return ent_arena_printf(arena, "%.*f", digits, value);
}

const char *ent_value_number(const ent_value_figures *it, bool probability, ent_arena *arena)
{
    char words[ENT_WORDING_BYTES];

    if (isnan(it->value) || !(it->value > 0.0)) {
        return isnan(it->value) ? "?" : "0";
    }
    if (probability) {
        return points(it, arena);
    }
    ent_measure_words(words, it->value, (it->high - it->low) / 2);
    return ent_arena_strdup(arena, words);
}

const char *ent_value_amount(const ent_value_figures *it, const char *unit, ent_arena *arena)
{
    const char *number;

    if (isnan(it->value)) {
        return "an unknown amount";
    }
    if (!(it->value > 0.0)) {
        return "nothing";
    }
    number = ent_value_number(it, unit == NULL, arena);
    if (number == NULL || (unit != NULL && *unit == '\0')) {
        return number;
    }
    return ent_arena_printf(arena, "%s %s", number, unit == NULL ? "points" : unit);
}

void ent_value_sort(ent_value_figures *list, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        ent_value_figures own = list[i];
        size_t at = i;
        while (at > 0 && (list[at - 1].value < own.value || (isnan(list[at - 1].value) && !isnan(own.value)))) {
            list[at] = list[at - 1];
            at--;
        }
        list[at] = own;
    }
}

/* What knowing everything would add at least, since half of a world's draws choose less well than all that could be
 * known; "" where that is not known, is nothing (no bound then), or is below the value of one factor. */
static const char *everything(
    const ent_value_figures *all, const ent_value_figures *top, const char *unit, ent_arena *arena)
{
    const char *amount;

    if (!(all->value > 0.0) || (top != NULL && all->value < top->value)) {
        return "";
    }
    amount = ent_value_amount(all, unit, arena);
    return amount == NULL ? NULL
           : top != NULL  ? ent_arena_printf(arena, ", to know everything at least %s", amount)
                          : ent_arena_printf(arena, "; to know everything would add at least %s", amount);
}

bool ent_value_is_known(const ent_value_figures *list, size_t count, const ent_value_figures *all)
{
    return !isnan(all->low) || (count > 0 && !isnan(list[0].value));
}

const char *ent_value_sentence(const char *best, const ent_value_figures *list, size_t count,
    const ent_value_figures *all, const char *unit, ent_arena *arena)
{
    const ent_value_figures *top = count > 0 && list[0].value > 0.0 ? &list[0] : NULL;
    const char *whole = everything(all, top, unit, arena);
    const char *one = top != NULL ? ent_value_amount(top, unit, arena) : "";

    if (whole == NULL || one == NULL) {
        return NULL;
    }
    if (!ent_value_is_known(list, count, all)) {
        return "What it would be worth to know cannot be told: the headline is not known in enough worlds.";
    }
    if (top == NULL) {
        return ent_arena_printf(arena,
            "Without knowing more, \xE2\x80\x9C%s\xE2\x80\x9D would be chosen, and to know a single factor would not "
            "change that%s.",
            best, whole);
    }
    return ent_arena_printf(arena,
        "Without knowing more, \xE2\x80\x9C%s\xE2\x80\x9D would be chosen; to know \xE2\x80\x9C%s\xE2\x80\x9D "
        "before choosing would add %s%s.",
        best, top->name, one, whole);
}

const char *ent_value_not_clear(const char *best, const char *rival, ent_arena *arena)
{
    return ent_arena_printf(arena,
        "No choice is clearly best: between \xE2\x80\x9C%s\xE2\x80\x9D and \xE2\x80\x9C%s\xE2\x80\x9D there is "
        "no clear difference.",
        best, rival);
}

const char *ent_value_one_choice(const char *best, ent_arena *arena)
{
    return ent_arena_printf(arena,
        "There is one choice alone, \xE2\x80\x9C%s\xE2\x80\x9D, so that nothing that could be known would change it: "
        "variants of the scenario make choices.",
        best);
}
