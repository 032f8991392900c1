#include "jobs/ranks_run.h"

#include "base/status.h"
#include "checkpoint/tally_codec.h"
#include "run/ranks/ranks.h"

#include <stdlib.h>

/* The numbers that rank 0 sends to all ranks: whether to count (0: end), of which experiment and variant, and the
 * window's range of chunks. */
enum { COUNTS, EXPERIMENT, VARIANT, FIRST, END, NUMBERS };

/* First chunk of a rank's range within the window. */
static uint64_t boundary(const uint64_t *window, unsigned rank)
{
    uint64_t chunks = window[END] - window[FIRST];

    return window[FIRST] + chunks * rank / ent_ranks_count();
}

/* --- the other ranks ---------------------------------------------------------------------------------------------- */

static int count_and_send(const uint64_t *window, ent_experiment *experiment, unsigned threads)
{
    const ent_model *model = &experiment->item[window[VARIANT]]->model;
    const ent_run_options run = {.threads = threads}; /* no stop: a window is short, and rank 0 decides when to stop */
    size_t thresholds = 0;
    const ent_threshold *threshold = ent_experiment_thresholds(experiment, &thresholds);
    unsigned own = ent_ranks_rank();
    ent_arena arena = {0};
    ent_chunk_range part = {.first = 0};
    unsigned char *data = NULL;
    size_t length = 0;
    int status = threshold != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;

    if (status == ENT_OK) {
        status = ent_chunk_range_init(&part, model, thresholds, boundary(window, own), boundary(window, own + 1));
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

void ent_ranks_run_help(ent_experiment *const *experiment, size_t count, unsigned threads)
{
    uint64_t window[NUMBERS] = {0};

    for (;;) {
        ent_ranks_broadcast(window, NUMBERS);
        if (window[COUNTS] == 0 || window[EXPERIMENT] >= count) {
            return;
        }
        if (count_and_send(window, experiment[window[EXPERIMENT]], threads) != ENT_OK) {
            ent_ranks_abort(EXIT_FAILURE);
            return;
        }
    }
}

/* --- rank 0 ------------------------------------------------------------------------------------------------------- */

void ent_ranks_run_end(void)
{
    uint64_t window[NUMBERS] = {0};

    ent_ranks_broadcast(window, NUMBERS);
}

/* Adds the counts of a rank to the part. */
static int receive(const ent_ranks_run *self, const uint64_t *window, unsigned rank, ent_chunk_range *part)
{
    ent_chunk_span range = {0};
    size_t length = 0;
    unsigned char *data = ent_ranks_receive(rank, &length);
    int status = data != NULL ? ent_chunk_range_decode(part, data, length, &range) : ENT_ERR_NO_MEMORY;

    if (status == ENT_OK && (range.first != boundary(window, rank) || range.next != boundary(window, rank + 1))) {
        status = ENT_ERR_CHECKPOINT;
    }
    if (status == ENT_OK && self->run.progress != NULL) {
        self->run.progress(self->run.context, ent_chunk_plan_draws_before(&part->plan, range.next) -
                                                  ent_chunk_plan_draws_before(&part->plan, range.first));
    }
    free(data);
    return status;
}

/* Windows of 0.5 to 2 seconds: short enough to stop and to save in time, long enough that sending and adding up do not
 * matter. */
static void fit_window(ent_ranks_run *self, double seconds)
{
    if (seconds < 0.5) {
        self->window *= 2;
    } else if (seconds > 2.0 && self->window > 4 * (uint64_t) ent_ranks_count()) {
        self->window /= 2;
    }
}

int ent_ranks_run_count(ent_ranks_run *self, ent_chunk_range *part)
{
    unsigned ranks = ent_ranks_count();
    double began = ent_now();
    uint64_t end = part->end;
    uint64_t window[NUMBERS] = {1, self->experiment, self->variant, part->next, end};
    ent_run_options run = self->run;
    int status;

    if (run.stop != NULL && atomic_load(run.stop) != 0) {
        return ENT_ERR_INTERRUPTED;
    }
    run.stop = NULL; /* the other ranks count their ranges in any case, so rank 0 does too */
    if (self->window == 0) {
        self->window = (uint64_t) ent_run_threads(&run) * ranks;
    }
    window[END] = end - part->next < self->window ? end : part->next + self->window;
    ent_ranks_broadcast(window, NUMBERS);
    part->end = boundary(window, 1);
    status = ent_run_range(part, self->model, &run, self->threshold);
    for (unsigned rank = 1; rank < ranks && status == ENT_OK; rank++) {
        status = receive(self, window, rank, part);
    }
    if (status != ENT_OK) { /* the other ranks wait for their counts to be received: the job cannot go on */
        ent_job_message(
            self->host, ENT_SEVERITY_ERROR, "a stretch of the run could not be added up: %s", ent_strerror(status));
        ent_ranks_abort(EXIT_FAILURE);
        return status;
    }
    part->next = window[END];
    part->end = end;
    fit_window(self, ent_now() - began);
    return status;
}
