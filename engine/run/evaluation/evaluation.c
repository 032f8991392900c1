#include "run/evaluation/evaluation.h"

#include "base/status.h"
#include "run/chunks.h"
#include "run/experts/experts.h"
#include "run/experts/player.h"
#include "run/threads.h"

/* --- threads ------------------------------------------------------------------------------------------------------ */

/* State that the threads share. */
typedef struct shared {
    const ent_evaluation *evaluation;
    ent_world_counts *counts;
    ent_chunk_plan plan;
    uint64_t next; /* chunk to be taken next */
    atomic_int status;
} shared;

static void count(const shared *self, const ent_block *block)
{
    const ent_evaluation *evaluation = self->evaluation;

    ent_world_counts_add(self->counts, block, evaluation->first_world);
    if (evaluation->count != NULL) {
        evaluation->count(evaluation->counts, block);
    }
}

static int use_block(void *context, const ent_simulator *simulator)
{
    shared *self = context;

    if (self->plan.chunks_in_world == 1) {
        count(self, &simulator->block);
    } else {
        ENT_CRITICAL(entente_evaluation_world) /* threads share the worlds */
        {
            count(self, &simulator->block);
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

/* Takes a player of the pool. */
static bool take_player(const shared *self, ent_player *player)
{
    const ent_evaluation *evaluation = self->evaluation;
    bool taken = false;

    if (evaluation->players != NULL) {
        ENT_CRITICAL(entente_evaluation)
        {
            taken = ent_player_pool_take(
                evaluation->players, evaluation->model, (size_t) self->plan.worlds_in_chunk, player);
        }
    }
    return taken;
}

static int open_player(const shared *self, ent_player *player)
{
    const ent_evaluation *evaluation = self->evaluation;
    bool taken = take_player(self, player);
    int status =
        taken ? ENT_OK : ent_player_init(player, evaluation->model, (size_t) self->plan.worlds_in_chunk, false);

    if (status == ENT_OK && !taken && evaluation->stock != NULL) {
        ENT_CRITICAL(entente_evaluation)
        ent_front_stock_take(evaluation->stock, player);
    }
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
            if (self->evaluation->players != NULL) {
                ent_player_pool_give(self->evaluation->players, player);
            } else if (self->evaluation->stock != NULL) {
                ent_front_stock_give(self->evaluation->stock, player);
            }
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
    int status = ent_world_counts_init(counts, evaluation->model, evaluation->worlds, evaluation->replications);

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
