#include "run/pilot.h"

#include "base/status.h"
#include "distribution/quantile.h"
#include "simulate/simulator.h"
#include "tally/estimate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void ent_pilot_free(ent_pilot *self)
{
    ent_arena_free(&self->arena);
    *self = (ent_pilot){0};
}

/* Sorts the values. NaN: a draw in which the setting is not evaluated. */
static ent_spread spread_of(double *value, size_t count)
{
    ent_spread made = {0};
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        if (!isnan(value[i])) {
            value[kept++] = value[i];
        }
    }
    if (kept == 0) {
        return made;
    }
    made.known = true;
    made.constant = true;
    for (size_t i = 1; i < kept && made.constant; i++) {
        made.constant = value[i] == value[0];
    }
    if (made.constant) { /* interpolation between infinite values would give NaN */
        made.p05 = made.p50 = made.p95 = value[0];
        return made;
    }
    made.p05 = ent_quantile7_of(value, kept, 0.05);
    made.p50 = ent_quantile7_of(value, kept, 0.50);
    made.p95 = ent_quantile7_of(value, kept, 0.95);
    return made;
}

static double held_quantile(const ent_model *model, size_t q, double share)
{
    double value = ent_dist_quantile(model->quantity_dist[q], share);

    return fmin(fmax(value, model->quantity_low[q]), model->quantity_high[q]);
}

/* A setting that is one distribution of constants, held within a range or not, has exact percentiles. */
static bool exact_spread(const ent_model *model, size_t q, ent_spread *spread)
{
    if (model->quantity_dist[q] == NULL) {
        return false;
    }
    *spread = (ent_spread){.known = true,
        .p05 = held_quantile(model, q, 0.05),
        .p50 = held_quantile(model, q, 0.5),
        .p95 = held_quantile(model, q, 0.95)};
    spread->constant = spread->p05 == spread->p95;
    return true;
}

/* Whether the spread of a setting has to be estimated from the pilot's draws. */
static bool is_sampled(const ent_model *model, size_t q)
{
    return model->quantity[q] != ENT_NO_REGISTER && model->quantity_dist[q] == NULL;
}

/* Copies the values of a block to value[setting], from element `at` on. */
static void gather(ent_pilot *self, const ent_model *model, const ent_block *block, double **value, size_t at)
{
    for (size_t q = 0; q < model->quantities; q++) {
        if (value[q] != NULL) {
            memcpy(value[q] + at, block->draw[model->quantity[q]], block->rows * sizeof(double));
        }
    }
    for (size_t f = 0; f < model->coalition.forces; f++) {
        const double *offered = block->draw[model->coalition.force[f].offered];
        const double *required = block->draw[model->coalition.force[f].required];
        for (size_t i = 0; i < block->rows; i++) {
            double most = fmax(isfinite(offered[i]) ? offered[i] : 0.0, isfinite(required[i]) ? required[i] : 0.0);
            self->most_troops[f] = fmax(self->most_troops[f], most);
        }
    }
}

static int play(ent_pilot *self, const ent_model *model, ent_simulator *simulator, double **value)
{
    for (size_t at = 0; at < ENT_PILOT_DRAWS; at += ENT_BLOCK_ROWS) {
        size_t rows = ENT_PILOT_DRAWS - at < ENT_BLOCK_ROWS ? ENT_PILOT_DRAWS - at : (size_t) ENT_BLOCK_ROWS;
        int status;
        ent_simulator_set_worlds(simulator, at, rows, 1, false);
        status = ent_simulator_run(simulator, at, rows);
        if (status != ENT_OK) {
            return status;
        }
        gather(self, model, &simulator->block, value, at);
    }
    return ENT_OK;
}

int ent_pilot_run(ent_pilot *self, const ent_model *model)
{
    ent_simulator simulator = {.block = {.model = NULL}};
    ent_arena scratch = {0};
    double **value = ent_arena_array(&scratch, model->quantities, sizeof(*value));
    int status = ENT_ERR_NO_MEMORY;

    *self = (ent_pilot){0};
    self->spread = ent_arena_array(&self->arena, model->quantities, sizeof(*self->spread));
    self->most_troops = ent_arena_array(&self->arena, model->coalition.forces, sizeof(*self->most_troops));
    if (value == NULL || self->spread == NULL || self->most_troops == NULL) {
        goto out;
    }
    for (size_t q = 0; q < model->quantities; q++) {
        value[q] = is_sampled(model, q) ? ent_arena_array(&scratch, ENT_PILOT_DRAWS, sizeof(double)) : NULL;
        if (value[q] == NULL && is_sampled(model, q)) {
            goto out;
        }
    }
    status = ent_simulator_init(&simulator, model, ENT_BLOCK_ROWS);
    if (status == ENT_OK) {
        status = play(self, model, &simulator, value);
    }
    for (size_t q = 0; status == ENT_OK && q < model->quantities; q++) {
        if (!exact_spread(model, q, &self->spread[q]) && value[q] != NULL) {
            self->spread[q] = spread_of(value[q], ENT_PILOT_DRAWS);
        }
    }
out:
    ent_simulator_free(&simulator);
    ent_arena_free(&scratch);
    return status;
}

size_t ent_round_thresholds(double most, double *threshold)
{
    static const double steps[] = {1.0, 2.0, 2.5, 5.0, 10.0};
    double wanted = most > 0.0 ? most / ENT_PILOT_THRESHOLDS : 1.0;
    double scale = 1.0; /* largest power of ten up to `wanted`; by steps, since pow depends on the processor */
    double step;

    while (scale > wanted) {
        scale /= 10.0;
    }
    while (scale < 1e300 && 10.0 * scale <= wanted) {
        scale *= 10.0;
    }
    step = 10.0 * scale;
    for (size_t i = sizeof(steps) / sizeof(*steps); i-- > 0;) {
        if (steps[i] * scale >= wanted) {
            step = steps[i] * scale;
        }
    }
    for (size_t i = 0; i < ENT_PILOT_THRESHOLDS; i++) {
        threshold[i] = step * (double) (i + 1);
    }
    return ENT_PILOT_THRESHOLDS;
}
