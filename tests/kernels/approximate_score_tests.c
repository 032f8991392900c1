/* Approximate normal scores and the comparisons decided by them, on every instruction set. */
#include "kernels/kernels.h"
#include "suite.h"

#include <math.h>
#include <string.h>

/* Against the exact quantiles of the same uniforms: within the bound that is promised, and no number exactly where a
 * uniform is within 2^-16 of an end. 2^20 uniforms: about 32 of these. */
static void within_the_bound(void)
{
    enum { N = 1 << 20 };
    static double u[N], z[N];
    static float rough[N], first[N];

    for (size_t s = 0; ent_kernels_supported(s) != NULL; s++) {
        const ent_kernels *kernels = ent_kernels_supported(s);
        const double *in = u;
        double worst = 0.0;
        size_t wrong = 0, far = 0;
        kernels->philox(9, 0, 0, N, u);
        kernels->op[ENT_OP_NORMAL_QUANTILE](N, z, &in);
        kernels->approximate_scores(9, 0, N, rough);
        for (size_t i = 0; i < N; i++) {
            int outside = fmin(u[i], 1.0 - u[i]) < 0x1p-16;
            far += outside != 0;
            wrong += (isnan(rough[i]) != 0) != outside;
            worst = outside ? worst : fmax(worst, fabs((double) rough[i] - z[i]));
        }
        CU_ASSERT_EQUAL(wrong, 0);
        CU_ASSERT(far > 8 && far < 70);
        CU_ASSERT(worst < (double) ENT_APPROXIMATE_ERROR);
        CU_ASSERT(worst > 1e-5); /* the bound is not far too large */
        if (s == 0) {
            memcpy(first, rough, sizeof(rough));
        }
        CU_ASSERT_EQUAL(memcmp(first, rough, sizeof(rough)), 0);
    }
}

/* Scores from any number of the stream on, odd numbers included, equal those of the whole stream. */
static void stretches(void)
{
    enum { N = 100 };
    float all[N], part[N + 1];

    for (size_t s = 0; ent_kernels_supported(s) != NULL; s++) {
        const ent_kernels *kernels = ent_kernels_supported(s);
        for (size_t first = 0; first < 35; first++) {
            kernels->approximate_scores(77, 1000, N, all);
            for (size_t n = 0; n <= N - first; n += 7) {
                part[n] = 5.0F;
                kernels->approximate_scores(77, 1000 + first, n, part);
                CU_ASSERT_EQUAL(memcmp(part, all + first, n * sizeof(*part)), 0);
                CU_ASSERT_EQUAL(part[n], 5.0F);
            }
        }
    }
}

static void expect_rows(const ent_kernels *kernels, size_t n, size_t start)
{
    enum { ROWS = 300, TERMS = 3 };
    const float a[TERMS] = {0.5F, -0.25F, 0.125F};
    static float x[TERMS][ROWS];
    const float *columns[TERMS] = {x[0], x[1], x[2]};
    double t[ROWS], out[ROWS];
    uint32_t unsure[ROWS];
    size_t count, next = 0;

    for (size_t k = 0; k < TERMS; k++) {
        for (size_t i = 0; i < ROWS; i++) {
            x[k][i] = (float) ((i * (k + 3)) % 17) / 8.0F - 1.0F;
        }
    }
    x[1][start + 4] = NAN;
    for (size_t i = 0; i < ROWS; i++) {
        t[i] = i % 11 == 3 ? INFINITY : i % 11 == 5 ? -INFINITY : i % 11 == 7 ? (double) NAN : 0.25;
    }
    count = kernels->approximate_above(n, TERMS, a, columns, start, t, 0.05F, out, unsure);
    for (size_t i = 0; i < n; i++) {
        double sum =
            0.5 * (double) x[0][start + i] - 0.25 * (double) x[1][start + i] + 0.125 * (double) x[2][start + i];
        if (sum > t[i] + 0.05 || sum < t[i] - 0.05) {
            CU_ASSERT_EQUAL(out[i], sum > t[i] ? 1.0 : 0.0);
        } else {
            CU_ASSERT_FATAL(next < count);
            CU_ASSERT_EQUAL(unsure[next++], i);
        }
    }
    CU_ASSERT_EQUAL(next, count);
}

/* Sums and margins that are exact in float. */
static void decided_or_listed(void)
{
    for (size_t s = 0; ent_kernels_supported(s) != NULL; s++) {
        const ent_kernels *kernels = ent_kernels_supported(s);
        for (size_t n = 0; n < 200; n += 13) {
            expect_rows(kernels, n, n % 5);
        }
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"within the bound", within_the_bound}, {"stretches", stretches},
        {"decided or listed", decided_or_listed}, CU_TEST_INFO_NULL};

    return ent_run_suite("scores", tests);
}
