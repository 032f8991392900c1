/* Obstacles between the parties: closed forms, and each change against a variant with the same assignments. */
#include "jobs/blockers/blockers.h"

#include "run/experiment_text.h"

/* --- helpers ------------------------------------------------------------------------------------------------------ */

static bool find(ent_blockers *blockers, const experiment_text *loaded, size_t variant, unsigned threads)
{
    const ent_blocker_options options = {.scenario_id = "text", .threads = threads};
    int status = ent_blockers_find(blockers, loaded->experiment.item[variant], &options);

    CU_ASSERT_EQUAL(status, ENT_OK);
    return status == ENT_OK;
}

static const ent_blocker *with_paths(const ent_blockers *blockers, const char *paths)
{
    for (size_t i = 0; i < blockers->count; i++) {
        if (strcmp(blockers->item[i].change->paths, paths) == 0) {
            return &blockers->item[i];
        }
    }
    fprintf(stderr, "no change with the paths %s\n", paths);
    CU_FAIL("no such change");
    return NULL;
}

/* --- closed forms ------------------------------------------------------------------------------------------------- */

/* The published domain of the oracles' page: entries [demand][option][party]; utilities are their sums. */
enum { PARTIES = 3, DEMANDS = 3, PACKAGES = 8 };
static const double entry[DEMANDS][2][PARTIES] = {{{1. / 15, 1. / 4, 7. / 10}, {1. / 10, 1. / 12, 7. / 40}},
    {{1. / 5, 1. / 12, 1. / 5}, {3. / 10, 1. / 4, 2. / 15}}, {{3. / 20, 1. / 2, 1. / 10}, {3. / 5, 1. / 8, 1. / 15}}};

/* Thresholds are independent uniform(0, 1), so the chance that some package is acceptable is the volume of the union of
 * the boxes [0, U_p(package)]. */
static const char domain[] =
    "run: { worlds = 400; replications = 500; seed = 11; };"
    "parties: { a: { threshold = \"uniform(0, 1)\"; }; b: { threshold = \"uniform(0, 1)\"; };"
    "  c: { threshold = \"uniform(0, 1)\"; }; };"
    "demands: { energy: { options = (\"low\", \"high\"); available = (true, \"open\");"
    "    a: { weight = \"1/10\"; scores = (\"2/3\", 1); }; b: { weight = \"1/4\"; scores = (1, \"1/3\"); };"
    "    c: { weight = \"7/10\"; scores = (1, 0.25); refuses = (\"40%\", 0); }; };"
    "  engine: { options = (\"low\", \"high\"); a: { weight = \"3/10\"; scores = (\"2/3\", 1); };"
    "    b: { weight = \"1/4\"; scores = (\"1/3\", 1); }; c: { weight = \"1/5\"; scores = (1, \"2/3\"); }; };"
    "  price: { options = (\"low\", \"high\"); a: { weight = \"3/5\"; scores = (0.25, 1); };"
    "    b: { weight = \"1/2\"; scores = (1, 0.25); }; c: { weight = \"1/10\"; scores = (1, \"2/3\"); }; }; };"
    "events: { open = \"70%\"; };"
    "talks: { rounds = 4; stages: { one = \"30%\"; two = \"50%\"; }; };"
    "headline = \"agreed and open\";";

/* Differences from the unchanged domain. */
typedef struct domain_change {
    bool without_veto[PARTIES], dropped[DEMANDS];
    double lower[PARTIES]; /* by how much a threshold is lower */
} domain_change;

static double utility_of(const domain_change *change, size_t package, size_t party)
{
    double sum = 0.0;
    double weight = 0.0;

    for (size_t d = 0; d < DEMANDS; d++) {
        const double(*option)[PARTIES] = entry[d];
        if (!change->dropped[d]) {
            sum += option[(package >> (DEMANDS - 1 - d)) & 1][party];
            weight += fmax(option[0][party], option[1][party]);
        }
    }
    return change->without_veto[party] ? 1.0 : fmin(1.0, sum / weight + change->lower[party]);
}

/* Volume of the union of the boxes of the packages that are not out, by a grid through all their corners. */
static double volume(const domain_change *change, const bool out[PACKAGES])
{
    double corner[PARTIES][PACKAGES + 1];
    double sum = 0.0;

    for (size_t p = 0; p < PARTIES; p++) {
        corner[p][0] = 0.0;
        for (size_t k = 0; k < PACKAGES; k++) {
            double u = utility_of(change, k, p);
            size_t at = k + 1;
            for (; at > 0 && corner[p][at - 1] > u; at--) {
                corner[p][at] = corner[p][at - 1];
            }
            corner[p][at] = u;
        }
    }
    for (size_t cell = 0; cell < PACKAGES * PACKAGES * PACKAGES; cell++) {
        size_t at[PARTIES] = {cell % PACKAGES, cell / PACKAGES % PACKAGES, cell / PACKAGES / PACKAGES};
        bool in = false;
        for (size_t k = 0; k < PACKAGES; k++) {
            bool covers = !out[k];
            for (size_t p = 0; p < PARTIES; p++) {
                covers = covers && utility_of(change, k, p) >= corner[p][at[p] + 1];
            }
            in = in || covers;
        }
        sum += in ? (corner[0][at[0] + 1] - corner[0][at[0]]) * (corner[1][at[1] + 1] - corner[1][at[1]]) *
                        (corner[2][at[2] + 1] - corner[2][at[2]])
                  : 0.0;
    }
    return sum;
}

/* Chance of a deal once the stages are passed: `low` energy is refused with a chance, `high` is open with a chance. */
static double deal(const domain_change *change, double refused, double open)
{
    double sum = 0.0;

    for (size_t state = 0; state < 4; state++) {
        bool out[PACKAGES];
        for (size_t k = 0; k < PACKAGES; k++) {
            out[k] = (k & 4) == 0 ? (state & 1) != 0 : (state & 2) != 0;
        }
        sum +=
            ((state & 1) != 0 ? refused : 1.0 - refused) * ((state & 2) != 0 ? 1.0 - open : open) * volume(change, out);
    }
    return sum;
}

/* Chance that stages with these monthly chances are passed within 4 months, the second in a later month. */
static double passed(double one, double two)
{
    double sum = 0.0;

    for (int i = 1; i <= 3; i++) {
        sum += pow(1.0 - one, i - 1) * one * (1.0 - pow(1.0 - two, 4 - i));
    }
    return sum;
}

static void check_agreed(const ent_blockers *blockers, const char *paths, double expected)
{
    const ent_blocker *it = with_paths(blockers, paths);
    const double draws = 400.0 * 500.0;

    if (it != NULL) {
        double bound = ENT_TEST_SIGMAS * sqrt(expected * (1.0 - expected) / draws);
        CU_ASSERT_DOUBLE_EQUAL(it->agreed.p, expected, bound);
        CU_ASSERT_EQUAL(it->agreed.n, 200000);
        CU_ASSERT_DOUBLE_EQUAL(it->agreed_difference.value, it->agreed.p - blockers->agreed.p, 1e-12);
    }
}

/* Draws are independent here (nothing is known by world), so the bounds are those of binomial counts. */
static void closed_forms(void)
{
    static const domain_change as_is = {.lower = {0}};
    static const bool none_out[PACKAGES] = {false};
    const double months = passed(0.3, 0.5);
    ent_blockers blockers = {.count = 0};
    experiment_text loaded;

    CU_ASSERT_DOUBLE_EQUAL(volume(&as_is, none_out), 0.77928, 5e-6); /* the oracles' page */
    if (experiment_text_open(&loaded, domain, NULL) && find(&blockers, &loaded, 0, 2)) {
        CU_ASSERT_EQUAL(blockers.count, 3 + 3 + 1 + 3 + 3 + 1 + 2);
        check_agreed(&blockers, "parties.a.veto = false",
            months * deal(&(domain_change){.without_veto = {true, false, false}}, 0.4, 0.7));
        check_agreed(&blockers, "parties.c.veto = false",
            months * deal(&(domain_change){.without_veto = {false, false, true}}, 0.0, 0.7));
        check_agreed(&blockers, "demands.price.a.weight = 0; demands.price.b.weight = 0; demands.price.c.weight = 0",
            months * deal(&(domain_change){.dropped = {false, false, true}}, 0.4, 0.7));
        check_agreed(&blockers,
            "demands.energy.a.weight = 0; demands.energy.b.weight = 0; demands.energy.c.weight = 0; "
            "demands.energy.c.refuses = (0, 0)",
            months * deal(&(domain_change){.dropped = {true, false, false}}, 0.0, 0.7));
        check_agreed(&blockers, "demands.energy.c.refuses = (0, 0)", months * deal(&as_is, 0.0, 0.7));
        check_agreed(&blockers, "parties.b.threshold = uniform(0, 1) - 5%",
            months * deal(&(domain_change){.lower = {0.0, 0.05, 0.0}}, 0.4, 0.7));
        check_agreed(&blockers, "talks.stages.one = 100%", passed(1.0, 0.5) * deal(&as_is, 0.4, 0.7));
        check_agreed(&blockers, "talks.stages.two = 100%", passed(0.3, 1.0) * deal(&as_is, 0.4, 0.7));
        check_agreed(&blockers, "talks.stages.one = 100%; talks.stages.two = 100%", deal(&as_is, 0.4, 0.7));
        check_agreed(&blockers, "demands.energy.available = (true, true)", months * deal(&as_is, 0.4, 1.0));
        check_agreed(&blockers, "events.open = 100%", months * deal(&as_is, 0.4, 1.0));
        check_agreed(&blockers, "events.open = 0", months * deal(&as_is, 0.4, 0.0));
    }
    ent_blockers_free(&blockers);
    experiment_text_close(&loaded);
}

/* --- against variants --------------------------------------------------------------------------------------------- */

/* Appends `name: { set = ("a = 1", "b = 2"); };` for the paths "a = 1; b = 2". */
static void append_variant(char *text, size_t size, size_t number, const char *paths)
{
    size_t used = strlen(text);

    used += (size_t) snprintf(text + used, size - used, "v%zu: { set = (\"", number);
    for (const char *at = paths; *at != '\0' && used + 64 < size; at++) {
        if (at[0] == ';' && at[1] == ' ') {
            used += (size_t) snprintf(text + used, size - used, "\", \"");
            at++;
        } else {
            text[used++] = *at;
        }
    }
    (void) snprintf(text + used, size - used, "\"); };");
}

/* Equal, or both not known. */
static bool same(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static bool same_difference(const ent_difference *a, const ent_difference *b)
{
    return a->has_value == b->has_value && same(a->value, b->value) && same(a->low, b->low) && same(a->high, b->high);
}

/* Runs base and variants of a text, whose headline each row's headline is; compares every row of `blockers`. */
static void compare_with_variants(const ent_blockers *blockers, const char *text)
{
    experiment_text loaded;
    ent_run_options options = {.threads = 2};
    ent_tally base = {.draws = 0};

    if (!experiment_text_open(&loaded, text, NULL)) {
        experiment_text_close(&loaded);
        return;
    }
    CU_ASSERT_EQUAL_FATAL(loaded.experiment.count, blockers->count + 1);
    for (size_t v = 0; v < loaded.experiment.count; v++) {
        const ent_model *model = &loaded.experiment.item[v]->model;
        ent_tally tally = {.draws = 0};
        CU_ASSERT_EQUAL_FATAL(ent_run_model(model, &options, NULL, 0, v == 0 ? &base : &tally, loaded.guard), ENT_OK);
        if (v > 0) {
            const ent_blocker *it = &blockers->item[v - 1];
            ent_difference difference = {.value = 0};
            ent_estimate estimate = {.k = 0};
            CU_ASSERT_EQUAL(ent_tally_headline(&tally, &estimate), ENT_OK);
            CU_ASSERT_EQUAL(ent_tally_headline_difference(&tally, &base, &difference), ENT_OK);
            CU_ASSERT_TRUE(same(it->headline.p, estimate.p));
            CU_ASSERT_TRUE(same(it->headline.low, estimate.low));
            CU_ASSERT_EQUAL(it->headline.n, estimate.n);
            CU_ASSERT_TRUE(same_difference(&it->headline_difference, &difference));
        }
        ent_tally_free(&tally);
    }
    ent_tally_free(&base);
    experiment_text_close(&loaded);
}

/* The changes of a scenario, each pasted into a variant: the same figures to the digit, for the file's own headline and
 * for P(agreed). */
static void check_pasted(const char *scenario, const char *headline)
{
    static char text[65536];
    ent_blockers blockers = {.count = 0};
    experiment_text loaded;

    (void) snprintf(text, sizeof(text), "%s headline = \"%s\";", scenario, headline);
    if (experiment_text_open(&loaded, text, NULL) && find(&blockers, &loaded, 0, 3)) {
        CU_ASSERT_EQUAL(blockers.omissions, 0);
        CU_ASSERT_EQUAL(blockers.count, blockers.changes.count);
        (void) snprintf(text + strlen(text), sizeof(text) - strlen(text), " variants: {");
        for (size_t i = 0; i < blockers.count; i++) {
            append_variant(text, sizeof(text), i, blockers.item[i].change->paths);
        }
        (void) snprintf(text + strlen(text), sizeof(text) - strlen(text), " };");
        compare_with_variants(&blockers, text);
    }
    ent_blockers_free(&blockers);
    experiment_text_close(&loaded);
}

#define SIZE "run: { worlds = 40; replications = 50; seed = 5; horizon = 24; };"
static const char everything[] = SIZE
    "factors: { f = \"normal(0, 1)\"; g = \"normal(0, 1)\"; };"
    "events: { mandate = \"logistic(f)\"; cover = \"30%\"; both = \"mandate and cover\"; ends: { monthly = \"1%\"; };"
    "  trust = \"if(deal.land == 'kept', 60%, 20%)\"; };"
    "contributors: { a: { troops = \"1k to 3k\"; joins = \"60%\"; }; b: { troops = \"1k to 2k\"; requires = "
    "\"mandate\"; "
    "  after = \"2k\"; joins = \"logistic(g)\"; }; c: { troops = 500; joins = \"40%\"; requires = \"a.joins\"; }; };"
    "correlations: { who: { among = (\"*.joins\"); rho = 0.4; }; lines: { among = (\"p.*\", \"cover\"); rho = 0.5; }; "
    "};"
    "force: { required = 3000; };"
    "parties: { p: { threshold = \"unknown(triangular(45%, 60%, 80%))\"; war_cost = \"0.5%\"; concession = 0.7; "
    "    softens = \"5%\"; }; q: { threshold = \"45% to 75%\"; }; r: { threshold = \"40%\"; veto = false; }; };"
    "demands: { land: { options = (\"kept\", \"ceded\", \"shared\"); available = (true, \"mandate or month_free\", "
    "true);"
    "    p: { weight = \"exp(f)\"; scores = (0, 1, 0.6); refuses = (\"60%\", 0, \"if(cover, 10%, 0)\"); };"
    "    q: { scores = (1, 0, 0.7); refuses = (0, \"50%\", 0); }; r: { scores = (1, 0, 1); }; };"
    "  guard: { options = (\"no\", \"yes\"); available = (true, \"force.offered >= 1k\");"
    "    p: { scores = (1, 0); refuses = (0, \"logistic(g)\"); }; q: { weight = 2; scores = (0, 1); }; r: { scores = "
    "(1, 0); }; }; };"
    "values: { month_free = \"cover or f > 1\"; };"
    "talks: { rounds = 12; deadline = 12; stages: { one = \"20%\"; two = { value = \"logistic(f)\"; note = \"n\"; }; "
    "}; };"
    "truce: { causes: { attack: { hazard = \"0.05 * exp(-min(1, force.ratio)) * if(trust, 0.5, 1)\"; }; }; };"
    "measures: { months = \"truce.months\"; };";

static void as_variants(void)
{
    check_pasted(everything, "agreed");
    check_pasted(everything, "truce.held");
    check_pasted(everything, "truce.held given agreed and cover");
    check_pasted(everything, "mean(months)");
}

/* P(agreed) is the headline where that is `agreed`, of kept draws too. */
static void agreed_is_a_headline(void)
{
    static const char *const more[] = {"", "given = \"f > 0 or mandate\";",
        "truce: { in_force = true; age = 3; causes: { c: { hazard = 0.08; }; }; };"};
    static char text[16384];

    for (size_t i = 0; i < 3; i++) {
        ent_blockers blockers = {.count = 0};
        experiment_text loaded;
        const char *stripped = i == 2 ? strstr(everything, "truce: {") : NULL;
        int length = stripped != NULL ? (int) (stripped - everything) : (int) strlen(everything);
        (void) snprintf(text, sizeof(text), "%.*s %s headline = \"agreed\";", length, everything, more[i]);
        if (experiment_text_open(&loaded, text, NULL) && find(&blockers, &loaded, 0, 1)) {
            CU_ASSERT_TRUE(blockers.count > 20);
            CU_ASSERT_EQUAL(blockers.agreed.k, blockers.headline.k);
            for (size_t b = 0; b < blockers.count; b++) {
                const ent_blocker *it = &blockers.item[b];
                CU_ASSERT_EQUAL(it->agreed.p, it->headline.p);
                CU_ASSERT_EQUAL(it->agreed.n, it->headline.n);
                CU_ASSERT_TRUE(same_difference(&it->agreed_difference, &it->headline_difference));
            }
        }
        ent_blockers_free(&blockers);
        experiment_text_close(&loaded);
    }
}

/* --- experts, variants -------------------------------------------------------------------------------------------- */

static const char of_experts[] =
    SIZE "parties: { p: { threshold = \"uniform(0, 1)\"; }; };"
         "demands: { d: { options = (\"x\", \"y\"); p: { weight = 1; scores = (0.3, 0.6); refuses = (0, 0.5); }; }; };"
         "talks: { rounds = 1; };"
         "experts: { hawk: { set = (\"parties.p.threshold = uniform(0.2, 1)%s\"); };"
         "  dove: { set = (\"parties.p.threshold = uniform(0, 0.8)%s\", \"demands.d.p.refuses.x = 0.1\"); }; };"
         "headline = \"agreed\";";

/* Each expert's own threshold is lower: the same as a file whose experts set it so. */
static void experts(void)
{
    char text[2048];
    ent_blockers blockers = {.count = 0};
    ent_blockers changed = {.count = 0};
    experiment_text loaded;

    (void) snprintf(text, sizeof(text), of_experts, " - 5%", " - 5%");
    if (experiment_text_open(&loaded, text, NULL)) {
        find(&changed, &loaded, 0, 1);
    }
    experiment_text_close(&loaded);
    (void) snprintf(text, sizeof(text), of_experts, "", "");
    if (experiment_text_open(&loaded, text, NULL) && find(&blockers, &loaded, 0, 2)) {
        const ent_blocker *lower = with_paths(&blockers, "");
        CU_ASSERT_PTR_NOT_NULL_FATAL(lower);
        CU_ASSERT_STRING_EQUAL(lower->change->kind, "threshold");
        CU_ASSERT_EQUAL(lower->agreed.k, changed.agreed.k);
        CU_ASSERT_TRUE(lower->agreed.k > blockers.agreed.k);
        with_paths(&blockers, "demands.d.p.refuses.y = 0");
        with_paths(&blockers, "demands.d.p.refuses = (0, 0.5)");
    }
    ent_blockers_free(&blockers);
    ent_blockers_free(&changed);
    experiment_text_close(&loaded);
}

/* Of a variant, its own settings are changed: those of a file that has them. */
static void of_a_variant(void)
{
    static const char own[] =
        SIZE "parties: { p: { threshold = \"uniform(0, 1)\"; }; }; events: { e = %s; };"
             "demands: { d: { options = (\"x\", \"y\"); available = (true, \"e\"); p: { scores = (0.3, 0.6); }; }; };"
             "variants: { v: { set = (\"events.e = 40%%\"); }; };";
    char text[2048];
    ent_blockers blockers = {.count = 0};
    ent_blockers other = {.count = 0};
    experiment_text loaded;

    (void) snprintf(text, sizeof(text), own, "0");
    if (experiment_text_open(&loaded, text, NULL)) {
        find(&blockers, &loaded, 1, 1);
    }
    experiment_text_close(&loaded);
    (void) snprintf(text, sizeof(text), own, "0.4");
    if (experiment_text_open(&loaded, text, NULL) && find(&other, &loaded, 0, 1)) {
        CU_ASSERT_EQUAL_FATAL(blockers.count, other.count);
        CU_ASSERT_EQUAL(blockers.agreed.k, other.agreed.k);
        for (size_t i = 0; i < other.count; i++) {
            CU_ASSERT_STRING_EQUAL(blockers.item[i].change->words, other.item[i].change->words);
            CU_ASSERT_EQUAL(blockers.item[i].agreed.k, other.item[i].agreed.k);
        }
    }
    ent_blockers_free(&blockers);
    ent_blockers_free(&other);
    experiment_text_close(&loaded);
}

/* --- the rest ----------------------------------------------------------------------------------------------------- */

static void any_threads(void)
{
    ent_blockers one = {.count = 0};
    ent_blockers seven = {.count = 0};
    experiment_text loaded;

    if (experiment_text_open(&loaded, everything, NULL) && find(&one, &loaded, 0, 1) && find(&seven, &loaded, 0, 7)) {
        CU_ASSERT_EQUAL_FATAL(one.count, seven.count);
        for (size_t i = 0; i < one.count; i++) {
            CU_ASSERT_STRING_EQUAL(one.item[i].change->words, seven.item[i].change->words);
            CU_ASSERT_EQUAL(one.item[i].agreed.k, seven.item[i].agreed.k);
            CU_ASSERT_TRUE(same_difference(&one.item[i].headline_difference, &seven.item[i].headline_difference));
        }
    }
    ent_blockers_free(&one);
    ent_blockers_free(&seven);
    experiment_text_close(&loaded);
}

static void order(void)
{
    ent_blockers blockers = {.count = 0};
    experiment_text loaded;

    if (experiment_text_open(&loaded, everything, NULL) && find(&blockers, &loaded, 0, 2)) {
        for (size_t i = 1; i < blockers.count; i++) {
            const ent_blocker *a = &blockers.item[i - 1];
            const ent_blocker *b = &blockers.item[i];
            double first = fabs(a->agreed_difference.value) - fabs(b->agreed_difference.value);
            double second = fabs(a->headline_difference.value) - fabs(b->headline_difference.value);
            CU_ASSERT_TRUE(first > 0.0 || (first == 0.0 && second > 0.0) ||
                           (first == 0.0 && second == 0.0 && a->change < b->change));
        }
    }
    ent_blockers_free(&blockers);
    experiment_text_close(&loaded);
}

/* Where a change makes a formula no number, at once or in some draws, its row is left out, with the reason. */
static void left_out(void)
{
    static const char own[] = SIZE "events: { e = 0; f = 0; g = 0.5; };"
                                   "force: { required = \"sqrt(0.5 - e)\"; cap = \"sqrt(0.5 - f * uniform(0, 1))\"; };";
    static const char *const path[] = {"force.required", "force.cap"};
    static const char *const reason[] = {"`“E” surely happens` is not tried: `sqrt(0.5 - e)` is not a number",
        "`“F” surely happens` is not tried: the formula gives no number in some draws"};
    ent_blockers blockers = {.count = 0};
    experiment_text loaded;

    if (experiment_text_open(&loaded, own, NULL) && find(&blockers, &loaded, 0, 1)) {
        CU_ASSERT_EQUAL(blockers.count, 4);
        CU_ASSERT_EQUAL_FATAL(blockers.omissions, 2);
        for (size_t i = 0; i < 2; i++) {
            CU_ASSERT_STRING_EQUAL(blockers.omission[i].path, path[i]);
            CU_ASSERT_STRING_EQUAL(blockers.omission[i].text, reason[i]);
        }
        CU_ASSERT_EQUAL(blockers.agreed.p, 1.0); /* without talks there is a deal */
        CU_ASSERT_EQUAL(blockers.item[0].agreed_difference.value, 0.0);
        CU_ASSERT_DOUBLE_EQUAL(
            blockers.item[0].agreed_difference.low, -3.8414588206941236 / (double) blockers.agreed.n, 1e-17);
        CU_ASSERT_DOUBLE_EQUAL(
            blockers.item[0].agreed_difference.high, 3.8414588206941236 / (double) blockers.agreed.n, 1e-17);
    }
    ent_blockers_free(&blockers);
    experiment_text_close(&loaded);
}

/* All draws as long as they are few, then fewer replications, then fewer worlds; 2^31 / 12 / 179 is 999,760. */
static void sizes(void)
{
    static const struct {
        uint64_t worlds, replications;
        size_t changes, settings;
        uint64_t expected_worlds, expected_replications;
    } it[] = {{10000, 100, 11, 177, 10000, 100}, {10000, 100, 11, 178, 10000, 99}, {10000, 100, 104, 533, 10000, 3},
        {2000000, 1, 5, 177, 2000000, 1}, {2000000, 1, 5, 178, 1999519, 1}, {1, 1000000000, 0, 1, 1, 1000000000},
        {1, 2000000000, 0, 1, 1, 1073741824}, {20, 20, 30000, 50, 20, 20}, {1000, 1, 20000000, 1000, 1, 1}};

    for (size_t i = 0; i < sizeof(it) / sizeof(*it); i++) {
        ent_run_size run = {.worlds = it[i].worlds, .replications = it[i].replications};
        ent_blocker_size size = ent_blocker_size_of(&run, it[i].changes, it[i].settings);
        CU_ASSERT_EQUAL(size.worlds, it[i].expected_worlds);
        CU_ASSERT_EQUAL(size.replications, it[i].expected_replications);
        run.design = ENT_DESIGN_SOBOL;
        size = ent_blocker_size_of(&run, it[i].changes, it[i].settings);
        CU_ASSERT_TRUE(size.worlds == run.worlds ||
                       (size.worlds <= it[i].expected_worlds + 15 && 2 * size.worlds > it[i].expected_worlds &&
                           (size.worlds & (size.worlds - 1)) == 0));
    }
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"closed forms: a domain with uniform thresholds", closed_forms},
        {"each change pasted into a variant", as_variants},
        {"P(agreed) is the headline `agreed`", agreed_is_a_headline},
        {"experts: each one's own threshold is lower", experts},
        {"changes of a variant", of_a_variant},
        {"the same for any number of threads", any_threads},
        {"order", order},
        {"changes that give no number", left_out},
        {"sizes", sizes},
        CU_TEST_INFO_NULL,
    };

    return ent_run_suite("blockers", tests);
}
