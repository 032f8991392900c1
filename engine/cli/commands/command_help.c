#include "cli/options.h"

static int help(const ent_options *options)
{
    const ent_command_entry *about = NULL;

    if (options->operands > 0) {
        about = ent_command_find(options->operand[0]);
        if (about == NULL) {
            return ent_unknown_command(options->operand[0]);
        }
    }
    ent_show_help(options, about);
    return ENT_EXIT_OK;
}

const ent_command_entry ent_command_help = {.name = "help",
    .operands = "[COMMAND]",
    .summary = "help for the program or a command",
    .text = "The same as --help after a command.",
    .example = {{"entente help run", "what `run` takes"}},
    .most = 1,
    .operand = ENT_ARGUMENT_COMMAND,
    .run = help};
