/* The kernels of the truce, in every instruction set, against plain loops. */
#include "kernels/kernels.h"
#include "suite.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

enum { MOST = 67, N = 150 };

static void check_begin(const ent_kernels *kernels, size_t n, const double *when)
{
    double rate[MOST], trigger[MOST], sum[MOST] = {0}, onset[MOST] = {0}, lasts[MOST], active[MOST];

    for (size_t i = 0; i < n; i++) {
        rate[i] = 0.25;
        trigger[i] = (double) (i % 11) * 0.25 + 0.25;
        lasts[i] = (double) (i % 3);
    }
    for (size_t month = 1; month <= 8; month++) {
        kernels->begin(n, (double) month, when, rate, trigger, sum, onset);
        kernels->lasting(n, (double) month, onset, month % 2 == 0 ? NULL : lasts, active);
        for (size_t i = 0; i < n; i++) {
            size_t first = when[i] != 0.0 && i % 11 + 1 <= month ? i % 11 + 1 : 0;
            bool lasting = first != 0 && (month % 2 == 0 || month < first + i % 3);
            CU_ASSERT_EQUAL(onset[i], (double) first);
            CU_ASSERT_EQUAL(active[i], lasting ? 1.0 : 0.0);
        }
    }
}

/* Every number of rows, partial vectors included. */
static void begin_and_lasting(void)
{
    double when[MOST];

    for (size_t i = 0; i < MOST; i++) {
        when[i] = i * i % 5 < 2 ? 1.0 : 0.0;
    }
    for (size_t k = 0; ent_kernels_supported(k) != NULL; k++) {
        for (size_t n = 0; n <= MOST; n++) {
            check_begin(ent_kernels_supported(k), n, when);
        }
    }
}

/* Onsets that are known beforehand, some of them at infinity, with and without an end. */
static void under_way(void)
{
    for (size_t k = 0; ent_kernels_supported(k) != NULL; k++) {
        const ent_kernels *kernels = ent_kernels_supported(k);
        for (size_t n = 0; n <= MOST; n++) {
            double onset[MOST], lasts[MOST], started[MOST], active[MOST];
            bool right = true;
            for (size_t i = 0; i < n; i++) {
                onset[i] = i % 5 == 4 ? (double) INFINITY : (double) (i % 5);
                lasts[i] = (double) (i % 3) + 0.5;
            }
            for (size_t month = 0; month < 6; month++) {
                bool ends = month % 2 == 1;
                kernels->under_way(n, (double) month, onset, ends ? lasts : NULL, started, active);
                for (size_t i = 0; i < n; i++) {
                    bool begun = i % 5 < 4 && i % 5 <= month;
                    bool lasting = begun && (!ends || (double) month < onset[i] + lasts[i]);
                    right = right && started[i] == (begun ? (double) (i % 5) : (double) INFINITY);
                    right = right && active[i] == (lasting ? 1.0 : 0.0);
                }
            }
            CU_ASSERT(right);
        }
    }
}

static void list_due(void)
{
    double alive[N], now[N], next[N], more[N], trigger[N];

    for (size_t i = 0; i < N; i++) {
        alive[i] = i % 5 == 0 ? 0.0 : 1.0;
        now[i] = 3.0;
        next[i] = i % 7 == 0 ? 3.0 : 9.0;
        more[i] = i % 11 == 0 ? (double) NAN : (double) (i % 4);
        trigger[i] = 2.5;
    }
    for (size_t k = 0; ent_kernels_supported(k) != NULL; k++) {
        const ent_kernels *kernels = ent_kernels_supported(k);
        for (size_t n = 0; n <= N; n++) {
            double sum[N];
            uint32_t due[N];
            size_t count, expected = 0;
            bool right = true;
            for (size_t i = 0; i < n; i++) {
                sum[i] = 0.5;
            }
            count = kernels->list_due(n, alive, now, next, more, trigger, sum, due);
            for (size_t i = 0; i < n; i++) {
                bool is_due = alive[i] != 0.0 && now[i] < next[i] && 0.5 + more[i] >= 2.5;
                double then = is_due ? 0.5 : 0.5 + more[i];
                right = right && (!is_due || (expected < count && due[expected] == i));
                right = right && (sum[i] == then || (isnan(sum[i]) && isnan(then)));
                expected += is_due;
            }
            CU_ASSERT(right && count == expected);
        }
    }
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"begin and lasting", begin_and_lasting}, {"under way", under_way}, {"list due", list_due}, CU_TEST_INFO_NULL};

    return ent_run_suite("hazard kernels", tests);
}
