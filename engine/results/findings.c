#include "results/findings.h"

#include "base/status.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

void ent_findings_free(ent_findings *self)
{
    ent_arena_free(&self->arena);
    *self = (ent_findings){0};
}

static int add(ent_findings *self, const char *path, const char *text, uint64_t count)
{
    if (self->rows == self->capacity) {
        size_t capacity = self->capacity == 0 ? 16 : 2 * self->capacity;
        ent_warning_row *grown = ent_arena_array(&self->arena, capacity, sizeof(*grown));
        if (grown == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        if (self->rows > 0) {
            memcpy(grown, self->row, self->rows * sizeof(*grown));
        }
        self->row = grown;
        self->capacity = capacity;
    }
    path = ent_arena_strdup(&self->arena, path);
    text = text != NULL ? ent_arena_strdup(&self->arena, text) : NULL;
    if (path == NULL || text == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    self->row[self->rows++] = (ent_warning_row){.path = path, .warning = text, .count = count};
    return ENT_OK;
}

static const char *what_counts(const ent_guard *guard)
{
    return guard->world ? "worlds (months of worlds, where it changes by month)"
                        : "draws (months of draws, where it changes by month)";
}

static const char *moved_text(ent_findings *self, const ent_guard *guard)
{
    const char *what = what_counts(guard);

    if (guard->high == 1.0) {
        return ent_arena_printf(&self->arena, "left [0, 1] and was held there: number of %s", what);
    }
    return ent_arena_printf(&self->arena, "fell below 0 and was held there: number of %s", what);
}

static int add_guards(ent_findings *self, const ent_model *model, const ent_guard_count *count,
    ent_diagnostics *diagnostics)
{
    int status = ENT_OK;

    for (size_t i = 0; i < model->guards; i++) {
        const ent_guard *guard = &model->guard[i];
        ent_position at = guard->quantity->setting != NULL ? guard->quantity->setting->at : (ent_position){0};
        if (count[i].nan > 0) {
            ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, at, guard->quantity->path,
                "look for a logarithm or root of a negative number, 0 / 0, or a distribution whose numbers do not fit",
                "the formula gave no number in %" PRIu64 " %s", count[i].nan, what_counts(guard));
            status = ENT_ERR_NUMERIC;
        }
        if (count[i].moved > 0 &&
            add(self, guard->quantity->path, moved_text(self, guard), count[i].moved) != ENT_OK) {
            return ENT_ERR_NO_MEMORY;
        }
    }
    return status;
}

static uint64_t sum_of(const ent_tally *tally, size_t column)
{
    ent_counts counts = ent_tally_counts(tally, column);
    uint64_t sum = 0;

    for (uint64_t w = 0; w < tally->worlds; w++) {
        sum += counts.at[w * counts.stride];
    }
    return sum;
}

static int add_sampling(ent_findings *self, const ent_tally *tally)
{
    ent_estimate headline;
    int status = ent_tally_kept(tally, tally->layout.headline, tally->layout.headline + 1, &headline);

    if (status == ENT_OK && tally->worlds == 1) {
        status = add(self, "run.worlds", "a single world: there are no Monte Carlo intervals", 1);
    }
    if (status == ENT_OK && tally->replications < 50) {
        status = add(self, "run.replications",
            "fewer than 50 replications a world: there are no ranges across worlds", tally->replications);
    } else if (status == ENT_OK && headline.left_out > 0) {
        status = add(self, "headline",
            "worlds in which the condition held in fewer than 50 draws: they are left out of the range across worlds",
            headline.left_out);
    }
    if (status == ENT_OK && !headline.has_p) {
        status = add(self, "headline", "its condition never held: there is nothing to divide", 0);
    }
    return status;
}

static int add_results(ent_findings *self, const ent_variant_model *variant, const ent_tally *tally)
{
    uint64_t unclassified = sum_of(tally, tally->layout.outcome + tally->layout.outcomes);
    int status = ENT_OK;

    if (unclassified > 0) {
        status = add(self, "outcomes", "no outcome takes these draws: they are counted as unclassified", unclassified);
    }
    if (status == ENT_OK && !variant->model.talks.none && sum_of(tally, tally->layout.deals) == 0) {
        status = add(self, "talks", "no package was acceptable to all parties in any draw: there is never a deal",
            tally->draws);
    }
    return status;
}

int ent_findings_collect(ent_findings *self, const ent_variant_model *variant, const ent_tally *tally,
    const ent_guard_count *guard, ent_diagnostics *diagnostics)
{
    int status = ENT_OK;
    int numbers;

    for (size_t i = 0; i < variant->warnings.count && status == ENT_OK; i++) {
        status = add(self, variant->warnings.item[i].path, variant->warnings.item[i].text, 0);
    }
    numbers = add_guards(self, &variant->model, guard, diagnostics);
    if (status == ENT_OK) {
        status = add_sampling(self, tally);
    }
    if (status == ENT_OK) {
        status = add_results(self, variant, tally);
    }
    return status != ENT_OK ? status : numbers;
}
