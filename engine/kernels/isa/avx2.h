/* vector.h for AVX2: 4 doubles. Private to engine/kernels. */
#ifndef ENT_KERNELS_ISA_AVX2_H
#define ENT_KERNELS_ISA_AVX2_H

#include <immintrin.h>
#include <sleef.h>
#include <stddef.h>
#include <stdint.h>

#define VD_WIDTH 4
typedef __m256d vd;
typedef __m256d vm;
typedef __m256i vu;
typedef __m256 vf;
typedef __m256 vfm;

VD_INLINE(vd vd_load, _mm256_loadu_pd(p), const double *p)
VD_INLINE(vd vd_set, _mm256_set1_pd(a), double a)
VD_INLINE(vd vd_add, _mm256_add_pd(a, b), vd a, vd b)
VD_INLINE(vd vd_sub, _mm256_sub_pd(a, b), vd a, vd b)
VD_INLINE(vd vd_mul, _mm256_mul_pd(a, b), vd a, vd b)
VD_INLINE(vd vd_div, _mm256_div_pd(a, b), vd a, vd b)
VD_INLINE(vd vd_sqrt, _mm256_sqrt_pd(a), vd a)
VD_INLINE(vd vd_least, _mm256_min_pd(a, b), vd a, vd b)
VD_INLINE(vd vd_greatest, _mm256_max_pd(a, b), vd a, vd b)
VD_INLINE(vd vd_and, _mm256_and_pd(a, b), vd a, vd b)
VD_INLINE(vd vd_andnot, _mm256_andnot_pd(a, b), vd a, vd b)
VD_INLINE(vd vd_or, _mm256_or_pd(a, b), vd a, vd b)
VD_INLINE(vd vd_xor, _mm256_xor_pd(a, b), vd a, vd b)
VD_INLINE(vm vd_lt, _mm256_cmp_pd(a, b, _CMP_LT_OQ), vd a, vd b)
VD_INLINE(vm vd_le, _mm256_cmp_pd(a, b, _CMP_LE_OQ), vd a, vd b)
VD_INLINE(vm vd_gt, _mm256_cmp_pd(a, b, _CMP_GT_OQ), vd a, vd b)
VD_INLINE(vm vd_ge, _mm256_cmp_pd(a, b, _CMP_GE_OQ), vd a, vd b)
VD_INLINE(vm vd_eq, _mm256_cmp_pd(a, b, _CMP_EQ_OQ), vd a, vd b)
VD_INLINE(vm vm_and, _mm256_and_pd(a, b), vm a, vm b)
VD_INLINE(vm vm_or, _mm256_or_pd(a, b), vm a, vm b)
VD_INLINE(vm vm_not, _mm256_xor_pd(a, _mm256_castsi256_pd(_mm256_set1_epi32(-1))), vm a)
VD_INLINE(unsigned vm_bits, (unsigned) _mm256_movemask_pd(a), vm a)
VD_INLINE(vd vd_select, _mm256_blendv_pd(b, a, m), vm m, vd a, vd b)
VD_INLINE(vd vd_add_where, _mm256_add_pd(a, _mm256_and_pd(m, b)), vm m, vd a, vd b)

VD_INLINE(vu vu_load, _mm256_loadu_si256((const __m256i *) (const void *) p), const uint64_t *p)
VD_INLINE(vu vu_set, _mm256_set1_epi64x((long long) a), uint64_t a)
VD_INLINE(vu vu_lanes, _mm256_set_epi64x(3, 2, 1, 0), void)
VD_INLINE(vu vu_add, _mm256_add_epi64(a, b), vu a, vu b)
VD_INLINE(vu vu_and, _mm256_and_si256(a, b), vu a, vu b)
VD_INLINE(vu vu_or, _mm256_or_si256(a, b), vu a, vu b)
VD_INLINE(vu vu_xor, _mm256_xor_si256(a, b), vu a, vu b)
VD_INLINE(vu vu_mul32, _mm256_mul_epu32(a, b), vu a, vu b)
VD_INLINE(vu vu_right1, _mm256_srli_epi64(a, 1), vu a)
VD_INLINE(vu vu_right12, _mm256_srli_epi64(a, 12), vu a)
VD_INLINE(vu vu_right32, _mm256_srli_epi64(a, 32), vu a)
VD_INLINE(vu vu_left32, _mm256_slli_epi64(a, 32), vu a)
VD_INLINE(vd vd_bits, _mm256_castsi256_pd(a), vu a)
VD_INLINE(vu vu_of, _mm256_castpd_si256(a), vd a)
VD_INLINE(vm vu_odd, _mm256_castsi256_pd(_mm256_slli_epi64(a, 63)), vu a)

static inline void vd_store(double *p, vd a)
{
    _mm256_storeu_pd(p, a);
}

/* All ones in the first m lanes. */
VD_INLINE(vu vu_first, _mm256_cmpgt_epi64(_mm256_set1_epi64x((long long) m), _mm256_set_epi64x(3, 2, 1, 0)), size_t m)

VD_INLINE(vd vd_load_partial,
    _mm256_blendv_pd(_mm256_set1_pd(1.0), _mm256_maskload_pd(p, vu_first(m)), _mm256_castsi256_pd(vu_first(m))),
    const double *p, size_t m)

static inline void vd_store_partial(double *p, size_t m, vd a)
{
    _mm256_maskstore_pd(p, vu_first(m), a);
}

static inline void vu_store(uint64_t *p, vu a)
{
    _mm256_storeu_si256((__m256i *) (void *) p, a);
}

static inline void vd_store_chosen(double *p, unsigned chosen, vd a)
{
    static const int32_t from[16][8] = {{0}, {0, 1}, {2, 3}, {0, 1, 2, 3}, {4, 5}, {0, 1, 4, 5}, {2, 3, 4, 5},
        {0, 1, 2, 3, 4, 5}, {6, 7}, {0, 1, 6, 7}, {2, 3, 6, 7}, {0, 1, 2, 3, 6, 7}, {4, 5, 6, 7}, {0, 1, 4, 5, 6, 7},
        {2, 3, 4, 5, 6, 7}, {0, 1, 2, 3, 4, 5, 6, 7}};
    __m256i halves = _mm256_loadu_si256((const __m256i *) (const void *) from[chosen]);

    _mm256_storeu_pd(p, _mm256_castsi256_pd(_mm256_permutevar8x32_epi32(_mm256_castpd_si256(a), halves)));
}

static inline void vd_store_pairs(double *p, vd a, vd b)
{
    vd low = _mm256_unpacklo_pd(a, b);
    vd high = _mm256_unpackhi_pd(a, b);

    _mm256_storeu_pd(p, _mm256_permute2f128_pd(low, high, 0x20));
    _mm256_storeu_pd(p + 4, _mm256_permute2f128_pd(low, high, 0x31));
}

VD_INLINE(vf vf_load, _mm256_loadu_ps(p), const float *p)
VD_INLINE(vf vf_set, _mm256_set1_ps(a), float a)
VD_INLINE(vf vf_add, _mm256_add_ps(a, b), vf a, vf b)
VD_INLINE(vf vf_sub, _mm256_sub_ps(a, b), vf a, vf b)
VD_INLINE(vf vf_mul, _mm256_mul_ps(a, b), vf a, vf b)
VD_INLINE(vf vf_sqrt, _mm256_sqrt_ps(a), vf a)
VD_INLINE(vf vf_bits, _mm256_castsi256_ps(a), vu a)
VD_INLINE(vu vu_of_floats, _mm256_castps_si256(a), vf a)
VD_INLINE(vf vf_whole, _mm256_cvtepi32_ps(a), vu a)
VD_INLINE(vu vu_set32, _mm256_set1_epi32((int) a), uint32_t a)
VD_INLINE(vu vu_top_bit32, _mm256_srai_epi32(a, 31), vu a)
VD_INLINE(vu vu_exponent32, _mm256_srli_epi32(a, 23), vu a)
VD_INLINE(vfm vf_lt, _mm256_cmp_ps(a, b, _CMP_LT_OQ), vf a, vf b)
VD_INLINE(vfm vf_gt, _mm256_cmp_ps(a, b, _CMP_GT_OQ), vf a, vf b)
VD_INLINE(vfm vfm_or, _mm256_or_ps(a, b), vfm a, vfm b)
VD_INLINE(unsigned vfm_bits, (unsigned) _mm256_movemask_ps(a), vfm a)
VD_INLINE(vf vf_select, _mm256_blendv_ps(b, a, m), vfm m, vf a, vf b)
VD_INLINE(vf vf_of, _mm256_set_m128(_mm256_cvtpd_ps(b), _mm256_cvtpd_ps(a)), vd a, vd b)
VD_INLINE(vm vfm_low, _mm256_castsi256_pd(_mm256_cvtepi32_epi64(_mm_castps_si128(_mm256_castps256_ps128(a)))), vfm a)
VD_INLINE(vm vfm_high, _mm256_castsi256_pd(_mm256_cvtepi32_epi64(_mm_castps_si128(_mm256_extractf128_ps(a, 1)))), vfm a)

static inline void vf_store(float *p, vf a)
{
    _mm256_storeu_ps(p, a);
}

/* SLEEF's functions for AVX: its functions for AVX2 use fused multiply-add. */
VD_INLINE(vd vd_exp, Sleef_cinz_expd4_u10avx(a), vd a)
VD_INLINE(vd vd_log, Sleef_cinz_logd4_u10avx(a), vd a)
VD_INLINE(vd vd_pow, Sleef_cinz_powd4_u10avx(a, b), vd a, vd b)
VD_INLINE(vd vd_log1p, Sleef_cinz_log1pd4_u10avx(a), vd a)
VD_INLINE(vd vd_expm1, Sleef_cinz_expm1d4_u10avx(a), vd a)
VD_INLINE(vd vd_erfc, Sleef_cinz_erfcd4_u15avx(a), vd a)

#endif
