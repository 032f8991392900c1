/* The copula: factors against products, blocks that fail, and orthant probabilities against the closed form. */
#include "base/status.h"
#include "distribution/copula.h"
#include "suite.h"

#include <math.h>
#include <string.h>

static void factor(void)
{
    double m[9] = {4, 2, -2, 2, 10, 2, -2, 2, 5};
    const double expected[9] = {2, 0, 0, 1, 3, 0, -1, 1, 1.7320508075688772};
    size_t failed = 77;

    CU_ASSERT_EQUAL(ent_cholesky(m, 3, &failed), ENT_OK);
    CU_ASSERT_EQUAL(failed, 77);
    for (int i = 0; i < 9; i++) {
        CU_ASSERT_DOUBLE_EQUAL(m[i], expected[i], 1e-15);
    }
    CU_ASSERT_EQUAL(ent_cholesky(NULL, 0, NULL), ENT_OK);
}

/* 4 x + 2 y = 8 and 2 x + 5 y = 12, with a factor of whole numbers; entries above the diagonal are not read. */
static void solve(void)
{
    const double lower[] = {2.0, 99.0, 1.0, 2.0};
    double x[] = {8.0, 12.0};

    ent_cholesky_solve(lower, 2, x);
    CU_ASSERT_EQUAL(x[0], 1.0);
    CU_ASSERT_EQUAL(x[1], 2.0);
    ent_cholesky_solve(NULL, 0, NULL);
}

/* Equal correlation -0.5 among three is singular, among four impossible; rho 1 fails at the pair. */
static void blocks_that_fail(void)
{
    double m[16];
    size_t failed = 0;

    for (int i = 0; i < 16; i++) {
        m[i] = i % 5 == 0 ? 1.0 : -0.4;
    }
    CU_ASSERT_EQUAL(ent_cholesky(m, 4, &failed), ENT_ERR_ARGUMENT);
    CU_ASSERT_EQUAL(failed, 4);
    for (int i = 0; i < 9; i++) {
        m[i] = i % 4 == 0 ? 1.0 : -0.5;
    }
    CU_ASSERT_EQUAL(ent_cholesky(m, 3, &failed), ENT_ERR_ARGUMENT);
    CU_ASSERT_EQUAL(failed, 3);
    memcpy(m, (double[4]){1, 1, 1, 1}, 4 * sizeof(*m));
    CU_ASSERT_EQUAL(ent_cholesky(m, 2, &failed), ENT_ERR_ARGUMENT);
    CU_ASSERT_EQUAL(failed, 2);
    m[0] = 0.0;
    CU_ASSERT_EQUAL(ent_cholesky(m, 1, &failed), ENT_ERR_ARGUMENT);
    CU_ASSERT_EQUAL(failed, 1);
    m[0] = NAN;
    CU_ASSERT_EQUAL(ent_cholesky(m, 1, NULL), ENT_ERR_ARGUMENT);
}

/* The mixed columns against the product, for more terms than one pass takes, on every set with the same bytes. */
static void mix(void)
{
    enum { N = 70, ROWS = 301 };
    static double lower[N * N], g[N][ROWS], z[N][ROWS], first[N][ROWS];
    double *columns[N];

    for (int i = 0; i < N; i++) {
        columns[i] = z[i];
        for (int j = 0; j <= i; j++) {
            lower[i * N + j] = (i + j) % 5 == 1 ? 0.0 : sin(i + 3.0 * j);
        }
        for (int r = 0; r < ROWS; r++) {
            g[i][r] = cos(i * 13.0 + r);
        }
    }
    for (size_t k = 0; ent_kernels_supported(k) != NULL; k++) {
        const ent_kernels *kernels = ent_kernels_supported(k);
        double worst = 0.0;
        memcpy(z, g, sizeof(z));
        ent_copula_mix(kernels, lower, N, ROWS, columns);
        for (int i = 0; i < N; i++) {
            for (int r = 0; r < ROWS; r++) {
                double sum = 0.0;
                for (int j = 0; j <= i; j++) {
                    sum += lower[i * N + j] * g[j][r];
                }
                worst = fmax(worst, fabs(sum - z[i][r]));
            }
        }
        CU_ASSERT(worst < 1e-13);
        if (k == 0) {
            memcpy(first, z, sizeof(z));
        }
        CU_ASSERT_EQUAL(memcmp(first, z, sizeof(z)), 0);
    }
}

/* P(both above 0) = 1/4 + asin(rho) / (2 pi): within 5 standard errors of 2^18 draws (false alarm 6e-7 a case). */
static void orthants(void)
{
    enum { N = 1 << 18 };
    static double a[N], b[N];
    const ent_kernels *kernels = ent_kernels_select(NULL);
    double *columns[2] = {a, b};

    for (int step = -9; step <= 9; step += 3) {
        double rho = step / 10.0;
        double m[4] = {1, rho, rho, 1};
        double expected = 0.25 + asin(rho) / (2.0 * acos(-1.0));
        uint64_t both = 0;
        kernels->philox(11, 0, 0, N, a);
        kernels->philox(12, 0, 0, N, b);
        kernels->op[ENT_OP_NORMAL_QUANTILE](N, a, (const double *const[]){a});
        kernels->op[ENT_OP_NORMAL_QUANTILE](N, b, (const double *const[]){b});
        CU_ASSERT_EQUAL_FATAL(ent_cholesky(m, 2, NULL), ENT_OK);
        ent_copula_mix(kernels, m, 2, N, columns);
        kernels->above(N, 0.0, a, a);
        kernels->above(N, 0.0, b, b);
        both = kernels->count_both(N, a, b);
        CU_ASSERT(fabs((double) both / N - expected) < 5.0 * sqrt(expected * (1.0 - expected) / N));
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"factor", factor}, {"solve", solve}, {"blocks that fail", blocks_that_fail}, {"mix", mix},
        {"orthants", orthants}, CU_TEST_INFO_NULL};

    return ent_run_suite("copula", tests);
}
