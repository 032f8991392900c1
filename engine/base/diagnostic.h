/* Diagnostics: errors, warnings and notes about a scenario or a run, as values. */
#ifndef ENT_BASE_DIAGNOSTIC_H
#define ENT_BASE_DIAGNOSTIC_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* A text that positions refer to: a scenario file or the argument of a --set option. */
typedef struct ent_source {
    const char *name;                     /* as shown: the path of the file as the user gave it, or "--set" */
    const char *text;                     /* whole text, NUL-terminated */
    size_t length;                        /* bytes */
    const struct ent_source_index *index; /* finds positions without reading the text from its start; borrowed; NULL:
                                             none (settings/source_position.h) */
} ent_source;

/* A position in a source. Lines and columns count from 1, columns and lengths in characters (UTF-8 code points). */
typedef struct ent_position {
    const ent_source *source; /* borrowed; NULL: no position */
    int line;                 /* 0: no position within the source */
    int column;
    int length; /* number of marked characters; at least 1 where line > 0 */
} ent_position;

typedef enum ent_severity { ENT_SEVERITY_ERROR, ENT_SEVERITY_WARNING, ENT_SEVERITY_NOTE } ent_severity;

typedef struct ent_diagnostic {
    ent_severity severity;
    ent_position at;
    const char *path; /* path of the setting ("contributors.italy.joins"); "" for none */
    const char *text; /* the message */
    const char *help; /* the nearest known name or the corrected text; NULL for none */
} ent_diagnostic;

typedef struct ent_diagnostics {
    ent_arena arena;      /* owns paths, texts and helps */
    ent_diagnostic *item; /* [count] */
    size_t count;
    size_t capacity;
    size_t errors; /* number of errors, lost ones included */
    int no_memory; /* a message was lost because memory was out */
} ent_diagnostics;

/* A zeroed struct is valid; free is always legal. */
void ent_diagnostics_init(ent_diagnostics *self);
void ent_diagnostics_free(ent_diagnostics *self);

/* Adds a diagnostic with a message from printf. path and help may be NULL. All strings are copied, but the source in
 * `at` is borrowed and must outlive self. Sets no_memory when memory is out. */
void ent_diagnostics_add(ent_diagnostics *self, ent_severity severity, ent_position at, const char *path,
    const char *help, const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Whether an equal diagnostic at the same position is contained. */
bool ent_diagnostics_has(const ent_diagnostics *self, const ent_diagnostic *item);

/* Sorts by name of the source, line and column (stable), and removes repeats. Sets no_memory, and keeps the order, when
 * memory is out. */
void ent_diagnostics_sort(ent_diagnostics *self);

/* Verifies the invariants: `errors` is right unless a message was lost, and every item has a path and a text. */
bool ent_diagnostics_check(const ent_diagnostics *self);

/* Texts that switch attributes of a terminal on and off. */
typedef struct ent_diagnostic_tints {
    const char *severity[3]; /* by ent_severity */
    const char *bold, *green, *off;
} ent_diagnostic_tints;

/* One diagnostic as text in the arena: `file:line:column: error: path: text`, the source line, a line of carets, and a
 * help line. Hidden characters of names, texts and the source are written out, line feeds too: each of these lines is
 * one. tints: NULL for none. NULL when memory is out. */
char *ent_diagnostic_format(const ent_diagnostic *self, const ent_diagnostic_tints *tints, ent_arena *arena);

/* Returns the name in names[count] that is nearest to `word` by Damerau-Levenshtein distance; NULL where every distance
 * is above a third of the length of the word (at least 1). */
const char *ent_nearest_name(const char *word, const char *const *names, size_t count);

#endif
