/* warnings.csv */
#include "tables/warnings.h"

#include "base/status.h"
#include "run/experts/experts.h"
#include "tables/cells.h"
#include "tables/checks.h"

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
    path = path != NULL ? ent_arena_strdup(&self->arena, path) : NULL;
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

/* Adds draws in which a value was clamped. With experts, the same warning of several of them is one row. */
static int add_clamped(ent_warnings *self, const ent_guard *guard, uint64_t moved, size_t first)
{
    const char *path = guard->quantity->path;
    const char *text = clamped_text(self, guard);

    for (size_t i = first; text != NULL && i < self->rows; i++) {
        if (strcmp(self->row[i].path, path) == 0 && strcmp(self->row[i].warning, text) == 0) {
            self->row[i].count += moved;
            return ENT_OK;
        }
    }
    return add(self, path, text, moved);
}

/* model: of the run. count: [ent_experts_guards(model)] */
static int add_guards(
    ent_warnings *self, const ent_model *model, const ent_guard_count *count, ent_diagnostics *diagnostics)
{
    size_t first = self->rows;
    size_t guards = ent_experts_guards(model);
    int status = ENT_OK;

    for (size_t i = 0; i < guards; i++) {
        const ent_guard *guard = ent_experts_guard(model, i);
        ent_position at = guard->quantity->setting != NULL ? guard->quantity->setting->at : (ent_position){0};
        if (count[i].nan > 0) {
            ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, at, guard->quantity->path,
                strncmp(guard->quantity->path, "measures.", strlen("measures.")) == 0
                    ? "look for a logarithm or root of a negative number, 0 / 0, or 0 * talks.month, which is infinite "
                      "without a deal; the measure's own condition leaves such draws out, as in { value = \"…\"; "
                      "given = \"agreed\"; }"
                    : "look for a logarithm or root of a negative number, 0 / 0, or a distribution whose numbers do "
                      "not fit",
                "the formula gave no number in %" PRIu64 " %s", count[i].nan, unit_of(guard));
            status = ENT_ERR_NUMERIC;
        }
        if (count[i].moved > 0 &&
            add_clamped(self, guard, count[i].moved, model->experts.count > 0 ? first : SIZE_MAX) != ENT_OK) {
            return ENT_ERR_NO_MEMORY;
        }
    }
    return status;
}

/* What would make a range of the headline measurable. Returns a text in the arena, NULL when memory is out. */
static const char *remedy(ent_warnings *self, const ent_estimate *headline)
{
    if (headline->replications == 0) {
        return "no number of replications is known that would do";
    }
    return ent_arena_printf(&self->arena, "run.replications = %" PRIu64 " or more would do", headline->replications);
}

/* Why the range of the headline was not measured. Returns a text in the arena, NULL when memory is out. */
static const char *range_text(ent_warnings *self, const ent_estimate *headline, const ent_tally *tally)
{
    static const char start[] = ENT_WARNING_RANGE;
    const char *help = remedy(self, headline);
    double mean = (double) headline->n / fmax((double) headline->worlds, 1.0);

    if (help == NULL) {
        return NULL;
    }
    switch (headline->range) {
    case ENT_RANGE_FEW_WORLDS:
        return ent_arena_printf(&self->arena,
            "%s: it stands on %" PRIu64 " of %" PRIu64 " worlds, and at least %d are "
            "needed; more worlds (run.worlds) would do",
            start, headline->worlds, tally->worlds, ENT_RANGE_LEAST_WORLDS);
    case ENT_RANGE_FEW_DRAWS:
        return ent_arena_printf(&self->arena,
            "%s: it stands on %.1f draws a world on average, and at least %d are "
            "needed; %s",
            start, floor(10.0 * mean) / 10.0, ENT_RANGE_LEAST_DRAWS, help);
    default:
        return ent_arena_printf(&self->arena,
            "%s: at %" PRIu64 " replications the differences between worlds cannot be "
            "told from the chance within them; %s",
            start, tally->replications, help);
    }
}

static int add_range(ent_warnings *self, const ent_estimate *headline, const ent_tally *tally)
{
    if (headline->range < ENT_RANGE_FEW_WORLDS) {
        return ENT_OK;
    }
    return add(self, "headline", range_text(self, headline, tally), 0);
}

/* Below this number of worlds, intervals are wide whatever the number of draws. */
enum { FEW_WORLDS = 30 };

static int add_worlds(ent_warnings *self, const ent_estimate *headline, const ent_tally *tally)
{
    if (tally->worlds == 1) {
        return add(self, "run.worlds", "a single world: there are no Monte Carlo intervals and no differences", 1);
    }
    if (headline->worlds == 1) {
        return add(self, "headline", "its condition held in a single world: there is no interval and no difference", 1);
    }
    if (tally->worlds < FEW_WORLDS) {
        return add(
            self, "run.worlds", "fewer than 30 worlds: intervals stand on few worlds and are wide", tally->worlds);
    }
    if (headline->has_p && headline->worlds < FEW_WORLDS) {
        return add(self, "headline",
            "its condition held in fewer than 30 worlds: its intervals stand on few worlds and are wide",
            headline->worlds);
    }
    return ENT_OK;
}

/* Warns of experts to whom few worlds belong, where the run has enough of them. */
static int add_few_of_experts(ent_warnings *self, const ent_variant_model *variant, const ent_tally *tally)
{
    uint64_t *worlds = ent_arena_array(&self->arena, variant->experts, sizeof(*worlds));
    int status = worlds != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;

    for (uint64_t w = 0; status == ENT_OK && variant->experts > 0 && w < tally->worlds; w++) {
        worlds[ent_experts_of_world(&variant->model, w)]++;
    }
    for (size_t e = 0; e < variant->experts && status == ENT_OK; e++) {
        const ent_expert *expert = &variant->scenario.expert[e];
        if (worlds[e] < FEW_WORLDS && expert->weight > 0.0 && tally->worlds >= FEW_WORLDS) {
            status = add(self, ent_arena_printf(&self->arena, "experts.%s", expert->label.id),
                "fewer than 30 worlds belong to this expert: its own figures stand on few worlds and are wide",
                worlds[e]);
        }
    }
    return status;
}

static int add_sampling(ent_warnings *self, const ent_tally *tally)
{
    ent_estimate headline;
    int status = ent_tally_headline(tally, &headline);

    if (status == ENT_OK && tally->draws == 0) {
        return add(self, "given", "it holds in no draw: nothing is left to count", tally->played);
    }
    if (status == ENT_OK && tally->layout.headline_is_mean) {
        status =
            add(self, "headline", "it is the mean of a measure: drivers.csv, which compares chances, has no rows", 0);
    }
    if (status == ENT_OK && headline.n == 0) {
        status = add(self, "headline", "its condition never held: there is nothing to divide", 0);
    }
    if (status == ENT_OK) {
        status = add_worlds(self, &headline, tally);
    }
    return status == ENT_OK ? add_range(self, &headline, tally) : status;
}

/* Warns of a sum that holds some numbers in part only. */
static int add_clipped(
    ent_warnings *self, const char *section, const char *id, const char *name, const ent_exact_sum *sum)
{
    if (sum->clipped == 0) {
        return ENT_OK;
    }
    return add(self, ent_arena_printf(&self->arena, "%s.%s.%s", section, id, name),
        "beyond 4.4e12 in these draws: its mean, and percentiles that large, are left empty", sum->clipped);
}

static int add_beyond(ent_warnings *self, const ent_scenario *scenario, const ent_tally *tally)
{
    int status = ENT_OK;

    for (size_t c = 0; c < tally->layout.contributors && status == ENT_OK; c++) {
        status = add_clipped(self, "contributors", scenario->contributor[c].label.id, "troops", &tally->troops_sum[c]);
    }
    for (size_t p = 0; p < tally->layout.parties && status == ENT_OK; p++) {
        status = add_clipped(self, "parties", scenario->party[p].label.id, "threshold", &tally->threshold_sum[p]);
    }
    return status;
}

/* Warns of measures that have no mean. */
static int add_measures(ent_warnings *self, const ent_scenario *scenario, const ent_tally *tally)
{
    int status = ENT_OK;

    for (size_t i = 0; i < tally->layout.measures && status == ENT_OK; i++) {
        ent_measure_column column = ent_tally_measure(tally, i);
        uint64_t beyond = ent_measure_beyond(&column, tally->worlds);
        uint64_t draws = tally->measure[i].negative.count + tally->measure[i].other.count;
        const char *path = scenario->measure[i].value.path;
        if (beyond > 0) {
            status = add(self, path,
                "infinite or beyond 1.3e36 in these draws: its mean is left empty; leave them out by the measure's own "
                "condition, such as given = \"agreed\" where it reads talks.month",
                beyond);
        } else if (draws == 0 && tally->draws > 0) {
            status = add(self, path, "its condition never held: it has no figures", 0);
        }
    }
    return status;
}

/* Warns of checks whose number has no mean. */
static int add_means(ent_warnings *self, const ent_variant_model *variant, const ent_tally *tally)
{
    int status = ENT_OK;

    for (size_t i = 0; i < variant->scenario.checks && status == ENT_OK; i++) {
        const ent_check_line *line = &variant->scenario.check[i];
        uint64_t beyond = 0;
        for (size_t k = 0; line->check.is_mean && !line->check.of_measures && k < ent_check_queries(&line->check);
             k++) {
            ent_sums sums = ent_tally_sums(tally, line->first + k);
            for (uint64_t w = 0; w < tally->worlds; w++) {
                beyond += sums.at[w * sums.stride].clipped;
            }
        }
        if (beyond > 0 && ent_check_concerns(&line->check, variant->id)) {
            status = add(self, "checks",
                ent_arena_printf(&self->arena,
                    "`%s` has no value, since in these draws the number is infinite, not a number or beyond 4.4e12: "
                    "leave them out by a condition, as in `E(talks.month given agreed)`",
                    line->text),
                beyond);
        }
    }
    return status;
}

/* Number of deals signed, where there is ratification; else 0. */
static uint64_t signatures_of(const ent_tally *tally)
{
    return tally->layout.ratifications > 0 ? ent_tally_total(tally, tally->layout.signatures) : 0;
}

static int add_results(ent_warnings *self, const ent_variant_model *variant, const ent_tally *tally)
{
    uint64_t unclassified = ent_tally_total(tally, tally->layout.outcome + tally->layout.outcomes);
    int status = ENT_OK;

    if (unclassified > 0) {
        status = add(self, "outcomes", "no outcome takes these draws: they are counted as unclassified", unclassified);
    }
    if (status == ENT_OK && signatures_of(tally) > 0 && ent_tally_total(tally, tally->layout.deals) == 0) {
        status = add(self, "ratification",
            "deals are signed, but in no draw do all say yes: none ever enters into force", signatures_of(tally));
    } else if (status == ENT_OK && tally->draws > 0 && !variant->model.talks.none &&
               variant->scenario.given.formula == NULL && ent_tally_total(tally, tally->layout.deals) == 0) {
        status = add(self, "talks",
            "in no draw were all stages passed in time and a package acceptable to all parties: there is never a deal",
            tally->draws);
    }
    return status;
}

/* Warns of rows of drivers.csv without a difference, since all draws are on one side. */
static int add_empty_drivers(ent_warnings *self, const ent_tally *tally)
{
    const ent_tally_layout *layout = &tally->layout;
    uint64_t rows = 0;

    for (size_t d = ENT_DRIVER_DEALS + 1; d < layout->drivers; d++) {
        bool is_option = d - layout->driver_of_option < layout->driver_options;
        uint64_t all = ent_driver_total(tally->driver[is_option ? ENT_DRIVER_DEALS : ENT_DRIVER_ALL].with);
        uint64_t with = ent_driver_total(tally->driver[d].with);
        rows += with == 0 || with == all;
    }
    if (rows == 0 || tally->draws == 0) {
        return ENT_OK;
    }
    return add(self, ENT_WARNING_OF_DRIVERS,
        "no difference where a quantity holds in every draw (an option: in every deal) or in none: number of rows",
        rows);
}

int ent_warnings_collect(ent_warnings *self, const ent_variant_model *variant, const ent_tally *tally,
    const ent_guard_count *guard, ent_diagnostics *diagnostics)
{
    int status = ENT_OK;
    int numbers;

    for (size_t i = 0; i < variant->warnings.count && status == ENT_OK; i++) {
        const ent_diagnostic *item = &variant->warnings.item[i];
        status = item->severity == ENT_SEVERITY_WARNING ? add(self, item->path, item->text, 0) : ENT_OK;
    }
    numbers = add_guards(self, &variant->model, guard, diagnostics);
    if (status == ENT_OK) {
        status = add_sampling(self, tally);
    }
    if (status == ENT_OK) {
        status = add_few_of_experts(self, variant, tally);
    }
    if (status == ENT_OK) {
        status = add_beyond(self, &variant->scenario, tally);
    }
    if (status == ENT_OK) {
        status = add_means(self, variant, tally);
    }
    if (status == ENT_OK) {
        status = add_measures(self, &variant->scenario, tally);
    }
    if (status == ENT_OK) {
        status = add_results(self, variant, tally);
    }
    if (status == ENT_OK) {
        status = add_empty_drivers(self, tally);
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
