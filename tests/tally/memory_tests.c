/* Memory that runs out at every possible place. */
#include "failing_arena.h"
#include "suite.h"

#include "base/status.h"
#include "tally/tally.h"

static void test_init(void)
{
    ent_tally_layout layout = {.outcomes = 2,
        .checks = 1,
        .horizon = 3,
        .contributors = 2,
        .thresholds = 2,
        .steps = 2,
        .options = 3,
        .parties = 2,
        .causes = 2,
        .packages = 4};
    int status = ENT_ERR_NO_MEMORY;
    long allowed = 0;

    ent_tally_layout_place(&layout);
    for (; status != ENT_OK && allowed < 1000; allowed++) {
        ent_tally tally = {0};
        allocations_left = allowed;
        status = ent_tally_init(&tally, &layout, 5, 10);
        CU_ASSERT_TRUE(status == ENT_OK || status == ENT_ERR_NO_MEMORY);
        ent_tally_free(&tally);
    }
    CU_ASSERT_TRUE(allowed > 15 && allowed < 1000);
}

int main(void)
{
    CU_TestInfo tests[] = {{"tally", test_init}, CU_TEST_INFO_NULL};

    return ent_run_suite("memory of tallies", tests);
}
