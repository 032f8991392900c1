#include "run/evaluation/draw_flags.h"

#include "base/status.h"
#include "run/chunks.h"
#include "run/experts/player.h"
#include "run/threads.h"

#include <stdlib.h>
#include <string.h>

enum { BITS = 64 };

/* State that the threads share. Each draw has a place of its own. */
typedef struct shared {
    const ent_draw_flags_request *request;
    ent_draw_flags *to;
    uint8_t *counts; /* [draws of the request] 1: the draw is kept and has the condition */
    ent_chunk_plan plan;
    uint64_t next; /* chunk to be taken next */
    atomic_int status;
} shared;

size_t ent_draw_flags_count(const ent_scenario *scenario)
{
    size_t count = scenario->contributors;

    for (size_t e = 0; e < scenario->events; e++) {
        count += scenario->event[e].timed ? 0 : 1;
    }
    return count;
}

void ent_draw_flags_free(ent_draw_flags *self)
{
    free(self->world);
    free(self->flag);
    free(self->sum);
    *self = (ent_draw_flags){.draws = 0};
}

/* --- a block ------------------------------------------------------------------------------------------------------ */

/* Sets a flag of the rows in which a column is not 0. place: [rows] of each row. */
static void set_flag(
    ent_draw_flags *to, size_t flag, const ent_block *block, ent_register column, const uint64_t *place)
{
    const double *value = column != ENT_NO_REGISTER ? block->draw[column] : NULL;

    for (size_t i = 0; value != NULL && i < block->rows; i++) {
        if (value[i] > 0.0) {
            to->flag[place[i] * to->words + flag / BITS] |= UINT64_C(1) << (flag % BITS);
        }
    }
}

static void set_flags(ent_draw_flags *to, const ent_block *block, const uint64_t *place)
{
    const ent_model *model = block->model;
    size_t flag = 0;

    for (size_t e = 0; e < model->scenario->events; e++) {
        if (!model->scenario->event[e].timed) {
            set_flag(to, flag++, block, model->event[e], place);
        }
    }
    for (size_t c = 0; c < model->scenario->contributors; c++) {
        set_flag(to, flag++, block, model->coalition.joins[c], place);
    }
}

static const double *column_of(const ent_block *block, ent_register column)
{
    return column != ENT_NO_REGISTER ? block->draw[column] : NULL;
}

/* Sets which rows have the condition, and their sums. */
static void set_sums(shared *self, const ent_block *block, const uint64_t *place)
{
    const ent_outcome_plan *plan = &block->model->outcome;
    const ent_scenario *scenario = block->model->scenario;
    bool mean = scenario->headline_query.measure != NULL;
    size_t measure = scenario->headline_measure;
    const double *value = column_of(block, mean ? plan->measure[measure] : plan->headline);
    const double *given = column_of(block, mean ? plan->measure_given[measure] : plan->headline_given);

    for (size_t i = 0; i < block->rows; i++) {
        if (given == NULL || given[i] != 0.0) {
            self->counts[place[i]] = 1;
            self->to->sum[place[i]] = mean ? value[i] : value[i] != 0.0 ? 1.0 : 0.0;
        }
    }
}

static int use_block(void *context, const ent_simulator *simulator)
{
    shared *self = context;
    const ent_block *block = &simulator->block;
    uint64_t place[ENT_BLOCK_ROWS];

    for (size_t i = 0; i < block->rows; i++) {
        place[i] = block->first + (block->row_number != NULL ? (uint64_t) block->row_number[i] : i);
        self->to->world[place[i]] = (uint32_t) (block->first_world + block->world_of[i]);
    }
    set_flags(self->to, block, place);
    set_sums(self, block, place);
    return self->request->stop != NULL && atomic_load(self->request->stop) != 0 ? ENT_ERR_INTERRUPTED : ENT_OK;
}

/* --- threads ------------------------------------------------------------------------------------------------------ */

static bool take_chunk(shared *self, ent_chunk *chunk)
{
    bool taken = false;

    ENT_CRITICAL(entente_draw_flags)
    {
        taken = self->next < self->plan.chunks && atomic_load(&self->status) == ENT_OK;
        if (taken) {
            *chunk = ent_chunk_plan_get(&self->plan, self->next++);
        }
    }
    return taken;
}

static void report_chunk(shared *self, const ent_chunk *chunk)
{
    if (self->request->progress != NULL) {
        ENT_CRITICAL(entente_draw_flags)
        {
            self->request->progress(self->request->context, chunk->end - chunk->first);
        }
    }
}

static int play(shared *self, unsigned threads)
{
    (void) threads; /* without OpenMP it is not read */
    ENT_PARALLEL((int) threads)
    {
        ent_player player = {.simulators = 0};
        ent_chunk chunk;
        int fine = ENT_OK;
        int own =
            ent_player_init(&player, &self->request->variant->recorder, (size_t) self->plan.worlds_in_chunk, false);
        while (own == ENT_OK && take_chunk(self, &chunk)) {
            own = ent_player_run(&player, &self->plan, &chunk, use_block, self);
            report_chunk(self, &chunk);
        }
        if (own != ENT_OK) {
            atomic_compare_exchange_strong(&self->status, &fine, own);
        }
        ent_player_free(&player);
    }
    return atomic_load(&self->status);
}

/* Moves the draws with the condition to the front. */
static void keep_counted(ent_draw_flags *self, const uint8_t *counts, uint64_t draws)
{
    for (uint64_t d = 0; d < draws; d++) {
        if (counts[d]) {
            uint64_t to = self->draws++;
            self->world[to] = self->world[d];
            self->sum[to] = self->sum[d];
            memmove(self->flag + to * self->words, self->flag + d * self->words, self->words * sizeof(*self->flag));
        }
    }
}

int ent_draw_flags_fill(ent_draw_flags *self, const ent_draw_flags_request *request)
{
    const ent_model *model = &request->variant->recorder;
    size_t draws = (size_t) (request->worlds * request->replications);
    unsigned threads = request->threads > 0 ? request->threads : ent_threads_processors();
    shared state = {.request = request,
        .to = self,
        .counts = calloc(draws, sizeof(*state.counts)),
        .plan = ent_chunk_plan_of_size(model, request->worlds, request->replications)};
    int status = ENT_ERR_NO_MEMORY;

    self->flags = ent_draw_flags_count(model->scenario);
    self->words = self->flags / BITS + 1;
    self->world = calloc(draws, sizeof(*self->world));
    self->flag = calloc(draws * self->words, sizeof(*self->flag));
    self->sum = calloc(draws, sizeof(*self->sum));
    if (state.counts != NULL && self->world != NULL && self->flag != NULL && self->sum != NULL) {
        atomic_init(&state.status, ENT_OK);
        status = play(&state, state.plan.chunks < threads ? (unsigned) state.plan.chunks : threads);
    }
    if (status == ENT_OK) {
        keep_counted(self, state.counts, draws);
    }
    free(state.counts);
    return status;
}
