/* `entente sweep --solve`: the request from the options, and the answer on standard output or as JSON. */
#ifndef ENT_CLI_SUMMARIES_SOLVE_SUMMARY_H
#define ENT_CLI_SUMMARIES_SOLVE_SUMMARY_H

#include "cli/options.h"
#include "run/experiment.h"

/* Whether the options ask for it; *status is ENT_EXIT_USAGE, after a message, where they do not fit one another. */
bool ent_solve_wanted(const ent_options *options, int *status);

/* Solves for a variant and prints the answer. Returns the exit status. */
int ent_solve_variant(const ent_options *options, ent_experiment *experiment, size_t variant);

#endif
