/* A box as a scenario: its assignments, and that its chance is that of the worlds in the box. */
#include "jobs/analyse/box_scenario.h"

#include "jobs/job_case.h"
#include "run/experts/experts.h"
#include "run/headline.h"

#include <math.h>

enum { MOST_LIMITS = 8 };

/* A box by hand. */
typedef struct hand_box {
    ent_box_dimension dimension[MOST_LIMITS];
    ent_boxes_limit limit[MOST_LIMITS];
    ent_boxes_box box;
} hand_box;

static void add(hand_box *self, ent_box_quantity quantity, size_t index, const char *name, double low, double high,
    double lowest, double highest)
{
    size_t at = self->box.limits++;

    self->dimension[at] = (ent_box_dimension){quantity, index, name};
    self->limit[at] =
        (ent_boxes_limit){.dimension = at, .low = low, .high = high, .lowest = lowest, .highest = highest};
    self->box.limit = self->limit;
}

static void add_between(hand_box *self, ent_box_quantity quantity, size_t index, double low, double high)
{
    add(self, quantity, index, "", low, high, isnan(low) ? high - 1.0 : low, isnan(high) ? low + 1.0 : high);
}

/* Returns the text of the box of a scenario, to be freed. */
static char *write_box(const char *scenario, const hand_box *box, const char **near)
{
    job_experiment job;
    char *text = NULL, *ended;
    size_t length = 0;

    job_experiment_open(&job, scenario, NULL);
    CU_ASSERT_EQUAL_FATAL(
        ent_box_scenario_write(job.experiment.item[0], box->dimension, &box->box, 0, "# Head\n", &text, &length, near),
        ENT_OK);
    *near = *near != NULL ? "near" : NULL;
    ended = calloc(length + 1, 1);
    memcpy(ended, text, length);
    free(text);
    job_experiment_close(&job);
    return ended;
}

/* Compares the text after `set = (` in the file. */
static void expect_set(const char *scenario, const hand_box *box, const char *expected)
{
    const char *near;
    char *text = write_box(scenario, box, &near);
    const char *set = strstr(text, "set = (\n");

    CU_ASSERT_PTR_NOT_NULL_FATAL(set);
    if (strcmp(set + strlen("set = (\n"), expected) != 0) {
        printf("\nfound:\n%s\nexpected:\n%s\n", set, expected);
    }
    CU_ASSERT_STRING_EQUAL(set + strlen("set = (\n"), expected);
    free(text);
}

static ent_estimate chance_of(const char *scenario, const char *set)
{
    job_experiment job;
    ent_estimate estimate = {0};
    ent_guard_count guard[64];

    job_experiment_open(&job, scenario, set);
    CU_ASSERT_TRUE_FATAL(ent_experts_guards(&job.experiment.item[0]->model) <= 64);
    CU_ASSERT_EQUAL(ent_run_headline(&job.experiment.item[0]->model, NULL, guard, &estimate), ENT_OK);
    job_experiment_close(&job);
    return estimate;
}

/* The chance in the file of a box against that of the draws within it: 4.5 standard errors of both, 7 in a million. */
static void expect_chance(const char *scenario, const hand_box *box, const char *given)
{
    const char *near;
    char *text = write_box(scenario, box, &near);
    ent_estimate inside = chance_of(text, NULL);
    ent_estimate expected = chance_of(scenario, given);
    double error = hypot(inside.high - inside.low, expected.high - expected.low) / (2.0 * 1.96);

    CU_ASSERT_PTR_NULL(near);
    CU_ASSERT_PTR_NULL(strstr(text, "base"));
    CU_ASSERT_TRUE(error < 0.02);
    CU_ASSERT_DOUBLE_EQUAL(inside.p, expected.p, 4.5 * error);
    free(text);
}

#define RUN "run: { worlds = 4000; replications = 20; seed = 5; }; "

static void test_factors(void)
{
    static const char scenario[] =
        RUN "factors: { a = \"normal(0, 1)\"; b = { value = \"8k to 15k\"; note = \"n\"; }; "
            "c = \"discrete(1, 1, 2, 1, 3, 2)\"; d = \"bernoulli(30%)\"; "
            "e = \"unknown(uniform(0, 1))\"; }; "
            "events: { y = \"logistic(a + b / 10k + c - 4 + 2 * d - e)\"; }; headline = \"y\";";
    hand_box box = {.box = {.limits = 0}};

    add_between(&box, ENT_BOX_FACTOR, 0, -0.5, (double) NAN);
    add_between(&box, ENT_BOX_FACTOR, 1, (double) NAN, 11000.0);
    add(&box, ENT_BOX_FACTOR, 2, "c", 1.5, (double) NAN, 2.0, 3.0);
    add(&box, ENT_BOX_FACTOR, 3, "d", 0.5, (double) NAN, 1.0, 1.0);
    add_between(&box, ENT_BOX_FACTOR, 4, 0.25, 0.75);
    expect_set(scenario, &box,
        "  \"factors.a = truncate(normal(0, 1), -0.5, inf)\",\n"
        "  \"factors.b = truncate(8k to 15k, -inf, 11000)\",\n"
        "  \"factors.c = truncate(discrete(1, 1, 2, 1, 3, 2), 1.5, inf)\",\n"
        "  \"factors.d = 1\",\n"
        "  \"factors.e = truncate(uniform(0, 1), 0.25, 0.75)\"\n);\n");
    expect_chance(scenario, &box, "given = a > -0.5 and b < 11000 and c >= 2 and d and e > 0.25 and e < 0.75");
}

/* Factors that are not independent of others: the draws within the limit are kept. */
static void test_dependent(void)
{
    static const char scenario[] =
        RUN "factors: { a = \"normal(0, 1)\"; b = \"normal(a, 1)\"; c = \"a + 2 * b\"; d = \"uniform(0, 1)\"; "
            "e = \"uniform(0, 1)\"; k = \"discrete(a, 1, 5, 1)\"; }; correlations: { x: { among = (\"d\", \"e\"); rho "
            "= 0.7; "
            "}; }; given = \"d < 2\"; events: { y = \"logistic(b + 3 * d + 2 * e - 3)\"; }; headline = \"y\";";
    hand_box box = {.box = {.limits = 0}};

    add_between(&box, ENT_BOX_FACTOR, 0, -1.0, (double) NAN);
    add_between(&box, ENT_BOX_FACTOR, 1, 0.2, (double) NAN);
    add_between(&box, ENT_BOX_FACTOR, 2, (double) NAN, 4.5);
    add_between(&box, ENT_BOX_FACTOR, 3, 0.1, 0.6);
    add(&box, ENT_BOX_FACTOR, 5, "k", 4.0, (double) NAN, 5.0, 5.0);
    expect_set(scenario, &box,
        "  \"factors.a = truncate(normal(0, 1), -1, inf)\",\n"
        "  \"given = (d < 2) and b > 0.2 and c < 4.5 and d > 0.1 and d < 0.6 and k == 5\"\n);\n");
    expect_chance(scenario, &box, "given = a > -1 and b > 0.2 and c < 4.5 and d > 0.1 and d < 0.6 and k > 4");
}

/* A setting changed by an expert is not the file's alone. */
static void test_experts(void)
{
    static const char scenario[] =
        RUN "factors: { a = \"uniform(0, 1)\"; b = \"uniform(0, 1)\"; ab = \"bernoulli(50%)\"; }; "
            "events: { y = \"clamp(a * b + 0.2 * ab, 0, 1)\"; }; headline = \"y\"; "
            "experts: { x: { weight = 1; }; z: { weight = 1; set = (\" factors.a = uniform(0.5, 1)\"); }; };";
    hand_box box = {.box = {.limits = 0}};

    add_between(&box, ENT_BOX_FACTOR, 0, 0.4, (double) NAN);
    add_between(&box, ENT_BOX_FACTOR, 1, 0.6, (double) NAN);
    add(&box, ENT_BOX_FACTOR, 2, "ab", 0.5, (double) NAN, 1.0, 1.0);
    expect_set(scenario, &box,
        "  \"factors.b = truncate(uniform(0, 1), 0.6, inf)\",\n  \"factors.ab = 1\",\n  \"given = a > 0.4\"\n);\n");
    expect_chance(scenario, &box, "given = a > 0.4 and b > 0.6 and ab");
}

static void test_unknown(void)
{
    static const char scenario[] =
        RUN "factors: { f = \"normal(0, 1)\"; }; "
            "events: { y = \"logistic(unknown(normal(0, 1)) + 2 * ( unknown( uniform( -1, (1) ) ) ) + "
            "if(unknown(bernoulli(40%)), 1, 0) + normal(0, 0.1))\"; z = \"logistic(unknown(normal(f, 1)))\"; }; "
            "headline = \"y\";";
    hand_box box = {.box = {.limits = 0}};
    const char *near;
    char *text;

    add_between(&box, ENT_BOX_UNKNOWN, 0, 0.0, (double) NAN);
    add_between(&box, ENT_BOX_UNKNOWN, 1, -0.5, 0.5);
    add(&box, ENT_BOX_UNKNOWN, 2, "", 0.5, (double) NAN, 1.0, 1.0);
    expect_set(scenario, &box,
        "  \"events.y = logistic(unknown(truncate(normal(0, 1), 0, inf)) + 2 * ( unknown(truncate( uniform( -1, (1) ) "
        ", "
        "-0.5, 0.5)) ) + if((1), 1, 0) + normal(0, 0.1))\"\n);\n");
    text = write_box(scenario, &box, &near);
    CU_ASSERT_PTR_NULL(near);
    /* E logistic(z + 2 u + 1) for z above 0 and u in (-0.5, 0.5): 0.8304 by quadrature; 4.5 standard errors of 0.0018.
     */
    CU_ASSERT_DOUBLE_EQUAL(chance_of(text, NULL).p, 0.8304, 0.0081);
    free(text);
    box.box.limits = 0;
    add_between(&box, ENT_BOX_UNKNOWN, 3, 0.0, (double) NAN);
    text = write_box(scenario, &box, &near);
    CU_ASSERT_PTR_NOT_NULL(near); /* its mean is another factor's */
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\"events.z = logistic(unknown(truncate(normal(f, 1), 0, inf)))\""));
    free(text);
}

static void test_chance(void)
{
    static const char scenario[] = RUN
        "factors: { f = \"uniform(0, 1)\"; }; events: { e = \"30%\"; g = \"f\"; h = { value = \"20%\"; }; }; "
        "contributors: { a: { troops = 1; joins = \"60%\"; }; b: { troops = 1; joins = \"50%\"; requires = \"e\"; }; "
        "c: { troops = 2; joins = \"50%\"; after = 1; }; }; force: { required = 2; }; "
        "headline = \"force.offered >= 2 and (g or h)\";";
    hand_box box = {.box = {.limits = 0}};

    add(&box, ENT_BOX_EVENT, 0, "e", 0.5, (double) NAN, 1.0, 1.0);
    add(&box, ENT_BOX_EVENT, 1, "g", 0.5, (double) NAN, 1.0, 1.0);
    add(&box, ENT_BOX_EVENT, 2, "h", (double) NAN, 0.5, 0.0, 0.0);
    add(&box, ENT_BOX_JOINS, 0, "a.joins", 0.5, (double) NAN, 1.0, 1.0);
    add(&box, ENT_BOX_JOINS, 1, "b.joins", (double) NAN, 0.5, 0.0, 0.0);
    add(&box, ENT_BOX_JOINS, 2, "c.joins", 0.5, (double) NAN, 1.0, 1.0);
    expect_set(scenario, &box,
        "  \"events.e = 100%\",\n  \"events.h = 0%\",\n  \"contributors.a.joins = 100%\",\n"
        "  \"given = g and not b.joins and c.joins\"\n);\n");
    box.box.limits = 5; /* with c, all draws are cases */
    expect_chance(scenario, &box, "given = e and g and not h and a.joins and not b.joins");
}

/* A second box leaves out the draws of the first, unless they have nothing in common. */
static void test_earlier(void)
{
    static const char scenario[] = RUN "factors: { a = \"uniform(0, 1)\"; b = \"uniform(0, 1)\"; }; "
                                       "events: { e = \"unknown(uniform(0, 1))\"; y = \"a * b\"; }; headline = \"y\";";
    static const ent_box_dimension dimension[] = {
        {ENT_BOX_FACTOR, 0, "a"}, {ENT_BOX_FACTOR, 1, "b"}, {ENT_BOX_EVENT, 0, "e"}, {ENT_BOX_UNKNOWN, 0, "events.e"}};
    ent_boxes_limit first[] = {{.dimension = 0, .low = 0.5, .high = (double) NAN, .lowest = 0.5, .highest = 1.0},
        {.dimension = 1, .low = 0.3, .high = 0.9, .lowest = 0.3, .highest = 0.9},
        {.dimension = 2, .low = 0.5, .high = (double) NAN, .lowest = 1.0, .highest = 1.0}};
    ent_boxes_limit second[] = {{.dimension = 1, .low = 0.6, .high = (double) NAN, .lowest = 0.6, .highest = 1.0}};
    ent_boxes_box box[] = {{.limit = first, .limits = 3}, {.limit = second, .limits = 1}};
    job_experiment job;
    const char *near = NULL;
    char *text = NULL;
    size_t length = 0;

    job_experiment_open(&job, scenario, NULL);
    CU_ASSERT_EQUAL_FATAL(
        ent_box_scenario_write(job.experiment.item[0], dimension, box, 1, "", &text, &length, &near), ENT_OK);
    CU_ASSERT_PTR_NULL(near);
    text = realloc(text, length + 1);
    text[length] = '\0';
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\"given = not (a > 0.5 and b > 0.3 and b < 0.9 and e)\""));
    free(text);
    second[0].low = 0.9; /* apart in b */
    CU_ASSERT_EQUAL_FATAL(
        ent_box_scenario_write(job.experiment.item[0], dimension, box, 1, "", &text, &length, &near), ENT_OK);
    text = realloc(text, length + 1);
    text[length] = '\0';
    CU_ASSERT_PTR_NULL(strstr(text, "given"));
    free(text);
    second[0].low = 0.6;
    first[2].dimension = 3; /* no formula can name it */
    CU_ASSERT_EQUAL_FATAL(
        ent_box_scenario_write(job.experiment.item[0], dimension, box, 1, "", &text, &length, &near), ENT_OK);
    CU_ASSERT_PTR_NOT_NULL(near);
    free(text);
    job_experiment_close(&job);
}

int main(void)
{
    static CU_TestInfo tests[] = {{"factors", test_factors}, {"dependent factors", test_dependent},
        {"experts", test_experts}, {"unknown", test_unknown}, {"events and joins", test_chance},
        {"earlier boxes", test_earlier}, CU_TEST_INFO_NULL};

    return ent_run_suite("jobs/box_scenario", tests);
}
