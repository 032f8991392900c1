/* Contents of a results folder, loaded for the report: tables, manifest, text of the scenario, charts. The sections
 * read no file themselves. */
#ifndef ENT_REPORT_RUN_DATA_H
#define ENT_REPORT_RUN_DATA_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "folder/manifest_read.h"
#include "tables/format/csv_reader.h"
#include "tables/tables.h"
#include "wording/display_name.h"

#include <stdbool.h>
#include <stddef.h>

/* Text of a scenario file. */
typedef struct ent_run_data_text {
    const char *name; /* as given by the user */
    const char *text; /* NULL: not in the folder, or with another SHA-256 than in the manifest */
    size_t length;
} ent_run_data_text;

/* One chart; name: of its file without extension ("outcomes"). */
typedef struct ent_run_data_chart {
    const char *name;
    const char *svg;
    size_t length;
} ent_run_data_chart;

typedef struct ent_run_data {
    ent_arena arena;
    const char *folder;
    ent_manifest manifest;           /* strings in the arena, never NULL */
    ent_csv table[ENT_TABLES_COUNT]; /* in the order of ent_tables; draws.csv is not read */
    const char **variant;            /* ids, base first */
    size_t variants;
    ent_capitals capitals;       /* words that the names of the scenario write with capitals */
    ent_run_data_text *scenario; /* the scenario, its bases, then their tables */
    size_t scenarios;
    ent_run_data_chart *chart;
    size_t charts;
    bool live;      /* the page that holds the scenario and the program is in the folder (live/live_page.h) */
    bool no_memory; /* an allocation failed and a text is missing: the page must not be written */
} ent_run_data;

/* Number of draws of the base that were simulated; of an interrupted run, those before the interrupt. */
uint64_t ent_run_data_draws(const ent_run_data *self);

/* File name of the copy of scenario text `which` in the folder: 0 is "scenario.cfg", 1 "base-1.cfg" ... Allocated in
 * `arena`; NULL when memory is out. */
const char *ent_run_data_scenario_file(size_t which, ent_arena *arena);

/* File name of the copy of the scenario's table `which` in the folder: 0 is "table-1.txt". As above. */
const char *ent_run_data_table_file(size_t which, ent_arena *arena);

/* Loads a folder. manifest: text of its manifest.json; NULL: read from the folder. Charts are loaded where `charts` is
 * set and only if they are newer than the tables, since an older one may show another run. Free it whatever the status.
 * Errors: ENT_ERR_IO with a diagnostic (no manifest, a damaged table), ENT_ERR_NO_MEMORY. */
int ent_run_data_load(
    ent_run_data *self, const char *folder, const char *manifest, bool charts, ent_diagnostics *diagnostics);
void ent_run_data_free(ent_run_data *self);

/* printf into the digest's memory. When memory is out: "", and no_memory is set. */
const char *ent_run_data_format(ent_run_data *self, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A table of the folder; without rows where the folder has no such table. */
const ent_csv *ent_run_data_table(const ent_run_data *self, const ent_table *table);

/* Cell by the name of its column; "" or NaN where the row or column does not exist. */
const char *ent_run_data_text_at(const ent_run_data *self, const ent_table *table, size_t row, const char *column);
double ent_run_data_number_at(const ent_run_data *self, const ent_table *table, size_t row, const char *column);

/* First row of a variant at or after `from`; the table's number of rows where there is none. */
size_t ent_run_data_row(const ent_run_data *self, const ent_table *table, const char *variant, size_t from);

/* Last row of a variant; the table's number of rows where there is none. */
size_t ent_run_data_last_row(const ent_run_data *self, const ent_table *table, const char *variant);

/* Reason why the range of a variant's headline was not measured, and a remedy; NULL where the tables show none.
 * Borrowed. */
const char *ent_run_data_range_reason(const ent_run_data *self, const char *variant);

/* False where the tables show that a variant of the scenario leaves nothing open by world: then there is no range
 * across worlds, and none is missing. */
bool ent_run_data_has_unknowns(const ent_run_data *self, const char *variant);

/* A month of the talks as a date of the calendar: "September 2026". "" where the scenario gives no start. When memory
 * is out: "", and no_memory is set. */
const char *ent_run_data_date(ent_run_data *self, double month);

/* Whether the base has a truce in force: each future has one, and its months are those of the talks. */
bool ent_run_data_truce_in_force(const ent_run_data *self);

/* Id as words ("western_troops": "Western troops"). When memory is out: "", and no_memory is set. */
const char *ent_run_data_words(ent_run_data *self, const char *id);

/* Text that the manifest has for a path, such as "headline.name"; NULL where it has none. */
const char *ent_run_data_named(ent_run_data *self, const char *path);

/* Name of the measure whose mean the headline is; NULL: the headline is a probability. Allocated in the digest. */
const char *ent_run_data_headline_measure(ent_run_data *self);

/* Unit of a measure, "" where it has none. */
const char *ent_run_data_unit(ent_run_data *self, const char *measure);

/* Display name of the path SECTION.ID from the manifest; where it has none, the id as words. */
const char *ent_run_data_label(ent_run_data *self, const char *section, const char *id);

/* Chart by name; NULL where there is none. */
const ent_run_data_chart *ent_run_data_chart_of(const ent_run_data *self, const char *name);

#endif
