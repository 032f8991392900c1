/* The state of a compilation, shared by the compilers of expressions, sections and passes: the model under
 * construction, the values of names, the plans of the stages as values of the graph, and errors. Internal to
 * engine/compile. */
#ifndef ENT_COMPILE_COMPILER_H
#define ENT_COMPILE_COMPILER_H

#include "compile/names.h"
#include "compile/program_builder.h"
#include "compile/value_graph.h"
#include "model/model.h"

/* Whether a factor is a condition, true or false, or a number. */
typedef enum ent_factor_kind {
    ENT_FACTOR_UNDECIDED, /* not compiled yet, or in a circle */
    ENT_FACTOR_CONDITION,
    ENT_FACTOR_NUMBER
} ent_factor_kind;

/* The deal as a truce in force sees it (compile/sections/truce_in_force.c): as signed, or as it stands in the current
 * month. ENT_NO_VALUE: as in ent_name_values. */
typedef struct ent_deal_values {
    ent_value agreed, month, round;             /* agreed, talks.month, talks.round */
    ent_value whole_month;                      /* as signed: month rounded up, after which the deal is in force */
    ent_value is_signed, signed_month, refused; /* signed, talks.signed, talks.refused */
    ent_value *deal;                            /* [demands] */
    ent_value *utility;                         /* [parties] */
    ent_value *event;                           /* [events] plain events that depend on the deal */
} ent_deal_values;

/* How often a named value changes: the highest rate among the names it refers to. */
typedef enum ent_named_rate {
    ENT_NAMED_CONSTANT,
    ENT_NAMED_WORLD,
    ENT_NAMED_DRAW,
    ENT_NAMED_ROUND, /* of the talks */
    ENT_NAMED_MONTH  /* of the truce */
} ent_named_rate;

/* The names that the formula of a named value reads, through other named values too (compile/sections/values.c). */
typedef struct ent_reads {
    const ent_ast **name; /* [names] one node for each name other than a named value, and one weibull_hazard, if any */
    size_t names;
    bool drawn;    /* a distribution outside unknown(...) */
    bool circular; /* it depends on itself, or nests too deep: an error was reported */
    size_t height; /* of its tree, with those of the named values in it */
    ent_named_rate rate;
} ent_reads;

/* A named value as the setting in hand sees it. */
typedef struct ent_seen_value {
    uint64_t reading; /* ent_current_setting.reading when it was compiled */
    ent_value value;
} ent_seen_value;

/* A force: the values of its names, and its plan. */
typedef struct ent_force_values {
    ent_value offered, required, contributors;
    ent_value deployed, ratio;           /* of the current month */
    ent_value committed_now;             /* as its cap and permissions stand now */
    ent_value committed;                 /* of the draw */
    ent_value last_deployed, last_ratio; /* of the last month followed */
    ent_value cap;                       /* troops */
    ent_value allowed;                   /* the conditions of `allowed` that vary by month */
    ent_value sendable;                  /* sum of `sends`; ENT_NO_VALUE where it varies by month */
} ent_force_values;

/* The value that each name of a formula stands for; ENT_NO_VALUE until the name's stage is compiled. */
typedef struct ent_name_values {
    ent_value *factor;                          /* [factors] */
    ent_value *unknown;                         /* [unknowns] see ent_scenario.unknown; no name of a formula */
    ent_value *named;                           /* [nameds] named values, as they stand at the end of the draw */
    ent_value *event;                           /* [events] whether a plain event happens; timed events: ENT_NO_VALUE */
    ent_value *timed_now;                       /* [events] whether a timed event is active in the current month */
    ent_value *timed_last;                      /* [events] … in the last month followed */
    ent_value *round_now;                       /* [events] whether an event during the talks is active in a round */
    ent_value *at_signature;                    /* [events] … in the round signed, else in the last */
    ent_value round_calendar;                   /* months since the start of the talks, in a month or round of them */
    ent_value *joins, *troops;                  /* [contributors] */
    ent_force_values *force;                    /* [forces] */
    ent_value agreed, talks_month, talks_round; /* agreed, talks.month, talks.round */
    ent_value is_signed, talks_signed, talks_refused; /* signed, talks.signed, talks.refused */
    ent_value *deal;                                  /* [demands] number of the option agreed; -1 without a deal */
    ent_value *utility, *threshold;                   /* [parties] */
    ent_value calendar, last_calendar;         /* months since run.start: in the current month, in the last followed */
    ent_value month;                           /* the current month */
    ent_value incidents;                       /* truce.incidents before the current month */
    ent_value *in_force, *last_in_force;       /* [guarantees] of the current month; of the last month followed */
    ent_value *tested, *honoured, *failed;     /* [guarantees] counts over the truce */
    ent_value last_month;                      /* the last month followed */
    ent_value held, months, violations, cause; /* truce.held, truce.months, truce.violations, truce.cause */
    ent_value spells, peace_months, at_peace;  /* truce.spells, truce.peace_months, truce.at_peace */
    ent_value truce_month;    /* month of the present truce; with `renews` it differs from `month`, the clock */
    ent_value since_collapse; /* months since the last collapse, for `renews` */
    ent_deal_values deal_signed, deal_now; /* in a truce in force; else all ENT_NO_VALUE */
} ent_name_values;

/* Values seen by the settings of ratification: the package that is signed, in one attempt. */
typedef struct ent_signature_values {
    ent_value month, round, refused; /* talks.signed, talks.round; number of refusals before */
    ent_value *deal;                 /* [demands] number of the option */
    ent_value *utility;              /* [parties] */
} ent_signature_values;

/* Plan of the ratification; each [ratifications]. ENT_NO_VALUE: always asked, always yes, at once. */
typedef struct ent_ratification_values {
    ent_value *when;      /* it is asked */
    ent_value *chance;    /* of a yes */
    ent_value *says;      /* its answer is yes */
    ent_value *takes;     /* whole months until the answer */
    size_t first, beyond; /* nodes of the graph that were made for ratification: first … beyond - 1 */
} ent_ratification_values;

/* Standard normal scores of correlated quantities, which replace their own streams; ENT_NO_VALUE for all others. */
typedef struct ent_score_values {
    ent_value *factor;         /* [factors] */
    ent_value *event;          /* [events] */
    ent_value *joins, *troops; /* [contributors] */
    ent_value *refuses;        /* [demands * parties] red lines */
} ent_score_values;

/* The setting that is being compiled and the names that it may refer to. */
typedef struct ent_current_setting {
    const ent_quantity *quantity;
    uint64_t reading;           /* number of the formula in hand: it sees the same values throughout */
    const ent_quantity *inside; /* the named value whose formula is being compiled in place; NULL: the setting's own */
    const ent_ast *inside_at;   /* the name in the setting's formula that led there */
    const ent_ast *blamed;      /* likewise, of a named value that an error was reported of */
    bool of_reader;             /* an error inside is one of the setting that reads the named value */
    ent_time time;              /* names known at an earlier time may be read */
    size_t own_before;          /* of its own section, the entries before this one may be read */
    size_t forces_before;       /* of the forces, the requirements of those before this one may be read */
    bool month_allowed;         /* names that vary by month may be read */
    bool round_allowed;         /* names that vary by round of the talks may be read */
    bool again; /* it was compiled before, for another stage: it is not recorded, and warns of nothing */
    const ent_deal_values *deal; /* the deal that it sees; NULL: the final one */
    ent_value month;             /* the value of `month` in stage 4 */
    ent_value hazard_month;      /* the month of weibull_hazard in stage 4 */
    const char *unknown;         /* name of the distribution within unknown(...) that is being compiled; NULL: none */
    ent_rate draw_rate;          /* rate of its distributions: world for factors, draw for all others */
} ent_current_setting;

/* Plan of the coalition; each [contributors]. */
typedef struct ent_coalition_values {
    ent_value *would_join; /* requires and chance hold, whatever `after` requires */
    ent_value *would_send; /* sustained troops if it joins */
    ent_value *after;      /* troops that others must send first; ENT_NO_VALUE: none */
} ent_coalition_values;

/* Plan of the talks. Options of all demands are numbered through in file order. */
typedef struct ent_talks_values {
    ent_value *stage_month;           /* [stages] months that each stage takes */
    ent_value ready;                  /* month in which all stages are passed */
    ent_value *weight;                /* [demands * parties] */
    ent_value *score;                 /* [options * parties] */
    ent_value *available;             /* [options] ENT_NO_VALUE: always */
    ent_value *refuses;               /* [options * parties] in round 1; ENT_NO_VALUE: never */
    ent_value *refused_before;        /* [options * parties] month; ENT_NO_VALUE: the refusal does not soften */
    ent_value *addition;              /* [entries of `together` * parties] ENT_NO_VALUE: 0 */
    ent_value *softens;               /* [parties] share a month; ENT_NO_VALUE where left out */
    ent_value *war_cost, *concession; /* [parties] concession: ENT_NO_VALUE where left out */
    ent_value *threshold;             /* [parties] as the talks see it: it may vary by round */
    ent_value *out;                   /* [options] whether it is out by round; ENT_NO_VALUE: see available, refuses */
    ent_value *stage_rate;            /* [stages] integrated hazard a month, where it varies by month */
    ent_value *stage_trigger;         /* [stages] unit exponential threshold that goes with it */
    ent_value pick;                   /* uniform of the bargaining rule `random`; else ENT_NO_VALUE */
} ent_talks_values;

/* Plan of the events during the talks, each [events]; ENT_NO_VALUE where a setting is left out. */
typedef struct ent_during_values {
    ent_value *when, *rate, *trigger, *at, *every, *lasts; /* see ent_truce_values; months from the start */
    ent_value *started;                                    /* month of the last onset; infinity: none */
    ent_value *summed;                                     /* monthly: integrated hazard so far */
    ent_value *deal_started, *deal_summed; /* among the draws, in the month of the entry into force, where the plan of
                                              the talks plays on */
    ent_value *shown;                      /* recording: `started` among the draws */
} ent_during_values;

/* Values of rounds that are copied to the draws: from[i] to the input to[i], ENT_NO_VALUE where no draw needs it. */
typedef struct ent_round_values {
    ent_value *from, *to;
    size_t count, capacity;
} ent_round_values;

/* Plan of the truce; ENT_NO_VALUE where a setting is left out. */
typedef struct ent_truce_values {
    ent_value *timed_when;    /* [events] condition of the month */
    ent_value *timed_rate;    /* [events] `monthly`: cumulative hazard of the month; `at`: chance of an onset */
    ent_value *timed_trigger; /* [events] `monthly`: unit exponential threshold; `at`: uniform */
    ent_value *timed_at;      /* [events] month of the (first) possible onset, counted from the deal */
    ent_value *timed_every;   /* [events] months from one possible onset to the next */
    ent_value *timed_decided; /* [events] … and `every`: trials to this month, counted from the deal, were made */
    ent_value *timed_begun;   /* [events] during talks and truce: see ent_timed_plan.begun */
    ent_value *timed_lasts;   /* [events] months */
    ent_value *timed_until;   /* [events] the month after which it keeps its state; ENT_NO_VALUE: none */
    ent_value *sends;         /* [contributors] sustained troops; 0 where it does not join or is not allowed */
    ent_value *brings;        /* [contributors] … times `present`: troops in the month, from its arrival on */
    ent_value *lead;          /* [contributors] months until arrival */
    ent_value *leaves;        /* [contributors] month of departure, where its rate does not vary by month */
    ent_value *leave_rate;    /* [contributors] cumulative hazard of leaving in a month */
    ent_value *leave_trigger; /* [contributors] unit exponential threshold of leaving */
    ent_value sendable;       /* sum of the troops that can be sent, over the forces that change from month to month;
                                 ENT_NO_VALUE: there is none, or the sum varies by month */
    ent_value *hazard, *contained; /* [causes] hazard per month; probability that a violation is contained */
    ent_value trigger;             /* unit exponential threshold of the first violation */
    ent_value age;                 /* months that a truce in force has lasted by month 0 */
    ent_value renews;              /* cumulative hazard of a new truce in the month; ENT_NO_VALUE: none ever begins */
} ent_truce_values;

/* Plan of the guarantees, each [guarantees]. */
typedef struct ent_guarantee_values {
    ent_value *first, *last; /* months of the truce between which it can be in force; ENT_NO_VALUE: no limit, or part of
                                `in_force` */
    ent_value *open;         /* whether the month is between them; ENT_NO_VALUE: it always is, or as above */
    ent_value *failed_for_good;            /* whether it is void; ENT_NO_VALUE: never */
    ent_value *honoured_chance, *contains; /* probabilities */
    ent_value *months, *contained, *saved; /* counts over the truce, as in guarantees.csv */
    ent_value *tested_truces;              /* likewise; ENT_NO_VALUE: there is one truce at most */
} ent_guarantee_values;

/* Hazards as sums of products: hazard of cause c = sum over g of baseline[g] * multiplier[c * stride + g]. */
typedef struct ent_hazard_values {
    ent_value *baseline; /* [baselines] depends on month and world only; ENT_NO_VALUE: 1 in each month */
    size_t baselines;
    ent_value *multiplier; /* [causes * stride] depends on all but the month; ENT_NO_VALUE: 0 */
    size_t stride;         /* maximum number of baselines */
} ent_hazard_values;

/* Plan of the outcomes: conditions of draws. */
typedef struct ent_outcome_values {
    ent_value *when;                    /* [outcomes] */
    ent_value *check, *check_given;     /* [checks] given: ENT_NO_VALUE without a condition */
    ent_value *mean, *mean_given;       /* [means] numbers, and conditions likewise */
    ent_value *measure, *measure_given; /* [measures] likewise */
    ent_value headline, headline_given; /* likewise */
    ent_value where;                    /* of the draws asked for; ENT_NO_VALUE: none are */
    ent_value given;                    /* of the draws that are kept; ENT_NO_VALUE: all are */
} ent_outcome_values;

/* Every quantity compiled, in that order, for `check` and `explain`. */
typedef struct ent_recorded_values {
    ent_value *value;              /* [count] */
    const ent_quantity **quantity; /* [count] */
    size_t count, capacity;
} ent_recorded_values;

struct ent_compiler;

/* Compiles a node of the current setting's formula. Expressions contain distributions and distributions contain
 * expressions: the compiler of distributions calls back through this type. */
typedef ent_value (*ent_expression_compiler)(struct ent_compiler *self, const ent_ast *ast);

typedef struct ent_compiler {
    ent_model *model;                   /* borrowed: under construction */
    const ent_scenario *scenario;       /* borrowed */
    ent_diagnostics *diagnostics;       /* borrowed: receives errors and warnings */
    ent_arena *arena;                   /* the model's; owns all arrays below */
    ent_expression_compiler expression; /* set by ent_compiler_run */
    ent_value_graph graph;
    ent_program_builder program;  /* from the pass `schedule` on */
    int status;                   /* ENT_ERR_NO_MEMORY once an allocation has failed */
    size_t errors;                /* number of calls of ent_compile_error */
    bool over;                    /* there are too many distributions, which is reported once */
    uint32_t inputs;              /* number of input nodes made */
    ent_factor_kind *factor_kind; /* [factors] */
    ent_factor_kind *named_kind;  /* [nameds] likewise */
    ent_reads *reads;             /* [nameds] */
    ent_seen_value *seen;         /* [nameds] */
    ent_time *event_time;         /* [events] when each event is known */
    bool *event_is_circular;      /* [events] its chance depends on itself, which is an error */
    ent_name_values name;
    ent_score_values coupled;
    ent_current_setting setting;
    ent_coalition_values coalition;
    ent_talks_values talks;
    ent_signature_values signature;
    ent_ratification_values ratification;
    ent_during_values during;
    ent_round_values kept;  /* of the round signed, else of the last */
    ent_round_values first; /* of round 1 */
    ent_truce_values truce;
    ent_guarantee_values guarantee;
    ent_hazard_values hazards;
    ent_outcome_values outcome;
    ent_recorded_values recorded;
} ent_compiler;

/* At most ENT_COMPILE_ERRORS errors are kept, and the nearest known name is searched for in ENT_COMPILE_GUESSES of
 * them: both bound the time that a large file full of errors takes. */
enum { ENT_COMPILE_ERRORS = 500, ENT_COMPILE_GUESSES = 50 };

/* Initialises self for a model; the model's arena must be empty. model, scenario and diagnostics are borrowed. Returns
 * ENT_OK or ENT_ERR_NO_MEMORY; self may be freed in both cases. */
int ent_compiler_init(ent_compiler *self, ent_model *model, const ent_scenario *scenario, const ent_kernels *kernels,
    ent_diagnostics *diagnostics);
void ent_compiler_free(ent_compiler *self);

/* Begins the compilation of a formula of a setting. Whatever the setting may see must not change until the next call.
 */
void ent_compile_begin(ent_compiler *self, const ent_quantity *quantity);

/* Path of the setting that the node in hand is written in: that of a named value inside its formula. */
const char *ent_compile_path(const ent_compiler *self);

/* The formula that a name of a value stands for, through other names; any other node itself, and a name in a circle. */
const ent_ast *ent_compile_behind_names(const ent_compiler *self, const ent_ast *ast);

/* As ent_ast_walk; where a node names a value, visits the nodes that the value reads in its place. */
int ent_compile_walk(const ent_compiler *self, const ent_ast *ast, ent_ast_visitor visit, void *context);

/* Adds an error at a node of a quantity's formula, or at its setting if ast is NULL. help may be NULL. Inside a named
 * value, an error of the setting in hand is one of the value, or (of_reader) stands at the name of the value. */
void ent_compile_error(ent_compiler *self, const ent_quantity *quantity, const ent_ast *ast, const char *help,
    const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Zeroed memory of the model's arena for `count` items, or NULL with self->status set. */
void *ent_compile_array(ent_compiler *self, size_t count, size_t size);

/* An array of `count` values, all ENT_NO_VALUE, or NULL with self->status set. */
ent_value *ent_compile_values(ent_compiler *self, size_t count);

/* Shorthands for values of the graph (compile/value_graph.h). */
ent_value ent_compile_constant(ent_compiler *self, double value);
ent_value ent_compile_unary(ent_compiler *self, ent_op op, ent_value a);
ent_value ent_compile_binary(ent_compiler *self, ent_op op, ent_value a, ent_value b);
ent_value ent_compile_if(ent_compiler *self, ent_value condition, ent_value yes, ent_value no);

/* Whether a value is a constant; *constant (if not NULL) is then set to it. */
bool ent_compile_is_constant(const ent_compiler *self, ent_value value, double *constant);

/* A new column that a stage's own code fills with numbers in [low, high]. */
ent_value ent_compile_input(ent_compiler *self, ent_rate rate, bool monthly, double low, double high);

/* The uniform of the random quantity at `position` of the setting `path`, and the key of its stream. */
ent_value ent_compile_uniform(ent_compiler *self, const char *path, uint32_t position, ent_rate rate);
uint64_t ent_compile_stream(const ent_compiler *self, const char *path, uint32_t position);

/* -log(u): a unit exponential threshold of a draw, from the chance's stream of `path`. */
ent_value ent_compile_unit_exponential(ent_compiler *self, const char *path);

/* -log(1 - p): the cumulative hazard over a month of an event of probability p a month. A sequence of independent
 * monthly trials succeeds first in the month in which the sum of these reaches a unit exponential threshold, so one
 * random number serves for all months. */
ent_value ent_compile_cumulative_hazard(ent_compiler *self, ent_value chance);

/* The smallest integer not below a value. */
ent_value ent_compile_ceiling(ent_compiler *self, ent_value value);

/* Adds a stream of worlds to the model's list, once. quantity: as in ent_world_stream; group: likewise. */
void ent_compile_note_world_stream(ent_compiler *self, uint64_t key, const char *quantity, size_t group);

/* Sets which names the next quantities may refer to (ent_current_setting). */
void ent_compile_at(ent_compiler *self, ent_time time, size_t own_before, bool month_allowed);

/* A new column of the space of rounds that the clock of the talks fills with numbers in [low, high]. */
ent_value ent_compile_round_input(ent_compiler *self, double low, double high);

/* Whether a value varies by round of the talks. */
bool ent_compile_is_by_round(const ent_compiler *self, ent_value value);

/* A value of the draws: that of the round signed, else of the last round. A value that does not vary by round is
 * itself. The kept value has the number self->kept.count - 1. */
ent_value ent_compile_keep(ent_compiler *self, ent_value value);

/* Keeps a value of each round for the talks alone; returns its number. */
size_t ent_compile_keep_for_talks(ent_compiler *self, ent_value value);

/* A value of the draws: that of round 1. A value that does not vary by round is itself. */
ent_value ent_compile_of_first_round(ent_compiler *self, ent_value value);

/* Whether a truce is in force while a deal may come: talks go on, or ratification. */
bool ent_compile_awaits_deal(const ent_compiler *self);

/* A value to continue with after an error: it varies by draw and may be any number, so that no further error follows
 * from it. */
ent_value ent_compile_unknown(ent_compiler *self);

/* Whether a value depends on one made by ent_compile_unknown. */
bool ent_compile_is_unknown(ent_compiler *self, ent_value value);

#endif
