/* Settings: the scenario file as a tree, every value with its place in the text. */
#ifndef ENT_SCENARIO_SETTING_H
#define ENT_SCENARIO_SETTING_H

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
    const uint32_t *map;  /* STRING read from a file: byte of the source for each byte of text, and one past; or NULL */
    int assigned;         /* from `set`, --set or a variant: the type was guessed from the text */
} ent_setting;

/* Child by name; NULL when there is none or self is no group. */
ent_setting *ent_setting_get(const ent_setting *self, const char *name);

/* By dotted path from self; NULL when there is none. */
ent_setting *ent_setting_find(const ent_setting *self, const char *path);

/* Where `length` bytes from `offset` on of a string's content stand in the source. Falls back to the whole value. */
ent_position ent_setting_text_position(const ent_setting *self, size_t offset, size_t length);

/* The position of a byte of a source; length in bytes (counted in characters in the result, within one line). */
ent_position ent_source_position(const ent_source *source, size_t byte, size_t length);

/* A new child at the end (name NULL in lists); the name is not copied. NULL when memory is out. */
ent_setting *ent_setting_add(ent_setting *self, const char *name, ent_setting_type type, ent_arena *arena);

/* A deep copy under `parent`; positions, texts and names are shared. NULL when memory is out. */
ent_setting *ent_setting_copy(const ent_setting *self, ent_setting *parent, ent_arena *arena);

#endif
