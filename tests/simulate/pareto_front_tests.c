/* Pareto fronts: pruning drops exactly the dominated packages, found by comparing all with all. Their cache returns the
 * front of an enumeration, builds it only when it pays, and keeps within its memory. */
#include "model/scenario_text.h"
#include "simulate/talks/pareto_cache.h"

enum { MOST = 400, DECIDERS = 3 };

static uint64_t next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 33;
}

/* --- pruning ------------------------------------------------------------------------------------------------------ */

static const double scale[DECIDERS] = {2.0, 1.0, 0.5};

/* Coarse utilities, so that many are equal; some differ by a little more or less than the tolerance of ties. */
static void fill(ent_pareto_front *front, size_t count, size_t deciders, uint64_t seed)
{
    static const double apart[] = {0.0, 0.0, 0.0, 1e-13, 3e-12, 1e-11};

    CU_ASSERT_EQUAL_FATAL(ent_pareto_front_reserve(front, count, deciders), ENT_OK);
    front->count = count;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < deciders; j++) {
            front->utility[j * front->capacity + i] =
                scale[j] * ((double) (next(&seed) % 8) / 8.0 + apart[next(&seed) % 6]);
        }
        front->package[i] = (double) ((i * 7919 + 13) % MOST);
    }
}

static bool dominates(const ent_pareto_front *set, size_t a, size_t b)
{
    bool strictly = true;

    for (size_t j = 0; j < set->deciders; j++) {
        double ua = set->utility[j * set->capacity + a];
        double ub = set->utility[j * set->capacity + b];
        if (ua < ub) {
            return false;
        }
        strictly = strictly && ua > ub + 4e-12 * scale[j];
    }
    return strictly || set->package[a] < set->package[b];
}

static bool is_kept(const ent_pareto_front *kept, const ent_pareto_front *all, size_t i)
{
    for (size_t k = 0; k < kept->count; k++) {
        if (kept->package[k] == all->package[i]) {
            for (size_t j = 0; j < all->deciders; j++) {
                CU_ASSERT_EQUAL(kept->utility[j * kept->capacity + k], all->utility[j * all->capacity + i]);
            }
            return true;
        }
    }
    return false;
}

static void prune(void)
{
    ent_pareto_front all = {0};
    ent_pareto_front kept = {0};
    ent_pareto_scratch room = {0};
    size_t wrong = 0;
    size_t dropped = 0;
    size_t unsound = 0;

    for (uint64_t seed = 0; seed < 60; seed++) {
        size_t count = seed * MOST / 59;
        double work = 0.0;
        fill(&all, count, 1 + seed % DECIDERS, seed);
        CU_ASSERT_EQUAL_FATAL(
            ent_pareto_front_prune(&kept, &all, scale, ent_kernels_select(NULL), &room, &work, (double) INFINITY),
            ENT_OK);
        dropped += count - kept.count;
        unsound += ent_pareto_front_check(&kept, scale) ? 0 : 1;
        for (size_t i = 0; i < count; i++) {
            bool dominated = false;
            for (size_t k = 0; k < count && !dominated; k++) {
                dominated = k != i && dominates(&all, k, i);
            }
            wrong += is_kept(&kept, &all, i) == dominated ? 1 : 0; /* kept, unless another one dominates it */
        }
    }
    CU_ASSERT_EQUAL(wrong, 0);
    CU_ASSERT_EQUAL(unsound, 0);
    CU_ASSERT(dropped > 5000);
    ent_pareto_front_free(&all);
    ent_pareto_front_free(&kept);
    ent_pareto_scratch_free(&room);
}

static void given_up(void)
{
    ent_pareto_front all = {0};
    ent_pareto_front kept = {0};
    ent_pareto_scratch room = {0};
    double work = 0.0;

    fill(&all, MOST, DECIDERS, 1);
    CU_ASSERT_EQUAL(ent_pareto_front_prune(&kept, &all, scale, ent_kernels_select(NULL), &room, &work, 500.0), ENT_OK);
    CU_ASSERT(work > 500.0 && work < 1000.0);
    ent_pareto_front_free(&all);
    ent_pareto_front_free(&kept);
    ent_pareto_scratch_free(&room);
}

/* Members stay when a front grows. */
static void grown(void)
{
    ent_pareto_front front = {0};

    fill(&front, 3, 2, 5);
    front.utility[front.capacity + 2] = 0.25;
    CU_ASSERT_EQUAL(ent_pareto_front_reserve(&front, 1000, 2), ENT_OK);
    CU_ASSERT(front.capacity >= 1000 && front.count == 3 && front.utility[front.capacity + 2] == 0.25);
    ent_pareto_front_free(&front);
    ent_pareto_front_free(&front);
}

/* --- the cache ---------------------------------------------------------------------------------------------------- */

/* Seven demands of two options that each may be out: 2^14 sets of flags, 128 packages. */
static const char *const text =
    "run: { worlds = 1; replications = 2; horizon = 1; }; events: { e: 0.5; };"
    "parties: { p: { threshold = 0; }; q: { threshold = 0; }; }; demands: {"
    "a: { options = (\"x\", \"y\"); p: { weight = 1; scores = (\"if(e, 1, 0.9)\", 0); refuses = (0.1, 0.1); }; };"
    "b: { options = (\"x\", \"y\"); q: { weight = 2; scores = (1, 0); refuses = (0.1, 0.1); }; };"
    "c: { options = (\"x\", \"y\"); p: { weight = 3; scores = (0, 1); refuses = (0.1, 0.1); };"
    "q: { weight = 1; scores = (1, 0); }; };"
    "d: { options = (\"x\", \"y\"); p: { weight = 4; scores = (1, 0); refuses = (0.1, 0.1); };"
    "q: { weight = 1.5; scores = (0, 1); }; };"
    "e1: { options = (\"x\", \"y\"); p: { weight = 1; scores = (1, 0); refuses = (0.1, 0.1); };"
    "q: { weight = 3; scores = (0, 1); }; };"
    "f: { options = (\"x\", \"y\"); p: { weight = 1.2; scores = (1, 0); refuses = (0.1, 0.1); };"
    "q: { weight = 1.7; scores = (0.1, 1); }; };"
    "g: { options = (\"x\", \"y\"); p: { weight = 2.2; scores = (1, 0.2); refuses = (0.1, 0.1); };"
    "q: { weight = 1.3; scores = (0.1, 1); }; }; };";

typedef struct fixture {
    scenario_text scenario;
    ent_enumeration search;
    ent_pareto_cache cache;
    double gain[14 * 2], total[2];
} fixture;

static ent_preference open_fixture(fixture *self)
{
    const ent_talks_plan *plan = &self->scenario.model.talks;

    memset(self, 0, sizeof(*self));
    CU_ASSERT_FATAL(scenario_text_open(&self->scenario, text, NULL));
    CU_ASSERT_EQUAL_FATAL(plan->flags, 14);
    CU_ASSERT_EQUAL_FATAL(ent_enumeration_init(&self->search, plan, self->scenario.model.kernels), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_pareto_cache_init(&self->cache, plan), ENT_OK);
    for (size_t d = 0; d < 7; d++) {
        for (size_t p = 0; p < 2; p++) {
            double weight = (double) (1 + (d * 5 + p * 3) % 7);
            self->gain[(2 * d) * 2 + p] = p == 0 ? weight : 0.0;
            self->gain[(2 * d + 1) * 2 + p] = p == 0 ? 0.0 : weight;
            self->total[p] += weight;
        }
    }
    return (ent_preference){.gain = self->gain, .total = self->total, .stamp = 1};
}

static void close_fixture(fixture *self)
{
    ent_pareto_cache_free(&self->cache);
    ent_pareto_cache_free(&self->cache);
    ent_enumeration_free(&self->search);
    ent_enumeration_free(&self->search);
    scenario_text_close(&self->scenario);
}

static bool look(
    fixture *self, const ent_preference *preference, uint64_t excluded, double spent, ent_pareto_front *front)
{
    ent_pareto_entry *entry = ent_pareto_cache_find(&self->cache, preference->stamp, &excluded);
    int status;
    bool known;

    known = ent_pareto_cache_front(&self->cache, entry, &self->search, preference, &excluded, front, &status);
    CU_ASSERT_EQUAL(status, ENT_OK);
    if (!known) {
        ent_pareto_cache_spend(entry, spent);
    }
    return known;
}

static void built_when_it_pays(void)
{
    static fixture self;
    const ent_preference preference = open_fixture(&self);
    ent_pareto_front front;
    size_t looks = 0;

    CU_ASSERT_FALSE(look(&self, &preference, 0, 1.0, &front)); /* once is never enough */
    CU_ASSERT_FALSE(look(&self, &preference, 0, 1.0, &front)); /* it costs more than a few nanoseconds */
    while (looks < 1000 && !look(&self, &preference, 0, 100.0, &front)) {
        looks++;
    }
    CU_ASSERT(looks > 1 && looks < 1000);
    CU_ASSERT_FALSE(look(&self, &preference, 1, 1e9, &front));
    CU_ASSERT(look(&self, &preference, 1, 1e9, &front));
    CU_ASSERT_FALSE(
        look(&self, &(ent_preference){.gain = preference.gain, .total = preference.total, .stamp = 2}, 1, 1e9, &front));
    close_fixture(&self);
}

/* Every front from the cache is that of an enumeration, although entries are replaced all the time. */
static void same_as_enumerated(void)
{
    static fixture self;
    ent_preference preference = open_fixture(&self);
    uint64_t state = 9;
    size_t wrong = 0;
    size_t known = 0;
    size_t closed = 0;
    size_t unsound = 0;
    const double whole[] = {1.0, 1.0};

    for (size_t i = 0; i < 40000; i++) {
        uint64_t excluded = (next(&state) & next(&state) & next(&state)) & 0x3FFF;
        ent_pareto_front front;
        preference.stamp = 1 + i / 20000;
        if (!look(&self, &preference, excluded, 1e9, &front)) {
            continue;
        }
        known++;
        if (ent_enumeration_open(&self.search, &preference, &excluded, NULL)) {
            CU_ASSERT_EQUAL_FATAL(ent_enumeration_run(&self.search, (double) INFINITY), ENT_OK);
        }
        closed += self.search.found.count == 0 ? 1 : 0;
        unsound += ent_pareto_front_check(&self.search.found, whole) ? 0 : 1;
        wrong += front.count != self.search.found.count ||
                 memcmp(front.package, self.search.found.package, front.count * sizeof(double)) != 0 ||
                 memcmp(front.utility, self.search.found.utility, front.count * sizeof(double)) != 0;
    }
    CU_ASSERT_EQUAL(wrong, 0);
    CU_ASSERT_EQUAL(unsound, 0);
    CU_ASSERT(known > 20000);
    CU_ASSERT(closed > 100); /* all options of a demand excluded */
    CU_ASSERT(ent_pareto_cache_check(&self.cache));
    close_fixture(&self);
}

/* Of two entries a new one replaces the one used less; the other is not remembered for ever. */
static void used_less(void)
{
    const ent_talks_plan plan = {.preferences = ENT_RATE_CONSTANT, .deciders = 1}; /* without flags: one pair */
    const uint64_t none = 0;
    ent_pareto_cache cache;

    CU_ASSERT_EQUAL_FATAL(ent_pareto_cache_init(&cache, &plan), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(cache.entries, 2);
    for (uint32_t uses = 1; uses <= 4; uses++) {
        CU_ASSERT_EQUAL(ent_pareto_cache_find(&cache, 1, &none)->uses, uses);
    }
    CU_ASSERT_EQUAL(ent_pareto_cache_find(&cache, 2, &none)->uses, 1); /* halves those of 1 */
    CU_ASSERT_EQUAL(ent_pareto_cache_find(&cache, 3, &none)->uses, 1); /* in the place of 2, and again */
    CU_ASSERT_EQUAL(ent_pareto_cache_find(&cache, 1, &none)->uses, 2);
    CU_ASSERT_EQUAL(ent_pareto_cache_find(&cache, 3, &none)->uses, 2);
    CU_ASSERT_EQUAL(ent_pareto_cache_find(&cache, 3, &none)->uses, 3);
    CU_ASSERT_EQUAL(ent_pareto_cache_find(&cache, 4, &none)->uses, 1); /* in the place of 1 */
    CU_ASSERT_EQUAL(ent_pareto_cache_find(&cache, 4, &none)->uses, 2);
    ent_pareto_cache_find(&cache, 4, &none)->uses = UINT32_MAX;
    CU_ASSERT_EQUAL(ent_pareto_cache_find(&cache, 4, &none)->uses, UINT32_MAX);
    CU_ASSERT(ent_pareto_cache_check(&cache));
    ent_pareto_cache_free(&cache);
}

static void bounded(void)
{
    static fixture self;
    ent_preference preference = open_fixture(&self);
    uint64_t excluded = 0;
    ent_pareto_front front;
    size_t most = 0;

    for (uint64_t i = 0; i < 60000; i++) { /* more than fit */
        preference.stamp = 1 + i;
        look(&self, &preference, excluded, 1e9, &front);
        look(&self, &preference, excluded, 1e9, &front);
        most = self.cache.bytes > most ? self.cache.bytes : most;
    }
    CU_ASSERT(ent_pareto_cache_check(&self.cache));
    CU_ASSERT(most > 20U << 20 && most <= 24U << 20);
    close_fixture(&self);
}

int main(void)
{
    CU_TestInfo tests[] = {{"prune", prune}, {"given up", given_up}, {"grown", grown},
        {"built when it pays", built_when_it_pays}, {"same as enumerated", same_as_enumerated},
        {"used less", used_less}, {"bounded", bounded}, CU_TEST_INFO_NULL};

    return ent_run_suite("front", tests);
}
