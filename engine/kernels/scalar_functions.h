/* The operators one number at a time: the same bytes as the vector kernels give, on every processor. (libm's exp, log
 * and pow differ in the last bit between processors with and without fused multiply-add; these do not.) */
#ifndef ENT_KERNELS_SCALAR_FUNCTIONS_H
#define ENT_KERNELS_SCALAR_FUNCTIONS_H

double ent_exp(double x);
double ent_log(double x);
double ent_pow(double x, double y); /* ENT_OP_POW */
double ent_log1p(double x);
double ent_expm1(double x);
double ent_normal_cdf(double z);      /* relative error below 2e-13 for z > -37 */
double ent_normal_quantile(double u); /* -inf at 0, inf at 1, NaN outside [0, 1] */
double ent_triangular(double u, double min, double mode, double max);

#endif
