/* The force chart states no quantile that no table has: medians and requirements lie between thresholds, unless
 * another table has them. */
#include "chart_folder.h"
#include "suite.h"

#include "base/status.h"

#define FORCE_HEAD "variant,quantity,troops,exceedance,mc_low,mc_high\n"
#define CONTRIBUTORS_HEAD                                                                                              \
    "variant,contributor,name,joins,mc_low,mc_high,troops_mean,troops_p05,troops_p50,troops_p95,pivotal,shapley\n"
#define ASSUMPTIONS_HEAD "variant,path,written,understood,p05,p50,p95,note,source\n"

static const char *draw(folder *it, const char *force)
{
    put(it, "force.csv", ent_arena_printf(&it->arena, FORCE_HEAD "%s", force));
    CU_ASSERT_EQUAL(ent_charts_draw(&it->request, &it->diagnostics), ENT_OK);
    return get(it, "charts/force.gp");
}

static void test_median_between_thresholds(void)
{
    folder it;
    const char *script;

    folder_open(&it);
    script = draw(&it, "base,offered,5000,0.9,0.89,0.91\nbase,offered,10000,0.2,0.19,0.21\n");
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "The median offer is between 5,000 and 10,000 troops"));
    script = draw(&it, "base,offered,5000,0.3,0.29,0.31\nbase,offered,10000,0.2,0.19,0.21\n");
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "More than half of all futures offer fewer than 5,000 troops"));
    script = draw(&it, "base,offered,5000,0.9,0.89,0.91\nbase,offered,10000,0.8,0.79,0.81\n");
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "At least half of all futures offer 10,000 troops or more"));
    folder_close(&it);
}

/* One contributor that always joins offers its own troops, and their median stands in contributors.csv. */
static void test_median_of_one_contributor(void)
{
    folder it;

    folder_open(&it);
    put(&it, "contributors.csv", CONTRIBUTORS_HEAD "base,a,A,1,1,1,30000,1000,10000,99000,,\n");
    CU_ASSERT_PTR_NOT_NULL(strstr(draw(&it, "base,offered,100000,0.05,0.04,0.06\nbase,offered,200000,0.02,0.01,0.03\n"),
        "Half of all futures offer fewer than 10,000 troops"));
    put(&it, "contributors.csv", CONTRIBUTORS_HEAD "base,a,A,0.9,0.8,1,30000,1000,10000,99000,,\n");
    CU_ASSERT_PTR_NOT_NULL(strstr(draw(&it, "base,offered,100000,0.05,0.04,0.06\nbase,offered,200000,0.02,0.01,0.03\n"),
        "fewer than 100,000 troops"));
    folder_close(&it);
}

#define OFFERED "base,offered,1000,0.9,0.89,0.91\nbase,offered,2000,0.2,0.19,0.21\n"

static void test_requirement(void)
{
    folder it;
    const char *script;

    folder_open(&it);
    /* between thresholds, and beyond the last one */
    script = draw(&it, OFFERED "base,required,1000,1,1,1\nbase,required,2000,0.6,0.5,0.7\n");
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "'1,000 or more'"));
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "need_low =  1000\nneed_high =  2000\n"));
    script = draw(&it, OFFERED "base,required,1000,1,1,1\nbase,required,2000,1,1,1\n");
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "'2,000 or more'"));
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "need_high =  2000\n"));
    script = draw(&it, OFFERED "base,required,1000,0,0,0\nbase,required,2000,0,0,0\n");
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "need_low =  NaN\nneed_high =  NaN\n"));
    CU_ASSERT_PTR_NULL(strstr(script, "Required"));
    /* quantiles of the register, on the axis or beyond it */
    put(&it, "assumptions.csv", ASSUMPTIONS_HEAD "base,force.required,1500 to 2500,between,1550,2000,2450,,\n");
    script = draw(&it, OFFERED "base,required,1000,1,1,1\nbase,required,2000,0.5,0.4,0.6\n");
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "'1,550\xE2\x80\x93"
                                          "2,450'"));
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "x_high = 2548"));
    put(&it, "assumptions.csv", ASSUMPTIONS_HEAD "base,force.required,90000,90000,90000,90000,90000,,\n");
    script = draw(&it, OFFERED "base,required,1000,1,1,1\nbase,required,2000,1,1,1\n");
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "Required, beyond this axis"));
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "'90,000'"));
    folder_close(&it);
}

/* The chance that enough is offered is the sum of the Shapley values, and no value between thresholds. */
static void test_enough(void)
{
    folder it;

    folder_open(&it);
    put(&it, "contributors.csv",
        CONTRIBUTORS_HEAD "base,a,A,0.5,0.4,0.6,900,500,900,1200,0.3,0.25\nbase,b,B,0.5,0.4,0.6,900,500,900,1200,0.3,"
                          "0.1\n");
    CU_ASSERT_PTR_NOT_NULL(strstr(
        draw(&it, OFFERED "base,required,1000,1,1,1\nbase,required,2000,0.6,0.5,0.7\n"), "come together in 35%"));
    CU_ASSERT_PTR_NULL(strstr(/* where perhaps none are required, the sum leaves those draws out */
        draw(&it, OFFERED "base,required,1000,0.9,0.8,1\nbase,required,2000,0.6,0.5,0.7\n"), "come together"));
    folder_close(&it);
}

/* A variant is drawn in a colour only if its curve lies outside the interval of the base. */
static void test_clear_variants(void)
{
    folder it;

    folder_open(&it);
    CU_ASSERT_PTR_NOT_NULL(strstr(
        draw(&it, OFFERED "other,offered,1000,0.95,0.94,0.96\nother,offered,2000,0.3,0.29,0.31\n"), "high = 1\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(
        draw(&it, OFFERED "other,offered,1000,0.92,0.9,0.94\nother,offered,2000,0.22,0.2,0.24\n"), "high = 0\n"));
    folder_close(&it);
}

static void test_barred_contributor(void)
{
    folder it;
    const char *script;

    folder_open(&it);
    put(&it, "contributors.csv",
        CONTRIBUTORS_HEAD "base,a,Alpha,0.9,0.8,1,9000,500,900,1200,0,0\nbase,b,Beta,0.6,0.5,0.7,900,500,900,1200,0,0\n"
                          "base,c,Gamma,0.1,0.05,0.2,900,500,900,1200,0,0\n");
    put(&it, "assumptions.csv",
        ASSUMPTIONS_HEAD "base,contributors.a.allowed,x == 'y',x is y,0,0,0,,\n"
                         "base,contributors.b.allowed,true,true,1,1,1,,\n");
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    script = get(&it, "charts/contributors.gp");
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "1 of 3 is likely to join; Beta can be expected to send most"));
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "'hardly admitted'"));
    folder_close(&it);
}

int main(void)
{
    CU_TestInfo tests[] = {{"median between thresholds", test_median_between_thresholds},
        {"median of one contributor", test_median_of_one_contributor}, {"requirement", test_requirement},
        {"enough", test_enough}, {"clear variants", test_clear_variants},
        {"barred contributor", test_barred_contributor}, CU_TEST_INFO_NULL};

    return ent_run_suite("force chart", tests);
}
