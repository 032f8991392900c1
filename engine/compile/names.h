/* The names that formulas can refer to, and when in a draw each of them is known. */
#ifndef ENT_COMPILE_NAMES_H
#define ENT_COMPILE_NAMES_H

#include "scenario/scenario.h"

#include <stdbool.h>
#include <stddef.h>

/* Times within a draw, in ascending order. A name is known from its time on; a setting compiled for a time may refer to
 * names of earlier times. */
typedef enum ent_time {
    ENT_TIME_FACTOR,       /* stage 1 */
    ENT_TIME_EVENT_1,      /* events of stage 1 */
    ENT_TIME_COALITION,    /* stage 2 */
    ENT_TIME_EVENT_2,      /* events that depend on the coalition */
    ENT_TIME_ROUND,        /* stage 3, in each month and round: events during the talks */
    ENT_TIME_TALKS,        /* stage 3: the package signed, and its time */
    ENT_TIME_RATIFICATION, /* … the package that enters into force */
    ENT_TIME_EVENT_3,      /* events that depend on the deal */
    ENT_TIME_TIMED,        /* stage 4, in each month: timed events and the month */
    ENT_TIME_FORCE,        /* … troops deployed and committed */
    ENT_TIME_GUARANTEE,    /* … guarantees in force */
    ENT_TIME_EVENT_4,      /* plain events that depend on the force committed */
    ENT_TIME_TRUCE,        /* stage 5: the end of the truce */
    ENT_TIME_EVENT_5,      /* events that depend on the end of the truce */
    ENT_TIME_OUTCOME       /* outcomes, headline, checks */
} ent_time;

typedef enum ent_name_kind {
    ENT_NAME_FACTOR,        /* FACTOR */
    ENT_NAME_VALUE,         /* VALUE */
    ENT_NAME_EVENT,         /* EVENT */
    ENT_NAME_JOINS,         /* CONTRIBUTOR.joins */
    ENT_NAME_TROOPS,        /* CONTRIBUTOR.troops */
    ENT_NAME_OFFERED,       /* FORCE.offered */
    ENT_NAME_REQUIRED,      /* FORCE.required */
    ENT_NAME_CONTRIBUTORS,  /* FORCE.contributors */
    ENT_NAME_AGREED,        /* agreed */
    ENT_NAME_TALKS_MONTH,   /* talks.month */
    ENT_NAME_TALKS_ROUND,   /* talks.round */
    ENT_NAME_SIGNED,        /* signed */
    ENT_NAME_TALKS_SIGNED,  /* talks.signed */
    ENT_NAME_TALKS_REFUSED, /* talks.refused */
    ENT_NAME_DEAL,          /* deal.DEMAND */
    ENT_NAME_UTILITY,       /* PARTY.utility */
    ENT_NAME_THRESHOLD,     /* PARTY.threshold */
    ENT_NAME_COMMITTED,     /* FORCE.committed */
    ENT_NAME_MONTH,         /* month */
    ENT_NAME_CALENDAR,      /* calendar */
    ENT_NAME_DEPLOYED,      /* FORCE.deployed */
    ENT_NAME_RATIO,         /* FORCE.ratio */
    ENT_NAME_IN_FORCE,      /* GUARANTEE.in_force */
    ENT_NAME_INCIDENTS,     /* truce.incidents */
    ENT_NAME_HELD,          /* truce.held */
    ENT_NAME_TRUCE_MONTHS,  /* truce.months */
    ENT_NAME_VIOLATIONS,    /* truce.violations */
    ENT_NAME_CAUSE,         /* truce.cause */
    ENT_NAME_TESTED,        /* GUARANTEE.tested */
    ENT_NAME_HONOURED,      /* GUARANTEE.honoured */
    ENT_NAME_FAILED,        /* GUARANTEE.failed */
    ENT_NAME_SPELLS,        /* truce.spells */
    ENT_NAME_PEACE_MONTHS,  /* truce.peace_months */
    ENT_NAME_AT_PEACE,      /* truce.at_peace */
    ENT_NAME_UNKNOWN
} ent_name_kind;

typedef struct ent_name {
    ent_name_kind kind;
    size_t
        index; /* of the factor, value, event, contributor, force, demand, party or guarantee in the scenario; else 0 */
} ent_name;

/* Looks up a dotted name; its kind is ENT_NAME_UNKNOWN if the scenario has no such name. */
ent_name ent_name_find(const ent_scenario *scenario, const char *text);

/* The i-th of the ENT_NAMES_FIXED names that every scenario has: agreed, month, force.offered, … */
enum { ENT_NAMES_FIXED = 22 };
const char *ent_name_fixed(size_t i);

/* The i-th of the ENT_FORCE_MEMBERS members of a force: offered, required, … */
enum { ENT_FORCE_MEMBERS = 6 };
const char *ent_name_of_force(size_t i);

/* The time from which on a name other than a VALUE is known. event_time: [events] the time of each event. */
ent_time ent_name_time(ent_name name, const ent_time *event_time);

/* Whether a name's value varies by month while a truce lasts: month, calendar, FORCE.deployed, FORCE.ratio,
 * truce.incidents, GUARANTEE.in_force, timed events but those whose clock stops with the talks. */
bool ent_name_is_monthly(ent_name name, const ent_scenario *scenario);

#endif
