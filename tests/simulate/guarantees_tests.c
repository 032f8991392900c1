/* Guarantees: in force, tested, honoured, containing and failing for good, against closed forms and Markov chains.
 * Statistical comparisons: 4.5 standard errors, false alarm 7e-6 each, fixed seeds. Each text is played event-driven
 * and monthly. */
#include "simulate/truce_pair.h"

/* --- one guarantee ------------------------------------------------------------------------------------------------ */

/* Violations that are not contained by themselves test it; it contains them with 0.4 * 0.7. */
static void one_guarantee(void)
{
    const double test = (1.0 - exp(-0.08)) * 0.75, lost = test * 0.72, hold = 1.0 - lost;
    const double collapsed = 1.0 - pow(hold, 12);
    const double exact[] = {pow(hold, 6), pow(hold, 12), pow(1.0 - test, 12), 12.0 * test * 0.28 * pow(1.0 - test, 11),
        collapsed * 0.6 / 0.72, collapsed * 0.12 / 0.72, 1.0};

    compare_both(RUN(60000, 51, 12) "truce: { causes: { c: { hazard = 0.08; contained = 0.25; }; }; };"
                                    "guarantees: { g: { honoured = 0.4; contains = 0.7; fails_for_good = false; }; };"
                                    "checks = (\"P(truce.months >= 6) > 0\", \"P(truce.held) > 0\","
                                    "\"P(g.tested == 0) > 0\", \"P(truce.held and g.honoured == 1) > 0\","
                                    "\"P(g.failed == 1) > 0\", \"P(not truce.held and g.failed == 0) > 0\","
                                    "\"P(g.in_force and g.tested == g.honoured + g.failed) > 0\");",
        exact);
}

/* It is against one cause of two. */
static void against(void)
{
    const double v = 1.0 - exp(-0.1), hold = 1.0 - v * 0.6 - v * 0.4 * 0.5;
    const double exact[] = {pow(hold, 10), (1.0 - pow(hold, 10)) * 0.6 / 0.8, (1.0 - pow(hold, 10)) * 0.2 / 0.8, 0.0};

    compare_both(RUN(60000, 52, 10) "truce: { causes: { a: { hazard = 0.06; }; b: { hazard = 0.04; }; }; };"
                                    "guarantees: { g: { honoured = 0.5; against = (\"b\"); }; };"
                                    "checks = (\"P(truce.held) > 0\", \"P(truce.cause == 'a') > 0\","
                                    "\"P(truce.cause == 'b') > 0\", \"P(truce.cause == 'a' and g.failed > 0) < 1\");",
        exact);
}

/* --- two guarantees ----------------------------------------------------------------------------------------------- */

/* Chances of the state of a truce: [a is void][b is void], and what comes out. */
typedef struct chain {
    double state[2][2];
    double held, a_in_force, b_failed;
} chain;

/* One month: the hazard depends on a; a is tested before b. */
static void chain_month(chain *self, bool last)
{
    double after[2][2] = {{0.0}};

    for (int a = 0; a < 2; a++) {
        for (int b = 0; b < 2; b++) {
            double p = self->state[a][b], v = 1.0 - exp(a ? -0.3 : -0.1);
            double a_holds = a ? 0.0 : 0.5, b_honoured = b ? 0.0 : 0.8, b_holds = b_honoured * 0.9;
            double ends = v * (1.0 - a_holds) * (1.0 - b_holds);
            after[a][b] += p * (1.0 - v + v * a_holds) + (a ? p * v * b_holds : 0.0);
            after[1][b] += a ? 0.0 : p * v * (1.0 - a_holds) * b_holds;
            self->a_in_force += a ? 0.0 : p * (last ? 1.0 : ends);
            self->b_failed += b ? 0.0 : p * v * (1.0 - a_holds) * (1.0 - b_honoured);
        }
    }
    memcpy(self->state, after, sizeof(after));
}

/* In the last month, whether a is in force counts before the violation of that month. */
static void two_guarantees(void)
{
    chain exact = {.state = {{1.0, 0.0}, {0.0, 0.0}}};
    double compared[5];

    for (int m = 1; m <= 8; m++) {
        chain_month(&exact, m == 8);
    }
    compared[0] = exact.state[0][0] + exact.state[1][0] + exact.state[0][1] + exact.state[1][1];
    compared[1] = exact.a_in_force;
    compared[2] = exact.b_failed;
    compared[3] = exact.state[1][0];
    compared[4] = 0.0; /* b is not reached before a has failed */
    compare_both(
        RUN(80000, 53, 8) "truce: { causes: { c: { hazard = \"if(a.in_force, 0.1, 0.3)\"; }; }; };"
                          "guarantees: { a: { honoured = 0.5; }; b: { honoured = 0.8; contains = 0.9; }; };"
                          "checks = (\"P(truce.held) > 0\", \"P(a.in_force) > 0\", \"P(b.failed > 0) > 0\","
                          "\"P(truce.held and a.failed > 0) > 0\", \"P(b.tested > 0 and a.failed == 0) < 1\");",
        compared);
}

/* b is given while a is not in force: it steps in after a has failed. */
static void a_guarantee_after_another(void)
{
    const double v = 1.0 - exp(-0.2), p = 0.5 * v; /* a fails in a month with chance p, and the truce collapses */
    const double exact[] = {pow(1.0 - p, 6), 0.0, 1.0 - exp(-0.2), 1.0};

    compare_both(RUN(40000, 54, 6) "truce: { causes: { c: { hazard = 0.2; }; }; };"
                                   "guarantees: { a: { honoured = 0.5; }; b: { given = \"not a.in_force\"; }; };"
                                   "checks = (\"P(truce.held) > 0\", \"P(b.tested > 0) < 1\");",
        exact);
    compare_both(RUN(40000, 55, 1) "truce: { causes: { c: { hazard = 0.2; }; }; };"
                                   "guarantees: { a: { given = \"false\"; }; b: { given = \"not a.in_force\"; }; };"
                                   "checks = (\"P(b.tested == 1 and b.honoured == 1) > 0\","
                                   "\"P(b.in_force and not a.in_force) > 0\");",
        exact + 2);
}

/* --- months in force ---------------------------------------------------------------------------------------------- */

/* A violation is certain in each month from `from` on: the truce lasts to the first month without the guarantee. */
static void lasts_to(const char *guarantee, int from, int months)
{
    const double exact[] = {1.0};
    char text[700];

    snprintf(text, sizeof(text),
        RUN(200, 56, 12) "events: { t: { at = %d; }; e: 0.5; };"
                         "truce: { causes: { c: { hazard = \"if(t, 1000, 0)\"; }; }; };"
                         "guarantees: { g: { %s }; }; checks = (\"P(truce.months == %d) > 0\");",
        from, guarantee, months);
    compare_both(text, exact);
}

static void windows(void)
{
    lasts_to("", 3, 12);
    lasts_to("lasts = 4;", 1, 4);
    lasts_to("lasts = 0;", 5, 4);
    lasts_to("starts = 3; lasts = 4;", 3, 6);
    lasts_to("starts = 3; lasts = 4;", 2, 1);
    lasts_to("starts = 2.5; lasts = 3.5;", 3, 5);
    lasts_to("starts = 2.5; lasts = 3.4;", 3, 4);
    lasts_to("starts = -2; lasts = 8;", 1, 5);
    lasts_to("starts = \"if(e, 3, 3)\"; lasts = \"2 + 2\";", 3, 6);
    lasts_to("starts = 3; lasts = \"if(month < 5, 4, 2)\";", 3, 4); /* by month: 3 + 2 - 1 = 4 */
    lasts_to("given = \"month <= 7\";", 3, 7);
    lasts_to("given = \"t\";", 5, 12);
    lasts_to("given = \"truce.incidents < 3\";", 5, 7);
}

/* A force whose presence the guarantee needs. */
static void given_by_the_force(void)
{
    const double exact[] = {1.0, 0.0};

    compare_both(RUN(200, 57, 12) "contributors: { a: { troops = 10; lead_months = 4; }; };"
                                  "events: { t: { at = 4; }; };"
                                  "truce: { causes: { c: { hazard = \"if(t, 1000, 0)\"; }; }; };"
                                  "guarantees: { g: { given = \"force.deployed >= 10\"; }; };"
                                  "checks = (\"P(truce.held and g.tested == 9) > 0\", \"P(g.failed > 0) < 1\");",
        exact);
}

/* --- incidents ---------------------------------------------------------------------------------------------------- */

/* Contained violations breed others: a pure birth chain of 5 months. */
static void incidents(void)
{
    double count[7] = {1.0};
    double exact[4];

    for (int m = 0; m < 5; m++) {
        for (int k = 5; k >= 0; k--) {
            double v = 1.0 - exp(-0.2 * (1.0 + k));
            count[k + 1] += count[k] * v;
            count[k] *= 1.0 - v;
        }
    }
    exact[0] = count[0];
    exact[1] = count[2];
    exact[2] = count[5];
    exact[3] = 1.0;
    compare_both(RUN(60000, 58, 5) "truce: { causes: { c: { hazard = \"0.2 * (1 + truce.incidents)\"; contained = 1;"
                                   "}; }; }; checks = (\"P(truce.violations == 0) > 0\","
                                   "\"P(truce.violations == 2) > 0\", \"P(truce.violations == 5) > 0\","
                                   "\"P(truce.incidents == truce.violations) > 0\");",
        exact);
}

/* --- no deal ------------------------------------------------------------------------------------------------------ */

/* Without a deal there is no guarantee. */
static void no_deal(void)
{
    const double exact[] = {0.0, 0.5, 0.0};

    compare_both(RUN(20000, 61, 3) "parties: { p: { threshold = \"if(e, 0, 0.9)\"; }; }; events: { e: 0.5; };"
                                   "demands: { d: { options = (\"x\"); p: { weight = 1; scores = (0.5); }; }; };"
                                   "truce: { causes: { c: { hazard = 1000; }; }; };"
                                   "guarantees: { g: { honoured = 1; }; };"
                                   "checks = (\"P(not agreed and g.in_force) < 1\", \"P(g.in_force) > 0\","
                                   "\"P(not agreed and g.tested > 0) < 1\");",
        exact);
}

int main(void)
{
    CU_TestInfo tests[] = {{"one guarantee", one_guarantee}, {"against", against}, {"two guarantees", two_guarantees},
        {"a guarantee after another", a_guarantee_after_another}, {"windows", windows},
        {"given by the force", given_by_the_force}, {"incidents", incidents}, {"no deal", no_deal}, CU_TEST_INFO_NULL};

    return ent_run_suite("guarantees", tests);
}
