/* sizes.csv. Part of tests/recipes. */
#include "tables/cells.h"

static const ent_column columns[] = {ENT_COLUMN_VARIANT, ENT_COLUMN("worlds", "count", "number of worlds"),
    ENT_COLUMN("replications", "count", "number of draws in each world")};

static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    ent_sink_text(sink, figures->variant);
    ent_sink_count(sink, figures->tally->worlds);
    ent_sink_count(sink, figures->tally->replications);
    ent_sink_end_row(sink);
}

const ent_table ent_table_sizes = {.file = "sizes.csv",
    .about = "The size of the run",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .write = write_rows};
