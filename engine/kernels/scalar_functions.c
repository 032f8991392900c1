#include "kernels/scalar_functions.h"

#include "kernels/functions.h"

double ent_exp(double x)
{
    return vd_exp(x);
}

double ent_log(double x)
{
    return vd_log(x);
}

double ent_pow(double x, double y)
{
    return vd_power(x, y);
}

double ent_log1p(double x)
{
    return vd_log1p(x);
}

double ent_expm1(double x)
{
    return vd_expm1(x);
}

double ent_normal_cdf(double z)
{
    return vd_normal_cdf(z);
}

double ent_normal_quantile(double u)
{
    return vd_normal_central(u) ? vd_normal_centre(u) : vd_normal_tail(u);
}

double ent_triangular(double u, double min, double mode, double max)
{
    return vd_triangular(u, min, mode, max);
}
