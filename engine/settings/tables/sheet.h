/* Comma-separated values (RFC 4180) as cells with positions: pure text, no meaning. The separator is a comma, a
 * semicolon or a tab, whichever the header has; lines end with LF or CR LF. Internal to engine/settings. */
#ifndef ENT_SETTINGS_TABLES_SHEET_H
#define ENT_SETTINGS_TABLES_SHEET_H

#include "base/arena.h"
#include "base/diagnostic.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    ENT_SHEET_COLUMNS = 1000, /* most columns */
    ENT_SHEET_ROWS = 1000,    /* most rows below the header that hold anything */
    ENT_SHEET_CELLS = 100000  /* most cells of a file, so that 16 MB of commas do not take gigabytes */
};

/* Bytes of a source. */
typedef struct ent_sheet_cell {
    size_t start, end; /* of the cell, quotes included */
    size_t from, to;   /* of its content, without quotes and the blanks at its ends; from == to: an empty cell */
    bool quoted;       /* its content may hold "" for " */
    int line;          /* of `start`, from 1 */
    size_t line_start; /* byte at which that line begins */
} ent_sheet_cell;

typedef struct ent_sheet_row {
    ent_sheet_cell *cell; /* [count], at least 1 */
    size_t count;
} ent_sheet_row;

/* All memory is the arena's. */
typedef struct ent_sheet {
    const ent_source *source; /* borrowed */
    char separator;           /* ',', ';' or '\t' */
    ent_sheet_row *row;       /* [rows] the header first; rows without content are left out */
    size_t rows;
} ent_sheet;

/* The content of a cell. */
typedef struct ent_mapped_text {
    const char *text; /* [length], NUL-terminated, without a zero byte; in the arena */
    size_t length;
    const uint32_t *map; /* [2 length + 1] bytes of the source, as in quoted.h */
} ent_mapped_text;

/* Limits to the size of a file, and the help on its expected form. */
typedef struct ent_sheet_limits {
    size_t rows;             /* most rows below the header that hold anything */
    size_t cells;            /* most cells */
    const char *header_help; /* help where there is no header, or no row */
} ent_sheet_limits;

/* Reads a source. Adds the first error to diagnostics, with `path`. Error codes: ENT_ERR_SCENARIO with a diagnostic,
 * ENT_ERR_NO_MEMORY. */
int ent_sheet_read(
    ent_sheet *self, const ent_source *source, ent_arena *arena, const char *path, ent_diagnostics *diagnostics);

/* The same within other limits. */
int ent_sheet_read_within(ent_sheet *self, const ent_source *source, const ent_sheet_limits *limits, ent_arena *arena,
    const char *path, ent_diagnostics *diagnostics);

/* Reads the content of a cell. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_sheet_text(const ent_sheet *self, const ent_sheet_cell *cell, ent_arena *arena, ent_mapped_text *text);

bool ent_sheet_is_empty(const ent_sheet_cell *cell);

/* Position of a cell with its quotes, up to the end of its line. */
ent_position ent_sheet_position(const ent_sheet *self, const ent_sheet_cell *cell);

/* Length in bytes of the blank at `text`, of which `left` bytes are readable: a space, a tab or one of the no-break
 * spaces that spreadsheets write; 0 for anything else. */
size_t ent_sheet_blank(const char *text, size_t left);

#endif
