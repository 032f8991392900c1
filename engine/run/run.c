#include "run/run.h"

#include "base/status.h"
#include "model/block.h"
#include "run/count.h"

#include <omp.h>
#include <stdlib.h>
#include <string.h>

/* A chunk is the unit of work: whole worlds, or a part of one where a world has very many draws. */
enum { CHUNK_DRAWS = 32768, LARGEST_PART = 65536, MOST_WORLDS = 1024, TABLE_NUMBERS = 1 << 19 };

typedef struct plan {
    uint64_t worlds, replications;
    uint64_t worlds_in_chunk; /* 1 where worlds are split */
    uint64_t parts;           /* chunks a world, where worlds are split; else 1 */
    uint64_t chunks;
} plan;

typedef struct shared {
    const ent_model *model;
    const ent_run_options *options;
    const double *threshold;
    ent_tally *tally;
    ent_tally_layout layout;
    plan plan;
    uint32_t *split; /* [worlds][columns] counts of worlds that are split */
    ent_guard_count *guard;
    atomic_int status;
} shared;

unsigned ent_run_threads(const ent_run_options *options)
{
    int processors = omp_get_num_procs();

    if (options->threads > 0) {
        return options->threads;
    }
    return processors > 0 ? (unsigned) processors : 1U;
}

static plan make_plan(const ent_model *model)
{
    const ent_run_size *run = &model->scenario->run;
    plan made = {.worlds = run->worlds, .replications = run->replications, .parts = 1};
    size_t tables = model->program.space[ENT_SPACE_WORLD_MONTH].registers * model->truce.horizon;

    if (run->replications > LARGEST_PART) {
        made.worlds_in_chunk = 1;
        made.parts = (run->replications + LARGEST_PART - 1) / LARGEST_PART;
        made.chunks = made.worlds * made.parts;
        return made;
    }
    made.worlds_in_chunk = (CHUNK_DRAWS + run->replications - 1) / run->replications;
    if (made.worlds_in_chunk > MOST_WORLDS) {
        made.worlds_in_chunk = MOST_WORLDS;
    }
    while (made.worlds_in_chunk > 1 && made.worlds_in_chunk * tables > TABLE_NUMBERS) {
        made.worlds_in_chunk /= 2;
    }
    made.chunks = (made.worlds + made.worlds_in_chunk - 1) / made.worlds_in_chunk;
    return made;
}

static bool stopped(shared *self)
{
    if (self->options->stop != NULL && atomic_load(self->options->stop) != 0) {
        atomic_store(&self->status, ENT_ERR_INTERRUPTED);
    }
    return atomic_load(&self->status) != ENT_OK;
}

/* Draws first … end - 1, block by block. */
static int play(shared *self, ent_block *block, ent_counter *counter, uint64_t first, uint64_t end)
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
    (void) self;
    return ENT_OK;
}

static void fold_worlds(shared *self, ent_counter *counter, uint64_t first, uint64_t worlds)
{
    for (uint64_t w = 0; w < worlds; w++) {
        uint32_t *count = counter->count + w * self->layout.columns;
        ent_counter_cumulate(&self->layout, count);
        ent_tally_world(self->tally, first + w, count);
    }
}

static void fold_part(shared *self, const ent_counter *counter, uint64_t world)
{
    uint32_t *sum = self->split + world * self->layout.columns;

    for (size_t c = 0; c < self->layout.columns; c++) {
        sum[c] += counter->count[c];
    }
    if (sum[self->layout.draws] == self->plan.replications) {
        ent_counter_cumulate(&self->layout, sum);
        ent_tally_world(self->tally, world, sum);
    }
}

static void run_chunk(shared *self, ent_block *block, ent_counter *counter, uint64_t chunk)
{
    const plan *p = &self->plan;
    uint64_t world = chunk / p->parts * p->worlds_in_chunk;
    uint64_t worlds = p->worlds - world < p->worlds_in_chunk ? p->worlds - world : p->worlds_in_chunk;
    uint64_t part = chunk % p->parts;
    uint64_t first = world * p->replications + part * LARGEST_PART;
    uint64_t end = (world + worlds) * p->replications;
    int status;

    if (p->parts > 1 && end - first > LARGEST_PART) {
        end = first + LARGEST_PART;
    }
    ent_block_set_worlds(block, world, (size_t) worlds, p->replications, part == 0);
    ent_counter_clear(counter, (size_t) worlds);
    status = play(self, block, counter, first, end);
    if (status != ENT_OK) {
        atomic_store(&self->status, status);
        return;
    }
#pragma omp critical(entente_fold)
    {
        if (p->parts > 1) {
            fold_part(self, counter, world);
        } else {
            fold_worlds(self, counter, world, worlds);
        }
        if (self->options->progress != NULL) {
            self->options->progress(self->options->context, end - first);
        }
    }
}

static void merge_thread(shared *self, const ent_block *block, const ent_counter *counter)
{
#pragma omp critical(entente_fold)
    {
        ent_tally_merge(self->tally, &counter->part);
        for (size_t g = 0; g < self->model->guards; g++) {
            self->guard[g].moved += block->guard[g].moved;
            self->guard[g].nan += block->guard[g].nan;
        }
    }
}

static void run_chunks(shared *self, unsigned threads)
{
#pragma omp parallel num_threads((int) threads)
    {
        ent_block block = {0};
        ent_counter counter = {0};
        int status = ent_block_init(&block, self->model, (size_t) self->plan.worlds_in_chunk);
        if (status == ENT_OK) {
            status = ent_counter_init(
                &counter, self->model, &self->layout, self->threshold, (size_t) self->plan.worlds_in_chunk);
        }
        if (status != ENT_OK) {
            atomic_store(&self->status, status);
        }
#pragma omp for schedule(dynamic, 1)
        for (uint64_t chunk = 0; chunk < self->plan.chunks; chunk++) {
            if (status == ENT_OK && !stopped(self)) {
                run_chunk(self, &block, &counter, chunk);
            }
        }
        if (status == ENT_OK) {
            merge_thread(self, &block, &counter);
        }
        ent_counter_free(&counter);
        ent_block_free(&block);
    }
}

int ent_run_model(const ent_model *model, const ent_run_options *options, const double *threshold, size_t thresholds,
    ent_tally *tally, ent_guard_count *guard)
{
    shared self = {.model = model, .options = options, .threshold = threshold, .tally = tally, .guard = guard,
        .layout = ent_counter_layout(model, thresholds), .plan = make_plan(model)};
    unsigned threads = ent_run_threads(options);
    int status = ent_tally_init(tally, &self.layout, self.plan.worlds, self.plan.replications);

    atomic_init(&self.status, ENT_OK);
    memset(guard, 0, model->guards * sizeof(*guard));
    if (status == ENT_OK && self.plan.parts > 1) {
        self.split = calloc((size_t) self.plan.worlds * self.layout.columns, sizeof(*self.split));
        status = self.split != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
    }
    if (status == ENT_OK) {
        run_chunks(&self, self.plan.chunks < threads ? (unsigned) self.plan.chunks : threads);
        status = atomic_load(&self.status);
    }
    free(self.split);
    return status;
}
