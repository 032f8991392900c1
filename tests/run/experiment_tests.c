/* Experiments: variants, changes of the command line, messages, thresholds, pilots. */
#include "experiment_text.h"
#include "settings/tree_case.h"

static const char text[] = "run: { worlds = 10; replications = 10; seed = 3; horizon = 12; };"
                           "factors: { f = \"normal(10, 2)\"; }; events: { e: 0.5; };"
                           "contributors: { a: { troops = \"0.1 to 900\"; joins = 0.5; }; };"
                           "parties: { p: { threshold = 0.4; }; };"
                           "demands: { d: { options = (\"x\"); p: { weight = 1; scores = (1); }; }; };"
                           "truce: { causes: { c: { hazard = \"0.01 * month\"; }; }; };"
                           "variants: { sure: { name = \"Surely\"; set = (\"events.e = 100%\"); };"
                           "strict: { set = (\"parties.p.threshold = 0.7\", \"events.e = 0\"); }; };";

static double constant_of(const ent_variant_model *item, const char *path)
{
    const ent_model *model = &item->recorder;

    for (size_t q = 0; q < model->quantities; q++) {
        if (strcmp(model->recorded[q]->path, path) == 0) {
            CU_ASSERT_TRUE(item->pilot.spread[q].known);
            CU_ASSERT_TRUE(item->pilot.spread[q].constant);
            return item->pilot.spread[q].p50;
        }
    }
    CU_FAIL("no such setting");
    return NAN;
}

static void variants(void)
{
    experiment_text loaded;

    if (experiment_text_open(&loaded, text, NULL)) {
        const ent_experiment *experiment = &loaded.experiment;
        CU_ASSERT_EQUAL_FATAL(experiment->count, 3);
        CU_ASSERT_STRING_EQUAL(experiment->item[0]->id, "base");
        CU_ASSERT_STRING_EQUAL(experiment->item[1]->id, "sure");
        CU_ASSERT_STRING_EQUAL(experiment->item[1]->label, "Surely");
        CU_ASSERT_STRING_EQUAL(experiment->item[2]->id, "strict");
        CU_ASSERT_EQUAL(ent_experiment_find(experiment, "strict"), 2);
        CU_ASSERT_EQUAL(ent_experiment_find(experiment, "nothing"), SIZE_MAX);
        CU_ASSERT_EQUAL(constant_of(experiment->item[0], "events.e"), 0.5);
        CU_ASSERT_EQUAL(constant_of(experiment->item[1], "events.e"), 1.0);
        CU_ASSERT_EQUAL(constant_of(experiment->item[2], "events.e"), 0.0);
        CU_ASSERT_EQUAL(constant_of(experiment->item[1], "parties.p.threshold"), 0.4);
        CU_ASSERT_EQUAL(constant_of(experiment->item[2], "parties.p.threshold"), 0.7);
    }
    experiment_text_close(&loaded);
}

/* A variant of variants: their assignments in the order of `of`, nested ones first, then its own. */
static void variants_of_variants(void)
{
    static const char own[] = "events: { a = 0.1; b = 0.2; c = 0.3; d = 0.4; };"
                              "variants: { all: { of = (\"two\", \"one\"); set = (\"events.d = 0.9\"); };"
                              "one: { set = (\"events.a = 0.5\", \"events.b = 0.6\"); };"
                              "two: { of = \"three\"; set = (\"events.b = 0.7\", \"events.c = 0.8\"); };"
                              "three: { set = (\"events.a = 0.55\", \"events.c = 0.85\", \"events.d = 0.95\"); }; };";
    static const char *const path[] = {"events.a", "events.b", "events.c", "events.d"};
    static const double expected[][4] = {{0.1, 0.2, 0.3, 0.4}, {0.5, 0.6, 0.8, 0.9}, {0.5, 0.6, 0.3, 0.4},
        {0.55, 0.7, 0.8, 0.95}, {0.55, 0.2, 0.85, 0.95}};
    experiment_text loaded;

    if (experiment_text_open(&loaded, own, NULL)) {
        CU_ASSERT_EQUAL_FATAL(loaded.experiment.count, 5);
        for (size_t v = 0; v < 5; v++) {
            for (size_t e = 0; e < 4; e++) {
                CU_ASSERT_EQUAL(constant_of(loaded.experiment.item[v], path[e]), expected[v][e]);
            }
        }
    }
    experiment_text_close(&loaded);
}

/* The settings that each variant changes, words and names included; a variant without a change is warned of. */
static void changes(void)
{
    static const char own[] =
        "parties: { p: { threshold = 0.4; }; }; contributors: { a: { troops = 5; }; };"
        "demands: { d: { options = (\"x\"); p: { weight = 1; scores = (1); }; }; };"
        "talks: { rule = \"nash\"; };"
        "variants: { v: { set = (\"parties.p.veto = false\", \"talks.rule = random\","
        "\"contributors.a.name = A land\"); }; same: { set = (\"contributors.a.troops = 5\"); }; };";
    static const char *const expected[][3] = {
        {"parties.p.veto", NULL, "false"}, {"talks.rule", "nash", "random"}, {"contributors.a.name", NULL, "A land"}};
    experiment_text loaded;

    if (experiment_text_open(&loaded, own, NULL)) {
        const ent_changes *found = &loaded.experiment.item[1]->changes;
        const ent_diagnostics *warnings = &loaded.experiment.item[2]->warnings;
        CU_ASSERT_EQUAL(loaded.experiment.item[0]->changes.count, 0);
        CU_ASSERT_EQUAL_FATAL(found->count, 3);
        for (size_t i = 0; i < 3; i++) {
            size_t at = 0; /* in the order of the file */
            while (at < 3 && strcmp(found->item[at].path, expected[i][0]) != 0) {
                at++;
            }
            CU_ASSERT_FATAL(at < 3);
            CU_ASSERT_STRING_EQUAL(found->item[at].after, expected[i][2]);
            CU_ASSERT((found->item[at].before == NULL) == (expected[i][1] == NULL));
            CU_ASSERT(expected[i][1] == NULL || strcmp(found->item[at].before, expected[i][1]) == 0);
        }
        CU_ASSERT_EQUAL(loaded.experiment.item[1]->warnings.count, 0);
        CU_ASSERT_EQUAL_FATAL(warnings->count, 1);
        CU_ASSERT_STRING_EQUAL(warnings->item[0].path, "variants.same");
        CU_ASSERT_STRING_EQUAL(
            warnings->item[0].text, "this variant changes nothing: its figures are those of the base");
    }
    experiment_text_close(&loaded);
}

static int load(ent_experiment *experiment, const char *from, const char *const *set, size_t sets, bool base_only,
    ent_diagnostics *said)
{
    ent_experiment_source source = {.path = "text.cfg",
        .id = "text",
        .load = ent_test_loader,
        .context = (void *) (uintptr_t) from,
        .kernels = ent_kernels_select(NULL),
        .set = set,
        .sets = sets,
        .base_only = base_only};

    return ent_experiment_load(experiment, &source, said);
}

/* `--set` comes before the variant, whose assignments win. */
static void settings_of_the_command_line(void)
{
    static const char *const set[] = {"events.e = 25%", "parties.p.threshold = 0.6", "run.worlds = 77"};
    ent_experiment experiment = {0};
    ent_diagnostics said = {0};

    CU_ASSERT_EQUAL_FATAL(load(&experiment, text, set, 3, false, &said), ENT_OK);
    CU_ASSERT_EQUAL(constant_of(experiment.item[0], "events.e"), 0.25);
    CU_ASSERT_EQUAL(constant_of(experiment.item[1], "events.e"), 1.0);
    CU_ASSERT_EQUAL(constant_of(experiment.item[1], "parties.p.threshold"), 0.6);
    CU_ASSERT_EQUAL(constant_of(experiment.item[2], "parties.p.threshold"), 0.7);
    CU_ASSERT_EQUAL(experiment.item[0]->scenario.run.worlds, 77);
    CU_ASSERT_EQUAL(experiment.item[2]->scenario.run.worlds, 77);
    ent_experiment_free(&experiment);
    CU_ASSERT_EQUAL(load(&experiment, text, NULL, 0, true, &said), ENT_OK);
    CU_ASSERT_EQUAL(experiment.count, 1);
    ent_experiment_free(&experiment);
    ent_experiment_free(&experiment);
    ent_diagnostics_free(&said);
}

/* Number of messages about a text, of which none is repeated. */
static void expect(const char *from, const char *const *set, size_t sets, const char *expected)
{
    ent_experiment experiment = {0};
    ent_diagnostics said = {0};
    ent_case_text found = {.text = ""};
    size_t count;

    CU_ASSERT_EQUAL(load(&experiment, from, set, sets, false, &said), *expected != '\0' ? ENT_ERR_SCENARIO : ENT_OK);
    count = said.count;
    CU_ASSERT_EQUAL(said.errors, count);
    ent_diagnostics_sort(&said);
    CU_ASSERT_EQUAL(said.count, count);
    ent_case_diagnostics(&found, &said);
    ent_case_compare(from, found.text, expected);
    ent_experiment_free(&experiment);
    ent_diagnostics_free(&said);
}

static const char with_variants[] =
    "events: { e = 0.5; };\n"
    "force: { required = 10; };\n"
    "variants: { v: { set = ( \"events.e = 7\", \"force.cap = agreed +\" ); }; w: { set = ( \"evnts.e = nonsense\" ); "
    "};\n"
    "  x: { set = ( \"force.required = e / zzz\" ); }; };\n"
    "sweeps: { s: { vary = \"events.e\"; from = 0; to = 1.5; steps = 4; }; t: { vary = \"force.requird\"; values = ( "
    "1, 2 ); };\n"
    "  u: { vary = ( \"force.required\", \"events.e\" ); values = ( ( 1, 2, -3 ), ( 0.3, 0.2 ) ); }; };\n";

static void mistakes(void)
{
    static const char *const wrong_set[] = {"events.nothing.here = 3"};
    static const char *const wrong_value[] = {"events.e = 60", "events.ee = 5"};

    expect("events: { e: \"unknown_thing\"; };\noutcomes: { o: { when = \"also_unknown\"; }; };", NULL, 0,
        "E text.cfg:1:15+13 events.e: unknown name `unknown_thing`\n"
        "E text.cfg:2:26+12 outcomes.o.when: unknown name `also_unknown`\n");
    expect(with_variants, NULL, 0,
        "E text.cfg:3:38+1 events.e: found 7, expected a probability from 0% to 100% [if you mean per cent, write "
        "\"7%\"]\n"
        "E text.cfg:3:62+1 force.cap: the formula ends after `+`, where a value was expected\n"
        "E text.cfg:3:85+5 evnts: unknown setting `evnts` [did you mean `events`?]\n"
        "E text.cfg:4:38+3 force.required: unknown name `zzz`\n"
        "E text.cfg:5:50+3 events.e: found 1.5, expected a probability from 0% to 100% [if you mean per cent, write "
        "\"1.5%\"]\n"
        "E text.cfg:5:81+15 force.requird: unknown setting `requird` [did you mean `required`?]\n"
        "E text.cfg:6:68+2 force.required: found -3, expected a number of troops, 0 or more\n");
    expect(
        text, wrong_set, 1, "E --set:1:8+7 events.nothing.here: there is no `nothing` in `events` [known here: e]\n");
    expect(text, wrong_value, 2,
        "E --set:1:8+2 events.ee: there is no `ee` in `events` [did you mean `e`?]\n"
        "E --set:1:12+2 events.e: found 60, expected a probability from 0% to 100% [if you mean per cent, write "
        "\"60%\"]\n");
}

/* An axis whose values are wrong has none, and nothing is asked of them. */
static void sweeps_without_values(void)
{
    static const char wrong[] = "events: { e = 0.5; };\n"
                                "sweeps: { s: { vary = \"events.e\"; from = 0.1; to .= 0.6; steps = 2; }; };\n";
    ent_experiment self = {.id = NULL};
    ent_diagnostics said = {0};

    CU_ASSERT_EQUAL(load(&self, wrong, NULL, 0, false, &said), ENT_ERR_SCENARIO);
    CU_ASSERT(said.errors > 0);
    ent_experiment_free(&self);
    ent_diagnostics_free(&said);
}

/* Errors of base, variants and sweeps are reported together, inherited ones once. */
static void mistakes_of_all_at_once(void)
{
    static const char wrong[] = "events: { e = \"zzz\"; g = 60; };\n"
                                "variants: { v: { set = ( \"events.e = 7\" ); }; w: { set = ( \"events.g = 0.6\" ); }; "
                                "x: { set = ( \"events.e = yyy\" ); }; };\n"
                                "sweeps: { s: { vary = \"events.g\"; values = ( 0.1, 20 ); }; };\n";
    static const char *const set[] = {"events.g = 70"};

    expect(wrong, NULL, 0,
        "E text.cfg:1:16+3 events.e: unknown name `zzz`\n"
        "E text.cfg:1:26+2 events.g: found 60, expected a probability from 0% to 100% [if you mean per cent, write "
        "\"60%\"]\n"
        "E text.cfg:2:38+1 events.e: found 7, expected a probability from 0% to 100% [if you mean per cent, write "
        "\"7%\"]\n"
        "E text.cfg:2:108+3 events.e: unknown name `yyy`\n"
        "E text.cfg:3:51+2 events.g: found 20, expected a probability from 0% to 100% [if you mean per cent, write "
        "\"20%\"]\n");
    expect(wrong, set, 1,
        "E --set:1:12+2 events.g: found 70, expected a probability from 0% to 100% [if you mean per cent, write "
        "\"70%\"]\n"
        "E text.cfg:1:16+3 events.e: unknown name `zzz`\n"
        "E text.cfg:2:38+1 events.e: found 7, expected a probability from 0% to 100% [if you mean per cent, write "
        "\"7%\"]\n"
        "E text.cfg:2:108+3 events.e: unknown name `yyy`\n"
        "E text.cfg:3:51+2 events.g: found 20, expected a probability from 0% to 100% [if you mean per cent, write "
        "\"20%\"]\n");
}

/* Variants share random numbers: settings that a variant does not change have the same values in every draw. */
static void common_random_numbers(void)
{
    experiment_text loaded;
    ent_tally tally[3] = {{.worlds = 0}};

    if (experiment_text_open(&loaded, text, NULL)) {
        const ent_threshold threshold = {100.0, 0};
        const ent_run_options options = {.threads = 1};
        for (size_t v = 0; v < 3; v++) {
            const ent_model *model = &loaded.experiment.item[v]->model;
            CU_ASSERT_EQUAL(ent_run_model(model, &options, &threshold, 1, &tally[v], loaded.guard), ENT_OK);
            CU_ASSERT_TRUE(same_histograms(tally[v].troops, tally[0].troops, 1));
            CU_ASSERT_EQUAL(memcmp(tally[v].cause_month, tally[0].cause_month, 12 * sizeof(uint64_t)), 0);
        }
        for (size_t v = 0; v < 3; v++) {
            ent_tally_free(&tally[v]);
        }
    }
    experiment_text_close(&loaded);
}

static void thresholds(void)
{
    static const struct {
        double most, step;
    } cases[] = {{0.0, 1.0}, {1000.0, 50.0}, {1001.0, 100.0}, {20.0, 1.0}, {19999.0, 1000.0}, {40000.0, 2000.0},
        {45000.0, 2500.0}, {0.7, 0.05}, {-3.0, 1.0}};

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        double threshold[20];
        CU_ASSERT_EQUAL(ent_round_thresholds(cases[i].most, threshold), 20);
        CU_ASSERT(threshold[19] >= cases[i].most * (1.0 - 1e-12));
        for (size_t k = 0; k < 20; k++) {
            CU_ASSERT_DOUBLE_EQUAL(threshold[k], cases[i].step * (double) (k + 1), 1e-9 * threshold[k]);
        }
    }
}

static const ent_spread *spread_of(const ent_variant_model *item, const char *path)
{
    for (size_t q = 0; q < item->recorder.quantities; q++) {
        if (strcmp(item->recorder.recorded[q]->path, path) == 0) {
            return &item->pilot.spread[q];
        }
    }
    CU_FAIL_FATAL("no such setting");
    return NULL;
}

/* A single distribution of constants: exactly. Anything else: from 4096 draws, each of a world of its own; the bound
 * is 4.5 standard errors of a sample quantile. */
static void spreads(void)
{
    static const char with_month[] =
        "run: { worlds = 1; replications = 1; horizon = 12; };"
        "factors: { f = \"uniform(0, 1)\"; g = \"100 * f\"; };"
        "contributors: { a: { troops = \"uniform(0, 1000)\"; allowed = \"month > 2\"; }; b: { troops = 40; }; };"
        "force: { required = \"2000 * f\"; }; truce: { causes: { c: { hazard = \"0.01 * month * f\"; }; }; };";
    experiment_text loaded;

    if (experiment_text_open(&loaded, with_month, NULL)) {
        const ent_variant_model *base = loaded.experiment.item[0];
        CU_ASSERT_DOUBLE_EQUAL(spread_of(base, "contributors.a.troops")->p05, 50.0, 1e-9);
        CU_ASSERT_DOUBLE_EQUAL(spread_of(base, "contributors.a.troops")->p95, 950.0, 1e-9);
        CU_ASSERT_DOUBLE_EQUAL(spread_of(base, "factors.g")->p05, 5.0, 100.0 * ENT_TEST_SIGMAS * sqrt(0.0475 / 4096.0));
        CU_ASSERT_DOUBLE_EQUAL(spread_of(base, "factors.g")->p50, 50.0, 100.0 * ENT_TEST_SIGMAS * sqrt(0.25 / 4096.0));
        CU_ASSERT_FALSE(spread_of(base, "factors.g")->constant);
        CU_ASSERT_EQUAL(spread_of(base, "contributors.b.troops")->p50, 40.0);
        CU_ASSERT_TRUE(spread_of(base, "contributors.b.troops")->constant);
        CU_ASSERT_EQUAL(spread_of(base, "contributors.a.allowed")->p95, 0.0); /* in month 1 */
        CU_ASSERT_DOUBLE_EQUAL(
            spread_of(base, "truce.causes.c.hazard")->p50, 0.005, 0.01 * ENT_TEST_SIGMAS * sqrt(0.25 / 4096.0));
        CU_ASSERT(base->pilot.most_troops[0] > 1990.0 && base->pilot.most_troops[0] < 2000.0);
        ent_pilot_free(&loaded.experiment.item[0]->pilot);
        CU_ASSERT(base->pilot.spread == NULL && base->pilot.most_troops == NULL);
    }
    experiment_text_close(&loaded);
}

/* Without a deal nothing is known of month-rate settings. */
static void never_a_deal(void)
{
    experiment_text loaded;

    if (experiment_text_open(&loaded,
            "parties: { p: { threshold = 1; }; };"
            "demands: { d: { options = (\"x\", \"y\"); p: { weight = 1; scores = (0.5, 0); }; }; };"
            "truce: { causes: { c: { hazard = \"0.01 * t\"; }; }; };"
            "events: { e: 0.5; t: { monthly = 0.1; }; };",
            NULL)) {
        const ent_variant_model *base = loaded.experiment.item[0];
        CU_ASSERT_TRUE(spread_of(base, "events.e")->known);
        CU_ASSERT_FALSE(spread_of(base, "truce.causes.c.hazard")->known);
        CU_ASSERT_EQUAL(base->pilot.most_troops[0], 0.0);
    }
    experiment_text_close(&loaded);
}

/* Of a setting that some draws evaluate, the spread over these; whether the first draw does, or not. */
static void sometimes_a_deal(void)
{
    static const char *const deal[] = {"e", "not e"};

    for (size_t i = 0; i < 2; i++) {
        char sometimes[800];
        experiment_text loaded;
        snprintf(sometimes, sizeof(sometimes),
            "events: { e: 0.5; }; parties: { p: { threshold = \"if(%s, 0, 1)\"; }; };"
            "demands: { d: { options = (\"x\", \"y\"); p: { weight = 1; scores = (0.5, 0); }; }; };"
            "ratification: { r: { chance = \"0.2 + 0.5 * uniform(0, 1)\"; takes = \"2 + if(e, 1, 1)\"; }; };",
            deal[i]);
        if (experiment_text_open(&loaded, sometimes, NULL)) {
            const ent_spread *chance = spread_of(loaded.experiment.item[0], "ratification.r.chance");
            const double error = 0.5 * ENT_TEST_SIGMAS / sqrt(2048.0);
            CU_ASSERT_TRUE(chance->known);
            CU_ASSERT_FALSE(chance->constant);
            CU_ASSERT_DOUBLE_EQUAL(chance->p05, 0.225, error * sqrt(0.0475));
            CU_ASSERT_DOUBLE_EQUAL(chance->p50, 0.45, error * sqrt(0.25));
            CU_ASSERT_DOUBLE_EQUAL(chance->p95, 0.675, error * sqrt(0.0475));
            CU_ASSERT_EQUAL(constant_of(loaded.experiment.item[0], "ratification.r.takes"), 3.0);
        }
        experiment_text_close(&loaded);
    }
}

/* A warning of the base is not repeated for each variant. */
static void warnings_once(void)
{
    experiment_text loaded;

    if (experiment_text_open(&loaded,
            "events: { e = \"40% to 60%\"; f = 0.5; };"
            "variants: { a: { set = (\"events.f = 0.4\"); }; b: { set = (\"events.f = 10% to 20%\"); }; };",
            NULL)) {
        ent_experiment *experiment = &loaded.experiment;
        CU_ASSERT_EQUAL_FATAL(experiment->count, 3);
        CU_ASSERT_EQUAL(experiment->item[0]->warnings.count, 1);
        CU_ASSERT_EQUAL(experiment->item[1]->warnings.count, 0);
        CU_ASSERT_EQUAL_FATAL(experiment->item[2]->warnings.count, 1);
        CU_ASSERT_STRING_EQUAL(experiment->item[2]->warnings.item[0].path, "events.f");
    }
    experiment_text_close(&loaded);
}

/* Points of a sweep are built by many threads at once, from the base alone too: none may add a table to the cache. */
static void shelf_after_loading(void)
{
    const char *tables =
        "factors: { f = \"gamma(2, 3)\"; }; variants: { v: { set = ( \"factors.f = 'gamma(3, 3)'\" ); }; };";

    for (int only = 0; only < 2; only++) {
        ent_experiment experiment = {0};
        ent_diagnostics said = {0};
        CU_ASSERT_EQUAL(load(&experiment, tables, NULL, 0, only == 1, &said), ENT_OK);
        CU_ASSERT_TRUE(experiment.shelf.closed);
        CU_ASSERT(experiment.shelf.count > 0);
        ent_experiment_free(&experiment);
        ent_diagnostics_free(&said);
    }
}

/* Each invariant is broken once; the check names it. */
static void invariants(void)
{
    const char *variant = "factors: { f = \"gamma(2, 3)\"; }; variants: { v: { set = ( \"factors.f = 2\" ); }; };";
    ent_experiment experiment = {0};
    ent_diagnostics said = {0};

    CU_ASSERT_PTR_NOT_NULL(ent_experiment_check(&experiment)); /* no base */
    CU_ASSERT_EQUAL_FATAL(load(&experiment, variant, NULL, 0, false, &said), ENT_OK);
    CU_ASSERT_PTR_NULL(ent_experiment_check(&experiment));
    experiment.shelf.closed = false;
    CU_ASSERT_PTR_NOT_NULL(ent_experiment_check(&experiment));
    experiment.shelf.closed = true;
    experiment.item[1]->id = "base";
    CU_ASSERT_PTR_NOT_NULL(ent_experiment_check(&experiment)); /* twice the same id */
    experiment.item[1]->id = "v";
    experiment.item[1]->model.scenario = &experiment.item[0]->scenario;
    CU_ASSERT_PTR_NOT_NULL(ent_experiment_check(&experiment));
    experiment.item[1]->model.scenario = &experiment.item[1]->scenario;
    CU_ASSERT_PTR_NULL(ent_experiment_check(&experiment));
    ent_experiment_free(&experiment);
    ent_diagnostics_free(&said);
}

int main(void)
{
    CU_TestInfo tests[] = {{"variants of variants", variants_of_variants}, {"variants", variants}, {"changes", changes},
        {"settings of the command line", settings_of_the_command_line}, {"mistakes", mistakes},
        {"mistakes of all at once", mistakes_of_all_at_once}, {"sweeps without values", sweeps_without_values},
        {"common random numbers", common_random_numbers}, {"thresholds", thresholds}, {"spreads", spreads},
        {"never a deal", never_a_deal}, {"sometimes a deal", sometimes_a_deal}, {"warnings once", warnings_once},
        {"shelf after loading", shelf_after_loading}, {"invariants", invariants}, CU_TEST_INFO_NULL};

    return ent_run_suite("experiment", tests);
}
