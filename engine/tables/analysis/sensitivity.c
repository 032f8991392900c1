/* sensitivity.csv */
#include "tables/analysis/sensitivity.h"

#include "tables/cells.h"

static const ent_column columns[] = {ENT_COLUMN_VARIANT,
    ENT_COLUMN("group", "text", "factor, distribution within unknown(...), or `experts`; coupled factors joined by +"),
    ENT_COLUMN(
        "first", "share of variance", "first-order Sobol' index: share of the variance that the group explains alone"),
    ENT_COLUMN("first_low", "share of variance", "lower end of its 95% interval"),
    ENT_COLUMN("first_high", "share of variance", "upper end of its 95% interval"),
    ENT_COLUMN("total", "share of variance", "total Sobol' index: share of the variance in which the group has a part"),
    ENT_COLUMN("total_low", "share of variance", "lower end of its 95% interval"),
    ENT_COLUMN("total_high", "share of variance", "upper end of its 95% interval"),
    ENT_COLUMN("evaluations", "count", "worlds played for the indices of all groups together")};

static void write_index(ent_sink *sink, const ent_sobol_index *index)
{
    ent_sink_real(sink, index->value);
    ent_sink_real(sink, index->low);
    ent_sink_real(sink, index->high);
}

void ent_table_sensitivity_row(ent_sink *sink, const ent_sensitivity_row *row)
{
    ent_sink_text(sink, row->variant);
    ent_sink_text(sink, row->group);
    write_index(sink, &row->first);
    write_index(sink, &row->total);
    ent_sink_count(sink, row->evaluations);
    ent_sink_end_row(sink);
}

const ent_table ent_table_sensitivity = {.file = "sensitivity.csv",
    .about = "How much of the variance of the headline across worlds each factor explains",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .when = ENT_TABLE_WITH_ANALYSIS};
