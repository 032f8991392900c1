#include "cli/together.h"

#include "base/status.h"
#include "cli/console.h"
#include "checkpoint/tally_codec.h"
#include "run/ranks/ranks.h"

#include <stdlib.h>

/* What rank 0 tells. */
enum { GO, EXPERIMENT, VARIANT, FIRST, END, NUMBERS };

/* A rank's stretch of a window. */
static uint64_t boundary(const uint64_t *told, unsigned rank)
{
    uint64_t chunks = told[END] - told[FIRST];

    return told[FIRST] + chunks * rank / ent_ranks_count();
}

/* --- the other ranks ------------------------------------------------------------------------------------------------
 */

static int count_and_send(const uint64_t *told, ent_experiment *experiment, unsigned threads)
{
    const ent_model *model = &experiment->item[told[VARIANT]]->model;
    const ent_run_options run = {.threads = threads}; /* a window is short: rank 0 decides when to stop */
    size_t thresholds = 0;
    const double *threshold = ent_experiment_thresholds(experiment, &thresholds);
    unsigned own = ent_ranks_rank();
    ent_arena arena = {0};
    ent_chunk_range part = {.first = 0};
    unsigned char *data = NULL;
    size_t length = 0;
    int status = threshold != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;

    if (status == ENT_OK) {
        status = ent_chunk_range_init(&part, model, thresholds, boundary(told, own), boundary(told, own + 1));
    }
    if (status == ENT_OK) {
        status = ent_run_range(&part, model, &run, threshold);
    }
    if (status == ENT_OK) {
        data = ent_chunk_range_encoded(&part, &arena, &length);
        status = data != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
    }
    if (status == ENT_OK) {
        ent_ranks_send(data, length);
    }
    ent_chunk_range_free(&part);
    ent_arena_free(&arena);
    return status;
}

void ent_together_help(ent_experiment *experiment, size_t count, unsigned threads)
{
    uint64_t told[NUMBERS] = {0};

    for (;;) {
        ent_ranks_broadcast(told, NUMBERS);
        if (told[GO] == 0 || told[EXPERIMENT] >= count) {
            return;
        }
        if (count_and_send(told, &experiment[told[EXPERIMENT]], threads) != ENT_OK) {
            ent_ranks_abort(ENT_EXIT_FAILED);
            return;
        }
    }
}

/* --- rank 0 ---------------------------------------------------------------------------------------------------------
 */

void ent_together_end(void)
{
    uint64_t told[NUMBERS] = {0};

    ent_ranks_broadcast(told, NUMBERS);
}

/* Adds what a rank counted. */
static int take(ent_together *self, const uint64_t *told, unsigned rank, ent_chunk_range *part)
{
    ent_chunk_span stretch = {0};
    size_t length = 0;
    unsigned char *data = ent_ranks_receive(rank, &length);
    int status = data != NULL ? ent_chunk_range_decode(part, data, length, &stretch) : ENT_ERR_NO_MEMORY;

    if (status == ENT_OK && (stretch.first != boundary(told, rank) || stretch.next != boundary(told, rank + 1))) {
        status = ENT_ERR_CHECKPOINT;
    }
    if (status == ENT_OK && self->run.progress != NULL) {
        self->run.progress(self->run.context,
            ent_chunk_plan_draws_before(&part->plan, stretch.next) - ent_chunk_plan_draws_before(&part->plan, stretch.first));
    }
    free(data);
    return status;
}

/* Short enough to stop and to save when asked to, long enough that what is sent and added up does not matter. */
static void fit_window(ent_together *self, double took)
{
    if (took < 0.5) {
        self->window *= 2;
    } else if (took > 2.0 && self->window > 4 * (uint64_t) ent_ranks_count()) {
        self->window /= 2;
    }
}

int ent_together_count(ent_together *self, ent_chunk_range *part)
{
    unsigned ranks = ent_ranks_count();
    double began = ent_now();
    uint64_t end = part->end;
    uint64_t told[NUMBERS] = {1, self->experiment, self->variant, part->next, end};
    ent_run_options run = self->run;
    int status;

    if (run.stop != NULL && atomic_load(run.stop) != 0) {
        return ENT_ERR_INTERRUPTED;
    }
    run.stop = NULL; /* the others count their stretches in any case, so rank 0 does too */
    if (self->window == 0) {
        self->window = (uint64_t) ent_run_threads(&run) * ranks;
    }
    told[END] = end - part->next < self->window ? end : part->next + self->window;
    ent_ranks_broadcast(told, NUMBERS);
    part->end = boundary(told, 1);
    status = ent_run_range(part, self->model, &run, self->threshold);
    for (unsigned rank = 1; rank < ranks && status == ENT_OK; rank++) {
        status = take(self, told, rank, part);
    }
    if (status != ENT_OK) { /* the others wait for being heard: there is no way on for them */
        ent_complain("a stretch of the run could not be added up: %s", ent_strerror(status));
        ent_ranks_abort(ENT_EXIT_FAILED);
        return status;
    }
    part->next = told[END];
    part->end = end;
    fit_window(self, ent_now() - began);
    return status;
}
