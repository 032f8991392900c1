/* A scenario: the file as typed settings, with every formula parsed but no name resolved yet. Everything is owned by
 * the scenario's arena or by the tree it was read from, which must outlive it. Arrays keep file order. */
#ifndef ENT_SCENARIO_SCENARIO_H
#define ENT_SCENARIO_SCENARIO_H

#include "bargaining/solutions.h"
#include "base/arena.h"
#include "base/diagnostic.h"
#include "formula/ast.h"
#include "formula/query.h"
#include "scenario/tree.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a number means; decides its range and what happens to a value outside it. */
typedef enum ent_meaning {
    ENT_MEANING_NUMBER,       /* any */
    ENT_MEANING_CONDITION,    /* true or false */
    ENT_MEANING_PROBABILITY,  /* [0, 1], clamped and counted */
    ENT_MEANING_SCORE,        /* [0, 1], clamped and counted */
    ENT_MEANING_TROOPS,       /* >= 0, clamped and counted */
    ENT_MEANING_NOT_NEGATIVE, /* >= 0: weights, months, hazards; clamped and counted */
    ENT_MEANING_POSITIVE      /* > 0: concession, rotation */
} ent_meaning;

/* One setting that holds a number or a formula. */
typedef struct ent_quantity {
    const char *path;       /* "contributors.italy.joins"; of a list item "demands.d.available.met" */
    const char *written;    /* as in the file; of a default the default's text */
    const ent_ast *formula; /* NULL: left out and without default (concession, pool, rotation, after, when, lasts) */
    const ent_setting *setting; /* where it stands; NULL for a default */
    const char *note;           /* "" when none */
    const char *source;         /* "" when none */
    ent_meaning meaning;
    bool given; /* false: the default */
    bool wrong; /* a mistake, which was said: formula is then an unknown number, so that no other mistake follows */
} ent_quantity;

/* What every group may carry. */
typedef struct ent_label {
    const char *id;             /* the group's name in the file */
    const char *name;           /* display name; the prettified id when none is given */
    const char *note;           /* "" when none */
    const char *source;         /* "" when none */
    const ent_setting *setting; /* NULL for what a default made */
} ent_label;

typedef struct ent_factor {
    ent_label label;
    ent_quantity value;
} ent_factor;

typedef struct ent_event {
    ent_label label;
    bool timed;
    ent_quantity chance;  /* plain: its chance; timed with `at`: the chance of an onset then (default 1) */
    ent_quantity monthly; /* timed: chance a month; formula NULL where `at` is used */
    ent_quantity at;      /* timed: month of the possible onset; formula NULL where `monthly` is used */
    ent_quantity when;    /* timed: condition (default true) */
    ent_quantity lasts;   /* timed: months; formula NULL: for good */
} ent_event;

typedef struct ent_contributor {
    ent_label label;
    ent_quantity troops, joins, requires, after, lead_months, leaves, pool, rotation, allowed;
} ent_contributor; /* after, pool, rotation: formula NULL when left out */

typedef struct ent_correlation {
    ent_label label;
    const ent_setting **among; /* the strings, as settings for their positions */
    size_t members;
    double rho; /* (-1, 1) */
} ent_correlation;

typedef struct ent_force {
    ent_quantity required, allowed, cap;
    const double *threshold; /* ascending as written; NULL: choose */
    size_t thresholds;
} ent_force;

typedef struct ent_party {
    ent_label label;
    ent_quantity threshold, war_cost, concession; /* concession: formula NULL when left out */
    bool veto;
} ent_party;

/* What one party thinks of one demand. */
typedef struct ent_stance {
    bool given; /* false: weight 0 */
    ent_quantity weight;
    ent_quantity *score;   /* one an option */
    ent_quantity *refuses; /* one an option */
} ent_stance;

typedef struct ent_demand {
    ent_label label;
    const char *by;      /* party id, "" when none */
    const char **option; /* ids */
    size_t options;
    ent_quantity *available; /* one an option */
    ent_stance *stance;      /* one a party, in the order of `party` */
} ent_demand;

typedef struct ent_stage {
    ent_label label;
    ent_quantity chance; /* monthly */
} ent_stage;

typedef struct ent_talks {
    size_t rounds;           /* K >= 1 */
    double months_per_round; /* > 0 */
    const ent_bargaining_rule *rule;
    ent_stage *stage;
    size_t stages;
} ent_talks;

typedef struct ent_cause {
    ent_label label;
    ent_quantity hazard, contained;
} ent_cause;

typedef struct ent_outcome {
    ent_label label;
    ent_quantity when; /* default true */
} ent_outcome;

typedef struct ent_assignment {
    const char *text; /* "path = value" */
    ent_position at;
} ent_assignment;

typedef struct ent_variant {
    ent_label label;
    ent_assignment *set;
    size_t sets;
} ent_variant;

/* One axis of a sweep: the settings it varies and the values they take. */
typedef struct ent_sweep_axis {
    const char *path;
    const char **value; /* as text, to be assigned */
    double *number;     /* as numbers, for the table */
    size_t values;
    ent_position path_at; /* where the path is written */
    ent_position *at;     /* [values] where each value is; between `from` and `to` the latter */
} ent_sweep_axis;

typedef struct ent_sweep {
    ent_label label;
    ent_sweep_axis *axis; /* 1 or more; the last runs fastest */
    size_t axes;
} ent_sweep;

typedef struct ent_check_line {
    const char *text;
    ent_check check;
    const ent_setting *setting;
} ent_check_line;

typedef struct ent_run_size {
    uint64_t worlds;       /* 1 .. 2^31 */
    uint64_t replications; /* 1 .. 2^31 */
    uint64_t seed;
    size_t horizon; /* months, 1 .. 1200 */
} ent_run_size;

typedef struct ent_scenario {
    ent_arena arena;
    const char *id;    /* the file's name without folder and ending; names the result folder */
    const char *title; /* the id when none is given */
    const char *notes;
    const char **source;
    size_t sources;
    ent_run_size run;
    ent_factor *factor;
    size_t factors;
    ent_event *event;
    size_t events;
    ent_contributor *contributor;
    size_t contributors;
    ent_correlation *correlation;
    size_t correlations;
    ent_force force;
    ent_party *party;
    size_t parties;
    ent_demand *demand;
    size_t demands;
    ent_talks talks;
    ent_cause *cause;
    size_t causes;
    ent_outcome *outcome;
    size_t outcomes;
    const char *headline; /* as written */
    ent_query headline_query;
    const ent_setting *headline_setting; /* NULL for the default */
    ent_variant *variant;
    size_t variants;
    ent_sweep *sweep;
    size_t sweeps;
    ent_check_line *check;
    size_t checks;
} ent_scenario;

void ent_scenario_init(ent_scenario *self);
void ent_scenario_free(ent_scenario *self);

/* Reads a tree into self. All mistakes go to diagnostics, in one pass; ENT_ERR_SCENARIO when there is an error.
 * `id` is copied. The tree must outlive self. */
int ent_scenario_read(ent_scenario *self, const char *id, const ent_tree *tree, ent_diagnostics *diagnostics);

/* Calls visit for every quantity with a formula, in file order of sections. */
typedef int (*ent_quantity_visitor)(const ent_quantity *quantity, void *context);
int ent_scenario_each_quantity(const ent_scenario *self, ent_quantity_visitor visit, void *context);

#endif
