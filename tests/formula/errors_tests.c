#include "formula/formula_errors.h"
#include "suite.h"

#include <stdlib.h>

static void test_spelling(void)
{
    static const error_row rows[] = {
        {"5k–10k", 2, 3, "a dash is neither `to` (an interval) nor `-` (minus)", "write `5k to 10k`"},
        {"a = b", 2, 1, "`=` compares nothing: equality is written `==`", "write `a == b`"},
        {"a && b", 2, 2, "`&&` is written `and`", "write `a and b`"},
        {"a ≤ b and !c", 2, 3, "`≤` is written `<=`", "write `a <= b and not c`"},
        {"deal.x == “met”", 10, 3, "strings stand between plain single quotes (')", "write `deal.x == 'met'`"},
        {"2 ** 3", 2, 2, "`**` is written `^`", "write `2 ^ 3`"},
        {"a..b", 1, 2, "`..` is written `to`", "write `a to b`"},
        {"8k..15k", 2, 2, "`..` is written `to`", "write `8k to 15k`"},
        {"a ? b : c", 0, 9, "a choice is written `if(condition, a, b)`", "write `if(a, b, c)`"},
        {"a ? b", 2, 1, "`?` has no meaning in a formula", "to choose between values write `if(condition, a, b)`"},
        {"€5", 0, 4, "numbers carry no unit", "write `5`"},
        {"a # b", 2, 1, "`#` has no meaning in a formula", NULL},
        {"2²", 1, 2, "`²` is written `^2`", "write `2^2`"},
        {"1 ± 2", 0, 6, "`+-` is no operator", "write a range, its 5th to its 95th percentile, such as `-1 to 3`"},
        {"a ± 2", 2, 2, "`±` has no meaning in a formula", "write a range as `low to high`"},
        {"[1]", 0, 1, "only round parentheses group", "write `(1)`"},
        {"{a}", 0, 1, "only round parentheses group", "write `(a)`"},
        {"max(1; 2)", 5, 1, "arguments are separated by commas", "write `max(1, 2)`"},
        {"a ∧ b", 2, 3, "`∧` is written `and`", "write `a and b`"},
        {"∞", 0, 3, "`∞` is written `inf`", "write `inf`"},
        {"a – b", 2, 3, "a dash is neither `to` (an interval) nor `-` (minus)", "write `a to b`"},
    };

    CHECK_FORMULA_ERRORS(rows);
}

static void test_numbers(void)
{
    static const error_row rows[] = {
        {"35 %", 0, 4, "a suffix follows its number directly", "write `35%`"},
        {"a % b", 2, 1, "there is no modulo: `%` belongs to a number and follows it directly",
            "for the remainder of x / y write `x - y * floor(x / y)`"},
        {"0.5 % 3", 4, 1, "there is no modulo: `%` belongs to a number and follows it directly",
            "write `0.5%` without a blank"},
        {"12 \t% b", 4, 1, "there is no modulo: `%` belongs to a number and follows it directly",
            "write `12%` without a blank"},
        {"a5 % 3", 3, 1, "there is no modulo: `%` belongs to a number and follows it directly",
            "for the remainder of x / y write `x - y * floor(x / y)`"}, /* the 5 belongs to a name */
        {"a_5 % 3", 4, 1, "there is no modulo: `%` belongs to a number and follows it directly",
            "for the remainder of x / y write `x - y * floor(x / y)`"},
        {"a5% 3", 2, 1, "there is no modulo: `%` belongs to a number and follows it directly",
            "for the remainder of x / y write `x - y * floor(x / y)`"},
        {"10%3", 0, 4, "`10%3` is not a number", "there is no modulo: `%` belongs to the number before it"},
        {"10%b", 0, 4, "`10%b` is not a number", "there is no modulo: `%` belongs to the number before it"},
        {"10_000", 0, 6, "numbers have no thousands separators", "write `10000`"},
        {"1.2.3", 0, 5, "`1.2.3` is not a number",
            "a number has digits, at most one decimal point, and may end in %, k, M or B"},
        {"10K", 0, 3, "`10K` is not a number", "write `10k`"},
        {"10m", 0, 3, "`10m` is not a number", "write `10M` if you mean million"},
        {"3x", 0, 2, "`3x` is not a number", "a number may end in %, k, M or B; to multiply, write `*`"},
        {"1e999", 0, 5, "the number `1e999` is too large", "for no limit write `inf`"},
    };

    CHECK_FORMULA_ERRORS(rows);
}

static void test_words(void)
{
    static const error_row rows[] = {
        {"deal.", 4, 1, "a name must follow the point after `deal`", "for example `deal.western_troops`"},
        {"Deal.X", 0, 6, "words are written in small letters: `Deal.X`", "did you mean `deal.x`?"},
        {"TRUE", 0, 4, "words are written in small letters: `TRUE`", "did you mean `true`?"},
        {"P(a)", 0, 1, "`P(...)` stands only in checks, at the start and after the comparison",
            "in a headline or formula write the expression alone"},
        {"a.1b", 0, 4, "`a.1b` cannot be a name", "use small letters, digits and _, and start each part with a letter"},
        {"_a", 0, 2, "`_a` cannot be a name", "use small letters, digits and _, and start each part with a letter"},
        {"a given b", 2, 5, "`given` stands only in the headline and in checks, once, after an expression",
            "in a formula use `and`, or `if(condition, a, b)`"},
        {"a in b", 2, 2, "`in` stands only at the end of a check, before the name of a variant", NULL},
        {"a.", 1, 1, "a name must follow the point after `a`", "for example `deal.western_troops`"},
    };

    CHECK_FORMULA_ERRORS(rows);
}

static void test_values(void)
{
    static const error_row rows[] = {
        {"to", 0, 2, "a value was expected before `to`", NULL},
        {"+3", 0, 1, "a value was expected before `+`; there is no sign `+`",
            "leave it out: a number without `-` is positive"},
        {"a +", 2, 1, "the formula ends after `+`, where a value was expected", NULL},
        {"a + * b", 4, 1, "a value was expected between `+` and `*`", NULL},
        {"a + )", 4, 1, "a value was expected between `+` and `)`", NULL},
        {"max(1,", 5, 1, "the formula ends after `,`, where a value was expected", NULL},
        {"2 * not a", 4, 3, "`not` binds less closely than the operator before it",
            "put parentheses around it: `(not ...)`"},
        {"", 0, 0, "the formula is empty", "write a number, for example `35%`, or a formula"},
        {"   ", 3, 0, "the formula is empty", "write a number, for example `35%`, or a formula"},
        {"* 3", 0, 1, "a value was expected before `*`", NULL},
        {"a * / b", 4, 1, "a value was expected between `*` and `/`", NULL},
        {"2 > not a", 4, 3, "`not` binds less closely than the operator before it",
            "put parentheses around it: `(not ...)`"},
        {"a or", 2, 2, "the formula ends after `or`, where a value was expected", NULL},
        {"and b", 0, 3, "a value was expected before `and`", NULL},
        {"-", 0, 1, "the formula ends after `-`, where a value was expected", NULL},
    };

    CHECK_FORMULA_ERRORS(rows);
}

static void test_operators(void)
{
    static const error_row rows[] = {
        {"1 < 2 < 3", 0, 9, "comparisons cannot be chained", "write `1 < 2 and 2 < 3`"},
        {"a == b == c", 0, 11, "comparisons cannot be chained", "write `a == b and b == c`"},
        {"1 to 2 to 3", 0, 11, "`to` takes two ends and cannot be chained",
            "for three points write `triangular(1, 2, 3)`"},
        {"40 k", 0, 4, "a suffix follows its number directly", "write `40k`"},
        {"3 x", 2, 1, "an operator is missing between `3` and `x`", "to multiply, write `3 * x`"},
        {"3(x)", 1, 1, "an operator is missing between `3` and `(`", "to multiply, write `3 * (...)`"},
        {"(a)(b)", 3, 1, "an operator is missing between `)` and `(`", "to multiply, write `) * (...)`"},
        {"a b", 2, 1, "an operator is missing between `a` and `b`", NULL},
        {"a not b", 2, 3, "an operator is missing before `not`", "write `and not`, or `!=` for `is not`"},
        {"1 000", 0, 5, "numbers have no thousands separators", "write `1000`"},
        {"1 2", 2, 1, "an operator is missing between `1` and `2`", "to multiply, write `1 * 2`"},
        {"10% 3", 4, 1, "an operator is missing between `10%` and `3`",
            "there is no modulo: `%` belongs to the number before it"},
        {"10 mod 3", 3, 3, "an operator is missing between `10` and `mod`",
            "for the remainder of x / y write `x - y * floor(x / y)`"},
        {"normal(0, 1) to 5 to 6", 0, 22, "`to` takes two ends and cannot be chained",
            "for three points write `triangular(normal(0, 1), 5, 6)`"},
    };

    CHECK_FORMULA_ERRORS(rows);
}

static void test_parentheses(void)
{
    static const error_row rows[] = {
        {")", 0, 1, "this parenthesis was never opened", "remove it, or open one before"},
        {"(a", 0, 1, "this parenthesis is never closed", "close it with `)`"},
        {"(", 0, 1, "this parenthesis is never closed", "close it with `)`"},
        {"max(1, (2", 7, 1, "this parenthesis is never closed", "close it with `)`"},
        {"(1 + 2", 0, 1, "this parenthesis is never closed", "close it with `)`"},
    };

    CHECK_FORMULA_ERRORS(rows);
}

static void test_calls(void)
{
    static const error_row rows[] = {
        {"10,000", 0, 6, "numbers have no thousands separators", "write `10000`"},
        {"1,5", 1, 1, "a comma stands only between the arguments of a function",
            "the decimal sign is a point: write `1.5`"},
        {"triangular(10,000, 20,000, 30,000)", 0, 34, "numbers have no thousands separators",
            "write `triangular(10000, 20000, 30000)`"},
        {"trianglar(1,2,3)", 0, 9, "`trianglar` is neither a function nor a distribution",
            "did you mean `triangular`?"},
        {"foo(2)", 0, 3, "`foo` is neither a function nor a distribution",
            "to multiply, write `*` before the parenthesis"},
        {"ln(2)", 0, 2, "`ln` is neither a function nor a distribution", "write `log(2)`"},
        {"exp", 0, 3, "`exp` needs its arguments in parentheses", "write `exp(x)`"},
        {"exp + 1", 0, 3, "`exp` needs its arguments in parentheses", "write `exp(x)`"},
        {"max(1,)", 5, 1, "an argument is missing after this comma", "leave the comma out, or write the argument"},
        {"max(,1)", 4, 1, "an argument is missing before this comma", NULL},
        {"max()", 0, 5, "`max` takes 2 arguments or more, found 0", "write `max(a, b, ...)`"},
        {"abs()", 0, 5, "`abs` takes 1 argument, found 0", "write `abs(x)`"},
        {"(a, b)", 2, 1, "a comma stands only between the arguments of a function",
            "is a function's name missing before the parenthesis?"},
        {"quantiles(0, 1)", 0, 15, "`quantiles` takes pairs of arguments, two pairs or more, found 2",
            "write `quantiles(p1, x1, p2, x2, ...)`"},
        {"f.g(2)", 0, 3, "`f.g` is neither a function nor a distribution",
            "to multiply, write `*` before the parenthesis"},
        {"min(1)", 0, 6, "`min` takes 2 arguments or more, found 1", "write `min(a, b, ...)`"},
        {"clamp(1, 2)", 0, 11, "`clamp` takes 3 arguments, found 2", "write `clamp(x, lo, hi)`"},
        {"if(a, b)", 0, 8, "`if` takes 3 arguments, found 2", "write `if(condition, a, b)`"},
        {"if(a, b, c, d)", 0, 14, "`if` takes 3 arguments, found 4", "write `if(condition, a, b)`"},
        {"discrete(1, 2, 3)", 0, 17, "`discrete` takes pairs of arguments, found 3",
            "write `discrete(x1, w1, x2, w2, ...)`"},
        {"quantiles(0, 1, 1)", 0, 18, "`quantiles` takes pairs of arguments, two pairs or more, found 3",
            "write `quantiles(p1, x1, p2, x2, ...)`"},
    };

    CHECK_FORMULA_ERRORS(rows);
}

static void test_unknown(void)
{
    static const error_row rows[] = {
        {"unknown(0.5 + normal(0, 1))", 8, 18, "`unknown` takes a distribution, found `0.5 + normal(0, 1)`",
            "put `unknown` around the distribution alone: `unknown(normal(0, 1))`"},
        {"unknown(5)", 8, 1, "`unknown` takes a distribution, found `5`",
            "what is known stands alone: write `5`; for a range, `unknown(40% to 80%)`"},
        {"1 + unknown(f)", 12, 1, "`unknown` takes a distribution, found `f`",
            "give the range: for example `unknown(40% to 80%)`"},
        {"mixture(1, unknown(normal(0, 1)), 2, normal(0, 1))", 11, 21,
            "mixture: what it is made of cannot be unknown by itself: the whole is drawn at once",
            "write `unknown(mixture(...))`"},
        {"truncate(unknown(normal(0, 1)), 0, 1)", 9, 21,
            "truncate: what it is made of cannot be unknown by itself: the whole is drawn at once",
            "write `unknown(truncate(...))`"},
        {"unknown", 0, 7, "`unknown` needs its arguments in parentheses", "write `unknown(d)`"},
    };

    CHECK_FORMULA_ERRORS(rows);
}

static void test_strings(void)
{
    static const error_row rows[] = {
        {"'met'", 0, 5,
            "a string stands only in a comparison with == or !=", "for example `deal.western_troops == 'met'`"},
        {"'met' == 3", 0, 5, "a string is compared with a name such as deal.western_troops or truce.cause",
            "for example `deal.western_troops == 'met'`"},
        {"'a' == 'b'", 0, 3, "a string is compared with a name such as deal.western_troops or truce.cause",
            "for example `deal.western_troops == 'met'`"},
        {"deal.x == 'met", 10, 1, "the string that starts here is never closed", "close it with another `'`"},
    };

    CHECK_FORMULA_ERRORS(rows);
}

/* Each foreign sign between two names: the corrected text in the help can be parsed. */
static void test_help_is_right(void)
{
    static const char *const rows[] = {"a ≤ b", "a≥b", "a ≠ 2", "a − b", "a–b", "a — b", "a×b", "a · b", "a÷b", "a²",
        "a³ + 1", "x < ∞", "¬a", "a∧b", "a ∨ b", "1…2", "1 .. 2", "1k..2k", "a ** 2", "a&&b", "a & b", "a||b", "a|b",
        "a <> b", "a =< b", "a => b", "a=b", "!a", "!(a)", "(a)&&(b)", "[a]", "{a} + [b]", "max(1; 2)",
        "deal.x == ‘met’", "deal.x == “met”", "deal.x=„met“", "deal.x == \"met\"", "deal.x == `met`", "a\xC2\xA0+ b",
        "a +\xE2\x80\xAF b", "a\xE2\x80\x89+ b", "a ≤ b and b ≥ c && !d", "deal.x == 'a=b' && c", "if(a=1,2,3)"};

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        formula_case f = formula_case_parse(rows[i]);
        formula_case again = {0};
        CU_ASSERT_EQUAL_FATAL(f.status, ENT_ERR_SCENARIO);
        CU_ASSERT_PTR_NOT_NULL_FATAL(f.error.help);
        CU_ASSERT_EQUAL_FATAL(strncmp(f.error.help, "write `", 7), 0);
        again = formula_case_parse(ent_arena_strndup(&f.arena, f.error.help + 7, strlen(f.error.help) - 8));
        if (again.status != ENT_OK) {
            printf("\n%s: %s: %s\n", rows[i], f.error.help, again.error.message);
        }
        CU_ASSERT_EQUAL(again.status, ENT_OK);
        formula_case_free(&again);
        formula_case_free(&f);
    }
}

/* The help leaves strings unchanged, and is left out for a long formula. */
static void test_help_keeps_strings(void)
{
    char text[400];
    formula_case f = formula_case_parse("deal.x == '≤ a=b' and b=c");

    CU_ASSERT_STRING_EQUAL(f.error.help, "write `deal.x == '≤ a=b' and b==c`");
    formula_case_free(&f);
    memset(text, 'a', sizeof(text));
    memcpy(text + 300, " = 2", 5);
    f = formula_case_parse(text);
    CU_ASSERT_EQUAL(f.status, ENT_ERR_SCENARIO);
    CU_ASSERT_EQUAL(f.error.offset, 301);
    CU_ASSERT_PTR_NULL(f.error.help);
    formula_case_free(&f);
}

int main(void)
{
    CU_TestInfo tests[] = {{"foreign spellings", test_spelling}, {"numbers", test_numbers}, {"words", test_words},
        {"missing values", test_values}, {"missing operators", test_operators}, {"parentheses", test_parentheses},
        {"calls", test_calls}, {"unknown", test_unknown}, {"strings", test_strings},
        {"help is right", test_help_is_right}, {"help keeps strings", test_help_keeps_strings}, CU_TEST_INFO_NULL};

    return ent_run_suite("errors", tests);
}
