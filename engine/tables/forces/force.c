/* force.csv */
#include "tables/cells.h"

static const ent_column columns[] = {ENT_COLUMN_VARIANT,
    ENT_COLUMN_EACH("*", "text", "id of the force, where there are several; the main one is called force",
        ENT_ITEMS_SEVERAL_FORCES),
    ENT_COLUMN_ONE_OF(
        "quantity", "offered committed required", "troops of the force: offered, committed after a deal, or required"),
    ENT_COLUMN("troops", "troops", "the threshold"),
    ENT_COLUMNS_ESTIMATE("exceedance", "probability that the quantity reaches the threshold")};

static void put_rows(ent_sink *sink, const ent_figures *figures, size_t force, const char *quantity, size_t column)
{
    for (size_t t = 0; t < figures->tally->layout.thresholds; t++) {
        ent_estimate reached;
        if (figures->threshold[t].force != force) {
            continue;
        }
        reached = ent_tally_interval(figures->tally, column + t);
        ent_sink_text(sink, figures->variant);
        if (figures->scenario->forces > 1) {
            ent_sink_text(sink, figures->scenario->force[force].label.id);
        }
        ent_sink_text(sink, quantity);
        ent_sink_real(sink, figures->threshold[t].troops);
        ent_cells_estimate(sink, &reached);
        ent_sink_end_row(sink);
    }
}

static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    const ent_tally_layout *at = &figures->tally->layout;

    for (size_t f = 0; f < figures->scenario->forces; f++) {
        put_rows(sink, figures, f, "offered", at->offered);
        put_rows(sink, figures, f, "committed", at->committed);
        put_rows(sink, figures, f, "required", at->required);
    }
}

const ent_table ent_table_force = {.file = "force.csv",
    .about = "How many troops are offered, committed and required, at a series of thresholds",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .write = write_rows};
