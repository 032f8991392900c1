/* Display names of identifiers, and the words that a scenario's names write with capitals. */
#include "suite.h"

#include "base/status.h"
#include "failing_arena.h"
#include "wording/display_name.h"

#include <string.h>

static void test_plain_names(void)
{
    ent_arena arena = {0};

    CU_ASSERT_STRING_EQUAL(ent_display_name("western_troops", NULL, &arena), "Western troops");
    CU_ASSERT_STRING_EQUAL(ent_display_name("us_and_un_cover", NULL, &arena), "US and UN cover");
    CU_ASSERT_STRING_EQUAL(ent_display_name("un", NULL, &arena), "UN");
    CU_ASSERT_STRING_EQUAL(ent_display_name("until_unrest", NULL, &arena), "Until unrest");
    CU_ASSERT_STRING_EQUAL(ent_display_name("idf_back", NULL, &arena), "Idf back");
    CU_ASSERT_STRING_EQUAL(ent_display_name("", NULL, &arena), "");
    CU_ASSERT_STRING_EQUAL(ent_display_name("_", NULL, &arena), " ");
    ent_arena_free(&arena);
}

static void test_capitals_of_other_names(void)
{
    ent_arena arena = {0};
    ent_capitals capitals = {0};

    CU_ASSERT_EQUAL(ent_capitals_add(&capitals, "Withdrawal of the IDF, as in the MoU", &arena), ENT_OK);
    CU_ASSERT_EQUAL(ent_capitals_add(&capitals, "UNIFIL-led (G7)", &arena), ENT_OK);
    CU_ASSERT_EQUAL(ent_capitals_add(&capitals, NULL, &arena), ENT_OK);
    CU_ASSERT_STRING_EQUAL(ent_display_name("idf_back", &capitals, &arena), "IDF back");
    CU_ASSERT_STRING_EQUAL(ent_display_name("no_mou_from_unifil", &capitals, &arena), "No MoU from UNIFIL");
    CU_ASSERT_STRING_EQUAL(ent_display_name("g7_pays", &capitals, &arena), "G7 pays");
    CU_ASSERT_STRING_EQUAL(ent_display_name("idfs", &capitals, &arena), "Idfs"); /* another word */
    CU_ASSERT_STRING_EQUAL(ent_display_name("withdrawal", &capitals, &arena), "Withdrawal");
    ent_arena_free(&arena);
}

/* Capitals that are a style of type, or those of ordinary words, give no sign of an acronym. */
static void test_ordinary_capitals(void)
{
    ent_arena arena = {0};
    ent_capitals capitals = {0};

    CU_ASSERT_EQUAL(ent_capitals_add(&capitals, "WAR AND PEACE", &arena), ENT_OK);
    CU_ASSERT_EQUAL(ent_capitals_add(&capitals, "Plan A of 2026 in Kyiv", &arena), ENT_OK);
    CU_ASSERT_PTR_NULL(capitals.first);
    CU_ASSERT_EQUAL(ent_capitals_add(&capitals, "OSCE", &arena), ENT_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(capitals.first);
    CU_ASSERT_STRING_EQUAL(capitals.first->word, "OSCE");
    CU_ASSERT_EQUAL(ent_capitals_add(&capitals, "OSCE and osce", &arena), ENT_OK);
    CU_ASSERT_PTR_NULL(capitals.first->next);
    ent_arena_free(&arena);
}

static void test_no_memory(void)
{
    ent_arena arena = {0};
    ent_capitals capitals = {0};

    for (allocations_left = 0; allocations_left < 2;) {
        long before = allocations_left;
        CU_ASSERT_EQUAL(ent_capitals_add(&capitals, "the IDF", &arena), ENT_ERR_NO_MEMORY);
        CU_ASSERT_PTR_NULL(capitals.first);
        allocations_left = before + 1;
    }
    CU_ASSERT_EQUAL(ent_capitals_add(&capitals, "the IDF", &arena), ENT_OK);
    CU_ASSERT_PTR_NULL(ent_display_name("idf", &capitals, &arena));
    ent_arena_free(&arena);
    allocations_left = 1000;
}

int main(void)
{
    CU_TestInfo tests[] = {{"plain names", test_plain_names}, {"capitals of other names", test_capitals_of_other_names},
        {"ordinary capitals", test_ordinary_capitals}, {"no memory", test_no_memory}, CU_TEST_INFO_NULL};

    allocations_left = 1000;
    return ent_run_suite("display names", tests);
}
