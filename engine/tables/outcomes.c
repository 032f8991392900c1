/* outcomes.csv */
#include "tables/cells.h"

static const ent_column columns[] = {ENT_COLUMN_VARIANT,
    ENT_COLUMN("outcome", "text", "id of the outcome; unclassified: draws that no outcome takes"),
    ENT_COLUMN("name", "text", "display name of the outcome"),
    ENT_COLUMN("draws", "count", "number of draws that are kept: all, or those in which `given` holds"),
    ENT_COLUMN("count", "count", "number of draws that end with the outcome"),
    ENT_COLUMNS_ESTIMATE("probability", "share of all draws"), ENT_COLUMNS_RANGE};

static void put_row(
    ent_sink *sink, const ent_figures *figures, const char *id, const char *name, const ent_estimate *estimate)
{
    ent_sink_text(sink, figures->variant);
    ent_sink_text(sink, id);
    ent_sink_text(sink, name);
    ent_sink_count(sink, estimate->n);
    ent_sink_count(sink, estimate->k);
    ent_cells_estimate(sink, estimate);
    ent_cells_range(sink, estimate);
    ent_sink_end_row(sink);
}

/* One row an outcome in file order, then `unclassified` if it has any draw. */
static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    const ent_tally_layout *at = &figures->tally->layout;
    ent_estimate estimate;

    for (size_t i = 0; i < figures->scenario->outcomes; i++) {
        const ent_label *label = &figures->scenario->outcome[i].label;
        estimate = ent_cells_ranged(sink, figures->tally, at->outcome + i);
        put_row(sink, figures, label->id, label->name, &estimate);
    }
    estimate = ent_cells_ranged(sink, figures->tally, at->outcome + at->outcomes);
    if (estimate.k > 0) {
        put_row(sink, figures, "unclassified", "Unclassified", &estimate);
    }
}

const ent_table ent_table_outcomes = {.file = "outcomes.csv",
    .about = "How the draws end: the share of each outcome",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .write = write_rows};
