/* Written bytes reach the disk before their name does: each fsync counts, and a failed one leaves no file. */
#include "failing_sync.h"
#include "suite.h"

#include "base/status.h"
#include "checkpoint/sealed_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char base[] = "/tmp/entente-sealed-XXXXXX";

static void remove_all(const char *path)
{
    char command[256];

    snprintf(command, sizeof(command), "rm -rf '%s'", path);
    CU_ASSERT_EQUAL(system(command), 0);
}

static void write_record(ent_sealed_writer *writer, const char *path, ent_arena *arena)
{
    CU_ASSERT_EQUAL_FATAL(ent_sealed_create(writer, path, 1, arena), ENT_OK);
    CU_ASSERT_EQUAL(ent_sealed_put(writer, ENT_RECORD_IDENTITY, "who", 3), ENT_OK);
}

/* The file, and the folder that holds its name. */
static void test_sealed_files(void)
{
    ent_sealed_writer writer = {0};
    ent_arena arena = {0};
    char path[128];

    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(base));
    snprintf(path, sizeof(path), "%s/a.part", base);
    write_record(&writer, path, &arena);
    synced = 0;
    CU_ASSERT_EQUAL(ent_sealed_sync(&writer), ENT_OK);
    CU_ASSERT_EQUAL(synced, 1);
    CU_ASSERT_EQUAL(ent_sealed_finish(&writer), ENT_OK);
    CU_ASSERT_EQUAL(synced, 3);
    CU_ASSERT_EQUAL(access(path, F_OK), 0);
    ent_sealed_close(&writer);
    snprintf(path, sizeof(path), "%s/b.part", base);
    write_record(&writer, path, &arena);
    failing = true;
    CU_ASSERT_EQUAL(ent_sealed_sync(&writer), ENT_ERR_IO);
    CU_ASSERT_EQUAL(ent_sealed_finish(&writer), ENT_ERR_IO);
    failing = false;
    ent_sealed_close(&writer);
    CU_ASSERT_NOT_EQUAL(access(path, F_OK), 0); /* no name for bytes that may not be on the disk */
    ent_arena_free(&arena);
    remove_all(base);
}

int main(void)
{
    CU_TestInfo tests[] = {{"sealed files", test_sealed_files}, CU_TEST_INFO_NULL};

    return ent_run_suite("durable", tests);
}
