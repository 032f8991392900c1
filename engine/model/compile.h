/* Shared by the compilers of the stages. Internal to engine/model. */
#ifndef ENT_MODEL_COMPILE_H
#define ENT_MODEL_COMPILE_H

#include "model/model.h"
#include "model/names.h"

/* Positions of a setting's own random quantities, beside those of the distributions in its formula (from 0). */
enum { ENT_POSITION_CHANCE = 0x10000, ENT_POSITION_ORDER = 0x10001, ENT_POSITION_PICK = 0x10002 };

/* Numbers of inputs are not used to find them (the value is); they only tell inputs apart in a dump. */
typedef struct ent_compiler {
    ent_model *model;
    const ent_scenario *scenario;
    ent_graph *graph;
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
    ent_value *factor_score, *event_score, *joins_score, *troops_score; /* coupled normal scores, else NO_VALUE */
    /* the setting that is being compiled */
    const ent_quantity *quantity;
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
    ent_value *outcome_when, *check, *check_given, headline, headline_given;
    ent_value *recorded;
    const ent_quantity **recorded_quantity;
    size_t recorded_count, recorded_capacity;
    struct ent_coupled *coupled; /* what `correlations` names */
    size_t coupled_count;
} ent_compiler;

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

/* The guarded value of a quantity; its formula must not be NULL. score: a coupled normal score that its (single)
 * distribution is to take, or NO_VALUE. After an error, a constant 0. */
ent_value ent_compile_quantity(ent_compiler *self, const ent_quantity *quantity, ent_value score);

/* A formula that is no setting (headline, checks). */
ent_value ent_compile_formula(ent_compiler *self, const ent_quantity *quantity, const ent_ast *formula);

/* 1 where the Bernoulli trial of a setting succeeds: u > 1 - p (the coupled score instead of u, where there is one). */
ent_value ent_compile_chance(ent_compiler *self, const char *path, ent_value chance, ent_rate rate, ent_value score);

/* The value of a distribution node of the current formula. */
ent_value ent_compile_distribution(ent_compiler *self, const ent_ast *ast, ent_value score);
ent_value ent_compile_ast(ent_compiler *self, const ent_ast *ast);

/* The stages, in this order. */
void ent_compile_couplings(ent_compiler *self);
void ent_compile_factors(ent_compiler *self);
void ent_compile_event_times(ent_compiler *self);
void ent_compile_events(ent_compiler *self, ent_time time);
void ent_compile_coalition(ent_compiler *self);
void ent_compile_talks(ent_compiler *self);
void ent_compile_truce(ent_compiler *self);
void ent_compile_outcome(ent_compiler *self);

/* Values into registers: asks for every value by the segment in which it is needed. */
void ent_compile_schedule(ent_compiler *self);

#endif
