/* The text of one assignment: split into path and value, with the positions of both in the source. Internal to
 * engine/settings. */
#ifndef ENT_SETTINGS_ASSIGNMENT_TEXT_H
#define ENT_SETTINGS_ASSIGNMENT_TEXT_H

#include "settings/setting.h"

#include <stdbool.h>

/* Bytes [from, to) of the assignment. */
typedef struct ent_span {
    size_t from, to;
} ent_span;

typedef struct ent_assignment_text {
    ent_arena *arena;             /* borrowed; for messages and new settings */
    ent_diagnostics *diagnostics; /* borrowed */
    const char *text;             /* the whole assignment; borrowed */
    ent_position at;              /* position of the whole assignment */
    const uint32_t *map;          /* positions of the bytes of text, as in quoted.h; NULL: not found in the source */
    ent_span path, value;         /* without surrounding blanks */
    const char *path_text;        /* the path as a string; "" before it is known */
    bool no_memory;               /* an allocation failed in ent_assignment_print */
} ent_assignment_text;

/* Fills in self from text, at, arena and diagnostics, and checks the form of the path. Error codes: ENT_ERR_SCENARIO
 * with a diagnostic, ENT_ERR_NO_MEMORY. */
int ent_assignment_text_read(ent_assignment_text *self);

/* Returns the name of the path that begins at byte `from`. */
ent_span ent_assignment_name_at(const ent_assignment_text *self, size_t from);

/* Returns the span without blanks at its ends. */
ent_span ent_span_trim(const char *text, ent_span span);

/* Returns the position of a span in the source; that of the whole assignment where the map is not known. */
ent_position ent_assignment_position(const ent_assignment_text *self, ent_span span);

/* Adds an error at a span. Returns ENT_ERR_SCENARIO, or ENT_ERR_NO_MEMORY. */
int ent_assignment_error(ent_assignment_text *self, ent_span span, const char *help, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* printf into the arena. Returns "" and sets no_memory when memory is exhausted. */
const char *ent_assignment_print(ent_assignment_text *self, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
