/* The space of deals: a published domain with known front, rational packages and points; the definitions, package by
 * package, on spaces made up at random, with ties and packages that are out. */
#include "analysis/deal_space.h"
#include "base/status.h"
#include "suite.h"

#include <math.h>
#include <string.h>

enum { MOST = 400, PARTIES = 4 };

/* --- the published domain ----------------------------------------------------------------------------------------- */

/* Three parties, three issues of two options each: the utility of each option to each party. */
static const double domain[3][3][2] = {
    {{1.0 / 15, 1.0 / 10}, {1.0 / 5, 3.0 / 10}, {3.0 / 20, 3.0 / 5}},
    {{1.0 / 4, 1.0 / 12}, {1.0 / 12, 1.0 / 4}, {1.0 / 2, 1.0 / 8}},
    {{7.0 / 10, 7.0 / 40}, {1.0 / 5, 2.0 / 15}, {1.0 / 10, 1.0 / 15}},
};

static void published_domain(void)
{
    static const bool veto[3] = {true, true, true};
    static const bool out[8] = {false};
    static const double reservation[3] = {0.5, 0.5, 0.5};
    static const char *const rules[] = {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian"};
    double utility[3 * 8];
    ent_deal_space space = {
        .packages = 8, .parties = 3, .utility = utility, .veto = veto, .reservation = reservation, .out = out};
    ent_deal_point point[16];
    bool pareto[8], rational[8];
    size_t points, count = 0;

    for (size_t p = 0; p < 3; p++) {
        for (size_t i = 0; i < 8; i++) {
            utility[p * 8 + i] = domain[p][0][i / 4] + domain[p][1][i / 2 % 2] + domain[p][2][i % 2];
        }
    }
    CU_ASSERT_EQUAL(ent_deal_space_pareto(&space, pareto), ENT_OK);
    for (size_t i = 0; i < 8; i++) {
        count += pareto[i] ? 1 : 0;
    }
    CU_ASSERT_EQUAL(count, 6);
    CU_ASSERT_EQUAL(ent_deal_space_rational(&space, rational), 2);
    CU_ASSERT_EQUAL(ent_deal_space_points(&space, rational, point, &points), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(points, 4);
    for (size_t r = 0; r < 4; r++) {
        CU_ASSERT_STRING_EQUAL(point[r].rule->name, rules[r]);
        CU_ASSERT_EQUAL(point[r].package, 3); /* Low, High, High */
        CU_ASSERT_EQUAL(point[r].ties, 1);
    }
    CU_ASSERT_DOUBLE_EQUAL(utility[3], 29.0 / 30, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(utility[8 + 3], 5.0 / 8, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(utility[16 + 3], 9.0 / 10, 1e-15);
}

/* --- the definitions ---------------------------------------------------------------------------------------------- */

static uint64_t state = 2026;

static double uniform(void) /* splitmix64 */
{
    uint64_t z = state += 0x9E3779B97F4A7C15U;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return (double) ((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

typedef struct made_space {
    double utility[PARTIES * MOST], reservation[PARTIES];
    bool veto[PARTIES], out[MOST];
    ent_deal_space space;
} made_space;

/* grid: utilities are multiples of 1 / grid, moved by up to `blur`; 0: any number. */
static void make(made_space *self, size_t packages, size_t parties, double grid, double blur, double outs)
{
    for (size_t k = 0; k < parties * packages; k++) {
        double u = uniform();
        u = grid > 0.0 ? floor(u * grid) / grid : u;
        self->utility[k] = u + blur * (uniform() - 0.5);
    }
    for (size_t p = 0; p < parties; p++) {
        self->reservation[p] = 0.4 * uniform();
        self->veto[p] = uniform() < 0.8;
    }
    for (size_t i = 0; i < packages; i++) {
        self->out[i] = uniform() < outs;
    }
    self->space = (ent_deal_space){.packages = packages,
        .parties = parties,
        .utility = self->utility,
        .veto = self->veto,
        .reservation = self->reservation,
        .out = self->out};
}

static bool dominates(const made_space *self, size_t j, size_t i)
{
    bool better = false;

    for (size_t p = 0; p < self->space.parties; p++) {
        double with = self->utility[p * self->space.packages + j],
               without = self->utility[p * self->space.packages + i];
        if (self->veto[p] && with < without - 1e-12) {
            return false;
        }
        better = better || (self->veto[p] && with > without + 1e-12);
    }
    return better;
}

static bool is_on_front(const made_space *self, size_t i)
{
    for (size_t j = 0; j < self->space.packages; j++) {
        if (!self->out[j] && dominates(self, j, i)) {
            return false;
        }
    }
    return !self->out[i];
}

static bool is_rational(const made_space *self, size_t i)
{
    for (size_t p = 0; p < self->space.parties; p++) {
        if (self->veto[p] && self->utility[p * self->space.packages + i] < self->reservation[p] - 1e-12) {
            return false;
        }
    }
    return !self->out[i];
}

static void check_definitions(const made_space *made)
{
    bool pareto[MOST], rational[MOST];
    size_t count = 0;
    size_t wrong = 0;

    CU_ASSERT_EQUAL(ent_deal_space_pareto(&made->space, pareto), ENT_OK);
    for (size_t i = 0; i < made->space.packages; i++) {
        wrong += pareto[i] != is_on_front(made, i) ? 1 : 0;
        count += is_rational(made, i) ? 1 : 0;
    }
    CU_ASSERT_EQUAL(ent_deal_space_rational(&made->space, rational), count);
    for (size_t i = 0; i < made->space.packages; i++) {
        wrong += rational[i] != is_rational(made, i) ? 1 : 0;
    }
    CU_ASSERT_EQUAL(wrong, 0);
}

static void random_spaces(void)
{
    static made_space made;
    static const double grids[] = {0.0, 3.0, 10.0, 10.0}, blurs[] = {0.0, 0.0, 0.0, 3e-12};

    for (size_t k = 0; k < 400; k++) {
        size_t packages = 1 + (size_t) (uniform() * (k % 8 == 0 ? MOST - 1 : 60));
        make(&made, packages, 1 + k / 4 % PARTIES, grids[k % 4], blurs[k % 4], k % 3 == 0 ? 0.4 : 0.0);
        check_definitions(&made);
    }
}

/* Differences below the tolerance are none, in either direction; those above it count. */
static void tolerance(void)
{
    static const double with[][2] = {
        {0.5, 0.5}, {0.5 + 0.9e-12, 0.5}, {0.5 + 1.1e-12, 0.5}, {0.6, 0.5 - 0.9e-12}, {0.6, 0.5 - 1.1e-12}};
    static const bool kept[] = {true, true, false, false, true}; /* package 0, at (0.5, 0.5), beside each of them */
    static const bool veto[] = {true, true}, out[] = {false, false};
    static const double reservation[] = {0.0, 0.0};

    for (size_t k = 0; k < sizeof(kept) / sizeof(*kept); k++) {
        const double utility[] = {0.5, with[k][0], 0.5, with[k][1]};
        const ent_deal_space space = {
            .packages = 2, .parties = 2, .utility = utility, .veto = veto, .reservation = reservation, .out = out};
        bool pareto[2];
        CU_ASSERT_EQUAL(ent_deal_space_pareto(&space, pareto), ENT_OK);
        CU_ASSERT_EQUAL(pareto[0], kept[k]);
        CU_ASSERT(pareto[1]);
    }
}

/* --- points ------------------------------------------------------------------------------------------------------- */

/* Gains over reservations 0.2 and 0.1: (0.1, 0.8), (0.3, 0.5), (0.4, 0.3), (0.6, 0.1), (0.35, 0.35); the third party
 * has no veto, and counts for the sum alone. The last package is the best for all, and refused. */
static void points_by_hand(void)
{
    static const double utility[] = {
        0.3, 0.5, 0.6, 0.8, 0.55, 1.0, 0.9, 0.6, 0.4, 0.2, 0.45, 1.0, 0, 0, 0.9, 0, 0, 1.0};
    static const double reservation[] = {0.2, 0.1, 0.0};
    static const bool veto[] = {true, true, false}, out[] = {false, false, false, false, false, true};
    static const size_t chosen[] = {1, 1, 4, 2}; /* nash, kalai_smorodinsky, egalitarian, utilitarian */
    const ent_deal_space space = {
        .packages = 6, .parties = 3, .utility = utility, .veto = veto, .reservation = reservation, .out = out};
    ent_deal_point point[16];
    bool rational[6], pareto[6];
    size_t points;

    CU_ASSERT_EQUAL(ent_deal_space_rational(&space, rational), 5);
    CU_ASSERT_EQUAL(ent_deal_space_points(&space, rational, point, &points), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(points, 4);
    for (size_t r = 0; r < 4; r++) {
        CU_ASSERT_EQUAL(point[r].package, chosen[r]);
        CU_ASSERT_EQUAL(point[r].ties, 1);
    }
    CU_ASSERT_EQUAL(ent_deal_space_pareto(&space, pareto), ENT_OK);
    CU_ASSERT(pareto[0] && pareto[1] && pareto[2] && pareto[3] && !pareto[5]);
}

/* Of packages that tie the first one is the point, and all that tie are counted. */
static void ties(void)
{
    static const double utility[] = {0.3, 0.7, 0.5, 0.5, 0.7 - 0.4e-12, 0.6, 0.5, 0.5, 0.7, 0.3, 0.7 - 0.4e-12, 0.5};
    static const double reservation[] = {0.0, 0.0};
    static const bool veto[] = {true, true}, out[6] = {false};
    const ent_deal_space space = {
        .packages = 6, .parties = 2, .utility = utility, .veto = veto, .reservation = reservation, .out = out};
    ent_deal_point point[16];
    bool rational[6];
    size_t points;

    ent_deal_space_rational(&space, rational);
    CU_ASSERT_EQUAL(ent_deal_space_points(&space, rational, point, &points), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(points, 4);
    /* pairs: (.3, .5) (.7, .5) (.5, .7) (.5, .3) (.7 - e, .7 - e) (.6, .5) */
    CU_ASSERT_EQUAL(point[0].package, 4);
    CU_ASSERT_EQUAL(point[0].ties, 1);
    {
        static const double even[] = {0.7, 0.5, 0.7, 0.2, 0.5, 0.7, 0.5, 0.2};
        const ent_deal_space twice = {
            .packages = 4, .parties = 2, .utility = even, .veto = veto, .reservation = reservation, .out = out};
        ent_deal_space_rational(&twice, rational);
        CU_ASSERT_EQUAL(ent_deal_space_points(&twice, rational, point, &points), ENT_OK);
        for (size_t r = 0; r < points; r++) {
            CU_ASSERT_EQUAL(point[r].package, 0);
            CU_ASSERT_EQUAL(point[r].ties, 3);
        }
    }
}

/* Without a rational package there is no point. Without a veto every package that is not out is on the front. */
static void nothing_rational(void)
{
    static const double utility[] = {0.3, 0.7, 0.7, 0.3}, reservation[] = {0.5, 0.5};
    static const bool both[] = {true, true}, none[] = {false, false}, out[] = {false, false};
    ent_deal_space space = {
        .packages = 2, .parties = 2, .utility = utility, .veto = both, .reservation = reservation, .out = out};
    ent_deal_point point[16];
    bool rational[2], pareto[2];
    size_t points = 7;

    CU_ASSERT_EQUAL(ent_deal_space_rational(&space, rational), 0);
    CU_ASSERT_EQUAL(ent_deal_space_points(&space, rational, point, &points), ENT_OK);
    CU_ASSERT_EQUAL(points, 0);
    space.veto = none;
    CU_ASSERT_EQUAL(ent_deal_space_rational(&space, rational), 2);
    CU_ASSERT_EQUAL(ent_deal_space_pareto(&space, pareto), ENT_OK);
    CU_ASSERT(pareto[0] && pareto[1]);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"a published domain of three parties", published_domain},
        {"front and rational packages by their definitions", random_spaces},
        {"differences that are none", tolerance},
        {"points by hand", points_by_hand},
        {"packages that tie", ties},
        {"no zone of agreement, no veto", nothing_rational},
        CU_TEST_INFO_NULL,
    };

    return ent_run_suite("the space of deals", tests);
}
