/* Stage 4: the truce month by month, or from change to change (simulate/truce/event_driven.h). Each draw with a deal is a lane; lanes whose truce has collapsed are dropped from
 * the columns now and then. */
#ifndef ENT_SIMULATE_TRUCE_TRUCE_H
#define ENT_SIMULATE_TRUCE_TRUCE_H

#include "model/model.h"

typedef struct ent_timed_state {
    double *sum;   /* [lanes] integrated hazard so far */
    double *onset; /* [lanes] month of onset, 0: not yet */
} ent_timed_state;

typedef struct ent_departure_state {
    double *sum;  /* [lanes] integrated hazard of leaving so far */
    double *left; /* [lanes] month of departure; inf: still there */
    bool absent;  /* in episodes: sends nothing in any lane, now or later */
} ent_departure_state;

/* sum[w * stride + m]: what a clock adds up to by the end of month m, in the chunk's world w. */
typedef struct ent_clock {
    double *sum;
    size_t stride; /* 0: the same for all worlds */
} ent_clock;

/* The violations of some lanes, at most one of each, that are settled together: their random numbers are made by
 * vectors, and no lane waits for another's. */
typedef struct ent_violations {
    uint32_t *lane;   /* [count] */
    uint64_t *month;  /* [count] */
    double **hazard;  /* [causes][count] of each cause in that month */
    double *total;    /* [count] their sum */
    size_t count;
    uint32_t *cause;  /* [count] */
    uint32_t *chosen; /* [count] numbers of those for which something is drawn */
    uint64_t *key, *index, *sub; /* [count] addresses of what is drawn */
    double *uniform;  /* [count] */
    void *memory;     /* of the columns of doubles */
} ent_violations;

/* Where in a clock's months `target` is reached: after `before`, and by before + length. */
typedef struct ent_month_search {
    const double *clock;
    double target;
    uint32_t before, length;
} ent_month_search;

typedef struct ent_truce_state {
    const ent_model *model;
    void *memory;
    double **reg;      /* [lane registers][rows] */
    double **moving;   /* columns that are moved when lanes are dropped */
    size_t movings, movings_all; /* the first movings_all for all lanes, the others for those with a force */
    double *sum;       /* [lanes] integrated hazard since the last violation */
    double *total;     /* [lanes] hazard of the month */
    double *alive;     /* [lanes] 1 while the truce holds */
    double *violations; /* [lanes] contained ones */
    uint64_t *index;   /* [lanes] draw numbers */
    uint32_t *row;     /* [lanes] rows of the block */
    ent_timed_state *timed;
    ent_departure_state *departure;
    unsigned char *changes; /* [horizon + 2] 1: the force in place changes in that month in some lane */
    ent_violations violations_now; /* of the month, or the next of each lane that has one before its next change */
    /* in episodes only: */
    double *now;       /* [lanes] month in which the lane's episode begins */
    double *next;      /* [lanes] first month after it in which something changes */
    double **strength; /* [clocks][lanes] sum over causes of what each clock is multiplied with */
    ent_clock *clock;  /* [clocks] */
    double *sums;      /* memory of the clocks */
    ent_month_search *first; /* [lanes] the month in which each of them has its first one */
    double *reached;   /* [lanes] what the hazards add up to until then */
    bool still;        /* nothing changes but the calendar: one episode, from month 1 to the horizon */
    bool settles;      /* a truce that holds leaves more behind than that it has held */
    bool whole;        /* lane i is row i of the block, for all its rows */
    size_t lanes, living;
    size_t forced; /* the first so many lanes have troops committed to them */
} ent_truce_state;

struct ent_block;

/* most_worlds: as of the block. */
int ent_truce_init(ent_truce_state *self, const ent_model *model, size_t most_worlds);
void ent_truce_free(ent_truce_state *self);

/* What segments of the lanes run on. */
ent_frame ent_lane_frame(const struct ent_block *block);

/* Values of a month (from 1) for all lanes. */
void ent_truce_load_month(struct ent_block *block, size_t month);

/* When recording: keeps the values of month-rate settings, in month 1. */
void ent_truce_record_first_month(struct ent_block *block);

/* Drops the dead lanes once they are a third of all. */
void ent_truce_drop_dead(ent_truce_state *self);

/* Follows the truces of the block's draws that agreed; fills what the plan says is filled in the draw space. */
void ent_truce_run(struct ent_block *block);

#endif
