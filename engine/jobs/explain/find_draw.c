#include "jobs/explain/find_draw.h"

#include "base/status.h"
#include "run/experts/player.h"
#include "run/threads.h"

#include <stdlib.h>
#include <string.h>

static bool is_wanted(const ent_draw_query *query, const ent_block *block, size_t row)
{
    const ent_outcome_plan *plan = &block->model->outcome;

    return (query->outcome == SIZE_MAX || (size_t) block->outcome[row] == query->outcome) &&
           (!query->where || block->draw[plan->where][row] > 0.0);
}

/* Number of the draw in a row of a block that was reduced to its kept draws. */
static uint64_t number_of(const ent_block *block, size_t row)
{
    return block->first + (block->row_number != NULL ? (uint64_t) block->row_number[row] : (uint64_t) row);
}

/* --- the first draw ----------------------------------------------------------------------------------------------- */

typedef struct first_look {
    const ent_draw_query *query;
    ent_draw_found *found;
} first_look;

/* Ends the chunk with ENT_ERR_INTERRUPTED once a draw is found. */
static int look(void *context, const ent_simulator *simulator)
{
    const first_look *self = context;
    const ent_block *block = &simulator->block;

    for (size_t row = 0; row < block->rows; row++) {
        self->found->looked++;
        if (is_wanted(self->query, block, row)) {
            self->found->any = true;
            self->found->draw = number_of(block, row);
            self->found->outcome = (size_t) block->outcome[row];
            return ENT_ERR_INTERRUPTED;
        }
    }
    return ENT_OK;
}

int ent_find_first_draw(const ent_draw_query *query, ent_draw_found *found)
{
    const ent_model *model = &query->variant->model;
    ent_chunk_plan plan = ent_chunk_plan_make(model);
    ent_player player = {.simulators = 0};
    first_look context = {.query = query, .found = found};
    int status = ent_player_init(&player, model, (size_t) plan.worlds_in_chunk, false);

    *found = (ent_draw_found){.outcome = SIZE_MAX};
    for (uint64_t c = 0; c < plan.chunks && status == ENT_OK; c++) {
        ent_chunk chunk = ent_chunk_plan_get(&plan, c);
        status = ent_player_run(&player, &plan, &chunk, look, &context);
    }
    ent_player_free(&player);
    return found->any ? ENT_OK : status;
}

/* --- samples ------------------------------------------------------------------------------------------------------ */

/* A bijective mixer (splitmix64: Steele, Lea and Flood, OOPSLA 2014), so that no two draws have the same hash. */
static uint64_t hash(uint64_t x)
{
    x += UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ (x >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94D049BB133111EB);
    return x ^ (x >> 31);
}

static int by_hash(const void *left, const void *right)
{
    uint64_t a = hash(*(const uint64_t *) left);
    uint64_t b = hash(*(const uint64_t *) right);

    return a < b ? -1 : a > b ? 1 : 0;
}

static int by_number(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *) left;
    uint64_t b = *(const uint64_t *) right;

    return a < b ? -1 : a > b ? 1 : 0;
}

static void shrink(ent_draw_sample *self)
{
    if (self->count > ENT_DRAW_SAMPLE) {
        qsort(self->draw, self->count, sizeof(*self->draw), by_hash);
        self->count = ENT_DRAW_SAMPLE;
        self->limit = hash(self->draw[ENT_DRAW_SAMPLE - 1]);
    }
}

static int add(ent_draw_sample *self, uint64_t draw)
{
    const size_t most = 2 * (size_t) ENT_DRAW_SAMPLE;

    if (self->limit > 0 && hash(draw) > self->limit) {
        return ENT_OK;
    }
    if (self->draw == NULL) {
        self->draw = calloc(most, sizeof(*self->draw));
        if (self->draw == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
    }
    if (self->count == most) {
        shrink(self);
    }
    self->draw[self->count++] = draw;
    return ENT_OK;
}

/* Findings of a thread. */
typedef struct sampler {
    const ent_draw_query *query;
    ent_player player;
    ent_draw_sample *sample; /* [samples] by outcome, or one */
    size_t samples;
    uint64_t looked;
    int status;
} sampler;

static int sample_block(void *context, const ent_simulator *simulator)
{
    sampler *self = context;
    const ent_block *block = &simulator->block;
    int status = ENT_OK;

    for (size_t row = 0; row < block->rows && status == ENT_OK; row++) {
        if (is_wanted(self->query, block, row)) {
            ent_draw_sample *sample = &self->sample[self->samples > 1 ? (size_t) block->outcome[row] : 0];
            sample->all++;
            status = add(sample, number_of(block, row));
        }
    }
    self->looked += block->rows;
    return status;
}

static void sampler_open(sampler *self, const ent_draw_query *query, const ent_chunk_plan *plan, size_t samples)
{
    *self = (sampler){.query = query, .samples = samples};
    self->sample = calloc(self->samples, sizeof(*self->sample));
    self->status = self->sample != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
    if (self->status == ENT_OK) {
        self->status = ent_player_init(&self->player, &query->variant->model, (size_t) plan->worlds_in_chunk, false);
    }
}

/* Adds the findings of a thread, one thread at a time. */
static int sampler_merge(const sampler *self, ent_draw_sample *sample, uint64_t *looked)
{
    int status = self->status;

    for (size_t o = 0; o < self->samples && status == ENT_OK; o++) {
        for (size_t i = 0; i < self->sample[o].count && status == ENT_OK; i++) {
            status = add(&sample[o], self->sample[o].draw[i]);
        }
        sample[o].all += self->sample[o].all;
    }
    *looked += self->looked;
    return status;
}

static void sampler_close(sampler *self)
{
    for (size_t o = 0; self->sample != NULL && o < self->samples; o++) {
        free(self->sample[o].draw);
    }
    free(self->sample);
    ent_player_free(&self->player);
}

/* Takes the next chunk. Returns false if there is none. */
static bool take(uint64_t *next, uint64_t chunks, uint64_t *chunk)
{
    bool taken = false;

    ENT_CRITICAL(entente_sample)
    {
        taken = *next < chunks;
        *chunk = *next;
        *next += taken ? 1 : 0;
    }
    return taken;
}

int ent_sample_draws(const ent_draw_query *query, bool by_outcome, ent_draw_sample *sample, uint64_t *looked)
{
    const size_t samples = by_outcome ? query->variant->scenario.outcomes + 1 : 1;
    ent_chunk_plan plan = ent_chunk_plan_make(&query->variant->model);
    unsigned threads = query->threads > 0 ? query->threads : ent_threads_processors();
    uint64_t next = 0;
    int status = ENT_OK;

    *looked = 0;
    threads = plan.chunks < threads ? (unsigned) plan.chunks : threads;
    (void) threads; /* without OpenMP it is not read */
    ENT_PARALLEL((int) threads)
    {
        sampler own;
        uint64_t number = 0;
        sampler_open(&own, query, &plan, samples);
        while (own.status == ENT_OK && take(&next, plan.chunks, &number)) {
            ent_chunk chunk = ent_chunk_plan_get(&plan, number);
            own.status = ent_player_run(&own.player, &plan, &chunk, sample_block, &own);
        }
        ENT_CRITICAL(entente_sample)
        {
            int merged = own.sample != NULL ? sampler_merge(&own, sample, looked) : own.status;
            status = status == ENT_OK ? merged : status;
        }
        sampler_close(&own);
    }
    for (size_t o = 0; o < samples; o++) {
        shrink(&sample[o]);
        if (sample[o].count > 0) {
            qsort(sample[o].draw, sample[o].count, sizeof(*sample[o].draw), by_number);
        }
    }
    return status;
}
