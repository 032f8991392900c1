/* headline.csv */
#include "tables/cells.h"

#include <math.h>

static const ent_column columns[] = {ENT_COLUMN_VARIANT, ENT_COLUMN("expression", "text", "the headline as written"),
    ENT_COLUMNS_HEADLINE("probability", "probability of the headline, or the mean of its measure"),
    ENT_COLUMNS_HEADLINE_RANGE,
    ENT_COLUMN("difference", "difference in probability or unit", "difference to the base, paired draw by draw"),
    ENT_COLUMN("difference_low", "difference in probability or unit", "lower end of its 95% Monte Carlo interval"),
    ENT_COLUMN("difference_high", "difference in probability or unit", "upper end of its 95% Monte Carlo interval"),
    ENT_COLUMN("better", "probability", "share of worlds in which it is above the base; equal ones count as one half"),
    ENT_COLUMN("draws", "count", "number of draws behind the probability: those in which its condition holds"),
    ENT_COLUMN("worlds", "count", "number of worlds behind it: those with such a draw")};

/* One row. The difference of the base to itself is exactly 0, where it can be known (two worlds). */
static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    const ent_tally *tally = figures->tally;
    const ent_tally *base = figures->base;
    ent_estimate estimate = {.n = 0};
    ent_difference difference = {
        .value = (double) NAN, .low = (double) NAN, .high = (double) NAN, .better = (double) NAN};

    ent_sink_fail(sink, ent_tally_headline(tally, &estimate));
    if (base != NULL) {
        ent_sink_fail(sink, ent_tally_headline_difference(tally, base, &difference));
    }
    ent_sink_text(sink, figures->variant);
    ent_sink_text(sink, figures->scenario->headline);
    ent_cells_estimate(sink, &estimate);
    ent_cells_range(sink, &estimate);
    ent_sink_real(sink, difference.value);
    ent_cells_end(sink, difference.low);
    ent_cells_end(sink, difference.high);
    ent_sink_real(sink, difference.better);
    ent_sink_count(sink, estimate.n);
    ent_sink_count(sink, estimate.worlds);
    ent_sink_end_row(sink);
}

const ent_table ent_table_headline = {.file = "headline.csv",
    .about = "The probability of the headline (or mean of its measure), and its difference to the base",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .write = write_rows};
