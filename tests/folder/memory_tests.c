/* Memory that runs out at every possible place of what stands in an arena. */
#include "base/status.h"
#include "failing_arena.h"
#include "fake_scenario.h"
#include "suite.h"

#include "folder/folder.h"

#include <stdlib.h>
#include <unistd.h>

enum { ENOUGH = 1000000 };

/* Runs `attempt` with more and more allocations until it succeeds; returns their number. */
static long grow(int (*attempt)(void))
{
    int status = ENT_ERR_NO_MEMORY;
    long allowed = 0;

    for (; status != ENT_OK && allowed < ENOUGH; allowed++) {
        allocations_left = allowed;
        status = attempt();
        CU_ASSERT_TRUE(status == ENT_OK || status == ENT_ERR_NO_MEMORY);
    }
    return allowed;
}

static ent_scenario shared;

static int try_describe(void)
{
    ent_arena arena = {0};
    ent_manifest manifest = {0};
    int status = ent_manifest_describe(&manifest, &shared, &arena);

    ent_arena_free(&arena);
    return status;
}

static char root[] = "/tmp/entente-memory-XXXXXX";

static int try_folder(void)
{
    ent_diagnostics diagnostics = {0};
    ent_manifest manifest = {.program = "entente"};
    ent_folder folder = {0};
    int status = ent_folder_open(&folder, root, "id", &diagnostics);

    if (status == ENT_OK) {
        status = ent_folder_write(&folder, "a.csv", "abc", 3, &diagnostics);
    }
    if (status == ENT_OK) {
        status = ent_folder_adopt(&folder, "a.csv", &diagnostics);
    }
    if (status == ENT_OK) {
        status = ent_folder_finish(&folder, &manifest, &diagnostics);
    }
    ent_folder_free(&folder);
    ent_diagnostics_free(&diagnostics);
    return status;
}

static void test_labels(void)
{
    allocations_left = ENOUGH;
    shared = fake_scenario();
    CU_ASSERT_TRUE(grow(try_describe) > 8);
    allocations_left = ENOUGH;
}

/* A folder that failed has no manifest. */
static void test_folder(void)
{
    char path[64];

    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(root));
    snprintf(path, sizeof(path), "%s/id/manifest.json", root);
    CU_ASSERT_TRUE(grow(try_folder) > 8);
    CU_ASSERT_EQUAL(access(path, F_OK), 0);
    for (long allowed = 0; access(path, F_OK) == 0 && allowed < 1000; allowed++) {
        allocations_left = allowed; /* until it is enough to open, not to finish */
        CU_ASSERT_EQUAL(try_folder(), ENT_ERR_NO_MEMORY);
    }
    CU_ASSERT_NOT_EQUAL(access(path, F_OK), 0);
    snprintf(path, sizeof(path), "rm -rf '%s'", root);
    CU_ASSERT_EQUAL(system(path), 0);
}

int main(void)
{
    CU_TestInfo tests[] = {{"labels", test_labels}, {"folder", test_folder}, CU_TEST_INFO_NULL};

    return ent_run_suite("memory of folders", tests);
}
