/* The rows of sweeps.csv, one a point of a sweep. */
#ifndef ENT_TABLES_SWEEPS_H
#define ENT_TABLES_SWEEPS_H

#include "tables/table.h"

/* One point of a sweep: the value taken on each of its axes, and the estimate of the headline there. Borrowed. */
typedef struct ent_sweep_row {
    const char *variant;
    const ent_sweep *sweep;
    const size_t *value;    /* [sweep->axes] indices into the values of the axes */
    const char *expression; /* The headline as written */
    ent_estimate estimate;
} ent_sweep_row;

/* Appends one point, after ent_table_header. scenario: with all sweeps, whose paths are columns; the cells of paths
 * that row->sweep does not vary are empty. Failures are kept in sink->status. */
void ent_table_sweeps_row(ent_sink *sink, const ent_scenario *scenario, const ent_sweep_row *row);

#endif
