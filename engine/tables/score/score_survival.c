/* score_survival.csv */
#include "tables/cells.h"
#include "tables/score/score.h"

static const ent_column columns[] = {ENT_COLUMN("set", "text", "the set of cases"),
    ENT_COLUMN("month", "months", "since the truce began"),
    ENT_COLUMN("at_risk", "count", "cases under observation that lasted longer than the month before"),
    ENT_COLUMN("observed", "share", "share still holding (Kaplan-Meier)"),
    ENT_COLUMN("observed_low", "share", "lower end of its 95% interval (Greenwood, on the scale log(-log))"),
    ENT_COLUMN("observed_high", "share", "upper end of its 95% interval"),
    ENT_COLUMN("predicted", "probability", "mean of the model's chances over the cases"),
    ENT_COLUMN("predicted_p05", "probability", "5% quantile of these chances over the cases"),
    ENT_COLUMN("predicted_p95", "probability", "95% quantile of these chances over the cases")};

void ent_table_score_survival_row(ent_sink *sink, const ent_score_survival_row *row)
{
    ent_sink_text(sink, row->set);
    ent_sink_count(sink, row->months);
    ent_sink_count(sink, row->at_risk);
    ent_sink_real(sink, row->observed);
    ent_sink_real(sink, row->low);
    ent_sink_real(sink, row->high);
    ent_sink_real(sink, row->predicted);
    ent_sink_real(sink, row->lowest);
    ent_sink_real(sink, row->highest);
    ent_sink_end_row(sink);
}

const ent_table ent_table_score_survival = {.file = "score_survival.csv",
    .about = "Share of truces still holding, month by month: observed and predicted",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .when = ENT_TABLE_BY_SCORE};
