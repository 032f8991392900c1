/* Settings: the content of a scenario file as a tree, every value with its position in the text. */
#ifndef ENT_SETTINGS_SETTING_H
#define ENT_SETTINGS_SETTING_H

#include "base/arena.h"
#include "base/diagnostic.h"

#include <stddef.h>
#include <stdint.h>

enum {
    ENT_SETTING_DEPTH = 64,      /* deepest nesting of groups and lists */
    ENT_SETTING_BYTES = 16 << 20 /* longest source */
};

typedef enum ent_setting_type {
    ENT_SETTING_GROUP,
    ENT_SETTING_LIST, /* ( … ) and [ … ] */
    ENT_SETTING_INTEGER,
    ENT_SETTING_FLOAT,
    ENT_SETTING_BOOLEAN,
    ENT_SETTING_STRING
} ent_setting_type;

/* A node of the tree. All memory is the arena's of the tree. */
typedef struct ent_setting {
    const char *name; /* NULL for the root and for members of lists */
    ent_setting_type type;
    double number;              /* INTEGER, FLOAT, BOOLEAN (0 or 1); in the unit of the setting */
    const char *text;           /* STRING: its content; other scalars: as written; "" for groups and lists */
    struct ent_setting **child; /* [count] in file order; groups and lists only */
    size_t count, capacity;
    struct ent_setting *parent; /* NULL for the root */
    ent_position at;            /* of the value; of a string its opening quote */
    ent_position name_at;       /* of the name; in lists equal to `at` */
    const uint32_t *map;        /* STRING: positions of the bytes of text (see quoted.h); NULL: unknown */
    int wrong;                  /* not a group, and its text is an error that was reported: the value is meaningless */
    int assigned; /* from `set`, --set or a variant: the type was guessed from the text, so a reader that expects a
                     text may take `text` of any scalar */
} ent_setting;

/* Returns the child of a group by name; NULL for an unknown name and for a setting that is not a group. */
ent_setting *ent_setting_get(const ent_setting *self, const char *name);

/* Returns the text `key` (note, source) of the nearest group around a setting where it is not empty; "" when there is
 * none. Of an assigned setting only a text that was assigned too: the file's says where the file's own value is from.
 */
const char *ent_setting_text_around(const ent_setting *self, const char *key);

/* Returns the setting at a dotted path below self, "" for self; NULL for an unknown path. Members of lists have no
 * path. */
ent_setting *ent_setting_find(const ent_setting *self, const char *path);

/* Returns the path from the root: "contributors.italy.joins"; "force.thresholds[2]" (from 0) for a list member; "" for
 * the root. In the arena; NULL when memory is exhausted. */
char *ent_setting_path(const ent_setting *self, ent_arena *arena);

/* Returns the source position of bytes [offset, offset + length) of a string's content, also after escapes and in a
 * text of several literals; the length ends with the line. Returns the position of the whole value when the map is
 * unknown. */
ent_position ent_setting_text_position(const ent_setting *self, size_t offset, size_t length);

/* Appends a child with this name (NULL in lists; not copied) and type, otherwise empty. NULL when memory is
 * exhausted. */
ent_setting *ent_setting_add(ent_setting *self, const char *name, ent_setting_type type, ent_arena *arena);

/* Takes over the value of another setting with its children; name, name_at and parent stay. */
void ent_setting_take(ent_setting *self, const ent_setting *value);

/* Returns a deep copy with `parent` as its parent (without adding it to the parent's children); positions, texts, names
 * and maps are shared with self. NULL when memory is exhausted. */
ent_setting *ent_setting_copy(const ent_setting *self, ent_setting *parent, ent_arena *arena);

/* Merges the members of `over` into a group: groups recursively, any other value replaces, new settings are appended.
 * `over` must have been read, so that it is at most ENT_SETTING_DEPTH deep. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_setting_merge(ent_setting *group, const ent_setting *over, ent_arena *arena);

/* Verifies a tree, for tests: returns NULL, or a description of the first violation at or below `self` (a static
 * string). The invariants: each child's parent is the node that holds it (a section of a root may be another
 * root's: see ent_tree_copy); members of groups have a name, unique in the
 * group, and members of lists none; scalars have no children; count <= capacity; a truth value is 0 or 1; every
 * position lies in its source. */
const char *ent_setting_check(const ent_setting *self);

#endif
