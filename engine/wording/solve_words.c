#include "wording/solve_words.h"

#include "wording/wording.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { LONGEST = ENT_WORDING_BYTES + 1 };

/* A number with four digits, as per cent or with its unit. */
static void write(char buffer[LONGEST], double value, bool percent)
{
    char digits[ENT_WORDING_BYTES], number[ENT_WORDING_BYTES];

    snprintf(digits, sizeof(digits), "%.4g", percent ? 100.0 * value : value);
    ent_wording_number(number, strtod(digits, NULL));
    snprintf(buffer, LONGEST, "%s%s", number, percent ? "%" : "");
}

static const char *blank(const ent_solve_words *words)
{
    return *words->unit != '\0' ? " " : "";
}

/* Why an end of the range is not known where the curve has no interval at some values. */
static const char *unknown_end(const ent_solve_words *words, ent_arena *arena)
{
    size_t unmeasured = words->unmeasured_below + words->unmeasured_above;
    char end[LONGEST];

    if (isnan(words->low) && isnan(words->high)) {
        return unmeasured < words->tried
                   ? ent_arena_printf(arena,
                         "its 95%% interval is not known: at %zu of the %zu values tried the expression has none",
                         unmeasured, words->tried)
                   : "no interval: it takes two worlds or more in which the expression is defined";
    }
    if (isnan(words->low)) {
        write(end, words->high, words->percent);
        return ent_arena_printf(arena,
            "95%% interval up to %s; its lower end is not known, since at %zu of the smaller values tried the "
            "expression has no interval",
            end, words->unmeasured_below);
    }
    write(end, words->low, words->percent);
    return ent_arena_printf(arena,
        "95%% interval from %s; its upper end is not known, since at %zu of the larger values tried the expression has "
        "no interval",
        end, words->unmeasured_above);
}

/* The range that the noise of the simulation leaves. */
static const char *interval(const ent_solve_words *words, ent_arena *arena)
{
    char low[LONGEST], high[LONGEST], from[LONGEST], to[LONGEST];

    write(low, words->low, words->percent);
    write(high, words->high, words->percent);
    write(from, words->from, words->percent);
    write(to, words->to, words->percent);
    if ((isnan(words->low) && words->unmeasured_below > 0) || (isnan(words->high) && words->unmeasured_above > 0)) {
        return unknown_end(words, arena);
    }
    if (isnan(words->low) && isnan(words->high)) {
        return ent_arena_printf(arena, "the simulation's noise does not narrow it down between %s and %s", from, to);
    }
    if (isnan(words->low)) {
        return ent_arena_printf(arena, "95%% interval up to %s, and below %s, where the search begins", high, from);
    }
    if (isnan(words->high)) {
        return ent_arena_printf(arena, "95%% interval from %s, and beyond %s, where the search ends", low, to);
    }
    return ent_arena_printf(arena, "95%% interval %s to %s", low, high);
}

/* At how many of the values tried it is not known on which side the curve is. */
static const char *not_known(const ent_solve_words *words, ent_arena *arena)
{
    const char *undefined =
        words->undefined == 0 ? "" : ent_arena_printf(arena, "; at %zu of them it is not defined", words->undefined);

    if (words->open == 0 || undefined == NULL) {
        return undefined;
    }
    return ent_arena_printf(arena,
        "%s; at %zu of them the 95%% interval takes in the level, so the side cannot be told", undefined, words->open);
}

void ent_solve_words_count(ent_solve_words *self, double x, double y, double low, double high)
{
    bool unmeasured = isnan(low) || isnan(high);

    self->tried++;
    self->unmeasured_below += unmeasured && x <= self->value ? 1 : 0;
    self->unmeasured_above += unmeasured && x > self->value ? 1 : 0;
    self->undefined += isnan(y) ? 1 : 0;
    self->open += !isnan(y) && low <= self->level && self->level <= high ? 1 : 0;
}

/* Where the curve is, without a crossing. */
static const char *no_crossing(const ent_solve_words *words, const char *level, ent_arena *arena)
{
    const char *unknown;
    char from[LONGEST], to[LONGEST], least[LONGEST], most[LONGEST];

    write(from, words->from, words->percent);
    write(to, words->to, words->percent);
    write(least, words->least, words->chance);
    write(most, words->most, words->chance);
    unknown = not_known(words, arena);
    if (isnan(words->least)) {
        return ent_arena_printf(arena, "%s is not defined for %s from %s to %s: its condition holds in no draw.",
            words->expression, words->path, from, to);
    }
    return unknown == NULL
               ? NULL
               : ent_arena_printf(arena,
                     "%s stays %s %s%s%s at the %zu values tried of %s from %s to %s: it lies between %s and %s%s.",
                     words->expression, words->least > words->level ? "above" : "below", level, blank(words),
                     words->unit, words->tried, words->path, from, to, least, most, unknown);
}

const char *ent_solve_sentence(const ent_solve_words *words, ent_arena *arena)
{
    char level[LONGEST], value[LONGEST];
    const char *range;

    write(level, words->level, words->chance);
    if (isnan(words->value)) {
        return no_crossing(words, level, arena);
    }
    write(value, words->value, words->percent);
    range = interval(words, arena);
    return range == NULL
               ? NULL
               : ent_arena_printf(arena, "%s %s to %s%s%s at %s = %s (%s).", words->expression,
                     words->rises ? "rises" : "falls", level, blank(words), words->unit, words->path, value, range);
}

const char *ent_solve_several(const ent_solve_words *words, ent_arena *arena)
{
    char from[LONGEST], to[LONGEST];

    if (words->crossings < 2) {
        return NULL;
    }
    write(from, words->from, words->percent);
    write(to, words->to, words->percent);
    return ent_arena_printf(arena,
        "It takes the level %zu times for %s from %s to %s, and this is the first; --from and --to pick another.",
        words->crossings, words->path, from, to);
}
