#include "distribution/distribution.h"

#include "base/status.h"
#include "distribution/cdf.h"
#include "distribution/quantile.h"

#include <float.h>
#include <math.h>

int ent_dist_init(ent_dist *self, const ent_distribution_kind *kind, const double *parameters, size_t count,
    const ent_dist *const *components, ent_arena *arena)
{
    ent_dist_input input = {.p = parameters, .count = count, .components = components, .arena = arena};
    int status = ENT_ERR_ARGUMENT;

    *self = (ent_dist){.kind = kind};
    if (!ent_kind_fits(kind, parameters, count) || (components == NULL && ent_kind_composite(kind))) {
        goto out;
    }
    if (kind->room > 0) {
        input.room = ent_arena_array(arena, kind->room * (count / 2), sizeof(*input.room));
        if (input.room == NULL) {
            status = ENT_ERR_NO_MEMORY;
            goto out;
        }
    }
    status = kind->init(self, &input);
out:
    if (status != ENT_OK) {
        *self = (ent_dist){.refused = self->refused};
    }
    return status;
}

/* 2^-53 is the least and 1 - 2^-53 the largest uniform. */
bool ent_dist_overflows(const ent_dist *self)
{
    return ent_dist_tails(self, DBL_MAX, false).above >= 0x1p-53 ||
           ent_dist_tails(self, -DBL_MAX, true).below >= 0x1p-53;
}

double ent_dist_mean(const ent_dist *self)
{
    return self->kind->mean != NULL ? self->kind->mean(self) : (double) NAN;
}

double ent_dist_quantile_with(const ent_distribution_kind *kind, const double *parameters, size_t count, double u)
{
    enum { MOST = 64, ROOM = 3 };
    double room[ROOM * MOST / 2];
    ent_dist_input input = {.p = parameters, .count = count, .room = room};
    ent_dist self = {.kind = kind};

    if (ent_kind_composite(kind) || count > MOST || kind->room > ROOM || !ent_kind_fits(kind, parameters, count) ||
        kind->init(&self, &input) != ENT_OK) {
        return (double) NAN;
    }
    return ent_dist_quantile(&self, u);
}

static bool ascending(const double *x, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (!(x[i - 1] <= x[i])) {
            return false;
        }
    }
    return true;
}

static bool table_right(const ent_quantile_table *table)
{
    size_t failing = 0;

    for (size_t i = 0; i < table->cells; i++) {
        failing += isnan(table->grid.coefficient[i][0]) ? 1 : 0;
    }
    return failing == table->failing && (failing == 0) == (table->fine_of == NULL) &&
           table->grid.last < (double) table->cells;
}

static bool steps_right(const ent_guide_table *steps)
{
    if (steps->count == 0 || !ascending(steps->cut, steps->count) || !isinf(steps->cut[steps->count - 1])) {
        return false;
    }
    for (size_t g = 0; g < steps->buckets; g++) {
        double u = (double) g / (double) steps->buckets;
        uint32_t k = steps->guide[g];
        if (k >= steps->count || steps->cut[k] < u || (k > 0 && steps->cut[k - 1] >= u)) {
            return false;
        }
    }
    return ascending(steps->value, steps->count);
}

bool ent_dist_check(const ent_dist *self)
{
    for (size_t i = 0; self->component != NULL && i < self->count; i++) {
        if (!ent_dist_check(self->component[i])) {
            return false;
        }
    }
    if (self->x != NULL && (!ascending(self->x, self->count) || !ascending(self->p, self->count))) {
        return false;
    }
    return self->kind != NULL && self->low <= self->high && (self->table == NULL || table_right(self->table)) &&
           (self->steps == NULL || steps_right(self->steps));
}
