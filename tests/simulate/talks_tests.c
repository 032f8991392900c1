/* Talks against a reference that values all packages in all rounds, on many random domains, draw by draw. The same
 * deals come without bounds (a rule of the method ENT_BARGAINING_FRONT), and the invariants of all caches hold. */
#include "model/scenario_text.h"
#include "simulate/talks_domain.h"

enum { DRAWS = 256, MOST_PACKAGES = 8192, MOST_PARTIES = 5, MOST_DEMANDS = 13, MOST_OPTIONS = 32 };

static const char *const rules[] = {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian", "random"};

/* --- the reference ------------------------------------------------------------------------------------------------ */

typedef struct reference {
    size_t packages;
    bool out[MOST_PACKAGES];
    double utility[MOST_PACKAGES][MOST_PARTIES];
    bool acceptable[MOST_PACKAGES];
    double threshold[MOST_PARTIES], war_cost[MOST_PARTIES], concession[MOST_PARTIES];
    double reservation[MOST_PARTIES];
    double best[MOST_PARTIES]; /* of those acceptable */
    size_t round;              /* 0: no deal */
    size_t deal;
} reference;

static double setting(const ent_block *block, size_t row, const ent_quantity *quantity)
{
    const double *column = scenario_text_column(block, quantity->path);

    CU_ASSERT_PTR_NOT_NULL_FATAL(column);
    return column[row];
}

static bool is_refused(const ent_block *block, size_t row, size_t option)
{
    const ent_talks_plan *plan = &block->model->talks;

    for (size_t p = 0; p < plan->parties; p++) {
        ent_register at = plan->refuses[option * plan->parties + p];
        if (at != ENT_NO_REGISTER && block->draw[at][row] != 0.0) {
            return true;
        }
    }
    return false;
}

/* Values of the settings of one draw: [options][parties], [demands][parties]. */
typedef struct preferences {
    double weight[MOST_DEMANDS][MOST_PARTIES], score[MOST_DEMANDS][MOST_OPTIONS][MOST_PARTIES];
    bool out[MOST_DEMANDS][MOST_OPTIONS];
} preferences;

static void read_preferences(preferences *self, const ent_block *block, size_t row)
{
    const ent_scenario *scenario = block->model->scenario;
    size_t option = 0;

    memset(self, 0, sizeof(*self));
    for (size_t d = 0; d < scenario->demands; d++) {
        const ent_demand *demand = &scenario->demand[d];
        for (size_t o = 0; o < demand->options; o++, option++) {
            self->out[d][o] = setting(block, row, &demand->available[o]) == 0.0 || is_refused(block, row, option);
            for (size_t p = 0; p < scenario->parties; p++) {
                if (demand->stance[p].given) {
                    self->weight[d][p] = setting(block, row, &demand->stance[p].weight);
                    self->score[d][o][p] = setting(block, row, &demand->stance[p].score[o]);
                }
            }
        }
    }
}

static void value_package(reference *self, const preferences *from, const ent_scenario *scenario, size_t package)
{
    size_t chosen[MOST_DEMANDS];
    size_t rest = package;

    for (size_t d = scenario->demands; d-- > 0;) {
        chosen[d] = rest % scenario->demand[d].options;
        rest /= scenario->demand[d].options;
    }
    self->out[package] = false;
    for (size_t p = 0; p < scenario->parties; p++) {
        double gain = 0.0;
        double total = 0.0;
        for (size_t d = 0; d < scenario->demands; d++) {
            gain += from->weight[d][p] * from->score[d][chosen[d]][p];
            total += from->weight[d][p];
            self->out[package] = self->out[package] || from->out[d][chosen[d]];
        }
        self->utility[package][p] = total > 0.0 ? gain / total : 0.0;
    }
}

/* R_p and a_p of round k; whether some package is acceptable to all with a veto. */
static bool hold_round(reference *self, const ent_scenario *scenario, size_t k)
{
    double aspiration[MOST_PARTIES];
    bool any = false;

    for (size_t p = 0; p < scenario->parties; p++) {
        double r = self->threshold[p] - self->war_cost[p] * ((double) k * scenario->talks.months_per_round);
        double share = fmin(1.0, (double) k / (double) scenario->talks.deadline);
        r = fmin(fmax(r, 0.0), 1.0);
        self->reservation[p] = r;
        aspiration[p] = isnan(self->concession[p]) ? r : r + (1.0 - r) * (1.0 - pow(share, 1.0 / self->concession[p]));
    }
    for (size_t i = 0; i < self->packages; i++) {
        self->acceptable[i] = !self->out[i];
        for (size_t p = 0; p < scenario->parties; p++) {
            if (scenario->party[p].veto && !(self->utility[i][p] >= aspiration[p] - 1e-12)) {
                self->acceptable[i] = false;
            }
        }
        any = any || self->acceptable[i];
    }
    return any;
}

static void find_best(reference *self, const ent_scenario *scenario)
{
    for (size_t p = 0; p < scenario->parties; p++) {
        self->best[p] = -INFINITY;
        for (size_t i = 0; i < self->packages; i++) {
            self->best[p] = self->acceptable[i] ? fmax(self->best[p], self->utility[i][p]) : self->best[p];
        }
    }
}

static double share_of_best(const reference *self, size_t i, size_t p)
{
    return self->best[p] <= self->reservation[p] + 1e-12
               ? 1.0
               : (self->utility[i][p] - self->reservation[p]) / (self->best[p] - self->reservation[p]);
}

static bool is_rule(const ent_scenario *scenario, const char *name)
{
    return strcmp(scenario->talks.rule->name, name) == 0;
}

static double worth(const reference *self, const ent_scenario *scenario, size_t i)
{
    double product = 1.0;
    double least = INFINITY;
    double sum = 0.0;
    double vetoes = 0.0;

    for (size_t p = 0; p < scenario->parties; p++) {
        double gain = self->utility[i][p] - self->reservation[p];
        sum += self->utility[i][p];
        if (!scenario->party[p].veto) {
            continue;
        }
        vetoes += 1.0;
        product *= fmax(gain, 0.0);
        least = fmin(least, is_rule(scenario, "egalitarian")         ? gain
                            : is_rule(scenario, "kalai_smorodinsky") ? share_of_best(self, i, p)
                                                                     : 0.0);
    }
    if (is_rule(scenario, "nash")) {
        return vetoes > 0.0 ? pow(product, 1.0 / vetoes) : 1.0;
    }
    return is_rule(scenario, "utilitarian") ? sum : least;
}

static size_t choose(reference *self, const ent_scenario *scenario, double pick)
{
    static double value[MOST_PACKAGES];
    double best = -INFINITY;
    size_t count = 0;

    for (size_t i = 0; i < self->packages; i++) {
        count += self->acceptable[i] ? 1 : 0;
    }
    if (is_rule(scenario, "random")) {
        size_t wanted = (size_t) (pick * (double) count);
        size_t i = 0;
        while (!self->acceptable[i] || wanted > 0) {
            wanted -= self->acceptable[i] ? 1 : 0;
            i++;
        }
        return i;
    }
    find_best(self, scenario);
    for (size_t i = 0; i < self->packages; i++) {
        value[i] = self->acceptable[i] ? worth(self, scenario, i) : -INFINITY;
        best = fmax(best, value[i]);
    }
    for (size_t i = 0;; i++) {
        if (self->acceptable[i] && (value[i] >= best - 1e-12 || value[i] == best)) {
            return i;
        }
    }
}

static void negotiate(reference *self, const ent_block *block, size_t row)
{
    const ent_scenario *scenario = block->model->scenario;
    const ent_talks_plan *plan = &block->model->talks;
    double ready = block->draw[plan->ready][row];
    static preferences from;

    read_preferences(&from, block, row);
    self->packages = plan->packages;
    self->round = 0;
    for (size_t p = 0; p < scenario->parties; p++) {
        self->threshold[p] = setting(block, row, &scenario->party[p].threshold);
        self->war_cost[p] = setting(block, row, &scenario->party[p].war_cost);
        self->concession[p] = scenario->party[p].concession.formula != NULL
                                  ? setting(block, row, &scenario->party[p].concession)
                                  : (double) NAN;
    }
    for (size_t i = 0; i < self->packages; i++) {
        value_package(self, &from, scenario, i);
    }
    for (size_t k = 1; k <= scenario->talks.rounds && self->round == 0; k++) {
        if ((double) k * scenario->talks.months_per_round >= ready && hold_round(self, scenario, k)) {
            self->round = k;
            self->deal = choose(self, scenario, plan->pick != ENT_NO_REGISTER ? block->draw[plan->pick][row] : 0.0);
        }
    }
}

/* --- comparison --------------------------------------------------------------------------------------------------- */

typedef struct comparison {
    size_t deals, none, wrong, many; /* many: draws with more than 256 acceptable packages */
} comparison;

static bool same_deal(const reference *expected, const ent_block *block, size_t row)
{
    const ent_talks_plan *plan = &block->model->talks;
    size_t rest = expected->deal;

    if (block->draw[plan->agreed][row] != (expected->round > 0 ? 1.0 : 0.0)) {
        return false;
    }
    if (expected->round == 0) {
        bool same =
            block->draw[plan->round][row] == (double) INFINITY && block->draw[plan->month][row] == (double) INFINITY;
        for (size_t p = 0; p < plan->parties; p++) {
            same = same && block->draw[plan->utility[p]][row] == 0.0;
        }
        for (size_t d = 0; d < plan->demands; d++) {
            same = same && block->draw[plan->deal[d]][row] == -1.0;
        }
        return same;
    }
    if (block->draw[plan->round][row] != (double) expected->round || block->package[row] != expected->deal ||
        block->draw[plan->month][row] != (double) expected->round * plan->months_per_round) {
        return false;
    }
    for (size_t p = 0; p < plan->parties; p++) {
        if (fabs(block->draw[plan->utility[p]][row] - expected->utility[expected->deal][p]) > 1e-14) {
            return false;
        }
    }
    for (size_t d = plan->demands; d-- > 0;) {
        size_t options = plan->first_option[d + 1] - plan->first_option[d];
        if (block->draw[plan->deal[d]][row] != (double) (rest % options)) {
            return false;
        }
        rest /= options;
    }
    return true;
}

static void see_draws(void *context, const ent_block *block)
{
    static reference expected;
    comparison *self = context;

    for (size_t row = 0; row < block->rows; row++) {
        size_t acceptable = 0;
        negotiate(&expected, block, row);
        if (expected.round > 0 && hold_round(&expected, block->model->scenario, block->model->talks.rounds)) {
            for (size_t i = 0; i < expected.packages; i++) {
                acceptable += expected.acceptable[i] ? 1 : 0;
            }
        }
        self->many += acceptable > 256 ? 1 : 0;
        self->deals += expected.round > 0 ? 1 : 0;
        self->none += expected.round > 0 ? 0 : 1;
        self->wrong += same_deal(&expected, block, row) ? 0 : 1;
    }
}

/* Packages of the deals of the model for runs. Registers differ between the two models, so packages are compared. */
typedef struct packages {
    uint32_t package[DRAWS];
    size_t count;
} packages;

static void see_packages(void *context, const ent_block *block)
{
    packages *self = context;

    CU_ASSERT_FATAL(self->count + block->rows <= DRAWS);
    memcpy(self->package + self->count, block->package, block->rows * sizeof(*block->package));
    self->count += block->rows;
}

static void compare_domain(const char *text, comparison *counts)
{
    scenario_text scenario;
    packages run = {{0}, 0};
    packages recorded = {{0}, 0};
    packages narrow = {{0}, 0};
    packages enumerated = {{0}, 0};
    size_t wrong = counts->wrong;

    if (scenario_text_open(&scenario, text, NULL)) {
        scenario_text_play(&scenario.recorder, see_draws, counts, NULL);
        scenario_text_play(&scenario.recorder, see_packages, &recorded, NULL);
        scenario_text_play(&scenario.model, see_packages, &run, NULL);
        CU_ASSERT_EQUAL(memcmp(&run, &recorded, sizeof(run)), 0);
        if (scenario.model.talks.rule->method != ENT_BARGAINING_COUNT) {
            ent_bargaining_rule unbounded = *scenario.model.talks.rule;
            unbounded.method = ENT_BARGAINING_FRONT;
            scenario.model.talks.rule = &unbounded;
            scenario_text_play(&scenario.model, see_packages, &enumerated, NULL);
            scenario.model.talks.rule = scenario.scenario.talks.rule;
            CU_ASSERT_EQUAL(memcmp(&run, &enumerated, sizeof(run)), 0);
        }
        scenario.model.kernels = ent_kernels_narrowest();
        scenario_text_play(&scenario.model, see_packages, &narrow, NULL);
        CU_ASSERT_EQUAL(memcmp(&run, &narrow, sizeof(run)), 0);
    } else {
        fprintf(stderr, "%s\n", text);
    }
    if (counts->wrong != wrong) {
        fprintf(stderr, "%zu wrong: %s\n", counts->wrong - wrong, text);
    }
    scenario_text_close(&scenario);
}

static void small_domains(void)
{
    static writer out;
    comparison counts = {0, 0, 0, 0};

    for (uint64_t i = 0; i < 400; i++) {
        domain_shape small = {.parties = 1 + i % 4, .demands = 1 + i / 4 % 4, .options = 4, .highest = 0.9};
        if (small.demands < small.parties) {
            small.demands = small.parties;
        }
        small.options = small.demands == 4 ? 3 : 4;
        put_domain(&out, &small, 1000 + i, rules[i % 5]);
        compare_domain(out.text, &counts);
    }
    CU_ASSERT_EQUAL(counts.wrong, 0);
    CU_ASSERT(counts.deals > 20000);
    CU_ASSERT(counts.none > 20000);
}

/* 3^6 packages and low thresholds: hundreds are acceptable, so dominated partial packages are dropped. */
static void large_domains(void)
{
    static writer out;
    comparison counts = {0, 0, 0, 0};

    for (uint64_t i = 0; i < 40; i++) {
        domain_shape large = {.parties = 2 + i % 2,
            .demands = 6,
            .options = 3,
            .full = true,
            .fixed = i % 4 != 3,
            .highest = i % 3 == 0 ? 0.0 : 0.4};
        put_domain(&out, &large, 5000 + i, rules[i % 5]);
        compare_domain(out.text, &counts);
    }
    CU_ASSERT_EQUAL(counts.wrong, 0);
    CU_ASSERT(counts.deals > 3000);
    CU_ASSERT(counts.many > 1000);
}

/* 2^13 packages: more than the table of the rule `random` holds. */
static void huge_domains(void)
{
    static writer out;
    comparison counts = {0, 0, 0, 0};

    for (uint64_t i = 0; i < 30; i++) {
        domain_shape huge = {.parties = 1 + i % 4,
            .demands = 13,
            .options = 2,
            .full = true,
            .fixed = i % 4 != 3,
            .highest = i % 2 == 0 ? 0.0 : 0.5,
            .draws = 2};
        put_domain(&out, &huge, 7000 + i, rules[i % 5]);
        compare_domain(out.text, &counts);
    }
    CU_ASSERT_EQUAL(counts.wrong, 0);
    CU_ASSERT(counts.deals > 300);
    CU_ASSERT(counts.many > 100);
}

/* More options that can be excluded than a word has bits. */
static void many_options(void)
{
    static writer out;
    comparison counts = {0, 0, 0, 0};

    for (uint64_t i = 0; i < 20; i++) {
        domain_shape many = {.parties = 3,
            .demands = i % 2 == 0 ? 3 : 2,
            .options = i % 2 == 0 ? 20 : 32,
            .full = true,
            .fixed = i % 4 < 2,
            .highest = i % 3 == 0 ? 0.9 : 0.5,
            .draws = 3,
            .contested = true};
        put_domain(&out, &many, 9000 + i, rules[i % 5]);
        compare_domain(out.text, &counts);
    }
    CU_ASSERT_EQUAL(counts.wrong, 0);
    CU_ASSERT(counts.deals > 300);
    CU_ASSERT(counts.none > 50);
}

/* --- by hand ------------------------------------------------------------------------------------------------------ */

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
    CU_TestInfo tests[] = {{"small domains", small_domains}, {"large domains", large_domains},
        {"huge domains", huge_domains}, {"many options", many_options}, {"first of ties", first_of_ties},
        {"without veto", without_veto}, {"nearly acceptable", nearly_acceptable},
        {"edge of acceptance", edge_of_acceptance}, {"edge of ties", edge_of_ties}, {"edge of gains", edge_of_gains},
        {"gain by rounding", gain_by_rounding}, {"no deal values", no_deal_values}, {"war cost", war_cost},
        {"deadline", deadline}, {"a longer look", a_longer_look}, {"no talks", no_talks}, CU_TEST_INFO_NULL};

    return ent_run_suite("talks", tests);
}
