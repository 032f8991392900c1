#include "base/to_count.h"
#include "suite.h"

#include <math.h>

static void test_counts(void)
{
    CU_ASSERT_EQUAL(ent_to_count(0.0), 0);
    CU_ASSERT_EQUAL(ent_to_count(1.0), 1);
    CU_ASSERT_EQUAL(ent_to_count(2.999), 2);
    CU_ASSERT_EQUAL(ent_to_count(0x1p53 - 1.0), (1ULL << 53) - 1);
    CU_ASSERT_EQUAL(ent_to_count(0x1.fffffffffffffp63), 0xFFFFFFFFFFFFF800ULL);
}

static void test_no_counts(void)
{
    CU_ASSERT_EQUAL(ent_to_count((double) NAN), 0);
    CU_ASSERT_EQUAL(ent_to_count(-0.5), 0);
    CU_ASSERT_EQUAL(ent_to_count(-1e300), 0);
    CU_ASSERT_EQUAL(ent_to_count((double) -INFINITY), 0);
    CU_ASSERT_EQUAL(ent_to_count(0x1p64), UINT64_MAX);
    CU_ASSERT_EQUAL(ent_to_count(1e300), UINT64_MAX);
    CU_ASSERT_EQUAL(ent_to_count((double) INFINITY), UINT64_MAX);
}

int main(void)
{
    CU_TestInfo tests[] = {{"counts", test_counts}, {"no counts", test_no_counts}, CU_TEST_INFO_NULL};

    return ent_run_suite("to_count", tests);
}
