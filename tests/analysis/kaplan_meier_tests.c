/* Product-limit curves by hand: ties, censoring, left truncation, and unknown values. */
#include "analysis/survival/kaplan_meier.h"
#include "base/status.h"
#include "suite.h"

#include <math.h>

static const ent_duration tied[] = {
    {6, true, 0}, {6, true, 0}, {6, false, 0}, {7, true, 0}, {9, false, 0}, {10, true, 0}};

static void ties_by_hand(void)
{
    ent_survival_curve curve = {.steps = 0};

    CU_ASSERT_EQUAL(ent_kaplan_meier(&curve, tied, 6), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(curve.steps, 3);
    CU_ASSERT_EQUAL(curve.step[0].at_risk, 6); /* the case censored in month 6 is at risk in it */
    CU_ASSERT_EQUAL(curve.step[0].events, 2);
    CU_ASSERT_EQUAL(curve.step[1].at_risk, 3);
    CU_ASSERT_EQUAL(curve.step[2].at_risk, 1);
    CU_ASSERT_DOUBLE_EQUAL(ent_survival_at(&curve, 5.9), 1.0, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(ent_survival_before(&curve, 6.0), 1.0, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(ent_survival_at(&curve, 6.0), 2.0 / 3.0, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(ent_survival_before(&curve, 7.0), 2.0 / 3.0, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(ent_survival_at(&curve, 8.0), 4.0 / 9.0, 1e-15);
    CU_ASSERT_EQUAL(ent_survival_at(&curve, 10.0), 0.0);
    CU_ASSERT_EQUAL(ent_survival_at(&curve, 500.0), 0.0); /* all that were left have ended */
    ent_survival_curve_free(&curve);
}

/* Ends come before censorings of the same month: of the three in month 6 one is at risk of censoring, with the other
 * three. */
static void censoring_by_hand(void)
{
    ent_survival_curve curve = {.steps = 0};

    CU_ASSERT_EQUAL(ent_kaplan_meier_of_censoring(&curve, tied, 6), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(curve.steps, 2);
    CU_ASSERT_EQUAL(curve.step[0].at_risk, 4);
    CU_ASSERT_EQUAL(curve.step[1].at_risk, 2);
    CU_ASSERT_DOUBLE_EQUAL(ent_survival_before(&curve, 6.0), 1.0, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(ent_survival_at(&curve, 6.0), 0.75, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(ent_survival_at(&curve, 9.0), 0.375, 1e-15);
    ent_survival_curve_free(&curve);
}

static void all_censored(void)
{
    static const ent_duration duration[] = {{12, false, 0}, {24, false, 0}};
    ent_survival_curve curve = {.steps = 0};

    CU_ASSERT_EQUAL(ent_kaplan_meier(&curve, duration, 2), ENT_OK);
    CU_ASSERT_EQUAL(curve.steps, 0);
    CU_ASSERT_EQUAL(ent_survival_at(&curve, 24.0), 1.0);
    CU_ASSERT(isnan(ent_survival_at(&curve, 24.1))); /* no case is followed so long */
    ent_survival_curve_free(&curve);
}

static void one_case_and_none(void)
{
    static const ent_duration duration[] = {{5, true, 0}};
    ent_survival_curve curve = {.steps = 0};

    CU_ASSERT_EQUAL(ent_survival_at(&curve, 0.0), 1.0);
    CU_ASSERT(isnan(ent_survival_at(&curve, 1.0)));
    CU_ASSERT_EQUAL(ent_kaplan_meier(&curve, duration, 1), ENT_OK);
    CU_ASSERT_EQUAL(ent_survival_at(&curve, 4.0), 1.0);
    CU_ASSERT_EQUAL(ent_survival_at(&curve, 5.0), 0.0);
    ent_survival_curve_free(&curve);
    CU_ASSERT_EQUAL(ent_kaplan_meier(&curve, duration, 0), ENT_OK);
    CU_ASSERT(isnan(ent_survival_at(&curve, 1.0)));
    ent_survival_curve_free(&curve);
}

/* Cases at risk in month t came under observation before it: at 4 the first and third, at 8 the second and third. */
static void left_truncation_by_hand(void)
{
    static const ent_duration duration[] = {{4, true, 0}, {8, true, 4}, {10, false, 2}};
    ent_survival_curve curve = {.steps = 0};

    CU_ASSERT_EQUAL(ent_kaplan_meier(&curve, duration, 3), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(curve.steps, 2);
    CU_ASSERT_EQUAL(curve.step[0].at_risk, 2);
    CU_ASSERT_EQUAL(curve.step[1].at_risk, 2);
    CU_ASSERT_DOUBLE_EQUAL(ent_survival_at(&curve, 9.0), 0.25, 1e-15);
    ent_survival_curve_free(&curve);
}

int main(void)
{
    CU_TestInfo tests[] = {{"ties_by_hand", ties_by_hand}, {"censoring_by_hand", censoring_by_hand},
        {"all_censored", all_censored}, {"one_case_and_none", one_case_and_none},
        {"left_truncation_by_hand", left_truncation_by_hand}, CU_TEST_INFO_NULL};

    return ent_run_suite("kaplan_meier", tests);
}
