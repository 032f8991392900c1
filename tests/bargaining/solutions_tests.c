/* Bargaining solutions: the registry, and each rule on packages with a known best one. */
#include "bargaining/solutions.h"
#include "suite.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { ROWS = 5, DECIDERS = 2 };

static const double reservation[DECIDERS] = {0.2, 0.1};
static const double package[ROWS] = {14.0, 3.0, 8.0, 2.0, 30.0};

/* Gains: (0.1, 0.8), (0.3, 0.5), (0.4, 0.3), (0.6, 0.1), (0.35, 0.35). */
static const double utility[DECIDERS * ROWS] = {0.3, 0.5, 0.6, 0.8, 0.55, 0.9, 0.6, 0.4, 0.2, 0.45};

static size_t choose(const char *rule, const double *u, const uint32_t *member, size_t count)
{
    const ent_bargaining_rule *found = ent_bargaining_rule_find(rule);
    const ent_bargaining_set set = {.utility = u,
        .package = package,
        .stride = ROWS,
        .deciders = DECIDERS,
        .member = member,
        .count = count,
        .reservation = reservation};
    double value[ROWS];

    CU_ASSERT_PTR_NOT_NULL_FATAL(found);
    return ent_bargaining_choose(found, &set, value);
}

static void best_packages(void)
{
    static const uint32_t all[] = {0, 1, 2, 3, 4};
    static const uint32_t some[] = {0, 2, 3};

    CU_ASSERT_EQUAL(choose("nash", utility, all, 5), 1);              /* 0.15 is the largest product */
    CU_ASSERT_EQUAL(choose("kalai_smorodinsky", utility, all, 5), 1); /* shares 0.3 / 0.6 and 0.5 / 0.8 */
    CU_ASSERT_EQUAL(choose("egalitarian", utility, all, 5), 4);       /* 0.35 is the largest minimum */
    CU_ASSERT_EQUAL(choose("utilitarian", utility, all, 5), 0);       /* 1.2 is the largest sum */
    CU_ASSERT_EQUAL(choose("nash", utility, some, 3), 2);
    CU_ASSERT_EQUAL(choose("utilitarian", utility, &all[3], 1), 3);
}

/* Values within 1e-12 tie, and the smallest package index wins, wherever it stands. */
static void ties(void)
{
    static const char *const rules[] = {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian"};
    /* d value / d utility, both gains rising alike: 0.7 / (2 sqrt(0.3 0.4)), 1 / 0.3, 1, 2 */
    static const double slope[] = {1.0103629710818451, 1.0 / 0.3, 1.0, 2.0};
    static const uint32_t member[] = {0, 1, 3};

    for (size_t r = 0; r < 4; r++) {
        double near[DECIDERS * ROWS];
        for (size_t i = 0; i < DECIDERS * ROWS; i++) {
            near[i] = 0.5;
        }
        CU_ASSERT_EQUAL(choose(rules[r], near, member, 3), 3);
        near[0] = near[ROWS] = 0.5 + 0.95e-12 / slope[r];
        CU_ASSERT_EQUAL(choose(rules[r], near, member, 3), 3);
        near[0] = near[ROWS] = 0.5 + 1.05e-12 / slope[r];
        CU_ASSERT_EQUAL(choose(rules[r], near, member, 3), 0);
    }
}

/* Values equal those of the formula, for packages with losses too. */
static void values(void)
{
    static const double u[DECIDERS * 3] = {0.1, 0.6, 0.3, 0.7, 0.5, 0.3};
    static const uint32_t member[] = {0, 1, 2};
    const ent_bargaining_set set = {u, package, 3, DECIDERS, member, 3, reservation};
    double value[3];

    ent_bargaining_rule_find("nash")->evaluate(&set, value);
    CU_ASSERT_EQUAL(value[0], 0.0);
    CU_ASSERT_DOUBLE_EQUAL(value[1], 0.4, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(value[2], sqrt(0.02), 1e-15);
    ent_bargaining_rule_find("kalai_smorodinsky")->evaluate(&set, value);
    CU_ASSERT_DOUBLE_EQUAL(value[0], -0.25, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(value[1], 0.4 / 0.6, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(value[2], 0.25, 1e-15);
    ent_bargaining_rule_find("egalitarian")->evaluate(&set, value);
    CU_ASSERT_DOUBLE_EQUAL(value[0], -0.1, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(value[2], 0.1, 1e-15);
    ent_bargaining_rule_find("utilitarian")->evaluate(&set, value);
    CU_ASSERT_DOUBLE_EQUAL(value[1], 1.1, 1e-15);
}

/* A decider who can gain 1e-12 at most has a share of 1 in every package; one who can gain more, the part of it. */
static void kalai_smorodinsky_without_gains(void)
{
    static const double none[1] = {0.0};
    static const double u[3][3] = {{1e-12, 0.0, -0.5}, {2e-12, 1e-12, 0.0}, {1.25e-12, 1e-12, -1.25e-12}};
    static const double share[3][3] = {{1.0, 1.0, 1.0}, {1.0, 0.5, 0.0}, {1.0, 0.8, -1.0}};
    static const uint32_t member[] = {0, 1, 2};

    for (size_t i = 0; i < 3; i++) {
        const ent_bargaining_set set = {u[i], package, 3, 1, member, 3, none};
        double value[3];
        ent_bargaining_rule_find("kalai_smorodinsky")->evaluate(&set, value);
        for (size_t k = 0; k < 3; k++) {
            CU_ASSERT_DOUBLE_EQUAL(value[k], share[i][k], 1e-15);
        }
    }
}

/* Returns the smallest value within reach of the best. */
static double reach_of(const char *rule, size_t deciders, double best)
{
    ent_bargaining_margin margin = ent_bargaining_rule_find(rule)->margin(deciders);

    return best > margin.floor ? margin.share * best - margin.margin : margin.low;
}

static void margins(void)
{
    CU_ASSERT_DOUBLE_EQUAL(reach_of("egalitarian", 3, 0.25), 0.25 - 1e-9, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(reach_of("utilitarian", 3, -1.5), -1.5 - 1e-9, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(reach_of("nash", 2, 0.25), 0.25 * (1.0 - 1e-4), 1e-15);
    CU_ASSERT_EQUAL(reach_of("nash", 2, 1e-7), 0.0); /* a geometric mean below 1e-3: every product is 0 or more */
    CU_ASSERT_EQUAL(reach_of("nash", 0, 1.0), 0.0);
    CU_ASSERT_EQUAL(reach_of("nash", 25, 0.5), 0.0);
}

/* Every row is complete and found by its name; no other name is found. */
static void registry(void)
{
    for (size_t i = 0; i < ent_bargaining_rules(); i++) {
        const ent_bargaining_rule *rule = ent_bargaining_rule_at(i);
        bool bounded = rule->method == ENT_BARGAINING_GOAL || rule->method == ENT_BARGAINING_SHARES;
        CU_ASSERT_PTR_EQUAL(ent_bargaining_rule_find(rule->name), rule);
        CU_ASSERT(strlen(rule->summary) > 20);
        CU_ASSERT_EQUAL(rule->evaluate == NULL, rule->method == ENT_BARGAINING_COUNT);
        CU_ASSERT_EQUAL(rule->margin != NULL, bounded);
    }
    CU_ASSERT_STRING_EQUAL(ent_bargaining_rule_at(0)->name, "nash");
    CU_ASSERT(ent_bargaining_rule_find("utilitarian")->everyone_decides);
    CU_ASSERT_PTR_NULL(ent_bargaining_rule_find(""));
    CU_ASSERT_PTR_NULL(ent_bargaining_rule_find("nas"));
    CU_ASSERT_PTR_NULL(ent_bargaining_rule_find("Nash"));
}

int main(void)
{
    CU_TestInfo tests[] = {{"best packages", best_packages}, {"ties", ties}, {"values", values},
        {"Kalai-Smorodinsky without gains", kalai_smorodinsky_without_gains}, {"margins", margins},
        {"registry", registry}, CU_TEST_INFO_NULL};

    return ent_run_suite("solutions", tests);
}
