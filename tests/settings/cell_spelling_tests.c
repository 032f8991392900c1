/* Numbers of spreadsheets in the spelling of formulas: each form that English, French and German write, the
 * ambiguous and the clear ones, and the position of every byte. */
#include "settings/tables/cell_spelling.h"
#include "settings/writing/quoted.h"
#include "suite.h"

#include "base/status.h"

#include <stdio.h>
#include <string.h>

static const ent_number_style english = {false, false}; /* a file separated by commas */
static const ent_number_style european = {true, true};  /* by semicolons */

typedef struct spelling_case {
    const char *cell, *expected; /* expected NULL: refused */
} spelling_case;

/* Writes the text of a cell in a style, "!help" where it is refused. */
static void spell(const char *cell, ent_number_style style, bool list, char *out, size_t room)
{
    ent_arena arena = {0};
    ent_mapped_text text = {.text = cell, .length = strlen(cell), .map = ent_plain_map(0, strlen(cell), &arena)};
    ent_spelling spelling;

    CU_ASSERT_EQUAL_FATAL(ent_cell_spelling(&spelling, &text, style, list, &arena), ENT_OK);
    snprintf(out, room, "%s%s", spelling.error.message != NULL ? "!" : "",
        spelling.error.message != NULL ? spelling.error.help : spelling.text.text);
    CU_ASSERT_EQUAL(strlen(spelling.text.text), spelling.text.length);
    for (size_t i = 0; i < spelling.text.length; i++) { /* bytes come from the cell, in order */
        CU_ASSERT(spelling.text.map[2 * i] < spelling.text.map[2 * i + 1]);
        CU_ASSERT(spelling.text.map[2 * i + 1] <= text.length);
        CU_ASSERT(i == 0 || spelling.text.map[2 * i] >= spelling.text.map[2 * i - 2]);
    }
    ent_arena_free(&arena);
}

static void expect(const char *cell, ent_number_style style, bool list, const char *expected)
{
    char found[300];

    spell(cell, style, list, found, sizeof(found));
    if (strcmp(found, expected) != 0) {
        printf("\n`%s`: found `%s`, expected `%s`\n", cell, found, expected);
    }
    CU_ASSERT_STRING_EQUAL(found, expected);
}

static void expect_both(const char *cell, const char *expected)
{
    expect(cell, english, false, expected);
    expect(cell, european, false, expected);
}

static void test_same_in_every_file(void)
{
    static const spelling_case cases[] = {{"", ""}, {"5", "5"}, {"10000", "10000"}, {"0.35", "0.35"}, {"0,35", "0.35"},
        {"0,5", "0.5"}, {"0,350", "0.350"}, {"0.350", "0.350"}, {"12,5", "12.5"}, {"1234,567", "1234.567"},
        {"1,2345", "1.2345"}, {"1.2345", "1.2345"}, {"-0,4", "-0.4"}, {"1,5k to 4k", "1.5k to 4k"}, {"40k", "40k"},
        {"1,5M", "1.5M"}, {"35%", "35%"}, {"35 %", "35%"}, {"35\xC2\xA0%", "35%"}, {"35\xE2\x80\xAF%", "35%"},
        {"35,5\xC2\xA0%", "35.5%"}, {"10 000", "10000"},
        {"10\xC2\xA0"
         "000",
            "10000"},
        {"10\xE2\x80\xAF"
         "000",
            "10000"},
        {"1 234 567", "1234567"}, {"10'000", "10000"},
        {"10\xE2\x80\x99"
         "000",
            "10000"},
        {"10 000,5", "10000.5"}, {"10 000,500", "10000.500"}, {"10 000.5", "10000.5"}, {"1.234.567", "1234567"},
        {"1,234,567", "1234567"}, {"1.234,5", "1234.5"}, {"1.234,567", "1234.567"}, {"1,234.5", "1234.5"},
        {"1,234.567", "1234.567"}, {"1.234.567,89", "1234567.89"}, {"1'234.50", "1234.50"}, {"1,50E+05", "1.50E+05"},
        {"1,500E+05", "1.500E+05"}, {"6 000 to 10 000", "6000 to 10000"}, {"35\xC2\xA0% to 50\xC2\xA0%", "35% to 50%"},
        {"0,5 + 0,1 * x1", "0.5 + 0.1 * x1"}, {"(0,5 + x) * 2", "(0.5 + x) * 2"}, {"exp((0,5))", "exp((0.5))"},
        {"2026-12", "2026-12"}, {"month < '2026-12'", "month < '2026-12'"}, {"deal.d == '1,000'", "deal.d == '1,000'"},
        {"x\xC2\xA0+ 1", "x + 1"}, {"TRUE", "true"}, {"True", "true"}, {"VRAI", "true"}, {"WAHR", "true"},
        {"FALSE", "false"}, {"False", "false"}, {"FAUX", "false"}, {"FALSCH", "false"}, {"true", "true"},
        {"uniform(0.5, 2)", "uniform(0.5, 2)"}, {"max(10 000, 5)", "max(10000, 5)"}, {"max(8k,1)", "max(8k,1)"},
        {"pledge_2,5", "pledge_2,5"}};

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        expect_both(cases[i].cell, cases[i].expected);
    }
}

/* A text that is no number in any spelling stays unchanged, and the formula refuses it. */
static void test_no_numbers(void)
{
    static const char *const cells[] = {"1.234.5", "1,234,56", "12,34,56", "0,123,456", "1 234.567.890", "1,234 567",
        "1.2.3", "0 350", "1234 567", "1 23", "1234,567,890", "5 euros", "1,", ",5", "1.234.567.8,9", "1'2345"};

    for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++) {
        expect_both(cells[i], cells[i]);
    }
}

static void test_ambiguous(void)
{
    expect_both("10,000", "!write 10000 or 10");
    expect_both("1,250", "!write 1250 or 1.25");
    expect_both("1,234", "!write 1234 or 1.2340"); /* 1.234 would be ambiguous again */
    expect_both("100,000", "!write 100000 or 100");
    expect_both("-10,000", "!write 10000 or 10");
    expect_both("10,000k", "!write 10000k or 10k");
    expect_both("10,000 %", "!write 10000% or 10%");
    expect_both("5 to 10,000", "!write 10000 or 10");
    expect_both("if(a, (10,000), 2)", "!write 10000 or 10");
    expect("10.000", european, false, "!write 10000 or 10");
    expect("1.234", european, false, "!write 1234 or 1.2340");
    expect("uniform(1.000, 2)", european, false, "!write 1000 or 1");
    expect("10.000", english, false, "10.000"); /* the point is the decimal sign, as in formulas */
    expect("uniform(1.000, 2)", english, false, "uniform(1.000, 2)");
}

/* A comma between digits is an argument's end or a decimal sign: both would do where any number of arguments may stand.
 */
static void test_arguments(void)
{
    expect("max(0,5, x)", european, false, "!write `0, 5` for two numbers, `0.5` for one");
    expect("max(0,5, x)", english, false, "max(0,5, x)");
    expect_both("max(10,000, x)", "!write `10, 000` for two numbers, `10000` for one");
    expect("discrete(8k,1,12k,1)", european, false, "!write `1, 12` for two numbers, `1.12` for one");
    expect("discrete(8k,1,12k,1)", english, false, "discrete(8k,1,12k,1)");
    expect_both("uniform(0,5)", "uniform(0,5)");           /* two arguments, or an error: one alone is not enough */
    expect_both("logistic(0,5 + x)", "logistic(0.5 + x)"); /* one argument alone: the comma can only be decimal */
    expect_both("unknown(normal(0,5))", "unknown(normal(0,5))");
    expect_both("exp(10,000 * x)", "!write 10000 or 10");
    expect_both("normal(0,5, 1)", "normal(0,5, 1)"); /* the formula refuses it */
    expect_both("max(uniform(0,5), 2)", "max(uniform(0,5), 2)");
    expect_both("min(0.5,2)", "min(0.5,2)");
    expect_both("min(2,0.5)", "min(2,0.5)");
    expect_both("(0, 0.5, 1)", "(0, 0.5, 1)");
    expect("(0,1)", european, true, "!write `0, 1` for two numbers, `0.1` for one");
    expect("(0,1)", english, true, "(0,1)");
    expect("(10,000, 20,000)", english, true, "!write `10, 000` for two numbers, `10000` for one");
    expect("(10 000, 20 000)", european, true, "(10000, 20000)");
    expect("(0, 0.5, 1)", european, true, "(0, 0.5, 1)");
}

static void test_spreadsheet_errors(void)
{
    static const char *const cells[] = {"#REF!", "#N/A", "#NAME?", "#WERT!", "#DIV/0!", "Err:502"};

    for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++) {
        expect_both(cells[i], "!correct the cell in the spreadsheet, and save the table again");
    }
}

/* Whether a cell shows a decimal comma, or points between thousands. */
static void test_evidence(void)
{
    static const char *const commas[] = {"0,35", "12,5%", "1.234,5", "1.234.567", "10 000,5", "1,5k to 3k"};
    static const char *const none[] = {
        "0.35", "10,000", "1,234.5", "1,234,567", "10 000", "10.000", "max(0,5)", "", "x", "'0,35'"};

    for (size_t i = 0; i < sizeof(commas) / sizeof(*commas) + sizeof(none) / sizeof(*none); i++) {
        bool expected = i < sizeof(commas) / sizeof(*commas);
        const char *cell = expected ? commas[i] : none[i - sizeof(commas) / sizeof(*commas)];
        ent_arena arena = {0};
        ent_mapped_text text = {.text = cell, .length = strlen(cell), .map = ent_plain_map(0, strlen(cell), &arena)};
        ent_spelling spelling;
        CU_ASSERT_EQUAL_FATAL(ent_cell_spelling(&spelling, &text, english, false, &arena), ENT_OK);
        CU_ASSERT_EQUAL(spelling.decimal_comma, expected);
        ent_arena_free(&arena);
    }
}

static void test_positions(void)
{
    static const char cell[] = "6\xE2\x80\xAF"
                               "000 to 35\xC2\xA0%";
    ent_arena arena = {0};
    ent_mapped_text text = {.text = cell, .length = strlen(cell), .map = ent_plain_map(100, strlen(cell), &arena)};
    ent_spelling spelling;

    CU_ASSERT_EQUAL_FATAL(ent_cell_spelling(&spelling, &text, european, false, &arena), ENT_OK);
    CU_ASSERT_STRING_EQUAL(spelling.text.text, "6000 to 35%");
    CU_ASSERT_EQUAL(spelling.text.map[0], 100); /* 6 */
    CU_ASSERT_EQUAL(spelling.text.map[2], 104); /* the first 0, behind the blank of three bytes */
    CU_ASSERT_EQUAL(spelling.text.map[2 * 10], 100 + strlen(cell) - 1); /* % */
    CU_ASSERT_EQUAL(spelling.text.map[2 * 11], 100 + strlen(cell));
    ent_arena_free(&arena);
}

/* The whole message, and the bytes of the cell that it is about. */
static void test_messages(void)
{
    static const struct {
        const char *cell;
        bool list;
        size_t offset, length;
        const char *message;
    } cases[] = {{"(0,1)", true, 1, 3, "`0,1` is ambiguous: two numbers, or one with a decimal comma"},
        {"max(10,000, x)", false, 4, 6, "`10,000` is ambiguous: two numbers, or one with a separator of thousands"},
        {"max(x, 0,25)", false, 7, 4, "`0,25` is ambiguous: two numbers, or one with a decimal comma"},
        {"5 to 10,000", false, 5, 6,
            "`10,000` is ambiguous: 10000 with a separator of thousands, or 10 with a decimal comma"},
        {"uniform(1.250, 2)", false, 8, 5,
            "`1.250` is ambiguous: 1250 with a separator of thousands, or 1.25 with a decimal point"},
        {"#REF!", false, 0, 5, "`#REF!` is the spreadsheet's mark of an error"}};

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        ent_arena arena = {0};
        size_t length = strlen(cases[i].cell);
        ent_mapped_text text = {.text = cases[i].cell, .length = length, .map = ent_plain_map(0, length, &arena)};
        ent_spelling spelling;
        CU_ASSERT_EQUAL_FATAL(ent_cell_spelling(&spelling, &text, european, cases[i].list, &arena), ENT_OK);
        CU_ASSERT_PTR_NOT_NULL_FATAL(spelling.error.message);
        CU_ASSERT_STRING_EQUAL(spelling.error.message, cases[i].message);
        CU_ASSERT_EQUAL(spelling.error.offset, cases[i].offset);
        CU_ASSERT_EQUAL(spelling.error.length, cases[i].length);
        if (strcmp(spelling.error.message, cases[i].message) != 0) {
            printf("\n%s: %zu+%zu %s\n", cases[i].cell, spelling.error.offset, spelling.error.length,
                spelling.error.message);
        }
        ent_arena_free(&arena);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"the same in every file", test_same_in_every_file}, {"no numbers", test_no_numbers},
        {"ambiguous", test_ambiguous}, {"arguments", test_arguments}, {"spreadsheet errors", test_spreadsheet_errors},
        {"evidence", test_evidence}, {"positions", test_positions}, {"messages", test_messages}, CU_TEST_INFO_NULL};

    return ent_run_suite("cell_spelling", tests);
}
