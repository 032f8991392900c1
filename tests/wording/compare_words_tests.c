/* Choices side by side in sentences. */
#include "suite.h"
#include "wording/analysis/compare_words.h"

#include <math.h>

static ent_arena arena;

static void pairs(void)
{
    ent_pair_words it = {.first = "Base",
        .second = "Air cover",
        .difference = 0.031,
        .low = 0.029,
        .high = 0.033,
        .better = 0.93,
        .worlds = 1000};

    CU_ASSERT_STRING_EQUAL(
        ent_pair_sentence(&it, &arena), "Air cover against Base: +3.1 points, clear; better in 93 of 100 worlds.");
    it.low = -0.002;
    it.better = (double) NAN;
    CU_ASSERT_STRING_EQUAL(ent_pair_sentence(&it, &arena), "Air cover against Base: no clear difference.");
    it.difference = it.low = it.high = (double) NAN;
    CU_ASSERT_STRING_EQUAL(ent_pair_sentence(&it, &arena), "Air cover against Base: the difference is not known.");
    it = (ent_pair_words){
        .first = "A", .second = "B", .difference = 2000, .low = 1900, .high = 2100, .better = 1, .mean = true};
    CU_ASSERT_STRING_EQUAL(ent_pair_sentence(&it, &arena), "B against A: +2,000, clear; better in 100 of 100 worlds.");
}

static void robust(void)
{
    ent_choice_words choice[] = {{"Base", 0.04, 0.088}, {"Aid", 0.06, 0.0067}, {"Rest", 0.056, 0.031}};

    CU_ASSERT_STRING_EQUAL(ent_robust_sentence(choice, 3, false, &arena),
        "In bad worlds Aid does best: in one world of 20 its chance is 6% or less. Aid has the smallest regret: the "
        "best "
        "choice of each world is 0.7 points above it on average.");
    choice[1].worst = (double) NAN;
    choice[1].regret_mean = 0.0001;
    CU_ASSERT_STRING_EQUAL(ent_robust_sentence(choice, 3, false, &arena),
        "In bad worlds Rest does best: in one world of 20 its chance is 6% or less. Aid has the smallest regret: the "
        "best "
        "choice of each world is under 0.1 points above it on average.");
    choice[0].worst = choice[2].worst = (double) NAN;
    choice[1].regret_mean = 0.0;
    CU_ASSERT_STRING_EQUAL(ent_robust_sentence(choice, 3, false, &arena), "Aid is the best choice in every world.");
    choice[0].regret_mean = choice[1].regret_mean = choice[2].regret_mean = (double) NAN;
    CU_ASSERT_STRING_EQUAL(ent_robust_sentence(choice, 3, false, &arena), "");
}

int main(void)
{
    CU_TestInfo tests[] = {{"pairs", pairs}, {"each against all", robust}, CU_TEST_INFO_NULL};
    int status = ent_run_suite("choices side by side in sentences", tests);

    ent_arena_free(&arena);
    return status;
}
