#include "tables/draw_rows.h"
#include "tables/fake_run.h"
#include "tables/format/csv_writer.h"
#include "tables/sweeps.h"

#include <math.h>

static void expect(ent_csv_writer *writer, const char *bytes)
{
    CU_ASSERT_EQUAL(writer->sink.status, ENT_OK);
    CU_ASSERT_EQUAL_FATAL(writer->length, strlen(bytes));
    CU_ASSERT_EQUAL(memcmp(writer->bytes, bytes, writer->length), 0);
    ent_csv_writer_free(writer);
}

static void test_draws(void)
{
    static const char *const expected[] = {"resolve", "parties.russia.threshold", "force.required#1", "un_mandate",
        "france.joins", "france.troops", "italy.joins", "italy.troops", "force.offered", "force.required",
        "force.contributors", "agreed", "talks.month", "talks.round", "signed", "talks.signed", "talks.refused",
        "deal.western_troops", "deal.border", "russia.utility", "russia.threshold", "ukraine.utility",
        "ukraine.threshold", "force.committed", "truce.held", "truce.months", "truce.violations", "truce.cause",
        "truce.spells", "truce.peace_months", "truce.at_peace"};
    enum { COLUMNS = sizeof(expected) / sizeof(*expected) };
    ent_factor factor = {.label = {.id = "resolve"}};
    ent_event event[] = {{.label = {.id = "un_mandate"}}, {.label = {.id = "us_withdraws"}, .timed = true}};
    ent_unknown_column unknown[] = {{"parties.russia.threshold", 0}, {"force.required#1", SIZE_MAX}};
    ent_arena arena = {0};
    const char **name;
    size_t columns;
    fake f;

    fake_init(&f);
    f.scenario.factor = &factor;
    f.scenario.factors = 1;
    f.scenario.unknown_column = unknown;
    f.scenario.unknown_columns = 2;
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
    const ent_cell cells[] = {{.number = -0.25}, {.text = "open"}, {.text = ""}};
    const ent_cell none[] = {{.number = (double) INFINITY}, {.number = (double) NAN}, {.text = "a,b"}};
    ent_csv_writer writer = {0};
    ent_sink *sink = ent_csv_sink(&writer);

    ent_draw_row(sink, "base", 0, 3, cells, 3, "held");
    ent_draw_row(sink, "base", 2, 1005, none, 3, "no_deal");
    expect(&writer, "base,0,3,-0.25,open,,held\r\n"
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
    ent_sweep sweep[] = {
        {.label = {.id = "size"}, .axis = first, .axes = 1}, {.label = {.id = "grid"}, .axis = second, .axes = 2}};
    const size_t one[] = {1};
    const size_t two[] = {1, 0};
    ent_sweep_row rows[] = {{.variant = "base", .sweep = &sweep[0], .value = one, .expression = "truce.held"},
        {.variant = "base", .sweep = &sweep[1], .value = two, .expression = "truce.held"}};
    const ent_scenario scenario = {.sweep = sweep, .sweeps = 2};
    ent_csv_writer writer = {0};
    double nan = (double) NAN;

    rows[0].estimate = (ent_estimate){.p = 0.5, .low = 0.4, .high = 0.6, .p05 = 0.1, .p50 = 0.5, .p95 = 0.9};
    rows[1].estimate = (ent_estimate){.p = 0.25, .low = nan, .high = nan, .p05 = nan, .p50 = nan, .p95 = nan};
    for (size_t i = 0; i < 2; i++) {
        ent_table_header(&ent_table_sweeps, ent_csv_sink(&writer), &scenario);
        ent_table_sweeps_row(ent_csv_sink(&writer), &scenario, &rows[i]);
    }
    expect(&writer, "variant,sweep,force.required,talks.rule,expression,probability,mc_low,mc_high,world_p05,world_p50,"
                    "world_p95\r\n"
                    "base,size,20000,,truce.held,0.5,0.4,0.6,0.1,0.5,0.9\r\n"
                    "base,grid,10000,random,truce.held,0.25,,,,,\r\n");
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"draws", test_draws}, {"draw rows", test_draw_rows}, {"sweeps", test_sweeps}, CU_TEST_INFO_NULL};

    return ent_run_suite("tables of rows", tests);
}
