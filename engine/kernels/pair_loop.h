/* The pair loop of branch and bound: the best pairs of half packages (ent_pairing in kernels/kernels.h). Upper bounds
 * are compared with the cut on three levels: block of heads with block of tails, each head of a block with a block of
 * tails, one head with each tail of a block. Private to engine/kernels; included once by isa/kernel_table.c. */
#ifndef ENT_KERNELS_PAIR_LOOP_H
#define ENT_KERNELS_PAIR_LOOP_H

#include "kernels/isa/vector.h"
#include "kernels/kernels.h"

#include <float.h>
#include <math.h>
#include <string.h>

static inline vd pair_goal(ent_goal goal, vd sum, vd z)
{
    switch (goal) {
    case ENT_GOAL_PRODUCT:
        return vd_mul(sum, vd_greatest(z, vd_set(0.0)));
    case ENT_GOAL_LEAST:
        return vd_least(z, sum);
    default:
        return vd_add(sum, z);
    }
}

/* Bit mask of the rows from x on that pass `maybe` and whose value reaches the cut, when `add` is added to them; their
 * values go to *value. goal and columns are constants in the callers, so that loops are unrolled. */
static inline unsigned pair_lanes(
    ent_pairing *self, ent_goal goal, size_t columns, const double *x, size_t stride, const double *add, vd *value)
{
    vd sum = vd_set(goal == ENT_GOAL_PRODUCT ? 1.0 : goal == ENT_GOAL_LEAST ? (double) INFINITY : 0.0);
    vm valid = vd_eq(sum, sum);

    for (size_t c = 0; c < columns; c++) {
        vd z = vd_add(vd_load(x + c * stride), vd_set(add[c]));
        valid = vm_and(valid, vd_ge(z, vd_set(self->maybe[c])));
        sum = pair_goal(goal, sum, vd_mul(z, vd_set(self->weight[c])));
    }
    self->vectors++;
    *value = sum;
    return vm_bits(vm_and(valid, vd_ge(sum, vd_set(self->cut))));
}

/* add[c] = x[c * stride] - offset[c]. */
static inline void pair_add(const ent_pairing *self, size_t columns, const double *x, size_t stride, double *add)
{
    for (size_t c = 0; c < columns; c++) {
        add[c] = x[c * stride] - self->offset[c];
    }
}

/* Removes the pairs of this search with values below the cut. */
static inline void pair_sieve(ent_pairing *self)
{
    size_t kept = self->from;

    for (size_t i = self->from; i < self->count; i++) {
        self->pair[kept] = self->pair[i];
        kept += self->pair[i].value >= self->cut ? 1 : 0;
    }
    self->count = kept;
}

/* Lists a pair; raises the cut if the pair is surely acceptable and the best so far. */
static inline void pair_take(ent_pairing *self, const double *add, size_t head, size_t tail, double value)
{
    bool sure = value > self->highest;

    if (self->count == self->room) {
        pair_sieve(self);
        self->full = self->full || self->count > self->room / 2;
    }
    if (self->full || value < self->cut) {
        return;
    }
    self->pair[self->count++] = (ent_pair){value, (uint32_t) head, (uint32_t) tail};
    for (size_t c = 0; c < self->columns && sure; c++) {
        sure = self->tails.number[c * self->tails.stride + tail] + add[c] >= self->sure[c];
    }
    if (sure) {
        self->highest = value;
        self->cut = value > self->floor ? self->share * value - self->margin : self->low;
        self->start = head / ENT_PAIR_BLOCK;
    }
}

/* One head with the tails of a block. */
static inline void pair_head(ent_pairing *self, ent_goal goal, size_t columns, size_t head, size_t block)
{
    double *add = self->add + 2 * columns;

    pair_add(self, columns, self->heads.number + head, self->heads.stride, add);
    for (size_t tail = block * ENT_PAIR_BLOCK; tail < (block + 1) * ENT_PAIR_BLOCK; tail += VD_WIDTH) {
        vd value;
        double number[VD_WIDTH];
        unsigned lanes = pair_lanes(self, goal, columns, self->tails.number + tail, self->tails.stride, add, &value);
        if (lanes == 0) {
            continue;
        }
        vd_store(number, value);
        for (; lanes != 0; lanes &= lanes - 1U) {
            size_t lane = (size_t) __builtin_ctz(lanes);
            pair_take(self, add, head, tail + lane, number[lane]);
        }
    }
}

/* The heads of a block with a block of tails, represented by its maxima. */
static inline void pair_blocks(ent_pairing *self, ent_goal goal, size_t columns, size_t heads, size_t tails)
{
    double *add = self->add + columns;

    pair_add(self, columns, self->tails.most + tails, self->tails.most_stride, add);
    for (size_t head = heads * ENT_PAIR_BLOCK; head < (heads + 1) * ENT_PAIR_BLOCK; head += VD_WIDTH) {
        vd value;
        unsigned lanes = pair_lanes(self, goal, columns, self->heads.number + head, self->heads.stride, add, &value);
        for (; lanes != 0; lanes &= lanes - 1U) {
            pair_head(self, goal, columns, head + (size_t) __builtin_ctz(lanes), tails);
        }
    }
}

/* All blocks with all blocks, from block `start` of heads on. */
static inline void pair_all(ent_pairing *self, ent_goal goal, size_t columns)
{
    size_t start = self->start < self->heads.blocks ? self->start : 0;

    for (size_t i = 0; i < self->heads.blocks && !self->full; i++) {
        size_t heads = start + i < self->heads.blocks ? start + i : start + i - self->heads.blocks;
        pair_add(self, columns, self->heads.most + heads, self->heads.most_stride, self->add);
        for (size_t tails = 0; tails < self->tails.blocks; tails += VD_WIDTH) {
            vd value;
            unsigned lanes =
                pair_lanes(self, goal, columns, self->tails.most + tails, self->tails.most_stride, self->add, &value);
            for (; lanes != 0; lanes &= lanes - 1U) {
                pair_blocks(self, goal, columns, heads, tails + (size_t) __builtin_ctz(lanes));
            }
        }
    }
}

static inline void pair_all_of(ent_pairing *self, ent_goal goal)
{
    switch (self->columns) {
    case 2:
        pair_all(self, goal, 2);
        break;
    case 3:
        pair_all(self, goal, 3);
        break;
    default:
        pair_all(self, goal, self->columns);
        break;
    }
}

static void pairs(ent_pairing *self)
{
    self->from = self->count;
    self->highest = -(double) INFINITY;
    self->cut = -DBL_MAX;
    switch (self->goal) {
    case ENT_GOAL_PRODUCT:
        pair_all_of(self, ENT_GOAL_PRODUCT);
        break;
    case ENT_GOAL_LEAST:
        pair_all_of(self, ENT_GOAL_LEAST);
        break;
    default:
        pair_all_of(self, ENT_GOAL_SUM);
        break;
    }
    pair_sieve(self);
}

/* --- values of rows of whole packages ------------------------------------------------------------------------------
 */

static inline double worth_of(size_t n, size_t columns, ent_goal goal, const double *x, size_t stride,
    const double *least, const double *offset, double *out)
{
    const vd start = vd_set(goal == ENT_GOAL_PRODUCT ? 1.0 : goal == ENT_GOAL_LEAST ? (double) INFINITY : 0.0);
    const vd none = vd_set(-(double) INFINITY);
    vd most = none;
    double lane[VD_WIDTH];

    for (size_t i = 0; i < n; i += VD_WIDTH) {
        size_t rows = n - i < VD_WIDTH ? n - i : VD_WIDTH;
        vd sum = start;
        vm valid = vd_eq(start, start);
        for (size_t c = 0; c < columns; c++) {
            const double *from = x + c * stride + i;
            vd u = rows == VD_WIDTH ? vd_load(from) : vd_load_partial(from, rows);
            valid = vm_and(valid, vd_ge(u, vd_set(least[c])));
            sum = pair_goal(goal, sum, vd_sub(u, vd_set(offset[c])));
        }
        sum = vd_select(valid, sum, none);
        vd_store(lane, sum);
        for (size_t k = rows; k < VD_WIDTH; k++) { /* lanes beyond the last row */
            lane[k] = -(double) INFINITY;
        }
        memcpy(out + i, lane, rows * sizeof(*lane));
        most = vd_greatest(most, rows == VD_WIDTH ? sum : vd_load(lane));
    }
    vd_store(lane, most);
    for (size_t k = 1; k < VD_WIDTH; k++) {
        lane[0] = lane[k] > lane[0] ? lane[k] : lane[0];
    }
    return lane[0];
}

static inline double worth_by(size_t n, size_t columns, ent_goal goal, const double *x, size_t stride,
    const double *least, const double *offset, double *out)
{
    switch (columns) {
    case 2:
        return worth_of(n, 2, goal, x, stride, least, offset, out);
    case 3:
        return worth_of(n, 3, goal, x, stride, least, offset, out);
    default:
        return worth_of(n, columns, goal, x, stride, least, offset, out);
    }
}

static double worth(size_t n, size_t columns, ent_goal goal, const double *x, size_t stride, const double *least,
    const double *offset, double *out)
{
    switch (goal) {
    case ENT_GOAL_PRODUCT:
        return worth_by(n, columns, ENT_GOAL_PRODUCT, x, stride, least, offset, out);
    case ENT_GOAL_LEAST:
        return worth_by(n, columns, ENT_GOAL_LEAST, x, stride, least, offset, out);
    default:
        return worth_by(n, columns, ENT_GOAL_SUM, x, stride, least, offset, out);
    }
}

#endif
