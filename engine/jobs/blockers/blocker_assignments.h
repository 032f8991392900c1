/* One change of `analyse blockers` as assignments and in words. Internal to blocker_changes.c. */
#ifndef ENT_JOBS_ANALYSE_BLOCKER_ASSIGNMENTS_H
#define ENT_JOBS_ANALYSE_BLOCKER_ASSIGNMENTS_H

#include "jobs/blockers/blocker_changes.h"

#include <stdbool.h>

typedef enum ent_blocker_kind {
    ENT_BLOCKER_VETO,
    ENT_BLOCKER_DEMAND,
    ENT_BLOCKER_REFUSAL,
    ENT_BLOCKER_THRESHOLD,
    ENT_BLOCKER_STAGE,
    ENT_BLOCKER_AVAILABILITY,
    ENT_BLOCKER_CONTRIBUTOR,
    ENT_BLOCKER_EVENT
} ent_blocker_kind;

#define ENT_BLOCKER_NO_OPTION SIZE_MAX
#define ENT_BLOCKER_ALL_STAGES SIZE_MAX

/* The target of a change; which indices count depends on the kind. */
typedef struct ent_blocker_target {
    ent_blocker_kind kind;
    size_t party, demand;
    size_t option; /* of the demand; ENT_BLOCKER_NO_OPTION where the kind has none */
    size_t stage;  /* ENT_BLOCKER_ALL_STAGES: every stage */
    size_t contributor, event;
    bool surely;    /* joins, happens; false: stays out, does not happen */
    bool by_member; /* assign the option's member of a list; false: the whole list */
} ent_blocker_target;

/* The settings that are changed: those of the experts where there are any, else the scenario's. */
typedef struct ent_blocker_settings {
    const ent_scenario *scenario;
    const ent_scenario *const *expert; /* [experts] */
    size_t experts;
} ent_blocker_settings;

/* "veto", "demand", … */
const char *ent_blocker_kind_name(ent_blocker_kind kind);

/* Whether, in the settings of some expert: a party has a veto; it may refuse an option of a demand, that is, it has a
 * veto and the chance is not constantly 0; an option has a condition other than `true`. */
bool ent_blocker_has_veto(const ent_blocker_settings *of, size_t party);
bool ent_blocker_may_refuse(const ent_blocker_settings *of, size_t party, size_t demand, size_t option);
bool ent_blocker_has_condition(const ent_blocker_settings *of, size_t demand, size_t option);

/* Whether, in the settings of some expert, a party has no weight on any other demand (or only weights of 0). */
bool ent_blocker_is_only_weight(const ent_blocker_settings *of, size_t demand, size_t party);

/* Writes the assignments of a change for the settings `scenario`, one of those in `of`. Strings and array are in the
 * arena. Errors: ENT_ERR_NO_MEMORY. */
int ent_blocker_assignments(ent_blocker_target target, const ent_scenario *scenario, const ent_blocker_settings *of,
    ent_arena *arena, ent_blocker_set *set);

/* The change as a clause, in the arena: "Russia has no veto and refuses nothing". NULL when memory is out. */
const char *ent_blocker_words(ent_blocker_target target, const ent_scenario *scenario, ent_arena *arena);

#endif
