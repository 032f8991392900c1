/* A vector of doubles with its masks, 64-bit integers and floats, for one instruction set: the one for which the
 * including file is compiled (ENT_SET_<name> is defined), or else the portable set of one lane. Each function is the
 * same IEEE 754 operation in all sets, so a formula written with them gives the same bits in all. Private to
 * engine/kernels. */
#ifndef ENT_KERNELS_ISA_VECTOR_H
#define ENT_KERNELS_ISA_VECTOR_H

#include <stddef.h>
#include <stdint.h>

/* Defines a function with one expression as its body of its arguments: VD_INLINE(type name, expression, parameters…).
 */
#define VD_INLINE(name, body, ...)                                                                                     \
    static inline name(__VA_ARGS__)                                                                                    \
    {                                                                                                                  \
        return body;                                                                                                   \
    }

#if defined(ENT_SET_avx512)
#include "kernels/isa/avx512.h"
#elif defined(ENT_SET_avx2)
#include "kernels/isa/avx2.h"
#elif defined(ENT_SET_sse2)
#include "kernels/isa/sse2.h"
#elif defined(ENT_SET_neon)
#include "kernels/isa/neon.h"
#else
#include "kernels/isa/portable.h"
#endif

/* Each set defines:
 *
 * VD_WIDTH            number of lanes: doubles per vector, a power of two, at most 8
 * vd, vm, vu          VD_WIDTH doubles; a mask of VD_WIDTH lanes; VD_WIDTH unsigned 64-bit integers
 * vf, vfm             2 VD_WIDTH floats; a mask of 2 VD_WIDTH lanes
 *
 * vd_load, vd_store, vu_load, vu_store, vf_load, vf_store    all lanes; no alignment is needed
 * vd_load_partial     the first m < VD_WIDTH numbers from memory, 1 in the other lanes
 * vd_store_partial    writes the first m < VD_WIDTH lanes only
 * vd_store_chosen     writes the lanes of a bit mask one after another; may write up to VD_WIDTH numbers in all
 * vd_store_pairs      writes a[0], b[0], a[1], b[1], …
 * vd_lt, vd_le, …     ordered comparisons: false where a lane is NaN
 * vd_least            a < b ? a : b (b where either is NaN); vd_greatest: a > b ? a : b
 * vd_andnot           the bits of b that are not set in a
 * vd_select           m ? a : b
 * vd_add_where        m ? a + b : a, except that -0 may become 0
 * vm_bits, vfm_bits   bit i is lane i of the mask
 * vd_bits, vu_of      integers reinterpreted as doubles, and doubles as integers
 * vu_lanes            0, 1, …, VD_WIDTH - 1
 * vu_mul32            product of the low 32 bits of each lane
 * vu_right1, …        logical shifts of 64-bit lanes by a constant
 * vu_odd              mask of lanes with the lowest bit set
 * vu_..32, vf_whole   read a vu as 2 VD_WIDTH integers of 32 bits, the lower half of a 64-bit lane first:
 *                     vu_set32 (all equal), vu_top_bit32 (each bit of a lane equal to its top bit),
 *                     vu_exponent32 (logical shift right by 23), vf_whole (signed integers rounded to floats)
 * vf_bits, vu_of_floats    integers reinterpreted as floats, and floats as integers
 * vf_of               two vectors of doubles rounded to floats
 * vfm_low, vfm_high   masks of doubles from the lower and the upper half of a mask of floats
 * vd_exp, vd_log, vd_pow, vd_log1p, vd_expm1, vd_erfc    SLEEF's deterministic functions without fused multiply-add
 *                     (`cinz`), within 1 ulp (vd_erfc: 1.5 ulp) */

#define VD_LANES ((size_t) VD_WIDTH)

static inline vd vd_neg(vd a)
{
    return vd_xor(a, vd_set(-0.0));
}

static inline vd vd_abs(vd a)
{
    return vd_andnot(vd_set(-0.0), a);
}

static inline vm vd_ne(vd a, vd b)
{
    return vm_or(vd_lt(a, b), vd_gt(a, b));
}

static inline vm vd_true(vd a)
{
    return vd_ne(a, vd_set(0.0));
}

/* 1 in the lanes of the mask, 0 elsewhere. */
static inline vd vd_truth(vm m)
{
    return vd_select(m, vd_set(1.0), vd_set(0.0));
}

/* Mask of the lanes that are not NaN. */
static inline vm vd_number(vd a)
{
    return vd_eq(a, a);
}

/* Bit mask of the first m <= VD_WIDTH lanes. */
static inline unsigned first_lanes(size_t m)
{
    return (1U << m) - 1U;
}

#endif
