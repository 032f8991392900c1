/* Programs: the value graph laid out as flat lists of instructions over columns, one list a segment of a space.
 *
 * A space is a place where rows live: the worlds of a chunk, the draws of a block, the lanes (draws of a block whose
 * truce is being followed), or the months (tables). A value is computed in the space of its own rate and carried over
 * where another needs it. Segments are demanded in the order in which the stages run, so a value is computed once,
 * by the first stage that needs it, and never where nobody asks. */
#ifndef ENT_MODEL_PROGRAM_H
#define ENT_MODEL_PROGRAM_H

#include "model/graph.h"
#include "random/rough.h"

typedef uint32_t ent_register; /* a column of a space */
#define ENT_NO_REGISTER UINT32_MAX

typedef struct ent_instruction {
    ent_node_kind kind;
    ent_op op;
    ent_register out;
    uint32_t arguments;
    const ent_register *in;
    uint64_t key;
    const ent_dist *dist;
    const ent_distribution_kind *row_kind;
    double low, high;
    uint32_t guard;
    const ent_rough *rough; /* of ABOVE: the group and the number in it */
    size_t member;
} ent_instruction;

typedef struct ent_segment {
    ent_instruction *code;
    size_t count, capacity;
} ent_segment;

/* A value carried into a space: from register `from` of another space, or a constant. */
typedef struct ent_import {
    ent_register from, to;
    double constant;
} ent_import;

typedef struct ent_import_list {
    ent_import *item;
    size_t count, capacity;
} ent_import_list;

typedef enum ent_space_kind {
    ENT_SPACE_MONTH,       /* rows: months 1 … horizon; constants of the month, computed once a model */
    ENT_SPACE_WORLD,       /* rows: the worlds of a chunk */
    ENT_SPACE_WORLD_MONTH, /* rows: months, once a world */
    ENT_SPACE_DRAW,        /* rows: the draws of a block */
    ENT_SPACE_LANE,        /* rows: draws with a living truce */
    ENT_SPACES
} ent_space_kind;

/* Segments of the draw space in the order in which they run, then those of the lanes. */
typedef enum ent_segment_id {
    ENT_SEGMENT_MONTH,
    ENT_SEGMENT_WORLD,
    ENT_SEGMENT_WORLD_MONTH,
    ENT_SEGMENT_COALITION, /* events of stage 1, contributors' settings */
    ENT_SEGMENT_TALKS,     /* what stage 2 makes known; talks' settings */
    ENT_SEGMENT_DEAL,      /* what stage 3 makes known, needed before the truce */
    ENT_SEGMENT_OUTCOME,   /* after the truce */
    ENT_SEGMENT_LANE,      /* once, when a truce begins */
    ENT_SEGMENT_ARRIVAL,   /* once, for lanes with a force: leads and departures; nothing else reads these */
    ENT_SEGMENT_LEAVES,    /* each month … */
    ENT_SEGMENT_DEPLOYED,
    ENT_SEGMENT_HAZARD,
    ENT_SEGMENT_CONTAINED,
    ENT_SEGMENTS_FIXED /* then one a timed event: ENT_SEGMENTS_FIXED + its number */
} ent_segment_id;

typedef struct ent_space {
    ent_register *of; /* [graph nodes]: register of a value, or ENT_NO_REGISTER */
    size_t nodes;
    size_t registers;
    ent_import_list constants;
    ent_import_list worlds;       /* from WORLD */
    ent_import_list draws;        /* LANE, from DRAW */
    ent_import_list months;       /* LANE, WORLD_MONTH: from MONTH */
    ent_import_list world_months; /* LANE, from WORLD_MONTH */
} ent_space;

typedef struct ent_program {
    ent_arena *arena; /* borrowed */
    const ent_graph *graph;
    ent_space space[ENT_SPACES];
    bool *asked;       /* [graph nodes] asked for among the draws by a stage itself, not only by other values */
    bool *after_truce; /* [graph nodes] computed among the outcomes: lanes must not carry it over */
    ent_segment *segment;
    size_t segments;
    bool no_memory;
} ent_program;

/* The graph must be complete: no nodes may be added afterwards. */
int ent_program_init(ent_program *self, ent_arena *arena, const ent_graph *graph, size_t timed_events);

/* Asks that `value` be in a register of `space` by the end of `segment`; returns the register. */
ent_register ent_program_demand(ent_program *self, ent_space_kind space, size_t segment, ent_value value);

/* The register of a value already demanded in a space, else ENT_NO_REGISTER. */
ent_register ent_program_register(const ent_program *self, ent_space_kind space, ent_value value);

/* Guards: how often a value had to be moved into its range, and how often it was no number. */
typedef struct ent_guard_count {
    uint64_t moved, nan;
} ent_guard_count;

/* What a segment runs on. reg[r] is the column of register r. */
typedef struct ent_frame {
    const ent_kernels *kernels;
    double **reg;
    size_t rows;
    uint64_t first;        /* number of the first world or draw, where rows are consecutive */
    const uint64_t *index; /* numbers of the rows, where they are not; NULL otherwise */
    const double *alive;   /* 1 where a row counts; NULL: all do */
    ent_guard_count *guard; /* NULL: do not count */
    double *scratch;       /* as long as a column */
    float *const *score;   /* rough scores of the coupled groups of draws; ABOVE reads them */
} ent_frame;

void ent_segment_run(const ent_segment *self, const ent_frame *frame);

#endif
