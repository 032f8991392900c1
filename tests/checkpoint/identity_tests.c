/* Identities of runs: written, read, compared, also when memory runs out. */
#include "failing_arena.h"
#include "suite.h"

#include "base/status.h"
#include "checkpoint/identity.h"

static const ent_identity_file files[] = {{"a/x.cfg", "title = 1;\0!", 12}, {"a/base.cfg", "", 0}};
static const char *const set[] = {"run.seed = 7", "events.e = 50%"};
static const char *const names[] = {"size"};

static ent_identity example(void)
{
    return (ent_identity){.command = "run",
        .version = "0.1.0",
        .scenario = "x",
        .file = files,
        .files = 2,
        .set = set,
        .sets = 2,
        .variant = "",
        .name = names,
        .names = 1,
        .seed = 7,
        .worlds = 2000,
        .replications = 500,
        .draws = 3,
        .items = 4,
        .shard = 2,
        .shards = 3};
}

static size_t encode(unsigned char *room)
{
    const ent_identity identity = example();
    ent_byte_writer out = {.data = room};

    ent_identity_encode(&identity, &out);
    return out.length;
}

static void round_trip(void)
{
    unsigned char room[512];
    size_t length = encode(room);
    const ent_identity expected = example();
    ent_identity read;
    ent_arena arena = {0};
    ent_arena words = {0};

    allocations_left = 100;
    CU_ASSERT_EQUAL_FATAL(ent_identity_decode(&read, room, length, &arena), ENT_OK);
    CU_ASSERT_PTR_NULL(ent_identity_difference(&expected, &read, &words));
    CU_ASSERT_EQUAL(read.draws, 3);
    CU_ASSERT_EQUAL(read.shard, 2);
    CU_ASSERT_EQUAL(read.shards, 3);
    CU_ASSERT_STRING_EQUAL(read.file[0].path, "a/x.cfg");
    CU_ASSERT_EQUAL(memcmp(read.file[0].bytes, files[0].bytes, 13), 0); /* with the terminating NUL */
    for (size_t i = 0; i < length; i++) {                               /* cut off */
        ent_arena some = {0};
        allocations_left = 100;
        CU_ASSERT_EQUAL(ent_identity_decode(&read, room, i, &some), ENT_ERR_CHECKPOINT);
        ent_arena_free(&some);
    }
    ent_arena_free(&words);
    ent_arena_free(&arena);
}

static void differences(void)
{
    static const ent_identity_file other_file[] = {{"a/x.cfg", "title = 2;\0!", 12}, {"a/base.cfg", "", 0}};
    static const ent_identity_file moved[] = {{"b/x.cfg", "title = 1;\0!", 12}, {"base.cfg", "", 0}};
    static const char *const other_set[] = {"run.seed = 7", "events.e = 60%"};
    const ent_identity ours = example();
    struct {
        ent_identity theirs;
        const char *words;
    } cases[12];
    size_t n = 0;

    for (size_t i = 0; i < 12; i++) {
        cases[i].theirs = example();
    }
    cases[n].theirs.command = "sweep";
    cases[n++].words = "is of a sweep, not a run";
    cases[n].theirs.version = "0.2.0";
    cases[n++].words = "was written by version 0.2.0, not 0.1.0";
    cases[n].theirs.scenario = "y";
    cases[n++].words = "is of the scenario y, not x";
    cases[n].theirs.seed = 8;
    cases[n++].words = "is of seed 8, not 7";
    cases[n].theirs.worlds = 20;
    cases[n++].words = "is of worlds = 20, not 2000";
    cases[n].theirs.replications = 1;
    cases[n++].words = "is of replications = 1, not 500";
    cases[n].theirs.files = 1;
    cases[n++].words = "stands on other files";
    cases[n].theirs.file = other_file;
    cases[n++].words = "is of another text of a/x.cfg";
    cases[n].theirs.set = other_set;
    cases[n++].words = "is of other settings of the command line";
    cases[n].theirs.variant = "v";
    cases[n++].words = "is of another --variant";
    cases[n].theirs.names = 0;
    cases[n++].words = "is of other sweeps";
    cases[n].theirs.items = 5;
    cases[n++].words = "has another number of variants or points";
    for (size_t i = 0; i < n; i++) {
        ent_arena arena = {0};
        const char *words;
        allocations_left = 100;
        words = ent_identity_difference(&ours, &cases[i].theirs, &arena);
        CU_ASSERT_PTR_NOT_NULL_FATAL(words);
        CU_ASSERT_STRING_EQUAL(words, cases[i].words);
        allocations_left = 0; /* there is a text even without memory */
        CU_ASSERT_PTR_NOT_NULL(ent_identity_difference(&ours, &cases[i].theirs, &arena));
        ent_arena_free(&arena);
    }
    cases[0].theirs = example(); /* differences that do not count */
    cases[0].theirs.file = moved;
    cases[0].theirs.draws = 0;
    cases[0].theirs.shard = 1;
    CU_ASSERT_PTR_NULL(ent_identity_difference(&ours, &cases[0].theirs, &(ent_arena){0}));
}

/* Any byte changed: read as another identity or refused. */
static void damage(void)
{
    unsigned char room[512];
    size_t length = encode(room);

    for (size_t i = 0; i < length; i++) {
        for (unsigned change = 1; change < 256; change++) {
            ent_arena arena = {0};
            ent_identity read;
            int status;
            allocations_left = 1000;
            room[i] ^= (unsigned char) change;
            status = ent_identity_decode(&read, room, length, &arena);
            CU_ASSERT(status == ENT_OK || status == ENT_ERR_CHECKPOINT);
            room[i] ^= (unsigned char) change;
            ent_arena_free(&arena);
        }
    }
}

static void memory(void)
{
    unsigned char room[512];
    size_t length = encode(room);
    int status = ENT_ERR_NO_MEMORY;
    long allowed = 0;

    for (; status != ENT_OK && allowed < 100; allowed++) {
        ent_arena arena = {0};
        ent_identity read;
        allocations_left = allowed;
        status = ent_identity_decode(&read, room, length, &arena);
        CU_ASSERT(status == ENT_OK || status == ENT_ERR_NO_MEMORY);
        ent_arena_free(&arena);
    }
    CU_ASSERT(allowed > 10 && allowed < 100);
}

int main(void)
{
    CU_TestInfo tests[] = {{"round trip", round_trip}, {"differences", differences}, {"damage", damage},
        {"memory", memory}, CU_TEST_INFO_NULL};

    return ent_run_suite("identity", tests);
}
