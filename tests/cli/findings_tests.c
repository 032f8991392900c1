/* Checks, warnings and sweeps as the terminal prints them. */
#include "command_line.h"

#include "cli/summaries/run_findings.h"
#include "tables/checks.h"
#include "tables/warnings.h"

#include <cjson/cJSON.h>

/* Results with one table, of the given text. */
static void fill(ent_results *self, ent_experiment *experiment, const ent_table *table, const char *text)
{
    ent_csv_writer *writer = &self->table[ent_table_index(table)];

    *self = (ent_results){.experiment = experiment};
    writer->bytes = strdup(text);
    writer->length = strlen(text);
}

/* Prints with stdout captured; the caller frees the text. */
static char *printed(void (*print)(const ent_results *), const ent_results *results)
{
    redirected out;

    redirect(&out, stdout);
    print(results);
    return restore(&out);
}

static void expect_printed(
    const ent_table *table, const char *csv, size_t variants, void (*print)(const ent_results *), const char *wanted)
{
    ent_experiment experiment = {.count = variants};
    ent_results results;
    char *text;

    ent_console_open(ENT_COLOUR_NEVER);
    fill(&results, &experiment, table, csv);
    text = printed(print, &results);
    CU_ASSERT_STRING_EQUAL(text, wanted);
    free(text);
    ent_results_free(&results);
}

/* Results with checks: one holds, two are undecided, one is false, one has no interval. */
static ent_check_outcome outcome[] = {
    {"base", "P(b) < 0.5, or so", ENT_CHECK_UNDECIDED,
        {.has_p = true, .has_interval = true, .p = 0.4987654, .low = 0.49, .high = 0.51}, false, 0},
    {"air", "P(c) < 0.001 in air", ENT_CHECK_FALSE,
        {.has_p = true, .has_interval = true, .p = 0.002, .low = 0.0011, .high = 0.003}, false, 0},
    {"base", "P(d) > 0", ENT_CHECK_UNDECIDED, {.has_p = false}, false, 0},
    {"base", "P(e) > 0", ENT_CHECK_UNDECIDED, {.has_p = true, .p = 0.25}, false, 0},
    {"base", "P(f) < P(g)", ENT_CHECK_UNDECIDED,
        {.has_p = true, .has_interval = true, .p = -0.01, .low = -0.03, .high = 0.01}, true, 0},
    {"base", "E(a) > 5k", ENT_CHECK_UNDECIDED,
        {.has_p = true, .has_interval = true, .p = 5000, .low = 4900, .high = INFINITY}, false, 0},
    {"base", "E(h) > 5k", ENT_CHECK_UNDECIDED,
        {.has_p = true, .has_interval = true, .p = 5000, .low = -INFINITY, .high = 5100}, false, 0},
    {"base", "E(talks.month) < 9", ENT_CHECK_UNDECIDED, {.has_p = false}, false, 77},
};

static void expect_checks(ent_results results, const char *wanted)
{
    char *text;

    ent_console_open(ENT_COLOUR_NEVER);
    text = printed(ent_print_checks, &results);
    CU_ASSERT_STRING_EQUAL(text, wanted);
    free(text);
}

/* False and undecided checks are named, with value and interval. */
static void test_checks(void)
{
    expect_checks((ent_results){.checks = 0}, "");
    expect_checks((ent_results){.checks = 1}, "  the check holds\n");
    expect_checks((ent_results){.checks = 2}, "  both checks hold\n");
    expect_checks((ent_results){.checks = 3}, "  all checks hold\n");
    expect_checks((ent_results){.checks = 9, .checks_failed = 1, .checks_undecided = 7, .check = outcome},
        "  1 of 9 checks holds (checks.csv)\n"
        "  check cannot be told: P(b) < 0.5, or so: it is 0.4988, 95% interval 0.49 to 0.51\n"
        "  check FALSE: P(c) < 0.001 in air: it is 0.002, 95% interval 0.0011 to 0.003\n"
        "  check cannot be told: P(d) > 0: its condition never held\n"
        "  check cannot be told: P(e) > 0: it is 0.25, without an interval\n"
        "  check cannot be told: P(f) < P(g): the difference is −0.01, 95% interval −0.03 to 0.01\n"
        "  check cannot be told: E(a) > 5k: it is 5,000, 95% interval 4,900 or more\n"
        "  check cannot be told: E(h) > 5k: it is 5,000, 95% interval 5,100 or less\n"
        "  check cannot be told: E(talks.month) < 9: in 77 draws the number is infinite or no number, so there is no "
        "mean\n");
}

static void test_checks_as_json(void)
{
    const ent_results results = {.checks = 5, .checks_failed = 1, .checks_undecided = 2, .check = outcome};
    cJSON *json = cJSON_CreateObject();
    char *text;

    ent_add_checks(json, &results);
    text = cJSON_PrintUnformatted(json);
    CU_ASSERT_STRING_EQUAL(text,
        "{\"check_results\":["
        "{\"variant\":\"base\",\"check\":\"P(b) < 0.5, or so\",\"value\":0.4987654,\"mc_low\":0.49,\"mc_high\":0.51,"
        "\"holds\":null},"
        "{\"variant\":\"air\",\"check\":\"P(c) < 0.001 in air\",\"value\":0.002,\"mc_low\":0.0011,\"mc_high\":0.003,"
        "\"holds\":false},"
        "{\"variant\":\"base\",\"check\":\"P(d) > 0\",\"value\":null,\"mc_low\":null,\"mc_high\":null,"
        "\"holds\":null}]}");
    cJSON_free(text);
    cJSON_Delete(json);
}

#define WARNINGS "variant,path,warning,count\r\n"

/* Each once, with the variants that it concerns. */
static void test_warnings(void)
{
    expect_printed(&ent_table_warnings, WARNINGS, 3, ent_print_run_warnings, "");
    expect_printed(&ent_table_warnings,
        WARNINGS "base,a.b,left the range: number of draws,1234\r\nbase,c,never,0\r\nbase,,no path,0\r\n"
                 "air,a.b,left the range: number of draws,1234\r\nair,c,never,0\r\n"
                 "sea,a.b,left the range: number of draws,99\r\nsea,d,only here,7\r\n",
        3, ent_print_run_warnings,
        "  warning: a.b: left the range: number of draws: 99 to 1,234\n"
        "  warning: c: never (in 2 of 3 variants)\n"
        "  warning: no path (in base)\n"
        "  warning: d: only here: 7 (in sea)\n");
}

/* A warning about the file is listed for the base alone, and may be true of the variants: it omits `in base`. */
static void test_warnings_of_the_file(void)
{
    ent_diagnostic item = {.path = "a", .text = "of the file"};
    ent_variant_model base = {.warnings = {.item = &item, .count = 1}};
    ent_variant_model *list[] = {&base, NULL};
    ent_experiment experiment = {.item = list, .count = 2};
    ent_results results;
    char *text;

    fill(&results, &experiment, &ent_table_warnings,
        WARNINGS "base,a,of the file,0\r\nbase,b,of the run,0\r\nv,c,of the file,0\r\n");
    text = printed(ent_print_run_warnings, &results);
    CU_ASSERT_STRING_EQUAL(
        text, "  warning: a: of the file\n  warning: b: of the run (in base)\n  warning: c: of the file (in v)\n");
    free(text);
    ent_results_free(&results);
}

/* At most ten, and the number of the rest. */
static void test_many_warnings(void)
{
    char csv[1024] = WARNINGS;
    ent_experiment experiment = {.count = 1};
    ent_results results;
    char *text;

    for (int i = 0; i < 13; i++) {
        snprintf(csv + strlen(csv), sizeof(csv) - strlen(csv), "base,p%d,text,0\r\n", i);
    }
    fill(&results, &experiment, &ent_table_warnings, csv);
    text = printed(ent_print_run_warnings, &results);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "warning: p9: text\n  and 3 more warnings: see warnings.csv\n"));
    CU_ASSERT_PTR_NULL(strstr(text, "p10"));
    free(text);
    ent_results_free(&results);
}

/* A sweep prints its points; over words and truth values too. */
static void test_sweeps(void)
{
    write_file("case.cfg", CLI_SCENARIO);
    expect_line("sweep case.cfg size --no-charts --set run.replications=60", 0,
        "By size\n"
        "  P(force.offered >= force.required)\n"
        "  force.required  probability   across worlds (90%)\n"
        "  5000                    ",
        "");
    expect_line("sweep case.cfg both --no-charts --variant sure", 0,
        "  P(force.offered >= force.required) in Surely\n"
        "  force.required  events.mandate  probability   across worlds (90%)\n"
        "  5000            0                       ",
        "");
    expect_line("sweep case.cfg size --no-charts", 0, "   not measured\n", "");
    expect_line("sweep case.cfg size --no-charts -q", 0, "", "");
    expect_line("sweep case.cfg size --no-charts --set 'events.mandate = \"40% to 80%\"'", 0,
        "  warning: events.mandate: ", NULL);
    write_file("long.cfg", "contributors: { a: { troops = \"4k to 9k\"; }; }; headline = \"force.offered > 6k\";\n"
                           "run: { worlds = 4; replications = 5; }; sweeps: { s: { vary = \"contributors.a.joins\"; "
                           "from = 0; to = 1; steps = 21; }; };");
    expect_line(
        "sweep long.cfg --no-charts", 0, "  first, least, greatest and last of 21 points; all are in sweeps.csv\n", "");
}

static void test_sweep_over_words(void)
{
    char text[512] = "";
    FILE *file;

    write_file("words.cfg",
        "run: { worlds = 20; replications = 50; }; headline = \"agreed\";\n"
        "parties: { p: { threshold = \"30% to 60%\"; }; q: { threshold = 0.4; veto = true; }; };\n"
        "demands: { d: { options = (\"x\", \"y\"); p: { scores = (1, 0.3); }; q: { scores = (0.3, 0.5); }; }; };\n"
        "sweeps: { rule: { vary = \"talks.rule\"; values = ( \"nash\", \"random\" ); };\n"
        "  veto: { vary = \"parties.q.veto\"; values = ( true, false ); };\n"
        "  score: { vary = \"demands.d.p.scores\"; values = ( ( 1, 0.3 ), ( 0, 0 ) ); }; };\n");
    expect_line("sweep words.cfg --no-charts", 0, "  (0, 0)   ", "");
    expect_line("sweep words.cfg veto --no-charts", 0, "  false  ", "");
    file = fopen("results/words/sweeps.csv", "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_PTR_NOT_NULL(fgets(text, sizeof(text), file));
    CU_ASSERT_EQUAL(strncmp(text, "variant,sweep,talks.rule,parties.q.veto,demands.d.p.scores,", 58), 0);
    CU_ASSERT_PTR_NOT_NULL(fgets(text, sizeof(text), file));
    CU_ASSERT_EQUAL(strncmp(text, "base,veto,,true,,agreed,", 24), 0);
    fclose(file);
    expect_line("sweep words.cfg rule --no-charts --set 'sweeps.rule.values = (\"nash\", \"noo\")'", 2, NULL,
        "found \"noo\", expected one of nash,");
    expect_line("check words.cfg --set 'sweeps.score.values = ((1, 0), (1))'", 2, NULL,
        "--set:1:32: error: demands.d.p.scores: found 1 value");
}

int main(void)
{
    CU_TestInfo tests[] = {{"checks", test_checks}, {"checks as JSON", test_checks_as_json},
        {"warnings", test_warnings}, {"warnings of the file", test_warnings_of_the_file},
        {"many warnings", test_many_warnings}, {"sweeps", test_sweeps}, {"sweeps over words", test_sweep_over_words},
        CU_TEST_INFO_NULL};
    int status = work_folder_make() == 0 ? ent_run_suite("cli/findings", tests) : EXIT_FAILURE;

    return work_folder_remove() == 0 ? status : EXIT_FAILURE;
}
