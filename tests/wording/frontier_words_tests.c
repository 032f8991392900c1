/* The space of deals in sentences: reasons that are too small to mention, one point and several, draws. */
#include "suite.h"
#include "wording/analysis/frontier_words.h"

#include <math.h>
#include <string.h>

static ent_arena arena;

static const ent_frontier_party parties[] = {{.name = "Russia", .never_enough = 0.3, .reservation = 0.6},
    {.name = "Ukraine", .never_enough = 0.04, .reservation = 0.4}};

static const ent_frontier_party small_first[] = {
    {.name = "Ukraine", .never_enough = 0.004, .reservation = 0.4}, {.name = "Russia", .never_enough = 0.3}};

static ent_frontier_figures figures(void)
{
    return (ent_frontier_figures){.draw = (double) NAN,
        .packages = 108,
        .out = 24,
        .pareto = 9,
        .rational = 12,
        .counted = 1000,
        .none = 0.38,
        .nothing_left = 0.03,
        .apart = 0.05,
        .party = parties,
        .parties = 2};
}

static void zone(void)
{
    ent_frontier_figures it = figures();

    CU_ASSERT_STRING_EQUAL(ent_frontier_zone_sentence(&it, &arena),
        "In 38% of futures there is no zone of agreement at all, not even in the last round: in 3% nothing is left "
        "that is "
        "available and that nobody refuses; in 30% nothing that is left is ever enough for Russia, in 4% for Ukraine; "
        "in "
        "5% each could have enough, but never in the same package.");
    it.nothing_left = 0.0;
    it.apart = 0.004;
    it.parties = 1;
    it.none = 0.302;
    CU_ASSERT_STRING_EQUAL(ent_frontier_zone_sentence(&it, &arena),
        "In 30% of futures there is no zone of agreement at all, not even in the last round: in 30% nothing that is "
        "left is "
        "ever enough for Russia.");
    it.party = small_first; /* one that is left out, before one that is said; half a per cent is said */
    it.parties = 2;
    it.apart = 0.005;
    CU_ASSERT_STRING_EQUAL(ent_frontier_zone_sentence(&it, &arena),
        "In 30% of futures there is no zone of agreement at all, not even in the last round: in 30% nothing that is "
        "left is ever enough for Russia; in <1% each could have enough, but never in the same package.");
    it.apart = 0.004;
    it.none = 0.001;
    it.parties = 0;
    CU_ASSERT_STRING_EQUAL(ent_frontier_zone_sentence(&it, &arena),
        "In <1% of futures there is no zone of agreement at all, not even in the last round.");
    it.none = 0.0;
    CU_ASSERT_STRING_EQUAL(ent_frontier_zone_sentence(&it, &arena),
        "In every simulated future some package is acceptable to all who have a veto, in the last round at least.");
    it.none = (double) NAN;
    CU_ASSERT_STRING_EQUAL(
        ent_frontier_zone_sentence(&it, &arena), "In how many futures there is a zone of agreement is not known.");
}

static void space(void)
{
    ent_frontier_figures it = figures();

    CU_ASSERT_STRING_EQUAL(ent_frontier_space_sentence(&it, &arena),
        "In the future in the middle, 12 of 108 packages can be a deal, and 9 are on the Pareto front; 24 are refused "
        "or not "
        "available.");
    it.draw = 317;
    it.out = 0;
    it.pareto = 1;
    it.rational = 0;
    it.packages = 65536;
    CU_ASSERT_STRING_EQUAL(ent_frontier_space_sentence(&it, &arena),
        "In draw 317 there is no zone of agreement: none of 65,536 packages "
        "can be a deal, and 1 is on the Pareto front.");
}

/* What is said of the second of two packages. */
static const char *unlike(const char *first, const char *second)
{
    static const double one[] = {0.694, 0.527};
    const ent_frontier_figures it = figures();
    const ent_frontier_package package[] = {{.options = first, .rules = "nash", .utility = one},
        {.options = second, .rules = "utilitarian", .utility = one}};
    const char *text = ent_frontier_points_sentence(&it, package, 2, &arena);

    return strstr(strstr(text, "The utilitarian rule"), ": ") + 2;
}

static void points(void)
{
    static const double one[] = {0.694, 0.527}, two[] = {0.66, 0.56};
    const ent_frontier_figures it = figures();
    const ent_frontier_package package[] = {
        {.options = "Line: Frozen; Troops: None", .rules = "nash kalai_smorodinsky egalitarian", .utility = one},
        {.options = "Line: Frozen; Troops: Some", .rules = "utilitarian", .utility = two}};

    CU_ASSERT_STRING_EQUAL(ent_frontier_points_sentence(&it, package, 0, &arena), "");
    CU_ASSERT_STRING_EQUAL(ent_frontier_points_sentence(&it, package, 1, &arena),
        "All bargaining rules would choose the same package, worth 69 of 100 to Russia and 53 to Ukraine: Line: "
        "Frozen; "
        "Troops: None.");
    CU_ASSERT_STRING_EQUAL(ent_frontier_points_sentence(&it, package, 2, &arena),
        "The Nash, Kalai\xE2\x80\x93Smorodinsky and egalitarian rules would choose the package worth 69 of 100 to "
        "Russia and "
        "53 to Ukraine: Line: Frozen; Troops: None. The utilitarian rule would choose the package worth 66 of 100 to "
        "Russia "
        "and 56 to Ukraine: the same, but Troops: Some.");
    /* Other parts than the first, or more or fewer of them: all are named. */
    CU_ASSERT_STRING_EQUAL(
        unlike("Line: Frozen; Troops: None", "Line: Moved; Troops: Some"), "the same, but Line: Moved; Troops: Some.");
    CU_ASSERT_STRING_EQUAL(unlike("Line: Frozen; Troops: None", "Line: Moved"), "Line: Moved.");
    CU_ASSERT_STRING_EQUAL(unlike("Line: Frozen", "Line: Moved; Troops: None"), "Line: Moved; Troops: None.");
    CU_ASSERT_STRING_EQUAL(unlike("Line: Frozen", "Line: Frozen"), "Line: Frozen.");
}

static void best(void)
{
    ent_frontier_package package = {.options = "Line: Frozen", .rules = "", .acceptable = 0.234, .is_signed = 0.05};

    CU_ASSERT_STRING_EQUAL(ent_frontier_best_sentence(&package, &arena),
        "The package that most futures would accept is acceptable to all "
        "in 23% of them, and the deal in 5%: Line: Frozen.");
    package.is_signed = 0.0;
    CU_ASSERT_STRING_EQUAL(ent_frontier_best_sentence(&package, &arena),
        "The package that most futures would accept is acceptable to all "
        "in 23% of them, and never the deal: Line: Frozen.");
    package.acceptable = 0.004;
    CU_ASSERT_STRING_EQUAL(ent_frontier_best_sentence(&package, &arena),
        "The package that most futures would accept is acceptable to all "
        "in <1% of them, and never the deal: Line: Frozen.");
    package.acceptable = 0.0;
    CU_ASSERT_STRING_EQUAL(ent_frontier_best_sentence(&package, &arena), "");
}

int main(void)
{
    CU_TestInfo tests[] = {{"zone of agreement", zone}, {"the draw", space}, {"what rules choose", points},
        {"what most futures accept", best}, CU_TEST_INFO_NULL};
    int status = ent_run_suite("the space of deals in sentences", tests);

    ent_arena_free(&arena);
    return status;
}
