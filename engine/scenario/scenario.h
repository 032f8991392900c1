/* A scenario: the file as typed settings, with every formula parsed and no name resolved yet. All memory is owned by
 * the scenario's arena or by the tree it was read from, which must outlive it. Arrays keep file order.
 *
 * A quantity left out without a default has a NULL formula. Units of quantities: troops in persons, times in months,
 * probabilities and utilities in [0, 1]. */
#ifndef ENT_SCENARIO_SCENARIO_H
#define ENT_SCENARIO_SCENARIO_H

#include "bargaining/solutions.h"
#include "base/arena.h"
#include "base/diagnostic.h"
#include "distribution/designs/designs.h"
#include "formula/ast.h"
#include "formula/query.h"
#include "scenario/observed/observed.h"
#include "settings/tree.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The kind of a number: its range, and the treatment of a value outside it. "Clamped" values are moved to the nearer
 * end of the range and counted in the warnings of a run. */
typedef enum ent_meaning {
    ENT_MEANING_NUMBER,       /* any number */
    ENT_MEANING_CONDITION,    /* true or false */
    ENT_MEANING_PROBABILITY,  /* [0, 1], clamped and counted */
    ENT_MEANING_SCORE,        /* [0, 1], clamped and counted */
    ENT_MEANING_TROOPS,       /* >= 0, clamped and counted */
    ENT_MEANING_NOT_NEGATIVE, /* >= 0: weights; clamped and counted */
    ENT_MEANING_POSITIVE,     /* > 0: concession, rotation */
    ENT_MEANING_SHARE,        /* threshold, war_cost: a constant lies in [0, 1], values that are drawn may leave it */
    ENT_MEANING_MONTH,        /* a month counted from the deal, or a calendar month: any number */
    ENT_MEANING_DURATION,     /* >= 0, in months; clamped and counted */
    ENT_MEANING_ADDITION,     /* [-1, 1], clamped and counted: added to a utility */
    ENT_MEANING_HAZARD,       /* >= 0, cumulative hazard of a month; clamped and counted */
    ENT_MEANING_WAIT,         /* 0 .. ENT_LONGEST_WAIT months; clamped and counted */
    ENT_MEANING_PERIOD,       /* >= 1, in months: the time from one possible onset to the next; clamped and counted */
    ENT_MEANING_PART,         /* [0, 1], clamped and counted: the share of a number that is there */
    ENT_MEANING_MEASURE       /* any number, and no condition */
} ent_meaning;

/* Longest time, in months, that ratification takes. The tables of months have room for it. */
enum { ENT_LONGEST_WAIT = 1200 };

/* A setting that holds a number or a formula. */
typedef struct ent_quantity {
    const char *path;           /* "contributors.italy.joins"; of a list member "demands.d.available.met" */
    const char *written;        /* as in the file; of a default the text of the default */
    const ent_ast *formula;     /* NULL: left out, and without a default */
    const ent_setting *setting; /* the setting it was read from; NULL for a default */
    ent_meaning meaning;
    bool given; /* false: it is the default */
    bool wrong; /* an error was reported; the formula is an unknown random number, which causes no further error */
} ent_quantity;

/* Id and descriptions of a group. */
typedef struct ent_label {
    const char *id;             /* the group's name in the file */
    const char *name;           /* display name; derived from the id when none is given */
    const char *note;           /* "" when none */
    const char *source;         /* "" when none */
    const ent_setting *setting; /* NULL for a default group */
} ent_label;

/* An uncertain quantity, the same in all draws of a world. */
typedef struct ent_factor {
    ent_label label;
    ent_quantity value;
} ent_factor;

/* A name for a formula, of `values`. */
typedef struct ent_named_value {
    ent_label label;
    ent_quantity value;
    bool in_draws; /* draws.csv has it: in some variant it is known by draw (run/experiment.c) */
} ent_named_value;

/* When the clock of a timed event runs. */
typedef enum ent_during {
    ENT_DURING_TRUCE, /* months counted from the deal */
    ENT_DURING_TALKS, /* months counted from the start of the talks, to the signature or the last round */
    ENT_DURING_BOTH   /* the same, and on through the truce */
} ent_during;

/* An event: plain (it happens or not) or timed (with a month of onset). */
typedef struct ent_event {
    ent_label label;
    bool timed;        /* has `monthly` or `at` */
    ent_during during; /* timed: when its clock runs (default: the truce) */
    bool
        seen_meanwhile; /* of the talks, while a truce in force is followed: it has a state in each of its months too */
    ent_quantity chance;  /* plain: its probability; timed with `at`: the probability of an onset then (default 1) */
    ent_quantity monthly; /* timed: probability of an onset per month; NULL formula with `at` */
    ent_quantity at;      /* timed: month of the possible onset, counted from the deal or (a DATE as a whole) from the
                             start of the talks; NULL formula with `monthly` */
    ent_quantity every;   /* timed: months from one possible onset to the next; NULL formula: it starts once at most */
    ent_quantity when;    /* timed: condition (default true) */
    ent_quantity lasts;   /* timed: duration in months; NULL formula: permanent */
} ent_event;

/* A contributor of troops. */
typedef struct ent_contributor {
    ent_label label;
    ent_quantity troops;      /* troops sent when it joins (default inf: limited by pool / rotation) */
    ent_quantity joins;       /* probability of joining (default 1) */
    ent_quantity requires;    /* condition of joining (default true) */
    ent_quantity after;       /* troops that others must have offered; NULL formula when left out */
    ent_quantity lead_months; /* months from the truce to deployment (default 0) */
    ent_quantity leaves;      /* probability of leaving per year (default 0) */
    ent_quantity pool;        /* troops available for rotation; NULL formula when left out */
    ent_quantity rotation;    /* pool troops needed per deployed one, > 0; NULL formula when left out */
    ent_quantity allowed;     /* condition of deployment (default true) */
    ent_quantity present;     /* share of its troops that is there in a month (default 1) */
    size_t force;             /* the force that it serves in: index in ent_scenario.force (default 0) */
} ent_contributor;

/* One correlation shared by several random quantities. */
typedef struct ent_correlation {
    ent_label label;
    const ent_setting **among; /* [members] the names, as settings for their positions */
    size_t members;
    double rho; /* correlation of the Gaussian copula, in (-1, 1) */
} ent_correlation;

/* A force that secures a truce. */
typedef struct ent_force {
    ent_label label;
    const char *path;        /* "force"; of the others "forces.monitors" */
    ent_quantity required;   /* troops (default 0) */
    ent_quantity allowed;    /* condition of any deployment (default true) */
    ent_quantity cap;        /* most troops deployed (default inf) */
    const double *threshold; /* [thresholds] troops, ascending, for the tables; NULL: chosen by the engine */
    size_t thresholds;
} ent_force;

/* A party to the talks. */
typedef struct ent_party {
    ent_label label;
    ent_quantity threshold;  /* least utility that it accepts */
    ent_quantity war_cost;   /* decrease of the threshold per month of war (default 0) */
    ent_quantity concession; /* shape of its concession over the rounds, > 0; NULL formula when left out */
    ent_quantity softens;    /* share a month by which its chances of refusing fall; NULL formula when left out: 0 */
    bool veto;               /* no deal without its consent (default true) */
} ent_party;

/* The preferences of one party on one demand. */
typedef struct ent_stance {
    bool given;            /* false: weight 0 */
    ent_quantity weight;   /* >= 0, relative to the party's other weights */
    ent_quantity *score;   /* [options of the demand] utility in [0, 1] */
    ent_quantity *refuses; /* [options of the demand] probability of refusing the option */
    bool red_line;         /* has `refuses` */
    ent_quantity softens;  /* goes over the party's; NULL formula when left out */
} ent_stance;

/* A demand: one question of the talks, with its possible answers. */
typedef struct ent_demand {
    ent_label label;
    const char *by;            /* id of the party that makes it; "" when none */
    const char **option;       /* [options] ids */
    const char **option_name;  /* [options] for people; derived from the id where none is given */
    const char **option_given; /* [options] the name as given; NULL where none is */
    size_t options;
    ent_quantity *available; /* [options] conditions (default true) */
    ent_stance *stance;      /* [parties] in the order of ent_scenario.party */
} ent_demand;

/* Packages that are worth more or less than the sum of their options, or that cannot be. */
typedef struct ent_together {
    ent_label label;
    ent_quantity when;      /* which packages: a condition on the options of a deal alone */
    bool never;             /* they are out */
    ent_quantity *addition; /* [parties] to the utility in [-1, 1]; NULL formula where left out: 0 */
} ent_together;

/* A stage before the first round of the talks. */
typedef struct ent_stage {
    ent_label label;
    ent_quantity chance; /* probability of completion per month */
} ent_stage;

typedef struct ent_talks {
    size_t rounds;           /* 1 .. 1200 */
    double months_per_round; /* 0.001 .. 1200 months */
    size_t deadline;         /* round in which all have come down to their reservation, 1 .. 1200; default: rounds */
    bool deadline_given;     /* false: it is the default */
    const ent_bargaining_rule *rule;
    ent_stage *stage;
    size_t stages;
} ent_talks;

/* An approval that a signed deal needs before it enters into force. */
typedef struct ent_ratification {
    ent_label label;
    const char *by;      /* name of the party or contributor, or free text; "" when none */
    ent_quantity chance; /* probability of a yes (default 1) */
    ent_quantity takes;  /* months from the signature to the answer (default 0) */
    ent_quantity when;   /* condition under which it is asked (default true) */
    bool if_no_talks;    /* after a no the talks go on; false: they end */
} ent_ratification;

/* A cause of violations that may end a truce. */
typedef struct ent_cause {
    ent_label label;
    ent_quantity hazard;    /* cumulative hazard of violations in a month, >= 0 */
    ent_quantity contained; /* probability that a violation does not end the truce (default 0) */
} ent_cause;

/* The truce, besides its causes of violations. */
typedef struct ent_truce {
    bool in_force;       /* it is there from month 0 of the talks (default false: it begins with the deal) */
    ent_quantity age;    /* months that a truce in force has lasted by month 0; NULL formula: 0 */
    ent_quantity renews; /* probability a month that a new truce begins after a collapse; NULL formula: none does */
} ent_truce;

/* A guarantee: the action that a guarantor promises for violations of the truce. */
typedef struct ent_guarantee {
    ent_label label;
    const char *by;        /* who gives it: id of a party or contributor, or free text; "" when none */
    ent_quantity given;    /* condition of the month (default true) */
    ent_quantity starts;   /* first month of the truce in which it can be in force (default 1) */
    ent_quantity lasts;    /* number of months from then on; NULL formula: for good */
    ent_quantity honoured; /* probability that it is honoured when tested (default 1) */
    ent_quantity contains; /* probability that, honoured, it contains the violation (default 1) */
    bool *against;         /* [causes] the causes of violations that test it (default all) */
    bool fails_for_good;   /* void from the first test on in which it is not honoured (default true) */
} ent_guarantee;

/* A class of futures; a future belongs to the first class with a true condition. */
typedef struct ent_outcome {
    ent_label label;
    ent_quantity when; /* condition (default true) */
} ent_outcome;

/* A measure: a number of each draw whose mean and percentiles are of interest. */
typedef struct ent_measure {
    ent_label label;
    const char *unit;   /* free text; "" when none */
    ent_quantity value; /* any number, in that unit */
    ent_quantity given; /* condition of the draws that it is taken over (default true) */
} ent_measure;

/* An assignment of a variant or an expert. */
typedef struct ent_assignment {
    const char *text; /* "path = value" */
    ent_position at;  /* of the string */
} ent_assignment;

/* An expert: what one of several judges takes for true. Each world is played with the settings of one of them, drawn
 * with their weights. */
typedef struct ent_expert {
    ent_label label;
    double weight;       /* >= 0; one of all experts is above 0 */
    ent_assignment *set; /* [sets] */
    size_t sets;
    const ent_setting *setting; /* the group */
} ent_expert;

/* A variant of the scenario. */
typedef struct ent_variant {
    ent_label label;
    const char **of; /* [ofs] ids of the variants that it puts together */
    size_t ofs;
    ent_assignment *set; /* [sets] in the order in which they are carried out: those of the variants in `of`, then its
                            own */
    size_t sets;
} ent_variant;

/* A case: the file with other values, and what happened in it (scenario/observed/cases.h). No run plays it. */
typedef struct ent_case {
    ent_label label;
    const ent_setting *values; /* group: the values of the file that it has otherwise; NULL: none */
    ent_assignment *set;       /* [sets] made on top of them */
    size_t sets;
    ent_observed observed; /* the file's, with its own merged over it */
} ent_case;

/* One axis of a sweep: the setting that it varies, and its values. */
typedef struct ent_sweep_axis {
    const char *path;   /* of the setting */
    const char **value; /* [values] as texts, to be assigned */
    double *number;     /* [values] as numbers in the unit of the setting, for the table; NaN: no number, see value */
    size_t values;
    ent_position path_at; /* of the path */
    ent_position *at;     /* [values] of each value; of `to` for values between `from` and `to` */
} ent_sweep_axis;

/* A sweep over the product of its axes. */
typedef struct ent_sweep {
    ent_label label;
    ent_sweep_axis *axis; /* [axes], at least 1; the last varies fastest */
    size_t axes;
} ent_sweep;

/* A check: an expectation that the results are compared with. */
typedef struct ent_check_line {
    const char *text; /* as written */
    ent_check check;
    size_t first;               /* number of its first probability among those of all checks; of a mean likewise; of
                                   means of measures the measure of the first */
    size_t second;              /* … and that of the second */
    const ent_setting *setting; /* the string in `checks` */
} ent_check_line;

/* A distribution within unknown(...) outside `factors`: drawn once a world. */
typedef struct ent_unknown {
    const char *name; /* "parties.russia.threshold"; of a second one in the same formula "….threshold#2" */
    const char *path; /* of its setting */
    size_t ordinal;   /* position among the formula's distributions (ent_ast.ordinal) */
} ent_unknown;

/* A column of draws.csv. All variants of an experiment have the same columns (ent_scenario_share_unknowns). */
typedef struct ent_unknown_column {
    const char *name; /* that of the unknown; "force.required#1" for force.required, whose name is taken in the table */
    size_t unknown;   /* index in ent_scenario.unknown; SIZE_MAX: this variant has no such unknown */
} ent_unknown_column;

typedef struct ent_run_size {
    uint64_t worlds;       /* 1 .. 2^31 - 1; as many as the design can have; fewer once a run with `until` stopped */
    uint64_t worlds_most;  /* as the file has it; `worlds` unless a run stopped */
    uint64_t replications; /* draws per world, 1 .. 2^31 - 1 */
    uint64_t seed;         /* 0 .. 2^53 */
    ent_design_kind design;
    double until;   /* the run stops once the headline's half-width is below it, in the unit of the headline; 0:
                       never before all worlds are played */
    size_t horizon; /* months, 1 .. 1200 */
    bool dated;     /* false: `start` is left out */
    double start;   /* calendar month 0 of the talks (formula/calendar.h); 0 when left out */
} ent_run_size;

typedef struct ent_scenario {
    ent_arena arena;
    const char *id;      /* name of the file without folder and extension; names the result folder */
    const char *title;   /* the id when none is given */
    const char *notes;   /* "" when none */
    const char **source; /* [sources] */
    size_t sources;
    ent_run_size run;
    ent_factor *factor;
    size_t factors;
    ent_named_value *named;
    size_t nameds;
    ent_unknown *unknown; /* [unknowns] in the order of ent_scenario_each_quantity */
    size_t unknowns;
    ent_unknown_column *unknown_column; /* [unknown_columns] */
    size_t unknown_columns;
    ent_event *event;
    size_t events;
    ent_contributor *contributor;
    size_t contributors;
    ent_correlation *correlation;
    size_t correlations;
    ent_force *force; /* [forces] the main one first, whose id is "force", then those of `forces` */
    size_t forces;    /* at least 1 */
    ent_party *party;
    size_t parties;
    ent_demand *demand;
    size_t demands;
    ent_together *together;
    size_t togethers;
    ent_talks talks;
    ent_ratification *ratification;
    size_t ratifications;
    ent_truce truce;
    ent_cause *cause;
    size_t causes;
    ent_guarantee *guarantee;
    size_t guarantees;
    ent_outcome *outcome;
    size_t outcomes;
    ent_quantity where; /* condition that the command line asks about (ent_tree_ask); NULL formula: none */
    ent_quantity given; /* condition: the draws in which it holds are kept; NULL formula: all are */
    ent_measure *measure;
    size_t measures;
    const char *headline;                /* as written */
    const char *headline_name;           /* for people; NULL when none is given */
    ent_query headline_query;            /* the same, parsed */
    size_t headline_measure;             /* where the query takes a mean: number of the measure; else 0 */
    const ent_setting *headline_setting; /* NULL for the default */
    ent_expert *expert;
    size_t experts;
    ent_variant *variant;
    size_t variants;
    ent_sweep *sweep;
    size_t sweeps;
    ent_check_line *check;
    size_t checks;
    size_t check_queries;  /* number of probabilities in all checks */
    size_t means;          /* number of means in all checks, but for those of measures */
    ent_observed observed; /* what happened; of a file with cases the part common to them */
    ent_case *one_case;    /* [cases] */
    size_t cases;
    double *level;           /* [levels] chances in (0, 1), ascending: a comparison counts the worlds that reach them */
    const char **level_text; /* [levels] in per cent, as names of columns have them: "20", "2.5" */
    size_t levels;
} ent_scenario;

/* Whether a timed event's clock runs in the talks, in the truce. */
bool ent_event_in_talks(const ent_event *event);
bool ent_event_in_truce(const ent_event *event);

/* The setting whose stream decides when a timed event begins: `monthly` or `at`. */
const char *ent_event_onset_path(const ent_event *event);

/* Initialises an empty scenario. A zeroed scenario may also be freed. */
void ent_scenario_init(ent_scenario *self);

/* Frees all memory of the scenario. */
void ent_scenario_free(ent_scenario *self);

/* Reads the settings of a tree, which must outlive self, into an empty scenario; `id` is copied. Where `variant`
 * and `variants` are set, they are those of the file that another scenario has read, and are not read again. Error
 * codes: ENT_ERR_SCENARIO with diagnostics for all errors of the file, ENT_ERR_NO_MEMORY. */
int ent_scenario_read(ent_scenario *self, const char *id, const ent_tree *tree, ent_diagnostics *diagnostics);

/* Receives a quantity. A status other than ENT_OK ends the iteration. */
typedef int (*ent_quantity_visitor)(const ent_quantity *quantity, void *context);

/* Calls `visit` for every quantity with a formula, in the fixed order of the sections. Returns the last status. */
int ent_scenario_each_quantity(const ent_scenario *self, ent_quantity_visitor visit, void *context);

#endif
