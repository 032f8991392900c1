/* What one change does, in a sentence, at the edges. */
#include "wording/change_words.h"

#include "suite.h"

#include <math.h>
#include <string.h>

#define MINUS "\xE2\x88\x92"
#define NO_EFFECT                                                                                                      \
    {                                                                                                                  \
        0.3, 0.0, 0.0, 0.0                                                                                             \
    }

static void says(ent_change_words words, const char *expected)
{
    ent_arena arena = {0};
    const char *sentence = ent_change_sentence(&words, &arena);

    CU_ASSERT_PTR_NOT_NULL_FATAL(sentence);
    if (strcmp(sentence, expected) != 0) {
        fprintf(stderr, "%s\n", sentence);
    }
    CU_ASSERT_STRING_EQUAL(sentence, expected);
    ent_arena_free(&arena);
}

static void test_both(void)
{
    says(
        (ent_change_words){"A has no veto", {0.38, 0.23, 0.21, 0.25}, {0.21, 0.12, 0.1, 0.14}, "the truce holds", NULL},
        "If A has no veto, 38 of 100 futures have a deal instead of 15 (+23 points, clear), and the truce holds in 21 "
        "of "
        "100 futures instead of 9 (+12 points, clear).");
}

static void test_one(void)
{
    says((ent_change_words){"B joins", NO_EFFECT, {0.08, -0.12, -0.14, -0.1}, "the truce holds", NULL},
        "If B joins, the truce holds in 8 of 100 futures instead of 20 (" MINUS "12 points, clear).");
    says((ent_change_words){"B joins", {0.302, 0.002, 0.001, 0.003}, NO_EFFECT, "the truce holds", NULL},
        "If B joins, the chance of a deal is 30 of 100 (+0.2 points, small but clear).");
    says((ent_change_words){"B joins", {0.3, 0.0009, 0.0008, 0.001}, NO_EFFECT, "the truce holds", NULL},
        "If B joins, nothing clearly changes."); /* below a tenth of a point */
    says((ent_change_words){"B joins", {0.3, 0.1, 0.0, 0.2}, {NAN, NAN, NAN, NAN}, "the truce holds", NULL},
        "If B joins, nothing clearly changes."); /* touches 0; no figure */
}

static void test_mean(void)
{
    says((ent_change_words){"C", NO_EFFECT, {12.5, 2.5, 2.4, 2.6}, "Peace", "months"},
        "If C, “Peace” is 12.5 months on average instead of 10 (+2.5, clear).");
    says((ent_change_words){"C", NO_EFFECT, {0.0004, 0.0003, 0.0002, 0.0004}, "Cost", ""}, /* any size of a measure */
        "If C, “Cost” is 0.0004 on average instead of 0.0001 (+0.0003, clear).");
}

int main(void)
{
    CU_TestInfo tests[] = {{"deal and headline", test_both}, {"one of them, or nothing", test_one},
        {"the mean of a measure", test_mean}, CU_TEST_INFO_NULL};

    return ent_run_suite("words of changes", tests);
}
