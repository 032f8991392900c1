/* score_forecasts.csv */
#include "formula/calendar.h"
#include "tables/cells.h"
#include "tables/score/score.h"

#include <math.h>

static const ent_column columns[] = {ENT_COLUMN("set", "text", "the set of cases"),
    ENT_COLUMN("case", "text", "id of the case, or of its file"), ENT_COLUMN("forecast", "text", "who made it"),
    ENT_COLUMN("source", "text", "where it was published"),
    ENT_COLUMN("on", "text", "calendar month in which it was made"),
    ENT_COLUMN("of", "text", "what it is a forecast of"),
    ENT_COLUMN("months", "months", "it is the chance that the truce still holds so long after it began"),
    ENT_COLUMN("probability", "probability", "the forecast"),
    ENT_COLUMN("held", "0 or 1", "whether the truce did; empty: not known"),
    ENT_COLUMN("brier", "number", "Brier score of the forecast"), ENT_COLUMN("log", "number", "its log score"),
    ENT_COLUMN("model_probability", "probability", "the model's chance of the same; it is made as of the signature"),
    ENT_COLUMN("model_brier", "number", "Brier score of the model's chance"),
    ENT_COLUMN("model_log", "number", "its log score")};

void ent_table_score_forecasts_row(ent_sink *sink, const ent_score_forecast_row *row)
{
    char on[ENT_CALENDAR_TEXT];

    ent_calendar_text(on, row->on);
    ent_sink_text(sink, row->set);
    ent_sink_text(sink, row->name);
    ent_sink_text(sink, row->forecast);
    ent_sink_text(sink, row->source);
    ent_sink_text(sink, on);
    ent_sink_text(sink, row->of);
    ent_sink_real(sink, row->months);
    ent_sink_real(sink, row->p);
    ent_sink_real(sink, row->held == ENT_HELD_UNKNOWN ? (double) NAN : row->held == ENT_HELD ? 1.0 : 0.0);
    ent_sink_real(sink, row->brier);
    ent_sink_real(sink, row->log);
    ent_sink_real(sink, row->model);
    ent_sink_real(sink, row->model_brier);
    ent_sink_real(sink, row->model_log);
    ent_sink_end_row(sink);
}

const ent_table ent_table_score_forecasts = {.file = "score_forecasts.csv",
    .about = "Forecasts that were published, beside the model's of the same",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .when = ENT_TABLE_BY_SCORE};
