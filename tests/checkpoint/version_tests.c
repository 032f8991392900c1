/* Files of an earlier format (tests/checkpoint/version-0.1.0), whose draws meant something else: they are refused with
 * a message, a run begins anew, and none of their counts is taken over. */
#include "run/experiment_text.h"

#include "checkpoint/checkpoint.h"
#include "checkpoint/inner_path.h"
#include "checkpoint/shards.h"

#include <unistd.h>

#define OLD ENTENTE_SOURCE "/tests/checkpoint/version-0.1.0/"

static const char refused[] = "is in a format that this version does not read";
static char folder[] = "/tmp/entente-version-XXXXXX";

static void shards(void)
{
    static const char *const path[] = {
        OLD "shard-1-of-2.part", OLD "shard-2-of-2.part", OLD "sweep-shard-2-of-2.part", OLD "1-of-1.variant-0"};
    ent_arena arena = {0};

    for (size_t i = 0; i < sizeof(path) / sizeof(*path); i++) {
        ent_shard shard = {.path = NULL};
        CU_ASSERT_EQUAL(ent_shard_open(&shard, path[i], 0, &arena), ENT_ERR_CHECKPOINT);
        CU_ASSERT_STRING_EQUAL(shard.reader.wrong, refused);
        ent_shard_free(&shard);
    }
    ent_arena_free(&arena);
}

/* Copies the old file to where a run looks for its checkpoint, beside a lock file. */
static void place_checkpoint(const char *old, ent_arena *arena)
{
    const char *there = ent_arena_printf(arena, "%s/.checkpoint/1-of-1.variant-0", folder);
    char bytes[4096];
    FILE *from = fopen(old, "rb");
    FILE *to, *lock;

    CU_ASSERT_EQUAL_FATAL(ent_make_folders(there, 1, arena), ENT_OK);
    to = fopen(there, "wb");
    CU_ASSERT_FATAL(from != NULL && to != NULL);
    for (size_t some; (some = fread(bytes, 1, sizeof(bytes), from)) > 0;) {
        CU_ASSERT_EQUAL(fwrite(bytes, 1, some, to), some);
    }
    fclose(from);
    fclose(to);
    lock = fopen(ent_arena_printf(arena, "%s/.checkpoint/1-of-1.lock", folder), "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(lock);
    fclose(lock);
}

static void checkpoint(void)
{
    static const ent_identity identity = {
        .command = "run", .version = "0.1.0", .scenario = "split", .items = 1, .shard = 1, .shards = 1};
    ent_arena arena = {0};
    ent_checkpoint found;

    place_checkpoint(OLD "1-of-1.variant-0", &arena);
    CU_ASSERT_EQUAL_FATAL(ent_checkpoint_open(&found, folder, &identity), ENT_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(found.note);
    CU_ASSERT_PTR_NOT_NULL(strstr(found.note, refused));
    CU_ASSERT_EQUAL(found.draws, 0);
    ent_checkpoint_remove(&found);
    ent_checkpoint_close(&found);
    unlink(ent_arena_printf(&arena, "%s/.checkpoint/1-of-1.variant-0", folder));
    rmdir(ent_arena_printf(&arena, "%s/.checkpoint", folder));
    ent_arena_free(&arena);
}

int main(void)
{
    CU_TestInfo tests[] = {{"shards", shards}, {"checkpoint", checkpoint}, CU_TEST_INFO_NULL};
    int status;

    if (mkdtemp(folder) == NULL) {
        return 1;
    }
    status = ent_run_suite("files of an earlier format", tests);
    rmdir(folder);
    return status;
}
