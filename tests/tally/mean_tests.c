/* The mean, against values known exactly. */
#include "tally/mean.h"

#include "suite.h"

#include <math.h>

static void few(void)
{
    static const double x[] = {0.5, 0.25, 3.0, -1.0};

    CU_ASSERT(isnan(ent_mean(x, 0)));
    CU_ASSERT_EQUAL(ent_mean(x, 1), 0.5);
    CU_ASSERT_EQUAL(ent_mean(x, 2), 0.375);
    CU_ASSERT_EQUAL(ent_mean(x, 4), 0.6875);
}

/* Sums in double lose the small numbers of these. */
static void cancelling(void)
{
    static const double wide[] = {0x1p53, 1.0, -0x1p53, 1.0};
    static const double wider[] = {1.0, 0x1p100, 1.0, -0x1p100};
    static const double tenths[] = {1e16, 0.1, -1e16, 0.1, 0.1};
    static const double negative[] = {-1e300, 3.0, 1e300, -3.0};

    CU_ASSERT_EQUAL(ent_mean(wide, 4), 0.5);
    CU_ASSERT_EQUAL(ent_mean(wider, 4), 0.5);
    CU_ASSERT_EQUAL(ent_mean(tenths, 5), 0x1.eb851eb851eb9p-5); /* three times the double nearest 0.1, over 5 */
    CU_ASSERT_EQUAL(ent_mean(negative, 4), 0.0);
}

/* The mean of n copies of x is x; other means, known as fractions, are rounded once. */
static void correctly_rounded(void)
{
    static double x[1000];

    for (size_t n = 1; n <= 1000; n++) {
        x[n - 1] = 0.1;
        CU_ASSERT_EQUAL(ent_mean(x, n), 0.1);
    }
    for (size_t i = 0; i < 1000; i++) {
        x[i] = (double) i * 0x1p-20;
    }
    CU_ASSERT_EQUAL(ent_mean(x, 1000), 499.5 * 0x1p-20);
    for (size_t i = 0; i < 3; i++) {
        x[i] = i == 0 ? 1.0 : 0.0;
    }
    CU_ASSERT_EQUAL(ent_mean(x, 3), 1.0 / 3.0);
    x[1] = 0x1p-54; /* (1 + 2^-54) / 3 rounds up, 1 / 3 down; in double 1 + 2^-54 is 1 */
    CU_ASSERT_EQUAL(ent_mean(x, 3), 0x1.5555555555556p-2);
}

int main(void)
{
    CU_TestInfo tests[] = {{"few numbers", few}, {"cancelling sums", cancelling},
        {"correctly rounded", correctly_rounded}, CU_TEST_INFO_NULL};

    return ent_run_suite("mean", tests);
}
