/* Experiments from text in memory, run into tallies, for the tests of run. */
#ifndef ENT_TESTS_EXPERIMENT_TEXT_H
#define ENT_TESTS_EXPERIMENT_TEXT_H

#include "model/scenario_text.h"
#include "run/experiment.h"
#include "run/run.h"

#include <stddef.h>
#include <stdlib.h>

typedef struct experiment_text {
    ent_experiment experiment;
    ent_diagnostics said;
    ent_tally tally;
    ent_guard_count guard[64];
} experiment_text;

/* A zeroed one may be freed. The tally is that of the last run. */
static inline void experiment_text_close(experiment_text *self)
{
    ent_tally_free(&self->tally);
    ent_experiment_free(&self->experiment);
    ent_diagnostics_free(&self->said);
    *self = (experiment_text){0};
}

static inline bool experiment_text_open(experiment_text *self, const char *text, const char *isa)
{
    ent_experiment_source source = {.path = "text.cfg",
        .id = "text",
        .load = ent_test_loader,
        .context = (void *) (uintptr_t) text,
        .kernels = ent_kernels_select(isa)};
    int status;

    *self = (experiment_text){0};
    status = ent_experiment_load(&self->experiment, &source, &self->said);
    for (size_t i = 0; status != ENT_OK && i < self->said.count; i++) {
        fprintf(stderr, "%s: %s\n", self->said.item[i].path, self->said.item[i].text);
    }
    CU_ASSERT_EQUAL(status, ENT_OK);
    CU_ASSERT(status != ENT_OK || ent_experiment_check(&self->experiment) == NULL);
    return status == ENT_OK;
}

/* Runs the base into self->tally, with the scenario's thresholds. */
static inline void experiment_text_run(experiment_text *self, unsigned threads)
{
    const ent_model *model = &self->experiment.item[0]->model;
    ent_run_options options = {.threads = threads};
    size_t thresholds = 0;
    const ent_threshold *threshold = ent_experiment_thresholds(&self->experiment, &thresholds);

    CU_ASSERT_FATAL(model->guards <= 64);
    ent_tally_free(&self->tally);
    CU_ASSERT_EQUAL_FATAL(ent_run_model(model, &options, threshold, thresholds, &self->tally, self->guard), ENT_OK);
    CU_ASSERT_PTR_NULL(ent_tally_check(&self->tally));
}

static inline ent_estimate experiment_text_kept(const experiment_text *self, size_t column)
{
    ent_estimate estimate = {0};

    CU_ASSERT_EQUAL(ent_tally_estimate(&self->tally, column, &estimate), ENT_OK);
    return estimate;
}

static inline bool same_histograms(const ent_histogram *a, const ent_histogram *b, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (a[i].count != b[i].count || a[i].clipped != b[i].clipped) {
            return false;
        }
        for (size_t k = 0; k < a[i].bins; k++) {
            const ent_histogram_bin *x = &a[i].bin[k];
            const ent_histogram_bin *y = &b[i].bin[k];
            if (x->count != y->count || (x->count > 0 && (x->min != y->min || x->max != y->max))) {
                return false;
            }
        }
    }
    return true;
}

static inline bool same_sums(const ent_exact_sum *a, const ent_exact_sum *b, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (a[i].high != b[i].high || a[i].low != b[i].low || a[i].count != b[i].count ||
            a[i].clipped != b[i].clipped) {
            return false;
        }
    }
    return true;
}

static inline bool same_moments(const ent_moments *a, const ent_moments *b, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (a[i].k != b[i].k || a[i].n != b[i].n || a[i].kk != b[i].kk || a[i].kn != b[i].kn || a[i].nn != b[i].nn ||
            a[i].worlds != b[i].worlds) {
            return false;
        }
    }
    return true;
}

static inline bool same_drivers(const ent_driver_sum *a, const ent_driver_sum *b, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (memcmp(a[i].with, b[i].with, sizeof(a[i].with)) != 0 ||
            memcmp(a[i].both, b[i].both, sizeof(a[i].both)) != 0 || a[i].worlds_with != b[i].worlds_with ||
            a[i].worlds_without != b[i].worlds_without || a[i].xx != b[i].xx || a[i].xb != b[i].xb ||
            a[i].bb != b[i].bb || a[i].xn != b[i].xn || a[i].bn != b[i].bn || a[i].xy != b[i].xy ||
            a[i].by != b[i].by) {
            return false;
        }
    }
    return true;
}

static inline bool same_measures(const ent_tally *a, const ent_tally *b)
{
    for (size_t i = 0; i < a->worlds * a->layout.measures; i++) {
        const ent_measure_sum *x = &a->measure_sum[i];
        const ent_measure_sum *y = &b->measure_sum[i];
        if (x->count != y->count || x->beyond != y->beyond || x->x.top != y->x.top || x->square.top != y->square.top ||
            memcmp(x->x.digit, y->x.digit, sizeof(x->x.digit)) != 0 ||
            memcmp(x->square.digit, y->square.digit, sizeof(x->square.digit)) != 0) {
            return false;
        }
    }
    for (size_t i = 0; i < a->layout.measures; i++) {
        if (!same_histograms(&a->measure[i].negative, &b->measure[i].negative, 1) ||
            !same_histograms(&a->measure[i].other, &b->measure[i].other, 1) ||
            a->measure[i].not_numbers != b->measure[i].not_numbers) {
            return false;
        }
    }
    return true;
}

/* Not the padding after `ranges`. */
static inline bool same_layouts(const ent_tally_layout *a, const ent_tally_layout *b)
{
    return memcmp(a, b, offsetof(ent_tally_layout, ranges)) == 0 && a->ranges == b->ranges &&
           memcmp(&a->draws, &b->draws, sizeof(*a) - offsetof(ent_tally_layout, draws)) == 0;
}

/* Whether two tallies of one layout hold exactly the same. */
static inline bool same_tallies(const ent_tally *a, const ent_tally *b)
{
    const ent_tally_layout *l = &a->layout;

#define SAME(part, count) (memcmp(a->part, b->part, (count) * sizeof(*a->part)) == 0)
    return same_layouts(l, &b->layout) && a->worlds == b->worlds && a->draws == b->draws &&
           SAME(kept, a->worlds * l->kept * a->bytes) && same_sums(a->mean, b->mean, a->worlds * l->means) &&
           same_measures(a, b) && same_drivers(a->driver, b->driver, l->drivers) &&
           same_moments(a->column, b->column, l->columns) && same_sums(a->troops_sum, b->troops_sum, l->contributors) &&
           same_histograms(a->troops, b->troops, l->contributors) && SAME(pivotal, l->contributors) &&
           SAME(shapley, l->contributors) && SAME(available, l->options) && SAME(refused, l->options) &&
           same_sums(a->threshold_sum, b->threshold_sum, l->parties) &&
           same_sums(a->utility_sum, b->utility_sum, l->parties) &&
           same_histograms(a->utility, b->utility, l->parties) && SAME(package_count, l->packages) &&
           same_sums(a->package_utility, b->package_utility, l->packages * l->parties) &&
           SAME(cause_month, l->causes * l->horizon);
#undef SAME
}

#endif
