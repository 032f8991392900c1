/* The model: one variant of a scenario as plain data, programs and plans, that any number of threads can run. Built by
 * compile/compile.h; read-only afterwards.
 *
 * A plan lists the registers that a stage's own code reads and fills, and the constants that it needs. Registers belong
 * to the space of draws unless a comment names another space; a register is ENT_NO_REGISTER where a setting is left
 * out or nothing reads it. Arrays belong to the model's arena. "Filled" registers are written by the stage's code. */
#ifndef ENT_MODEL_MODEL_H
#define ENT_MODEL_MODEL_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "distribution/stream.h"
#include "distribution/table_cache.h"
#include "kernels/kernels.h"
#include "model/program.h"
#include "scenario/scenario.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Rows of a block: enough to amortise the cost of a call, few enough for the columns to stay in the cache. */
enum { ENT_BLOCK_ROWS = 768 };

/* Positions (distribution/stream.h) of a setting's own random quantities; the distributions of its formula have the
 * positions from 0 on. */
enum {
    ENT_POSITION_CHANCE = 0x10000, /* the trial of a chance, or the threshold of a hazard */
    ENT_POSITION_ORDER = 0x10001,  /* the random orders of contributors for voting power */
    ENT_POSITION_PICK = 0x10002    /* the choice of a package or of a cause */
};

/* A value that is clamped to a range; the number of rows clamped is counted per guard. */
typedef struct ent_guard {
    const ent_quantity *quantity; /* borrowed from the scenario or the arena */
    double low, high;             /* the range, in the unit of the quantity */
    bool world;                   /* counts worlds, not draws */
    bool monthly;                 /* counts months of these */
} ent_guard;

/* One group of correlated quantities of the same rate: normal scores z = L g, L the Cholesky factor of their
 * correlation matrix and g independent. */
typedef struct ent_correlated_group {
    size_t members;
    uint64_t *key;   /* [members] keys of the streams of g */
    double *factor;  /* [members * members] L, row-major, lower triangular */
    ent_register *z; /* [members] filled, in the space of the rate */
    bool compared;   /* the scores are read by comparisons only: approximate scores are computed and no columns z */
    ent_approximate_score rough; /* where `compared` */
} ent_correlated_group;

/* A force in stage 2. */
typedef struct ent_force_offer {
    size_t members;
    size_t *member;        /* [members] the contributors that serve in it, ascending */
    ent_register offered;  /* sum of their troops */
    ent_register count;    /* number of them that join */
    ent_register required; /* troops */
} ent_force_offer;

/* Stage 2. */
typedef struct ent_coalition_plan {
    size_t contributors, forces;
    ent_force_offer *force;   /* [forces] the main one first */
    ent_register *would_join; /* [contributors] 1 if `requires` and the chance hold, before `after` */
    ent_register *would_send; /* [contributors] sustained troops if it joins */
    ent_register *after;      /* [contributors] troops that others must send first */
    bool any_after;           /* a contributor has `after`: the stage's code solves for the coalition */
    ent_register *joins;      /* [contributors] 1 if it joins; filled where any_after */
    ent_register *troops;     /* [contributors] troops sent; 0 if it does not join */
} ent_coalition_plan;

/* A weight or score that varies: its register in the space of worlds if preferences vary by world, else of draws. */
typedef struct ent_preference_slot {
    ent_register from;
    size_t index;         /* in `weight`, `score` or `together->addition` of the plan */
    const double *target; /* while compiling: the number that index refers to */
} ent_preference_slot;

/* Options that hang together (`together`). Demands that its entries tie to one another are one bundle, as is each other
 * demand; a choice of a bundle takes one option of each of its demands. So the utility of a package is the sum of the
 * worths of its choices, one a bundle, clamped to [0, 1]. Choices that are out in every draw are not listed. */
typedef struct ent_together_plan {
    size_t entries;
    size_t *first_demand;        /* [entries + 1] in `demand` */
    size_t *demand;              /* demands that each entry looks at, ascending */
    const bool **describes;      /* [entries][combinations of their options, the last demand fastest] */
    bool *never;                 /* [entries] the packages that it describes are out */
    const double *addition;      /* [entries * parties] to the utility, in [-1, 1]; NaN where it varies */
    size_t bundles, choices;     /* bundles by falling number of choices */
    size_t *first_choice;        /* [bundles + 1] */
    double *index;               /* [choices] its addition to the package index */
    uint64_t *excluding;         /* [choices][words] flags of its options: it is out where one of them is */
    size_t words;                /* of flags */
    uint32_t *first_part, *part; /* [choices + 1]; its options, of all demands numbered through, ascending */
    uint8_t *shared;             /* [choices] its first options that are those of the choice before */
    uint32_t *first_met, *met;   /* [choices + 1]; the entries that describe it, ascending */
} ent_together_plan;

/* An event during the talks: as ent_timed_plan, with months counted from the start. Registers of the space of rounds.
 */
typedef struct ent_during_plan {
    bool monthly; /* and not `every` */
    bool steady;  /* monthly, with the same chance and `when` in all months: the month of the onset is known at once */
    size_t segment;
    ent_register when, rate, trigger, at, every, lasts; /* see ent_timed_plan; ENT_NO_REGISTER where left out */
    uint64_t key;                                       /* `every`: stream of the trials */
    ent_register active;                                /* 1 while active; filled */
    ent_register started;                               /* month of the last onset; infinity: none; filled */
    ent_register summed; /* monthly: integrated hazard of onset so far; steady: the month of the onset, which may be to
                            come; filled */
    bool goes_on;        /* in the truce */
    ent_register deal_started, deal_summed; /* draws: `started`, `summed` in the month of the entry into force; filled;
                                               ENT_NO_REGISTER unless the plan plays on */
    ent_register shown_started,
        shown_active; /* recording; draws: `started`, `active` in the round signed, else the last */
} ent_during_plan;

/* A value of the space of rounds that is copied to the draws. */
typedef struct ent_round_value {
    ent_register from; /* rounds */
    ent_register to;   /* draws: filled; ENT_NO_REGISTER: nothing reads it there */
} ent_round_value;

/* A column that is copied to another one. */
typedef struct ent_column_copy {
    ent_register from, to;
} ent_column_copy;

/* Stage 3: preferences, refusals, thresholds. Options of all demands are numbered through in file order. */
typedef struct ent_talks_plan {
    bool none; /* no demands or no parties: a deal from the start */
    size_t parties, demands, options;
    size_t rounds;
    size_t deadline; /* round from which on all ask for no more than their reservation, >= 1; may exceed rounds */
    double months_per_round; /* months > 0 */
    const ent_bargaining_rule *rule;
    bool *veto; /* [parties] */
    size_t vetoes;
    size_t *decider; /* [deciders] deciders: parties with a veto, or all parties if the rule is utilitarian */
    size_t deciders;
    double *floor;              /* [deciders] lower bound in [0, 1] of a decider's aspiration in all rounds and draws;
                                   -infinity without a veto */
    const size_t *first_option; /* [demands + 1] */
    size_t packages;            /* product of the numbers of options */
    ent_rate preferences;       /* the highest rate among weights, scores and additions */
    const double *weight;       /* [demands * parties] >= 0; NaN where it varies */
    const double *score;        /* [options * parties] in [0, 1]; NaN where it varies */
    ent_preference_slot *slot;  /* [slots] the weights, the scores, the additions that vary */
    size_t slots, weight_slots, score_slots; /* then come the additions of `together` that vary */
    ent_together_plan *together;             /* NULL: utilities are sums over the demands */
    bool *excluded_always;                   /* [options] unavailable or refused in every draw */
    ent_register *available;                 /* [options] 1 if available; ENT_NO_REGISTER: constant */
    ent_register *refuses;        /* [options * parties] 1 if the party refuses the option in round 1; ENT_NO_REGISTER:
                                     never */
    ent_register *refused_before; /* [options * parties] month from which on the party no longer refuses the option;
                                     ENT_NO_REGISTER: its refusal does not soften */
    bool softens;                 /* some refusal softens, or options are out by round: exclusions differ by round */
    size_t *flag_of; /* [options] number among the options that are excluded in some draws; else SIZE_MAX */
    size_t flags;
    ent_register *threshold;     /* [parties] utility in [0, 1] */
    ent_register *war_cost;      /* [parties] utility lost per month of talks */
    ent_register *concession;    /* [parties] exponent of the concession curve, > 0 */
    bool rising_cost;            /* a war cost may be negative: acceptance need not grow from one round to the next.
                                    Of settings by round the clock knows where it may fall */
    double *concession_constant; /* [parties] > 0; NaN where left out or not constant */
    size_t stages;
    ent_register *stage_month; /* [stages] months that each stage takes, >= 1 */
    ent_register ready;        /* month in which all stages are passed; filled where stages_by_month */
    bool clock;                /* something happens month by month, or a setting is known by round: the following */
    size_t during_events;
    ent_during_plan *during; /* [during_events] */
    bool plays_on;           /* some of them go on in the truce, and a signed deal may wait for its ratification: their
                                months up to the entry into force are played */
    ent_register calendar;   /* rounds: months since the start; filled */
    ent_round_value *kept; /* [kept_values] kept for every round; in the draws: of the round signed, else of the last */
    size_t kept_values;
    ent_round_value *first; /* [first_values] in the draws: of round 1 */
    size_t first_values;
    size_t *threshold_at, *war_cost_at; /* [parties] number of the kept value; SIZE_MAX: the same in all rounds */
    size_t *out_at;           /* [options] kept value: 1 where refusals or availability by round take the option out */
    bool *available_by_round; /* [options] `available` is of round 1 alone; see out_at */
    bool *refuses_by_round;   /* [options * parties] likewise */
    bool stages_by_month;     /* the chance of a stage varies by month */
    ent_register *stage_rate; /* rounds: [stages] integrated hazard of passing it in a month; else ENT_NO_REGISTER */
    ent_register *stage_trigger; /* rounds: [stages] unit exponential threshold that goes with stage_rate */
    ent_register pick;           /* uniform of the rule `random` */
    uint64_t pick_key;           /* stream of this uniform, for later attempts */
    ent_register agreed;         /* 1 if there is a deal; filled */
    ent_register month, round;   /* of the deal; filled */
    ent_register is_signed, signed_month, refused; /* `signed`, `talks.signed`, `talks.refused`; filled where there is
                                                      ratification, and else ENT_NO_REGISTER unless recording */
    ent_register *deal;         /* [demands] number of the option within the demand; -1 without a deal; filled */
    ent_register *utility;      /* [parties] in [0, 1]; filled */
    ent_column_copy *as_signed; /* [signed_columns] the deal as signed, kept before a truce in force can make it void */
    size_t signed_columns;
} ent_talks_plan;

/* Stage 3: approvals that a signed deal needs. Registers that the attempt decides belong to ENT_SEGMENT_RATIFICATION,
 * which runs once an attempt, with the number of the attempt as the sub-address of its random numbers. */
typedef struct ent_ratification_plan {
    size_t entries;
    ent_register *when;   /* [entries] 1 where it is asked; ENT_NO_REGISTER: always */
    ent_register *chance; /* [entries] of a yes; NULL unless recording */
    ent_register *says;   /* [entries] 1 where it approves; ENT_NO_REGISTER: always */
    ent_register *takes;  /* [entries] whole months in [0, ENT_LONGEST_WAIT] until the answer; ENT_NO_REGISTER: none */
    bool *if_no_talks;    /* [entries] after a no the talks go on */
    size_t longest;       /* months: upper bound of `takes` of all entries */
    ent_register month, round, refused; /* of the signature: month, round, refusals before; filled where read */
    ent_register *deal;                 /* [demands] number of the option signed; filled where read */
    ent_register *utility;              /* [parties] of the package signed, in [0, 1]; filled where read */
} ent_ratification_plan;

/* New truces after a collapse (`renews`). Registers of the space of active truces, but for the results. */
typedef struct ent_renewal_plan {
    bool any;                  /* else the other members are not set */
    ent_register rate;         /* cumulative hazard in the month that a new truce begins */
    ent_register since;        /* months since the last collapse; filled */
    ent_register truce_month;  /* month of the present truce; ENT_NO_REGISTER: not read; filled */
    uint64_t key;              /* stream of the unit exponential thresholds of new truces, by number of the truce */
    ent_register spells;       /* number of truces; filled */
    ent_register peace_months; /* months of peace; filled */
    ent_register at_peace;     /* 1 if the last month is one of peace; filled */
} ent_renewal_plan;

/* A timed event: it begins in the first month in which its cumulative hazard reaches a threshold (`monthly`), or with a
 * probability in one given month (`at`), or with a probability in several months (`every`). Registers of the space of
 * active truces. */
typedef struct ent_timed_plan {
    bool monthly; /* and not `every` */
    size_t segment;
    ent_register when;    /* condition of the month */
    ent_register rate;    /* monthly: cumulative hazard of the month, -log(1 - chance); otherwise: the chance */
    ent_register trigger; /* monthly: unit exponential threshold; `at`: uniform; `every`: ENT_NO_REGISTER */
    ent_register at; /* month counted from the deal, a whole number unless `every` is given; below 1: before month 1 */
    ent_register every;   /* months from one possible onset to the next, >= 1; ENT_NO_REGISTER: there is one */
    uint64_t key;         /* `every`: stream of the trials */
    ent_register decided; /* `every`: trials to this month were made in the talks; ENT_NO_REGISTER: none */
    ent_register until;   /* the month after which it keeps its state; ENT_NO_REGISTER: none */
    bool continues;       /* its clock ran in the talks: the following two are given */
    ent_register begun;   /* 1 if it has begun by the signature; with `every`: first month after that run, or 0 */
    ent_register state;   /* draws: `active` at the signature, else in the last round */
    ent_register lasts;   /* months; ENT_NO_REGISTER: for good */
    ent_register active;  /* 1 while active; filled */
    ent_register last;    /* draws: `active` in the last month followed; filled */
} ent_timed_plan;

/* The presence of a contributor. Registers of the space of active truces. */
typedef struct ent_departure_plan {
    bool followed;        /* its force is (ent_force_plan): else nothing of the following is set */
    ent_register sends;   /* sustained troops; 0 if it has not joined or is not allowed */
    ent_register brings;  /* troops in the month, once it has arrived: `sends` times `present` */
    bool steady;          /* `sends` does not vary by month */
    ent_register lead;    /* months until arrival */
    ent_register leaves;  /* month of departure; ENT_NO_REGISTER: never, or given by `rate` */
    ent_register rate;    /* cumulative hazard of leaving in the month, where it varies by month */
    ent_register trigger; /* unit exponential threshold that goes with rate */
} ent_departure_plan;

/* A guarantee. Registers of the space of active truces, unless a comment names draws. */
typedef struct ent_guarantee_plan {
    ent_register first, last;     /* months of the truce between which it can be in force; ENT_NO_REGISTER: no limit */
    ent_register open;            /* 1 in these months; filled; ENT_NO_REGISTER: always, or part of in_force */
    ent_register failed_for_good; /* 1 once it is void; filled; ENT_NO_REGISTER: it is never void */
    ent_register in_force;        /* 1 in the months in which it is in force */
    ent_register honoured_chance; /* probability that it is honoured in a test; ENT_NO_REGISTER: 1 */
    ent_register contains;        /* probability that it contains the violation then; ENT_NO_REGISTER: 1 */
    uint64_t honoured_key, contains_key;              /* streams of these trials */
    const bool *against;                              /* [causes] borrowed: the causes that test it */
    ent_register months;                              /* draws: months in force; filled */
    ent_register tested, honoured, failed, contained; /* draws: number of tests and of their ends; filled */
    ent_register tested_truces;                       /* draws, with `renews`: number of truces that test it; filled */
    ent_register saved;         /* draws: 1 where it contained a violation that no later guarantee would have; filled */
    ent_register last_in_force; /* draws: in_force in the last month followed; filled */
} ent_guarantee_plan;

/* A force in the truce. */
typedef struct ent_force_plan {
    bool followed;               /* the deployed troops are read, and vary by month */
    bool committed_monthly;      /* committed troops are taken from month 1 of the truce */
    ent_register cap;            /* truces: troops */
    ent_register allowed;        /* truces: conditions of the month on the whole force; ENT_NO_REGISTER: none */
    ent_register deployed;       /* truces: troops; filled where followed */
    ent_register committed;      /* truces: troops; filled where committed_monthly, else ENT_NO_REGISTER */
    ent_register last_deployed;  /* draws: troops in the last month followed; filled where followed */
    ent_register committed_draw; /* draws: troops; filled where committed_monthly */
} ent_force_plan;

/* Stage 4. */
typedef struct ent_truce_plan {
    size_t horizon;              /* months */
    size_t table_months;         /* of the tables by month: the horizon, or one more where a deal of the last month
                                    commits the force of the month after it */
    bool in_force;               /* each draw has a truce, from month 0 of the talks on */
    bool awaits_deal;            /* in force while talks go on: what follows begins in the month after the deal's */
    ent_register deal_month;     /* where awaits_deal: month of the deal as signed, infinity: none */
    ent_register deal_month_now; /* truces: the same rounded up; infinity also once the deal is void */
    ent_register signed_now, signed_month_now, refused_now; /* truces, with ratification: signatures and refusals of the
                                                               months before; filled where read */
    ent_renewal_plan renewal;
    size_t causes, contributors, forces, timed_events, guarantees;
    ent_timed_plan *timed;         /* [timed_events] */
    ent_force_plan *force;         /* [forces] */
    ent_departure_plan *departure; /* [contributors]; NULL where no force is followed */
    ent_guarantee_plan *guarantee; /* [guarantees] */
    ent_register incidents;        /* truces: violations contained so far; filled; ENT_NO_REGISTER: not read */
    bool force_followed;           /* at least one force is */
    bool departures_apart;         /* only departures read the segment of departures: it runs for truces with a force */
    bool force_varies_by_month;    /* `allowed`, `leaves`, `present` or `cap` of some force vary by month */
    bool committed_monthly;        /* committed troops are taken from month 1 of the truce, in some force */
    ent_register sendable;         /* sum of `sends` over the forces that may be followed; ENT_NO_REGISTER: not known
                                      before the months of the truce */
    ent_register last_month;       /* the last month followed; filled */
    bool event_driven;             /* event-driven: simulated from event to event, not month by month */
    size_t baselines;              /* number of baseline hazards */
    ent_register *clock;           /* [baselines] baseline by month; ENT_NO_REGISTER: 1 in each month */
    bool *baseline_by_month;       /* [baselines] the baseline is in the space MONTH, else in WORLD_MONTH */
    ent_register *strength;        /* truces: [causes * baselines] multiplier; hazard = sum of baseline * multiplier;
                                      ENT_NO_REGISTER: 0 */
    ent_register *hazard;          /* truces: [causes] per month, >= 0; if event-driven only while recording */
    ent_register *contained;       /* truces: [causes] probability that a violation is contained; ENT_NO_REGISTER: 0 */
    ent_register trigger;          /* truces: unit exponential threshold of the first violation */
    uint64_t trigger_key;          /* stream of the thresholds of further violations */
    uint64_t cause_key;            /* stream that chooses the cause of a violation */
    uint64_t *contained_key;       /* [causes] streams of the trials of `contained` */
    ent_register held;             /* 1 if the truce lasts to the horizon; filled */
    ent_register months;           /* months that it lasts; filled */
    ent_register violations;       /* number of violations; filled */
    ent_register cause;            /* number of the cause that ends it, or -1; filled */
} ent_truce_plan;

/* Stage 5. Conditions are 1, 0 or NaN. */
typedef struct ent_outcome_plan {
    size_t outcomes, checks;
    ent_register *when;                    /* [outcomes] */
    ent_register where;                    /* of the draws asked for; ENT_NO_REGISTER: none are */
    ent_register given;                    /* of the draws that are kept; ENT_NO_REGISTER: all are */
    ent_register headline, headline_given; /* given: ENT_NO_REGISTER without a condition */
    ent_register *check, *check_given;     /* [checks] likewise, for each probability of the checks in file order */
    size_t means;
    ent_register *mean, *mean_given; /* [means] numbers whose means are taken, any double; conditions likewise */
    double *mean_low, *mean_high;    /* [means] bounds of the numbers, known before a draw; infinite: none */
    size_t measures;
    ent_register *measure, *measure_given; /* [measures] numbers, 0 where the condition does not hold; conditions */
    double *measure_low, *measure_high;    /* [measures] as of means */
    size_t driver_events;                  /* plain events that are counted beside the headline: all but the headline
                                              itself; none where it is a mean */
    size_t *driver_event;                  /* [driver_events] index in the scenario, ascending */
    ent_register *driver;                  /* [driver_events] 1 where the event holds */
} ent_outcome_plan;

/* A named value (`values`), for tables and explanations; formulas that read it were compiled with it in place. */
typedef struct ent_named_plan {
    ent_register at; /* draws: its value at the end of the draw; ENT_NO_REGISTER without recording */
    bool by_draw;    /* it is known by draw: not constant, nor by world, nor changing by round or month */
    bool changes;    /* by round of the talks or month of the truce */
    bool condition;  /* it is true or false */
} ent_named_plan;

/* The models that play the worlds of a run, one for each expert. Each world belongs to one of them. */
typedef struct ent_expert_models {
    size_t count;                   /* 0: no experts, and the model itself plays all worlds */
    const struct ent_model **model; /* [count] borrowed: compiled from the expert's settings */
    uint64_t *key;                  /* [count] stream of the expert, by world */
    double *weight;                 /* [count] >= 0, one above 0 */
} ent_expert_models;

typedef struct ent_model {
    ent_arena arena;
    const ent_scenario *scenario; /* borrowed */
    const ent_kernels *kernels;   /* borrowed */
    ent_table_cache *shelf;       /* borrowed, may be set before compiling: cache of distribution tables, which must
                                    outlive the model; NULL: the model builds its own tables */
    ent_program program;
    ent_guard *guard; /* [guards] */
    size_t guards, guard_capacity;
    ent_correlated_group *world_group, *draw_group; /* [world_groups], [draw_groups] */
    size_t world_groups, draw_groups;
    ent_world_stream *world_stream; /* [world_streams] in the order compiled, each key once */
    size_t world_streams, world_stream_capacity;
    const ent_world_source *world_source; /* borrowed, may be set after compiling; NULL: the streams of each world */
    size_t approximate_columns;           /* number of columns of approximate scores in a block */
    ent_coalition_plan coalition;
    ent_talks_plan talks;
    ent_ratification_plan ratification;
    ent_truce_plan truce;
    ent_outcome_plan outcome;
    double **month_table;            /* [registers of the space MONTH][horizon] */
    ent_named_plan *named;           /* [scenario->nameds] */
    bool recording;                  /* the following are set */
    ent_register *factor;            /* worlds: [factors] */
    ent_register *unknown;           /* worlds: [scenario->unknowns] */
    ent_register *event;             /* [events]; ENT_NO_REGISTER for timed events */
    ent_register *quantity;          /* [quantities] value of each setting */
    ent_register *quantity_in_truce; /* truces: [quantities] value in month 1 of one that varies by month, else
                                    ENT_NO_REGISTER */
    const ent_quantity **recorded;   /* [quantities] */
    const ent_dist **quantity_dist;  /* [quantities] its distribution if it is one of constant parameters, else NULL */
    double *quantity_low, *quantity_high; /* [quantities] with a distribution: the range in which its draws are held */
    size_t quantities;
    ent_expert_models experts; /* of a run of this model; set after compiling; arrays in the arena */
} ent_model;

/* Frees the model; legal for a zeroed model and any number of times. */
void ent_model_free(ent_model *self);

/* Whether the stage's own code of the guarantees reads or fills a column of the active truces. */
bool ent_guarantees_read_column(const ent_truce_plan *truce, ent_register column);

/* Verifies the invariants of a compiled model: those of its program (ent_program_check); every register of a plan lies
 * within its space; ranges of guards are in order; Cholesky factors are lower triangular with rows of length 1. Returns
 * NULL, or a static text that names an invariant that does not hold. For tests. */
const char *ent_model_check(const ent_model *self);

#endif
