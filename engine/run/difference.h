/* The difference between two readings of a scenario: the settings that changed, with their values. */
#ifndef ENT_RUN_DIFFERENCE_H
#define ENT_RUN_DIFFERENCE_H

#include "base/arena.h"
#include "settings/setting.h"

#include <stddef.h>

typedef struct ent_change {
    const char *path;   /* "contributors.italy.joins" */
    const char *label;  /* for people: "Italy joins" */
    const char *before; /* value as written; NULL: the setting is new; "" for groups */
    const char *after;  /* NULL: the setting was removed */
} ent_change;

typedef struct ent_changes {
    ent_arena arena; /* owns all strings and the array */
    ent_change *item;
    size_t count, capacity;
} ent_changes;

/* Fills self (zeroed) with the changes between two root settings. A group that is new or was removed is one change, not
 * one for each of its settings; `x = 1` and `x = { value = 1; }` are equal; `base` and `set` at the top level are not
 * compared, only their effects. ENT_OK or ENT_ERR_NO_MEMORY; free in either case. */
int ent_changes_find(ent_changes *self, const ent_setting *before, const ent_setting *after);
void ent_changes_free(ent_changes *self);

/* "Italy joins 60% to 80%, force required 20k to 30k"; of more than three changes the first two and the number of the
 * others. "" without changes. In self's arena; NULL when memory is out. */
const char *ent_changes_words(ent_changes *self);

#endif
