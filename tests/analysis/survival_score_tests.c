/* Scores of predicted survival by hand: weights, horizons, chances of 0 and 1, the integral, the transform, the order.
 */
#include "analysis/survival/concordance.h"
#include "analysis/survival/survival_score.h"
#include "base/status.h"
#include "suite.h"

#include <math.h>

static const ent_duration tied[] = {
    {6, true, 0}, {6, true, 0}, {6, false, 0}, {7, true, 0}, {9, false, 0}, {10, true, 0}};

static void held_after_a_month(void)
{
    static const ent_duration late = {30, true, 12};

    CU_ASSERT_EQUAL(ent_held_after(&tied[0], 5.9), ENT_HELD);
    CU_ASSERT_EQUAL(ent_held_after(&tied[0], 6.0), ENT_HELD_NOT);
    CU_ASSERT_EQUAL(ent_held_after(&tied[2], 5.0), ENT_HELD);
    CU_ASSERT_EQUAL(ent_held_after(&tied[2], 6.0), ENT_HELD_UNKNOWN);
    CU_ASSERT_EQUAL(ent_held_after(&late, 12.0), ENT_HELD_UNKNOWN); /* it came with the observation: no forecast */
    CU_ASSERT_EQUAL(ent_held_after(&late, 24.0), ENT_HELD);
}

static void scores_by_hand(void)
{
    CU_ASSERT_DOUBLE_EQUAL(ent_brier_score(0.7, ENT_HELD), 0.09, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(ent_brier_score(0.7, ENT_HELD_NOT), 0.49, 1e-15);
    CU_ASSERT(isnan(ent_brier_score(0.7, ENT_HELD_UNKNOWN)));
    CU_ASSERT_DOUBLE_EQUAL(ent_log_score(0.5, ENT_HELD), 0.69314718055994531, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(ent_log_score(0.75, ENT_HELD_NOT), 1.3862943611198906, 1e-15);
    CU_ASSERT(isnan(ent_log_score(0.5, ENT_HELD_UNKNOWN)));
    CU_ASSERT(isnan(ent_log_score(NAN, ENT_HELD)));
}

/* What was given no chance and came about has an infinite score, and what was certain and came about has 0. */
static void chances_of_0_and_1(void)
{
    CU_ASSERT_EQUAL(ent_log_score(0.0, ENT_HELD), (double) INFINITY);
    CU_ASSERT_EQUAL(ent_log_score(1.0, ENT_HELD_NOT), (double) INFINITY);
    CU_ASSERT_EQUAL(ent_log_score(1.0, ENT_HELD), 0.0);
    CU_ASSERT(!signbit(ent_log_score(1.0, ENT_HELD)));
    CU_ASSERT_EQUAL(ent_log_score(0.0, ENT_HELD_NOT), 0.0);
    CU_ASSERT_EQUAL(ent_brier_score(0.0, ENT_HELD), 1.0);
}

/* G is 1 before month 6, 3/4 from 6 on and 3/8 from 9 on; the weights add up to the number of cases. */
static void weights_by_hand(void)
{
    static const double at_8[] = {1.0, 1.0, 0.0, 4.0 / 3.0, 4.0 / 3.0, 4.0 / 3.0};
    static const double at_9[] = {1.0, 1.0, 0.0, 4.0 / 3.0, 0.0, 8.0 / 3.0};
    ent_survival_curve censoring = {.steps = 0};
    double sum = 0.0;

    CU_ASSERT_EQUAL(ent_kaplan_meier_of_censoring(&censoring, tied, 6), ENT_OK);
    for (size_t i = 0; i < 6; i++) {
        CU_ASSERT_DOUBLE_EQUAL(ent_censoring_weight(&tied[i], 8.0, &censoring), at_8[i], 1e-15);
        CU_ASSERT_DOUBLE_EQUAL(ent_censoring_weight(&tied[i], 9.0, &censoring), at_9[i], 1e-15);
        sum += ent_censoring_weight(&tied[i], 9.0, &censoring);
    }
    CU_ASSERT_DOUBLE_EQUAL(sum, 6.0, 1e-14);
    ent_survival_curve_free(&censoring);
}

/* A case that came under observation in month 4 stands for those that were not censored from then on alone. */
static void weight_with_left_truncation(void)
{
    static const ent_duration duration[] = {{2, false, 0}, {20, true, 0}, {20, true, 4}};
    ent_survival_curve censoring = {.steps = 0};

    CU_ASSERT_EQUAL(ent_kaplan_meier_of_censoring(&censoring, duration, 3), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(ent_censoring_weight(&duration[1], 10.0, &censoring), 2.0, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(ent_censoring_weight(&duration[2], 10.0, &censoring), 1.0, 1e-15);
    CU_ASSERT_EQUAL(ent_censoring_weight(&duration[2], 4.0, &censoring), 0.0);
    ent_survival_curve_free(&censoring);
}

static void all_censored_or_one(void)
{
    static const ent_duration duration[] = {{12, false, 0}, {24, false, 0}};
    ent_survival_curve censoring = {.steps = 0};

    CU_ASSERT_EQUAL(ent_kaplan_meier_of_censoring(&censoring, duration, 2), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(ent_censoring_weight(&duration[1], 18.0, &censoring), 2.0, 1e-15);
    CU_ASSERT_EQUAL(ent_censoring_weight(&duration[0], 18.0, &censoring), 0.0);
    CU_ASSERT_EQUAL(ent_censoring_weight(&duration[1], 24.0, &censoring), 0.0);
    ent_survival_curve_free(&censoring);
    CU_ASSERT_EQUAL(ent_kaplan_meier_of_censoring(&censoring, &tied[3], 1), ENT_OK);
    CU_ASSERT_EQUAL(ent_censoring_weight(&tied[3], 60.0, &censoring), 1.0);
    ent_survival_curve_free(&censoring);
}

/* Without censoring: b is 0, 0.01, 0.04, 0.49, 0.36 in months 0 to 4; the trapezoids are 0.72 / 4. */
static void integral_by_hand(void)
{
    static const double survival[] = {1.0, 0.9, 0.8, 0.7, 0.6};
    static const ent_duration case_of_3 = {2.5, true, 0};
    ent_survival_curve censoring = {.steps = 0};
    ent_weighted_score made;

    CU_ASSERT_EQUAL(ent_kaplan_meier_of_censoring(&censoring, &case_of_3, 1), ENT_OK);
    made = ent_integrated_brier_score(survival, 4, &case_of_3, &censoring);
    CU_ASSERT_DOUBLE_EQUAL(made.score, 0.72 / 4.0, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(made.weight, 1.0, 1e-15);
    ent_survival_curve_free(&censoring);
}

/* One of two is censored in month 2: it counts in months 0 and 1, and the other one twice from month 2 on. */
static void integral_with_censoring(void)
{
    static const double survival[] = {1.0, 0.9, 0.8, 0.7};
    static const ent_duration duration[] = {{2, false, 0}, {9, true, 0}};
    ent_survival_curve censoring = {.steps = 0};
    ent_weighted_score first, second;

    CU_ASSERT_EQUAL(ent_kaplan_meier_of_censoring(&censoring, duration, 2), ENT_OK);
    first = ent_integrated_brier_score(survival, 3, &duration[0], &censoring);
    second = ent_integrated_brier_score(survival, 3, &duration[1], &censoring);
    CU_ASSERT_DOUBLE_EQUAL(first.score, 0.01 / 1.5, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(first.weight, 0.5, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(second.score, (0.01 + 2.0 * 0.04 + 0.5 * 2.0 * 0.09) / 4.5, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(second.weight, 1.5, 1e-15);
    ent_survival_curve_free(&censoring);
}

static void transform_by_hand(void)
{
    static const double survival[] = {1.0, 0.9, 0.75, 0.5};
    static const ent_duration ended = {1.5, true, 0}, whole = {2.0, true, 0}, censored = {1.5, false, 0},
                              beyond = {80.0, true, 0}, at_once = {0.0, true, 0};
    ent_pit pit = ent_survival_pit(survival, 3, &ended);

    CU_ASSERT_DOUBLE_EQUAL(pit.low, 0.1, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(pit.high, 0.25, 1e-15);
    pit = ent_survival_pit(survival, 3, &at_once);
    CU_ASSERT_DOUBLE_EQUAL(pit.low, 1.0 - survival[0], 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(pit.high, 1.0 - survival[1], 1e-15);
    pit = ent_survival_pit(survival, 3, &whole);
    CU_ASSERT_DOUBLE_EQUAL(pit.high, 0.25, 1e-15);
    pit = ent_survival_pit(survival, 3, &censored);
    CU_ASSERT_DOUBLE_EQUAL(pit.low, 0.1, 1e-15);
    CU_ASSERT_EQUAL(pit.high, 1.0);
    pit = ent_survival_pit(survival, 3, &beyond);
    CU_ASSERT_DOUBLE_EQUAL(pit.low, 0.5, 1e-15);
}

/* Pairs of which it is known: the two that ended in month 6 with the four others each, and 7 with 9 and 10. */
static void order_by_hand(void)
{
    static const double p[] = {0.1, 0.2, 0.3, 0.2, 0.5, 0.1}, alike[] = {0.5, 0.5, 0.5, 0.5, 0.5, 0.5};
    static const double missing[] = {0.1, NAN, 0.3, NAN, NAN, NAN};
    ent_concordance c = ent_concordance_of(p, tied, 6);

    CU_ASSERT_EQUAL(c.pairs, 10.0);
    /* 0.1: 0.3, 0.2, 0.5 above, 0.1 alike; 0.2: 0.3, 0.5 above, 0.2 alike, 0.1 below; 0.2: 0.5 above, 0.1 below */
    CU_ASSERT_DOUBLE_EQUAL(c.value, (3.5 + 2.5 + 1.0) / 10.0, 1e-15);
    CU_ASSERT_EQUAL(ent_concordance_of(alike, tied, 6).value, 0.5);
    CU_ASSERT_EQUAL(ent_concordance_of(missing, tied, 6).pairs, 1.0);
    CU_ASSERT(isnan(ent_concordance_of(p, tied, 1).value));
}

int main(void)
{
    CU_TestInfo tests[] = {{"held_after_a_month", held_after_a_month}, {"scores_by_hand", scores_by_hand},
        {"chances_of_0_and_1", chances_of_0_and_1}, {"weights_by_hand", weights_by_hand},
        {"weight_with_left_truncation", weight_with_left_truncation}, {"all_censored_or_one", all_censored_or_one},
        {"integral_by_hand", integral_by_hand}, {"integral_with_censoring", integral_with_censoring},
        {"transform_by_hand", transform_by_hand}, {"order_by_hand", order_by_hand}, CU_TEST_INFO_NULL};

    return ent_run_suite("survival_score", tests);
}
