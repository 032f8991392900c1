/* Corrections that messages propose: each is right, so that no help leads to the next error. */
#include "formula/formula_errors.h"
#include "suite.h"

#include "formula/query.h"

#include <string.h>

typedef struct correction {
    const char *text, *message, *corrected;
} correction;

static const char numbers[] = "numbers have no thousands separators";
static const char range[] = "a range is written with `to`";
static const char words[] = "a range is written with `to` alone";
static const char about[] = "an approximate number is written as a range";
static const char most[] = "a limit alone is no number";
static const char least[] = "a lower limit alone is no number";
static const char plus_minus[] = "`+-` is no operator";
static const char choice[] = "a choice is written `if(condition, a, b)`";
static const char commas[] = "the arguments of a function are separated by commas";

/* message NULL: that of the parser, which names the function. */
static const correction corrections[] = {
    {"10k +- 2k", plus_minus, "8k to 12k"},
    {"10k+-2k", plus_minus, "8k to 12k"},
    {"10k +- 20%", plus_minus, "8k to 12k"},
    {"60% +- 10%", plus_minus, "50% to 70%"},
    {"10k ± 20%", plus_minus, "8k to 12k"},
    {"12 +/- 3", plus_minus, "9 to 15"},
    {"10k plus or minus 2k", plus_minus, "8k to 12k"},
    {"8k, 15k", range, "8k to 15k"},
    {"[8k, 15k]", range, "8k to 15k"},
    {"(8k; 15k)", range, "8k to 15k"},
    {"10%, 20%", range, "10% to 20%"},
    {"[8k, 10k, 15k]", range, "triangular(8k, 10k, 15k)"},
    {"between 8k and 15k", words, "8k to 15k"},
    {"from 8k to 15k", words, "8k to 15k"},
    {"8k until 15k", words, "8k to 15k"},
    {"at most 10k", most, "uniform(0, 10k)"},
    {"< 10k", most, "uniform(0, 10k)"},
    {"less than 40%", most, "uniform(0, 40%)"},
    {"at least 8k", least, "8k to 16k"},
    {"8k+", least, "8k to 16k"},
    {"more than 60%", least, "60% to 90%"},
    {"~8k", about, "6.4k to 9.6k"},
    {"about 8k", about, "6.4k to 9.6k"},
    {"ca. 8000", about, "6400 to 9600"},
    {"≈ 40%", about, "32% to 48%"},
    {"10k if a else 5k", choice, "if(a, 10k, 5k)"},
    {"10k if a and not b, otherwise 5k", choice, "if(a and not b, 10k, 5k)"},
    {"if a then 10k else 5k", choice, "if(a, 10k, 5k)"},
    {"a > 3 ? 10k : 5k", choice, "if(a > 3, 10k, 5k)"},
    {"10k if a", choice, "if(a, 10k, 0)"},
    {"10'000", numbers, "10000"},
    {"1'000'000", numbers, "1000000"},
    {"10,000 to 20,000", numbers, "10000 to 20000"},
    {"10 000", numbers, "10000"},
    {"up to 10,000", numbers, "uniform(0, 10000)"},
    {"10_000", numbers, "10000"},
    {"triangular(10,000, 20,000, 30,000)", numbers, "triangular(10000, 20000, 30000)"},
    {"1.5 M", "a suffix follows its number directly", "1.5M"},
    {"8 k to 15 k", "a suffix follows its number directly", "8k to 15k"},
    {"uniform(0..1)", commas, "uniform(0, 1)"},
    {"uniform(8k to 15k)", commas, "uniform(8k, 15k)"},
    {"1 is 1", "equality is written `==`", "1 == 1"},
    {"a is not 1", "`is not` is written `!=`", "a != 1"},
    {"50%;", "a formula ends without a sign", "50%"},
    {"50%,", "a formula ends without a sign", "50%"},
    {"10% of 30k", "`of` is written `*`", "10% * 30k"},
    {"1 in 10", "a share of a number is written with `/`", "1 / 10"},
    {"$5M", "numbers carry no unit", "5M"},
    {"round(a)", NULL, "floor(a + 0.5)"},
    {"round(a + b) * 2", NULL, "(floor((a + b) + 0.5)) * 2"},
    {"mod(a, 3)", NULL, "a - 3 * floor(a / 3)"},
    {"ceil(2.5)", NULL, "-floor(-2.5)"},
    {"pow(a, 2)", NULL, "a ^ 2"},
    {"norm(0, 1)", NULL, "normal(0, 1)"},
    {"unif(0, 1)", NULL, "uniform(0, 1)"},
    {"norm(0, 1) + unif(0, 1)", NULL, "normal(0, 1) + uniform(0, 1)"},
    {"ln(a)", NULL, "log(a)"},
};

/* The text in the last backquotes of a help; NULL without. */
static const char *proposed(const char *help, char *out)
{
    const char *end = help != NULL ? strrchr(help, '`') : NULL;
    const char *from = end;

    while (from != NULL && from > help && from[-1] != '`') {
        from--;
    }
    if (from == NULL || from == help) {
        return NULL;
    }
    memcpy(out, from, (size_t) (end - from));
    out[end - from] = '\0';
    return out;
}

static void test_corrections(void)
{
    for (size_t i = 0; i < sizeof(corrections) / sizeof(*corrections); i++) {
        const correction *row = &corrections[i];
        formula_case wrong = formula_case_parse(row->text);
        formula_case right = formula_case_parse(row->corrected);
        char help[1000];
        const char *found = wrong.status == ENT_ERR_SCENARIO ? proposed(wrong.error.help, help) : NULL;
        bool good = found != NULL && strcmp(found, row->corrected) == 0 &&
                    (row->message == NULL || strcmp(wrong.error.message, row->message) == 0);
        if (!good) {
            printf("\n%s: %s [%s]\n", row->text, wrong.error.message != NULL ? wrong.error.message : "no error",
                wrong.error.help != NULL ? wrong.error.help : "");
        }
        CU_ASSERT_TRUE(good);
        CU_ASSERT_EQUAL(right.status, ENT_OK);
        formula_case_free(&wrong);
        formula_case_free(&right);
    }
}

/* A help of the form "write `X`" for any text made of pieces of formulas: X parses. */
static void test_no_help_leads_to_an_error(void)
{
    static const char *const pieces[] = {"8k", "15k", "60%", "a", ",", ";", "..", "to", "[", "]", "(", ")", "+-", "±",
        "~", "if", "else", "is", "uniform(", "|", "&&", "-", "–", "'", "000", "up to", "between", "and", "10", "="};
    enum { PIECES = sizeof(pieces) / sizeof(*pieces) };

    for (size_t n = 0; n < (size_t) PIECES * PIECES * PIECES * 2; n++) {
        char text[100], help[1000];
        const char *found;
        formula_case wrong;
        snprintf(text, sizeof(text), n % 2 == 0 ? "%s %s %s" : "%s%s%s", pieces[n / 2 % PIECES],
            pieces[n / 2 / PIECES % PIECES], pieces[n / 2 / PIECES / PIECES]);
        wrong = formula_case_parse(text);
        found = wrong.status == ENT_ERR_SCENARIO && wrong.error.length == strlen(text) &&
                        strncmp(wrong.error.help != NULL ? wrong.error.help : "", "write `", 7) == 0
                    ? proposed(wrong.error.help, help)
                    : NULL;
        if (found != NULL) {
            formula_case right = formula_case_parse(found);
            if (right.status != ENT_OK) {
                printf("\n%s: %s\n", text, wrong.error.help);
            }
            CU_ASSERT_EQUAL(right.status, ENT_OK);
            formula_case_free(&right);
        }
        formula_case_free(&wrong);
    }
}

static void test_suffixes(void)
{
    static const error_row rows[] = {
        {"8 to 15k", 0, 1, "interval: 8 stands without a suffix beside a number with `k`",
            "write `8k to 15k`; for 8 itself `8 to 15000`"},
        {"8k to 15", 6, 2, "interval: 15 stands without a suffix beside a number with `k`", "write `8k to 15k`"},
        {"1000 to 500k", 0, 4, "interval: 1000 stands without a suffix beside a number with `k`",
            "write `1000 to 500000`"},
        {"1.5 to 2M", 0, 3, "interval: 1.5 stands without a suffix beside a number with `M`",
            "write `1.5M to 2M`; for 1.5 itself `1.5 to 2000000`"},
        {"2 to 3B", 0, 1, "interval: 2 stands without a suffix beside a number with `B`",
            "write `2B to 3B`; for 2 itself `2 to 3000000000`"},
        {"uniform(8, 15k)", 8, 1, "uniform: 8 stands without a suffix beside a number with `k`",
            "write `uniform(8k, 15k)`; for 8 itself `uniform(8, 15000)`"},
        {"pert(8, 10, 15k, 4)", 5, 1, "pert: 8 stands without a suffix beside a number with `k`",
            "write `pert(8k, 10k, 15k, 4)`; for 8 itself `pert(8, 10, 15000, 4)`"},
    };
    static const char *const right[] = {"0 to 15k", "500 to 15k", "8k to 15k", "8 to 799", "uniform(0, 15k)",
        "triangular(0, 0, 10k)", "pert(1k, 2k, 3k, 4)", "8 to x", "50% to 70%"};

    CHECK_FORMULA_ERRORS(rows);
    for (size_t i = 0; i < sizeof(right) / sizeof(*right); i++) {
        formula_case f = formula_case_parse(right[i]);
        CU_ASSERT_EQUAL(f.status, ENT_OK);
        formula_case_free(&f);
    }
}

static void test_logarithms(void)
{
    static const error_row rows[] = {
        {"lognormal(10000, 2000)", 0, 22,
            "lognormal: mu and sigma are of the logarithm, and these are too large for it",
            "for the mean and standard deviation of the quantity itself write `lognormal_mean_sd(10000, 2000)`, or a "
            "range: `7080 to 13600`"},
        {"lognormal(40, 5)", 0, 16, "lognormal: mu and sigma are of the logarithm, and these are too large for it",
            "for the mean and standard deviation of the quantity itself write `lognormal_mean_sd(40, 5)`, or a range: "
            "`32.3 to 48.7`"},
    };
    static const char *const right[] = {
        "lognormal(9.2, 0.2)", "lognormal(0, 4)", "lognormal_mean_sd(10000, 2000)", "7080 to 13600"};

    CHECK_FORMULA_ERRORS(rows);
    for (size_t i = 0; i < sizeof(right) / sizeof(*right); i++) {
        formula_case f = formula_case_parse(right[i]);
        CU_ASSERT_EQUAL(f.status, ENT_OK);
        formula_case_free(&f);
    }
}

static void test_dates_and_words(void)
{
    static const error_row rows[] = {
        {"June 2026", 0, 9, "this is a date, and a number belongs here",
            "months are counted: write their number, such as `12` for a year; a calendar month inside a formula is "
            "written "
            "'2026-12'"},
        {"15.6.2026", 0, 9, "this is a date, and a number belongs here",
            "months are counted: write their number, such as `12` for a year; a calendar month inside a formula is "
            "written "
            "'2026-12'"},
        {" June 2026\t\n", 1, 9, "this is a date, and a number belongs here",
            "months are counted: write their number, such as `12` for a year; a calendar month inside a formula is "
            "written "
            "'2026-12'"},
        {"  10k +- 2k ", 2, 9, plus_minus, "write a range, its 5th to its 95th percentile, such as `8k to 12k`"},
        {"NaN", 0, 3, "`NaN` is no number", "write a number or a range, or leave the setting out"},
        {"türkiye.joins", 1, 2, "`ü` stands in no name: names hold a to z, 0 to 9 and _", "write `turkiye`"},
        {"a +- b", 2, 2, "`+-` is no operator", "write a range as `low to high`; to subtract write `-` alone"},
        {"3bn", 0, 3, "`3bn` is not a number", "write `3B`"},
    };

    CHECK_FORMULA_ERRORS(rows);
}

static void check_query(const char *text, const char *corrected, bool check)
{
    ent_arena arena = {0};
    ent_formula_error error = {0};
    ent_query query;
    ent_check line;
    char help[300];
    int status = check ? ent_check_parse(text, &arena, &line, &error) : ent_query_parse(text, &arena, &query, &error);

    CU_ASSERT_EQUAL_FATAL(status, ENT_ERR_SCENARIO);
    CU_ASSERT_STRING_EQUAL(error.message, "a condition is written `given`");
    CU_ASSERT_PTR_NOT_NULL_FATAL(proposed(error.help, help));
    CU_ASSERT_STRING_EQUAL(help, corrected);
    CU_ASSERT_EQUAL(error.offset, strcspn(text, "|"));
    status = check ? ent_check_parse(help, &arena, &line, &error) : ent_query_parse(help, &arena, &query, &error);
    CU_ASSERT_EQUAL(status, ENT_OK);
    ent_arena_free(&arena);
}

static void test_bars(void)
{
    check_query("truce.held | agreed", "truce.held given agreed", false);
    check_query("truce.held|agreed and a", "truce.held given agreed and a", false);
    check_query("P(truce.held | agreed) > 0.5", "P(truce.held given agreed) > 0.5", true);
}

static void test_billions(void)
{
    formula_case f = formula_case_parse("1.5B");

    CU_ASSERT_EQUAL_FATAL(f.status, ENT_OK);
    CU_ASSERT_EQUAL(f.ast->number, 1.5e9);
    CU_ASSERT_EQUAL(f.ast->suffix, 'B');
    formula_case_free(&f);
}

int main(void)
{
    CU_TestInfo tests[] = {{"corrections", test_corrections},
        {"no help leads to an error", test_no_help_leads_to_an_error}, {"suffixes", test_suffixes},
        {"logarithms", test_logarithms}, {"dates and words", test_dates_and_words}, {"bars", test_bars},
        {"billions", test_billions}, CU_TEST_INFO_NULL};

    return ent_run_suite("corrections", tests);
}
