#include "wording/path_groups.h"

#include "suite.h"

#include <string.h>

static void expect(const char *const *path, size_t count, const char *text)
{
    ent_arena arena = {0};
    const char *found = ent_path_groups(path, count, &arena);

    CU_ASSERT_PTR_NOT_NULL_FATAL(found);
    CU_ASSERT_STRING_EQUAL(found, text);
    ent_arena_free(&arena);
}

static void test_groups(void)
{
    static const char *const paths[] = {"contributors.a.troops", "force.required", "contributors.a.joins",
        "contributors.b.troops", "parties.a.troops", "contributors.c.troops", "demands.d.p.scores.x",
        "demands.e.p.scores.x", "demands.e.q.scores.x", "headline"};

    expect(paths, 0, "");
    expect(paths, 1, "contributors.a.troops");
    expect(paths, 4, "contributors.*.troops (2 settings), force.required, contributors.a.joins");
    expect(paths, 10,
        "contributors.*.troops (3 settings), force.required, contributors.a.joins, parties.a.troops, "
        "demands.*.p.scores.x (2 settings), demands.e.q.scores.x, headline");
}

int main(void)
{
    CU_TestInfo tests[] = {{"groups", test_groups}, CU_TEST_INFO_NULL};

    return ent_run_suite("path groups", tests);
}
