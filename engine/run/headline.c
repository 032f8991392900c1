#include "run/headline.h"

#include "base/status.h"
#include "run/evaluation/evaluation.h"
#include "run/experts/experts.h"
#include "tally/measure.h"

static int estimate_of(const ent_model *model, const ent_world_counts *from, ent_estimate *estimate)
{
    const ent_worlds worlds = {from->worlds, from->replications, ent_experts_have_unknowns(model)};
    ent_measure_column column = {.at = from->sum, .stride = 1, .design = from->design};

    if (from->sum == NULL) {
        return ent_estimate_of_counts(
            estimate, ent_world_counts_column(from, from->event), ent_world_counts_column(from, from->given), &worlds);
    }
    column.bounds = ent_experts_measure_bounds(model, model->scenario->headline_measure);
    return ent_measure_estimate(estimate, &column, &worlds, true);
}

int ent_run_headline(const ent_model *model, const atomic_int *stop, ent_guard_count *guard, ent_estimate *estimate)
{
    const ent_evaluation evaluation = {.model = model,
        .worlds = model->scenario->run.worlds,
        .replications = model->scenario->run.replications,
        .threads = 1,
        .stop = stop};
    ent_world_counts counts;
    int status = ent_evaluate(&counts, &evaluation);

    if (status == ENT_OK) {
        for (size_t g = 0; g < counts.guards; g++) {
            guard[g] = counts.guard[g];
        }
        status = estimate_of(model, &counts, estimate);
    }
    ent_world_counts_free(&counts);
    return status;
}
