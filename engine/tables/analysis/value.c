/* value.csv */
#include "tables/analysis/value.h"

#include "tables/cells.h"

static const ent_column columns[] = {ENT_COLUMN_VARIANT,
    ENT_COLUMN("factor", "text", "factor, distribution within unknown(...), `experts`, or `all` of them"),
    ENT_COLUMN("value", "difference in probability or unit",
        "by how much the headline rises if this is known before the choice, for all of them the least that it rises; "
        "in the measure's unit for mean(MEASURE)"),
    ENT_COLUMN("value_low", "difference in probability or unit", "lower end of its 95% interval"),
    ENT_COLUMN("value_high", "difference in probability or unit", "upper end of its 95% interval"),
    ENT_COLUMN("best_without", "text", "id of the variant that is the best choice without knowing it; base: the file"),
    ENT_COLUMN("switches", "share", "share of worlds in which knowing it would change the choice")};

void ent_table_value_row(ent_sink *sink, const ent_value_row *row)
{
    ent_sink_text(sink, "base");
    ent_sink_text(sink, row->factor);
    ent_sink_real(sink, row->value.value);
    ent_sink_real(sink, row->value.low);
    ent_sink_real(sink, row->value.high);
    ent_sink_text(sink, row->best_without);
    ent_sink_real(sink, row->value.switches);
    ent_sink_end_row(sink);
}

const ent_table ent_table_value = {.file = "value.csv",
    .about = "What it would be worth to know a factor before choosing among the variants",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .when = ENT_TABLE_WITH_ANALYSIS};
