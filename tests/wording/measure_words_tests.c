/* Numbers of any unit in words: no digit that the interval does not carry. */
#include "suite.h"

#include "wording/measure_words.h"

#include <math.h>

static void number(double value, double half_width, const char *wanted)
{
    char text[ENT_WORDING_BYTES];

    ent_measure_words(text, value, half_width);
    CU_ASSERT_STRING_EQUAL(text, wanted);
}

static void span(double low, double high, double half_width, const char *wanted)
{
    char text[ENT_WORDING_BYTES];

    ent_measure_span(text, low, high, half_width);
    CU_ASSERT_STRING_EQUAL(text, wanted);
}

static void test_digits_of_the_interval(void)
{
    number(57487.6, 2741.0, "57,000");
    number(4.2521, 0.22, "4.3");
    number(0.7, 0.0, "0.7000"); /* the same in all draws */
    number(163.2e9, 2e9, "163 billion");
    number(-1253.0, 40.0,
        "\xE2\x88\x92"
        "1,250");
}

/* With a single world there is no interval, and four digits would claim one. */
static void test_without_an_interval(void)
{
    number(0.34711, NAN, "0.35");
    number(7030.4, NAN, "7,000");
    number(163.2e9, NAN, "160 billion");
    number(12.0, NAN, "12");
    number(0.0, NAN, "0");
    span(0.0, 9876.0, NAN, "0 to 9,900");
}

int main(void)
{
    CU_TestInfo tests[] = {{"digits of the interval", test_digits_of_the_interval},
        {"without an interval", test_without_an_interval}, CU_TEST_INFO_NULL};

    return ent_run_suite("wording/measure words", tests);
}
