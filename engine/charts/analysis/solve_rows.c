#include "charts/analysis/solve_rows.h"

#include "charts/analysis/box_rows.h"

#include <math.h>
#include <string.h>

static double number_at(const ent_csv *csv, size_t row, const char *column)
{
    return ent_csv_number(csv, row, ent_csv_column(csv, column));
}

enum { FIRST_POINTS = 11 }; /* computed before the crossing was narrowed down: see jobs/solve/solve.c */

/* Whether x is one of the points that were computed first. */
static bool is_first(const ent_solve_words *words, double x)
{
    for (int i = 0; i < FIRST_POINTS; i++) {
        double at = words->from + (words->to - words->from) * ((double) i / (FIRST_POINTS - 1));
        if (!(x < at || x > at) || !(x < floor(at + 0.5) || x > floor(at + 0.5))) {
            return true;
        }
    }
    return !(x < words->to);
}

/* Counts how often neighbours among the points computed first are on different sides of the level; sets whether the
 * first crossing rises. */
static void count_crossings(const ent_csv *curve, ent_solve_words *words)
{
    double before = (double) NAN;

    for (size_t row = 0; row < curve->rows; row++) {
        double y = number_at(curve, row, "probability");
        if (!is_first(words, number_at(curve, row, "value"))) {
            continue;
        }
        if (!isnan(y) && !isnan(before) && (y >= words->level) != (before >= words->level)) {
            words->rises = words->crossings == 0 ? y >= words->level : words->rises;
            words->crossings++;
        }
        before = y;
    }
}

bool ent_solve_rows_words(
    const ent_csv *solve, const ent_csv *curve, const ent_csv *assumptions, ent_solve_words *words)
{
    const char *expression = ent_csv_cell(solve, 0, ent_csv_column(solve, "expression"));

    if (solve->rows == 0 || curve->rows == 0) {
        return false;
    }
    *words = (ent_solve_words){.expression = expression,
        .path = ent_csv_cell(solve, 0, ent_csv_column(solve, "path")),
        .level = number_at(solve, 0, "level"),
        .chance = expression[0] == 'P',
        .unit = "",
        .from = number_at(curve, 0, "value"),
        .to = number_at(curve, curve->rows - 1, "value"),
        .least = (double) NAN,
        .most = (double) NAN,
        .value = number_at(solve, 0, "value"),
        .low = number_at(solve, 0, "value_low"),
        .high = number_at(solve, 0, "value_high")};
    words->percent = ent_box_rows_percent(assumptions, words->path);
    for (size_t row = 0; row < curve->rows; row++) { /* NaN is passed over */
        words->least = fmin(words->least, number_at(curve, row, "probability"));
        words->most = fmax(words->most, number_at(curve, row, "probability"));
        ent_solve_words_count(words, number_at(curve, row, "probability"), number_at(curve, row, "mc_low"),
            number_at(curve, row, "mc_high"));
    }
    count_crossings(curve, words);
    return true;
}
