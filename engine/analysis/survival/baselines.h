/* Forecasts of durations that know only how long other cases lasted: the benchmark that a model must beat. Each
 * predicts a case from cases that are not part of it. */
#ifndef ENT_ANALYSIS_BASELINES_H
#define ENT_ANALYSIS_BASELINES_H

#include "analysis/survival/duration.h"

#include <stddef.h>

/* The data on a case that a baseline may use. */
typedef struct ent_past_case {
    ent_duration duration;
    size_t conflict; /* cases of one conflict have the same number, and do not predict one another */
    size_t kind;     /* the same number: the same kind of guarantee */
    double began;    /* calendar month (formula/calendar.h); NaN: not known */
} ent_past_case;

typedef enum ent_score_baseline {
    ENT_SCORE_BASELINE_HALF,      /* always one half */
    ENT_SCORE_BASELINE_BASE_RATE, /* product-limit curve of the cases of all other conflicts */
    ENT_SCORE_BASELINE_WEIBULL,   /* Weibull curve of largest likelihood for these */
    ENT_SCORE_BASELINE_KIND,      /* product-limit curve of those of the same kind among them */
    ENT_SCORE_BASELINE_ROLLING, /* product-limit curve of the cases that began in earlier years, known up to the January
                             of the   year in which the case began */
    ENT_SCORE_BASELINES
} ent_score_baseline;

/* A rolling origin has at least so many earlier cases. */
enum { ENT_ROLLING_LEAST = 5 };

/* Name of a baseline in tables: "half", "base_rate", "weibull", "kind", "rolling". */
const char *ent_score_baseline_name(ent_score_baseline baseline);

/* Sets survival [cases][last + 1] to the chance that a case still holds after m = 0 ... last months, given that it held
 * at `entered`; 1 up to there (but of one half), NaN where the baseline has no forecast: no case that it may use
 * was followed so long, or there is none, or its likelihood has no maximum. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_score_baseline_predict(
    ent_score_baseline baseline, double *survival, size_t last, const ent_past_case *one, size_t cases);

#endif
