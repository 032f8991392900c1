/* solve.csv and solve_curve.csv as words, for the chart and the report. */
#ifndef ENT_CHARTS_SOLVE_ROWS_H
#define ENT_CHARTS_SOLVE_ROWS_H

#include "tables/format/csv_reader.h"
#include "wording/solve_words.h"

/* Fills words, whose texts are borrowed from the tables. Returns whether the tables have an answer. */
bool ent_solve_rows_words(
    const ent_csv *solve, const ent_csv *curve, const ent_csv *assumptions, ent_solve_words *words);

#endif
