/* The incomplete gamma and beta functions against values computed with 40 to 60 digits. */
#include "distribution/incomplete_gamma_beta.h"
#include "kernels/scalar_functions.h"
#include "suite.h"

#include <math.h>

static int near(double got, double expected, double relative)
{
    return fabs(got - expected) <= relative * expected;
}

static void stirling(void)
{
    /* delta(1) = 1 - log(2 pi) / 2, delta(1/2) = log(sqrt(pi) / 2) - log(sqrt(pi)) + 1/2 … = (1 - log 2) / 2 */
    CU_ASSERT_DOUBLE_EQUAL(ent_stirling_error(1.0), 0.081061466795327258, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(ent_stirling_error(0.5), 0.15342640972002735, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(ent_stirling_error(10.0), 0.0083305634333631, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(ent_stirling_error(1e4), 1.0 / 120000.0, 1e-14);
}

static void deviance(void)
{
    CU_ASSERT_EQUAL(ent_deviance(3.0, 3.0), 0.0);
    CU_ASSERT(near(ent_deviance(2.0, 1.0), 2.0 * log(2.0) - 1.0, 1e-15));
    /* (x - m)^2 / (2 m) to first order: 1 - d/3 + d^2/6 with d = 1e-5 times that */
    CU_ASSERT(near(ent_deviance(1e5 + 1.0, 1e5), 5e-6 * (1.0 - 1e-5 / 3.0 + 1e-10 / 6.0), 1e-14));
}

static void gamma_values(void)
{
    static const struct {
        double shape, x, below, above;
    } known[] = {{0.001, 1e-300, 0.5014761980108866, 0.4985238019891134},
        {0.001, 0.25, 0.99895565561972814, 0.0010443443802718604},
        {0.001, 3.0, 0.99998692686019879, 1.3073139801213743e-5},
        {0.25, 1e-08, 0.01103262649114312, 0.98896737350885688}, {0.25, 0.5, 0.84648640419167754, 0.15351359580832246},
        {0.25, 30.0, 0.99999999999999803, 1.9658221473570594e-15},
        {1.0, 1e-15, 9.9999999999999958e-16, 0.999999999999999},
        {2.5, 0.125, 0.0015208185533684397, 0.99847918144663156}, {2.5, 3.0, 0.6937810815867216, 0.3062189184132784},
        {2.5, 60.0, 1.0, 3.138579772755296e-24}, {15.0, 2.0, 3.8712304046002928e-9, 0.9999999961287696},
        {15.0, 16.0, 0.63247264023443507, 0.36752735976556493}, {200.0, 100.0, 9.3431500729883903e-19, 1.0},
        {200.0, 330.0, 0.99999999999999535, 4.6521049187674721e-15},
        {10000.0, 9500.0, 1.8624546517951551e-7, 0.99999981375453482},
        {10000.0, 10400.0, 0.99996111982942601, 3.8880170573988205e-5},
        {1000000.0, 995000.0, 2.7495803592700708e-7, 0.99999972504196407}};

    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
        double a = known[i].shape;
        ent_tails tails = ent_gamma_tails(a, ent_gamma_norm(a), known[i].x);
        CU_ASSERT(near(tails.below, known[i].below, 5e-13));
        CU_ASSERT(near(tails.above, known[i].above, 5e-13));
        CU_ASSERT(near(tails.density, exp((a - 1.0) * log(known[i].x) - known[i].x - lgamma(a)), 1e-8));
    }
}

static void beta_values(void)
{
    static const struct {
        double a, b, x, below, above;
    } known[] = {{0.01, 0.02, 0.5, 0.6667194610412722, 0.3332805389587278},
        {0.1, 5.0, 1e-12, 0.077187378040275762, 0.92281262195972424},
        {0.1, 5.0, 0.75, 0.99997046818541951, 2.9531814580492168e-5},
        {0.5, 0.5, 1e-10, 6.3661977237819168e-6, 0.99999363380227622},
        {0.5, 0.5, 0.25, 0.33333333333333333, 0.66666666666666667}, {1.0, 3.0, 0.125, 0.330078125, 0.669921875},
        {2.0, 5.0, 1e-05, 1.4999600004499978e-9, 0.99999999850004},
        {2.0, 5.0, 0.3125, 0.60642510652542114, 0.39357489347457886},
        {2.0, 5.0, 0.984375, 0.99999999448482413, 5.5151758715510368e-9},
        {30.0, 4.0, 0.5, 7.0058740675449371e-7, 0.99999929941259325},
        {30.0, 4.0, 0.96875, 0.98105304185582551, 0.018946958144174486},
        {400.0, 600.0, 0.3125, 2.6692392578524803e-9, 0.99999999733076074},
        {400.0, 600.0, 0.40625, 0.65797955011087279, 0.34202044988912721},
        {5000.0, 3.0, 0.998046875, 0.0033231218566918364, 0.99667687814330816}};

    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
        double a = known[i].a, b = known[i].b, x = known[i].x;
        ent_tails tails = ent_beta_tails(a, b, ent_beta_norm(a, b), x, 1.0 - x);
        ent_tails mirror = ent_beta_tails(b, a, ent_beta_norm(b, a), 1.0 - x, x);
        double log_density = (a - 1.0) * log(x) + (b - 1.0) * log1p(-x) + lgamma(a + b) - lgamma(a) - lgamma(b);
        CU_ASSERT(near(tails.below, known[i].below, 2e-13));
        CU_ASSERT(near(tails.above, known[i].above, 2e-13));
        CU_ASSERT(near(mirror.below, known[i].above, 2e-13));
        CU_ASSERT(near(tails.density, exp(log_density), 1e-10));
    }
}

/* Outside the support, and at its ends, where the density depends on the shape. */
static void ends(void)
{
    ent_tails tails = ent_gamma_tails(2.0, ent_gamma_norm(2.0), -1.0);
    CU_ASSERT(tails.below == 0.0 && tails.above == 1.0 && tails.density == 0.0);
    tails = ent_gamma_tails(0.5, ent_gamma_norm(0.5), 0.0);
    CU_ASSERT(tails.below == 0.0 && isinf(tails.density));
    tails = ent_gamma_tails(1.0, ent_gamma_norm(1.0), INFINITY);
    CU_ASSERT(tails.below == 1.0 && tails.above == 0.0);
    tails = ent_beta_tails(1.0, 3.0, ent_beta_norm(1.0, 3.0), 0.0, 1.0);
    CU_ASSERT(tails.below == 0.0 && tails.above == 1.0 && tails.density == 3.0);
    tails = ent_beta_tails(1.0, 0.5, ent_beta_norm(1.0, 0.5), 1.0, 0.0);
    CU_ASSERT(tails.below == 1.0 && tails.above == 0.0 && isinf(tails.density));
}

int main(void)
{
    CU_TestInfo tests[] = {{"stirling", stirling}, {"deviance", deviance}, {"gamma", gamma_values},
        {"beta", beta_values}, {"ends", ends}, CU_TEST_INFO_NULL};

    return ent_run_suite("special", tests);
}
