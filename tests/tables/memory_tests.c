/* Memory that runs out at every allocation of the arena, in turn: column names, and a table in memory. */
#include "failing_arena.h"
#include "fake_scenario.h"
#include "suite.h"

#include "base/status.h"
#include "tables/format/memory_table.h"
#include "tables/tables.h"

enum { ENOUGH = 1000000 };

static ent_scenario scenario;

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
    allocations_left = ENOUGH;
    return allowed;
}

static int try_columns(void)
{
    ent_arena arena = {0};
    size_t columns;
    int status = ent_table_columns(&ent_table_draws, &scenario, &arena, &columns) != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;

    ent_arena_free(&arena);
    return status;
}

static int try_header(void)
{
    ent_memory_table table = {0};
    int status;

    ent_table_header(&ent_table_draws, ent_memory_table_sink(&table), &scenario);
    status = table.sink.status;
    if (status == ENT_OK) {
        CU_ASSERT_STRING_EQUAL(ent_memory_table_name(&table, 3), "france.joins");
    }
    ent_memory_table_free(&table);
    return status;
}

static void test_columns(void)
{
    scenario = fake_scenario();
    CU_ASSERT_TRUE(grow(try_columns) > 10);
    CU_ASSERT_TRUE(grow(try_header) > 30);
}

int main(void)
{
    CU_TestInfo tests[] = {{"columns", test_columns}, CU_TEST_INFO_NULL};

    return ent_run_suite("memory of tables", tests);
}
