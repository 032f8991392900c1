/* Lays the value graph out as a program: assigns registers and emits instructions. */
#ifndef ENT_COMPILE_PROGRAM_BUILDER_H
#define ENT_COMPILE_PROGRAM_BUILDER_H

#include "base/arena.h"
#include "compile/value_graph.h"
#include "model/program.h"

/* The state of the layout. Its memory belongs to the arena. */
typedef struct ent_program_builder {
    ent_program *program;          /* borrowed: under construction */
    ent_arena *arena;              /* borrowed: owns the program and the arrays below */
    const ent_value_graph *graph;  /* borrowed */
    ent_register *reg[ENT_SPACES]; /* [nodes] the register of each value in a space, or ENT_NO_REGISTER */
    bool *read_by_stage;           /* [nodes] among the draws, a stage's own code reads or fills the column */
    bool *after_truce;             /* [nodes] computed in ENT_SEGMENT_OUTCOME, so active truces cannot import it */
    bool no_memory;                /* an allocation failed: the program is incomplete */
} ent_program_builder;

/* Starts an empty program with segments for `timed` events of the truce and `during` events of the talks. No nodes may
 * be added to the graph afterwards. Returns ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_program_builder_init(ent_program_builder *self, ent_program *program, const ent_value_graph *graph,
    size_t timed, size_t during, ent_arena *arena);

/* Ensures that `value` is in a register of `space` by the end of `segment`, and returns the register. Stages must
 * require their values in the order in which their segments run. Returns ENT_NO_REGISTER for ENT_NO_VALUE, or with
 * no_memory set. */
ent_register ent_program_require(ent_program_builder *self, ent_space_kind space, size_t segment, ent_value value);

/* The register of a value that has been required in a space, else ENT_NO_REGISTER. */
ent_register ent_program_register(const ent_program_builder *self, ent_space_kind space, ent_value value);

#endif
