/* Selection of rows: in every set the rows that a plain loop finds, NaN and partial vectors included. */
#include "kernels/kernels.h"
#include "suite.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { ROWS = 61, STRIDE = 70, COLUMNS = 3 };

typedef struct table {
    double x[COLUMNS * STRIDE];
    double order[ROWS];
    double least[COLUMNS], above[COLUMNS];
} table;

/* Coarse numbers, so that many are equal, with NaN and infinities among them. */
static void fill(table *self, unsigned seed)
{
    uint64_t state = seed;

    for (size_t i = 0; i < COLUMNS * STRIDE; i++) {
        state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        self->x[i] = (double) (state >> 61);
        self->x[i] = state >> 40 & 63U ? self->x[i] : (state >> 39 & 1U) ? (double) NAN : (double) INFINITY;
    }
    for (size_t i = 0; i < ROWS; i++) {
        self->order[i] = (double) ((i * 37 + seed) % ROWS);
    }
    for (size_t c = 0; c < COLUMNS; c++) {
        self->least[c] = (double) (seed / 8 >> (2 * c) & 3U);
        self->above[c] = self->least[c] + 0.5;
    }
}

static bool at_least(const table *self, size_t columns, size_t i, bool strictly)
{
    for (size_t c = 0; c < columns; c++) {
        double a = self->x[c * STRIDE + i];
        if (strictly ? !(a > self->above[c]) : !(a >= self->least[c])) {
            return false;
        }
    }
    return true;
}

static bool reached(const ent_kernels *kernels, const table *self, size_t n, size_t columns)
{
    uint32_t index[ROWS + 1];
    size_t expected = 0;
    size_t count = kernels->reach(n, columns, self->x, STRIDE, self->least, index);

    for (size_t i = 0; i < n; i++) {
        if (at_least(self, columns, i, false) && (expected >= count || index[expected++] != i)) {
            return false;
        }
    }
    return count == expected && kernels->count_reach(n, columns, self->x, STRIDE, self->least) == expected;
}

static void reach(void)
{
    static table numbers;
    size_t wrong = 0;

    for (unsigned seed = 0; seed < 512; seed++) {
        fill(&numbers, seed);
        for (size_t k = 0; ent_kernels_supported(k) != NULL; k++) {
            const ent_kernels *kernels = ent_kernels_supported(k);
            for (size_t n = 0; n <= ROWS; n += 1 + n / 9) {
                for (size_t columns = 0; columns <= COLUMNS; columns++) {
                    wrong += reached(kernels, &numbers, n, columns) ? 0 : 1;
                }
            }
        }
    }
    CU_ASSERT_EQUAL(wrong, 0);
}

static size_t first_outdoing(const table *self, size_t n, size_t columns, double before)
{
    size_t i = 0;

    while (i < n &&
           !(at_least(self, columns, i, false) && (self->order[i] < before || at_least(self, columns, i, true)))) {
        i++;
    }
    return i;
}

static void outdoing(void)
{
    static table numbers;
    size_t wrong = 0;
    size_t inside = 0;

    for (unsigned seed = 0; seed < 512; seed++) {
        fill(&numbers, seed);
        for (size_t k = 0; ent_kernels_supported(k) != NULL; k++) {
            const ent_kernels *kernels = ent_kernels_supported(k);
            for (size_t n = 0; n <= ROWS; n += 1 + n / 9) {
                for (size_t columns = 0; columns <= COLUMNS; columns++) {
                    double before = (double) (seed % 7);
                    size_t expected = first_outdoing(&numbers, n, columns, before);
                    inside += expected > 0 && expected < n ? 1 : 0;
                    wrong += kernels->outdoing(n, columns, numbers.x, STRIDE, numbers.least, numbers.above,
                                 numbers.order, before) != expected;
                }
            }
        }
    }
    CU_ASSERT_EQUAL(wrong, 0);
    CU_ASSERT(inside > 1000);
}

static double goal_of(const table *self, ent_goal goal, size_t columns, size_t i, const double *offset)
{
    double made = goal == ENT_GOAL_PRODUCT ? 1.0 : goal == ENT_GOAL_LEAST ? (double) INFINITY : 0.0;

    for (size_t c = 0; c < columns; c++) {
        double gain = self->x[c * STRIDE + i] - offset[c];
        made = goal == ENT_GOAL_PRODUCT ? made * fmax(gain, 0.0)
               : goal == ENT_GOAL_LEAST ? fmin(made, gain)
                                        : made + gain;
    }
    return made;
}

/* Whether rows have their goal, or -inf where a number is below the least. */
static bool worth_right(const ent_kernels *kernels, const table *self, size_t n, size_t columns, ent_goal goal)
{
    static const double offset[COLUMNS] = {1.5, 0.0, 2.5};
    double out[ROWS + 1], most = -(double) INFINITY;
    double found;

    out[n] = 99.0;
    found = kernels->worth(n, columns, goal, self->x, STRIDE, self->least, offset, out);
    for (size_t i = 0; i < n; i++) {
        bool reached = at_least(self, columns, i, false);
        double expected = reached ? goal_of(self, goal, columns, i, offset) : -(double) INFINITY;
        most = expected > most ? expected : most;
        if (!(out[i] <= expected && out[i] >= expected)) {
            return false;
        }
    }
    return out[n] == 99.0 && found <= most && found >= most;
}

static void worth(void)
{
    static table numbers;
    size_t wrong = 0;

    for (unsigned seed = 0; seed < 512; seed++) {
        fill(&numbers, seed);
        for (size_t i = 0; i < COLUMNS * STRIDE; i++) { /* a product of 0 and infinity is no number */
            numbers.x[i] = isinf(numbers.x[i]) ? 9.0 : numbers.x[i];
        }
        for (size_t k = 0; ent_kernels_supported(k) != NULL; k++) {
            for (size_t n = 0; n <= ROWS; n += 1 + n / 9) {
                for (ent_goal goal = ENT_GOAL_PRODUCT; goal <= ENT_GOAL_SUM; goal++) {
                    wrong += worth_right(ent_kernels_supported(k), &numbers, n, 1 + n % COLUMNS, goal) ? 0 : 1;
                }
            }
        }
    }
    CU_ASSERT_EQUAL(wrong, 0);
}

static void mark(void)
{
    enum { N = 21 };
    const uint64_t bit = UINT64_C(1) << 63;
    double x[N];
    uint64_t word[N + 1];

    for (size_t i = 0; i < N; i++) {
        x[i] = i % 3 == 0 ? -0.0 : i % 3 == 1 ? 1.0 : (double) NAN;
    }
    for (size_t k = 0; ent_kernels_supported(k) != NULL; k++) {
        const ent_kernels *kernels = ent_kernels_supported(k);
        memset(word, 0x10, sizeof(word));
        kernels->mark(N, x, bit, word);
        for (size_t i = 0; i <= N; i++) {
            CU_ASSERT_EQUAL(word[i], UINT64_C(0x1010101010101010) | (i < N && i % 3 != 0 ? bit : 0));
        }
    }
}

static void mark_unless(void)
{
    enum { N = 21 };
    const uint64_t bit = UINT64_C(1) << 5;
    double low[N], high[N];
    uint64_t word[N + 1];

    for (size_t i = 0; i < N; i++) { /* above, equal, below, not a number on either side */
        low[i] = i % 5 == 3 ? (double) NAN : 2.0 - (double) (i % 5);
        high[i] = i % 5 == 4 ? (double) NAN : 1.0;
    }
    for (size_t k = 0; ent_kernels_supported(k) != NULL; k++) {
        const ent_kernels *kernels = ent_kernels_supported(k);
        memset(word, 0x10, sizeof(word));
        kernels->mark_unless(N, low, high, bit, word);
        for (size_t i = 0; i <= N; i++) {
            bool marked = i < N && (i % 5 == 0 || i % 5 >= 3);
            CU_ASSERT_EQUAL(word[i], UINT64_C(0x1010101010101010) | (marked ? bit : 0));
        }
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"reach", reach}, {"outdoing", outdoing}, {"worth", worth}, {"mark", mark},
        {"mark unless", mark_unless}, CU_TEST_INFO_NULL};

    return ent_run_suite("rows", tests);
}
