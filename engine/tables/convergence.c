/* convergence.csv */
#include "tables/cells.h"

static const ent_column columns[] = {ENT_COLUMN_VARIANT,
    ENT_COLUMN("worlds", "count", "number of the first worlds: powers of 2, and all"),
    ENT_COLUMN("draws", "count", "number of draws in them"),
    ENT_COLUMNS_ESTIMATE("probability", "probability of the headline in these worlds")};

static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    const ent_tally *tally = figures->tally;
    ent_counts k = ent_tally_counts(tally, tally->layout.headline);
    ent_counts n = ent_tally_counts(tally, tally->layout.headline + 1);
    ent_moments moments = {0};
    uint64_t next = 1;

    for (uint64_t worlds = 1; worlds <= tally->worlds; worlds++) {
        ent_moments_add(&moments, k.at[(worlds - 1) * k.stride], n.at[(worlds - 1) * n.stride]);
        if (worlds == next || worlds == tally->worlds) {
            ent_estimate estimate = ent_estimate_of_moments(&moments);
            ent_sink_text(sink, figures->variant);
            ent_sink_count(sink, worlds);
            ent_sink_count(sink, worlds * tally->replications);
            ent_cells_estimate(sink, &estimate);
            ent_sink_end_row(sink);
            next *= 2;
        }
    }
}

const ent_table ent_table_convergence = {.file = "convergence.csv",
    .about = "The headline's estimate as the number of worlds doubles",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .write = write_rows};
