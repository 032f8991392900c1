/* solve.csv */
#include "tables/analysis/solve.h"

#include "tables/cells.h"

static const ent_column columns[] = {ENT_COLUMN_VARIANT,
    ENT_COLUMN("path", "text", "path of the setting that is varied"),
    ENT_COLUMN("expression", "text", "what is to take the level"),
    ENT_COLUMN("level", "as the expression", "the level"),
    ENT_COLUMN("value", "as in the setting", "value at which the expression takes the level; empty: nowhere"),
    ENT_COLUMN("value_low", "as in the setting", "lower end of the interval that the simulation's noise leaves"),
    ENT_COLUMN("value_high", "as in the setting", "its upper end; empty: beyond the range searched"),
    ENT_COLUMN("slope", "expression by setting", "difference quotient between value_low and value_high")};

void ent_table_solve_row(ent_sink *sink, const ent_solve_row *row)
{
    ent_sink_text(sink, row->variant);
    ent_sink_text(sink, row->path);
    ent_sink_text(sink, row->expression);
    ent_sink_real(sink, row->level);
    ent_sink_real(sink, row->crossing->value);
    ent_sink_real(sink, row->crossing->low);
    ent_sink_real(sink, row->crossing->high);
    ent_sink_real(sink, row->crossing->slope);
    ent_sink_end_row(sink);
}

const ent_table ent_table_solve = {.file = "solve.csv",
    .about = "Value of a setting at which an expression takes a level",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .when = ENT_TABLE_WITH_SWEEPS};
