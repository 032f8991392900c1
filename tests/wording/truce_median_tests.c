/* The median truce and its interval, where survival and its ends cross one half: within the horizon and beyond. */
#include "suite.h"

#include "wording/truce_median.h"

#include <math.h>

enum { MONTHS = 4 };

static void expect(
    const double survival[MONTHS], const double low[MONTHS], const double high[MONTHS], const char *wanted)
{
    ent_truce_median median = {0};
    char text[ENT_TRUCE_MEDIAN_BYTES];

    for (int m = 0; m < MONTHS; m++) {
        ent_truce_median_add(&median, m + 1.0, survival[m], low[m], high[m]);
    }
    ent_wording_truce_median(text, &median);
    CU_ASSERT_STRING_EQUAL(text, wanted);
}

#define FOUR(a, b, c, d)                                                                                               \
    (const double[MONTHS])                                                                                             \
    {                                                                                                                  \
        a, b, c, d                                                                                                     \
    }

static void test_within(void)
{
    expect(FOUR(0.9, 0.6, 0.5, 0.3), FOUR(0.8, 0.5, 0.4, 0.2), FOUR(0.95, 0.7, 0.6, 0.4),
        "Half of the truces have ended by month 3 (95% interval: month 2 to 4).");
    expect(FOUR(0.9, 0.6, 0.4, 0.3), FOUR(0.8, 0.51, 0.3, 0.2), FOUR(0.95, 0.7, 0.5, 0.4),
        "Half of the truces have ended by month 3 (the 95% interval is that month alone).");
    expect(FOUR(0.9, 0.6, 0.4, 0.3), FOUR(0.8, 0.51, 0.3, 0.2), FOUR(0.95, 0.7, 0.55, 0.51),
        "Half of the truces have ended by month 3 (95% interval: from month 3 to beyond the 4 months simulated).");
    expect(FOUR(0.2, 0.1, 0, 0), FOUR(0.1, 0, 0, 0), FOUR(0.3, 0.2, 0.1, 0.1),
        "Half of the truces have ended by month 1 (the 95% interval is that month alone).");
}

static void test_beyond(void)
{
    expect(FOUR(0.9, 0.8, 0.7, 0.51), FOUR(0.8, 0.7, 0.6, 0.501), FOUR(0.95, 0.9, 0.8, 0.6),
        "More than half of the truces outlast the 4 months simulated.");
    expect(FOUR(0.9, 0.8, 0.7, 0.55), FOUR(0.8, 0.7, 0.5, 0.4), FOUR(0.95, 0.9, 0.8, 0.6),
        "More than half of the truces outlast the 4 months simulated; the 95% interval of the median begins at month "
        "3.");
}

/* From one world there is no interval; from no truce, nothing. */
static void test_without(void)
{
    const double none = (double) NAN;
    const ent_truce_median empty = {0};
    ent_truce_median one = {0};
    char text[ENT_TRUCE_MEDIAN_BYTES] = "x";

    expect(FOUR(0.9, 0.6, 0.4, 0.3), FOUR(none, none, none, none), FOUR(none, none, none, none),
        "Half of the truces have ended by month 3; how sure that is, is not known.");
    expect(FOUR(0.9, 0.8, 0.7, 0.6), FOUR(0.5, none, 0.5, 0.4), FOUR(0.95, none, 0.8, 0.8),
        "More than half of the truces outlast the 4 months simulated.");
    expect(FOUR(0.9, 0.6, 0.4, 0.3), FOUR(none, none, none, none), FOUR(0.95, 0.7, 0.5, 0.4),
        "Half of the truces have ended by month 3; how sure that is, is not known.");
    expect(FOUR(0.9, 0.6, 0.4, 0.3), FOUR(0.8, 0.5, 0.4, 0.2), FOUR(none, none, none, none),
        "Half of the truces have ended by month 3; how sure that is, is not known.");
    ent_wording_truce_median(text, &empty);
    CU_ASSERT_STRING_EQUAL(text, "");
    ent_truce_median_add(&one, 1.0, 0.9, 0.8, 0.95);
    ent_wording_truce_median(text, &one);
    CU_ASSERT_STRING_EQUAL(text, "More than half of the truces outlast the 1 month simulated.");
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"within", test_within}, {"beyond", test_beyond}, {"without", test_without}, CU_TEST_INFO_NULL};

    return ent_run_suite("median truce", tests);
}
