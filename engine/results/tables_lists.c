/* Tables of rows that others make: assumptions.csv, warnings.csv, draws.csv, sweeps.csv. */
#include "results/cells.h"

#include <math.h>
#include <string.h>

void ent_table_assumptions(ent_csv_writer *self, const char *variant, const ent_assumption_row *row, size_t rows)
{
    ent_cells_header(self, "variant,path,written,understood,p05,p50,p95,note,source");
    for (size_t i = 0; i < rows; i++) {
        ent_csv_text(self, variant);
        ent_csv_text(self, row[i].path);
        ent_csv_text(self, row[i].written);
        ent_csv_text(self, row[i].understood);
        ent_csv_real(self, row[i].p05);
        ent_csv_real(self, row[i].p50);
        ent_csv_real(self, row[i].p95);
        ent_csv_text(self, row[i].note);
        ent_csv_text(self, row[i].source);
        ent_csv_end_row(self);
    }
}

void ent_table_warnings(ent_csv_writer *self, const char *variant, const ent_warning_row *row, size_t rows)
{
    ent_cells_header(self, "variant,path,warning,count");
    for (size_t i = 0; i < rows; i++) {
        ent_csv_text(self, variant);
        ent_csv_text(self, row[i].path);
        ent_csv_text(self, row[i].warning);
        ent_csv_count(self, row[i].count);
        ent_csv_end_row(self);
    }
}

/* --- draws.csv ---------------------------------------------------------------------------------------------------- */

/* Column names under construction. */
typedef struct names {
    const char **name;
    size_t count;
    ent_arena *arena;
    bool failed;
} names;

static void add_name(names *self, const char *before, const char *middle, const char *after)
{
    const char *name = ent_arena_printf(self->arena, "%s%s%s", before, middle, after);

    self->failed = self->failed || name == NULL;
    self->name[self->count++] = name;
}

static void add_names(names *self, const char *const *name, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        self->name[self->count++] = name[i];
    }
}

/* Stages 1 and 2. */
static void add_known_early(names *self, const ent_scenario *scenario)
{
    static const char *const force[] = {"force.offered", "force.required", "force.contributors"};

    for (size_t i = 0; i < scenario->factors; i++) {
        add_name(self, "", scenario->factor[i].label.id, "");
    }
    for (size_t i = 0; i < scenario->events; i++) {
        if (!scenario->event[i].timed) {
            add_name(self, "", scenario->event[i].label.id, "");
        }
    }
    for (size_t i = 0; i < scenario->contributors; i++) {
        add_name(self, "", scenario->contributor[i].label.id, ".joins");
        add_name(self, "", scenario->contributor[i].label.id, ".troops");
    }
    add_names(self, force, sizeof(force) / sizeof(*force));
}

/* Stages 3 to 5. */
static void add_known_late(names *self, const ent_scenario *scenario)
{
    static const char *const talks[] = {"agreed", "talks.month", "talks.round"};
    static const char *const truce[] = {
        "force.committed", "truce.held", "truce.months", "truce.violations", "truce.cause"};

    add_names(self, talks, sizeof(talks) / sizeof(*talks));
    for (size_t i = 0; i < scenario->demands; i++) {
        add_name(self, "deal.", scenario->demand[i].label.id, "");
    }
    for (size_t i = 0; i < scenario->parties; i++) {
        add_name(self, "", scenario->party[i].label.id, ".utility");
        add_name(self, "", scenario->party[i].label.id, ".threshold");
    }
    add_names(self, truce, sizeof(truce) / sizeof(*truce));
}

const char **ent_draw_columns(const ent_scenario *scenario, ent_arena *arena, size_t *columns)
{
    enum { FIXED = 11 }; /* force, talks and truce */
    size_t most = scenario->factors + scenario->events + 2 * scenario->contributors + scenario->demands +
        2 * scenario->parties + FIXED;
    names made = {.name = ent_arena_array(arena, most, sizeof(*made.name)), .arena = arena};

    *columns = 0;
    if (made.name == NULL) {
        return NULL;
    }
    add_known_early(&made, scenario);
    add_known_late(&made, scenario);
    *columns = made.count;
    return made.failed ? NULL : made.name;
}

void ent_table_draws_header(ent_csv_writer *self, const char *const *column, size_t columns)
{
    if (self->rows > 0) {
        return;
    }
    ent_csv_names(self, "variant,world,draw");
    for (size_t i = 0; i < columns; i++) {
        ent_csv_text(self, column[i]);
    }
    ent_csv_text(self, "outcome");
    ent_csv_end_row(self);
}

void ent_table_draws_row(ent_csv_writer *self, const char *variant, const ent_draw_row *row, size_t columns)
{
    ent_csv_text(self, variant);
    ent_csv_count(self, row->world);
    ent_csv_count(self, row->draw);
    for (size_t i = 0; i < columns; i++) {
        if (row->cell[i].text != NULL) {
            ent_csv_text(self, row->cell[i].text);
        } else {
            ent_csv_real(self, row->cell[i].number);
        }
    }
    ent_csv_text(self, row->outcome);
    ent_csv_end_row(self);
}

/* --- sweeps.csv --------------------------------------------------------------------------------------------------- */

static const ent_sweep_axis *axis_of(const ent_sweep *sweep, const char *path)
{
    for (size_t a = 0; a < sweep->axes; a++) {
        if (strcmp(sweep->axis[a].path, path) == 0) {
            return &sweep->axis[a];
        }
    }
    return NULL;
}

/* Whether sweep s is the first to vary its axis a, so that the path gets its column here. */
static bool first_to_vary(const ent_sweep *sweep, size_t s, size_t a)
{
    for (size_t earlier = 0; earlier < s; earlier++) {
        if (axis_of(&sweep[earlier], sweep[s].axis[a].path) != NULL) {
            return false;
        }
    }
    return axis_of(&sweep[s], sweep[s].axis[a].path) == &sweep[s].axis[a];
}

void ent_table_sweeps_header(ent_csv_writer *self, const ent_sweep *sweep, size_t sweeps)
{
    if (self->rows > 0) {
        return;
    }
    ent_csv_names(self, "variant,sweep");
    for (size_t s = 0; s < sweeps; s++) {
        for (size_t a = 0; a < sweep[s].axes; a++) {
            if (first_to_vary(sweep, s, a)) {
                ent_csv_text(self, sweep[s].axis[a].path);
            }
        }
    }
    ent_csv_names(self, "expression,probability,mc_low,mc_high,world_p05,world_p50,world_p95");
    ent_csv_end_row(self);
}

/* What a row's sweep sets a path to: a number, else the text that is assigned. */
static void value_cell(ent_csv_writer *self, const ent_sweep_row *row, const char *path)
{
    const ent_sweep_axis *axis = axis_of(row->sweep, path);
    size_t value;

    if (axis == NULL) {
        ent_csv_empty(self, 1);
        return;
    }
    value = row->value[axis - row->sweep->axis];
    if (isnan(axis->number[value])) {
        ent_csv_text(self, axis->value[value]);
    } else {
        ent_csv_real(self, axis->number[value]);
    }
}

void ent_table_sweeps_row(ent_csv_writer *self, const ent_sweep *sweep, size_t sweeps, const ent_sweep_row *row)
{
    ent_csv_text(self, row->variant);
    ent_csv_text(self, row->sweep->label.id);
    for (size_t s = 0; s < sweeps; s++) {
        for (size_t a = 0; a < sweep[s].axes; a++) {
            if (first_to_vary(sweep, s, a)) {
                value_cell(self, row, sweep[s].axis[a].path);
            }
        }
    }
    ent_csv_text(self, row->expression);
    ent_cells_estimate(self, &row->estimate);
    ent_cells_range(self, &row->estimate);
    ent_csv_end_row(self);
}
