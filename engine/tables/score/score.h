/* The rows of the tables of `score`: predictions of cases against what happened. Failures are kept in sink->status.
 * Texts are borrowed; NaN is an empty cell. */
#ifndef ENT_TABLES_SCORE_H
#define ENT_TABLES_SCORE_H

#include "analysis/survival/calibration.h"
#include "analysis/survival/concordance.h"
#include "analysis/survival/score_means.h"
#include "analysis/survival/survival_score.h"
#include "tables/table.h"

/* The horizons of scores, in months. */
enum { ENT_SCORE_HORIZONS = 4, ENT_SCORE_MONTHS = 120 };
extern const unsigned ent_score_months[ENT_SCORE_HORIZONS]; /* 12, 24, 60, 120 */

/* A prediction of the model at a horizon, against what happened. */
typedef struct ent_horizon_score {
    ent_estimate
        chance; /* that the truce still holds then, given that it did at `entered`; has_p false: none is made */
    ent_held held;
    double weight;     /* of the case among those of its set */
    double brier, log; /* NaN where it is not known whether the truce held; log may be infinite */
} ent_horizon_score;

/* A case. */
typedef struct ent_score_row {
    const char *set;   /* cases of different sets are never mixed */
    const char *name;  /* id of the case, or of its file */
    const char *title; /* in words */
    const char *file;
    const char *conflict, *kind; /* "": not given */
    bool in_sample;
    double frozen;         /* 1: the file is as it was frozen; 0: it is not; NaN: there is no list */
    double began;          /* calendar month; NaN: not known */
    bool known;            /* the duration is, so the case is scored */
    ent_duration duration; /* months NaN where it is not known */
    ent_horizon_score at[ENT_SCORE_HORIZONS];
    ent_weighted_score integrated; /* over the months to ENT_SCORE_MONTHS */
    ent_pit pit_ends;
    double pit; /* even between them */
} ent_score_row;

/* A forecaster on the cases of a set: the model, or a baseline, at one horizon. */
typedef struct ent_score_summary_row {
    const char *set;
    const char *sample;     /* "all"; "in" and "out": in the sample that a prior was fitted to, or not */
    const char *horizon;    /* "12", … or "integrated" */
    const char *forecaster; /* "model", or a baseline */
    size_t held;            /* of its cases, those that still held; of integrated scores SIZE_MAX */
    ent_score_mean brier, log;
    double model_brier, model_log;                         /* means of the model over the same cases */
    ent_score_difference brier_difference, log_difference; /* model less forecaster */
    ent_concordance concordance;                           /* of the model alone */
    ent_calibration calibration;                           /* likewise */
    bool integrated;
} ent_score_summary_row;

/* A forecast that was published, beside the model's of the same. */
typedef struct ent_score_forecast_row {
    const char *set, *name;
    const char *forecast, *source, *of; /* as the file has them */
    double on;                          /* calendar month in which it was made */
    double months, p;
    ent_held held;
    double brier, log;
    double model, model_brier, model_log; /* of the same cases and months; NaN: the model makes no such forecast */
} ent_score_forecast_row;

/* The cases to which the model gave chances between two limits. */
typedef struct ent_reliability_row {
    const char *set;
    unsigned months;
    double from, to;            /* limits of the chances; `to` belongs to the row where it is 1 */
    size_t cases;               /* of which it is known whether they held */
    double predicted;           /* mean chance */
    double observed, low, high; /* share that held, with censoring weights; 95% interval (Wilson) */
} ent_reliability_row;

/* A month of a set: predicted against observed. */
typedef struct ent_score_survival_row {
    const char *set;
    unsigned months;
    size_t at_risk;             /* cases under observation that held until then */
    double observed, low, high; /* product-limit curve with its 95% interval */
    double predicted;           /* mean of the model's chances over the cases */
    double lowest, highest;     /* 5% and 95% quantile of these chances */
} ent_score_survival_row;

void ent_table_score_row(ent_sink *sink, const ent_score_row *row);
void ent_table_score_summary_row(ent_sink *sink, const ent_score_summary_row *row);
void ent_table_score_forecasts_row(ent_sink *sink, const ent_score_forecast_row *row);
void ent_table_score_reliability_row(ent_sink *sink, const ent_reliability_row *row);
void ent_table_score_survival_row(ent_sink *sink, const ent_score_survival_row *row);

#endif
