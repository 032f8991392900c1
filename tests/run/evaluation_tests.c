/* Evaluations: the counts of a run by world, worlds of other numbers, and worlds put together from two sets. */
#include "run/evaluation/evaluation.h"
#include "run/evaluation/world_shift.h"
#include "run/evaluation/world_values.h"
#include "run/everything.h"
#include "run/experiment_text.h"

#include <math.h>

static ent_evaluation evaluation_of(const experiment_text *text, unsigned threads)
{
    const ent_model *model = &text->experiment.item[0]->model;

    return (ent_evaluation){.model = model,
        .worlds = model->scenario->run.worlds,
        .replications = model->scenario->run.replications,
        .threads = threads};
}

/* The kept column of a tally, world by world. */
static bool same_as_column(const experiment_text *text, size_t column, const uint32_t *counts)
{
    ent_counts kept = ent_tally_counts(&text->tally, column);

    for (uint64_t w = 0; w < text->tally.worlds; w++) {
        if (ent_count(kept, w) != counts[w]) {
            return false;
        }
    }
    return true;
}

/* Whether a run that counts by world beside its tables comes to these counts. */
static bool same_as_run(const experiment_text *text, const ent_world_counts *counts, unsigned threads)
{
    const ent_model *model = &text->experiment.item[0]->model;
    ent_world_counts beside = {.worlds = 0};
    const ent_run_options options = {.threads = threads, .worlds = &beside};
    size_t thresholds = 0, bytes = ent_world_counts_bytes(model, counts->worlds);
    const ent_threshold *threshold = ent_experiment_thresholds((ent_experiment *) &text->experiment, &thresholds);
    ent_tally tally;
    ent_guard_count guard[64];
    bool same;

    CU_ASSERT_EQUAL_FATAL(ent_world_counts_init(&beside, model, counts->worlds, counts->replications), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_run_model(model, &options, threshold, thresholds, &tally, guard), ENT_OK);
    same = (counts->sum == NULL) == (beside.sum == NULL);
    if (counts->sum == NULL) { /* all columns stand one after another */
        same = same && memcmp(counts->draws, beside.draws, bytes) == 0;
    } else {
        same = same && memcmp(counts->draws, beside.draws, counts->worlds * sizeof(*counts->draws)) == 0 &&
               memcmp(counts->sum, beside.sum, 2 * counts->worlds * sizeof(*counts->sum)) == 0;
    }
    ent_tally_free(&tally);
    ent_world_counts_free(&beside);
    return same;
}

static void counts_of_a_run(void)
{
    static const char *const texts[] = {
        "run: { worlds = 150; replications = 301; seed = 5; horizon = 12; };" EVERYTHING,
        "run: { worlds = 2; replications = 70001; seed = 5; horizon = 6; };" EVERYTHING,
        "run: { worlds = 90; replications = 100; }; given = \"resolve > 0 or agreed\"; " EVERYTHING};

    for (size_t t = 0; t < sizeof(texts) / sizeof(*texts); t++) {
        experiment_text text;
        if (experiment_text_open(&text, texts[t], NULL)) {
            const ent_tally_layout *layout = &text.tally.layout;
            experiment_text_run(&text, 2);
            for (unsigned threads = 1; threads <= 3; threads += 2) {
                ent_evaluation evaluation = evaluation_of(&text, threads);
                ent_world_counts counts;
                CU_ASSERT_EQUAL_FATAL(ent_evaluate(&counts, &evaluation), ENT_OK);
                CU_ASSERT(same_as_column(&text, layout->headline, counts.event));
                CU_ASSERT(same_as_column(&text, layout->headline + 1, counts.given));
                CU_ASSERT(same_as_column(&text, layout->draws, counts.draws));
                CU_ASSERT(same_as_column(&text, layout->deals, counts.deals));
                CU_ASSERT(same_as_run(&text, &counts, 2));
                CU_ASSERT_EQUAL(memcmp(counts.guard, text.guard, counts.guards * sizeof(*counts.guard)), 0);
                ent_world_counts_free(&counts);
            }
        }
        experiment_text_close(&text);
    }
}

/* The headline as a mean, over kept draws of whole and of split worlds. */
static void sums_of_a_run(void)
{
    static const char *const texts[] = {"run: { worlds = 80; replications = 31; }; given = \"e\"; ",
        "run: { worlds = 2; replications = 70001; }; given = \"e\"; "};

    for (size_t t = 0; t < sizeof(texts) / sizeof(*texts); t++) {
        experiment_text text;
        char whole[512];
        snprintf(whole, sizeof(whole),
            "%s events: { e: 0.3; }; measures: { m: { value = \"normal(2, 1)\"; given = \"e\"; }; }; "
            "headline = \"mean(m)\";",
            texts[t]);
        if (experiment_text_open(&text, whole, NULL)) {
            ent_evaluation evaluation = evaluation_of(&text, 1);
            ent_world_counts counts;
            CU_ASSERT_EQUAL_FATAL(ent_evaluate(&counts, &evaluation), ENT_OK);
            CU_ASSERT_PTR_NOT_NULL_FATAL(counts.sum);
            CU_ASSERT(counts.sum[1].count > 0);
            CU_ASSERT(same_as_run(&text, &counts, 2));
            ent_world_counts_free(&counts);
        }
        experiment_text_close(&text);
    }
}

/* The first half of each world is the run of half as many replications: the random numbers of draws differ, but with
 * one world the draws are the same. */
static void first_half(void)
{
    experiment_text text;

    if (experiment_text_open(
            &text, "run: { worlds = 1; replications = 2001; seed = 3; }; events: { e: 0.3; };", NULL)) {
        ent_evaluation evaluation = evaluation_of(&text, 1);
        ent_world_counts all;
        ent_world_counts half;
        CU_ASSERT_EQUAL_FATAL(ent_evaluate(&all, &evaluation), ENT_OK);
        evaluation.replications = 1000;
        CU_ASSERT_EQUAL_FATAL(ent_evaluate(&half, &evaluation), ENT_OK);
        CU_ASSERT_EQUAL(all.early_event[0], half.event[0]);
        CU_ASSERT_EQUAL(all.early_given[0], 1000);
        CU_ASSERT(half.event[0] > 0 && all.event[0] > half.event[0]);
        ent_world_counts_free(&all);
        ent_world_counts_free(&half);
    }
    experiment_text_close(&text);
}

/* Coupled and single factors, one with a distribution inside another one's arguments, an unknown, and a switch of
 * streams by world. */
#define WORLDS_TEXT                                                                                                    \
    "factors: { a = \"uniform(0, 1)\"; b = \"normal(a, 1)\"; c = \"normal(0, 1)\"; d = \"normal(0, 1)\"; "             \
    "m = \"mixture(a, uniform(0, 1), 1, normal(a, 0.1))\"; fixed = 3; };"                                              \
    "correlations: { cd: { among = (\"c\", \"d\"); rho = 0.6; }; };"                                                   \
    "events: { e: \"logistic(b + c + d + unknown(normal(0, 1)) + m)\"; }; headline = \"e\";"

static const char *name_of_stream(const ent_model *model, const char *quantity, size_t number)
{
    for (size_t i = 0; i < model->world_streams; i++) {
        if (strcmp(model->world_stream[i].quantity, quantity) == 0 && number-- == 0) {
            return model->world_stream[i].quantity;
        }
    }
    return NULL;
}

static void streams_are_listed(void)
{
    experiment_text text;

    if (experiment_text_open(&text, "run: { worlds = 4; replications = 2; };" WORLDS_TEXT, NULL)) {
        const ent_model *model = &text.experiment.item[0]->model;
        CU_ASSERT_EQUAL(model->world_streams, 8); /* a, b, c, d, three of m, the unknown */
        CU_ASSERT_PTR_NOT_NULL(name_of_stream(model, "a", 0));
        CU_ASSERT_PTR_NOT_NULL(name_of_stream(model, "b", 0));
        CU_ASSERT_PTR_NOT_NULL(name_of_stream(model, "m", 2));
        CU_ASSERT_PTR_NOT_NULL(name_of_stream(model, "events.e", 0));
        CU_ASSERT_PTR_NULL(name_of_stream(model, "fixed", 0));
        for (size_t i = 0; i < model->world_streams; i++) {
            const ent_world_stream *stream = &model->world_stream[i];
            bool coupled = strcmp(stream->quantity, "c") == 0 || strcmp(stream->quantity, "d") == 0;
            CU_ASSERT_EQUAL(stream->group, coupled ? 0 : SIZE_MAX);
        }
    }
    experiment_text_close(&text);
}

static double value_at(const ent_world_values *values, size_t column, size_t world)
{
    return values->value[column * (size_t) values->worlds + world];
}

/* The values are those of draws.csv's columns; fixed factors too. */
static void values_of_worlds(void)
{
    experiment_text text;

    if (experiment_text_open(&text, "run: { worlds = 3000; replications = 2; };" WORLDS_TEXT, NULL)) {
        const ent_variant_model *base = text.experiment.item[0];
        ent_world_values values = {0};
        double cd = 0.0, cc = 0.0;
        CU_ASSERT_EQUAL_FATAL(ent_world_values_fill(&values, base, 3000), ENT_OK);
        CU_ASSERT_EQUAL(values.columns, 7);
        CU_ASSERT_STRING_EQUAL(ent_world_values_name(&base->scenario, 6), "events.e");
        CU_ASSERT_EQUAL(ent_world_values_formula(&base->scenario, 6)->distribution, &ent_kind_normal);
        CU_ASSERT_EQUAL(ent_world_values_formula(&base->scenario, 0), base->scenario.factor[0].value.formula);
        for (size_t w = 0; w < 3000; w++) {
            double u;
            ent_stream stream = ent_stream_make(base->scenario.run.seed, "factors.a", 0);
            base->model.kernels->philox(stream.key, w, 0, 1, &u);
            CU_ASSERT_EQUAL(value_at(&values, 0, w), u);
            CU_ASSERT_EQUAL(value_at(&values, 5, w), 3.0);
            cd += value_at(&values, 2, w) * value_at(&values, 3, w);
            cc += value_at(&values, 2, w) * value_at(&values, 2, w);
        }
        CU_ASSERT_DOUBLE_EQUAL(cd / cc, 0.6, 0.1); /* about 7 standard errors */
        ent_world_values_free(&values);
    }
    experiment_text_close(&text);
}

/* Replaces worlds 0 … by worlds 1000 … in some streams: with all streams inside, the worlds are those; with the two
 * coupled ones inside, c and d follow and the others stay. */
static void mixed_worlds(void)
{
    experiment_text text;

    if (experiment_text_open(&text, "run: { worlds = 4; replications = 2; };" WORLDS_TEXT, NULL)) {
        const ent_model *model = &text.experiment.item[0]->recorder;
        uint64_t key[2];
        size_t keys = 0;
        ent_simulator plain, mixed;
        ent_world_shift shift = {.key = key, .inside = 1000, .outside = 0};
        ent_world_source source = ent_world_shift_source(&shift);
        for (size_t i = 0; i < model->world_streams; i++) {
            if (model->world_stream[i].group == 0 && keys < 2) {
                key[keys++] = model->world_stream[i].key;
            }
        }
        shift.keys = keys;
        CU_ASSERT_EQUAL_FATAL(keys, 2);
        CU_ASSERT_EQUAL_FATAL(ent_simulator_init(&plain, model, 4), ENT_OK);
        CU_ASSERT_EQUAL_FATAL(ent_simulator_init(&mixed, model, 4), ENT_OK);
        mixed.block.source = &source;
        ent_simulator_set_worlds(&mixed, 0, 4, 2, false);
        for (size_t f = 0; f < 6; f++) {
            bool inside = f == 2 || f == 3;
            ent_simulator_set_worlds(&plain, inside ? 1000 : 0, 4, 2, false);
            CU_ASSERT_EQUAL(
                memcmp(mixed.block.world[model->factor[f]], plain.block.world[model->factor[f]], 4 * sizeof(double)),
                0);
        }
        ent_simulator_free(&plain);
        ent_simulator_free(&mixed);
    }
    experiment_text_close(&text);
}

/* Worlds far away with a shift back to the first ones: the same worlds, other random numbers of draws. */
static void own_numbers(void)
{
    experiment_text text;

    if (experiment_text_open(&text, "run: { worlds = 2000; replications = 50; };" WORLDS_TEXT, NULL)) {
        ent_evaluation evaluation = evaluation_of(&text, 2);
        ent_world_shift back = {.outside = (uint64_t) 0 - 2000};
        ent_world_source source = ent_world_shift_source(&back);
        ent_world_counts a, b;
        double ab = 0.0, aa = 0.0, bb = 0.0;
        size_t same = 0;
        CU_ASSERT_EQUAL_FATAL(ent_evaluate(&a, &evaluation), ENT_OK);
        evaluation.first_world = 2000;
        evaluation.source = &source;
        CU_ASSERT_EQUAL_FATAL(ent_evaluate(&b, &evaluation), ENT_OK);
        for (size_t w = 0; w < 2000; w++) {
            double x = (double) a.event[w] / 50.0 - 0.6, y = (double) b.event[w] / 50.0 - 0.6;
            ab += x * y;
            aa += x * x;
            bb += y * y;
            same += a.event[w] == b.event[w] ? 1 : 0;
        }
        CU_ASSERT(ab / sqrt(aa * bb) > 0.9); /* the chances of worlds differ much more than 50 draws are off */
        CU_ASSERT(same < 1000);
        ent_world_counts_free(&a);
        ent_world_counts_free(&b);
    }
    experiment_text_close(&text);
}

#define EXPERTS_TEXT                                                                                                   \
    "run: { worlds = 400; replications = 10; }; events: { e: 0.1; }; headline = \"e\";"                                \
    "experts: { x: { weight = 1; }; y: { weight = 3; set = (\"events.e = 0.9\"); }; };"

/* The expert of each world, and of shifted worlds. */
static void experts_of_worlds(void)
{
    experiment_text text;

    if (experiment_text_open(&text, EXPERTS_TEXT, NULL)) {
        ent_evaluation evaluation = evaluation_of(&text, 2);
        ent_world_values values = {0};
        ent_world_counts counts;
        evaluation.first_world = 400;
        evaluation.expert_shift = (uint64_t) 0 - 400;
        CU_ASSERT_EQUAL_FATAL(ent_world_values_fill(&values, text.experiment.item[0], 400), ENT_OK);
        CU_ASSERT_EQUAL_FATAL(ent_evaluate(&counts, &evaluation), ENT_OK);
        for (size_t w = 0; w < 400; w++) { /* one of 10 draws against nine: a mix-up has a chance below 1e-3 */
            CU_ASSERT_EQUAL(values.expert[w], counts.event[w] >= 5 ? 1 : 0);
        }
        ent_world_counts_free(&counts);
        ent_world_values_free(&values);
    }
    experiment_text_close(&text);
}

static void means_and_halves(void)
{
    experiment_text text;

    if (experiment_text_open(&text,
            "run: { worlds = 3; replications = 40; }; factors: { f = \"uniform(0, 1)\"; }; events: { e: 0.5; };"
            "measures: { x: { value = \"10 * f\"; given = \"e\"; }; }; headline = \"mean(x)\";",
            NULL)) {
        ent_evaluation evaluation = evaluation_of(&text, 1);
        ent_world_counts counts;
        ent_world_values values = {0};
        double mean[3], weight[3];
        CU_ASSERT_EQUAL_FATAL(ent_world_values_fill(&values, text.experiment.item[0], 3), ENT_OK);
        CU_ASSERT_EQUAL_FATAL(ent_evaluate(&counts, &evaluation), ENT_OK);
        ent_world_counts_means(&counts, mean, weight);
        for (size_t w = 0; w < 3; w++) {
            CU_ASSERT_DOUBLE_EQUAL(mean[w], 10.0 * value_at(&values, 0, w), 1e-12);
            CU_ASSERT(weight[w] > 5.0 && weight[w] < 35.0);
            CU_ASSERT(counts.early_sum[w].count < counts.sum[w].count);
        }
        ent_world_counts_free(&counts);
        ent_world_values_free(&values);
    }
    experiment_text_close(&text);
}

static void a_number_that_is_none(void)
{
    experiment_text text;

    if (experiment_text_open(&text,
            "run: { worlds = 9; replications = 9; }; events: { e: 0.5; f: \"0.5 + log(e - 1)\"; }; headline = \"f\";",
            NULL)) {
        ent_evaluation evaluation = evaluation_of(&text, 1);
        ent_world_counts counts;
        CU_ASSERT_EQUAL_FATAL(ent_evaluate(&counts, &evaluation), ENT_OK);
        CU_ASSERT(ent_world_counts_not_a_number(&counts) < counts.guards);
        ent_world_counts_free(&counts);
    }
    experiment_text_close(&text);
}

/* Evaluations that take their players from a pool: the same counts and guards, with worlds of their own each. */
static void shared_players(void)
{
    experiment_text text;

    if (experiment_text_open(&text, "run: { worlds = 90; replications = 200; seed = 5; }; " EVERYTHING, NULL)) {
        ent_player_pool players = {.idle = NULL};
        const ent_world_shift shift = {.inside = 90, .outside = 90};
        const ent_world_source source = ent_world_shift_source(&shift);
        for (unsigned i = 0; i < 4; i++) {
            ent_evaluation evaluation = evaluation_of(&text, 2);
            ent_world_counts fresh, again;
            evaluation.first_world = 90 * (i / 2);
            evaluation.source = i % 2 == 1 ? &source : NULL;
            CU_ASSERT_EQUAL_FATAL(ent_evaluate(&fresh, &evaluation), ENT_OK);
            evaluation.players = &players;
            CU_ASSERT_EQUAL_FATAL(ent_evaluate(&again, &evaluation), ENT_OK);
            CU_ASSERT(players.idles >= 1 && players.idles <= 2);
            CU_ASSERT_EQUAL(
                memcmp(fresh.draws, again.draws, ent_world_counts_bytes(evaluation.model, evaluation.worlds)), 0);
            CU_ASSERT_EQUAL(memcmp(fresh.guard, again.guard, fresh.guards * sizeof(*fresh.guard)), 0);
            ent_world_counts_free(&fresh);
            ent_world_counts_free(&again);
            ent_world_counts_free(&again);
        }
        ent_player_pool_free(&players);
        ent_player_pool_free(&players);
    }
    experiment_text_close(&text);
}

int main(void)
{
    CU_TestInfo tests[] = {{"counts of a run", counts_of_a_run}, {"sums of a run", sums_of_a_run},
        {"first half", first_half}, {"streams are listed", streams_are_listed}, {"values of worlds", values_of_worlds},
        {"mixed worlds", mixed_worlds}, {"own numbers", own_numbers}, {"experts of worlds", experts_of_worlds},
        {"means and halves", means_and_halves}, {"a number that is none", a_number_that_is_none},
        {"shared players", shared_players}, CU_TEST_INFO_NULL};

    return ent_run_suite("evaluation", tests);
}
