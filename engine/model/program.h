/* Programs: the value graph laid out as flat lists of instructions over columns (data), and the interpreter that runs
 * one list.
 *
 * A space is a set of rows that are computed together: the worlds of a chunk, the draws of a block, the active truces
 * of a block, or the months of the horizon. Each value is computed in the space of its own rate and imported into the
 * other spaces that read it. A segment is a list of instructions that one stage runs; a value is computed in the
 * segment of the first stage that reads it, and not at all if no stage does.
 *
 * The interpreter is part of this module because both sides use it: the compiler fills the tables of months with it,
 * and the simulation runs everything else. */
#ifndef ENT_MODEL_PROGRAM_H
#define ENT_MODEL_PROGRAM_H

#include "distribution/approximate_score.h"
#include "distribution/kind.h"
#include "kernels/kernels.h"
#include "model/value.h"
#include "model/world_source.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One operation over whole columns. All pointers are borrowed from the model's arena. */
typedef struct ent_instruction {
    ent_node_kind kind;
    ent_op op;        /* OP: the kernel */
    ent_register out; /* the column written */
    uint32_t arguments;
    const ent_register *in;                /* [arguments] the columns read */
    uint64_t key;                          /* UNIFORM, SAMPLE_STREAM: key of the stream */
    const ent_dist *dist;                  /* SAMPLE, SAMPLE_Z, SAMPLE_STREAM */
    const ent_distribution_kind *row_kind; /* SAMPLE_ROW */
    double low, high;                      /* GUARD: the range, in the unit of the value */
    uint32_t guard;                        /* GUARD: index of the guard in the model */
    const ent_approximate_score *rough;    /* SCORE_ABOVE: the correlated group … */
    size_t member;                         /* … and the index of the member in it */
} ent_instruction;

/* Instructions in the order of execution. */
typedef struct ent_segment {
    ent_instruction *code; /* [count] */
    size_t count, capacity;
} ent_segment;

/* A value imported into a space: copied from register `from` of another space, or a constant. */
typedef struct ent_import {
    ent_register from, to;
    double constant; /* in lists of constants: the value, in its own unit */
} ent_import;

typedef struct ent_import_list {
    ent_import *item; /* [count] */
    size_t count, capacity;
} ent_import_list;

typedef enum ent_space_kind {
    ENT_SPACE_MONTH,       /* rows: months 1 … horizon; computed once a model */
    ENT_SPACE_WORLD,       /* rows: the worlds of a chunk */
    ENT_SPACE_WORLD_MONTH, /* rows: months 1 … horizon; computed once a world */
    ENT_SPACE_DRAW,        /* rows: the draws of a block */
    ENT_SPACE_TRUCE,       /* rows: the active truces of a block */
    ENT_SPACE_ROUND,       /* rows: draws of a block, in a month or round of the talks */
    ENT_SPACES
} ent_space_kind;

/* The segments in the order in which they run. */
typedef enum ent_segment_id {
    ENT_SEGMENT_MONTH,
    ENT_SEGMENT_WORLD,
    ENT_SEGMENT_WORLD_MONTH,
    ENT_SEGMENT_COALITION,    /* draws: events of stage 1, the contributors' settings */
    ENT_SEGMENT_TALKS,        /* draws: results of stage 2, the settings of the talks */
    ENT_SEGMENT_RATIFICATION, /* draws: what depends on the package signed; once an attempt to make a deal */
    ENT_SEGMENT_DEAL,         /* draws: results of stage 3 that the truce reads */
    ENT_SEGMENT_OUTCOME,      /* draws: everything that is known only after the truce */
    ENT_SEGMENT_TRUCE_START,  /* active truces: once, when the truce begins */
    ENT_SEGMENT_ARRIVAL,      /* active truces with a force: once; arrivals and departures, read by nothing else */
    ENT_SEGMENT_RENEWAL,      /* active truces, each month: the chance of a new one where one is broken … */
    ENT_SEGMENT_DEPARTURES,   /* active truces, each month: chances of departure … */
    ENT_SEGMENT_DEPLOYED,     /* … troops deployed … */
    ENT_SEGMENT_HAZARD,       /* … hazards of the causes … */
    ENT_SEGMENT_CONTAINED,    /* … and the chance that a violation is contained */
    ENT_SEGMENT_STAGES,       /* rounds: chances of the stages in a month of the talks … */
    ENT_SEGMENT_ROUND,        /* … and the settings of a round */
    ENT_SEGMENTS_FIXED /* then, each month, one per timed event of the truce: ENT_SEGMENTS_FIXED + its number; and
                          one per event during the talks, from ENT_SEGMENTS_FIXED + ent_program.timed on */
} ent_segment_id;

/* The columns of a space and the values imported into them, by origin. */
typedef struct ent_space {
    size_t registers; /* number of columns */
    ent_import_list constants;
    ent_import_list worlds;       /* from WORLD */
    ent_import_list draws;        /* from DRAW; of TRUCE and ROUND only */
    ent_import_list months;       /* from MONTH; of LANE and WORLD_MONTH only */
    ent_import_list world_months; /* from WORLD_MONTH; of LANE only */
} ent_space;

/* Read-only once compiled; all memory belongs to the model's arena. */
typedef struct ent_program {
    ent_space space[ENT_SPACES];
    ent_segment *segment; /* [segments] */
    size_t segments;      /* ENT_SEGMENTS_FIXED + timed + number of events during the talks */
    size_t timed;         /* number of timed events of the truce */
} ent_program;

/* How many rows of a guarded value lay outside its range, and how many were NaN. */
typedef struct ent_guard_count {
    uint64_t moved, nan;
} ent_guard_count;

/* The rows that a segment runs over. All pointers are borrowed. */
typedef struct ent_row_set {
    const ent_world_source *source; /* of the uniforms of worlds; NULL: the streams at the numbers of the rows */
    const ent_kernels *kernels;
    double **reg;           /* [registers of the space] columns of at least `rows` numbers */
    size_t rows;            /* number of rows */
    uint32_t sub;           /* sub-address of uniforms (distribution/stream.h); not of samples from streams */
    uint64_t first;         /* number of the first world or draw, where the rows are consecutive */
    const uint64_t *index;  /* [rows] numbers of the worlds or draws where they are not consecutive; else NULL */
    const double *alive;    /* [rows] 1 where a row is counted by guards, else 0; NULL: all rows are counted */
    ent_guard_count *guard; /* [guards of the model] counts to add to; NULL: do not count */
    double *scratch;        /* [rows] */
    float *const *score;    /* approximate scores of all correlated groups; read by SCORE_ABOVE */
} ent_row_set;

/* The space that a segment computes in. */
ent_space_kind ent_program_space(const ent_program *self, size_t segment);

/* Executes the instructions of a segment in order. Allocates nothing and cannot fail. */
void ent_segment_run(const ent_segment *self, const ent_row_set *frame);

/* Verifies the invariants of a program: every register that an instruction or an import refers to lies within its
 * space; a register has one writer at most; no instruction reads a register whose writer runs later; an active truce
 * imports nothing that is computed after the truce. Returns NULL, or a static text that names an invariant that does
 * not hold; "out of memory" without memory. For tests. */
const char *ent_program_check(const ent_program *self);

#endif
