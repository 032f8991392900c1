/* The tally of fake_scenario.h, made by hand: two worlds of 100 draws, with numbers that can be checked on paper. */
#ifndef ENT_TESTS_FAKE_RUN_H
#define ENT_TESTS_FAKE_RUN_H

#include "fake_scenario.h"
#include "suite.h"

#include "base/status.h"
#include "tables/format/csv_writer.h"
#include "tables/tables.h"

#include <string.h>

typedef struct fake {
    ent_scenario scenario;
    ent_tally tally;
    ent_figures figures;
} fake;

static const ent_threshold fake_threshold[] = {{10000.0, 0}, {25000.5, 0}};

static inline ent_tally_layout fake_layout(void)
{
    ent_tally_layout layout = {.outcomes = 2,
        .checks = 4,
        .horizon = FAKE_HORIZON,
        .contributors = 2,
        .thresholds = 2,
        .steps = 2,
        .options = 5,
        .parties = 2,
        .causes = 2,
        .packages = 6,
        .ranges = true};

    ent_tally_layout_place(&layout);
    return layout;
}

static inline void fake_put(uint32_t *count, size_t place, const uint32_t *values, size_t n)
{
    memcpy(count + place, values, n * sizeof(*values));
}

#define FAKE_PUT(place, ...)                                                                                           \
    fake_put(count, place, (const uint32_t[]){__VA_ARGS__}, sizeof((const uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t))

static inline void fake_worlds(ent_tally *tally)
{
    const ent_tally_layout *at = &tally->layout;
    uint32_t count[64] = {0};

    FAKE_PUT(at->draws, 100);
    FAKE_PUT(at->deals, 60);
    FAKE_PUT(at->outcome, 40, 55, 5);
    FAKE_PUT(at->headline, 20, 60);
    FAKE_PUT(at->check, 20, 100, 20, 100, 60, 100, 0, 0);
    FAKE_PUT(at->survived, 50, 40, 30);
    FAKE_PUT(at->joins, 80, 10);
    FAKE_PUT(at->offered, 90, 10);
    FAKE_PUT(at->committed, 70, 0);
    FAKE_PUT(at->required, 100, 50);
    FAKE_PUT(at->agreed, 20, 60);
    FAKE_PUT(at->share, 10, 20, 30, 60, 0);
    ent_tally_world(tally, 0, count);
    FAKE_PUT(at->draws, 100);
    FAKE_PUT(at->deals, 40);
    FAKE_PUT(at->outcome, 60, 40, 0);
    FAKE_PUT(at->headline, 30, 40);
    FAKE_PUT(at->check, 30, 100, 30, 100, 40, 100, 0, 0);
    FAKE_PUT(at->survived, 40, 20, 10);
    FAKE_PUT(at->joins, 60, 10);
    FAKE_PUT(at->offered, 80, 20);
    FAKE_PUT(at->committed, 60, 0);
    FAKE_PUT(at->required, 100, 70);
    FAKE_PUT(at->agreed, 0, 40);
    FAKE_PUT(at->share, 40, 0, 0, 10, 30);
    ent_tally_world(tally, 1, count);
}

/* Changes a kept count, and the moments with it. */
static inline void fake_set(ent_tally *tally, size_t column, uint64_t world, uint32_t value)
{
    ent_tally_set_count(tally, column, world, value);
    for (size_t c = 0; c < tally->layout.kept; c++) {
        ent_counts k = ent_tally_counts(tally, c);
        ent_counts n = ent_tally_counts(tally, ent_tally_denominator(&tally->layout, c));
        tally->column[c] = (ent_moments){.k = 0};
        for (uint64_t w = 0; w < tally->worlds; w++) {
            ent_moments_add(&tally->column[c], ent_count(k, w), ent_count(n, w));
        }
    }
}

static inline void fake_rest(ent_tally *tally)
{
    static const uint64_t causes[] = {8, 0, 12, 2, 30, 8}; /* by cause, then month */

    ent_exact_sum_add_repeated(&tally->troops_sum[0], 5000.0, 70);
    ent_exact_sum_add_repeated(&tally->troops_sum[0], 7000.0, 70);
    ent_histogram_add(&tally->troops[0], 5000.0, 70);
    ent_histogram_add(&tally->troops[0], 7000.0, 70);
    tally->pivotal[0] = 50;
    tally->shapley[0] = 40;
    tally->shapley[1] = 10;
    memcpy(tally->available, (const uint64_t[]){200, 30, 200, 200, 150}, 5 * sizeof(uint64_t));
    memcpy(tally->refused, (const uint64_t[]){0, 20, 120, 0, 1}, 5 * sizeof(uint64_t));
    ent_exact_sum_add_repeated(&tally->threshold_sum[0], 0.1, 200);
    ent_exact_sum_add_repeated(&tally->threshold_sum[1], 0.5, 200);
    for (size_t p = 0; p < 2; p++) {
        ent_exact_sum_add_repeated(&tally->utility_sum[p], 0.25, 100);
        ent_histogram_add(&tally->utility[p], 0.25, 100);
    }
    tally->package_count[1] = 30; /* refused, open */
    tally->package_count[4] = 50; /* met, closed */
    tally->package_count[3] = 20; /* un_only, open */
    tally->package_count[0] = 20; /* refused, closed: as often, and comes first */
    ent_exact_sum_add_repeated(&tally->package_utility[4 * 2], 0.6, 50);
    ent_exact_sum_add_repeated(&tally->package_utility[4 * 2 + 1], 29.0 / 30.0, 50);
    memcpy(tally->cause_month, causes, sizeof(causes));
}

static inline void fake_init(fake *self)
{
    ent_tally_layout layout = fake_layout();

    *self = (fake){.scenario = fake_scenario()};
    CU_ASSERT_EQUAL_FATAL(ent_tally_init(&self->tally, &layout, FAKE_WORLDS, FAKE_DRAWS), ENT_OK);
    fake_worlds(&self->tally);
    fake_rest(&self->tally);
    self->figures = (ent_figures){.variant = "base",
        .scenario = &self->scenario,
        .tally = &self->tally,
        .base = &self->tally,
        .threshold = fake_threshold};
}

static inline void fake_free(fake *self)
{
    ent_tally_free(&self->tally);
}

#endif
