/* Branch and bound, enumeration and counting of one round against a loop over all packages, with preferences,
 * aspirations and excluded options at random. */
#include "model/scenario_text.h"

#include "simulate/talks/branch_and_bound.h"
#include "simulate/talks/enumerate.h"
#include "simulate/talks/random_package.h"
#include "simulate/talks/remaining_packages.h"

enum { PARTIES = 3, DEMANDS = 5, OPTIONS = 5 + 3 + 4 + 6 + 4, PACKAGES = 5 * 3 * 4 * 6 * 4, TRIALS = 400 };

/* Every option may be refused, so that any may be excluded. */
static const char *const text =
    "run: { worlds = 1; replications = 2; horizon = 1; }; events: { e: 0.5; };"
    "parties: { p: { threshold = 0; }; q: { threshold = 0; }; r: { threshold = 0; }; }; talks: { rule = \"%s\"; };"
    "demands: {"
    "a: { options = (\"1\", \"2\", \"3\", \"4\", \"5\");"
    "  p: { weight = 1; scores = (0, 0, 0, 0, 1); refuses = (0.1, 0.1, 0.1, 0.1, 0.1); }; };"
    "b: { options = (\"1\", \"2\", \"3\"); q: { weight = 1; scores = (0, 0, 1); refuses = (0.1, 0.1, 0.1); }; };"
    "c: { options = (\"1\", \"2\", \"3\", \"4\");"
    "  r: { weight = 1; scores = (0, 0, 0, 1); refuses = (0.1, 0.1, 0.1, 0.1); }; };"
    "d: { options = (\"1\", \"2\", \"3\", \"4\", \"5\", \"6\");"
    "  p: { weight = 1; scores = (0, 0, 0, 0, 0, 1); refuses = (0.1, 0.1, 0.1, 0.1, 0.1, 0.1); }; };"
    "f: { options = (\"1\", \"2\", \"3\", \"4\");"
    "  p: { weight = 1; scores = (0, 0, 0, 1); refuses = (0.1, 0.1, 0.1, 0.1); }; }; };";

typedef struct trial {
    scenario_text scenario;
    const ent_talks_plan *plan;
    double gain[OPTIONS * PARTIES], total[PARTIES], least[PARTIES], reservation[PARTIES];
    uint64_t excluded;
    uint64_t state;
    ent_pareto_front all;              /* packages without excluded options */
    uint32_t acceptable[4 * PACKAGES]; /* branch and bound may list a package twice */
    double value[4 * PACKAGES];
    size_t count; /* acceptable */
} trial;

static uint64_t next(trial *self) /* splitmix64 */
{
    uint64_t z = self->state += 0x9E3779B97F4A7C15U;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

static double uniform(trial *self)
{
    return (double) (next(self) >> 11) * 0x1p-53;
}

static void open_trial(trial *self, const char *rule)
{
    char filled[3000];

    memset(self, 0, sizeof(*self));
    snprintf(filled, sizeof(filled), text, rule);
    CU_ASSERT_FATAL(scenario_text_open(&self->scenario, filled, NULL));
    self->plan = &self->scenario.model.talks;
    self->state = 11;
    CU_ASSERT_EQUAL_FATAL(self->plan->options, OPTIONS);
    CU_ASSERT_EQUAL_FATAL(self->plan->flags, OPTIONS);
    CU_ASSERT_EQUAL_FATAL(ent_pareto_front_reserve(&self->all, PACKAGES, PARTIES), 0);
}

static void close_trial(trial *self)
{
    ent_pareto_front_free(&self->all);
    scenario_text_close(&self->scenario);
}

/* Scores in quarters make ties, and utilities equal to aspirations. One party in five has no weights. */
static ent_preference make_preference(trial *self, uint64_t stamp)
{
    bool coarse = next(self) % 3 == 0;

    for (size_t p = 0; p < PARTIES; p++) {
        bool idle = next(self) % 5 == 0;
        self->total[p] = 0.0;
        for (size_t d = 0; d < DEMANDS; d++) {
            double weight = idle ? 0.0 : coarse ? (double) (1 + next(self) % 4) : uniform(self) * 50.0;
            self->total[p] += weight;
            for (size_t o = self->plan->first_option[d]; o < self->plan->first_option[d + 1]; o++) {
                self->gain[o * PARTIES + p] = weight * (coarse ? (double) (next(self) % 5) / 4.0 : uniform(self));
            }
        }
    }
    return (ent_preference){.gain = self->gain, .total = self->total, .stamp = stamp};
}

static void make_demands(trial *self)
{
    bool coarse = next(self) % 2 == 0;

    for (size_t p = 0; p < PARTIES; p++) {
        double r = coarse ? (double) (next(self) % 4) / 8.0 : 0.6 * uniform(self);
        self->reservation[p] = r;
        self->least[p] = (next(self) % 2 == 0 ? r : r + 0.2 * uniform(self)) - 1e-12;
    }
    self->excluded = next(self) % 3 == 0 ? 0 : next(self) & next(self) & next(self) & ((UINT64_C(1) << OPTIONS) - 1U);
    for (size_t d = 0; d < DEMANDS; d++) { /* an option is left */
        self->excluded &= ~(UINT64_C(1) << self->plan->flag_of[self->plan->first_option[d]]);
    }
}

static void list_all(trial *self, const ent_preference *preference)
{
    size_t option[DEMANDS];

    self->all.count = 0;
    self->count = 0;
    for (size_t k = 0; k < PACKAGES; k++) {
        size_t at = self->all.count;
        bool out = false, accepted = true;
        ent_preference_unpack(self->plan, k, option);
        for (size_t d = 0; d < DEMANDS; d++) {
            out = out || ent_is_excluded(self->plan, &self->excluded, option[d]);
        }
        if (out) {
            continue;
        }
        for (size_t p = 0; p < PARTIES; p++) {
            double u = ent_preference_utility(preference, self->plan, option, p);
            self->all.utility[p * self->all.capacity + at] = u;
            accepted = accepted && u >= self->least[p];
        }
        self->all.package[at] = (double) k;
        self->all.count++;
        if (accepted) {
            self->acceptable[self->count++] = (uint32_t) at;
        }
    }
}

static size_t bargain(trial *self, const ent_pareto_front *front, size_t count)
{
    const ent_bargaining_set set = {.utility = front->utility,
        .package = front->package,
        .stride = front->capacity,
        .deciders = front->deciders,
        .member = self->acceptable,
        .count = count,
        .reservation = self->reservation};

    return (size_t) front->package[ent_bargaining_choose(self->plan->rule, &set, self->value)];
}

/* --- branch and bound
 * -------------------------------------------------------------------------------------------------------- */

/* The deal among the packages found; SIZE_MAX if none is acceptable. */
static size_t deal_of(trial *self, const ent_pareto_front *found)
{
    size_t count = 0;

    CU_ASSERT_FATAL(found->count <= 4 * PACKAGES);
    for (size_t i = 0; i < found->count; i++) {
        bool accepted = true;
        for (size_t p = 0; p < PARTIES; p++) {
            accepted = accepted && found->utility[p * found->capacity + i] >= self->least[p];
        }
        self->acceptable[count] = (uint32_t) i;
        count += accepted ? 1 : 0;
    }
    return count > 0 ? bargain(self, found, count) : SIZE_MAX;
}

static void walk_by(const char *rule)
{
    static const char *const isas[] = {"narrowest", NULL};
    static trial self;
    size_t deals = 0, none = 0, wrong = 0, short_lists = 0;

    for (size_t i = 0; i < 2; i++) {
        ent_half_packages halves = {0};
        ent_branch_and_bound walk = {0};
        open_trial(&self, rule);
        CU_ASSERT_EQUAL_FATAL(ent_half_packages_init(&halves, self.plan, ent_kernels_select(isas[i])), 0);
        CU_ASSERT_EQUAL_FATAL(ent_branch_and_bound_init(&walk, self.plan, ent_kernels_select(isas[i])), 0);
        for (uint64_t t = 1; t <= TRIALS; t++) {
            const ent_preference preference = make_preference(&self, t);
            size_t expected;
            make_demands(&self);
            list_all(&self, &preference);
            expected = self.count > 0 ? bargain(&self, &self.all, self.count) : SIZE_MAX;
            CU_ASSERT_EQUAL_FATAL(ent_half_packages_set(&halves, &preference, &self.excluded), 0);
            CU_ASSERT_EQUAL_FATAL(
                ent_branch_and_bound_run(&walk, &halves, &preference, self.least, self.reservation), 0);
            CU_ASSERT_FALSE_FATAL(walk.full);
            CU_ASSERT_FATAL(ent_half_packages_check(&halves));
            short_lists += walk.found.count * 10 <= self.count;
            wrong += deal_of(&self, &walk.found) != expected;
            deals += expected != SIZE_MAX;
            none += expected == SIZE_MAX;
        }
        ent_branch_and_bound_free(&walk);
        ent_half_packages_free(&halves);
        close_trial(&self);
    }
    CU_ASSERT_EQUAL(wrong, 0);
    CU_ASSERT(deals > TRIALS / 2);
    CU_ASSERT(none > TRIALS / 10);
    CU_ASSERT(short_lists > TRIALS / 4); /* bounds rule out most packages */
}

static void nash(void)
{
    walk_by("nash");
}

static void kalai_smorodinsky(void)
{
    walk_by("kalai_smorodinsky");
}

static void egalitarian(void)
{
    walk_by("egalitarian");
}

static void utilitarian(void)
{
    walk_by("utilitarian");
}

/* --- counting -------------------------------------------------------------------------------------------------------
 */

/* Head by head first, by bitmaps once the same preferences have been counted often. */
static void counts(void)
{
    static trial self;
    ent_random_package pick = {0};
    size_t wrong = 0, chosen = 0, by_bitmaps = 0, by_heads = 0;

    open_trial(&self, "random");
    CU_ASSERT_EQUAL_FATAL(ent_random_package_init(&pick, self.plan, ent_kernels_select(NULL)), 0);
    for (uint64_t t = 1; t <= 30; t++) {
        const ent_preference preference = make_preference(&self, t);
        for (size_t again = 0; again < 100; again++) {
            double u = uniform(&self);
            size_t at;
            make_demands(&self);
            list_all(&self, &preference);
            CU_ASSERT_EQUAL_FATAL(ent_random_package_count(&pick, &preference, &self.excluded, self.least), 0);
            wrong += pick.count != self.count;
            CU_ASSERT_FATAL(!pick.by_bitmaps || again % 20 != 0 || ent_bitmap_index_check(&pick.places));
            (pick.by_bitmaps ? &by_bitmaps : &by_heads)[0]++;
            if (pick.count != self.count || self.count == 0) {
                continue;
            }
            at = (size_t) (u * (double) self.count);
            wrong += ent_random_package_choose(&pick, u) != (size_t) self.all.package[self.acceptable[at]];
            chosen++;
        }
    }
    CU_ASSERT_EQUAL(wrong, 0);
    CU_ASSERT(chosen > 1000);
    CU_ASSERT(by_bitmaps > 500);
    CU_ASSERT(by_heads > 100);
    ent_random_package_free(&pick);
    ent_random_package_free(&pick);
    close_trial(&self);
}

/* Number of refused packages up to `last` that are among the acceptable ones of list_all. */
static size_t refused_among(const trial *self, ent_refused_packages refused, size_t last)
{
    size_t found = 0;

    for (size_t i = 0; i < self->count; i++) {
        size_t package = (size_t) self->all.package[self->acceptable[i]];
        for (size_t r = 0; package <= last && r < refused.count; r++) {
            found += refused.package[r] == package ? 1 : 0;
        }
    }
    return found;
}

/* Of refused packages those count that would be acceptable: without excluded options, and enough for everyone. */
static void refused_packages(void)
{
    static trial self;
    static uint32_t package[PACKAGES];
    ent_remaining_packages remaining = {0};
    size_t wrong = 0, counted = 0, refused = 0;

    open_trial(&self, "random");
    CU_ASSERT_EQUAL_FATAL(ent_remaining_packages_init(&remaining, self.plan, ent_kernels_select(NULL)), 0);
    for (uint64_t t = 1; t <= 100; t++) {
        const ent_preference preference = make_preference(&self, t);
        ent_refused_packages list = {.package = package};
        size_t last, expected;
        make_demands(&self);
        list_all(&self, &preference);
        for (uint32_t k = 0; k < PACKAGES; k++) {
            package[list.count] = k;
            list.count += next(&self) % 20 == 0 ? 1 : 0;
        }
        last = t % 2 == 0 ? SIZE_MAX : package[list.count / 2];
        expected = refused_among(&self, list, last);
        wrong += ent_acceptable_refused(&remaining, &preference, &self.excluded, self.least, list, last) != expected;
        counted += expected;
        refused += list.count;
    }
    CU_ASSERT_EQUAL(wrong, 0);
    CU_ASSERT(counted > 100 && refused > 2 * counted);
    ent_remaining_packages_free(&remaining);
    ent_remaining_packages_free(&remaining);
    close_trial(&self);
}

/* --- enumeration -------------------------------------------------------------------------------------------------- */

/* A search for this round, or for all rounds if `many`, has the deal; it is refused only if there is none. */
static void enumerate_by(const char *rule, bool many)
{
    static trial self;
    ent_enumeration search = {0};
    size_t wrong = 0, deals = 0, refused = 0, unsound = 0;
    const double whole[] = {1.0, 1.0, 1.0};

    open_trial(&self, rule);
    CU_ASSERT_EQUAL_FATAL(ent_enumeration_init(&search, self.plan, ent_kernels_select(NULL)), 0);
    for (uint64_t t = 1; t <= TRIALS; t++) {
        const ent_preference preference = make_preference(&self, t);
        size_t expected;
        make_demands(&self);
        self.least[t % PARTIES] = t % 4 == 0 ? 0.99 : self.least[t % PARTIES]; /* more than the best options give */
        list_all(&self, &preference);
        expected = self.count > 0 ? bargain(&self, &self.all, self.count) : SIZE_MAX;
        if (ent_enumeration_open(&search, &preference, &self.excluded, many ? NULL : self.least)) {
            CU_ASSERT_EQUAL(ent_enumeration_packages(&search), (double) self.all.count);
            CU_ASSERT_EQUAL_FATAL(ent_enumeration_run(&search, (double) INFINITY), 0);
            unsound += many && !ent_pareto_front_check(&search.found, whole) ? 1 : 0;
        } else {
            refused++;
        }
        wrong += deal_of(&self, &search.found) != expected;
        deals += expected != SIZE_MAX;
    }
    CU_ASSERT_EQUAL(wrong, 0);
    CU_ASSERT_EQUAL(unsound, 0);
    CU_ASSERT(deals > TRIALS / 4);
    CU_ASSERT(many ? refused == 0 : refused > TRIALS / 100);
    ent_enumeration_free(&search);
    ent_enumeration_free(&search);
    close_trial(&self);
}

static void enumeration(void)
{
    static const char *const rules[] = {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian"};

    for (size_t r = 0; r < 4; r++) {
        enumerate_by(rules[r], false);
        enumerate_by(rules[r], true);
    }
}

/* All options of a demand are excluded: no method finds a package. */
static void closed_demand(void)
{
    static trial self;
    ent_enumeration search = {0};
    ent_half_packages halves = {0};
    ent_random_package pick = {0};
    const double none[PARTIES] = {0.0, 0.0, 0.0};
    ent_preference preference;

    open_trial(&self, "random");
    preference = make_preference(&self, 1);
    for (size_t o = self.plan->first_option[1]; o < self.plan->first_option[2]; o++) {
        self.excluded |= UINT64_C(1) << self.plan->flag_of[o];
    }
    CU_ASSERT_EQUAL_FATAL(ent_enumeration_init(&search, self.plan, ent_kernels_select(NULL)), 0);
    CU_ASSERT_EQUAL_FATAL(ent_half_packages_init(&halves, self.plan, ent_kernels_select(NULL)), 0);
    CU_ASSERT_EQUAL_FATAL(ent_random_package_init(&pick, self.plan, ent_kernels_select(NULL)), 0);
    CU_ASSERT_FALSE(ent_enumeration_open(&search, &preference, &self.excluded, NULL));
    CU_ASSERT_EQUAL(search.found.count, 0);
    CU_ASSERT_EQUAL(ent_half_packages_set(&halves, &preference, &self.excluded), 0);
    CU_ASSERT_EQUAL(halves.heads.sums.count + halves.tails.sums.count, 0);
    CU_ASSERT_EQUAL(ent_random_package_count(&pick, &preference, &self.excluded, none), 0);
    CU_ASSERT_EQUAL(pick.count, 0);
    ent_enumeration_free(&search);
    ent_half_packages_free(&halves);
    ent_random_package_free(&pick);
    close_trial(&self);
}

int main(void)
{
    CU_TestInfo tests[] = {{"nash", nash}, {"kalai smorodinsky", kalai_smorodinsky}, {"egalitarian", egalitarian},
        {"utilitarian", utilitarian}, {"counts", counts}, {"refused packages", refused_packages},
        {"enumeration", enumeration}, {"closed demand", closed_demand}, CU_TEST_INFO_NULL};

    return ent_run_suite("walk", tests);
}
