/* measures.csv */
#include "tables/cells.h"

#include <math.h>

static const ent_column columns[] = {ENT_COLUMN_VARIANT, ENT_COLUMN("measure", "text", "id of the measure"),
    ENT_COLUMN("unit", "text", "unit of the measure, as the file has it"),
    ENT_COLUMN("draws", "count", "number of draws that it is taken over"),
    ENT_COLUMN("mean", "as the measure", "mean over these draws"),
    ENT_COLUMN("mc_low", "as the measure", "lower end of the 95% Monte Carlo interval of the mean"),
    ENT_COLUMN("mc_high", "as the measure", "upper end of the 95% Monte Carlo interval of the mean"),
    ENT_COLUMN("p05", "as the measure", "5% quantile over the draws"),
    ENT_COLUMN("p50", "as the measure", "median over the draws"),
    ENT_COLUMN("p95", "as the measure", "95% quantile over the draws"),
    ENT_COLUMN("world_p05", "as the measure", "5% quantile across worlds of the mean in a world"),
    ENT_COLUMN("world_p50", "as the measure", "median across worlds of the mean in a world"),
    ENT_COLUMN("world_p95", "as the measure", "95% quantile across worlds of the mean in a world"),
    ENT_COLUMN("difference", "as the measure", "difference of the mean to that of the base, paired draw by draw"),
    ENT_COLUMN("difference_low", "as the measure", "lower end of its 95% Monte Carlo interval"),
    ENT_COLUMN("difference_high", "as the measure", "upper end of its 95% Monte Carlo interval")};

static void put_row(ent_sink *sink, const ent_figures *figures, size_t m)
{
    const ent_tally *tally = figures->tally;
    const ent_tally *base = figures->base;
    const ent_worlds worlds = {tally->worlds, tally->replications, tally->layout.unknowns};
    const ent_measure_column column = ent_tally_measure(tally, m);
    ent_difference difference = {.value = (double) NAN, .low = (double) NAN, .high = (double) NAN};
    ent_estimate estimate;

    ent_sink_fail(sink, ent_measure_estimate(&estimate, &column, &worlds, true));
    if (base != NULL) {
        ent_measure_column of_base = ent_tally_measure(base, m);
        ent_sink_fail(sink, ent_measure_difference(&difference, &column, &of_base, tally->worlds));
    }
    ent_sink_text(sink, figures->variant);
    ent_sink_text(sink, figures->scenario->measure[m].label.id);
    ent_sink_text(sink, figures->scenario->measure[m].unit);
    ent_sink_count(sink, estimate.n);
    ent_cells_estimate(sink, &estimate);
    ent_sink_real(sink, ent_real_histogram_quantile(&tally->measure[m], 0.05));
    ent_sink_real(sink, ent_real_histogram_quantile(&tally->measure[m], 0.50));
    ent_sink_real(sink, ent_real_histogram_quantile(&tally->measure[m], 0.95));
    ent_cells_range(sink, &estimate);
    ent_sink_real(sink, difference.value);
    ent_cells_end(sink, difference.low);
    ent_cells_end(sink, difference.high);
    ent_sink_end_row(sink);
}

static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    for (size_t m = 0; m < figures->scenario->measures; m++) {
        put_row(sink, figures, m);
    }
}

const ent_table ent_table_measures = {.file = "measures.csv",
    .about = "The numbers that the scenario asks for: means, percentiles, and their differences to the base",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .items = ENT_ITEMS_MEASURES,
    .write = write_rows};
