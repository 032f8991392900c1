/* A vector of doubles, its masks and its 64-bit integers, for whichever instruction set the including file is compiled
 * (ENT_ISA_scalar, ENT_ISA_sse2, ENT_ISA_avx2 or ENT_ISA_avx512 is defined). Every function is the same IEEE operation
 * in every set, so a formula written with them gives the same bytes in all. Private to engine/math. */
#ifndef ENT_MATH_VECTOR_H
#define ENT_MATH_VECTOR_H

/* A function that is one expression of its arguments. */
#define ENT_LANES(name, body, ...)                                                                                     \
    static inline name(__VA_ARGS__)                                                                                    \
    {                                                                                                                  \
        return body;                                                                                                   \
    }

#if defined(ENT_ISA_avx512)
#include "math/vector_avx512.h"
#elif defined(ENT_ISA_avx2)
#include "math/vector_avx2.h"
#elif defined(ENT_ISA_sse2)
#include "math/vector_sse2.h"
#else
#include "math/vector_scalar.h"
#endif

/* What all sets share.
 *
 * vd           VD_WIDTH doubles        vm   a mask of as many lanes       vu   as many 64-bit integers
 * vd_lt …      ordered comparisons: false where a lane is NaN
 * vd_select    m ? a : b
 * vd_least     a < b ? a : b (so b where either is NaN)
 * vd_add_where m ? a + b : a, save that -0 may become 0
 * vd_bits      the bits of integers read as doubles; vu_of: of doubles as integers
 * vu_mul32     the product of the low 32 bits of each lane
 * vf, vfm      2 VD_WIDTH floats and their mask; names in ...32 take a vu as 2 VD_WIDTH integers of 32 bits
 * vf_whole     signed integers of 32 bits, rounded to floats      vf_of       doubles, rounded to floats
 * vfm_low, vfm_high  the halves of a mask, for doubles
 * vd_exp …     SLEEF, the variants without fused multiply-add, within 1 ulp (erfc: 1.5) */

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

static inline vd vd_truth(vm m)
{
    return vd_select(m, vd_set(1.0), vd_set(0.0));
}

static inline vm vd_number(vd a)
{
    return vd_eq(a, a);
}

#endif
