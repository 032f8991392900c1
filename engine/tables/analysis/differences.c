/* differences.csv */
#include "tables/cells.h"

#include "analysis/difference_range.h"

#include <math.h>

static const ent_column columns[] = {ENT_COLUMN_VARIANT, ENT_COLUMN("expression", "text", "the headline as written"),
    ENT_COLUMN("difference", "difference in probability or unit", "difference to the base, paired draw by draw"),
    ENT_COLUMN(
        "world_p05", "difference in probability or unit", "5% quantile across worlds of the difference in a world"),
    ENT_COLUMN("world_p50", "difference in probability or unit", "median across worlds"),
    ENT_COLUMN("world_p95", "difference in probability or unit", "95% quantile across worlds"),
    ENT_COLUMN("better", "probability", "share of worlds in which it is above the base; equal ones count as one half")};

static ent_difference_range range_of(ent_sink *sink, const ent_tally *tally, const ent_tally *base)
{
    const ent_worlds worlds = {tally->worlds, tally->replications, tally->layout.unknowns};
    ent_difference_range range = {.p05 = (double) NAN, .p50 = (double) NAN, .p95 = (double) NAN};
    size_t v = tally->layout.headline;
    size_t b = base->layout.headline;

    if (!tally->layout.headline_is_mean) {
        ent_sink_fail(sink, ent_difference_range_of(&range, ent_tally_counts(tally, v), ent_tally_counts(tally, v + 1),
                                ent_tally_counts(base, b), ent_tally_counts(base, b + 1), &worlds));
    }
    return range;
}

/* One row; that of the base to itself is 0. */
static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    ent_difference difference = {.value = (double) NAN, .better = (double) NAN};
    ent_difference_range range = {.p05 = (double) NAN, .p50 = (double) NAN, .p95 = (double) NAN};

    if (figures->base != NULL) {
        ent_sink_fail(sink, ent_tally_headline_difference(figures->tally, figures->base, &difference));
        range = range_of(sink, figures->tally, figures->base);
    }
    ent_sink_text(sink, figures->variant);
    ent_sink_text(sink, figures->scenario->headline);
    ent_sink_real(sink, difference.value);
    ent_sink_real(sink, range.p05);
    ent_sink_real(sink, range.p50);
    ent_sink_real(sink, range.p95);
    ent_sink_real(sink, difference.better);
    ent_sink_end_row(sink);
}

const ent_table ent_table_differences = {.file = "differences.csv",
    .about = "The difference of each variant's headline from the base, across worlds",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .items = ENT_ITEMS_VARIANTS,
    .write = write_rows};
