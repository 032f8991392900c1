/* Method `sensitivity`: Sobol' indices of the headline over the quantities unknown by world. */
#include "base/status.h"
#include "jobs/analyse/factor_words.h"
#include "jobs/analyse/methods.h"
#include "jobs/analyse/pick_freeze.h"
#include "tables/analysis/sensitivity.h"
#include "wording/analysis/sensitivity_words.h"

#include <math.h>

static uint64_t draws(const ent_analysis *self)
{
    return ent_pick_freeze_draws(&self->variant->model);
}

/* The source of the rows of the table. */
typedef struct rows_of {
    const char *variant;
    const ent_pick_freeze *made;
} rows_of;

static void write_rows(ent_sink *sink, const void *context)
{
    const rows_of *self = context;

    for (size_t g = 0; g < self->made->groups.count; g++) {
        const ent_sensitivity_row row = {.variant = self->variant,
            .group = self->made->groups.group[g].name,
            .first = self->made->index[g].first,
            .total = self->made->index[g].total,
            .evaluations = self->made->evaluations};
        ent_table_sensitivity_row(sink, &row);
    }
}

static ent_sensitivity_figures figures_of(ent_analysis *self, const ent_pick_freeze *made, size_t g)
{
    const ent_group_indices *it = &made->index[g];

    return (ent_sensitivity_figures){.name = ent_factor_words(self, made->groups.group[g].name),
        .first = it->first.value,
        .first_low = it->first.low,
        .first_high = it->first.high,
        .total = it->total.value,
        .total_low = it->total.low,
        .total_high = it->total.high};
}

static int add_findings(ent_analysis *self, const ent_pick_freeze *made)
{
    size_t count = made->groups.count;
    ent_sensitivity_figures *list = ent_arena_array(&self->arena, count + 1, sizeof(*list));
    const char *subject = ent_subject_words(self);
    const char *text, *more;
    int status;

    if (list == NULL || subject == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t g = 0; g < count; g++) {
        list[g] = figures_of(self, made, g);
        if (list[g].name == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
    }
    ent_sensitivity_sort(list, count);
    text = ent_sensitivity_sentence(subject, list, count, &self->arena);
    more = ent_sensitivity_interactions(list, count, &self->arena);
    if (text == NULL || more == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    status = ent_analysis_find(self, "%s", text);
    return status == ENT_OK && *more != '\0' ? ent_analysis_find(self, "%s", more) : status;
}

/* Why there are no indices. */
static void warn(ent_analysis *self, const ent_pick_freeze *made)
{
    if (made->groups.count == 0 || made->measured) {
        return;
    }
    if (isnan(made->variance)) {
        ent_analysis_warn(self, "more draws with the condition of the headline, or a measure that is never infinite",
            "no index: fewer than two worlds have a draw with the condition of the headline");
        return;
    }
    ent_analysis_warn(self, "more worlds or replications, where anything moves it at all",
        "no index: the variance of the headline across worlds, %.2g, is below 4 of its standard errors of %.2g",
        made->variance, made->error);
}

static int evaluate(void *context, ent_world_counts *counts, const ent_evaluation *evaluation)
{
    return ent_analysis_evaluate(context, counts, *evaluation);
}

static int run(ent_analysis *self)
{
    const ent_evaluator evaluator = {evaluate, self};
    const ent_run_size *size = &self->variant->scenario.run;
    ent_pick_freeze made;
    int status = ent_pick_freeze_run(&made, &self->variant->model, &evaluator);

    if (status == ENT_OK) {
        const rows_of rows = {self->variant->id, &made};
        warn(self, &made);
        ent_job_add_draws(self->host, &self->results.progress, /* of evaluations that were not needed */
            draws(self) - made.evaluations * size->replications);
        status = ent_analysis_table(self, &ent_table_sensitivity, write_rows, &rows);
    }
    if (status == ENT_OK) {
        status = add_findings(self, &made);
    }
    ent_pick_freeze_free(&made);
    return status;
}

const ent_analysis_method ent_method_sensitivity = {.name = "sensitivity",
    .about = "what explains the spread of the headline across worlds, alone and with interactions",
    .draws = draws,
    .run = run};
