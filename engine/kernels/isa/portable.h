/* vector.h in standard C, one double at a time: for the scalar functions, and for processors without a set of their
 * own. Private to engine/kernels. */
#ifndef ENT_KERNELS_ISA_PORTABLE_H
#define ENT_KERNELS_ISA_PORTABLE_H

#include <math.h>
#include <sleef.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define VD_WIDTH 1
typedef double vd;
typedef bool vm;
typedef uint64_t vu;
typedef struct vf {
    float low, high;
} vf;
typedef struct vfm {
    bool low, high;
} vfm;

static inline uint64_t bits_of_double(double a)
{
    uint64_t bits;

    memcpy(&bits, &a, sizeof(bits));
    return bits;
}

static inline double double_of_bits(uint64_t bits)
{
    double a;

    memcpy(&a, &bits, sizeof(a));
    return a;
}

static inline uint32_t bits_of_float(float a)
{
    uint32_t bits;

    memcpy(&bits, &a, sizeof(bits));
    return bits;
}

static inline float float_of_bits(uint32_t bits)
{
    float a;

    memcpy(&a, &bits, sizeof(a));
    return a;
}

VD_INLINE(vd vd_load, *p, const double *p)
VD_INLINE(vd vd_set, a, double a)
VD_INLINE(vd vd_add, a + b, vd a, vd b)
VD_INLINE(vd vd_sub, a - b, vd a, vd b)
VD_INLINE(vd vd_mul, a *b, vd a, vd b)
VD_INLINE(vd vd_div, a / b, vd a, vd b)
VD_INLINE(vd vd_sqrt, sqrt(a), vd a)
VD_INLINE(vd vd_least, a < b ? a : b, vd a, vd b)
VD_INLINE(vd vd_greatest, a > b ? a : b, vd a, vd b)
VD_INLINE(vd vd_and, double_of_bits(bits_of_double(a) & bits_of_double(b)), vd a, vd b)
VD_INLINE(vd vd_andnot, double_of_bits(~bits_of_double(a) & bits_of_double(b)), vd a, vd b)
VD_INLINE(vd vd_or, double_of_bits(bits_of_double(a) | bits_of_double(b)), vd a, vd b)
VD_INLINE(vd vd_xor, double_of_bits(bits_of_double(a) ^ bits_of_double(b)), vd a, vd b)
VD_INLINE(vm vd_lt, a < b, vd a, vd b)
VD_INLINE(vm vd_le, a <= b, vd a, vd b)
VD_INLINE(vm vd_gt, a > b, vd a, vd b)
VD_INLINE(vm vd_ge, a >= b, vd a, vd b)
VD_INLINE(vm vd_eq, a == b, vd a, vd b)
VD_INLINE(vm vm_and, a &&b, vm a, vm b)
VD_INLINE(vm vm_or, a || b, vm a, vm b)
VD_INLINE(vm vm_not, !a, vm a)
VD_INLINE(unsigned vm_bits, a ? 1U : 0U, vm a)
VD_INLINE(vd vd_select, m ? a : b, vm m, vd a, vd b)
VD_INLINE(vd vd_add_where, m ? a + b : a, vm m, vd a, vd b)

VD_INLINE(vu vu_load, *p, const uint64_t *p)
VD_INLINE(vu vu_set, a, uint64_t a)
VD_INLINE(vu vu_lanes, 0, void)
VD_INLINE(vu vu_add, a + b, vu a, vu b)
VD_INLINE(vu vu_and, a &b, vu a, vu b)
VD_INLINE(vu vu_or, a | b, vu a, vu b)
VD_INLINE(vu vu_xor, a ^ b, vu a, vu b)
VD_INLINE(vu vu_mul32, (a & UINT32_MAX) * (b & UINT32_MAX), vu a, vu b)
VD_INLINE(vu vu_right1, a >> 1, vu a)
VD_INLINE(vu vu_right12, a >> 12, vu a)
VD_INLINE(vu vu_right32, a >> 32, vu a)
VD_INLINE(vu vu_left32, a << 32, vu a)
VD_INLINE(vd vd_bits, double_of_bits(a), vu a)
VD_INLINE(vu vu_of, bits_of_double(a), vd a)
VD_INLINE(vm vu_odd, (a & 1U) != 0, vu a)

static inline void vd_store(double *p, vd a)
{
    *p = a;
}

static inline vd vd_load_partial(const double *p, size_t m)
{
    return m > 0 ? *p : 1.0;
}

static inline void vd_store_partial(double *p, size_t m, vd a)
{
    if (m > 0) {
        *p = a;
    }
}

static inline void vu_store(uint64_t *p, vu a)
{
    *p = a;
}

/* Writes the lane whether or not it is chosen: no branch. */
static inline void vd_store_chosen(double *p, unsigned chosen, vd a)
{
    (void) chosen;
    *p = a;
}

static inline void vd_store_pairs(double *p, vd a, vd b)
{
    p[0] = a;
    p[1] = b;
}

/* Two integers of 32 bits as one of 64. */
static inline vu join32(uint32_t low, uint32_t high)
{
    return (uint64_t) high << 32 | low;
}

static inline float float_of_signed(uint32_t a)
{
    int32_t number;

    memcpy(&number, &a, sizeof(number));
    return (float) number;
}

static inline uint32_t spread_top_bit(uint32_t a)
{
    return 0U - (a >> 31);
}

VD_INLINE(vf vf_load, ((vf){p[0], p[1]}), const float *p)
VD_INLINE(vf vf_set, ((vf){a, a}), float a)
VD_INLINE(vf vf_add, ((vf){a.low + b.low, a.high + b.high}), vf a, vf b)
VD_INLINE(vf vf_sub, ((vf){a.low - b.low, a.high - b.high}), vf a, vf b)
VD_INLINE(vf vf_mul, ((vf){a.low * b.low, a.high *b.high}), vf a, vf b)
VD_INLINE(vf vf_sqrt, ((vf){sqrtf(a.low), sqrtf(a.high)}), vf a)
VD_INLINE(vf vf_bits, ((vf){float_of_bits((uint32_t) a), float_of_bits((uint32_t) (a >> 32))}), vu a)
VD_INLINE(vu vu_of_floats, join32(bits_of_float(a.low), bits_of_float(a.high)), vf a)
VD_INLINE(vf vf_whole, ((vf){float_of_signed((uint32_t) a), float_of_signed((uint32_t) (a >> 32))}), vu a)
VD_INLINE(vu vu_set32, join32(a, a), uint32_t a)
VD_INLINE(vu vu_top_bit32, join32(spread_top_bit((uint32_t) a), spread_top_bit((uint32_t) (a >> 32))), vu a)
VD_INLINE(vu vu_exponent32, join32((uint32_t) a >> 23, (uint32_t) (a >> 32) >> 23), vu a)
VD_INLINE(vfm vf_lt, ((vfm){a.low < b.low, a.high < b.high}), vf a, vf b)
VD_INLINE(vfm vf_gt, ((vfm){a.low > b.low, a.high > b.high}), vf a, vf b)
VD_INLINE(vfm vfm_or, ((vfm){a.low || b.low, a.high || b.high}), vfm a, vfm b)
VD_INLINE(unsigned vfm_bits, (a.low ? 1U : 0U) | (a.high ? 2U : 0U), vfm a)
VD_INLINE(vf vf_select, ((vf){m.low ? a.low : b.low, m.high ? a.high : b.high}), vfm m, vf a, vf b)
VD_INLINE(vf vf_of, ((vf){(float) a, (float) b}), vd a, vd b)
VD_INLINE(vm vfm_low, a.low, vfm a)
VD_INLINE(vm vfm_high, a.high, vfm a)

static inline void vf_store(float *p, vf a)
{
    p[0] = a.low;
    p[1] = a.high;
}

VD_INLINE(vd vd_exp, Sleef_cinz_expd1_u10purec(a), vd a)
VD_INLINE(vd vd_log, Sleef_cinz_logd1_u10purec(a), vd a)
VD_INLINE(vd vd_pow, Sleef_cinz_powd1_u10purec(a, b), vd a, vd b)
VD_INLINE(vd vd_log1p, Sleef_cinz_log1pd1_u10purec(a), vd a)
VD_INLINE(vd vd_expm1, Sleef_cinz_expm1d1_u10purec(a), vd a)
VD_INLINE(vd vd_erfc, Sleef_cinz_erfcd1_u15purec(a), vd a)

#endif
