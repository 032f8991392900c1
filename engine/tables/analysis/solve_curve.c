/* solve_curve.csv */
#include "tables/analysis/solve.h"

#include "tables/cells.h"

static const ent_column columns[] = {ENT_COLUMN_VARIANT,
    ENT_COLUMN("path", "text", "path of the setting that is varied"),
    ENT_COLUMN("expression", "text", "what is to take the level"),
    ENT_COLUMN("value", "as in the setting", "value of the setting"),
    ENT_COLUMNS_INTERVAL("probability", "as the expression", "probability or mean of the expression there")};

void ent_table_solve_curve_rows(
    ent_sink *sink, const char *variant, const char *path, const char *expression, const ent_crossing *crossing)
{
    for (size_t i = 0; i < crossing->points; i++) {
        ent_sink_text(sink, variant);
        ent_sink_text(sink, path);
        ent_sink_text(sink, expression);
        ent_sink_real(sink, crossing->point[i].x);
        ent_sink_real(sink, crossing->point[i].y);
        ent_sink_real(sink, crossing->point[i].low);
        ent_sink_real(sink, crossing->point[i].high);
        ent_sink_end_row(sink);
    }
}

const ent_table ent_table_solve_curve = {.file = "solve_curve.csv",
    .about = "The expression at every value of the setting that was tried for solve.csv",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .when = ENT_TABLE_WITH_SWEEPS};
