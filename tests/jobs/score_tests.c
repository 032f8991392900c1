/* Scores as calls: chances in closed form, cases and sets, samples, conditions, forecasts of others, the closing
 * sentence, and cases that cannot be scored. */
#include "job_case.h"

#include "jobs/score/score.h"

#include <math.h>

static const ent_job_request in_memory = {.threads = 2};

/* An exponential truce: S(t) = exp(-t / 50). */
#define TRUCE                                                                                                          \
    "run: { worlds = 400; replications = 50; seed = 3; horizon = 120; };"                                              \
    "truce: { causes: { war: { hazard = \"weibull_hazard(1, 50)\"; }; }; };"

typedef struct scored {
    job_experiment loaded;
    job_record record;
    ent_score_file file;
    ent_score score;
    int status;
} scored;

static void score(scored *self, const char *text, bool named)
{
    *self = (scored){.status = ENT_OK};
    job_experiment_open(&self->loaded, text, NULL);
    job_record_init(&self->record);
    self->file = (ent_score_file){"case.cfg", &self->loaded.experiment, named};
    self->status = ent_job_score(&self->score, &in_memory, &self->record.host, &self->file, 1);
}

static void close_score(scored *self)
{
    ent_score_free(&self->score);
    job_experiment_close(&self->loaded);
}

/* Chances within 5 standard errors of 20,000 draws: a false alarm in 6 of ten million comparisons with other seeds. */
static void check_chance(double found, double chance)
{
    CU_ASSERT_DOUBLE_EQUAL(found, chance, 5.0 * sqrt(chance * (1.0 - chance) / 20000.0));
}

static bool has_text(const ent_score *self, ent_severity severity, const char *text)
{
    for (size_t i = 0; i < self->diagnostics.count; i++) {
        if (strstr(self->diagnostics.item[i].text, text) != NULL) {
            return self->diagnostics.item[i].severity == severity;
        }
    }
    return false;
}

static void one_case(void)
{
    scored made;
    const ent_score_row *row;

    score(&made, TRUCE "observed: { agreed = true; truce_months = 30; ended = true; };", true);
    CU_ASSERT_EQUAL_FATAL(made.status, ENT_OK);
    CU_ASSERT_EQUAL_FATAL(made.score.cases, 1);
    row = &made.score.one[0].row;
    CU_ASSERT_STRING_EQUAL(row->set, "cases");
    check_chance(row->at[0].chance.p, exp(-12.0 / 50.0));
    check_chance(row->at[3].chance.p, exp(-120.0 / 50.0));
    CU_ASSERT_EQUAL(row->at[1].held, ENT_HELD);
    CU_ASSERT_EQUAL(row->at[2].held, ENT_HELD_NOT);
    CU_ASSERT_EQUAL(row->at[2].weight, 1.0);
    CU_ASSERT_DOUBLE_EQUAL(row->at[2].brier, row->at[2].chance.p * row->at[2].chance.p, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(row->at[1].log, -log(row->at[1].chance.p), 1e-12);
    check_chance(1.0 - row->pit_ends.high, exp(-30.0 / 50.0));
    check_chance(1.0 - row->pit_ends.low, exp(-29.0 / 50.0));
    CU_ASSERT(row->pit > row->pit_ends.low && row->pit < row->pit_ends.high);
    CU_ASSERT(strstr(made.score.set[0].verdict, "no comparison with the base rate") != NULL);
    CU_ASSERT_EQUAL(made.score.progress.done, made.score.progress.total);
    close_score(&made);
}

/* Given that it held 24 months: exp(-36 / 50) at 60, and no chance of 12 or 24. */
static void given_that_it_held(void)
{
    scored made;
    const ent_score_row *row;

    score(&made, TRUCE "observed: { agreed = true; entered = 24; truce_months = 80; ended = false; };", true);
    CU_ASSERT_EQUAL_FATAL(made.status, ENT_OK);
    row = &made.score.one[0].row;
    CU_ASSERT(!row->at[0].chance.has_p && !row->at[1].chance.has_p);
    CU_ASSERT_EQUAL(row->at[1].weight, 0.0);
    CU_ASSERT(isnan(row->at[1].brier));
    /* the chance is of some 12,000 draws */
    CU_ASSERT_DOUBLE_EQUAL(row->at[2].chance.p, exp(-36.0 / 50.0), 5.0 * 0.5 / sqrt(12000.0));
    CU_ASSERT_EQUAL(row->at[2].held, ENT_HELD);
    CU_ASSERT_EQUAL(row->at[3].held, ENT_HELD_UNKNOWN);
    CU_ASSERT_EQUAL(row->pit_ends.high, 1.0);
    close_score(&made);
}

/* The cases of a file, each with its own value; sets apart; a case that is not known; samples in and out. */
#define CASES                                                                                                          \
    "run: { worlds = 200; replications = 20; seed = 3; horizon = 120; }; values: { scale = 50; };"                     \
    "truce: { causes: { war: { hazard = \"weibull_hazard(1, scale)\"; }; }; };"                                        \
    "observed: { agreed = true; collection = \"made\"; };"                                                             \
    "cases: { a: { observed: { truce_months = 3; ended = true; }; };"                                                  \
    " b: { values: { scale = 500; }; observed: { truce_months = 200; ended = false; in_sample = true; }; };"           \
    " c: { observed: { truce_months = 40; ended = true; }; };"                                                         \
    " other: { observed: { truce_months = 40; ended = true; collection = \"other\"; }; };"                             \
    " d: { observed: { agreed = true; }; }; };"

static const ent_score_summary_row *find(
    const ent_score *self, const char *set, const char *sample, const char *horizon, const char *forecaster)
{
    for (size_t i = 0; i < self->summaries; i++) {
        const ent_score_summary_row *row = &self->summary[i];
        if (strcmp(row->set, set) == 0 && strcmp(row->sample, sample) == 0 && strcmp(row->horizon, horizon) == 0 &&
            strcmp(row->forecaster, forecaster) == 0) {
            return row;
        }
    }
    return NULL;
}

static void cases_and_sets(void)
{
    scored made;
    const ent_score_summary_row *row;
    const ent_score_case *one;

    score(&made, CASES, true);
    CU_ASSERT_EQUAL_FATAL(made.status, ENT_OK);
    CU_ASSERT_EQUAL_FATAL(made.score.cases, 5);
    CU_ASSERT_EQUAL(made.score.scored, 4);
    CU_ASSERT_EQUAL_FATAL(made.score.sets, 2);
    one = made.score.one;
    CU_ASSERT_STRING_EQUAL(one[3].row.name, "d");
    CU_ASSERT_STRING_EQUAL(one[4].row.name, "other");
    CU_ASSERT(!one[3].row.known && isnan(one[3].row.at[0].brier) && one[3].row.at[0].chance.has_p);
    CU_ASSERT(has_text(&made.score, ENT_SEVERITY_WARNING, "d is not scored"));
    CU_ASSERT(one[1].row.at[2].chance.p > 0.8 && one[0].row.at[2].chance.p < 0.4);
    CU_ASSERT(made.score.one[1].row.in_sample);
    /* one half on three cases; the base rate of a at 12 months comes from b and c, which both held: 1, and a did not */
    row = find(&made.score, "made", "all", "12", "half");
    CU_ASSERT_PTR_NOT_NULL_FATAL(row);
    CU_ASSERT_EQUAL(row->brier.cases, 3);
    CU_ASSERT_EQUAL(row->held, 2);
    CU_ASSERT_DOUBLE_EQUAL(row->brier.value, 0.25, 1e-15);
    row = find(&made.score, "made", "all", "12", "base_rate");
    CU_ASSERT_DOUBLE_EQUAL(row->brier.value, (1.0 + 0.25 + 0.25) / 3.0, 1e-15);
    CU_ASSERT_EQUAL(row->log.value, (double) INFINITY);
    CU_ASSERT(has_text(&made.score, ENT_SEVERITY_WARNING, "the log score of `base_rate` is infinite"));
    CU_ASSERT_DOUBLE_EQUAL(row->brier_difference.mean.value, row->model_brier - row->brier.value, 1e-12);
    CU_ASSERT_EQUAL(find(&made.score, "made", "in", "12", "half")->brier.cases, 1);
    CU_ASSERT_EQUAL(find(&made.score, "made", "out", "12", "half")->brier.cases, 2);
    CU_ASSERT_PTR_NULL(find(&made.score, "other", "out", "12", "half"));
    CU_ASSERT_EQUAL(find(&made.score, "made", "all", "60", "model")->concordance.pairs, 3.0);
    CU_ASSERT(strstr(made.score.set[0].verdict,
                  "made: too few cases to tell from the base rate, on 3 cases, 1 of them") != NULL);
    close_score(&made);
}

/* The mean of integrated scores equals that of the trapezoids of the cases' own scores; the same for any threads. */
static void integrated_and_threads(void)
{
    scored made, again;
    const ent_score_summary_row *row;
    double sum = 0.0;

    score(&made, CASES, true);
    score(&again, CASES, true);
    row = find(&made.score, "made", "all", "integrated", "model");
    for (size_t i = 0; i < 3; i++) {
        sum += made.score.one[i].row.integrated.score / 3.0;
        CU_ASSERT_DOUBLE_EQUAL(made.score.one[i].row.integrated.weight, 1.0, 1e-12);
    }
    CU_ASSERT_DOUBLE_EQUAL(row->brier.value, sum, 1e-12);
    CU_ASSERT_EQUAL(made.score.score_table.length, again.score.score_table.length);
    CU_ASSERT(memcmp(made.score.score_table.bytes, again.score.score_table.bytes, made.score.score_table.length) == 0);
    CU_ASSERT(
        memcmp(made.score.summary_table.bytes, again.score.summary_table.bytes, made.score.summary_table.length) == 0);
    close_score(&made);
    close_score(&again);
}

static void reliability_and_survival(void)
{
    scored made;
    size_t cases = 0;

    score(&made, CASES, true);
    CU_ASSERT_EQUAL_FATAL(made.score.reliabilities, 2 * 4 * 5);
    for (size_t i = 0; i < 5; i++) {
        cases += made.score.reliability[i].cases;
    }
    CU_ASSERT_EQUAL(cases, 3);
    CU_ASSERT_EQUAL_FATAL(made.score.survivals, 2 * 121);
    CU_ASSERT_DOUBLE_EQUAL(made.score.survival[2].observed, 1.0, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(made.score.survival[3].observed, 2.0 / 3.0, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(made.score.survival[40].observed, 1.0 / 3.0, 1e-15);
    CU_ASSERT_EQUAL(made.score.survival[3].at_risk, 3);
    /* Greenwood: se of log S is sqrt(1 / (3 * 2)); S^exp(+-1.96 se / log S) */
    CU_ASSERT_DOUBLE_EQUAL(
        made.score.survival[3].low, pow(2.0 / 3.0, exp(1.959963984540054 * sqrt(1.0 / 6.0) / log(1.5))), 1e-12);
    close_score(&made);
}

static void forecasts_of_others(void)
{
    scored made;
    const ent_score_forecast_row *row;

    score(&made,
        TRUCE "observed: { agreed = true; truce_months = 30; ended = true; forecasts: {"
              " x: { source = \"A journal\"; p = 0.3; on = \"2020-01\"; of = \"holds two years\"; months = 24; };"
              " y: { p = \"80%\"; of = \"peace\"; }; }; };",
        true);
    CU_ASSERT_EQUAL_FATAL(made.status, ENT_OK);
    CU_ASSERT_EQUAL_FATAL(made.score.forecasts, 2);
    row = made.score.forecast;
    CU_ASSERT_DOUBLE_EQUAL(row[0].brier, 0.49, 1e-15);
    CU_ASSERT_EQUAL(row[0].model, made.score.one[0].row.at[1].chance.p);
    CU_ASSERT_DOUBLE_EQUAL(row[0].model_brier, made.score.one[0].row.at[1].brier, 1e-15);
    CU_ASSERT_EQUAL(row[1].held, ENT_HELD_UNKNOWN);
    CU_ASSERT(isnan(row[1].brier) && isnan(row[1].model));
    close_score(&made);
}

/* A truce that cannot break has a chance of 1, and one that did has an infinite log score. */
static void certain_and_wrong(void)
{
    scored made;

    score(&made,
        "run: { worlds = 20; replications = 20; horizon = 120; };"
        "observed: { agreed = true; truce_months = 30; ended = true; };",
        true);
    CU_ASSERT_EQUAL_FATAL(made.status, ENT_OK);
    CU_ASSERT_EQUAL(made.score.one[0].row.at[2].log, (double) INFINITY);
    CU_ASSERT_EQUAL(made.score.one[0].row.at[2].brier, 1.0);
    CU_ASSERT(has_text(&made.score, ENT_SEVERITY_WARNING, "the log score of `model` is infinite"));
    CU_ASSERT(strstr(made.score.score_table.bytes, ",inf,") != NULL);
    close_score(&made);
}

static void check_refused(const char *text, bool named, ent_severity severity, const char *message)
{
    scored made;

    score(&made, text, named);
    CU_ASSERT_EQUAL(made.status, ENT_ERR_ARGUMENT);
    CU_ASSERT(has_text(&made.score, severity, message));
    close_score(&made);
}

static void what_cannot_be_scored(void)
{
    scored made;

    check_refused(TRUCE, true, ENT_SEVERITY_ERROR, "has no `observed`");
    check_refused(TRUCE, false, ENT_SEVERITY_ERROR, "nothing to score");
    check_refused(TRUCE "observed: { agreed = false; };", true, ENT_SEVERITY_WARNING, "only truces are scored");
    check_refused(TRUCE "observed: { agreed = true; };", true, ENT_SEVERITY_ERROR, "nothing to score");
    score(&made,
        "run: { worlds = 20; replications = 20; horizon = 36; };"
        "truce: { causes: { war: { hazard = 0.01; }; }; };"
        "observed: { agreed = true; truce_months = 30; ended = true; };",
        true);
    CU_ASSERT_EQUAL(made.status, ENT_OK);
    CU_ASSERT(has_text(&made.score, ENT_SEVERITY_WARNING, "followed for 36 months only"));
    CU_ASSERT(made.score.one[0].row.at[1].chance.has_p && !made.score.one[0].row.at[2].chance.has_p);
    CU_ASSERT(isnan(made.score.one[0].row.integrated.score));
    close_score(&made);
}

int main(void)
{
    CU_TestInfo tests[] = {{"one_case", one_case}, {"given_that_it_held", given_that_it_held},
        {"cases_and_sets", cases_and_sets}, {"integrated_and_threads", integrated_and_threads},
        {"reliability_and_survival", reliability_and_survival}, {"forecasts_of_others", forecasts_of_others},
        {"certain_and_wrong", certain_and_wrong}, {"what_cannot_be_scored", what_cannot_be_scored}, CU_TEST_INFO_NULL};

    return ent_run_suite("score", tests);
}
