/* The descriptor of a table: its file, its columns, and the writer of its rows. */
#ifndef ENT_TABLES_TABLE_H
#define ENT_TABLES_TABLE_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "run/experiment.h"
#include "scenario/scenario.h"
#include "tables/format/sink.h"
#include "tally/tally.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The run of one variant, from which its rows are computed. All pointers are borrowed. */
typedef struct ent_figures {
    const char *variant;          /* "base" for the file itself */
    const ent_scenario *scenario; /* Scenario of this variant, with the counts the tally was laid out for */
    const ent_tally *tally;
    const ent_tally *base;          /* Tally of the base, for paired differences; NULL: these are empty cells */
    const ent_threshold *threshold; /* [tally->layout.thresholds] troop thresholds of force.csv, by force, ascending */
    const ent_variant_model *compiled; /* The compiled variant; may be NULL where only the tables below are left out */
    /* Read by assumptions.csv, warnings.csv and draws.csv only: */
    const ent_guard_count *guard; /* [ent_experts_guards(&compiled->model)] */
    uint64_t last_deal; /* Last month in which a deal of any variant enters into force, where there is ratification */
    uint64_t draws;     /* Number of rows of draws.csv; 0: the table is not written */
    bool draws_first;   /* The first draws; false: evenly over all worlds */
    ent_diagnostics *diagnostics; /* Receives settings that were not a number */
} ent_figures;

/* The items of a scenario for which a column is repeated. Neighbouring columns with the same items are repeated
 * together: `*.utility`, `*.threshold` give a.utility, a.threshold, b.utility, b.threshold. */
typedef enum ent_column_items {
    ENT_ITEMS_NONE, /* A single column */
    ENT_ITEMS_FACTORS,
    ENT_ITEMS_NAMED_VALUES, /* `values` that are known by draw in some variant */
    ENT_ITEMS_UNKNOWNS,     /* Distributions within unknown(...), of all variants */
    ENT_ITEMS_PLAIN_EVENTS, /* Events that are not timed */
    ENT_ITEMS_CONTRIBUTORS,
    ENT_ITEMS_DEMANDS,
    ENT_ITEMS_PARTIES,
    ENT_ITEMS_CAUSES,
    ENT_ITEMS_GUARANTEES,
    ENT_ITEMS_MEASURES,
    ENT_ITEMS_RATIFICATION,
    ENT_ITEMS_EXPERTS,
    ENT_ITEMS_RENEWAL,        /* one where `truce.renews` is given */
    ENT_ITEMS_DEALS_CAN_FAIL, /* one where there are talks or ratification */
    ENT_ITEMS_OTHER_FORCES,   /* Forces besides the main one */
    ENT_ITEMS_SEVERAL_FORCES, /* One item where there are several forces, else none */
    ENT_ITEMS_LEVELS,         /* Levels of the chance, in per cent: "20" */
    ENT_ITEMS_VARIANTS,       /* Variants beside the base */
    ENT_ITEMS_SWEPT_PATHS     /* Every path that a sweep varies, in order of first appearance */
} ent_column_items;

/* A column, or with `items` a column for each of them. */
typedef struct ent_column {
    const char *name; /* An asterisk stands for the id of the item: "cause_*" */
    const char *unit; /* One of tables/units.h: "text", "count", "probability", "troops", … */
    const char *about;
    ent_column_items items;
    const char *values; /* All texts that its cells may hold, with a blank between two; NULL: any */
} ent_column;

/* Initialises a single column; one that is repeated for each item; one of texts out of a fixed list. */
#define ENT_COLUMN(name, unit, about)                                                                                  \
    {                                                                                                                  \
        name, unit, about, ENT_ITEMS_NONE, NULL                                                                        \
    }
#define ENT_COLUMN_EACH(name, unit, about, items)                                                                      \
    {                                                                                                                  \
        name, unit, about, items, NULL                                                                                 \
    }
#define ENT_COLUMN_ONE_OF(name, values, about)                                                                         \
    {                                                                                                                  \
        name, "text", about, ENT_ITEMS_NONE, values                                                                    \
    }

/* The condition under which a table is written. */
typedef enum ent_table_when {
    ENT_TABLE_ALWAYS,
    ENT_TABLE_WITH_DRAWS,    /* With the option --draws */
    ENT_TABLE_WITH_ANALYSIS, /* By the command `analyse`: `write` is NULL, see tables/analysis/ */
    ENT_TABLE_WITH_SWEEPS,   /* By the command `sweep`, of all points at once: `write` is NULL, see tables/sweeps.h */
    ENT_TABLE_BY_COMPARE,    /* By the command `compare`, of all choices at once: likewise */
    ENT_TABLE_BY_SCORE,      /* By the command `score`, of all cases at once: likewise */
    ENT_TABLE_BY_FIT         /* By the command `fit`, of a data file: likewise */
} ent_table_when;

typedef struct ent_table {
    const char *file;  /* "outcomes.csv" */
    const char *about; /* One line */
    const ent_column *column;
    size_t columns;
    ent_table_when when;
    ent_column_items items; /* Written only for a scenario that has such items; ENT_ITEMS_NONE: for every one */
    bool after_all; /* Its rows depend on all variants, so they are written when all are counted: `write` may read the
                       moments of the tally and last_deal alone */

    /* Appends the rows of one variant; called with the column names written and the status ENT_OK. Cells that cannot be
     * computed (division by zero, a single world, too few draws) are empty. Failures are kept in sink->status. */
    void (*write)(ent_sink *sink, const ent_figures *figures);
} ent_table;

/* Whether a run of a scenario with `draws` rows of draws.csv writes this table. */
bool ent_table_is_written(const ent_table *self, const ent_scenario *scenario, uint64_t draws);

/* Names of the columns for a scenario, those of its items included: an array [*columns] in the arena. NULL when memory
 * is out. */
const char **ent_table_columns(const ent_table *self, const ent_scenario *scenario, ent_arena *arena, size_t *columns);

/* Descriptors of the same columns, in the same order: an array [*columns] in the arena. NULL when memory is out. */
const ent_column **ent_table_descriptors(
    const ent_table *self, const ent_scenario *scenario, ent_arena *arena, size_t *columns);

/* Writes the row of column names, unless the sink has rows. ENT_ERR_NO_MEMORY in sink->status. */
void ent_table_header(const ent_table *self, ent_sink *sink, const ent_scenario *scenario);

/* Appends the rows of one variant, below the column names. Returns sink->status: of any sink ENT_ERR_NO_MEMORY; of
 * warnings.csv ENT_ERR_NUMERIC, where a setting was not a number in some draw. */
int ent_table_write(const ent_table *self, ent_sink *sink, const ent_figures *figures);

/* Id of item number `item` of a kind; NULL where it has no column (a timed event, a path that an earlier axis varies).
 * Numbers go from 0 to ent_column_item_count - 1. */
size_t ent_column_item_count(ent_column_items items, const ent_scenario *scenario);
const char *ent_column_item(ent_column_items items, const ent_scenario *scenario, size_t item);

#endif
