#include "run/run.h"

#include "base/status.h"
#include "model/block.h"
#include "run/count.h"
#include "run/threads.h"

#include <string.h>

typedef struct shared {
    const ent_model *model;
    const ent_run_options *options;
    const double *threshold;
    ent_part *part;
    uint64_t start; /* the first chunk of this call */
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
        atomic_compare_exchange_strong(&self->status, &fine, ENT_ERR_INTERRUPTED); /* worse ones stay */
    }
    return atomic_load(&self->status) != ENT_OK;
}

static bool pauses(shared *self)
{
    uint64_t taken = self->part->next - self->start;

    if (self->options->pause != NULL && taken > 0 && self->part->next % ENT_RUN_PAUSE_CHUNKS == 0) {
        self->paused = self->paused || self->options->pause(self->options->context);
    }
    return self->paused;
}

/* Chunks are handed out in order and each that is handed out is played to its end, so what is counted when all threads
 * are done is a stretch without holes, whenever and why ever they stop. */
static bool take_chunk(shared *self, uint64_t *chunk)
{
    bool taken = false;

    ENT_CRITICAL(entente_fold)
    {
        taken = self->part->next < self->part->end && !stopped(self) && !pauses(self);
        if (taken) {
            *chunk = self->part->next++;
        }
    }
    return taken;
}

/* Draws first … end - 1, block by block. */
static int play(ent_block *block, ent_counter *counter, uint64_t first, uint64_t end)
{
    while (first < end) {
        size_t rows = end - first < ENT_BLOCK_ROWS ? (size_t) (end - first) : (size_t) ENT_BLOCK_ROWS;
        int status = ent_block_run(block, first, rows);
        if (status != ENT_OK) {
            return status;
        }
        ent_counter_add(counter, block);
        first += rows;
    }
    return ENT_OK;
}

static void fold_worlds(ent_part *part, ent_counter *counter, const ent_chunk *chunk)
{
    const ent_tally_layout *layout = &part->tally.layout;

    for (uint64_t w = 0; w < chunk->worlds; w++) {
        uint32_t *count = counter->count + w * layout->columns;
        ent_counter_cumulate(layout, count);
        ent_tally_world(&part->tally, chunk->world + w, count);
    }
}

static int run_chunk(shared *self, ent_block *block, ent_counter *counter, uint64_t number)
{
    ent_part *part = self->part;
    ent_chunk chunk = ent_plan_chunk(&part->plan, number);
    int status;

    ent_block_set_worlds(block, chunk.world, (size_t) chunk.worlds, part->plan.replications, chunk.starts_world);
    ent_counter_clear(counter, (size_t) chunk.worlds);
    status = play(block, counter, chunk.first, chunk.end);
    if (status != ENT_OK) {
        return status;
    }
    ENT_CRITICAL(entente_fold)
    {
        if (part->plan.parts > 1) {
            ent_part_add_split(part, chunk.world, counter->count);
        } else {
            fold_worlds(part, counter, &chunk);
        }
        if (self->options->progress != NULL) {
            self->options->progress(self->options->context, chunk.end - chunk.first);
        }
    }
    return ENT_OK;
}

static void merge_thread(shared *self, const ent_block *block, ent_counter *counter)
{
    ent_counter_settle(counter);
    ENT_CRITICAL(entente_fold)
    {
        ent_tally_merge(&self->part->tally, &counter->part);
        for (size_t g = 0; g < self->model->guards; g++) {
            self->part->guard[g].moved += block->guard[g].moved;
            self->part->guard[g].nan += block->guard[g].nan;
        }
    }
}

static void run_thread(shared *self)
{
    size_t worlds = (size_t) self->part->plan.worlds_in_chunk;
    ent_block block = {0};
    ent_counter counter = {0};
    uint64_t chunk = 0;
    int status = ent_block_init(&block, self->model, worlds);

    if (status == ENT_OK) {
        status = ent_counter_init(
            &counter, self->model, &self->part->tally.layout, self->threshold, worlds, &self->part->tally);
    }
    while (status == ENT_OK && take_chunk(self, &chunk)) {
        status = run_chunk(self, &block, &counter, chunk);
    }
    if (status == ENT_OK) {
        merge_thread(self, &block, &counter);
    } else {
        atomic_store(&self->status, status);
    }
    ent_counter_free(&counter);
    ent_block_free(&block);
}

int ent_run_part(ent_part *part, const ent_model *model, const ent_run_options *options, const double *threshold)
{
    shared self = {.model = model, .options = options, .threshold = threshold, .part = part, .start = part->next};
    uint64_t left = part->end - part->next;
    unsigned threads = ent_run_threads(options);

    if (left == 0) {
        return ENT_OK;
    }
    atomic_init(&self.status, ENT_OK);
    threads = left < threads ? (unsigned) left : threads;
    (void) threads; /* without OpenMP it is not read */
    ENT_PARALLEL((int) threads)
    run_thread(&self);
    return atomic_load(&self.status);
}

int ent_run_model(const ent_model *model, const ent_run_options *options, const double *threshold, size_t thresholds,
    ent_tally *tally, ent_guard_count *guard)
{
    ent_part part = {0};
    int status = ent_part_init(&part, model, thresholds, 0, ent_plan_make(model).chunks);

    memset(guard, 0, model->guards * sizeof(*guard));
    if (status == ENT_OK) {
        status = ent_run_part(&part, model, options, threshold);
    }
    if (status == ENT_OK && model->guards > 0) {
        memcpy(guard, part.guard, model->guards * sizeof(*guard));
    }
    *tally = part.tally;
    return status;
}
