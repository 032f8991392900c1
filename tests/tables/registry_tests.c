/* The registry of tables: every descriptor is complete, every writer fills the columns that its descriptor names, in
 * any sink, and plots/README.md lists the tables of the registry. */
#include "run/experiment_text.h"

#include "base/read_file.h"
#include "tables/format/csv_reader.h"
#include "tables/format/csv_writer.h"
#include "tables/format/memory_table.h"
#include "tables/tables.h"
#include "tables/units.h"
#include "tables/warnings.h"

#include <math.h>
#include <string.h>

/* Every kind of item: a factor, a plain and a timed event, contributors, demands, parties and causes. */
static const char text[] = "run: { worlds = 4; replications = 60; seed = 3; horizon = 3; };"
                           "headline = \"truce.held\";"
                           "factors: { f = { value = \"normal(0.5, 0.4)\"; note = \"a guess\"; }; };"
                           "events: { e: 0.5; late: { at = 2; }; };"
                           "contributors: { source = \"a book\"; a: { troops = 900; joins = \"f\"; };"
                           "b: { troops = 100; joins = 1; }; };"
                           "force: { required = 500; };"
                           "parties: { p: { threshold = 0.4; }; q: { threshold = 0.1; }; };"
                           "demands: { d: { options = (\"x\", \"y\"); p: { weight = 1; scores = (1, 0.2); };"
                           "q: { weight = 1; scores = (0.3, 1); }; }; };"
                           "ratification: { assembly: { chance = 1; }; };"
                           "truce: { renews = 0.2; causes: { c: { hazard = 0.1; }; }; };"
                           "guarantees: { air: { honoured = 0.5; }; };"
                           "experts: { x: { weight = 2; }; y: { set = (\"events.e = 0.7\"); }; };"
                           "outcomes: { held: { when = \"truce.held\"; }; };"
                           "measures: { peace: { value = \"truce.months\"; unit = \"months\"; }; };"
                           "checks = (\"P(truce.held) > 0\");";

/* A known unit, a meaning, and texts alone where there is a list of values. */
static void check_column(const ent_table *table, const ent_column *column)
{
    const ent_unit *unit = ent_unit_find(column->unit);

    if (unit == NULL || strlen(column->about) < 4) {
        fprintf(stderr, "%s: the column %s has no unit of tables/units.h or no meaning\n", table->file, column->name);
        CU_FAIL("a column without type, unit or meaning");
        return;
    }
    CU_ASSERT(strlen(unit->about) > 3 && unit->minimum < unit->maximum);
    CU_ASSERT(column->values == NULL || unit->type == ENT_UNIT_TEXT);
}

static void test_descriptors(void)
{
    static const ent_scenario no_items = {0};
    for (size_t t = 0; t < ENT_TABLES_COUNT; t++) {
        const ent_table *table = ent_tables[t];
        CU_ASSERT_EQUAL(ent_table_index(table), t);
        CU_ASSERT_PTR_NOT_NULL(strstr(table->file, ".csv"));
        CU_ASSERT(strlen(table->about) > 10 && strchr(table->about, '\n') == NULL);
        CU_ASSERT_EQUAL(table->write == NULL, table->when >= ENT_TABLE_WITH_ANALYSIS);
        CU_ASSERT(table->when >= ENT_TABLE_BY_COMPARE || strcmp(table->column[0].name, "variant") == 0);
        for (size_t c = 0; c < table->columns; c++) {
            const ent_column *column = &table->column[c];
            check_column(table, column);
            CU_ASSERT_EQUAL(strchr(column->name, '*') != NULL, column->items != ENT_ITEMS_NONE);
        }
        for (size_t other = 0; other < t; other++) {
            CU_ASSERT_STRING_NOT_EQUAL(table->file, ent_tables[other]->file);
        }
    }
    CU_ASSERT_EQUAL(ent_table_index(NULL), ENT_TABLES_COUNT);
    CU_ASSERT_TRUE(ent_table_is_written(&ent_table_outcomes, &no_items, 0));
    CU_ASSERT_FALSE(ent_table_is_written(&ent_table_draws, &no_items, 0));
    CU_ASSERT_TRUE(ent_table_is_written(&ent_table_draws, &no_items, 1));
    CU_ASSERT_FALSE(ent_table_is_written(&ent_table_sweeps, &no_items, 1));
}

static ent_figures figures_of(experiment_text *loaded, ent_diagnostics *diagnostics)
{
    ent_variant_model *base = loaded->experiment.item[0];
    size_t thresholds;

    return (ent_figures){.variant = base->id,
        .scenario = &base->scenario,
        .tally = &loaded->tally,
        .base = &loaded->tally,
        .threshold = ent_experiment_thresholds(&loaded->experiment, &thresholds),
        .compiled = base,
        .guard = loaded->guard,
        .draws = 70,
        .diagnostics = diagnostics};
}

/* Both sinks hold the same names and cells: a number is a cell that reads back as the same double. */
static void compare(const ent_memory_table *memory, const ent_csv *csv)
{
    CU_ASSERT_EQUAL_FATAL(memory->sink.columns, csv->columns);
    CU_ASSERT_EQUAL_FATAL(ent_memory_table_rows(memory), csv->rows);
    CU_ASSERT(csv->rows > 0);
    for (size_t c = 0; c < csv->columns; c++) {
        CU_ASSERT_STRING_EQUAL(ent_memory_table_name(memory, c), csv->cell[c]);
        for (size_t r = 0; r < csv->rows; r++) {
            const ent_cell *cell = ent_memory_table_cell(memory, r, c);
            if (cell->text != NULL) {
                CU_ASSERT_STRING_EQUAL(cell->text, ent_csv_cell(csv, r, c));
            } else if (isnan(cell->number)) {
                CU_ASSERT_STRING_EQUAL(ent_csv_cell(csv, r, c), "");
            } else {
                CU_ASSERT_EQUAL(cell->number, ent_csv_number(csv, r, c));
            }
        }
    }
}

/* Texts stand in the columns of texts, numbers in the others. */
static void check_units(const ent_table *table, const ent_memory_table *memory, const ent_scenario *scenario)
{
    ent_arena arena = {0};
    size_t columns = 0;
    const char **name = ent_table_columns(table, scenario, &arena, &columns);

    CU_ASSERT_EQUAL_FATAL(columns, memory->sink.columns);
    for (size_t c = 0; c < columns; c++) {
        CU_ASSERT_STRING_EQUAL(name[c], ent_memory_table_name(memory, c));
    }
    for (size_t c = 0; c < table->columns && table->column[c].items == ENT_ITEMS_NONE; c++) {
        CU_ASSERT_EQUAL(ent_memory_table_cell(memory, 0, c)->text != NULL, strcmp(table->column[c].unit, "text") == 0);
    }
    ent_arena_free(&arena);
}

static void test_every_table_in_both_sinks(void)
{
    experiment_text loaded;
    ent_diagnostics diagnostics = {0};

    if (experiment_text_open(&loaded, text, NULL)) {
        ent_figures figures;
        experiment_text_run(&loaded, 1);
        figures = figures_of(&loaded, &diagnostics);
        for (size_t t = 0; t < ENT_TABLES_COUNT; t++) {
            ent_csv_writer writer = {0};
            ent_memory_table memory = {0};
            ent_csv csv = {0};
            if (ent_tables[t]->write == NULL) {
                continue;
            }
            CU_ASSERT_EQUAL(ent_table_write(ent_tables[t], ent_csv_sink(&writer), &figures), ENT_OK);
            CU_ASSERT_EQUAL(ent_table_write(ent_tables[t], ent_memory_table_sink(&memory), &figures), ENT_OK);
            CU_ASSERT_EQUAL_FATAL(ent_csv_parse(&csv, writer.bytes, writer.length), ENT_OK);
            compare(&memory, &csv);
            check_units(ent_tables[t], &memory, figures.scenario);
            ent_csv_free(&csv);
            ent_memory_table_free(&memory);
            ent_memory_table_free(&memory);
            ent_csv_writer_free(&writer);
        }
        CU_ASSERT_EQUAL(diagnostics.count, 0);
    }
    ent_diagnostics_free(&diagnostics);
    experiment_text_close(&loaded);
}

/* Writes a table of the base as text ended by NUL, which the caller frees. */
static char *csv_text(const ent_table *table, experiment_text *loaded)
{
    ent_diagnostics diagnostics = {0};
    ent_csv_writer writer = {0};
    ent_figures figures = figures_of(loaded, &diagnostics);
    char *copy;

    CU_ASSERT_EQUAL(ent_table_write(table, ent_csv_sink(&writer), &figures), ENT_OK);
    copy = calloc(writer.length + 1, 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(copy);
    if (copy != NULL && writer.length > 0) {
        memcpy(copy, writer.bytes, writer.length);
    }
    ent_csv_writer_free(&writer);
    ent_diagnostics_free(&diagnostics);
    return copy;
}

/* assumptions.csv: quantiles of the pilot, and notes and sources inherited from the group around a setting. */
static void test_assumptions(void)
{
    experiment_text loaded;

    if (experiment_text_open(&loaded, text, NULL)) {
        char *csv;
        experiment_text_run(&loaded, 1);
        csv = csv_text(&ent_table_assumptions, &loaded);
        CU_ASSERT_EQUAL(strncmp(csv, "variant,path,written,understood,p05,p50,p95,note,source\r\n", 57), 0);
        CU_ASSERT_PTR_NOT_NULL(strstr(csv, "\r\nbase,contributors.a.troops,900,900,900,900,900,,a book\r\n"));
        CU_ASSERT_PTR_NOT_NULL(strstr(csv, ",a guess,\r\n"));
        free(csv);
    }
    experiment_text_close(&loaded);
}

/* assumptions.csv: the file's note and source say nothing of a value that is assigned, in a group or beside it. */
static void test_assumptions_of_assigned_values(void)
{
    static const char own[] =
        "run: { worlds = 2; replications = 2; };"
        "factors: { z = { value = \"uniform(1, 2)\"; note = \"n\"; source = \"s\"; }; y = { value = 1; note = \"n\"; };"
        "x = { value = 1; note = \"n\"; source = \"s\"; }; };"
        "contributors: { source = \"all\"; a: { troops = 900; joins = 1; note = \"of a\"; source = \"book\"; }; };"
        "set = (\"factors.z = 7\", \"contributors.a.troops = 5\", \"factors.y = 8\", \"factors.y.source = a poll\","
        "\"factors.y.note = 2025\");";
    static const char *const lines[] = {"base,factors.z,7,7,7,7,7,,\r\n", "base,factors.y,8,8,8,8,8,2025,a poll\r\n",
        "base,factors.x,1,1,1,1,1,n,s\r\n", "base,contributors.a.joins,1,1,1,1,1,of a,book\r\n",
        "base,contributors.a.troops,5,5,5,5,5,,\r\n"};
    experiment_text loaded;

    if (experiment_text_open(&loaded, own, NULL)) {
        char *csv;
        experiment_text_run(&loaded, 1);
        csv = csv_text(&ent_table_assumptions, &loaded);
        for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
            CU_ASSERT_PTR_NOT_NULL(strstr(csv, lines[i]));
        }
        free(csv);
    }
    experiment_text_close(&loaded);
}

/* draws.csv: the columns of unknown(...), with one number a world, blank in a variant without it. */
static void test_unknowns(void)
{
    static const char own[] = "run: { worlds = 2; replications = 2; horizon = 1; };"
                              "contributors: { a: { troops = \"unknown(uniform(1, 2))\"; joins = 1; }; };"
                              "variants: { v: { set = (\"contributors.a.troops = 7\","
                              "\"contributors.a.joins = unknown(bernoulli(0.5))\"); }; };";
    experiment_text loaded;

    if (experiment_text_open(&loaded, own, NULL)) {
        char *csv;
        char first[64];
        char next[64];
        experiment_text_run(&loaded, 1);
        csv = csv_text(&ent_table_draws, &loaded);
        CU_ASSERT_EQUAL(strncmp(csv, "variant,world,draw,contributors.a.troops,contributors.a.joins,a.joins,a.troops,",
                            strlen("variant,world,draw,contributors.a.troops,contributors.a.joins,a.joins,a.troops,")),
            0);
        CU_ASSERT_EQUAL_FATAL(sscanf(strstr(csv, "\r\nbase,0,0,"), "\r\nbase,0,0,%63[0-9.],,1,", first), 1);
        CU_ASSERT_EQUAL_FATAL(sscanf(strstr(csv, "\r\nbase,0,1,"), "\r\nbase,0,1,%63[0-9.],,1,", next), 1);
        CU_ASSERT_STRING_EQUAL(first, next);
        CU_ASSERT_EQUAL_FATAL(sscanf(strstr(csv, "\r\nbase,1,2,"), "\r\nbase,1,2,%63[0-9.],,1,", next), 1);
        CU_ASSERT_STRING_NOT_EQUAL(first, next);
        free(csv);
    }
    experiment_text_close(&loaded);
}

/* assumptions.csv: assumptions of the results beside numbers and formulas, defaults included. */
static void test_structure(void)
{
    static const char *const lines[] = {"base,run.horizon,3,a truce is followed for 3 months,3,3,3,,\r\n",
        "base,correlations.k.among,\"( e, a.joins )\",\"coupled with one another: e, a.joins\",,,,,a paper\r\n",
        "base,correlations.k.rho,0.5,\"correlation 0.5 between each two, on normal scores\",0.5,0.5,0.5,,a paper\r\n",
        "base,force.thresholds,\"( 10, 20 )\",troops of the tables: 10; 20,,,,,\r\n",
        "base,parties.p.veto,,no deal without its consent (default),,,,,\r\n",
        "base,parties.q.veto,false,a deal needs no consent of it,,,,,\r\n",
        "base,demands.d.options,\"( x, y )\",\"can be agreed: x, y\",,,,,\r\n",
        "base,talks.rounds,7,7 rounds of talks,7,7,7,,\r\n",
        "base,talks.months_per_round,,1 month from round to round (default),1,1,1,,\r\n",
        "base,talks.deadline,5,all ask for no more than their threshold from round 5 on,5,5,5,,\r\n",
        "base,talks.rule,egalitarian,egalitarian: largest minimum of the gains over fighting on,,,,,\r\n",
        "base,headline,truce.held given agreed,\"truce.held, of the draws with agreed\",,,,,\r\n"};
    static const char own[] =
        "run: { worlds = 2; replications = 2; horizon = 3; }; events: { e: 0.5; };"
        "contributors: { a: { troops = 900; joins = 0.5; }; }; force: { thresholds = (10, 20); };"
        "correlations: { k: { among = (\"e\", \"a.joins\"); rho = 0.5; source = \"a paper\"; }; };"
        "parties: { p: { threshold = 0.4; }; q: { threshold = 0.1; veto = false; }; };"
        "demands: { d: { options = (\"x\", \"y\"); p: { weight = 1; scores = (1, 0.2); };"
        "q: { weight = 1; scores = (0.3, 1); }; }; };"
        "talks: { rounds = 7; deadline = 5; rule = \"egalitarian\"; }; headline = \"truce.held given agreed\";";
    experiment_text loaded;

    if (experiment_text_open(&loaded, own, NULL)) {
        char *csv;
        experiment_text_run(&loaded, 1);
        csv = csv_text(&ent_table_assumptions, &loaded);
        for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
            if (strstr(csv, lines[i]) == NULL) {
                fprintf(stderr, "assumptions.csv lacks %s%s", lines[i], csv);
                CU_FAIL("a setting that assumptions.csv does not list");
            }
        }
        free(csv);
    }
    experiment_text_close(&loaded);
}

/* warnings.csv: clamped values, and draws that no outcome takes, with their numbers. */
static void test_warnings(void)
{
    experiment_text loaded;
    char line[160];

    if (experiment_text_open(&loaded, text, NULL)) {
        const ent_tally *tally = &loaded.tally;
        char *csv;
        uint64_t unclassified;
        experiment_text_run(&loaded, 1);
        csv = csv_text(&ent_table_warnings, &loaded);
        unclassified = ent_tally_total(tally, tally->layout.outcome + tally->layout.outcomes);
        CU_ASSERT(unclassified > 0);
        snprintf(line, sizeof(line),
            "base,outcomes,no outcome takes these draws: they are counted as unclassified,%llu\r\n",
            (unsigned long long) unclassified);
        CU_ASSERT_PTR_NOT_NULL(strstr(csv, line));
        CU_ASSERT_EQUAL(strncmp(csv, "variant,path,warning,count\r\n", 28), 0);
        free(csv);
    }
    experiment_text_close(&loaded);
}

/* Rows of drivers.csv without a difference: events that hold always or never, a contributor who surely joins, an option
 * that no deal has. Not those on both sides. */
static void test_warnings_of_drivers(void)
{
    static const char some[] =
        "run: { worlds = 40; replications = 50; };"
        "events: { sure_thing = true; out_of_reach = false; odd = \"50%\"; };"
        "contributors: { sure: { troops = 5; }; unsure: { troops = 5; joins = \"50%\"; }; };"
        "parties: { a: { threshold = \"uniform(0%, 100%)\"; }; };"
        "demands: { d: { options = (\"x\", \"y\", \"z\"); available = (\"odd\", \"true\", \"false\");"
        "  a: { weight = 1; scores = (1, 0.5, 1); }; }; }; headline = \"agreed and odd\";";
    static const char both[] = "run: { worlds = 40; replications = 50; }; events: { odd = \"50%\"; even = \"50%\"; };"
                               "outcomes: { o: { when = \"odd\"; }; p: { name = \"P\"; }; }; headline = \"odd\";";
    static const char *const text_of[] = {some, both};

    for (size_t i = 0; i < 2; i++) {
        experiment_text loaded;
        if (experiment_text_open(&loaded, text_of[i], NULL)) {
            char *csv;
            experiment_text_run(&loaded, 1);
            csv = csv_text(&ent_table_warnings, &loaded);
            CU_ASSERT_EQUAL(strstr(csv, "base,drivers.csv,") != NULL, i == 0);
            if (i == 0) {
                CU_ASSERT_PTR_NOT_NULL(strstr(csv, "in none: number of rows,4\r\n"));
            }
            free(csv);
        }
        experiment_text_close(&loaded);
    }
}

static void expect_not_a_number(const char *scenario, const char *path)
{
    experiment_text loaded;

    if (experiment_text_open(&loaded, scenario, NULL)) {
        ent_diagnostics diagnostics = {0};
        ent_csv_writer writer = {0};
        ent_figures figures;
        experiment_text_run(&loaded, 1);
        figures = figures_of(&loaded, &diagnostics);
        CU_ASSERT_EQUAL(ent_table_write(&ent_table_warnings, ent_csv_sink(&writer), &figures), ENT_ERR_NUMERIC);
        CU_ASSERT_EQUAL_FATAL(diagnostics.errors, 1);
        CU_ASSERT_STRING_EQUAL(diagnostics.item[0].path, path);
        CU_ASSERT_PTR_NOT_NULL(strstr(diagnostics.item[0].help, "look for a logarithm or root of a negative number"));
        ent_csv_writer_free(&writer);
        ent_diagnostics_free(&diagnostics);
    }
    experiment_text_close(&loaded);
}

/* A setting that is not a number in some draw: the table fails, and a diagnostic names the setting. The help of a
 * measure says what may be wrong whether or not it reads talks.month. */
static void test_not_a_number(void)
{
    static const char wrong[] = "run: { worlds = 2; replications = 50; }; factors: { f = \"normal(0, 1)\"; };"
                                "events: { e: \"log(f)\"; }; outcomes: { o: { when = \"e\"; }; };";
    static const char measure[] = "run: { worlds = 50; replications = 2; }; factors: { f = \"normal(0, 1)\"; };"
                                  "measures: { m = \"sqrt(f)\"; };";

    expect_not_a_number(wrong, "events.e");
    expect_not_a_number(measure, "measures.m");
}

/* The line of a table in plots/README.md. */
static const char *readme_line(const ent_table *table, ent_arena *arena)
{
    static const char *const when[] = {"always", "with `--draws`", "by `entente analyse`", "by `entente sweep`",
        "by `entente compare`", "by `entente score`", "by `entente fit`"};
    static const char *const items[] = {[ENT_ITEMS_GUARANTEES] = "with `guarantees`",
        [ENT_ITEMS_MEASURES] = "with `measures`",
        [ENT_ITEMS_RATIFICATION] = "with `ratification`",
        [ENT_ITEMS_EXPERTS] = "with `experts`",
        [ENT_ITEMS_RENEWAL] = "with `truce.renews`",
        [ENT_ITEMS_DEALS_CAN_FAIL] = "with `demands` or `ratification`",
        [ENT_ITEMS_VARIANTS] = "with `variants`"};
    const char *columns = "";

    for (size_t c = 0; c < table->columns; c++) {
        columns = ent_arena_printf(arena, "%s%s`%s`", columns, c == 0 ? "" : ", ", table->column[c].name);
    }
    return ent_arena_printf(arena, "\n| `%s` | %s | %s | %s |\n", table->file,
        table->items != ENT_ITEMS_NONE ? items[table->items] : when[table->when], table->about, columns);
}

static void test_readme(void)
{
    ent_arena arena = {0};
    size_t length = 0;
    int status;
    const char *readme = ent_read_file(ENTENTE_SOURCE "/plots/README.md", &arena, &length, &status);

    CU_ASSERT_PTR_NOT_NULL_FATAL(readme);
    for (size_t t = 0; t < ENT_TABLES_COUNT && readme != NULL; t++) {
        const char *line = readme_line(ent_tables[t], &arena);
        if (strstr(readme, line) == NULL) {
            fprintf(stderr, "plots/README.md lacks the line%s", line);
            CU_FAIL("a table that plots/README.md does not list");
        }
    }
    ent_arena_free(&arena);
}

int main(void)
{
    CU_TestInfo tests[] = {{"descriptors", test_descriptors},
        {"every table in both sinks", test_every_table_in_both_sinks}, {"assumptions", test_assumptions},
        {"assumptions of assigned values", test_assumptions_of_assigned_values}, {"unknowns", test_unknowns},
        {"structure", test_structure}, {"warnings", test_warnings}, {"warnings of drivers", test_warnings_of_drivers},
        {"not a number", test_not_a_number}, {"plots/README.md", test_readme}, CU_TEST_INFO_NULL};

    return ent_run_suite("registry of tables", tests);
}
