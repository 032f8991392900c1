/* Names and shapes of all settings of the scenario language, in one table.
 *
 * The readers take the names that a group may hold from it, the parser its recovery after a missing brace, assignments
 * the shape of a new value, and the check of names the reserved words. Types, units and ranges are not part of it:
 * they belong to the reader of each section (engine/scenario). */
#ifndef ENT_SETTINGS_SCHEMA_H
#define ENT_SETTINGS_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

/* Groups of settings, by the path at which they stand; `*` is a name that the scenario chooses. */
typedef enum ent_group {
    ENT_GROUP_ROOT,         /* the whole file */
    ENT_GROUP_ENTRIES,      /* a section whose entries the scenario names, beside these */
    ENT_GROUP_QUANTITY,     /* factors.*, and any other value written as { value; note; source } */
    ENT_GROUP_RUN,          /* run */
    ENT_GROUP_EVENT,        /* events.* */
    ENT_GROUP_CONTRIBUTOR,  /* contributors.* */
    ENT_GROUP_CORRELATION,  /* correlations.* */
    ENT_GROUP_FORCE,        /* force, forces.* */
    ENT_GROUP_PARTY,        /* parties.* */
    ENT_GROUP_DEMAND,       /* demands.*; it also holds a STANCE for each party, by the party's name */
    ENT_GROUP_STANCE,       /* demands.*.* */
    ENT_GROUP_TOGETHER,     /* together.*; it also holds an addition for each party, by the party's name */
    ENT_GROUP_TALKS,        /* talks */
    ENT_GROUP_RATIFICATION, /* ratification.* */
    ENT_GROUP_TRUCE,        /* truce */
    ENT_GROUP_CAUSE,        /* truce.causes.* */
    ENT_GROUP_GUARANTEE,    /* guarantees.* */
    ENT_GROUP_OUTCOME,      /* outcomes.* */
    ENT_GROUP_EXPERT,       /* experts.* */
    ENT_GROUP_MEASURE,      /* measures.* */
    ENT_GROUP_VARIANT,      /* variants.* */
    ENT_GROUP_SWEEP,        /* sweeps.* */
    ENT_GROUP_OBSERVED,     /* observed, cases.*.observed */
    ENT_GROUP_FORECAST,     /* observed.forecast, observed.forecasts.* */
    ENT_GROUP_CASE,         /* cases.* */
    ENT_GROUPS
} ent_group;

typedef enum ent_shape {
    ENT_SHAPE_VALUE,         /* a single value, or a group { value; note; source } */
    ENT_SHAPE_GROUP,         /* a group of known settings */
    ENT_SHAPE_ENTRIES,       /* a group whose members the scenario names */
    ENT_SHAPE_LIST,          /* a list */
    ENT_SHAPE_LIST_OR_VALUE, /* a list, or a single value in place of a list of one */
    ENT_SHAPE_PER_OPTION     /* a list with one member per option of the demand */
} ent_shape;

/* Traits of a setting, combined with |. */
enum {
    ENT_TRAIT_SECTION = 1,       /* its name stands at the top of a file only: inside a group, a brace is missing */
    ENT_TRAIT_REFERENCED = 2,    /* other settings name its members: without it they cannot be checked */
    ENT_TRAIT_SHARED = 4,        /* ENTRIES: the names of members are unique over all sections with this trait */
    ENT_TRAIT_NOT_SIMULATED = 8, /* a description, or read with the file: no completion of --set offers it */
    ENT_TRAIT_EXTENSIBLE = 16,   /* ENTRIES: `set` and --set may add one */
    ENT_TRAIT_TEXT = 32,         /* a text or a list of texts, not a number or formula */
    ENT_TRAIT_NOT_RESERVED = 64 /* factors, events, … may have its name too: no formula sees the group it stands in */
};

typedef struct ent_schema_row {
    ent_group group; /* the group that the setting stands in */
    const char *name;
    ent_shape shape;
    unsigned traits;
    const char *member; /* PER_OPTION: default of each member, as written in a file; NULL: the list has no default */
} ent_schema_row;

/* Upper bound of the number of settings of one group. */
enum { ENT_SCHEMA_NAMES = 40 };

/* Rows of the table, grouped by `group`, in the order in which messages list them. */
const ent_schema_row *ent_schema(size_t *count);

/* Returns the row of a setting in a group; NULL for an unknown name. */
const ent_schema_row *ent_schema_find(ent_group group, const char *name);

/* Returns the first row with a name, in whichever group, sections of entries after all others and without the rows
 * whose names are not reserved; NULL for an unknown name. */
const ent_schema_row *ent_schema_named(const char *name);

/* Sets *inside to the group within a setting: of GROUP the group itself, of ENTRIES that of each entry. Returns
 * false for other shapes. */
bool ent_schema_inside(const ent_schema_row *row, ent_group *inside);

/* Copies the names of a group's settings to `name`, in table order, and returns their number. */
size_t ent_schema_names(ent_group group, const char *name[ENT_SCHEMA_NAMES]);

/* Whether a path stands at or below `observed` or `cases`, which no simulation reads. */
bool ent_schema_is_record(const char *path);

/* True for `name`, `note` and `source`, which every group may hold. */
bool ent_schema_is_label(const char *name);

#endif
