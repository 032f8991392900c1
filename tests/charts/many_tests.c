/* More outcomes, causes, options and variants than a chart has room for: the rest is folded and counted, and titles are
 * computed from all. */
#include "chart_folder.h"
#include "suite.h"

#include "base/status.h"

#include <stdarg.h>

/* A text in pieces. */
typedef struct text {
    char bytes[1 << 16];
    size_t length;
} text;

static void add(text *self, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    self->length += (size_t) vsnprintf(self->bytes + self->length, sizeof(self->bytes) - self->length, format, args);
    va_end(args);
    CU_ASSERT_FATAL(self->length < sizeof(self->bytes));
}

static size_t count_of(const char *script, const char *word)
{
    size_t count = 0;

    for (const char *at = strstr(script, word); at != NULL; at = strstr(at + 1, word)) {
        count++;
    }
    return count;
}

/* Twelve outcomes of 3 to 4% in front of the one with 60%, which stands first in the file and is drawn last. */
static void put_outcomes(folder *it, int variants)
{
    static text table;

    table.length = 0;
    add(&table, OUTCOMES_HEAD);
    for (int v = 0; v < variants; v++) {
        add(&table, "%s,big,The big one,1000,600,0.6,0.59,0.61,,,\n", v == 0 ? "base" : "other");
        for (int i = 0; i < 17; i++) {
            add(&table, "%s,o%d,Outcome %d,1000,20,%g,0.01,0.04,,,\n", v == 0 ? "base" : "other", i, i,
                0.02 + 0.001 * i);
        }
    }
    put(it, "outcomes.csv", table.bytes);
    put(it, "headline.csv",
        variants == 1 ? HEADLINE_HEAD "base,x,0.5,0.49,0.51,,,,,,\n"
                      : HEADLINE_HEAD "base,x,0.5,0.49,0.51,,,,,,\nother,x,0.5,0.49,0.51,,,,,,\n");
    CU_ASSERT_EQUAL(ent_charts_draw(&it->request, &it->diagnostics), ENT_OK);
}

static void test_outcomes_of_one_variant(void)
{
    folder it;
    const char *script;

    folder_open(&it);
    put_outcomes(&it, 1);
    script = get(&it, "charts/outcomes.gp");
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "The\xC2\xA0"
                                          "big\xC2\xA0one\xE2\x80\x9D is the likeliest end: 60%"));
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "3 others"));
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "\n0 6.3 ")); /* 2, 2.1 and 2.2% together */
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "The others are in outcomes.csv"));
    CU_ASSERT_EQUAL(count_of(script, "'{/:Bold Outcome "), 14);
    folder_close(&it);
}

static void test_outcomes_of_variants(void)
{
    folder it;
    const char *script;

    folder_open(&it);
    put_outcomes(&it, 2);
    script = get(&it, "charts/outcomes.gp");
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "The\xC2\xA0"
                                          "big\xC2\xA0one\xE2\x80\x9D is the likeliest end: 60%"));
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "11 others"));
    CU_ASSERT_PTR_NULL(strstr(script, "\xE2\x80\xA6")); /* no name is cut */
    folder_close(&it);
}

#define LONG_NAME                                                                                                      \
    "An end of the war that takes a great many words to name, so many that no column of a chart of five outcomes has " \
    "the room for all of them, however it is turned and in however many lines it stands, as the ministries agree"

/* Outcomes of names that fit nowhere: six are folded until five are left, and five stay. */
static void test_long_names_of_outcomes(void)
{
    static text table;

    for (int outcomes = 4; outcomes <= 6; outcomes++) {
        folder it;
        const char *script;
        table.length = 0;
        folder_open(&it);
        add(&table, OUTCOMES_HEAD);
        for (int v = 0; v < 2; v++) {
            for (int i = 0; i < outcomes; i++) {
                add(&table, "%s,o%d,\"%d. " LONG_NAME "\",1000,20,%g,0.01,0.04,,,\n", v == 0 ? "base" : "other", i, i,
                    1.0 / outcomes);
            }
        }
        put(&it, "outcomes.csv", table.bytes);
        CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
        script = get(&it, "charts/outcomes.gp");
        CU_ASSERT_EQUAL(strstr(script, "2 others") != NULL, outcomes == 6);
        CU_ASSERT_EQUAL(strstr(script, " others}") != NULL, outcomes == 6);
        CU_ASSERT_PTR_NOT_NULL(strstr(script, "\xE2\x80\xA6")); /* names are cut */
        folder_close(&it);
    }
}

static void test_causes(void)
{
    static text table;
    folder it;
    const char *script;

    table.length = 0;
    folder_open(&it);
    add(&table, "variant,month,at_risk,survival,mc_low,mc_high,world_p05,world_p95");
    for (int i = 0; i < 20; i++) {
        add(&table, ",cause_c%d", i);
    }
    add(&table, "\nbase,1,9,0.1,0.09,0.11,,");
    for (int i = 0; i < 20; i++) {
        add(&table, ",%g", i == 19 ? 0.33 : 0.03);
    }
    put(&it, "truce.csv", table.bytes);
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    script = get(&it, "charts/causes.gp");
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "C19\xE2\x80\x9D ends 37%"));
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "'9 others'"));
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "'{/:Bold 27%}'"));
    CU_ASSERT_PTR_NOT_NULL(strstr(script, " 63 90\nEOD")); /* the last layer ends at the sum of all causes */
    folder_close(&it);
}

static void test_options(void)
{
    static text table;
    folder it;
    const char *script;

    table.length = 0;
    folder_open(&it);
    add(&table, "variant,demand,option,share,mc_low,mc_high,available,refused\n");
    for (int i = 0; i < 58; i++) {
        add(&table, "base,land,o%d,%g,,,1,0\n", i, i == 57 ? 0.43 : 0.01);
    }
    add(&table, "base,name,yes,0.7,,,1,0\nbase,name,no,0.3,,,1,0\n");
    put(&it, "demands.csv", table.bytes);
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    script = get(&it, "charts/deal.gp");
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "O57"));
    CU_ASSERT_PTR_NOT_NULL(strstr(script, " others'"));
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "'{/:Bold Yes}'"));
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "All options are in demands.csv."));
    CU_ASSERT(count_of(script, "'1%'") < 25);
    folder_close(&it);
}

/* Of 60 variants the base and 15 are drawn, among them those that the title names. */
static void test_variants(void)
{
    static text table;
    folder it;
    const char *script;

    table.length = 0;
    folder_open(&it);
    add(&table, HEADLINE_HEAD "base,x,0.5,0.49,0.51,,,,,,\n");
    for (int i = 1; i < 60; i++) {
        double p = i == 59 ? 0.55 : 0.5 - 0.005 * i;
        add(&table, "v%d,x,%g,%g,%g,,,,%g,%g,%g\n", i, p, p - 0.001, p + 0.001, p - 0.5, p - 0.501, p - 0.499);
    }
    put(&it, "headline.csv", table.bytes);
    (void) remove(in(&it, "outcomes.csv"));
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    script = get(&it, "charts/headline.gp");
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "\xE2\x80\x9CV59\xE2\x80\x9D "));
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "'{/:Bold V59}'"));
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "'{/:Bold V58}'"));
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "'{/:Bold V45}'"));
    CU_ASSERT_PTR_NULL(strstr(script, "'{/:Bold V44}'"));
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "44 more variants, nearer"));
    folder_close(&it);
}

/* A grid of more values than fit keeps all cells. */
static void test_large_grid(void)
{
    static text table;
    folder it;

    table.length = 0;
    folder_open(&it);
    add(&table, "variant,sweep,a.x,a.y,expression,probability,mc_low,mc_high,world_p05,world_p50,world_p95\n");
    for (int i = 0; i < 80; i++) {
        add(&table, "base,s,%d,1,x,0.5,0.4,0.6,,,\nbase,s,%d,2,x,0.5,0.4,0.6,,,\n", i, i);
    }
    put(&it, "sweeps.csv", table.bytes);
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(get(&it, "charts/sweep_s.gp"), "\n79 1 50\n"));
    folder_close(&it);
}

int main(void)
{
    CU_TestInfo tests[] = {{"outcomes of one variant", test_outcomes_of_one_variant},
        {"outcomes of variants", test_outcomes_of_variants}, {"long names of outcomes", test_long_names_of_outcomes},
        {"causes", test_causes}, {"options", test_options}, {"variants", test_variants},
        {"large grid", test_large_grid}, CU_TEST_INFO_NULL};

    return ent_run_suite("charts of many items", tests);
}
