/* Functions of single numbers with the same bits as the kernels' operators, on every processor. (libm's exp, log and
 * pow differ in the last bit between processors with and without fused multiply-add.) */
#ifndef ENT_KERNELS_SCALAR_FUNCTIONS_H
#define ENT_KERNELS_SCALAR_FUNCTIONS_H

double ent_exp(double x);
double ent_log(double x);             /* -inf at 0, NaN below */
double ent_pow(double x, double y);   /* as C's pow; y = 2 is exactly x * x */
double ent_log1p(double x);           /* log(1 + x) */
double ent_expm1(double x);           /* exp(x) - 1 */
double ent_normal_cdf(double z);      /* standard normal cdf, in [0, 1]; relative error below 2e-13 for z > -37 */
double ent_normal_quantile(double u); /* standard normal quantile; -inf at 0, inf at 1, NaN outside [0, 1] */
/* Inverse cdf of the triangular distribution at u in [0, 1]; NaN unless min <= mode <= max and min < max. */
double ent_triangular(double u, double min, double mode, double max);

#endif
