/* Standard output of a score: its figures for people, or as a result of the JSON output. */
#ifndef ENT_CLI_SCORE_SUMMARY_H
#define ENT_CLI_SCORE_SUMMARY_H

#include "cli/options.h"
#include "jobs/score/score.h"

/* Prints mean scores of each set, the closing sentences, and the paths; not with --quiet or --json. */
void ent_print_score(const ent_score *score, const ent_options *options);

/* Adds the figures to the JSON output. */
void ent_add_score(const ent_score *score);

#endif
