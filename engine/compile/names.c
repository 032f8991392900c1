#include "compile/names.h"

#include <string.h>

typedef struct fixed_name {
    const char *text;
    ent_name_kind kind;
    ent_time time;
} fixed_name;

static const fixed_name fixed_names[] = {
    {"force.offered", ENT_NAME_OFFERED, ENT_TIME_COALITION},
    {"force.required", ENT_NAME_REQUIRED, ENT_TIME_COALITION},
    {"force.contributors", ENT_NAME_CONTRIBUTORS, ENT_TIME_COALITION},
    {"agreed", ENT_NAME_AGREED, ENT_TIME_RATIFICATION},
    {"talks.month", ENT_NAME_TALKS_MONTH, ENT_TIME_RATIFICATION},
    {"talks.round", ENT_NAME_TALKS_ROUND, ENT_TIME_TALKS},
    {"signed", ENT_NAME_SIGNED, ENT_TIME_TALKS},
    {"talks.signed", ENT_NAME_TALKS_SIGNED, ENT_TIME_TALKS},
    {"talks.refused", ENT_NAME_TALKS_REFUSED, ENT_TIME_TALKS},
    {"force.committed", ENT_NAME_COMMITTED, ENT_TIME_FORCE},
    {"month", ENT_NAME_MONTH, ENT_TIME_TIMED},
    {"calendar", ENT_NAME_CALENDAR, ENT_TIME_TIMED},
    {"force.deployed", ENT_NAME_DEPLOYED, ENT_TIME_FORCE},
    {"force.ratio", ENT_NAME_RATIO, ENT_TIME_FORCE},
    {"truce.incidents", ENT_NAME_INCIDENTS, ENT_TIME_TIMED},
    {"truce.held", ENT_NAME_HELD, ENT_TIME_TRUCE},
    {"truce.months", ENT_NAME_TRUCE_MONTHS, ENT_TIME_TRUCE},
    {"truce.violations", ENT_NAME_VIOLATIONS, ENT_TIME_TRUCE},
    {"truce.cause", ENT_NAME_CAUSE, ENT_TIME_TRUCE},
    {"truce.spells", ENT_NAME_SPELLS, ENT_TIME_TRUCE},
    {"truce.peace_months", ENT_NAME_PEACE_MONTHS, ENT_TIME_TRUCE},
    {"truce.at_peace", ENT_NAME_AT_PEACE, ENT_TIME_TRUCE},
};

_Static_assert(sizeof(fixed_names) / sizeof(*fixed_names) == ENT_NAMES_FIXED, "names.h counts the fixed names");

const char *ent_name_fixed(size_t i)
{
    return fixed_names[i].text;
}

/* Index of the entry with an id of `length` bytes, or count. The label is the first member of every entry, so arrays of
 * different entries can be searched by their stride. */
static size_t find_label(const void *first, size_t count, size_t stride, const char *id, size_t length)
{
    for (size_t i = 0; i < count; i++) {
        const ent_label *label = (const ent_label *) ((const char *) first + i * stride);
        if (label->id != NULL && strncmp(label->id, id, length) == 0 && label->id[length] == '\0') {
            return i;
        }
    }
    return count;
}

static const struct {
    const char *member;
    ent_name_kind kind;
} of_force[] = {{"offered", ENT_NAME_OFFERED}, {"required", ENT_NAME_REQUIRED}, {"contributors", ENT_NAME_CONTRIBUTORS},
    {"committed", ENT_NAME_COMMITTED}, {"deployed", ENT_NAME_DEPLOYED}, {"ratio", ENT_NAME_RATIO}};

_Static_assert(sizeof(of_force) / sizeof(*of_force) == ENT_FORCE_MEMBERS, "names.h counts the members of a force");

const char *ent_name_of_force(size_t i)
{
    return of_force[i].member;
}

/* Looks up the members of forces other than the main one, whose names are fixed. */
static ent_name find_force(const ent_scenario *scenario, const char *text, size_t length, const char *member)
{
    size_t i = find_label(scenario->force, scenario->forces, sizeof(*scenario->force), text, length);

    for (size_t k = 0; i < scenario->forces && k < ENT_FORCE_MEMBERS; k++) {
        if (strcmp(member, of_force[k].member) == 0) {
            return (ent_name){of_force[k].kind, i};
        }
    }
    return (ent_name){ENT_NAME_UNKNOWN, 0};
}

/* Looks up the members of guarantees. */
static ent_name find_guarantee(const ent_scenario *scenario, const char *text, size_t length, const char *member)
{
    static const struct {
        const char *member;
        ent_name_kind kind;
    } of_guarantee[] = {{"in_force", ENT_NAME_IN_FORCE}, {"tested", ENT_NAME_TESTED}, {"honoured", ENT_NAME_HONOURED},
        {"failed", ENT_NAME_FAILED}};
    size_t i = find_label(scenario->guarantee, scenario->guarantees, sizeof(*scenario->guarantee), text, length);

    for (size_t k = 0; i < scenario->guarantees && k < sizeof(of_guarantee) / sizeof(*of_guarantee); k++) {
        if (strcmp(member, of_guarantee[k].member) == 0) {
            return (ent_name){of_guarantee[k].kind, i};
        }
    }
    return (ent_name){ENT_NAME_UNKNOWN, 0};
}

/* Looks up deal.DEMAND and the members of contributors and parties; dot points into text. */
static ent_name find_member(const ent_scenario *scenario, const char *text, const char *dot)
{
    size_t length = (size_t) (dot - text);
    const char *member = dot + 1;
    ent_name name = find_force(scenario, text, length, member);
    size_t i;

    if (name.kind != ENT_NAME_UNKNOWN) {
        return name;
    }
    if (length == 4 && strncmp(text, "deal", 4) == 0) {
        i = find_label(scenario->demand, scenario->demands, sizeof(*scenario->demand), member, strlen(member));
        return (ent_name){i < scenario->demands ? ENT_NAME_DEAL : ENT_NAME_UNKNOWN, i};
    }
    i = find_label(scenario->contributor, scenario->contributors, sizeof(*scenario->contributor), text, length);
    if (i < scenario->contributors && strcmp(member, "joins") == 0) {
        return (ent_name){ENT_NAME_JOINS, i};
    }
    if (i < scenario->contributors && strcmp(member, "troops") == 0) {
        return (ent_name){ENT_NAME_TROOPS, i};
    }
    i = find_label(scenario->party, scenario->parties, sizeof(*scenario->party), text, length);
    if (i < scenario->parties && strcmp(member, "utility") == 0) {
        return (ent_name){ENT_NAME_UTILITY, i};
    }
    if (i < scenario->parties && strcmp(member, "threshold") == 0) {
        return (ent_name){ENT_NAME_THRESHOLD, i};
    }
    return find_guarantee(scenario, text, length, member);
}

ent_name ent_name_find(const ent_scenario *scenario, const char *text)
{
    const char *dot = strchr(text, '.');
    size_t i;

    for (size_t k = 0; k < ENT_NAMES_FIXED; k++) {
        if (strcmp(text, fixed_names[k].text) == 0) {
            return (ent_name){fixed_names[k].kind, 0};
        }
    }
    if (dot != NULL) {
        return find_member(scenario, text, dot);
    }
    i = find_label(scenario->factor, scenario->factors, sizeof(*scenario->factor), text, strlen(text));
    if (i < scenario->factors) {
        return (ent_name){ENT_NAME_FACTOR, i};
    }
    i = find_label(scenario->named, scenario->nameds, sizeof(*scenario->named), text, strlen(text));
    if (i < scenario->nameds) {
        return (ent_name){ENT_NAME_VALUE, i};
    }
    i = find_label(scenario->event, scenario->events, sizeof(*scenario->event), text, strlen(text));
    return (ent_name){i < scenario->events ? ENT_NAME_EVENT : ENT_NAME_UNKNOWN, i};
}

ent_time ent_name_time(ent_name name, const ent_time *event_time)
{
    switch (name.kind) {
    case ENT_NAME_FACTOR:
        return ENT_TIME_FACTOR;
    case ENT_NAME_EVENT:
        return event_time[name.index];
    case ENT_NAME_JOINS:
    case ENT_NAME_TROOPS:
        return ENT_TIME_COALITION;
    case ENT_NAME_DEAL:
    case ENT_NAME_UTILITY:
    case ENT_NAME_THRESHOLD:
        return ENT_TIME_TALKS;
    case ENT_NAME_IN_FORCE:
        return ENT_TIME_GUARANTEE;
    case ENT_NAME_TESTED:
    case ENT_NAME_HONOURED:
    case ENT_NAME_FAILED:
        return ENT_TIME_TRUCE;
    default:
        break;
    }
    for (size_t k = 0; k < ENT_NAMES_FIXED; k++) {
        if (fixed_names[k].kind == name.kind) {
            return fixed_names[k].time;
        }
    }
    return ENT_TIME_OUTCOME;
}

bool ent_name_is_monthly(ent_name name, const ent_scenario *scenario)
{
    return name.kind == ENT_NAME_MONTH || name.kind == ENT_NAME_CALENDAR || name.kind == ENT_NAME_DEPLOYED ||
           name.kind == ENT_NAME_RATIO || name.kind == ENT_NAME_INCIDENTS || name.kind == ENT_NAME_IN_FORCE ||
           (name.kind == ENT_NAME_EVENT && ent_event_in_truce(&scenario->event[name.index]));
}
