/* The rows of sensitivity.csv, one a group of factors. */
#ifndef ENT_TABLES_ANALYSIS_SENSITIVITY_H
#define ENT_TABLES_ANALYSIS_SENSITIVITY_H

#include "analysis/sobol_indices.h"
#include "tables/table.h"

/* One group. Borrowed. */
typedef struct ent_sensitivity_row {
    const char *variant;
    const char *group;            /* ids of its factors, joined by "+" */
    ent_sobol_index first, total; /* NaN: empty cells */
    uint64_t evaluations;         /* worlds played for all groups together */
} ent_sensitivity_row;

/* Appends one group, after ent_table_header. Failures are kept in sink->status. */
void ent_table_sensitivity_row(ent_sink *sink, const ent_sensitivity_row *row);

#endif
