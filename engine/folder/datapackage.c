#include "folder/datapackage.h"

#include "base/inner_file.h"
#include "base/status.h"
#include "base/utf8.h"
#include "folder/table_columns.h"
#include "folder/whole_file.h"
#include "tables/format/csv_reader.h"
#include "tables/tables.h"
#include "tables/units.h"
#include "wording/measure_words.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the headline of all rows is. */
typedef enum headline_kind { HEADLINE_MIXED, HEADLINE_PROBABILITY, HEADLINE_MEAN } headline_kind;

/* The description under construction; status keeps the first failure. */
typedef struct package {
    const char *folder;
    const ent_manifest *manifest;
    ent_diagnostics *diagnostics;
    ent_arena arena;
    headline_kind headline;
    const char *unit; /* Of the measure whose mean the headline is; NULL: not known */
    int status;
} package;

/* A table of the folder. */
typedef struct table_file {
    const ent_table *table;
    const ent_manifest_hash *hash;
    ent_csv names; /* its column names alone */
    uint64_t bytes;
    bool marked; /* begins with a byte-order mark */
} table_file;

/* --- JSON --------------------------------------------------------------------------------------------------------- */

static void keep(package *self, const void *made)
{
    self->status = made == NULL && self->status == ENT_OK ? ENT_ERR_NO_MEMORY : self->status;
}

static void add_text(package *self, cJSON *object, const char *key, const char *text)
{
    keep(self, cJSON_AddStringToObject(object, key, text));
}

/* A text that may be missing: then there is no such key. */
static void add_some_text(package *self, cJSON *object, const char *key, const char *text)
{
    if (text != NULL && *text != '\0') {
        add_text(self, object, key, text);
    }
}

static void add_number(package *self, cJSON *object, const char *key, double x)
{
    keep(self, cJSON_AddNumberToObject(object, key, x));
}

/* Appends a text to a list. */
static void append_text(package *self, cJSON *list, const char *text)
{
    cJSON *item = text != NULL ? cJSON_CreateString(text) : NULL;

    keep(self, item);
    if (item != NULL && !cJSON_AddItemToArray(list, item)) {
        cJSON_Delete(item);
        keep(self, NULL);
    }
}

/* Appends a new object to a list; NULL when memory is out. */
static cJSON *append_object(package *self, cJSON *list)
{
    cJSON *item = cJSON_CreateObject();

    if (item != NULL && !cJSON_AddItemToArray(list, item)) {
        cJSON_Delete(item);
        item = NULL;
    }
    keep(self, item);
    return item;
}

/* A text as a name of the standard: small letters, digits, and `-` for all others but `_` and `.`. NULL when memory is
 * out, for `text` too. */
static const char *name_of(package *self, const char *text)
{
    char *name = text != NULL ? ent_arena_strdup(&self->arena, text) : NULL;

    keep(self, name);
    for (char *c = name; c != NULL && *c != '\0'; c++) {
        if (*c >= 'A' && *c <= 'Z') {
            *c = (char) (*c - 'A' + 'a');
        } else if (!((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') || *c == '_' || *c == '.')) {
            *c = '-';
        }
    }
    return name;
}

/* --- the headline ------------------------------------------------------------------------------------------------- */

/* Takes in the headline of a row. */
static void see_headline(package *self, const char *expression, bool first)
{
    char id[ENT_WORDING_BYTES];
    headline_kind kind = ent_measure_of_expression(expression, id) ? HEADLINE_MEAN : HEADLINE_PROBABILITY;

    self->headline = first || self->headline == kind ? kind : HEADLINE_MIXED;
    if (first && kind == HEADLINE_MEAN) {
        const char *path = ent_arena_printf(&self->arena, "measures.%s.unit", id);
        keep(self, path);
        for (size_t i = 0; path != NULL && i < self->manifest->labels; i++) {
            self->unit = strcmp(self->manifest->label[i].name, path) == 0 ? self->manifest->label[i].label : self->unit;
        }
    }
}

/* Reads a table of the folder. Returns false, with the status of the package, where it cannot be read or memory is out;
 * and false alone where another hand has made it no table. */
static bool read_table(package *self, ent_csv *csv, const char *name)
{
    int status = ent_csv_read(csv, self->folder, name);

    if (status == ENT_ERR_IO && csv->line == 0) {
        self->status = ent_file_failure(self->diagnostics, "read", self->folder, name);
    } else if (status == ENT_ERR_NO_MEMORY) {
        self->status = status;
    }
    return status == ENT_OK;
}

/* Takes in the headline of every row of a table: a variant or a sweep may have another. */
static void see_headlines_of(package *self, const ent_manifest_hash *file, size_t files, const ent_table *table)
{
    for (size_t i = 0; i < files && self->status == ENT_OK; i++) {
        ent_csv csv = {0};
        bool whole = strcmp(file[i].name, table->file) == 0 && read_table(self, &csv, table->file);
        size_t column = ent_csv_column(&csv, "expression");
        for (size_t row = 0; whole && column != ENT_CSV_NONE && row < csv.rows; row++) {
            see_headline(self, ent_csv_cell(&csv, row, column), false);
        }
        ent_csv_free(&csv);
    }
}

static void find_headline(package *self, const ent_manifest_hash *file, size_t files)
{
    if (self->manifest->headline != NULL && *self->manifest->headline != '\0') {
        see_headline(self, self->manifest->headline, true);
        see_headlines_of(self, file, files, &ent_table_headline);
        see_headlines_of(self, file, files, &ent_table_sweeps);
    }
}

/* The descriptor of a column's unit in this folder: where the headline can be a mean, it may be known to be none. */
static const ent_unit *unit_here(const package *self, const ent_column *column)
{
    const char *name = column->unit;

    if (self->headline == HEADLINE_PROBABILITY && strcmp(name, ENT_UNIT_HEADLINE) == 0) {
        name = ENT_UNIT_PROBABILITY;
    } else if (self->headline == HEADLINE_PROBABILITY && strcmp(name, ENT_UNIT_HEADLINE_DIFFERENCE) == 0) {
        name = ENT_UNIT_DIFFERENCE;
    }
    return ent_unit_find(name);
}

/* The unit in words: that of the measure whose mean the headline is. */
static const char *unit_words(const package *self, const ent_unit *unit)
{
    bool of_mean = self->headline == HEADLINE_MEAN && self->unit != NULL && *self->unit != '\0';
    bool of_headline =
        strcmp(unit->name, ENT_UNIT_HEADLINE) == 0 || strcmp(unit->name, ENT_UNIT_HEADLINE_DIFFERENCE) == 0;

    return of_mean && of_headline ? self->unit : unit->name;
}

/* --- fields ------------------------------------------------------------------------------------------------------- */

/* Whether every cell of a column of a file is a number or empty; false for a file that is no table. */
static bool is_numeric(package *self, const table_file *file, size_t column)
{
    ent_csv csv = {0};
    bool numeric = read_table(self, &csv, file->table->file);

    for (size_t row = 0; numeric && row < csv.rows; row++) {
        numeric = *ent_csv_cell(&csv, row, column) == '\0' || !isnan(ent_csv_number(&csv, row, column));
    }
    ent_csv_free(&csv);
    return numeric;
}

static const char *type_of(package *self, const ent_unit *unit, const table_file *file, size_t column)
{
    switch (unit->type) {
    case ENT_UNIT_INTEGER:
        return "integer";
    case ENT_UNIT_NUMBER:
        return "number";
    case ENT_UNIT_SETTING:
        return is_numeric(self, file, column) ? "number" : "string";
    case ENT_UNIT_TEXT:
    default:
        return "string";
    }
}

/* The texts that the cells of a column may hold, as a list. */
static void add_values(package *self, cJSON *constraints, const char *values)
{
    cJSON *list = cJSON_AddArrayToObject(constraints, "enum");

    keep(self, list);
    while (*values != '\0' && list != NULL) {
        size_t length = strcspn(values, " ");
        append_text(self, list, ent_arena_strndup(&self->arena, values, length));
        values += length + (values[length] == ' ' ? 1 : 0);
    }
}

static void add_constraints(package *self, cJSON *field, const ent_column *column, const ent_unit *unit)
{
    bool least = isfinite(unit->minimum);
    bool most = isfinite(unit->maximum);
    cJSON *constraints = least || most || column->values != NULL ? cJSON_AddObjectToObject(field, "constraints") : NULL;

    if (constraints == NULL) {
        self->status = least || most || column->values != NULL ? ENT_ERR_NO_MEMORY : self->status;
        return;
    }
    if (least) {
        add_number(self, constraints, "minimum", unit->minimum);
    }
    if (most) {
        add_number(self, constraints, "maximum", unit->maximum);
    }
    if (column->values != NULL) {
        add_values(self, constraints, column->values);
    }
}

static void add_field(package *self, cJSON *fields, const table_file *file, size_t c, const ent_table_column *found)
{
    cJSON *field = append_object(self, fields);
    const ent_unit *unit = found->column != NULL ? unit_here(self, found->column) : NULL;

    if (field == NULL) {
        return;
    }
    add_text(self, field, "name", file->names.cell[c]);
    add_some_text(self, field, "title", found->label);
    add_text(self, field, "type", unit != NULL ? type_of(self, unit, file, c) : "any");
    if (unit != NULL) {
        add_text(self, field, "unit", unit_words(self, unit));
        add_text(self, field, "description", found->column->about);
        add_constraints(self, field, found->column, unit);
    }
}

static void add_schema(package *self, cJSON *resource, const table_file *file)
{
    size_t columns = file->names.columns;
    cJSON *schema = cJSON_AddObjectToObject(resource, "schema");
    cJSON *fields = schema != NULL ? cJSON_AddArrayToObject(schema, "fields") : NULL;
    cJSON *missing = schema != NULL ? cJSON_AddArrayToObject(schema, "missingValues") : NULL;
    ent_table_column *found = ent_arena_array(&self->arena, columns, sizeof(*found));

    if (fields == NULL || missing == NULL || found == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
        return;
    }
    ent_table_columns_find(found, file->table, self->manifest, file->names.cell, columns);
    for (size_t c = 0; c < columns && self->status == ENT_OK; c++) {
        add_field(self, fields, file, c, &found[c]);
    }
    append_text(self, missing, "");
}

/* --- resources ---------------------------------------------------------------------------------------------------- */

/* As engine/tables/format/csv_writer.h writes them. */
static void add_dialect(package *self, cJSON *resource)
{
    cJSON *dialect = cJSON_AddObjectToObject(resource, "dialect");

    keep(self, dialect);
    if (dialect != NULL) {
        add_text(self, dialect, "delimiter", ",");
        add_text(self, dialect, "lineTerminator", "\r\n");
        add_text(self, dialect, "quoteChar", "\"");
        keep(self, cJSON_AddTrueToObject(dialect, "doubleQuote"));
        keep(self, cJSON_AddFalseToObject(dialect, "skipInitialSpace"));
        keep(self, cJSON_AddTrueToObject(dialect, "header"));
    }
}

static void add_resource(package *self, cJSON *resources, const table_file *file)
{
    cJSON *resource = append_object(self, resources);
    const char *name = file->table->file;

    if (resource == NULL) {
        return;
    }
    add_text(self, resource, "profile", "tabular-data-resource");
    add_text(
        self, resource, "name", name_of(self, ent_arena_printf(&self->arena, "%.*s", (int) strcspn(name, "."), name)));
    add_text(self, resource, "path", name);
    add_text(self, resource, "description", file->table->about);
    add_text(self, resource, "format", "csv");
    add_text(self, resource, "mediatype", "text/csv");
    add_text(self, resource, "encoding", "utf-8");
    if (file->marked) {
        keep(self, cJSON_AddTrueToObject(resource, "byteOrderMark"));
    }
    add_number(self, resource, "bytes", (double) file->bytes);
    add_text(self, resource, "hash", ent_arena_printf(&self->arena, "sha256:%s", file->hash->sha256));
    add_dialect(self, resource);
    add_schema(self, resource, file);
}

/* --- the tables of the folder ------------------------------------------------------------------------------------- */

/* Reads the first line of an open file. ENT_ERR_IO with errno, which stays as it is where the line is missing or no
 * row; ENT_ERR_NO_MEMORY. */
static int read_names(table_file *self, FILE *stream)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t length = getline(&line, &room, stream);
    int status = length >= 0       ? ent_csv_parse(&self->names, line, (size_t) length)
                 : errno == ENOMEM ? ENT_ERR_NO_MEMORY
                                   : ENT_ERR_IO;

    self->marked = length > 0 && line[0] == '\xEF';
    free(line);
    return status;
}

static int open_table(table_file *self, const package *whole)
{
    int descriptor = ent_inner_open(whole->folder, self->table->file, O_RDONLY);
    FILE *stream = descriptor >= 0 ? fdopen(descriptor, "rb") : NULL;
    struct stat about;
    int status = ENT_ERR_IO;

    errno = stream == NULL ? errno : 0;
    if (stream != NULL && fstat(descriptor, &about) == 0) {
        self->bytes = (uint64_t) about.st_size;
        status = read_names(self, stream);
    }
    if (status == ENT_ERR_IO && stream != NULL && errno == 0) { /* it was read */
        ent_diagnostics_add(whole->diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL, NULL,
            "%s/%s: line 1 is no CSV row of this table", whole->folder, self->table->file);
    } else if (status == ENT_ERR_IO) {
        status = ent_file_failure(whole->diagnostics, "read", whole->folder, self->table->file);
    }
    if (stream != NULL) {
        (void) fclose(stream); /* it was only read */
    } else if (descriptor >= 0) {
        close(descriptor);
    }
    return status;
}

/* Adds a table, where it is one of the files. */
static void add_table(
    package *self, cJSON *resources, const ent_table *table, const ent_manifest_hash *file, size_t files)
{
    for (size_t i = 0; i < files && self->status == ENT_OK; i++) {
        if (strcmp(file[i].name, table->file) == 0) {
            table_file one = {.table = table, .hash = &file[i]};
            self->status = open_table(&one, self);
            if (self->status == ENT_OK) {
                add_resource(self, resources, &one);
            }
            ent_csv_free(&one.names);
        }
    }
}

/* The publications that the scenario names. */
static void add_sources(package *self, cJSON *object)
{
    cJSON *list = self->manifest->sources > 0 ? cJSON_AddArrayToObject(object, "sources") : NULL;

    for (size_t i = 0; i < self->manifest->sources && self->status == ENT_OK; i++) {
        cJSON *source = list != NULL ? append_object(self, list) : NULL;
        keep(self, source);
        if (source != NULL) {
            add_text(self, source, "title", self->manifest->source[i]);
        }
    }
}

static cJSON *describe(package *self, const ent_manifest_hash *file, size_t files)
{
    cJSON *object = cJSON_CreateObject();
    const ent_manifest *manifest = self->manifest;
    cJSON *resources;

    add_text(self, object, "profile", "tabular-data-package");
    add_text(self, object, "name", name_of(self, manifest->scenario != NULL ? manifest->scenario : ""));
    add_some_text(self, object, "title", manifest->title);
    add_some_text(self, object, "description", manifest->notes);
    add_text(self, object, "program",
        ent_arena_printf(&self->arena, "%s %s", manifest->program != NULL ? manifest->program : "",
            manifest->version != NULL ? manifest->version : ""));
    add_sources(self, object);
    resources = cJSON_AddArrayToObject(object, "resources");
    keep(self, resources);
    for (size_t t = 0; t < ENT_TABLES_COUNT && self->status == ENT_OK; t++) {
        add_table(self, resources, ent_tables[t], file, files);
    }
    return object;
}

/* The printed object, with a line end, as valid UTF-8; freed by the caller. NULL when memory is out. */
static char *print(const cJSON *object)
{
    char *printed = cJSON_Print(object);
    char *valid = printed != NULL ? ent_utf8_valid_copy(printed) : NULL;
    size_t length = valid != NULL ? strlen(valid) : 0;
    char *text = valid != NULL ? realloc(valid, length + 2) : NULL;

    cJSON_free(printed);
    if (text == NULL) {
        free(valid);
        return NULL;
    }
    memcpy(text + length, "\n", 2);
    return text;
}

int ent_datapackage_text(const char *folder, const ent_manifest *manifest, const ent_manifest_hash *file, size_t files,
    char **text, ent_diagnostics *diagnostics)
{
    package self = {.folder = folder, .manifest = manifest, .diagnostics = diagnostics, .status = ENT_OK};
    cJSON *object;

    *text = NULL;
    find_headline(&self, file, files);
    object = describe(&self, file, files);
    if (self.status == ENT_OK && cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(object, "resources")) > 0) {
        *text = print(object);
        keep(&self, *text);
    }
    cJSON_Delete(object);
    ent_arena_free(&self.arena);
    return self.status;
}
