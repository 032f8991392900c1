#include "tally/mean.h"

#include <math.h>

/* The unevaluated sum high + low, |low| at most half a unit in the last place of high. */
typedef struct double_double {
    double high, low;
} double_double;

/* a + b exactly (Knuth, "The Art of Computer Programming", volume 2, section 4.2.2, theorem B). */
static double_double two_sum(double a, double b)
{
    double sum = a + b;
    double of_b = sum - a;

    return (double_double){sum, (a - (sum - of_b)) + (b - of_b)};
}

/* The same for |a| >= |b| or a = 0 (Dekker, "A floating-point technique for extending the available precision", 1971). */
static double_double quick_two_sum(double a, double b)
{
    double sum = a + b;

    return (double_double){sum, b - (sum - a)};
}

static double_double add(double_double a, double b)
{
    double_double sum = two_sum(a.high, b);

    return quick_two_sum(sum.high, sum.low + a.low);
}

/* The quotient a / n: one step of long division after the first quotient. fma is exact by definition, with or without an
 * instruction for it. */
static double divide(double_double a, double n)
{
    double quotient = a.high / n;
    double rest = fma(-quotient, n, a.high) + a.low;

    return quotient + rest / n;
}

double ent_mean(const double *x, size_t count)
{
    double_double sum = {0.0, 0.0};

    for (size_t i = 0; i < count; i++) {
        sum = add(sum, x[i]);
    }
    return divide(sum, (double) count);
}
