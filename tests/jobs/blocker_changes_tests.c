/* The changes of `analyse blockers`: which there are, in words, and as assignments. */
#include "jobs/blockers/blocker_changes.h"

#include "run/experiment_text.h"

static const char text[] =
    "run: { worlds = 10; replications = 10; seed = 3; horizon = 12; };"
    "factors: { f = \"normal(0, 1)\"; };"
    "events: { mandate = \"30%\"; later: { monthly = \"1%\"; }; nobody: { value = 0; note = \"n\"; }; };"
    "contributors: { a: { name = \"Aland\"; troops = 900; joins = \"60%\"; };"
    "  b: { troops = 100; requires = \"mandate\"; after = \"1k\"; joins = \"logistic(f)\"; }; };"
    "parties: { p: { name = \"Party P\"; threshold = \"triangular(45%, 60%, 80%)\"; };"
    "  q: { threshold = \"45% to 75%\"; }; r: { threshold = 0.3; veto = false; }; s: { threshold = \"2%\"; }; };"
    "demands: {"
    "  land: { name = \"Land\"; options = (\"kept: Kept as it is\", \"ceded\", \"shared\"); available = (\"true\", "
    "\"mandate\", "
    "    \"force.offered >= 500\");"
    "    p: { weight = 3; scores = (0, 1, 0.5); refuses = (\"60%\", 0, \"if(mandate, 10%, 0)\"); };"
    "    q: { scores = (1, 0, 0.5); }; r: { weight = 1; scores = (1, 0, 0); refuses = (\"50%\", 0, 0); };"
    "    s: { weight = 1; scores = (1, 1, 1); }; };"
    "  soldiers: { options = (\"no\", \"yes\");"
    "    p: { weight = 1; scores = (1, 0); }; q: { weight = 1; scores = (0, 1); refuses = (\"20%\", 0); };"
    "    r: { weight = 1; scores = (1, 0); }; s: { weight = 0; scores = (1, 1); }; }; };"
    "talks: { rounds = 3; stages: { one = \"20%\"; two: { value = \"30%\"; name = \"The second\"; }; }; };";

typedef struct expected_change {
    const char *kind, *words, *paths;
} expected_change;

static const expected_change expected[] = {
    {"veto", "Party P has no veto and refuses nothing", "parties.p.veto = false"},
    {"veto", "Q has no veto and refuses nothing", "parties.q.veto = false"},
    {"veto", "S has no veto and refuses nothing", "parties.s.veto = false"},
    {"demand", "the demand “Soldiers” is dropped",
        "demands.soldiers.p.weight = 0; demands.soldiers.q.weight = 0; demands.soldiers.q.refuses = (0, 0); "
        "demands.soldiers.r.weight = 0; demands.soldiers.s.weight = 0"},
    {"refusal", "Party P never refuses “Kept as it is” (Land)", "demands.land.p.refuses = (0, 0, if(mandate, 10%, 0))"},
    {"refusal", "Party P never refuses “Shared” (Land)", "demands.land.p.refuses = (60%, 0, 0)"},
    {"refusal", "Q never refuses “No” (Soldiers)", "demands.soldiers.q.refuses = (0, 0)"},
    {"threshold", "the threshold of Party P is 5 points lower", "parties.p.threshold = triangular(45%, 60%, 80%) - 5%"},
    {"threshold", "the threshold of Q is 5 points lower", "parties.q.threshold = (45% to 75%) - 5%"},
    {"threshold", "the threshold of S is 0", "parties.s.threshold = 0"},
    {"stage", "the stage “One” is passed at once", "talks.stages.one = 100%"},
    {"stage", "the stage “The second” is passed at once", "talks.stages.two = 100%"},
    {"stage", "all 2 stages are passed at once", "talks.stages.one = 100%; talks.stages.two = 100%"},
    {"availability", "“Ceded” (Land) is always available",
        "demands.land.available = (true, true, force.offered >= 500)"},
    {"availability", "“Shared” (Land) is always available", "demands.land.available = (true, mandate, true)"},
    {"contributor", "Aland surely joins", "contributors.a.joins = 100%"},
    {"contributor", "Aland surely stays out", "contributors.a.joins = 0"},
    {"contributor", "B surely joins",
        "contributors.b.joins = 100%; contributors.b.requires = true; contributors.b.after = 0"},
    {"contributor", "B surely stays out", "contributors.b.joins = 0"},
    {"event", "“Mandate” surely happens", "events.mandate = 100%"},
    {"event", "“Mandate” surely does not happen", "events.mandate = 0"},
    {"event", "“Nobody” surely happens", "events.nobody = 100%"},
    {"event", "“Nobody” surely does not happen", "events.nobody = 0"},
};

/* Lists the changes of a scenario in memory; of its experts where it has some. */
static void list(const experiment_text *loaded, ent_blocker_changes *changes)
{
    const ent_variant_model *base = loaded->experiment.item[0];
    const ent_scenario *expert[4];

    for (size_t e = 0; e < base->experts; e++) {
        expert[e] = &base->expert[e]->scenario;
    }
    CU_ASSERT_EQUAL_FATAL(ent_blocker_changes_list(changes, &base->scenario, expert, base->experts), ENT_OK);
}

static void every_kind(void)
{
    const size_t count = sizeof(expected) / sizeof(*expected);
    ent_blocker_changes changes = {.count = 0};
    experiment_text loaded;

    if (experiment_text_open(&loaded, text, NULL)) {
        list(&loaded, &changes);
        CU_ASSERT_EQUAL(changes.count, count);
        for (size_t i = 0; i < count && i < changes.count; i++) {
            CU_ASSERT_STRING_EQUAL(changes.item[i].kind, expected[i].kind);
            CU_ASSERT_STRING_EQUAL(changes.item[i].words, expected[i].words);
            CU_ASSERT_STRING_EQUAL(changes.item[i].paths, expected[i].paths);
        }
        CU_ASSERT_EQUAL_FATAL(changes.omissions, 1);
        CU_ASSERT_STRING_EQUAL(changes.omission[0].path, "demands.land");
        CU_ASSERT_STRING_EQUAL(
            changes.omission[0].text, "it is not dropped, for without it `s` has no weight on anything");
    }
    ent_blocker_changes_free(&changes);
    experiment_text_close(&loaded);
}

/* Every assignment of every change is one that a variant takes. */
static void assignments_are_valid(void)
{
    ent_blocker_changes changes = {.count = 0};
    experiment_text loaded;

    if (experiment_text_open(&loaded, text, NULL)) {
        list(&loaded, &changes);
        for (size_t i = 0; i < changes.count; i++) {
            ent_variant_model made = {.id = "change"};
            ent_diagnostics said = {0};
            CU_ASSERT_EQUAL_FATAL(ent_tree_copy(&made.tree, &loaded.experiment.item[0]->tree), ENT_OK);
            for (size_t k = 0; k < changes.item[i].set.count; k++) {
                CU_ASSERT_EQUAL(ent_tree_assign_argument(&made.tree, changes.item[i].set.item[k], &said), ENT_OK);
            }
            CU_ASSERT_EQUAL(
                ent_variant_model_build(&made, "text", loaded.experiment.item[0]->model.kernels, false, &said), ENT_OK);
            CU_ASSERT_EQUAL(said.errors, 0);
            ent_variant_model_free(&made);
            ent_diagnostics_free(&said);
        }
    }
    ent_blocker_changes_free(&changes);
    experiment_text_close(&loaded);
}

static void nothing_to_change(void)
{
    static const char *const without[] = {"run: { worlds = 10; replications = 10; };",
        "run: { worlds = 10; replications = 10; }; talks: { stages: { one = \"20%\"; }; };"};

    for (size_t i = 0; i < 2; i++) {
        ent_blocker_changes changes = {.count = 0};
        experiment_text loaded;
        if (experiment_text_open(&loaded, without[i], NULL)) {
            list(&loaded, &changes);
            CU_ASSERT_EQUAL(changes.count, 0);
            CU_ASSERT_EQUAL(changes.omissions, 0);
        }
        ent_blocker_changes_free(&changes);
        experiment_text_close(&loaded);
    }
}

/* A red line that softens at once refuses nothing; one stage is not listed twice; a contributor that waits for nobody
 * and needs nothing has neither taken away. */
static void without_effect(void)
{
    static const char own[] =
        "run: { worlds = 10; replications = 10; };"
        "contributors: { c: { troops = 9; joins = 0.5; requires = true; after = 0; }; };"
        "parties: { p: { threshold = 0.4; softens = 1; }; };"
        "demands: { d: { options = (\"x\", \"y\"); p: { scores = (0, 1); refuses = (0.5, 0.2); }; };"
        "  e: { options = (\"x\"); p: { scores = (1); }; }; };"
        "talks: { stages: { one = \"20%\"; }; };";
    static const char *const kind[] = {"veto", "demand", "demand", "threshold", "stage", "contributor", "contributor"};
    ent_blocker_changes changes = {.count = 0};
    experiment_text loaded;

    if (experiment_text_open(&loaded, own, NULL)) {
        list(&loaded, &changes);
        CU_ASSERT_EQUAL_FATAL(changes.count, 7);
        for (size_t i = 0; i < 7; i++) {
            CU_ASSERT_STRING_EQUAL(changes.item[i].kind, kind[i]);
        }
        CU_ASSERT_STRING_EQUAL(changes.item[1].paths, "demands.d.p.weight = 0"); /* nothing is refused anyway */
        CU_ASSERT_STRING_EQUAL(changes.item[3].paths, "parties.p.threshold = 35%");
        CU_ASSERT_STRING_EQUAL(changes.item[5].paths, "contributors.c.joins = 100%");
    }
    ent_blocker_changes_free(&changes);
    experiment_text_close(&loaded);
}

/* A threshold of 5% or less ends at 0; formulas that would bind otherwise stand in brackets. */
static void thresholds(void)
{
    static const char own[] =
        "run: { worlds = 10; replications = 10; }; factors: { f = \"uniform(0, 1)\"; };"
        "parties: { a: { threshold = 0.05; }; b: { threshold = 0.06; }; c: { threshold = \"4.9%\"; };"
        "d: { threshold = \"0.3 + f / 10\"; }; e: { threshold = \"unknown(45% to 75%)\"; }; g: { threshold = \"f\"; };"
        "h: { threshold = \"min(f, 0.2)\"; }; i: { threshold = \"-f\"; }; j: { threshold = \"45% to 75%\"; }; };"
        "demands: { land: { options = (\"x\"); a: { scores = (1); }; b: { scores = (1); }; c: { scores = (1); };"
        "d: { scores = (1); }; e: { scores = (1); }; g: { scores = (1); }; h: { scores = (1); }; i: { scores = (1); };"
        "j: { scores = (1); }; }; };";
    static const char *const said[][2] = {{"the threshold of A is 5 points lower", "parties.a.threshold = 0"},
        {"the threshold of B is 5 points lower", "parties.b.threshold = 1%"},
        {"the threshold of C is 0", "parties.c.threshold = 0"},
        {"the threshold of D is 5 points lower", "parties.d.threshold = (0.3 + f / 10) - 5%"},
        {"the threshold of E is 5 points lower", "parties.e.threshold = unknown(45% to 75%) - 5%"},
        {"the threshold of G is 5 points lower", "parties.g.threshold = f - 5%"},
        {"the threshold of H is 5 points lower", "parties.h.threshold = min(f, 0.2) - 5%"},
        {"the threshold of I is 5 points lower", "parties.i.threshold = (-f) - 5%"},
        {"the threshold of J is 5 points lower", "parties.j.threshold = (45% to 75%) - 5%"}};
    ent_blocker_changes changes = {.count = 0};
    experiment_text loaded;
    size_t next = 0;

    if (experiment_text_open(&loaded, own, NULL)) {
        list(&loaded, &changes);
        for (size_t i = 0; i < changes.count; i++) {
            if (strcmp(changes.item[i].kind, "threshold") == 0 && next < 9) {
                CU_ASSERT_STRING_EQUAL(changes.item[i].words, said[next][0]);
                CU_ASSERT_STRING_EQUAL(changes.item[i].paths, said[next][1]);
                next++;
            }
        }
        CU_ASSERT_EQUAL(next, 9);
    }
    ent_blocker_changes_free(&changes);
    experiment_text_close(&loaded);
}

static const ent_blocker_change *find(const ent_blocker_changes *changes, const char *words)
{
    for (size_t i = 0; i < changes->count; i++) {
        if (strcmp(changes->item[i].words, words) == 0) {
            return &changes->item[i];
        }
    }
    return NULL;
}

/* Experts: what some of them have counts; lists that they differ in are changed member by member; thresholds that they
 * differ in have no common assignment. */
static void experts(void)
{
    static const char own[] =
        "run: { worlds = 10; replications = 10; };"
        "parties: { p: { threshold = 0.4; }; q: { threshold = 0.5; veto = false; }; };"
        "demands: { d: { options = (\"x\", \"y\"); available = (true, false);"
        "  p: { scores = (0, 1); refuses = (0, 0.2); }; q: { scores = (1, 0); }; }; };"
        "experts: { hawk: { set = (\"parties.p.threshold = 0.6\", \"demands.d.p.refuses.x = 0.9\", "
        "  \"parties.q.veto = true\"); }; dove: { weight = 2; set = (\"demands.d.p.refuses = (0, 0)\"); }; };";
    ent_blocker_changes changes = {.count = 0};
    const ent_blocker_change *change;
    experiment_text loaded;

    if (experiment_text_open(&loaded, own, NULL)) {
        list(&loaded, &changes);
        change = find(&changes, "P never refuses “X” (D)");
        CU_ASSERT_PTR_NOT_NULL_FATAL(change);
        CU_ASSERT_STRING_EQUAL(change->paths, "demands.d.p.refuses.x = 0");
        CU_ASSERT_PTR_NOT_NULL(find(&changes, "P never refuses “Y” (D)"));
        CU_ASSERT_PTR_NOT_NULL(find(&changes, "Q has no veto and refuses nothing"));
        change = find(&changes, "“Y” (D) is always available");
        CU_ASSERT_PTR_NOT_NULL_FATAL(change);
        CU_ASSERT_STRING_EQUAL(change->paths, "demands.d.available = (true, true)");
        change = find(&changes, "the threshold of P is 5 points lower");
        CU_ASSERT_PTR_NOT_NULL_FATAL(change);
        CU_ASSERT_STRING_EQUAL(change->paths, "");
        CU_ASSERT_STRING_EQUAL(change->set.item[0], "parties.p.threshold = 35%");
        CU_ASSERT_STRING_EQUAL(change->expert_set[0].item[0], "parties.p.threshold = 55%");
        CU_ASSERT_STRING_EQUAL(change->expert_set[1].item[0], "parties.p.threshold = 35%");
    }
    ent_blocker_changes_free(&changes);
    experiment_text_close(&loaded);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"every kind of change, in words and as assignments", every_kind},
        {"variants take all assignments", assignments_are_valid},
        {"without talks and contributors", nothing_to_change},
        {"changes without effect are left out", without_effect},
        {"thresholds", thresholds},
        {"experts", experts},
        CU_TEST_INFO_NULL,
    };

    return ent_run_suite("changes of blockers", tests);
}
