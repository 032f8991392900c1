/* Sums of drivers of worlds of one draw: as those of any worlds. */
#include "suite.h"
#include "tally/drivers/driver_sum.h"

#include <string.h>

enum { WORLDS = 1000 };

static bool same(const ent_driver_sum *a, const ent_driver_sum *b)
{
    return memcmp(a->with, b->with, sizeof(a->with)) == 0 && memcmp(a->both, b->both, sizeof(a->both)) == 0 &&
           a->worlds_with == b->worlds_with && a->worlds_without == b->worlds_without && a->xx == b->xx &&
           a->xb == b->xb && a->bb == b->bb && a->xn == b->xn && a->bn == b->bn && a->xy == b->xy && a->by == b->by;
}

static void test_single(void)
{
    static uint32_t n[WORLDS], y[WORLDS], x[WORLDS], b[WORLDS];
    const ent_driver_counts base = {.with = n, .both = y}, own = {.with = x, .both = b};
    ent_driver_sum any = {.xx = 0}, single = {.xx = 0};

    for (uint32_t w = 0; w < WORLDS; w++) {
        n[w] = w % 7 != 0 ? 1 : 0;
        y[w] = n[w] * (w / 3 % 2);
        x[w] = n[w] * (w / 5 % 3 == 0 ? 1 : 0);
        b[w] = x[w] * y[w];
    }
    for (uint64_t first = 0; first < 3 * WORLDS; first += WORLDS) {
        ent_driver_sum_add(&any, &own, &base, first + 17, WORLDS);
        ent_driver_sum_add_single(&single, &own, &base, first + 17, WORLDS);
    }
    CU_ASSERT_TRUE(same(&any, &single));
    CU_ASSERT(single.bb > 0 && single.worlds_without > 0);
    ent_driver_sum_add(&any, &base, &base, 399, WORLDS);
    ent_driver_sum_add_single(&single, &base, &base, 399, WORLDS);
    CU_ASSERT_TRUE(same(&any, &single));
}

int main(void)
{
    CU_TestInfo tests[] = {{"single draws", test_single}, CU_TEST_INFO_NULL};

    return ent_run_suite("sums of drivers", tests);
}
