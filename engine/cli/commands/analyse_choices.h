/* The option --choose of analyse: the variants to choose among. */
#ifndef ENT_CLI_ANALYSE_CHOICES_H
#define ENT_CLI_ANALYSE_CHOICES_H

#include "cli/options.h"
#include "run/experiment.h"

typedef struct ent_choices {
    const char **id; /* [count] of variants, each once; in the arena */
    size_t count;    /* 0: the option is not given */
} ent_choices;

/* Reads --choose a,b,c. Returns an exit status, after a message: ENT_EXIT_USAGE where an id is no variant of the
 * experiment, or stands there twice; ENT_EXIT_FAILED: memory is out. */
int ent_choices_read(ent_choices *self, const ent_options *options, const ent_experiment *experiment, ent_arena *arena);

#endif
