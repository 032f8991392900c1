#include "charts/analysis/solve_rows.h"

#include "charts/analysis/box_rows.h"

#include <math.h>
#include <string.h>

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
        double y = ent_csv_number_of(curve, row, "probability");
        if (!is_first(words, ent_csv_number_of(curve, row, "value"))) {
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
        .level = ent_csv_number_of(solve, 0, "level"),
        .chance = expression[0] == 'P',
        .unit = "",
        .from = ent_csv_number_of(curve, 0, "value"),
        .to = ent_csv_number_of(curve, curve->rows - 1, "value"),
        .least = (double) NAN,
        .most = (double) NAN,
        .value = ent_csv_number_of(solve, 0, "value"),
        .low = ent_csv_number_of(solve, 0, "value_low"),
        .high = ent_csv_number_of(solve, 0, "value_high")};
    words->percent = ent_box_rows_percent(assumptions, words->path);
    for (size_t row = 0; row < curve->rows; row++) { /* NaN is passed over */
        words->least = fmin(words->least, ent_csv_number_of(curve, row, "probability"));
        words->most = fmax(words->most, ent_csv_number_of(curve, row, "probability"));
        ent_solve_words_count(words, ent_csv_number_of(curve, row, "value"),
            ent_csv_number_of(curve, row, "probability"), ent_csv_number_of(curve, row, "mc_low"),
            ent_csv_number_of(curve, row, "mc_high"));
    }
    count_crossings(curve, words);
    return true;
}
