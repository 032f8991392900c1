/* Powers and the functions next to them at their edges, in every instruction set: the exact values of C's pow. */
#include "kernels/kernels.h"
#include "kernels/scalar_functions.h"
#include "suite.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const double small = 4.9406564584124654e-324, subnormal = 1e-310, inf = (double) INFINITY,
                    nan_value = (double) NAN;

static bool same(double a, double b)
{
    return memcmp(&a, &b, sizeof(a)) == 0 || (isnan(a) && isnan(b));
}

static bool near(double a, double b)
{
    return same(a, b) || fabs(a - b) <= 2e-13 * fabs(b);
}

/* Counts how often op(a, b, c) is not `expected` in some set, at some position of a column of 19 rows. */
static size_t wrong_rows(ent_op op, const double in[3], double expected, bool (*equal)(double, double))
{
    enum { ROWS = 19 };
    double column[3][ROWS], out[ROWS];
    const double *const pointer[3] = {column[0], column[1], column[2]};
    size_t wrong = 0;

    for (size_t k = 0; ent_kernels_supported(k) != NULL; k++) {
        for (size_t i = 0; i < ROWS; i++) {
            for (size_t c = 0; c < 3; c++) {
                column[c][i] = in[c];
            }
        }
        ent_kernels_supported(k)->op[op](ROWS, out, pointer);
        for (size_t i = 0; i < ROWS; i++) {
            if (!equal(out[i], expected)) {
                fprintf(stderr, "%s(%.17g, %.17g, %.17g) in %s, row %zu: %.17g instead of %.17g\n",
                    ent_op_describe(op)->name, in[0], in[1], in[2], ent_kernels_supported(k)->isa, i, out[i], expected);
                wrong++;
            }
        }
    }
    return wrong;
}

/* x, y, x^y: bases and exponents of 0, infinite, NaN, negative, subnormal, huge. */
static void exact_powers(void)
{
    const double known[][3] = {{0, 0.01, 0}, {0, 0.00024, 0}, {0, small, 0}, {0, subnormal, 0}, {0, 1, 0}, {0, 2, 0},
        {0, 3, 0}, {0, inf, 0}, {0, 0, 1}, {0, -0.0, 1}, {-0.0, 0, 1}, {0, -0.01, inf}, {0, -small, inf}, {0, -1, inf},
        {0, -inf, inf}, {-0.0, 0.01, 0}, {-0.0, -0.01, inf}, {-0.0, 3, -0.0}, {-0.0, -3, -inf}, {-0.0, 2, 0},
        {-0.0, -2, inf}, {1, 0.01, 1}, {1, inf, 1}, {1, -inf, 1}, {1, nan_value, 1}, {nan_value, 0, 1},
        {nan_value, 0.5, nan_value}, {0.5, nan_value, nan_value}, {0, nan_value, nan_value}, {-1, inf, 1},
        {-1, -inf, 1}, {-1, 9007199254740991.0, -1}, {-1, 9007199254740992.0, 1}, {-2, 3, -8}, {-2, -3, -0.125},
        {-2, 4, 16}, {-2, 0.5, nan_value}, {-2, 2.5, nan_value}, {-inf, 3, -inf}, {-inf, 2.5, inf}, {-inf, -3, -0.0},
        {-inf, -2.5, 0}, {inf, 0.01, inf}, {inf, -0.01, 0}, {inf, 0, 1}, {0.5, inf, 0}, {0.5, -inf, inf}, {2, inf, inf},
        {2, -inf, 0}, {2, -1074, 4.9406564584124654e-324}, {2, -1075, 0}, {2, 1023, 8.9884656743115795e307},
        {2, 1024, inf}, {small, 0.5, 2.2227587494850775e-162}, {small, 1, 4.9406564584124654e-324},
        {0x1p-1060, 0.25, 0x1p-265}, {-0x1p-1060, 2, 0}, {0x1p-1060, -1, inf}, {DBL_MAX, 1, DBL_MAX},
        {-DBL_MAX, 1, -DBL_MAX}, {DBL_MAX, 2, inf}, {subnormal, 1, subnormal}, {0.1, 1, 0.1}, {4, 0.5, 2},
        {9, 1.5, 27}};
    size_t wrong = 0;

    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
        const double in[3] = {known[i][0], known[i][1], 1.0};
        wrong += wrong_rows(ENT_OP_POW, in, known[i][2], same);
        CU_ASSERT(same(ent_pow(in[0], in[1]), known[i][2]));
    }
    CU_ASSERT_EQUAL(wrong, 0);
}

/* The power of a base by its logarithm is C's pow at every edge that a base of 0 or more can have. */
static void powers_of_logs(void)
{
    const double base[] = {0, small, subnormal, 1e-300, 0x1p-20, 0.5, 1, 2, 1e10, DBL_MAX, inf};
    const double exponent[] = {0, -0.0, small, -small, 1e-300, 0.00024, -0.01, 0.01, 1, 2, -2, 40, -40, inf, -inf};
    size_t wrong = 0;

    for (size_t i = 0; i < sizeof(base) / sizeof(*base); i++) {
        for (size_t j = 0; j < sizeof(exponent) / sizeof(*exponent); j++) {
            const double in[3] = {exponent[j], ent_log(base[i]), 1.0};
            double expected = pow(base[i], exponent[j]);
            bool edge = isinf(expected) || expected == 0.0 || expected == 1.0;
            /* a subnormal or overflowing power has fewer digits, or lies at the other side of the limit */
            if (edge || (expected > 1e-300 && expected < 1e300)) {
                wrong += wrong_rows(ENT_OP_POW_OF_LOG, in, expected, edge ? same : near);
            }
        }
        wrong += wrong_rows(ENT_OP_POW_OF_LOG, (const double[3]){nan_value, ent_log(base[i]), 1.0},
            base[i] == 1.0 ? 1.0 : nan_value, same);
    }
    CU_ASSERT_EQUAL(wrong, 0);
}

/* Shape, scale, month, hazard: no month 0, a shape of 0 or next to it, hazards beyond the doubles. */
static void weibull_edges(void)
{
    const double known[][4] = {{0.8, 30, 0, 0}, {0.8, inf, 0, 0}, {2, 1, 1, 1}, {2, 1, 2, 3}, {1e-300, 30, 1, 1},
        {1e-300, 30, 2, 0}, {0, 30, 0, 1}, {0, 30, 1, 1}, {0, 30, 2, 0}, {0, inf, 2, 0}, {0.8, inf, 2, 0},
        {400, 1, 60, inf}, {400, 1, 1, 1}, {400, 1e-300, 1, inf}, {inf, 30, 30, 1}, {inf, 30, 31, inf},
        {inf, 30, 29, 0}, {0.8, 30, nan_value, nan_value}, {0.8, -30, 2, nan_value}};
    size_t wrong = 0;

    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
        wrong += wrong_rows(ENT_OP_WEIBULL_HAZARD, known[i], known[i][3], same);
    }
    CU_ASSERT_EQUAL(wrong, 0);
}

/* Functions of one argument, with their limits. */
static void functions_of_one(void)
{
    const struct {
        ent_op op;
        double x, value;
    } known[] = {{ENT_OP_LOG, 0, -inf}, {ENT_OP_LOG, -0.0, -inf}, {ENT_OP_LOG, -1, nan_value}, {ENT_OP_LOG, inf, inf},
        {ENT_OP_LOG, 1, 0}, {ENT_OP_LOG, small, -744.44007192138127}, {ENT_OP_LOG, subnormal, -713.80137882815416},
        {ENT_OP_EXP, -inf, 0}, {ENT_OP_EXP, inf, inf}, {ENT_OP_EXP, -746, 0}, {ENT_OP_EXP, 710, inf},
        {ENT_OP_EXP, 0, 1}, {ENT_OP_EXP, small, 1}, {ENT_OP_LOGIT, 0, -inf}, {ENT_OP_LOGIT, 1, inf},
        {ENT_OP_LOGIT, small, -744.44007192138127}, {ENT_OP_LOGIT, inf, nan_value}, {ENT_OP_LOGISTIC, inf, 1},
        {ENT_OP_LOGISTIC, -inf, 0}, {ENT_OP_LOG1P, -1, -inf}, {ENT_OP_LOG1P, -2, nan_value}, {ENT_OP_LOG1P, -0.0, -0.0},
        {ENT_OP_EXPM1, -inf, -1}, {ENT_OP_EXPM1, inf, inf}, {ENT_OP_NORMAL_CDF, inf, 1}, {ENT_OP_NORMAL_CDF, -inf, 0},
        {ENT_OP_SQRT, -0.0, -0.0}, {ENT_OP_SQRT, inf, inf}, {ENT_OP_NEG_LOG, 0, inf},
        {ENT_OP_LOG, nan_value, nan_value}, {ENT_OP_EXP, nan_value, nan_value},
        {ENT_OP_LOGISTIC, nan_value, nan_value}};
    size_t wrong = 0;

    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
        wrong += wrong_rows(known[i].op, (const double[3]){known[i].x, 1.0, 1.0}, known[i].value, same);
    }
    CU_ASSERT_EQUAL(wrong, 0);
}

int main(void)
{
    CU_TestInfo tests[] = {{"exact powers", exact_powers}, {"powers of logarithms", powers_of_logs},
        {"Weibull hazards at their edges", weibull_edges}, {"functions of one argument", functions_of_one},
        CU_TEST_INFO_NULL};

    return ent_run_suite("powers", tests);
}
