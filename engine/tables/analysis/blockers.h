/* The rows of blockers.csv, one a change. */
#ifndef ENT_TABLES_ANALYSIS_BLOCKERS_H
#define ENT_TABLES_ANALYSIS_BLOCKERS_H

#include "tables/table.h"

/* One change, and P(agreed) and the headline with it. Borrowed. */
typedef struct ent_blocker_row {
    const char *variant; /* whose settings are changed */
    const char *kind;    /* "veto", "demand", … */
    const char *change;  /* in words */
    const char *paths;   /* assignments, "; " between them; "" for none */
    ent_estimate agreed, headline;
    ent_difference agreed_difference, headline_difference; /* from the variant without the change */
} ent_blocker_row;

/* Appends one change, after ent_table_header. Failures are kept in sink->status. */
void ent_table_blockers_row(ent_sink *sink, const ent_blocker_row *row);

#endif
