/* The method `frontier` as a call: the published domain, a draw against its own figures, many packages, files without
 * talks, and the sentences of the report. */
#include "job_case.h"

#include "jobs/analyse/analyse.h"
#include "tables/format/csv_reader.h"

#include <math.h>

static const char *const method[] = {"frontier"};

static int analyse(ent_analysis *made, job_experiment *loaded, const char *out, const uint64_t *draw)
{
    static ent_job_request request;
    static job_record record;

    *made = (ent_analysis){.method = NULL};
    request = (ent_job_request){.threads = 2,
        .out = out,
        .name = method,
        .names = 1,
        .at_draw = draw != NULL,
        .draw = draw != NULL ? *draw : 0};
    job_record_init(&record);
    return ent_job_analyse(made, &request, &record.host, &loaded->experiment, 0);
}

static const ent_csv_writer *table_of(const ent_analysis *made, const ent_table *table)
{
    return &made->results.table[ent_table_index(table)];
}

/* A table that was written, parsed. */
static ent_csv parse(const ent_analysis *made, const ent_table *table)
{
    const ent_csv_writer *writer = table_of(made, table);
    ent_csv csv = {0};

    CU_ASSERT_EQUAL_FATAL(ent_csv_parse(&csv, writer->bytes, writer->length), ENT_OK);
    return csv;
}

static double number(const ent_csv *csv, size_t row, const char *column)
{
    return ent_csv_number(csv, row, ent_csv_column(csv, column));
}

static double summary(const ent_csv *csv, const char *figure)
{
    for (size_t row = 0; row < csv->rows; row++) {
        if (strcmp(ent_csv_cell(csv, row, ent_csv_column(csv, "figure")), figure) == 0) {
            return number(csv, row, "value");
        }
    }
    return (double) NAN;
}

/* --- the published domain ----------------------------------------------------------------------------------------- */

#define DEMANDS                                                                                                        \
    "demands: { energy: { options = (\"low\", \"high\");"                                                              \
    "  a: { weight = \"1/10\"; scores = (\"2/3\", 1); }; b: { weight = \"1/4\"; scores = (1, \"1/3\"); };"             \
    "  c: { weight = 0.7; scores = (1, 0.25); }; };"                                                                   \
    "power: { options = (\"low\", \"high\");"                                                                          \
    "  a: { weight = 0.3; scores = (\"2/3\", 1); }; b: { weight = 0.25; scores = (\"1/3\", 1); };"                     \
    "  c: { weight = 0.2; scores = (1, \"2/3\"); }; };"                                                                \
    "price: { options = (\"low\", \"high\");"                                                                          \
    "  a: { weight = 0.6; scores = (0.25, 1); }; b: { weight = 0.5; scores = (1, 0.25); };"                            \
    "  c: { weight = 0.1; scores = (1, \"2/3\"); }; }; };"

static void published_domain(void)
{
    job_experiment loaded;
    ent_analysis made;
    ent_csv csv;
    size_t pareto = 0, rational = 0;

    job_experiment_open(&loaded,
        "run: { worlds = 1000; replications = 40; }; parties: { a: { threshold = \"uniform(0, 1)\"; };"
        "b: { threshold = \"uniform(0, 1)\"; }; c: { threshold = \"uniform(0, 1)\"; }; };" DEMANDS,
        NULL);
    CU_ASSERT_EQUAL_FATAL(analyse(&made, &loaded, NULL, NULL), ENT_OK);
    csv = parse(&made, &ent_table_frontier);
    CU_ASSERT_EQUAL_FATAL(csv.rows, 8);
    for (size_t row = 0; row < 8; row++) {
        pareto += number(&csv, row, "pareto") > 0.0 ? 1 : 0;
        rational += number(&csv, row, "rational") > 0.0 ? 1 : 0;
        /* thresholds are independent and uniform: the product of the utilities, within 4.5 standard errors */
        {
            double chance =
                number(&csv, row, "utility_a") * number(&csv, row, "utility_b") * number(&csv, row, "utility_c");
            CU_ASSERT(fabs(number(&csv, row, "acceptable") - chance) < 4.5 * sqrt(chance * (1.0 - chance) / 40000.0));
            CU_ASSERT(number(&csv, row, "signed") <= number(&csv, row, "acceptable"));
        }
    }
    CU_ASSERT_EQUAL(pareto, 6);
    CU_ASSERT_EQUAL(rational, 2); /* thresholds at their medians, 0.5 */
    CU_ASSERT_STRING_EQUAL(ent_csv_cell(&csv, 3, ent_csv_column(&csv, "energy")), "low");
    CU_ASSERT_STRING_EQUAL(ent_csv_cell(&csv, 3, ent_csv_column(&csv, "power")), "high");
    CU_ASSERT_STRING_EQUAL(ent_csv_cell(&csv, 3, ent_csv_column(&csv, "price")), "high");
    CU_ASSERT_STRING_EQUAL(
        ent_csv_cell(&csv, 3, ent_csv_column(&csv, "point")), "nash kalai_smorodinsky egalitarian utilitarian");
    CU_ASSERT_EQUAL(number(&csv, 3, "ties"), 1.0);
    CU_ASSERT_STRING_EQUAL(ent_csv_cell(&csv, 2, ent_csv_column(&csv, "ties")), "");
    CU_ASSERT_DOUBLE_EQUAL(number(&csv, 3, "utility_a"), 29.0 / 30, 1e-12);
    ent_csv_free(&csv);
    csv = parse(&made, &ent_table_frontier_summary);
    CU_ASSERT(fabs(summary(&csv, "none") - (1.0 - 0.77928)) < 4.5 * sqrt(0.77928 * 0.22072 / 40000.0));
    CU_ASSERT_EQUAL(summary(&csv, "reservation"), 0.5);
    CU_ASSERT_EQUAL(made.findings, 4);
    ent_csv_free(&csv);
    ent_analysis_free(&made);
    job_experiment_close(&loaded);
}

/* --- one draw after another --------------------------------------------------------------------------------------- */

/* In each draw a package is rational just where it is acceptable: so the shares of the run are means over its draws. A
 * deal of one round is the point of its rule. */
static void draws(void)
{
    static const char text[] =
        "run: { worlds = 4; replications = 3; }; factors: { w = \"uniform(0, 1)\"; }; events: { e = 0.5; };"
        "talks: { rounds = 1; rule = \"nash\"; };"
        "parties: { a: { threshold = \"uniform(0, 0.8)\"; }; b: { threshold = \"0.6 * w\"; }; };"
        "demands: { d: { options = (\"x\", \"y\", \"z\"); available = (\"true\", \"e\", \"true\");"
        "a: { weight = \"1 + e\"; scores = (1, 0.6, 0); refuses = (0, 0, 0.5); }; b: { weight = 1; scores = (0, 0.5, "
        "1); }; };"
        "f: { options = (\"p\", \"q\"); a: { weight = 1; scores = (\"w\", 0); }; b: { weight = 2; scores = (0, 1); }; "
        "}; };";
    job_experiment loaded;
    ent_analysis whole, made;
    double rational[6] = {0.0}, points[6] = {0.0};
    ent_csv csv;

    job_experiment_open(&loaded, text, NULL);
    for (uint64_t draw = 0; draw < 12; draw++) {
        CU_ASSERT_EQUAL_FATAL(analyse(&made, &loaded, NULL, &draw), ENT_OK);
        csv = parse(&made, &ent_table_frontier);
        CU_ASSERT_EQUAL_FATAL(csv.rows, 6);
        for (size_t row = 0; row < 6; row++) {
            rational[row] += number(&csv, row, "rational") / 12.0;
            points[row] +=
                strstr(ent_csv_cell(&csv, row, ent_csv_column(&csv, "point")), "nash") != NULL ? 1.0 / 12.0 : 0.0;
        }
        ent_csv_free(&csv);
        csv = parse(&made, &ent_table_frontier_summary);
        CU_ASSERT_EQUAL(summary(&csv, "draw"), (double) draw);
        ent_csv_free(&csv);
        ent_analysis_free(&made);
    }
    CU_ASSERT_EQUAL_FATAL(analyse(&whole, &loaded, NULL, NULL), ENT_OK);
    csv = parse(&whole, &ent_table_frontier);
    for (size_t row = 0; row < 6; row++) {
        CU_ASSERT_DOUBLE_EQUAL(number(&csv, row, "acceptable"), rational[row], 1e-12);
        CU_ASSERT_DOUBLE_EQUAL(number(&csv, row, "signed"), points[row], 1e-12);
    }
    ent_csv_free(&csv);
    ent_analysis_free(&whole);
    job_experiment_close(&loaded);
}

/* --- many packages, no talks -------------------------------------------------------------------------------------- */

/* 131,072 packages: those on the front, signed or acceptable in a draw are listed, and no other. */
static void many_packages(void)
{
    static char text[8000];
    size_t length = 0;
    job_experiment loaded;
    ent_analysis made;
    ent_csv csv;
    size_t wrong = 0;

    length += (size_t) snprintf(text, sizeof(text),
        "run: { worlds = 20; replications = 2; }; parties: { a: { threshold = \"uniform(0.8, 0.9)\"; };"
        "b: { threshold = 0.1; }; }; demands: {");
    for (int d = 0; d < 17; d++) {
        length += (size_t) snprintf(text + length, sizeof(text) - length,
            "d%d: { options = (\"x\", \"y\"); a: { weight = %d; scores = (1, 0); }; b: { weight = %d; scores = (0, 1); "
            "}; };",
            d, 1 + d, 1 + (d * 7) % 17);
    }
    snprintf(text + length, sizeof(text) - length, "};");
    job_experiment_open(&loaded, text, NULL);
    CU_ASSERT_EQUAL_FATAL(analyse(&made, &loaded, NULL, NULL), ENT_OK);
    csv = parse(&made, &ent_table_frontier);
    CU_ASSERT(csv.rows > 10 && csv.rows < 20000);
    for (size_t row = 0; row < csv.rows; row++) {
        wrong += number(&csv, row, "pareto") > 0.0 || number(&csv, row, "signed") > 0.0 ||
                         number(&csv, row, "acceptable") > 0.0
                     ? 0
                     : 1;
    }
    CU_ASSERT_EQUAL(wrong, 0);
    ent_csv_free(&csv);
    csv = parse(&made, &ent_table_frontier_summary);
    CU_ASSERT_EQUAL(summary(&csv, "packages"), 131072.0);
    ent_csv_free(&csv);
    ent_analysis_free(&made);
    job_experiment_close(&loaded);
}

static void no_talks(void)
{
    job_experiment loaded;
    ent_analysis made;

    job_experiment_open(&loaded, "run: { worlds = 2; replications = 2; };", NULL);
    CU_ASSERT_EQUAL(analyse(&made, &loaded, NULL, NULL), ENT_OK);
    CU_ASSERT_EQUAL(table_of(&made, &ent_table_frontier)->length, 0);
    CU_ASSERT_EQUAL(made.findings, 0);
    CU_ASSERT_EQUAL_FATAL(made.results.diagnostics.count, 1);
    CU_ASSERT_STRING_EQUAL(made.results.diagnostics.item[0].text,
        "frontier: the file has no demands or no parties, so there is no space of deals");
    ent_analysis_free(&made);
    job_experiment_close(&loaded);
}

/* --- the report --------------------------------------------------------------------------------------------------- */

/* The section of the report has the sentences that are printed. */
static void report(void)
{
    static const char text[] =
        "run: { worlds = 200; replications = 5; }; parties: { north: { name = \"Northland\"; threshold = "
        "\"uniform(0.3, 1)\"; };"
        "south: { name = \"South\"; threshold = \"uniform(0, 0.7)\"; }; };"
        "demands: { river: { name = \"The river\"; options = (\"ceded: Given up\", \"kept\", \"shared\");"
        "north: { scores = (1, 0.1, 0.6); refuses = (0, 0.4, 0); }; south: { scores = (0, 1, 0.7); }; };"
        "road: { options = (\"open\", \"shut\"); north: { weight = 2; scores = (1, 0); }; south: { scores = (0.2, 1); "
        "}; }; };";
    job_experiment loaded;
    ent_analysis made;
    size_t length = 0;
    char *page;

    job_experiment_open(&loaded, text, NULL);
    CU_ASSERT_EQUAL_FATAL(analyse(&made, &loaded, in_folder("report"), NULL), ENT_OK);
    page = text_of(in_folder("report/case/report.html"), &length);
    CU_ASSERT_PTR_NOT_NULL_FATAL(page);
    CU_ASSERT(made.findings >= 3);
    for (size_t i = 0; i < made.findings; i++) {
        CU_ASSERT_PTR_NOT_NULL(strstr(page, made.finding[i].text));
    }
    CU_ASSERT_PTR_NOT_NULL(strstr(made.finding[made.findings - 1].text, "The river: "));
    free(page);
    ent_analysis_free(&made);
    job_experiment_close(&loaded);
}

/* A figure of a party in the summary. */
static double party_summary(const ent_csv *csv, const char *figure, const char *party)
{
    for (size_t row = 0; row < csv->rows; row++) {
        if (strcmp(ent_csv_cell(csv, row, ent_csv_column(csv, "figure")), figure) == 0 &&
            strcmp(ent_csv_cell(csv, row, ent_csv_column(csv, "party")), party) == 0) {
            return number(csv, row, "value");
        }
    }
    return (double) NAN;
}

/* Figures and sentences are about those who have a veto, wherever they stand in the file. B has nothing without y,
 * which it refuses in half of the draws, and D finds x too little in half of these. */
static void vetoes(void)
{
    static const char text[] =
        "run: { worlds = 400; replications = 20; }; parties: { a: { threshold = 0.5; veto = false; };"
        "b: { threshold = \"uniform(0, 0.5)\"; }; c: { threshold = 0.2; veto = false; };"
        "d: { threshold = \"uniform(0.2, 0.6)\"; }; };"
        "demands: { e: { options = (\"x\", \"y\"); a: { scores = (1, 0); };"
        "b: { scores = (0, 1); refuses = (0, 0.5); }; c: { scores = (1, 0); }; d: { scores = (0.4, 0.8); }; }; };";
    job_experiment loaded;
    ent_analysis made;
    ent_csv csv;

    job_experiment_open(&loaded, text, NULL);
    CU_ASSERT_EQUAL_FATAL(analyse(&made, &loaded, NULL, NULL), ENT_OK);
    csv = parse(&made, &ent_table_frontier_summary);
    CU_ASSERT(fabs(party_summary(&csv, "never_enough", "b") - 0.5) < 4.5 * sqrt(0.25 / 8000.0));
    CU_ASSERT(fabs(party_summary(&csv, "never_enough", "d") - 0.25) < 4.5 * sqrt(0.1875 / 8000.0));
    CU_ASSERT_EQUAL(party_summary(&csv, "reservation", "b"), 0.25);
    CU_ASSERT_EQUAL(party_summary(&csv, "reservation", "d"), 0.4);
    CU_ASSERT_TRUE(isnan(party_summary(&csv, "reservation", "a")));
    CU_ASSERT_TRUE(isnan(party_summary(&csv, "never_enough", "c")));
    CU_ASSERT_EQUAL_FATAL(made.findings, 4);
    CU_ASSERT_STRING_EQUAL(made.finding[0].text,
        "In 51% of futures there is no zone of agreement at all, not even in the last round: in 51% nothing that is "
        "left is ever enough for B, in 26% for D.");
    CU_ASSERT_STRING_EQUAL(made.finding[2].text,
        "All bargaining rules would choose the same package, worth 100 of 100 to B and 80 to D: E: Y.");
    ent_csv_free(&csv);
    ent_analysis_free(&made);
    job_experiment_close(&loaded);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"a published domain", published_domain},
        {"one draw after another", draws},
        {"more packages than are listed", many_packages},
        {"a file without talks", no_talks},
        {"the sentences of the report", report},
        {"parties without a veto", vetoes},
        CU_TEST_INFO_NULL,
    };
    int status = job_folder_make();

    status = status == 0 ? ent_run_suite("the space of deals as a call", tests) : status;
    return job_folder_remove() == 0 ? status : 1;
}
