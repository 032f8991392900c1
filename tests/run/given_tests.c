/* `given`: the draws kept, against conditions of queries, closed forms and a count draw by draw; threads and chunks. */
#include "everything.h"
#include "experiment_text.h"
#include "run/headline.h"

#include <math.h>

#define SIZE "run: { worlds = 120; replications = 300; seed = 5; horizon = 24; };"
#define CONDITION "france.joins and (truce.months > 3 or not agreed)"

/* P(A given C) of all draws is P(A) of the kept ones, to the bit: value, interval and range; so is A given B. */
static void as_a_condition(void)
{
    static const char common[] = SIZE "factors: { f = \"normal(0, 1)\"; }; events: { c: \"logistic(f)\"; };"
                                      "contributors: { france: { troops = 9; joins = \"logistic(1 + f)\"; }; };"
                                      "talks: { stages: { s = \"40%\"; }; };"
                                      "parties: { a: { threshold = 0.3; }; }; demands: { d: { options = (\"x\", \"y\");"
                                      "a: { weight = 1; scores = (1, 0); }; }; };"
                                      "truce: { causes: { w: { hazard = \"0.1 * exp(f)\"; }; }; };";
    static const char before[] =
        "headline = \"truce.months > 5 given c and france.joins\"; checks = (\"P(truce.months > 5 given "
        "truce.violations < 1 and (c and france.joins)) > 0\", \"E(truce.months given c and france.joins) > 1\");";
    static const char after[] =
        "headline = \"truce.months > 5\"; given = \"c and france.joins\"; measures: { m = \"truce.months\"; };"
        "checks = (\"P(truce.months > 5 given truce.violations < 1) > 0\", \"E(truce.months) > 1\");";
    experiment_text all, kept;
    char text[2000];

    snprintf(text, sizeof(text), "%s%s", common, before);
    if (experiment_text_open(&all, text, NULL)) {
        snprintf(text, sizeof(text), "%s%s", common, after);
        if (experiment_text_open(&kept, text, NULL)) {
            ent_estimate a, b, alone, mean;
            ent_guard_count guard[64];
            ent_measure_column column;
            ent_mean e;
            const ent_worlds worlds = {120, 300, true};
            experiment_text_run(&all, 2);
            experiment_text_run(&kept, 2);
            CU_ASSERT_EQUAL(ent_tally_headline(&all.tally, &a), ENT_OK);
            CU_ASSERT_EQUAL(ent_tally_headline(&kept.tally, &b), ENT_OK);
            CU_ASSERT_EQUAL(a.k, b.k);
            CU_ASSERT_EQUAL(a.n, b.n);
            CU_ASSERT_EQUAL(a.range, ENT_RANGE_MEASURED);
            CU_ASSERT_TRUE(a.p == b.p && a.low == b.low && a.high == b.high && a.p05 == b.p05 && a.p95 == b.p95);
            CU_ASSERT_EQUAL(a.n, kept.tally.draws);
            CU_ASSERT_EQUAL(kept.tally.played, 36000);
            CU_ASSERT_EQUAL_FATAL(ent_run_headline(&kept.experiment.item[0]->model, NULL, guard, &alone), ENT_OK);
            CU_ASSERT_TRUE(alone.k == b.k && alone.n == b.n && alone.low == b.low && alone.p05 == b.p05);
            a = ent_tally_interval(&all.tally, all.tally.layout.check);
            b = ent_tally_interval(&kept.tally, kept.tally.layout.check);
            CU_ASSERT_TRUE(a.k == b.k && a.n == b.n && a.low == b.low);
            e = ent_mean_of_sums(ent_tally_sums(&all.tally, 0), 120, (ent_bounds){0.0, 24.0});
            column = ent_tally_measure(&kept.tally, 0);
            CU_ASSERT_EQUAL(ent_measure_estimate(&mean, &column, &worlds, true), ENT_OK);
            CU_ASSERT_EQUAL(mean.n, e.draws);
            CU_ASSERT_EQUAL(mean.p, e.value);
            CU_ASSERT_DOUBLE_EQUAL(mean.low, e.low, 1e-12);
        }
        experiment_text_close(&kept);
    }
    experiment_text_close(&all);
}

/* Bayes: of 1% that are ill a test finds 90%, of the others 10%; P(ill | found) = 0.009 / 0.108. 300,000 draws; bound
 * of 4.5 standard errors, false alarm 7e-6. */
static void by_bayes(void)
{
    experiment_text text;

    if (experiment_text_open(&text,
            "run: { worlds = 3000; replications = 100; }; events: { ill = \"1%\"; found = \"if(ill, 90%, 10%)\"; };"
            "given = \"found\"; headline = \"ill\";",
            NULL)) {
        ent_estimate e;
        experiment_text_run(&text, 2);
        CU_ASSERT_EQUAL(ent_tally_headline(&text.tally, &e), ENT_OK);
        CU_ASSERT_DOUBLE_EQUAL(e.p, 0.009 / 0.108, 4.5 * sqrt(0.0833 * 0.9167 / (0.108 * 3e5)));
        CU_ASSERT_DOUBLE_EQUAL((double) e.n / 3e5, 0.108, 4.5 * sqrt(0.108 * 0.892 / 3e5));
    }
    experiment_text_close(&text);
}

/* Counts of the kept draws, draw by draw. */
typedef struct by_hand {
    uint64_t kept, deals, joins, short_of, games, outcome[4], tested, honoured, signatures;
    double troops;
} by_hand;

static void see(void *context, const ent_block *block)
{
    by_hand *self = context;
    const ent_model *model = block->model;
    const double *given = block->draw[model->outcome.given];

    for (size_t i = 0; i < block->rows; i++) {
        double offered = block->draw[model->coalition.force[0].offered][i],
               required = block->draw[model->coalition.force[0].required][i];
        double troops = block->draw[model->coalition.troops[0]][i];
        if (given[i] == 0.0) {
            continue;
        }
        self->kept++;
        self->deals += block->draw[model->talks.agreed][i] != 0.0;
        self->joins += block->draw[model->coalition.joins[0]][i] != 0.0;
        self->troops += troops;
        self->games += offered >= required && required > 0.0;
        self->short_of += offered >= required && required > 0.0 && offered - troops < required;
        self->outcome[(size_t) block->outcome[i]]++;
        for (size_t g = 0; g < model->truce.guarantees; g++) {
            self->tested += (uint64_t) block->draw[model->truce.guarantee[g].tested][i];
            self->honoured += (uint64_t) block->draw[model->truce.guarantee[g].honoured][i];
        }
    }
}

#define GUARANTEES "guarantees: { g: { honoured = 0.5; given = \"mandate\"; }; h: { honoured = 0.7; starts = 4; }; };"

static void count_by_hand(const char *more)
{
    char text[4000];
    experiment_text run;
    by_hand hand = {.kept = 0};

    snprintf(text, sizeof(text), "%s", SIZE EVERYTHING GUARANTEES "given = \"" CONDITION "\";");
    snprintf(text + strlen(text), sizeof(text) - strlen(text), "%s", more);
    if (experiment_text_open(&run, text, NULL)) {
        const ent_tally *tally = &run.tally;
        uint64_t shapley = 0, by_month[2] = {0, 0};
        experiment_text_run(&run, 2);
        scenario_text_play(&run.experiment.item[0]->model, see, &hand, NULL);
        CU_ASSERT_TRUE(hand.kept > 3000 && hand.kept < 33000 && hand.tested > 0);
        CU_ASSERT_EQUAL(tally->draws, hand.kept);
        CU_ASSERT_EQUAL(ent_tally_total(tally, tally->layout.deals), hand.deals);
        for (size_t o = 0; o <= tally->layout.outcomes; o++) {
            CU_ASSERT_EQUAL(ent_tally_total(tally, tally->layout.outcome + o), hand.outcome[o]);
        }
        CU_ASSERT_EQUAL(ent_tally_interval(tally, tally->layout.joins).k, hand.joins);
        CU_ASSERT_DOUBLE_EQUAL(
            ent_exact_sum_mean(&tally->troops_sum[0]) * (double) hand.joins, hand.troops, 1e-6 * hand.troops);
        CU_ASSERT_EQUAL(tally->pivotal[0], hand.short_of);
        for (size_t c = 0; c < tally->layout.contributors; c++) {
            shapley += tally->shapley[c];
        }
        CU_ASSERT_EQUAL(shapley, hand.games);
        for (size_t g = 0; g < 2; g++) {
            const uint64_t *count = tally->guarantee_month + g * ENT_GUARANTEE_SERIES * 25;
            for (size_t m = 0; m < 24; m++) {
                by_month[0] += count[(size_t) ENT_GUARANTEE_TESTED * 25 + m];
                by_month[1] += count[(size_t) ENT_GUARANTEE_HONOURED * 25 + m];
            }
        }
        CU_ASSERT_EQUAL(by_month[0], hand.tested);
        CU_ASSERT_EQUAL(by_month[1], hand.honoured);
    }
    experiment_text_close(&run);
}

static void draw_by_draw(void)
{
    count_by_hand("");
    count_by_hand("set = ( \"truce.renews = 15%\", \"given = talks.refused > 0 or not mandate\" );");
}

/* The random orders of Shapley values are those of the draws' own numbers: the counts of all draws, when all are kept
 * by a condition that the compiler cannot fold, are those without one. */
static void all_kept(void)
{
    experiment_text with, without;

    if (experiment_text_open(&with, SIZE EVERYTHING "given = \"s > 0\";", NULL) &&
        experiment_text_open(&without, SIZE EVERYTHING, NULL)) {
        experiment_text_run(&with, 2);
        experiment_text_run(&without, 2);
        CU_ASSERT_EQUAL(with.tally.draws, without.tally.draws);
        for (size_t c = 0; c < 3; c++) {
            CU_ASSERT_EQUAL(with.tally.shapley[c], without.tally.shapley[c]);
            CU_ASSERT_EQUAL(with.tally.pivotal[c], without.tally.pivotal[c]);
        }
        experiment_text_close(&without);
    }
    experiment_text_close(&with);
}

static void none_kept(void)
{
    experiment_text text;

    if (experiment_text_open(&text, SIZE EVERYTHING GUARANTEES "given = \"s < 0\";", NULL)) {
        ent_estimate e;
        experiment_text_run(&text, 2);
        CU_ASSERT_EQUAL(text.tally.draws, 0);
        CU_ASSERT_EQUAL(text.tally.played, 36000);
        CU_ASSERT_EQUAL(ent_tally_headline(&text.tally, &e), ENT_OK);
        CU_ASSERT_FALSE(e.has_p || e.has_interval || e.has_range);
        CU_ASSERT_EQUAL(ent_exact_sum_mean(&text.tally.threshold_sum[0]) == 0.0, false);
    }
    experiment_text_close(&text);
}

static void threads(void)
{
    static const char *const sizes[] = {SIZE, "run: { worlds = 2; replications = 70001; seed = 5; horizon = 24; };"};
    char text[4000];

    for (size_t i = 0; i < 2; i++) {
        experiment_text one, other;
        snprintf(text, sizeof(text), "%s%s", sizes[i], EVERYTHING GUARANTEES "given = \"" CONDITION "\";");
        if (experiment_text_open(&one, text, NULL) && experiment_text_open(&other, text, NULL)) {
            experiment_text_run(&one, 1);
            experiment_text_run(&other, 3);
            CU_ASSERT_TRUE(same_tallies(&one.tally, &other.tally));
            CU_ASSERT_EQUAL(one.tally.played, one.tally.worlds * one.tally.replications);
            CU_ASSERT_EQUAL(memcmp(one.tally.guarantee_month, other.tally.guarantee_month,
                                2 * ENT_GUARANTEE_SERIES * 25 * sizeof(uint64_t)),
                0);
            CU_ASSERT_EQUAL(
                memcmp(one.guard, other.guard, one.experiment.item[0]->model.guards * sizeof(*one.guard)), 0);
            experiment_text_close(&other);
        }
        experiment_text_close(&one);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"as a condition", as_a_condition}, {"by Bayes", by_bayes}, {"draw by draw", draw_by_draw},
        {"all kept", all_kept}, {"none kept", none_kept}, {"threads", threads}, CU_TEST_INFO_NULL};

    return ent_run_suite("given", tests);
}
