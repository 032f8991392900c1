#include "formula/formula_case.h"
#include "suite.h"

#include <math.h>

typedef struct tree_row {
    const char *text, *tree;
} tree_row;

static void check_trees(const tree_row *row, size_t rows)
{
    for (size_t i = 0; i < rows; i++) {
        formula_case f = formula_case_parse(row[i].text);
        const char *tree = f.status == ENT_OK ? formula_tree(f.ast, &f.arena) : f.error.message;
        if (strcmp(tree, row[i].tree) != 0) {
            printf("\n%s\n  expected %s\n  found    %s\n", row[i].text, row[i].tree, tree);
        }
        CU_ASSERT_STRING_EQUAL(tree, row[i].tree);
        formula_case_free(&f);
    }
}

#define CHECK_TREES(rows) check_trees(rows, sizeof(rows) / sizeof((rows)[0]))

/* Every pair of neighbouring levels of precedence, in both orders. */
static void test_precedence(void)
{
    static const tree_row rows[] = {
        {"a or b and c", "(or a (and b c))"},
        {"a and b or c", "(or (and a b) c)"},
        {"not a and b", "(and (not a) b)"},
        {"a and not b", "(and a (not b))"},
        {"not a == b", "(not (== a b))"},
        {"not not a", "(not (not a))"},
        {"a or not b or c", "(or (or a (not b)) c)"},
        {"a == b to c", "(== a (to b c))"},
        {"a to b > c", "(> (to a b) c)"},
        {"1k to 2k + 500", "(to 1000 (+ 2000 500))"},
        {"a - 1 to b", "(to (- a 1) b)"},
        {"a + b * c", "(+ a (* b c))"},
        {"a * b + c", "(+ (* a b) c)"},
        {"a < b + c", "(< a (+ b c))"},
        {"-a * b", "(* (neg a) b)"},
        {"a * -b", "(* a (neg b))"},
        {"a - -b", "(- a (neg b))"},
        {"-5k to 5k", "(to (neg 5000) 5000)"},
        {"-2^2", "(neg (^ 2 2))"},
        {"2^-1", "(^ 2 (neg 1))"},
        {"2^-x^2 * 3", "(* (^ 2 (neg (^ x 2))) 3)"},
        {"a * b^c", "(* a (^ b c))"},
        {"a^b * c", "(* (^ a b) c)"},
        {"--a", "(neg (neg a))"},
        {"a and b == c or not d < e + f * -g ^ h", "(or (and a (== b c)) (not (< d (+ e (* f (neg (^ g h)))))))"},
    };

    CHECK_TREES(rows);
}

static void test_grouping(void)
{
    static const tree_row rows[] = {
        {"a - b - c", "(- (- a b) c)"},
        {"a / b / c", "(/ (/ a b) c)"},
        {"a / b * c", "(* (/ a b) c)"},
        {"a - b + c", "(+ (- a b) c)"},
        {"2^3^2", "(^ 2 (^ 3 2))"},
        {"(2^3)^2", "(^ (^ 2 3) 2)"},
        {"a - (b - c)", "(- a (- b c))"},
        {"(a or b) and c", "(and (or a b) c)"},
        {"(not a) == b", "(== (not a) b)"},
        {"(-2)^2", "(^ (neg 2) 2)"},
        {"(a < b) < c", "(< (< a b) c)"},
        {"(1 to 2) + 3", "(+ (to 1 2) 3)"},
        {"(((a)))", "a"},
        {"a or b or c", "(or (or a b) c)"},
    };

    CHECK_TREES(rows);
}

static void test_comparisons_and_strings(void)
{
    static const tree_row rows[] = {
        {"a==b", "(== a b)"},
        {"a != b", "(!= a b)"},
        {"a<b", "(< a b)"},
        {"a <= b", "(<= a b)"},
        {"a>b", "(> a b)"},
        {"a >= b", "(>= a b)"},
        {"deal.western_troops == 'met'", "(== deal.western_troops 'met')"},
        {"'un_only' != deal.western_troops", "(!= 'un_only' deal.western_troops)"},
        {"(deal.x) == ('a b')", "(== deal.x 'a b')"},
        {"truce.cause == ''", "(== truce.cause '')"},
    };

    CHECK_TREES(rows);
}

static void test_words(void)
{
    static const tree_row rows[] = {
        {"true", "1"},
        {"false", "0"},
        {"inf", "inf"},
        {"truest", "truest"},
        {"to_x to x_to", "(to to_x x_to)"},
        {"andy and orla", "(and andy orla)"},
        {"not_a", "not_a"},
        {"\tforce.ratio\r\n+\n month ", "(+ force.ratio month)"},
        {"a.b.c1_", "a.b.c1_"},
        {"exp(x)^min(1,2, 3)", "(^ (exp x) (min 1 2 3))"},
        {"if(a, b, c)", "(if a b c)"},
        {"if (a, b, c)", "(if a b c)"},
        {"mixture(1, normal(0, 1), 2, 3 to 4)", "(mixture 1 (normal 0 1) 2 (to 3 4))"},
        {"truncate(pert(1, 2, 3), 1.5, inf)", "(truncate (pert 1 2 3) 1.5 inf)"},
    };

    CHECK_TREES(rows);
}

/* The text of a node, with the parentheses around it. */
static void check_span(const char *text, const ent_ast *node, const char *expected)
{
    CU_ASSERT_EQUAL(node->length, strlen(expected));
    CU_ASSERT_EQUAL(strncmp(text + node->offset, expected, strlen(expected)), 0);
}

static void test_spans(void)
{
    const char *text = " (a + 35%) * max(1, -c ) ";
    formula_case f = formula_case_parse(text);

    CU_ASSERT_EQUAL_FATAL(f.status, ENT_OK);
    check_span(text, f.ast, "(a + 35%) * max(1, -c )");
    check_span(text, f.ast->argument[0], "(a + 35%)");
    check_span(text, f.ast->argument[0]->argument[1], "35%");
    check_span(text, f.ast->argument[1], "max(1, -c )");
    check_span(text, f.ast->argument[1]->argument[1], "-c");
    CU_ASSERT_EQUAL(f.ast->height, 4);
    formula_case_free(&f);
}

static void test_literals(void)
{
    formula_case percent = formula_case_parse("35%");
    formula_case plain = formula_case_parse("0.35");
    formula_case constant = formula_case_parse("true");

    CU_ASSERT_EQUAL(percent.ast->number, 0.35);
    CU_ASSERT_TRUE(percent.ast->percent);
    CU_ASSERT_PTR_NULL(percent.ast->text);
    CU_ASSERT_FALSE(plain.ast->percent);
    CU_ASSERT_STRING_EQUAL(constant.ast->text, "true");
    formula_case_free(&percent);
    formula_case_free(&plain);
    formula_case_free(&constant);
}

static int collect_ordinals(const ent_ast *node, void *context)
{
    char *seen = context;
    char one[32];

    if (node->kind == ENT_AST_DISTRIBUTION) {
        snprintf(one, sizeof(one), "%s%zu ", node->distribution->call.name, node->ordinal);
        strcat(seen, one);
    }
    return 0;
}

static void test_ordinals(void)
{
    char seen[200] = "";
    formula_case f = formula_case_parse(
        "a * normal(0, 1) + mixture(1, beta(1, 2), 1, gamma(1, 1)) * uniform(0, 1) - (pert(1, 2, 3) to 5)");

    CU_ASSERT_EQUAL_FATAL(f.status, ENT_OK);
    ent_ast_walk(f.ast, collect_ordinals, seen);
    CU_ASSERT_STRING_EQUAL(seen, "normal0 mixture1 beta2 gamma3 uniform4 to5 pert6 ");
    formula_case_free(&f);
}

static int stop_at_name(const ent_ast *node, void *context)
{
    ++*(int *) context;
    return node->kind == ENT_AST_NAME ? 7 : 0;
}

static void test_walk_stops(void)
{
    int calls = 0;
    formula_case f = formula_case_parse("1 + a + 2");

    CU_ASSERT_EQUAL(ent_ast_walk(f.ast, stop_at_name, &calls), 7);
    CU_ASSERT_EQUAL(calls, 4); /* +, +, 1, a */
    formula_case_free(&f);
}

static void test_logit_interval(void)
{
    static const struct {
        const char *text;
        bool logit;
    } rows[] = {{"10% to 20%", true}, {"(10%) to 20% + 5%", true}, {"10% to 0.2", false}, {"0.1 to 20%", false},
        {"0.1 to 0.2", false}, {"10% to x", false}, {"10% to 2 * 10%", false}};

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        formula_case f = formula_case_parse(rows[i].text);
        CU_ASSERT_EQUAL_FATAL(f.status, ENT_OK);
        CU_ASSERT_EQUAL(f.ast->kind, ENT_AST_DISTRIBUTION);
        CU_ASSERT_EQUAL(f.ast->distribution, &ent_kind_interval);
        CU_ASSERT_EQUAL(f.ast->logit_interval, rows[i].logit);
        formula_case_free(&f);
    }
}

typedef struct value_row {
    const char *text;
    double value;
    double tolerance;
} value_row;

static void test_constants(void)
{
    static const value_row rows[] = {
        {"1 + 2 * 3 - 4 / 8", 6.5, 0.0},
        {"-2^2", -4.0, 0.0},
        {"2^3^2", 512.0, 0.0},
        {"2^-1", 0.5, 0.0},
        {"not 3", 0.0, 0.0},
        {"not 0", 1.0, 0.0},
        {"2 and 3", 1.0, 0.0},
        {"2 and 0", 0.0, 0.0},
        {"0 or 3", 1.0, 0.0},
        {"false or 0", 0.0, 0.0},
        {"1 == 1", 1.0, 0.0},
        {"1 != 1", 0.0, 0.0},
        {"1 < 1", 0.0, 0.0},
        {"1 <= 1", 1.0, 0.0},
        {"2 > 1", 1.0, 0.0},
        {"1 >= 2", 0.0, 0.0},
        {"if(1 > 2, 3, 4)", 4.0, 0.0},
        {"if(true, 3, 4)", 3.0, 0.0},
        {"min(3, 1, 2)", 1.0, 0.0},
        {"max(3, 1, 4, 2)", 4.0, 0.0},
        {"clamp(5, 0, 1)", 1.0, 0.0},
        {"clamp(-5, 0, 1)", 0.0, 0.0},
        {"clamp(0.5, 0, 1)", 0.5, 0.0},
        {"abs(-3)", 3.0, 0.0},
        {"exp(1)", 2.718281828459045, 1e-15},
        {"log(10)", 2.302585092994046, 1e-15},
        {"sqrt(2)", 1.4142135623730951, 0.0},
        {"floor(-1.5)", -2.0, 0.0},
        {"logistic(0)", 0.5, 0.0},
        {"logistic(2)", 0.8807970779778823, 1e-15},
        {"logit(0.8)", 1.3862943611198906, 1e-15},
        {"normal_cdf(1.96)", 0.9750021048517795, 1e-15},
        {"normal_quantile(0.975)", 1.9599639845400545, 1e-13},
        {"normal_quantile(1)", INFINITY, 0.0},
        {"1 / 0", INFINITY, 0.0},
        {"-inf", -INFINITY, 0.0},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        formula_case f = formula_case_parse(rows[i].text);
        double value = -99.0;
        CU_ASSERT_EQUAL_FATAL(f.status, ENT_OK);
        CU_ASSERT_TRUE(ent_ast_constant(f.ast, &value));
        if (!(value == rows[i].value || fabs(value - rows[i].value) <= rows[i].tolerance)) {
            printf("\n%s is %.17g\n", rows[i].text, value);
            CU_FAIL("value");
        }
        formula_case_free(&f);
    }
}

static void test_not_constant(void)
{
    static const char *const rows[] = {"x", "1 + x", "normal(0, 1)", "1 to 2", "min(1, x)", "if(true, 1, x)",
        "weibull_hazard(1, 2)", "deal.x == 'met'", "-x", "exp(x)", "clamp(1, 0, x)"};

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        formula_case f = formula_case_parse(rows[i]);
        double value;
        CU_ASSERT_EQUAL_FATAL(f.status, ENT_OK);
        CU_ASSERT_FALSE(ent_ast_constant(f.ast, &value));
        formula_case_free(&f);
    }
}

static void test_nan_is_constant(void)
{
    static const char *const rows[] = {
        "0 / 0", "log(-1)", "sqrt(-1)", "min(1, 0 / 0)", "clamp(0 / 0, 0, 1)", "normal_quantile(2)"};

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        formula_case f = formula_case_parse(rows[i]);
        double value = 0.0;
        CU_ASSERT_EQUAL_FATAL(f.status, ENT_OK);
        CU_ASSERT_TRUE(ent_ast_constant(f.ast, &value));
        CU_ASSERT_TRUE(isnan(value));
        formula_case_free(&f);
    }
}

/* ent_ast_check fails for every field that it verifies. */
static void test_check(void)
{
    static const char text[] = "1 + normal(a, 2)";
    formula_case f = formula_case_parse(text);
    ent_ast *dist = f.ast->argument[1];

    CU_ASSERT_TRUE(ent_ast_check(f.ast, strlen(text)));
    CU_ASSERT_FALSE(ent_ast_check(f.ast, strlen(text) - 1));
    f.ast->height++;
    CU_ASSERT_FALSE(ent_ast_check(f.ast, strlen(text)));
    f.ast->height--;
    dist->arguments--;
    CU_ASSERT_FALSE(ent_ast_check(f.ast, strlen(text)));
    dist->arguments++;
    dist->argument[0]->offset = 0;
    CU_ASSERT_FALSE(ent_ast_check(f.ast, strlen(text)));
    formula_case_free(&f);
}

/* unknown(d) is d, marked, with the bytes of unknown(...) and the number that d has without it. */
static void test_unknown(void)
{
    static const struct {
        const char *text;
        bool unknown;
        size_t offset, length, ordinal;
    } rows[] = {{"unknown(1k to 2k)", true, 0, 17, 0}, {"unknown((1k to 2k))", true, 0, 19, 0},
        {"unknown( unknown(1k to 2k) )", true, 0, 28, 0}, {"(unknown(uniform(0, 1)))", true, 0, 24, 0},
        {"1k to 2k", false, 0, 8, 0}};
    formula_case f;

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        f = formula_case_parse(rows[i].text);
        CU_ASSERT_EQUAL_FATAL(f.status, ENT_OK);
        CU_ASSERT_EQUAL(f.ast->kind, ENT_AST_DISTRIBUTION);
        CU_ASSERT_EQUAL(f.ast->unknown, rows[i].unknown);
        CU_ASSERT_EQUAL(f.ast->offset, rows[i].offset);
        CU_ASSERT_EQUAL(f.ast->length, rows[i].length);
        formula_case_free(&f);
    }
    f = formula_case_parse("normal(0, 1) + unknown(normal(unknown(normal(0, 1)), 1)) * 2");
    CU_ASSERT_EQUAL_FATAL(f.status, ENT_OK);
    CU_ASSERT(!f.ast->argument[0]->unknown);
    CU_ASSERT(f.ast->argument[1]->argument[0]->unknown);
    CU_ASSERT_EQUAL(f.ast->argument[1]->argument[0]->ordinal, 1);
    CU_ASSERT(f.ast->argument[1]->argument[0]->argument[0]->unknown);
    CU_ASSERT_EQUAL(f.ast->argument[1]->argument[0]->argument[0]->ordinal, 2);
    formula_case_free(&f);
}

int main(void)
{
    CU_TestInfo tests[] = {{"precedence", test_precedence}, {"grouping", test_grouping},
        {"comparisons and strings", test_comparisons_and_strings}, {"words", test_words}, {"spans", test_spans},
        {"literals", test_literals}, {"ordinals", test_ordinals}, {"walk stops", test_walk_stops},
        {"logit intervals", test_logit_interval}, {"constants", test_constants}, {"not constant", test_not_constant},
        {"NaN is constant", test_nan_is_constant}, {"check", test_check}, {"unknown", test_unknown}, CU_TEST_INFO_NULL};

    return ent_run_suite("parse", tests);
}
