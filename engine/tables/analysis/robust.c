/* robust.csv */
#include "tables/analysis/compare.h"
#include "tables/cells.h"

#include <math.h>

static const ent_column columns[] = {ENT_COLUMN("choice", "text", "FILE.cfg, or FILE.cfg:VARIANT"),
    ENT_COLUMN("probability", "probability or unit", "probability of the headline, or mean of its measure"),
    ENT_COLUMN("worst_p05", "probability or unit", "5% quantile across worlds: one world in twenty is worse"),
    ENT_COLUMN("regret_mean", "difference in probability or unit",
        "mean over worlds of what the best choice in each world has more, noise of replications included"),
    ENT_COLUMN("regret_p95", "difference in probability or unit", "95% quantile of the same over worlds"),
    ENT_COLUMN_EACH("meets_*", "share",
        "share of worlds in which the chance is at least this level, in per cent, as counted", ENT_ITEMS_LEVELS)};

void ent_table_robust_row(ent_sink *sink, const ent_scenario *scenario, const ent_robust_row *row)
{
    ent_sink_text(sink, row->choice);
    ent_sink_real(sink, row->probability);
    ent_sink_real(sink, row->worst_p05);
    ent_sink_real(sink, row->regret.mean);
    ent_sink_real(sink, row->regret.p95);
    for (size_t i = 0; i < scenario->levels; i++) {
        ent_sink_real(sink, row->meets != NULL ? row->meets[i] : (double) NAN);
    }
    ent_sink_end_row(sink);
}

const ent_table ent_table_robust = {.file = "robust.csv",
    .about = "How each choice does where worlds turn out badly, and against the best choice in each world",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .when = ENT_TABLE_BY_COMPARE};
