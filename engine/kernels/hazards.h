/* The kernels of the truce: beginning and end of events, arrivals and departures, month by month or event-driven.
 * Private to engine/kernels; included once by isa/kernel_table.c. */
#ifndef ENT_KERNELS_HAZARDS_H
#define ENT_KERNELS_HAZARDS_H

#include "kernels/functions.h"

#include <stddef.h>

/* --- month by month --- */

/* Written without branches, for the compiler to vectorise. */
static void add_present(
    size_t n, double month, const double *lead, const double *left, const double *sends, double *restrict sum)
{
    for (size_t i = 0; i < n; i++) {
        double present = (double) ((lead[i] <= month) & (month < left[i]));
        sum[i] += present != 0.0 ? sends[i] : 0.0;
    }
}

static void depart(
    size_t n, double month, const double *rate, const double *trigger, double *restrict sum, double *restrict left)
{
    for (size_t i = 0; i < n; i++) {
        double reached = sum[i] + rate[i];
        double when = reached >= trigger[i] ? month : left[i];
        sum[i] = reached;
        left[i] = left[i] < when ? left[i] : when;
    }
}

static void begin(
    size_t n, double month, const double *when, const double *rate, const double *trigger, double *sum, double *onset)
{
    const vd now = vd_set(month), zero = vd_set(0.0);
    size_t i = 0;

    for (; i + VD_LANES <= n; i += VD_LANES) {
        vd started = vd_load(onset + i), before = vd_load(sum + i);
        vm open = vm_and(vd_eq(started, zero), vm_not(vd_eq(vd_load(when + i), zero)));
        vd after = vd_select(open, vd_add(before, vd_load(rate + i)), before);
        vm starts = vm_and(open, vd_ge(after, vd_load(trigger + i)));
        vd_store(sum + i, after);
        vd_store(onset + i, vd_select(starts, now, started));
    }
    for (; i < n; i++) {
        if (onset[i] == 0.0 && when[i] != 0.0) {
            sum[i] += rate[i];
            onset[i] = sum[i] >= trigger[i] ? month : onset[i];
        }
    }
}

static void lasting(size_t n, double month, const double *onset, const double *lasts, double *out)
{
    for (size_t i = 0; i < n && lasts == NULL; i++) {
        out[i] = onset[i] != 0.0 ? 1.0 : 0.0;
    }
    for (size_t i = 0; i < n && lasts != NULL; i++) {
        out[i] = ((onset[i] != 0.0) & (month < onset[i] + lasts[i])) ? 1.0 : 0.0;
    }
}

static void under_way(
    size_t n, double month, const double *onset, const double *lasts, double *restrict started, double *restrict active)
{
    for (size_t i = 0; i < n; i++) {
        started[i] = onset[i] <= month ? onset[i] : (double) INFINITY;
    }
    for (size_t i = 0; i < n && lasts == NULL; i++) {
        active[i] = onset[i] <= month ? 1.0 : 0.0;
    }
    for (size_t i = 0; i < n && lasts != NULL; i++) {
        active[i] = ((onset[i] <= month) & (month < onset[i] + lasts[i])) ? 1.0 : 0.0;
    }
}

/* --- event-driven --- */

/* Up to VD_WIDTH of the `left` numbers at p; 1 in the other lanes. */
static inline vd get(const double *p, size_t left)
{
    return left >= VD_LANES ? vd_load(p) : vd_load_partial(p, left);
}

/* Writes up to VD_WIDTH of the `left` numbers at p. */
static inline void put(double *p, size_t left, vd a)
{
    if (left >= VD_LANES) {
        vd_store(p, a);
    } else {
        vd_store_partial(p, left, a);
    }
}

/* The month, from `now` on, in which sum reaches trigger; about 1e9, which stands for never, if rate is 0. */
static inline vd month_reached(vd now, vd rate, vd trigger, vd sum)
{
    vd months = vd_least(vd_div(vd_sub(trigger, sum), rate), vd_set(1e9));
    vd up = vd_neg(vd_floor(vd_neg(months)));

    return vd_add(vd_sub(now, vd_set(1.0)), vd_greatest(up, vd_set(1.0)));
}

static void depart_by(
    size_t n, const double *now, const double *rate, const double *trigger, const double *sum, double *left)
{
    for (size_t i = 0; i < n; i += VD_LANES) {
        vd at = get(now + i, n - i), gone = get(left + i, n - i);
        vd due = month_reached(at, get(rate + i, n - i), get(trigger + i, n - i), get(sum + i, n - i));
        put(left + i, n - i, vd_select(vd_ge(gone, at), due, gone)); /* the chance may fall in the month foreseen */
    }
}

static void add_present_by(
    size_t n, const double *now, const double *lead, const double *left, const double *sends, double *sum, double *next)
{
    const vd never = vd_set(1e9);

    for (size_t i = 0; i < n; i += VD_LANES) {
        vd at = get(now + i, n - i), arrives = get(lead + i, n - i), leaves = get(left + i, n - i);
        vd troops = get(sends + i, n - i), before = get(next + i, n - i);
        vm arrived = vd_le(arrives, at), stays = vd_lt(at, leaves);
        vm present = vm_and(arrived, stays);
        vd arrival = vd_neg(vd_floor(vd_neg(vd_least(arrives, never))));
        vd change = vd_select(stays, vd_select(arrived, leaves, arrival), never);
        put(sum + i, n - i, vd_add(get(sum + i, n - i), vd_select(present, troops, vd_set(0.0))));
        put(next + i, n - i, vd_select(vd_gt(troops, vd_set(0.0)), vd_least(change, before), before));
    }
}

static void begin_by(size_t n, const double *now, const double *when, const double *rate, const double *trigger,
    const double *sum, double *onset, double *next)
{
    const vd zero = vd_set(0.0);

    for (size_t i = 0; i < n; i += VD_LANES) {
        vd at = get(now + i, n - i), started = get(onset + i, n - i), before = get(next + i, n - i);
        vd due = month_reached(at, get(rate + i, n - i), get(trigger + i, n - i), get(sum + i, n - i));
        vm open = vm_and(vd_eq(started, zero), vm_not(vd_eq(get(when + i, n - i), zero)));
        vm starts = vm_and(open, vd_le(due, at));
        put(onset + i, n - i, vd_select(starts, at, started));
        put(next + i, n - i, vd_select(vm_and(open, vm_not(starts)), vd_least(due, before), before));
    }
}

static void lasting_by(size_t n, const double *now, const double *onset, const double *lasts, double *out, double *next)
{
    const vd zero = vd_set(0.0), never = vd_set(1e9);

    for (size_t i = 0; i < n; i += VD_LANES) {
        vd at = get(now + i, n - i), started = get(onset + i, n - i), before = get(next + i, n - i);
        vd end = lasts == NULL ? never : vd_least(vd_add(started, get(lasts + i, n - i)), never);
        vm active = vm_and(vm_not(vd_eq(started, zero)), vd_lt(at, end));
        put(out + i, n - i, vd_truth(active));
        put(next + i, n - i, vd_select(active, vd_least(vd_neg(vd_floor(vd_neg(end))), before), before));
    }
}

static void accrue(size_t n, const double *now, const double *next, const double *when, const double *rate,
    const double *onset, double *sum)
{
    const vd zero = vd_set(0.0);

    for (size_t i = 0; i < n; i += VD_LANES) {
        vd before = get(sum + i, n - i);
        vd span = vd_sub(get(next + i, n - i), get(now + i, n - i));
        vd after = vd_add(before, vd_mul(get(rate + i, n - i), span));
        if (when != NULL) {
            vm open = vm_and(vd_eq(get(onset + i, n - i), zero), vm_not(vd_eq(get(when + i, n - i), zero)));
            after = vd_select(open, after, before);
        }
        put(sum + i, n - i, after);
    }
}

/* Each row is written to the list, and its length grows only if the row is due: no branch that a processor could not
 * predict. */
static size_t list_due(size_t n, const double *alive, const double *now, const double *next, const double *more,
    const double *trigger, double *sum, uint32_t *due)
{
    size_t count = 0;

    for (size_t i = 0; i < n; i += VD_LANES) {
        size_t left = n - i;
        size_t rows = left < VD_LANES ? left : VD_LANES;
        vd before = get(sum + i, left);
        vd after = vd_add(before, get(more + i, left));
        vm goes_on =
            vm_and(vm_not(vd_eq(get(alive + i, left), vd_set(0.0))), vd_lt(get(now + i, left), get(next + i, left)));
        vm reaches = vm_and(goes_on, vd_ge(after, get(trigger + i, left)));
        unsigned bits = vm_bits(reaches);
        put(sum + i, left, vd_select(reaches, before, after));
        for (size_t k = 0; k < rows; k++) {
            due[count] = (uint32_t) (i + k);
            count += bits >> k & 1U;
        }
    }
    return count;
}

#endif
