/* The draw that `explain` describes: a number, or one to be searched for. */
#ifndef ENT_CLI_DRAW_CHOICE_H
#define ENT_CLI_DRAW_CHOICE_H

#include "cli/options.h"
#include "jobs/explain/find_draw.h"

/* Checks that the options name one draw, in one way. ENT_EXIT_OK, or ENT_EXIT_USAGE after a message. */
int ent_draw_choice_check(const ent_options *options);

/* Sets *found to the draw that the options name. ENT_EXIT_OK, or another status after a message: there is no such
 * outcome, draw or future. */
int ent_choose_draw(const ent_options *options, const ent_variant_model *variant, ent_draw_found *found);

/* Prints how a draw that was looked for was found, as a line; nothing for a number. */
void ent_print_draw_choice(const ent_options *options, const ent_variant_model *variant, const ent_draw_found *found);

#endif
