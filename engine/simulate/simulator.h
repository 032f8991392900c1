/* The simulator: plays draws of a model block by block, stage by stage: coalition, talks, truce, outcome. Each thread
 * has one of its own. Nothing in it touches a file. */
#ifndef ENT_SIMULATE_SIMULATOR_H
#define ENT_SIMULATE_SIMULATOR_H

#include "simulate/block.h"
#include "simulate/no_deal/no_deal.h"
#include "simulate/ratification.h"
#include "simulate/talks/clock.h"
#include "simulate/talks/talks.h"
#include "simulate/truce/story.h"
#include "simulate/truce/truce.h"

/* Must not be moved once initialised: the truces refer to the block. */
typedef struct ent_simulator {
    ent_block block; /* results of the last block that was run */
    ent_talks_clock clock;
    ent_talks_state talks;
    ent_ratification_state ratification;
    ent_truces truces;
    ent_no_deal_rows no_deal; /* of the last block, where recorded */
    ent_story story;          /* of row 0 of the last block, where recorded */
} ent_simulator;

/* Allocates all memory that playing needs, but for the packages of talks. most_worlds: largest chunk of worlds that
 * will be set. model: borrowed. Errors: ENT_ERR_NO_MEMORY; the simulator may be freed then too. */
int ent_simulator_init(ent_simulator *self, const ent_model *model, size_t most_worlds);

/* Has the blocks that are run tell why draws have no deal (block.no_deal). Nothing for a model in which all draws have
 * one from the start. Errors: ENT_ERR_NO_MEMORY. */
int ent_simulator_tell_no_deals(ent_simulator *self);

/* Has the blocks that are run tell what happens in the truces of their row 0 (block.story). Errors: ENT_ERR_NO_MEMORY.
 */
int ent_simulator_tell_story(ent_simulator *self);

/* A zeroed simulator may be freed. */
void ent_simulator_free(ent_simulator *self);

/* Computes columns of worlds first … first + count - 1 (block.world) by a part of the model's instructions for worlds;
 * `groups`: draws the scores of correlated factors before. Draws cannot be played of these worlds. */
void ent_simulator_fill_worlds(ent_simulator *self, uint64_t first, size_t count, const ent_segment *code, bool groups);

/* Draws the chunk of worlds first … first + count - 1, count at most most_worlds; each world has `replications` draws.
 * count_guards: whether clamped values of worlds count; false where the worlds were drawn before. */
void ent_simulator_set_worlds(
    ent_simulator *self, uint64_t first, size_t count, uint64_t replications, bool count_guards);

/* Plays the draws first … first + rows - 1, which must belong to the worlds that were set; rows at most
 * ENT_BLOCK_ROWS. The block's draw registers, `package` and `outcome` hold the results afterwards.
 * Errors: ENT_ERR_NO_MEMORY. */
int ent_simulator_run(ent_simulator *self, uint64_t first, size_t rows);

/* Plays the same draws to the end of the talks: stages 1 to 3, ratification included. What comes later is undefined,
 * and so is `agreed` of a model in which a truce in force can make a deal void (ent_truce_plan.awaits_deal). Errors:
 * ENT_ERR_NO_MEMORY. */
int ent_simulator_run_talks(ent_simulator *self, uint64_t first, size_t rows);

#endif
