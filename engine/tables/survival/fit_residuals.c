/* fit_residuals.csv */
#include "formula/number.h"
#include "tables/cells.h"
#include "tables/survival/fit.h"

enum { DIGITS = 8 }; /* of residuals, which stand on an estimate */

static const ent_column columns[] = {ENT_COLUMN("line", "count", "line of the row in the data file"),
    ENT_COLUMN("entered", "number", "fitted cumulative hazard where the row came under observation"),
    ENT_COLUMN("residual", "number", "Cox-Snell residual: fitted cumulative hazard at the end of the duration"),
    ENT_COLUMN("failed", "0 or 1", "1 a failure, 0 censored"),
    ENT_COLUMN("cumulative_hazard", "number",
        "Nelson-Aalen estimate over the residuals up to this one: near the residual where the model is right"),
    ENT_COLUMN("low", "number", "lower end of its pointwise 95% interval"),
    ENT_COLUMN("high", "number", "upper end of its pointwise 95% interval")};

void ent_table_fit_residuals_row(ent_sink *sink, int line, const ent_cox_snell_row *row)
{
    ent_sink_count(sink, (uint64_t) line);
    ent_sink_real(sink, ent_number_rounded(row->entered, DIGITS));
    ent_sink_real(sink, ent_number_rounded(row->residual, DIGITS));
    ent_sink_count(sink, row->failed ? 1 : 0);
    ent_sink_real(sink, ent_number_rounded(row->hazard, DIGITS));
    ent_sink_real(sink, ent_number_rounded(row->low, DIGITS));
    ent_sink_real(sink, ent_number_rounded(row->high, DIGITS));
    ent_sink_end_row(sink);
}

const ent_table ent_table_fit_residuals = {.file = "fit_residuals.csv",
    .about = "Cox-Snell residuals of a fit, by rising residual, beside the unit exponential",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .when = ENT_TABLE_BY_FIT};
