/* demands.csv */
#include "tables/cells.h"

static const ent_column columns[] = {ENT_COLUMN_VARIANT, ENT_COLUMN("demand", "text", "id of the demand"),
    ENT_COLUMN("option", "text", "id of the option"), ENT_COLUMNS_ESTIMATE("share", "share of deals with the option"),
    ENT_COLUMN("available", "probability", "share of draws in which the option is available"),
    ENT_COLUMN("refused", "probability", "share of draws in which a party refuses the option in the first round")};

/* `at` numbers the options of all demands. */
static void put_row(ent_sink *sink, const ent_figures *figures, const ent_demand *demand, size_t option, size_t at)
{
    const ent_tally *tally = figures->tally;
    ent_estimate share = ent_tally_interval(tally, tally->layout.share + at);

    ent_sink_text(sink, figures->variant);
    ent_sink_text(sink, demand->label.id);
    ent_sink_text(sink, demand->option[option]);
    ent_cells_estimate(sink, &share);
    ent_cells_share(sink, tally->available[at], tally->draws);
    ent_cells_share(sink, tally->refused[at], tally->draws);
    ent_sink_end_row(sink);
}

static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    size_t at = 0;

    for (size_t d = 0; ent_cells_any_talks(figures) && d < figures->scenario->demands; d++) {
        const ent_demand *demand = &figures->scenario->demand[d];
        for (size_t o = 0; o < demand->options; o++) {
            put_row(sink, figures, demand, o, at++);
        }
    }
}

const ent_table ent_table_demands = {.file = "demands.csv",
    .about = "How often each option of each demand is in a deal, available, and refused",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .write = write_rows};
