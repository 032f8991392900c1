/* Shards: any number of them, even more than chunks, merge to the run; missing, repeated and foreign ones are named. */
#include "run/everything.h"
#include "run/experiment_text.h"

#include "checkpoint/shards.h"

#include <unistd.h>

static char folder[] = "/tmp/entente-shards-XXXXXX";
static const ent_threshold at[] = {{1000.0, 0}, {5000.0, 0}, {9000.0, 0}};
static const ent_identity_file file = {"x.cfg", "", 0};

static ent_identity identity_of(uint64_t seed, uint64_t shard, uint64_t shards)
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
        .items = 1,
        .shard = shard,
        .shards = shards};
}

/* Counts a share and writes its shard; returns the path, in the arena. */
static const char *make(const ent_model *model, const ent_identity *identity, ent_arena *arena)
{
    const ent_run_options options = {.threads = 2};
    const char *path = ent_shard_path(folder, identity, arena);
    ent_chunk_plan plan = ent_chunk_plan_make(model);
    ent_sealed_writer writer = {0};
    ent_chunk_range range;

    CU_ASSERT_PTR_NOT_NULL_FATAL(path);
    CU_ASSERT_EQUAL_FATAL(
        ent_chunk_range_init(&range, model, 3, ent_chunk_plan_boundary(&plan, identity->shard - 1, identity->shards),
            ent_chunk_plan_boundary(&plan, identity->shard, identity->shards)),
        ENT_OK);
    CU_ASSERT_EQUAL(ent_run_range(&range, model, &options, at), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_sealed_create(&writer, path, 1, arena), ENT_OK);
    CU_ASSERT_EQUAL(ent_put_identity(&writer, identity), ENT_OK);
    CU_ASSERT_EQUAL(ent_put_chunk_range(&writer, 0, &range), ENT_OK);
    CU_ASSERT_FALSE(ent_shard_exists(path, identity));
    CU_ASSERT_EQUAL(ent_sealed_finish(&writer), ENT_OK);
    CU_ASSERT_TRUE(ent_shard_exists(path, identity));
    ent_chunk_range_free(&range);
    return path;
}

/* The first shard says that it is another share than it holds; both ends of a share count. */
static void expect_lie(ent_shard *shard, size_t count, const ent_model *model)
{
    const uint64_t shares[][2] = {{2, 2}, {1, 3}}; /* number and of how many */

    for (size_t i = 0; i < 2 && count == 2; i++) {
        ent_chunk_range sum;
        size_t where = 9;
        shard[0].identity.shard = shares[i][0];
        shard[0].identity.shards = shares[i][1];
        CU_ASSERT_EQUAL_FATAL(ent_chunk_range_init(&sum, model, 3, 0, ent_chunk_plan_make(model).chunks), ENT_OK);
        CU_ASSERT_EQUAL(ent_shards_merge(shard, count, 0, &sum, &where), ENT_ERR_CHECKPOINT);
        CU_ASSERT_EQUAL(where, 0);
        CU_ASSERT_PTR_NOT_NULL_FATAL(shard[0].reader.wrong);
        CU_ASSERT_STRING_EQUAL(shard[0].reader.wrong, "does not hold the share that it says");
        ent_chunk_range_free(&sum);
    }
}

static void make_the_run(void)
{
    static const char *const texts[] = {
        "run: { worlds = 200; replications = 500; seed = 5; horizon = 24; };" EVERYTHING,
        "run: { worlds = 2; replications = 140001; seed = 5; horizon = 12; };" EVERYTHING,
        "run: { worlds = 2; replications = 140001; seed = 5; horizon = 12; };" EVERYTHING "given = \"mandate\";",
        "run: { worlds = 200; replications = 500; seed = 5; horizon = 24; };" EVERYTHING
        "experts: { a: { set = (\"factors.s = 30\", \"ratification.duma.takes = 6\"); }; b: { weight = 2; }; };"};
    static const uint64_t shards[] = {1, 2, 5, 11};

    for (size_t t = 0; t < 3; t++) {
        experiment_text text;
        if (!experiment_text_open(&text, texts[t], NULL)) {
            continue;
        }
        for (size_t n = 0; n < 4; n++) {
            const ent_model *model = &text.experiment.item[0]->model;
            const ent_run_options options = {.threads = 2};
            ent_arena arena = {0};
            ent_diagnostics said = {0};
            ent_shard shard[11] = {{.path = NULL}};
            size_t count = (size_t) shards[n];
            size_t where = 0;
            ent_chunk_range whole;
            ent_chunk_range sum;
            CU_ASSERT_EQUAL_FATAL(ent_chunk_range_init(&whole, model, 3, 0, ent_chunk_plan_make(model).chunks), ENT_OK);
            CU_ASSERT_EQUAL(ent_run_range(&whole, model, &options, at), ENT_OK);
            for (size_t i = 0; i < count; i++) { /* the last first */
                const ent_identity identity = identity_of(5, shards[n] - i, shards[n]);
                CU_ASSERT_EQUAL_FATAL(ent_shard_open(&shard[i], make(model, &identity, &arena), 0, &arena), ENT_OK);
            }
            CU_ASSERT_EQUAL(ent_shards_check(shard, count, &said), ENT_OK);
            CU_ASSERT_EQUAL(shard[0].identity.shard, 1);
            CU_ASSERT_EQUAL_FATAL(ent_chunk_range_init(&sum, model, 3, 0, whole.end), ENT_OK);
            CU_ASSERT_EQUAL(ent_shards_merge(shard, count, 0, &sum, &where), ENT_OK);
            CU_ASSERT_TRUE(same_tallies(&sum.tally, &whole.tally));
            CU_ASSERT_EQUAL(memcmp(sum.guard, whole.guard, sum.guards * sizeof(*sum.guard)), 0);
            ent_chunk_range_free(&sum);
            if (count == 5) { /* merging detects a missing shard too */
                CU_ASSERT_EQUAL_FATAL(ent_chunk_range_init(&sum, model, 3, 0, whole.end), ENT_OK);
                CU_ASSERT_EQUAL(ent_shards_merge(shard, 4, 0, &sum, &where), ENT_ERR_CHECKPOINT);
                CU_ASSERT_EQUAL(where, 3);
                CU_ASSERT_STRING_EQUAL(shard[3].reader.wrong, "and the others do not add up to the run");
                ent_chunk_range_free(&sum);
            }
            expect_lie(shard, count, model);
            for (size_t i = 0; i < count; i++) {
                unlink(shard[i].path);
                ent_shard_free(&shard[i]);
            }
            ent_chunk_range_free(&whole);
            ent_diagnostics_free(&said);
            ent_arena_free(&arena);
        }
        experiment_text_close(&text);
    }
}

/* Checks shards as (seed, number, of how many), and expects the messages, in order. */
static void expect(const uint64_t (*given)[3], size_t count, const char *const *messages, size_t expected)
{
    static const char *const paths[] = {"a", "b", "c", "d"};
    ent_shard shard[4] = {{.path = NULL}};
    ent_diagnostics said = {0};

    for (size_t i = 0; i < count; i++) {
        shard[i].path = paths[i];
        shard[i].identity = identity_of(given[i][0], given[i][1], given[i][2]);
    }
    CU_ASSERT_EQUAL(ent_shards_check(shard, count, &said), expected == 0 ? ENT_OK : ENT_ERR_CHECKPOINT);
    CU_ASSERT_EQUAL_FATAL(said.count, expected);
    for (size_t i = 0; i < expected; i++) {
        CU_ASSERT_STRING_EQUAL(said.item[i].text, messages[i]);
    }
    ent_diagnostics_free(&said);
}

static void named(void)
{
    expect((const uint64_t[][3]){{5, 2, 2}, {5, 1, 2}}, 2, NULL, 0);
    expect((const uint64_t[][3]){{5, 4, 9}, {5, 2, 9}}, 2,
        (const char *const[]){"shard 1 of 9 is missing", "shard 3 of 9 is missing", "shards 5 to 9 of 9 are missing"},
        3);
    expect((const uint64_t[][3]){{5, 1, 2}, {5, 2, 2}, {5, 1, 2}}, 3,
        (const char *const[]){"shard 1 of 2 is there twice: a and c"}, 1);
    expect((const uint64_t[][3]){{5, 1, 2}, {6, 2, 2}, {5, 2, 3}}, 3,
        (const char *const[]){"b is of seed 6, not 5 as a is", "c is one of 3 shards, not of 2 as a is"}, 2);
}

int main(void)
{
    CU_TestInfo tests[] = {{"make the run", make_the_run}, {"named", named}, CU_TEST_INFO_NULL};
    int status;

    if (mkdtemp(folder) == NULL) {
        return 1;
    }
    status = ent_run_suite("shards", tests);
    rmdir(folder);
    return status;
}
