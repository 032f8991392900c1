/* Talks against a reference that walks through all packages in all rounds, on many random domains, draw by draw. */
#include "scenario_text.h"

#include <stdarg.h>

enum { DRAWS = 256, MOST_PACKAGES = 1024, MOST_PARTIES = 5 };

/* --- random domains ----------------------------------------------------------------------------------------------- */

typedef struct writer {
    char text[30000];
    size_t length;
    uint64_t state;
} writer;

static uint64_t next(writer *self) /* splitmix64 */
{
    uint64_t z = self->state += 0x9E3779B97F4A7C15U;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

static size_t below(writer *self, size_t n)
{
    return (size_t) (next(self) % n);
}

__attribute__((format(printf, 2, 3))) static void put(writer *self, const char *format, ...)
{
    va_list args;
    int n;

    va_start(args, format);
    n = vsnprintf(self->text + self->length, sizeof(self->text) - self->length, format, args);
    va_end(args);
    self->length += n > 0 ? (size_t) n : 0;
    CU_ASSERT_FATAL(self->length < sizeof(self->text));
}

typedef struct domain_shape {
    size_t parties, demands, options; /* options: most of a demand; exactly where `full` */
    bool full;
    bool fixed;     /* preferences are constants */
    double highest; /* thresholds are up to this */
} domain_shape;

static const char *const rules[] = {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian", "random"};

static void put_party(writer *self, size_t p, const domain_shape *shape)
{
    static const char *const costs[] = {"0", "0", "0.01", "0.03", "-0.02", "uniform(-0.02, 0.03)", "if(e1, 0.05, 0)"};
    static const char *const concessions[] = {NULL, NULL, "0.4", "1", "3", "uniform(0.2, 2)"};
    const char *concession = concessions[below(self, 6)];

    put(self, "p%zu: { war_cost = \"%s\"; veto = %s;", p, costs[below(self, 7)],
        below(self, 4) == 0 ? "false" : "true");
    if (below(self, 3) == 0) {
        put(self, "threshold = %.2f;", shape->highest * (double) below(self, 11) / 10.0);
    } else {
        put(self, "threshold = \"uniform(%.2f, %.2f)\";", -0.1, shape->highest);
    }
    if (concession != NULL) {
        put(self, "concession = \"%s\";", concession);
    }
    put(self, "};");
}

static void put_number(writer *self, const domain_shape *shape, bool score)
{
    static const char *const varying[] = {"if(e1, 0.5, 1)", "if(e2, 0, 0.75)", "if(e1 and e2, 1, 0.25)", "w", "1 - w"};

    if (!shape->fixed && below(self, 8) == 0) {
        put(self, "\"%s\"", varying[below(self, 5)]);
    } else if (!shape->fixed && below(self, 60) == 0) {
        put(self, "\"uniform(0, 1)\"");
    } else if (below(self, 2) == 0) {
        put(self, "%.2f", (double) below(self, 5) / 4.0); /* coarse, so that packages tie */
    } else {
        put(self, "%.4f", (double) (1 + below(self, 9998)) / (score ? 10000.0 : 1000.0));
    }
}

static void put_stance(writer *self, const domain_shape *shape, size_t p, size_t options, bool matters)
{
    put(self, "p%zu: { weight = ", p);
    if (matters) { /* not all weights may be 0 in every draw, but in some they may */
        put(self, below(self, 5) == 0 && !shape->fixed ? "\"if(e1, 0.5, 0)\"" : "1.5");
    } else {
        put_number(self, shape, false);
    }
    put(self, "; scores = (");
    for (size_t o = 0; o < options; o++) {
        put(self, o > 0 ? ", " : "");
        put_number(self, shape, true);
    }
    put(self, ");");
    if (below(self, 3) == 0) {
        put(self, "refuses = (");
        for (size_t o = 0; o < options; o++) {
            put(self, "%s%s", o > 0 ? ", " : "", below(self, 3) == 0 ? "0.4" : below(self, 25) == 0 ? "1.0" : "0.0");
        }
        put(self, ");");
    }
    put(self, "};");
}

static void put_demand(writer *self, const domain_shape *shape, size_t d)
{
    size_t options = shape->full ? shape->options : 1 + below(self, shape->options);

    put(self, "d%zu: { options = (", d);
    for (size_t o = 0; o < options; o++) {
        put(self, "%s\"o%zu\"", o > 0 ? ", " : "", o);
    }
    put(self, ");");
    if (below(self, 3) == 0) {
        put(self, "available = (");
        for (size_t o = 0; o < options; o++) {
            put(self, "%s\"%s\"", o > 0 ? ", " : "",
                below(self, 3) == 0 ? "e1 or w > 0.6" : below(self, 25) == 0 ? "false" : "true");
        }
        put(self, ");");
    }
    for (size_t p = 0; p < shape->parties; p++) {
        if (p == d || below(self, 5) != 0) { /* party p certainly has something to say on demand p */
            put_stance(self, shape, p, options, p == d);
        }
    }
    put(self, "};");
}

static void put_domain(writer *self, const domain_shape *shape, uint64_t seed, const char *rule)
{
    static const char *const months[] = {"1", "2", "0.5"};

    self->length = 0;
    self->state = seed;
    put(self, "run: { worlds = 16; replications = 16; seed = %u; horizon = 2; }; factors: { w = \"uniform(0, 1)\"; };"
        "events: { e1: 0.5; e2: 0.3; }; talks: { rule = \"%s\"; rounds = %zu; months_per_round = %s;",
        (unsigned) (seed % 100000), rule, 1 + below(self, 8), months[below(self, 3)]);
    if (below(self, 2) == 0) {
        put(self, "stages: { s: \"if(e2, 0.4, 0.8)\"; };");
    }
    put(self, "}; parties: {");
    for (size_t p = 0; p < shape->parties; p++) {
        put_party(self, p, shape);
    }
    put(self, "}; demands: {");
    for (size_t d = 0; d < shape->demands; d++) {
        put_demand(self, shape, d);
    }
    put(self, "};");
}

/* --- the reference ------------------------------------------------------------------------------------------------ */

typedef struct reference {
    size_t packages;
    bool out[MOST_PACKAGES];
    double utility[MOST_PACKAGES][MOST_PARTIES];
    bool acceptable[MOST_PACKAGES];
    double threshold[MOST_PARTIES], war_cost[MOST_PARTIES], concession[MOST_PARTIES];
    double reservation[MOST_PARTIES];
    size_t round; /* 0: no deal */
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
    double weight[8][MOST_PARTIES], score[8][4][MOST_PARTIES];
    bool out[8][4];
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
    size_t chosen[8];
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
        double share = (double) k / (double) scenario->talks.rounds;
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

static double share_of_best(const reference *self, size_t i, size_t p)
{
    double best = -INFINITY;

    for (size_t k = 0; k < self->packages; k++) {
        best = self->acceptable[k] ? fmax(best, self->utility[k][p]) : best;
    }
    return best == self->reservation[p] ? 1.0 : (self->utility[i][p] - self->reservation[p]) /
            (best - self->reservation[p]);
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
        least = fmin(least, scenario->talks.rule == ENT_RULE_EGALITARIAN ? gain
                : scenario->talks.rule == ENT_RULE_KALAI_SMORODINSKY ? share_of_best(self, i, p) : 0.0);
    }
    switch (scenario->talks.rule) {
    case ENT_RULE_NASH:
        return vetoes > 0.0 ? pow(product, 1.0 / vetoes) : 1.0;
    case ENT_RULE_UTILITARIAN:
        return sum;
    default:
        return least;
    }
}

static size_t choose(const reference *self, const ent_scenario *scenario, double pick)
{
    double value[MOST_PACKAGES];
    double best = -INFINITY;
    size_t count = 0;

    for (size_t i = 0; i < self->packages; i++) {
        count += self->acceptable[i] ? 1 : 0;
    }
    if (scenario->talks.rule == ENT_RULE_RANDOM) {
        size_t wanted = (size_t) (pick * (double) count);
        size_t i = 0;
        while (!self->acceptable[i] || wanted > 0) {
            wanted -= self->acceptable[i] ? 1 : 0;
            i++;
        }
        return i;
    }
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
    preferences from;

    read_preferences(&from, block, row);
    self->packages = plan->packages;
    self->round = 0;
    for (size_t p = 0; p < scenario->parties; p++) {
        self->threshold[p] = setting(block, row, &scenario->party[p].threshold);
        self->war_cost[p] = setting(block, row, &scenario->party[p].war_cost);
        self->concession[p] = scenario->party[p].concession.formula != NULL
            ? setting(block, row, &scenario->party[p].concession) : (double) NAN;
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
    size_t deals, none, wrong, many; /* many: draws with more acceptable packages than the search takes */
} comparison;

static bool same_deal(const reference *expected, const ent_block *block, size_t row)
{
    const ent_talks_plan *plan = &block->model->talks;
    size_t rest = expected->deal;

    if (block->draw[plan->agreed][row] != (expected->round > 0 ? 1.0 : 0.0)) {
        return false;
    }
    if (expected->round == 0) {
        bool same = block->draw[plan->round][row] == (double) INFINITY &&
            block->draw[plan->month][row] == (double) INFINITY;
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

/* What the model for runs agrees on: registers differ between the two models, so packages are compared. */
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
    size_t wrong = counts->wrong;

    if (scenario_text_open(&scenario, text, NULL)) {
        scenario_text_play(&scenario.recorder, see_draws, counts, NULL);
        scenario_text_play(&scenario.recorder, see_packages, &recorded, NULL);
        scenario_text_play(&scenario.model, see_packages, &run, NULL);
        CU_ASSERT_EQUAL(memcmp(&run, &recorded, sizeof(run)), 0);
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

/* 3^6 packages and low thresholds: more are acceptable than the search takes, so that the front is used. */
static void large_domains(void)
{
    static writer out;
    comparison counts = {0, 0, 0, 0};

    for (uint64_t i = 0; i < 40; i++) {
        domain_shape large = {.parties = 2 + i % 2, .demands = 6, .options = 3, .full = true, .fixed = i % 4 != 3,
            .highest = i % 3 == 0 ? 0.0 : 0.4};
        put_domain(&out, &large, 5000 + i, rules[i % 5]);
        compare_domain(out.text, &counts);
    }
    CU_ASSERT_EQUAL(counts.wrong, 0);
    CU_ASSERT(counts.deals > 3000);
    CU_ASSERT(counts.many > 1000);
}

/* --- by hand ------------------------------------------------------------------------------------------------------ */

static void first_of_ties(void)
{
    /* packages 1 and 2 tie under every rule but `random`; the parties are indifferent about the last demand */
    static const char *const tie_rules[] = {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian"};

    for (size_t r = 0; r < 4; r++) {
        const double exact[] = {1.0};
        char text[1200];
        snprintf(text, sizeof(text), "run: { worlds = 1; replications = 2; horizon = 1; };"
            "talks: { rounds = 1; rule = \"%s\"; }; parties: { p: { threshold = 0.1; }; q: { threshold = 0.1; }; };"
            "demands: { d: { options = (\"a\", \"b\", \"c\"); p: { weight = 1; scores = (0, 0.7, 0.7); };"
            "q: { weight = 2; scores = (1, 0.7, 0.7); }; }; e: { options = (\"x\", \"y\"); }; };"
            "checks = (\"P(deal.d == 'b' and deal.e == 'x') > 0\");", tie_rules[r]);
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
        "checks = (\"P(deal.d == 'b') > 0\", \"P(q.utility == 0.9 and p.utility == 0.4) > 0\");", exact);
}

static void no_deal_values(void)
{
    const double exact[] = {1.0, 1.0, 0.0, 0.0, 1.0, 1.0};

    scenario_text_compare("run: { worlds = 1; replications = 2; horizon = 1; };"
        "talks: { rounds = 3; }; parties: { p: { threshold = 0.7; war_cost = 0.01; }; };"
        "demands: { d: { options = (\"a\", \"b\"); p: { weight = 1; scores = (0.1, 0.6); }; }; };"
        "checks = (\"P(talks.month == inf) > 0\", \"P(p.utility == 0) > 0\", \"P(deal.d == 'a') < 1\","
        "\"P(deal.d == 'b') < 1\", \"P(deal.d != 'b') > 0\", \"P(p.threshold == 0.7) > 0\");", exact);
}

/* War cost 0.05 a month on a threshold of 0.7: the option worth 0.6 is accepted in month 2. */
static void war_cost(void)
{
    const double exact[] = {1.0, 1.0};

    scenario_text_compare("run: { worlds = 1; replications = 2; horizon = 1; };"
        "talks: { rounds = 5; }; parties: { p: { threshold = 0.7; war_cost = 0.05; }; };"
        "demands: { d: { options = (\"a\", \"b\"); p: { weight = 1; scores = (0.1, 0.6); }; }; };"
        "checks = (\"P(talks.month == 2) > 0\", \"P(deal.d == 'b') > 0\");", exact);
}

static void no_talks(void)
{
    const double exact[] = {1.0, 1.0, 1.0};

    scenario_text_compare("run: { worlds = 1; replications = 2; horizon = 1; }; parties: { p: { threshold = 0.7; }; };"
        "checks = (\"P(agreed) > 0\", \"P(talks.month == 0 and talks.round == 0) > 0\", \"P(truce.held) > 0\");",
        exact);
}

int main(void)
{
    CU_TestInfo tests[] = {{"small domains", small_domains}, {"large domains", large_domains},
        {"first of ties", first_of_ties}, {"without veto", without_veto}, {"no deal values", no_deal_values},
        {"war cost", war_cost}, {"no talks", no_talks}, CU_TEST_INFO_NULL};

    return ent_run_suite("talks", tests);
}
