#include "run/deals/deal_counts.h"

#include "base/status.h"
#include "run/experts/experts.h"
#include "run/experts/player.h"
#include "run/threads.h"

#include <stdlib.h>

/* Picoseconds that counting takes: for each batch and package, and for each draw and package of a batch. */
static const double batch_cost = 30000.0, draw_cost = 80.0, most_cost = 5e12;

/* Draws of the pilot that finds how many sets of preferences there are, where they vary by draw. */
enum { PILOT_DRAWS = 4096 };

static int counts_init(ent_deal_counts *self, const ent_model *model)
{
    size_t packages = model->talks.packages;
    int status = ent_acceptance_counts_init(&self->acceptance, packages, model->talks.parties);

    self->packages = packages;
    self->deals = calloc(packages + 1, sizeof(*self->deals));
    return self->deals != NULL ? status : ENT_ERR_NO_MEMORY;
}

void ent_deal_counts_free(ent_deal_counts *self)
{
    free(self->deals);
    ent_acceptance_counts_free(&self->acceptance);
    *self = (ent_deal_counts){.packages = 0};
}

static void counts_merge(ent_deal_counts *self, const ent_deal_counts *from)
{
    for (size_t i = 0; i < self->packages; i++) {
        self->deals[i] += from->deals[i];
    }
    self->draws += from->draws;
    ent_acceptance_counts_merge(&self->acceptance, &from->acceptance);
}

/* Looks up the preferences of the first draws. *rows: how many of them there are for each set of preferences that was
 * not met shortly before, as many as a batch gets. */
static int run_pilot(const ent_model *model, double *rows)
{
    const ent_run_size *run = &model->scenario->run;
    uint64_t draws = run->worlds * run->replications < PILOT_DRAWS ? run->worlds * run->replications : PILOT_DRAWS;
    uint64_t worlds = (draws + run->replications - 1) / run->replications;
    ent_simulator simulator;
    int status = ent_simulator_init(&simulator, model, (size_t) worlds);

    if (status == ENT_OK) {
        ent_simulator_set_worlds(&simulator, 0, (size_t) worlds, run->replications, false);
    }
    for (uint64_t first = 0; status == ENT_OK && first < draws; first += ENT_BLOCK_ROWS) {
        size_t count = draws - first < ENT_BLOCK_ROWS ? (size_t) (draws - first) : (size_t) ENT_BLOCK_ROWS;
        status = ent_simulator_run_talks(&simulator, first, count);
        for (size_t row = 0, ready = 0; status == ENT_OK && row < count; row++) {
            ent_last_round round;
            ready += row == ready ? ent_last_round_open(&simulator, row) : 0;
            ent_last_round_enter(&simulator, row, &round);
        }
    }
    *rows = status == ENT_OK ? (double) draws / (double) simulator.talks.preferences.entries : 1.0;
    ent_simulator_free(&simulator);
    return status;
}

int ent_deal_counts_worlds(const ent_model *model, uint64_t *worlds)
{
    const ent_run_size *run = &model->scenario->run;
    double replications = (double) run->replications;
    double rows = model->talks.preferences == ENT_RATE_CONSTANT ? (double) ENT_ACCEPTANCE_ROWS : replications;
    int status = model->talks.preferences == ENT_RATE_DRAW ? run_pilot(model, &rows) : ENT_OK;
    double most;

    rows = rows < (double) ENT_ACCEPTANCE_ROWS ? rows : (double) ENT_ACCEPTANCE_ROWS;
    most = most_cost / ((double) model->talks.packages * replications * (draw_cost + batch_cost / rows));
    *worlds = most >= (double) run->worlds ? run->worlds : most < 1.0 ? 1 : (uint64_t) most;
    return status;
}

/* --- a thread ----------------------------------------------------------------------------------------------------- */

typedef struct shared {
    const ent_model *model;
    const ent_run_options *options;
    ent_chunk_plan plan;
    uint64_t next; /* chunk */
    ent_deal_counts *counts;
    atomic_int status;
} shared;

typedef struct worker {
    const shared *run;
    ent_player player;
    ent_acceptance *acceptance; /* [simulators of the player] */
    ent_deal_counts counts;
    int status;
} worker;

static void worker_open(worker *self, const shared *run)
{
    const ent_model *model = run->model;

    *self = (worker){.run = run};
    self->status = counts_init(&self->counts, model);
    if (self->status == ENT_OK) {
        self->status = ent_player_init(&self->player, model, (size_t) run->plan.worlds_in_chunk, false);
    }
    self->acceptance = calloc(self->player.simulators + 1, sizeof(*self->acceptance));
    self->status = self->acceptance != NULL ? self->status : ENT_ERR_NO_MEMORY;
    for (size_t e = 0; self->status == ENT_OK && e < self->player.simulators; e++) {
        const ent_model *of = self->player.simulator[e].block.model;
        self->status = ent_acceptance_init(&self->acceptance[e], &of->talks, of->kernels, &self->counts.acceptance);
    }
}

static void worker_close(worker *self, shared *run)
{
    for (size_t e = 0; self->acceptance != NULL && e < self->player.simulators; e++) {
        if (self->status == ENT_OK) {
            ent_acceptance_flush(&self->acceptance[e]);
        }
        ent_acceptance_free(&self->acceptance[e]);
    }
    if (self->status == ENT_OK) {
        ENT_CRITICAL(entente_deals)
        {
            counts_merge(run->counts, &self->counts);
        }
    } else {
        atomic_store(&run->status, self->status);
    }
    free(self->acceptance);
    ent_deal_counts_free(&self->counts);
    ent_player_free(&self->player);
}

/* --- draws -------------------------------------------------------------------------------------------------------- */

/* Whether what comes after the talks decides which draws are kept, or which deals count. */
static bool needs_whole_draw(const ent_model *model)
{
    return model->outcome.given != ENT_NO_REGISTER || model->truce.awaits_deal;
}

static bool is_kept(const ent_kept_draws *kept, size_t row)
{
    return kept->kept == NULL || kept->kept[row] != 0.0;
}

static void count_deals(ent_deal_counts *self, const ent_block *block, const ent_kept_draws *kept)
{
    const double *agreed = block->draw[block->model->talks.agreed];

    for (size_t row = 0; row < block->rows; row++) {
        if (is_kept(kept, row)) {
            self->draws++;
            if (agreed[row] != 0.0) {
                self->deals[block->package[row]]++;
            }
        }
    }
}

static void count_acceptance(ent_acceptance *self, ent_simulator *simulator, const ent_kept_draws *kept, size_t rows)
{
    for (size_t row = 0, ready = 0; row < rows; row++) {
        if (row == ready) {
            ready += ent_last_round_open(simulator, row);
        }
        if (is_kept(kept, row)) {
            ent_last_round round;
            ent_last_round_enter(simulator, row, &round);
            ent_acceptance_add(self, &round);
        }
    }
}

static int count_block(worker *self, size_t e, uint64_t first, size_t rows)
{
    ent_simulator *simulator = &self->player.simulator[e];
    ent_kept_draws *kept = &self->player.kept[e];
    uint64_t counted = self->run->counts->worlds * self->run->plan.replications; /* draws */
    int status = needs_whole_draw(simulator->block.model) ? ent_kept_draws_play(kept, simulator, first, rows)
                                                          : ent_simulator_run_talks(simulator, first, rows);

    if (status != ENT_OK) {
        return status;
    }
    count_deals(&self->counts, &simulator->block, kept);
    if (first < counted) {
        count_acceptance(
            &self->acceptance[e], simulator, kept, counted - first < rows ? (size_t) (counted - first) : rows);
    }
    return ENT_OK;
}

/* Plays a chunk: the worlds of one expert after those of another. */
static int count_chunk(worker *self, const ent_chunk *chunk)
{
    uint64_t end_world = chunk->world + chunk->worlds;
    uint64_t replications = self->run->plan.replications;
    uint64_t first = chunk->first;

    for (uint64_t world = chunk->world; world < end_world;) {
        ent_simulator *simulator;
        uint64_t worlds = ent_player_stretch(&self->player, world, end_world, &simulator);
        uint64_t end = (world + worlds) * replications;
        end = end < chunk->end ? end : chunk->end;
        ent_simulator_set_worlds(simulator, world, (size_t) worlds, replications, false);
        while (first < end) {
            size_t rows = end - first < ENT_BLOCK_ROWS ? (size_t) (end - first) : (size_t) ENT_BLOCK_ROWS;
            int status = count_block(self, (size_t) (simulator - self->player.simulator), first, rows);
            if (status != ENT_OK) {
                return status;
            }
            first += rows;
        }
        world += worlds;
    }
    return ENT_OK;
}

/* --- the run ------------------------------------------------------------------------------------------------------ */

static bool take_chunk(shared *self, uint64_t *chunk)
{
    bool taken = false;

    ENT_CRITICAL(entente_deals)
    {
        bool stops = self->options->stop != NULL && atomic_load(self->options->stop) != 0;
        int fine = ENT_OK;
        if (stops) {
            atomic_compare_exchange_strong(&self->status, &fine, ENT_ERR_INTERRUPTED); /* a failure stays */
        }
        taken = self->next < self->plan.chunks && atomic_load(&self->status) == ENT_OK;
        if (taken) {
            *chunk = self->next++;
        }
    }
    return taken;
}

static void report_progress(const ent_run_options *options, const ent_chunk *chunk)
{
    if (options->progress != NULL) {
        ENT_CRITICAL(entente_deals)
        {
            options->progress(options->context, chunk->end - chunk->first);
        }
    }
}

static void count_chunks(shared *run)
{
    worker own;
    uint64_t number = 0;

    worker_open(&own, run);
    while (own.status == ENT_OK && take_chunk(run, &number)) {
        ent_chunk chunk = ent_chunk_plan_get(&run->plan, number);
        own.status = count_chunk(&own, &chunk);
        report_progress(run->options, &chunk);
    }
    worker_close(&own, run);
}

int ent_deal_counts_run(ent_deal_counts *self, const ent_model *model, const ent_run_options *options)
{
    shared run = {.model = model, .options = options, .plan = ent_chunk_plan_make(model), .counts = self};
    unsigned threads = ent_run_threads(options);
    int status;

    *self = (ent_deal_counts){.packages = 0};
    status = counts_init(self, model);
    status = status == ENT_OK ? ent_deal_counts_worlds(model, &self->worlds) : status;
    if (status != ENT_OK) {
        return status;
    }
    atomic_init(&run.status, ENT_OK);
    threads = run.plan.chunks < threads ? (unsigned) run.plan.chunks : threads;
    (void) threads; /* without OpenMP it is not read */
    ENT_PARALLEL((int) threads)
    {
        count_chunks(&run);
    }
    return atomic_load(&run.status);
}
