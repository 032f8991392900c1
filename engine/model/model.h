/* The model: a scenario (one variant of it) compiled to programs and tables that any number of threads can run. It is
 * read-only once compiled. */
#ifndef ENT_MODEL_MODEL_H
#define ENT_MODEL_MODEL_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "math/kernels.h"
#include "model/program.h"
#include "random/shelf.h"
#include "random/stream.h"
#include "scenario/scenario.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Rows of a block: enough to drown the cost of a call, few enough that the columns stay in the cache. */
enum { ENT_BLOCK_ROWS = 384 };

/* What a guard watches: a quantity's range. */
typedef struct ent_guard {
    const ent_quantity *quantity;
    double low, high;
    bool world; /* counts worlds, not draws */
} ent_guard;

/* One coupled group: normal scores z = L g of quantities with one rate. */
typedef struct ent_coupling {
    size_t members;
    uint64_t *key;   /* [members] streams of g */
    double *factor;  /* [members * members] lower triangular, row-major */
    ent_register *z; /* [members] columns to fill, in the space of the rate */
    bool compared;   /* nobody reads the scores but comparisons: there are rough ones only, and no columns z */
    ent_rough rough;
} ent_coupling;

/* Registers of the draw space, unless said otherwise; ENT_NO_REGISTER where a setting is left out or never read. */
typedef struct ent_coalition_plan {
    size_t contributors;
    ent_register *would_join; /* [contributors] requires and chance, before `after` */
    ent_register *would_send; /* [contributors] sustained troops if it joins */
    ent_register *after;      /* [contributors] */
    bool any_after;
    ent_register *joins, *troops; /* [contributors] */
    ent_register offered, count, required;
} ent_coalition_plan;

/* A weight or score that varies: its register, in the world space where preferences vary by world, else the draw's. */
typedef struct ent_preference_slot {
    ent_register from;
    size_t index; /* in weight or score */
    const double *target; /* while compiling */
} ent_preference_slot;

/* Preferences and refusals; options of all demands are numbered through, in file order. */
typedef struct ent_talks_plan {
    bool none; /* no demands or no parties: agreed from the start */
    size_t parties, demands, options;
    size_t rounds;
    double months_per_round;
    const ent_bargaining_rule *rule;
    bool *veto;                  /* [parties] */
    size_t vetoes;
    size_t *judge;               /* [judges] parties whose utility decides on a package: a veto, or all if utilitarian */
    size_t judges;
    double *floor;               /* [judges] no judge ever asks for less; -inf where it may */
    const size_t *first_option;  /* [demands + 1] */
    size_t packages;
    ent_rate preferences;        /* the highest rate among weights and scores */
    const double *weight;        /* [demands * parties]; NaN where it varies */
    const double *score;         /* [options * parties]; NaN where it varies */
    ent_preference_slot *slot;   /* [slots] the weights and scores that vary, weights first */
    size_t slots, weight_slots;
    bool *excluded_always;       /* [options] */
    ent_register *available;     /* [options]; NO_REGISTER: always as excluded_always says */
    ent_register *refuses;       /* [options * parties]; NO_REGISTER: never, or always */
    size_t *flag_of;             /* [options] number among the options that can be excluded in some draws; SIZE_MAX */
    size_t flags;
    ent_register *threshold, *war_cost, *concession; /* [parties] */
    bool rising_cost;            /* some war_cost may be negative: acceptance need not grow with the rounds */
    double *concession_constant; /* [parties] NaN where none, or not constant */
    size_t stages;
    ent_register *stage_month; /* [stages] months that each stage takes */
    ent_register ready;        /* month in which all stages are passed */
    ent_register pick;           /* uniform of the rule `random` */
    ent_register agreed, month, round; /* filled */
    ent_register *deal;          /* [demands] option number within the demand, -1: no deal; filled */
    ent_register *utility;       /* [parties] filled */
} ent_talks_plan;

typedef struct ent_timed_plan {
    bool monthly;
    size_t segment;
    ent_register when, rate; /* LANE; rate: -log(1 - chance) of the month; or, of `at`, the chance */
    ent_register trigger;    /* LANE: unit exponential, or the uniform of `at` */
    ent_register at, lasts;  /* LANE; lasts NO_REGISTER: for good */
    ent_register active;     /* LANE, filled; NO_REGISTER where nobody reads it */
    ent_register last;       /* DRAW, filled: its value in the last month followed; NO_REGISTER where nobody reads it */
} ent_timed_plan;

typedef struct ent_departure_plan {
    ent_register sends;   /* LANE: troops sent if present: joined and allowed, else 0 */
    bool steady;          /* `sends` does not change from month to month */
    ent_register lead;    /* LANE */
    ent_register leaves;  /* LANE: month of departure; NO_REGISTER: never, or `rate` is used */
    ent_register rate;    /* LANE, month-rate: integrated hazard of leaving in the month */
    ent_register trigger; /* LANE: unit exponential that goes with rate */
} ent_departure_plan;

typedef struct ent_truce_plan {
    size_t horizon, causes, contributors, timed_events;
    ent_timed_plan *timed;
    ent_departure_plan *departure;
    bool follows_force;      /* somebody reads force.deployed or force.ratio */
    bool leaves_apart;       /* nobody but the departures reads what is computed for them: lanes with a force suffice */
    bool moving_force;       /* `allowed` or `leaves` or `cap` vary by month */
    ent_register cap;        /* LANE */
    ent_register allowed;    /* LANE: what may end the whole force by month; NO_REGISTER: nothing does */
    ent_register sendable;   /* DRAW: sum of `sends` at their most; NO_REGISTER where it varies by month */
    ent_register deployed, committed; /* LANE, filled; NO_REGISTER where nobody reads it */
    ent_register last_month, last_deployed, last_ratio; /* DRAW, filled; likewise */
    bool committed_monthly;  /* force.committed must be taken from month 1 of the lanes */
    ent_register committed_draw; /* DRAW: computed, or filled where committed_monthly */
    bool in_episodes;        /* followed from change to change (model/episodes.h), not month by month */
    size_t clocks;
    ent_register *clock;     /* [clocks] tables by month: of the world or, where by_month, of all; NO_REGISTER: 1 */
    bool *clock_by_month;    /* [clocks] in the MONTH space, not in WORLD_MONTH */
    ent_register *strength;  /* LANE [causes * clocks] hazard = sum of clock * strength; NO_REGISTER: 0 */
    ent_register *hazard;    /* LANE [causes]; in episodes only when recording */
    ent_register *contained; /* LANE [causes]; NO_REGISTER: never contained */
    ent_register trigger;    /* LANE: unit exponential of the first violation */
    uint64_t trigger_key, cause_key;
    uint64_t *contained_key; /* [causes] */
    ent_register held, months, violations, cause; /* DRAW, filled */
} ent_truce_plan;

typedef struct ent_outcome_plan {
    size_t outcomes, checks;
    ent_register *when;        /* [outcomes] */
    ent_register headline, headline_given; /* given: NO_REGISTER without one */
    ent_register *check, *check_given;     /* [checks] */
} ent_outcome_plan;

typedef struct ent_model {
    ent_arena arena;
    const ent_scenario *scenario; /* borrowed */
    const ent_kernels *kernels;
    ent_dist_shelf *shelf; /* borrowed, set before compiling: where tables are kept; NULL: the model's own. Outlives it */
    ent_graph graph;
    ent_program program;
    ent_guard *guard;
    size_t guards, guard_capacity;
    ent_coupling *world_coupling, *draw_coupling;
    size_t world_couplings, draw_couplings;
    size_t rough_columns;      /* columns of rough scores in a block */
    ent_coalition_plan coalition;
    ent_talks_plan talks;
    ent_truce_plan truce;
    ent_outcome_plan outcome;
    double **month_table;      /* [registers of the MONTH space][horizon] */
    ent_register *factor;      /* WORLD [factors] (recording only) */
    ent_register *event;       /* DRAW [events] (recording only); NO_REGISTER for timed ones */
    ent_register *quantity;    /* DRAW [quantities] (recording only): value of each setting */
    ent_register *quantity_lane; /* LANE: where a month-rate one is found in month 1; NO_REGISTER for others */
    const ent_quantity **recorded; /* [quantities] */
    const ent_dist **quantity_dist; /* [quantities] where it is one distribution of constants, else NULL */
    size_t quantities;
    bool recording;
} ent_model;

void ent_model_init(ent_model *self);
void ent_model_free(ent_model *self);

/* Resolves names, checks stages and rates, and compiles. Mistakes go to diagnostics; ENT_ERR_SCENARIO when there are
 * any. recording: keep every setting's value in a register (for `explain`, `check` and draws.csv; slower).
 * The scenario must outlive the model. */
int ent_model_compile(ent_model *self, const ent_scenario *scenario, const ent_kernels *kernels, bool recording,
    ent_diagnostics *diagnostics);

#endif
