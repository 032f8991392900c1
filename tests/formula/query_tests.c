#include "formula/formula_errors.h"
#include "formula/query.h"
#include "suite.h"

#include <stdlib.h>

static void test_queries(void)
{
    ent_arena arena = {0};
    ent_query query;
    ent_formula_error error;

    CU_ASSERT_EQUAL_FATAL(ent_query_parse("truce.held", &arena, &query, &error), ENT_OK);
    CU_ASSERT_STRING_EQUAL(formula_tree(query.event, &arena), "truce.held");
    CU_ASSERT_PTR_NULL(query.given);
    CU_ASSERT_EQUAL_FATAL(ent_query_parse("a or b given agreed and c", &arena, &query, &error), ENT_OK);
    CU_ASSERT_STRING_EQUAL(formula_tree(query.event, &arena), "(or a b)");
    CU_ASSERT_STRING_EQUAL_FATAL(formula_tree(query.given, &arena), "(and agreed c)");
    ent_arena_free(&arena);
}

/* The distributions of the condition are numbered after those of the event, so that no two have the same address. */
static void test_ordinals_go_on(void)
{
    ent_arena arena = {0};
    ent_query query;
    ent_formula_error error;

    CU_ASSERT_EQUAL_FATAL(
        ent_query_parse("normal(0, 1) < normal(0, 2) given uniform(0, 1) < 0.5", &arena, &query, &error), ENT_OK);
    CU_ASSERT_EQUAL(query.event->argument[0]->ordinal, 0);
    CU_ASSERT_EQUAL(query.event->argument[1]->ordinal, 1);
    CU_ASSERT_EQUAL(query.given->argument[0]->ordinal, 2);
    ent_arena_free(&arena);
}

static void test_query_errors(void)
{
    static const error_row rows[] = {
        {"", 0, 0, "the formula is empty", "write a number, for example `35%`, or a formula"},
        {"truce.held given", 11, 5, "the formula ends after `given`, where a value was expected", NULL},
        {"given agreed", 0, 5, "`given` stands only in the headline and in checks, once, after an expression",
            "in a formula use `and`, or `if(condition, a, b)`"},
        {"a given b given c", 10, 5, "`given` stands only in the headline and in checks, once, after an expression",
            "in a formula use `and`, or `if(condition, a, b)`"},
        {"(a given b)", 3, 5, "`given` stands only in the headline and in checks, once, after an expression",
            "in a formula use `and`, or `if(condition, a, b)`"},
        {"a given b in c", 10, 2, "`in` stands only at the end of a check, before the name of a variant", NULL},
        {"P(truce.held)", 0, 1, "`P(...)` stands only in checks, at the start and after the comparison",
            "in a headline or formula write the expression alone"},
        {"'met' given a", 0, 5,
            "a string stands only in a comparison with == or !=", "for example `deal.western_troops == 'met'`"},
        {"a given 'met'", 8, 5,
            "a string stands only in a comparison with == or !=", "for example `deal.western_troops == 'met'`"},
        {"a given b)", 9, 1, "this parenthesis was never opened", "remove it, or open one before"},
        {"a given b c", 10, 1, "an operator is missing between `b` and `c`", NULL},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        ent_arena arena = {0};
        ent_query query;
        ent_formula_error error = {0};
        int status = ent_query_parse(rows[i].text, &arena, &query, &error);
        check_error(&rows[i], status, &error);
        CU_ASSERT_PTR_NULL(query.event);
        CU_ASSERT_PTR_NULL(query.given);
        ent_arena_free(&arena);
    }
}

static void test_checks(void)
{
    static const struct {
        const char *text, *event, *given;
        ent_ast_kind op;
        double bound;
        const char *variant;
    } rows[] = {
        {"P(truce.held) > 0.001", "truce.held", NULL, ENT_AST_GT, 0.001, NULL},
        {"P(truce.held given agreed) < 0.9 in air_cover", "truce.held", "agreed", ENT_AST_LT, 0.9, "air_cover"},
        {" P ( a or b given c<d ) <= 90% ", "(or a b)", "(< c d)", ENT_AST_LE, 0.9, NULL},
        {"P(a) >= 1 in base", "a", NULL, ENT_AST_GE, 1.0, "base"},
        {"P((a)) == 0", "a", NULL, ENT_AST_EQ, 0.0, NULL},
        {"P(not a) != 50% in min", "(not a)", NULL, ENT_AST_NE, 0.5, "min"},
        {"P(deal.x == 'met') > 10%", "(== deal.x 'met')", NULL, ENT_AST_GT, 0.1, NULL},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        ent_arena arena = {0};
        ent_check check;
        ent_formula_error error = {0};
        int status = ent_check_parse(rows[i].text, &arena, &check, &error);
        CU_ASSERT_EQUAL_FATAL(status, ENT_OK);
        CU_ASSERT_STRING_EQUAL(formula_tree(check.query.event, &arena), rows[i].event);
        CU_ASSERT_EQUAL(check.query.given == NULL, rows[i].given == NULL);
        if (check.query.given != NULL && rows[i].given != NULL) {
            CU_ASSERT_STRING_EQUAL(formula_tree(check.query.given, &arena), rows[i].given);
        }
        CU_ASSERT_FALSE(check.is_mean);
        CU_ASSERT_EQUAL(check.op, rows[i].op);
        CU_ASSERT_EQUAL(check.bound, rows[i].bound);
        CU_ASSERT_TRUE(same_text(check.variant, rows[i].variant));
        if (check.variant != NULL) {
            CU_ASSERT_EQUAL(strncmp(rows[i].text + check.variant_offset, check.variant, check.variant_length), 0);
        }
        ent_arena_free(&arena);
    }
}

static void test_two_probabilities(void)
{
    ent_arena arena = {0};
    ent_check check;
    ent_formula_error error;

    CU_ASSERT_EQUAL_FATAL(ent_check_parse("P(a given normal(0, 1) > 0) <= P ( b given uniform(0, 1) < 0.5 ) in v",
                              &arena, &check, &error),
        ENT_OK);
    CU_ASSERT_EQUAL(ent_check_queries(&check), 2);
    CU_ASSERT_EQUAL(check.op, ENT_AST_LE);
    CU_ASSERT_EQUAL(check.bound, 0.0);
    CU_ASSERT_STRING_EQUAL(check.variant, "v");
    CU_ASSERT_STRING_EQUAL(formula_tree(check.query.event, &arena), "a");
    CU_ASSERT_STRING_EQUAL(formula_tree(check.other.event, &arena), "b");
    CU_ASSERT_EQUAL(check.query.given->argument[0]->ordinal, 0);
    CU_ASSERT_EQUAL(check.other.given->argument[0]->ordinal, 1);
    CU_ASSERT_EQUAL_FATAL(ent_check_parse("P(a) > 0.1", &arena, &check, &error), ENT_OK);
    CU_ASSERT_EQUAL(ent_check_queries(&check), 1);
    ent_arena_free(&arena);
}

#define EXAMPLE "for example `P(truce.held given agreed) > 0.5`"
#define OF_MEAN "for example `E(truce.months given agreed) >= 24`"
#define STARTS "a check starts with what it is about: a probability `P(...)` or a mean `E(...)`"
#define MEASURES_ALONE "the mean of a measure is compared with a number or with another `mean(...)`"
#define OTHER_KIND "a probability `P(...)` and a mean `E(...)` are not compared with each other"

/* Of a mean the bound is any number. */
static void test_means(void)
{
    static const struct {
        const char *text, *number, *given, *other;
        double bound;
    } rows[] = {{"E(x) > 5k", "x", NULL, NULL, 5000.0}, {"E(x) > -90", "x", NULL, NULL, -90.0},
        {" E ( x + 1 given a ) > 2 in v", "(+ x 1)", "a", NULL, 2.0}, {"E(x) > 50%", "x", NULL, NULL, 0.5},
        {"E(x given a) > E(y)", "x", "a", "y", 0.0}};

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        ent_arena arena = {0};
        ent_check check;
        ent_formula_error error = {0};
        CU_ASSERT_EQUAL_FATAL(ent_check_parse(rows[i].text, &arena, &check, &error), ENT_OK);
        CU_ASSERT_TRUE(check.is_mean);
        CU_ASSERT_EQUAL(check.op, ENT_AST_GT);
        CU_ASSERT_EQUAL(check.bound, rows[i].bound);
        CU_ASSERT_EQUAL(ent_check_queries(&check), rows[i].other != NULL ? 2 : 1);
        CU_ASSERT_STRING_EQUAL(formula_tree(check.query.event, &arena), rows[i].number);
        CU_ASSERT_EQUAL(check.query.given != NULL, rows[i].given != NULL);
        if (rows[i].other != NULL && check.other.event != NULL) {
            CU_ASSERT_STRING_EQUAL(formula_tree(check.other.event, &arena), rows[i].other);
        }
        ent_arena_free(&arena);
    }
}

static void test_check_errors(void)
{
    static const error_row rows[] = {
        {"", 0, 0, STARTS, EXAMPLE},
        {"truce.held > 0.1", 0, 10, STARTS, EXAMPLE},
        {" p(truce.held) > 0.1", 1, 1, STARTS, EXAMPLE},
        {"P truce.held > 0.1", 0, 1, STARTS, EXAMPLE},
        {"0.1 < P(a)", 0, 3, STARTS, EXAMPLE},
        {"P(truce.held > 0.1", 1, 1, "this parenthesis is never closed", "close it with `)`"},
        {"P(", 1, 1, "this parenthesis is never closed", "close it with `)`"},
        {"P() > 0", 2, 1, "there is nothing between the parentheses", NULL},
        {"P(a, b) > 0", 3, 1, "a comma stands only between the arguments of a function",
            "is a function's name missing before the parenthesis?"},
        {"P(a)", 4, 0, "after `P(...)` a comparison was expected: <, <=, >, >=, == or !=", EXAMPLE},
        {"P(a) + 1 > 0", 5, 1, "after `P(...)` a comparison was expected: <, <=, >, >=, == or !=", EXAMPLE},
        {"P(a) = 0.1", 5, 1, "`=` compares nothing: equality is written `==`", "write `P(a) == 0.1`"},
        {"P(a) >", 6, 0, "a check compares with a number, for example 0.5 or 50%, or with another `P(...)`", EXAMPLE},
        {"P(a) > b", 7, 1, "a check compares with a number, for example 0.5 or 50%, or with another `P(...)`", EXAMPLE},
        {"P(a) > P(b", 8, 1, "this parenthesis is never closed", "close it with `)`"},
        {"P(a) > P(b) > 0.1", 12, 1, "the check should end here",
            "write each check as a string of its own; `in VARIANT` may follow the number"},
        {"P(P(a)) > 0.1", 2, 1, "`P(...)` stands only in checks, at the start and after the comparison",
            "in a headline or formula write the expression alone"},
        {"P(a) > 0.2 * P(b)", 11, 1, "the check should end here",
            "write each check as a string of its own; `in VARIANT` may follow the number"},
        {"P(a) > 90", 7, 2, "a probability lies between 0 and 1", "did you mean `90%`?"},
        {"P(a) > 900%", 7, 4, "a probability lies between 0 and 1", NULL},
        {"P(a) > -0.1", 7, 4, "a probability lies between 0 and 1", NULL},
        {"P(a) > 0.1 in", 13, 0, "after `in` the name of a variant was expected", "for example `in air_cover`"},
        {"P(a) > 0.1 in 3", 14, 1, "after `in` the name of a variant was expected", "for example `in air_cover`"},
        {"P(a) > 0.1 in a.b", 14, 3, "after `in` the name of a variant was expected", "for example `in air_cover`"},
        {"P(a) > 0.1 and b", 11, 3, "the check should end here",
            "write each check as a string of its own; `in VARIANT` may follow the number"},
        {"P(a) > 0.1 in a b", 16, 1, "the check should end here",
            "write each check as a string of its own; `in VARIANT` may follow the number"},
        {"average(a) > 3", 0, 7, STARTS, OF_MEAN},
        {"average>3", 0, 7, STARTS, OF_MEAN},
        {" mean<=3", 1, 4, STARTS, OF_MEAN},
        {"avg=3", 0, 3, STARTS, OF_MEAN},
        {"expected!=3", 0, 8, STARTS, OF_MEAN},
        {"expectations > 3", 0, 12, STARTS, EXAMPLE},
        {"a_name_of_thirty_nine_characters_and_no_ > 3", 0, 40, STARTS, EXAMPLE},
        {"a_name_of_forty_one_characters_and_no_more > 3", 0, 40, STARTS, EXAMPLE},
        {"mean(a.b) > 3", 5, 3, "`mean(...)` takes the name of a measure",
            "name the number in `measures`: { x = \"a.b\"; }, and write mean(x)"},
        {"mean(2) > 3", 5, 1, "`mean(...)` takes the name of a measure",
            "name a number in `measures`, such as measures: { peace = \"truce.months\"; }, and write mean(peace)"},
        {"mean(a given b) > 3", 7, 5, "`mean(...)` takes no condition of its own",
            "write it into the measure, as in a: { value = \"…\"; given = \"agreed\"; }"},
        {"mean(a) > E(b)", 10, 1, MEASURES_ALONE, "for example `mean(cost) < 5B`"},
        {"P(a) > mean(b)", 7, 4, MEASURES_ALONE, EXAMPLE},
        {"mean(a) > x", 10, 1, "a mean is compared with a number, for example 24 or 5k, or with another `mean(...)`",
            "for example `mean(cost) < 5B`"},
        {" e(a) > 3", 1, 1, STARTS, OF_MEAN},
        {"E(a)", 4, 0, "after `E(...)` a comparison was expected: <, <=, >, >=, == or !=", OF_MEAN},
        {"E(a) > b", 7, 1, "a mean is compared with a number, for example 24 or 5k, or with another `E(...)`", OF_MEAN},
        {"E(a) > P(b)", 7, 1, OTHER_KIND, OF_MEAN},
        {"P(a) > E(b)", 7, 1, OTHER_KIND, EXAMPLE},
        {"E(a) > E(b", 8, 1, "this parenthesis is never closed", "close it with `)`"},
        {"E(E(a)) > 1", 2, 1, "`E(...)` stands only in checks, at the start and after the comparison",
            "in a headline or formula write the expression alone"},
        {"P('a') > 0.1", 2, 3,
            "a string stands only in a comparison with == or !=", "for example `deal.western_troops == 'met'`"},
        {"P(a given b given c) > 0.1", 12, 5,
            "`given` stands only in the headline and in checks, once, after an expression",
            "in a formula use `and`, or `if(condition, a, b)`"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        ent_arena arena = {0};
        ent_check check;
        ent_formula_error error = {0};
        int status = ent_check_parse(rows[i].text, &arena, &check, &error);
        check_error(&rows[i], status, &error);
        CU_ASSERT_PTR_NULL(check.query.event);
        CU_ASSERT_PTR_NULL(check.variant);
        ent_arena_free(&arena);
    }
}

/* Means of measures: in checks, and as the headline. */
static void test_measures(void)
{
    ent_arena arena = {0};
    ent_formula_error error = {0};
    ent_check check;
    ent_query query;

    CU_ASSERT_EQUAL(ent_check_parse(" mean ( cost ) < -5k in v", &arena, &check, &error), ENT_OK);
    CU_ASSERT_TRUE(check.is_mean && check.of_measures);
    CU_ASSERT_STRING_EQUAL(check.query.measure, "cost");
    CU_ASSERT_EQUAL(check.bound, -5000.0);
    CU_ASSERT_STRING_EQUAL(check.variant, "v");
    CU_ASSERT_EQUAL(ent_check_queries(&check), 1);
    CU_ASSERT_EQUAL(ent_check_parse("mean(a) >= mean(b)", &arena, &check, &error), ENT_OK);
    CU_ASSERT_STRING_EQUAL(check.query.measure, "a");
    CU_ASSERT_STRING_EQUAL(check.other.measure, "b");
    CU_ASSERT_EQUAL(ent_query_parse("mean(cost)", &arena, &query, &error), ENT_OK);
    CU_ASSERT_STRING_EQUAL(query.measure, "cost");
    CU_ASSERT_PTR_NULL(query.given);
    CU_ASSERT_EQUAL(ent_query_parse("truce.held", &arena, &query, &error), ENT_OK);
    CU_ASSERT_PTR_NULL(query.measure);
    CU_ASSERT_EQUAL(ent_query_parse("mean(cost) > 3", &arena, &query, &error), ENT_ERR_SCENARIO);
    CU_ASSERT_PTR_NULL(query.event);
    CU_ASSERT_STRING_EQUAL(error.message, "the headline should end after `mean(cost)`");
    ent_arena_free(&arena);
}

int main(void)
{
    CU_TestInfo tests[] = {{"queries", test_queries}, {"ordinals go on", test_ordinals_go_on},
        {"query errors", test_query_errors}, {"checks", test_checks}, {"check errors", test_check_errors},
        {"two probabilities", test_two_probabilities}, {"means", test_means}, {"measures", test_measures},
        CU_TEST_INFO_NULL};

    return ent_run_suite("query", tests);
}
