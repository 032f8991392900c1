/* How long the kernels take: nanoseconds an element, each operator, each instruction set. Not a test.
 *
 *     kernels_bench [rows a block, default 1024] */
#include "kernels/kernels.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { COLUMNS = 4, SAMPLES = 5 };

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

/* The least of SAMPLES timings of about 20 ms. */
static double time_op(const ent_kernels *kernels, ent_op op, size_t n, double *out, const double *const *in)
{
    double best = 1e9;
    size_t repeats = 1 + 4000000 / n / 10;

    for (int sample = 0; sample < SAMPLES; sample++) {
        double start = seconds();
        for (size_t i = 0; i < repeats; i++) {
            kernels->op[op](n, out, in);
        }
        double each = 1e9 * (seconds() - start) / (double) (repeats * n);
        best = each < best ? each : best;
    }
    return best;
}

static double time_philox(const ent_kernels *kernels, size_t n, double *out, const uint64_t *index)
{
    double best = 1e9;
    size_t repeats = 1 + 4000000 / n / 10;

    for (int sample = 0; sample < SAMPLES; sample++) {
        double start = seconds();
        for (size_t i = 0; i < repeats; i++) {
            if (index == NULL) {
                kernels->philox(42, i * n, 0, n, out);
            } else {
                kernels->philox_at(42, index, (uint32_t) i, n, out);
            }
        }
        double each = 1e9 * (seconds() - start) / (double) (repeats * n);
        best = each < best ? each : best;
    }
    return best;
}

int main(int argc, char **argv)
{
    const ent_kernels *kernels;
    size_t n = argc > 1 ? (size_t) strtoul(argv[1], NULL, 10) : 1024;
    double *column[COLUMNS];
    const double *in[COLUMNS];
    double *out = malloc(n * sizeof(*out));
    uint64_t *index = malloc(n * sizeof(*index));

    for (int c = 0; c < COLUMNS; c++) {
        column[c] = malloc(n * sizeof(**column));
        in[c] = column[c];
    }
    ent_kernels_narrowest()->philox(1, 0, 0, n, column[0]);
    for (size_t i = 0; i < n; i++) {
        index[i] = 3 * i;
        column[1][i] = 0.25 + 0.5 * column[0][i];
        column[2][i] = 0.75;
        column[3][i] = 2.0;
    }
    printf("%-16s", "ns an element");
    for (size_t k = 0; (kernels = ent_kernels_supported(k)) != NULL; k++) {
        printf("%9s", kernels->isa);
    }
    for (int op = 0; op < ENT_OP_COUNT + 2; op++) {
        printf("\n%-16s", op < ENT_OP_COUNT    ? ent_op_describe((ent_op) op)->name
                          : op == ENT_OP_COUNT ? "philox"
                                               : "philox_at");
        for (size_t k = 0; (kernels = ent_kernels_supported(k)) != NULL; k++) {
            printf("%9.2f", op < ENT_OP_COUNT ? time_op(kernels, (ent_op) op, n, out, in)
                                              : time_philox(kernels, n, out, op == ENT_OP_COUNT ? NULL : index));
        }
    }
    printf("\n");
    return EXIT_SUCCESS;
}
