/* Shared by the compilers of the stages. Internal to engine/model. */
#ifndef ENT_COMPILE_COMPILER_H
#define ENT_COMPILE_COMPILER_H

#include "model/model.h"
#include "compile/names.h"

/* Positions of a setting's own random quantities, beside those of the distributions in its formula (from 0). */
enum { ENT_POSITION_CHANCE = 0x10000, ENT_POSITION_ORDER = 0x10001, ENT_POSITION_PICK = 0x10002 };

/* Numbers of inputs are not used to find them (the value is); they only tell inputs apart in a dump. */
typedef struct ent_compiler {
    ent_model *model;
    const ent_scenario *scenario;
    ent_value_graph *graph;
    ent_diagnostics *diagnostics;
    ent_arena *arena; /* the model's */
    int status;
    uint32_t inputs;
    /* values of names; ENT_NO_VALUE until known */
    ent_value *factor, *event, *joins, *troops, *threshold; /* threshold: as drawn */
    ent_value *timed_now, *timed_last;                      /* [events] */
    ent_value offered, required, contributors;
    ent_value agreed, talks_month, talks_round, *deal, *utility;
    ent_value month, deployed, ratio, committed_now, committed;
    ent_value last_month, last_deployed, last_ratio;
    ent_value held, months, violations, cause;
    ent_time *event_time;  /* [events] */
    bool *event_in_ring;   /* [events] depends on itself, which is said */
    ent_value *factor_score, *event_score, *joins_score, *troops_score; /* coupled normal scores, else NO_VALUE */
    /* the setting that is being compiled */
    const ent_quantity *quantity;
    size_t mistakes;         /* said so far */
    ent_time time;           /* what it may read: names known at this time or before */
    size_t own_before;       /* own section: entries before this one may be read */
    ent_rate draw_rate;      /* rate of its distributions: world in factors, draw elsewhere */
    bool month_allowed;      /* month-rate names may be read */
    /* plans in values, turned into registers by the scheduler */
    ent_value *would_join, *would_send, *after, *stage_month, ready;
    ent_value *weight, *score, *available, *refuses, *war_cost, *concession, pick;
    ent_value *timed_when, *timed_rate, *timed_trigger, *timed_at, *timed_lasts;
    ent_value *sends, *lead, *leaves, *leave_rate, *leave_trigger, cap, force_allowed, sendable;
    ent_value *hazard, *contained, trigger;
    ent_value *clock;    /* [baselines] of episodes: a table over the months, or NO_VALUE for 1 in each */
    size_t baselines;
    ent_value *strength; /* [causes * strength_stride]: what a clock is multiplied with in a cause's hazard, or NO_VALUE */
    size_t strength_stride;
    ent_value *outcome_when, *check, *check_given, headline, headline_given;
    ent_value *recorded;
    const ent_quantity **recorded_quantity;
    size_t recorded_count, recorded_capacity;
    struct ent_coupled *coupled; /* what `correlations` names */
    size_t coupled_count;
} ent_compiler;

/* No more mistakes are said than ENT_COMPILE_MISTAKES, and a nearest name is looked for ENT_COMPILE_GUESSES times: both
 * keep a large file that is wrong all over from taking minutes. */
enum { ENT_COMPILE_MISTAKES = 500, ENT_COMPILE_GUESSES = 50 };

/* An error at a piece of a quantity's formula (ast NULL: at the setting). */
void ent_compile_error(ent_compiler *self, const ent_quantity *quantity, const ent_ast *ast, const char *help,
    const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Memory of the model; status is set when it is out. */
void *ent_compile_array(ent_compiler *self, size_t count, size_t size);
ent_value *ent_compile_values(ent_compiler *self, size_t count); /* all ENT_NO_VALUE */

ent_value ent_compile_input(ent_compiler *self, ent_rate rate, bool monthly, double low, double high);
uint64_t ent_compile_stream(const ent_compiler *self, const char *path, uint32_t position);

/* What a quantity may read: set before ent_compile_quantity. */
void ent_compile_at(ent_compiler *self, ent_time time, size_t own_before, bool month_allowed);

/* What stands in for a value after a mistake: it varies and may be any number, so that no other mistake follows. */
ent_value ent_compile_unknown(ent_compiler *self);

/* Whether a value depends on one that is unknown. */
bool ent_compile_is_unknown(ent_compiler *self, ent_value value);

/* Whether the setting that is being compiled may refer to a name; says so where it may not. */
bool ent_compile_may_read(ent_compiler *self, const ent_ast *ast, ent_name name);

/* Whether a name changes from month to month. */
bool ent_compile_is_monthly(const ent_compiler *self, ent_name name);

/* "unknown name", with what may have been meant. */
void ent_compile_unknown_name(ent_compiler *self, const ent_ast *ast);

/* deal.DEMAND == 'option', truce.cause != 'cause': whether a node is such a comparison, and its value. */
bool ent_compile_is_option_comparison(const ent_compiler *self, const ent_ast *ast);
ent_value ent_compile_option_comparison(ent_compiler *self, const ent_ast *ast);

/* A help: how a name of words is used. */
const char *ent_compile_comparison_example(ent_compiler *self, const char *text, ent_name name);

/* A section whose entries may refer to one another in any order. */
typedef struct ent_section {
    ent_name_kind kind; /* of references to its entries */
    size_t count;
    const ent_quantity *(*quantity)(const ent_scenario *scenario, size_t i); /* NULL: refers to nothing */
    const char *(*id)(const ent_scenario *scenario, size_t i);
    void (*finish)(ent_compiler *self, size_t i); /* once for each; what it refers to was finished before */
    bool *in_ring; /* [count] set for entries that depend on themselves, which is said */
} ent_section;

void ent_compile_in_topological_order(ent_compiler *self, const ent_section *section);

/* The guarded value of a quantity; its formula must not be NULL. score: a coupled normal score that its (single)
 * distribution is to take, or NO_VALUE. After an error it may be unknown. */
ent_value ent_compile_quantity(ent_compiler *self, const ent_quantity *quantity, ent_value score);

/* The event of a headline or check, guarded as a quantity that is remembered by the model: 1 where it happens and,
 * where it is asked under a condition (given not NULL), the condition holds, which is stored; else ENT_NO_VALUE is. */
ent_value ent_compile_event(ent_compiler *self, const ent_quantity *quantity, const ent_ast *event, const ent_ast *given,
    ent_value *condition);

/* 1 where the Bernoulli trial of a setting succeeds: u > 1 - p (the coupled score instead of u, where there is one). */
ent_value ent_compile_chance(ent_compiler *self, const char *path, ent_value chance, ent_rate rate, ent_value score);

/* The value of a distribution node of the current formula. */
ent_value ent_compile_distribution(ent_compiler *self, const ent_ast *ast, ent_value score);
ent_value ent_compile_expression(ent_compiler *self, const ent_ast *ast);

/* An operator or function of formulas. Conditions on what is no number are none (NaN), unless they are known without. */
ent_value ent_compile_operator(ent_compiler *self, ent_op op, const ent_value *argument, size_t arguments);

/* The stages, in this order. */
void ent_compile_correlations(ent_compiler *self);
void ent_compile_factors(ent_compiler *self);
void ent_compile_event_times(ent_compiler *self);
void ent_compile_events(ent_compiler *self, ent_time time);
void ent_compile_coalition(ent_compiler *self);
void ent_compile_talks(ent_compiler *self);
void ent_compile_truce(ent_compiler *self);
void ent_compile_outcome(ent_compiler *self);

/* Whether truces can be followed in episodes, and the hazards taken apart for it. After the stages. */
void ent_pass_proportional_hazards(ent_compiler *self);

/* Values into registers: asks for every value by the segment in which it is needed. */
void ent_pass_schedule(ent_compiler *self);

/* Instructions of the draws that need no columns between them made one. After the schedule. */
void ent_pass_fusion(ent_compiler *self);

/* Coupled scores of draws that are only compared, and what compares them. After the schedule. */
void ent_pass_approximate_scores(ent_compiler *self);

#endif
