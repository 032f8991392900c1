/* Fronts kept from one model to the next: only where their talks value packages alike, and without a count that moves.
 */
#include "run/evaluation/evaluation.h"

#include "model/talks_agreement.h"
#include "run/everything.h"
#include "run/experiment_text.h"

#define TOGETHER                                                                                                       \
    "together: { both: { when = \"deal.west == 'no' and deal.land == 'a'\"; r = 0.1; };"                               \
    "one: { when = \"deal.west == 'met'\"; u = 0.05; }; };"

/* The base, and variants of which the first three have its packages, and the others have not. */
#define TEXT                                                                                                           \
    "run: { worlds = 60; replications = 100; seed = 9; horizon = 12; };" TOGETHER                                      \
    "variants: { event: { set = (\"events.mandate = 0.7\"); };"                                                        \
    "refusal: { set = (\"demands.west.r.refuses = ('60%', 0, 0)\"); };"                                                \
    "truce: { set = (\"truce.causes.accident.hazard = 0.05\"); };"                                                     \
    "floor: { set = (\"parties.r.threshold = 'triangular(35%, 50%, 70%)'\"); };"                                       \
    "flag: { set = (\"demands.west.r.refuses = (0, 0, 0)\"); };"                                                       \
    "weight: { set = (\"demands.land.u.weight = 11\"); };"                                                             \
    "score: { set = (\"demands.land.r.scores = (1, 0.3)\"); };"                                                        \
    "slot: { set = (\"demands.west.r.scores = (0, 0.4, 1)\"); };"                                                      \
    "together: { set = (\"together.both.r = 0.2\"); };"                                                                \
    "described: { set = (\"together.both.when = \\\"deal.west == 'no' and deal.land == 'b'\\\"\"); };"                 \
    "demand: { set = (\"together.one.when = \\\"deal.land == 'b'\\\"\"); };"                                           \
    "wider: { set = (\"together.one.when = \\\"deal.west == 'met' and deal.land == 'a'\\\"\"); };"                     \
    "alike: { set = (\"together.one.when = \\\"deal.west == 'un' and deal.land == 'a'\\\"\"); };"                      \
    "narrower: { set = (\"together.both.when = \\\"deal.west == 'no'\\\"\"); };"                                       \
    "never: { set = (\"together.both.never = true\"); };"                                                              \
    "entry: { set = (\"together.more.when = \\\"deal.west == 'un'\\\"\", \"together.more.u = 0\"); };"                 \
    "available: { set = (\"demands.land.available = (true, false)\"); };"                                              \
    "bound: { set = (\"parties.u.threshold = 'unknown(triangular(20%, 40%, 60%))'\"); };"                              \
    "veto: { set = (\"parties.u.veto = false\"); };"                                                                   \
    "rule: { set = (\"talks.rule = 'utilitarian'\"); }; };" EVERYTHING

enum { ALIKE = 3 };

static void agreement(void)
{
    experiment_text text;

    if (experiment_text_open(&text, TEXT, NULL)) {
        const ent_talks_plan *base = &text.experiment.item[0]->model.talks;
        CU_ASSERT_EQUAL_FATAL(text.experiment.count, 21);
        CU_ASSERT(ent_talks_agree(base, base));
        for (size_t v = 1; v < text.experiment.count; v++) {
            const ent_talks_plan *plan = &text.experiment.item[v]->model.talks;
            CU_ASSERT_EQUAL(ent_talks_agree(base, plan), v <= ALIKE);
            CU_ASSERT_EQUAL(ent_talks_agree(plan, base), v <= ALIKE);
        }
    }
    experiment_text_close(&text);
}

/* A file without talks agrees with none. */
static void no_talks(void)
{
    experiment_text text;

    if (experiment_text_open(&text, "run: { worlds = 2; replications = 2; }; events: { e: 0.5; };", NULL)) {
        const ent_talks_plan *plan = &text.experiment.item[0]->model.talks;
        CU_ASSERT(!ent_talks_agree(plan, plan));
    }
    experiment_text_close(&text);
}

static void same_counts(ent_evaluation evaluation, ent_front_stock *stock)
{
    ent_world_counts fresh, again;

    CU_ASSERT_EQUAL_FATAL(ent_evaluate(&fresh, &evaluation), ENT_OK);
    evaluation.stock = stock;
    CU_ASSERT_EQUAL_FATAL(ent_evaluate(&again, &evaluation), ENT_OK);
    CU_ASSERT_EQUAL(memcmp(fresh.draws, again.draws, ent_world_counts_bytes(evaluation.model, evaluation.worlds)), 0);
    ent_world_counts_free(&fresh);
    ent_world_counts_free(&again);
}

/* Evaluations of all variants, in two rounds, leave their fronts and preferences where these serve; the counts are
 * those without. */
static void counts(void)
{
    experiment_text text;

    if (experiment_text_open(&text, TEXT, NULL)) {
        ent_front_stock stock = {.model = &text.experiment.item[0]->model};
        for (size_t i = 0; i < 2 * text.experiment.count; i++) {
            const ent_model *model = &text.experiment.item[i % text.experiment.count]->model;
            same_counts((ent_evaluation){.model = model, .worlds = 60, .replications = 100, .threads = 1}, &stock);
            CU_ASSERT_EQUAL(stock.items, 1); /* taken and given back, or left where it is */
            CU_ASSERT_PTR_EQUAL(stock.item[0].preferences.plan, &stock.model->talks);
            CU_ASSERT(stock.item[0].preferences.entries >= 2);
            CU_ASSERT(ent_pareto_cache_check(&stock.item[0].fronts));
            CU_ASSERT(ent_preferences_check(&stock.item[0].preferences));
        }
        CU_ASSERT(stock.item[0].fronts.bytes > 0);
        ent_front_stock_free(&stock);
        ent_front_stock_free(&stock);
        CU_ASSERT_EQUAL(stock.items, 0);
    }
    experiment_text_close(&text);
}

int main(void)
{
    CU_TestInfo tests[] = {{"agreement", agreement}, {"no talks", no_talks}, {"counts", counts}, CU_TEST_INFO_NULL};

    return ent_run_suite("front stock", tests);
}
