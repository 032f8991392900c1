/* Fits as calls: figures from file to tables, the factors of fit.cfg, every mistake in data and choice with its words.
 */
#include "suite.h"

#include "base/status.h"
#include "jobs/fit/fit.h"
#include "jobs/fit/fit_scenario.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SMALL                                                                                                          \
    "id,months,failed,armed,kind,entered\n"                                                                            \
    "a,3,1,1,war,0\nb,9,0,0,war,1\nc,2,1,0,truce,0\nd,14,1,1,truce,2\ne,6,1,0,war,0\nf,30,0,1,truce,5\n"

static const ent_job_request in_memory = {.threads = 1};
static const ent_job_host no_host = {.context = NULL};

/* A fit of a text, from a file in a folder of its own. */
typedef struct fitted {
    char path[64];
    ent_fit_request request;
    ent_fit fit;
    int status;
} fitted;

static void fit_file(fitted *self, const char *path, ent_fit_request request)
{
    self->request = request;
    self->request.path = path;
    self->fit = (ent_fit){.terms = 0};
    self->status = ent_job_fit(&self->fit, &self->request, &in_memory, &no_host);
}

static void fit_text(fitted *self, const char *text, ent_fit_request request)
{
    FILE *file;
    int made;

    snprintf(self->path, sizeof(self->path), "/tmp/entente-fit-XXXXXX");
    made = mkstemp(self->path);
    CU_ASSERT_FATAL(made >= 0);
    file = fdopen(made, "w");
    CU_ASSERT_FATAL(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
    fit_file(self, self->path, request);
    CU_ASSERT_EQUAL(unlink(self->path), 0);
}

static ent_fit_request asked(const char *covariates)
{
    return (ent_fit_request){.choice = {.time = "months", .event = "failed", .covariates = covariates}};
}

static const char *table_of(const ent_csv_writer *table)
{
    static char text[65536];

    snprintf(text, sizeof(text), "%.*s", (int) table->length, table->bytes);
    return text;
}

static bool holds(const char *text, const char *part)
{
    bool found = strstr(text, part) != NULL;

    if (!found) {
        fprintf(stderr, "\n`%s` is not in:\n%s\n", part, text);
    }
    return found;
}

/* --- figures -------------------------------------------------------------------------------------------------------
 */

static void test_tables(void)
{
    fitted self;

    fit_file(&self, ENTENTE_SOURCE "/tests/analysis/durations/made-weibull.csv", asked("armed,distance"));
    CU_ASSERT_EQUAL_FATAL(self.status, ENT_OK);
    CU_ASSERT_STRING_EQUAL(self.fit.id, "made-weibull");
    CU_ASSERT(holds(table_of(&self.fit.table),
        "term,estimate,low,high,se,posterior_median,posterior_low,posterior_high\r\nshape,0.6352292871,0.5603074703,"
        "0.7201693152,0.07629878216,"));
    CU_ASSERT(holds(table_of(&self.fit.table), "\r\narmed,-0.4801771294,"));
    CU_ASSERT(holds(table_of(&self.fit.summary_table), "rows,240\r\nleft_out,0\r\nfailures,130\r\n"));
    CU_ASSERT(holds(table_of(&self.fit.summary_table), "log_likelihood,-690.7411522\r\n"));
    CU_ASSERT_EQUAL(ent_csv_rows(&self.fit.residuals_table), 240);
    CU_ASSERT_DOUBLE_EQUAL(self.fit.term[0].low, 0.63522929 * exp(-1.6448536 * 0.07629878), 1e-7);
    CU_ASSERT_DOUBLE_EQUAL(self.fit.term[3].high, 0.36855632 + 1.6448536 * 0.09526060, 1e-7);
    /* posterior near the likelihood, which 130 failures make far stronger than weak priors */
    for (size_t i = 0; i < 4; i++) {
        double logarithm = i < 2 ? log(self.fit.term[i].posterior_median) - log(self.fit.term[i].estimate)
                                 : self.fit.term[i].posterior_median - self.fit.term[i].estimate;
        CU_ASSERT(fabs(logarithm) < 0.2 * self.fit.term[i].se);
    }
    CU_ASSERT_EQUAL(self.fit.diagnostics.count, 0);
    CU_ASSERT_PTR_NULL(self.fit.folder);
    ent_fit_free(&self.fit);
}

static void test_scenario(void)
{
    fitted self;

    fit_file(&self, ENTENTE_SOURCE "/tests/analysis/durations/made-weibull.csv", asked("armed,distance"));
    CU_ASSERT_EQUAL_FATAL(self.status, ENT_OK);
    CU_ASSERT(
        holds(self.fit.scenario, "#   hazard = \"weibull_hazard(shape, scale) * hr_armed ^ x1 * hr_distance ^ x2\""));
    CU_ASSERT(holds(self.fit.scenario,
        "  hr_armed: { name = \"Hazard ratio of armed\";\n    value = \"lognormal(-0.4762, 0.1789)\";"));
    CU_ASSERT(holds(self.fit.scenario, "source = \"entente fit: made-weibull.csv (240 rows, 130 failures)\""));
    CU_ASSERT(holds(self.fit.scenario, "scale_hr_armed: { among = ( \"scale\", \"hr_armed\" ); rho = 0.6534; };"));
    ent_fit_free(&self.fit);
}

/* The truces of UCDP: without a maximum, with a fixed shape, with a prior. */
static void test_truncated(void)
{
    static const char *const prior[] = {"shape = lognormal(log(0.6), 0.25)"};
    const char *path = ENTENTE_SOURCE "/tests/analysis/durations/ucdp-truces.csv";
    ent_fit_request request = {.choice = {.time = "truce_months", .event = "recurred", .entered = "12"}};
    fitted self;

    fit_file(&self, path, request);
    CU_ASSERT_EQUAL(self.status, ENT_ERR_SCENARIO);
    CU_ASSERT_EQUAL_FATAL(self.fit.diagnostics.count, 1);
    CU_ASSERT(holds(self.fit.diagnostics.item[0].text, "it rises to -405.250 as the shape goes to 0"));
    CU_ASSERT(holds(self.fit.diagnostics.item[0].help, "--fix shape=0.6"));
    ent_fit_free(&self.fit);
    request.choice.covariates = "kind=interstate, outcome=peace_agreement";
    request.prior = prior;
    request.priors = 1;
    fit_file(&self, path, request);
    CU_ASSERT_EQUAL_FATAL(self.status, ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(self.fit.term[0].estimate, 0.328, 0.0005);
    CU_ASSERT(holds(self.fit.scenario, "hr_kind_interstate: {"));
    ent_fit_free(&self.fit);
    request.priors = 0;
    request.fixed = "shape=0.6";
    request.choice.entered = "entered";
    fit_file(&self, path, request);
    CU_ASSERT_EQUAL_FATAL(self.status, ENT_OK);
    CU_ASSERT(holds(table_of(&self.fit.table), "\r\nshape,0.6,,,,,,\r\nscale,449.67843"));
    CU_ASSERT(holds(self.fit.scenario, "    value = 0.6;\n    note = \"Fixed at this value"));
    CU_ASSERT_PTR_NULL(strstr(self.fit.scenario, "among = ( \"shape\""));
    ent_fit_free(&self.fit);
}

/* Rows by a condition, events by a text. */
static void test_rows(void)
{
    static const struct {
        const char *where;
        size_t rows;
    } given[] = {{"kind == 'war'", 3}, {"kind=war", 3}, {"kind != 'war' and months > 2", 2},
        {"not (months >= 9) or armed == 1", 5}, {"months * 2 - 1 <= 17", 4}, {"failed == 1", 4}, {"-months <= -9", 3},
        {"months + entered > 6", 3}, {"months / 3 < 3", 3}, {"months ^ 2 >= 81", 3}, {"9 != months", 5},
        {"months > 4 and not armed == 1", 2}};
    fitted self;

    for (size_t i = 0; i < sizeof(given) / sizeof(*given); i++) {
        ent_fit_request request = asked(NULL);
        request.choice.where = given[i].where;
        fit_text(&self, SMALL, request);
        CU_ASSERT_EQUAL_FATAL(self.status, ENT_OK);
        CU_ASSERT_EQUAL(self.fit.data.data.rows, given[i].rows);
        CU_ASSERT_EQUAL(self.fit.data.left_out, 6 - given[i].rows);
        ent_fit_free(&self.fit);
    }
    fit_text(&self, SMALL, (ent_fit_request){.choice = {.time = "months", .event = "kind=war", .entered = "entered"}});
    CU_ASSERT_EQUAL_FATAL(self.status, ENT_OK);
    CU_ASSERT_EQUAL(self.fit.data.failures, 3);
    CU_ASSERT_DOUBLE_EQUAL(self.fit.at_risk, 64 - 8, 1e-12);
    ent_fit_free(&self.fit);
}

/* Rows that last longer than the choice count as not failed there: 3, 2 and 6 are failures before 10, 14 is none. */
static void test_censor(void)
{
    static const double ten = 10.0;
    ent_fit_request request = asked(NULL);
    fitted self;

    request.choice.censor = &ten;
    fit_text(&self, SMALL, request);
    CU_ASSERT_EQUAL_FATAL(self.status, ENT_OK);
    CU_ASSERT_EQUAL(self.fit.data.data.rows, 6);
    CU_ASSERT_EQUAL(self.fit.data.failures, 3);
    CU_ASSERT_DOUBLE_EQUAL(self.fit.at_risk, 3 + 9 + 2 + 10 + 6 + 10, 1e-12);
    ent_fit_free(&self.fit);
    fit_text(&self, "months,failed\n3,1\n4,1\n20,2\n", request); /* still no event */
    CU_ASSERT_EQUAL(self.status, ENT_ERR_SCENARIO);
    ent_fit_free(&self.fit);
}

/* One row, one failure, one estimate. */
static void test_singular(void)
{
    ent_fit_request request = asked(NULL);
    fitted self;

    request.choice.where = "id == 'a'";
    request.fixed = "shape=1";
    fit_text(&self, SMALL, request);
    CU_ASSERT_EQUAL_FATAL(self.status, ENT_OK);
    CU_ASSERT_EQUAL_FATAL(self.fit.diagnostics.count, 1);
    CU_ASSERT(holds(self.fit.diagnostics.item[0].text, "1 failure for 1 estimate: with fewer than ten each"));
    CU_ASSERT(holds(self.fit.scenario, "(1 row, 1 failure)\""));
    CU_ASSERT(holds(self.fit.scenario, "posterior of a fit to 1 row with 1 failure."));
    ent_fit_free(&self.fit);
}

/* The command in the comment of fit.cfg is the one that was given; in a string quotes are escaped. */
static void test_comment(void)
{
    ent_fit_request request = asked("kind=a\"b");
    const char *scenario;
    fitted self;

    request.fixed = "shape=1";
    fit_text(&self, "months,failed,kind\n3,1,\"a\"\"b\"\n4,1,c\n5,1,\"a\"\"b\"\n6,1,c\n", request);
    CU_ASSERT_EQUAL_FATAL(self.status, ENT_OK);
    scenario = ent_fit_scenario(&self.fit, "entente fit x.csv --where 'a'\\''b' \n\"c\"");
    CU_ASSERT_PTR_NOT_NULL_FATAL(scenario);
    CU_ASSERT_PTR_NOT_NULL(strstr(scenario, "# entente fit x.csv --where 'a'\\''b'  \"c\"\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(scenario, "Hazard ratio of kind=a\\\"b\""));
    ent_fit_free(&self.fit);
}

/* A comparison with an empty cell does not hold, whatever it is. */
static void test_empty_cells(void)
{
    static const char *const where[] = {"x > 0", "x <= 0", "x == 5", "x != 5", "kind == 'a'", "kind != 'a'"};
    static const size_t rows[] = {2, 1, 1, 2, 1, 2};
    fitted self;

    for (size_t i = 0; i < 6; i++) {
        ent_fit_request request = asked(NULL);
        request.choice.where = where[i];
        request.fixed = "shape=1";
        fit_text(&self, "months,failed,x,kind\n3,1,5,a\n4,1,-1,b\n5,1,,b\n6,1,7,\n", request);
        CU_ASSERT_EQUAL_FATAL(self.status, ENT_OK);
        CU_ASSERT_EQUAL(self.fit.data.data.rows, rows[i]);
        ent_fit_free(&self.fit);
    }
}

/* --- mistakes ------------------------------------------------------------------------------------------------------
 */

typedef struct refusal {
    const char *text;
    ent_fit_choice choice;
    int line, column; /* 0: none */
    const char *message, *help;
} refusal;

#define TIME .time = "months", .event = "failed"

static void test_refused(void)
{
    static const refusal refused[] = {
        {SMALL, {.time = "month", .event = "failed"}, 1, 1, "there is no column `month`", "did you mean `months`?"},
        {SMALL, {.time = "months", .event = "zzzzzz"}, 1, 1, "there is no column `zzzzzz`",
            "the columns are id, months"},
        {SMALL, {TIME, .covariates = "armd"}, 1, 1, "there is no column `armd`", "did you mean `armed`?"},
        {SMALL, {TIME, .covariates = "armed,armed"}, 1, 1, "`armed` is there twice", NULL},
        {SMALL, {TIME, .covariates = "armed,failed"}, 1, 1, "`failed` is the event", "known before the failure"},
        {SMALL, {TIME, .covariates = "kind"}, 2, 9, "the cell is no number (so in 6 rows)", "write kind=war"},
        {SMALL, {TIME, .covariates = "kind=wra"}, 1, 24, "no row has the text `wra`", "did you mean `war`?"},
        {SMALL, {TIME, .entered = "-1"}, 1, 1, "`-1` is no duration", NULL},
        {SMALL, {TIME, .entered = "3"}, 2, 3, "the duration is not above the entry (3) (so in 2 rows)",
            "--where 'months > 3'"},
        {SMALL, {TIME, .where = "months > 99"}, 1, 1, "the condition holds in none of the 6 rows", NULL},
        {SMALL, {TIME, .where = "mnths > 99"}, 1, 1, "there is no column `mnths`", "did you mean `months`?"},
        {SMALL, {TIME, .where = "months >"}, 1, 8, "the formula ends after `>`", NULL},
        {SMALL, {TIME, .where = "months"}, 1, 1, "a condition on rows is a comparison", "months > 12"},
        {SMALL, {TIME, .where = "min(months, 3) > 2"}, 1, 1, "functions, distributions and dates",
            "compare columns with numbers and texts, as months > 12 and kind == 'interstate'"},
        {SMALL, {TIME, .where = "kind > 3"}, 2, 9, "the cell is no number, and --where", "compare it with a text"},
        {SMALL, {TIME, .where = "kind > 3 or months > 2"}, 2, 9, "the cell is no number, and --where", NULL},
        {SMALL, {TIME, .where = "kind > 3 and months > 2"}, 2, 9, "the cell is no number, and --where", NULL},
        {SMALL, {TIME, .where = "months > 2 or not kind > 3"}, 2, 9, "the cell is no number, and --where", NULL},
        {SMALL, {TIME, .where = "kind + months > 2"}, 2, 9, "the cell is no number, and --where", NULL},
        {SMALL, {TIME, .where = "-kind > months"}, 2, 9, "the cell is no number, and --where", NULL},
        {"months,failed\n3,1\n-2,1\n0,0\n", {TIME}, 3, 1, "a duration of -2, expected one above 0 (so in 2 rows)",
            "--where 'months > 0'"},
        {"months,failed\n3,1\n,1\n4,0\n", {TIME}, 3, 1, "the cell is empty", "--where 'months >= 0'"},
        {"months,failed\n3,1\n5,yes\n4,0\n", {TIME}, 3, 3, "the cell is no number", "write failed=yes"},
        {"months,failed\n3,1\n5,2\n4,0\n", {TIME}, 3, 3, "`2` is neither 0 nor 1", "1 is a failure"},
        {"months;failed\n3;1\n10.000;1\n", {TIME}, 3, 1, "10.000", NULL},
        {"months,failed\n3,0\n5,0\n4,0\n", {TIME}, 0, 0, "none of the 3 rows failed", "check --event"},
        {"months,failed\n3,1\n3,1\n3,1\n", {TIME}, 0, 0, "the likelihood rises for ever as the shape grows", NULL},
        {"months,failed,x\n3,1,4\n5,0,4\n4,1,4\n", {TIME, .covariates = "x"}, 0, 0, "it is 4 in all 3 rows", NULL},
        {"months,failed,x,y\n3,1,4,8\n5,0,3,6\n4,1,4,8\n9,1,2,4\n", {TIME, .covariates = "x,y"}, 0, 0,
            "it follows exactly from the covariates before it", NULL},
        {"months,failed,x\n3,1,0\n5,0,1\n4,1,0\n9,1,0\n8,0,1\n", {TIME, .covariates = "x"}, 0, 0,
            "none of the 2 rows in which it is 1 failed", "--prior 'x = 0.1 to 10'"},
        {"months,failed,x\n3,0,0\n5,1,1\n4,0,0\n9,1,1\n8,1,1\n", {TIME, .covariates = "x"}, 0, 0,
            "none of the 2 rows in which it is 0 failed", NULL},
    };

    for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
        const refusal *at = &refused[i];
        const ent_diagnostic *said;
        fitted self;
        fit_text(&self, at->text, (ent_fit_request){.choice = at->choice});
        CU_ASSERT_EQUAL(self.status, ENT_ERR_SCENARIO);
        CU_ASSERT_EQUAL_FATAL(self.fit.diagnostics.errors, 1);
        said = &self.fit.diagnostics.item[0];
        CU_ASSERT_EQUAL(said->severity, ENT_SEVERITY_ERROR);
        CU_ASSERT(holds(said->text, at->message));
        CU_ASSERT(at->help == NULL || (said->help != NULL && holds(said->help, at->help)));
        CU_ASSERT(said->help == NULL || strchr(said->help, '%') == NULL); /* it is shown as it stands */
        CU_ASSERT_EQUAL(said->at.line, at->line);
        CU_ASSERT_EQUAL(said->at.column, at->column);
        ent_fit_free(&self.fit);
    }
}

static void test_priors_refused(void)
{
    static const char *const refused[][2] = {{"shape", "`shape` has no ="},
        {"shap = 1 to 2", "there is no term `shap`"}, {"shape = normal(1, 2)", "is no prior of this term"},
        {"shape = 3", "is no prior of this term"}, {"shape = -1 to 2", "expected two numbers above 0"},
        {"shape = lognormal(0, 1", "never closed"}, {"armed = uniform(0, 1)", "is no prior of this term"},
        {"scale = lognormal(x, 1)", "no number"}};
    static const char *const fixed[][2] = {{"scale=3", "`scale` cannot be fixed"}, {"shape=-1", "is no number above 0"},
        {"shape=a", "is no number above 0"}, {"0.6", "has no ="}};
    fitted self;

    for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
        ent_fit_request request = asked("armed");
        request.prior = &refused[i][0];
        request.priors = 1;
        fit_text(&self, SMALL, request);
        CU_ASSERT_EQUAL(self.status, ENT_ERR_SCENARIO);
        CU_ASSERT(self.fit.diagnostics.errors == 1 && holds(self.fit.diagnostics.item[0].text, refused[i][1]));
        ent_fit_free(&self.fit);
    }
    for (size_t i = 0; i < sizeof(fixed) / sizeof(*fixed); i++) {
        ent_fit_request request = asked(NULL);
        request.fixed = fixed[i][0];
        fit_text(&self, SMALL, request);
        CU_ASSERT_EQUAL(self.status, ENT_ERR_SCENARIO);
        CU_ASSERT(self.fit.diagnostics.errors == 1 && holds(self.fit.diagnostics.item[0].text, fixed[i][1]));
        ent_fit_free(&self.fit);
    }
}

/* An interval is lognormal; normal of a coefficient is lognormal of the ratio; a covariate may have an = itself. */
static void test_priors(void)
{
    static const char *const prior[] = {
        "shape = 0.4 to 0.9", "kind=war = normal(-0.5, 0.2)", " scale = lognormal(log(60), 0.4)"};
    ent_fit_request request = asked("kind=war");
    fitted self;

    request.prior = prior;
    request.priors = 3;
    fit_text(&self, SMALL, request);
    CU_ASSERT_EQUAL_FATAL(self.status, ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(self.fit.assumptions.prior[0].mean, log(0.6), 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(self.fit.assumptions.prior[0].sd, log(0.9 / 0.4) / (2 * 1.6448536269514722), 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(self.fit.assumptions.prior[1].mean, log(60), 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(self.fit.assumptions.prior[2].mean, -0.5, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(self.fit.assumptions.prior[2].sd, 0.2, 1e-12);
    CU_ASSERT_FALSE(self.fit.scale_at_mean);
    ent_fit_free(&self.fit);
}

static void test_warnings(void)
{
    fitted self;

    fit_text(&self, "months,failed,year\n3,1,1990\n9,1,1995\n2,0,1993\n14,1,1991\n6,1,1999\n8,1,1992\n30,0,1996\n",
        asked("year"));
    CU_ASSERT_EQUAL_FATAL(self.status, ENT_OK);
    CU_ASSERT_EQUAL_FATAL(self.fit.diagnostics.count, 2);
    CU_ASSERT(holds(self.fit.diagnostics.item[0].text, "5 failures for 3 estimates"));
    CU_ASSERT(
        holds(self.fit.diagnostics.item[1].text, "the scale is that of rows in which it is 0, far from its mean"));
    CU_ASSERT_EQUAL(self.fit.diagnostics.errors, 0);
    ent_fit_free(&self.fit);
}

static void test_no_file(void)
{
    fitted self;

    fit_file(&self, "/nowhere/data.csv", asked(NULL));
    CU_ASSERT_EQUAL(self.status, ENT_ERR_IO);
    CU_ASSERT(holds(self.fit.diagnostics.item[0].text, "/nowhere/data.csv cannot be read"));
    ent_fit_free(&self.fit);
}

int main(void)
{
    CU_TestInfo tests[] = {{"tables", test_tables}, {"factors of a scenario", test_scenario},
        {"truncated", test_truncated}, {"rows", test_rows}, {"empty cells", test_empty_cells},
        {"censored at a duration", test_censor}, {"one row", test_singular}, {"the command in fit.cfg", test_comment},
        {"refused", test_refused}, {"priors refused", test_priors_refused}, {"priors", test_priors},
        {"warnings", test_warnings}, {"no file", test_no_file}, CU_TEST_INFO_NULL};

    return ent_run_suite("fits", tests);
}
