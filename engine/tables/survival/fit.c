/* fit.csv */
#include "tables/survival/fit.h"
#include "tables/cells.h"

static const ent_column columns[] = {
    ENT_COLUMN("term", "text", "shape, scale, or a covariate, whose coefficient is the logarithm of its hazard ratio"),
    ENT_COLUMN("estimate", "number or time", "where the likelihood is largest; the scale is in the unit of the times"),
    ENT_COLUMN("low", "number or time", "lower end of its 90% interval"),
    ENT_COLUMN("high", "number or time", "upper end of its 90% interval"),
    ENT_COLUMN("se", "number", "standard error; of the logarithm for shape and scale"),
    ENT_COLUMN("posterior_median", "number or time", "median under weak priors"),
    ENT_COLUMN("posterior_low", "number or time", "5% quantile under weak priors"),
    ENT_COLUMN("posterior_high", "number or time", "95% quantile under weak priors")};

void ent_table_fit_row(ent_sink *sink, const ent_fit_row *row)
{
    ent_sink_text(sink, row->term);
    ent_sink_real(sink, row->estimate);
    ent_sink_real(sink, row->low);
    ent_sink_real(sink, row->high);
    ent_sink_real(sink, row->se);
    ent_sink_real(sink, row->posterior_median);
    ent_sink_real(sink, row->posterior_low);
    ent_sink_real(sink, row->posterior_high);
    ent_sink_end_row(sink);
}

const ent_table ent_table_fit = {.file = "fit.csv",
    .about = "A hazard fitted to durations: shape, scale, and the effect of each covariate",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .when = ENT_TABLE_BY_FIT};
