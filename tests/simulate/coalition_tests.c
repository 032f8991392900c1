/* Coalitions: joining compared with an enumeration of all 2^n trials; sustained troops; reading of earlier
 * contributors. */
#include "model/scenario_text.h"

enum { MEMBERS = 6 };

static const double chance[MEMBERS] = {1.0, 0.5, 0.7, 0.6, 0.9, 0.4};
static const double troops[MEMBERS] = {5.0, 3.0, 4.0, 2.0, 10.0, 1.0};
static const double after[MEMBERS] = {0.0, 0.0, 8.0, 12.0, 11.0, 25.0};

/* Returns the least fixed point, as bits; would: bits of the contributors that would join. */
static unsigned solve(unsigned would)
{
    unsigned in = 0;
    unsigned before;

    for (size_t c = 0; c < MEMBERS; c++) {
        in |= after[c] == 0.0 ? would & 1U << c : 0;
    }
    do {
        double sum = 0.0;
        before = in;
        for (size_t c = 0; c < MEMBERS; c++) {
            sum += (in >> c & 1U) != 0 ? troops[c] : 0.0;
        }
        for (size_t c = 0; c < MEMBERS; c++) {
            in |= sum >= after[c] ? would & 1U << c : 0;
        }
    } while (in != before);
    return in;
}

static void thresholds_by_enumeration(void)
{
    static const double levels[] = {5, 8, 9, 12, 14, 18, 22, 24, 25};
    double exact[MEMBERS + 9] = {0};

    for (unsigned would = 0; would < 1U << MEMBERS; would++) {
        unsigned in = solve(would);
        double p = 1.0;
        double sum = 0.0;
        for (size_t c = 0; c < MEMBERS; c++) {
            p *= (would >> c & 1U) != 0 ? chance[c] : 1.0 - chance[c];
            sum += (in >> c & 1U) != 0 ? troops[c] : 0.0;
        }
        for (size_t c = 0; c < MEMBERS; c++) {
            exact[c] += (in >> c & 1U) != 0 ? p : 0.0;
        }
        for (size_t t = 0; t < 9; t++) {
            exact[MEMBERS + t] += sum >= levels[t] ? p : 0.0;
        }
    }
    for (size_t c = 0; c < MEMBERS + 9; c++) { /* sums of probabilities: rounding may pass 1 */
        exact[c] = fmin(exact[c], 1.0);
    }
    scenario_text_compare(
        "run: { worlds = 1; replications = 100000; seed = 51; horizon = 1; };"
        "contributors: { c0: { troops = 5; }; c1: { troops = 3; joins = 0.5; };"
        "c2: { troops = 4; joins = 0.7; after = 8; }; c3: { troops = 2; joins = 0.6; after = 12; };"
        "c4: { troops = 10; joins = 0.9; after = 11; }; c5: { troops = 1; joins = 0.4; after = 25; }; };"
        "checks = (\"P(c0.joins) > 0\", \"P(c1.joins) > 0\", \"P(c2.joins) > 0\", \"P(c3.joins) > 0\","
        "\"P(c4.joins) > 0\", \"P(c5.joins) < 1\", \"P(force.offered >= 5) > 0\", \"P(force.offered >= 8) > 0\","
        "\"P(force.offered >= 9) > 0\", \"P(force.offered >= 12) > 0\", \"P(force.offered >= 14) > 0\","
        "\"P(force.offered >= 18) > 0\", \"P(force.offered >= 22) > 0\", \"P(force.offered >= 24) > 0\","
        "\"P(force.offered >= 25) < 1\");",
        exact);
}

/* Two contributors that wait for each other stay out; `after = 0` in some draws is no condition. */
static void waiting_for_each_other(void)
{
    const double exact[] = {0.0, 0.5, 0.5};

    scenario_text_compare("run: { worlds = 1; replications = 20000; seed = 52; horizon = 1; };"
                          "contributors: { a: { troops = 10; after = 5; }; b: { troops = 10; after = 5; }; };"
                          "checks = (\"P(force.contributors > 0) < 1\");",
        exact);
    scenario_text_compare(
        "run: { worlds = 1; replications = 20000; seed = 52; horizon = 1; }; events: { e: 0.5; };"
        "contributors: { a: { troops = 10; after = \"if(e, 0, 5)\"; }; b: { troops = 10; after = 5; }; };"
        "checks = (\"P(force.offered == 20) > 0\", \"P(force.offered == 0) > 0\");",
        exact + 1);
}

static void sustained_troops(void)
{
    const double exact[] = {1.0, 1.0, 1.0, 0.5, 1.0};

    scenario_text_compare(
        "run: { worlds = 1; replications = 20000; seed = 53; horizon = 1; };"
        "contributors: { a: { troops = 10; pool = 24; rotation = 3; }; b: { troops = 10; pool = 90; rotation = 3; };"
        "c: { troops = 7; }; d: { troops = 100; joins = 0; };"
        "e: { troops = \"uniform(0, 2)\"; pool = 3; rotation = 3; }; };"
        "checks = (\"P(a.troops == 8) > 0\", \"P(b.troops == 10) > 0\", \"P(c.troops == 7 and d.troops == 0) > 0\","
        "\"P(e.troops == 1) > 0\", \"P(force.offered == 25 + e.troops) > 0\");",
        exact);
}

/* `requires` and `joins` read earlier contributors and events. */
static void requirements(void)
{
    const double exact[] = {0.5 * 0.4, 0.5 * 0.4, 0.5 * 0.2 + 0.5 * 0.8, 1.0};

    scenario_text_compare(
        "run: { worlds = 1; replications = 40000; seed = 54; horizon = 1; }; events: { e: 0.4; };"
        "contributors: { a: { troops = 10; joins = 0.5; }; b: { troops = 3; requires = \"a.joins and e\"; };"
        "c: { troops = 2; joins = \"if(a.troops == 10, 0.2, 0.8)\"; }; };"
        "checks = (\"P(b.joins) > 0\", \"P(b.troops == 3) > 0\", \"P(c.joins) > 0\","
        "\"P(b.joins == (a.joins and e)) > 0\");",
        exact);
}

/* Only sums over contributors that join are read: force.required belongs to the stage and may read factors and events.
 */
static void required(void)
{
    const double exact[] = {0.25, 0.25};

    scenario_text_compare("run: { worlds = 20000; replications = 1; seed = 55; horizon = 1; };"
                          "factors: { f = \"uniform(0, 40)\"; }; contributors: { a: { troops = 10; }; };"
                          "force: { required = \"f\"; };"
                          "checks = (\"P(force.offered >= force.required) > 0\", \"P(force.ratio >= 1) > 0\");",
        exact);
}

/* 300 coupled contributors: of any two, both join with the orthant probability 1/4 + asin(0.5) / (2 pi) = 1/3. */
static void many_coupled(void)
{
    static char text[30000];
    const double exact[] = {1.0 / 3.0, 1.0 / 3.0, 0.5};
    size_t length = (size_t) snprintf(
        text, sizeof(text), "run: { worlds = 1; replications = 5000; seed = 56; horizon = 1; }; contributors: {");

    for (int c = 0; c < 300; c++) {
        length += (size_t) snprintf(text + length, sizeof(text) - length, "c%d: { troops = 1; joins = 0.5; };", c);
    }
    snprintf(text + length, sizeof(text) - length,
        "}; correlations: { all: { among = (\"*.joins\"); rho = 0.5; }; };"
        "checks = (\"P(c0.joins and c299.joins) > 0\", \"P(c257.joins and c298.joins) > 0\", \"P(c280.joins) > 0\");");
    scenario_text_compare(text, exact);
}

int main(void)
{
    CU_TestInfo tests[] = {{"thresholds by enumeration", thresholds_by_enumeration},
        {"waiting for each other", waiting_for_each_other}, {"sustained troops", sustained_troops},
        {"requirements", requirements}, {"required", required}, {"many coupled", many_coupled}, CU_TEST_INFO_NULL};

    return ent_run_suite("coalition", tests);
}
