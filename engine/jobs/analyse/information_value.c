#include "jobs/analyse/information_value.h"

#include "base/status.h"
#include "jobs/analyse/headline_sums.h"
#include "run/evaluation/world_values.h"
#include "tally/counts.h"
#include "wording/wording.h"

#include <math.h>
#include <stdlib.h>

/* The counts of the choices: of their early and late draws, [choices] each. */
typedef struct choices_played {
    ent_headline_sums *early, *late;        /* owned; `early` becomes that of all draws once the halves are used */
    ent_world_sums *early_sums, *late_sums; /* views of these */
    size_t count;
    ent_world_sample sample;
} choices_played;

static int played_init(choices_played *self, size_t choices, const ent_run_size *run)
{
    *self =
        (choices_played){.sample = {(size_t) run->worlds, run->design != ENT_DESIGN_RANDOM ? ENT_RANDOMISATIONS : 0},
            .early = calloc(choices, sizeof(*self->early)),
            .late = calloc(choices, sizeof(*self->late)),
            .early_sums = calloc(choices, sizeof(*self->early_sums)),
            .late_sums = calloc(choices, sizeof(*self->late_sums)),
            .count = choices};
    return self->early != NULL && self->late != NULL && self->early_sums != NULL && self->late_sums != NULL
               ? ENT_OK
               : ENT_ERR_NO_MEMORY;
}

static void played_free(choices_played *self)
{
    for (size_t v = 0; v < self->count; v++) {
        if (self->early != NULL) {
            ent_headline_sums_free(&self->early[v]);
        }
        if (self->late != NULL) {
            ent_headline_sums_free(&self->late[v]);
        }
    }
    free(self->early);
    free(self->late);
    free(self->early_sums);
    free(self->late_sums);
}

/* Plays choice v. */
static int play_choice(
    choices_played *played, size_t v, const ent_evaluation *evaluation, const ent_evaluator *evaluator)
{
    ent_world_counts counts = {.worlds = 0};
    int status = evaluator->evaluate(evaluator->context, &counts, evaluation);

    if (status == ENT_OK) {
        status = ent_headline_sums_init(&played->early[v], &counts, ENT_EARLY_DRAWS);
    }
    if (status == ENT_OK) {
        status = ent_headline_sums_init(&played->late[v], &counts, ENT_LATE_DRAWS);
    }
    if (status == ENT_OK) {
        played->early_sums[v] = ent_headline_sums_of(&played->early[v]);
        played->late_sums[v] = ent_headline_sums_of(&played->late[v]);
    }
    ent_world_counts_free(&counts);
    return status;
}

/* Adds the late draws to the early ones. */
static void join_halves(choices_played *self)
{
    for (size_t v = 0; v < self->count; v++) {
        for (size_t w = 0; w < self->sample.worlds; w++) {
            self->early[v].sum[w] += self->late[v].sum[w];
            self->early[v].draws[w] += self->late[v].draws[w];
        }
    }
}

/* Whether the lead of a choice is clear: of chances by ent_wording_is_clear, of a mean by its interval. */
static bool is_clear(const ent_choice_lead *lead, bool mean)
{
    return mean ? ent_wording_excludes_zero(lead->low, lead->high)
                : ent_wording_is_clear(lead->value, lead->low, lead->high) != 0;
}

/* Finds the best choice, its rival, and the choices that are left out. */
static int rank_choices(
    ent_value_of_factors *self, const choices_played *played, const ent_variant_model *const *choice, bool mean)
{
    size_t best = ent_best_choice(played->early_sums, played->count, played->sample.worlds);
    double least = (double) INFINITY;

    self->best = choice[best];
    self->undefined = ent_arena_array(&self->arena, played->count, sizeof(*self->undefined));
    if (self->undefined == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t v = 0; v < played->count; v++) {
        ent_choice_lead lead;
        if (isnan(ent_world_sums_mean(&played->early_sums[v], played->sample.worlds))) {
            self->undefined[self->undefineds++] = choice[v];
            continue;
        }
        if (ent_choice_lead_of(&lead, &played->early_sums[best], &played->early_sums[v], played->sample) != ENT_OK) {
            return ENT_ERR_NO_MEMORY;
        }
        if (v != best && lead.value < least && !is_clear(&lead, mean)) {
            least = lead.value;
            self->rival = choice[v];
        }
    }
    self->defined = self->undefineds < played->count;
    for (size_t w = 0; w < played->sample.worlds; w++) {
        self->worlds += played->early_sums[best].draws[w] > 0.0 ? 1 : 0;
    }
    return ENT_OK;
}

/* --- factors --------------------------------------------------------------------------------------------------------
 */

/* Whether a column of values differs from world to world; *finite: whether every number is finite. */
static bool varies(const double *x, uint64_t worlds, bool *finite)
{
    bool differs = false;
    bool any = false;

    *finite = true;
    for (uint64_t w = 0; w < worlds; w++) {
        differs = differs || x[w] < x[0] || x[w] > x[0];
        *finite = *finite && isfinite(x[w]);
        any = any || !isnan(x[w]);
    }
    return differs || (any && !*finite);
}

/* Appends the value of information of one column of values. */
static int add_factor(
    ent_value_of_factors *self, const char *name, const double *x, const choices_played *played, bool finite)
{
    ent_factor_value *row = &self->row[self->rows++];
    const double nan = (double) NAN;

    *row = (ent_factor_value){name, {nan, nan, nan, nan}};
    return finite ? ent_evppi(&row->value, x, played->early_sums, played->count, played->sample) : ENT_OK;
}

/* Appends which expert is right. x: [worlds] scratch. */
static int add_experts(
    ent_value_of_factors *self, const ent_world_values *values, const choices_played *played, double *x)
{
    bool finite;

    for (uint64_t w = 0; w < values->worlds; w++) {
        x[w] = (double) values->expert[w];
    }
    return varies(x, values->worlds, &finite) ? add_factor(self, "experts", x, played, finite) : ENT_OK;
}

static int add_factors(
    ent_value_of_factors *self, const ent_variant_model *base, const choices_played *played, double *x)
{
    uint64_t worlds = played->sample.worlds;
    ent_world_values values = {.worlds = 0};
    int status = ent_world_values_fill(&values, base, worlds);

    self->row = status == ENT_OK ? ent_arena_array(&self->arena, values.columns + 2, sizeof(*self->row)) : NULL;
    if (status == ENT_OK && self->row == NULL) {
        status = ENT_ERR_NO_MEMORY;
    }
    for (size_t c = 0; status == ENT_OK && c < values.columns; c++) {
        const double *column = values.value + c * (size_t) worlds;
        bool finite;
        if (varies(column, worlds, &finite)) {
            status = add_factor(self, ent_world_values_name(&base->scenario, c), column, played, finite);
        }
    }
    if (status == ENT_OK) {
        status = add_experts(self, &values, played, x);
    }
    ent_world_values_free(&values);
    return status;
}

static int value_choices(ent_value_of_factors *self, const ent_variant_model *base, choices_played *played,
    const ent_variant_model *const *choice)
{
    const ent_world_sums *const half[2] = {played->early_sums, played->late_sums};
    ent_factor_value all = {.factor = "all"};
    double *x = calloc(played->sample.worlds + 1, sizeof(*x));
    int status = x != NULL ? ent_evpi(&all.value, half, played->count, played->sample) : ENT_ERR_NO_MEMORY;

    if (status == ENT_OK) {
        join_halves(played);
        status = rank_choices(self, played, choice, base->scenario.headline_query.measure != NULL);
    }
    if (status == ENT_OK) {
        status = add_factors(self, base, played, x);
    }
    if (status == ENT_OK) {
        self->row[self->rows++] = all;
    }
    free(x);
    return status;
}

int ent_value_of_factors_run(ent_value_of_factors *self, const ent_variant_model *base,
    const ent_variant_model *const *choice, size_t choices, const ent_evaluator *evaluator)
{
    const ent_run_size *run = &base->scenario.run;
    choices_played played;
    int status = played_init(&played, choices, run);

    *self = (ent_value_of_factors){.rows = 0};
    for (size_t v = 0; status == ENT_OK && v < choices; v++) {
        const ent_evaluation evaluation = {
            .model = &choice[v]->model, .worlds = run->worlds, .replications = run->replications};
        status = play_choice(&played, v, &evaluation, evaluator);
    }
    if (status == ENT_OK) {
        status = value_choices(self, base, &played, choice);
    }
    played_free(&played);
    return status;
}

void ent_value_of_factors_free(ent_value_of_factors *self)
{
    ent_arena_free(&self->arena);
    *self = (ent_value_of_factors){.rows = 0};
}
