/* The rows of discover.csv (one a step) and discover_boxes.csv (one a limit of a proposed step). */
#ifndef ENT_TABLES_ANALYSIS_DISCOVER_H
#define ENT_TABLES_ANALYSIS_DISCOVER_H

#include "analysis/boxes.h"
#include "tables/table.h"

/* Append the steps of all boxes of a variant, and the limits of those proposed, after ent_table_header. name: of the
 * dimensions. Failures are kept in sink->status. */
void ent_table_discover_rows(ent_sink *sink, const char *variant, const ent_boxes *boxes);
void ent_table_discover_boxes_rows(
    ent_sink *sink, const char *variant, const ent_boxes *boxes, const char *const *name);

#endif
