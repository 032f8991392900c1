/* Baselines by hand: which cases each may use, conflicts and kinds left out, knowledge in a given year, conditions. */
#include "analysis/survival/baselines.h"
#include "base/status.h"
#include "suite.h"

#include <math.h>

enum { LAST = 12, ROW = LAST + 1 };

static double survival[8 * ROW];

static double at(size_t i, size_t month)
{
    return survival[i * ROW + month];
}

static void predict(ent_score_baseline baseline, const ent_past_case *one, size_t cases)
{
    CU_ASSERT_EQUAL_FATAL(ent_score_baseline_predict(baseline, survival, LAST, one, cases), ENT_OK);
}

/* Cases 0 and 1 are of one conflict; 0 and 2 of one kind. */
static const ent_past_case four[] = {
    {{2, true, 0}, 0, 7, NAN}, {{4, true, 0}, 0, 8, NAN}, {{6, true, 0}, 1, 7, NAN}, {{20, false, 0}, 2, 8, NAN}};

static void one_half(void)
{
    predict(ENT_SCORE_BASELINE_HALF, four, 4);
    CU_ASSERT_EQUAL(at(0, 0), 0.5);
    CU_ASSERT_EQUAL(at(3, 12), 0.5);
}

static void conflicts_are_left_out(void)
{
    predict(ENT_SCORE_BASELINE_BASE_RATE, four, 4);
    CU_ASSERT_EQUAL(at(0, 5), 1.0); /* from 6 and 20+ months: the other truce of its conflict is not used */
    CU_ASSERT_DOUBLE_EQUAL(at(0, 6), 0.5, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(at(2, 2), 2.0 / 3.0, 1e-15); /* from 2, 4 and 20+ */
    CU_ASSERT_DOUBLE_EQUAL(at(2, 4), 1.0 / 3.0, 1e-15);
    CU_ASSERT_EQUAL(at(3, 6), 0.0); /* from 2, 4 and 6 */
    CU_ASSERT_EQUAL(at(3, 0), 1.0);
}

static void kinds(void)
{
    predict(ENT_SCORE_BASELINE_KIND, four, 4);
    CU_ASSERT_EQUAL(at(0, 5), 1.0); /* from 6 alone */
    CU_ASSERT_EQUAL(at(0, 6), 0.0);
    CU_ASSERT_EQUAL(at(2, 2), 0.0);
    CU_ASSERT_EQUAL(at(1, 12), 1.0); /* from 20+ */
}

/* No other case was followed, or none for longer: no chance exists then. */
static void nothing_known(void)
{
    static const ent_past_case two[] = {{{3, false, 0}, 0, 0, NAN}, {{9, true, 0}, 1, 0, NAN}};

    predict(ENT_SCORE_BASELINE_BASE_RATE, two, 1);
    CU_ASSERT_EQUAL(at(0, 0), 1.0);
    CU_ASSERT(isnan(at(0, 1)));
    predict(ENT_SCORE_BASELINE_BASE_RATE, two, 2);
    CU_ASSERT_EQUAL(at(1, 3), 1.0);
    CU_ASSERT(isnan(at(1, 4)));
    predict(ENT_SCORE_BASELINE_WEIBULL, two, 2);
    CU_ASSERT(isnan(at(1, 4))); /* the other one did not end: no maximum */
}

/* With one duration for all, the fitted curve is not exponential; with these the likelihood equations can be checked:
 * at the maximum sum (t / scale)^shape is the number of ends. */
static void weibull_at_its_maximum(void)
{
    static const ent_past_case some[] = {{{1, true, 0}, 0, 0, NAN}, {{2, true, 0}, 1, 0, NAN},
        {{5, true, 0}, 2, 0, NAN}, {{8, false, 0}, 3, 0, NAN}, {{11, true, 0}, 4, 0, NAN}};
    double hazard = 0.0;

    predict(ENT_SCORE_BASELINE_WEIBULL, some, 5);
    for (size_t k = 1; k < 5; k++) {
        hazard -= log(at(0, (size_t) some[k].duration.months));
    }
    CU_ASSERT_DOUBLE_EQUAL(hazard, 3.0, 1e-8);
}

/* A case under observation from month 3 on is predicted given that it held until then. */
static void given_that_it_held(void)
{
    static const ent_past_case late[] = {
        {{9, true, 3}, 0, 0, NAN}, {{2, true, 0}, 1, 0, NAN}, {{6, true, 0}, 2, 0, NAN}, {{8, true, 0}, 3, 0, NAN}};

    predict(ENT_SCORE_BASELINE_BASE_RATE, late, 4);
    CU_ASSERT_EQUAL(at(0, 3), 1.0);
    CU_ASSERT_DOUBLE_EQUAL(at(0, 6), 0.5, 1e-15);
    predict(ENT_SCORE_BASELINE_WEIBULL, late, 4);
    CU_ASSERT(at(0, 0) == 1.0 && at(0, 3) == 1.0);
    CU_ASSERT(at(0, 4) < 1.0 && at(0, 5) < at(0, 4) && at(0, 12) > 0.0);
}

/* A truce that ended at once has no Weibull likelihood: no chance exists for the others, and no run fails of it. */
static void ended_at_once(void)
{
    static const ent_past_case some[] = {
        {{0, true, 0}, 0, 0, NAN}, {{4, true, 0}, 1, 0, NAN}, {{9, true, 0}, 2, 0, NAN}};

    predict(ENT_SCORE_BASELINE_WEIBULL, some, 3);
    CU_ASSERT_EQUAL(at(1, 0), 1.0);
    CU_ASSERT(isnan(at(1, 1)) && isnan(at(2, 12)));
    CU_ASSERT(!isnan(at(0, 1)));
}

/* Years begin at multiples of 12. The case of month 30 (year 2, which begins in month 24) knows five earlier ones, as
 * they stood in month 24: that of month 20 was 4 months old, so its end after 6 is not known. */
static void rolling_origin(void)
{
    static const ent_past_case past[] = {{{3, true, 0}, 0, 0, 2}, {{5, true, 0}, 1, 0, 5}, {{40, true, 0}, 2, 0, 8},
        {{40, true, 0}, 3, 0, 10}, {{6, true, 0}, 4, 0, 20}, {{1, true, 0}, 5, 0, 25}, {{9, true, 0}, 6, 0, 30},
        {{9, true, 0}, 7, 0, NAN}};

    predict(ENT_SCORE_BASELINE_ROLLING, past, 8);
    CU_ASSERT_DOUBLE_EQUAL(at(6, 1), 1.0, 1e-15);             /* the truce of month 25 is of its own year */
    CU_ASSERT_DOUBLE_EQUAL(at(6, 3), 0.8, 1e-15);             /* 5 at risk */
    CU_ASSERT_DOUBLE_EQUAL(at(6, 5), 0.8 * 2.0 / 3.0, 1e-15); /* 3 at risk */
    CU_ASSERT_DOUBLE_EQUAL(at(6, 12), 0.8 * 2.0 / 3.0, 1e-15);
    CU_ASSERT(isnan(at(4, 1))); /* four earlier ones are too few */
    CU_ASSERT(isnan(at(7, 1))); /* it is not known when it began */
}

/* A case that comes under observation at the origin was not followed before it: four cases are known, not five. */
static void rolling_from_the_origin(void)
{
    static const ent_past_case past[] = {{{3, true, 0}, 0, 0, 2}, {{5, true, 0}, 1, 0, 5}, {{40, true, 0}, 2, 0, 8},
        {{40, true, 0}, 3, 0, 10}, {{40, true, 12}, 4, 0, 12}, {{9, true, 0}, 5, 0, 30}};

    predict(ENT_SCORE_BASELINE_ROLLING, past, 6);
    CU_ASSERT(isnan(at(5, 1)));
}

int main(void)
{
    CU_TestInfo tests[] = {{"one_half", one_half}, {"conflicts_are_left_out", conflicts_are_left_out}, {"kinds", kinds},
        {"nothing_known", nothing_known}, {"weibull_at_its_maximum", weibull_at_its_maximum},
        {"given_that_it_held", given_that_it_held}, {"rolling_origin", rolling_origin},
        {"ended_at_once", ended_at_once}, {"rolling_from_the_origin", rolling_from_the_origin}, CU_TEST_INFO_NULL};

    return ent_run_suite("baselines", tests);
}
