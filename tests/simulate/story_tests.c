/* What happens in a truce month by month, against the figures of the draw: violations, tests, months in force, events
 * and troops in the last month; the same story event-driven and month by month. */
#include "simulate/both_ways.h"

enum { DRAWS = 400, ENTRIES = 400 };

#define PARTS                                                                                                          \
    "contributors: { a: { troops = \"uniform(1k, 2k)\"; joins = 0.7; lead_months = 3; leaves = 0.4; };"                \
    "b: { troops = 3000; joins = 0.8; lead_months = \"uniform(0, 9)\"; leaves = 0.1; }; }; force: { required = 3000; " \
    "};"                                                                                                               \
    "events: { shock: { monthly = 0.05; lasts = 4; }; turn: { at = 7; chance = 0.5; }; };"                             \
    "guarantees: { g: { given = \"not shock\"; honoured = 0.5; contains = 0.6; };"                                     \
    "h: { starts = 4; lasts = 12; honoured = 0.6; fails_for_good = false; }; };"
#define RUN "run: { worlds = 1; replications = 400; seed = 21; horizon = 24; };"
static const char plain[] = RUN PARTS "truce: { causes: { raid: { hazard = \"if(shock, 0.3, 0.1)\"; contained = 0.5; };"
                                      "war: { hazard = \"0.05 * 0.5 ^ force.ratio\"; }; }; };";
static const char in_force[] =
    RUN PARTS "truce: { in_force = true; causes: { raid: { hazard = \"if(shock, 0.3, 0.1)\"; contained = 0.5; };"
              "war: { hazard = \"0.05 * 0.5 ^ force.ratio\"; }; }; };"
              "parties: { p: { threshold = \"uniform(0, 1)\"; }; }; talks: { rounds = 12; stages: { s = 0.2; }; };"
              "demands: { d: { options = (\"x\"); p: { weight = 1; scores = (0.6); }; }; };";

static double value(const ent_block *block, ent_register column)
{
    return block->draw[column][0];
}

/* Months in force of a guarantee by its story. */
static double months_in_force(const ent_story *story, size_t g, size_t last, bool fails_for_good)
{
    size_t since = 0;
    double months = 0.0;

    for (size_t n = 0; n < story->count; n++) {
        const ent_story_entry *it = &story->entry[n];
        bool is_end = it->kind == ENT_STORY_LAPSES || (it->kind == ENT_STORY_NOT_HONOURED && fails_for_good);
        if (it->kind == ENT_STORY_IN_FORCE && it->subject == g) {
            CU_ASSERT_EQUAL(since, 0);
            since = it->month;
        } else if (is_end && it->subject == g) {
            CU_ASSERT(since > 0);
            months += (double) (it->month - since + (it->kind == ENT_STORY_LAPSES ? 0 : 1));
            since = 0;
        }
    }
    return months + (since > 0 ? (double) (last - since + 1) : 0.0);
}

static size_t count(const ent_story *story, ent_story_kind kind, size_t subject)
{
    size_t found = 0;

    for (size_t n = 0; n < story->count; n++) {
        found += story->entry[n].kind == kind && story->entry[n].subject == subject ? 1 : 0;
    }
    return found;
}

static void check_guarantees(const ent_block *block, size_t last)
{
    const ent_truce_plan *plan = &block->model->truce;

    for (size_t g = 0; g < plan->guarantees; g++) {
        const ent_guarantee_plan *it = &plan->guarantee[g];
        double honoured = (double) count(block->story, ENT_STORY_HONOURED, g);
        CU_ASSERT_EQUAL(honoured, value(block, it->honoured));
        CU_ASSERT_EQUAL(honoured + (double) count(block->story, ENT_STORY_NOT_HONOURED, g), value(block, it->tested));
        CU_ASSERT_EQUAL(months_in_force(block->story, g, last, block->model->scenario->guarantee[g].fails_for_good),
            value(block, it->months));
    }
}

static void check_violations(const ent_block *block)
{
    const ent_truce_plan *plan = &block->model->truce;
    double contained = 0.0;
    bool collapsed = false;

    for (size_t n = 0; n < block->story->count; n++) {
        const ent_story_entry *it = &block->story->entry[n];
        CU_ASSERT(n == 0 || it->month >= block->story->entry[n - 1].month);
        if (it->kind == ENT_STORY_VIOLATION) {
            CU_ASSERT_FALSE(collapsed);
            collapsed = it->by == ENT_VIOLATION_OPEN;
            contained += collapsed ? 0.0 : 1.0;
            CU_ASSERT(!collapsed || ((double) it->month == value(block, plan->months) + 1.0 &&
                                        (double) it->subject == value(block, plan->cause)));
        }
    }
    CU_ASSERT_EQUAL(contained, value(block, plan->violations));
    CU_ASSERT_EQUAL(collapsed, value(block, plan->held) == 0.0);
}

/* Events that go on and troops in place in the last month. */
static void check_end(const ent_block *block)
{
    const ent_truce_plan *plan = &block->model->truce;
    double troops = 0.0;

    for (size_t e = 0; e < plan->timed_events; e++) {
        size_t goes_on = count(block->story, ENT_STORY_EVENT_BEGINS, e) - count(block->story, ENT_STORY_EVENT_ENDS, e);
        CU_ASSERT_EQUAL((double) goes_on, value(block, plan->timed[e].last));
    }
    for (size_t n = 0; n < block->story->count; n++) {
        const ent_story_entry *it = &block->story->entry[n];
        if (it->kind == ENT_STORY_ARRIVES && count(block->story, ENT_STORY_LEAVES, it->subject) == 0) {
            troops += it->troops;
        }
    }
    CU_ASSERT_DOUBLE_EQUAL(troops, value(block, plan->force[0].last_deployed), 1e-9);
}

/* Plays each draw alone, and copies its story. */
static void play(const ent_model *model, ent_story_entry (*story)[ENTRIES], size_t *entries)
{
    ent_simulator simulator = {.block = {.model = NULL}};

    CU_ASSERT_EQUAL_FATAL(ent_simulator_init(&simulator, model, 1), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_simulator_tell_story(&simulator), ENT_OK);
    ent_simulator_set_worlds(&simulator, 0, 1, DRAWS, false);
    for (size_t d = 0; d < DRAWS; d++) {
        const ent_block *block = &simulator.block;
        size_t last;
        CU_ASSERT_EQUAL_FATAL(ent_simulator_run(&simulator, d, 1), ENT_OK);
        CU_ASSERT_FATAL(block->story->count < ENTRIES);
        last = (size_t) fmin(value(block, model->truce.months) + 1.0, (double) model->truce.horizon);
        check_violations(block);
        check_guarantees(block, last);
        check_end(block);
        memcpy(story[d], block->story->entry, block->story->count * sizeof(*block->story->entry));
        entries[d] = block->story->count;
    }
    ent_simulator_free(&simulator);
}

static void test_both_ways(void)
{
    static ent_story_entry story[2][DRAWS][ENTRIES];
    static size_t entries[2][DRAWS];
    scenario_text both[2];
    size_t all = 0;

    if (open_both(both, plain)) {
        CU_ASSERT_TRUE(both[0].recorder.truce.event_driven);
        CU_ASSERT_FALSE(both[1].recorder.truce.event_driven);
        for (size_t s = 0; s < 2; s++) {
            play(&both[s].recorder, story[s], entries[s]);
        }
        for (size_t d = 0; d < DRAWS; d++) {
            CU_ASSERT_EQUAL(entries[0][d], entries[1][d]);
            for (size_t n = 0; n < entries[0][d] && n < entries[1][d]; n++, all++) {
                const ent_story_entry *a = &story[0][d][n], *b = &story[1][d][n];
                size_t shift = b->kind == ENT_STORY_VIOLATION ? 1 : 0; /* the cause that is never met comes first */
                CU_ASSERT(a->month == b->month && a->kind == b->kind && a->subject + shift == b->subject &&
                          a->troops == b->troops && a->by == b->by);
            }
        }
        CU_ASSERT(all > 3000);
    }
    scenario_text_close(&both[0]);
    scenario_text_close(&both[1]);
}

static void test_in_force(void)
{
    static ent_story_entry story[DRAWS][ENTRIES];
    static size_t entries[DRAWS];
    scenario_text scenario;

    if (scenario_text_open(&scenario, in_force, NULL)) {
        play(&scenario.recorder, story, entries);
    }
    scenario_text_close(&scenario);
}

int main(void)
{
    CU_TestInfo tests[] = {{"both ways", test_both_ways}, {"a truce in force", test_in_force}, CU_TEST_INFO_NULL};

    return ent_run_suite("story", tests);
}
