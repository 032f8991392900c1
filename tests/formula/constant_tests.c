/* The value of a constant is the same on every processor: it is computed by the same functions as draws, not by libm,
 * where exp, log and pow round differently with and without fused multiply-add. (Draws use constants such as rho and
 * months_per_round.) */
#include "suite.h"

#include "formula/formula_case.h"
#include "kernels/scalar_functions.h"

#include <math.h>

enum { STEPS = 400 };

static double value_of(const char *function, double x)
{
    char text[64];
    double value = NAN;
    formula_case f;

    (void) snprintf(text, sizeof(text), function, x);
    f = formula_case_parse(text);
    CU_ASSERT_EQUAL(f.status, ENT_OK);
    CU_ASSERT_TRUE(f.status == ENT_OK && ent_ast_constant(f.ast, &value));
    formula_case_free(&f);
    return value;
}

static void test_same_functions(void)
{
    size_t libm_differs = 0;

    for (int i = 1; i <= STEPS; i++) {
        double x = (double) i / 100.0;
        CU_ASSERT_EQUAL(value_of("exp(-%.17g)", x), ent_exp(-x));
        CU_ASSERT_EQUAL(value_of("log(%.17g)", x), ent_log(x));
        CU_ASSERT_EQUAL(value_of("%.17g ^ 0.3", x), ent_pow(x, 0.3));
        CU_ASSERT_EQUAL(value_of("normal_cdf(-%.17g)", x), ent_normal_cdf(-x));
        CU_ASSERT_EQUAL(value_of("normal_quantile(0.2 * %.17g)", x), ent_normal_quantile(0.2 * x));
        CU_ASSERT_EQUAL(value_of("logistic(%.17g)", x), 1.0 / (1.0 + ent_exp(-x)));
        libm_differs += exp(-x) != ent_exp(-x) || pow(x, 0.3) != ent_pow(x, 0.3) ? 1 : 0;
    }
    CU_ASSERT(libm_differs > 0); /* otherwise the test would not detect libm */
}

int main(void)
{
    CU_TestInfo tests[] = {{"the same functions as the draws", test_same_functions}, CU_TEST_INFO_NULL};

    return ent_run_suite("formula/constant", tests);
}
