/* Fused kernels of sampling, in every instruction set, against their steps one after the other, from odd numbers of a
 * stream on and with partial vectors too. */
#include "kernels/kernels.h"
#include "suite.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { N = 150 };

static void expect_draws(const ent_kernels *kernels, uint64_t first, size_t n, const double *chosen)
{
    double expected[N], out[N + 1];

    kernels->philox(5, first, 0, n, expected);
    kernels->triangular(n, 1.0, 4.0, 6.0, expected, expected);
    for (size_t i = 0; i < n && chosen != NULL; i++) {
        expected[i] = chosen[i] != 0.0 && !isnan(chosen[i]) ? expected[i] : 0.0;
    }
    out[n] = 77.0;
    kernels->draw_triangular(5, first, n, 1.0, 4.0, 6.0, chosen, out);
    CU_ASSERT_EQUAL(memcmp(out, expected, n * sizeof(*out)), 0);
    CU_ASSERT_EQUAL(out[n], 77.0);
}

static void draw_triangular(void)
{
    double chosen[N];

    for (size_t i = 0; i < N; i++) {
        chosen[i] = i % 7 == 6 ? (double) NAN : (double) (i % 3);
    }
    for (size_t k = 0; ent_kernels_supported(k) != NULL; k++) {
        const ent_kernels *kernels = ent_kernels_supported(k);
        for (size_t n = 0; n <= N; n++) {
            expect_draws(kernels, 1000 + n % 2, n, n % 3 == 0 ? NULL : chosen);
        }
    }
}

/* In the order given, which rounding can tell: 1e16 + 1 - 1e16 is 0 and 1e16 - 1e16 + 1 is 1. */
static void sum(void)
{
    double a[N], b[N], c[N], out[N + 1];
    const double *const x[] = {a, b, c};

    for (size_t i = 0; i < N; i++) {
        a[i] = 1e16;
        b[i] = i % 2 == 0 ? 1.0 : -1e16;
        c[i] = i % 2 == 0 ? -1e16 : 1.0;
    }
    for (size_t k = 0; ent_kernels_supported(k) != NULL; k++) {
        const ent_kernels *kernels = ent_kernels_supported(k);
        for (size_t n = 0; n <= N; n++) {
            out[n] = 77.0;
            kernels->sum(n, 3, x, out);
            for (size_t i = 0; i < n; i++) {
                CU_ASSERT_EQUAL(out[i], i % 2 == 0 ? 0.0 : 1.0);
            }
            CU_ASSERT_EQUAL(out[n], 77.0);
        }
        if (kernels != NULL) {
            kernels->sum(N, 1, x, out);
            CU_ASSERT_EQUAL(memcmp(out, a, sizeof(a)), 0);
        }
    }
}

/* Adds the chosen terms to `out`, in their order. */
static void add_chosen(void)
{
    double a[N], b[N], yes[N], out[N + 1];
    const double *const chosen[] = {yes, a, yes};
    const double *const x[] = {a, a, b};

    for (size_t i = 0; i < N; i++) {
        a[i] = 8.0;
        b[i] = 32.0;
        yes[i] = i % 3 == 0 ? 0.0 : i % 3 == 1 ? 1.0 : (double) NAN;
    }
    for (size_t k = 0; ent_kernels_supported(k) != NULL; k++) {
        const ent_kernels *kernels = ent_kernels_supported(k);
        for (size_t n = 0; n <= N; n++) {
            for (size_t i = 0; i <= n; i++) {
                out[i] = 1.0;
            }
            kernels->add_chosen(n, 3, chosen, x, out);
            for (size_t i = 0; i < n; i++) {
                CU_ASSERT_EQUAL(out[i], i % 3 == 1 ? 1.0 + 8.0 + 8.0 + 32.0 : 1.0 + 8.0);
            }
            CU_ASSERT_EQUAL(out[n], 1.0);
        }
    }
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"draw triangular", draw_triangular}, {"sum", sum}, {"add chosen", add_chosen}, CU_TEST_INFO_NULL};

    return ent_run_suite("sampling kernels", tests);
}
