/* The active truces of a block: the state of every truce that is being followed, one row each.
 *
 * A truce enters the risk set when its draw has a deal and leaves it when a violation is not contained. Rows of
 * ended truces stay in the columns, marked as not alive, until simulate/truce/compaction.h removes them. */
#ifndef ENT_SIMULATE_TRUCE_ACTIVE_TRUCES_H
#define ENT_SIMULATE_TRUCE_ACTIVE_TRUCES_H

#include "simulate/block.h"

/* A timed event of the scenario in each active truce. */
typedef struct ent_timed_state {
    double *cumulative; /* [count] integrated hazard of onset so far */
    double *onset; /* [count] month of onset, 1 … horizon; 0: not yet. Of an event that may start again: the first
                      month after its last run; 0: it has not started */
} ent_timed_state;

/* A contributor to the force in each active truce. */
typedef struct ent_departure_state {
    double *cumulative; /* [count] integrated hazard of leaving so far */
    double *left;       /* [count] month of departure; infinity: none is known */
    bool absent;        /* event-driven: sends no troops in any truce of the block, now or later */
} ent_departure_state;

/* The truces of each draw one after the other, where new ones can begin (`renews`). Months are those of the clock. */
typedef struct ent_renewal_state {
    double *peace;      /* [count] 1 while a truce holds, 0 from its collapse to the beginning of the next */
    double *began;      /* [count] month in which the last truce began */
    double *broke;      /* [count] month of the last collapse; 0: none */
    double *spells;     /* [count] number of truces */
    double *months;     /* [count] months of peace in truces that have ended */
    double *cumulative; /* [count] integrated hazard of a new truce since the collapse */
    double *threshold;  /* [count] where it reaches this one begins */
    double **tested;    /* [guarantees][count] month in which a violation last tested it; 0: none has */
} ent_renewal_state;

/* Columns have ENT_BLOCK_ROWS elements, of which the first `count` are in use. */
typedef struct ent_active_truces {
    const ent_model *model;         /* borrowed */
    ent_block *block;               /* borrowed: the draws, which results are written to */
    void *memory;                   /* owns all columns */
    double **reg;                   /* [registers of the truce space] */
    size_t count;                   /* rows in use */
    size_t living;                  /* rows that are alive */
    size_t with_force;              /* rows with troops committed to their force; these come first */
    bool all_rows;                  /* row i is row i of the block, for all rows of the block */
    bool records_end;               /* outcomes or tables read more of a truce's end than month and cause */
    bool constant_state;            /* no timed events, force or guarantees: hazards change with the calendar alone */
    uint32_t *row;                  /* row of the block */
    uint64_t *index;                /* number of the draw */
    double *alive;                  /* 1 while the truce holds or, with `renews`, to the horizon; else 0 */
    double *holds;                  /* 1 while a truce holds, else 0: `alive`, with `renews` renewal.peace */
    double *base;                   /* month before the first of the force; infinity: no force is there. NULL where it
                                       is 0 in all rows to the end */
    ent_renewal_state renewal;      /* where the plan has `renews` */
    double *hazard;                 /* monthly: integrated hazard of all causes in the month */
    double *cumulative;             /* integrated hazard of all causes since the last violation */
    double *violations;             /* number of contained violations */
    double *now;                    /* event-driven: month in which the interval begins, 1 … horizon */
    double *next;                   /* event-driven: first month after the interval, 2 … horizon + 1 */
    ent_timed_state *timed;         /* [timed events] */
    ent_departure_state *departure; /* [contributors] */
    unsigned char *force_changes;   /* [horizon + 2] monthly: 1 where the force changes in that month in some truce */
    double **moved; /* columns that compaction moves: first those of all rows, then those of rows with a force */
    size_t moved_count, moved_of_all;
} ent_active_truces;

/* Allocates the state. block: borrowed, initialised. Errors: ENT_ERR_NO_MEMORY; the state may be freed then too. */
int ent_active_truces_init(ent_active_truces *self, ent_block *block);

/* A zeroed state may be freed. */
void ent_active_truces_free(ent_active_truces *self);

/* Starts the truces of all draws of the block that have a deal, in the state in which they enter month 1. */
void ent_active_truces_start(ent_active_truces *self);

/* Returns the frame in which the segments of the truce space run: the rows in use. */
ent_row_set ent_active_truces_frame(const ent_active_truces *self);

/* Loads what depends on the calendar in `month` (1 … horizon), for all rows. */
void ent_active_truces_load_month(ent_active_truces *self, size_t month);

/* With a recording model: writes the values of month-rate settings to the draws; to be called in month 1. */
void ent_active_truces_record_settings(const ent_active_truces *self);

/* Writes to the draw of row i what outcomes read of a truce's last month: contained violations, force, timed events. */
void ent_active_truces_record_end(const ent_active_truces *self, size_t i);

/* Returns NULL if the state is consistent, else the invariant that does not hold. For tests. */
const char *ent_active_truces_check(const ent_active_truces *self);

#endif
