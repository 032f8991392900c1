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

    words.value = 3.0;
    ent_solve_words_count(&words, 1.0, 0.4, 0.3, 0.49);
    ent_solve_words_count(&words, 2.0, 0.4, none, none);
    ent_solve_words_count(&words, 3.0, none, 0.0, 1.0);
    CU_ASSERT_TRUE(words.tried == 3 && words.undefined == 1 && words.open == 0);
    ent_solve_words_count(&words, 4.0, 0.4, 0.3, 0.5);
    ent_solve_words_count(&words, 5.0, 0.6, 0.5, 0.7);
    ent_solve_words_count(&words, 6.0, 0.6, 0.51, 0.7);
    CU_ASSERT_TRUE(words.tried == 6 && words.undefined == 1 && words.open == 2);
    CU_ASSERT_TRUE(words.unmeasured_below == 1 && words.unmeasured_above == 0);
    ent_solve_words_count(&words, 7.0, none, none, none);
    CU_ASSERT_TRUE(words.unmeasured_below == 1 && words.unmeasured_above == 1);
}

/* Where the curve has no interval, the search did not find that the range goes on. */
static void test_unmeasured(void)
{
    const double none = (double) NAN;
    ent_solve_words words = {.expression = "P(e given x)",
        .path = "factors.k",
        .level = 0.5,
        .chance = true,
        .unit = "",
        .from = 0.0,
        .to = 1.0,
        .value = 0.614,
        .low = none,
        .high = 0.632,
        .rises = true,
        .crossings = 1,
        .tried = 14,
        .unmeasured_below = 6};
    ent_arena arena = {0};

    CU_ASSERT_STRING_EQUAL(ent_solve_sentence(&words, &arena),
        "P(e given x) rises to 50% at factors.k = 0.614 (95% interval up to 0.632; its lower end is not known, since "
        "at 6 of the smaller values tried the expression has no interval).");
    words.low = 0.592; /* an end that was found needs no reason */
    CU_ASSERT_STRING_EQUAL(ent_solve_sentence(&words, &arena),
        "P(e given x) rises to 50% at factors.k = 0.614 (95% interval 0.592 to 0.632).");
    words.high = none;
    words.unmeasured_above = 2;
    CU_ASSERT_STRING_EQUAL(ent_solve_sentence(&words, &arena),
        "P(e given x) rises to 50% at factors.k = 0.614 (95% interval from 0.592; its upper end is not known, since at "
        "2 of the larger values tried the expression has no interval).");
    words.low = none;
    CU_ASSERT_STRING_EQUAL(ent_solve_sentence(&words, &arena),
        "P(e given x) rises to 50% at factors.k = 0.614 (its 95% interval is not known: at 8 of the 14 values tried "
        "the expression has none).");
    words.tried = 8;
    CU_ASSERT_STRING_EQUAL(ent_solve_sentence(&words, &arena),
        "P(e given x) rises to 50% at factors.k = 0.614 (no interval: it takes two worlds or more in which the "
        "expression is defined).");
    ent_arena_free(&arena);
}

int main(void)
{
    static CU_TestInfo tests[] = {
        {"sentences", test_sentences}, {"counts", test_counts}, {"unmeasured", test_unmeasured}, CU_TEST_INFO_NULL};

    return ent_run_suite("wording/solve_words", tests);
}
