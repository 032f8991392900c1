/* Every warning about the figures of a run, from text to path, words and count: just beyond its limit, and none at it.
 */
#include "run/experiment_text.h"
#include "run/experts/experts.h"

#include "tables/warnings.h"

#include <string.h>

#define RUN "run: { worlds = 40; replications = 20; seed = 1; };"
#define DRIVERS(rows)                                                                                                  \
    {                                                                                                                  \
        "drivers.csv",                                                                                                 \
            "no difference where a quantity holds in every draw (an option: in every deal) or in none: number of "     \
            "rows",                                                                                                    \
            rows                                                                                                       \
    }
#define NOT_MEASURED "the range across worlds is not measured: "
#define OF_WORLDS "number of worlds (months of worlds, where it changes by month)"
#define OF_DRAWS "number of draws (months of draws, where it changes by month)"
#define END                                                                                                            \
    {                                                                                                                  \
        NULL, NULL, 0                                                                                                  \
    }

/* The warnings of a variant of a run. */
typedef struct warned {
    experiment_text run;
    ent_warnings warnings;
    ent_diagnostics said;
    int status;
} warned;

static void collect(warned *self, const char *text, size_t variant)
{
    const ent_run_options options = {.threads = 1};
    const ent_variant_model *model;

    *self = (warned){.status = ENT_OK};
    CU_ASSERT_FATAL(experiment_text_open(&self->run, text, NULL));
    model = self->run.experiment.item[variant];
    CU_ASSERT_FATAL(ent_experts_guards(&model->model) <= 64);
    CU_ASSERT_EQUAL_FATAL(ent_run_model(&model->model, &options, NULL, 0, &self->run.tally, self->run.guard), ENT_OK);
    self->status = ent_warnings_collect(&self->warnings, model, &self->run.tally, self->run.guard, &self->said);
}

static void end(warned *self)
{
    ent_warnings_free(&self->warnings);
    ent_diagnostics_free(&self->said);
    experiment_text_close(&self->run);
}

/* The warnings are `row`, up to END, in this order. */
static void expect(const char *text, size_t variant, const ent_warning_row *row)
{
    warned made;
    size_t count = 0;

    collect(&made, text, variant);
    CU_ASSERT_EQUAL(made.status, ENT_OK);
    CU_ASSERT_EQUAL(made.said.count, 0);
    for (size_t i = 0; i < made.warnings.rows; i++) {
        const ent_warning_row *found = &made.warnings.row[i];
        bool same = row[count].path != NULL && strcmp(found->path, row[count].path) == 0 &&
                    strcmp(found->warning, row[count].warning) == 0 && found->count == row[count].count;
        CU_ASSERT_TRUE(same);
        if (!same) {
            printf("\n%s: %s: %d\n", found->path, found->warning, (int) found->count);
        }
        count += row[count].path != NULL ? 1 : 0;
    }
    CU_ASSERT_PTR_NULL(row[count].path);
    end(&made);
}

/* --- values ------------------------------------------------------------------------------------------------------- */

/* Of worlds and of draws, chances and amounts. Without experts each guard has a row of its own. */
static void test_clamped(void)
{
    expect("run: { worlds = 40; replications = 5; }; factors: { x = \"uniform(2, 3)\"; };"
           "events: { h = \"50%\"; e = \"x\"; f = \"if(h, 2, 1 - x)\"; g = \"if(h, 1, 0)\"; };"
           "contributors: { a: { troops = \"x - 9\"; }; b: { troops = \"if(h, -5, -1)\"; };"
           "c: { troops = \"x - 2\"; joins = \"50%\"; }; }; headline = \"h\";",
        0,
        (ent_warning_row[]){
            {"events.e", "`x` is above 1 in every draw, expected a probability from 0% to 100%; it counts as 1", 0},
            {"contributors.a.troops",
                "`x - 9` is below 0 in every draw, expected a number of troops, 0 or more; it counts as 0", 0},
            {"contributors.b.troops",
                "`if(h, -5, -1)` is below 0 in every draw, expected a number of troops, 0 or more; it counts as 0", 0},
            {"events.e", "left [0, 1] and was held there: " OF_WORLDS, 40},
            {"events.f", "left [0, 1] and was held there: " OF_DRAWS, 200},
            {"contributors.a.troops", "fell below 0 and was held there: " OF_WORLDS, 40},
            {"contributors.b.troops", "fell below 0 and was held there: " OF_DRAWS, 200},
            {"headline",
                NOT_MEASURED "it stands on 5.0 draws a world on average, and at least 10 are needed; run.replications "
                             "= 10 or more would do",
                0},
            DRIVERS(3), END});
}

/* Twenty, more than the first rows that there is room for. */
static void test_many(void)
{
    char text[4000] = RUN "factors: { x = \"uniform(0, 3)\"; }; headline = \"agreed\"; events: { ";
    warned made;

    for (int i = 0; i < 20; i++) {
        size_t length = strlen(text);
        (void) snprintf(text + length, sizeof(text) - length, "e%d = \"x - %d\"; ", i, i % 2);
    }
    strcat(text, "};");
    collect(&made, text, 0);
    CU_ASSERT_EQUAL(made.status, ENT_OK);
    CU_ASSERT_FATAL(made.warnings.rows > 20);
    for (size_t i = 0; i < 20; i++) {
        char path[32];
        (void) snprintf(path, sizeof(path), "events.e%zu", i);
        CU_ASSERT_STRING_EQUAL(made.warnings.row[i].path, path);
        CU_ASSERT_STRING_EQUAL(made.warnings.row[i].warning, "left [0, 1] and was held there: " OF_WORLDS);
        CU_ASSERT_TRUE(made.warnings.row[i].count > 0);
    }
    end(&made);
}

static void expect_error(
    const ent_diagnostics *said, size_t i, const char *path, const char *text, const char *help, int line)
{
    CU_ASSERT_FATAL(i < said->count);
    CU_ASSERT_EQUAL(said->item[i].severity, ENT_SEVERITY_ERROR);
    CU_ASSERT_STRING_EQUAL(said->item[i].path, path);
    CU_ASSERT_STRING_EQUAL(said->item[i].text, text);
    CU_ASSERT_STRING_EQUAL(said->item[i].help, help);
    CU_ASSERT_EQUAL(said->item[i].at.line, line);
}

/* Formulas that give no number are errors, each at its setting; the warnings are complete all the same. */
static void test_no_number(void)
{
    static const char *const help =
        "look for a logarithm or root of a negative number, 0 / 0, or a distribution whose numbers do not fit";
    static const char *const of_measure =
        "look for a logarithm or root of a negative number, 0 / 0, or 0 * inf: talks.month is infinite without a deal, "
        "and the measure's own condition leaves such draws out, as in { value = \"\xE2\x80\xA6\"; given = \"agreed\"; "
        "}";
    warned made;

    collect(&made,
        RUN "factors: { x = \"uniform(2, 3)\"; };\nevents: { h = \"50%\";\ne = \"log(0 - x)\";\n"
            "f = \"if(h, sqrt(1 - x), 0.5)\"; g = \"x - 1\"; };\nmeasures: { m = \"if(h, sqrt(1 - x), x)\"; };"
            "headline = \"h\";",
        0);
    CU_ASSERT_EQUAL(made.status, ENT_ERR_NUMERIC);
    CU_ASSERT_EQUAL_FATAL(made.said.count, 3);
    expect_error(&made.said, 0, "events.e",
        "the formula gave no number in 40 worlds (months of worlds, where it "
        "changes by month)",
        help, 3);
    expect_error(&made.said, 1, "events.f",
        "the formula gave no number in 396 draws (months of draws, where it "
        "changes by month)",
        help, 4);
    expect_error(&made.said, 2, "measures.m",
        "the formula gave no number in 396 draws (months of draws, where it "
        "changes by month)",
        of_measure, 5);
    CU_ASSERT_TRUE_FATAL(made.warnings.rows > 1);
    CU_ASSERT_STRING_EQUAL(made.warnings.row[0].path, "events.g"); /* held: above 1 */
    end(&made);
}

/* --- ranges ------------------------------------------------------------------------------------------------------- */

#define UNKNOWN "factors: { x = \"uniform(0.2, 0.8)\"; };"
#define NOISE                                                                                                          \
    NOT_MEASURED "at 20 replications the differences between worlds cannot be told from the chance within them; no "   \
                 "number of replications is known that would do"

/* Worlds, draws, noise. An average just below the least number is not rounded up to it. */
static void test_ranges(void)
{
    expect("run: { worlds = 9; replications = 20; };" UNKNOWN "events: { e = \"x\"; }; headline = \"e\";", 0,
        (ent_warning_row[]){{"run.worlds", "fewer than 30 worlds: intervals stand on few worlds and are wide", 9},
            {"headline",
                NOT_MEASURED
                "it stands on 9 of 9 worlds, and at least 10 are needed; more worlds (run.worlds) would do",
                0},
            END});
    expect("run: { worlds = 40; replications = 10; seed = 2; };" UNKNOWN
           "events: { c = \"99.8%\"; e = \"x\"; }; headline = \"e given c\";",
        0,
        (ent_warning_row[]){{"headline",
                                NOT_MEASURED "it stands on 9.9 draws a world on average, and at least 10 are needed; "
                                             "run.replications = 11 or more would do",
                                0},
            DRIVERS(1), END});
    expect(RUN UNKNOWN "events: { e = \"0%\"; f = \"x\"; }; headline = \"e\";", 0,
        (ent_warning_row[]){{"headline", NOISE, 0}, END});
    expect("run: { worlds = 100; replications = 100; seed = 1; };" UNKNOWN "events: { e = \"x\"; }; headline = \"e\";",
        0, (ent_warning_row[]){END});
}

/* --- worlds ------------------------------------------------------------------------------------------------------- */

/* Of a run: one, 29, 30. */
static void test_worlds_of_a_run(void)
{
    expect("run: { worlds = 1; replications = 20; }; events: { e = \"50%\"; }; headline = \"e\";", 0,
        (ent_warning_row[]){
            {"run.worlds", "a single world: there are no Monte Carlo intervals and no differences", 1}, END});
    expect("run: { worlds = 1; replications = 20; }; factors: { x = \"uniform(0, 3)\"; };"
           "events: { e = \"50%\"; f = \"x - 0.1\"; }; headline = \"e\";",
        0,
        (ent_warning_row[]){{"events.f", "left [0, 1] and was held there: " OF_WORLDS, 1},
            {"run.worlds", "a single world: there are no Monte Carlo intervals and no differences", 1},
            {"headline",
                NOT_MEASURED
                "it stands on 1 of 1 worlds, and at least 10 are needed; more worlds (run.worlds) would do",
                0},
            DRIVERS(1), END});
    expect("run: { worlds = 29; replications = 20; }; events: { e = \"50%\"; }; headline = \"e\";", 0,
        (ent_warning_row[]){
            {"run.worlds", "fewer than 30 worlds: intervals stand on few worlds and are wide", 29}, END});
    expect("run: { worlds = 30; replications = 20; }; events: { e = \"50%\"; }; headline = \"e\";", 0,
        (ent_warning_row[]){END});
}

/* In which the condition of the headline holds, by seed: one, 29, 30 of 60. Draws are counted in these worlds alone. */
#define CONDITION(seed, replications, above)                                                                           \
    "run: { worlds = 60; replications = " replications "; seed = " seed "; }; factors: { x = \"uniform(0, 1)\"; };"    \
    "events: { c = \"if(x > " above ", 1, 0)\"; e = \"x\"; }; headline = \"e given c\";"

static void test_worlds_of_a_condition(void)
{
    expect(CONDITION("5", "100", "0.98"), 0,
        (ent_warning_row[]){
            {"headline", "its condition held in a single world: there is no interval and no difference", 1},
            {"headline",
                NOT_MEASURED
                "it stands on 1 of 60 worlds, and at least 10 are needed; more worlds (run.worlds) would do",
                0},
            DRIVERS(1), END});
    expect(CONDITION("2", "100", "0.5"), 0,
        (ent_warning_row[]){
            {"headline", "its condition held in fewer than 30 worlds: its intervals stand on few worlds and are wide",
                29},
            DRIVERS(1), END});
    expect(CONDITION("5", "100", "0.5"), 0, (ent_warning_row[]){DRIVERS(1), END});
    expect(CONDITION("5", "5", "0.5"), 0,
        (ent_warning_row[]){{"headline",
                                NOT_MEASURED "it stands on 5.0 draws a world on average, and at least 10 are needed; "
                                             "run.replications = 20 or more would do",
                                0},
            DRIVERS(1), END});
}

/* That belong to an expert: 29 of 60, then 30 of each; none to one without a weight; 30 and 29 in all. */
#define EXPERTS(worlds, seed, weight)                                                                                  \
    "run: { worlds = " worlds "; replications = 100; seed = " seed "; }; factors: { p = 0; };"                         \
    "events: { e = \"p\"; }; headline = \"e\"; experts: { a: { weight = " weight                                       \
    "; set = (\"factors.p = uniform(0.1, 0.5)\"); };"                                                                  \
    "b: { set = (\"factors.p = uniform(0.5, 0.9)\"); }; };"

#define OF_EXPERT "fewer than 30 worlds belong to this expert: its own figures stand on few worlds and are wide"

static void test_worlds_of_experts(void)
{
    expect(EXPERTS("60", "4", "1"), 0, (ent_warning_row[]){{"experts.a", OF_EXPERT, 29}, END});
    expect(EXPERTS("60", "3", "1"), 0, (ent_warning_row[]){END});
    expect(EXPERTS("60", "1", "0"), 0, (ent_warning_row[]){END});
    expect(EXPERTS("30", "1", "1"), 0,
        (ent_warning_row[]){{"experts.a", OF_EXPERT, 14}, {"experts.b", OF_EXPERT, 16}, END});
    expect(EXPERTS("29", "1", "1"), 0,
        (ent_warning_row[]){
            {"run.worlds", "fewer than 30 worlds: intervals stand on few worlds and are wide", 29}, END});
}

/* Where one expert alone has a weight, and is sure, nothing is unknown: no range is missed. With two there is, and
 * where the one is not sure. */
#define SURE(weight, other)                                                                                            \
    RUN "factors: { p = 0.5; q = 1; }; events: { e = \"p\"; }; headline = \"e\"; experts: { a: { weight = " weight     \
        "; set = (\"factors.q = uniform(1, 2)\"); }; b: { weight = 3; set = (\"factors.q = " other "\"); }; };"

static void test_unknowns_of_experts(void)
{
    static const ent_warning_row constant = {
        "drivers.csv", "no difference where a factor has the same value in every world: number of rows", 1};

    expect(SURE("0", "2"), 0, (ent_warning_row[]){constant, END});
    expect(SURE("1", "2"), 0, (ent_warning_row[]){{"headline", NOISE, 0}, {"experts.a", OF_EXPERT, 8}, constant, END});
    expect(SURE("0", "uniform(1, 3)"), 0, (ent_warning_row[]){{"headline", NOISE, 0}, constant, END});
}

/* Clamped draws of all experts are one row; worlds of one and draws of another are two. */
static void test_clamped_with_experts(void)
{
    expect("run: { worlds = 20; replications = 100; seed = 1; }; factors: { p = \"uniform(2, 3)\"; }; events: { e = "
           "\"p\"; f = \"p - 1.5\"; g = \"50%\"; h = \"p\"; };"
           "headline = \"g\"; experts: { a: { }; b: { set = (\"events.g = 70%\", \"events.h = if(g, 2, 1)\"); }; };",
        0,
        (ent_warning_row[]){
            {"events.e", "`p` is above 1 in every draw, expected a probability from 0% to 100%; it counts as 1", 0},
            {"events.h", "`p` is above 1 in every draw, expected a probability from 0% to 100%; it counts as 1", 0},
            {"events.e", "left [0, 1] and was held there: " OF_WORLDS, 20},
            {"events.f", "left [0, 1] and was held there: " OF_WORLDS, 11},
            {"events.h", "left [0, 1] and was held there: " OF_WORLDS, 8},
            {"events.h", "left [0, 1] and was held there: " OF_DRAWS, 799},
            {"run.worlds", "fewer than 30 worlds: intervals stand on few worlds and are wide", 20}, DRIVERS(2), END});
}

/* --- what is counted ---------------------------------------------------------------------------------------------- */

/* Nothing: no draw that `given` keeps, and no draw in the condition of the headline. The mean of a measure has no
 * drivers. */
static void test_nothing_counted(void)
{
    expect(RUN "events: { e = \"0%\"; f = \"50%\"; }; measures: { m = { value = \"1\"; given = \"e\"; }; };"
               "headline = \"f\"; given = \"e\";",
        0, (ent_warning_row[]){{"given", "it holds in no draw: nothing is left to count", 800}, END});
    expect(RUN "events: { e = \"0%\"; f = \"50%\"; }; headline = \"f given e\";", 0,
        (ent_warning_row[]){{"headline", "its condition never held: there is nothing to divide", 0}, DRIVERS(1), END});
    expect(RUN "events: { f = \"50%\"; }; measures: { m = \"10 * f\"; }; headline = \"mean(m)\";", 0,
        (ent_warning_row[]){
            {"headline", "it is the mean of a measure: drivers.csv, which compares chances, has no rows", 0}, END});
}

/* Contributors and parties whose numbers are too large for sums, in some draws and in all, beside those that are not.
 */
static void test_beyond(void)
{
    static const char *const words =
        "beyond 4.4e12 in these draws: its mean, and percentiles that large, are left empty";
    static const ent_warning_row idle = {
        "parties", "there are no talks without `demands`: a deal is signed at once, whatever stands here", 0};

    expect(RUN "events: { h = \"50%\"; }; headline = \"h\"; contributors: { a: { troops = 4e12; joins = \"60%\"; };"
               "b: { troops = \"if(h, 4.5e12, 5)\"; }; }; parties: { p: { threshold = 0.5; }; q: { threshold = \"if(h, "
               "1, 1e13)\"; }; };",
        0,
        (ent_warning_row[]){
            idle, {"contributors.b.troops", words, 396}, {"parties.q.threshold", words, 404}, DRIVERS(1), END});
    expect(RUN
        "events: { h = \"50%\"; }; headline = \"h\"; contributors: { a: { troops = \"if(h, 4.5e12, 5)\"; };"
        "b: { troops = 4e12; }; }; parties: { p: { threshold = \"if(h, 1, 1e13)\"; }; q: { threshold = 0.5; }; };",
        0,
        (ent_warning_row[]){
            idle, {"contributors.a.troops", words, 396}, {"parties.p.threshold", words, 404}, DRIVERS(2), END});
}

/* Measures with infinite numbers, and without any; 1.3e36 is near the largest number that can be summed. As many
 * numbers below 0 as above are numbers too. */
static void test_measures(void)
{
    static const char *const words = "infinite or beyond 1.3e36 in these draws: its mean is left empty; leave them out "
                                     "by the measure's own condition, such as given = \"agreed\" where it reads "
                                     "talks.month";

    expect(RUN "events: { e = \"0%\"; h = \"50%\"; }; headline = \"h\"; measures: { a = \"if(h, 1.4e36, 1)\";"
               "b: { value = \"1\"; given = \"e\"; }; c = \"1.2e36\"; d: { value = \"1e40\"; given = \"not h\"; };"
               "f: { value = \"-1\"; given = \"h\"; }; g = \"if(h, 1, 1e40)\"; };",
        0,
        (ent_warning_row[]){{"measures.a", words, 396},
            {"measures.b", "its condition never held: it has no figures", 0}, {"measures.d", words, 404},
            {"measures.g", words, 404}, DRIVERS(1), END});
    expect(CONDITION("5", "100", "0.5") "measures: { m = \"if(x > 0.5, 1, -1)\"; };", 0,
        (ent_warning_row[]){DRIVERS(1), END});
}

#define NO_VALUE(check)                                                                                                \
    "`" check "` has no value, since in these draws the number is infinite, not a number or beyond 4.4e12: leave "     \
    "them out by a condition, as in `E(talks.month given agreed)`"

/* Checks of a number without a mean, each of its variant: one of a condition, of a smaller number, of a chance and of
 * the mean of a measure have none. */
static void test_means(void)
{
    static const char text[] =
        RUN "events: { h = \"50%\"; }; headline = \"h\"; measures: { m = \"if(h, 1e13, 1)\"; };"
            "checks = (\"E(if(h, 1e13, 1)) > 1\", \"E(if(h, 4e12, 1)) > 1\", \"E(if(h, 1e13, 1) given not h) > 0\","
            "\"P(h) > 0.1\", \"mean(m) > 1\", \"E(if(h, 1, 2)) < E(if(h, 1, 1e13))\", \"E(if(h, 1e13, 1)) > 2 in v\");"
            "variants: { v: { set = (\"events.h = 100%\"); }; };";

    expect(text, 0,
        (ent_warning_row[]){{"checks", NO_VALUE("E(if(h, 1e13, 1)) > 1"), 396},
            {"checks", NO_VALUE("E(if(h, 1, 2)) < E(if(h, 1, 1e13))"), 404}, END});
    expect(text, 1, (ent_warning_row[]){{"checks", NO_VALUE("E(if(h, 1e13, 1)) > 2 in v"), 800}, END});
}

/* --- results ------------------------------------------------------------------------------------------------------ */

/* Draws that no outcome takes; none where the outcomes take all. */
static void test_unclassified(void)
{
    expect(RUN "events: { h = \"50%\"; }; headline = \"h\"; outcomes: { yes: { when = \"h\"; }; };", 0,
        (ent_warning_row[]){{"outcomes", "no outcome takes these draws: they are counted as unclassified", 404}, END});
    expect(RUN "events: { h = \"50%\"; }; headline = \"h\"; outcomes: { yes: { when = \"h\"; };"
               "no: { when = \"not h\"; }; };",
        0, (ent_warning_row[]){END});
}

#define TALKS(threshold)                                                                                               \
    "parties: { p: { threshold = " threshold "; }; }; events: { h = \"50%\"; }; headline = \"h\";"                     \
    "demands: { d: { options = (\"good\", \"bad\"); p: { scores = (0.9, 0.5); }; }; }; talks: { rounds = 2; };"
#define NO_DEAL                                                                                                        \
    {                                                                                                                  \
        "talks",                                                                                                       \
            "in no draw were all stages passed in time and a package acceptable to all parties: there is never a "     \
            "deal",                                                                                                    \
            800                                                                                                        \
    }

/* Talks without a deal, and deals that are signed but never in force. */
static void test_no_deal(void)
{
    static const char asked[] =
        RUN TALKS("0") "ratification: { a: { by = \"p\"; chance = \"if(h, 50%, 0%) * 0\"; }; };";

    expect(RUN TALKS("1"), 0, (ent_warning_row[]){NO_DEAL, DRIVERS(2), END});
    expect(RUN TALKS("1") "given = \"not agreed\";", 0, (ent_warning_row[]){DRIVERS(2), END});
    expect(RUN TALKS("0"), 0, (ent_warning_row[]){DRIVERS(2), END});
    expect(RUN TALKS("1") "ratification: { a: { by = \"p\"; chance = 0.5; }; };", 0,
        (ent_warning_row[]){NO_DEAL, DRIVERS(2), END});
    expect(
        RUN TALKS("0") "ratification: { a: { by = \"p\"; chance = 0.5; }; };", 0, (ent_warning_row[]){DRIVERS(2), END});
    expect(asked, 0,
        (ent_warning_row[]){
            {"ratification", "deals are signed, but in no draw do all say yes: none ever enters into force", 800},
            DRIVERS(2), END});
    expect(RUN "events: { h = \"50%\"; }; headline = \"h\"; truce: { causes: { c: { hazard = 0.1; }; }; };", 0,
        (ent_warning_row[]){END});
    expect(RUN "events: { h = \"50%\"; }; headline = \"h\"; talks: { stages: { s: \"0%\"; }; };", 0,
        (ent_warning_row[]){
            {"talks.stages",
                "there are no talks (no parties, no demands): a deal is signed at once, and no stage holds it up", 0},
            END});
}

/* Drivers that hold in every draw or in none, a stage among them; an option in every deal or in none, of deals in half
 * of the draws. */
static void test_empty_drivers(void)
{
    expect(RUN "events: { h = \"50%\"; a = \"0%\"; b = \"100%\"; c = \"20%\"; }; headline = \"h\";", 0,
        (ent_warning_row[]){DRIVERS(2), END});
    expect(RUN "events: { h = \"50%\"; c = \"50%\"; }; headline = \"h\";"
               "parties: { p: { threshold = \"if(c, 0, 1)\"; }; };"
               "demands: { d: { options = (\"good\", \"bad\"); p: { scores = (0.9, 0.5); }; };"
               "g: { options = (\"left\", \"right\"); p: { scores = (\"if(h, 0.9, 0)\", \"if(h, 0, 0.9)\"); }; }; };"
               "talks: { rounds = 1; stages: { s: \"100%\"; }; };",
        0, (ent_warning_row[]){DRIVERS(3), END});
}

/* Messages that are no warnings are not among the rows. */
static void test_of_the_file(void)
{
    expect(RUN "events: { h = \"40% to 60%\"; }; headline = \"h\";", 0,
        (ent_warning_row[]){
            {"events.h", "a distribution inside a probability is drawn anew in every draw, so only its mean matters",
                0},
            END});
    expect("run: { worlds = 100; replications = 20; design = \"lhs\"; }; factors: { x = \"uniform(0, 1)\"; };"
           "events: { h = \"x\"; }; headline = \"h\";",
        0, (ent_warning_row[]){END});
}

int main(void)
{
    CU_TestInfo tests[] = {{"clamped", test_clamped}, {"many", test_many}, {"no number", test_no_number},
        {"ranges", test_ranges}, {"worlds of a run", test_worlds_of_a_run},
        {"worlds of a condition", test_worlds_of_a_condition}, {"worlds of experts", test_worlds_of_experts},
        {"unknowns of experts", test_unknowns_of_experts}, {"clamped with experts", test_clamped_with_experts},
        {"nothing counted", test_nothing_counted}, {"beyond", test_beyond}, {"measures", test_measures},
        {"means", test_means}, {"unclassified", test_unclassified}, {"no deal", test_no_deal},
        {"empty drivers", test_empty_drivers}, {"of the file", test_of_the_file}, CU_TEST_INFO_NULL};

    return ent_run_suite("warnings", tests);
}
