/* All that a finished folder says, loaded for the report: tables, manifest, the scenario's text, which charts there
 * are. From here on nothing is read any more. */
#ifndef ENT_REPORT_DIGEST_H
#define ENT_REPORT_DIGEST_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "folder/manifest_read.h"
#include "tables/format/csv_reader.h"
#include "tables/tables.h"

#include <stdbool.h>
#include <stddef.h>

/* A file's text that is shown in the report. */
typedef struct ent_digest_text {
    const char *name; /* as the user gave it */
    const char *text; /* NULL: it is not in the folder, or not the one that was run */
    size_t length;
} ent_digest_text;

/* A drawing, by its name without ending ("outcomes"). */
typedef struct ent_digest_chart {
    const char *name;
    const char *svg;
    size_t length;
} ent_digest_chart;

typedef struct ent_digest {
    ent_arena arena;
    const char *folder;
    ent_manifest manifest;           /* strings in the arena, never NULL */
    ent_csv table[ENT_TABLES_COUNT]; /* in the order of ent_tables; draws.csv is not read */
    const char **variant;            /* ids, base first */
    size_t variants;
    ent_digest_text *scenario; /* the file that was run, then those it stands on */
    size_t scenarios;
    ent_digest_chart *chart;
    size_t charts;
    bool no_memory; /* a text was lost because memory was out: the page must not be written */
} ent_digest;

/* Futures of the base that were simulated: of a run that was stopped those until then. */
uint64_t ent_digest_futures(const ent_digest *self);

/* Names under which a run keeps the scenario's text in its folder: "scenario.cfg", "base-1.cfg" ... (in `arena`). */
const char *ent_digest_scenario_file(size_t which, ent_arena *arena);

/* Reads a folder. `manifest` is the text of its manifest.json, or NULL to read that. Charts are taken only where
 * `charts` is set, and only those drawn after the tables were written: an older drawing would show another run.
 * ENT_OK; ENT_ERR_IO with a diagnostic: no manifest, a damaged table; ENT_ERR_NO_MEMORY. Free in either case. */
int ent_digest_load(
    ent_digest *self, const char *folder, const char *manifest, bool charts, ent_diagnostics *diagnostics);
void ent_digest_free(ent_digest *self);

/* printf into the digest's memory; "" when memory is out, which no_memory remembers. */
const char *ent_digest_say(ent_digest *self, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A table of the folder; without rows where it is not there. */
const ent_csv *ent_digest_table(const ent_digest *self, const ent_table *table);

/* A cell by the column's name; "" and NaN where there is none. */
const char *ent_digest_text_at(const ent_digest *self, const ent_table *table, size_t row, const char *column);
double ent_digest_number_at(const ent_digest *self, const ent_table *table, size_t row, const char *column);

/* The first row of a variant at or after `from` in a table; the table's number of rows where there is none. */
size_t ent_digest_row(const ent_digest *self, const ent_table *table, const char *variant, size_t from);

/* Its last row; the number of rows where there is none. */
size_t ent_digest_last_row(const ent_digest *self, const ent_table *table, const char *variant);

/* An id made readable; remembers when memory is out. */
const char *ent_digest_pretty(ent_digest *self, const char *id);

/* Display name of a path ("demands.western_troops"), else `id` made readable. */
const char *ent_digest_label(ent_digest *self, const char *section, const char *id);

/* The drawing of this name; NULL where there is none. */
const ent_digest_chart *ent_digest_chart_of(const ent_digest *self, const char *name);

#endif
