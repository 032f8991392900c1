/* Answers of `sweep --solve` in words. */
#include "wording/solve_words.h"

#include "suite.h"

#include <math.h>
#include <string.h>

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
    words.crossings = 2;
    CU_ASSERT_PTR_NOT_NULL(strstr(ent_solve_several(&words, &arena), "It takes the level 2 times for "));
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
    words.tried = 11;
    CU_ASSERT_STRING_EQUAL(ent_solve_sentence(&words, &arena),
        "P(truce.held) stays above 12.5% at the 11 values tried of force.required from 0 to 40,000: it lies between "
        "31% and 62.5%.");
    words.open = 2;
    CU_ASSERT_STRING_EQUAL(ent_solve_sentence(&words, &arena),
        "P(truce.held) stays above 12.5% at the 11 values tried of force.required from 0 to 40,000: it lies between "
        "31% and 62.5%; at 2 of them the 95% interval takes in the level, so the side cannot be told.");
    words.open = 0;
    words.undefined = 3;
    words.chance = false;
    words.unit = "months";
    words.level = 24.0;
    words.least = 3.0;
    words.most = 12.5;
    words.percent = true;
    words.to = 0.5;
    CU_ASSERT_STRING_EQUAL(ent_solve_sentence(&words, &arena),
        "P(truce.held) stays below 24 months at the 11 values tried of force.required from 0% to 50%: it lies between "
        "3 and 12.5; at 3 of them it is not defined.");
    words.least = none;
    CU_ASSERT_STRING_EQUAL(ent_solve_sentence(&words, &arena),
        "P(truce.held) is not defined for force.required from 0% to 50%: its condition holds in no draw.");
    ent_arena_free(&arena);
}

static void test_counts(void)
{
    const double none = (double) NAN;
    ent_solve_words words = {.level = 0.5};

    ent_solve_words_count(&words, 0.4, 0.3, 0.49);
    ent_solve_words_count(&words, 0.4, none, none);
    ent_solve_words_count(&words, none, 0.0, 1.0);
    CU_ASSERT_TRUE(words.tried == 3 && words.undefined == 1 && words.open == 0);
    ent_solve_words_count(&words, 0.4, 0.3, 0.5);
    ent_solve_words_count(&words, 0.6, 0.5, 0.7);
    ent_solve_words_count(&words, 0.6, 0.51, 0.7);
    CU_ASSERT_TRUE(words.tried == 6 && words.undefined == 1 && words.open == 2);
}

int main(void)
{
    static CU_TestInfo tests[] = {{"sentences", test_sentences}, {"counts", test_counts}, CU_TEST_INFO_NULL};

    return ent_run_suite("wording/solve_words", tests);
}
