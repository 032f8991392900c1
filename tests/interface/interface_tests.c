/* The public interface: scenarios, messages, runs, sweeps, and tables equal to those that a run writes. */
#include "interface_case.h"

#include "tables/format/csv_reader.h"

#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/entente-interface-XXXXXX";

static const char *in_folder(const char *name)
{
    static char path[4][128];
    static size_t next;

    next = (next + 1) % 4;
    snprintf(path[next], sizeof(path[next]), "%s/%s", folder, name);
    return path[next];
}

static void test_version(void)
{
    CU_ASSERT_STRING_EQUAL(entente_version(), ENTENTE_VERSION);
    CU_ASSERT_STRING_EQUAL(entente_strerror(ENTENTE_OK), "no error");
    CU_ASSERT_STRING_EQUAL(entente_strerror(ENTENTE_ERR_SCENARIO), "the scenario has errors");
    CU_ASSERT_STRING_EQUAL(entente_strerror(-1000), "unknown error");
}

/* --- scenarios and messages --------------------------------------------------------------------------------------- */

/* An error of the text and one of a changed setting, each with its position. */
static void test_messages(void)
{
    const char *set[] = {"force.required = 8k", "force.requird = 9k"};
    entente_scenario *scenario = NULL;
    entente_results *results = NULL;
    const entente_message *message;

    CU_ASSERT_EQUAL(
        entente_open_text(&scenario, "folder/case.cfg", CASE_TEXT "trace: { };\n", set, 2, NULL), ENTENTE_ERR_SCENARIO);
    CU_ASSERT_STRING_EQUAL(entente_scenario_id(scenario), "case");
    CU_ASSERT_EQUAL_FATAL(entente_scenario_messages(scenario), 2);
    message = entente_scenario_message(scenario, 0);
    CU_ASSERT_EQUAL(message->severity, ENTENTE_ERROR);
    CU_ASSERT_EQUAL(message->origin, ENTENTE_OF_SCENARIO);
    CU_ASSERT_STRING_EQUAL(message->file, "--set");
    CU_ASSERT_EQUAL(message->line, 1);
    CU_ASSERT_EQUAL(message->column, 7);
    CU_ASSERT_STRING_EQUAL(message->path, "force.requird");
    message = entente_scenario_message(scenario, 1);
    CU_ASSERT_STRING_EQUAL(message->file, "folder/case.cfg");
    CU_ASSERT_EQUAL(message->line, 14);
    CU_ASSERT_EQUAL(message->column, 1);
    CU_ASSERT_EQUAL(message->length, 5);
    CU_ASSERT_STRING_EQUAL(message->path, "trace");
    CU_ASSERT_PTR_NOT_NULL_FATAL(message->help);
    CU_ASSERT_PTR_NOT_NULL(strstr(message->help, "truce"));
    CU_ASSERT_PTR_NULL(entente_scenario_message(scenario, 2));

    CU_ASSERT_EQUAL(entente_run(scenario, NULL, &results), ENTENTE_ERR_SCENARIO);
    CU_ASSERT_EQUAL(entente_results_tables(results), 0);
    entente_results_free(results);
    CU_ASSERT_EQUAL(entente_sweep(scenario, NULL, NULL, NULL, &results), ENTENTE_ERR_SCENARIO);
    entente_results_free(results);
    CU_ASSERT_EQUAL(entente_check(scenario, &results), ENTENTE_ERR_SCENARIO);
    entente_results_free(results);
    entente_scenario_free(scenario);
}

/* A scenario without errors keeps its warnings. */
static void test_warnings(void)
{
    entente_scenario *scenario =
        case_open(CASE_TEXT "correlations: { c: { among = (\"a.joins\"); rho = 0.5; }; };", NULL, 0);

    CU_ASSERT_EQUAL_FATAL(entente_scenario_messages(scenario), 1);
    CU_ASSERT_EQUAL(entente_scenario_message(scenario, 0)->severity, ENTENTE_WARNING);
    entente_scenario_free(scenario);
    scenario = case_open(CASE_TEXT, NULL, 0);
    CU_ASSERT_EQUAL(entente_scenario_messages(scenario), 0);
    entente_scenario_free(scenario);
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(text, file);
    fclose(file);
}

/* The same scenario from a text and from a file, and a text whose base is a file, give the same tables. */
static void test_text_and_file(void)
{
    entente_scenario *scenario[3] = {case_open(CASE_TEXT, NULL, 0)};
    entente_results *results[3];

    write_file(in_folder("case.cfg"), CASE_TEXT);
    CU_ASSERT_EQUAL_FATAL(entente_open_file(&scenario[1], in_folder("case.cfg"), NULL, 0, NULL), ENTENTE_OK);
    CU_ASSERT_EQUAL_FATAL(
        entente_open_text(&scenario[2], in_folder("other.cfg"), "base = \"case.cfg\";", NULL, 0, NULL), ENTENTE_OK);
    CU_ASSERT_STRING_EQUAL(entente_scenario_id(scenario[1]), "case");
    CU_ASSERT_STRING_EQUAL(entente_scenario_id(scenario[2]), "other");
    for (size_t i = 0; i < 3; i++) {
        CU_ASSERT_EQUAL_FATAL(entente_run(scenario[i], NULL, &results[i]), ENTENTE_OK);
        CU_ASSERT_TRUE(case_same_tables(results[i], results[0]));
    }
    for (size_t i = 0; i < 3; i++) {
        entente_results_free(results[i]);
        entente_scenario_free(scenario[i]);
    }
}

static void test_no_file(void)
{
    entente_scenario *scenario = NULL;

    CU_ASSERT_EQUAL(entente_open_file(&scenario, in_folder("none.cfg"), NULL, 0, NULL), ENTENTE_ERR_IO);
    CU_ASSERT_EQUAL_FATAL(entente_scenario_messages(scenario), 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(entente_scenario_message(scenario, 0)->text, in_folder("none.cfg")));
    CU_ASSERT_EQUAL(entente_scenario_message(scenario, 0)->line, 0);
    entente_scenario_free(scenario);
}

/* The settings as understood, without a run. */
static void test_check(void)
{
    const char *set[] = {"force.required = 9k"};
    entente_scenario *scenario = case_open(CASE_TEXT, set, 1);
    entente_results *results = NULL;
    const entente_table *table;
    size_t row = 0;

    CU_ASSERT_EQUAL_FATAL(entente_check(scenario, &results), ENTENTE_OK);
    CU_ASSERT_EQUAL(entente_results_tables(results), 1);
    CU_ASSERT_STRING_EQUAL(entente_results_table_name(results, 0), "assumptions");
    table = case_table(results, "assumptions");
    while (row + 1 < entente_table_rows(table) && strcmp(entente_table_text(table, row, 1), "force.required") != 0) {
        row++;
    }
    CU_ASSERT_STRING_EQUAL(entente_table_text(table, row, 0), "base");
    CU_ASSERT_STRING_EQUAL(entente_table_text(table, row, 1), "force.required");
    CU_ASSERT_EQUAL(case_number(table, row, "p50"), 9000.0);
    entente_results_free(results);
    entente_scenario_free(scenario);
}

/* --- runs and tables ---------------------------------------------------------------------------------------------- */

/* Compares a table in memory with the CSV file of the same run, cell by cell. */
static void compare_with_file(const entente_table *table, const char *path)
{
    ent_csv csv = {.rows = 0};
    const char *slash = strrchr(path, '/');
    char parent[512];

    snprintf(parent, sizeof(parent), "%.*s", (int) (slash - path), path);
    CU_ASSERT_EQUAL_FATAL(ent_csv_read(&csv, parent, slash + 1), 0);
    CU_ASSERT_EQUAL_FATAL(entente_table_columns(table), csv.columns);
    CU_ASSERT_EQUAL_FATAL(entente_table_rows(table), csv.rows);
    for (size_t c = 0; c < csv.columns; c++) {
        CU_ASSERT_STRING_EQUAL(entente_table_name(table, c), csv.cell[c]);
        CU_ASSERT_EQUAL(entente_table_find(table, csv.cell[c]), (int) c);
        for (size_t r = 0; r < csv.rows; r++) {
            const char *text = entente_table_text(table, r, c);
            double number = entente_table_number(table, r, c);
            double written = ent_csv_number(&csv, r, c);
            if (text != NULL) {
                CU_ASSERT_EQUAL(entente_table_kind(table, c), ENTENTE_TEXT);
                CU_ASSERT_STRING_EQUAL(text, ent_csv_cell(&csv, r, c));
                CU_ASSERT_TRUE(isnan(number));
            } else {
                CU_ASSERT_TRUE(number == written || (isnan(number) && *ent_csv_cell(&csv, r, c) == '\0'));
            }
            CU_ASSERT_EQUAL(memcmp(&entente_table_numbers(table, c)[r], &number, sizeof(number)), 0);
        }
    }
    ent_csv_free(&csv);
}

/* Every table of a run with a folder equals the file. */
static void test_tables(void)
{
    entente_scenario *scenario = case_open(CASE_TEXT, NULL, 0);
    entente_options *options = entente_options_new();
    entente_results *results = NULL;
    const entente_table *none = NULL;

    CU_ASSERT_EQUAL(entente_options_folder(options, in_folder("out")), ENTENTE_OK);
    entente_options_draws(options, 20);
    CU_ASSERT_EQUAL_FATAL(entente_run(scenario, options, &results), ENTENTE_OK);
    CU_ASSERT_STRING_EQUAL(entente_results_folder(results), in_folder("out/case"));
    CU_ASSERT_EQUAL(entente_results_draws(results), 80000);
    CU_ASSERT_EQUAL(entente_results_checks_failed(results), 1);
    CU_ASSERT_EQUAL(entente_results_tables(results), 17); /* all but sweeps */
    for (size_t t = 0; t < entente_results_tables(results); t++) {
        char path[256];
        const char *name = entente_results_table_name(results, t);
        snprintf(path, sizeof(path), "%s/%s.csv", entente_results_folder(results), name);
        compare_with_file(case_table(results, name), path);
    }
    CU_ASSERT_PTR_NULL(entente_results_table_name(results, 17));
    CU_ASSERT_EQUAL(entente_results_table(results, "sweeps", &none), ENTENTE_ERR_ARGUMENT);
    CU_ASSERT_PTR_NULL(none);
    entente_results_free(results);
    entente_options_free(options);
    entente_scenario_free(scenario);
}

/* Cells, columns and tables that are not there. */
static void test_outside(void)
{
    entente_scenario *scenario = case_open(CASE_TEXT, NULL, 0);
    entente_results *results = NULL;
    const entente_table *table;
    size_t columns;
    size_t rows;

    CU_ASSERT_EQUAL_FATAL(entente_run(scenario, NULL, &results), ENTENTE_OK);
    CU_ASSERT_PTR_NULL(entente_results_folder(results));
    table = case_table(results, "headline");
    CU_ASSERT_PTR_EQUAL(case_table(results, "headline"), table);
    columns = entente_table_columns(table);
    rows = entente_table_rows(table);
    CU_ASSERT_EQUAL(rows, 2);
    CU_ASSERT_EQUAL(entente_table_kind(table, 0), ENTENTE_TEXT);
    CU_ASSERT_STRING_EQUAL(entente_table_unit(table, 0), "text");
    CU_ASSERT_EQUAL(entente_table_find(table, "none"), -1);
    CU_ASSERT_EQUAL(entente_table_kind(table, columns), ENTENTE_ERR_ARGUMENT);
    CU_ASSERT_PTR_NULL(entente_table_name(table, columns));
    CU_ASSERT_PTR_NULL(entente_table_unit(table, columns));
    CU_ASSERT_PTR_NULL(entente_table_meaning(table, columns));
    CU_ASSERT_EQUAL(entente_table_is_whole(table, columns), 0);
    CU_ASSERT_PTR_NULL(entente_table_numbers(table, columns));
    CU_ASSERT_PTR_NULL(entente_table_text(table, rows, 0));
    CU_ASSERT_PTR_NULL(entente_table_text(table, 0, columns));
    CU_ASSERT_TRUE(isnan(entente_table_number(table, rows, 1)));
    CU_ASSERT_TRUE(isnan(entente_table_number(table, 0, columns)));
    entente_results_free(results);
    entente_scenario_free(scenario);
    entente_results_free(NULL);
    entente_scenario_free(NULL);
    entente_options_free(NULL);
}

/* Units of columns, those of repeated ones included: the numbers of `draws` begin with `world` and `draw`. */
static void test_units(void)
{
    entente_scenario *scenario = case_open(CASE_TEXT, NULL, 0);
    entente_options *options = entente_options_new();
    entente_results *results = NULL;
    const entente_table *table;

    entente_options_draws(options, 1);
    CU_ASSERT_EQUAL_FATAL(entente_run(scenario, options, &results), ENTENTE_OK);
    table = case_table(results, "draws");
    CU_ASSERT_STRING_EQUAL(entente_table_unit(table, (size_t) entente_table_find(table, "a.troops")), "troops");
    CU_ASSERT_STRING_EQUAL(entente_table_unit(table, (size_t) entente_table_find(table, "b.troops")), "troops");
    CU_ASSERT_STRING_EQUAL(entente_table_unit(table, (size_t) entente_table_find(table, "outcome")), "text");
    CU_ASSERT_STRING_EQUAL(
        entente_table_meaning(table, (size_t) entente_table_find(table, "b.troops")), "troops it sends");
    CU_ASSERT_EQUAL(entente_table_is_whole(table, (size_t) entente_table_find(table, "b.troops")), 0);
    CU_ASSERT_EQUAL(entente_table_is_whole(table, (size_t) entente_table_find(table, "b.joins")), 1);
    CU_ASSERT_EQUAL(entente_table_is_whole(table, (size_t) entente_table_find(table, "outcome")), 0);
    table = case_table(results, "outcomes");
    CU_ASSERT_STRING_EQUAL(entente_table_unit(table, (size_t) entente_table_find(table, "probability")), "probability");
    CU_ASSERT_EQUAL(entente_table_kind(table, (size_t) entente_table_find(table, "probability")), ENTENTE_NUMBER);
    entente_results_free(results);
    entente_options_free(options);
    entente_scenario_free(scenario);
}

/* Seed and sizes are settings; threads and instruction sets change no bit. */
static void test_settings_and_options(void)
{
    const char *set[] = {"run.seed = 4", "run.worlds = 50", "run.replications = 30"};
    entente_scenario *scenario = case_open(CASE_TEXT, set, 3);
    entente_scenario *narrow = NULL;
    entente_options *options = entente_options_new();
    entente_results *results[2];

    CU_ASSERT_EQUAL(entente_options_instruction_set(options, "abacus"), ENTENTE_ERR_ARGUMENT);
    CU_ASSERT_EQUAL(entente_options_instruction_set(options, "narrowest"), ENTENTE_OK);
    CU_ASSERT_EQUAL(entente_options_charts(options, NULL, "bmp"), ENTENTE_ERR_ARGUMENT);
    entente_options_threads(options, 3);
    CU_ASSERT_EQUAL_FATAL(entente_open_text(&narrow, "case", CASE_TEXT, set, 3, options), ENTENTE_OK);
    CU_ASSERT_EQUAL_FATAL(entente_run(scenario, NULL, &results[0]), ENTENTE_OK);
    CU_ASSERT_EQUAL_FATAL(entente_run(narrow, options, &results[1]), ENTENTE_OK);
    CU_ASSERT_EQUAL(entente_results_draws(results[0]), 3000);
    CU_ASSERT_EQUAL(case_number(case_table(results[0], "outcomes"), 0, "draws"), 1500.0);
    CU_ASSERT_TRUE(case_same_tables(results[0], results[1]));
    entente_results_free(results[0]);
    entente_results_free(results[1]);
    entente_scenario_free(narrow);
    entente_scenario_free(scenario);
    entente_options_free(options);
}

/* Results without tables in memory: the folder alone. */
static void test_folder_only(void)
{
    entente_scenario *scenario = case_open(CASE_TEXT, NULL, 0);
    entente_options *options = entente_options_new();
    entente_results *results = NULL;
    struct stat about;

    CU_ASSERT_EQUAL(entente_options_folder(options, in_folder("alone")), ENTENTE_OK);
    CU_ASSERT_EQUAL(entente_options_command(options, "a program"), ENTENTE_OK);
    entente_options_tables(options, 0);
    CU_ASSERT_EQUAL_FATAL(entente_run(scenario, options, &results), ENTENTE_OK);
    CU_ASSERT_EQUAL(entente_results_tables(results), 0);
    CU_ASSERT_EQUAL(stat(in_folder("alone/case/outcomes.csv"), &about), 0);
    entente_results_free(results);
    CU_ASSERT_EQUAL(entente_options_folder(options, "/dev/null/nowhere"), ENTENTE_OK);
    CU_ASSERT_EQUAL(entente_run(scenario, options, &results), ENTENTE_ERR_IO);
    CU_ASSERT_EQUAL_FATAL(entente_results_messages(results), 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(entente_results_message(results, 0)->text, "cannot make the folder '/dev/null'"));
    CU_ASSERT_EQUAL(entente_results_message(results, 0)->origin, ENTENTE_OF_RUN);
    CU_ASSERT_PTR_NULL(entente_results_message(results, 1));
    entente_results_free(results);
    entente_options_free(options);
    entente_scenario_free(scenario);
}

/* A setting that is no number in some draw is named. */
static void test_not_a_number(void)
{
    const char *set[] = {"force.required = \"sqrt(normal(0, 1))\""};
    entente_scenario *scenario = case_open(CASE_TEXT, set, 1);
    entente_results *results = NULL;

    CU_ASSERT_EQUAL(entente_run(scenario, NULL, &results), ENTENTE_ERR_NUMERIC);
    CU_ASSERT_EQUAL_FATAL(entente_results_messages(results), 1);
    CU_ASSERT_STRING_EQUAL(entente_results_message(results, 0)->path, "force.required");
    CU_ASSERT_EQUAL(entente_results_message(results, 0)->origin, ENTENTE_OF_SCENARIO);
    entente_results_free(results);
    entente_scenario_free(scenario);
}

/* --- progress and stop -------------------------------------------------------------------------------------------- */

typedef struct progress_record {
    size_t calls, backwards;
    uint64_t first, done, total;
    uint64_t stop_after;      /* draws */
    entente_options *stopped; /* stopped by entente_stop, instead of by the return value */
    size_t messages;
    int origin;
    char text[256];
} progress_record;

static int record_progress(void *context, uint64_t done, uint64_t total)
{
    progress_record *self = context;

    self->first = self->calls == 0 ? done : self->first;
    self->backwards += done < self->done ? 1 : 0;
    self->calls++;
    self->done = done;
    self->total = total;
    if (done >= self->stop_after && self->stopped != NULL) {
        entente_stop(self->stopped);
        return 0;
    }
    return done >= self->stop_after;
}

static void record_message(void *context, const entente_message *message)
{
    progress_record *self = context;

    self->messages++;
    self->origin = message->origin;
    snprintf(self->text, sizeof(self->text), "%s", message->text);
}

static void test_progress(void)
{
    const char *set[] = {"run.worlds = 1000", "run.replications = 400"};
    entente_scenario *scenario = case_open(CASE_TEXT, set, 2);
    entente_options *options = entente_options_new();
    entente_results *results = NULL;
    progress_record record = {.stop_after = UINT64_MAX};

    entente_options_on_progress(options, record_progress, &record);
    CU_ASSERT_EQUAL(entente_run(scenario, options, &results), ENTENTE_OK);
    CU_ASSERT_EQUAL(record.first, 0);
    CU_ASSERT_EQUAL(record.done, 800000);
    CU_ASSERT_EQUAL(record.total, 800000);
    CU_ASSERT_EQUAL(record.backwards, 0);
    CU_ASSERT_TRUE(record.calls > 5);
    entente_results_free(results);
    entente_options_free(options);
    entente_scenario_free(scenario);
}

/* Stopped at once there are no tables; later, those of the complete worlds. The next run is not stopped. */
static void test_stop(void)
{
    const char *set[] = {"run.worlds = 1000", "run.replications = 400"};
    entente_scenario *scenario = case_open(CASE_TEXT, set, 2);
    entente_options *options = entente_options_new();
    entente_results *results = NULL;
    progress_record record = {.stop_after = 0};
    uint64_t counted;

    entente_options_threads(options, 1);
    entente_options_on_progress(options, record_progress, &record);
    CU_ASSERT_EQUAL(entente_run(scenario, options, &results), ENTENTE_ERR_INTERRUPTED);
    CU_ASSERT_EQUAL(entente_results_draws(results), 0);
    CU_ASSERT_EQUAL(entente_results_tables(results), 0);
    entente_results_free(results);
    record.stop_after = 200000;
    CU_ASSERT_EQUAL(entente_run(scenario, options, &results), ENTENTE_ERR_INTERRUPTED);
    counted = entente_results_draws(results);
    CU_ASSERT_TRUE(counted >= 199600 && counted < 400000);
    CU_ASSERT_EQUAL(case_number(case_table(results, "outcomes"), 0, "draws"), (double) counted);
    entente_results_free(results);
    record.stopped = options;
    CU_ASSERT_EQUAL(entente_run(scenario, options, &results), ENTENTE_ERR_INTERRUPTED);
    CU_ASSERT_EQUAL(entente_results_draws(results), counted);
    entente_results_free(results);
    entente_options_on_progress(options, NULL, NULL);
    CU_ASSERT_EQUAL(entente_run(scenario, options, &results), ENTENTE_OK);
    entente_results_free(results);
    entente_stop(options);
    CU_ASSERT_EQUAL(entente_run(scenario, options, &results), ENTENTE_ERR_INTERRUPTED);
    entente_results_free(results);
    entente_options_free(options);
    entente_scenario_free(scenario);
}

/* A run into a folder that was stopped resumes, with a message, to the same tables; `fresh` starts over. */
static void test_resume(void)
{
    const char *set[] = {"run.worlds = 1000", "run.replications = 400"};
    entente_scenario *scenario = case_open(CASE_TEXT, set, 2);
    entente_options *options = entente_options_new();
    entente_results *results = NULL;
    entente_results *whole = NULL;
    progress_record record = {.stop_after = 500000};

    CU_ASSERT_EQUAL_FATAL(entente_run(scenario, NULL, &whole), ENTENTE_OK);
    CU_ASSERT_EQUAL(entente_options_folder(options, in_folder("resumed")), ENTENTE_OK);
    entente_options_threads(options, 1);
    entente_options_on_progress(options, record_progress, &record);
    entente_options_on_message(options, record_message, &record);
    for (int fresh = 0; fresh < 2; fresh++) {
        record = (progress_record){.stop_after = 500000};
        CU_ASSERT_EQUAL(entente_run(scenario, options, &results), ENTENTE_ERR_INTERRUPTED);
        CU_ASSERT_STRING_EQUAL(entente_results_folder(results), in_folder("resumed/case/partial"));
        entente_results_free(results);
        record = (progress_record){.stop_after = UINT64_MAX};
        entente_options_checkpoint(options, 5.0, fresh);
        CU_ASSERT_EQUAL(entente_run(scenario, options, &results), ENTENTE_OK);
        CU_ASSERT_EQUAL(record.first > 400000, fresh == 0);
        CU_ASSERT_EQUAL(record.messages, fresh == 0 ? 1 : 0);
        CU_ASSERT_EQUAL(record.origin, fresh == 0 ? ENTENTE_OF_RUN : 0);
        CU_ASSERT_TRUE(case_same_tables(results, whole));
        entente_results_free(results);
    }
    entente_results_free(whole);
    entente_options_free(options);
    entente_scenario_free(scenario);
}

/* Charts without drawing scripts are a message and no error. */
static void test_charts(void)
{
    entente_scenario *scenario = case_open(CASE_TEXT, NULL, 0);
    entente_options *options = entente_options_new();
    entente_results *results = NULL;
    progress_record record = {.stop_after = UINT64_MAX};

    CU_ASSERT_EQUAL(entente_options_folder(options, in_folder("charts")), ENTENTE_OK);
    CU_ASSERT_EQUAL(entente_options_charts(options, NULL, "svg"), ENTENTE_OK);
    entente_options_on_message(options, record_message, &record);
    CU_ASSERT_EQUAL(entente_run(scenario, options, &results), ENTENTE_OK);
    CU_ASSERT_TRUE(record.messages > 0);
    CU_ASSERT_PTR_NOT_NULL(strstr(record.text, "drawing scripts"));
    entente_results_free(results);
    entente_options_free(options);
    entente_scenario_free(scenario);
}

/* The page of a run: from a template of this version alone. */
static void test_live(void)
{
    static const char page[] = "<meta name=\"entente-page\" content=\"" ENTENTE_VERSION
                               "\"><script type=\"application/json\" id=\"entente-scenarios\">[]</script>";
    entente_scenario *scenario = case_open(CASE_TEXT, NULL, 0);
    entente_options *options = entente_options_new();
    entente_results *results = NULL;
    char template[512];
    FILE *file;

    snprintf(template, sizeof(template), "%s", in_folder("template.html"));
    CU_ASSERT_EQUAL(entente_options_live(options, template), ENTENTE_ERR_IO); /* there is none */
    file = fopen(template, "w");
    CU_ASSERT_FATAL(file != NULL);
    fputs(page, file);
    fclose(file);
    CU_ASSERT_EQUAL(entente_options_live(options, template), ENTENTE_OK);
    CU_ASSERT_EQUAL(entente_options_folder(options, in_folder("live")), ENTENTE_OK);
    CU_ASSERT_EQUAL_FATAL(entente_run(scenario, options, &results), ENTENTE_OK);
    file = fopen(in_folder("live/case/live.html"), "r");
    CU_ASSERT(file != NULL);
    if (file != NULL) {
        char text[sizeof(page) + 64] = "";
        CU_ASSERT(fread(text, 1, sizeof(text) - 1, file) > sizeof(page));
        CU_ASSERT_PTR_NOT_NULL(strstr(text, "{\"name\":\"case\",\"path\":\"case.cfg\",\"text\":"));
        fclose(file);
    }
    CU_ASSERT_EQUAL(entente_options_live(options, NULL), ENTENTE_OK);
    entente_results_free(results);
    entente_options_free(options);
    entente_scenario_free(scenario);
}

/* --- sweeps ------------------------------------------------------------------------------------------------------- */

static void test_sweep(void)
{
    entente_scenario *scenario = case_open(CASE_TEXT, NULL, 0);
    entente_options *options = entente_options_new();
    entente_results *results = NULL;
    const entente_table *table;

    CU_ASSERT_EQUAL(entente_options_folder(options, in_folder("swept")), ENTENTE_OK);
    CU_ASSERT_EQUAL_FATAL(entente_sweep(scenario, NULL, NULL, options, &results), ENTENTE_OK);
    CU_ASSERT_EQUAL(entente_results_tables(results), 1);
    table = case_table(results, "sweeps");
    CU_ASSERT_EQUAL(entente_table_rows(table), 4);
    CU_ASSERT_EQUAL(case_number(table, 0, "force.required"), 5000.5);
    CU_ASSERT_TRUE(isnan(case_number(table, 0, "events.mandate")));
    CU_ASSERT_EQUAL(case_number(table, 3, "events.mandate"), 0.9);
    compare_with_file(table, in_folder("swept/case/sweeps.csv"));
    entente_results_free(results);
    CU_ASSERT_EQUAL_FATAL(entente_sweep(scenario, "sure", "size", NULL, &results), ENTENTE_OK);
    table = case_table(results, "sweeps");
    CU_ASSERT_EQUAL(entente_table_rows(table), 2);
    CU_ASSERT_STRING_EQUAL(entente_table_text(table, 0, 0), "sure");
    entente_results_free(results);
    CU_ASSERT_EQUAL(entente_sweep(scenario, "shure", NULL, NULL, &results), ENTENTE_ERR_ARGUMENT);
    entente_results_free(results);
    CU_ASSERT_EQUAL(entente_sweep(scenario, NULL, "sizes", NULL, &results), ENTENTE_ERR_ARGUMENT);
    entente_results_free(results);
    entente_options_free(options);
    entente_scenario_free(scenario);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"version and errors", test_version},
        {"errors of a scenario", test_messages},
        {"warnings of a scenario", test_warnings},
        {"from a text and from a file", test_text_and_file},
        {"a file that is not there", test_no_file},
        {"the settings as understood", test_check},
        {"tables equal to the files", test_tables},
        {"outside of tables", test_outside},
        {"units", test_units},
        {"settings and options", test_settings_and_options},
        {"a folder only", test_folder_only},
        {"a setting that is not a number", test_not_a_number},
        {"progress", test_progress},
        {"stop", test_stop},
        {"stopped and resumed", test_resume},
        {"charts without scripts", test_charts},
        {"the page of a run", test_live},
        {"sweeps", test_sweep},
        CU_TEST_INFO_NULL,
    };
    char command[128];
    int status = mkdtemp(folder) != NULL ? ent_run_suite("interface", tests) : EXIT_FAILURE;

    snprintf(command, sizeof(command), "rm -rf '%s'", folder);
    return system(command) == 0 ? status : EXIT_FAILURE;
}
