#include "run/headline.h"

#include "base/status.h"
#include "run/experts/experts.h"
#include "tally/measure.h"

int ent_headline_estimate(const ent_model *model, const ent_world_counts *counts, ent_estimate *estimate)
{
    const ent_worlds worlds = {counts->worlds, counts->replications, ent_experts_have_unknowns(model)};
    ent_measure_column column = {.at = counts->sum, .stride = 1, .design = counts->design};

    if (counts->sum == NULL) {
        return ent_estimate_of_counts(estimate, ent_world_counts_column(counts, counts->event),
            ent_world_counts_column(counts, counts->given), &worlds);
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
        status = ent_headline_estimate(model, &counts, estimate);
    }
    ent_world_counts_free(&counts);
    return status;
}
