/* Ratification against closed forms, and draw by draw against a plain re-implementation that values all packages in all
 * rounds, for every rule, with talks that go on after a no. Comparisons of shares: 4.5 standard errors, false alarm
 * 7e-6 each, fixed seeds. */
#include "model/scenario_text.h"

#include "distribution/stream.h"
#include "simulate/simulator.h"

#include <math.h>

/* --- the reference ------------------------------------------------------------------------------------------------ */

enum { PARTIES = 3, MOST_DEMANDS = 9, OPTIONS = 3, MOST_PACKAGES = 19683, ENTRIES = 4 };

static const char *const rules[] = {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian", "random"};

/* One scenario, as numbers. */
typedef struct domain {
    const char *rule;
    size_t demands, packages;
    double weight[MOST_DEMANDS][PARTIES], score[MOST_DEMANDS][OPTIONS][PARTIES];
    double threshold; /* the highest */
    double war_cost[PARTIES];
    bool veto[PARTIES];
    size_t rounds;
    double months_per_round;
    bool talks[ENTRIES]; /* if_no = "talks" */
    bool together;       /* x on d0 with y on d1 is worth 0.4 more to p0 and 0.3 less to p1; z on both is out */
} domain;

/* One draw of it. */
typedef struct draw {
    const domain *of;
    double threshold[PARTIES];
    double utility[MOST_PACKAGES][PARTIES];
    bool refused[MOST_PACKAGES], acceptable[MOST_PACKAGES];
    double reservation[PARTIES], best[PARTIES];
} draw;

/* Course of a draw. */
typedef struct fate {
    bool agreed, is_signed;
    size_t package, round, refusals;
    double month, signed_month;
    size_t signatures, asked[ENTRIES], yes[ENTRIES];
} fate;

static size_t option_of(const domain *of, size_t package, size_t demand)
{
    for (size_t d = of->demands - 1; d > demand; d--) {
        package /= OPTIONS;
    }
    return package % OPTIONS;
}

static void value_packages(draw *self)
{
    for (size_t i = 0; i < self->of->packages; i++) {
        for (size_t p = 0; p < PARTIES; p++) {
            double gain = 0.0;
            double total = 0.0;
            for (size_t d = 0; d < self->of->demands; d++) {
                gain += self->of->weight[d][p] * self->of->score[d][option_of(self->of, i, d)][p];
                total += self->of->weight[d][p];
            }
            self->utility[i][p] = gain / total;
        }
        self->refused[i] = self->of->together && option_of(self->of, i, 0) == 2 && option_of(self->of, i, 1) == 2;
        if (self->of->together && option_of(self->of, i, 0) == 0 && option_of(self->of, i, 1) == 1) {
            self->utility[i][0] = fmin(self->utility[i][0] + 0.4, 1.0);
            self->utility[i][1] = fmax(self->utility[i][1] - 0.3, 0.0);
        }
    }
}

static size_t hold_round(draw *self, size_t k)
{
    size_t count = 0;

    for (size_t p = 0; p < PARTIES; p++) {
        double r = self->threshold[p] - self->of->war_cost[p] * ((double) k * self->of->months_per_round);
        self->reservation[p] = fmin(fmax(r, 0.0), 1.0);
    }
    for (size_t i = 0; i < self->of->packages; i++) {
        self->acceptable[i] = !self->refused[i];
        for (size_t p = 0; p < PARTIES; p++) {
            if (self->of->veto[p] && !(self->utility[i][p] >= self->reservation[p] - 1e-12)) {
                self->acceptable[i] = false;
            }
        }
        count += self->acceptable[i] ? 1 : 0;
    }
    return count;
}

static void find_best(draw *self)
{
    for (size_t p = 0; p < PARTIES; p++) {
        self->best[p] = -INFINITY;
        for (size_t i = 0; i < self->of->packages; i++) {
            self->best[p] = self->acceptable[i] ? fmax(self->best[p], self->utility[i][p]) : self->best[p];
        }
    }
}

static double worth(const draw *self, size_t i)
{
    const char *rule = self->of->rule;
    double product = 1.0, least = INFINITY, sum = 0.0, vetoes = 0.0;

    for (size_t p = 0; p < PARTIES; p++) {
        double gain = self->utility[i][p] - self->reservation[p];
        sum += self->utility[i][p];
        if (self->of->veto[p]) {
            double most = self->best[p] - self->reservation[p];
            double share = most <= 1e-12 ? 1.0 : gain / most;
            vetoes += 1.0;
            product *= fmax(gain, 0.0);
            least = fmin(least, strcmp(rule, "egalitarian") == 0 ? gain : share);
        }
    }
    return strcmp(rule, "nash") == 0 ? pow(product, 1.0 / vetoes) : strcmp(rule, "utilitarian") == 0 ? sum : least;
}

static size_t choose(draw *self, size_t count, double pick)
{
    double value[MOST_PACKAGES];
    double best = -INFINITY;
    size_t wanted = (size_t) (pick * (double) count);

    find_best(self);
    for (size_t i = 0; i < self->of->packages; i++) {
        if (strcmp(self->of->rule, "random") == 0 && self->acceptable[i] && wanted-- == 0) {
            return i;
        }
        value[i] = self->acceptable[i] ? worth(self, i) : -INFINITY;
        best = fmax(best, value[i]);
    }
    for (size_t i = 0;; i++) {
        if (self->acceptable[i] && value[i] >= best - 1e-12) {
            return i;
        }
    }
}

/* Uniform of a setting's stream at a draw, in attempt `sub`. */
static double uniform(const scenario_text *scenario, const char *path, uint32_t position, uint64_t number, uint32_t sub)
{
    double u;

    scenario->model.kernels->philox(
        ent_stream_make(scenario->scenario.run.seed, path, position).key, number, sub, 1, &u);
    return u;
}

/* The entries of `entries` below, on a signed package: whether each is asked, accepts, and after how many months. */
static void ask(const scenario_text *scenario, uint64_t number, uint32_t attempt, const draw *self, const fate *now,
    bool asked[ENTRIES], bool yes[ENTRIES], double takes[ENTRIES])
{
    const char *const chance_path[] = {
        "ratification.a.chance", "ratification.b.chance", "ratification.c.chance", "ratification.d.chance"};
    size_t first = option_of(self->of, now->package, 0);
    double chance[] = {
        first == 0 ? 0.3 : 0.7, 0.5, 0.4 + 0.4 * self->utility[now->package][0], now->refusals > 0 ? 0.9 : 0.6};

    for (size_t e = 0; e < ENTRIES; e++) {
        asked[e] = true;
        yes[e] = uniform(scenario, chance_path[e], ENT_POSITION_CHANCE, number, attempt) > 1.0 - chance[e];
    }
    asked[1] = option_of(self->of, now->package, 1) != 2;
    asked[3] = now->signed_month < 6.0;
    takes[0] = ceil(3.0 * uniform(scenario, "ratification.a.takes", 0, number, attempt));
    takes[1] = 1.0;
    takes[2] = ceil(fmax(0.0, 4.0 * uniform(scenario, "ratification.c.takes", 0, number, attempt) - 1.0));
    takes[3] = 0.0;
}

static const char entries[] =
    "ratification: { a: { chance = \"if(deal.d0 == 'x', 0.3, 0.7)\"; takes = \"uniform(0, 3)\"; if_no = \"%s\"; };"
    "b: { chance = 0.5; takes = 1; when = \"deal.d1 != 'z'\"; if_no = \"%s\"; };"
    "c: { chance = \"0.4 + 0.4 * p0.utility\"; takes = \"uniform(-1, 3)\"; if_no = \"%s\"; };"
    "d: { chance = \"if(talks.refused > 0, 0.9, 0.6)\"; when = \"talks.signed < 6\"; if_no = \"%s\"; }; };";

/* The entry with the earliest no; ENTRIES if all accept. *month: of that no, or of the last yes. */
static size_t earliest_no(
    const bool asked[ENTRIES], const bool yes[ENTRIES], const double takes[ENTRIES], double *month)
{
    size_t found = ENTRIES;

    *month = 0.0;
    for (size_t e = 0; e < ENTRIES; e++) {
        if (asked[e] && !yes[e] && (found == ENTRIES || takes[e] < takes[found])) {
            found = e;
        }
    }
    for (size_t e = 0; e < ENTRIES; e++) {
        *month = found == ENTRIES && asked[e] ? fmax(*month, takes[e]) : *month;
    }
    *month = found < ENTRIES ? takes[found] : *month;
    return found;
}

static void play(const scenario_text *scenario, draw *self, uint64_t number, fate *now)
{
    double after = 0.0; /* rounds in this month or before are over */
    uint32_t attempt = 1;

    value_packages(self);
    for (size_t k = 1; k <= self->of->rounds; k++) {
        bool asked[ENTRIES], yes[ENTRIES];
        double takes[ENTRIES], month;
        double month_now = (double) k * self->of->months_per_round;
        size_t count = month_now > after + 1e-9 ? hold_round(self, k) : 0;
        size_t no;
        if (count == 0) {
            continue;
        }
        now->package =
            choose(self, count, uniform(scenario, "talks.rule", ENT_POSITION_PICK, number, attempt == 1 ? 0 : attempt));
        now->is_signed = true;
        now->round = k;
        now->signed_month = month_now;
        now->signatures++;
        ask(scenario, number, attempt++, self, now, asked, yes, takes);
        no = earliest_no(asked, yes, takes, &month);
        for (size_t e = 0; e < ENTRIES; e++) {
            bool heard = asked[e] && (no == ENTRIES || takes[e] <= month);
            now->asked[e] += heard ? 1 : 0;
            now->yes[e] += heard && yes[e] ? 1 : 0;
        }
        if (no == ENTRIES) {
            now->agreed = true;
            now->month = month_now + month;
            return;
        }
        now->refusals++;
        if (!self->of->talks[no]) {
            return;
        }
        self->refused[now->package] = true;
        after = month_now + month;
    }
}

/* --- comparison --------------------------------------------------------------------------------------------------- */

typedef struct comparison {
    const scenario_text *scenario;
    const domain *of;
    size_t wrong, agreed, again; /* again: signed after a refusal */
} comparison;

static bool same_deal(const ent_block *block, size_t row, const draw *self, const fate *expected)
{
    const ent_talks_plan *plan = &block->model->talks;
    bool same = true;

    for (size_t d = 0; d < self->of->demands; d++) {
        double option = expected->agreed ? (double) option_of(self->of, expected->package, d) : -1.0;
        same = same && block->draw[plan->deal[d]][row] == option;
    }
    for (size_t p = 0; p < PARTIES; p++) {
        double utility = expected->agreed ? self->utility[expected->package][p] : 0.0;
        same = same && fabs(block->draw[plan->utility[p]][row] - utility) < 1e-14;
    }
    return same && block->package[row] == (expected->agreed ? expected->package : UINT32_MAX);
}

static bool same_fate(const ent_block *block, size_t row, const draw *self, const fate *expected)
{
    const ent_talks_plan *plan = &block->model->talks;
    double *const *reg = block->draw;
    double never = INFINITY;

    return reg[plan->agreed][row] == (expected->agreed ? 1.0 : 0.0) &&
           reg[plan->is_signed][row] == (expected->is_signed ? 1.0 : 0.0) &&
           reg[plan->month][row] == (expected->agreed ? expected->month : never) &&
           reg[plan->round][row] == (expected->is_signed ? (double) expected->round : never) &&
           reg[plan->signed_month][row] == (expected->is_signed ? expected->signed_month : never) &&
           reg[plan->refused][row] == (double) expected->refusals && same_deal(block, row, self, expected);
}

static void see_draws(void *context, const ent_block *block)
{
    comparison *self = context;
    const ent_talks_plan *plan = &block->model->talks;

    for (size_t row = 0; row < block->rows; row++) {
        static draw now; /* large; value_packages() and hold_round() fill the used parts */
        fate expected = {.agreed = false};
        now.of = self->of;
        for (size_t p = 0; p < PARTIES; p++) {
            now.threshold[p] = block->draw[plan->threshold[p]][row];
        }
        play(self->scenario, &now, block->first + row, &expected);
        self->wrong += same_fate(block, row, &now, &expected) ? 0 : 1;
        self->agreed += expected.agreed ? 1 : 0;
        self->again += expected.signatures > 1 ? 1 : 0;
    }
}

static uint64_t next(uint64_t *state) /* splitmix64 */
{
    uint64_t z = *state += 0x9E3779B97F4A7C15U;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

/* Scores of a coarse grid, so that packages tie. */
static domain make_domain(uint64_t seed, size_t demands)
{
    uint64_t state = seed;
    domain made = {.rule = rules[seed % 5],
        .demands = demands,
        .packages = (size_t) pow(OPTIONS, (double) demands),
        .rounds = 4 + next(&state) % 12};

    for (size_t d = 0; d < made.demands; d++) {
        for (size_t p = 0; p < PARTIES; p++) {
            made.weight[d][p] = 1.0 + (double) (next(&state) % 3);
            for (size_t o = 0; o < OPTIONS; o++) {
                made.score[d][o][p] = (double) (next(&state) % 5) / 4.0;
            }
        }
    }
    for (size_t p = 0; p < PARTIES; p++) {
        made.war_cost[p] = (double) (next(&state) % 4) / 100.0 - (seed % 7 == 0 ? 0.02 : 0.0);
        made.veto[p] = p < 2 || next(&state) % 2 == 0;
    }
    made.threshold = demands > 3 ? 0.4 : 0.7;
    made.months_per_round = next(&state) % 3 == 0 ? 0.5 : 1.0;
    for (size_t e = 0; e < ENTRIES; e++) {
        made.talks[e] = next(&state) % 4 != 0;
    }
    made.together = seed % 3 == 0;
    return made;
}

static void write_domain(const domain *self, FILE *out)
{
    fprintf(
        out, "run: { worlds = 4; replications = %d; seed = 5; horizon = 2; };parties: {", self->demands > 6 ? 20 : 100);
    for (size_t p = 0; p < PARTIES; p++) {
        fprintf(out, "p%zu: { threshold = \"uniform(-0.1, %g)\"; war_cost = \"discrete(%g, 1)\"; veto = %s; };", p,
            self->threshold, self->war_cost[p], self->veto[p] ? "true" : "false");
    }
    fprintf(out, "};demands: {");
    for (size_t d = 0; d < self->demands; d++) {
        fprintf(out, "d%zu: { options = (\"x\", \"y\", \"z\");", d);
        for (size_t p = 0; p < PARTIES; p++) {
            fprintf(out, "p%zu: { weight = %g; scores = (%g, %g, %g); };", p, self->weight[d][p], self->score[d][0][p],
                self->score[d][1][p], self->score[d][2][p]);
        }
        fprintf(out, "};");
    }
    if (self->together) {
        fprintf(out, "}; together: { a: { when = \"deal.d0 == 'x' and deal.d1 == 'y'\"; p0 = 0.4; p1 = -0.3; };"
                     "b: { when = \"deal.d0 == 'z' and deal.d1 == 'z'\"; never = true; };");
    }
    fprintf(out, "};talks: { rounds = %zu; months_per_round = %g; rule = \"%s\"; };", self->rounds,
        self->months_per_round, self->rule);
    fprintf(out, entries, self->talks[0] ? "talks" : "end", self->talks[1] ? "talks" : "end",
        self->talks[2] ? "talks" : "end", self->talks[3] ? "talks" : "end");
}

/* 27 packages; 729, whose partial ones are pruned; 19,683, too many to list: they are searched in boxes. */
static size_t demands_of(uint64_t seed)
{
    return seed <= 150 ? 3 : seed <= 180 ? 6 : 9;
}

static void test_against_reference(void)
{
    size_t again = 0;
    size_t agreed = 0;

    for (uint64_t seed = 1; seed <= 183; seed++) {
        domain of = make_domain(seed, demands_of(seed));
        scenario_text scenario;
        comparison seen = {.scenario = &scenario, .of = &of};
        static char text[20000];
        FILE *out = fmemopen(text, sizeof(text), "w");
        CU_ASSERT_PTR_NOT_NULL_FATAL(out);
        write_domain(&of, out);
        fclose(out);
        if (scenario_text_open(&scenario, text, NULL)) {
            scenario_text_play(&scenario.recorder, see_draws, &seen, NULL);
            scenario_text_play(&scenario.model, see_draws, &seen, NULL);
        }
        if (seen.wrong > 0) {
            fprintf(stderr, "seed %d, %zu wrong: %s\n", (int) seed, seen.wrong, text);
        }
        CU_ASSERT_EQUAL(seen.wrong, 0);
        again += seen.again;
        agreed += seen.agreed;
        scenario_text_close(&scenario);
    }
    CU_ASSERT(again > 20000);
    CU_ASSERT(agreed > 20000);
}

/* --- closed forms ------------------------------------------------------------------------------------------------- */

/* A deal in the first round that is tried, always on the best package that is left: `packages` of them. */
#define TALKS(rounds)                                                                                                  \
    "run: { worlds = 1; replications = 100000; seed = 9; horizon = 3; }; parties: { p: { threshold = 0; }; };"         \
    "demands: { d: { options = (\"o1\", \"o2\", \"o3\", \"o4\", \"o5\"); p: { scores = (1, 0.9, 0.8, 0.7, 0.6); }; "   \
    "}; };"                                                                                                            \
    "talks: { rounds = " #rounds "; };"

static void test_two_entries(void)
{
    /* both are asked at once; the second alone has a condition that fails half the time */
    const double exact[] = {0.6 * 0.75, 0.6 * 0.75, 1.0, 1.0 - 0.45, 0.0};

    scenario_text_compare(
        TALKS(3) "events: { e = 0.5; }; ratification: { a: { chance = 0.6; };"
                 "b: { chance = 0.5; when = \"e\"; }; };"
                 "checks = (\"P(agreed) > 0\", \"P(agreed and deal.d == 'o1') > 0\", \"P(signed) > 0\","
                 "\"P(talks.refused == 1) > 0\", \"P(deal.d == 'o1' and not agreed) > 0\");",
        exact);
}

/* Each attempt succeeds with chance 0.3, and each takes the next round and the next best package. */
static void test_attempts_are_geometric(void)
{
    double exact[7];

    for (size_t n = 0; n < 5; n++) {
        exact[n] = 0.3 * pow(0.7, (double) n);
    }
    exact[5] = 1.0;
    exact[6] = pow(0.7, 5.0);
    scenario_text_compare(
        TALKS(
            9) "ratification: { a: { chance = 0.3; if_no = \"talks\"; }; };"
               "checks = (\"P(deal.d == 'o1' and talks.month == 1 and talks.refused == 0) > 0\","
               "\"P(deal.d == 'o2' and talks.month == 2 and talks.refused == 1) > 0\","
               "\"P(deal.d == 'o3' and talks.round == 3) > 0\", \"P(deal.d == 'o4' and talks.signed == 4) > 0\","
               "\"P(deal.d == 'o5' and p.utility > 0.59 and p.utility < 0.61) > 0\", \"P(signed) > 0\","
               "\"P(not agreed and talks.refused == 5 and talks.signed == 5 and talks.round == 5 and p.utility == 0) > "
               "0\");",
        exact);
}

/* The deal enters into force with the last answer; P(max <= m) is a product. */
static void test_months_are_those_of_the_last(void)
{
    const double exact[] = {1.0 / 6.0, 0.5, 0.5 + 0.5 * 2.0 / 3.0 - 0.5 / 3.0 * 1.0, 1.0};

    /* a takes 1, 2 or 3 months, b 2 in half of the draws, else at once: P(1) = 1/3 1/2, P(<= 2) = 2/3 */
    scenario_text_compare(
        TALKS(3) "events: { slow = 0.5; }; ratification: { a: { takes = \"discrete(1, 1, 2, 1, 3, 1)\"; };"
                 "b: { takes = \"if(slow, 1.5, 0)\"; }; };"
                 "checks = (\"P(talks.month == 2) > 0\", \"P(talks.month == 3) > 0\","
                 "\"P(talks.month <= 3) > 0\", \"P(talks.signed == 1 and talks.month <= 4) > 0\");",
        exact);
}

/* A no in the same month: the first entry of the file decides whether the talks go on. A later answer is not heard. */
static void test_earliest_no_counts(void)
{
    const double ends[] = {0.0, 1.0};
    const double goes_on[] = {1.0, 0.0};

    scenario_text_compare(TALKS(3) "ratification: { a: { chance = 0; takes = 1; }; b: { chance = 0; takes = 1;"
                                   "if_no = \"talks\"; }; }; checks = (\"P(talks.refused > 1) > 0\","
                                   "\"P(talks.refused == 1 and talks.signed == 1) > 0\");",
        ends);
    scenario_text_compare(TALKS(3) "ratification: { a: { chance = 0; takes = 1; }; b: { chance = 0; takes = 0;"
                                   "if_no = \"talks\"; when = \"deal.d == 'o1' or deal.d == 'o2'\"; }; };"
                                   "checks = (\"P(talks.refused == 3 and talks.signed == 3) > 0\","
                                   "\"P(agreed) > 0\");",
        goes_on);
}

/* Without talks a deal is there from the start, and can be refused all the same. */
static void test_without_talks(void)
{
    const double exact[] = {0.4, 0.4, 1.0, 0.6};

    scenario_text_compare("run: { worlds = 1; replications = 100000; seed = 2; horizon = 3; };"
                          "ratification: { a: { chance = 0.4; takes = 2; }; };"
                          "checks = (\"P(agreed) > 0\", \"P(talks.month == 2) > 0\","
                          "\"P(signed and talks.signed == 0 and talks.round == 0) > 0\","
                          "\"P(talks.month > 1000 and talks.refused == 1) > 0\");",
        exact);
}

/* Without ratification the names refer to the signature. */
static void test_without_ratification(void)
{
    const double exact[] = {0.5, 1.0, 1.0};

    scenario_text_compare(
        "run: { worlds = 1; replications = 100000; seed = 9; horizon = 3; };"
        "parties: { p: { threshold = \"discrete(0.5, 1, 2, 1)\"; }; };"
        "demands: { d: { options = (\"o1\"); p: { scores = (0.8); }; }; }; talks: { rounds = 3; };"
        "checks = (\"P(signed) > 0\", \"P(talks.signed == talks.month) > 0\", \"P(talks.refused == 0) > 0\");",
        exact);
}

/* The settings see the calendar month of the signature. */
static void test_calendar(void)
{
    const double exact[] = {1.0, 1.0};

    scenario_text_compare("run: { worlds = 1; replications = 100000; seed = 9; horizon = 3; start = \"2025-10\"; };"
                          "parties: { p: { threshold = 0; }; }; demands: { d: { options = (\"o1\", \"o2\", \"o3\");"
                          "p: { scores = (1, 0.9, 0.8); }; }; }; talks: { rounds = 9; };"
                          "ratification: { a: { chance = \"calendar >= '2026-01'\"; if_no = \"talks\"; }; };"
                          "checks = (\"P(deal.d == 'o3') > 0\", \"P(talks.month == 3) > 0\");",
        exact);
}

/* An event of the first stage that only ratification reads has one value in all attempts. */
static void test_an_event_stays_the_same(void)
{
    const double exact[] = {0.5, 0.0};

    scenario_text_compare(TALKS(9) "events: { friendly = 0.5; }; ratification: { a: { chance = \"friendly\";"
                                   "if_no = \"talks\"; }; };"
                                   "checks = (\"P(agreed) > 0\", \"P(agreed and talks.refused > 0) > 0\");",
        exact);
}

int main(void)
{
    CU_TestInfo tests[] = {{"against a plain re-implementation", test_against_reference},
        {"two entries", test_two_entries}, {"attempts are geometric", test_attempts_are_geometric},
        {"months are those of the last answer", test_months_are_those_of_the_last},
        {"the earliest no counts", test_earliest_no_counts}, {"without talks", test_without_talks},
        {"without ratification", test_without_ratification}, {"calendar", test_calendar},
        {"an event stays the same", test_an_event_stays_the_same}, CU_TEST_INFO_NULL};

    return ent_run_suite("ratification", tests);
}
