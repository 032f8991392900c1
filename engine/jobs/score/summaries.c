/* Means of scores over the cases of a set, and warnings about them. */
#include "jobs/score/summaries.h"

#include "base/status.h"
#include "distribution/stream.h"
#include "jobs/score/set_scores.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { SAMPLES = 3, INTEGRATED = ENT_SCORE_HORIZONS, SEED = 1 /* of the bootstrap, whatever that of the draws */ };

static const char *const samples[SAMPLES] = {"all", "out", "in"};

/* One sample of a set: copies of what means are taken of, with the weights of other cases 0. Arrays in the arena. */
typedef struct sample {
    const ent_score_set *set;
    const char *name;
    size_t cases;
    double *weight;         /* [cases] */
    double *p;              /* [cases] the model's chance at the horizon */
    ent_held *held;         /* [cases] */
    ent_duration *duration; /* [cases] */
    double *scratch;        /* [2 * cases] */
    uint64_t key;           /* of the resamples */
} sample;

static bool belongs(const ent_score_row *row, const char *name)
{
    return strcmp(name, "all") == 0 || row->in_sample == (strcmp(name, "in") == 0);
}

/* Whether a sample other than all has cases, and not all. */
static bool is_shown(const ent_score *self, const ent_score_set *set, const char *name)
{
    size_t count = 0;

    for (size_t i = set->first; i < set->end; i++) {
        count += belongs(&self->one[i].row, name) ? 1 : 0;
    }
    return strcmp(name, "all") == 0 || (count > 0 && count < set->end - set->first);
}

static int sample_init(sample *self, ent_score *score, const ent_score_set *set, const char *name)
{
    const char *path = ent_arena_printf(&score->arena, "score.bootstrap.%s.%s", set->name, name);
    size_t n = set->end - set->first;

    *self = (sample){.set = set,
        .name = name,
        .cases = n,
        .weight = ent_arena_array(&score->arena, n, sizeof(double)),
        .p = ent_arena_array(&score->arena, n, sizeof(double)),
        .held = ent_arena_array(&score->arena, n, sizeof(ent_held)),
        .duration = ent_arena_array(&score->arena, n, sizeof(ent_duration)),
        .scratch = ent_arena_array(&score->arena, 2 * n, sizeof(double))};
    if (path == NULL || self->weight == NULL || self->p == NULL || self->held == NULL || self->duration == NULL ||
        self->scratch == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    self->key = ent_stream_make(SEED, path, 0).key;
    return ENT_OK;
}

/* Sets weights, chances and outcomes at a horizon, of the sample's cases. */
static void look_at(sample *self, const ent_score *score, size_t s)
{
    size_t months = s < INTEGRATED ? ent_score_months[s] : ENT_SCORE_MONTHS;

    for (size_t i = 0; i < self->cases; i++) {
        const ent_score_case *one = &score->one[self->set->first + i];
        bool in = belongs(&one->row, self->name) && one->row.known;
        self->weight[i] = in ? ent_score_set_weight(self->set, s)[i] : 0.0;
        self->held[i] = in && s < INTEGRATED ? one->row.at[s].held : ENT_HELD_UNKNOWN;
        self->p[i] = in && (double) months > one->row.duration.entered ? one->survival[months] : (double) NAN;
        self->duration[i] = one->row.duration;
    }
}

/* --- a row -------------------------------------------------------------------------------------------------------- */

static const ent_kernels *kernels_of(const ent_score *score)
{
    return score->one[0].file->experiment->item[0]->model.kernels;
}

/* Weighted mean of x over the cases that `with` has a score of, too. */
static double mean_with(const sample *self, const double *x, const double *with)
{
    double sum = 0.0, weights = 0.0;

    for (size_t i = 0; i < self->cases; i++) {
        if (self->weight[i] > 0.0 && !isnan(x[i]) && !isnan(with[i])) {
            sum += self->weight[i] * x[i];
            weights += self->weight[i];
        }
    }
    return weights > 0.0 ? sum / weights : (double) NAN;
}

static size_t count_held(const sample *self, const double *brier)
{
    size_t held = 0;

    for (size_t i = 0; i < self->cases; i++) {
        held += self->weight[i] > 0.0 && !isnan(brier[i]) && self->held[i] == ENT_HELD ? 1 : 0;
    }
    return held;
}

static const char *horizon_name(ent_score *score, size_t s)
{
    return s == INTEGRATED ? "integrated" : ent_arena_printf(&score->arena, "%u", ent_score_months[s]);
}

/* The model's own figures: whether its order and its level are right. */
static void judge_model(ent_score_summary_row *row, const sample *self, size_t s)
{
    const double no = (double) NAN;

    row->concordance = ent_concordance_of(self->p, self->duration, self->cases);
    row->calibration = (ent_calibration){ENT_CALIBRATION_FEW, no, no, no, no, no, no, 0, 0};
    if (s != INTEGRATED) {
        row->calibration = ent_calibration_of(self->p, self->held, self->weight, self->cases);
    }
}

static void fill_row(ent_score_summary_row *row, const ent_score *score, const sample *self, size_t f, size_t s)
{
    const ent_kernels *kernels = kernels_of(score);
    const double *brier = ent_score_set_brier(self->set, f, s), *log = ent_score_set_log(self->set, f, s);
    const double *model = ent_score_set_brier(self->set, 0, s), *model_log = ent_score_set_log(self->set, 0, s);
    const double no = (double) NAN;
    const ent_score_difference none = {{no, no, no, 0}, no};

    row->brier = ent_score_mean_of(kernels, self->key, brier, self->weight, self->cases, self->scratch);
    row->log = ent_score_mean_of(kernels, self->key, log, self->weight, self->cases, self->scratch);
    row->model_brier = mean_with(self, model, brier);
    row->model_log = mean_with(self, model_log, log);
    row->held = count_held(self, brier);
    row->integrated = s == INTEGRATED;
    row->brier_difference = row->log_difference = none;
    row->concordance = (ent_concordance){no, 0.0};
    row->calibration = (ent_calibration){ENT_CALIBRATION_FEW, no, no, no, no, no, no, 0, 0};
    if (f > 0) {
        row->brier_difference =
            ent_score_difference_of(kernels, self->key, model, brier, self->weight, self->cases, self->scratch);
        row->log_difference =
            ent_score_difference_of(kernels, self->key, model_log, log, self->weight, self->cases, self->scratch);
    } else {
        judge_model(row, self, s);
    }
}

/* --- warnings about them ------------------------------------------------------------------------------------------ */

static void warn(ent_score *score, const ent_score_summary_row *row, const char *text)
{
    ent_diagnostics_add(&score->diagnostics, ENT_SEVERITY_WARNING, (ent_position){0}, NULL, NULL, "%s, %s%s: %s",
        row->set, row->integrated ? "all months" : row->horizon, row->integrated ? "" : " months", text);
}

/* Of the whole sample, why a figure is empty or infinite. */
static void warn_of_row(ent_score *score, const ent_score_summary_row *row)
{
    static const char *const calibration[] = {
        [ENT_CALIBRATION_CERTAIN] = "no calibration: the model gave a chance of 0 or 1, which has no logit",
        [ENT_CALIBRATION_ALIKE] = "no calibration: the model gave all cases the same chance",
        [ENT_CALIBRATION_SEPARATED] =
            "no calibration: one chance parts those that held from the others: infinite slope",
        [ENT_CALIBRATION_FAILED] = "no calibration: the fit did not end"};

    if (strcmp(row->sample, "all") != 0) {
        return;
    }
    if (strcmp(row->forecaster, "model") == 0 && !row->integrated && row->calibration.state != ENT_CALIBRATION_FITTED &&
        row->calibration.state != ENT_CALIBRATION_FEW) {
        warn(score, row, calibration[row->calibration.state]);
    }
    if (row->integrated && row->brier.cases == 0) {
        char text[200];
        snprintf(text, sizeof(text),
            "`%s` has no chances over ten years: no case that it may use was followed so long, or its likelihood has "
            "no "
            "maximum",
            row->forecaster);
        warn(score, row, text);
    }
    if (isinf(row->log.value)) {
        char text[160];
        snprintf(text, sizeof(text), "the log score of `%s` is infinite: it gave no chance to what came about",
            row->forecaster);
        warn(score, row, text);
    }
}

static int summarise_sample(ent_score *score, const ent_score_set *set, const char *name)
{
    sample self;
    int status = sample_init(&self, score, set, name);

    for (size_t s = 0; s < ENT_SCORE_SCORES && status == ENT_OK; s++) {
        look_at(&self, score, s);
        for (size_t f = 0; f < ENT_FORECASTERS; f++) {
            ent_score_summary_row *row = &score->summary[score->summaries++];
            *row = (ent_score_summary_row){.set = set->name,
                .sample = name,
                .horizon = horizon_name(score, s),
                .forecaster = f == 0 ? "model" : ent_score_baseline_name((ent_score_baseline) (f - 1))};
            if (row->horizon == NULL) {
                return ENT_ERR_NO_MEMORY;
            }
            fill_row(row, score, &self, f, s);
            warn_of_row(score, row);
        }
    }
    return status;
}

int ent_score_summarise(ent_score *self, const ent_score_set *set)
{
    int status = ENT_OK;

    if (self->summary == NULL) {
        self->summary = ent_arena_array(
            &self->arena, self->sets * SAMPLES * ENT_SCORE_SCORES * ENT_FORECASTERS, sizeof(*self->summary));
        status = self->summary != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
    }
    for (size_t k = 0; k < SAMPLES && status == ENT_OK; k++) {
        if (is_shown(self, set, samples[k])) {
            status = summarise_sample(self, set, samples[k]);
        }
    }
    return status;
}
