/* Talks whose deals follow by hand: ties, the edges of acceptance and of gains (1e-12), deadlines, no talks. */
#include "model/scenario_text.h"
#include "simulate/talks_domain.h"

static const char *const rules[] = {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian", "random"};

static void first_of_ties(void)
{
    /* packages 1 and 2 tie under every rule but `random`; the parties are indifferent about the last demand */
    static const char *const tie_rules[] = {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian"};

    for (size_t r = 0; r < 4; r++) {
        const double exact[] = {1.0};
        char text[1200];
        snprintf(text, sizeof(text),
            "run: { worlds = 1; replications = 2; horizon = 1; };"
            "talks: { rounds = 1; rule = \"%s\"; }; parties: { p: { threshold = 0.1; }; q: { threshold = 0.1; }; };"
            "demands: { d: { options = (\"a\", \"b\", \"c\"); p: { weight = 1; scores = (0, 0.7, 0.7); };"
            "q: { weight = 2; scores = (1, 0.7, 0.7); }; }; e: { options = (\"x\", \"y\"); }; };"
            "checks = (\"P(deal.d == 'b' and deal.e == 'x') > 0\");",
            tie_rules[r]);
        scenario_text_compare(text, exact);
    }
}

/* The utilitarian sum counts a party without a veto, which neither accepts nor refuses. */
static void without_veto(void)
{
    const double exact[] = {1.0, 1.0};

    scenario_text_compare("run: { worlds = 1; replications = 2; horizon = 1; };"
                          "talks: { rounds = 1; rule = \"utilitarian\"; };"
                          "parties: { p: { threshold = 0.3; }; q: { threshold = 1; veto = false; }; };"
                          "demands: { d: { options = (\"a\", \"b\"); p: { weight = 1; scores = (1, 0.4); };"
                          "q: { weight = 1; scores = (0, 0.9); }; }; };"
                          "checks = (\"P(deal.d == 'b') > 0\", \"P(q.utility == 0.9 and p.utility == 0.4) > 0\");",
        exact);
}

/* A utility below the aspiration by 1e-10 is not acceptable, by any method of counting. */
static void nearly_acceptable(void)
{
    const double exact[] = {0.5, 0.0, 0.5};

    scenario_text_compare(
        "run: { worlds = 100; replications = 100; horizon = 1; };"
        "talks: { rounds = 1; rule = \"random\"; }; parties: { p: { threshold = 0.6; }; };"
        "demands: { d: { options = (\"a\", \"b\", \"c\"); p: { weight = 3; scores = (0.6, 0.5999999999, 0.7); }; }; };"
        "checks = (\"P(deal.d == 'a') > 0\", \"P(deal.d == 'b') < 1\", \"P(deal.d == 'c') > 0\");",
        exact);
}

/* --- at the edge of 1e-12 ------------------------------------------------------------------------------------------
 */

/* Demands that all parties are indifferent about: 2 packages are enumerated, 512 go through branch and bound, and with
 * 40 draws of constant preferences through the fronts that are kept. */
static const char *const fillers[] = {"",
    "f1: { options = (\"x\", \"y\"); }; f2: { options = (\"x\", \"y\"); }; f3: { options = (\"x\", \"y\"); };"
    "f4: { options = (\"x\", \"y\"); }; f5: { options = (\"x\", \"y\"); }; f6: { options = (\"x\", \"y\"); };"
    "f7: { options = (\"x\", \"y\"); }; f8: { options = (\"x\", \"y\"); };"};

enum { PATHS = 4 };

/* Compares talks over one demand, with few packages and many, for one draw and for many. */
static void compare_paths(const char *talks, const char *demand, const char *check, double exact)
{
    for (size_t path = 0; path < PATHS; path++) {
        char text[2400];
        snprintf(text, sizeof(text),
            "run: { worlds = 1; replications = %d; horizon = 1; }; %s demands: { %s %s }; checks = (\"P(%s) > 0\");",
            path % 2 == 0 ? 2 : 40, talks, demand, fillers[path / 2], check);
        scenario_text_compare(text, &exact);
    }
}

/* A utility of 9e-13 below the aspiration is accepted, of 1.1e-12 below it is not, by every rule; with a concession it
 * is accepted one round later. */
static void edge_of_acceptance(void)
{
    static const char *const score[] = {"0.4999999999991", "0.4999999999989"};

    for (size_t r = 0; r < 5; r++) {
        for (size_t outside = 0; outside < 2; outside++) {
            char talks[300], demand[300];
            snprintf(demand, sizeof(demand), "d: { options = (\"a\", \"b\"); p: { weight = 1; scores = (0, %s); }; };",
                score[outside]);
            snprintf(talks, sizeof(talks),
                "talks: { rounds = 1; rule = \"%s\"; }; parties: { p: { threshold = 0.5; }; };", rules[r]);
            compare_paths(talks, demand, "deal.d == 'b'", outside == 0 ? 1.0 : 0.0);
            snprintf(talks, sizeof(talks),
                "talks: { rounds = 2; rule = \"%s\"; }; parties: { p: { threshold = 0; concession = 1; }; };",
                rules[r]);
            compare_paths(talks, demand, "talks.round == 1", outside == 0 ? 1.0 : 0.0);
        }
    }
}

/* The first package ties with one that is worth 9e-13 more, and loses to one that is worth 1.1e-12 more. A share of the
 * largest gain, one half, counts double. */
static void edge_of_ties(void)
{
    static const char *const score[2][2] = {
        {"0.4999999999991", "0.4999999999989"}, {"0.49999999999955", "0.49999999999945"}};

    for (size_t r = 0; r < 4; r++) {
        for (size_t outside = 0; outside < 2; outside++) {
            char talks[300], demand[300];
            snprintf(demand, sizeof(demand),
                "d: { options = (\"a\", \"b\"); p: { weight = 1; scores = (%s, 0.5); }; };",
                score[strcmp(rules[r], "kalai_smorodinsky") == 0][outside]);
            snprintf(talks, sizeof(talks),
                "talks: { rounds = 1; rule = \"%s\"; }; parties: { p: { threshold = 0; }; };", rules[r]);
            compare_paths(talks, demand, outside == 0 ? "deal.d == 'a'" : "deal.d == 'b'", 1.0);
        }
    }
}

/* Kalai-Smorodinsky: p gains nothing, so q decides; 0.1 + 0.2 is 5.6e-17 above 0.3. A gain of 9e-13 is none, one of
 * 1.1e-12 is all that p can gain. */
static void edge_of_gains(void)
{
    static const struct {
        const char *score, *deal;
    } known[] = {{"0.1 + 0.2", "b"}, {"0.3000000000009", "b"}, {"0.3000000000011", "a"}, {"0.3", "b"}};

    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
        char demand[300], check[40];
        snprintf(demand, sizeof(demand),
            "d: { options = (\"a\", \"b\"); p: { weight = 1; scores = (\"%s\", 0.3); };"
            "q: { weight = 1; scores = (0.2, 0.9); }; };",
            known[i].score);
        snprintf(check, sizeof(check), "deal.d == '%s'", known[i].deal);
        compare_paths("talks: { rounds = 1; rule = \"kalai_smorodinsky\"; };"
                      "parties: { p: { threshold = 0.3; }; q: { threshold = 0; }; };",
            demand, check, 1.0);
    }
}

/* Two demands of weight 1 in which p has scores 0.1 and 0.2, against a threshold of 0.15. The largest gain is a
 * rounding error, and q prefers the package without it. */
static void gain_by_rounding(void)
{
    compare_paths("talks: { rounds = 1; rule = \"kalai_smorodinsky\"; };"
                  "parties: { p: { threshold = 0.15; }; q: { threshold = 0; }; };",
        "d: { options = (\"a\", \"b\"); p: { weight = 1; scores = (0.1, 0.09999999999999999); };"
        "q: { weight = 1; scores = (0.2, 0.9); }; };"
        "e: { options = (\"a\", \"b\"); p: { weight = 1; scores = (0.2, 0); }; };",
        "deal.d == 'b'", 1.0);
}

static void no_deal_values(void)
{
    const double exact[] = {1.0, 1.0, 0.0, 0.0, 1.0, 1.0};

    scenario_text_compare(
        "run: { worlds = 1; replications = 2; horizon = 1; };"
        "talks: { rounds = 3; }; parties: { p: { threshold = 0.7; war_cost = 0.01; }; };"
        "demands: { d: { options = (\"a\", \"b\"); p: { weight = 1; scores = (0.1, 0.6); }; }; };"
        "checks = (\"P(talks.month == inf) > 0\", \"P(p.utility == 0) > 0\", \"P(deal.d == 'a') < 1\","
        "\"P(deal.d == 'b') < 1\", \"P(deal.d != 'b') > 0\", \"P(p.threshold == 0.7) > 0\");",
        exact);
}

/* War cost 0.05 a month on a threshold of 0.7: the option worth 0.6 is accepted in month 2. */
static void war_cost(void)
{
    const double exact[] = {1.0, 1.0};

    scenario_text_compare("run: { worlds = 1; replications = 2; horizon = 1; };"
                          "talks: { rounds = 5; }; parties: { p: { threshold = 0.7; war_cost = 0.05; }; };"
                          "demands: { d: { options = (\"a\", \"b\"); p: { weight = 1; scores = (0.1, 0.6); }; }; };"
                          "checks = (\"P(talks.month == 2) > 0\", \"P(deal.d == 'b') > 0\");",
        exact);
}

/* a_p(k) = 0.2 + 0.8 (1 - (k / 10)^2) falls to the 0.6 of the option between rounds 7 (0.608) and 8 (0.488), however
 * long the talks may take; without a deadline, in round 9 of 12 (0.55) and 26 of 36 (0.5828). */
static void deadline(void)
{
    static const struct {
        const char *talks, *month;
    } rows[] = {{"rounds = 12; deadline = 10;", "8"}, {"rounds = 36; deadline = 10;", "8"}, {"rounds = 12;", "9"},
        {"rounds = 36;", "26"}, {"rounds = 7; deadline = 10;", "inf"}};
    const double exact[] = {1.0};

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char text[600];
        snprintf(text, sizeof(text),
            "run: { worlds = 1; replications = 2; horizon = 1; }; talks: { %s };"
            "parties: { p: { threshold = 0.2; concession = 0.5; }; };"
            "demands: { d: { options = (\"a\", \"b\"); p: { weight = 1; scores = (0.1, 0.6); }; }; };"
            "checks = (\"P(talks.month == %s) > 0\");",
            rows[i].talks, rows[i].month);
        scenario_text_compare(text, exact);
    }
}

typedef struct signing_months {
    double month[4000];
} signing_months;

static void see_months(void *context, const ent_block *block)
{
    signing_months *self = context;

    memcpy(self->month + block->first, block->draw[block->model->talks.month], block->rows * sizeof(double));
}

static void play_months(const char *talks, signing_months *months)
{
    scenario_text scenario;
    char text[1500];

    snprintf(text, sizeof(text),
        "run: { worlds = 40; replications = 100; seed = 31; horizon = 1; };"
        "talks: { %s; stages: { s: 0.4; }; };"
        "parties: { p: { threshold = \"uniform(0.2, 0.8)\"; war_cost = 0.004; concession = 0.5; };"
        "q: { threshold = \"uniform(0.1, 0.6)\"; concession = \"uniform(0.3, 2)\"; }; };"
        "demands: { d: { options = (\"a\", \"b\", \"c\"); p: { weight = 1; scores = (1, 0.6, 0); };"
        "q: { weight = 2; scores = (0, 0.7, 1); }; }; e: { options = (\"x\", \"y\");"
        "p: { weight = 2; scores = (0.2, 1); }; q: { weight = 1; scores = (1, 0); refuses = (0, 0.3); }; }; };",
        talks);
    if (scenario_text_open(&scenario, text, NULL)) {
        scenario_text_play(&scenario.model, see_months, months, NULL);
    }
    scenario_text_close(&scenario);
}

/* A longer look moves no deal where the deadline stays: 36 rounds with a deadline of 18 give the deals of 18 rounds by
 * month 18, draw by draw. Without it hardly any deal comes when it came before. */
static void a_longer_look(void)
{
    static signing_months brief, longer, moved;
    size_t deals = 0;
    size_t later = 0;
    size_t kept = 0;

    play_months("rounds = 18", &brief);
    play_months("rounds = 36; deadline = 18", &longer);
    play_months("rounds = 36", &moved);
    for (size_t i = 0; i < 4000; i++) {
        CU_ASSERT_EQUAL(longer.month[i] <= 18.0 ? longer.month[i] : (double) INFINITY, brief.month[i]);
        deals += isfinite(brief.month[i]) ? 1 : 0;
        later += isfinite(longer.month[i]) && longer.month[i] > 18.0 ? 1 : 0;
        kept += isfinite(brief.month[i]) && moved.month[i] == brief.month[i] ? 1 : 0;
    }
    CU_ASSERT(deals > 1000);
    CU_ASSERT(later > 20);
    CU_ASSERT(kept < deals / 4);
}

/* Options that some draws lack, each for a reason of its own; those before and after are there in all draws. */
static void lacking_options(void)
{
    const double exact[] = {0.3, 0.6, 0.18, 0.12, 0.28};

    scenario_text_compare(
        "run: { worlds = 1; replications = 40000; horizon = 1; };"
        "talks: { rounds = 1; rule = \"utilitarian\"; }; parties: { p: { threshold = 0; }; };"
        "events: { e = 0.3; g = 0.6; };"
        "demands: { c: { options = (\"a\", \"b\"); available = (true, \"e\"); p: { weight = 1; scores = (0, 1); }; };"
        "d: { options = (\"a\", \"b\", \"c\"); available = (true, \"e\", \"g\");"
        "p: { weight = 1; scores = (0, 0.5, 1); }; }; };"
        "checks = (\"P(deal.c == 'b') > 0\", \"P(deal.d == 'c') > 0\", \"P(deal.c == 'b' and deal.d == 'c') > 0\","
        "\"P(deal.d == 'b') > 0\", \"P(deal.c == 'a' and deal.d == 'a') > 0\");",
        exact);
}

static void no_talks(void)
{
    const double exact[] = {1.0, 1.0, 1.0};

    scenario_text_compare(
        "run: { worlds = 1; replications = 2; horizon = 1; }; parties: { p: { threshold = 0.7; }; };"
        "checks = (\"P(agreed) > 0\", \"P(talks.month == 0 and talks.round == 0) > 0\", \"P(truce.held) > 0\");",
        exact);
}

int main(void)
{
    CU_TestInfo tests[] = {{"first of ties", first_of_ties}, {"without veto", without_veto},
        {"nearly acceptable", nearly_acceptable}, {"edge of acceptance", edge_of_acceptance},
        {"edge of ties", edge_of_ties}, {"edge of gains", edge_of_gains}, {"gain by rounding", gain_by_rounding},
        {"no deal values", no_deal_values}, {"war cost", war_cost}, {"deadline", deadline},
        {"a longer look", a_longer_look}, {"lacking options", lacking_options}, {"no talks", no_talks},
        CU_TEST_INFO_NULL};

    return ent_run_suite("talks by hand", tests);
}
