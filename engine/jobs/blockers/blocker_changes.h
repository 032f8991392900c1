/* The changes that `analyse blockers` tries one at a time: a veto less, a demand dropped, a red line given up, … Each
 * is a list of assignments, as `set` has them, on top of the settings of a scenario. The list is a function of the
 * scenario alone. */
#ifndef ENT_JOBS_ANALYSE_BLOCKER_CHANGES_H
#define ENT_JOBS_ANALYSE_BLOCKER_CHANGES_H

#include "scenario/scenario.h"

/* Assignments "path = value" in the order in which they are carried out. */
typedef struct ent_blocker_set {
    const char **item; /* [count] */
    size_t count;
} ent_blocker_set;

typedef struct ent_blocker_change {
    const char *kind;            /* "veto", "demand", "refusal", "threshold", "stage", "availability", "contributor",
                                    "event" */
    const char *words;           /* a clause that can follow "if": "Russia has no veto and refuses nothing" */
    const char *paths;           /* the assignments, "; " between them; "" where no one list serves all experts */
    ent_blocker_set set;         /* for the scenario */
    ent_blocker_set *expert_set; /* [experts] for the settings of each expert */
} ent_blocker_change;

/* A change that cannot be tried. */
typedef struct ent_blocker_omission {
    const char *path; /* of what was to be changed */
    const char *text; /* why not */
} ent_blocker_omission;

typedef struct ent_blocker_changes {
    ent_arena arena;          /* owns all strings and arrays */
    ent_blocker_change *item; /* [count] kind by kind in the order above, each in file order */
    size_t count, capacity;
    ent_blocker_omission *omission; /* [omissions] */
    size_t omissions;
} ent_blocker_changes;

/* Lists the changes of a scenario into self (zeroed). expert [experts]: the scenario with the settings of each expert,
 * which then decide what there is to change; none: the scenario itself decides. All are borrowed, and need not outlive
 * self. Errors: ENT_ERR_NO_MEMORY; free in either case. */
int ent_blocker_changes_list(
    ent_blocker_changes *self, const ent_scenario *scenario, const ent_scenario *const *expert, size_t experts);

/* A zeroed list may be freed. */
void ent_blocker_changes_free(ent_blocker_changes *self);

#endif
