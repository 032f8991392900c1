/* Checkpoints: found, continued, refused if they are of another run, removed at the end of the run. */
#include "run/everything.h"
#include "run/experiment_text.h"

#include "checkpoint/checkpoint.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/entente-checkpoint-XXXXXX";
static char result[64]; /* does not exist at first, since short runs create nothing */
static const ent_threshold at[] = {{1000.0, 0}, {5000.0, 0}, {9000.0, 0}};
static const ent_identity_file file = {"x.cfg", "", 0};

static ent_identity identity_of(uint64_t seed)
{
    return (ent_identity){.command = "run",
        .version = "0",
        .scenario = "x",
        .file = &file,
        .files = 1,
        .variant = "",
        .seed = seed,
        .worlds = 200,
        .replications = 500,
        .items = 3,
        .shard = 1,
        .shards = 1};
}

static void count(ent_chunk_range *range, const ent_model *model, uint64_t first, uint64_t end, uint64_t next)
{
    const ent_run_options options = {.threads = 1};

    CU_ASSERT_EQUAL_FATAL(ent_chunk_range_init(range, model, 3, first, end), ENT_OK);
    range->end = next;
    CU_ASSERT_EQUAL_FATAL(ent_run_range(range, model, &options, at), ENT_OK);
    range->end = end;
}

typedef struct fixture {
    experiment_text text;
    const ent_model *model;
    ent_chunk_range range[3]; /* complete, complete, two chunks of four */
} fixture;

static bool set_up(fixture *self)
{
    if (!experiment_text_open(
            &self->text, "run: { worlds = 200; replications = 500; seed = 5; horizon = 24; };" EVERYTHING, NULL)) {
        return false;
    }
    self->model = &self->text.experiment.item[0]->model;
    for (size_t v = 0; v < 3; v++) {
        count(&self->range[v], self->model, 0, 4, v < 2 ? 4 : 2);
    }
    return true;
}

static void tear_down(fixture *self)
{
    for (size_t v = 0; v < 3; v++) {
        ent_chunk_range_free(&self->range[v]);
    }
    experiment_text_close(&self->text);
}

/* Keeps two variants, and saves the third with half of its chunks. */
static void save(const fixture *self, uint64_t seed)
{
    const ent_identity identity = identity_of(seed);
    ent_checkpoint checkpoint;

    CU_ASSERT_EQUAL_FATAL(ent_checkpoint_open(&checkpoint, result, &identity), ENT_OK);
    CU_ASSERT_EQUAL(ent_checkpoint_keep(&checkpoint, 0, &self->range[0]), ENT_OK);
    CU_ASSERT_EQUAL(ent_checkpoint_keep(&checkpoint, 1, &self->range[1]), ENT_OK);
    CU_ASSERT_EQUAL(ent_checkpoint_save(&checkpoint, 2, &self->range[2]), ENT_OK);
    ent_checkpoint_close(&checkpoint);
}

/* Opens a checkpoint, compares its note, and removes its files. */
static void expect_note(uint64_t seed, const char *note)
{
    const ent_identity identity = identity_of(seed);
    ent_checkpoint checkpoint;

    CU_ASSERT_EQUAL_FATAL(ent_checkpoint_open(&checkpoint, result, &identity), ENT_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(checkpoint.note);
    CU_ASSERT_STRING_EQUAL(checkpoint.note, note);
    CU_ASSERT_EQUAL(checkpoint.draws, 0);
    ent_checkpoint_remove(&checkpoint);
    ent_checkpoint_close(&checkpoint);
    CU_ASSERT_EQUAL(rmdir(result), 0); /* nothing was left in it */
}

static void short_runs(void)
{
    fixture self = {.model = NULL};
    const ent_identity identity = identity_of(5);
    ent_checkpoint checkpoint;

    if (set_up(&self)) {
        CU_ASSERT_EQUAL_FATAL(ent_checkpoint_open(&checkpoint, result, &identity), ENT_OK);
        CU_ASSERT_EQUAL(checkpoint.draws, 0);
        CU_ASSERT_PTR_NULL(checkpoint.note);
        CU_ASSERT_EQUAL(ent_checkpoint_keep(&checkpoint, 0, &self.range[0]), ENT_OK);
        ent_checkpoint_remove(&checkpoint);
        ent_checkpoint_close(&checkpoint);
        CU_ASSERT_NOT_EQUAL(access(result, F_OK), 0);
    }
    tear_down(&self);
}

static void taken_up(void)
{
    fixture self = {.model = NULL};
    const ent_identity identity = identity_of(5);
    ent_checkpoint checkpoint;

    if (set_up(&self)) {
        save(&self, 5);
        CU_ASSERT_EQUAL_FATAL(ent_checkpoint_open(&checkpoint, result, &identity), ENT_OK);
        CU_ASSERT_EQUAL(checkpoint.draws, 2 * 100000 + 2 * 66 * 500);
        for (size_t v = 0; v < 3; v++) {
            ent_chunk_range range;
            CU_ASSERT_EQUAL_FATAL(ent_chunk_range_init(&range, self.model, 3, 0, 4), ENT_OK);
            CU_ASSERT_EQUAL(ent_checkpoint_load(&checkpoint, v, &range), ENT_OK);
            CU_ASSERT_EQUAL(range.next, v < 2 ? 4 : 2);
            CU_ASSERT_TRUE(same_tallies(&range.tally, &self.range[v].tally));
            ent_chunk_range_free(&range);
        }
        ent_checkpoint_forget(&checkpoint); /* as if there were none */
        ent_chunk_range_free(&self.range[2]);
        CU_ASSERT_EQUAL_FATAL(ent_chunk_range_init(&self.range[2], self.model, 3, 0, 4), ENT_OK);
        CU_ASSERT_EQUAL(ent_checkpoint_load(&checkpoint, 0, &self.range[2]), ENT_OK);
        CU_ASSERT_EQUAL(self.range[2].next, 0);
        ent_checkpoint_remove(&checkpoint);
        ent_checkpoint_close(&checkpoint);
        CU_ASSERT_EQUAL(rmdir(result), 0); /* nothing was left in it */
    }
    tear_down(&self);
}

/* Once something was saved, a variant that is kept is on the disk at once. */
static void kept_after_a_save(void)
{
    fixture self = {.model = NULL};
    const ent_identity identity = identity_of(5);
    ent_checkpoint checkpoint;
    ent_chunk_range range;

    if (set_up(&self)) {
        CU_ASSERT_EQUAL_FATAL(ent_checkpoint_open(&checkpoint, result, &identity), ENT_OK);
        CU_ASSERT_EQUAL(ent_checkpoint_save(&checkpoint, 0, &self.range[2]), ENT_OK);
        CU_ASSERT_EQUAL(ent_checkpoint_keep(&checkpoint, 0, &self.range[0]), ENT_OK);
        CU_ASSERT_EQUAL(ent_checkpoint_keep(&checkpoint, 1, &self.range[1]), ENT_OK);
        ent_checkpoint_close(&checkpoint);
        CU_ASSERT_EQUAL_FATAL(ent_checkpoint_open(&checkpoint, result, &identity), ENT_OK);
        CU_ASSERT_EQUAL(checkpoint.draws, 2 * 100000);
        CU_ASSERT_EQUAL_FATAL(ent_chunk_range_init(&range, self.model, 3, 0, 4), ENT_OK);
        CU_ASSERT_EQUAL(ent_checkpoint_load(&checkpoint, 1, &range), ENT_OK);
        CU_ASSERT_TRUE(same_tallies(&range.tally, &self.range[1].tally));
        ent_chunk_range_free(&range);
        ent_checkpoint_remove(&checkpoint);
        ent_checkpoint_close(&checkpoint);
        CU_ASSERT_EQUAL(rmdir(result), 0);
    }
    tear_down(&self);
}

static void refused(void)
{
    fixture self = {.model = NULL};
    char path[128];
    FILE *damaged;

    if (set_up(&self)) {
        save(&self, 5);
        expect_note(6, "is of seed 5, not 6");
        save(&self, 5);
        snprintf(path, sizeof(path), "%s/.checkpoint/1-of-1.variant-1", result);
        damaged = fopen(path, "r+b");
        CU_ASSERT_PTR_NOT_NULL_FATAL(damaged);
        fseek(damaged, 300, SEEK_SET);
        fputc('x', damaged);
        fputc('y', damaged);
        fclose(damaged);
        expect_note(5, "is damaged");
        save(&self, 5);
        CU_ASSERT_EQUAL(truncate(path, 1000), 0);
        expect_note(5, "is cut off or damaged");
    }
    tear_down(&self);
}

/* While one process holds the lock, another neither reads nor writes nor removes the checkpoint. */
static void locked(void)
{
    fixture self = {.model = NULL};
    const ent_identity identity = identity_of(5);
    ent_checkpoint first;
    ent_checkpoint second;

    if (set_up(&self)) {
        save(&self, 5);
        CU_ASSERT_EQUAL_FATAL(ent_checkpoint_open(&first, result, &identity), ENT_OK);
        CU_ASSERT_EQUAL_FATAL(ent_checkpoint_open(&second, result, &identity), ENT_OK);
        CU_ASSERT_STRING_EQUAL(second.note, "belongs to a run that is still going on");
        CU_ASSERT_EQUAL(ent_checkpoint_save(&second, 0, &self.range[2]), ENT_ERR_INTERRUPTED);
        ent_checkpoint_remove(&second);
        ent_checkpoint_close(&second);
        CU_ASSERT_EQUAL(ent_checkpoint_save(&first, 2, &self.range[2]), ENT_OK);
        ent_checkpoint_close(&first);
        CU_ASSERT_EQUAL_FATAL(ent_checkpoint_open(&first, result, &identity), ENT_OK);
        CU_ASSERT_EQUAL(first.draws, 2 * 100000 + 2 * 66 * 500);
        ent_checkpoint_remove(&first);
        ent_checkpoint_close(&first);
        CU_ASSERT_EQUAL(rmdir(result), 0);
    }
    tear_down(&self);
}

/* Checkpoints of several shards of a run share a folder. */
static void shards(void)
{
    fixture self = {.model = NULL};
    ent_identity identity[2] = {identity_of(5), identity_of(5)};
    ent_checkpoint checkpoint[2];
    ent_chunk_range range;

    identity[0].shards = identity[1].shards = 2;
    identity[1].shard = 2;
    if (set_up(&self)) {
        count(&range, self.model, 2, 4, 3);
        for (size_t s = 0; s < 2; s++) {
            CU_ASSERT_EQUAL_FATAL(ent_checkpoint_open(&checkpoint[s], result, &identity[s]), ENT_OK);
            CU_ASSERT_EQUAL(ent_checkpoint_save(&checkpoint[s], 0, s == 0 ? &self.range[2] : &range), ENT_OK);
        }
        ent_chunk_range_free(&range);
        ent_checkpoint_remove(&checkpoint[0]);
        ent_checkpoint_close(&checkpoint[0]);
        ent_checkpoint_close(&checkpoint[1]);
        CU_ASSERT_EQUAL_FATAL(ent_checkpoint_open(&checkpoint[1], result, &identity[1]), ENT_OK);
        CU_ASSERT_EQUAL(checkpoint[1].draws, 33000);
        CU_ASSERT_EQUAL_FATAL(ent_chunk_range_init(&range, self.model, 3, 2, 4), ENT_OK);
        CU_ASSERT_EQUAL(ent_checkpoint_load(&checkpoint[1], 0, &range), ENT_OK);
        CU_ASSERT_EQUAL(range.next, 3);
        ent_chunk_range_free(&range);
        CU_ASSERT_EQUAL_FATAL(ent_chunk_range_init(&range, self.model, 3, 0, 4), ENT_OK);
        CU_ASSERT_EQUAL(ent_checkpoint_load(&checkpoint[1], 0, &range), ENT_ERR_CHECKPOINT); /* of another share */
        ent_chunk_range_free(&range);
        ent_checkpoint_remove(&checkpoint[1]);
        ent_checkpoint_close(&checkpoint[1]);
        CU_ASSERT_EQUAL(rmdir(result), 0);
    }
    tear_down(&self);
}

int main(void)
{
    CU_TestInfo tests[] = {{"short runs", short_runs}, {"taken up", taken_up}, {"kept after a save", kept_after_a_save},
        {"refused", refused}, {"locked", locked}, {"shards", shards}, CU_TEST_INFO_NULL};
    int status;

    if (mkdtemp(folder) == NULL) {
        return 1;
    }
    snprintf(result, sizeof(result), "%s/x", folder);
    status = ent_run_suite("checkpoint", tests);
    rmdir(folder);
    return status;
}
