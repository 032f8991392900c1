/* What moves the headline, on the terminal and as JSON. */
#ifndef ENT_CLI_DRIVER_SUMMARY_H
#define ENT_CLI_DRIVER_SUMMARY_H

#include "jobs/results.h"

#include <cjson/cJSON.h>

/* Prints the quantity of the base with the largest clear difference, a stage of the talks only
 * where there is no other. Nothing where there is none. */
void ent_print_driver(const ent_results *results);

/* Adds the list "drivers" to each object of the array of variants: the first rows of drivers.csv. */
void ent_add_drivers(cJSON *variants, const ent_results *results);

#endif
