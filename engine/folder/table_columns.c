#include "folder/table_columns.h"

#include <string.h>

/* The section of a scenario that has the display names of items; NULL: they have none. */
static const char *section_of(ent_column_items items)
{
    static const char *const section[] = {[ENT_ITEMS_FACTORS] = "factors",
        [ENT_ITEMS_NAMED_VALUES] = "values",
        [ENT_ITEMS_PLAIN_EVENTS] = "events",
        [ENT_ITEMS_CONTRIBUTORS] = "contributors",
        [ENT_ITEMS_DEMANDS] = "demands",
        [ENT_ITEMS_PARTIES] = "parties",
        [ENT_ITEMS_CAUSES] = "truce.causes",
        [ENT_ITEMS_GUARANTEES] = "guarantees",
        [ENT_ITEMS_MEASURES] = "measures",
        [ENT_ITEMS_RATIFICATION] = "ratification",
        [ENT_ITEMS_OTHER_FORCES] = "forces"};

    return (size_t) items < sizeof(section) / sizeof(*section) ? section[items] : NULL;
}

/* The label of SECTION.ID (id [length]); NULL: there is none. */
static const char *label_of(const ent_manifest *manifest, const char *section, const char *id, size_t length)
{
    size_t before = strlen(section);

    for (size_t i = 0; i < manifest->labels; i++) {
        const char *path = manifest->label[i].name;
        if (strncmp(path, section, before) == 0 && path[before] == '.' && strncmp(path + before + 1, id, length) == 0 &&
            path[before + 1 + length] == '\0') {
            return manifest->label[i].label;
        }
    }
    return NULL;
}

/* The id that stands for the asterisk of the column's name; NULL: the name is of another form. */
static const char *id_in(const ent_column *column, const char *name, size_t *length)
{
    const char *star = strchr(column->name, '*');
    size_t before = star != NULL ? (size_t) (star - column->name) : 0;
    size_t after = star != NULL ? strlen(star + 1) : 0;
    size_t whole = strlen(name);

    if (star == NULL || whole <= before + after || strncmp(name, column->name, before) != 0 ||
        strcmp(name + whole - after, star + 1) != 0) {
        return NULL;
    }
    *length = whole - before - after;
    return name + before;
}

/* Whether a name is that of the column alone, or of one of its items, whose label is set. */
static bool is_column(const ent_column *column, const ent_manifest *manifest, const char *name, const char **label)
{
    const char *section = section_of(column->items);
    size_t length = 0;
    const char *id;

    *label = NULL;
    if (column->items == ENT_ITEMS_NONE) {
        return strcmp(column->name, name) == 0;
    }
    if (column->items == ENT_ITEMS_SEVERAL_FORCES) {
        return strcmp(name, "force") == 0;
    }
    id = section != NULL ? id_in(column, name, &length) : NULL;
    *label = id != NULL ? label_of(manifest, section, id, length) : NULL;
    return *label != NULL;
}

/* Whether a name can be one of items that have no labels: paths of settings, levels. */
static bool is_unlabelled(const ent_column *column, const char *name)
{
    size_t length = 0;

    return (column->items == ENT_ITEMS_UNKNOWNS || column->items == ENT_ITEMS_SWEPT_PATHS ||
               column->items == ENT_ITEMS_LEVELS) &&
           id_in(column, name, &length) != NULL;
}

/* First of the columns that are repeated together with column c. */
static size_t group_start(const ent_table *table, size_t c)
{
    while (c > 0 && table->column[c].items != ENT_ITEMS_NONE && table->column[c - 1].items == table->column[c].items) {
        c--;
    }
    return c;
}

/* Index of the column of a name, at `from` or later; table->columns: none. An item is told by its label; only a name
 * that no column claims so is one of the items without labels. */
static size_t find_column(
    const ent_table *table, const ent_manifest *manifest, const char *name, size_t from, const char **label)
{
    for (size_t c = from; c < table->columns; c++) {
        if (is_column(&table->column[c], manifest, name, label)) {
            return c;
        }
    }
    for (size_t c = from; c < table->columns; c++) {
        if (is_unlabelled(&table->column[c], name)) {
            return c;
        }
    }
    return table->columns;
}

void ent_table_columns_find(ent_table_column *found, const ent_table *table, const ent_manifest *manifest,
    const char *const *name, size_t names)
{
    size_t from = 0;

    for (size_t i = 0; i < names; i++) {
        const char *label = NULL;
        size_t c = find_column(table, manifest, name[i], from, &label);
        found[i] = (ent_table_column){.column = c < table->columns ? &table->column[c] : NULL, .label = label};
        if (c < table->columns) {
            from = table->column[c].items == ENT_ITEMS_NONE ? c + 1 : group_start(table, c);
        }
    }
}
