/* vector.h for AVX-512 (F, DQ, VL, BW): 8 doubles. Private to engine/kernels. */
#ifndef ENT_KERNELS_ISA_AVX512_H
#define ENT_KERNELS_ISA_AVX512_H

#include <immintrin.h>
#include <sleef.h>
#include <stddef.h>
#include <stdint.h>

#define VD_WIDTH 8
typedef __m512d vd;
typedef __mmask8 vm;
typedef __m512i vu;
typedef __m512 vf;
typedef __mmask16 vfm;

VD_INLINE(vd vd_load, _mm512_loadu_pd(p), const double *p)
VD_INLINE(vd vd_set, _mm512_set1_pd(a), double a)
VD_INLINE(vd vd_add, _mm512_add_pd(a, b), vd a, vd b)
VD_INLINE(vd vd_sub, _mm512_sub_pd(a, b), vd a, vd b)
VD_INLINE(vd vd_mul, _mm512_mul_pd(a, b), vd a, vd b)
VD_INLINE(vd vd_div, _mm512_div_pd(a, b), vd a, vd b)
VD_INLINE(vd vd_sqrt, _mm512_sqrt_pd(a), vd a)
VD_INLINE(vd vd_least, _mm512_min_pd(a, b), vd a, vd b)
VD_INLINE(vd vd_greatest, _mm512_max_pd(a, b), vd a, vd b)
VD_INLINE(vd vd_and, _mm512_and_pd(a, b), vd a, vd b)
VD_INLINE(vd vd_andnot, _mm512_andnot_pd(a, b), vd a, vd b)
VD_INLINE(vd vd_or, _mm512_or_pd(a, b), vd a, vd b)
VD_INLINE(vd vd_xor, _mm512_xor_pd(a, b), vd a, vd b)
VD_INLINE(vm vd_lt, _mm512_cmp_pd_mask(a, b, _CMP_LT_OQ), vd a, vd b)
VD_INLINE(vm vd_le, _mm512_cmp_pd_mask(a, b, _CMP_LE_OQ), vd a, vd b)
VD_INLINE(vm vd_gt, _mm512_cmp_pd_mask(a, b, _CMP_GT_OQ), vd a, vd b)
VD_INLINE(vm vd_ge, _mm512_cmp_pd_mask(a, b, _CMP_GE_OQ), vd a, vd b)
VD_INLINE(vm vd_eq, _mm512_cmp_pd_mask(a, b, _CMP_EQ_OQ), vd a, vd b)
VD_INLINE(vm vm_and, (__mmask8) (a &b), vm a, vm b)
VD_INLINE(vm vm_or, (__mmask8) (a | b), vm a, vm b)
VD_INLINE(vm vm_not, (__mmask8) ~a, vm a)
VD_INLINE(unsigned vm_bits, a, vm a)
VD_INLINE(vd vd_select, _mm512_mask_blend_pd(m, b, a), vm m, vd a, vd b)
VD_INLINE(vd vd_add_where, _mm512_mask_add_pd(a, m, a, b), vm m, vd a, vd b)

VD_INLINE(vu vu_load, _mm512_loadu_si512(p), const uint64_t *p)
VD_INLINE(vu vu_set, _mm512_set1_epi64((long long) a), uint64_t a)
VD_INLINE(vu vu_lanes, _mm512_set_epi64(7, 6, 5, 4, 3, 2, 1, 0), void)
VD_INLINE(vu vu_add, _mm512_add_epi64(a, b), vu a, vu b)
VD_INLINE(vu vu_and, _mm512_and_si512(a, b), vu a, vu b)
VD_INLINE(vu vu_or, _mm512_or_si512(a, b), vu a, vu b)
VD_INLINE(vu vu_xor, _mm512_xor_si512(a, b), vu a, vu b)
VD_INLINE(vu vu_mul32, _mm512_mul_epu32(a, b), vu a, vu b)
VD_INLINE(vu vu_right1, _mm512_srli_epi64(a, 1), vu a)
VD_INLINE(vu vu_right12, _mm512_srli_epi64(a, 12), vu a)
VD_INLINE(vu vu_right32, _mm512_srli_epi64(a, 32), vu a)
VD_INLINE(vu vu_left32, _mm512_slli_epi64(a, 32), vu a)
VD_INLINE(vd vd_bits, _mm512_castsi512_pd(a), vu a)
VD_INLINE(vu vu_of, _mm512_castpd_si512(a), vd a)
VD_INLINE(vm vu_odd, _mm512_test_epi64_mask(a, _mm512_set1_epi64(1)), vu a)

static inline void vd_store(double *p, vd a)
{
    _mm512_storeu_pd(p, a);
}

VD_INLINE(vd vd_load_partial, _mm512_mask_loadu_pd(_mm512_set1_pd(1.0), (__mmask8) ((1U << m) - 1U), p),
    const double *p, size_t m)

static inline void vd_store_partial(double *p, size_t m, vd a)
{
    _mm512_mask_storeu_pd(p, (__mmask8) ((1U << m) - 1U), a);
}

static inline void vu_store(uint64_t *p, vu a)
{
    _mm512_storeu_si512(p, a);
}

static inline void vd_store_chosen(double *p, unsigned chosen, vd a)
{
    _mm512_storeu_pd(p, _mm512_maskz_compress_pd((__mmask8) chosen, a));
}

static inline void vd_store_pairs(double *p, vd a, vd b)
{
    _mm512_storeu_pd(p, _mm512_permutex2var_pd(a, _mm512_set_epi64(11, 3, 10, 2, 9, 1, 8, 0), b));
    _mm512_storeu_pd(p + 8, _mm512_permutex2var_pd(a, _mm512_set_epi64(15, 7, 14, 6, 13, 5, 12, 4), b));
}

VD_INLINE(vf vf_load, _mm512_loadu_ps(p), const float *p)
VD_INLINE(vf vf_set, _mm512_set1_ps(a), float a)
VD_INLINE(vf vf_add, _mm512_add_ps(a, b), vf a, vf b)
VD_INLINE(vf vf_sub, _mm512_sub_ps(a, b), vf a, vf b)
VD_INLINE(vf vf_mul, _mm512_mul_ps(a, b), vf a, vf b)
VD_INLINE(vf vf_sqrt, _mm512_sqrt_ps(a), vf a)
VD_INLINE(vf vf_bits, _mm512_castsi512_ps(a), vu a)
VD_INLINE(vu vu_of_floats, _mm512_castps_si512(a), vf a)
VD_INLINE(vf vf_whole, _mm512_cvtepi32_ps(a), vu a)
VD_INLINE(vu vu_set32, _mm512_set1_epi32((int) a), uint32_t a)
VD_INLINE(vu vu_top_bit32, _mm512_srai_epi32(a, 31), vu a)
VD_INLINE(vu vu_exponent32, _mm512_srli_epi32(a, 23), vu a)
VD_INLINE(vfm vf_lt, _mm512_cmp_ps_mask(a, b, _CMP_LT_OQ), vf a, vf b)
VD_INLINE(vfm vf_gt, _mm512_cmp_ps_mask(a, b, _CMP_GT_OQ), vf a, vf b)
VD_INLINE(vfm vfm_or, (__mmask16) (a | b), vfm a, vfm b)
VD_INLINE(unsigned vfm_bits, a, vfm a)
VD_INLINE(vf vf_select, _mm512_mask_blend_ps(m, b, a), vfm m, vf a, vf b)
VD_INLINE(vf vf_of, _mm512_insertf32x8(_mm512_castps256_ps512(_mm512_cvtpd_ps(a)), _mm512_cvtpd_ps(b), 1), vd a, vd b)
VD_INLINE(vm vfm_low, (__mmask8) a, vfm a)
VD_INLINE(vm vfm_high, (__mmask8) (a >> 8), vfm a)

static inline void vf_store(float *p, vf a)
{
    _mm512_storeu_ps(p, a);
}

VD_INLINE(vd vd_exp, Sleef_cinz_expd8_u10avx512fnofma(a), vd a)
VD_INLINE(vd vd_log, Sleef_cinz_logd8_u10avx512fnofma(a), vd a)
VD_INLINE(vd vd_pow, Sleef_cinz_powd8_u10avx512fnofma(a, b), vd a, vd b)
VD_INLINE(vd vd_log1p, Sleef_cinz_log1pd8_u10avx512fnofma(a), vd a)
VD_INLINE(vd vd_expm1, Sleef_cinz_expm1d8_u10avx512fnofma(a), vd a)
VD_INLINE(vd vd_erfc, Sleef_cinz_erfcd8_u15avx512fnofma(a), vd a)

#endif
