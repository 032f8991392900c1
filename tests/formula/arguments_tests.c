#include "formula/formula_errors.h"
#include "suite.h"

#include <stdlib.h>

static void test_intervals(void)
{
    static const error_row rows[] = {
        {"-5% to 20%", 0, 10, "interval: between percentages it must lie above 0% and below 100%",
            "write ends between 0% and 100%, such as `1% to 99%`; or leave out the % for a quantity that is no "
            "probability"},
        {"0% to 20%", 0, 9, "interval: between percentages it must lie above 0% and below 100%",
            "write ends between 0% and 100%, such as `1% to 99%`; or leave out the % for a quantity that is no "
            "probability"},
        {"15k to 8k", 0, 3, "interval: the low end 15000 lies above the high end 8000", "the smaller one comes first"},
        {"8k to inf", 6, 3, "interval: the high end must be a finite number, found inf", NULL},
        {"5 to 5", 0, 1, "interval: the low end and the high end are both 5",
            "for a certain value write the number alone"},
        {"10% to 100%", 0, 11, "interval: between percentages it must lie above 0% and below 100%",
            "write ends between 0% and 100%, such as `1% to 99%`; or leave out the % for a quantity that is no "
            "probability"},
    };

    CHECK_FORMULA_ERRORS(rows);
}

static void test_lists(void)
{
    static const error_row rows[] = {
        {"mixture(1, mixture(1, normal(0,1), 2, 1 to 2), w, x)", 50, 1, "mixture: argument 4 must be a distribution",
            "write `mixture(w1, d1, w2, d2, ...)`, with a distribution such as `normal(0, 1)` for d"},
        {"discrete(1, 0, 3, 0)", 0, 20, "discrete: all weights are 0", "give at least one a weight above 0"},
        {"quantiles(50%, 1, 40%, 2)", 18, 3,
            "quantiles: the probability must lie above the one before, found 40% after 50%",
            "sort the points by their probability"},
        {"mixture(1, 2)", 11, 1, "mixture: argument 2 must be a distribution",
            "write `mixture(w1, d1, w2, d2, ...)`, with a distribution such as `normal(0, 1)` for d"},
        {"discrete(1, -1, 2, 2)", 12, 2, "discrete: the weight must be 0 or more, found -1", NULL},
        {"mixture(-1, normal(0,1))", 8, 2, "mixture: the weight must be 0 or more, found -1", NULL},
        {"quantiles(0, 2, 1, 1)", 19, 1, "quantiles: the value may not lie below the one before, found 1 after 2",
            "sort the points by their probability"},
        {"quantiles(0, 2, 2, 3)", 16, 1, "quantiles: the probability must lie between 0 and 1, found 2",
            "did you mean `2%`?"},
        {"discrete(inf, 1)", 9, 3, "discrete: the value must be a finite number, found inf", NULL},
    };

    CHECK_FORMULA_ERRORS(rows);
}

static void test_parameters(void)
{
    static const error_row rows[] = {
        {"truncate(5, 0, 1)", 9, 1, "truncate: argument 1 must be a distribution",
            "write `truncate(d, lo, hi)`, with a distribution such as `normal(0, 1)` for d"},
        {"bernoulli(30)", 10, 2, "bernoulli: the probability must lie between 0 and 1, found 30",
            "did you mean `30%`?"},
        {"binomial(2.5, 0.2)", 9, 3, "binomial: the number of trials must be a whole number, 0 or more, found 2.5",
            NULL},
        {"triangular(8k, 20k, 15k)", 15, 3, "triangular: the mode 20000 lies above the maximum 15000",
            "the smaller one comes first"},
        {"triangular(5, 5, 5)", 11, 1, "triangular: the minimum and the maximum are both 5",
            "for a certain value write the number alone"},
        {"normal(0, -1)", 10, 2, "normal: the standard deviation must be above 0, found -1", NULL},
        {"uniform(3, 1)", 8, 1, "uniform: the lower end 3 lies above the upper end 1", "the smaller one comes first"},
        {"clamp(x, 2, 1)", 9, 1, "clamp: the lower end lies above the upper end", "write `clamp(x, lo, hi)`"},
        {"truncate(normal(0, 1), 2, 2)", 23, 1, "truncate: the lower end and the upper end are both 2",
            "for a certain value write the number alone"},
        {"poisson(-1)", 8, 2, "poisson: the mean must be 0 or more, found -1", NULL},
        {"beta(0, 1)", 5, 1, "beta: the parameter a must be above 0, found 0", NULL},
        {"uniform(1, inf)", 11, 3, "uniform: the upper end must be a finite number, found inf", NULL},
        {"exponential(0)", 12, 1, "exponential: the mean must be above 0, found 0", NULL},
        {"student_t(0)", 10, 1, "student_t: the number of degrees of freedom must be above 0, found 0", NULL},
        {"weibull_hazard(0, 1)", 15, 1, "weibull_hazard: the shape must be above 0, found 0", NULL},
        {"weibull_hazard(1, 0)", 18, 1, "weibull_hazard: the scale must be above 0, found 0", NULL},
        {"bernoulli(120%)", 10, 4, "bernoulli: the probability must lie between 0 and 1, found 120%", NULL},
        {"binomial(10, 1.5)", 13, 3, "binomial: the probability must lie between 0 and 1, found 1.5",
            "did you mean `1.5%`?"},
        {"pert(3, 2, 5)", 5, 1, "pert: the minimum 3 lies above the mode 2", "the smaller one comes first"},
        {"triangular(6, 7, 5)", 11, 1, "triangular: the minimum 6 lies above the maximum 5",
            "the smaller one comes first"},
        {"normal(0/0, 1)", 7, 3, "normal: the mean must be a finite number, found nan", NULL},
        {"lognormal(1, 0)", 13, 1, "lognormal: the sigma must be above 0, found 0", NULL},
        {"gamma(0, 1)", 6, 1, "gamma: the shape must be above 0, found 0", NULL},
        {"gamma(1, -2)", 9, 2, "gamma: the scale must be above 0, found -2", NULL},
        {"weibull(-1, 1)", 8, 2, "weibull: the shape must be above 0, found -1", NULL},
    };

    CHECK_FORMULA_ERRORS(rows);
}

/* Values at the ends of the domains, and arguments that are not constant, which the parser does not check. */
static void test_allowed(void)
{
    static const char *const rows[] = {"triangular(1, 1, 2)", "triangular(1, 2, 2)", "pert(1, 1, 2)", "uniform(-1, 1)",
        "bernoulli(0)", "bernoulli(100%)", "binomial(0, 0.5)", "poisson(0)", "discrete(1, 0, 2, 1)",
        "mixture(0, normal(0, 1), 1, normal(0, 1))", "quantiles(0, 1, 1, 1)", "quantiles(5%, 1, 5.1%, 2)",
        "truncate(normal(0, 1), -inf, inf)", "1% to 99%", "0 to 1", "-5 to -3", "normal(x, y)", "normal(0, x)",
        "triangular(x, 2, 3)", "triangular(3, x, 5)", "discrete(1, x)", "discrete(1, 0, 2, x)", "mixture(x, 1 to 2)",
        "quantiles(0, x, 1, 1)", "quantiles(x, 2, 0.5, 1 + 2)", "clamp(x, 1, 1)", "clamp(x, 2, y)",
        "weibull_hazard(x, y)", "weibull_hazard(0.8, 60)", "truncate(8k to 15k, 0, 12k)", "normal(uniform(0, 1), 1)",
        "normal(1 + 1, 2 * 3)"};

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        formula_case f = formula_case_parse(rows[i]);
        if (f.status != ENT_OK) {
            printf("\n%s: %s\n", rows[i], f.error.message);
        }
        CU_ASSERT_EQUAL(f.status, ENT_OK);
        formula_case_free(&f);
    }
}

/* Arguments are checked by their values, and inner errors are returned before outer ones. */
static void test_folding_and_order(void)
{
    static const error_row rows[] = {
        {"normal(0, 2 - 3)", 10, 5, "normal: the standard deviation must be above 0, found -1", NULL},
        {"1 + bernoulli(min(2, 3))", 14, 9, "bernoulli: the probability must lie between 0 and 1, found 2",
            "did you mean `2%`?"},
        {"mixture(-1, normal(0, 0))", 22, 1, "normal: the standard deviation must be above 0, found 0", NULL},
        {"exponential(inf)", 12, 3, "exponential: the mean must be a finite number, found inf", NULL},
        {"bernoulli(0 / 0)", 10, 5, "bernoulli: the probability must lie between 0 and 1, found nan", NULL},
        {"truncate(normal(0, 1), 0 / 0, 1)", 23, 5, "truncate: the lower end must be a number, found nan", NULL},
        {"triangular(x, 5, 4)", 14, 1, "triangular: the mode 5 lies above the maximum 4",
            "the smaller one comes first"},
        {"triangular(3, x, 2)", 11, 1, "triangular: the minimum 3 lies above the maximum 2",
            "the smaller one comes first"},
    };

    CHECK_FORMULA_ERRORS(rows);
}

int main(void)
{
    CU_TestInfo tests[] = {{"intervals", test_intervals}, {"lists", test_lists}, {"parameters", test_parameters},
        {"allowed", test_allowed}, {"folding and order", test_folding_and_order}, CU_TEST_INFO_NULL};

    return ent_run_suite("arguments", tests);
}
