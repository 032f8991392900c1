/* truce.csv */
#include "base/status.h"
#include "tables/cells.h"

#include <stdlib.h>

static const ent_column columns[] = {ENT_COLUMN_VARIANT,
    ENT_COLUMN("month", "months", "month since the deal, from 1; in a truce in force, of the talks"),
    ENT_COLUMN("at_risk", "count", "number of truces that still held before this month"),
    ENT_COLUMNS_ESTIMATE("survival", "share of truces that hold through this month"),
    ENT_COLUMN("world_p05", "probability", "5% quantile across worlds"),
    ENT_COLUMN("world_p95", "probability", "95% quantile across worlds"),
    ENT_COLUMN_EACH(
        "cause_*", "probability", "share of truces ended by each cause up to this month", ENT_ITEMS_CAUSES)};

/* collapsed: [causes] number of truces ended by each cause up to this month. */
static void put_row(ent_sink *sink, const ent_figures *figures, size_t month, uint64_t at_risk,
    const ent_estimate *survival, const uint64_t *collapsed)
{
    ent_sink_text(sink, figures->variant);
    ent_sink_count(sink, month);
    ent_sink_count(sink, at_risk);
    ent_cells_estimate(sink, survival);
    ent_sink_real(sink, survival->p05);
    ent_sink_real(sink, survival->p95);
    for (size_t c = 0; c < figures->scenario->causes; c++) {
        ent_cells_share(sink, collapsed[c], survival->n);
    }
    ent_sink_end_row(sink);
}

static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    const ent_tally *tally = figures->tally;
    const ent_tally_layout *at = &tally->layout;
    uint64_t *collapsed = calloc(at->causes + 1, sizeof(*collapsed));
    uint64_t at_risk = ent_cells_truces(tally);

    ent_sink_fail(sink, collapsed != NULL ? ENT_OK : ENT_ERR_NO_MEMORY);
    for (size_t m = 0; collapsed != NULL && m < at->horizon; m++) {
        ent_estimate survival = ent_cells_ranged(sink, tally, at->survived + m);
        for (size_t c = 0; c < at->causes; c++) {
            collapsed[c] += tally->cause_month[c * at->horizon + m];
        }
        put_row(sink, figures, m + 1, at_risk, &survival, collapsed);
        at_risk = survival.k;
    }
    free(collapsed);
}

const ent_table ent_table_truce = {.file = "truce.csv",
    .about = "The survival of signed truces month by month, and the causes that end them",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .write = write_rows};
