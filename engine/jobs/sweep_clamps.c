#include "jobs/sweep_clamps.h"

#include "base/status.h"
#include "run/experts/experts.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The entry of a setting; NULL when memory is out. */
static ent_sweep_clamp *entry_of(ent_sweep_clamps *self, size_t sweep, const ent_guard *guard, ent_arena *arena)
{
    for (size_t i = 0; i < self->count; i++) {
        if (self->item[i].sweep == sweep && strcmp(self->item[i].path, guard->quantity->path) == 0) {
            return &self->item[i];
        }
    }
    if (self->count == self->capacity) {
        size_t capacity = self->capacity == 0 ? 8 : 2 * self->capacity;
        ent_sweep_clamp *grown = ent_arena_array(arena, capacity, sizeof(*grown));
        if (grown == NULL) {
            return NULL;
        }
        if (self->count > 0) {
            memcpy(grown, self->item, self->count * sizeof(*grown));
        }
        self->item = grown;
        self->capacity = capacity;
    }
    self->item[self->count] =
        (ent_sweep_clamp){.path = ent_arena_strdup(arena, guard->quantity->path), .sweep = sweep, .guard = *guard};
    self->item[self->count].guard.quantity = NULL; /* of a point that is freed */
    return self->item[self->count].path != NULL ? &self->item[self->count++] : NULL;
}

/* A setting with several guards, such as one of an option by party, counts as one. */
int ent_sweep_clamps_add(
    ent_sweep_clamps *self, size_t sweep, const ent_model *model, const ent_guard_count *guard, ent_arena *arena)
{
    self->points++;
    for (size_t g = 0; g < ent_experts_guards(model); g++) {
        ent_sweep_clamp *entry;
        if (guard[g].moved == 0) {
            continue;
        }
        entry = entry_of(self, sweep, ent_experts_guard(model, g), arena);
        if (entry == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        entry->points += entry->last != self->points ? 1 : 0;
        entry->last = self->points;
        entry->most = guard[g].moved > entry->most ? guard[g].moved : entry->most;
    }
    return ENT_OK;
}

static int compare(const void *a, const void *b)
{
    const ent_sweep_clamp *x = a;
    const ent_sweep_clamp *y = b;

    return x->sweep != y->sweep ? (x->sweep > y->sweep) - (x->sweep < y->sweep) : strcmp(x->path, y->path);
}

/* "12.5% of the draws", or a number of months where the value changes by month: how many it has is not counted. */
static void describe_most(char *text, size_t size, const ent_sweep_clamp *clamp, const ent_run_size *run)
{
    const char *rows = clamp->guard.world ? "worlds" : "draws";
    double all = (double) run->worlds * (clamp->guard.world ? 1.0 : (double) run->replications);

    if (clamp->guard.monthly) {
        snprintf(text, size, "%" PRIu64 " months of %s", clamp->most, rows);
    } else {
        snprintf(text, size, "%.3g%% of the %s", 100.0 * (double) clamp->most / all, rows);
    }
}

void ent_sweep_clamps_warn(
    ent_sweep_clamps *self, const char *const *name, const ent_run_size *size, ent_diagnostics *diagnostics)
{
    if (self->count > 0) {
        qsort(self->item, self->count, sizeof(*self->item), compare);
    }
    for (size_t i = 0; i < self->count; i++) {
        const ent_sweep_clamp *clamp = &self->item[i];
        char most[64];
        describe_most(most, sizeof(most), clamp, size);
        ent_diagnostics_add(diagnostics, ENT_SEVERITY_WARNING, (ent_position){0}, clamp->path, NULL,
            "%s and was held there at %zu point%s of the sweep `%s`, in up to %s",
            clamp->guard.high == 1.0 ? "left [0, 1]" : "fell below 0", clamp->points, clamp->points == 1 ? "" : "s",
            name[clamp->sweep], most);
    }
}
