#include "report/run_data.h"
#include "base/to_count.h"

#include "base/inner_file.h"
#include "base/status.h"
#include "charts/layout/text_metrics.h"
#include "formula/calendar.h"
#include "report/live/live_page.h"
#include "tables/structure_rows.h"
#include "tables/warnings.h"
#include "wording/measure_words.h"

#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int fail(ent_diagnostics *diagnostics, const char *path, const char *what)
{
    ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL, NULL, "%s: %s", path, what);
    return ENT_ERR_IO;
}

static const char unreadable[] = "cannot be read: the page would lack it";

static const char *path_of(ent_run_data *self, const char *name)
{
    return ent_arena_printf(&self->arena, "%s/%s", self->folder, name);
}

const char *ent_run_data_format(ent_run_data *self, const char *format, ...)
{
    va_list args;
    const char *text;

    va_start(args, format);
    text = ent_arena_vprintf(&self->arena, format, args);
    va_end(args);
    self->no_memory = self->no_memory || text == NULL;
    return text != NULL ? text : "";
}

const char *ent_run_data_words(ent_run_data *self, const char *id)
{
    const char *text = ent_display_name(id, &self->capitals, &self->arena);

    self->no_memory = self->no_memory || text == NULL;
    return text != NULL ? text : "";
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

/* draws.csv may be larger than all other tables together, and the report shows none of it. */
static bool is_read(const ent_table *table)
{
    return table->when != ENT_TABLE_WITH_DRAWS;
}

static int read_table(ent_run_data *self, size_t table, ent_diagnostics *diagnostics)
{
    const char *path = path_of(self, ent_tables[table]->file);
    char reason[ENT_CSV_REASON];
    int status;

    if (path == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    if (ent_inner_kind_of(self->folder, ent_tables[table]->file) == ENT_INNER_MISSING) {
        return ENT_OK; /* a sweep's folder has no outcomes.csv, and so on */
    }
    status = ent_csv_read(&self->table[table], self->folder, ent_tables[table]->file);
    if (status == ENT_ERR_IO) {
        ent_csv_reason(&self->table[table], errno, reason);
        return fail(diagnostics, path, reason);
    }
    return status;
}

const ent_csv *ent_run_data_table(const ent_run_data *self, const ent_table *table)
{
    return &self->table[ent_table_index(table)];
}

const char *ent_run_data_text_at(const ent_run_data *self, const ent_table *table, size_t row, const char *column)
{
    const ent_csv *csv = ent_run_data_table(self, table);

    return row < csv->rows ? ent_csv_cell(csv, row, ent_csv_column(csv, column)) : "";
}

double ent_run_data_number_at(const ent_run_data *self, const ent_table *table, size_t row, const char *column)
{
    const ent_csv *csv = ent_run_data_table(self, table);

    return row < csv->rows ? ent_csv_number(csv, row, ent_csv_column(csv, column)) : NAN;
}

size_t ent_run_data_row(const ent_run_data *self, const ent_table *table, const char *variant, size_t from)
{
    const ent_csv *csv = ent_run_data_table(self, table);
    size_t column = ent_csv_column(csv, "variant");

    while (from < csv->rows && strcmp(ent_csv_cell(csv, from, column), variant) != 0) {
        from++;
    }
    return from < csv->rows ? from : csv->rows;
}

size_t ent_run_data_last_row(const ent_run_data *self, const ent_table *table, const char *variant)
{
    size_t rows = ent_run_data_table(self, table)->rows;
    size_t last = rows;

    for (size_t i = ent_run_data_row(self, table, variant, 0); i < rows;
         i = ent_run_data_row(self, table, variant, i + 1)) {
        last = i;
    }
    return last;
}

/* --- ranges across worlds ----------------------------------------------------------------------------------------- */

const char *ent_run_data_range_reason(const ent_run_data *self, const char *variant)
{
    static const char start[] = ENT_WARNING_RANGE ": ";
    const ent_table *table = &ent_table_warnings;
    size_t rows = ent_run_data_table(self, table)->rows;

    for (size_t i = ent_run_data_row(self, table, variant, 0); i < rows;
         i = ent_run_data_row(self, table, variant, i + 1)) {
        const char *text = ent_run_data_text_at(self, table, i, "warning");
        if (strcmp(ent_run_data_text_at(self, table, i, "path"), "headline") == 0 &&
            strncmp(text, start, sizeof(start) - 1) == 0) {
            return text + sizeof(start) - 1;
        }
    }
    return NULL;
}

/* Whether the register of assumptions has a factor, or a setting marked as unknown, with more than one value. */
static bool registers_unknowns(const ent_run_data *self, const char *variant)
{
    const ent_table *table = &ent_table_assumptions;
    size_t rows = ent_run_data_table(self, table)->rows;

    for (size_t i = ent_run_data_row(self, table, variant, 0); i < rows;
         i = ent_run_data_row(self, table, variant, i + 1)) {
        if (strstr(ent_run_data_text_at(self, table, i, "written"), "unknown(") != NULL ||
            strncmp(ent_run_data_text_at(self, table, i, "path"), "experts.", 8) == 0 ||
            (strncmp(ent_run_data_text_at(self, table, i, "path"), "factors.", 8) == 0 &&
                ent_run_data_number_at(self, table, i, "p05") < ent_run_data_number_at(self, table, i, "p95"))) {
            return true;
        }
    }
    return rows == 0;
}

bool ent_run_data_has_unknowns(const ent_run_data *self, const char *variant)
{
    const ent_table *table = &ent_table_headline;
    size_t row = ent_run_data_row(self, table, variant, 0);

    if (ent_run_data_range_reason(self, variant) != NULL ||
        !(ent_run_data_number_at(self, table, row, "worlds") >= 0)) {
        return true; /* without numbers of worlds the tables are not of this version */
    }
    if (isnan(ent_run_data_number_at(self, table, row, "probability"))) {
        return registers_unknowns(self, variant);
    }
    return !isnan(ent_run_data_number_at(self, table, row, "world_p05"));
}

const char *ent_run_data_date(ent_run_data *self, double month)
{
    double start = ent_structure_start(ent_run_data_table(self, &ent_table_assumptions));
    char text[ENT_CALENDAR_TEXT];

    if (isnan(start)) {
        return "";
    }
    ent_calendar_words(text, start + month);
    return ent_run_data_format(self, "%s", text);
}

/* --- manifest ----------------------------------------------------------------------------------------------------- */

static int read_manifest(ent_run_data *self, const char *text, ent_diagnostics *diagnostics)
{
    const char *path = path_of(self, "manifest.json");
    size_t length = text != NULL ? strlen(text) : 0;
    int status = path != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;

    if (status == ENT_OK && text == NULL) {
        text = ent_inner_read(self->folder, "manifest.json", &self->arena, &length, &status);
    }
    if (text == NULL) {
        return status != ENT_ERR_IO
                   ? status
                   : fail(diagnostics, path, "cannot be read: there is no finished run in this folder");
    }
    status = ent_manifest_read(&self->manifest, text, length, &self->arena);
    return status == ENT_ERR_IO ? fail(diagnostics, path, "is no manifest of a run") : status;
}

static int gather_variants(ent_run_data *self)
{
    self->variant = ent_arena_array(&self->arena, self->manifest.variants + 1, sizeof(*self->variant));
    if (self->variant == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < self->manifest.variants; i++) {
        self->variant[self->variants++] = self->manifest.variant[i].name;
    }
    if (self->variants == 0) {
        self->variant[self->variants++] = "base";
    }
    return ENT_OK;
}

/* Adds the capital words of a column of names. */
static int add_column_capitals(ent_run_data *self, const ent_table *table, const char *column)
{
    int status = ENT_OK;

    for (size_t i = 0; i < ent_run_data_table(self, table)->rows && status == ENT_OK; i++) {
        status = ent_capitals_add(&self->capitals, ent_run_data_text_at(self, table, i, column), &self->arena);
    }
    return status;
}

/* Finds the words that the names of the scenario write with capitals. */
static int collect_capitals(ent_run_data *self)
{
    int status = ent_capitals_add(&self->capitals, self->manifest.title, &self->arena);

    for (size_t i = 0; i < self->manifest.labels && status == ENT_OK; i++) {
        status = ent_capitals_add(&self->capitals, self->manifest.label[i].label, &self->arena);
    }
    if (status == ENT_OK) {
        status = add_column_capitals(self, &ent_table_outcomes, "name");
    }
    return status == ENT_OK ? add_column_capitals(self, &ent_table_contributors, "name") : status;
}

const char *ent_run_data_named(ent_run_data *self, const char *path)
{
    for (size_t i = 0; i < self->manifest.labels; i++) {
        if (strcmp(self->manifest.label[i].name, path) == 0 && self->manifest.label[i].label[0] != '\0') {
            const char *isolated = ent_chart_text_isolated(self->manifest.label[i].label, &self->arena);
            self->no_memory = self->no_memory || isolated == NULL;
            return isolated;
        }
    }
    return NULL;
}

const char *ent_run_data_label(ent_run_data *self, const char *section, const char *id)
{
    const char *named = ent_run_data_named(self, ent_run_data_format(self, "%s.%s", section, id));

    return named != NULL ? named : ent_run_data_words(self, id);
}

const char *ent_run_data_headline_measure(ent_run_data *self)
{
    const char *expression = ent_run_data_text_at(self, &ent_table_headline, 0, "expression");
    char id[ENT_WORDING_BYTES];

    return ent_measure_of_expression(*expression != '\0' ? expression : self->manifest.headline, id)
               ? ent_run_data_format(self, "%s", id)
               : NULL;
}

const char *ent_run_data_unit(ent_run_data *self, const char *measure)
{
    const char *unit = ent_run_data_named(self, ent_run_data_format(self, "measures.%s.unit", measure));

    return unit != NULL ? unit : "";
}

bool ent_run_data_truce_in_force(const ent_run_data *self)
{
    const ent_table *table = &ent_table_assumptions;
    size_t rows = ent_run_data_table(self, table)->rows;

    for (size_t row = ent_run_data_row(self, table, self->variant[0], 0); row < rows;
         row = ent_run_data_row(self, table, self->variant[0], row + 1)) {
        if (strcmp(ent_run_data_text_at(self, table, row, "path"), "truce.in_force") == 0) {
            return true;
        }
    }
    return false;
}

/* --- the scenario's text ------------------------------------------------------------------------------------------ */

const char *ent_run_data_scenario_file(size_t which, ent_arena *arena)
{
    return which == 0 ? ent_arena_strdup(arena, "scenario.cfg") : ent_arena_printf(arena, "base-%zu.cfg", which);
}

/* Not .csv, which is the ending of results. */
const char *ent_run_data_table_file(size_t which, ent_arena *arena)
{
    return ent_arena_printf(arena, "table-%zu.txt", which + 1);
}

/* Whether the manifest lists a file of the folder. */
static bool is_listed(const ent_run_data *self, const char *file)
{
    for (size_t i = 0; i < self->manifest.files; i++) {
        if (strcmp(self->manifest.file[i].name, file) == 0) {
            return true;
        }
    }
    return false;
}

/* Reads a file of the folder that was copied when the results were written. Where the manifest does not list it, as in
 * folders of older versions, and it is missing, its text is left out. A file that cannot be read, or is not the one
 * that was run, is an error: the page would leave out or misstate the source of the figures. */
static int read_text(
    ent_run_data *self, const char *file, const char *name, const char *sha256, ent_diagnostics *diagnostics)
{
    ent_run_data_text *it = &self->scenario[self->scenarios++];
    const char *path = file != NULL ? path_of(self, file) : NULL;
    char found[ENT_SHA256_TEXT];
    int status = ENT_OK;

    it->name = name;
    if (path == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    it->text = ent_inner_read(self->folder, file, &self->arena, &it->length, &status);
    if (it->text == NULL) {
        bool is_old = errno == ENOENT && !is_listed(self, file);
        return status != ENT_ERR_IO ? status : is_old ? ENT_OK : fail(diagnostics, path, unreadable);
    }
    ent_sha256(it->text, it->length, found);
    return strcmp(found, sha256) == 0
               ? ENT_OK
               : fail(diagnostics, path, "has been changed since the run: its hash is not that of manifest.json");
}

static int read_scenario(ent_run_data *self, ent_diagnostics *diagnostics)
{
    const ent_manifest *manifest = &self->manifest;
    const char *name = ent_arena_printf(&self->arena, "%s.cfg", manifest->scenario);
    int status;

    self->scenario = ent_arena_array(&self->arena, 1 + manifest->bases + manifest->tables, sizeof(*self->scenario));
    if (self->scenario == NULL || name == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    status = read_text(self, ent_run_data_scenario_file(0, &self->arena), name, manifest->sha256, diagnostics);
    for (size_t i = 0; i < manifest->bases && status == ENT_OK; i++) {
        const ent_manifest_hash *base = &manifest->base[i];
        status =
            read_text(self, ent_run_data_scenario_file(i + 1, &self->arena), base->name, base->sha256, diagnostics);
    }
    for (size_t i = 0; i < manifest->tables && status == ENT_OK; i++) {
        const ent_manifest_hash *table = &manifest->table[i];
        status = read_text(self, ent_run_data_table_file(i, &self->arena), table->name, table->sha256, diagnostics);
    }
    return status;
}

/* --- charts ------------------------------------------------------------------------------------------------------- */

static bool is_later(struct timespec a, struct timespec b)
{
    return a.tv_sec != b.tv_sec ? a.tv_sec > b.tv_sec : a.tv_nsec >= b.tv_nsec;
}

/* Time of the latest change of a table. */
static struct timespec tables_written(ent_run_data *self)
{
    struct timespec last = {0};
    struct stat about;

    for (size_t i = 0; i < ENT_TABLES_COUNT; i++) {
        const char *path = path_of(self, ent_tables[i]->file);
        if (is_read(ent_tables[i]) && path != NULL && stat(path, &about) == 0 && is_later(about.st_mtim, last)) {
            last = about.st_mtim;
        }
    }
    return last;
}

/* Files NAME.svg of charts/; names with other characters are temporary files or not written by this program. */
static int is_drawing(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);

    return length > 4 && entry->d_name[0] != '.' && strcmp(entry->d_name + length - 4, ".svg") == 0 &&
           strspn(entry->d_name, "abcdefghijklmnopqrstuvwxyz0123456789_-") == length - 4;
}

static int read_chart(ent_run_data *self, const char *file, struct timespec tables, ent_diagnostics *diagnostics)
{
    const char *path = ent_arena_printf(&self->arena, "%s/charts/%s", self->folder, file);
    ent_run_data_chart *it = &self->chart[self->charts];
    struct stat about;
    int status = ENT_OK;

    if (path == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    if (lstat(path, &about) != 0 || !is_later(about.st_mtim, tables)) {
        return ENT_OK;
    }
    it->name = ent_arena_strndup(&self->arena, file, strlen(file) - 4);
    it->svg = ent_inner_read(self->folder, path + strlen(self->folder) + 1, &self->arena, &it->length, &status);
    self->charts += it->svg != NULL && it->name != NULL ? 1 : 0;
    return status == ENT_ERR_IO ? fail(diagnostics, path, unreadable) : status;
}

static int read_charts(ent_run_data *self, ent_diagnostics *diagnostics)
{
    const char *path = path_of(self, "charts");
    struct dirent **entry = NULL;
    struct timespec tables = tables_written(self);
    int count = path != NULL ? scandir(path, &entry, is_drawing, alphasort) : -1;
    int status = path != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;

    self->chart = ent_arena_array(&self->arena, count > 0 ? (size_t) count : 1, sizeof(*self->chart));
    status = self->chart != NULL ? status : ENT_ERR_NO_MEMORY;
    for (int i = 0; i < count; i++) {
        if (status == ENT_OK) {
            status = read_chart(self, entry[i]->d_name, tables, diagnostics);
        }
        free(entry[i]);
    }
    free((void *) entry);
    return status;
}

const ent_run_data_chart *ent_run_data_chart_of(const ent_run_data *self, const char *name)
{
    for (size_t i = 0; i < self->charts; i++) {
        if (strcmp(self->chart[i].name, name) == 0) {
            return &self->chart[i];
        }
    }
    return NULL;
}

/* --- all of it ---------------------------------------------------------------------------------------------------- */

int ent_run_data_load(
    ent_run_data *self, const char *folder, const char *manifest, bool charts, ent_diagnostics *diagnostics)
{
    int status;

    *self = (ent_run_data){0};
    self->folder = ent_arena_strdup(&self->arena, folder);
    if (self->folder == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    status = read_manifest(self, manifest, diagnostics);
    for (size_t i = 0; i < ENT_TABLES_COUNT && status == ENT_OK; i++) {
        status = is_read(ent_tables[i]) ? read_table(self, i, diagnostics) : ENT_OK;
    }
    if (status == ENT_OK) {
        status = gather_variants(self);
    }
    if (status == ENT_OK) {
        status = collect_capitals(self);
    }
    if (status == ENT_OK) {
        status = read_scenario(self, diagnostics);
    }
    if (status == ENT_OK && charts) {
        status = read_charts(self, diagnostics);
    }
    self->live = status == ENT_OK && is_listed(self, ENT_LIVE_FILE) &&
                 ent_inner_kind_of(folder, ENT_LIVE_FILE) == ENT_INNER_FILE;
    return status;
}

void ent_run_data_free(ent_run_data *self)
{
    for (size_t i = 0; i < ENT_TABLES_COUNT; i++) {
        ent_csv_free(&self->table[i]);
    }
    ent_arena_free(&self->arena);
    *self = (ent_run_data){0};
}

uint64_t ent_run_data_draws(const ent_run_data *self)
{
    size_t row = self->variants > 0 ? ent_run_data_row(self, &ent_table_outcomes, self->variant[0], 0) : SIZE_MAX;
    double draws = ent_run_data_number_at(self, &ent_table_outcomes, row, "draws");

    return draws >= 1 ? ent_to_count(draws) : self->manifest.worlds * self->manifest.replications;
}
