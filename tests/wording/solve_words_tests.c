/* Answers of `sweep --solve` in words. */
#include "wording/solve_words.h"

#include "suite.h"

#include <math.h>

static void test_sentences(void)
{
    const double none = (double) NAN;
    ent_solve_words words = {.expression = "P(truce.held)",
        .path = "force.required",
        .level = 0.5,
        .chance = true,
        .unit = "",
        .from = 0.0,
        .to = 40000.0,
        .least = 0.31,
        .most = 0.625,
        .value = 23412.0,
        .low = 21900.0,
        .high = 24803.0,
        .crossings = 1};
    ent_arena arena = {0};

    CU_ASSERT_STRING_EQUAL(ent_solve_sentence(&words, &arena),
        "P(truce.held) falls to 50% at force.required = 23,410 (95% interval 21,900 to 24,800).");
    CU_ASSERT_PTR_NULL(ent_solve_several(&words, &arena));
    words.low = none;
    words.rises = true;
    words.crossings = 3;
    CU_ASSERT_STRING_EQUAL(ent_solve_sentence(&words, &arena),
        "P(truce.held) rises to 50% at force.required = 23,410 (95% interval up to 24,800, and below 0, where the "
        "search "
        "begins).");
    CU_ASSERT_STRING_EQUAL(ent_solve_several(&words, &arena),
        "It takes the level 3 times for force.required from 0 to 40,000, and this is the first; --from and --to pick "
        "another.");
    words.low = 21900.0;
    words.high = none;
    CU_ASSERT_STRING_EQUAL(ent_solve_sentence(&words, &arena),
        "P(truce.held) rises to 50% at force.required = 23,410 (95% interval from 21,900, and beyond 40,000, where the "
        "search ends).");
    words.low = none;
    CU_ASSERT_STRING_EQUAL(ent_solve_sentence(&words, &arena),
        "P(truce.held) rises to 50% at force.required = 23,410 (the simulation's noise does not narrow it down between "
        "0 "
        "and 40,000).");
    words.value = none;
    words.level = 0.125;
    CU_ASSERT_STRING_EQUAL(ent_solve_sentence(&words, &arena),
        "P(truce.held) stays above 12.5% for force.required from 0 to 40,000: it lies between 31% and 62.5%.");
    words.chance = false;
    words.unit = "months";
    words.level = 24.0;
    words.least = 3.0;
    words.most = 12.5;
    words.percent = true;
    words.to = 0.5;
    CU_ASSERT_STRING_EQUAL(ent_solve_sentence(&words, &arena),
        "P(truce.held) stays below 24 months for force.required from 0% to 50%: it lies between 3 and 12.5.");
    words.least = none;
    CU_ASSERT_STRING_EQUAL(ent_solve_sentence(&words, &arena),
        "P(truce.held) is not defined for force.required from 0% to 50%: its condition holds in no draw.");
    ent_arena_free(&arena);
}

int main(void)
{
    static CU_TestInfo tests[] = {{"sentences", test_sentences}, CU_TEST_INFO_NULL};

    return ent_run_suite("wording/solve_words", tests);
}
