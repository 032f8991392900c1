#include "suite.h"

#include "tally/student_t.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* Closed forms of 1, 2 and 4 degrees; 1000 and more by the expansion. */
static void test_known_values(void)
{
    CU_ASSERT_DOUBLE_EQUAL(ent_student_t_975(1), 12.706204736174707, 1e-11); /* tan(0.475 pi) */
    CU_ASSERT_DOUBLE_EQUAL(ent_student_t_975(2), 4.302652729749464, 1e-12);  /* 0.95 sqrt(2 / (1 - 0.95^2)) */
    CU_ASSERT_DOUBLE_EQUAL(ent_student_t_975(4), 2.7764451051977987, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(ent_student_t_975(UINT64_C(1) << 40), 1.959963984540054, 1e-11);
}

/* Against GSL, on both sides of the border at 1000 degrees; asked twice, the second time from memory. */
static void test_against_gsl(void)
{
    for (int turn = 0; turn < 2; turn++) {
        for (unsigned degrees = 1; degrees < 20000; degrees += degrees < 1010 ? 1 : 997) {
            CU_ASSERT_DOUBLE_EQUAL(ent_student_t_975(degrees), gsl_cdf_tdist_Pinv(0.975, degrees), 2e-10);
        }
    }
    CU_ASSERT_TRUE(ent_student_t_975(999) > ent_student_t_975(1000));
    CU_ASSERT_DOUBLE_EQUAL(ent_student_t_975(999) - ent_student_t_975(1000), 2.375e-6, 1e-8); /* (z^3 + z) / 4 v^2 */
}

int main(void)
{
    CU_TestInfo tests[] = {{"known values", test_known_values}, {"against GSL", test_against_gsl}, CU_TEST_INFO_NULL};

    return ent_run_suite("Student's t", tests);
}
