/* Rows of draws.csv: single draws, computed again by a model that was compiled to record every quantity. */
#ifndef ENT_TABLES_DRAW_ROWS_H
#define ENT_TABLES_DRAW_ROWS_H

#include "base/arena.h"
#include "simulate/block.h"
#include "tables/table.h"

/* Value of one draw-rate register in a row of the block; NaN for ENT_NO_REGISTER. */
double ent_draw_value(const ent_block *block, ent_register column, size_t row);

/* Id of the outcome of a row; "unclassified" where no outcome takes the draw. */
const char *ent_draw_outcome(const ent_block *block, size_t row);

/* Names of the columns between `draw` and `outcome`: an array [*columns] in the arena. NULL when memory is out. */
const char **ent_draw_columns(const ent_scenario *scenario, ent_arena *arena, size_t *columns);

/* Fills the cells of these columns from a row of a block of a recording model. cell: [columns]. Returns the number of
 * cells. */
size_t ent_draw_cells(const ent_block *block, size_t row, ent_cell *cell);

/* Appends a row: variant, world and draw (numbers from 0), the cells [columns], outcome. */
void ent_draw_row(ent_sink *sink, const char *variant, uint64_t world, uint64_t draw, const ent_cell *cell,
    size_t columns, const char *outcome);

#endif
