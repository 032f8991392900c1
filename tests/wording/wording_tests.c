#include "suite.h"

#include "wording/wording.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define MINUS "\xE2\x88\x92"
#define DASH "\xE2\x80\x93"

/* Compares two texts and prints both when they differ. */
static void is(const char *said, const char *expected)
{
    if (strcmp(said, expected) != 0) {
        printf("\n  expected \"%s\"\n  found    \"%s\"\n", expected, said);
    }
    CU_ASSERT_STRING_EQUAL(said, expected);
    CU_ASSERT(strlen(said) < ENT_WORDING_BYTES);
}

static char buffer[ENT_WORDING_BYTES];

static const char *percent(double p)
{
    return ent_wording_percent(buffer, p), buffer;
}
static const char *figure(double p, double low, double high)
{
    return ent_wording_figure(buffer, p, low, high), buffer;
}
static const char *chance(double p)
{
    return ent_wording_chance(buffer, p), buffer;
}
static const char *range(double low, double high)
{
    return ent_wording_range(buffer, low, high), buffer;
}
static const char *span(double low, double high)
{
    return ent_wording_span(buffer, low, high), buffer;
}
static const char *interval(double low, double high)
{
    return ent_wording_interval(buffer, low, high), buffer;
}
static const char *points(double d, double half)
{
    return ent_wording_points(buffer, d, half), buffer;
}
static const char *number(double x)
{
    return ent_wording_number(buffer, x), buffer;
}
static const char *about(double x)
{
    return ent_wording_about(buffer, x), buffer;
}
static const char *months(double m)
{
    return ent_wording_months(buffer, m), buffer;
}
static const char *count(uint64_t n, const char *noun)
{
    return ent_wording_count(buffer, n, noun), buffer;
}
static const char *words(double low, double high)
{
    return ent_wording_likelihoods(buffer, low, high), buffer;
}

static const char *of_figure(double p, double low, double high)
{
    return ent_wording_likelihood_figure(buffer, p, low, high), buffer;
}

static const char *futures(double p, double low, double high, uint64_t draws)
{
    return ent_wording_futures(buffer, p, low, high, draws), buffer;
}

static const char *difference(double d, double low, double high)
{
    return ent_wording_difference(buffer, d, low, high, 400), buffer;
}

static const char *difference_on(uint64_t worlds, double d, double low, double high)
{
    return ent_wording_difference(buffer, d, low, high, worlds), buffer;
}

static void test_percent(void)
{
    is(percent(0), "<1%");
    is(percent(0.0099), "<1%");
    is(percent(0.01), "1%");
    is(percent(0.664), "66%");
    is(percent(0.66500001), "67%");
    is(percent(0.99), "99%");
    is(percent(0.9901), ">99%");
    is(percent(1), ">99%");
    is(percent(NAN), "?");
    is(percent(-0.2), "<1%");
    is(percent(1.2), ">99%");
    ent_wording_share(buffer, NAN);
    is(buffer, "?");
    ent_wording_share(buffer, 0.5);
    is(buffer, "50");
}

/* A digit is printed only when the interval justifies it. */
static const char *compact(double p, double low, double high)
{
    return ent_wording_compact(buffer, p, low, high), buffer;
}

/* The same precision as in a sentence. */
static void test_compact(void)
{
    is(compact(0.34, 0.33, 0.35), "34%");
    is(compact(0.34, 0.29, 0.3901), "\xE2\x89\x88"
                                    "35%");
    is(compact(0.34, 0.19, 0.5), "\xE2\x89\x88"
                                 "30%");
    is(compact(0.02, 0, 0.12), "<12%");
    is(compact(0.98, 0.88, 1), ">88%");
    is(compact(1, 0.1, 1), ">10%");
    is(compact(0.5, 0.2, 0.8), "20" DASH "80%");
    is(compact(0.5, 0, 1), "?");
    is(compact(0.34, NAN, NAN), "34%");
    is(compact(NAN, 0.1, 0.4), "?");
    is(compact(0.004, 0.003, 0.005), "<1%");
}

static void test_figure(void)
{
    is(figure(0.34, 0.33, 0.35), "34%");
    is(figure(0.34, 0.2901, 0.3899), "34%");
    is(figure(0.34, 0.29, 0.3901), "about 35%");
    is(figure(0.34, 0.26, 0.43), "about 35%");
    is(figure(0.32, 0.26, 0.43), "about 30%");
    is(figure(0.34, 0.19, 0.5), "about 30%");
    is(figure(0.03, 0, 0.12), "about 5%");
    is(figure(0, 0, 0.2), "under 20%");
    is(figure(0.34, NAN, NAN), "34%");
    is(figure(NAN, 0.1, 0.4), "?");
    is(figure(0.004, 0.003, 0.005), "<1%");
    is(figure(0.996, 0.995, 0.997), ">99%");
}

/* "Under" and "over" take in the whole interval, and a wide interval stands for the figure. */
static void test_figure_within_interval(void)
{
    is(figure(0.02, 0, 0.12), "under 12%");
    is(figure(0.02, 0, 0.1201), "under 13%");
    is(figure(0.01, 0, 0.02), "1%");
    is(figure(0.009, 0, 0.02), "1%");
    is(figure(0.004, 0, 0.02), "<2%");
    is(figure(0.009, 0.008, 0.01), "<1%");
    is(figure(0, 0, 0.0096), "<1%");
    is(figure(0, 0, 0.037), "<4%");
    is(figure(0.993, 0.985, 1), "99%");
    is(figure(0.993, 0.99, 1), ">99%");
    is(figure(0.996, 0.985, 1), ">98%");
    is(figure(1, 0.963, 1), ">96%");
    is(figure(0.98, 0.88, 1), "over 88%");
    is(figure(0.97, 0.96, 1), "97%");
    is(figure(0.97, 0.34, 1), "over 34%");
    is(figure(0, 0, 0.9), "under 90%");
    is(figure(1, 0.1, 1), "over 10%");
    is(figure(0.5, 0.2501, 0.75), "about 50%");
    is(figure(0.5, 0.25, 0.75), "25 to 75%");
    is(figure(0.5, 0.116, 0.874), "12 to 87%");
    is(figure(0.5, 0.001, 0.999), "?");
    is(figure(0.42, 0.1352, 0.7052), "14 to 71%");
    is(figure(0.3, 0.012, 0.61), "1 to 61%");
    is(figure(0.5, 0.012, 0.997), "over 1%");
    is(figure(0.16, 0, 0.3), "about 20%"); /* 15 points on either side: in tens */
    is(figure(1, 1, 1), ">99%");
    is(futures(0.97, 0.34, 1, 100), "In more than 34 of 100 futures");
    is(futures(0.5, 0.116, 0.874, 100), "In 12 to 87 of 100 futures");
    is(futures(0.5, 0.001, 0.999, 100), "In an unknown share of futures");
}

/* A range in sentences holds the figure beside it. */
static void widens(double low, double high, double mc_low, double mc_high, const char *expected)
{
    ent_wording_widen(&low, &high, mc_low, mc_high);
    is(span(low, high), expected);
}

static void test_widened_ranges(void)
{
    widens(0.36, 0.45, 0.36, 0.38, "36 to 45");
    widens(0.367, 0.444, 0.36, 0.38, "37 to 44");
    widens(0.36, 0.45, 0.31, 0.43, "35 to 45");
    widens(0.35, 0.45, 0.31, 0.43, "35 to 45");
    widens(0.36, 0.45, 0.2, 0.55, "30 to 50");
    widens(0.36, 0.45, NAN, NAN, "36 to 45");
    widens(NAN, NAN, 0.2, 0.55, "");
    widens(0.003, 0.04, 0, 0.1, "under 1 to 5");
}

/* A given probability: 0% and 100% are possible. */
static void test_chance(void)
{
    is(chance(0), "0%");
    is(chance(1e-9), "under 1%");
    is(chance(0.01), "1%");
    is(chance(0.99), "99%");
    is(chance(0.995), "over 99%");
    is(chance(1), "100%");
    is(chance(NAN), "?");
}

static void test_futures(void)
{
    is(futures(0.34, 0.33, 0.35, 1000), "In 34 of 100 futures");
    is(futures(0.34, 0.26, 0.42, 1000), "In about 35 of 100 futures");
    is(futures(0.34, NAN, NAN, 1000), "In 34 of 100 futures");
    is(futures(0, 0, 0.001, 1000000), "In none of 1,000,000 futures");
    is(futures(1, 0.999, 1, 1000000), "In all 1,000,000 futures");
    is(futures(0, 0, 0.8, 1), "In none of 1 future");
    is(futures(0, 0, 0.001, 0), "In none of the futures");
    is(futures(1, 0.999, 1, 0), "In all futures");
    is(futures(0.0004, 0.0003, 0.0005, 1000), "In fewer than 1 of 100 futures");
    is(futures(0.9996, 0.9995, 0.9997, 1000), "In more than 99 of 100 futures");
    is(futures(0.02, 0.001, 0.13, 100), "In fewer than 13 of 100 futures");
    is(futures(0.985, 0.87, 0.999, 100), "In more than 87 of 100 futures");
    is(futures(0.01, 0.008, 0.012, 100), "In 1 of 100 futures");
    is(futures(0.02, 0.018, 0.022, 100), "In 2 of 100 futures");
    is(futures(0, 0, 0.9, 2), "In none of 2 futures");
    is(futures(1, 0.1, 1, 1), "In all 1 future");
    is(futures(NAN, NAN, NAN, 1000), "In an unknown share of futures");
}

/* The bands of ICD 203, at their borders and beside them. */
static void test_likelihood(void)
{
    static const struct {
        double p;
        const char *below, *from;
    } border[] = {{0.05, "almost no chance", "very unlikely"}, {0.20, "very unlikely", "unlikely"},
        {0.45, "unlikely", "roughly even chance"}, {0.55, "roughly even chance", "likely"},
        {0.80, "likely", "very likely"}, {0.95, "very likely", "almost certain"}};
    const char *word;

    for (size_t i = 0; i < sizeof(border) / sizeof(border[0]); i++) {
        is(ent_wording_likelihood(nextafter(border[i].p, 0)), border[i].below);
        is(ent_wording_likelihood(border[i].p), border[i].from);
        CU_ASSERT_EQUAL(ent_wording_band(i, &word), border[i].p);
        is(word, border[i].below);
    }
    CU_ASSERT_EQUAL(ent_wording_band(6, &word), 1.0);
    is(word, "almost certain");
    is(ent_wording_likelihood(0), "almost no chance");
    is(ent_wording_likelihood(1), "almost certain");
    is(ent_wording_likelihood(NAN), "not known");
    is(words(0.21, 0.48), "unlikely to roughly even chance");
    is(words(0.21, 0.3), "unlikely");
    is(words(0.5, 1), "roughly even chance to almost certain");
    is(words(NAN, 0.3), "");
    is(of_figure(0.34, 0.33, 0.35), "unlikely");
    is(of_figure(0.199, 0.195, 0.203), "very unlikely");
    is(of_figure(0.34, 0.19, 0.5), "very unlikely to roughly even chance");
    is(of_figure(0.34, 0.28, 0.4), "unlikely");
    is(of_figure(0.956, 0.9349, 0.975), "very likely to almost certain"); /* half-width 2 points */
    is(of_figure(0.956, 0.9351, 0.975), "almost certain");
    is(of_figure(0.5, 0.001, 0.999), "");
    is(of_figure(0, 0, 0.001), "almost no chance");
    is(of_figure(0, 0, 0.3), "almost no chance to unlikely");
    is(of_figure(0.34, NAN, NAN), "");
    is(of_figure(NAN, 0.1, 0.2), "");
    is(words(0.1, NAN), "");
}

static void test_ranges(void)
{
    is(range(0.12, 0.31), "12" DASH "31%");
    is(range(0, 0.001), "<1%");
    is(range(0, 0.25), "<1" DASH "25%");
    is(range(0.75, 1), "75" DASH ">99%");
    is(range(0.123, 0.124), "12%");
    is(range(0.5, 0.5), "50%");
    is(range(NAN, 0.5), "");
    is(range(0.5, NAN), "");
    is(span(0.21, 0.48), "21 to 48");
    is(span(0.211, 0.212), "21");
    is(span(0, 0.31), "under 1 to 31");
    is(span(0.5, 1), "50 to over 99");
    is(span(0, 1), "under 1 to over 99");
    is(span(0, 0.002), "under 1");
    is(span(0.999, 1), "over 99");
    is(span(NAN, 0.3), "");
    is(span(0.3, NAN), "");
}

static void test_intervals(void)
{
    is(interval(0.31, 0.37), "31" DASH "37%");
    is(interval(0.13517, 0.14094), "13.5" DASH "14.1%");
    is(interval(0.013517, 0.014094), "1.35" DASH "1.41%");
    is(interval(0.2, 0.2), "20.00%");
    is(interval(0, 0.0019), "under 0.19%");
    is(interval(0, 0.26), "under 26%");
    is(interval(0, 1e-9), "under 0.01%");
    is(interval(0.998, 1), "over 99.8%");
    is(interval(0.74, 1), "over 74%");
    is(interval(1 - 1e-9, 1), "over 99.99%");
    is(interval(NAN, 0.3), "");
    is(interval(0.3, NAN), "");
}

static void test_points(void)
{
    is(points(0.0312, 0.004), "+3.1");
    is(points(-0.12, 0.02), MINUS "12");
    is(points(0.0001, 0.004), "0.0");
    is(points(-0.0001, 0.004), "0.0");
    is(points(0.004, 0.02), "0");
    is(points(0.005, 0.02), "0"); /* half a point is rounded to even: no "+0" */
    is(points(-0.005, 0.02), "0");
    is(points(-0.0051, 0.02), MINUS "1");
    is(points(0.0005, 0.004), "+0.1");
    is(points(-0.00049, 0.004), "0.0");
    is(points(0.0123, 0.005), "+1");
    is(points(0.05, NAN), "+5");
    is(points(NAN, 0.1), "?");
}

static void test_difference(void)
{
    is(difference(0.05, 0.03, 0.07), "+5 points, clear");
    is(difference(0.0148, 0.0142, 0.0154), "+1.5 points, clear");
    is(difference(-0.021, -0.022, -0.02), MINUS "2.1 points, clear");
    is(difference(0.012, 0.005, 0.019), "+1 point, clear");
    is(difference(-0.012, -0.019, -0.005), MINUS "1 point, clear");
    is(difference(0.05, -0.01, 0.11), "no clear difference");
    is(difference(0.05, 0, 0.1), "no clear difference"); /* touches 0 */
    is(difference(-0.05, -0.1, 0), "no clear difference");
    is(difference(0, 0, 0), "no clear difference");
    is(difference(0.05, nextafter(0, 1), 0.1), "+5 points, clear");
    is(difference(0.0002, 0.0001, 0.0003), "less than a tenth of a point");
    is(difference(-0.0002, -0.0003, -0.0001), "less than a tenth of a point");
    is(difference(nextafter(0.001, 0), 0.0001, 0.0019), "less than a tenth of a point");
    is(difference(0.0002, 0, 0.0004), "no clear difference"); /* touches 0 */
    is(difference(0.001, 0.0009, 0.0011), "+0.1 points, small but clear");
    is(difference(-0.001, -0.0011, -0.0009), MINUS "0.1 points, small but clear");
    is(difference(0.002, 0.001, 0.003), "+0.2 points, small but clear");
    is(difference(-0.0049, -0.005, -0.0048), MINUS "0.5 points, small but clear");
    is(difference(0.005, 0.004, 0.006), "+0.5 points, clear");
    is(difference(0.01, 0.0099, 0.0101), "+1.0 points, clear");
    is(difference(0.003, 0.0001, 0.02), "up by less than 1 point, small but clear");
    is(difference(-0.003, -0.02, -0.0001), "down by less than 1 point, small but clear");
    is(difference(0.005, 0.0001, 0.02), "up by less than 1 point, clear");
    is(difference_on(9, 0.05, 0.03, 0.07), "cannot be told from 9 worlds");
    is(difference_on(1, 0.14, 0.14, 0.14), "cannot be told from 1 world");
    is(difference_on(9, 0.05, -0.03, 0.07), "cannot be told from 9 worlds");
    is(difference_on(10, 0.05, 0.03, 0.07), "+5 points, clear on 10 worlds");
    is(difference_on(29, -0.0002, -0.0003, -0.0001), "less than a tenth of a point");
    is(difference_on(30, 0.05, 0.03, 0.07), "+5 points, clear");
    is(difference_on(10, 0.05, -0.03, 0.07), "no clear difference");
    is(difference_on(0, 0.05, 0.03, 0.07), "+5 points, clear"); /* number not known */
    is(difference(0.05, NAN, NAN), "+5 points, interval not known");
    is(difference(0.05, 0.03, NAN), "+5 points, interval not known");
    is(difference(0.05, NAN, 0.07), "+5 points, interval not known");
    is(difference(0.002, NAN, NAN), "0 points, interval not known");
    is(difference(NAN, 0.1, 0.2), "");
    is(difference(NAN, NAN, NAN), "");
}

static void test_clear(void)
{
    CU_ASSERT(ent_wording_is_clear(0.15, 0.1, 0.2));
    CU_ASSERT(ent_wording_is_clear(-0.15, -0.2, -0.1));
    CU_ASSERT(ent_wording_is_clear(0.001, 0.0001, 0.0019)); /* a tenth of a point */
    CU_ASSERT(ent_wording_is_clear(-0.001, -0.0019, -0.0001));
    CU_ASSERT_FALSE(ent_wording_is_clear(nextafter(0.001, 0), 0.0009, 0.0011));
    CU_ASSERT_FALSE(ent_wording_is_clear(0.1, 0, 0.2));
    CU_ASSERT_FALSE(ent_wording_is_clear(-0.1, -0.2, 0));
    CU_ASSERT_FALSE(ent_wording_is_clear(0.1, NAN, NAN));
    CU_ASSERT_FALSE(ent_wording_is_clear(NAN, 0.1, 0.2));
    CU_ASSERT(ent_wording_excludes_zero(1e-9, 2e-9));
    CU_ASSERT(ent_wording_excludes_zero(-0.2, -0.1));
    CU_ASSERT_FALSE(ent_wording_excludes_zero(0, 0.2));
    CU_ASSERT_FALSE(ent_wording_excludes_zero(-0.2, 0));
    CU_ASSERT_FALSE(ent_wording_excludes_zero(NAN, NAN));
}

static const char *better(double share)
{
    return ent_wording_better(buffer, share), buffer;
}

static void test_better(void)
{
    is(better(0.93), "better in 93 of 100 worlds");
    is(better(0.5), "better in 50 of 100 worlds");
    is(better(1), "better in every world");
    is(better(0), "better in no world");
    is(better(0.9951), "better in over 99 of 100 worlds");
    is(better(0.9949), "better in 99 of 100 worlds");
    is(better(0.0049), "better in under 1 of 100 worlds");
    is(better(0.0051), "better in 1 of 100 worlds");
    is(better(NAN), "");
}

static const char *across(double low, double high, double half)
{
    return ent_wording_difference_range(buffer, low, high, half), buffer;
}

static void test_difference_range(void)
{
    is(across(-0.021, 0.094, 0.01), MINUS "2 to +9 points across worlds");
    is(across(-0.021, 0.094, 0.004), MINUS "2.1 to +9.4 points across worlds");
    is(across(0.0301, 0.0304, 0.01), "+3 points across worlds");
    is(across(0, 0.094, 0.01), "0 to +9 points across worlds");
    is(across(NAN, 0.1, 0.01), "");
    is(across(0.1, NAN, 0.01), "");
}

static void test_numbers(void)
{
    is(number(0), "0");
    is(number(-0.0), "0");
    is(number(999), "999");
    is(number(1000000), "1,000,000");
    is(number(-5000), MINUS "5,000");
    is(number(1234.4), "1,234");
    is(number(0.25), "0.25");
    is(number(-0.25), MINUS "0.25");
    is(number(1e15), "1e+15");
    is(number(NAN), "?");
    is(number(INFINITY), "no limit");
    is(number(-INFINITY), MINUS "\xE2\x88\x9E");
    is(about(12345), "12,000");
    is(about(0), "0");
    is(about(7.6), "8");
    is(about(NAN), "?");
    is(months(60), "5\xC2\xA0years");
    is(months(24), "2\xC2\xA0years");
    is(months(12), "12\xC2\xA0months");
    is(months(1), "1\xC2\xA0month");
    is(months(NAN), "?");
    is(count(1, "world"), "1 world");
    is(count(0, "world"), "0 worlds");
    is(count(2, "world"), "2 worlds");
    is(ent_wording_plural(0), "s");
    is(ent_wording_plural(1), "");
    is(ent_wording_plural(1.5), "s");
    is(ent_wording_plural(2), "s");
    is(ent_wording_plural(100), "s");
    is(ent_wording_are(0), "are");
    is(ent_wording_are(1), "is");
    is(ent_wording_are(2), "are");
    is(ent_wording_are(100), "are");
    is(count(2000, "world"), "2,000 worlds");
    is(count(UINT64_MAX, "draw"), "18,446,744,073,709,551,615 draws");
}

/* No figure is printed as another number, whatever the input. */
static void test_any_value(void)
{
    static const double odd[] = {
        NAN, -INFINITY, INFINITY, -1, -0.0, 0, 5e-324, 1e-9, 0.005, 0.01, 0.5, 0.99, 0.995, 1 - 1e-16, 1, 2, 1e300};
    enum { ODD = sizeof(odd) / sizeof(odd[0]) };

    for (size_t i = 0; i < ODD; i++) {
        for (size_t k = 0; k < ODD; k++) {
            CU_ASSERT(strlen(figure(odd[i], odd[k], 0.5)) < ENT_WORDING_BYTES);
            CU_ASSERT_STRING_NOT_EQUAL(figure(odd[i], 0, odd[k]), "0%");
            CU_ASSERT_STRING_NOT_EQUAL(figure(odd[i], odd[k], 1), "100%");
            CU_ASSERT(strlen(futures(odd[i], 0.1, odd[k], UINT64_MAX)) > 0);
            CU_ASSERT_PTR_NULL(strstr(range(odd[i], odd[k]), "nan"));
            CU_ASSERT_PTR_NULL(strstr(interval(odd[i], odd[k]), "nan"));
            CU_ASSERT_PTR_NULL(strstr(difference(odd[k], odd[i], 0.2), "nan"));
        }
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"percentages", test_percent}, {"an estimate's digits", test_figure},
        {"no figure stronger than its interval", test_figure_within_interval},
        {"ranges beside rounded figures", test_widened_ranges}, {"figures in short", test_compact},
        {"given chances", test_chance}, {"futures of 100", test_futures}, {"likelihood words", test_likelihood},
        {"ranges", test_ranges}, {"intervals", test_intervals}, {"points", test_points},
        {"differences", test_difference}, {"clear differences", test_clear}, {"better in so many worlds", test_better},
        {"range of a difference", test_difference_range}, {"numbers", test_numbers}, {"any value", test_any_value},
        CU_TEST_INFO_NULL};

    return ent_run_suite("words", tests);
}
