/* Titles of charts that gnuplot drew, with characters that XML and gnuplot treat specially: the report shows the chart,
 * and repeats its title. */
#include "suite.h"

#include "base/read_file.h"
#include "base/status.h"
#include "charts/charts.h"
#include "report/svg.h"
#include "tables/format/csv_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define OUTCOMES "variant,outcome,name,draws,count,probability,mc_low,mc_high,world_p05,world_p50,world_p95\n"
#define HEADLINE                                                                                                       \
    "variant,expression,probability,mc_low,mc_high,world_p05,world_p50,world_p95,difference,difference_low,"           \
    "difference_high\n"

/* One scenario of one outcome and one headline. */
typedef struct titled {
    const char *outcome;        /* Cell of outcomes.csv: a display name */
    const char *share, *chance; /* Probabilities, with tight intervals */
    const char *outcomes_title; /* Expected title of the chart `outcomes` */
    const char *headline_title; /* Expected title of the chart `headline` */
} titled;

static void put(const char *folder, const char *name, const char *text, ent_arena *arena)
{
    FILE *file = fopen(ent_arena_printf(arena, "%s/%s", folder, name), "w");

    CU_ASSERT_FATAL(file != NULL);
    CU_ASSERT(fputs(text, file) >= 0);
    CU_ASSERT_EQUAL(fclose(file), 0);
}

/* The title of a drawing as the report shows it; "" where the drawing is refused. */
static const char *title_of(const char *folder, const char *chart, ent_arena *arena)
{
    size_t length = 0;
    int status = ENT_OK;
    const char *svg =
        ent_read_file(ent_arena_printf(arena, "%s/charts/%s.svg", folder, chart), arena, &length, &status);
    ent_html page = {0};
    ent_html title = {0};
    const char *text = "";

    CU_ASSERT_FATAL(svg != NULL);
    if (ent_svg_inline(&page, chart, svg, length, "Title", "Words") == ENT_OK) {
        ent_svg_title(&title, svg, length);
        text = ent_arena_printf(arena, "%.*s", (int) title.length, title.length > 0 ? title.bytes : "");
    }
    ent_html_free(&page);
    ent_html_free(&title);
    return text;
}

static void check(const titled *it)
{
    char folder[] = "/tmp/entente-title-XXXXXX";
    ent_arena arena = {0};
    ent_diagnostics diagnostics = {0};
    ent_chart_request request = {.folder = folder,
        .plots = ENTENTE_SOURCE "/plots",
        .scenario = "test",
        .seed = 7,
        .draws = 1000,
        .version = "0",
        .processes = 2};

    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
    put(folder, "outcomes.csv",
        ent_arena_printf(
            &arena, OUTCOMES "base,held,\"%s\",1000,1,%s,%s,%s,,,\n", it->outcome, it->share, it->share, it->share),
        &arena);
    put(folder, "headline.csv",
        ent_arena_printf(&arena, HEADLINE "base,truce.held,%s,%s,%s,,,,,,\n", it->chance, it->chance, it->chance),
        &arena);
    CU_ASSERT_EQUAL(ent_charts_draw(&request, &diagnostics), ENT_OK);
    CU_ASSERT_STRING_EQUAL(title_of(folder, "outcomes", &arena), it->outcomes_title);

    CU_ASSERT_STRING_EQUAL(title_of(folder, "headline", &arena), it->headline_title);
    CU_ASSERT_EQUAL(system(ent_arena_printf(&arena, "rm -r %s", folder)), 0);
    ent_diagnostics_free(&diagnostics);
    ent_arena_free(&arena);
}

static void test_titles(void)
{
    static const titled cases[] = {
        {"Holds", "0.999", "0.001", "\xE2\x80\x9CHolds\xE2\x80\x9D is the likeliest end: &gt;99%",
            "That the truce holds: almost no chance, &lt;1%"},
        {"A & B", "0.5", "0.999",
            "\xE2\x80\x9C"
            "A\xC2\xA0&amp;\xC2\xA0"
            "B\xE2\x80\x9D is the likeliest end: 50%",
            "That the truce holds: almost certain, &gt;99%"},
        {"\"\"Real\"\" it's <b>", "0.5", "0.5",
            "\xE2\x80\x9C\"Real\"\xC2\xA0it\xE2\x80\x99s\xC2\xA0&lt;b&gt;\xE2\x80\x9D is the likeliest end: 50%",
            "That the truce holds: roughly even chance, 50%"},
        {"a_b {c} ^d ~e \\ @", "0.5", "0.5",
            "\xE2\x80\x9C"
            "a_b\xC2\xA0{c}\xC2\xA0^d\xC2\xA0~e\xC2\xA0\\\xC2\xA0@\xE2\x80\x9D is the likeliest end: 50%",
            "That the truce holds: roughly even chance, 50%"}};

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        check(&cases[i]);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"titles", test_titles}, CU_TEST_INFO_NULL};

    return ent_run_suite("titles of charts", tests);
}
