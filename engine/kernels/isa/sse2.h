/* vector.h for SSE2: 2 doubles. Private to engine/kernels. */
#ifndef ENT_KERNELS_ISA_SSE2_H
#define ENT_KERNELS_ISA_SSE2_H

#include <emmintrin.h>
#include <sleef.h>
#include <stddef.h>
#include <stdint.h>

#define VD_WIDTH 2
typedef __m128d vd;
typedef __m128d vm;
typedef __m128i vu;
typedef __m128 vf;
typedef __m128 vfm;

VD_INLINE(vd vd_load, _mm_loadu_pd(p), const double *p)
VD_INLINE(vd vd_set, _mm_set1_pd(a), double a)
VD_INLINE(vd vd_add, _mm_add_pd(a, b), vd a, vd b)
VD_INLINE(vd vd_sub, _mm_sub_pd(a, b), vd a, vd b)
VD_INLINE(vd vd_mul, _mm_mul_pd(a, b), vd a, vd b)
VD_INLINE(vd vd_div, _mm_div_pd(a, b), vd a, vd b)
VD_INLINE(vd vd_sqrt, _mm_sqrt_pd(a), vd a)
VD_INLINE(vd vd_least, _mm_min_pd(a, b), vd a, vd b)
VD_INLINE(vd vd_greatest, _mm_max_pd(a, b), vd a, vd b)
VD_INLINE(vd vd_and, _mm_and_pd(a, b), vd a, vd b)
VD_INLINE(vd vd_andnot, _mm_andnot_pd(a, b), vd a, vd b)
VD_INLINE(vd vd_or, _mm_or_pd(a, b), vd a, vd b)
VD_INLINE(vd vd_xor, _mm_xor_pd(a, b), vd a, vd b)
VD_INLINE(vm vd_lt, _mm_cmplt_pd(a, b), vd a, vd b)
VD_INLINE(vm vd_le, _mm_cmple_pd(a, b), vd a, vd b)
VD_INLINE(vm vd_gt, _mm_cmpgt_pd(a, b), vd a, vd b)
VD_INLINE(vm vd_ge, _mm_cmpge_pd(a, b), vd a, vd b)
VD_INLINE(vm vd_eq, _mm_cmpeq_pd(a, b), vd a, vd b)
VD_INLINE(vm vm_and, _mm_and_pd(a, b), vm a, vm b)
VD_INLINE(vm vm_or, _mm_or_pd(a, b), vm a, vm b)
VD_INLINE(vm vm_not, _mm_xor_pd(a, _mm_castsi128_pd(_mm_set1_epi32(-1))), vm a)
VD_INLINE(unsigned vm_bits, (unsigned) _mm_movemask_pd(a), vm a)
VD_INLINE(vd vd_select, _mm_or_pd(_mm_and_pd(m, a), _mm_andnot_pd(m, b)), vm m, vd a, vd b)
VD_INLINE(vd vd_add_where, _mm_add_pd(a, _mm_and_pd(m, b)), vm m, vd a, vd b)

VD_INLINE(vu vu_load, _mm_loadu_si128((const __m128i *) (const void *) p), const uint64_t *p)
VD_INLINE(vu vu_set, _mm_set1_epi64x((long long) a), uint64_t a)
VD_INLINE(vu vu_lanes, _mm_set_epi64x(1, 0), void)
VD_INLINE(vu vu_add, _mm_add_epi64(a, b), vu a, vu b)
VD_INLINE(vu vu_and, _mm_and_si128(a, b), vu a, vu b)
VD_INLINE(vu vu_or, _mm_or_si128(a, b), vu a, vu b)
VD_INLINE(vu vu_xor, _mm_xor_si128(a, b), vu a, vu b)
VD_INLINE(vu vu_mul32, _mm_mul_epu32(a, b), vu a, vu b)
VD_INLINE(vu vu_right1, _mm_srli_epi64(a, 1), vu a)
VD_INLINE(vu vu_right12, _mm_srli_epi64(a, 12), vu a)
VD_INLINE(vu vu_right32, _mm_srli_epi64(a, 32), vu a)
VD_INLINE(vu vu_left32, _mm_slli_epi64(a, 32), vu a)
VD_INLINE(vd vd_bits, _mm_castsi128_pd(a), vu a)
VD_INLINE(vu vu_of, _mm_castpd_si128(a), vd a)
VD_INLINE(vm vu_odd, _mm_castsi128_pd(_mm_sub_epi64(_mm_setzero_si128(), _mm_and_si128(a, _mm_set1_epi64x(1)))), vu a)

static inline void vd_store(double *p, vd a)
{
    _mm_storeu_pd(p, a);
}

VD_INLINE(vd vd_load_partial, m > 0 ? _mm_set_pd(1.0, *p) : _mm_set1_pd(1.0), const double *p, size_t m)

static inline void vd_store_partial(double *p, size_t m, vd a)
{
    if (m > 0) {
        _mm_store_sd(p, a);
    }
}

static inline void vu_store(uint64_t *p, vu a)
{
    _mm_storeu_si128((__m128i *) (void *) p, a);
}

static inline void vd_store_chosen(double *p, unsigned chosen, vd a)
{
    _mm_storel_pd(p, a);
    _mm_storeh_pd(p + (chosen & 1U), a);
}

static inline void vd_store_pairs(double *p, vd a, vd b)
{
    _mm_storeu_pd(p, _mm_unpacklo_pd(a, b));
    _mm_storeu_pd(p + 2, _mm_unpackhi_pd(a, b));
}

VD_INLINE(vf vf_load, _mm_loadu_ps(p), const float *p)
VD_INLINE(vf vf_set, _mm_set1_ps(a), float a)
VD_INLINE(vf vf_add, _mm_add_ps(a, b), vf a, vf b)
VD_INLINE(vf vf_sub, _mm_sub_ps(a, b), vf a, vf b)
VD_INLINE(vf vf_mul, _mm_mul_ps(a, b), vf a, vf b)
VD_INLINE(vf vf_sqrt, _mm_sqrt_ps(a), vf a)
VD_INLINE(vf vf_bits, _mm_castsi128_ps(a), vu a)
VD_INLINE(vu vu_of_floats, _mm_castps_si128(a), vf a)
VD_INLINE(vf vf_whole, _mm_cvtepi32_ps(a), vu a)
VD_INLINE(vu vu_set32, _mm_set1_epi32((int) a), uint32_t a)
VD_INLINE(vu vu_top_bit32, _mm_srai_epi32(a, 31), vu a)
VD_INLINE(vu vu_exponent32, _mm_srli_epi32(a, 23), vu a)
VD_INLINE(vfm vf_lt, _mm_cmplt_ps(a, b), vf a, vf b)
VD_INLINE(vfm vf_gt, _mm_cmpgt_ps(a, b), vf a, vf b)
VD_INLINE(vfm vfm_or, _mm_or_ps(a, b), vfm a, vfm b)
VD_INLINE(unsigned vfm_bits, (unsigned) _mm_movemask_ps(a), vfm a)
VD_INLINE(vf vf_select, _mm_or_ps(_mm_and_ps(m, a), _mm_andnot_ps(m, b)), vfm m, vf a, vf b)
VD_INLINE(vf vf_of, _mm_movelh_ps(_mm_cvtpd_ps(a), _mm_cvtpd_ps(b)), vd a, vd b)
VD_INLINE(vm vfm_low, _mm_castps_pd(_mm_unpacklo_ps(a, a)), vfm a)
VD_INLINE(vm vfm_high, _mm_castps_pd(_mm_unpackhi_ps(a, a)), vfm a)

static inline void vf_store(float *p, vf a)
{
    _mm_storeu_ps(p, a);
}

VD_INLINE(vd vd_exp, Sleef_cinz_expd2_u10sse2(a), vd a)
VD_INLINE(vd vd_log, Sleef_cinz_logd2_u10sse2(a), vd a)
VD_INLINE(vd vd_pow, Sleef_cinz_powd2_u10sse2(a, b), vd a, vd b)
VD_INLINE(vd vd_log1p, Sleef_cinz_log1pd2_u10sse2(a), vd a)
VD_INLINE(vd vd_expm1, Sleef_cinz_expm1d2_u10sse2(a), vd a)
VD_INLINE(vd vd_erfc, Sleef_cinz_erfcd2_u15sse2(a), vd a)

#endif
