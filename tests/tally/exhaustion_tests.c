/* Memory that runs out at every request of estimating a range, in turn: alone, and with all later ones. */
#include "failing_memory.h"

#include "tally/estimate.h"

enum { WORLDS = 60 };

typedef struct subject {
    uint32_t k[WORLDS], n[WORLDS];
    ent_estimate estimate;
} subject;

static int try_estimate(void *context)
{
    const ent_worlds worlds = {WORLDS, 200, true};
    subject *self = context;

    return ent_estimate_of_counts(&self->estimate, ent_counts_of(self->k, 1), ent_counts_of(self->n, 1), &worlds);
}

static void test_estimate(void)
{
    static subject self;

    memory_allow_all();
    for (uint32_t w = 0; w < WORLDS; w++) {
        self.n[w] = 100 + w;
        self.k[w] = w % 2 == 0 ? 20 : 70;
    }
    CU_ASSERT_EQUAL(memory_exhaust(try_estimate, &self, ENT_OK), 4); /* keys, cells, likelihoods, bands */
    CU_ASSERT_TRUE(self.estimate.has_range);
}

int main(void)
{
    CU_TestInfo tests[] = {{"estimate", test_estimate}, CU_TEST_INFO_NULL};

    return ent_run_suite("memory of ranges", tests);
}
