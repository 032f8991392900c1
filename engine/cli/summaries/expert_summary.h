/* The experts' figures on the terminal and as JSON. */
#ifndef ENT_CLI_EXPERT_SUMMARY_H
#define ENT_CLI_EXPERT_SUMMARY_H

#include "jobs/results.h"

#include <cjson/cJSON.h>

/* Prints the headline of the base as each expert has it, and what disagreement explains. Nothing without experts. */
void ent_print_experts(const ent_results *results);

/* Adds the experts of a variant, and what disagreement explains. Nothing without experts. */
void ent_add_experts(cJSON *json, const ent_variant_summary *summary);

#endif
