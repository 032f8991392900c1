#include "run/evaluation/truce_survival.h"

#include "base/status.h"
#include "run/experts/experts.h"
#include "simulate/block.h"

#include <math.h>
#include <stdlib.h>

typedef struct counting {
    ent_truce_survival *to;
    uint64_t first_world;
} counting;

void ent_truce_survival_free(ent_truce_survival *self)
{
    free(self->lasting);
    *self = (ent_truce_survival){.worlds = 0};
}

/* Counts draws by the months that their truce lasts. */
static void count_block(void *context, const ent_block *block)
{
    const counting *self = context;
    const ent_model *model = block->model;
    const double *agreed = model->truce.in_force ? NULL : block->draw[model->talks.agreed];
    const double *months = block->draw[model->truce.months];

    for (size_t i = 0; i < block->rows; i++) {
        if (agreed == NULL || agreed[i] != 0.0) {
            uint64_t world = block->first_world + block->world_of[i] - self->first_world;
            self->to->lasting[(size_t) months[i] * self->to->worlds + world]++;
        }
    }
}

int ent_truce_survival_fill(ent_truce_survival *self, const ent_evaluation *evaluation)
{
    counting counts = {self, evaluation->first_world};
    ent_evaluation own = *evaluation;
    ent_world_counts worlds = {.worlds = 0};
    int status;

    *self = (ent_truce_survival){.worlds = evaluation->worlds,
        .replications = evaluation->replications,
        .horizon = evaluation->model->scenario->run.horizon,
        .unknowns = ent_experts_have_unknowns(evaluation->model)};
    self->lasting = calloc((self->horizon + 1) * (size_t) self->worlds, sizeof(*self->lasting));
    if (self->lasting == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    own.count = count_block;
    own.counts = &counts;
    status = ent_evaluate(&worlds, &own);
    self->design = worlds.design;
    self->not_a_number = status == ENT_OK ? ent_world_counts_not_a_number(&worlds) : SIZE_MAX;
    ent_world_counts_free(&worlds);
    for (size_t m = self->horizon; m > 0; m--) {
        for (size_t w = 0; w < self->worlds; w++) {
            self->lasting[(m - 1) * self->worlds + w] += self->lasting[m * self->worlds + w];
        }
    }
    return status;
}

static ent_counts column(const ent_truce_survival *self, size_t months)
{
    return (ent_counts){.at = self->lasting + months * self->worlds, .stride = 1, .design = self->design};
}

int ent_truce_survival_estimate(const ent_truce_survival *self, size_t months, size_t given, ent_estimate *estimate)
{
    const ent_worlds worlds = {self->worlds, self->replications, self->unknowns};

    return ent_estimate_of_counts(estimate, column(self, months), column(self, given), &worlds);
}

double ent_truce_survival_chance(const ent_truce_survival *self, size_t months, size_t given)
{
    uint64_t k = 0, n = 0;

    for (size_t w = 0; w < self->worlds; w++) {
        k += self->lasting[months * self->worlds + w];
        n += self->lasting[given * self->worlds + w];
    }
    return n > 0 ? (double) k / (double) n : (double) NAN;
}
