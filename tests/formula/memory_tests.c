/* Memory that runs out at every allocation in turn. This program has its own arena, which fails on request; it replaces
 * the arena of the library. */
#include "base/arena.h"
#include "base/status.h"
#include "failing_arena.h"
#include "formula/describe.h"
#include "formula/parse.h"
#include "formula/query.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TRIES = 1000 };

static void test_right_formulas(void)
{
    static const char *const rows[] = {"a + 35% * -b", "deal.x == 'met' and not agreed",
        "mixture(0.3, truncate(8k to 15k, 0, 12k), 70%, quantiles(5%, 1, 50%, 2^1, 95%, 3))",
        "if(a, min(1, 2, 3, 4, 5, 6), true)"};

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        int status = ENT_ERR_NO_MEMORY;
        long n;
        for (n = 0; n < TRIES && status != ENT_OK; n++) {
            ent_arena arena = {0};
            ent_ast *ast;
            ent_formula_error error;
            allocations_left = n;
            status = ent_formula_parse(rows[i], &arena, &ast, &error);
            CU_ASSERT_EQUAL(ast != NULL, status == ENT_OK);
            CU_ASSERT_TRUE(status == ENT_OK || status == ENT_ERR_NO_MEMORY);
            ent_arena_free(&arena);
        }
        CU_ASSERT_TRUE(n > 3 && n < TRIES);
    }
}

/* When memory is out, the help text is left out, but not the message. */
static void test_wrong_formulas(void)
{
    static const char *const rows[] = {"a ≤ b", "trianglar(1)", "min(1)", "Abc", "1 2", "1 < 2 < 3", "10_000", "35 %",
        "normal(0, -1)", "bernoulli(2)", "mixture(1, 2)", "1 to 2 to 3", "exp", "10,000"};

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        int status = ENT_ERR_NO_MEMORY;
        long n;
        for (n = 0; n < TRIES && status == ENT_ERR_NO_MEMORY; n++) {
            ent_arena arena = {0};
            ent_ast *ast;
            ent_formula_error error = {0};
            allocations_left = n;
            status = ent_formula_parse(rows[i], &arena, &ast, &error);
            CU_ASSERT_PTR_NULL(ast);
            CU_ASSERT_TRUE(status == ENT_ERR_SCENARIO || status == ENT_ERR_NO_MEMORY);
            CU_ASSERT_EQUAL(error.message != NULL, status == ENT_ERR_SCENARIO);
            ent_arena_free(&arena);
        }
        CU_ASSERT_TRUE(n > 1 && n < TRIES);
    }
}

static void test_checks(void)
{
    int status = ENT_ERR_NO_MEMORY;
    long n;

    for (n = 0; n < TRIES && status != ENT_OK; n++) {
        ent_arena arena = {0};
        ent_check check;
        ent_formula_error error;
        allocations_left = n;
        status = ent_check_parse("P(a or b given c) > 10% in air_cover", &arena, &check, &error);
        CU_ASSERT_EQUAL(check.variant != NULL, status == ENT_OK);
        CU_ASSERT_TRUE(status == ENT_OK || status == ENT_ERR_NO_MEMORY);
        ent_arena_free(&arena);
    }
    CU_ASSERT_TRUE(n > 3 && n < TRIES);
}

static void test_describe(void)
{
    ent_arena arena = {0};
    ent_ast *ast;
    ent_formula_error error;
    const char *words = NULL;
    long n;

    allocations_left = TRIES;
    CU_ASSERT_EQUAL_FATAL(
        ent_formula_parse("mixture(1, 8k to 15k, 2, pert(1, 2, 3)) * 2 + logistic(a * b)", &arena, &ast, &error),
        ENT_OK);
    for (n = 0; n < TRIES && words == NULL; n++) {
        allocations_left = n;
        words = ent_ast_describe(ast, &arena);
    }
    CU_ASSERT_TRUE(n > 3 && n < TRIES);
    CU_ASSERT_PTR_NOT_NULL_FATAL(words);
    CU_ASSERT_EQUAL(strncmp(words, "(mixture of 33.3% between 8,000 and 15,000", 42), 0);
    ent_arena_free(&arena);
}

int main(void)
{
    CU_TestInfo tests[] = {{"right formulas", test_right_formulas}, {"wrong formulas", test_wrong_formulas},
        {"checks", test_checks}, {"describe", test_describe}, CU_TEST_INFO_NULL};

    return ent_run_suite("memory", tests);
}
