/* guarantee_months.csv */
#include "tables/cells.h"

static const ent_column columns[] = {ENT_COLUMN_VARIANT, ENT_COLUMN("guarantee", "text", "id of the guarantee"),
    ENT_COLUMN("month", "months", "month since the deal, from 1"),
    ENT_COLUMN("at_risk", "count",
        "number of truces that still held before this month; with `renews` of all that are there in it"),
    ENT_COLUMN("in_force", "probability", "share of these in which it is in force in this month"),
    ENT_COLUMN("tested", "count", "number of tests in this month"),
    ENT_COLUMN("honoured", "count", "number of those in which it is honoured"),
    ENT_COLUMN("contained", "count", "number of those in which it contains the violation")};

static void write_guarantee(ent_sink *sink, const ent_figures *figures, size_t g)
{
    const ent_tally *tally = figures->tally;
    const ent_tally_layout *at = &tally->layout;
    size_t stride = at->horizon + 1;
    const uint64_t *count = tally->guarantee_month + g * ENT_GUARANTEE_SERIES * stride;
    bool renews = figures->scenario->truce.renews.formula != NULL;
    uint64_t at_risk = ent_cells_truces(tally);
    uint64_t in_force = 0;

    for (size_t m = 0; m < at->horizon; m++) {
        uint64_t present = count[ENT_GUARANTEE_TRUCES * stride + m];
        at_risk = renews && present > 0 ? present : at_risk;
        in_force += count[ENT_GUARANTEE_BEGINS * stride + m] - count[ENT_GUARANTEE_CEASES * stride + m];
        ent_sink_text(sink, figures->variant);
        ent_sink_text(sink, figures->scenario->guarantee[g].label.id);
        ent_sink_count(sink, m + 1);
        ent_sink_count(sink, at_risk);
        ent_cells_share(sink, in_force, at_risk);
        for (size_t series = ENT_GUARANTEE_TESTED; series <= ENT_GUARANTEE_CONTAINED; series++) {
            ent_sink_count(sink, count[series * stride + m]);
        }
        ent_sink_end_row(sink);
        at_risk = ent_tally_total(tally, at->survived + m);
    }
}

static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    for (size_t g = 0; g < figures->scenario->guarantees; g++) {
        write_guarantee(sink, figures, g);
    }
}

const ent_table ent_table_guarantee_months = {.file = "guarantee_months.csv",
    .about = "The guarantees month by month: in force, tested, honoured, and what they contain",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .items = ENT_ITEMS_GUARANTEES,
    .write = write_rows};
