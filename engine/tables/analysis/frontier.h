/* The rows of frontier.csv, one a package, and of frontier_summary.csv, one a figure. */
#ifndef ENT_TABLES_FRONTIER_H
#define ENT_TABLES_FRONTIER_H

#include "run/deals/frontier.h"
#include "tables/table.h"

/* Appends the packages that a space of deals lists, in file order, after ent_table_header. scenario: of the variant.
 * Shares without a draw are empty cells. Failures are kept in sink->status. */
void ent_table_frontier_rows(
    ent_sink *sink, const char *variant, const ent_scenario *scenario, const ent_frontier *frontier);

/* Appends the figures. draw: the draw at which packages are valued; NULL: the one in the middle. Likewise. */
void ent_table_frontier_summary_rows(ent_sink *sink, const char *variant, const ent_scenario *scenario,
    const ent_frontier *frontier, const uint64_t *draw);

#endif
