/* What is looked up says the same as adding up the best options of each draw, before there is a table and after. */
#include "model/bests.h"
#include "scenario_text.h"

#define HEAD                                                                                                           \
    "run: { worlds = 1; replications = 2; horizon = 1; };"                                                             \
    "parties: { p: { threshold = 0; }; q: { threshold = 0; }; r: { threshold = 0; veto = false; }; }; demands: {"

/* A demand whose options may all be out, one with an option that never is and one that always is, one without flags. */
static const char *const small = HEAD
    "a: { options = (\"x\", \"y\", \"z\"); p: { weight = 1; scores = (1, 0, 0.5); refuses = (0.1, 0.1, 0.1); }; };"
    "b: { options = (\"x\", \"y\", \"z\", \"w\"); available = (true, true, false, true);"
    "q: { weight = 2; scores = (1, 0, 1, 0.5); refuses = (0, 0.1, 0, 0.1); }; };"
    "c: { options = (\"x\", \"y\"); p: { weight = 3; scores = (0, 1); }; r: { weight = 1; scores = (0, 1); }; q: { weight = 1; scores = (1, 0); }; };"
    "d: { options = (\"x\", \"y\"); p: { weight = 3; scores = (0, 1); refuses = (0.5, 0.5); }; }; };";

/* Seven options of one demand may be out: more sets than are listed. */
static const char *const large = HEAD
    "a: { options = (\"s\", \"t\", \"u\", \"v\", \"w\", \"x\", \"y\"); p: { weight = 1; scores = (1, 0, 0, 0, 0, 0, 0);"
    "refuses = (0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1); }; q: { weight = 1; scores = (0, 1, 0, 0, 0, 0, 0); };"
    "r: { weight = 1; scores = (0, 1, 0, 0, 0, 0, 0); }; }; };";

enum { OPTIONS = 16, PARTIES = 3, PREFERENCES = 3 };

static uint64_t next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 33;
}

static void compare(const char *text, size_t flags, double most, bool tables)
{
    scenario_text scenario;
    ent_search search = {0};
    ent_bests bests = {0};
    double gain[PREFERENCES][OPTIONS * PARTIES], total[PARTIES] = {most, most, most};
    uint64_t state = 1;
    size_t wrong = 0;
    size_t hopeless = 0;

    CU_ASSERT_FATAL(scenario_text_open(&scenario, text, NULL));
    CU_ASSERT_EQUAL_FATAL(scenario.model.talks.flags, flags);
    CU_ASSERT_EQUAL_FATAL(ent_search_init(&search, &scenario.model.talks, scenario.model.kernels), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_bests_init(&bests, &scenario.model.talks), ENT_OK);
    CU_ASSERT_EQUAL(bests.none, !tables);
    for (size_t i = 0; i < PREFERENCES * OPTIONS * PARTIES; i++) {
        gain[i / (OPTIONS * PARTIES)][i % (OPTIONS * PARTIES)] = (double) (next(&state) % 9) / 3.0;
    }
    for (size_t i = 0; i < 20000; i++) { /* two of them share a place, so that a table is made anew at times */
        size_t which = i / 100 % PREFERENCES;
        ent_preference preference = {.gain = gain[which], .total = total, .stamp = which == 2 ? 33 : 1 + which};
        uint64_t excluded = next(&state) & next(&state) & ((UINT64_C(1) << flags) - 1);
        double least[2] = {(double) (next(&state) % 100) / 100.0, (double) (next(&state) % 100) / 100.0};
        bool expected = ent_search_hopeless(&search, &preference, &excluded, least);
        wrong += ent_bests_hopeless(&bests, &search, &preference, &excluded, least) != expected ? 1 : 0;
        hopeless += expected ? 1 : 0;
    }
    CU_ASSERT_EQUAL(wrong, 0);
    CU_ASSERT(hopeless > 2000 && hopeless < 18000);
    ent_bests_free(&bests);
    ent_bests_free(&bests);
    ent_search_free(&search);
    scenario_text_close(&scenario);
}

static void looked_up(void)
{
    compare(small, 7, 8.0, true);
}

static void too_many_sets(void)
{
    compare(large, 7, 3.0, false);
}

int main(void)
{
    CU_TestInfo tests[] = {{"looked up", looked_up}, {"too many sets", too_many_sets}, CU_TEST_INFO_NULL};

    return ent_run_suite("bests", tests);
}
