/* The rows of value.csv, one a factor and one for all of them. */
#ifndef ENT_TABLES_ANALYSIS_VALUE_H
#define ENT_TABLES_ANALYSIS_VALUE_H

#include "analysis/evppi.h"
#include "tables/table.h"

/* One factor. Borrowed. */
typedef struct ent_value_row {
    const char *factor;          /* its id, or "all" */
    ent_information_value value; /* NaN: empty cells */
    const char *best_without;    /* id of the variant that is the best choice without knowing it */
} ent_value_row;

/* Appends one factor, after ent_table_header. Failures are kept in sink->status. */
void ent_table_value_row(ent_sink *sink, const ent_value_row *row);

#endif
