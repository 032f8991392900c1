/* renewal.csv */
#include "tables/cells.h"

static const ent_column columns[] = {ENT_COLUMN_VARIANT,
    ENT_COLUMN("month", "months", "month since the deal, from 1; in a truce in force, of the talks"),
    ENT_COLUMNS_ESTIMATE(
        "at_peace", "share of draws with a truce in which one holds through this month, the first or a new"),
    ENT_COLUMN("begun", "probability", "share of the same draws in which a new truce begins in this month")};

static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    const ent_tally *tally = figures->tally;
    const ent_tally_layout *at = &tally->layout;

    for (size_t m = 0; at->renews && m < at->horizon; m++) {
        ent_estimate peace = ent_tally_interval(tally, at->peace + m);
        ent_estimate begun = ent_tally_interval(tally, at->begun + m);
        ent_sink_text(sink, figures->variant);
        ent_sink_count(sink, m + 1);
        ent_cells_estimate(sink, &peace);
        ent_sink_real(sink, begun.p);
        ent_sink_end_row(sink);
    }
}

const ent_table ent_table_renewal = {.file = "renewal.csv",
    .about = "Peace month by month where new truces can begin after a collapse",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .items = ENT_ITEMS_RENEWAL,
    .write = write_rows};
