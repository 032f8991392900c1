/* vector.h for NEON (AArch64): 2 doubles. Private to engine/kernels. */
#ifndef ENT_KERNELS_ISA_NEON_H
#define ENT_KERNELS_ISA_NEON_H

#include <arm_neon.h>
#include <sleef.h>
#include <stddef.h>
#include <stdint.h>

#define VD_WIDTH 2
typedef float64x2_t vd;
typedef uint64x2_t vm;
typedef uint64x2_t vu;
typedef float32x4_t vf;
typedef uint32x4_t vfm;

VD_INLINE(vd vd_bits, vreinterpretq_f64_u64(a), vu a)
VD_INLINE(vu vu_of, vreinterpretq_u64_f64(a), vd a)

VD_INLINE(vd vd_load, vld1q_f64(p), const double *p)
VD_INLINE(vd vd_set, vdupq_n_f64(a), double a)
VD_INLINE(vd vd_add, vaddq_f64(a, b), vd a, vd b)
VD_INLINE(vd vd_sub, vsubq_f64(a, b), vd a, vd b)
VD_INLINE(vd vd_mul, vmulq_f64(a, b), vd a, vd b)
VD_INLINE(vd vd_div, vdivq_f64(a, b), vd a, vd b)
VD_INLINE(vd vd_sqrt, vsqrtq_f64(a), vd a)
VD_INLINE(vd vd_and, vd_bits(vandq_u64(vu_of(a), vu_of(b))), vd a, vd b)
VD_INLINE(vd vd_andnot, vd_bits(vbicq_u64(vu_of(b), vu_of(a))), vd a, vd b)
VD_INLINE(vd vd_or, vd_bits(vorrq_u64(vu_of(a), vu_of(b))), vd a, vd b)
VD_INLINE(vd vd_xor, vd_bits(veorq_u64(vu_of(a), vu_of(b))), vd a, vd b)
VD_INLINE(vm vd_lt, vcltq_f64(a, b), vd a, vd b)
VD_INLINE(vm vd_le, vcleq_f64(a, b), vd a, vd b)
VD_INLINE(vm vd_gt, vcgtq_f64(a, b), vd a, vd b)
VD_INLINE(vm vd_ge, vcgeq_f64(a, b), vd a, vd b)
VD_INLINE(vm vd_eq, vceqq_f64(a, b), vd a, vd b)
VD_INLINE(vm vm_and, vandq_u64(a, b), vm a, vm b)
VD_INLINE(vm vm_or, vorrq_u64(a, b), vm a, vm b)
VD_INLINE(vm vm_not, veorq_u64(a, vdupq_n_u64(UINT64_MAX)), vm a)
VD_INLINE(unsigned vm_bits, (unsigned) (vgetq_lane_u64(a, 0) & 1U) | (unsigned) (vgetq_lane_u64(a, 1) & 2U), vm a)
VD_INLINE(vd vd_select, vbslq_f64(m, a, b), vm m, vd a, vd b)
VD_INLINE(vd vd_add_where, vaddq_f64(a, vd_bits(vandq_u64(m, vu_of(b)))), vm m, vd a, vd b)
/* vminq_f64 and vmaxq_f64 treat NaN and zeros of both signs differently from the other sets. */
VD_INLINE(vd vd_least, vbslq_f64(vcltq_f64(a, b), a, b), vd a, vd b)
VD_INLINE(vd vd_greatest, vbslq_f64(vcgtq_f64(a, b), a, b), vd a, vd b)

VD_INLINE(vu vu_load, vld1q_u64(p), const uint64_t *p)
VD_INLINE(vu vu_set, vdupq_n_u64(a), uint64_t a)
VD_INLINE(vu vu_lanes, vcombine_u64(vcreate_u64(0), vcreate_u64(1)), void)
VD_INLINE(vu vu_add, vaddq_u64(a, b), vu a, vu b)
VD_INLINE(vu vu_and, vandq_u64(a, b), vu a, vu b)
VD_INLINE(vu vu_or, vorrq_u64(a, b), vu a, vu b)
VD_INLINE(vu vu_xor, veorq_u64(a, b), vu a, vu b)
VD_INLINE(vu vu_mul32, vmull_u32(vmovn_u64(a), vmovn_u64(b)), vu a, vu b)
VD_INLINE(vu vu_right1, vshrq_n_u64(a, 1), vu a)
VD_INLINE(vu vu_right12, vshrq_n_u64(a, 12), vu a)
VD_INLINE(vu vu_right32, vshrq_n_u64(a, 32), vu a)
VD_INLINE(vu vu_left32, vshlq_n_u64(a, 32), vu a)
VD_INLINE(vm vu_odd, vtstq_u64(a, vdupq_n_u64(1)), vu a)

static inline void vd_store(double *p, vd a)
{
    vst1q_f64(p, a);
}

VD_INLINE(
    vd vd_load_partial, m > 0 ? vld1q_lane_f64(p, vdupq_n_f64(1.0), 0) : vdupq_n_f64(1.0), const double *p, size_t m)

static inline void vd_store_partial(double *p, size_t m, vd a)
{
    if (m > 0) {
        vst1q_lane_f64(p, a, 0);
    }
}

static inline void vu_store(uint64_t *p, vu a)
{
    vst1q_u64(p, a);
}

static inline void vd_store_chosen(double *p, unsigned chosen, vd a)
{
    vst1q_lane_f64(p, a, 0);
    vst1q_lane_f64(p + (chosen & 1U), a, 1);
}

static inline void vd_store_pairs(double *p, vd a, vd b)
{
    vst1q_f64(p, vzip1q_f64(a, b));
    vst1q_f64(p + 2, vzip2q_f64(a, b));
}

static inline unsigned vfm_bits(vfm a)
{
    static const uint32_t bit[4] = {1, 2, 4, 8};

    return vaddvq_u32(vandq_u32(a, vld1q_u32(bit)));
}

VD_INLINE(vu vu_of_words, vreinterpretq_u64_u32(a), uint32x4_t a)
VD_INLINE(uint32x4_t vu_words, vreinterpretq_u32_u64(a), vu a)

VD_INLINE(vf vf_load, vld1q_f32(p), const float *p)
VD_INLINE(vf vf_set, vdupq_n_f32(a), float a)
VD_INLINE(vf vf_add, vaddq_f32(a, b), vf a, vf b)
VD_INLINE(vf vf_sub, vsubq_f32(a, b), vf a, vf b)
VD_INLINE(vf vf_mul, vmulq_f32(a, b), vf a, vf b)
VD_INLINE(vf vf_sqrt, vsqrtq_f32(a), vf a)
VD_INLINE(vf vf_bits, vreinterpretq_f32_u64(a), vu a)
VD_INLINE(vu vu_of_floats, vreinterpretq_u64_f32(a), vf a)
VD_INLINE(vf vf_whole, vcvtq_f32_s32(vreinterpretq_s32_u64(a)), vu a)
VD_INLINE(vu vu_set32, vu_of_words(vdupq_n_u32(a)), uint32_t a)
VD_INLINE(vu vu_top_bit32, vreinterpretq_u64_s32(vshrq_n_s32(vreinterpretq_s32_u64(a), 31)), vu a)
VD_INLINE(vu vu_exponent32, vu_of_words(vshrq_n_u32(vu_words(a), 23)), vu a)
VD_INLINE(vfm vf_lt, vcltq_f32(a, b), vf a, vf b)
VD_INLINE(vfm vf_gt, vcgtq_f32(a, b), vf a, vf b)
VD_INLINE(vfm vfm_or, vorrq_u32(a, b), vfm a, vfm b)
VD_INLINE(vf vf_select, vbslq_f32(m, a, b), vfm m, vf a, vf b)
VD_INLINE(vf vf_of, vcombine_f32(vcvt_f32_f64(a), vcvt_f32_f64(b)), vd a, vd b)
VD_INLINE(vm vfm_low, vu_of_words(vzip1q_u32(a, a)), vfm a)
VD_INLINE(vm vfm_high, vu_of_words(vzip2q_u32(a, a)), vfm a)

static inline void vf_store(float *p, vf a)
{
    vst1q_f32(p, a);
}

VD_INLINE(vd vd_exp, Sleef_cinz_expd2_u10advsimdnofma(a), vd a)
VD_INLINE(vd vd_log, Sleef_cinz_logd2_u10advsimdnofma(a), vd a)
VD_INLINE(vd vd_pow, Sleef_cinz_powd2_u10advsimdnofma(a, b), vd a, vd b)
VD_INLINE(vd vd_log1p, Sleef_cinz_log1pd2_u10advsimdnofma(a), vd a)
VD_INLINE(vd vd_expm1, Sleef_cinz_expm1d2_u10advsimdnofma(a), vd a)
VD_INLINE(vd vd_erfc, Sleef_cinz_erfcd2_u15advsimdnofma(a), vd a)

#endif
