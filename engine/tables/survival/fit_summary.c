/* fit_summary.csv */
#include "tables/cells.h"
#include "tables/survival/fit.h"

static const ent_column columns[] = {ENT_COLUMN("figure", "text",
                                         "rows, left_out, failures, time_at_risk, log_likelihood, residuals_outside, "
                                         "posterior_draws, posterior_effective"),
    ENT_COLUMN("value", "number", "its value")};

void ent_table_fit_summary_row(ent_sink *sink, const char *figure, double value)
{
    ent_sink_text(sink, figure);
    ent_sink_real(sink, value);
    ent_sink_end_row(sink);
}

const ent_table ent_table_fit_summary = {.file = "fit_summary.csv",
    .about = "What a fit stands on: rows, failures, its likelihood, and how its residuals lie",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .when = ENT_TABLE_BY_FIT};
