/* Standard output of a comparison: its figures for people, or as a result of the JSON output. */
#ifndef ENT_CLI_COMPARE_SUMMARY_H
#define ENT_CLI_COMPARE_SUMMARY_H

#include "cli/options.h"
#include "jobs/compare/comparison.h"

/* Prints the choices, every pair in a sentence, and the paths; not with --quiet or --json. */
void ent_print_comparison(ent_comparison *comparison, const ent_options *options);

/* Adds the same to the JSON output. */
void ent_add_comparison(const ent_comparison *comparison);

#endif
