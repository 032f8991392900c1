/* What differs between two readings of a scenario: which settings, from what to what. */
#ifndef ENT_CLI_CHANGES_H
#define ENT_CLI_CHANGES_H

#include "base/arena.h"
#include "settings/setting.h"

#include <stddef.h>

typedef struct ent_change {
    const char *path;   /* "contributors.italy.joins" */
    const char *label;  /* for people: "Italy joins" */
    const char *before; /* as written; NULL where it was not there; "" for groups */
    const char *after;  /* NULL where it is no more */
} ent_change;

typedef struct ent_changes {
    ent_arena arena; /* owns all texts */
    ent_change *item;
    size_t count, capacity;
} ent_changes;

/* Fills self (zeroed) from two roots. A group that only one of them has is one change, not one for each of its
 * settings; `x = 1` and `x = { value = 1; }` are the same; the top-level `base` and `set` count only by what they do.
 */
int ent_changes_find(ent_changes *self, const ent_setting *before, const ent_setting *after);
void ent_changes_free(ent_changes *self);

/* "Italy joins 60% to 80%, force required 20k to 30k", of more than three the first two and how many others. In self's
 * arena; NULL when memory is out. */
const char *ent_changes_words(ent_changes *self);

#endif
