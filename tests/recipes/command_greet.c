/* `entente greet NAME`. Part of tests/recipes. */
#include "cli/options.h"

#include <stdio.h>

static int greet(const ent_options *options)
{
    printf("Good day, %s.\n", options->operand[0]);
    return ENT_EXIT_OK;
}

const ent_command_entry ent_command_greet = {.name = "greet",
    .operands = "NAME",
    .summary = "print a greeting",
    .text = "Prints a greeting.",
    .example = {{"entente greet Ada", "greets Ada"}},
    .least = 1,
    .most = 1,
    .wants = "a name",
    .operand = ENT_ARGUMENT_ANYTHING,
    .run = greet};
