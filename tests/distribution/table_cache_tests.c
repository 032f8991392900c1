/* The table cache: equal distributions share a table, unequal ones do not, and samples are the same bit by bit. */
#include "base/status.h"
#include "distribution/distribution.h"
#include "distribution/sample.h"
#include "distribution/table_cache.h"
#include "suite.h"

#include <string.h>

static const ent_dist *truncated(ent_dist *self, ent_dist *part, double mean, double high, ent_arena *arena)
{
    const double normal[] = {mean, 0.06}, ends[] = {0.4, high};
    const ent_dist *parts[] = {part};

    CU_ASSERT_EQUAL(ent_dist_init(part, &ent_kind_normal, normal, 2, NULL, arena), ENT_OK);
    CU_ASSERT_EQUAL(ent_dist_init(self, &ent_kind_truncate, ends, 2, parts, arena), ENT_OK);
    return self;
}

static void equal_ones_share(void)
{
    ent_arena arena;
    ent_table_cache shelf;
    ent_dist made[4], part[4];

    ent_arena_init(&arena);
    ent_table_cache_init(&shelf);
    truncated(&made[0], &part[0], 0.55, 0.8, &arena);
    truncated(&made[1], &part[1], 0.55, 0.8, &arena);
    truncated(&made[2], &part[2], 0.55, 0.7, &arena); /* another end */
    truncated(&made[3], &part[3], 0.56, 0.8, &arena); /* another part */
    for (size_t i = 0; i < 4; i++) {
        CU_ASSERT_EQUAL(ent_table_cache_tabulate(&shelf, &made[i], &arena), ENT_OK);
        CU_ASSERT_PTR_NOT_NULL_FATAL(made[i].table);
    }
    CU_ASSERT_PTR_EQUAL(made[1].table, made[0].table);
    CU_ASSERT_PTR_NOT_EQUAL(made[2].table, made[0].table);
    CU_ASSERT_PTR_NOT_EQUAL(made[3].table, made[0].table);
    CU_ASSERT_PTR_NOT_EQUAL(made[3].table, made[2].table);
    CU_ASSERT_EQUAL(shelf.count, 3);
    CU_ASSERT_TRUE(ent_table_cache_check(&shelf));
    shelf.item[2] = shelf.item[0]; /* an equal item twice */
    CU_ASSERT_FALSE(ent_table_cache_check(&shelf));
    ent_table_cache_free(&shelf);
    ent_arena_free(&arena);
}

/* The copies in the cache must not refer to memory that the first owner frees. */
static void outlives_the_first_owner(void)
{
    const ent_kernels *kernels = ent_kernels_select(NULL);
    double u[64], alone[64], shared[64];
    ent_arena first, second;
    ent_table_cache shelf;
    ent_dist made[3], part[3];

    ent_arena_init(&first);
    ent_arena_init(&second);
    ent_table_cache_init(&shelf);
    truncated(&made[0], &part[0], 0.55, 0.8, &first);
    CU_ASSERT_EQUAL(ent_table_cache_tabulate(&shelf, &made[0], &first), ENT_OK);
    ent_arena_free(&first);
    memset(part, 0, sizeof(part));
    truncated(&made[1], &part[1], 0.55, 0.8, &second);
    truncated(&made[2], &part[2], 0.55, 0.8, &second);
    shelf.closed = true;
    CU_ASSERT_EQUAL(ent_table_cache_tabulate(&shelf, &made[1], &second), ENT_OK);
    CU_ASSERT_EQUAL(ent_dist_tabulate(&made[2], &second), ENT_OK);
    CU_ASSERT_PTR_NOT_EQUAL(made[1].table, made[2].table);
    for (size_t i = 0; i < 64; i++) {
        u[i] = ((double) i + 0.5) / 64.0;
    }
    ent_dist_sample(&made[1], kernels, 64, u, shared);
    ent_dist_sample(&made[2], kernels, 64, u, alone);
    CU_ASSERT_EQUAL(memcmp(shared, alone, sizeof(alone)), 0);
    ent_table_cache_free(&shelf);
    ent_arena_free(&second);
}

static void closed_ones_take_nothing_in(void)
{
    ent_arena arena;
    ent_table_cache shelf;
    ent_dist made, part;

    ent_arena_init(&arena);
    ent_table_cache_init(&shelf);
    shelf.closed = true;
    truncated(&made, &part, 0.5, 0.8, &arena);
    CU_ASSERT_EQUAL(ent_table_cache_tabulate(&shelf, &made, &arena), ENT_OK);
    CU_ASSERT_PTR_NOT_NULL(made.table);
    CU_ASSERT_EQUAL(shelf.count, 0);
    ent_table_cache_free(&shelf);
    ent_arena_free(&arena);
}

/* Beyond its most, a cache takes nothing more, and reports it. */
static void test_over(void)
{
    ent_table_cache shelf = {.most = 2};
    ent_arena arena = {0};
    ent_dist gamma;

    for (int i = 0; i < 5; i++) {
        const double p[2] = {1.5 + i, 2.0};
        CU_ASSERT_EQUAL_FATAL(ent_dist_init(&gamma, &ent_kind_gamma, p, 2, NULL, &arena), ENT_OK);
        CU_ASSERT_EQUAL(ent_table_cache_tabulate(&shelf, &gamma, &arena), ENT_OK);
        CU_ASSERT_EQUAL(ent_table_cache_is_over(&shelf), i >= 2);
        CU_ASSERT_EQUAL(shelf.count, i < 2 ? (size_t) i + 1 : 3);
        CU_ASSERT_EQUAL(gamma.table != NULL || gamma.steps != NULL, i <= 2);
    }
    ent_table_cache_free(&shelf);
    ent_table_cache_free(&shelf);
    ent_arena_free(&arena);
}

int main(void)
{
    CU_TestInfo tests[] = {{"equal ones share", equal_ones_share},
        {"outlives the first owner", outlives_the_first_owner},
        {"closed ones take nothing in", closed_ones_take_nothing_in}, {"over", test_over}, CU_TEST_INFO_NULL};

    return ent_run_suite("shelf", tests);
}
