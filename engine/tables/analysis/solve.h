/* The rows of solve.csv (the answer) and solve_curve.csv (the points of the curve that were computed). */
#ifndef ENT_TABLES_ANALYSIS_SOLVE_H
#define ENT_TABLES_ANALYSIS_SOLVE_H

#include "analysis/level_crossing.h"
#include "tables/table.h"

/* Borrowed. */
typedef struct ent_solve_row {
    const char *variant, *path, *expression;
    double level;
    const ent_crossing *crossing; /* NaN: empty cells */
} ent_solve_row;

/* Append the answer, and the points, after ent_table_header. Failures are kept in sink->status. */
void ent_table_solve_row(ent_sink *sink, const ent_solve_row *row);
void ent_table_solve_curve_rows(
    ent_sink *sink, const char *variant, const char *path, const char *expression, const ent_crossing *crossing);

#endif
