/* drivers.csv */
#include "tables/analysis/drivers.h"

#include "analysis/factor_index.h"
#include "base/status.h"
#include "run/evaluation/world_columns.h"
#include "run/evaluation/world_values.h"
#include "run/experts/experts.h"
#include "tables/cells.h"

#include <math.h>
#include <stdlib.h>

static const ent_column columns[] = {ENT_COLUMN_VARIANT,
    ENT_COLUMN("quantity", "text",
        "a factor, unknown(...) by its path, `experts`, a plain event, a contributor, demand.option, or a stage"),
    ENT_COLUMN_ONE_OF("kind", "factor event joins demand stage", "kind of the quantity; joins: a contributor"),
    ENT_COLUMN("share", "probability",
        "share of draws in which it holds, of deals with the option, of draws in which the stage is passed in time; "
        "empty for a factor"),
    ENT_COLUMN("low", "probability or unit",
        "chance of the headline without it; of a factor in the fifth of the worlds where it is lowest (one with few "
        "values: at its lowest)"),
    ENT_COLUMN("high", "probability or unit", "chance of the headline with it; of a factor where it is highest"),
    ENT_COLUMN("difference", "difference in probability or unit", "high - low"),
    ENT_COLUMN("difference_low", "difference in probability or unit", "lower end of its 95% interval"),
    ENT_COLUMN("difference_high", "difference in probability or unit", "upper end of its 95% interval"),
    ENT_COLUMN("explained", "share of variance",
        "share of the headline's variance: of that across worlds for a factor, of that over draws otherwise"),
    ENT_COLUMN("explained_low", "share of variance", "lower end of its 95% interval"),
    ENT_COLUMN("explained_high", "share of variance", "upper end of its 95% interval")};

/* --- rows --------------------------------------------------------------------------------------------------------- */

static void add(ent_driver_rows *self, const char *quantity, const char *kind, const ent_driver_figure *figure)
{
    self->row[self->rows++] = (ent_driver_row){.quantity = quantity, .kind = kind, .figure = *figure};
}

/* Worlds from which on it pays that the uniforms of a factor tell where its fifths end. */
enum { MANY_WORLDS = 20000 };

/* The worlds as the index of a factor reads them. ENT_ERR_NO_MEMORY. */
static int make_worlds(ent_driver_rows *self, const ent_tally *tally, ent_factor_worlds *worlds)
{
    ent_counts k = ent_tally_counts(tally, tally->layout.headline);
    ent_counts n = ent_tally_counts(tally, tally->layout.headline + 1);
    bool measurable = ent_range_exceeds_noise(k, n, tally->worlds);
    ent_world_mean *mean = measurable ? ent_arena_array(&self->arena, (size_t) tally->worlds, sizeof(*mean)) : NULL;

    for (uint64_t w = 0; mean != NULL && w < tally->worlds; w++) {
        double draws = (double) ent_count(n, w);
        double p = draws > 0.0 ? (double) ent_count(k, w) / draws : 0.0;
        mean[w] =
            (ent_world_mean){.mean = p, .noise = draws > 1.0 ? p * (1.0 - p) / (draws - 1.0) : 0.0, .draws = draws};
    }
    *worlds = (ent_factor_worlds){.worlds = tally->worlds, .k = k, .n = n, .mean = mean, .measurable = measurable};
    return mean != NULL || !measurable ? ENT_OK : ENT_ERR_NO_MEMORY;
}

/* The figures of a factor of very many worlds of one draw each; false where the usual way has to be gone. */
static bool of_single_draws(
    ent_driver_figure *figure, const ent_factor_worlds *at, ent_world_columns *columns_of, size_t column, bool single)
{
    const ent_uniform_source source = {.read = ent_world_columns_uniforms, .context = columns_of};
    bool done = false;

    if (single && at->worlds >= MANY_WORLDS && ent_world_columns_open_uniforms(columns_of, column)) {
        ent_factor_index_of_single_draws(figure, at, &source, &done);
    }
    return done;
}

/* The factors, one at a time: their values in all worlds may be more than there is memory for. */
static int add_columns(
    ent_driver_rows *self, const ent_variant_model *variant, const ent_factor_worlds *at, ent_world_columns *columns_of)
{
    const ent_scenario *scenario = &variant->scenario;
    const bool single = variant->scenario.run.replications == 1 && !at->measurable && !at->k.design;
    double *value = malloc((size_t) at->worlds * sizeof(*value) + 1); /* touched only where it is needed */
    ent_driver_figure figure;
    int status = value != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;

    for (size_t i = 0; i < scenario->factors + scenario->unknown_columns && status == ENT_OK; i++) {
        if (!of_single_draws(&figure, at, columns_of, i, single)) {
            ent_world_columns_fill(columns_of, i, value, at->worlds);
            status = ent_factor_index(&figure, at, value);
        }
        add(self, ent_world_values_name(scenario, i), "factor", &figure);
    }
    free(value);
    return status;
}

static int add_experts(ent_driver_rows *self, const ent_variant_model *variant, const ent_factor_worlds *at)
{
    uint32_t *expert = malloc((size_t) at->worlds * sizeof(*expert) + 1);
    ent_driver_figure figure;
    int status = ENT_ERR_NO_MEMORY;

    for (uint64_t w = 0; expert != NULL && w < at->worlds; w++) {
        expert[w] = (uint32_t) ent_experts_of_world(&variant->model, w);
    }
    if (expert != NULL) {
        status = ent_group_index(&figure, at, expert, variant->experts);
        add(self, "experts", "factor", &figure);
    }
    free(expert);
    return status;
}

static int add_factors(ent_driver_rows *self, const ent_variant_model *variant, const ent_tally *tally)
{
    ent_world_columns columns_of = {.code = NULL};
    ent_factor_worlds at;
    int status = make_worlds(self, tally, &at);

    if (status == ENT_OK) {
        status = ent_world_columns_init(&columns_of, variant);
    }
    if (status == ENT_OK) {
        status = add_columns(self, variant, &at, &columns_of);
    }
    ent_world_columns_free(&columns_of);
    return status == ENT_OK && variant->experts > 0 ? add_experts(self, variant, &at) : status;
}

static void add_driver(
    ent_driver_rows *self, const ent_tally *tally, const char *quantity, const char *kind, size_t driver, size_t base)
{
    ent_driver_figure figure = ent_driver_figure_of(&tally->driver[driver], &tally->driver[base], tally->layout.design);

    add(self, quantity, kind, &figure);
}

static int add_options(ent_driver_rows *self, const ent_scenario *scenario, const ent_tally *tally)
{
    size_t at = tally->layout.driver_of_option;

    for (size_t d = 0; d < scenario->demands && tally->layout.driver_options > 0; d++) {
        for (size_t o = 0; o < scenario->demand[d].options; o++) {
            const char *name =
                ent_arena_printf(&self->arena, "%s.%s", scenario->demand[d].label.id, scenario->demand[d].option[o]);
            if (name == NULL) {
                return ENT_ERR_NO_MEMORY;
            }
            add_driver(self, tally, name, "demand", at++, ENT_DRIVER_DEALS);
        }
    }
    return ENT_OK;
}

static int add_drivers(ent_driver_rows *self, const ent_variant_model *variant, const ent_tally *tally)
{
    const ent_scenario *scenario = &variant->scenario;
    const ent_tally_layout *layout = &tally->layout;
    int status;

    for (size_t e = 0; e < layout->driver_events; e++) {
        add_driver(self, tally, scenario->event[variant->model.outcome.driver_event[e]].label.id, "event",
            layout->driver_of_event + e, ENT_DRIVER_ALL);
    }
    for (size_t c = 0; c < layout->contributors; c++) {
        add_driver(
            self, tally, scenario->contributor[c].label.id, "joins", layout->driver_of_joins + c, ENT_DRIVER_ALL);
    }
    status = add_options(self, scenario, tally);
    for (size_t s = 0; s < layout->driver_stages && status == ENT_OK; s++) {
        add_driver(
            self, tally, scenario->talks.stage[s].label.id, "stage", layout->driver_of_stage + s, ENT_DRIVER_ALL);
    }
    return status;
}

/* Order of the rows: insertion, which keeps the order of equal ones; the rows are few. */
static void sort(ent_driver_rows *self)
{
    for (size_t i = 1; i < self->rows; i++) {
        ent_driver_row row = self->row[i];
        double size = fabs(row.figure.difference);
        size_t at = i;
        while (at > 0 && !isnan(size) && !(fabs(self->row[at - 1].figure.difference) >= size)) {
            self->row[at] = self->row[at - 1];
            at--;
        }
        self->row[at] = row;
    }
}

int ent_driver_rows_collect(ent_driver_rows *self, const ent_variant_model *variant, const ent_tally *tally)
{
    const ent_tally_layout *layout = &tally->layout;
    size_t unknowns = variant->scenario.factors + variant->scenario.unknown_columns + variant->experts;
    size_t most = unknowns + layout->drivers;
    int status;

    *self = (ent_driver_rows){.rows = 0};
    if (layout->headline_is_mean) {
        return ENT_OK;
    }
    self->row = ent_arena_array(&self->arena, most, sizeof(*self->row));
    if (self->row == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    status = unknowns > 0 ? add_factors(self, variant, tally) : ENT_OK;
    if (status == ENT_OK) {
        status = add_drivers(self, variant, tally);
    }
    sort(self);
    return status;
}

void ent_driver_rows_free(ent_driver_rows *self)
{
    ent_arena_free(&self->arena);
    *self = (ent_driver_rows){.rows = 0};
}

/* --- the table ---------------------------------------------------------------------------------------------------- */

static void put_row(ent_sink *sink, const char *variant, const ent_driver_row *row)
{
    const ent_driver_figure *figure = &row->figure;
    const double cell[] = {figure->share, figure->low, figure->high, figure->difference, figure->difference_low,
        figure->difference_high, figure->explained, figure->explained_low, figure->explained_high};

    ent_sink_text(sink, variant);
    ent_sink_text(sink, row->quantity);
    ent_sink_text(sink, row->kind);
    for (size_t i = 0; i < sizeof(cell) / sizeof(*cell); i++) {
        ent_sink_real(sink, cell[i]);
    }
    ent_sink_end_row(sink);
}

static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    ent_driver_rows rows;

    ent_sink_fail(sink, ent_driver_rows_collect(&rows, figures->compiled, figures->tally));
    for (size_t i = 0; i < rows.rows && sink->status == ENT_OK; i++) {
        put_row(sink, figures->variant, &rows.row[i]);
    }
    ent_driver_rows_free(&rows);
}

const ent_table ent_table_drivers = {.file = "drivers.csv",
    .about = "What moves the headline: its chance at low and high of each quantity",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .write = write_rows};
