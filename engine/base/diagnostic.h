/* Diagnostics: what is wrong with a scenario, and what the run has to say about it, as values. */
#ifndef ENT_BASE_DIAGNOSTIC_H
#define ENT_BASE_DIAGNOSTIC_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* A text that positions point into (one scenario file, or one --set argument). */
typedef struct ent_source {
    const char *name; /* as shown: the file's path as the user gave it, or "--set" */
    const char *text; /* whole text, NUL-terminated */
    size_t length;    /* bytes */
} ent_source;

/* A place in a source. line and column count from 1, column in characters (UTF-8 code points); line 0: no place. */
typedef struct ent_position {
    const ent_source *source; /* NULL: no place */
    int line;
    int column;
    int length; /* characters to mark; at least 1 where line > 0 */
} ent_position;

typedef enum ent_severity { ENT_SEVERITY_ERROR, ENT_SEVERITY_WARNING, ENT_SEVERITY_NOTE } ent_severity;

typedef struct ent_diagnostic {
    ent_severity severity;
    ent_position at;
    const char *path; /* setting path ("contributors.italy.joins"), "" when none */
    const char *text; /* what was found, what was expected */
    const char *help; /* nearest known name or the corrected text; NULL when none */
} ent_diagnostic;

typedef struct ent_diagnostics {
    ent_arena arena; /* owns paths, texts and helps */
    ent_diagnostic *item;
    size_t count;
    size_t capacity;
    size_t errors; /* items of severity error */
    int no_memory; /* a message was lost because memory was out */
} ent_diagnostics;

/* A zeroed struct is valid; free is always legal. */
void ent_diagnostics_init(ent_diagnostics *self);
void ent_diagnostics_free(ent_diagnostics *self);

/* Adds one; path and help may be NULL; all strings are copied (the source in `at` is not: it must outlive self).
 * The text comes from format. Never fails visibly: when memory is out, no_memory is set. */
void ent_diagnostics_add(ent_diagnostics *self, ent_severity severity, ent_position at, const char *path,
    const char *help, const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Whether the same is said at the same place. */
bool ent_diagnostics_has(const ent_diagnostics *self, const ent_diagnostic *item);

/* Sorts by source name, line, column (stable), and drops exact repeats. */
void ent_diagnostics_sort(ent_diagnostics *self);

/* One diagnostic as text, as `file:line:column: error: path: text`, the source line, a caret line, a help line;
 * colour adds ANSI escapes. Allocated in `arena`; NULL when memory is out. */
char *ent_diagnostic_format(const ent_diagnostic *self, int colour, ent_arena *arena);

/* The name among `names` nearest to `word` (Damerau-Levenshtein distance at most a third of its length, at least 1),
 * NULL when none is near. */
const char *ent_nearest_name(const char *word, const char *const *names, size_t count);

#endif
