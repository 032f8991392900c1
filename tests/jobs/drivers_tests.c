/* drivers.csv against brute force over draws.csv: shares and chances exactly, intervals by their formulas world by
 * world; stages in closed form; the same bytes for any threads. */
#include "job_case.h"

#include "jobs/run.h"
#include "tables/analysis/drivers.h"
#include "tables/format/csv_reader.h"
#include "tally/student_t.h"

#include <math.h>

enum { WORLDS = 100, DRAWS = 40, GROUPS = 20, BLOCKS = 50 };

#define RUN "run: { worlds = 100; replications = 40; seed = 5; horizon = 12; };"
#define MODEL                                                                                                          \
    "factors: { f = \"normal(0, 1)\"; g = \"bernoulli(30%)\"; fixed = 3; };"                                           \
    "events: { storm: { value = \"logistic(f)\"; }; idle: { value = \"20%\"; }; nothing: { value = 0; };"              \
    "late: { monthly = \"5%\"; }; calm: { value = \"if(agreed, 80%, 10%)\"; }; };"                                     \
    "contributors: { a: { troops = 5; joins = \"if(storm, 90%, 50%)\"; }; b: { troops = 3; joins = 0.6; after = 4; };" \
    "};"                                                                                                               \
    "parties: { s: { threshold = \"uniform(0.2, 0.9)\"; }; t: { threshold = \"unknown(uniform(0.1, 0.5))\"; }; };"     \
    "demands: { d: { options = ( \"x\", \"y\", \"z\" ); s: { weight = 2; scores = ( 1, 0.6, 0 ); refuses = ( 0, 0, "   \
    "\"50%\" ); }; t: { weight = 1; scores = ( 0, 0.6, 1 ); }; };"                                                     \
    "q: { options = ( \"no\", \"yes\" ); available = (\"true\", \"storm\"); s: { weight = 1; scores = (0.2, 1); };"    \
    "t: { weight = 1; scores = (0.5, \"0.3 + 0.2 * g\"); }; }; };"                                                     \
    "talks: { rounds = 3; stages: { first = \"60%\"; second = \"if(storm, 90%, 40%)\"; }; };"                          \
    "truce: { causes: { war: { hazard = \"0.05 * exp(-0.4 * f - 0.5 * storm)\"; }; }; };"

typedef struct drivers_case {
    job_experiment experiment;
    ent_results results;
    ent_csv drivers, draws;
} drivers_case;

static void parse(drivers_case *self, ent_csv *csv, const ent_table *table)
{
    const ent_csv_writer *from = &self->results.table[ent_table_index(table)];

    CU_ASSERT_EQUAL_FATAL(ent_csv_parse(csv, from->bytes, from->length), ENT_OK);
}

static void open_case(drivers_case *self, const char *text)
{
    static const ent_job_request request = {.threads = 2, .draws = WORLDS * DRAWS};
    job_record record;

    *self = (drivers_case){.drivers = {.columns = 0}};
    job_experiment_open(&self->experiment, text, NULL);
    job_record_init(&record);
    CU_ASSERT_EQUAL_FATAL(ent_job_run(&self->results, &request, &record.host, &self->experiment.experiment, 0), ENT_OK);
    parse(self, &self->drivers, &ent_table_drivers);
    parse(self, &self->draws, &ent_table_draws);
}

static void close_case(drivers_case *self)
{
    ent_csv_free(&self->drivers);
    ent_csv_free(&self->draws);
    ent_results_free(&self->results);
    job_experiment_close(&self->experiment);
}

static const char *text_at(const ent_csv *csv, size_t row, const char *column)
{
    CU_ASSERT_NOT_EQUAL_FATAL(ent_csv_column(csv, column), ENT_CSV_NONE);
    return ent_csv_cell(csv, row, ent_csv_column(csv, column));
}

static double number_at(const ent_csv *csv, size_t row, const char *column)
{
    CU_ASSERT_NOT_EQUAL_FATAL(ent_csv_column(csv, column), ENT_CSV_NONE);
    return ent_csv_number(csv, row, ent_csv_column(csv, column));
}

/* Row of a quantity; the number of rows where there is none. */
static size_t find(const drivers_case *self, const char *kind, const char *quantity)
{
    for (size_t row = 0; row < self->drivers.rows; row++) {
        if (strcmp(text_at(&self->drivers, row, "kind"), kind) == 0 &&
            strcmp(text_at(&self->drivers, row, "quantity"), quantity) == 0) {
            return row;
        }
    }
    return self->drivers.rows;
}

static double of(const drivers_case *self, const char *kind, const char *quantity, const char *column)
{
    size_t row = find(self, kind, quantity);

    CU_ASSERT_FATAL(row < self->drivers.rows);
    return number_at(&self->drivers, row, column);
}

/* Equal, or both empty. */
static void near(double found, double expected, double bound)
{
    CU_ASSERT(isnan(found) == isnan(expected) && !(fabs(found - expected) > bound));
}

/* --- brute force -------------------------------------------------------------------------------------------------- */

/* The headline of a case: event and condition are columns of draws.csv; NULL: always. */
typedef struct question {
    const char *event, *given;
} question;

typedef struct counts {
    double n[WORLDS], y[WORLDS], x[WORLDS], b[WORLDS];
} counts;

static bool is_set(const ent_csv *draws, size_t row, const char *column)
{
    return column == NULL || number_at(draws, row, column) != 0.0;
}

/* Whether a quantity holds in a draw; *in_base: whether it is asked there. */
static bool holds(const ent_csv *draws, size_t row, const char *kind, const char *quantity, bool *in_base)
{
    char name[64], demand[64];
    const char *dot = strchr(quantity, '.');

    *in_base = true;
    if (strcmp(kind, "event") == 0) {
        return is_set(draws, row, quantity);
    }
    if (strcmp(kind, "joins") == 0) {
        snprintf(name, sizeof(name), "%s.joins", quantity);
        return is_set(draws, row, name);
    }
    CU_ASSERT_PTR_NOT_NULL_FATAL(dot);
    snprintf(demand, sizeof(demand), "deal.%.*s", (int) (dot - quantity), quantity);
    *in_base = is_set(draws, row, "agreed");
    return strcmp(text_at(draws, row, demand), dot + 1) == 0;
}

static void count(counts *self, const drivers_case *c, const question *asked, const char *kind, const char *quantity)
{
    *self = (counts){{0}, {0}, {0}, {0}};
    for (size_t row = 0; row < c->draws.rows; row++) {
        size_t w = (size_t) number_at(&c->draws, row, "world");
        bool in_base;
        bool x = holds(&c->draws, row, kind, quantity, &in_base);
        bool y = is_set(&c->draws, row, asked->event);
        CU_ASSERT_FATAL(w < WORLDS);
        if (in_base && is_set(&c->draws, row, asked->given)) {
            self->n[w] += 1;
            self->y[w] += y;
            self->x[w] += x;
            self->b[w] += x && y;
        }
    }
}

static double explained(const counts *c, size_t without)
{
    double n = 0, y = 0, x = 0, b = 0, s, p;

    for (size_t w = 0; w < WORLDS; w++) {
        bool in = w % BLOCKS != without;
        n += in ? c->n[w] : 0;
        y += in ? c->y[w] : 0;
        x += in ? c->x[w] : 0;
        b += in ? c->b[w] : 0;
    }
    s = x / n;
    p = y / n;
    return s > 0 && s < 1 && p > 0 && p < 1 ? s * (1 - s) * pow(b / x - (y - b) / (n - x), 2) / (p * (1 - p)) : NAN;
}

/* Half-width of the jackknife of `explained`. */
static double jackknife(const double *without)
{
    double mean = 0, square = 0;

    for (size_t k = 0; k < BLOCKS; k++) {
        mean += without[k] / BLOCKS;
    }
    for (size_t k = 0; k < BLOCKS; k++) {
        square += pow(without[k] - mean, 2);
    }
    return ent_student_t_975(BLOCKS - 1) * sqrt((BLOCKS - 1.0) / BLOCKS * square);
}

static void check_explained(const drivers_case *c, size_t row, const counts *at)
{
    double without[BLOCKS];
    double all = explained(at, BLOCKS);
    double reach;

    for (size_t k = 0; k < BLOCKS; k++) {
        without[k] = explained(at, k);
    }
    reach = jackknife(without);
    near(number_at(&c->drivers, row, "explained"), all, 1e-12);
    near(number_at(&c->drivers, row, "explained_low"), isnan(all) ? NAN : fmax(all - reach, 0), 1e-12);
    near(number_at(&c->drivers, row, "explained_high"), isnan(all) ? NAN : fmin(all + reach, 1), 1e-12);
}

/* The interval of the difference where neither chance is 0 or 1. */
static void check_interval(
    const drivers_case *c, size_t row, const counts *at, double high, double low, double x, double h)
{
    double with = 0, without = 0, worlds = 0, s_high = 0, s_low = 0, shared = 0, se;

    for (size_t w = 0; w < WORLDS; w++) {
        double u = at->b[w] - high * at->x[w];
        double v = at->y[w] - at->b[w] - low * (at->n[w] - at->x[w]);
        with += at->x[w] > 0;
        without += at->n[w] > at->x[w];
        worlds += at->n[w] > 0;
        s_high += u * u / (x * x);
        s_low += v * v / (h * h);
        shared += u * v / (x * h);
    }
    se = sqrt(
        fmax(with / (with - 1) * s_high + without / (without - 1) * s_low - 2 * worlds / (worlds - 1) * shared, 0));
    if (high > 0 && high < 1 && low > 0 && low < 1 && with > 1 && without > 1) {
        double reach = ent_student_t_975((uint64_t) fmin(with, without) - 1) * se;
        near(number_at(&c->drivers, row, "difference_low"), fmax(high - low - reach, -1), 1e-10);
        near(number_at(&c->drivers, row, "difference_high"), fmin(high - low + reach, 1), 1e-10);
    }
}

static void check_row(const drivers_case *c, size_t row, const question *asked)
{
    counts at;
    double n = 0, y = 0, x = 0, b = 0;
    double high, low;

    count(&at, c, asked, text_at(&c->drivers, row, "kind"), text_at(&c->drivers, row, "quantity"));
    for (size_t w = 0; w < WORLDS; w++) {
        n += at.n[w];
        y += at.y[w];
        x += at.x[w];
        b += at.b[w];
    }
    high = x > 0 ? b / x : NAN;
    low = n > x ? (y - b) / (n - x) : NAN;
    near(number_at(&c->drivers, row, "share"), x / n, 0);
    near(number_at(&c->drivers, row, "high"), high, 0);
    near(number_at(&c->drivers, row, "low"), low, 0);
    near(number_at(&c->drivers, row, "difference"), high - low, 0);
    check_interval(c, row, &at, high, low, x, n - x);
    check_explained(c, row, &at);
}

/* Every row of draws, and their order. */
static void check_rows(const drivers_case *c, const question *asked)
{
    size_t checked = 0;
    double before = INFINITY;

    for (size_t row = 0; row < c->drivers.rows; row++) {
        const char *kind = text_at(&c->drivers, row, "kind");
        double size = fabs(number_at(&c->drivers, row, "difference"));
        CU_ASSERT(isnan(size) || size <= before);
        before = isnan(size) ? -1.0 : size;
        if (strcmp(kind, "event") == 0 || strcmp(kind, "joins") == 0 || strcmp(kind, "demand") == 0) {
            check_row(c, row, asked);
            checked++;
        }
    }
    CU_ASSERT(checked >= 10);
}

static void test_events(void)
{
    static const question asked = {"truce.held", NULL};
    drivers_case c;

    open_case(&c, RUN MODEL "headline = \"truce.held\";");
    check_rows(&c, &asked);
    CU_ASSERT_EQUAL(c.drivers.rows, 4 + 4 + 2 + 5 + 2);
    CU_ASSERT_EQUAL(find(&c, "event", "late"), c.drivers.rows); /* not a plain one */
    CU_ASSERT(isnan(of(&c, "event", "nothing", "high")) && isnan(of(&c, "event", "nothing", "difference")));
    CU_ASSERT(isnan(of(&c, "event", "nothing", "explained")));
    CU_ASSERT_EQUAL(of(&c, "event", "nothing", "share"), 0.0);
    CU_ASSERT(of(&c, "event", "storm", "difference_low") > 0);
    CU_ASSERT(
        strstr(c.results.table[ent_table_index(&ent_table_warnings)].bytes,
            ",drivers.csv,no difference where a factor has the same value in every world: number of rows,1") != NULL);
    CU_ASSERT_EQUAL(find(&c, "factor", "fixed") > 0 ? isnan(of(&c, "factor", "fixed", "difference")) : 0, 1);
    close_case(&c);
}

/* Everything is conditional on the headline's condition; an event that is the headline itself has no row. */
static void test_conditional(void)
{
    static const question held = {"truce.held", "storm"}, storm = {"storm", "a.joins"};
    drivers_case c;

    open_case(&c, RUN MODEL "headline = \"truce.held given storm\";");
    check_rows(&c, &held);
    CU_ASSERT_EQUAL(of(&c, "event", "storm", "share"), 1.0);
    CU_ASSERT(isnan(of(&c, "event", "storm", "low")));
    close_case(&c);
    open_case(&c, RUN MODEL "headline = \"storm given a.joins\";");
    check_rows(&c, &storm);
    CU_ASSERT_EQUAL(find(&c, "event", "storm"), c.drivers.rows);
    close_case(&c);
}

/* The headline under the name of a value is still the event. */
static void test_alias(void)
{
    drivers_case c;

    open_case(&c, RUN MODEL "values: { bad = \"storm\"; worse = \"bad\"; }; headline = \"worse\";");
    CU_ASSERT_EQUAL(find(&c, "event", "storm"), c.drivers.rows);
    CU_ASSERT(find(&c, "event", "nothing") < c.drivers.rows);
    close_case(&c);
}

/* `given` of the scenario: the draws left out are not there at all. */
static void test_given(void)
{
    static const question asked = {"truce.held", NULL};
    drivers_case c;

    open_case(&c, RUN MODEL "given = \"agreed or a.joins\"; headline = \"truce.held\";");
    check_rows(&c, &asked);
    CU_ASSERT(c.draws.rows < WORLDS * DRAWS);
    close_case(&c);
}

/* --- factors ------------------------------------------------------------------------------------------------------ */

/* Mean and variance of a stretch of numbers. */
static double mean_of(const double *p, size_t count, double *variance)
{
    double mean = 0, square = 0;

    for (size_t i = 0; i < count; i++) {
        mean += p[i] / (double) count;
    }
    for (size_t i = 0; i < count; i++) {
        square += pow(p[i] - mean, 2);
    }
    *variance = square / ((double) count - 1);
    return mean;
}

/* Chances of the worlds in order of factor f, by the words of the specification. */
static void sort_worlds(const drivers_case *c, double p[WORLDS], double chance[WORLDS])
{
    double value[WORLDS];
    size_t order[WORLDS];

    for (size_t row = 0; row < c->draws.rows; row++) {
        size_t w = (size_t) number_at(&c->draws, row, "world");
        value[w] = number_at(&c->draws, row, "f");
        order[w] = w;
    }
    for (size_t i = 1; i < WORLDS; i++) {
        for (size_t k = i; k > 0 && value[order[k]] < value[order[k - 1]]; k--) {
            size_t swapped = order[k];
            order[k] = order[k - 1];
            order[k - 1] = swapped;
        }
    }
    for (size_t i = 0; i < WORLDS; i++) {
        p[i] = chance[order[i]];
    }
}

static void test_factor(void)
{
    drivers_case c;
    double chance[WORLDS] = {0}, p[WORLDS], group[GROUPS], within = 0, between, total, noise = 0, low = 0, high = 0, v;

    open_case(&c, RUN MODEL "headline = \"truce.held\";");
    for (size_t row = 0; row < c.draws.rows; row++) {
        chance[(size_t) number_at(&c.draws, row, "world")] += number_at(&c.draws, row, "truce.held") / DRAWS;
    }
    sort_worlds(&c, p, chance);
    for (size_t g = 0; g < GROUPS; g++) {
        group[g] = mean_of(p + 5 * g, 5, &v);
        within += v / 5 / GROUPS;
    }
    (void) mean_of(group, GROUPS, &v);
    between = fmax(v * (GROUPS - 1) / GROUPS - 19.0 / 20.0 * within, 0);
    (void) mean_of(p, WORLDS, &total);
    for (size_t i = 0; i < WORLDS; i++) {
        noise += p[i] * (1 - p[i]) / (DRAWS - 1) / WORLDS;
        low += i < 20 ? p[i] / 20 : 0;
        high += i >= 80 ? p[i] / 20 : 0;
    }
    near(of(&c, "factor", "f", "low"), low, 1e-12);
    near(of(&c, "factor", "f", "high"), high, 1e-12);
    near(of(&c, "factor", "f", "difference"), high - low, 1e-12);
    near(of(&c, "factor", "f", "explained"), between / (total - noise), 1e-12);
    CU_ASSERT(of(&c, "factor", "f", "explained_low") < of(&c, "factor", "f", "explained"));
    CU_ASSERT(isnan(of(&c, "factor", "f", "share")));
    CU_ASSERT(find(&c, "factor", "parties.t.threshold") < c.drivers.rows);
    close_case(&c);
}

/* Experts are a row of their own: low and high are those of experts.csv. */
static void test_experts(void)
{
    drivers_case c;
    ent_csv experts = {.columns = 0};

    open_case(&c, RUN MODEL "headline = \"truce.held\"; experts: { x: { weight = 1; set = (\"factors.g = 0\","
                            "\"truce.causes.war.hazard = 0.2\"); }; y: { weight = 2; set = (\"factors.g = 1\"); }; };");
    parse(&c, &experts, &ent_table_experts);
    near(of(&c, "factor", "experts", "low"), number_at(&experts, 0, "probability"), 0);
    near(of(&c, "factor", "experts", "high"), number_at(&experts, 1, "probability"), 0);
    CU_ASSERT(of(&c, "factor", "g", "difference") == of(&c, "factor", "experts", "difference"));
    ent_csv_free(&experts);
    close_case(&c);
}

/* --- stages ------------------------------------------------------------------------------------------------------- */

/* Two stages with chances q, where any package is a deal: both are passed in time exactly where there is one. Stage one
 * is passed within 3 months with chance 1 - (1 - q)^3; both with the chance of a sum of two geometric times. Without
 * the first there is no second. Compared at 5 standard errors: 6 false alarms in ten million. chance: of the first. */
static void check_stages(const char *chance)
{
    char text[1024];
    drivers_case c;
    double q = 0.5, r = 0.4;
    double one = 1 - pow(1 - q, 3);
    double both = q * r + q * (1 - r) * r + (1 - q) * q * r; /* in months 1 and 2, 1 and 3, 2 and 3 */

    snprintf(text, sizeof(text),
        RUN "parties: { s: { threshold = 0; }; }; demands: { d: { options = (\"x\"); s: { weight = 1; scores = (1); }; "
            "}; };"
            "events: { tick: { at = 1; during = \"talks\"; }; };"
            "talks: { rounds = 3; stages: { first = \"%s\"; second = \"40%%\"; }; }; headline = \"agreed\";",
        chance);
    open_case(&c, text);
    CU_ASSERT(fabs(of(&c, "stage", "first", "share") - one) < 5 * sqrt(one * (1 - one) / (WORLDS * DRAWS)));
    CU_ASSERT(fabs(of(&c, "stage", "second", "share") - both) < 5 * sqrt(both * (1 - both) / (WORLDS * DRAWS)));
    CU_ASSERT_EQUAL(of(&c, "stage", "second", "low"), 0.0);
    CU_ASSERT_EQUAL(of(&c, "stage", "second", "high"), 1.0);
    CU_ASSERT_EQUAL(of(&c, "stage", "second", "difference_high"), 1.0);
    CU_ASSERT(of(&c, "stage", "second", "difference_low") > 0.9 && of(&c, "stage", "second", "difference_low") < 1);
    CU_ASSERT_DOUBLE_EQUAL(of(&c, "stage", "second", "explained"), 1.0, 1e-12);
    CU_ASSERT_EQUAL(of(&c, "stage", "first", "low"), 0.0);
    CU_ASSERT_DOUBLE_EQUAL(of(&c, "stage", "first", "high"),
        of(&c, "stage", "second", "share") / of(&c, "stage", "first", "share"), 1e-12);
    CU_ASSERT(isnan(of(&c, "demand", "d.x", "low")) && of(&c, "demand", "d.x", "share") == 1.0);
    close_case(&c);
}

static void test_stages(void)
{
    check_stages("50%");
    check_stages("if(tick, 50%, 50%)"); /* by month: the clock of the talks passes them */
    check_stages("0.5 + 0 * calendar");
}

/* --- bytes and edges ---------------------------------------------------------------------------------------------- */

/* The same bytes of drivers.csv for any number of threads, worlds of few and of many draws, and split worlds. */
static void test_same_bytes(void)
{
    static const char *const size[] = {"run: { worlds = 2000; replications = 1; horizon = 6; };",
        "run: { worlds = 600; replications = 7; horizon = 6; };",
        "run: { worlds = 60; replications = 900; horizon = 6; };",
        "run: { worlds = 3; replications = 70000; horizon = 6; };"};

    for (size_t s = 0; s < sizeof(size) / sizeof(*size); s++) {
        ent_job_request request = {.threads = 1};
        job_experiment experiment;
        ent_results first = {0}, other = {0};
        const ent_csv_writer *a, *b;
        char text[8192];
        job_record record;
        snprintf(text, sizeof(text), "%s%s", size[s], MODEL "headline = \"truce.held\";");
        job_experiment_open(&experiment, text, NULL);
        job_record_init(&record);
        CU_ASSERT_EQUAL_FATAL(ent_job_run(&first, &request, &record.host, &experiment.experiment, 0), ENT_OK);
        request.threads = 3;
        CU_ASSERT_EQUAL_FATAL(ent_job_run(&other, &request, &record.host, &experiment.experiment, 0), ENT_OK);
        a = &first.table[ent_table_index(&ent_table_drivers)];
        b = &other.table[ent_table_index(&ent_table_drivers)];
        CU_ASSERT(a->length == b->length && a->length > 1000 && memcmp(a->bytes, b->bytes, a->length) == 0);
        ent_results_free(&first);
        ent_results_free(&other);
        job_experiment_close(&experiment);
    }
}

/* No rows for a headline that is a mean, and none where there is nothing to move it. */
static void test_no_rows(void)
{
    drivers_case c;
    ent_csv warnings = {.columns = 0};

    open_case(&c, RUN "headline = \"truce.held\"; truce: { causes: { w: { hazard = 0.05; }; }; };");
    CU_ASSERT_EQUAL(c.drivers.rows, 0);
    close_case(&c);
    open_case(&c, RUN MODEL "measures: { peace = \"truce.months\"; }; headline = \"mean(peace)\";");
    CU_ASSERT_EQUAL(c.drivers.rows, 0);
    parse(&c, &warnings, &ent_table_warnings);
    CU_ASSERT_STRING_EQUAL(text_at(&warnings, 0, "path"), "headline");
    CU_ASSERT_PTR_NOT_NULL(strstr(text_at(&warnings, 0, "warning"), "drivers.csv"));
    ent_csv_free(&warnings);
    close_case(&c);
}

int main(void)
{
    CU_TestInfo tests[] = {{"events", test_events}, {"conditional", test_conditional}, {"alias", test_alias},
        {"given", test_given}, {"factor", test_factor}, {"experts", test_experts}, {"stages", test_stages},
        {"same bytes", test_same_bytes}, {"no rows", test_no_rows}, CU_TEST_INFO_NULL};

    return ent_run_suite("drivers", tests);
}
