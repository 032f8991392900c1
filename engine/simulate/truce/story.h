/* What happens in the truces of one draw, month by month, for an explanation: row 0 of the block. */
#ifndef ENT_SIMULATE_TRUCE_STORY_H
#define ENT_SIMULATE_TRUCE_STORY_H

#include "simulate/truce/violations.h"

typedef enum ent_story_kind {
    ENT_STORY_EVENT_BEGINS, /* timed event `subject` of the truce */
    ENT_STORY_EVENT_LASTS,  /* it began before month 1 and lasts */
    ENT_STORY_EVENT_ENDS,
    ENT_STORY_ARRIVES,      /* contributor `subject`, with `troops` in that month */
    ENT_STORY_LEAVES,       /* contributor `subject` has left, or may not stay */
    ENT_STORY_IN_FORCE,     /* guarantee `subject` */
    ENT_STORY_LAPSES,       /* guarantee `subject` is not in force any more, but for a test that it failed */
    ENT_STORY_HONOURED,     /* guarantee `subject` is tested and honoured, … */
    ENT_STORY_NOT_HONOURED, /* … or not */
    ENT_STORY_VIOLATION     /* by cause `subject`; `by`: what contained it, as in ent_violations */
} ent_story_kind;

typedef struct ent_story_entry {
    size_t month; /* of the truce's clock, 1 … horizon */
    ent_story_kind kind;
    size_t subject;
    double troops;
    uint32_t by;
} ent_story_entry;

/* Entries ascend by month; within a month they come in the order in which it is played. A zeroed struct may be freed.
 */
struct ent_story {
    ent_story_entry *entry; /* [count] */
    size_t count, capacity; /* what exceeds the capacity is dropped */
    bool *active;           /* [timed events] in the month seen last */
    bool *present;          /* [contributors] likewise */
    bool *in_force;         /* [guarantees] likewise */
    bool *failed;           /* [guarantees] failed for good in a test, which notes it */
    double began;           /* month in which the truce of the month seen last began */
};

/* Allocates. Errors: ENT_ERR_NO_MEMORY; the story may be freed then too. */
int ent_story_init(ent_story *self, const ent_truce_plan *plan);
void ent_story_free(ent_story *self);

/* Begins the story of another block. */
void ent_story_start(ent_story *self, const ent_truce_plan *plan);

/* Notes what has changed in row 0 since the month seen last: to be called in each month, once the state of the truces
 * is settled, or at the start of each interval (month 0: the row's own `now`). Does nothing without a story. */
void ent_story_see(const ent_active_truces *truces, size_t month);

/* Notes a test of guarantee g by violation k. */
void ent_story_test(const ent_active_truces *truces, const ent_violations *due, size_t k, size_t g, bool honoured);

/* Notes the violations of row 0, before those that nothing contained end a truce. */
void ent_story_violations(const ent_active_truces *truces, const ent_violations *due);

#endif
