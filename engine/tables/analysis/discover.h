/* The rows of discover.csv (one a step), discover_boxes.csv (one a limit of a proposed step) and discover_worlds.csv
 * (worlds, for the chart of a box). */
#ifndef ENT_TABLES_ANALYSIS_DISCOVER_H
#define ENT_TABLES_ANALYSIS_DISCOVER_H

#include "analysis/boxes.h"
#include "tables/table.h"

/* Append the steps of all boxes of a variant, and the limits of those proposed, after ent_table_header. name: of the
 * dimensions. Failures are kept in sink->status. */
void ent_table_discover_rows(ent_sink *sink, const char *variant, const ent_boxes *boxes);
void ent_table_discover_boxes_rows(
    ent_sink *sink, const char *variant, const ent_boxes *boxes, const char *const *name);

/* A world on the two main factors of a box. Borrowed. */
typedef struct ent_discover_world {
    const char *variant;
    size_t box; /* from 1 */
    uint64_t world;
    const char *across, *up; /* the factors; up NULL where the box limits one only */
    double across_value, up_value;
    double probability; /* of the headline in the world, or its mean */
    bool inside;        /* within the limits of all factors */
} ent_discover_world;

void ent_table_discover_worlds_row(ent_sink *sink, const ent_discover_world *row);

#endif
