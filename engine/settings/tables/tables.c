#include "settings/tables/tables.h"

#include "base/status.h"
#include "settings/schema.h"
#include "settings/tables/characters.h"
#include "settings/tables/option_columns.h"
#include "settings/tables/rows.h"

#include <string.h>

static const char setting_name[] = "table";

typedef struct expanding {
    const char *from; /* path of the scenario file */
    ent_tree_files *tables;
    const ent_file_loading *loading;
    ent_tables_found *found;
} expanding;

/* --- the file ----------------------------------------------------------------------------------------------------- */

/* Finds a file that was read before; NULL for none. */
static int find_file(const expanding *self, const char *path, ent_tree_file **file)
{
    ent_arena *arena = self->loading->arena;
    const char *normal = ent_path_normal(path, arena);

    *file = NULL;
    for (size_t i = 0; normal != NULL && *file == NULL && i < self->tables->count; i++) {
        const char *known = ent_path_normal(self->tables->item[i]->path, arena);
        if (known == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        *file = strcmp(known, normal) == 0 ? self->tables->item[i] : NULL;
    }
    return normal != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

/* Opens the file that `table` names. *file is NULL after an error. */
static int open_file(const expanding *self, const ent_setting *table, ent_tree_file **file)
{
    ent_arena *arena = self->loading->arena;
    const char *setting = ent_setting_path(table, arena);
    const char *path = ent_path_beside(self->from, table->text, arena);
    int status = setting != NULL && path != NULL ? find_file(self, path, file) : ENT_ERR_NO_MEMORY;

    if (status == ENT_OK && *file == NULL && self->tables->count == ENT_TREE_TABLES) {
        ent_diagnostics_add(self->loading->diagnostics, ENT_SEVERITY_ERROR, table->at, setting, NULL,
            "more than %d tables", ENT_TREE_TABLES);
        return ENT_OK;
    }
    if (status == ENT_OK && *file == NULL) {
        *file = ent_tree_files_add(self->tables, path, arena);
        status = *file != NULL ? ent_tree_file_read(*file, self->loading, table->at, setting) : ENT_ERR_NO_MEMORY;
    }
    if (status != ENT_OK || (*file)->bytes == NULL) {
        *file = NULL;
    }
    return status == ENT_ERR_IO ? ENT_OK : status;
}

/* --- one section -------------------------------------------------------------------------------------------------- */

/* Merges a section of the file into the rows, and gives it the result. */
static int merge(ent_table_rows *rows, ent_setting *section)
{
    int status = ent_setting_merge(rows->section, section, rows->arena);

    if (status == ENT_OK) {
        section->child = rows->section->child;
        section->count = rows->section->count;
        section->capacity = rows->section->capacity;
        for (size_t i = 0; i < section->count; i++) {
            section->child[i]->parent = section;
        }
        status = ent_option_columns_apply(rows, section);
    }
    return status;
}

static int read_rows(const expanding *self, const ent_sheet *sheet, const ent_columns *columns, ent_setting *section)
{
    ent_arena *arena = self->loading->arena;
    ent_setting *made = ent_arena_alloc(arena, sizeof(*made));
    ent_table_rows rows = {
        .sheet = sheet, .columns = columns, .arena = arena, .diagnostics = self->loading->diagnostics, .section = made};
    int status;

    if (made == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    made->name = section->name;
    made->parent = section->parent;
    made->type = ENT_SETTING_GROUP;
    made->text = "";
    status = ent_table_rows_read(&rows);
    if (status == ENT_OK) {
        status = merge(&rows, section);
    }
    self->found->wrong = self->found->wrong || rows.wrong;
    self->found->incomplete = self->found->incomplete || rows.incomplete;
    return status;
}

static int read_table(const expanding *self, const ent_source *source, ent_setting *section, const ent_group *group)
{
    ent_arena *arena = self->loading->arena;
    ent_diagnostics *diagnostics = self->loading->diagnostics;
    const char *path = ent_setting_path(section, arena);
    ent_sheet sheet;
    ent_columns columns;
    int status = path != NULL ? ent_table_characters(source, path, diagnostics) : ENT_ERR_NO_MEMORY;

    if (status == ENT_OK) {
        status = ent_sheet_read(&sheet, source, arena, path, diagnostics);
    }
    if (status == ENT_OK) {
        status = ent_columns_read(
            &columns, &sheet, group != NULL ? *group : ENT_GROUP_ROOT, group != NULL, path, arena, diagnostics);
    }
    if (status == ENT_OK) {
        status = read_rows(self, &sheet, &columns, section);
    }
    if (status == ENT_ERR_SCENARIO) {
        self->found->incomplete = true;
        status = ENT_OK;
    }
    return status;
}

static void remove_child(ent_setting *group, const ent_setting *child)
{
    size_t kept = 0;

    for (size_t i = 0; i < group->count; i++) {
        if (group->child[i] != child) {
            group->child[kept++] = group->child[i];
        }
    }
    group->count = kept;
}

/* Expands the `table` of a section, if it has one. group: of its entries; NULL: not known. */
static int expand_section(const expanding *self, ent_setting *section, const ent_group *group)
{
    ent_setting *table = ent_setting_get(section, setting_name);
    ent_tree_file *file = NULL;
    int status;

    if (table == NULL) {
        return ENT_OK;
    }
    if (table->type != ENT_SETTING_STRING || *table->text == '\0' || table->wrong) {
        if (!table->wrong) {
            ent_diagnostics_add(self->loading->diagnostics, ENT_SEVERITY_ERROR, table->at,
                ent_setting_path(table, self->loading->arena), "table = \"pledges.csv\";",
                "expected the name of a CSV file in quotes");
        }
        self->found->incomplete = true;
        return ENT_OK;
    }
    remove_child(section, table);
    status = open_file(self, table, &file);
    if (status == ENT_OK && file == NULL) {
        self->found->incomplete = true;
        return ENT_OK;
    }
    return status == ENT_OK ? read_table(self, &file->source, section, group) : status;
}

/* --- all sections ------------------------------------------------------------------------------------------------- */

/* Expands the sections among the settings of a group, and in the groups below it. */
static int expand_group(const expanding *self, const ent_setting *settings, ent_group group)
{
    int status = ENT_OK;

    for (size_t i = 0; settings->type == ENT_SETTING_GROUP && i < settings->count && status == ENT_OK; i++) {
        const ent_schema_row *row = ent_schema_find(group, settings->child[i]->name);
        ent_group inside;
        bool known = row != NULL && ent_schema_inside(row, &inside);
        if (row != NULL && row->shape == ENT_SHAPE_ENTRIES) {
            status = expand_section(self, settings->child[i], known ? &inside : NULL);
        } else if (known && row->shape == ENT_SHAPE_GROUP) {
            status = expand_group(self, settings->child[i], inside); /* at most two groups deep, as the schema is */
        }
    }
    return status;
}

int ent_tables_expand(ent_setting *root, const char *from, ent_tree_files *tables, const ent_file_loading *loading,
    ent_tables_found *found)
{
    const expanding self = {.from = from, .tables = tables, .loading = loading, .found = found};

    return expand_group(&self, root, ENT_GROUP_ROOT);
}
