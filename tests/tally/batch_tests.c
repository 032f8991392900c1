/* A batch: sum and histogram as of numbers added one by one, whatever the pieces. */
#include "base/status.h"
#include "suite.h"
#include "tally/batch.h"

#include <string.h>

enum { N = 7001 };

static void pieces(void)
{
    static double x[N], mask[N];
    static const size_t piece[] = {256, 1, ENT_BATCH_ROWS, 255, 7, 0, 512};
    const ent_kernels *kernels = ent_kernels_select(NULL);
    ent_arena arena = {0};
    ent_batch batch;
    ent_exact_sum sum = {0}, expected = {0};
    ent_histogram histogram, single;
    size_t at = 0;

    CU_ASSERT_EQUAL_FATAL(ent_batch_init(&batch), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_histogram_init(&histogram, &arena), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_histogram_init(&single, &arena), ENT_OK);
    for (size_t i = 0; i < N; i++) {
        x[i] = (double) (i * i % 977) / 7.0 + (i % 100 == 0 ? 1e13 : 0.0);
        mask[i] = i * 31 % 7 < 4 ? 1.0 : 0.0;
        if (mask[i] != 0.0) {
            ent_exact_sum_add(&expected, x[i]);
            ent_histogram_add(&single, x[i], 1);
        }
    }
    for (size_t k = 0; at < N; k++) {
        size_t rows = piece[k % 7] < N - at ? piece[k % 7] : N - at;
        ent_batch_add(&batch, kernels, rows, x + at, mask + at, &sum, &histogram);
        at += rows;
    }
    CU_ASSERT_NOT_EQUAL(sum.count, expected.count); /* some still wait */
    ent_batch_settle(&batch, kernels, &sum, &histogram);
    ent_batch_settle(&batch, kernels, &sum, &histogram); /* none do */
    CU_ASSERT_EQUAL(sum.count, expected.count);
    CU_ASSERT(sum.high == expected.high && sum.low == expected.low && sum.clipped == expected.clipped);
    CU_ASSERT_EQUAL(histogram.count, single.count);
    CU_ASSERT_EQUAL(memcmp(histogram.bin, single.bin, ENT_HISTOGRAM_BINS * sizeof(*single.bin)), 0);
    ent_batch_free(&batch);
    ent_batch_free(&batch);
    ent_arena_free(&arena);
}

int main(void)
{
    CU_TestInfo tests[] = {{"pieces", pieces}, CU_TEST_INFO_NULL};

    return ent_run_suite("batch", tests);
}
