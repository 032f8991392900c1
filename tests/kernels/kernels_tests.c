/* The operators: values of each, and the same bytes from all instruction sets. */
#include "kernels/kernels.h"
#include "kernels/scalar_functions.h"
#include "suite.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { ROWS = 4096, PROBES = 37 };

static const double probe[PROBES] = {0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.0, 3.0, -2.0, 0.1, 0.9, 0.075, 0.925, 1e-300,
    DBL_MIN, 4.9e-324, -4.9e-324, 2.2e-310, 1e-17, 1.0 - 0x1p-53, 0x1p-53, 1e-12, 700.0, -700.0, 745.2, -745.2, 1e5,
    -1e5, 4503599627370496.5, -4503599627370495.5, 9007199254740993.0, 1e300, -1e300, DBL_MAX, INFINITY, -INFINITY,
    NAN};

static int same(double a, double b)
{
    return memcmp(&a, &b, sizeof(a)) == 0 || (isnan(a) && isnan(b));
}

static uint64_t scramble(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

/* Columns that mix: every pair of probes, plain numbers of many sizes, probabilities, and any bits at all. */
static void fill(double *column, size_t n, int which)
{
    uint64_t state = 77U + (uint64_t) which;
    size_t stride = which == 0 ? 1 : which == 1 ? PROBES : 7;

    for (size_t i = 0; i < n; i++) {
        uint64_t bits = scramble(&state);
        double u = ((double) (bits >> 12) + 0.5) * 0x1p-52;
        if (i < PROBES * PROBES) {
            column[i] = probe[(i / stride) % PROBES];
        } else if (i % 4 == 0) {
            memcpy(&column[i], &bits, sizeof(bits));
        } else if (i % 4 == 1) {
            column[i] = u;
        } else {
            column[i] = ldexp(u - 0.5, (int) (bits & 31) - 8);
        }
    }
}

static double one(ent_op op, double a, double b, double c)
{
    const double *in[4] = {&a, &b, &c, NULL};
    double out = -99.0;

    ent_kernels_select(NULL)->op[op](1, &out, in);
    return out;
}

static void selection(void)
{
    const ent_kernels *last = NULL;

    CU_ASSERT_PTR_EQUAL(ent_kernels_select(NULL), ent_kernels_supported(0));
    CU_ASSERT_PTR_EQUAL(ent_kernels_select("narrowest"), ent_kernels_narrowest());
    CU_ASSERT_PTR_EQUAL(ent_kernels_select("portable"), ent_kernels_narrowest());
    CU_ASSERT_PTR_NULL(ent_kernels_select("mmx"));
    CU_ASSERT_PTR_NULL(ent_kernels_select(""));
    for (size_t k = 0; ent_kernels_supported(k) != NULL; k++) {
        const ent_kernels *kernels = ent_kernels_supported(k);
        last = kernels;
        printf(" %s", kernels->isa);
        CU_ASSERT_PTR_EQUAL(ent_kernels_select(kernels->isa), kernels);
        for (int op = 0; op < ENT_OP_COUNT; op++) {
            CU_ASSERT_PTR_NOT_NULL(kernels->op[op]);
        }
    }
    CU_ASSERT_PTR_EQUAL(last, ent_kernels_narrowest());
}

static void descriptions(void)
{
    for (int op = 0; op < ENT_OP_COUNT; op++) {
        const ent_op_info *info = ent_op_describe((ent_op) op);
        CU_ASSERT_PTR_NOT_NULL_FATAL(info->name);
        CU_ASSERT(info->arity >= 1 && info->arity <= 4);
    }
    CU_ASSERT_STRING_EQUAL(ent_op_describe(ENT_OP_WEIBULL_HAZARD)->name, "weibull_hazard");
    CU_ASSERT_EQUAL(ent_op_describe(ENT_OP_TRIANGULAR)->arity, 4);
}

/* Every operator on every awkward input and length gives the bytes that the portable set gives. */
static void same_bytes(void)
{
    static double column[4][ROWS], expected[ROWS], out[ROWS + 1];
    const double *in[4] = {column[0], column[1], column[2], column[3]};

    for (int c = 0; c < 4; c++) {
        fill(column[c], ROWS, c);
    }
    for (int op = 0; op < ENT_OP_COUNT; op++) {
        int different = 0, overrun = 0;
        for (size_t i = 0; i < ROWS; i++) {
            const double *at[4] = {&column[0][i], &column[1][i], &column[2][i], &column[3][i]};
            ent_kernels_narrowest()->op[op](1, &expected[i], at);
        }
        for (size_t k = 0; ent_kernels_supported(k) != NULL; k++) {
            const ent_kernels *kernels = ent_kernels_supported(k);
            for (size_t n = 0; n <= ROWS; n = n < 40 ? n + 1 : n < ROWS - 3 ? ROWS - 3 : n + 3) {
                out[n] = 123.0;
                kernels->op[op](n, out, in);
                overrun += out[n] != 123.0;
                for (size_t i = 0; i < n; i++) {
                    different += !same(out[i], expected[i]);
                }
            }
        }
        if (different != 0) {
            printf(" %s: %d", ent_op_describe((ent_op) op)->name, different);
        }
        CU_ASSERT_EQUAL(different, 0);
        CU_ASSERT_EQUAL(overrun, 0);
    }
}

static void output_may_be_an_input(void)
{
    static double column[4][ROWS], copy[4][ROWS], expected[ROWS];

    for (size_t k = 0; ent_kernels_supported(k) != NULL; k++) {
        const ent_kernels *kernels = ent_kernels_supported(k);
        for (int op = 0; op < ENT_OP_COUNT; op++) {
            int arity = ent_op_describe((ent_op) op)->arity;
            for (int which = 0; which < arity; which++) {
                const double *in[4];
                int different = 0;
                for (int c = 0; c < 4; c++) {
                    fill(column[c], ROWS, c);
                    memcpy(copy[c], column[c], sizeof(copy[c]));
                    in[c] = copy[c];
                }
                kernels->op[op](ROWS - 5, expected, in);
                for (int c = 0; c < 4; c++) {
                    in[c] = column[c];
                }
                kernels->op[op](ROWS - 5, column[which], in);
                for (size_t i = 0; i < ROWS - 5; i++) {
                    different += !same(column[which][i], expected[i]);
                }
                CU_ASSERT_EQUAL(different, 0);
            }
        }
    }
}

/* The scalar functions give the bits of the widest set. */
static void scalar_is_the_same(void)
{
    static double a[ROWS], b[ROWS];
    int different = 0;

    fill(a, ROWS, 0);
    fill(b, ROWS, 1);
    for (size_t i = 0; i < ROWS; i++) {
        different += !same(ent_exp(a[i]), one(ENT_OP_EXP, a[i], 0, 0));
        different += !same(ent_log(a[i]), one(ENT_OP_LOG, a[i], 0, 0));
        different += !same(ent_pow(a[i], b[i]), one(ENT_OP_POW, a[i], b[i], 0));
        different += !same(ent_log1p(a[i]), one(ENT_OP_LOG1P, a[i], 0, 0));
        different += !same(ent_expm1(a[i]), one(ENT_OP_EXPM1, a[i], 0, 0));
        different += !same(ent_normal_cdf(a[i]), one(ENT_OP_NORMAL_CDF, a[i], 0, 0));
        different += !same(ent_normal_quantile(a[i]), one(ENT_OP_NORMAL_QUANTILE, a[i], 0, 0));
    }
    CU_ASSERT_EQUAL(different, 0);
}

static void arithmetic(void)
{
    static const double x[] = {0.0, -0.0, 1.5, -1.5, 0.3, -0.3, 1e15 + 0.5, -1e15 - 0.5, 4503599627370497.0, 1e300,
        -1e300, INFINITY, -INFINITY};

    CU_ASSERT_EQUAL(one(ENT_OP_ADD, 1.5, 2.25, 0), 3.75);
    CU_ASSERT_EQUAL(one(ENT_OP_SUB, 1.5, 2.25, 0), -0.75);
    CU_ASSERT_EQUAL(one(ENT_OP_MUL, 1.5, 2.25, 0), 3.375);
    CU_ASSERT_EQUAL(one(ENT_OP_DIV, 1.0, 3.0, 0), 1.0 / 3.0);
    CU_ASSERT_EQUAL(one(ENT_OP_DIV, 1.0, 0.0, 0), INFINITY);
    CU_ASSERT(same(one(ENT_OP_NEG, 0.0, 0, 0), -0.0));
    CU_ASSERT(same(one(ENT_OP_ABS, -0.0, 0, 0), 0.0));
    CU_ASSERT_EQUAL(one(ENT_OP_SQRT, 2.0, 0, 0), sqrt(2.0));
    CU_ASSERT(isnan(one(ENT_OP_SQRT, -1.0, 0, 0)));
    for (size_t i = 0; i < sizeof(x) / sizeof(*x); i++) {
        CU_ASSERT(same(one(ENT_OP_FLOOR, x[i], 0, 0), floor(x[i])));
    }
    CU_ASSERT(isnan(one(ENT_OP_FLOOR, NAN, 0, 0)));
    CU_ASSERT_EQUAL(one(ENT_OP_POW, 1.1, 2.0, 0), 1.1 * 1.1);
    CU_ASSERT_EQUAL(one(ENT_OP_POW, -2.0, 3.0, 0), -8.0);
    CU_ASSERT_EQUAL(one(ENT_OP_POW, 0.0, 0.0, 0), 1.0);
    CU_ASSERT(isnan(one(ENT_OP_POW, -2.0, 0.5, 0)));
}

static void order_and_nan(void)
{
    static const ent_op comparisons[] = {ENT_OP_EQ, ENT_OP_NE, ENT_OP_LT, ENT_OP_LE, ENT_OP_GT, ENT_OP_GE};
    static const double expected[][6] = {{0, 1, 1, 1, 0, 0}, {1, 0, 0, 1, 0, 1}, {0, 1, 0, 0, 1, 1}};
    static const double left[] = {1.0, 2.0, 3.0};

    for (int k = 0; k < 6; k++) {
        for (int i = 0; i < 3; i++) {
            CU_ASSERT_EQUAL(one(comparisons[k], left[i], 2.0, 0), expected[i][k]);
        }
        CU_ASSERT_EQUAL(one(comparisons[k], NAN, 2.0, 0), 0.0);
        CU_ASSERT_EQUAL(one(comparisons[k], 2.0, NAN, 0), 0.0);
    }
    CU_ASSERT_EQUAL(one(ENT_OP_MIN, 1.0, 2.0, 0), 1.0);
    CU_ASSERT_EQUAL(one(ENT_OP_MAX, 1.0, 2.0, 0), 2.0);
    CU_ASSERT(isnan(one(ENT_OP_MIN, NAN, 2.0, 0)) && isnan(one(ENT_OP_MIN, 2.0, NAN, 0)));
    CU_ASSERT(isnan(one(ENT_OP_MAX, NAN, 2.0, 0)) && isnan(one(ENT_OP_MAX, 2.0, NAN, 0)));
    CU_ASSERT_EQUAL(one(ENT_OP_CLAMP, 5.0, 0.0, 1.0), 1.0);
    CU_ASSERT_EQUAL(one(ENT_OP_CLAMP, -5.0, 0.0, 1.0), 0.0);
    CU_ASSERT_EQUAL(one(ENT_OP_CLAMP, 0.25, 0.0, 1.0), 0.25);
    CU_ASSERT(isnan(one(ENT_OP_CLAMP, NAN, 0.0, 1.0)));
    CU_ASSERT(isnan(one(ENT_OP_CLAMP, 0.5, NAN, 1.0)));
    CU_ASSERT(isnan(one(ENT_OP_CLAMP, 0.5, 0.0, NAN)));
}

static void conditions(void)
{
    static const double value[] = {0.0, -0.0, 1.0, -3.0, NAN, INFINITY};
    static const int truth[] = {0, 0, 1, 1, 0, 1};

    for (int i = 0; i < 6; i++) {
        CU_ASSERT_EQUAL(one(ENT_OP_NOT, value[i], 0, 0), !truth[i]);
        CU_ASSERT_EQUAL(one(ENT_OP_IF, value[i], 10.0, 20.0), truth[i] ? 10.0 : 20.0);
        for (int k = 0; k < 6; k++) {
            CU_ASSERT_EQUAL(one(ENT_OP_AND, value[i], value[k], 0), truth[i] && truth[k]);
            CU_ASSERT_EQUAL(one(ENT_OP_OR, value[i], value[k], 0), truth[i] || truth[k]);
        }
    }
    CU_ASSERT_EQUAL(one(ENT_OP_IF, 1.0, 10.0, NAN), 10.0);
}

/* Within 2 units in the last place of libm in long double. */
static void close_to(double got, long double expected, long double ulps)
{
    long double size = fabsl(expected) > 1e-300L ? fabsl(expected) : 1e-300L;
    CU_ASSERT(fabsl((long double) got - expected) <= ulps * 0x1p-53L * size);
}

static void transcendental(void)
{
    for (double x = -30.0; x <= 30.0; x += 0.37) {
        close_to(one(ENT_OP_EXP, x, 0, 0), expl(x), 3);
        close_to(one(ENT_OP_EXPM1, x, 0, 0), expm1l(x), 3);
        close_to(one(ENT_OP_LOG, ldexp(1.1, (int) x), 0, 0), logl(ldexp(1.1, (int) x)), 3);
        close_to(one(ENT_OP_NEG_LOG, ldexp(1.1, (int) x), 0, 0), -logl(ldexp(1.1, (int) x)), 3);
        close_to(one(ENT_OP_LOG1P, exp(x), 0, 0), log1pl(exp(x)), 3);
        close_to(one(ENT_OP_POW, exp(x), 1.7, 0), powl(exp(x), (long double) 1.7), 3);
        close_to(one(ENT_OP_LOGISTIC, x, 0, 0), 1.0L / (1.0L + expl(-x)), 5);
    }
    CU_ASSERT_EQUAL(one(ENT_OP_LOGISTIC, 0.0, 0, 0), 0.5);
    CU_ASSERT_EQUAL(one(ENT_OP_LOGISTIC, 1000.0, 0, 0), 1.0);
    CU_ASSERT_EQUAL(one(ENT_OP_LOGISTIC, -1000.0, 0, 0), 0.0);
    close_to(one(ENT_OP_LOGISTIC, -700.0, 0, 0), expl(-700.0L), 5);
    CU_ASSERT_EQUAL(one(ENT_OP_LOGIT, 0.5, 0, 0), 0.0);
    CU_ASSERT_EQUAL(one(ENT_OP_LOGIT, 0.0, 0, 0), -INFINITY);
    CU_ASSERT_EQUAL(one(ENT_OP_LOGIT, 1.0, 0, 0), INFINITY);
    CU_ASSERT(isnan(one(ENT_OP_LOGIT, -0.1, 0, 0)) && isnan(one(ENT_OP_LOGIT, 1.1, 0, 0)));
    close_to(one(ENT_OP_LOGIT, 0.25, 0, 0), -logl(3.0L), 4);
}

/* Relative accuracy holds in the far tails of both directions. */
static void normal(void)
{
    for (double z = -37.5; z <= 8.0; z += 0.25) {
        long double expected = 0.5L * erfcl(-(long double) z * 0.70710678118654752440L);
        double p = one(ENT_OP_NORMAL_CDF, z, 0, 0);
        CU_ASSERT(fabsl(p - expected) <= 2e-13L * expected);
        if (z <= 5.0) {
            double back = one(ENT_OP_NORMAL_QUANTILE, (double) expected, 0, 0);
            /* 1 - u has few digits left where z is large. */
            double allowed = 4e-16 * (fabs(z) + 1.0) + 1.2e-16 * sqrt(6.2831853) * exp(0.5 * fmax(z, 0) * fmax(z, 0));
            CU_ASSERT(fabs(back - z) <= allowed);
        }
    }
    CU_ASSERT_EQUAL(one(ENT_OP_NORMAL_QUANTILE, 0.5, 0, 0), 0.0);
    CU_ASSERT_EQUAL(one(ENT_OP_NORMAL_QUANTILE, 0.0, 0, 0), -INFINITY);
    CU_ASSERT_EQUAL(one(ENT_OP_NORMAL_QUANTILE, 1.0, 0, 0), INFINITY);
    CU_ASSERT(isnan(one(ENT_OP_NORMAL_QUANTILE, -1e-9, 0, 0)) && isnan(one(ENT_OP_NORMAL_QUANTILE, 1.5, 0, 0)));
    CU_ASSERT(isnan(one(ENT_OP_NORMAL_QUANTILE, NAN, 0, 0)));
    CU_ASSERT_DOUBLE_EQUAL(one(ENT_OP_NORMAL_QUANTILE, 0.95, 0, 0), 1.6448536269514727, 2e-15);
    for (double u = 0.001; u < 0.5; u += 0.013) {
        CU_ASSERT_DOUBLE_EQUAL(
            one(ENT_OP_NORMAL_QUANTILE, u, 0, 0), -one(ENT_OP_NORMAL_QUANTILE, 1.0 - u, 0, 0), 1e-13);
    }
}

/* The hazards of months 1 to m sum to (m / scale)^shape: the survival of the oracle, 0.43322 at 24 for 0.8 and 30. */
static void weibull(void)
{
    double sum = 0.0;

    for (int m = 1; m <= 24; m++) {
        sum += one(ENT_OP_WEIBULL_HAZARD, 0.8, 30.0, m);
    }
    CU_ASSERT_DOUBLE_EQUAL(sum, pow(0.8, 0.8), 2e-15);
    CU_ASSERT_DOUBLE_EQUAL(exp(-sum), 0.43322, 5e-6);
    CU_ASSERT_EQUAL(one(ENT_OP_WEIBULL_HAZARD, 1.0, 1.0, 1.0), 1.0);
    CU_ASSERT_DOUBLE_EQUAL(one(ENT_OP_WEIBULL_HAZARD, 0.5, 4.0, 1.0), 0.5, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(one(ENT_OP_WEIBULL_HAZARD, 2.0, 10.0, 60.0), 1.19, 1e-13);
    CU_ASSERT_EQUAL(one(ENT_OP_WEIBULL_HAZARD, 0.8, INFINITY, 7.0), 0.0);
}

static void triangular(void)
{
    double par[3] = {2.0, 3.0, 6.0};
    double u[7] = {1e-15, 0.0625, 0.25, 0.25 + 1e-9, 0.5, 0.8125, 1.0 - 1e-15}, x[7], y[7];
    double low[7], mode[7], high[7];
    const double *in[4] = {u, low, mode, high};

    for (int i = 0; i < 7; i++) {
        low[i] = par[0];
        mode[i] = par[1];
        high[i] = par[2];
    }
    ent_kernels_select(NULL)->triangular(7, par[0], par[1], par[2], u, x);
    ent_kernels_select(NULL)->op[ENT_OP_TRIANGULAR](7, y, in);
    CU_ASSERT_EQUAL(memcmp(x, y, sizeof(x)), 0);
    CU_ASSERT_EQUAL(x[1], 2.5);
    CU_ASSERT_EQUAL(x[2], 3.0);
    CU_ASSERT_EQUAL(x[5], 4.5);
    CU_ASSERT(x[0] > 2.0 && x[6] < 6.0);
    mode[0] = 7.0;
    mode[1] = 1.0;
    low[2] = mode[2] = high[2];
    ent_kernels_select(NULL)->op[ENT_OP_TRIANGULAR](7, y, in);
    CU_ASSERT(isnan(y[0]) && isnan(y[1]) && isnan(y[2]) && !isnan(y[3]));
}

/* The fused loops, on every set, against the plain sums; the same bytes on all. */
static void fused(void)
{
    enum { N = 77 };
    double x[3][N], expected[N], out[N];
    const double a[3] = {0.5, -1.25, 0.1};
    const double *columns[3] = {x[0], x[1], x[2]};

    for (int i = 0; i < N; i++) {
        x[0][i] = sin(i);
        x[1][i] = i % 3 == 0 ? 0.0 : 1.0;
        x[2][i] = i % 2 == 0 ? NAN : -1.0;
    }
    for (size_t k = 0; ent_kernels_supported(k) != NULL; k++) {
        const ent_kernels *kernels = ent_kernels_supported(k);
        for (int i = 0; i < N; i++) {
            expected[i] = 0.0 + a[0] * x[0][i] + a[1] * x[1][i];
        }
        kernels->combine(N, 2, a, columns, out);
        CU_ASSERT_EQUAL(memcmp(out, expected, sizeof(out)), 0);
        kernels->combine(N, 0, a, columns, out);
        CU_ASSERT_EQUAL(out[N - 1], 0.0);
        for (int i = 0; i < N; i++) {
            out[i] = x[0][i];
            expected[i] = x[0][i] + 0.3 * x[1][i];
        }
        kernels->axpy(N, 0.3, x[1], out);
        CU_ASSERT_EQUAL(memcmp(out, expected, sizeof(out)), 0);
        kernels->affine(N, 2.0, 3.0, x[1], out);
        CU_ASSERT(out[0] == 2.0 && out[1] == 5.0 && out[N - 1] == 5.0);
        kernels->above(N, 0.5, x[1], out);
        CU_ASSERT_EQUAL(memcmp(out, x[1], sizeof(out)), 0);
        kernels->hold(N, -0.5, 0.5, x[0], out);
        CU_ASSERT(out[2] == 0.5 && out[5] == -0.5 && out[3] == x[0][3] && out[N - 1] == 0.5);
        CU_ASSERT_EQUAL(kernels->count_nonzero(N, x[1]), 51);
        CU_ASSERT_EQUAL(kernels->count_nonzero(N, x[2]), 38);
        CU_ASSERT_EQUAL(kernels->count_both(N, x[1], x[2]), 25);
        CU_ASSERT_EQUAL(kernels->count_at_least(N, 1.0, x[1]), 51);
        CU_ASSERT_EQUAL(kernels->count_at_least(N, -1.0, x[2]), 38);
        CU_ASSERT_EQUAL(kernels->count_at_least(0, -1.0, x[2]), 0);
    }
}

/* Two cells over [-1, 1]: 1 + t, then t^5; the ends hold. */
static void table(void)
{
    const double coefficient[2][ENT_TABLE_COEFFICIENTS] = {{1, 1, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 1}};
    const ent_table_grid grid = {-1.0, 1.0, 2.0 - 0x1p-50, coefficient};
    const double z[] = {-1.0, -0.75, -50.0, 0.0, 0.5, -INFINITY};
    double x[6];

    for (size_t k = 0; ent_kernels_supported(k) != NULL; k++) {
        const ent_kernels *kernels = ent_kernels_supported(k);
        kernels->table(&grid, 6, z, x);
        CU_ASSERT(x[0] == 1.0 && x[1] == 1.25 && x[2] == 1.0 && x[3] == 0.0 && x[4] == 0.03125 && x[5] == 1.0);
        kernels->table(&grid, 1, &(double){99.0}, x);
        CU_ASSERT_DOUBLE_EQUAL(x[0], 1.0, 1e-14);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"selection", selection}, {"descriptions", descriptions}, {"same bytes", same_bytes},
        {"the output may be an input", output_may_be_an_input}, {"scalar is the same", scalar_is_the_same},
        {"arithmetic", arithmetic}, {"order and NaN", order_and_nan}, {"conditions", conditions},
        {"transcendental", transcendental}, {"normal", normal}, {"weibull hazard", weibull}, {"triangular", triangular},
        {"fused", fused}, {"table", table}, CU_TEST_INFO_NULL};

    return ent_run_suite("kernels", tests);
}
