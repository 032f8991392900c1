/* Calendar months as text and number, dates in other forms, and dates in formulas. */
#include "formula/calendar.h"

#include "formula/describe.h"
#include "formula_case.h"
#include "formula_errors.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>

static void test_read(void)
{
    static const char *const wrong[] = {"", "2026", "2026-", "2026-1", "2026-13", "2026-00", "2026-012", "202-12",
        "20266-12", "2026/12", " 2026-12", "2026-12 ", "2026-12-01", "June 2026", "-2026-12"};
    double month = 7.0;

    CU_ASSERT_TRUE(ent_calendar_read("2026-12", &month));
    CU_ASSERT_EQUAL(month, 12.0 * 2026 + 11);
    CU_ASSERT_TRUE(ent_calendar_read("0000-01", &month));
    CU_ASSERT_EQUAL(month, 0.0);
    CU_ASSERT_TRUE(ent_calendar_read("9999-12", NULL));
    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
        CU_ASSERT_FALSE(ent_calendar_read(wrong[i], &month));
        CU_ASSERT_EQUAL(month, 0.0); /* left alone */
    }
}

/* Every month of ten centuries is read back from its text; words take the part of a month down. */
static void test_round_trip(void)
{
    char text[ENT_CALENDAR_TEXT], words[ENT_CALENDAR_TEXT];
    double back = 0.0;

    for (int m = 12 * 1500; m < 12 * 2500; m++) {
        ent_calendar_text(text, m);
        CU_ASSERT_TRUE(ent_calendar_read(text, &back));
        CU_ASSERT_EQUAL(back, (double) m);
        ent_calendar_words(words, m + 0.75);
        CU_ASSERT_TRUE(ent_calendar_correct(words, text));
        CU_ASSERT_TRUE(ent_calendar_read(text, &back));
        CU_ASSERT_EQUAL(back, (double) m);
    }
    ent_calendar_words(words, 12.0 * 2025 + 8 + 16);
    CU_ASSERT_STRING_EQUAL(words, "January 2027");
    ent_calendar_words(words, (double) INFINITY);
    CU_ASSERT_STRING_EQUAL(words, "");
    ent_calendar_words(words, -1.0);
    CU_ASSERT_STRING_EQUAL(words, "");
    ent_calendar_text(text, (double) NAN);
    CU_ASSERT_STRING_EQUAL(text, "");
}

static void test_correct(void)
{
    static const char *const right[][2] = {{"June 2026", "2026-06"}, {"jun 2026", "2026-06"}, {"Sept. 2026", "2026-09"},
        {"15 June 2026", "2026-06"}, {"June 15, 2026", "2026-06"}, {"2026 June", "2026-06"}, {"2026/12", "2026-12"},
        {"12/2026", "2026-12"}, {"2026-6", "2026-06"}, {"2026-06-15", "2026-06"}, {"15.6.2026", "2026-06"},
        {"6.2026", "2026-06"}, {"2026-12", "2026-12"}};
    static const char *const wrong[] = {"", "12", "2026", "2026-13", "0/2026", "6.5", "June", "12 June", "autumn 2026",
        "f + 2026", "60", "1 to 3", "uniform(2, 2026)", "june may 2026", "20260612"};
    char text[ENT_CALENDAR_TEXT];

    for (size_t i = 0; i < sizeof(right) / sizeof(*right); i++) {
        CU_ASSERT_TRUE(ent_calendar_correct(right[i][0], text));
        CU_ASSERT_STRING_EQUAL(text, right[i][1]);
    }
    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
        if (ent_calendar_correct(wrong[i], text)) {
            fprintf(stderr, "%s: %s\n", wrong[i], text);
            CU_FAIL("this is no date");
        }
    }
}

/* A date is a number wherever it stands, counted from the start; text in words names the month. */
static void test_in_formulas(void)
{
    formula_case f = formula_case_parse("calendar >= '2026-12' and calendar < '2027-01' + 3");
    const ent_ast *date;
    double value;

    CU_ASSERT_EQUAL_FATAL(f.status, ENT_OK);
    CU_ASSERT_TRUE(ent_ast_check(f.ast, 50));
    CU_ASSERT_STRING_EQUAL(
        ent_ast_describe(f.ast, &f.arena), "calendar is at least December 2026 and calendar is below January 2027 + 3");
    date = ent_ast_set_start(f.ast, 12.0 * 2025 + 8); /* September 2025 */
    CU_ASSERT_PTR_EQUAL(date, f.ast->argument[0]->argument[1]);
    CU_ASSERT_EQUAL(date->number, 15.0);
    CU_ASSERT_TRUE(ent_ast_constant(f.ast->argument[1]->argument[1], &value));
    CU_ASSERT_EQUAL(value, 19.0);
    formula_case_free(&f);
    f = formula_case_parse("a + 1");
    CU_ASSERT_PTR_NULL(ent_ast_set_start(f.ast, 5.0));
    formula_case_free(&f);
}

static void test_wrong_in_formulas(void)
{
    static const error_row rows[] = {
        {"calendar >= '2026-13'", 12, 9, "'2026-13' is not a calendar month in the form of '2026-12'",
            "write the year and the number of the month, such as '2026-12'"},
        {"calendar >= 'June 2026'", 12, 11, "'June 2026' is not a calendar month in the form of '2026-12'",
            "write '2026-06'"},
        {"calendar - '2026/12'", 11, 9, "'2026/12' is not a calendar month in the form of '2026-12'",
            "write '2026-12'"},
        {"calendar == '2026'", 12, 6, "'2026' is not a calendar month in the form of '2026-12'",
            "write the year and the number of the month, such as '2026-12'"},
        {"calendar > 'soon'", 11, 6,
            "a string stands only in a comparison with == or !=", "for example `deal.western_troops == 'met'`"},
    };

    CHECK_FORMULA_ERRORS(rows);
}

int main(void)
{
    CU_TestInfo tests[] = {{"read", test_read}, {"round trip", test_round_trip}, {"correct", test_correct},
        {"in formulas", test_in_formulas}, {"wrong in formulas", test_wrong_in_formulas}, CU_TEST_INFO_NULL};

    return ent_run_suite("calendar", tests);
}
