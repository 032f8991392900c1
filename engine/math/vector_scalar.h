/* vector.h for one double at a time: what the vectors compute, lane by lane. Private to engine/math. */
#ifndef ENT_MATH_VECTOR_SCALAR_H
#define ENT_MATH_VECTOR_SCALAR_H

#include <math.h>
#include <sleef.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define VD_WIDTH 1
typedef double vd;
typedef bool vm;

ENT_LANES(vd vd_set, a, double a)
ENT_LANES(vd vd_add, a + b, vd a, vd b)
ENT_LANES(vd vd_sub, a - b, vd a, vd b)
ENT_LANES(vd vd_mul, a * b, vd a, vd b)
ENT_LANES(vd vd_div, a / b, vd a, vd b)
ENT_LANES(vd vd_sqrt, sqrt(a), vd a)
ENT_LANES(vd vd_least, a < b ? a : b, vd a, vd b)
ENT_LANES(vd vd_greatest, a > b ? a : b, vd a, vd b)
ENT_LANES(vm vd_lt, a < b, vd a, vd b)
ENT_LANES(vm vd_le, a <= b, vd a, vd b)
ENT_LANES(vm vd_gt, a > b, vd a, vd b)
ENT_LANES(vm vd_ge, a >= b, vd a, vd b)
ENT_LANES(vm vd_eq, a == b, vd a, vd b)
ENT_LANES(vm vm_and, a && b, vm a, vm b)
ENT_LANES(vm vm_or, a || b, vm a, vm b)
ENT_LANES(vm vm_not, !a, vm a)
ENT_LANES(unsigned vm_bits, a ? 1U : 0U, vm a)
ENT_LANES(vd vd_select, m ? a : b, vm m, vd a, vd b)
ENT_LANES(vd vd_add_where, m ? a + b : a, vm m, vd a, vd b)

static inline uint64_t ent_bits_of(double a)
{
    uint64_t bits;

    memcpy(&bits, &a, sizeof(bits));
    return bits;
}

static inline double ent_of_bits(uint64_t bits)
{
    double a;

    memcpy(&a, &bits, sizeof(a));
    return a;
}

ENT_LANES(vd vd_and, ent_of_bits(ent_bits_of(a) & ent_bits_of(b)), vd a, vd b)
ENT_LANES(vd vd_andnot, ent_of_bits(~ent_bits_of(a) & ent_bits_of(b)), vd a, vd b)
ENT_LANES(vd vd_or, ent_of_bits(ent_bits_of(a) | ent_bits_of(b)), vd a, vd b)
ENT_LANES(vd vd_xor, ent_of_bits(ent_bits_of(a) ^ ent_bits_of(b)), vd a, vd b)

ENT_LANES(vd vd_exp, Sleef_cinz_expd1_u10purec(a), vd a)
ENT_LANES(vd vd_log, Sleef_cinz_logd1_u10purec(a), vd a)
ENT_LANES(vd vd_pow, Sleef_cinz_powd1_u10purec(a, b), vd a, vd b)
ENT_LANES(vd vd_log1p, Sleef_cinz_log1pd1_u10purec(a), vd a)
ENT_LANES(vd vd_expm1, Sleef_cinz_expm1d1_u10purec(a), vd a)
ENT_LANES(vd vd_erfc, Sleef_cinz_erfcd1_u15purec(a), vd a)

#endif
