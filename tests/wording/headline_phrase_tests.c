/* Phrases for headline expressions, with and without ratification. */
#include "suite.h"

#include "wording/headline_phrase.h"

#include <string.h>

static void test_without_ratification(void)
{
    CU_ASSERT_STRING_EQUAL(ent_headline_phrase_find("agreed", false)->event, "a deal is signed");
    CU_ASSERT_STRING_EQUAL(
        ent_headline_phrase_find("truce.held given agreed", false)->given, "in which a deal is signed");
    CU_ASSERT_PTR_NULL(ent_headline_phrase_find("signed", false));
    CU_ASSERT_PTR_NULL(ent_headline_phrase_find("truce.months > 3", false));
}

/* A deal that is signed may come to nothing. */
static void test_with_ratification(void)
{
    CU_ASSERT_STRING_EQUAL(ent_headline_phrase_find("agreed", true)->event, "a deal enters into force");
    CU_ASSERT_STRING_EQUAL(ent_headline_phrase_find("agreed", true)->heading, "Deal in force");
    CU_ASSERT_STRING_EQUAL(
        ent_headline_phrase_find("truce.held given agreed", true)->given, "in which a deal enters into force");
    CU_ASSERT_STRING_EQUAL(ent_headline_phrase_find("signed", true)->event, "a deal is signed");
    CU_ASSERT_PTR_EQUAL(ent_headline_phrase_find("truce.held", true), ent_headline_phrase_find("truce.held", false));
    CU_ASSERT_PTR_NULL(ent_headline_phrase_find("truce.months > 3", true));
}

int main(void)
{
    CU_TestInfo tests[] = {{"without ratification", test_without_ratification},
        {"with ratification", test_with_ratification}, CU_TEST_INFO_NULL};

    return ent_run_suite("wording/headline_phrase", tests);
}
