/* warnings.csv */
#include "tables/warnings.h"

#include "base/status.h"
#include "tables/cells.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

static const ent_column columns[] = {ENT_COLUMN_VARIANT, ENT_COLUMN("path", "text", "path of the setting or section"),
    ENT_COLUMN("warning", "text", "the warning"),
    ENT_COLUMN("count", "count", "number of draws, worlds or months concerned, as the text says; 0: not counted")};

void ent_warnings_free(ent_warnings *self)
{
    ent_arena_free(&self->arena);
    *self = (ent_warnings){0};
}

static int add(ent_warnings *self, const char *path, const char *text, uint64_t count)
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

static const char *unit_of(const ent_guard *guard)
{
    return guard->world ? "worlds (months of worlds, where it changes by month)"
                        : "draws (months of draws, where it changes by month)";
}

static const char *clamped_text(ent_warnings *self, const ent_guard *guard)
{
    const char *unit = unit_of(guard);

    if (guard->high == 1.0) {
        return ent_arena_printf(&self->arena, "left [0, 1] and was held there: number of %s", unit);
    }
    return ent_arena_printf(&self->arena, "fell below 0 and was held there: number of %s", unit);
}

static int add_guards(
    ent_warnings *self, const ent_model *model, const ent_guard_count *count, ent_diagnostics *diagnostics)
{
    int status = ENT_OK;

    for (size_t i = 0; i < model->guards; i++) {
        const ent_guard *guard = &model->guard[i];
        ent_position at = guard->quantity->setting != NULL ? guard->quantity->setting->at : (ent_position){0};
        if (count[i].nan > 0) {
            ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, at, guard->quantity->path,
                "look for a logarithm or root of a negative number, 0 / 0, or a distribution whose numbers do not fit",
                "the formula gave no number in %" PRIu64 " %s", count[i].nan, unit_of(guard));
            status = ENT_ERR_NUMERIC;
        }
        if (count[i].moved > 0 &&
            add(self, guard->quantity->path, clamped_text(self, guard), count[i].moved) != ENT_OK) {
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

static int add_sampling(ent_warnings *self, const ent_tally *tally)
{
    ent_estimate headline;
    int status = ent_tally_kept(tally, tally->layout.headline, tally->layout.headline + 1, &headline);

    if (status == ENT_OK && tally->worlds == 1) {
        status = add(self, "run.worlds", "a single world: there are no Monte Carlo intervals", 1);
    }
    if (status == ENT_OK && tally->replications < 50) {
        status = add(self, "run.replications", "fewer than 50 replications a world: there are no ranges across worlds",
            tally->replications);
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

static int add_results(ent_warnings *self, const ent_variant_model *variant, const ent_tally *tally)
{
    uint64_t unclassified = sum_of(tally, tally->layout.outcome + tally->layout.outcomes);
    int status = ENT_OK;

    if (unclassified > 0) {
        status = add(self, "outcomes", "no outcome takes these draws: they are counted as unclassified", unclassified);
    }
    if (status == ENT_OK && !variant->model.talks.none && sum_of(tally, tally->layout.deals) == 0) {
        status = add(self, "talks",
            "in no draw were all stages passed in time and a package acceptable to all parties: there is never a deal",
            tally->draws);
    }
    return status;
}

int ent_warnings_collect(ent_warnings *self, const ent_variant_model *variant, const ent_tally *tally,
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

static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    ent_warnings warnings = {0};

    ent_sink_fail(
        sink, ent_warnings_collect(&warnings, figures->compiled, figures->tally, figures->guard, figures->diagnostics));
    for (size_t i = 0; i < warnings.rows; i++) {
        ent_sink_text(sink, figures->variant);
        ent_sink_text(sink, warnings.row[i].path);
        ent_sink_text(sink, warnings.row[i].warning);
        ent_sink_count(sink, warnings.row[i].count);
        ent_sink_end_row(sink);
    }
    ent_warnings_free(&warnings);
}

const ent_table ent_table_warnings = {.file = "warnings.csv",
    .about = "Warnings about the figures of the run",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .write = write_rows};
