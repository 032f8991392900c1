/* vector.h for SSE2: 2 doubles. Private to engine/math. */
#ifndef ENT_MATH_VECTOR_SSE2_H
#define ENT_MATH_VECTOR_SSE2_H

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

ENT_LANES(vd vd_load, _mm_loadu_pd(p), const double *p)
ENT_LANES(vd vd_set, _mm_set1_pd(a), double a)
ENT_LANES(vd vd_add, _mm_add_pd(a, b), vd a, vd b)
ENT_LANES(vd vd_sub, _mm_sub_pd(a, b), vd a, vd b)
ENT_LANES(vd vd_mul, _mm_mul_pd(a, b), vd a, vd b)
ENT_LANES(vd vd_div, _mm_div_pd(a, b), vd a, vd b)
ENT_LANES(vd vd_sqrt, _mm_sqrt_pd(a), vd a)
ENT_LANES(vd vd_least, _mm_min_pd(a, b), vd a, vd b)
ENT_LANES(vd vd_greatest, _mm_max_pd(a, b), vd a, vd b)
ENT_LANES(vd vd_and, _mm_and_pd(a, b), vd a, vd b)
ENT_LANES(vd vd_andnot, _mm_andnot_pd(a, b), vd a, vd b)
ENT_LANES(vd vd_or, _mm_or_pd(a, b), vd a, vd b)
ENT_LANES(vd vd_xor, _mm_xor_pd(a, b), vd a, vd b)
ENT_LANES(vm vd_lt, _mm_cmplt_pd(a, b), vd a, vd b)
ENT_LANES(vm vd_le, _mm_cmple_pd(a, b), vd a, vd b)
ENT_LANES(vm vd_gt, _mm_cmpgt_pd(a, b), vd a, vd b)
ENT_LANES(vm vd_ge, _mm_cmpge_pd(a, b), vd a, vd b)
ENT_LANES(vm vd_eq, _mm_cmpeq_pd(a, b), vd a, vd b)
ENT_LANES(vm vm_and, _mm_and_pd(a, b), vm a, vm b)
ENT_LANES(vm vm_or, _mm_or_pd(a, b), vm a, vm b)
ENT_LANES(vm vm_not, _mm_xor_pd(a, _mm_castsi128_pd(_mm_set1_epi32(-1))), vm a)
ENT_LANES(unsigned vm_bits, (unsigned) _mm_movemask_pd(a), vm a)
ENT_LANES(vd vd_select, _mm_or_pd(_mm_and_pd(m, a), _mm_andnot_pd(m, b)), vm m, vd a, vd b)
ENT_LANES(vd vd_add_where, _mm_add_pd(a, _mm_and_pd(m, b)), vm m, vd a, vd b)

ENT_LANES(vu vu_load, _mm_loadu_si128((const __m128i *) (const void *) p), const uint64_t *p)
ENT_LANES(vu vu_set, _mm_set1_epi64x((long long) a), uint64_t a)
ENT_LANES(vu vu_lanes, _mm_set_epi64x(1, 0), void)
ENT_LANES(vu vu_add, _mm_add_epi64(a, b), vu a, vu b)
ENT_LANES(vu vu_and, _mm_and_si128(a, b), vu a, vu b)
ENT_LANES(vu vu_or, _mm_or_si128(a, b), vu a, vu b)
ENT_LANES(vu vu_xor, _mm_xor_si128(a, b), vu a, vu b)
ENT_LANES(vu vu_mul32, _mm_mul_epu32(a, b), vu a, vu b)
ENT_LANES(vu vu_right1, _mm_srli_epi64(a, 1), vu a)
ENT_LANES(vu vu_right12, _mm_srli_epi64(a, 12), vu a)
ENT_LANES(vu vu_right32, _mm_srli_epi64(a, 32), vu a)
ENT_LANES(vu vu_left32, _mm_slli_epi64(a, 32), vu a)
ENT_LANES(vd vd_bits, _mm_castsi128_pd(a), vu a)
ENT_LANES(vu vu_of, _mm_castpd_si128(a), vd a)
/* Lanes where the lowest bit is set. */
ENT_LANES(vm vu_odd, _mm_castsi128_pd(_mm_sub_epi64(_mm_setzero_si128(), _mm_and_si128(a, _mm_set1_epi64x(1)))), vu a)

static inline void vd_store(double *p, vd a)
{
    _mm_storeu_pd(p, a);
}

/* The first m < VD_WIDTH numbers at p, and 1 for the rest. */
ENT_LANES(vd vd_load_part, m > 0 ? _mm_set_pd(1.0, *p) : _mm_set1_pd(1.0), const double *p, size_t m)

/* The first m < VD_WIDTH numbers to p. */
static inline void vd_store_part(double *p, size_t m, vd a)
{
    if (m > 0) {
        _mm_store_sd(p, a);
    }
}

static inline void vu_store(uint64_t *p, vu a)
{
    _mm_storeu_si128((__m128i *) (void *) p, a);
}

/* The lanes whose bits are set, one after the other from p; what follows them, up to VD_WIDTH, means nothing. */
static inline void vd_store_chosen(double *p, unsigned chosen, vd a)
{
    _mm_storel_pd(p, a);
    _mm_storeh_pd(p + (chosen & 1U), a);
}

/* a0 b0 a1 b1 … to p. */
static inline void vd_store_pairs(double *p, vd a, vd b)
{
    _mm_storeu_pd(p, _mm_unpacklo_pd(a, b));
    _mm_storeu_pd(p + 2, _mm_unpackhi_pd(a, b));
}

ENT_LANES(vf vf_load, _mm_loadu_ps(p), const float *p)
ENT_LANES(vf vf_set, _mm_set1_ps(a), float a)
ENT_LANES(vf vf_add, _mm_add_ps(a, b), vf a, vf b)
ENT_LANES(vf vf_sub, _mm_sub_ps(a, b), vf a, vf b)
ENT_LANES(vf vf_mul, _mm_mul_ps(a, b), vf a, vf b)
ENT_LANES(vf vf_sqrt, _mm_sqrt_ps(a), vf a)
ENT_LANES(vf vf_bits, _mm_castsi128_ps(a), vu a)
ENT_LANES(vu vu_of_floats, _mm_castps_si128(a), vf a)
ENT_LANES(vf vf_whole, _mm_cvtepi32_ps(a), vu a)
ENT_LANES(vu vu_set32, _mm_set1_epi32((int) a), uint32_t a)
ENT_LANES(vu vu_top_bit32, _mm_srai_epi32(a, 31), vu a)
ENT_LANES(vu vu_exponent32, _mm_srli_epi32(a, 23), vu a)
ENT_LANES(vfm vf_lt, _mm_cmplt_ps(a, b), vf a, vf b)
ENT_LANES(vfm vf_gt, _mm_cmpgt_ps(a, b), vf a, vf b)
ENT_LANES(vfm vfm_or, _mm_or_ps(a, b), vfm a, vfm b)
ENT_LANES(unsigned vfm_bits, (unsigned) _mm_movemask_ps(a), vfm a)
ENT_LANES(vf vf_select, _mm_or_ps(_mm_and_ps(m, a), _mm_andnot_ps(m, b)), vfm m, vf a, vf b)
ENT_LANES(vf vf_of, _mm_movelh_ps(_mm_cvtpd_ps(a), _mm_cvtpd_ps(b)), vd a, vd b)
/* Masks of doubles from the lower and the upper half of a mask of floats. */
ENT_LANES(vm vfm_low, _mm_castps_pd(_mm_unpacklo_ps(a, a)), vfm a)
ENT_LANES(vm vfm_high, _mm_castps_pd(_mm_unpackhi_ps(a, a)), vfm a)

static inline void vf_store(float *p, vf a)
{
    _mm_storeu_ps(p, a);
}

ENT_LANES(vd vd_exp, Sleef_cinz_expd2_u10sse2(a), vd a)
ENT_LANES(vd vd_log, Sleef_cinz_logd2_u10sse2(a), vd a)
ENT_LANES(vd vd_pow, Sleef_cinz_powd2_u10sse2(a, b), vd a, vd b)
ENT_LANES(vd vd_log1p, Sleef_cinz_log1pd2_u10sse2(a), vd a)
ENT_LANES(vd vd_expm1, Sleef_cinz_expm1d2_u10sse2(a), vd a)
ENT_LANES(vd vd_erfc, Sleef_cinz_erfcd2_u15sse2(a), vd a)

#endif
