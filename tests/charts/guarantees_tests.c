/* The charts of guarantees: in force, tested, honoured, saved; month by month. */
#include "chart_folder.h"
#include "suite.h"

#include "base/status.h"
#include "charts/layout/text_metrics.h"

#include <stdarg.h>

#define GUARANTEES_HEAD                                                                                                \
    "variant,guarantee,name,in_force,in_force_low,in_force_high,tested,tested_low,tested_high,honoured,honoured_low,"  \
    "honoured_high,contained,contained_low,contained_high,saved,saved_low,saved_high,truces,tests\n"
#define MONTHS_HEAD "variant,guarantee,month,at_risk,in_force,tested,honoured,contained\n"
#define LONG_NAME "The guarantee of the permanent members of the Security Council as in the memorandum"
#define AIR "0.5,0.49,0.51,0.3,0.29,0.31,0.6,0.59,0.61,0.75,0.74,0.76,0.2,0.19,0.21,1000,500\n"
#define NEVER_TESTED "1,0.99,1,0,0,0.01,,,,,,,0,0,0.01,1000,0\n"
#define NEVER_IN_FORCE "0,0,0.01,0,0,0.01,,,,,,,0,0,0.01,1000,0\n"

static const char *draw(folder *it, const char *guarantees, const char *months)
{
    folder_open(it);
    put(it, "guarantees.csv", guarantees);
    if (months != NULL) {
        put(it, "guarantee_months.csv", months);
    }
    CU_ASSERT_EQUAL(ent_charts_draw(&it->request, &it->diagnostics), ENT_OK);
    return get(it, months != NULL ? "charts/guarantee_months.gp" : "charts/guarantees.gp");
}

static void has(const char *script, const char *text)
{
    if (strstr(script, text) == NULL) {
        printf("\n  missing: %s\n", text);
    }
    CU_ASSERT_PTR_NOT_NULL(strstr(script, text));
}

/* A bar: 30 of 100 truces contained (0.5 * 0.6 * 0.75 of 100), then honoured, then all tests, the interval of those
 * honoured; the truces saved. */
static void test_rows(void)
{
    folder it;
    const char *script = draw(&it,
        GUARANTEES_HEAD "base,air,Air," AIR "base,pact,The pact," NEVER_TESTED "base,nato,NATO," NEVER_IN_FORCE
                        "other,air,Air," AIR,
        NULL);

    has(script, "Most depends on \xE2\x80\x9C"
                "Air\xE2\x80\x9D: without it 20% of the");
    has(script, "\n 22.5 30 50 29.5 30.5 20 19 21 30 ");
    has(script, "'never tested'");
    has(script, "'never in force'");
    has(script, "'500 tests'");
    has(script, "$others << EOD\n 20 "); /* of the other variant */
    has(script, "Pale dots: the other variants.");
    CU_ASSERT_TRUE(there(&it, "charts/guarantees.svg"));
    folder_close(&it);
}

/* One guarantee has a row a variant. */
static void test_variants(void)
{
    folder it;
    const char *script =
        draw(&it, GUARANTEES_HEAD "base,air,Air," AIR "other,air,Air," NEVER_TESTED "third,air,Air," AIR, NULL);

    has(script, "\xE2\x80\x9C"
                "Air\xE2\x80\x9D is honoured in 60% of 500 tests");
    has(script, "{/:Bold As in the file}");
    has(script, "{/:Bold Other}");
    has(script, "a row a variant");
    CU_ASSERT_PTR_NULL(strstr(script, "Pale dots"));
    folder_close(&it);
}

/* The number beside the longest bar ends left of the figures honoured, with their interval. */
static void test_large_numbers(void)
{
    static const char label[] = "'444,902,123 tests' at screen X(";
    folder it;
    const char *script = draw(&it,
        GUARANTEES_HEAD "base,air,Air,0.5,0.4999,0.5001,0.3,0.29,0.31,0.6,0.5999,0.6001,1,1,1,"
                        "0.2,0.19,0.21,1000000000,444902123\n",
        NULL);
    const char *at = strstr(script, label);

    CU_ASSERT_PTR_NOT_NULL_FATAL(at);
    CU_ASSERT(atof(at + strlen(label)) > 258 + 6);
    CU_ASSERT(atof(at + strlen(label)) + ent_chart_text_width("444,902,123 tests", 11.5, 0) <= 438.1);
    CU_ASSERT(514 - ent_chart_text_width("59.99\xE2\x80\x93"
                                         "60.01%",
                        11.5, 0) /
                        1.2 >=
              438);
    folder_close(&it);
}

static void test_titles(void)
{
    static const struct {
        const char *rows, *title;
    } it[] = {
        {"base,a,A," NEVER_TESTED, "A\xE2\x80\x9D is never tested"},
        {"base,a,A," NEVER_IN_FORCE, "A\xE2\x80\x9D is never in force"},
        {"base,a,A," NEVER_TESTED "base,b,B," NEVER_IN_FORCE, "None of the 2 guarantees is ever tested"},
        {"base,a,A," AIR "base,b,B," AIR, "Neither stands out: without \xE2\x80\x9C"
                                          "A\xE2\x80\x9D 20%"},
        {"base,a,A," AIR "base,b,B," AIR "base,c,C," AIR, "None stands out"},
        {"base,a,A,1,,,0.5,,,0.5,,,0.5,,,0.2,,,90,45\nbase,b,B,1,,,0.5,,,0.5,,,0.5,,,0.1,,,90,45\n",
            "In the one world most depends on"},
        {"base,a,A,1,1,1,0.5,0.4,0.6,0,0,0.1,,,,0,0,0.01,90,45\nbase,b,B," NEVER_TESTED,
            "None of the 2 guarantees saves a truce that holds"},
        /* a name that would fill the title */
        {"base,a,A," NEVER_TESTED "base,b," LONG_NAME "," AIR, "Most depends on number 2 of 2: without it 20%"},
        {"base,a," LONG_NAME "," AIR, "The guarantee is honoured in 60% of 500 tests"},
        {"base,a,A,,,,,,,,,,,,,,,,0,0\n", "No truce begins, so no guarantee is put to the test"},
        /* few tests: the interval stands for the figure */
        {"base,a,A,1,0.9,1,0.5,0.4,0.6,0.5,0.1,0.9,1,,,0.1,0.05,0.15,9,4\n", "honoured in 10 to 90% of 4 tests"},
        {"base,a,A,1,0.9,1,0.5,0.4,0.6,0,0,0.9,,,,0,0,0.01,9,1\n", "is not honoured in its only test"},
    };

    for (size_t i = 0; i < sizeof(it) / sizeof(it[0]); i++) {
        char table[1024];
        folder at;
        (void) snprintf(table, sizeof(table), GUARANTEES_HEAD "%s", it[i].rows);
        has(draw(&at, table, NULL), it[i].title);
        folder_close(&at);
    }
}

/* A text in pieces. */
typedef struct text {
    char bytes[1 << 14];
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

/* Of twenty guarantees those that save most have rows and panels; the others are counted. */
static void test_many(void)
{
    static text table, months;
    folder it;
    const char *script;

    table.length = months.length = 0;
    add(&table, GUARANTEES_HEAD);
    add(&months, MONTHS_HEAD);
    for (int i = 0; i < 20; i++) {
        add(&table, "base,g%d,Number %d,1,0.99,1,0.3,0.29,0.31,0.6,0.59,0.61,1,0.99,1,%g,0.01,0.3,1000,500\n", i, i,
            0.01 * (i + 1));
        add(&months, "base,g%d,1,1000,1,500,300,300\n", i);
    }
    script = draw(&it, table.bytes, months.bytes);
    has(script, "'{/:Bold Number 8}'");
    has(script, "'{/:Bold Number 19}'");
    CU_ASSERT_PTR_NULL(strstr(script, "'{/:Bold Number 7}'"));
    has(script, "8 more, which save least, are in guarantee\\_months.csv");
    script = get(&it, "charts/guarantees.gp");
    has(script, "'{/:Bold Number 4}'");
    CU_ASSERT_PTR_NULL(strstr(script, "'{/:Bold Number 3}'"));
    has(script, "4 more, which save least, are in guarantees.csv");
    folder_close(&it);
}

/* In force from month 2 on in half of the truces; 2 of 100 truces test it in month 1, 5 of 80 in month 2. */
static void test_months(void)
{
    folder it;
    const char *script =
        draw(&it, GUARANTEES_HEAD "base,air,Air,0.3,0.29,0.31,0.1,0.09,0.11,0.5,0.4,0.6,1,0.9,1,0.1,0.09,0.11,100,7\n",
            MONTHS_HEAD "base,air,1,100,0,2,1,0\nbase,air,2,80,0.5,5,2,2\nbase,air,3,40,0.5,0,0,0\n"
                        "other,air,1,50,0.25,2,1,0\n");

    has(script, "Half of 7 tests come within 2\xC2\xA0months");
    has(script, "under 4% of truces in month 1, in about 50% in month 3");
    has(script, "$in_force << EOD\n0 0\n1 0\n1 50\n2 50\n2 50\n3 50\n");
    has(script, "$others << EOD\nNaN NaN\n\n0 25\n1 25\n");
    has(script, "$tests << EOD\n0 1 0 1 2\n1 2 2.5 2.5 6.25\n2 3 0 0 0\n");
    has(script, "'7 tests'");
    has(script, "Of 100 truces, 40 hold before the last month.");
    CU_ASSERT_TRUE(there(&it, "charts/guarantee_months.svg"));
    folder_close(&it);
}

/* Months after the last truce has broken have no bars; a guarantee without a test is marked as such. */
static void test_months_without_truces(void)
{
    folder it;
    const char *script = draw(&it, GUARANTEES_HEAD "base,air,Air," NEVER_TESTED "base,nato,NATO," NEVER_IN_FORCE,
        MONTHS_HEAD "base,air,1,1000,1,0,0,0\nbase,air,2,0,,0,0,0\nbase,nato,1,1000,0,0,0,0\nbase,nato,2,0,,0,0,0\n");

    has(script, "No guarantee is ever tested");
    has(script, "'never tested'");
    has(script, "'never in force'");
    has(script, "\n1 NaN\n2 NaN\n");
    has(script, "\n1 2 NaN NaN NaN\n");
    folder_close(&it);
    script = draw(&it, GUARANTEES_HEAD "base,a,A," NEVER_IN_FORCE "other,a,A," AIR,
        MONTHS_HEAD "base,a,1,1000,0,0,0,0\nother,a,1,1000,1,300,200,200\n");
    has(script, "In the base \xE2\x80\x9C"
                "A\xE2\x80\x9D is never in force");
    has(get(&it, "charts/guarantees.gp"), "In the base \xE2\x80\x9C"
                                          "A\xE2\x80\x9D is never in force");
    folder_close(&it);
    script = draw(&it, GUARANTEES_HEAD "base,a,A," AIR, MONTHS_HEAD "base,a,1,1000,1,500,300,200\n");
    has(script, "500 tests in the only month");
    folder_close(&it);
    script = draw(&it, GUARANTEES_HEAD "base,a,A,,,,,,,,,,,,,,,,0,0\n", MONTHS_HEAD "base,a,1,0,,0,0,0\n");
    has(script, "No truce begins, so no guarantee comes into force");
    folder_close(&it);
}

/* The last month counts where a single truce holds before it, and not where none does; a share of few truces is not
 * near 0 or all (Wilson: 0 of 100 is under 3.7%, 1 of 1 over 20.7%). */
static void test_month_of_one_truce(void)
{
    folder it;
    const char *script = draw(&it, GUARANTEES_HEAD "base,air,Air," NEVER_TESTED,
        MONTHS_HEAD "base,air,1,100,0,0,0,0\nbase,air,2,1,1,0,0,0\nbase,air,3,0,,0,0,0\n");

    has(script, "Air\xE2\x80\x9D is in force in under 4% of truces}'");
    has(script, "{/:Bold in month 1, in over 20% in month 2}'");
    folder_close(&it);
}

/* Over 60 years a bar stands for several months. */
static void test_long_horizon(void)
{
    static text months;
    folder it;
    const char *script;

    months.length = 0;
    add(&months, MONTHS_HEAD);
    for (int m = 1; m <= 400; m++) {
        add(&months, "base,air,%d,100,1,1,1,1\n", m);
    }
    script = draw(&it, GUARANTEES_HEAD "base,air,Air," AIR, months.bytes);
    has(script, "A bar is the mean");
    has(script, "$tests << EOD\n0 3 1 1 1\n");
    has(script, "\n399 400 1 1 1\n");
    folder_close(&it);
}

int main(void)
{
    CU_TestInfo tests[] = {{"rows", test_rows}, {"a row a variant", test_variants},
        {"large numbers", test_large_numbers}, {"titles", test_titles}, {"many", test_many}, {"months", test_months},
        {"months without truces", test_months_without_truces}, {"a month of one truce", test_month_of_one_truce},
        {"long horizon", test_long_horizon}, CU_TEST_INFO_NULL};

    return ent_run_suite("charts of guarantees", tests);
}
