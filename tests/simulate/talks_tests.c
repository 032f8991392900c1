/* Talks against a reference that values all packages in all rounds, on many random domains, draw by draw. The same
 * deals come without bounds (a rule of the method ENT_BARGAINING_FRONT), and the invariants of all caches hold. */
#include "simulate/talks_reference.h"

static const char *const rules[] = {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian", "random"};

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

/* Whether some package that is in the last round is acceptable to all with a veto but party p. */
static bool stands_alone(const reference *self, const ent_scenario *scenario, size_t p)
{
    for (size_t i = 0; i < self->packages && scenario->party[p].veto; i++) {
        bool acceptable = !self->out[i];
        for (size_t q = 0; q < scenario->parties; q++) {
            bool counts = q != p && scenario->party[q].veto;
            acceptable = acceptable && (!counts || self->utility[i][q] >= self->aspiration[q] - 1e-12);
        }
        if (acceptable) {
            return true;
        }
    }
    return false;
}

/* Whether the block gives the reason why the draw has no deal. After negotiate, which played the last round last. */
static bool same_reason(const reference *expected, const ent_block *block, size_t row)
{
    const ent_scenario *scenario = block->model->scenario;
    const ent_no_deal_rows *told = block->no_deal;
    size_t reason = expected->round > 0  ? ENT_NO_DEAL_AGREED
                    : !expected->reached ? ENT_NO_DEAL_STAGES
                    : !expected->open    ? ENT_NO_DEAL_NOTHING_OPEN
                                         : ENT_NO_DEAL_NOT_ACCEPTED;
    size_t blockers = 0;
    bool same = told->reason[row] == reason;

    for (size_t p = 0; p < scenario->parties && reason == ENT_NO_DEAL_NOT_ACCEPTED; p++) {
        bool alone = stands_alone(expected, scenario, p);
        blockers += alone ? 1 : 0;
        same = same && told->alone[p * ENT_BLOCK_ROWS + row] == (alone ? 1 : 0);
    }
    return same && (reason != ENT_NO_DEAL_NOT_ACCEPTED || told->blockers[row] == blockers);
}

/* Whether the draw has the thresholds of the round signed, else of the last; in the talks by round. */
static bool same_state(reference *expected, const ent_block *block, size_t row)
{
    const ent_scenario *scenario = block->model->scenario;
    size_t k = expected->round > 0 ? expected->round : scenario->talks.rounds;
    bool same = true;

    if (!is_clocked(block)) {
        return true;
    }
    talks_months_to(&round_now, block, row, (double) k * scenario->talks.months_per_round, NULL, NULL);
    read_reservations(expected, block, row);
    for (size_t p = 0; p < scenario->parties; p++) {
        same = same && block->draw[block->model->talks.threshold[p]][row] == expected->threshold[p];
    }
    return same;
}

static void see_draws(void *context, const ent_block *block)
{
    static reference expected;
    comparison *self = context;

    for (size_t row = 0; row < block->rows; row++) {
        size_t acceptable = 0;
        negotiate(&expected, block, row);
        self->wrong += same_reason(&expected, block, row) ? 0 : 1;
        if (expected.round > 0 && hold_round(&expected, block->model->scenario, block->model->talks.rounds)) {
            for (size_t i = 0; i < expected.packages; i++) {
                acceptable += expected.acceptable[i] ? 1 : 0;
            }
        }
        self->many += acceptable > 256 ? 1 : 0;
        self->deals += expected.round > 0 ? 1 : 0;
        self->none += expected.round > 0 ? 0 : 1;
        self->wrong += same_deal(&expected, block, row) && same_state(&expected, block, row) ? 0 : 1;
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

/* `together` over few and many demands, with each rule; with softening red lines too. */
static void together_domains(void)
{
    static writer out;
    comparison counts = {0, 0, 0, 0};

    for (uint64_t i = 0; i < 300; i++) {
        domain_shape tied = {.parties = 1 + i % 4,
            .demands = 2 + i % 4,
            .options = i % 8 == 3 ? 3 : 4,
            .full = true,
            .fixed = i % 5 == 1,
            .highest = i % 3 != 0   ? 0.9
                       : i % 2 == 0 ? 0.0
                                    : 0.4,
            .draws = 6,
            .softens = i % 2 == 0,
            .together = true};
        if (tied.demands < tied.parties) {
            tied.demands = tied.parties;
        }
        put_domain(&out, &tied, 13000 + i, rules[(i / 2) % 5]);
        compare_domain(out.text, &counts);
    }
    CU_ASSERT_EQUAL(counts.wrong, 0);
    CU_ASSERT(counts.deals > 5000);
    CU_ASSERT(counts.none > 5000);
    CU_ASSERT(counts.many > 100);
}

/* Options come back as red lines give way: each round has its own set of packages. */
static void softening_domains(void)
{
    static writer out;
    comparison counts = {0, 0, 0, 0};

    for (uint64_t i = 0; i < 120; i++) {
        domain_shape soft = {.parties = 2 + i % 3,
            .demands = 4 + i % 2,
            .options = i % 2 == 0 ? 4 : 3,
            .full = i % 3 != 0,
            .fixed = i % 4 == 1,
            .highest = i % 7 == 0 ? 0.3 : 0.7,
            .softens = true};
        put_domain(&out, &soft, 11000 + i, rules[i % 5]);
        compare_domain(out.text, &counts);
    }
    CU_ASSERT_EQUAL(counts.wrong, 0);
    CU_ASSERT(counts.deals > 3000);
    CU_ASSERT(counts.none > 2000);
}

/* Events during the talks; thresholds, war costs, refusals, availability and stages by round: every rule, every method
 * of search, rounds of half a month and of two. Thresholds and states are those of the round signed, else of the last.
 */
static void domains_by_round(void)
{
    static writer out;
    comparison counts = {0, 0, 0, 0};

    for (uint64_t i = 0; i < 240; i++) {
        domain_shape shape = {.parties = 2 + i % 3,
            .demands = 3 + i % 3,
            .options = i % 3 == 2 ? 3 : 4,
            .full = i % 3 != 0 || i % 4 == 3,
            .fixed = i % 4 == 1,
            .highest = 0.7,
            .softens = i % 5 < 2,
            .together = i % 4 == 3,
            .clocked = true};
        put_domain(&out, &shape, 21000 + i, rules[i % 5]);
        compare_domain(out.text, &counts);
    }
    CU_ASSERT_EQUAL(counts.wrong, 0);
    CU_ASSERT(counts.deals > 3000);
    CU_ASSERT(counts.none > 3000);
}

int main(void)
{
    CU_TestInfo tests[] = {{"small domains", small_domains}, {"large domains", large_domains},
        {"huge domains", huge_domains}, {"many options", many_options}, {"softening domains", softening_domains},
        {"together domains", together_domains}, {"domains by round", domains_by_round}, CU_TEST_INFO_NULL};

    return ent_run_suite("talks", tests);
}
