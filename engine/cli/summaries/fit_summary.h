/* Standard output of a fit: its figures for people, or as a result of the JSON output. */
#ifndef ENT_CLI_FIT_SUMMARY_H
#define ENT_CLI_FIT_SUMMARY_H

#include "cli/options.h"
#include "jobs/fit/fit.h"

/* Prints a line a term, how the residuals lie, and the paths; not with --quiet or --json. */
void ent_print_fit(const ent_fit *fit, const ent_options *options);

/* Adds the same to the JSON output. */
void ent_add_fit(const ent_fit *fit);

#endif
