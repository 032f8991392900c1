/* ratification.csv */
#include "tables/cells.h"

#include <math.h>

static const ent_column columns[] = {ENT_COLUMN_VARIANT, ENT_COLUMN("entry", "text", "id of who must say yes"),
    ENT_COLUMN("name", "text", "its name"),
    ENT_COLUMN("asked", "probability", "share of signatures, of all attempts, on which it was asked"),
    ENT_COLUMNS_ESTIMATE("yes", "share of these on which it said yes"),
    ENT_COLUMN("month", "months", "mean month of its answer, counted from the signature")};

static void put_row(ent_sink *sink, const ent_figures *figures, size_t entry)
{
    const ent_tally *tally = figures->tally;
    const ent_label *label = &figures->scenario->ratification[entry].label;
    ent_estimate asked = ent_tally_interval(tally, tally->layout.asked + entry);
    ent_estimate yes = ent_tally_interval(tally, tally->layout.yes + entry);

    ent_sink_text(sink, figures->variant);
    ent_sink_text(sink, label->id);
    ent_sink_text(sink, label->name);
    ent_sink_real(sink, asked.p);
    ent_cells_estimate(sink, &yes);
    ent_cells_share(sink, tally->answer_months[entry], asked.k);
    ent_sink_end_row(sink);
}

static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    for (size_t e = 0; e < figures->scenario->ratifications; e++) {
        put_row(sink, figures, e);
    }
}

const ent_table ent_table_ratification = {.file = "ratification.csv",
    .about = "How often each entry of ratification is asked on a signed deal, says yes, and how long it takes",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .items = ENT_ITEMS_RATIFICATION,
    .write = write_rows};
