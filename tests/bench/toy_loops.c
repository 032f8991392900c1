/* The loops of the hand-written toy model, compiled once for each instruction set with the flags of the engine's
 * kernels. Plain C: the compiler makes the vectors. The order of operations is the engine's, so that the same draw
 * gives the same numbers. */
#include "kernels/isa/vector.h"
#include "toy.h"

#include <math.h>

#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
#define TEXT_(a) #a
#define TEXT(a) TEXT_(a)

enum { CHAINS = 24 };

extern const toy_loops JOIN(toy_loops_, ENT_ISA);

/* Score c of a row: its own share first, then those of the contributors before it. c is a constant wherever this is
 * called, so the sum is written out and the loop over rows becomes vectors. */
static inline __attribute__((always_inline)) uint32_t join_one(
    size_t c, const double *restrict row, double above, size_t rows, toy_block *restrict block)
{
    uint64_t number = 0;

    for (size_t i = 0; i < rows; i++) {
        double z = row[c] * block->score[c][i];
        for (size_t j = 0; j < c; j++) {
            z += row[j] * block->score[j][i];
        }
        block->joins[c][i] = z > above ? 1.0 : 0.0;
        number += z > above ? 1 : 0;
    }
    return (uint32_t) number;
}

static void join(const toy_model *model, size_t rows, toy_block *block, uint32_t *number)
{
#define ONE(c) number[c] += join_one(c, model->lower[c], model->above[c], rows, block)
    ONE(0);
    ONE(1);
    ONE(2);
    ONE(3);
    ONE(4);
    ONE(5);
    ONE(6);
    ONE(7);
    ONE(8);
    ONE(9);
    ONE(10);
    ONE(11);
#undef ONE
}

/* One root: which side of the mode is chosen before it is taken. */
static void pledge(size_t c, size_t rows, toy_block *block)
{
    const double min = toy_pledges[c].min, mode = toy_pledges[c].mode, max = toy_pledges[c].max;
    const double width = max - min, left = width * (mode - min), right = width * (max - mode);
    const double *restrict u = block->uniform;
    const double *restrict joins = block->joins[c];
    double *restrict offered = block->offered;

    for (size_t i = 0; i < rows; i++) {
        double rising = u[i] * left, falling = (1.0 - u[i]) * right;
        int low = u[i] * width <= mode - min;
        double root = sqrt(low ? rising : falling);
        double troops = low ? min + root : max - root;
        offered[i] += joins[i] != 0.0 ? troops : 0.0;
    }
}

static uint32_t reach(size_t rows, toy_block *block, double *sum)
{
    const double *restrict offered = block->offered;
    double *restrict rest = block->rest;
    uint64_t number = 0;
    double total[8] = {0};

    for (size_t i = 0; i < rows; i++) {
        double x = TOY_REQUIRED_LOW + (TOY_REQUIRED_HIGH - TOY_REQUIRED_LOW) * block->uniform[i];
        rest[i] = x;
        number += offered[i] >= x ? 1 : 0;
    }
    for (size_t i = 0; i + 8 <= rows; i += 8) {
        for (size_t k = 0; k < 8; k++) {
            total[k] += offered[i + k];
        }
    }
    for (size_t i = rows / 8 * 8; i < rows; i++) {
        total[0] += offered[i];
    }
    for (size_t k = 0; k < 8; k++) {
        *sum += total[k];
    }
    return (uint32_t) number;
}

/* Chains enough to keep every unit busy through the latency of both operations. */
static double peak(uint64_t repeats, uint64_t *done)
{
    vd chain[CHAINS];
    vd a = vd_set(0.999), b = vd_set(1e-3);
    double out[VD_WIDTH], sum = 0.0;

    for (size_t k = 0; k < CHAINS; k++) {
        chain[k] = vd_set(0.01 * (double) k);
    }
    for (uint64_t i = 0; i < repeats; i++) {
        for (size_t k = 0; k < CHAINS; k++) {
            chain[k] = vd_add(vd_mul(chain[k], a), b);
        }
    }
    for (size_t k = 0; k < CHAINS; k++) {
        vd_store(out, chain[k]);
        sum += out[0];
    }
    *done = repeats * CHAINS * VD_WIDTH;
    return sum;
}

const toy_loops JOIN(toy_loops_, ENT_ISA) = {TEXT(ENT_ISA), join, pledge, reach, peak};
