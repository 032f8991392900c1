/* What a formula can see: names, the rate and the time from which each is known, and the rule that a formula may refer
 * only to what an earlier stage has fixed, or an earlier entry of its own section. */
#ifndef ENT_COMPILE_NAMES_H
#define ENT_COMPILE_NAMES_H

#include "scenario/scenario.h"

#include <stdbool.h>
#include <stddef.h>

/* Times within a draw, in order. A name is known from a time on; a setting may read what is known by its own time. */
typedef enum ent_time {
    ENT_TIME_FACTOR,    /* stage 1 */
    ENT_TIME_EVENT_1,   /* events of stage 1 */
    ENT_TIME_COALITION, /* stage 2 */
    ENT_TIME_EVENT_2,   /* events that depend on the coalition */
    ENT_TIME_TALKS,     /* stage 3 */
    ENT_TIME_EVENT_3,   /* events that depend on the deal */
    ENT_TIME_TIMED,     /* stage 4, month by month: timed events and the month */
    ENT_TIME_FORCE,     /* deployed, committed */
    ENT_TIME_EVENT_4,   /* plain events that depend on the force committed */
    ENT_TIME_TRUCE,     /* stage 5: the truce's end */
    ENT_TIME_EVENT_5,
    ENT_TIME_OUTCOME
} ent_time;

typedef enum ent_name_kind {
    ENT_NAME_FACTOR,
    ENT_NAME_EVENT,
    ENT_NAME_JOINS,
    ENT_NAME_TROOPS,
    ENT_NAME_OFFERED,
    ENT_NAME_REQUIRED,
    ENT_NAME_CONTRIBUTORS,
    ENT_NAME_AGREED,
    ENT_NAME_TALKS_MONTH,
    ENT_NAME_TALKS_ROUND,
    ENT_NAME_DEAL,
    ENT_NAME_UTILITY,
    ENT_NAME_THRESHOLD,
    ENT_NAME_COMMITTED,
    ENT_NAME_MONTH,
    ENT_NAME_DEPLOYED,
    ENT_NAME_RATIO,
    ENT_NAME_HELD,
    ENT_NAME_TRUCE_MONTHS,
    ENT_NAME_VIOLATIONS,
    ENT_NAME_CAUSE,
    ENT_NAME_UNKNOWN
} ent_name_kind;

typedef struct ent_name {
    ent_name_kind kind;
    size_t index; /* factor, event, contributor, demand or party */
} ent_name;

/* Looks a dotted name up; kind UNKNOWN when there is no such name. */
ent_name ent_name_find(const ent_scenario *scenario, const char *text);

/* The names that every scenario has: agreed, month, force.offered, …; i below ENT_NAMES_FIXED. */
enum { ENT_NAMES_FIXED = 14 };
const char *ent_name_fixed(size_t i);

/* When a name is known. event_time: [events], see ent_events_order. */
ent_time ent_name_time(ent_name name, const ent_time *event_time);

#endif
