#include "run/evaluation/evaluation.h"

#include "base/status.h"
#include "run/chunks.h"
#include "run/experts/experts.h"
#include "run/experts/player.h"
#include "run/threads.h"

#include <math.h>
#include <stdlib.h>

/* --- counts by world ---------------------------------------------------------------------------------------------- */

static int counts_init(ent_world_counts *self, const ent_evaluation *evaluation)
{
    size_t worlds = (size_t) evaluation->worlds;
    uint32_t **column[] = {
        &self->draws, &self->deals, &self->event, &self->given, &self->early_event, &self->early_given};
    enum { COLUMNS = sizeof(column) / sizeof(*column) };

    *self = (ent_world_counts){.worlds = evaluation->worlds,
        .replications = evaluation->replications,
        .design = evaluation->model->scenario->run.design != ENT_DESIGN_RANDOM,
        .guards = ent_experts_guards(evaluation->model)};
    self->draws = calloc(worlds * COLUMNS, sizeof(*self->draws));
    self->guard = calloc(self->guards + 1, sizeof(*self->guard));
    if (evaluation->model->scenario->headline_query.measure != NULL) {
        self->sum = calloc(2 * worlds, sizeof(*self->sum));
        self->early_sum = self->sum != NULL ? self->sum + worlds : NULL;
    }
    for (size_t c = 1; c < COLUMNS && self->draws != NULL; c++) {
        *column[c] = self->draws + c * worlds;
    }
    return self->draws != NULL && self->guard != NULL &&
                   (self->sum != NULL || evaluation->model->scenario->headline_query.measure == NULL)
               ? ENT_OK
               : ENT_ERR_NO_MEMORY;
}

void ent_world_counts_free(ent_world_counts *self)
{
    free(self->draws);
    free(self->guard);
    free(self->sum);
    *self = (ent_world_counts){.worlds = 0};
}

ent_counts ent_world_counts_column(const ent_world_counts *self, const uint32_t *column)
{
    return (ent_counts){.at = column, .stride = 1, .design = self->design};
}

void ent_world_counts_means(const ent_world_counts *self, double *mean, double *weight)
{
    for (uint64_t w = 0; w < self->worlds; w++) {
        double n = self->sum != NULL ? (double) self->sum[w].count : (double) self->given[w];
        weight[w] = n;
        if (!(n > 0.0)) {
            mean[w] = (double) NAN;
        } else {
            mean[w] = self->sum != NULL ? ent_measure_world_mean(&self->sum[w]).mean : (double) self->event[w] / n;
        }
    }
}

size_t ent_world_counts_not_a_number(const ent_world_counts *self)
{
    for (size_t g = 0; g < self->guards; g++) {
        if (self->guard[g].nan > 0) {
            return g;
        }
    }
    return SIZE_MAX;
}

/* --- blocks ------------------------------------------------------------------------------------------------------- */

/* The rows of a block that belong to one world: the first of them, and the first of its second half. */
typedef struct world_rows {
    size_t first, middle, end;
    uint64_t world; /* of the evaluation */
} world_rows;

static uint32_t count_nonzero(const ent_block *block, ent_register column, size_t first, size_t end)
{
    return column == ENT_NO_REGISTER
               ? (uint32_t) (end - first)
               : (uint32_t) block->model->kernels->count_nonzero(end - first, block->draw[column] + first);
}

static void count_world(ent_world_counts *counts, const ent_block *block, const world_rows *at)
{
    const ent_outcome_plan *plan = &block->model->outcome;
    uint64_t w = at->world;
    uint32_t event = count_nonzero(block, plan->headline, at->first, at->middle);
    uint32_t given = count_nonzero(block, plan->headline_given, at->first, at->middle);

    counts->draws[w] += (uint32_t) (at->end - at->first);
    counts->deals[w] += count_nonzero(block, block->model->talks.agreed, at->first, at->end);
    counts->early_event[w] += event;
    counts->early_given[w] += given;
    counts->event[w] += event + count_nonzero(block, plan->headline, at->middle, at->end);
    counts->given[w] += given + count_nonzero(block, plan->headline_given, at->middle, at->end);
}

static void sum_world(ent_world_counts *counts, const ent_block *block, const world_rows *at)
{
    const ent_outcome_plan *plan = &block->model->outcome;
    size_t measure = block->model->scenario->headline_measure;
    const double *x = block->draw[plan->measure[measure]];
    const double *given =
        plan->measure_given[measure] != ENT_NO_REGISTER ? block->draw[plan->measure_given[measure]] : NULL;

    for (size_t i = at->first; i < at->end; i++) {
        if (given == NULL || given[i] != 0.0) {
            ent_measure_sum_add(&counts->sum[at->world], x[i]);
            if (i < at->middle) {
                ent_measure_sum_add(&counts->early_sum[at->world], x[i]);
            }
        }
    }
}

/* Number of a row's draw within its world. */
static uint64_t replication_of(const ent_block *block, size_t row)
{
    uint64_t number = block->row_number != NULL ? (uint64_t) block->row_number[row] : row;

    return (block->first + number) % block->replications;
}

/* The first row of first … end - 1, all of one world, that is not of the first `half` draws of the world. */
static size_t find_middle(const ent_block *block, size_t first, size_t end, uint64_t half)
{
    uint64_t at = replication_of(block, first);

    if (block->row_number == NULL) {
        return at >= half ? first : half - at < end - first ? first + (size_t) (half - at) : end;
    }
    while (first < end && replication_of(block, first) < half) {
        first++;
    }
    return first;
}

static void count_block(ent_world_counts *counts, const ent_block *block, uint64_t first_world)
{
    uint64_t half = counts->replications / 2;

    for (world_rows at = {.first = 0}; at.first < block->rows; at.first = at.end) {
        at.world = block->first_world + block->world_of[at.first] - first_world;
        at.end = at.first + 1;
        while (at.end < block->rows && block->world_of[at.end] == block->world_of[at.first]) {
            at.end++;
        }
        at.middle = find_middle(block, at.first, at.end, half);
        if (counts->sum != NULL) {
            counts->draws[at.world] += (uint32_t) (at.end - at.first);
            counts->deals[at.world] += count_nonzero(block, block->model->talks.agreed, at.first, at.end);
            sum_world(counts, block, &at);
        } else {
            count_world(counts, block, &at);
        }
    }
}

/* --- threads ------------------------------------------------------------------------------------------------------ */

/* State that the threads share. */
typedef struct shared {
    const ent_evaluation *evaluation;
    ent_world_counts *counts;
    ent_chunk_plan plan;
    uint64_t next; /* chunk to be taken next */
    atomic_int status;
} shared;

static int use_block(void *context, const ent_simulator *simulator)
{
    shared *self = context;

    if (self->plan.chunks_in_world == 1) {
        count_block(self->counts, &simulator->block, self->evaluation->first_world);
    } else {
        ENT_CRITICAL(entente_evaluation_world) /* threads share the worlds */
        {
            count_block(self->counts, &simulator->block, self->evaluation->first_world);
        }
    }
    return self->evaluation->stop != NULL && atomic_load(self->evaluation->stop) != 0 ? ENT_ERR_INTERRUPTED : ENT_OK;
}

static bool take_chunk(shared *self, ent_chunk *chunk)
{
    const ent_evaluation *evaluation = self->evaluation;
    bool taken = false;

    ENT_CRITICAL(entente_evaluation)
    {
        taken = self->next < self->plan.chunks && atomic_load(&self->status) == ENT_OK;
        if (taken) {
            *chunk = ent_chunk_plan_get(&self->plan, self->next++);
        }
    }
    if (taken) {
        chunk->world += evaluation->first_world;
        chunk->first += evaluation->first_world * evaluation->replications;
        chunk->end += evaluation->first_world * evaluation->replications;
    }
    return taken;
}

static void report_chunk(shared *self, const ent_chunk *chunk)
{
    if (self->evaluation->progress != NULL) {
        ENT_CRITICAL(entente_evaluation)
        {
            self->evaluation->progress(self->evaluation->context, chunk->end - chunk->first);
        }
    }
}

static int open_player(const shared *self, ent_player *player)
{
    const ent_evaluation *evaluation = self->evaluation;
    int status = ent_player_init(player, evaluation->model, (size_t) self->plan.worlds_in_chunk, false);

    player->expert_shift = evaluation->expert_shift;
    for (size_t e = 0; status == ENT_OK && evaluation->source != NULL && e < player->simulators; e++) {
        player->simulator[e].block.source = evaluation->source;
    }
    return status;
}

static void close_player(shared *self, ent_player *player, int status)
{
    int fine = ENT_OK;

    if (status != ENT_OK) {
        atomic_compare_exchange_strong(&self->status, &fine, status);
    } else {
        ENT_CRITICAL(entente_evaluation)
        {
            ent_player_add_guards(player, self->counts->guard);
        }
    }
    ent_player_free(player);
}

int ent_evaluate(ent_world_counts *counts, const ent_evaluation *evaluation)
{
    shared self = {.evaluation = evaluation,
        .counts = counts,
        .plan = ent_chunk_plan_of_size(evaluation->model, evaluation->worlds, evaluation->replications)};
    unsigned threads = evaluation->threads > 0 ? evaluation->threads : ent_threads_processors();
    int status = counts_init(counts, evaluation);

    if (status != ENT_OK) {
        return status;
    }
    atomic_init(&self.status, ENT_OK);
    threads = self.plan.chunks < threads ? (unsigned) self.plan.chunks : threads;
    (void) threads; /* without OpenMP it is not read */
    ENT_PARALLEL((int) threads)
    {
        ent_player player = {.simulators = 0};
        ent_chunk chunk;
        int own = open_player(&self, &player);
        while (own == ENT_OK && take_chunk(&self, &chunk)) {
            own = ent_player_run(&player, &self.plan, &chunk, use_block, &self);
            report_chunk(&self, &chunk);
        }
        close_player(&self, &player, own);
    }
    return atomic_load(&self.status);
}
