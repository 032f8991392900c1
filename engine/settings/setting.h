/* Settings: the scenario file as a tree, every value with its place in the text. */
#ifndef ENT_SETTINGS_SETTING_H
#define ENT_SETTINGS_SETTING_H

#include "base/arena.h"
#include "base/diagnostic.h"

#include <stddef.h>
#include <stdint.h>

typedef enum ent_setting_type {
    ENT_SETTING_GROUP,
    ENT_SETTING_LIST, /* ( … ) and [ … ] */
    ENT_SETTING_INTEGER,
    ENT_SETTING_FLOAT,
    ENT_SETTING_BOOLEAN,
    ENT_SETTING_STRING
} ent_setting_type;

typedef struct ent_setting {
    const char *name; /* NULL for the root and for members of lists */
    ent_setting_type type;
    double number;    /* INTEGER, FLOAT, BOOLEAN (0 or 1) */
    const char *text; /* STRING: its content; other scalars: as written; "" for groups and lists */
    struct ent_setting **child;
    size_t count, capacity; /* groups and lists: file order */
    struct ent_setting *parent;
    ent_position at;      /* the value; of a string its opening quote */
    ent_position name_at; /* the name; in lists as `at` */
    const uint32_t *map;  /* STRING: where each byte of text stands in the source (see quoted.h); NULL when unknown */
    int wrong;            /* not a group, and its text is a mistake that was said: nothing can be known from it */
    int assigned;         /* from `set`, --set or a variant: the type was guessed from the text, so that a reader who
                             expects a text may take `text` of any scalar */
} ent_setting;

/* Child by name; NULL when there is none or self is no group. */
ent_setting *ent_setting_get(const ent_setting *self, const char *name);

/* By dotted path from self, "" for self; NULL when there is none. Members of lists have no path. */
ent_setting *ent_setting_find(const ent_setting *self, const char *path);

/* The path from the root: "contributors.italy.joins", of a list's member "force.thresholds[2]" (from 0), of the root
 * "". In the arena; NULL when memory is out. */
char *ent_setting_path(const ent_setting *self, ent_arena *arena);

/* Where `length` bytes from `offset` on of a string's content stand in the source: also behind escapes and in a text
 * of several pieces, of which the marked length ends with the line. The whole value where that is not known. */
ent_position ent_setting_text_position(const ent_setting *self, size_t offset, size_t length);

/* A new child at the end (name NULL in lists), of which all but name, type and parent is still empty; the name is not
 * copied. NULL when memory is out. */
ent_setting *ent_setting_add(ent_setting *self, const char *name, ent_setting_type type, ent_arena *arena);

/* A deep copy that has `parent` above it (but is not among its children); positions, texts, names and maps are shared.
 * NULL when memory is out. */
ent_setting *ent_setting_copy(const ent_setting *self, ent_setting *parent, ent_arena *arena);

#endif
