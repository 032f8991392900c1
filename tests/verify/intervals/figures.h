/* Scenarios with figures that are known exactly, and the intervals of the tables that should hold them. */
#ifndef ENT_TESTS_VERIFY_FIGURES_H
#define ENT_TESTS_VERIFY_FIGURES_H

#include <stdbool.h>

/* An interval: two columns of the row of `variant` in which `column` has the value `row`. */
typedef struct figure {
    const char *name; /* as in the printed table */
    const char *table, *variant, *column, *row, *low, *high;
    double truth;
    bool is_least; /* the table gives the least that it can be: an interval below the truth is no fault */
} figure;

typedef struct known_scenario {
    const char *name, *text; /* without run.seed */
    const char *method;      /* of entente_analyse; NULL: entente_run */
    const figure *figure;    /* the last has no name */
} known_scenario;

/* The last has no name. */
extern const known_scenario known_scenarios[];

#endif
