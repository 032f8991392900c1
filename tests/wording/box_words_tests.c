/* Boxes of worlds in words. */
#include "wording/box_words.h"

#include "suite.h"

#include <math.h>
#include <string.h>

#define QUOTED(text) "\xE2\x80\x9C" text "\xE2\x80\x9D"

static const double none = (double) NAN;

static void test_limits(void)
{
    static const struct {
        ent_limit_words limit;
        const char *expected;
    } item[] = {{{ENT_LIMITED_NUMBER, "x", none, 0.29876, none}, QUOTED("x") " is below 0.299"},
        {{ENT_LIMITED_NUMBER, "x", 12345.6, none, none}, QUOTED("x") " is above 12,300"},
        {{ENT_LIMITED_NUMBER, "x", -1.5, 2.0, none}, QUOTED("x") " is between \xE2\x88\x92"
                                                                 "1.5 and 2"},
        {{ENT_LIMITED_PERCENT, "parties.a.threshold", 0.4512, 0.5, none},
            QUOTED("parties.a.threshold") " is between 45.1% and 50%"},
        {{ENT_LIMITED_WHOLE, "kind", 0.5, 1.5, none}, QUOTED("kind") " is 1"},
        {{ENT_LIMITED_WHOLE, "kind", 0.5, none, none}, QUOTED("kind") " is at least 1"},
        {{ENT_LIMITED_WHOLE, "kind", none, 3.5, none}, QUOTED("kind") " is at most 3"},
        {{ENT_LIMITED_WHOLE, "kind", 0.5, 4.5, none}, QUOTED("kind") " is 1 to 4"},
        {{ENT_LIMITED_TRUTH, "war", 0.5, none, none}, QUOTED("war") " holds"},
        {{ENT_LIMITED_TRUTH, "war", none, 0.5, none}, QUOTED("war") " does not hold"},
        {{ENT_LIMITED_EVENT, "mandate", 0.5, none, none}, QUOTED("mandate") " happens"},
        {{ENT_LIMITED_EVENT, "mandate", none, 0.5, none}, QUOTED("mandate") " does not happen"},
        {{ENT_LIMITED_JOINS, "Italy", 0.5, none, none}, "Italy joins"},
        {{ENT_LIMITED_JOINS, "Italy", none, 0.5, none}, "Italy stays out"}};
    ent_arena arena = {0};

    for (size_t i = 0; i < sizeof(item) / sizeof(*item); i++) {
        CU_ASSERT_STRING_EQUAL(ent_limit_phrase(&item[i].limit, &arena), item[i].expected);
    }
    ent_arena_free(&arena);
}

static void test_sentences(void)
{
    const ent_limit_words limit[] = {{ENT_LIMITED_NUMBER, "x", none, 0.3, none},
        {ENT_LIMITED_NUMBER, "y", 12.0, none, 0.0}, {ENT_LIMITED_EVENT, "z", 0.5, none, none}};
    ent_box_words box = {
        .limit = limit, .limits = 2, .number = 1, .density = 0.44, .overall = 0.15, .mass = 0.12, .coverage = 0.352};
    ent_arena arena = {0};

    CU_ASSERT_STRING_EQUAL(ent_box_sentence(&box, &arena),
        "Where " QUOTED("x") " is below 0.3 and " QUOTED("y") " is above 12, the chance is 44% "
                                                              "instead of 15%; that is 12% of the worlds and 35% of "
                                                              "all cases.");
    box.limits = 3;
    box.number = 2;
    box.draws = true;
    box.least = true;
    CU_ASSERT_STRING_EQUAL(ent_box_sentence(&box, &arena),
        "Of the other draws, where " QUOTED("x") " is below 0.3, " QUOTED("y") " is above 12 and " QUOTED(
            "z") " happens, the chance is 44% instead of 15%; that "
                 "is 12% of the draws and 35% of all draws without it.");
    box.limits = 1;
    box.number = 1;
    box.draws = false;
    box.unit = "months";
    box.density = 31.26;
    box.overall = 20.0;
    box.coverage = none;
    CU_ASSERT_STRING_EQUAL(ent_box_sentence(&box, &arena),
        "Where " QUOTED("x") " is below 0.3, the mean is 31.3 instead of 20 months; that is 12% of the worlds.");
    ent_arena_free(&arena);
}

/* Limits whose quasi-p is above 5% may be luck; one at 5%, and one whose quasi-p is not known, are not described so. */
static void test_luck(void)
{
    ent_limit_words limit[] = {{ENT_LIMITED_NUMBER, "x", none, 0.3, 0.05}, {ENT_LIMITED_NUMBER, "y", 12.0, none, 0.051},
        {ENT_LIMITED_JOINS, "Italy", 0.5, none, none}, {ENT_LIMITED_EVENT, "z", 0.5, none, 0.0}};
    ent_box_words box = {
        .limit = limit, .limits = 3, .number = 1, .density = 0.44, .overall = 0.15, .mass = 0.12, .coverage = 0.352};
    ent_arena arena = {0};

    CU_ASSERT_PTR_NOT_NULL(
        strstr(ent_box_sentence(&box, &arena), " of all cases. The limit on " QUOTED("y") " may be luck."));
    limit[2].quasi_p = 0.4;
    CU_ASSERT_PTR_NOT_NULL(
        strstr(ent_box_sentence(&box, &arena), " of all cases. The limits on " QUOTED("y") " and Italy may be luck."));
    limit[0].quasi_p = 1.0;
    CU_ASSERT_STRING_EQUAL(ent_box_sentence(&box, &arena),
        "Where 3 limits hold that may each be luck (discover_boxes.csv), the chance is 44% instead of 15%; that is 12% "
        "of the worlds and 35% of all cases.");
    box.limits = 4;
    CU_ASSERT_STRING_EQUAL(ent_box_sentence(&box, &arena),
        "Where " QUOTED(
            "z") " happens and 3 more limits hold that may each be luck (discover_boxes.csv), the chance is "
                 "44% instead of 15%; that is 12% of the worlds and 35% of all cases.");
    ent_arena_free(&arena);
}

static void test_kinds(void)
{
    CU_ASSERT_EQUAL(ent_limited_of("normal(0, 1)"), ENT_LIMITED_NUMBER);
    CU_ASSERT_EQUAL(ent_limited_of("45% to 60%"), ENT_LIMITED_PERCENT);
    CU_ASSERT_EQUAL(ent_limited_of("bernoulli(30%)"), ENT_LIMITED_TRUTH);
    CU_ASSERT_EQUAL(ent_limited_of(" poisson(3)"), ENT_LIMITED_WHOLE);
    CU_ASSERT_EQUAL(ent_limited_of("0.1 + unknown( discrete(0, 1, 2, 1))"), ENT_LIMITED_WHOLE);
    CU_ASSERT_EQUAL(ent_limited_of("discrete(0.5, 1, 2, 1)"), ENT_LIMITED_NUMBER);
    CU_ASSERT_EQUAL(ent_limited_of("discrete(10%, 1, 20%, 1)"), ENT_LIMITED_PERCENT);
}

int main(void)
{
    static CU_TestInfo tests[] = {{"limits", test_limits}, {"sentences", test_sentences}, {"luck", test_luck},
        {"kinds", test_kinds}, CU_TEST_INFO_NULL};

    return ent_run_suite("wording/box_words", tests);
}
