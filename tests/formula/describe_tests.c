#include "formula/describe.h"
#include "formula/formula_case.h"
#include "suite.h"

typedef struct text_row {
    const char *text, *words;
} text_row;

static void check_texts(const text_row *row, size_t rows)
{
    for (size_t i = 0; i < rows; i++) {
        formula_case f = formula_case_parse(row[i].text);
        const char *words = f.status == ENT_OK ? ent_ast_describe(f.ast, &f.arena) : f.error.message;
        CU_ASSERT_PTR_NOT_NULL_FATAL(words);
        if (strcmp(words, row[i].words) != 0) {
            printf("\n%s\n  expected %s\n  found    %s\n", row[i].text, row[i].words, words);
        }
        CU_ASSERT_STRING_EQUAL(words, row[i].words);
        formula_case_free(&f);
    }
}

#define CHECK_TEXTS(rows) check_texts(rows, sizeof(rows) / sizeof((rows)[0]))

static void test_numbers(void)
{
    static const text_row rows[] = {{"0.35", "0.35"}, {"35%", "35%"}, {"12.5%", "12.5%"}, {"40k", "40,000"},
        {"1.5M", "1,500,000"}, {"-3e4", "−30,000"}, {"inf", "infinity"}, {"-inf", "−infinity"}, {"true", "true"},
        {"false", "false"}, {"5k - 10k", "5,000 − 10,000 = −5,000"}, {"1 / 3", "1 / 3 = 0.333333"},
        {"100% - 5%", "100% − 5% = 0.95"}, {"-2^2", "−2^2 = −4"}, {"max(1, 2k)", "max(1, 2,000) = 2,000"}};

    CHECK_TEXTS(rows);
}

static void test_intervals(void)
{
    static const text_row rows[] = {
        {"8k to 15k", "between 8,000 and 15,000 (90% interval, lognormal, median 10,954)"},
        {"-5k to 6k", "between −5,000 and 6,000 (90% interval, normal, median 500)"},
        {"0 to 5", "between 0 and 5 (90% interval, normal, median 2.5)"},
        {"40% to 80%", "between 40% and 80% (90% interval, logit-normal, median 62%)"},
        {"0.4 to 0.8", "between 0.4 and 0.8 (90% interval, lognormal, median 0.5657)"},
        {"1k to 2k + 500", "between 1,000 and 2,500 (90% interval, lognormal, median 1,581)"},
        {"10% to 20% + 5%", "between 10% and 25% (90% interval, logit-normal, median 16.1%)"},
        {"10 to x", "between 10 and x (90% interval, lognormal)"},
        {"x to 10", "between x and 10 (90% interval, lognormal where the low end is above 0, otherwise normal)"},
    };

    CHECK_TEXTS(rows);
}

static void test_distributions(void)
{
    static const text_row rows[] = {
        {"uniform(30k, 40k)", "uniform between 30,000 and 40,000"},
        {"unknown(uniform(30k, 40k))",
            "unknown, the same in all futures of a world: uniform between 30,000 and 40,000"},
        {"2 * unknown(uniform(1, 2))", "2 × (unknown, the same in all futures of a world: uniform between 1 and 2)"},
        {"triangular(8k, 10k, 15k)", "triangular: 8,000 to 15,000, most likely 10,000"},
        {"triangular(45%, 60%, 80%)", "triangular: 45% to 80%, most likely 60%"},
        {"pert(1, 2, 4)", "PERT: 1 to 4, most likely 2"},
        {"normal(0, 1)", "normal with mean 0 and standard deviation 1"},
        {"normal(x + 1, 2)", "normal with mean x + 1 and standard deviation 2"},
        {"lognormal(9, 0.5)", "lognormal: the logarithm has mean 9 and standard deviation 0.5 (median 8,103)"},
        {"lognormal(x, 1)", "lognormal: the logarithm has mean x and standard deviation 1"},
        {"exponential(5)", "exponential with mean 5"},
        {"gamma(2, 3)", "gamma with shape 2 and scale 3 (mean 6)"},
        {"beta(2, 5)", "beta with a = 2 and b = 5 (mean 0.2857)"},
        {"weibull(0.8, 60)", "Weibull with shape 0.8 and scale 60 (median 37.95)"},
        {"student_t(4)", "Student's t with 4 degrees of freedom"},
        {"bernoulli(0.3)", "1 with chance 30%, otherwise 0"},
        {"bernoulli(p)", "1 with chance p, otherwise 0"},
        {"binomial(10, 30%)", "successes in 10 trials with chance 30% each (binomial)"},
        {"poisson(3)", "Poisson with mean 3"},
        {"discrete(1k, 2, 3k, 1)", "one of 1,000 (66.7%); 3,000 (33.3%)"},
        {"discrete(1, w, 3, 1)", "one of 1 (weight w); 3 (weight 1)"},
        {"quantiles(5%, 8k, 0.5, 10k, 95%, 15k)", "quantiles 5%: 8,000; 50%: 10,000; 95%: 15,000 (linear between)"},
        {"mixture(3, normal(0, 1), 7, 1 to 4)", "mixture of 30% normal with mean 0 and standard deviation 1; "
                                                "70% between 1 and 4 (90% interval, lognormal, median 2)"},
        {"mixture(w, poisson(1), 1, mixture(1, poisson(2), 1, poisson(3)))",
            "mixture of weight w Poisson with mean 1; "
            "weight 1 (mixture of 50% Poisson with mean 2; 50% Poisson with mean 3)"},
        {"truncate(normal(0, 1), -2, 3)",
            "normal with mean 0 and standard deviation 1, given that it lies between −2 and 3"},
        {"truncate(poisson(3), 1, inf)", "Poisson with mean 3, given that it is at least 1"},
        {"truncate(poisson(3), -inf, 9)", "Poisson with mean 3, given that it is at most 9"},
        {"truncate(poisson(3), -inf, inf)", "Poisson with mean 3"},
        {"uniform(normal(0, 1), 4)", "uniform between (normal with mean 0 and standard deviation 1) and 4"},
        {"pert(0, 1, 2) * 2", "(PERT: 0 to 2, most likely 1) × 2"},
    };

    CHECK_TEXTS(rows);
}

static void test_expressions(void)
{
    static const text_row rows[] = {
        {"logistic(-0.4 + 1.1 * us_air_cover)", "logistic(−0.4 + 1.1 × us_air_cover)"},
        {"a-b-c", "a − b − c"},
        {"a-(b-c)", "a − (b − c)"},
        {"(a*b)/c", "a × b / c"},
        {"a/(b*c)", "a / (b × c)"},
        {"(a+b)^2", "(a + b)^2"},
        {"2^-x", "2^−x"},
        {"(-a)^2", "(−a)^2"},
        {"-(a+b)*c", "−(a + b) × c"},
        {"--a", "−(−a)"},
        {"exp(normal(0, 1))", "exp(normal with mean 0 and standard deviation 1)"},
        {"max(0, normal(0, 1))", "max(0, (normal with mean 0 and standard deviation 1))"},
        {"weibull_hazard(0.8, 60) * exp(-0.9 * min(force.ratio, 1))",
            "weibull_hazard(0.8, 60) × exp(−0.9 × min(force.ratio, 1))"},
    };

    CHECK_TEXTS(rows);
}

static void test_conditions(void)
{
    static const text_row rows[] = {
        {"deal.western_troops == 'met'", "deal.western_troops is 'met'"},
        {"deal.western_troops != 'met'", "deal.western_troops is not 'met'"},
        {"not deal.western_troops == 'met'", "deal.western_troops is not 'met'"},
        {"not (a != 2)", "a is 2"},
        {"a < 1 or a > 2", "a is below 1 or a is above 2"},
        {"a <= 1 and a >= 2", "a is at most 1 and a is at least 2"},
        {"not a < 1", "a is at least 1"},
        {"not a <= 1", "a is above 1"},
        {"not a > 1", "a is at most 1"},
        {"not a >= 1", "a is below 1"},
        {"not agreed", "not agreed"},
        {"not (a or b)", "not (a or b)"},
        {"(a or b) and c", "(a or b) and c"},
        {"a or b and c", "a or b and c"},
        {"0.4 * (a > b)", "0.4 × (a is above b)"},
        {"(a < b) == (c < d)", "(a is below b) is (c is below d)"},
        {"if(a > 2, 10k, 20k)", "10,000 if a is above 2, otherwise 20,000"},
        {"0.1 + if(a, 1, 2)", "0.1 + (1 if a, otherwise 2)"},
        {"if(a, 1, if(b, 2, 3))", "1 if a, otherwise (2 if b, otherwise 3)"},
        {"logit(if(a, 40%, 25%))", "logit(40% if a, otherwise 25%)"},
    };

    CHECK_TEXTS(rows);
}

/* A number from a configuration file rather than a formula: no text, perhaps negative. */
static void test_plain_number(void)
{
    ent_arena arena = {0};
    ent_ast number = {.kind = ENT_AST_NUMBER, .number = -30000.0};

    CU_ASSERT_STRING_EQUAL(ent_ast_describe(&number, &arena), "−30,000");
    ent_arena_free(&arena);
}

int main(void)
{
    CU_TestInfo tests[] = {{"numbers", test_numbers}, {"intervals", test_intervals},
        {"distributions", test_distributions}, {"expressions", test_expressions}, {"conditions", test_conditions},
        {"plain number", test_plain_number}, CU_TEST_INFO_NULL};

    return ent_run_suite("describe", tests);
}
