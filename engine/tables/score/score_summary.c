/* score_summary.csv */
#include "tables/cells.h"
#include "tables/score/score.h"

#include <math.h>

#define MEAN(name, about)                                                                                              \
    ENT_COLUMN(name, "number", about),                                                                                 \
        ENT_COLUMN(name "_low", "number", "lower end of its 95% bootstrap interval over cases"),                       \
        ENT_COLUMN(name "_high", "number", "upper end of its 95% bootstrap interval over cases")
#define DIFFERENCE(name, about)                                                                                        \
    MEAN(name "_difference", about),                                                                                   \
        ENT_COLUMN(name "_detectable", "number",                                                                       \
            "smallest true difference that so many cases would show in 80 of 100 samples, at a level of 5%")

static const ent_column columns[] = {ENT_COLUMN("set", "text", "the set of cases; never mixed"),
    ENT_COLUMN_ONE_OF(
        "sample", "all in out", "all; in, out: a prior of the file was fitted to data with the case, or not"),
    ENT_COLUMN_ONE_OF(
        "horizon", "12 24 60 120 integrated", "months since the truce began; integrated: all months to 120"),
    ENT_COLUMN_ONE_OF("forecaster", "model half base_rate weibull kind rolling",
        "model; half: always one half; base_rate: Kaplan-Meier of the other conflicts; weibull: Weibull of the other "
        "conflicts; kind: Kaplan-Meier of the same kind of guarantee in other conflicts; rolling: Kaplan-Meier of what "
        "was "
        "known at the beginning of the year"),
    ENT_COLUMN("cases", "count", "cases that count: it is known whether they held, and this forecaster has a chance"),
    ENT_COLUMN("held", "count", "of these, truces that still held"),
    MEAN("brier", "mean Brier score by censoring weights; smaller is better"), MEAN("log", "mean log score likewise"),
    ENT_COLUMN("model_brier", "number", "mean Brier score of the model on the same cases"),
    ENT_COLUMN("model_log", "number", "mean log score of the model on the same cases"),
    DIFFERENCE("brier", "model less forecaster; below 0 the model is better"),
    DIFFERENCE("log", "model less forecaster; below 0 the model is better"),
    ENT_COLUMN("concordance", "probability", "Harrell's C of the model"),
    MEAN("calibration_intercept", "of the logistic regression on the logit of the model's chance; 0 is right"),
    MEAN("calibration_slope", "its slope; 1 is right, below 1 the chances are too far apart")};

static void write_mean(ent_sink *sink, const ent_score_mean *mean)
{
    ent_sink_real(sink, mean->value);
    ent_sink_real(sink, mean->low);
    ent_sink_real(sink, mean->high);
}

static void write_difference(ent_sink *sink, const ent_score_difference *difference)
{
    write_mean(sink, &difference->mean);
    ent_sink_real(sink, difference->detectable);
}

void ent_table_score_summary_row(ent_sink *sink, const ent_score_summary_row *row)
{
    const ent_calibration *fit = &row->calibration;

    ent_sink_text(sink, row->set);
    ent_sink_text(sink, row->sample);
    ent_sink_text(sink, row->horizon);
    ent_sink_text(sink, row->forecaster);
    ent_sink_count(sink, row->brier.cases);
    ent_sink_real(sink, row->integrated ? (double) NAN : (double) row->held);
    write_mean(sink, &row->brier);
    write_mean(sink, &row->log);
    ent_sink_real(sink, row->model_brier);
    ent_sink_real(sink, row->model_log);
    write_difference(sink, &row->brier_difference);
    write_difference(sink, &row->log_difference);
    ent_sink_real(sink, row->concordance.value);
    write_mean(sink, &(ent_score_mean){fit->intercept, fit->intercept_low, fit->intercept_high, 0});
    write_mean(sink, &(ent_score_mean){fit->slope, fit->slope_low, fit->slope_high, 0});
    ent_sink_end_row(sink);
}

const ent_table ent_table_score_summary = {.file = "score_summary.csv",
    .about = "Mean scores of the model beside baselines on the same cases",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .when = ENT_TABLE_BY_SCORE};
