#include "jobs/solve/ends.h"

#include "scenario/meaning.h"

#include <math.h>
#include <string.h>

/* A power of ten, as 10^n or 1 / 10^n, that a width is ten to a hundred times; both are exact for n <= 22. */
typedef struct rounding_unit {
    double up, down; /* the unit is up / down, one of which is 1 */
} rounding_unit;

static rounding_unit unit_of(double width)
{
    rounding_unit unit = {1.0, 1.0};

    while (width / unit.up >= 100.0 && unit.up < 1e22) {
        unit.up *= 10.0;
    }
    while (width * unit.down < 10.0 && unit.down < 1e22) {
        unit.down *= 10.0;
    }
    return unit;
}

/* Rounds outwards to the unit, but for the rounding of the value itself. */
static double rounded(double value, rounding_unit unit, bool up)
{
    double scaled = value / unit.up * unit.down;

    return (up ? ceil(scaled - 1e-6) : floor(scaled + 1e-6)) * unit.up / unit.down;
}

static bool has_percent(const char *written)
{
    return strchr(written, '%') != NULL;
}

/* --- settings that are no quantities ------------------------------------------------------------------------------ */

/* The number of a setting that takes whole numbers, and the most that it may be; 0 for any other path. */
static double whole_number(const ent_scenario *scenario, const char *path, double *most)
{
    *most = 1200.0;
    if (strcmp(path, "talks.rounds") == 0) {
        return (double) scenario->talks.rounds;
    }
    if (strcmp(path, "talks.deadline") == 0) {
        return (double) scenario->talks.deadline;
    }
    return strcmp(path, "run.horizon") == 0 ? (double) scenario->run.horizon : 0.0;
}

/* The weight of an expert, months a round: numbers above 0; else NaN. */
static double plain_number(const ent_scenario *scenario, const ent_tree *tree, const char *path)
{
    const ent_setting *setting = ent_setting_find(tree->root, path);

    if (strcmp(path, "talks.months_per_round") == 0) {
        return scenario->talks.months_per_round;
    }
    return setting != NULL && (setting->type == ENT_SETTING_INTEGER || setting->type == ENT_SETTING_FLOAT)
               ? setting->number
               : (double) NAN;
}

/* --- quantities --------------------------------------------------------------------------------------------------- */

/* The number of a quantity in the pilot; SIZE_MAX without one. */
static size_t find_quantity(const ent_model *recorder, const char *path)
{
    size_t length = strlen(path);
    static const char value[] = ".value";

    if (length > strlen(value) && strcmp(path + length - strlen(value), value) == 0) {
        length -= strlen(value);
    }
    for (size_t q = 0; q < recorder->quantities; q++) {
        const char *name = recorder->recorded[q]->path;
        if (strncmp(name, path, length) == 0 && name[length] == '\0') {
            return q;
        }
    }
    return SIZE_MAX;
}

static ent_solve_ends around(const ent_spread *spread, const ent_meaning_range *range)
{
    double width = spread->p95 - spread->p05;
    ent_solve_ends ends = {.from = (double) NAN, .to = (double) NAN};

    if (width > 0.0 && isfinite(width)) {
        ends.from = rounded(spread->p05 - width, unit_of(width), false);
        ends.to = rounded(spread->p95 + width, unit_of(width), true);
    } else if (isfinite(spread->p50) && (spread->p50 > 0.0 || spread->p50 < 0.0)) {
        double low = range->above ? spread->p50 / 10.0 : 0.0;
        ends.from = spread->p50 > 0.0 ? low : 2.0 * spread->p50;
        ends.to = spread->p50 > 0.0 ? 2.0 * spread->p50 : 0.0;
    } else {
        return ends;
    }
    ends.from = range->above && !(ends.from > range->low) ? fmin(spread->p05, ends.to) / 10.0 : ends.from;
    ends.from = fmax(ends.from, range->low);
    ends.to = fmin(ends.to, range->high);
    return ends;
}

ent_solve_ends ent_solve_ends_of(const ent_variant_model *variant, const char *path)
{
    const ent_model *recorder = &variant->recorder;
    double most, number = whole_number(&variant->scenario, path, &most);
    size_t q = number > 0.0 ? SIZE_MAX : find_quantity(recorder, path);
    ent_solve_ends ends = {.from = (double) NAN, .to = (double) NAN};
    ent_meaning_range range;

    if (number > 0.0) {
        return (ent_solve_ends){.from = 1.0, .to = fmin(2.0 * number, most), .whole = true};
    }
    if (q == SIZE_MAX) {
        number = plain_number(&variant->scenario, &variant->tree, path);
        return number > 0.0 ? (ent_solve_ends){.from = number / 10.0, .to = 2.0 * number} : ends;
    }
    range = ent_meaning_range_of(recorder->recorded[q]->meaning);
    if (isfinite(range.low) && isfinite(range.high)) {
        ends = (ent_solve_ends){.from = range.low, .to = range.high};
    } else if (variant->pilot.spread[q].known) {
        ends = around(&variant->pilot.spread[q], &range);
    }
    ends.percent =
        has_percent(recorder->recorded[q]->written) || recorder->recorded[q]->meaning == ENT_MEANING_PROBABILITY;
    return ends;
}
