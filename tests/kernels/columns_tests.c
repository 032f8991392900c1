/* Counts, exact sums and compaction, in every instruction set, against plain loops. */
#include "kernels/kernels.h"

#include "suite.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { MOST = 67 };

/* Numbers of all kinds, and an irregular mask. */
static void fill(double *x, double *mask)
{
    static const double odd[] = {(double) NAN, (double) INFINITY, -(double) INFINITY, 0x1p43, -0x1p42, 0.0, -0.0};

    for (size_t i = 0; i < MOST; i++) {
        x[i] = i % 9 == 4 ? odd[i / 9 % 7] : ((double) i - 30.0) * 1234.567 / 3.0;
        mask[i] = i * i % 5 < 2 ? 1.0 : 0.0;
    }
}

static double held(double x, double limit)
{
    double below = x < limit ? x : limit;

    return below > -limit ? below : -limit;
}

static void check_split(const ent_kernels *kernels, size_t n, const double *x, const double *mask)
{
    ent_split_sum sum;
    int64_t high = 0;
    int64_t low = 0;
    uint64_t count = 0;
    uint64_t beyond = 0;

    for (size_t i = 0; i < n; i++) {
        if (mask == NULL || mask[i] != 0.0) {
            double number = held(x[i], 0x1p42);
            double part = nearbyint(number * 0x1p8);
            high += (int64_t) part;
            low += (int64_t) nearbyint((number - part * 0x1p-8) * 0x1p60);
            count++;
            beyond += number == x[i] ? 0 : 1;
        }
    }
    kernels->split_sum(n, 0x1p42, x, mask, &sum);
    CU_ASSERT_EQUAL(sum.high, high);
    CU_ASSERT_EQUAL(sum.low, low);
    CU_ASSERT_EQUAL(sum.count, count);
    CU_ASSERT_EQUAL(sum.beyond, beyond);
}

static void check_guard(const ent_kernels *kernels, size_t n, const double *x)
{
    double out[MOST + 1];
    uint64_t outside = 0;

    out[n] = 7.0;
    for (size_t i = 0; i < n; i++) {
        outside += x[i] >= -1000.0 && x[i] <= 5000.0 ? 0 : 1;
    }
    CU_ASSERT_EQUAL(kernels->guard(n, -1000.0, 5000.0, x, out), outside);
    for (size_t i = 0; i < n; i++) {
        double expected = x[i] < -1000.0 ? -1000.0 : x[i] > 5000.0 ? 5000.0 : x[i];
        CU_ASSERT(out[i] == expected || (isnan(out[i]) && isnan(expected)));
    }
    CU_ASSERT_EQUAL(out[n], 7.0);
}

static void check_short(const ent_kernels *kernels, size_t n, const double *x)
{
    double limit[MOST];
    double part[MOST];
    uint64_t count = 0;

    for (size_t i = 0; i < n; i++) {
        part[i] = (double) (i % 7) * 100.0;
        limit[i] = (double) i * 10.0;
        count += x[i] - part[i] < limit[i] ? 1 : 0;
    }
    CU_ASSERT_EQUAL(kernels->count_short(n, x, part, limit), count);
}

static void check_choose(const ent_kernels *kernels, size_t n, const double *x, const double *mask)
{
    double out[MOST + ENT_CHOOSE_ROOM];
    size_t expected = 0;
    size_t count = kernels->choose(n, x, mask, out);

    for (size_t i = 0; i < n; i++) {
        if (mask[i] != 0.0) {
            CU_ASSERT(expected < count && memcmp(&out[expected], &x[i], sizeof(*x)) == 0);
            expected++;
        }
    }
    CU_ASSERT_EQUAL(count, expected);
}

/* Rows in which the first column reaches the second, which is above 0; the mask is the third. */
static void check_reaching(const ent_kernels *kernels, size_t n, const double *x, const double *mask)
{
    double quota[MOST], out[3 * (MOST + ENT_CHOOSE_ROOM)];
    const double *column[] = {x, quota, mask};
    size_t expected = 0;
    size_t count;

    for (size_t i = 0; i < n; i++) {
        quota[i] = i % 5 == 0 ? x[i] : (double) (i % 3) - 1.0;
    }
    count = kernels->choose_reaching(n, 3, column, out, MOST + ENT_CHOOSE_ROOM);
    for (size_t i = 0; i < n; i++) {
        if (x[i] >= quota[i] && quota[i] > 0.0) {
            for (size_t c = 0; c < 3 && expected < count; c++) {
                CU_ASSERT_EQUAL(out[c * (MOST + ENT_CHOOSE_ROOM) + expected], column[c][i]);
            }
            expected++;
        }
    }
    CU_ASSERT_EQUAL(count, expected);
}

static void like_plain_loops(void)
{
    double x[MOST];
    double mask[MOST];
    size_t tried = 0;

    fill(x, mask);
    for (size_t k = 0; ent_kernels_supported(k) != NULL; k++) {
        const ent_kernels *kernels = ent_kernels_supported(k);
        for (size_t n = 0; n <= MOST; n++) {
            check_split(kernels, n, x, NULL);
            check_split(kernels, n, x, mask);
            check_guard(kernels, n, x);
            check_short(kernels, n, x);
            check_choose(kernels, n, x, mask);
            check_reaching(kernels, n, x, mask);
            tried++;
        }
    }
    CU_ASSERT(tried > MOST);
}

/* The largest numbers, as many as one call takes: no integer wraps around. */
static void largest(void)
{
    static double x[ENT_SPLIT_ROWS];

    for (size_t i = 0; i < ENT_SPLIT_ROWS; i++) {
        x[i] = 0x1p42 - 0x1p-10;
    }
    for (size_t k = 0; ent_kernels_supported(k) != NULL; k++) {
        const ent_kernels *kernels = ent_kernels_supported(k);
        ent_split_sum sum = {0};
        kernels->split_sum(ENT_SPLIT_ROWS, 0x1p42, x, NULL, &sum);
        CU_ASSERT_EQUAL(sum.high, (int64_t) ENT_SPLIT_ROWS << 50);
        CU_ASSERT_EQUAL(sum.low, -((int64_t) ENT_SPLIT_ROWS << 50));
        CU_ASSERT_EQUAL(sum.beyond, 0);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"like plain loops", like_plain_loops}, {"the largest numbers", largest}, CU_TEST_INFO_NULL};

    return ent_run_suite("column kernels", tests);
}
