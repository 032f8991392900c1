#include "wording/box_words.h"

#include "wording/wording.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A limit with three digits, so that neighbouring worlds do not make it look more exact than it is. */
static void limit_number(char buffer[ENT_WORDING_BYTES], ent_limited kind, double value)
{
    char digits[ENT_WORDING_BYTES];

    snprintf(digits, sizeof(digits), "%.3g", kind == ENT_LIMITED_PERCENT ? 100.0 * value : value);
    ent_wording_number(buffer, strtod(digits, NULL));
    if (kind == ENT_LIMITED_PERCENT && strlen(buffer) + 2 < ENT_WORDING_BYTES) {
        strcat(buffer, "%");
    }
}

const char *ent_limit_phrase(const ent_limit_words *limit, ent_arena *arena)
{
    bool yes = isnan(limit->high);
    char low[ENT_WORDING_BYTES], high[ENT_WORDING_BYTES];

    if (limit->kind == ENT_LIMITED_EVENT || limit->kind == ENT_LIMITED_JOINS) {
        bool event = limit->kind == ENT_LIMITED_EVENT;
        return ent_arena_printf(
            arena, "%s %s", limit->name, event ? (yes ? "happens" : "does not happen") : (yes ? "joins" : "stays out"));
    }
    limit_number(low, limit->kind, limit->low);
    limit_number(high, limit->kind, limit->high);
    if (!isnan(limit->low) && !isnan(limit->high)) {
        return ent_arena_printf(arena, "%s is between %s and %s", limit->name, low, high);
    }
    return ent_arena_printf(arena, "%s is %s %s", limit->name, yes ? "above" : "below", yes ? low : high);
}

/* All limits, joined by commas and `and`. */
static const char *join_limits(const ent_box_words *box, ent_arena *arena)
{
    const char *text = "";

    for (size_t l = 0; l < box->limits && text != NULL; l++) {
        const char *phrase = ent_limit_phrase(&box->limit[l], arena);
        const char *mark = l == 0 ? "" : l + 1 < box->limits ? ", " : " and ";
        text = phrase != NULL ? ent_arena_printf(arena, "%s%s%s", text, mark, phrase) : NULL;
    }
    return text;
}

/* "the chance is 44% instead of 15%" */
static const char *density_phrase(const ent_box_words *box, ent_arena *arena)
{
    char density[ENT_WORDING_BYTES], overall[ENT_WORDING_BYTES];

    if (box->unit == NULL) {
        ent_wording_chance(density, box->density);
        ent_wording_chance(overall, box->overall);
        return ent_arena_printf(arena, "the chance is %s instead of %s", density, overall);
    }
    limit_number(density, ENT_LIMITED_NUMBER, box->density);
    limit_number(overall, ENT_LIMITED_NUMBER, box->overall);
    return ent_arena_printf(
        arena, "the mean is %s instead of %s%s%s", density, overall, *box->unit != '\0' ? " " : "", box->unit);
}

/* "12% of the worlds and 35% of all cases" */
static const char *mass_phrase(const ent_box_words *box, ent_arena *arena)
{
    char mass[ENT_WORDING_BYTES], coverage[ENT_WORDING_BYTES];
    const char *of = box->draws ? "draws" : "worlds";

    ent_wording_chance(mass, box->mass);
    if (isnan(box->coverage)) {
        return ent_arena_printf(arena, "%s of the %s", mass, of);
    }
    ent_wording_chance(coverage, box->coverage);
    return ent_arena_printf(
        arena, "%s of the %s and %s of all %s", mass, of, coverage, box->least ? "draws without it" : "cases");
}

const char *ent_box_sentence(const ent_box_words *box, ent_arena *arena)
{
    const char *limits = join_limits(box, arena);
    const char *density = density_phrase(box, arena);
    const char *mass = mass_phrase(box, arena);

    if (limits == NULL || density == NULL || mass == NULL) {
        return NULL;
    }
    return ent_arena_printf(arena, "%s %s, %s; that is %s.",
        box->number == 1 ? "Where"
        : box->draws     ? "Of the other draws, where"
                         : "Of the other worlds, where",
        limits, density, mass);
}
