#include "settings/tables/rows.h"

#include "base/status.h"
#include "settings/assignment/assignment_value.h"
#include "settings/parser.h"
#include "settings/writing/quoted.h"

#include <stdarg.h>
#include <string.h>

void ent_table_rows_fail(
    ent_table_rows *self, ent_position at, const ent_setting *setting, const char *help, const char *format, ...)
{
    const char *path = ent_setting_path(setting, self->arena);
    va_list args;
    const char *text;

    self->errors++;
    if (self->errors > ENT_PARSER_ERRORS) {
        return;
    }
    va_start(args, format);
    text = ent_arena_vprintf(self->arena, format, args);
    va_end(args);
    if (path == NULL || text == NULL) {
        self->diagnostics->no_memory = 1;
        return;
    }
    ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, at, path, help, "%s", text);
    if (self->errors == ENT_PARSER_ERRORS) {
        ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, at, path, NULL,
            "that is mistake number %d: the rest of the table is not read", ENT_PARSER_ERRORS);
    }
}

/* --- cells -------------------------------------------------------------------------------------------------------- */

/* Reads a list in parentheses, or one value in place of a list of one, as an assignment does. */
static int read_list(ent_table_rows *self, const ent_mapped_text *text, ent_setting *setting)
{
    ent_assignment_text assignment = {.arena = self->arena,
        .diagnostics = self->diagnostics,
        .text = text->text,
        .at = setting->at,
        .map = text->map,
        .value = {0, text->length},
        .path_text = ent_setting_path(setting, self->arena)};
    ent_setting made;
    int status = ENT_ERR_NO_MEMORY;

    if (assignment.path_text != NULL) {
        status = ent_assignment_value(&assignment, setting->name, NULL, &made);
    }
    if (status == ENT_OK) {
        ent_setting_take(setting, &made);
        return assignment.no_memory ? ENT_ERR_NO_MEMORY : ENT_OK;
    }
    if (status == ENT_ERR_SCENARIO) {
        self->errors++;
        setting->wrong = 1;
        self->wrong = true;
        status = ENT_OK;
    }
    return status;
}

/* Sets *text to the cell's text in the spelling of formulas. */
static int spell(ent_table_rows *self, const ent_column *column, ent_mapped_text *text, ent_setting *setting)
{
    ent_spelling spelling;
    int status = ent_cell_spelling(&spelling, text, self->style, column->kind == ENT_COLUMN_NUMBERS, self->arena);

    if (status == ENT_OK && spelling.error.message != NULL) {
        ent_position at = ent_map_position(
            self->sheet->source, text->map, text->length, spelling.error.offset, spelling.error.length);
        ent_table_rows_fail(self, at, setting, spelling.error.help, "%s", spelling.error.message);
        setting->wrong = 1;
        self->wrong = true;
    } else if (status == ENT_OK) {
        *text = spelling.text;
    }
    return status;
}

int ent_table_rows_value(
    ent_table_rows *self, const ent_column *column, const ent_sheet_cell *cell, ent_setting *setting)
{
    ent_mapped_text text;
    int status = ent_sheet_text(self->sheet, cell, self->arena, &text);

    setting->at = ent_sheet_position(self->sheet, cell);
    if (status == ENT_OK && column->kind != ENT_COLUMN_TEXT && column->kind != ENT_COLUMN_TEXTS) {
        status = spell(self, column, &text, setting);
    }
    if (status != ENT_OK) {
        return status;
    }
    setting->type = ENT_SETTING_STRING;
    setting->text = text.text;
    setting->map = text.map;
    if (!setting->wrong && (column->kind == ENT_COLUMN_NUMBERS || column->kind == ENT_COLUMN_TEXTS)) {
        status = read_list(self, &text, setting);
    }
    return status;
}

int ent_table_group(ent_setting *entry, const char *path, size_t leave, ent_position at, ent_arena *arena,
    ent_setting **group, const char **rest)
{
    size_t names = 1;

    for (const char *c = path; *c != '\0'; c++) {
        names += *c == '.' ? 1 : 0;
    }
    *group = entry;
    for (; names > leave; names--) {
        size_t length = strcspn(path, ".");
        const char *name = ent_arena_strndup(arena, path, length);
        ent_setting *next = name != NULL ? ent_setting_get(*group, name) : NULL;
        if (next == NULL && name != NULL) {
            next = ent_setting_add(*group, name, ENT_SETTING_GROUP, arena);
            if (next != NULL) {
                next->at = next->name_at = at;
            }
        }
        if (next == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        if (next->type != ENT_SETTING_GROUP) {
            *group = NULL;
            return ENT_OK;
        }
        *group = next;
        path += length + (path[length] == '.' ? 1 : 0);
    }
    *rest = path;
    return ENT_OK;
}

/* Keeps a cell for the time when the options are known. */
static int keep_option(ent_table_rows *self, ent_setting *entry, const ent_column *column, const ent_sheet_cell *cell)
{
    ent_option_cell *kept = ent_arena_alloc(self->arena, sizeof(*kept));

    if (kept == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    kept->entry = entry->name;
    kept->column = column;
    kept->value.name = column->path;
    kept->value.parent = entry; /* for the path of messages */
    *self->end = kept;
    self->end = &kept->next;
    return ent_table_rows_value(self, column, cell, &kept->value);
}

static int read_cell(ent_table_rows *self, ent_setting *entry, const ent_column *column, const ent_sheet_cell *cell)
{
    ent_setting *group;
    ent_setting *setting;
    const char *name;
    int status;

    if (column->kind == ENT_COLUMN_OPTION) {
        return keep_option(self, entry, column, cell);
    }
    status = ent_table_group(entry, column->path, column->has_parts ? 0 : 1, column->at, self->arena, &group, &name);
    if (status != ENT_OK || group == NULL) { /* a column is either a value or a group, so none stands in the way */
        return status;
    }
    setting = ent_setting_add(group, column->has_parts ? "value" : name, ENT_SETTING_STRING, self->arena);
    if (setting == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    setting->name_at = ent_sheet_position(self->sheet, cell);
    return ent_table_rows_value(self, column, cell, setting);
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

/* The number of columns of the header, without empty ones at its end. */
static size_t columns_of(const ent_sheet *sheet)
{
    size_t count = sheet->row[0].count;

    while (count > 1 && ent_sheet_is_empty(&sheet->row[0].cell[count - 1])) {
        count--;
    }
    return count;
}

/* Refuses a row with another number of cells than the header; empty ones at its end do no harm. */
static bool check_length(ent_table_rows *self, const ent_sheet_row *row)
{
    size_t columns = columns_of(self->sheet);
    const char separator[] = {self->sheet->separator, '\0'};
    const char *named = *separator == ';' ? "a semicolon" : *separator == ',' ? "a comma" : "a tab";
    size_t count = row->count;

    while (count > columns && ent_sheet_is_empty(&row->cell[count - 1])) {
        count--;
    }
    if (count > columns) {
        ent_table_rows_fail(self, ent_sheet_position(self->sheet, &row->cell[columns]), self->section,
            ent_arena_printf(self->arena, "put a cell that holds %s in double quotes: \"0%s35\"", named,
                *separator == ',' ? separator : " … "),
            "the row has %zu cells, the header has %zu", count, columns);
    } else if (count < columns) {
        ent_table_rows_fail(self, ent_sheet_position(self->sheet, &row->cell[count - 1]), self->section,
            ent_arena_printf(self->arena, "write %s for each empty cell too", named),
            "the row has %zu cells, the header has %zu", count, columns);
    }
    return count == columns;
}

/* Returns the name of a row's entry; NULL after an error. */
static const char *check_name(ent_table_rows *self, const char *name, ent_position at)
{
    const ent_setting *earlier = ent_setting_get(self->section, name);

    if (*name == '\0') {
        ent_table_rows_fail(self, at, self->section, "write a name that formulas use: united_kingdom",
            "the row has no name in its first column");
    } else if (strlen(name) > ENT_PARSER_NAME_BYTES || strpbrk(name, "\n\t") != NULL) {
        ent_table_rows_fail(self, at, self->section, "the full name goes into a column `name`",
            "the first column has a text of several lines or of more than %d bytes, expected a name",
            ENT_PARSER_NAME_BYTES);
    } else if (ent_schema_is_label(name) || ent_schema_find(ENT_GROUP_ENTRIES, name) != NULL) {
        ent_table_rows_fail(self, at, self->section,
            ent_arena_printf(self->arena, "choose another, for example `%s_1`", name),
            "`%s` is a word of the language and cannot be a name", name);
    } else if (earlier != NULL) {
        ent_table_rows_fail(self, at, self->section, "give each row a name of its own, or remove one",
            "two rows are called `%s`: the other is on line %d", name, earlier->name_at.line);
    } else {
        return name;
    }
    return NULL;
}

static int read_row(ent_table_rows *self, const ent_sheet_row *row)
{
    ent_position at = ent_sheet_position(self->sheet, &row->cell[0]);
    size_t errors = self->errors;
    ent_setting *entry;
    ent_mapped_text name;
    int status = ent_sheet_text(self->sheet, &row->cell[0], self->arena, &name);

    if (status != ENT_OK) {
        return status;
    }
    if (!check_length(self, row) || check_name(self, name.text, at) == NULL) {
        self->incomplete = true;
        return ENT_OK;
    }
    entry = ent_setting_add(self->section, name.text, ENT_SETTING_GROUP, self->arena);
    if (entry == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    entry->at = entry->name_at = at;
    for (size_t i = 0; i < self->columns->count && status == ENT_OK; i++) {
        const ent_sheet_cell *cell = &row->cell[self->columns->item[i].index];
        if (!ent_sheet_is_empty(cell)) {
            status = read_cell(self, entry, &self->columns->item[i], cell);
        }
    }
    self->wrong = self->wrong || self->errors > errors;
    return status;
}

/* --- the spelling of numbers -------------------------------------------------------------------------------------- */

/* Sets *found where a number of a column is written with a decimal comma. */
static int look_for_commas(const ent_table_rows *self, const ent_column *column, ent_arena *arena, bool *found)
{
    int status = ENT_OK;

    for (size_t r = 1; r < self->sheet->rows && status == ENT_OK && !*found; r++) {
        const ent_sheet_row *row = &self->sheet->row[r];
        ent_mapped_text text;
        ent_spelling spelling = {.decimal_comma = false};
        if (column->index >= row->count || !row->cell[column->index].quoted) {
            continue; /* a comma that does not separate stands in quotes */
        }
        status = ent_sheet_text(self->sheet, &row->cell[column->index], arena, &text);
        if (status == ENT_OK) {
            status = ent_cell_spelling(&spelling, &text, self->style, column->kind == ENT_COLUMN_NUMBERS, arena);
        }
        *found = status == ENT_OK && spelling.decimal_comma;
    }
    return status;
}

/* A file separated by semicolons or tabs comes from a spreadsheet that may write 10.000 for ten thousand, and so does
 * one separated by commas where another number has a decimal comma. */
static int find_style(ent_table_rows *self)
{
    ent_arena arena = {0};
    bool commas = self->sheet->separator != ',';
    int status = ENT_OK;

    self->style = (ent_number_style){.comma_decimals = false};
    for (size_t i = 0; i < self->columns->count && status == ENT_OK && !commas; i++) {
        ent_column_kind kind = self->columns->item[i].kind;
        if (kind != ENT_COLUMN_TEXT && kind != ENT_COLUMN_TEXTS) {
            status = look_for_commas(self, &self->columns->item[i], &arena, &commas);
        }
    }
    ent_arena_free(&arena);
    self->style = (ent_number_style){.point_groups = commas, .comma_decimals = commas};
    return status;
}

int ent_table_rows_read(ent_table_rows *self)
{
    int status = find_style(self);

    self->end = &self->option;
    for (size_t r = 1; r < self->sheet->rows && status == ENT_OK && self->errors < ENT_PARSER_ERRORS; r++) {
        status = read_row(self, &self->sheet->row[r]);
    }
    self->incomplete = self->incomplete || self->errors >= ENT_PARSER_ERRORS;
    return self->diagnostics->no_memory ? ENT_ERR_NO_MEMORY : status;
}
