#include "tally/student_t.h"

#include "distribution/distribution.h"
#include "distribution/quantile.h"
#include "kernels/scalar_functions.h"

enum { KEPT = 1000 };

/* t = z + g1 / v + g2 / v^2 + g3 / v^3 + g4 / v^4 with v degrees of freedom, z the standard normal quantile. */
static double expanded(double v)
{
    const double z = ent_normal_quantile(0.975);
    const double zz = z * z;
    double g1 = (zz + 1.0) * z / 4.0;
    double g2 = ((5.0 * zz + 16.0) * zz + 3.0) * z / 96.0;
    double g3 = (((3.0 * zz + 19.0) * zz + 17.0) * zz - 15.0) * z / 384.0;
    double g4 = ((((79.0 * zz + 776.0) * zz + 1482.0) * zz - 1920.0) * zz - 945.0) * z / 92160.0;

    return z + (g1 + (g2 + (g3 + g4 / v) / v) / v) / v;
}

double ent_student_t_975(uint64_t degrees)
{
    static _Thread_local double known[KEPT]; /* 0: not computed yet */

    if (degrees >= KEPT) {
        return expanded((double) degrees);
    }
    if (known[degrees] == 0.0) {
        known[degrees] = ent_dist_quantile_with(&ent_kind_student_t, (double[]){(double) degrees}, 1, 0.975);
    }
    return known[degrees];
}
