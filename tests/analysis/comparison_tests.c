/* Choices side by side: correlation, saving, regret and levels, by hand and against their definitions. */
#include "analysis/comparison.h"
#include "suite.h"

#include <math.h>

static void pair_by_hand(void)
{
    static const double p[] = {0.1, 0.2, 0.3, 0.4}, q[] = {0.2, 0.1, 0.4, 0.3};
    ent_pair_figures pair = ent_pair_of_choices(p, q, 4);

    CU_ASSERT_EQUAL(pair.worlds, 4);
    CU_ASSERT_DOUBLE_EQUAL(pair.correlation, 0.6, 1e-12); /* 0.03 / 0.05 */
    CU_ASSERT_DOUBLE_EQUAL(pair.saving, 2.5, 1e-12);      /* (0.05 + 0.05) / 0.04 */
}

/* saving = (s1^2 + s2^2) / (s1^2 + s2^2 - 2 r s1 s2) */
static void saving_of_correlation(void)
{
    double p[500], q[500];
    ent_pair_figures pair;
    double sp = 0.0, sq = 0.0, mp = 0.0, mq = 0.0;

    for (size_t w = 0; w < 500; w++) {
        p[w] = (double) (w * 7919 % 1000) / 1000.0;
        q[w] = 0.3 * p[w] + 0.4 * (double) (w * 104729 % 997) / 997.0;
        mp += p[w] / 500.0;
        mq += q[w] / 500.0;
    }
    for (size_t w = 0; w < 500; w++) {
        sp += (p[w] - mp) * (p[w] - mp);
        sq += (q[w] - mq) * (q[w] - mq);
    }
    pair = ent_pair_of_choices(p, q, 500);
    CU_ASSERT(pair.correlation > 0.3);
    CU_ASSERT_DOUBLE_EQUAL(pair.saving, (sp + sq) / (sp + sq - 2.0 * pair.correlation * sqrt(sp) * sqrt(sq)), 1e-9);
}

/* What has no variance has no correlation, and equal differences no saving; worlds without a number are left out. */
static void undefined(void)
{
    static const double flat[] = {0.1, 0.1, 0.1}, p[] = {0.2, 0.4, 0.6}, moved[] = {0.25, 0.5, 0.75};
    double some[] = {0.5, NAN, 0.5, 0.75}, other[] = {NAN, 0.1, 0.25, 0.5};
    ent_pair_figures pair = ent_pair_of_choices(flat, p, 3);

    CU_ASSERT(isnan(pair.correlation));
    CU_ASSERT_DOUBLE_EQUAL(pair.saving, 1.0, 1e-12);
    pair = ent_pair_of_choices(p, p, 3);
    CU_ASSERT_DOUBLE_EQUAL(pair.correlation, 1.0, 1e-12);
    CU_ASSERT(isnan(pair.saving));
    pair = ent_pair_of_choices(moved, flat, 3);
    CU_ASSERT(isnan(pair.correlation));
    pair = ent_pair_of_choices(some, other, 4);
    CU_ASSERT_EQUAL(pair.worlds, 2);
    CU_ASSERT_DOUBLE_EQUAL(pair.correlation, 1.0, 1e-12);
    CU_ASSERT(isnan(pair.saving));
    pair = ent_pair_of_choices(some, other, 3);
    CU_ASSERT_EQUAL(pair.worlds, 1);
    CU_ASSERT(isnan(pair.correlation) && isnan(pair.saving));
}

static void regrets(void)
{
    /* three choices in five worlds; the last world is not known of the second choice */
    static const double p[] = {0.5, 0.2, 0.3, 0.0, 0.9, 0.4, 0.4, 0.3, 0.2, NAN, 0.1, 0.1, 0.6, 0.1, 0.9};
    static const double never[] = {NAN, NAN, 0.5, 0.2, 0.1, 0.6}; /* the first choice is known in neither world */
    double scratch[10];
    ent_regret regret[3];
    size_t counted;

    ent_regrets_of_choices(p, 3, 5, scratch, regret, &counted);
    CU_ASSERT_EQUAL(counted, 4);
    CU_ASSERT_DOUBLE_EQUAL(regret[0].mean, (0.0 + 0.2 + 0.3 + 0.2) / 4.0, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(regret[1].mean, (0.1 + 0.0 + 0.3 + 0.0) / 4.0, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(regret[2].mean, (0.4 + 0.3 + 0.0 + 0.1) / 4.0, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(regret[0].p95, 0.2 + 0.85 * 0.1, 1e-15); /* sorted 0, 0.2, 0.2, 0.3, at 2.85 */
    ent_regrets_of_choices(p + 9, 1, 1, scratch, regret, &counted);
    CU_ASSERT_EQUAL(counted, 0);
    CU_ASSERT(isnan(regret[0].mean) && isnan(regret[0].p95));
    ent_regrets_of_choices(never, 3, 2, scratch, regret, &counted);
    CU_ASSERT_EQUAL(counted, 2);
    CU_ASSERT(isnan(regret[0].mean) && isnan(regret[0].p95));
    CU_ASSERT_DOUBLE_EQUAL(regret[1].mean, (0.0 + 0.4) / 2.0, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(regret[2].mean, (0.4 + 0.0) / 2.0, 1e-15);
}

static void levels(void)
{
    static const double p[] = {0.2, 0.5, NAN, 0.1, 0.20000000000000001};

    CU_ASSERT_DOUBLE_EQUAL(ent_share_at_least(p, 5, 0.2), 0.75, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(ent_share_at_least(p, 5, 0.6), 0.0, 0.0);
    CU_ASSERT(isnan(ent_share_at_least(p + 2, 1, 0.2)));
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"a pair by hand", pair_by_hand},
        {"saving and correlation", saving_of_correlation},
        {"figures that are not defined", undefined},
        {"regret", regrets},
        {"levels that worlds reach", levels},
        CU_TEST_INFO_NULL,
    };

    return ent_run_suite("choices side by side", tests);
}
