/* Deals of several buffers add up to the same tally as deals added one by one. */
#include "run/deal_buffer.h"
#include "suite.h"

#include <string.h>

enum { PACKAGES = 50000, PARTIES = 3, OWNERS = 2 };

static ent_tally_layout layout(size_t packages)
{
    ent_tally_layout made = {
        .outcomes = 1, .horizon = 1, .steps = 1, .options = 1, .parties = PARTIES, .packages = packages};

    ent_tally_layout_place(&made);
    return made;
}

static void pays_where_many(void)
{
    const ent_tally_layout few = layout(1000);
    const ent_tally_layout many = layout(PACKAGES);

    CU_ASSERT_FALSE(ent_deal_buffer_pays(&few));
    CU_ASSERT(ent_deal_buffer_pays(&many));
}

static void same_as_one_by_one(void)
{
    const ent_tally_layout all = layout(PACKAGES);
    ent_tally shared = {0}, direct = {0};
    ent_deal_buffer owner[OWNERS] = {{0}};
    uint64_t given = 0;

    CU_ASSERT_EQUAL_FATAL(ent_tally_init(&shared, &all, 0, 0), 0);
    CU_ASSERT_EQUAL_FATAL(ent_tally_init(&direct, &all, 0, 0), 0);
    for (size_t o = 0; o < OWNERS; o++) {
        CU_ASSERT_EQUAL_FATAL(ent_deal_buffer_init(&owner[o], &shared, PARTIES), 0);
    }
    for (uint32_t i = 0; i < 3 * ENT_DEAL_BUFFER_SIZE; i++) { /* more than a buffer holds */
        double *utility = ent_deal_buffer_add(&owner[i % 7 == 0], i * 7919U % PACKAGES);
        for (size_t p = 0; p < PARTIES; p++) {
            utility[p] = 1.0 / (double) (i + p + 1);
        }
        ent_tally_deal(&direct, i * 7919U % PACKAGES, utility);
    }
    for (size_t o = 0; o < OWNERS; o++) {
        ent_deal_buffer_flush(&owner[o]);
        ent_deal_buffer_flush(&owner[o]); /* the second flush adds nothing */
    }
    for (size_t k = 0; k < PACKAGES; k++) {
        given += shared.package_count[k];
    }
    CU_ASSERT_EQUAL(given, 3 * ENT_DEAL_BUFFER_SIZE);
    CU_ASSERT_EQUAL(memcmp(shared.package_count, direct.package_count, PACKAGES * sizeof(uint64_t)), 0);
    CU_ASSERT_EQUAL(
        memcmp(shared.package_utility, direct.package_utility, PACKAGES * PARTIES * sizeof(ent_exact_sum)), 0);
    for (size_t o = 0; o < OWNERS; o++) {
        ent_deal_buffer_free(&owner[o]);
        ent_deal_buffer_free(&owner[o]);
    }
    ent_tally_free(&shared);
    ent_tally_free(&direct);
}

/* A full buffer is flushed before the next deal is added. */
static void full(void)
{
    const ent_tally_layout all = layout(PACKAGES);
    ent_tally shared = {0};
    ent_deal_buffer buffer = {0};

    CU_ASSERT_EQUAL_FATAL(ent_tally_init(&shared, &all, 0, 0), 0);
    CU_ASSERT_EQUAL_FATAL(ent_deal_buffer_init(&buffer, &shared, PARTIES), 0);
    for (uint32_t i = 0; i < ENT_DEAL_BUFFER_SIZE; i++) {
        memset(ent_deal_buffer_add(&buffer, 5), 0, PARTIES * sizeof(double));
    }
    CU_ASSERT_EQUAL(buffer.count, ENT_DEAL_BUFFER_SIZE);
    CU_ASSERT_EQUAL(shared.package_count[5], 0);
    memset(ent_deal_buffer_add(&buffer, 6), 0, PARTIES * sizeof(double));
    CU_ASSERT_EQUAL(buffer.count, 1);
    CU_ASSERT_EQUAL(shared.package_count[5], ENT_DEAL_BUFFER_SIZE);
    CU_ASSERT_EQUAL(shared.package_count[6], 0);
    ent_deal_buffer_flush(&buffer);
    CU_ASSERT_EQUAL(shared.package_count[6], 1);
    ent_deal_buffer_free(&buffer);
    ent_tally_free(&shared);
}

/* A tally without packages of its own leaves those of another as they are. */
static void merged_without(void)
{
    const ent_tally_layout all = layout(4);
    const ent_tally_layout without = layout(0);
    const double utility[PARTIES] = {0.25, 0.5, 0.75};
    ent_tally to = {0}, from = {0};

    CU_ASSERT_EQUAL_FATAL(ent_tally_init(&to, &all, 0, 0), 0);
    CU_ASSERT_EQUAL_FATAL(ent_tally_init(&from, &without, 0, 0), 0);
    ent_tally_deal(&to, 3, utility);
    from.draws = 5;
    ent_tally_merge(&to, &from);
    CU_ASSERT_EQUAL(to.draws, 5);
    CU_ASSERT_EQUAL(to.package_count[3], 1);
    CU_ASSERT_EQUAL(ent_exact_sum_mean(&to.package_utility[3 * PARTIES + 2]), 0.75);
    ent_tally_free(&to);
    ent_tally_free(&from);
}

int main(void)
{
    CU_TestInfo tests[] = {{"pays where many", pays_where_many}, {"same as one by one", same_as_one_by_one},
        {"full", full}, {"merged without", merged_without}, CU_TEST_INFO_NULL};

    return ent_run_suite("deal buffer", tests);
}
