#include "run/run.h"

#include "base/status.h"
#include "run/counter.h"
#include "run/experts/experts.h"
#include "run/experts/player.h"
#include "run/threads.h"

#include <string.h>

/* State that the threads of a run share. */
typedef struct shared {
    const ent_model *model;
    const ent_run_options *options;
    const ent_threshold *threshold;
    ent_chunk_range *range;
    uint64_t start; /* first chunk of this call */
    bool paused;
    atomic_int status;
} shared;

unsigned ent_run_threads(const ent_run_options *options)
{
    return options->threads > 0 ? options->threads : ent_threads_processors();
}

static bool stopped(shared *self)
{
    int fine = ENT_OK;

    if (self->options->stop != NULL && atomic_load(self->options->stop) != 0) {
        atomic_compare_exchange_strong(&self->status, &fine, ENT_ERR_INTERRUPTED); /* a failure stays */
    }
    return atomic_load(&self->status) != ENT_OK;
}

static bool pauses(shared *self)
{
    uint64_t taken = self->range->next - self->start;

    if (self->options->pause != NULL && taken > 0 && self->range->next % ENT_RUN_PAUSE_CHUNKS == 0) {
        self->paused = self->paused || self->options->pause(self->options->context);
    }
    return self->paused;
}

/* Takes the next chunk. Returns false if there is none, or the run stops or pauses. Chunks are taken in order and each
 * is run to its end, so the chunks that are counted when all threads have returned have no gaps. */
static bool take_chunk(shared *self, uint64_t *chunk)
{
    bool taken = false;

    ENT_CRITICAL(entente_fold)
    {
        taken = self->range->next < self->range->end && !stopped(self) && !pauses(self);
        if (taken) {
            *chunk = self->range->next++;
        }
    }
    return taken;
}

/* Adds a complete chunk to the range, one thread at a time. */
static void add_chunk(shared *self, ent_counter *counter, const ent_chunk *chunk)
{
    ent_chunk_range *range = self->range;

    if (range->plan.chunks_in_world == 1) {
        ent_counter_fold_drivers(counter, (size_t) chunk->worlds);
        ent_chunk_counts_close(&counter->worlds, (size_t) chunk->worlds);
    }
    ENT_CRITICAL(entente_fold)
    {
        for (uint64_t w = 0; w < chunk->worlds; w++) {
            ent_tally_add_means(&range->tally, chunk->world + w, counter->mean + w * range->tally.layout.means);
            ent_tally_add_measures(
                &range->tally, chunk->world + w, counter->measure + w * range->tally.layout.measures);
        }
        if (range->plan.chunks_in_world > 1) {
            ent_driver_counter_add_split(&counter->drivers, ent_chunk_range_split_drivers(range, chunk->world));
            ent_chunk_range_add_split(range, chunk->world, counter->worlds.count);
        } else {
            ent_chunk_counts_add_to(&counter->worlds, &range->tally, chunk->world, (size_t) chunk->worlds);
        }
        if (self->options->progress != NULL) {
            self->options->progress(self->options->context, chunk->end - chunk->first);
        }
    }
}

/* What takes in the blocks of a chunk. */
typedef struct block_user {
    const shared *run;
    ent_counter *counter;
} block_user;

static int add_block(void *context, const ent_simulator *simulator)
{
    const block_user *self = context;
    ent_world_counts *worlds = self->run->options->worlds;

    ent_counter_add(self->counter, &simulator->block, &simulator->ratification);
    if (worlds != NULL && self->run->range->plan.chunks_in_world == 1) {
        ent_world_counts_add(worlds, &simulator->block, 0);
    } else if (worlds != NULL) {
        ENT_CRITICAL(entente_run_worlds) /* threads share the worlds */
        {
            ent_world_counts_add(worlds, &simulator->block, 0);
        }
    }
    return ENT_OK;
}

/* Simulates and counts a chunk, block by block. */
static int run_chunk(shared *self, ent_player *player, ent_counter *counter, uint64_t number)
{
    const ent_chunk_plan *plan = &self->range->plan;
    ent_chunk chunk = ent_chunk_plan_get(plan, number);
    block_user user = {.run = self, .counter = counter};
    int status;

    ent_counter_clear(counter, chunk.world, (size_t) chunk.worlds);
    status = ent_player_run(player, plan, &chunk, add_block, &user);
    ent_counter_add_played(counter, (size_t) chunk.worlds, (chunk.end - chunk.first) / chunk.worlds);
    if (status == ENT_OK) {
        add_chunk(self, counter, &chunk);
    }
    return status;
}

/* A thread's own state. */
typedef struct worker {
    ent_player player;
    ent_counter counter;
    int status;
} worker;

static void worker_open(worker *self, const shared *run)
{
    size_t worlds = (size_t) run->range->plan.worlds_in_chunk;

    *self = (worker){.status = ENT_OK};
    self->status = ent_player_init(&self->player, run->model, worlds, true);
    if (self->status == ENT_OK) {
        self->status = ent_counter_init(
            &self->counter, run->model, &run->range->tally.layout, run->threshold, worlds, &run->range->tally);
    }
}

static void merge_worker(shared *self, const ent_player *player, ent_counter *counter)
{
    ent_counter_flush(counter);
    ENT_CRITICAL(entente_fold)
    {
        ent_tally_merge(&self->range->tally, &counter->tally);
        for (size_t e = 0; e < player->simulators; e++) {
            ent_tally_guarantee_months(&self->range->tally, player->simulator[e].block.guarantee_month);
        }
        ent_player_add_guards(player, self->range->guard);
    }
}

/* Adds the worker's counts to the range. */
static void worker_close(worker *self, shared *run)
{
    if (self->status == ENT_OK) {
        merge_worker(run, &self->player, &self->counter);
    } else {
        atomic_store(&run->status, self->status);
    }
    ent_counter_free(&self->counter);
    ent_player_free(&self->player);
}

int ent_run_range(
    ent_chunk_range *range, const ent_model *model, const ent_run_options *options, const ent_threshold *threshold)
{
    shared self = {.model = model, .options = options, .threshold = threshold, .range = range, .start = range->next};
    uint64_t left = range->end - range->next;
    unsigned threads = ent_run_threads(options);

    if (left == 0) {
        return ENT_OK;
    }
    atomic_init(&self.status, ENT_OK);
    threads = left < threads ? (unsigned) left : threads;
    (void) threads; /* without OpenMP it is not read */
    ENT_PARALLEL((int) threads)
    {
        worker own;
        uint64_t chunk = 0;
        worker_open(&own, &self);
        while (own.status == ENT_OK && take_chunk(&self, &chunk)) {
            own.status = run_chunk(&self, &own.player, &own.counter, chunk);
        }
        worker_close(&own, &self);
    }
    return atomic_load(&self.status);
}

int ent_run_model(const ent_model *model, const ent_run_options *options, const ent_threshold *threshold,
    size_t thresholds, ent_tally *tally, ent_guard_count *guard)
{
    ent_chunk_range range = {0};
    int status = ent_chunk_range_init(&range, model, thresholds, 0, ent_chunk_plan_make(model).chunks);

    memset(guard, 0, ent_experts_guards(model) * sizeof(*guard));
    if (status == ENT_OK) {
        status = ent_run_range(&range, model, options, threshold);
    }
    if (status == ENT_OK && range.guards > 0) {
        memcpy(guard, range.guard, range.guards * sizeof(*guard));
    }
    *tally = range.tally;
    return status;
}
