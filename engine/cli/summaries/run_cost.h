/* The size of a run before it begins: the resources it will take, and whether this machine can hold it. */
#ifndef ENT_CLI_SUMMARIES_RUN_COST_H
#define ENT_CLI_SUMMARIES_RUN_COST_H

#include "run/experiment.h"

#include <stdbool.h>
#include <stdint.h>

/* The size of a run of all variants. */
typedef struct ent_run_cost {
    double draws;     /* of all variants together */
    double per_world; /* bytes that each world keeps until the end */
    double bytes;     /* those of all worlds: the run holds these, and memory that does not depend on its size */
    double memory;    /* bytes of this machine; 0: not known */
} ent_run_cost;

/* The size of the run of an experiment that was loaded. */
ent_run_cost ent_run_cost_of(const ent_experiment *experiment);

/* Prints the cost of a run of over 10^10 draws, and an error where its worlds need more memory than the machine has.
 * Returns an exit status. */
int ent_print_run_cost(const ent_experiment *experiment, bool quiet);

#endif
