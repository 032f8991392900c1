#include "fake.h"

#include <math.h>

static void expect(ent_csv_writer *writer, const char *bytes)
{
    CU_ASSERT_EQUAL(writer->status, ENT_OK);
    CU_ASSERT_EQUAL_FATAL(writer->length, strlen(bytes));
    CU_ASSERT_EQUAL(memcmp(writer->bytes, bytes, writer->length), 0);
    ent_csv_writer_free(writer);
}

static void test_assumptions(void)
{
    const ent_assumption_row rows[] = {
        {"force.required", "uniform(30k, 40k)", "uniform from 30,000 to 40,000", 30500, 35000, 39500, "n", "s"},
        {"outcomes.held.when", "agreed", "agreed", (double) NAN, (double) NAN, (double) NAN, "", NULL}};
    ent_csv_writer writer = {0};

    ent_table_assumptions(&writer, "base", rows, 2);
    ent_table_assumptions(&writer, "air_cover", rows, 1);
    expect(&writer,
        "variant,path,written,understood,p05,p50,p95,note,source\r\n"
        "base,force.required,\"uniform(30k, 40k)\",\"uniform from 30,000 to 40,000\",30500,35000,39500,n,s\r\n"
        "base,outcomes.held.when,agreed,agreed,,,,,\r\n"
        "air_cover,force.required,\"uniform(30k, 40k)\",\"uniform from 30,000 to 40,000\",30500,35000,39500,n,s\r\n");
}

static void test_warnings(void)
{
    const ent_warning_row rows[] = {{"contributors.italy.joins", "clamped", 17}};
    ent_csv_writer writer = {0};

    ent_table_warnings(&writer, "base", rows, 1);
    ent_table_warnings(&writer, "air_cover", NULL, 0);
    expect(&writer, "variant,path,warning,count\r\nbase,contributors.italy.joins,clamped,17\r\n");
    ent_table_warnings(&writer, "base", NULL, 0); /* the header stands alone */
    expect(&writer, "variant,path,warning,count\r\n");
}

static void test_draws(void)
{
    static const char *const expected[] = {"resolve", "un_mandate", "france.joins", "france.troops", "italy.joins",
        "italy.troops", "force.offered", "force.required", "force.contributors", "agreed", "talks.month",
        "talks.round", "deal.western_troops", "deal.border", "russia.utility", "russia.threshold",
        "ukraine.utility", "ukraine.threshold", "force.committed", "truce.held", "truce.months", "truce.violations",
        "truce.cause"};
    enum { COLUMNS = sizeof(expected) / sizeof(*expected) };
    ent_factor factor = {.label = {.id = "resolve"}};
    ent_event event[] = {{.label = {.id = "un_mandate"}}, {.label = {.id = "us_withdraws"}, .timed = true}};
    ent_arena arena = {0};
    const char **name;
    size_t columns;
    fake f;

    fake_init(&f);
    f.scenario.factor = &factor;
    f.scenario.factors = 1;
    f.scenario.event = event;
    f.scenario.events = 2;
    name = ent_draw_columns(&f.scenario, &arena, &columns);
    CU_ASSERT_PTR_NOT_NULL_FATAL(name);
    CU_ASSERT_EQUAL_FATAL(columns, COLUMNS);
    for (size_t i = 0; i < COLUMNS; i++) {
        CU_ASSERT_STRING_EQUAL(name[i], expected[i]);
    }
    ent_arena_free(&arena);
    fake_free(&f);
}

static void test_draw_rows(void)
{
    static const char *const column[] = {"resolve", "deal.border", "truce.cause"};
    const ent_draw_cell cells[] = {{.number = -0.25}, {.text = "open"}, {.text = ""}};
    const ent_draw_cell none[] = {{.number = (double) INFINITY}, {.number = (double) NAN}, {.text = "a,b"}};
    const ent_draw_row rows[] = {{.world = 0, .draw = 3, .cell = cells, .outcome = "held"},
        {.world = 2, .draw = 1005, .cell = none, .outcome = "no_deal"}};
    ent_csv_writer writer = {0};

    ent_table_draws_header(&writer, column, 3);
    ent_table_draws_header(&writer, column, 3);
    ent_table_draws_row(&writer, "base", &rows[0], 3);
    ent_table_draws_row(&writer, "base", &rows[1], 3);
    expect(&writer,
        "variant,world,draw,resolve,deal.border,truce.cause,outcome\r\n"
        "base,0,3,-0.25,open,,held\r\n"
        "base,2,1005,inf,,\"a,b\",no_deal\r\n");
}

/* Two sweeps that share a path: it has one column, and a sweep leaves the others' columns empty. */
static void test_sweeps(void)
{
    const char *size_text[] = {"10000", "20000"};
    double size_number[] = {10000.0, 20000.0};
    const char *rule_text[] = {"nash", "random"};
    double rule_number[] = {(double) NAN, (double) NAN};
    ent_sweep_axis first[] = {{.path = "force.required", .value = size_text, .number = size_number, .values = 2}};
    ent_sweep_axis second[] = {{.path = "talks.rule", .value = rule_text, .number = rule_number, .values = 2},
        {.path = "force.required", .value = size_text, .number = size_number, .values = 2}};
    const ent_sweep sweep[] = {{.label = {.id = "size"}, .axis = first, .axes = 1},
        {.label = {.id = "grid"}, .axis = second, .axes = 2}};
    const size_t one[] = {1};
    const size_t two[] = {1, 0};
    ent_sweep_row rows[] = {{.variant = "base", .sweep = &sweep[0], .value = one, .expression = "truce.held"},
        {.variant = "base", .sweep = &sweep[1], .value = two, .expression = "truce.held"}};
    ent_csv_writer writer = {0};
    double nan = (double) NAN;

    rows[0].estimate = (ent_estimate){.p = 0.5, .low = 0.4, .high = 0.6, .p05 = 0.1, .p50 = 0.5, .p95 = 0.9};
    rows[1].estimate = (ent_estimate){.p = 0.25, .low = nan, .high = nan, .p05 = nan, .p50 = nan, .p95 = nan};
    ent_table_sweeps_header(&writer, sweep, 2);
    ent_table_sweeps_row(&writer, sweep, 2, &rows[0]);
    ent_table_sweeps_header(&writer, sweep, 2);
    ent_table_sweeps_row(&writer, sweep, 2, &rows[1]);
    expect(&writer,
        "variant,sweep,force.required,talks.rule,expression,probability,mc_low,mc_high,world_p05,world_p50,world_p95\r\n"
        "base,size,20000,,truce.held,0.5,0.4,0.6,0.1,0.5,0.9\r\n"
        "base,grid,10000,random,truce.held,0.25,,,,,\r\n");
}

int main(void)
{
    CU_TestInfo tests[] = {{"assumptions", test_assumptions}, {"warnings", test_warnings}, {"draws", test_draws},
        {"draw rows", test_draw_rows}, {"sweeps", test_sweeps}, CU_TEST_INFO_NULL};

    return ent_run_suite("tables of rows", tests);
}
