/* Correlated scores that are only compared: the results equal those of the exact scores, also for scores that equal the
 * bound, are a neighbouring double of it, or are far from it. */
#include "base/status.h"
#include "distribution/approximate_score.h"
#include "distribution/copula.h"
#include "suite.h"

#include <math.h>

enum { MEMBERS = 40, ROWS = 3000 };

typedef struct group {
    double lower[MEMBERS * MEMBERS];
    uint64_t key[MEMBERS];
    double z[MEMBERS][ROWS];
    float score[MEMBERS][ROWS];
    float *score_column[MEMBERS];
} group;

static void make(group *self)
{
    for (size_t i = 0; i < MEMBERS; i++) {
        self->key[i] = 1000 + 7 * i;
        self->score_column[i] = self->score[i];
        for (size_t j = 0; j < MEMBERS; j++) {
            self->lower[i * MEMBERS + j] = i == j ? 0.8 : j > i || (i + j) % 4 == 0 ? 0.0 : 0.3 / (double) (j + 1);
        }
    }
}

static void draw_exactly(group *self, const ent_kernels *kernels, uint64_t first)
{
    double *column[MEMBERS];

    for (size_t i = 0; i < MEMBERS; i++) {
        const double *in = self->z[i];
        column[i] = self->z[i];
        kernels->philox(self->key[i], first, 0, ROWS, self->z[i]);
        kernels->op[ENT_OP_NORMAL_QUANTILE](ROWS, self->z[i], &in);
    }
    ent_copula_mix(kernels, self->lower, MEMBERS, ROWS, column);
}

/* Every row at its bound (`beside` 0) or at a neighbouring double of it (-1, 1). */
static double beside(double z, size_t row)
{
    switch (row % 6) {
    case 0:
        return z;
    case 1:
        return nextafter(z, 9.0);
    case 2:
        return nextafter(z, -9.0);
    case 3:
        return z + 1e-5;
    case 4:
        return z - 2e-4;
    default:
        return row % 5 == 0 ? INFINITY : row % 5 == 1 ? -INFINITY : row % 5 == 2 ? (double) NAN : 0.3;
    }
}

static void same_answers(void)
{
    static group self;
    static double threshold[ROWS], out[ROWS];
    ent_arena arena;
    ent_approximate_score rough = {0};

    ent_arena_init(&arena);
    make(&self);
    CU_ASSERT_EQUAL_FATAL(ent_approximate_score_init(&rough, self.key, self.lower, MEMBERS, &arena), ENT_OK);
    for (size_t s = 0; ent_kernels_supported(s) != NULL; s++) {
        const ent_kernels *kernels = ent_kernels_supported(s);
        const uint64_t first = 12345;
        size_t wrong = 0;
        draw_exactly(&self, kernels, first);
        ent_approximate_score_draw(&rough, kernels, first, ROWS, self.score_column);
        for (size_t m = 0; m < MEMBERS; m++) {
            for (size_t i = 0; i < ROWS; i++) {
                threshold[i] = beside(self.z[m][i], i + m);
            }
            ent_approximate_score_above(
                &rough, kernels, m, first, ROWS, (const float *const *) self.score_column, threshold, out);
            for (size_t i = 0; i < ROWS; i++) {
                wrong += out[i] != (self.z[m][i] > threshold[i] ? 1.0 : 0.0);
            }
        }
        CU_ASSERT_EQUAL(wrong, 0);
    }
    ent_arena_free(&arena);
}

/* With usual bounds few rows are computed exactly. The sum of a row's factors times the error is a lower bound of the
 * margin. */
static void narrow_margins(void)
{
    static group self;
    ent_arena arena;
    ent_approximate_score rough = {0};

    ent_arena_init(&arena);
    make(&self);
    CU_ASSERT_EQUAL_FATAL(ent_approximate_score_init(&rough, self.key, self.lower, MEMBERS, &arena), ENT_OK);
    for (size_t i = 0; i < MEMBERS; i++) {
        double sum = 0.0;
        for (size_t j = 0; j <= i; j++) {
            sum += fabs(self.lower[i * MEMBERS + j]);
        }
        CU_ASSERT((double) rough.margin[i] > sum * (double) ENT_APPROXIMATE_ERROR);
        CU_ASSERT((double) rough.margin[i] < sum * 1.5 * (double) ENT_APPROXIMATE_ERROR);
    }
    ent_arena_free(&arena);
}

int main(void)
{
    CU_TestInfo tests[] = {{"same answers", same_answers}, {"narrow margins", narrow_margins}, CU_TEST_INFO_NULL};

    return ent_run_suite("rough", tests);
}
