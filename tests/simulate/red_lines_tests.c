/* Red lines: the chance that an option is refused by month, order among the options of a demand, coupling; against
 * closed forms. Whether an option is out is seen by whether a deal is signed: the other party wants it alone. */
#include "model/scenario_text.h"

static const double pi = 3.14159265358979323846;

/* P(a deal in round k) is that of the option no longer being refused: 1 - refuses (1 - softens)^k, and the deal comes
 * in the first such round, since the red line gives way once and for all. */
static void by_month(void)
{
    double exact[6];

    for (size_t k = 1; k <= 5; k++) {
        exact[k - 1] = 1.0 - 0.8 * pow(0.85, 2.0 * (double) k);
    }
    exact[5] = 1.0 - 0.8 * pow(0.85, 2.0); /* first signed in round 1 */
    scenario_text_compare(
        "run: { worlds = 1; replications = 200000; seed = 61; horizon = 1; };"
        "parties: { p: { threshold = 0; softens = 0.15; }; q: { threshold = 1; }; };"
        "demands: { d: { options = (\"a\", \"b\"); p: { scores = (0, 1); refuses = (0.8, 0); };"
        "q: { scores = (1, 0); }; }; };"
        "talks: { rounds = 5; months_per_round = 2; };"
        "checks = (\"P(talks.round <= 1) > 0\", \"P(talks.round <= 2) > 0\", \"P(talks.round <= 3) > 0\","
        "\"P(talks.round <= 4) > 0\", \"P(talks.round <= 5) > 0\", \"P(talks.month == 2) > 0\");",
        exact);
}

/* The entry's own goes over the party's; 1 gives way at once; a distribution is drawn once a draw: E (1 - s)^3. */
static void whose_softening(void)
{
    const double drawn = (pow(1.0, 4) - pow(0.6, 4)) / (4.0 * 0.4); /* mean of (1 - s)^3, s uniform(0, 0.4) */
    const double exact[] = {1.0 - 0.8, 1.0 - 0.8 * pow(0.5, 3.0), 1.0 - 0.8 * drawn, 1.0};
    static const char *const own[] = {"softens = 0;", "", "softens = \"uniform(0, 0.4)\";", "softens = 1;"};

    for (size_t i = 0; i < 4; i++) {
        char text[900];
        snprintf(text, sizeof(text),
            "run: { worlds = 1; replications = 100000; seed = 62; horizon = 1; };"
            "parties: { p: { threshold = 0; softens = 0.5; }; q: { threshold = 1; }; };"
            "demands: { d: { options = (\"a\", \"b\"); p: { scores = (0, 1); refuses = (0.8, 0); %s };"
            "q: { scores = (1, 0); }; }; }; talks: { rounds = 3; }; checks = (\"P(agreed) > 0\");",
            own[i]);
        scenario_text_compare(text, &exact[i]);
    }
}

/* Draws in which an option is refused by round: plan->refuses is that of round 1. */
typedef struct refusals {
    double draws, count[3], both, wrong;
} refusals;

static void see_refusals(void *context, const ent_block *block)
{
    const ent_talks_plan *plan = &block->model->talks;
    refusals *self = context;

    for (size_t i = 0; i < block->rows; i++) {
        bool refused[3];
        for (size_t o = 0; o < 3; o++) {
            refused[o] = block->draw[plan->refuses[o * plan->parties]][i] != 0.0;
            self->count[o] += refused[o] ? 1.0 : 0.0;
        }
        self->wrong += (refused[1] && !refused[0]) || (refused[2] && !refused[1]) ? 1.0 : 0.0;
        self->draws += 1.0;
    }
}

/* An option with the higher chance is refused whenever one with a lower chance is, with softening and without. */
static void order(void)
{
    static const char *const softens[] = {"", "softens = 0.1;", "softens = \"uniform(0, 0.3)\";"};
    const double kept[] = {1.0, 0.9, 0.85};

    for (size_t s = 0; s < 3; s++) {
        refusals seen = {0};
        scenario_text scenario;
        char text[900];
        snprintf(text, sizeof(text),
            "run: { worlds = 1; replications = 50000; seed = 63; horizon = 1; };"
            "parties: { p: { threshold = 0; %s }; q: { threshold = 0; }; };"
            "demands: { d: { options = (\"a\", \"b\", \"c\"); p: { scores = (0, 0.5, 1); refuses = (0.7, 0.4, 0.1); };"
            "q: { scores = (1, 0.4, 0); }; }; };",
            softens[s]);
        if (scenario_text_open(&scenario, text, NULL)) {
            scenario_text_play(&scenario.model, see_refusals, &seen, NULL);
            CU_ASSERT_EQUAL(seen.wrong, 0.0);
            for (size_t o = 0; o < 3; o++) {
                double p = (0.7 - 0.3 * (double) o) * kept[s];
                CU_ASSERT(fabs(seen.count[o] / seen.draws - p) < ENT_TEST_SIGMAS * sqrt(p * (1.0 - p) / seen.draws));
            }
        }
        scenario_text_close(&scenario);
    }
}

static void see_both(void *context, const ent_block *block)
{
    const ent_talks_plan *plan = &block->model->talks;
    refusals *self = context;
    size_t second = plan->first_option[1] * plan->parties;

    for (size_t i = 0; i < block->rows; i++) {
        bool first = block->draw[plan->refuses[0]][i] != 0.0;
        bool other = block->draw[plan->refuses[second]][i] != 0.0;
        self->count[0] += first ? 1.0 : 0.0;
        self->count[1] += other ? 1.0 : 0.0;
        self->both += first && other ? 1.0 : 0.0;
        self->draws += 1.0;
    }
}

/* Two red lines of chance 1/2 in round 1, coupled by rho: both hold with chance 1/4 + asin(rho) / (2 pi) (Sheppard
 * 1899). With softening the scores are exact, without approximate ones decide. */
static void coupling(void)
{
    static const struct {
        const char *among, *softens;
        double rho, chance;
    } cases[] = {{"\"p.d\", \"p.e\"", "", 0.6, 0.5}, {"\"p.*\"", "", -0.4, 0.5},
        {"\"p.*\"", "softens = 0.375;", 0.6, 0.8}, {"\"p.d\", \"p.e\", \"a.joins\"", "", 0.6, 0.5}};

    for (size_t c = 0; c < sizeof(cases) / sizeof(*cases); c++) {
        refusals seen = {0};
        scenario_text scenario;
        char text[1200];
        double both = 0.25 + asin(cases[c].rho) / (2.0 * pi);
        snprintf(text, sizeof(text),
            "run: { worlds = 1; replications = 200000; seed = 64; horizon = 1; };"
            "contributors: { a: { troops = 1; joins = 0.5; }; };"
            "parties: { p: { threshold = 0; %s }; q: { threshold = 0; }; };"
            "demands: { d: { options = (\"a\", \"b\"); p: { scores = (0, 1); refuses = (%g, 0); }; q: { weight = 1; "
            "scores = (1, 0); }; };"
            "e: { options = (\"a\", \"b\"); p: { scores = (0, 1); refuses = (%g, 0); }; q: { weight = 1; scores = "
            "(1, 0); }; }; }; correlations: { k: { among = (%s); rho = %g; }; };",
            cases[c].softens, cases[c].chance, cases[c].chance, cases[c].among, cases[c].rho);
        if (scenario_text_open(&scenario, text, NULL)) {
            scenario_text_play(&scenario.model, see_both, &seen, NULL);
            CU_ASSERT(fabs(seen.count[0] / seen.draws - 0.5) < ENT_TEST_SIGMAS * 0.5 / sqrt(seen.draws));
            CU_ASSERT(fabs(seen.count[1] / seen.draws - 0.5) < ENT_TEST_SIGMAS * 0.5 / sqrt(seen.draws));
            CU_ASSERT(fabs(seen.both / seen.draws - both) < ENT_TEST_SIGMAS * sqrt(both * (1.0 - both) / seen.draws));
        }
        scenario_text_close(&scenario);
    }
}

/* A positive rho with C.joins: joining and refusal come together (high score: refuses more). */
static void sign(void)
{
    const double exact[] = {0.25 + asin(0.7) / (2.0 * pi)};

    scenario_text_compare("run: { worlds = 1; replications = 100000; seed = 65; horizon = 1; };"
                          "contributors: { a: { troops = 1; joins = 0.5; }; };"
                          "parties: { p: { threshold = 0; }; q: { threshold = 1; }; };"
                          "demands: { d: { options = (\"a\", \"b\"); p: { scores = (0, 1); refuses = (0.5, 0); };"
                          "q: { scores = (1, 0); }; }; };"
                          "correlations: { k: { among = (\"p.d\", \"a.joins\"); rho = 0.7; }; };"
                          "checks = (\"P(a.joins and not agreed) > 0\");",
        exact);
}

int main(void)
{
    CU_TestInfo tests[] = {{"by month", by_month}, {"whose softening", whose_softening}, {"order", order},
        {"coupling", coupling}, {"sign", sign}, CU_TEST_INFO_NULL};

    return ent_run_suite("red lines", tests);
}
