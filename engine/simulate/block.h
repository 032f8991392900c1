/* A block: the columns of values of a run of consecutive draws, together with those of the chunk of worlds that the
 * draws belong to. Plain data: simulate/simulator.h fills it. */
#ifndef ENT_SIMULATE_BLOCK_H
#define ENT_SIMULATE_BLOCK_H

#include "model/model.h"
#include "simulate/no_deal/no_deal.h"
#include "tally/guarantee_counts.h"

/* One answer of an attempt, for explanations. */
typedef enum ent_answer {
    ENT_ANSWER_NOT_ASKED, /* its condition did not hold */
    ENT_ANSWER_TOO_LATE,  /* it would have come after a no */
    ENT_ANSWER_COLLAPSE,  /* it would have come after the collapse of a truce in force */
    ENT_ANSWER_YES,
    ENT_ANSWER_NO
} ent_answer;

/* Marks of a month of a draw, where new truces can begin after a collapse. */
enum {
    ENT_PEACE_HELD = 1,  /* a truce holds through the month */
    ENT_PEACE_BEGUN = 2, /* a new truce begins in it */
};

/* One truce of row 0, where new ones can begin after a collapse; months of the clock. */
typedef struct ent_spell {
    size_t began, broke; /* months of its beginning and its collapse; broke 0: it holds to the horizon */
    size_t cause;        /* of the collapse */
} ent_spell;

/* An onset of an event with `every` in row 0. */
typedef struct ent_onset {
    bool truce;   /* in the truce, else in the talks */
    size_t event; /* number among the events of the truce, or of the talks */
    double month; /* of the truce's or the talks' clock; below 1 also an onset before */
} ent_onset;

/* One attempt to make a deal. */
typedef struct ent_attempt {
    double month, round; /* of the signature */
    uint32_t package;    /* signed; UINT32_MAX without talks */
    ent_answer *answer;  /* [entries] */
    double *takes;       /* [entries] months until the answer, where asked */
    double *chance;      /* [entries] chance of a yes */
    bool refused;        /* some answer is no */
} ent_attempt;

/* A signature, for a truce in force that may collapse before it. */
typedef struct ent_signature {
    double month, round;
    double refused; /* month of the no; infinity: none */
    bool ends;      /* the no ends the talks */
} ent_signature;

typedef struct ent_story ent_story; /* simulate/truce/story.h */

/* Arrays are owned by the block. Registers are columns; the model's plans name the register of each value. */
typedef struct ent_block {
    const ent_model *model; /* borrowed */
    void *memory;           /* owns all columns */
    double **world;         /* [world registers][most_worlds] */
    double **world_month; /* [world-month registers][most_worlds * horizon] month m of world w at w * horizon + m - 1 */
    double **world_month_row;       /* [world-month registers] the months of the world that is being computed */
    double **draw;                  /* [draw registers][ENT_BLOCK_ROWS] */
    double *scratch;                /* [max(ENT_BLOCK_ROWS, most_worlds, horizon)] */
    double **coupled;               /* [members of the largest correlated group] columns being mixed; borrowed */
    float **score;                  /* [approximate columns][ENT_BLOCK_ROWS] normal scores that are only compared */
    size_t most_worlds;             /* largest number of worlds in a chunk */
    const ent_world_source *source; /* as in ent_row_set: that of the model, unless changed; borrowed */
    uint64_t first_world;           /* number of the chunk's first world */
    size_t worlds;                  /* worlds of the chunk */
    uint64_t replications;          /* draws of a world */
    ent_guard_count *guard;         /* [guards] of all draws since the block was initialised */
    uint64_t *guarantee_month; /* [guarantees][ENT_GUARANTEE_SERIES][horizon + 1] counts of month m at m - 1, of all
                                  draws since the block was initialised (but see counted) */
    const double *counted;     /* [rows] 0 where a draw adds nothing to guarantee_month; NULL: all add; borrowed */
    bool count_guards;         /* whether guards of worlds count in this chunk */
    uint64_t first;            /* number of the first draw of the block */
    size_t rows;               /* draws in the block, at most ENT_BLOCK_ROWS */
    const double *row_number; /* [rows] number of each row, counted from `first`, where draws were left out; NULL: 0, 1,
                                 2, …; borrowed */
    uint32_t *world_of;       /* [rows] world of a row, counted from first_world; ascending */
    uint32_t *package;        /* [rows] number of the package agreed on; undefined without a deal */
    const ent_attempt *attempt; /* [attempts] of row 0, while recording and with ratification; borrowed */
    size_t attempts;
    const ent_signature
        *signature;             /* [ENT_BLOCK_ROWS][signatures_most] in a truce in force, with ratification; borrowed */
    const uint32_t *signatures; /* [ENT_BLOCK_ROWS] number of them in each row; borrowed */
    size_t signatures_most;
    uint8_t
        *peace; /* [horizon][ENT_BLOCK_ROWS] with `renews`, else NULL: of each month and row, ENT_PEACE_… added up */
    ent_spell *spell; /* [spells] of row 0, while recording and with `renews`: [horizon] allocated, else NULL; owned */
    size_t spells;
    ent_onset
        *onset; /* [onsets] of row 0, while recording and with `every`: [onsets_most] allocated, else NULL; owned */
    size_t onsets, onsets_most;
    ent_story *story;          /* events in the truces of row 0; NULL where not recorded; borrowed */
    ent_no_deal_rows *no_deal; /* why rows have no deal; NULL where not recorded; borrowed */
    double *outcome;           /* [rows] number of the outcome; plan->outcomes for unclassified draws */
} ent_block;

/* Allocates the columns for chunks of at most most_worlds worlds and fills those of constants. model: borrowed, must
 * outlive the block. Errors: ENT_ERR_NO_MEMORY; the block may be freed then too. */
int ent_block_init(ent_block *self, const ent_model *model, size_t most_worlds);

/* Zeroes the counts of the block, and makes it draw the worlds of the model. */
void ent_block_reset(ent_block *self);

/* Frees the columns. A zeroed block may be freed. */
void ent_block_free(ent_block *self);

/* Returns the frame in which the segments of the draw space run: the rows of the block. */
ent_row_set ent_block_frame(const ent_block *self);

/* Keeps an onset of row 0 where onsets are kept; one that is kept already is not repeated, and one that has no room is
 * dropped. */
void ent_block_keep_onset(ent_block *self, bool truce, size_t event, double month);

/* Stores value in rows elements of a column. */
void ent_column_fill(double *column, double value, size_t rows);

#endif
