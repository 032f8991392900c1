/* convergence.csv */
#include "tables/cells.h"

static const ent_column columns[] = {ENT_COLUMN_VARIANT,
    ENT_COLUMN("worlds", "count", "number of the first worlds: powers of 2, and all"),
    ENT_COLUMN("draws", "count", "number of draws in them that are kept"),
    ENT_COLUMNS_HEADLINE("probability", "probability of the headline in these worlds, or the mean of its measure")};

/* draws: kept ones in these worlds. */
static void put_row(
    ent_sink *sink, const ent_figures *figures, uint64_t worlds, uint64_t draws, const ent_estimate *estimate)
{
    ent_sink_text(sink, figures->variant);
    ent_sink_count(sink, worlds);
    ent_sink_count(sink, draws);
    ent_cells_estimate(sink, estimate);
    ent_sink_end_row(sink);
}

static void write_probabilities(ent_sink *sink, const ent_figures *figures)
{
    const ent_tally *tally = figures->tally;
    ent_counts k = ent_tally_counts(tally, tally->layout.headline);
    ent_counts n = ent_tally_counts(tally, tally->layout.headline + 1);
    ent_counts kept = ent_tally_counts(tally, tally->layout.draws);
    ent_moments by_world = {0};
    ent_unit_counts units = {.worlds = 0};
    uint64_t next = 1, draws = 0;

    for (uint64_t worlds = 1; worlds <= tally->worlds; worlds++) {
        uint64_t w = worlds - 1;
        ent_moments_add(&by_world, ent_count(k, w), ent_count(n, w));
        ent_unit_counts_add(&units, w, ent_count(k, w), ent_count(n, w));
        draws += ent_count(kept, w);
        if (worlds == next || worlds == tally->worlds) {
            ent_moments moments = tally->layout.design ? ent_moments_of_units(&units) : by_world;
            ent_estimate estimate = ent_estimate_of_moments(&moments);
            put_row(sink, figures, worlds, draws, &estimate);
            next *= 2;
        }
    }
}

static void write_means(ent_sink *sink, const ent_figures *figures)
{
    const ent_tally *tally = figures->tally;
    ent_measure_column column = ent_tally_measure(tally, tally->layout.headline_measure);
    ent_counts kept = ent_tally_counts(tally, tally->layout.draws);
    uint64_t worlds = 1, draws = 0, counted = 0;

    for (bool last = false; !last; worlds *= 2) {
        ent_worlds first = {.replications = tally->replications};
        ent_estimate estimate;
        last = worlds >= tally->worlds;
        first.count = last ? tally->worlds : worlds;
        ent_sink_fail(sink, ent_measure_estimate(&estimate, &column, &first, false));
        for (; counted < first.count; counted++) {
            draws += ent_count(kept, counted);
        }
        put_row(sink, figures, first.count, draws, &estimate);
    }
}

static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    if (figures->tally->layout.headline_is_mean) {
        write_means(sink, figures);
    } else {
        write_probabilities(sink, figures);
    }
}

const ent_table ent_table_convergence = {.file = "convergence.csv",
    .about = "The headline's estimate as the number of worlds doubles",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .write = write_rows};
