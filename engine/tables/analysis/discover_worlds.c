/* discover_worlds.csv */
#include "tables/analysis/discover.h"

#include "tables/cells.h"

#include <math.h>

static const ent_column columns[] = {ENT_COLUMN_VARIANT, ENT_COLUMN("box", "count", "number of the box, from 1"),
    ENT_COLUMN("world", "count", "number of the world, from 0"),
    ENT_COLUMN("across", "text", "the factor whose limit adds most to the box"),
    ENT_COLUMN("across_value", "as in the setting", "its value in the world"),
    ENT_COLUMN("up", "text", "the one whose limit adds most after it; empty: the box has one limit"),
    ENT_COLUMN("up_value", "as in the setting", "its value in the world"),
    ENT_COLUMN("probability", "probability or unit", "chance of the headline in the world"),
    ENT_COLUMN("inside", "0 or 1", "1 where the world is within the limits of all factors of the box")};

void ent_table_discover_worlds_row(ent_sink *sink, const ent_discover_world *row)
{
    ent_sink_text(sink, row->variant);
    ent_sink_count(sink, row->box);
    ent_sink_count(sink, row->world);
    ent_sink_text(sink, row->across);
    ent_sink_real(sink, row->across_value);
    ent_sink_text(sink, row->up != NULL ? row->up : "");
    ent_sink_real(sink, row->up != NULL ? row->up_value : (double) NAN);
    ent_sink_real(sink, row->probability);
    ent_sink_count(sink, row->inside ? 1 : 0);
    ent_sink_end_row(sink);
}

const ent_table ent_table_discover_worlds = {.file = "discover_worlds.csv",
    .about = "Worlds on the two main factors of each box, at most 1,000 evenly over all",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .when = ENT_TABLE_WITH_ANALYSIS};
