#include "tables/table.h"

#include "base/status.h"

#include <string.h>

bool ent_table_is_written(const ent_table *self, const ent_scenario *scenario, uint64_t draws)
{
    bool wanted = self->when == ENT_TABLE_ALWAYS || (self->when == ENT_TABLE_WITH_DRAWS && draws > 0);

    return wanted && ent_column_item_count(self->items, scenario) > 0;
}

/* --- items of a scenario ------------------------------------------------------------------------------------------ */

static size_t count_axes(const ent_scenario *scenario)
{
    size_t count = 0;

    for (size_t s = 0; s < scenario->sweeps; s++) {
        count += scenario->sweep[s].axes;
    }
    return count;
}

/* Path of an axis, counted through all sweeps; NULL where an earlier axis has the same path. */
static const char *swept_path(const ent_scenario *scenario, size_t item)
{
    size_t s = 0;
    size_t axis = item;
    const char *path;

    while (axis >= scenario->sweep[s].axes) {
        axis -= scenario->sweep[s++].axes;
    }
    path = scenario->sweep[s].axis[axis].path;
    for (size_t earlier = 0; earlier <= s; earlier++) {
        size_t axes = earlier == s ? axis : scenario->sweep[earlier].axes;
        for (size_t a = 0; a < axes; a++) {
            if (strcmp(scenario->sweep[earlier].axis[a].path, path) == 0) {
                return NULL;
            }
        }
    }
    return path;
}

size_t ent_column_item_count(ent_column_items items, const ent_scenario *scenario)
{
    switch (items) {
    case ENT_ITEMS_FACTORS:
        return scenario->factors;
    case ENT_ITEMS_NAMED_VALUES:
        return scenario->nameds;
    case ENT_ITEMS_UNKNOWNS:
        return scenario->unknown_columns;
    case ENT_ITEMS_PLAIN_EVENTS:
        return scenario->events;
    case ENT_ITEMS_CONTRIBUTORS:
        return scenario->contributors;
    case ENT_ITEMS_DEMANDS:
        return scenario->demands;
    case ENT_ITEMS_PARTIES:
        return scenario->parties;
    case ENT_ITEMS_CAUSES:
        return scenario->causes;
    case ENT_ITEMS_GUARANTEES:
        return scenario->guarantees;
    case ENT_ITEMS_MEASURES:
        return scenario->measures;
    case ENT_ITEMS_RATIFICATION:
        return scenario->ratifications;
    case ENT_ITEMS_EXPERTS:
        return scenario->experts;
    case ENT_ITEMS_RENEWAL:
        return scenario->truce.renews.formula != NULL ? 1 : 0;
    case ENT_ITEMS_DEALS_CAN_FAIL:
        return (scenario->demands > 0 && scenario->parties > 0) || scenario->ratifications > 0 ? 1 : 0;
    case ENT_ITEMS_OTHER_FORCES:
        return scenario->forces - 1;
    case ENT_ITEMS_SEVERAL_FORCES:
        return scenario->forces > 1 ? 1 : 0;
    case ENT_ITEMS_LEVELS:
        return scenario->levels;
    case ENT_ITEMS_VARIANTS:
        return scenario->variants;
    case ENT_ITEMS_SWEPT_PATHS:
        return count_axes(scenario);
    case ENT_ITEMS_NONE:
    default:
        return 1;
    }
}

const char *ent_column_item(ent_column_items items, const ent_scenario *scenario, size_t item)
{
    switch (items) {
    case ENT_ITEMS_FACTORS:
        return scenario->factor[item].label.id;
    case ENT_ITEMS_NAMED_VALUES:
        return scenario->named[item].in_draws ? scenario->named[item].label.id : NULL;
    case ENT_ITEMS_UNKNOWNS:
        return scenario->unknown_column[item].name;
    case ENT_ITEMS_PLAIN_EVENTS:
        return scenario->event[item].timed ? NULL : scenario->event[item].label.id;
    case ENT_ITEMS_CONTRIBUTORS:
        return scenario->contributor[item].label.id;
    case ENT_ITEMS_DEMANDS:
        return scenario->demand[item].label.id;
    case ENT_ITEMS_PARTIES:
        return scenario->party[item].label.id;
    case ENT_ITEMS_CAUSES:
        return scenario->cause[item].label.id;
    case ENT_ITEMS_GUARANTEES:
        return scenario->guarantee[item].label.id;
    case ENT_ITEMS_MEASURES:
        return scenario->measure[item].label.id;
    case ENT_ITEMS_RATIFICATION:
        return scenario->ratification[item].label.id;
    case ENT_ITEMS_EXPERTS:
        return scenario->expert[item].label.id;
    case ENT_ITEMS_OTHER_FORCES:
        return scenario->force[item + 1].label.id;
    case ENT_ITEMS_SEVERAL_FORCES:
        return "force"; /* the name of the column */
    case ENT_ITEMS_LEVELS:
        return scenario->level_text[item];
    case ENT_ITEMS_VARIANTS:
        return scenario->variant[item].label.id;
    case ENT_ITEMS_SWEPT_PATHS:
        return swept_path(scenario, item);
    case ENT_ITEMS_RENEWAL:
    case ENT_ITEMS_DEALS_CAN_FAIL:
    case ENT_ITEMS_NONE:
    default:
        return "";
    }
}

/* --- column names ------------------------------------------------------------------------------------------------- */

/* Index after the last of the neighbouring columns that are repeated together with column c. */
static size_t group_end(const ent_table *self, size_t c)
{
    size_t end = c + 1;

    while (self->column[c].items != ENT_ITEMS_NONE && end < self->columns &&
           self->column[end].items == self->column[c].items) {
        end++;
    }
    return end;
}

/* The column's name with the id instead of the asterisk. */
static const char *name_of(const ent_column *column, const char *id, ent_arena *arena)
{
    const char *star = column->items != ENT_ITEMS_NONE ? strchr(column->name, '*') : NULL;

    return star == NULL ? column->name
                        : ent_arena_printf(arena, "%.*s%s%s", (int) (star - column->name), column->name, id, star + 1);
}

/* The columns of a table for a scenario, one after another. */
typedef struct column_iterator {
    const ent_table *table;
    const ent_scenario *scenario;
    size_t first; /* first column of the group that is repeated together */
    size_t item;  /* of the scenario */
    size_t at;    /* next column of the group, from `first` */
} column_iterator;

/* Advances to the next column and returns it, with the id of its item; NULL after the last. */
static const ent_column *next_column(column_iterator *self, const char **id)
{
    while (self->first < self->table->columns) {
        ent_column_items items = self->table->column[self->first].items;
        size_t end = group_end(self->table, self->first);
        for (; self->item < ent_column_item_count(items, self->scenario); self->item++) {
            *id = ent_column_item(items, self->scenario, self->item);
            if (*id != NULL && self->first + self->at < end) {
                return &self->table->column[self->first + self->at++];
            }
            self->at = 0;
        }
        self->item = 0;
        self->first = end;
    }
    return NULL;
}

/* Upper limit of the number of columns. */
static size_t most_columns(const ent_table *self, const ent_scenario *scenario)
{
    size_t most = 0;

    for (size_t c = 0; c < self->columns; c++) {
        most += ent_column_item_count(self->column[c].items, scenario);
    }
    return most;
}

const ent_column **ent_table_descriptors(
    const ent_table *self, const ent_scenario *scenario, ent_arena *arena, size_t *columns)
{
    column_iterator iterator = {.table = self, .scenario = scenario};
    const ent_column **column = ent_arena_array(arena, most_columns(self, scenario), sizeof(*column));
    const ent_column *next;
    const char *id;

    *columns = 0;
    while (column != NULL && (next = next_column(&iterator, &id)) != NULL) {
        column[(*columns)++] = next;
    }
    return column;
}

const char **ent_table_columns(const ent_table *self, const ent_scenario *scenario, ent_arena *arena, size_t *columns)
{
    column_iterator iterator = {.table = self, .scenario = scenario};
    const char **name = ent_arena_array(arena, most_columns(self, scenario), sizeof(*name));
    const ent_column *next;
    const char *id;

    *columns = 0;
    while (name != NULL && (next = next_column(&iterator, &id)) != NULL) {
        name[*columns] = name_of(next, id, arena);
        if (name[(*columns)++] == NULL) {
            return NULL;
        }
    }
    return name;
}

void ent_table_header(const ent_table *self, ent_sink *sink, const ent_scenario *scenario)
{
    ent_arena arena = {0};
    size_t columns = 0;
    const char **name;

    if (sink->rows > 0) {
        return;
    }
    name = ent_table_columns(self, scenario, &arena, &columns);
    ent_sink_fail(sink, name != NULL ? ENT_OK : ENT_ERR_NO_MEMORY);
    for (size_t i = 0; i < columns && name != NULL; i++) {
        ent_sink_text(sink, name[i]);
    }
    ent_sink_end_row(sink);
    ent_arena_free(&arena);
}

int ent_table_write(const ent_table *self, ent_sink *sink, const ent_figures *figures)
{
    ent_table_header(self, sink, figures->scenario);
    if (sink->status == ENT_OK) { /* the writers rely on the number of columns */
        self->write(sink, figures);
    }
    return sink->status;
}
