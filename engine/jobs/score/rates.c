/* What came about beside what was predicted: by chance, by month, and forecasts of others. */
#include "base/status.h"
#include "jobs/score/set_scores.h"
#include "jobs/score/summaries.h"
#include "kernels/scalar_functions.h"

#include <math.h>

enum { BINS = 5 };

/* --- reliability -------------------------------------------------------------------------------------------------- */

/* Wilson's interval for a share of weights with sum and sum of squares: n_eff = sum^2 / squares. */
static void wilson(ent_reliability_row *row, double sum, double squares)
{
    const double z = ent_normal_quantile(0.975);
    double n = sum * sum / squares, p = row->observed;
    double middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
    double reach = z * sqrt(p * (1.0 - p) / n + z * z / (4.0 * n * n)) / (1.0 + z * z / n);

    row->low = middle - reach > 0.0 ? middle - reach : 0.0;
    row->high = middle + reach < 1.0 ? middle + reach : 1.0;
}

static size_t bin_of(double p)
{
    size_t bin = (size_t) (p * BINS);

    return bin < BINS ? bin : BINS - 1;
}

static void fill_bin(const ent_score *self, const ent_score_set *set, size_t h, size_t bin, ent_reliability_row *row)
{
    double sum = 0.0, squares = 0.0, held = 0.0, predicted = 0.0;

    *row = (ent_reliability_row){
        .set = set->name, .months = ent_score_months[h], .from = (double) bin / BINS, .to = (double) (bin + 1) / BINS};
    row->predicted = row->observed = row->low = row->high = (double) NAN;
    for (size_t i = set->first; i < set->end; i++) {
        const ent_horizon_score *at = &self->one[i].row.at[h];
        if (at->weight > 0.0 && at->chance.has_p && bin_of(at->chance.p) == bin) {
            row->cases++;
            sum += at->weight;
            squares += at->weight * at->weight;
            predicted += at->weight * at->chance.p;
            held += at->held == ENT_HELD ? at->weight : 0.0;
        }
    }
    if (row->cases > 0) {
        row->predicted = predicted / sum;
        row->observed = held / sum;
        wilson(row, sum, squares);
    }
}

/* --- survival ----------------------------------------------------------------------------------------------------- */

/* Sum of d / (n (n - d)) up to t: the variance of log S (Greenwood 1926). */
static double greenwood(const ent_survival_curve *curve, double t)
{
    double sum = 0.0;

    for (size_t i = 0; i < curve->steps && curve->step[i].months <= t; i++) {
        double n = (double) curve->step[i].at_risk, d = (double) curve->step[i].events;
        sum += d / (n * (n - d));
    }
    return sum;
}

/* The interval S^exp(-+ z se / log S) of Kalbfleisch and Prentice, se^2 that of log S. */
static void add_interval(ent_score_survival_row *row, const ent_survival_curve *curve)
{
    double s = row->observed, log_s, reach;

    row->low = row->high = (double) NAN;
    if (!(s > 0.0 && s < 1.0)) {
        return;
    }
    log_s = ent_log(s);
    reach = ent_normal_quantile(0.975) * sqrt(greenwood(curve, (double) row->months)) / -log_s;
    row->low = ent_exp(log_s * ent_exp(reach));
    row->high = ent_exp(log_s * ent_exp(-reach));
}

static void fill_month(const ent_score *self, const ent_score_set *set, const ent_survival_curve *curve,
    double *scratch, ent_score_survival_row *row)
{
    double sum = 0.0;
    size_t count = 0;

    row->set = set->name;
    for (size_t i = set->first; i < set->end; i++) {
        const ent_score_case *one = &self->one[i];
        if (one->row.known && !isnan(one->survival[row->months])) {
            scratch[count++] = one->survival[row->months];
            sum += one->survival[row->months];
        }
        if (one->row.known && one->row.duration.entered < (double) row->months &&
            one->row.duration.months > (double) row->months - 1.0) {
            row->at_risk++;
        }
    }
    row->predicted = count > 0 ? sum / (double) count : (double) NAN;
    row->lowest = ent_quantile7_of(scratch, count, 0.05);
    row->highest = ent_quantile7_of(scratch, count, 0.95);
    row->observed = ent_survival_at(curve, (double) row->months);
    add_interval(row, curve);
}

static int rate_months(ent_score *self, const ent_score_set *set)
{
    size_t cases = set->end - set->first, count = 0;
    ent_duration *duration = ent_arena_array(&self->arena, cases, sizeof(*duration));
    double *scratch = ent_arena_array(&self->arena, cases, sizeof(*scratch));
    ent_survival_curve curve = {.steps = 0};
    int status = duration != NULL && scratch != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;

    for (size_t i = set->first; i < set->end && status == ENT_OK; i++) {
        if (self->one[i].row.known) {
            duration[count++] = self->one[i].row.duration;
        }
    }
    status = status == ENT_OK ? ent_kaplan_meier(&curve, duration, count) : status;
    for (unsigned m = 0; m <= ENT_SCORE_MONTHS && status == ENT_OK; m++) {
        ent_score_survival_row *row = &self->survival[self->survivals++];
        *row = (ent_score_survival_row){.months = m};
        fill_month(self, set, &curve, scratch, row);
    }
    ent_survival_curve_free(&curve);
    return status;
}

int ent_score_rate(ent_score *self, const ent_score_set *set)
{
    if (self->reliability == NULL) {
        self->reliability =
            ent_arena_array(&self->arena, self->sets * ENT_SCORE_HORIZONS * BINS, sizeof(*self->reliability));
        self->survival = ent_arena_array(&self->arena, self->sets * (ENT_SCORE_MONTHS + 1), sizeof(*self->survival));
        if (self->reliability == NULL || self->survival == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
    }
    for (size_t h = 0; h < ENT_SCORE_HORIZONS; h++) {
        for (size_t bin = 0; bin < BINS; bin++) {
            fill_bin(self, set, h, bin, &self->reliability[self->reliabilities++]);
        }
    }
    return rate_months(self, set);
}

/* --- forecasts of others ------------------------------------------------------------------------------------------ */

static void fill_forecast(const ent_score_case *one, const ent_forecast *from, ent_score_forecast_row *row)
{
    double last = floor(from->months);

    *row = (ent_score_forecast_row){.set = one->row.set,
        .name = one->row.name,
        .forecast = from->name,
        .source = from->source,
        .of = from->of,
        .on = from->on,
        .months = from->months,
        .p = from->p,
        .held = ENT_HELD_UNKNOWN,
        .model = (double) NAN};
    if (!isnan(from->months)) {
        row->held = one->row.known ? ent_held_after(&one->row.duration, from->months) : ENT_HELD_UNKNOWN;
        row->model = last <= ENT_SCORE_MONTHS && from->months > one->row.duration.entered ? one->survival[(size_t) last]
                                                                                          : (double) NAN;
    }
    row->brier = ent_brier_score(row->p, row->held);
    row->log = ent_log_score(row->p, row->held);
    row->model_brier = ent_brier_score(row->model, row->held);
    row->model_log = ent_log_score(row->model, row->held);
}

int ent_score_list_forecasts(ent_score *self)
{
    size_t count = 0;

    for (size_t i = 0; i < self->cases; i++) {
        count += self->one[i].observed->forecasts;
    }
    self->forecast = ent_arena_array(&self->arena, count + 1, sizeof(*self->forecast));
    if (self->forecast == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < self->cases; i++) {
        for (size_t k = 0; k < self->one[i].observed->forecasts; k++) {
            fill_forecast(&self->one[i], &self->one[i].observed->forecast[k], &self->forecast[self->forecasts++]);
        }
    }
    return ENT_OK;
}
