/* What happens in each draw, as flags: plain events and who joins, beside the headline. Plays the recording model. */
#ifndef ENT_RUN_DRAW_FLAGS_H
#define ENT_RUN_DRAW_FLAGS_H

#include "run/variant_model.h"

#include <stdatomic.h>

/* Borrowed. */
typedef struct ent_draw_flags_request {
    const ent_variant_model *variant; /* whose recorder is compiled */
    uint64_t worlds, replications;    /* > 0; draws are numbered as in a run of this size */
    unsigned threads;                 /* 0: one for each processor; the flags are the same for any number */
    const atomic_int *stop;           /* not 0: the draws end soon; NULL: never */
    void (*progress)(
        void *context, uint64_t draws); /* after each chunk, from any thread, one call at a time; or NULL */
    void *context;
} ent_draw_flags_request;

/* The draws with the headline's condition, of those that are kept (`given` of the scenario). A zeroed struct may be
 * freed. */
typedef struct ent_draw_flags {
    uint64_t draws;  /* in the arrays */
    size_t flags;    /* the scenario's plain events in file order, then its contributors */
    size_t words;    /* 64 flags each */
    uint32_t *world; /* [draws] ascending */
    uint64_t *flag;  /* [draws][words] bit sets */
    double *sum;     /* [draws] 1 with the headline, else 0; or its measure */
} ent_draw_flags;

/* Number of flags of a scenario. */
size_t ent_draw_flags_count(const ent_scenario *scenario);

/* Fills self (zeroed). Errors: ENT_ERR_NO_MEMORY, ENT_ERR_INTERRUPTED. Freed by the caller whatever the status. */
int ent_draw_flags_fill(ent_draw_flags *self, const ent_draw_flags_request *request);
void ent_draw_flags_free(ent_draw_flags *self);

#endif
