/* Rows of the tables of a score by set, for its charts. */
#ifndef ENT_CHARTS_SCORE_ROWS_H
#define ENT_CHARTS_SCORE_ROWS_H

#include "charts/context.h"

/* Number of sets that the folder has: those of the manifest. */
size_t ent_score_sets(const ent_chart_context *context);

/* Name of a set for people. */
const char *ent_score_set_name(ent_chart_context *context, size_t set);

/* Finds the rows of a table that belong to a set and, where horizon is not 0, to this horizon: *row is an array of
 * their numbers, in the context's memory. Returns their number. */
size_t ent_score_rows(ent_chart_context *context, const ent_table *table, size_t set, unsigned horizon, size_t **row);

/* Number of cases of a set that are scored. */
size_t ent_score_set_cases(ent_chart_context *context, size_t set);

/* Tics at 0, 25, … 100 per cent. */
void ent_score_percent_tics(ent_page *page, const char *axis);

#endif
