#include "jobs/score/predictions.h"

#include "base/status.h"
#include "run/cases/case_model.h"
#include "run/evaluation/truce_survival.h"
#include "run/experts/experts.h"

#include <math.h>

typedef struct playing {
    ent_score *score;
    const ent_job_host *host;
} playing;

static void advance(void *context, uint64_t draws)
{
    playing *self = context;

    ent_job_add_draws(self->host, &self->score->progress, draws);
}

static uint64_t draws_of(const ent_score_case *one)
{
    const ent_run_size *run = &one->file->experiment->item[0]->scenario.run;

    return run->worlds * run->replications;
}

static ent_estimate no_estimate(void)
{
    const double no = (double) NAN;

    return (ent_estimate){.p = no, .low = no, .high = no, .p05 = no, .p50 = no, .p95 = no};
}

/* The model's chances, from the months that truces lasted in its draws. */
static int keep(ent_score_case *one, const ent_truce_survival *counts)
{
    size_t given = (size_t) floor(one->row.duration.entered);
    size_t last = counts->horizon < ENT_SCORE_MONTHS ? counts->horizon : ENT_SCORE_MONTHS;
    int status = ENT_OK;

    for (size_t m = 0; m <= ENT_SCORE_MONTHS; m++) {
        one->survival[m] = m <= given ? 1.0 : m <= last ? ent_truce_survival_chance(counts, m, given) : (double) NAN;
    }
    for (size_t h = 0; h < ENT_SCORE_HORIZONS && status == ENT_OK; h++) {
        one->row.at[h].chance = no_estimate();
        if (ent_score_months[h] <= last && (double) ent_score_months[h] > one->row.duration.entered) {
            status = ent_truce_survival_estimate(counts, ent_score_months[h], given, &one->row.at[h].chance);
        }
    }
    return status;
}

/* Reports causes of empty figures of a case. */
static int look(ent_score *self, const ent_score_case *one, const ent_model *model, const ent_truce_survival *counts)
{
    if (counts->not_a_number != SIZE_MAX) {
        ent_diagnostics_add(&self->diagnostics, ENT_SEVERITY_ERROR, (ent_position){0},
            ent_experts_guard(model, counts->not_a_number)->quantity->path, NULL,
            "the formula gave no number in some draws of %s", one->row.name);
        return ENT_ERR_NUMERIC;
    }
    if (isnan(ent_truce_survival_chance(counts, 0, 0))) {
        ent_diagnostics_add(&self->diagnostics, ENT_SEVERITY_WARNING, (ent_position){0}, NULL, NULL,
            "%s has no chances: no draw has a truce", one->row.name);
    } else if (counts->horizon < ENT_SCORE_MONTHS) {
        ent_diagnostics_add(&self->diagnostics, ENT_SEVERITY_WARNING, (ent_position){0}, "run.horizon",
            "leave run.horizon out of --set: a score follows truces for 120 months",
            "%s is followed for %zu months only, so longer horizons are empty", one->row.name, counts->horizon);
    }
    return ENT_OK;
}

static int play_model(ent_score *self, const ent_job_request *request, const ent_job_host *host, ent_score_case *one,
    const ent_model *model)
{
    playing context = {self, host};
    ent_truce_survival counts = {.worlds = 0};
    const ent_run_size *run = &model->scenario->run;
    const ent_evaluation evaluation = {.model = model,
        .worlds = run->worlds,
        .replications = run->replications,
        .threads = request->threads,
        .stop = host->stop,
        .progress = advance,
        .context = &context};
    int status = ent_truce_survival_fill(&counts, &evaluation);

    status = status == ENT_OK ? look(self, one, model, &counts) : status;
    status = status == ENT_OK ? keep(one, &counts) : status;
    ent_truce_survival_free(&counts);
    return status;
}

static int play(ent_score *self, const ent_job_request *request, const ent_job_host *host, ent_score_case *one)
{
    const ent_variant_model *file = one->file->experiment->item[0];
    ent_variant_model made = {.id = NULL};
    int status;

    if (one->number == SIZE_MAX) {
        return play_model(self, request, host, one, &file->model);
    }
    status = ent_case_model_build(&made, file, one->number, file->model.kernels, &self->diagnostics);
    status = status == ENT_OK ? play_model(self, request, host, one, &made.model) : status;
    ent_variant_model_free(&made);
    return status;
}

int ent_score_predict(ent_score *self, const ent_job_request *request, const ent_job_host *host)
{
    const ent_run_size *run = &self->one[0].file->experiment->item[0]->scenario.run;
    int status = ENT_OK;

    self->worlds = run->worlds;
    self->replications = run->replications;
    self->seed = run->seed;
    for (size_t i = 0; i < self->cases; i++) {
        self->progress.total += draws_of(&self->one[i]);
    }
    ent_job_advance(host, &self->progress);
    for (size_t i = 0; i < self->cases && (status == ENT_OK || status == ENT_ERR_SCENARIO); i++) {
        int own = play(self, request, host, &self->one[i]);
        status = own != ENT_OK ? own : status;
    }
    return status;
}
