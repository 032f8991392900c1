/* Memory that runs out at every request of an analysis, in turn: alone, and with all later ones. */
#include "failing_memory.h"

#include "analysis/evppi.h"
#include "analysis/sobol_indices.h"
#include "analysis/survival/weibull_regression.h"

enum { WORLDS = 40 };

static double sum[WORLDS], other[WORLDS], draws[WORLDS], factor[WORLDS];
static const ent_world_sums choice[] = {{sum, draws}, {other, draws}};

static int try_covariance(void *context)
{
    return ent_world_covariance_of(context, ent_kernels_narrowest(), 3, &choice[0], &choice[1], WORLDS);
}

static int try_evppi(void *context)
{
    return ent_evppi(context, factor, choice, 2, (ent_world_sample){WORLDS, 0});
}

static int try_evpi(void *context)
{
    const ent_world_sums *const half[2] = {choice, choice};

    return ent_evpi(context, half, 2, (ent_world_sample){WORLDS, 0});
}

static int try_weibull(void *context)
{
    static const bool failed[] = {true, false, true, true, true, false};
    static const double time[] = {3, 9, 2, 14, 6, 30}, x[] = {0, 1, 1, 0, 1, 0};
    ent_weibull_fit *made = context;
    int status = ent_weibull_fit_init(
        made, &(ent_survival_data){6, 1, time, failed, NULL, x}, &(ent_weibull_assumptions){.shape = 0});

    CU_ASSERT(status != ENT_OK || made->outcome == ENT_WEIBULL_MAXIMUM);
    ent_weibull_fit_free(made);
    return status;
}

static void fill(void)
{
    memory_allow_all();
    for (size_t w = 0; w < WORLDS; w++) {
        draws[w] = 10;
        sum[w] = (double) (w % 7);
        other[w] = (double) (w % 5);
        factor[w] = (double) (w * w % 31);
    }
}

static void test_covariance(void)
{
    ent_world_covariance made;

    fill();
    CU_ASSERT_EQUAL(memory_exhaust(try_covariance, &made, ENT_OK), 2); /* worlds, how often each is taken */
    CU_ASSERT(made.value > 0 || made.value <= 0);
}

static void test_value(void)
{
    ent_information_value made;

    fill();
    CU_ASSERT_EQUAL(memory_exhaust(try_evppi, &made, ENT_OK), 5); /* worlds, curves; sorted, folds, coefficients */
    CU_ASSERT(made.value >= 0);
    CU_ASSERT_EQUAL(memory_exhaust(try_evpi, &made, ENT_OK), 1);
    CU_ASSERT(made.value >= 0);
}

static void test_weibull(void)
{
    ent_weibull_fit made;

    memory_allow_all();
    /* terms, covariance; times, entries, z, means, deviations; six of the search; derivatives of the terms */
    CU_ASSERT_EQUAL(memory_exhaust(try_weibull, &made, ENT_OK), 14);
}

int main(void)
{
    CU_TestInfo tests[] = {{"covariances", test_covariance}, {"value of information", test_value},
        {"Weibull regression", test_weibull}, CU_TEST_INFO_NULL};

    return ent_run_suite("memory of analyses", tests);
}
