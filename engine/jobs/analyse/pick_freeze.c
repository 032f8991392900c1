#include "jobs/analyse/pick_freeze.h"

#include "base/status.h"
#include "distribution/stream.h"
#include "jobs/analyse/headline_sums.h"
#include "run/evaluation/world_shift.h"

#include <math.h>
#include <stdlib.h>

/* Rows of uniforms: world w of A is world w of the model, world w of B is its world n + w. */
typedef enum matrix { MATRIX_A, MATRIX_B, MATRICES } matrix;

/* The data that all evaluations of one design share. */
typedef struct design {
    const ent_model *model;
    const ent_evaluator *evaluator;
    uint64_t worlds;
    uint64_t key;                      /* stream of the bootstrap */
    uint64_t played;                   /* evaluations so far */
    ent_player_pool players;           /* of the model */
    ent_headline_sums first[MATRICES]; /* of the first evaluation of each */
    ent_world_covariance *variance;    /* [MATRICES + 1] owned; the last one is scratch */
} design;

uint64_t ent_pick_freeze_draws(const ent_model *model)
{
    const ent_run_size *run = &model->scenario->run;
    ent_unknown_groups groups;
    uint64_t evaluations = ent_unknown_groups_init(&groups, model) == ENT_OK && groups.count > 0 ? 4 + groups.count : 0;

    ent_unknown_groups_free(&groups);
    return evaluations * run->worlds * run->replications;
}

/* By how much the numbers of the worlds of this evaluation differ from those of a matrix, modulo 2^64. */
static uint64_t shift_to(const design *self, matrix rows)
{
    return (rows == MATRIX_B ? self->worlds : 0) - self->played * self->worlds;
}

/* Whether an evaluation plays the worlds 0 … n - 1 as a run does: the counts of a run serve then. */
static bool is_run(const design *self, matrix rows, const ent_unknown_group *group)
{
    return rows == MATRIX_A && group == NULL && self->played == 0 && self->model->world_source == NULL;
}

/* Plays A, or B, or with a group A with the group from B. sums: zeroed, freed by the caller whatever the status. */
static int play(design *self, matrix rows, const ent_unknown_group *group, ent_headline_sums *sums)
{
    const ent_world_shift shift = {.key = group != NULL ? group->key : NULL,
        .keys = group != NULL ? group->keys : 0,
        .inside = shift_to(self, MATRIX_B),
        .outside = shift_to(self, rows)};
    const ent_world_source source = ent_world_shift_source(&shift);
    const ent_evaluation evaluation = {.model = self->model,
        .worlds = self->worlds,
        .replications = self->model->scenario->run.replications,
        .first_world = self->played * self->worlds,
        .source = is_run(self, rows, group) ? NULL : &source,
        .players = &self->players,
        .expert_shift = group != NULL && group->experts ? shift.inside : shift.outside};
    ent_world_counts counts = {.worlds = 0};
    int status = self->evaluator->evaluate(self->evaluator->context, &counts, &evaluation);

    if (status == ENT_OK) {
        self->played++;
        status = ent_headline_sums_init(sums, &counts, ENT_ALL_DRAWS);
    }
    ent_world_counts_free(&counts);
    return status;
}

/* Takes the covariance of sums with the first evaluation of a matrix. */
static int covary(const design *self, matrix with, const ent_headline_sums *sums, ent_world_covariance *made)
{
    const ent_world_sums a = ent_headline_sums_of(&self->first[with]), b = ent_headline_sums_of(sums);

    return ent_world_covariance_of(made, self->model->kernels, self->key, &a, &b, (size_t) self->worlds);
}

/* Plays a matrix twice. */
static int play_twice(design *self, matrix rows)
{
    ent_headline_sums again = {.sum = NULL};
    int status = play(self, rows, NULL, &self->first[rows]);

    if (status == ENT_OK) {
        status = play(self, rows, NULL, &again);
    }
    if (status == ENT_OK) {
        status = covary(self, rows, &again, &self->variance[rows]);
    }
    ent_headline_sums_free(&again);
    return status;
}

static int play_group(
    design *self, const ent_unknown_group *group, ent_group_indices *index, ent_world_covariance *covariance)
{
    ent_headline_sums sums = {.sum = NULL};
    int status = play(self, MATRIX_A, group, &sums);

    if (status == ENT_OK) {
        status = covary(self, MATRIX_B, &sums, covariance);
    }
    if (status == ENT_OK) {
        index->first = ent_sobol_first(&self->variance[MATRIX_B], covariance);
        status = covary(self, MATRIX_A, &sums, covariance);
    }
    if (status == ENT_OK) {
        index->total = ent_sobol_total(&self->variance[MATRIX_A], covariance);
    }
    ent_headline_sums_free(&sums);
    return status;
}

/* Indices that are not measured. */
static void set_unknown(ent_pick_freeze *self)
{
    const ent_sobol_index unknown = {(double) NAN, (double) NAN, (double) NAN};

    for (size_t g = 0; g < self->groups.count; g++) {
        self->index[g] = (ent_group_indices){unknown, unknown};
    }
}

static int play_design(ent_pick_freeze *self, design *own)
{
    const ent_world_covariance *variance = &own->variance[MATRIX_A];
    int status = play_twice(own, MATRIX_A);

    if (status != ENT_OK) {
        return status;
    }
    self->variance = variance->value;
    self->error = variance->error;
    self->measured = ent_sobol_measured(variance);
    if (self->measured) {
        status = play_twice(own, MATRIX_B);
        self->measured = status == ENT_OK && ent_sobol_measured(&own->variance[MATRIX_B]);
    }
    for (size_t g = 0; status == ENT_OK && self->measured && g < self->groups.count; g++) {
        status = play_group(own, &self->groups.group[g], &self->index[g], &own->variance[MATRICES]);
    }
    return status;
}

int ent_pick_freeze_run(ent_pick_freeze *self, const ent_model *model, const ent_evaluator *evaluator)
{
    design own = {.model = model,
        .evaluator = evaluator,
        .worlds = model->scenario->run.worlds,
        .key = ent_stream_make(model->scenario->run.seed, "analyse.sensitivity", 0).key,
        .variance = malloc((MATRICES + 1) * sizeof(*own.variance))};
    int status;

    *self = (ent_pick_freeze){.variance = (double) NAN, .error = (double) NAN};
    status = ent_unknown_groups_init(&self->groups, model);
    if (status == ENT_OK) {
        self->index = ent_arena_array(&self->groups.arena, self->groups.count + 1, sizeof(*self->index));
    }
    if (own.variance == NULL || self->index == NULL) {
        status = ENT_ERR_NO_MEMORY;
    }
    if (status == ENT_OK) {
        set_unknown(self);
        status = self->groups.count > 0 ? play_design(self, &own) : ENT_OK;
    }
    self->evaluations = own.played * own.worlds;
    ent_headline_sums_free(&own.first[MATRIX_A]);
    ent_headline_sums_free(&own.first[MATRIX_B]);
    ent_player_pool_free(&own.players);
    free(own.variance);
    return status;
}

void ent_pick_freeze_free(ent_pick_freeze *self)
{
    ent_unknown_groups_free(&self->groups);
    self->index = NULL;
}
