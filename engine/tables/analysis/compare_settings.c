/* compare_settings.csv */
#include "tables/analysis/compare.h"
#include "tables/cells.h"

static const ent_column columns[] = {ENT_COLUMN("path", "text", "path of a setting that two choices have differently"),
    ENT_COLUMN("first", "text", "in the first choice, as assumptions.csv has it; empty where it has none"),
    ENT_COLUMN("second", "text", "in the second choice"), ENT_COLUMN("first_choice", "text", "the first choice"),
    ENT_COLUMN("second_choice", "text", "the second choice")};

void ent_table_compare_settings_row(ent_sink *sink, const ent_compare_settings_row *row)
{
    ent_sink_text(sink, row->path);
    ent_sink_text(sink, row->first);
    ent_sink_text(sink, row->second);
    ent_sink_text(sink, row->first_choice);
    ent_sink_text(sink, row->second_choice);
    ent_sink_end_row(sink);
}

const ent_table ent_table_compare_settings = {.file = "compare_settings.csv",
    .about = "The settings that two choices have differently",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .when = ENT_TABLE_BY_COMPARE};
