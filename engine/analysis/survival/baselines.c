#include "analysis/survival/baselines.h"

#include "analysis/survival/kaplan_meier.h"
#include "analysis/survival/weibull_regression.h"
#include "base/status.h"

#include <math.h>
#include <stdlib.h>

enum { MONTHS_OF_YEAR = 12 };

const char *ent_score_baseline_name(ent_score_baseline baseline)
{
    static const char *const name[ENT_SCORE_BASELINES] = {"half", "base_rate", "weibull", "kind", "rolling"};

    return name[baseline];
}

/* --- the cases that a case is predicted from ---------------------------------------------------------------------- */

/* The January of the year in which a case began; NaN: not known. */
static double origin_of(const ent_past_case *one)
{
    return floor(one->began / MONTHS_OF_YEAR) * MONTHS_OF_YEAR;
}

/* Cuts the known duration of a case at the calendar month `origin`; false if no part of it remains. */
static bool cut(ent_duration *duration, double began, double origin)
{
    double known = origin - began;

    if (!(known > duration->entered)) {
        return false;
    }
    if (duration->months > known) {
        duration->months = known;
        duration->ended = false;
    }
    return true;
}

/* Whether case k is one that case i may be predicted from; *duration is the known part of its duration. */
static bool is_known(ent_score_baseline baseline, const ent_past_case *one, size_t i, size_t k, ent_duration *duration)
{
    *duration = one[k].duration;
    if (baseline == ENT_SCORE_BASELINE_ROLLING) {
        return cut(duration, one[k].began, origin_of(&one[i]));
    }
    return one[k].conflict != one[i].conflict && (baseline != ENT_SCORE_BASELINE_KIND || one[k].kind == one[i].kind);
}

/* Sets known [cases] to them; returns their number. */
static size_t list_known(
    ent_score_baseline baseline, const ent_past_case *one, size_t cases, size_t i, ent_duration *known)
{
    size_t count = 0;

    for (size_t k = 0; k < cases; k++) {
        if (k != i && is_known(baseline, one, i, k, &known[count])) {
            count++;
        }
    }
    return count;
}

/* --- predictions -------------------------------------------------------------------------------------------------- */

static int predict_by_steps(double *survival, size_t last, double entered, const ent_duration *known, size_t count)
{
    ent_survival_curve curve = {.steps = 0};
    int status = ent_kaplan_meier(&curve, known, count);
    double start = status == ENT_OK ? ent_survival_at(&curve, entered) : 0.0;

    for (size_t m = 0; m <= last && status == ENT_OK; m++) {
        if ((double) m > entered) {
            survival[m] = start > 0.0 ? ent_survival_at(&curve, (double) m) / start : (double) NAN;
        }
    }
    ent_survival_curve_free(&curve);
    return status;
}

static int predict_by_weibull(double *survival, size_t last, double entered, const ent_duration *known, size_t count)
{
    double *number = calloc(2 * count + 1, sizeof(*number));
    bool *event = calloc(count + 1, sizeof(*event));
    ent_survival_data data = {.rows = count, .time = number, .event = event, .entered = number + count};
    ent_weibull_fit fit = {.terms = 0};
    int status = number != NULL && event != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;

    for (size_t k = 0; k < count && status == ENT_OK; k++) {
        number[k] = known[k].months;
        number[count + k] = known[k].entered;
        event[k] = known[k].ended;
    }
    if (status == ENT_OK && count > 0) {
        const ent_weibull_assumptions none = {.shape = 0.0};
        status = ent_weibull_fit_init(&fit, &data, &none);
    }
    for (size_t m = 0; m <= last && status == ENT_OK && fit.terms > 0 && fit.outcome == ENT_WEIBULL_MAXIMUM; m++) {
        if ((double) m > entered) {
            survival[m] = ent_weibull_fit_survival(&fit, NULL, entered, (double) m);
        }
    }
    ent_weibull_fit_free(&fit);
    free(event);
    free(number);
    return status == ENT_ERR_ARGUMENT ? ENT_OK : status; /* a duration of 0 has no Weibull likelihood */
}

/* One row of survival; known: [cases] scratch. */
static int predict(ent_score_baseline baseline, double *survival, size_t last, const ent_past_case *one, size_t cases,
    size_t i, ent_duration *known)
{
    double entered = one[i].duration.entered;
    size_t count;

    for (size_t m = 0; m <= last; m++) {
        survival[m] = baseline == ENT_SCORE_BASELINE_HALF ? 0.5 : (double) m <= entered ? 1.0 : (double) NAN;
    }
    if (baseline == ENT_SCORE_BASELINE_HALF) {
        return ENT_OK;
    }
    count = list_known(baseline, one, cases, i, known);
    if (baseline == ENT_SCORE_BASELINE_ROLLING && count < ENT_ROLLING_LEAST) {
        return ENT_OK;
    }
    return baseline == ENT_SCORE_BASELINE_WEIBULL ? predict_by_weibull(survival, last, entered, known, count)
                                                  : predict_by_steps(survival, last, entered, known, count);
}

int ent_score_baseline_predict(
    ent_score_baseline baseline, double *survival, size_t last, const ent_past_case *one, size_t cases)
{
    ent_duration *known = calloc(cases + 1, sizeof(*known));
    int status = known != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;

    for (size_t i = 0; i < cases && status == ENT_OK; i++) {
        status = predict(baseline, survival + i * (last + 1), last, one, cases, i, known);
    }
    free(known);
    return status;
}
