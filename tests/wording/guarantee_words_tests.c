/* Guarantees in sentences: singular and plural, figures that were not measured, words no stronger than the interval. */
#include "suite.h"

#include "failing_arena.h"
#include "wording/guarantee_words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define OPEN "\xE2\x80\x9C"
#define CLOSE "\xE2\x80\x9D"

static const ent_guarantee_share UNKNOWN = {NAN, NAN, NAN};

static void is(const char *said, const char *expected)
{
    CU_ASSERT_PTR_NOT_NULL_FATAL(said);
    if (strcmp(said, expected) != 0) {
        printf("\n  expected \"%s\"\n  found    \"%s\"\n", expected, said);
    }
    CU_ASSERT_STRING_EQUAL(said, expected);
}

static ent_guarantee_share near(double p)
{
    return (ent_guarantee_share){p, p - 0.005, p + 0.005};
}

/* In force in 54% of the months, tested 13,402 times in 39,000 truces, honoured in 56%, then enough in 70%; saves 21%.
 */
static ent_guarantee_figures air(void)
{
    return (ent_guarantee_figures){
        "air", "US air cover", near(0.54), near(0.29), near(0.56), near(0.7), near(0.21), 39000, 13402};
}

static ent_guarantee_figures never(double in_force)
{
    return (ent_guarantee_figures){
        "nato", "NATO", {in_force, in_force, in_force}, {0, 0, 0.01}, UNKNOWN, UNKNOWN, {0, 0, 0.01}, 39000, 0};
}

static void test_parts(void)
{
    ent_arena arena = {0};

    is(ent_guarantee_part(near(0.54), &arena), "54%");
    is(ent_guarantee_part((ent_guarantee_share){0, 0, 0.001}, &arena), "under 1%");
    is(ent_guarantee_part((ent_guarantee_share){1, 0.999, 1}, &arena), "over 99%");
    is(ent_guarantee_part((ent_guarantee_share){0.5, 0.41, 0.6}, &arena), "about 50%");
    is(ent_guarantee_part((ent_guarantee_share){0.4, 0.1, 0.8}, &arena), "10 to 80%");
    is(ent_guarantee_part((ent_guarantee_share){0.5, 0, 1}, &arena), "an unknown share");
    is(ent_guarantee_part(UNKNOWN, &arena), "an unknown share");
    ent_arena_free(&arena);
}

static void test_clauses(void)
{
    ent_arena arena = {0};
    ent_guarantee_figures it = air();

    is(ent_guarantee_in_force(&it, &arena), "in force in 54% of the months of truce");
    is(ent_guarantee_tested(&it, &arena), "tested in 29% of truces");
    is(ent_guarantee_honoured(&it, &arena), "honoured in 56% of 13,402 tests");
    is(ent_guarantee_saved(&it, "it", &arena), "without it 21% of the truces that hold would have broken");
    it.in_force = (ent_guarantee_share){1, 0.99, 1};
    is(ent_guarantee_in_force(&it, &arena), "in force in every month of 39,000 truces");
    it.truces = 1;
    is(ent_guarantee_in_force(&it, &arena), "in force in every month of 1 truce");
    it.tested.p = 1;
    is(ent_guarantee_tested(&it, &arena), "tested in the only truce");
    it.truces = 48;
    is(ent_guarantee_tested(&it, &arena), "tested in all of 48 truces");
    it = never(0);
    is(ent_guarantee_in_force(&it, &arena), "never in force");
    is(ent_guarantee_tested(&it, &arena), "never tested");
    is(ent_guarantee_honoured(&it, &arena), "never tested");
    is(ent_guarantee_saved(&it, "it", &arena), "it saves none of the truces that hold");
    it.saved.high = 0.46; /* too few truces to state it */
    is(ent_guarantee_saved(&it, "it", &arena), "without it under 46% of the truces that hold would have broken");
    it.saved = UNKNOWN;
    is(ent_guarantee_saved(&it, "it", &arena), "");
    ent_arena_free(&arena);
}

static void test_few_tests(void)
{
    ent_arena arena = {0};
    ent_guarantee_figures it = air();

    it.honoured = (ent_guarantee_share){0, 0, 0.3};
    it.tests = 14;
    is(ent_guarantee_honoured(&it, &arena), "honoured in none of 14 tests");
    it.honoured = (ent_guarantee_share){1, 0.7, 1};
    is(ent_guarantee_honoured(&it, &arena), "honoured in all of 14 tests");
    it.honoured = (ent_guarantee_share){0.5, 0.2, 0.8};
    is(ent_guarantee_honoured(&it, &arena), "honoured in 20 to 80% of 14 tests");
    it.honoured = (ent_guarantee_share){0.5, NAN, NAN};
    is(ent_guarantee_honoured(&it, &arena), "honoured in 50% of 14 tests");
    it.tests = 1;
    it.honoured = (ent_guarantee_share){0, NAN, NAN};
    is(ent_guarantee_honoured(&it, &arena), "not honoured in its only test");
    it.honoured.p = 1;
    is(ent_guarantee_honoured(&it, &arena), "honoured in its only test");
    ent_arena_free(&arena);
}

static void test_sentences(void)
{
    ent_arena arena = {0};
    ent_guarantee_figures it = air();

    is(ent_guarantee_sentence(&it, &arena),
        "In force in 54% of the months of truce; tested in 29% of truces; honoured in 56% of 13,402 tests, and then "
        "enough in 70%; without it 21% of the truces that hold would have broken.");
    it.contained = (ent_guarantee_share){1, 0.99, 1};
    it.saved = UNKNOWN;
    is(ent_guarantee_sentence(&it, &arena),
        "In force in 54% of the months of truce; tested in 29% of truces; honoured in 56% of 13,402 tests, and then "
        "enough in all of 7,505.");
    it.honoured.p = 1.0 / 13402;
    it.contained.p = 0;
    is(ent_guarantee_sentence(&it, &arena),
        "In force in 54% of the months of truce; tested in 29% of truces; honoured in under 57% of 13,402 tests, but "
        "then not enough, in a single case.");
    it = never(0);
    is(ent_guarantee_sentence(&it, &arena), "Never in force.");
    it = never(0.4);
    is(ent_guarantee_sentence(&it, &arena),
        "In force in 40% of the months of truce; never tested, so nothing shows what it is worth.");
    it.in_force = UNKNOWN;
    it.truces = 0;
    is(ent_guarantee_sentence(&it, &arena), "Never in force: no truce begins.");
    ent_arena_free(&arena);
}

static void test_all_tests(void)
{
    ent_guarantee_figures list[] = {air(), never(1), air()};
    uint64_t tests = 0;
    ent_guarantee_share all;

    list[0].tests = 300;
    list[0].honoured = (ent_guarantee_share){0.2, 0.1, 0.4};
    list[2].tests = 100;
    list[2].honoured = (ent_guarantee_share){0.6, 0.5, 0.8};
    all = ent_guarantees_honoured(list, 3, &tests);
    CU_ASSERT_EQUAL(tests, 400);
    CU_ASSERT_DOUBLE_EQUAL(all.p, 0.3, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(all.low, 0.2, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(all.high, 0.5, 1e-12);
    all = ent_guarantees_honoured(list + 1, 1, &tests);
    CU_ASSERT_EQUAL(tests, 0);
    CU_ASSERT_TRUE(isnan(all.p));
}

static void test_first(void)
{
    ent_guarantee_figures list[] = {never(1), air(), air(), air()};
    size_t rivals = 9, rival = 9;

    CU_ASSERT_EQUAL(ent_guarantees_first(list, 1, &rivals, &rival), 1);
    CU_ASSERT_EQUAL(rivals, 0);
    list[1].saved = near(0.10);
    list[2].saved = near(0.30);
    list[3].saved = near(0.29); /* up to 29.5%, and the largest from 29.5% on: they touch */
    CU_ASSERT_EQUAL(ent_guarantees_first(list, 4, &rivals, &rival), 2);
    CU_ASSERT_EQUAL(rivals, 1);
    CU_ASSERT_EQUAL(rival, 3);
    list[3].saved = near(0.28);
    CU_ASSERT_EQUAL(ent_guarantees_first(list, 4, &rivals, &rival), 2);
    CU_ASSERT_EQUAL(rivals, 0);
    list[2].saved.low = NAN; /* one world: nothing distinguishes them */
    CU_ASSERT_EQUAL(ent_guarantees_first(list, 4, &rivals, &rival), 2);
    CU_ASSERT_EQUAL(rivals, 2);
}

static void test_answers_of_one(void)
{
    ent_arena arena = {0};
    ent_guarantee_figures it = air();

    is(ent_guarantees_answer(&it, 1, &arena),
        "Likely: " OPEN "US air cover" CLOSE " is honoured in 56% of 13,402 tests, and without it 21% of the truces "
        "that hold would have broken.");
    it.honoured = (ent_guarantee_share){0.5, 0.4, 0.6};
    it.saved = UNKNOWN;
    is(ent_guarantees_answer(&it, 1, &arena),
        "Unlikely to likely: " OPEN "US air cover" CLOSE " is honoured in about 50% of 13,402 tests.");
    it.honoured = (ent_guarantee_share){0.5, NAN, NAN}; /* no word without an interval */
    is(ent_guarantees_answer(&it, 1, &arena), OPEN "US air cover" CLOSE " is honoured in 50% of 13,402 tests.");
    it = never(1);
    is(ent_guarantees_answer(&it, 1, &arena),
        OPEN "NATO" CLOSE " is never tested in 39,000 truces, so nothing shows whether it is real.");
    it = never(0);
    it.truces = 1;
    is(ent_guarantees_answer(&it, 1, &arena), OPEN "NATO" CLOSE " is never in force in 1 truce.");
    it.truces = 0;
    is(ent_guarantees_answer(&it, 1, &arena), "No truce begins, so the guarantee is never put to the test.");
    ent_arena_free(&arena);
}

static void test_answers_of_several(void)
{
    ent_arena arena = {0};
    ent_guarantee_figures list[] = {air(), never(1), air(), air()};

    list[2].name = "Monitors";
    list[2].saved = near(0.05);
    list[3].name = "Arms";
    is(ent_guarantees_answer(list, 3, &arena),
        "Likely: the 3 guarantees, of which 1 is never tested, are honoured in 56% of 26,804 tests; most depends "
        "on " OPEN "US air cover" CLOSE
        ", honoured in 56% of 13,402 tests: without it 21% of the truces that hold would have "
        "broken.");
    is(ent_guarantees_answer(list, 4, &arena),
        "Likely: the 4 guarantees, of which 1 is never tested, are honoured in 56% of 40,206 tests; without " OPEN
        "US air cover" CLOSE
        ", honoured in 56% of 13,402 tests, 21% of the truces that hold would have broken, and " OPEN "Arms" CLOSE
        " may matter as much.");
    list[2].saved = near(0.21);
    list[1] = air();
    list[1].saved = near(0.02);
    is(ent_guarantees_answer(list, 4, &arena),
        "Likely: the 4 guarantees are honoured in 56% of 53,608 tests; without " OPEN "US air cover" CLOSE
        ", honoured in 56% of 13,402 tests, 21% of the truces that hold would have broken, and 2 others may matter as "
        "much.");
    list[0].saved = list[1].saved = (ent_guarantee_share){0, 0, 0.01};
    is(ent_guarantees_answer(list, 2, &arena),
        "Likely: the 2 guarantees are honoured in 56% of 26,804 tests; none of the truces that hold needed one of "
        "them.");
    list[0].saved = list[1].saved = UNKNOWN;
    is(ent_guarantees_answer(list, 2, &arena),
        "Likely: the 2 guarantees are honoured in 56% of 26,804 tests; no truce holds.");
    list[0] = list[1] = never(1);
    is(ent_guarantees_answer(list, 2, &arena),
        "None of the 2 guarantees is ever tested in 39,000 truces, so nothing shows whether they are real.");
    list[0].truces = 0;
    is(ent_guarantees_answer(list, 2, &arena), "No truce begins, so no guarantee is put to the test.");
    ent_arena_free(&arena);
}

/* However many allocations succeed, a text is whole or NULL. */
static void test_no_memory(void)
{
    ent_guarantee_figures list[] = {air(), air()};
    const char *text = NULL;

    list[1].saved = near(0.05);
    for (long n = 0; n < 100 && text == NULL; n++) {
        ent_arena arena = {0};
        allocations_left = n;
        text = ent_guarantees_answer(list, 2, &arena);
        CU_ASSERT_TRUE(text == NULL || text[strlen(text) - 1] == '.');
        text = text != NULL && ent_guarantee_sentence(list, &arena) != NULL ? "whole" : NULL;
        allocations_left = 1000000;
        ent_arena_free(&arena);
    }
    CU_ASSERT_PTR_NOT_NULL(text);
}

int main(void)
{
    CU_TestInfo tests[] = {{"parts", test_parts}, {"clauses", test_clauses}, {"few tests", test_few_tests},
        {"sentences", test_sentences}, {"all tests", test_all_tests}, {"first", test_first},
        {"answers of one", test_answers_of_one}, {"answers of several", test_answers_of_several},
        {"no memory", test_no_memory}, CU_TEST_INFO_NULL};

    allocations_left = 1000000;
    return ent_run_suite("guarantees in words", tests);
}
