/* Files that version 0.1.0 wrote (tests/checkpoint/version-0.1.0): today's program reads them, continues and merges
 * them to the same counts as a run of its own, and writes them with the same bytes. */
#include "run/experiment_text.h"

#include "checkpoint/checkpoint.h"
#include "checkpoint/shards.h"
#include "checkpoint/sweep_points.h"

#include <unistd.h>

#define OLD ENTENTE_SOURCE "/tests/checkpoint/version-0.1.0/"

static const double thresholds[] = {3000.0, 8000.0};
static char folder[] = "/tmp/entente-version-XXXXXX";

/* Opens the experiment that a file carries the scenario of. */
static const ent_model *open_model(experiment_text *text, const ent_identity *identity)
{
    CU_ASSERT_TRUE_FATAL(experiment_text_open(text, identity->file[0].bytes, NULL));
    CU_ASSERT_PTR_NULL(ent_experiment_check(&text->experiment));
    return &text->experiment.item[0]->model;
}

/* Runs the model whole. */
static void run_whole(ent_chunk_range *whole, const ent_model *model)
{
    const ent_run_options options = {.threads = 2};

    CU_ASSERT_EQUAL_FATAL(ent_chunk_range_init(whole, model, 2, 0, ent_chunk_plan_make(model).chunks), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_run_range(whole, model, &options, thresholds), ENT_OK);
    CU_ASSERT_PTR_NULL(ent_chunk_range_check(whole));
}

static bool same_files(const char *a, const char *b)
{
    FILE *x = fopen(a, "rb"), *y = fopen(b, "rb");
    bool same = x != NULL && y != NULL;

    for (int c = 0; same && c != EOF;) {
        c = getc(x);
        same = c == getc(y);
    }
    if (x != NULL) {
        fclose(x);
    }
    if (y != NULL) {
        fclose(y);
    }
    return same;
}

/* Writes the counts of a range as version 0.1.0 has, and compares the bytes. */
static void write_again(const char *old, const ent_identity *identity, const ent_chunk_range *range)
{
    ent_arena arena = {0};
    ent_sealed_writer writer = {.file = -1};
    const char *path = ent_arena_printf(&arena, "%s/again", folder);

    CU_ASSERT_EQUAL_FATAL(ent_sealed_create(&writer, path, &arena), ENT_OK);
    CU_ASSERT_EQUAL(ent_put_identity(&writer, identity), ENT_OK);
    CU_ASSERT_EQUAL(ent_put_chunk_range(&writer, 0, range), ENT_OK);
    CU_ASSERT_EQUAL(ent_sealed_finish(&writer), ENT_OK);
    CU_ASSERT_TRUE(same_files(old, path));
    unlink(path);
    ent_arena_free(&arena);
}

/* Two shards of split worlds, the border between them within the second world. */
static void shards(void)
{
    static const char *const path[] = {OLD "shard-1-of-2.part", OLD "shard-2-of-2.part"};
    ent_arena arena = {0};
    ent_diagnostics messages = {0};
    ent_shard shard[2] = {{.path = NULL}};
    experiment_text text;
    const ent_model *model;
    ent_chunk_range whole, merged, one;
    ent_chunk_span span;
    size_t at = 0;

    for (size_t i = 0; i < 2; i++) {
        CU_ASSERT_EQUAL_FATAL(ent_shard_open(&shard[i], path[i], &arena), ENT_OK);
        CU_ASSERT_STRING_EQUAL(shard[i].identity.version, "0.1.0");
        CU_ASSERT_EQUAL(shard[i].identity.shard, i + 1);
    }
    CU_ASSERT_EQUAL(ent_shards_check(shard, 2, &messages), ENT_OK);
    model = open_model(&text, &shard[0].identity);
    run_whole(&whole, model);
    CU_ASSERT_EQUAL(whole.plan.chunks, 6);
    CU_ASSERT_EQUAL_FATAL(ent_chunk_range_init(&merged, model, 2, 0, whole.end), ENT_OK);
    CU_ASSERT_EQUAL(ent_shards_merge(shard, 2, 0, &merged, &at), ENT_OK);
    CU_ASSERT_EQUAL(merged.tally.draws, 280002);
    CU_ASSERT_TRUE(same_tallies(&merged.tally, &whole.tally));
    for (size_t i = 0; i < 2; i++) {
        CU_ASSERT_EQUAL_FATAL(ent_chunk_range_init(&one, model, 2, 3 * i, 3 * i + 3), ENT_OK);
        CU_ASSERT_EQUAL(ent_get_chunk_range(&shard[i].reader, 1, 0, &one, &span), ENT_OK);
        CU_ASSERT_EQUAL(span.first, 3 * i);
        CU_ASSERT_EQUAL(span.next, 3 * i + 3);
        one.next = span.next;
        CU_ASSERT_PTR_NULL(ent_chunk_range_check(&one));
        write_again(path[i], &shard[i].identity, &one);
        ent_chunk_range_free(&one);
        ent_shard_free(&shard[i]);
    }
    ent_chunk_range_free(&merged);
    ent_chunk_range_free(&whole);
    experiment_text_close(&text);
    ent_diagnostics_free(&messages);
    ent_arena_free(&arena);
}

/* Links the old file to where a run looks for its checkpoint, beside a lock file. */
static void place_checkpoint(const char *old, ent_arena *arena)
{
    const char *there = ent_arena_printf(arena, "%s/.checkpoint/1-of-1.variant-0", folder);
    FILE *lock;

    CU_ASSERT_EQUAL_FATAL(ent_make_folders(there, arena), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(symlink(old, there), 0);
    lock = fopen(ent_arena_printf(arena, "%s/.checkpoint/1-of-1.lock", folder), "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(lock);
    fclose(lock);
}

/* A checkpoint of a run that was killed: some of its 24 chunks are counted. */
static void checkpoint(void)
{
    static const char old[] = OLD "1-of-1.variant-0";
    const ent_run_options options = {.threads = 2};
    ent_arena arena = {0};
    ent_sealed_reader reader = {.file = NULL};
    ent_identity identity;
    ent_checkpoint found;
    experiment_text text;
    const ent_model *model;
    ent_chunk_range whole, range;

    CU_ASSERT_EQUAL_FATAL(ent_sealed_open(&reader, old, &arena), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_get_identity(&reader, &arena, &identity), ENT_OK);
    ent_sealed_free(&reader);
    place_checkpoint(old, &arena);
    model = open_model(&text, &identity);
    run_whole(&whole, model);
    CU_ASSERT_EQUAL_FATAL(ent_checkpoint_open(&found, folder, &identity), ENT_OK);
    CU_ASSERT_PTR_NULL(found.note);
    CU_ASSERT_EQUAL_FATAL(ent_chunk_range_init(&range, model, 2, 0, whole.end), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_checkpoint_load(&found, 0, &range), ENT_OK);
    CU_ASSERT(range.next > 0 && range.next < range.end);
    CU_ASSERT_EQUAL(found.draws, range.next * 60000);
    CU_ASSERT_PTR_NULL(ent_chunk_range_check(&range));
    write_again(old, &identity, &range);
    CU_ASSERT_EQUAL_FATAL(ent_run_range(&range, model, &options, thresholds), ENT_OK);
    CU_ASSERT_TRUE(same_tallies(&range.tally, &whole.tally));
    ent_checkpoint_remove(&found);
    ent_checkpoint_close(&found);
    CU_ASSERT_NOT_EQUAL(access(ent_arena_printf(&arena, "%s/.checkpoint", folder), F_OK), 0);
    ent_chunk_range_free(&range);
    ent_chunk_range_free(&whole);
    experiment_text_close(&text);
    ent_arena_free(&arena);
}

/* The second and third point of a sweep over the force required. */
static void points(void)
{
    ent_arena arena = {0};
    ent_shard shard = {.path = NULL};
    ent_estimate estimate[3] = {{.k = 0}};
    bool done[3] = {false, false, false};
    ent_sweep_points read = {.count = 3, .estimate = estimate, .done = done};
    const char *again = ent_arena_printf(&arena, "%s/points", folder);

    CU_ASSERT_EQUAL_FATAL(ent_shard_open(&shard, OLD "sweep-shard-2-of-2.part", &arena), ENT_OK);
    CU_ASSERT_STRING_EQUAL(shard.identity.command, "sweep");
    CU_ASSERT_EQUAL_FATAL(ent_sweep_points_read_shard(&shard.reader, &read), ENT_OK);
    CU_ASSERT(!done[0] && done[1] && done[2]);
    CU_ASSERT(estimate[1].has_p && estimate[1].k > 0 && estimate[1].k < estimate[1].n);
    CU_ASSERT_DOUBLE_EQUAL(estimate[1].p, (double) estimate[1].k / (double) estimate[1].n, 1e-15);
    CU_ASSERT_EQUAL(ent_sweep_points_write_shard(again, &shard.identity, &read), ENT_OK);
    CU_ASSERT_TRUE(same_files(OLD "sweep-shard-2-of-2.part", again));
    unlink(again);
    ent_shard_free(&shard);
    ent_arena_free(&arena);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"shards", shards}, {"checkpoint", checkpoint}, {"points of a sweep", points}, CU_TEST_INFO_NULL};
    int status;

    if (mkdtemp(folder) == NULL) {
        return 1;
    }
    status = ent_run_suite("files of version 0.1.0", tests);
    rmdir(folder);
    return status;
}
