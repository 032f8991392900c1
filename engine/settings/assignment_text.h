/* One `path = value` while it is carried out: its parts, where they stand, and the value that they make. Internal to
 * engine/scenario. */
#ifndef ENT_SETTINGS_ASSIGNMENT_TEXT_H
#define ENT_SETTINGS_ASSIGNMENT_TEXT_H

#include "settings/tree.h"

#include <stdbool.h>

/* Bytes [from, to) of the assignment. */
typedef struct ent_span {
    size_t from, to;
} ent_span;

typedef struct ent_assignment_text {
    ent_tree *tree;
    ent_diagnostics *diagnostics;
    const char *text;     /* the assignment */
    ent_position at;      /* of the whole */
    const uint32_t *map;  /* of text, as in quoted.h; NULL when it is not found in the source */
    ent_span path, value; /* without blanks around them */
    const char *path_text;
    bool no_memory; /* a text was lost */
} ent_assignment_text;

/* The span without blanks at its ends. */
ent_span ent_span_trim(const char *text, ent_span span);

/* Where a part of it stands; the whole where that is not known. */
ent_position ent_assignment_position(const ent_assignment_text *self, ent_span part);

/* Adds an error at a part; ENT_ERR_SCENARIO. */
int ent_assignment_error(ent_assignment_text *self, ent_span part, const char *help, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* printf in the tree's arena; "" with no_memory set when memory is out. */
const char *ent_assignment_print(ent_assignment_text *self, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The value for a setting of that name, which is `target` now (NULL: not there yet), into `made`, of which name, parent
 * and name_at are left alone. ENT_OK, ENT_ERR_SCENARIO (said), ENT_ERR_NO_MEMORY. */
int ent_assignment_value(ent_assignment_text *self, const char *name, const ent_setting *target, ent_setting *made);

/* The value as one scalar, whatever its name. */
int ent_assigning_scalar(ent_assignment_text *self, ent_span part, ent_setting *made);

#endif
