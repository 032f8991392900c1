/* The obstacles between the parties: one change at a time against a scenario as it stands, each compiled and played
 * with the random numbers of the scenario, and compared by world. */
#ifndef ENT_JOBS_ANALYSE_BLOCKERS_H
#define ENT_JOBS_ANALYSE_BLOCKERS_H

#include "jobs/blockers/blocker_changes.h"
#include "run/evaluation/evaluation.h"
#include "run/variant_model.h"
#include "tally/estimate.h"

/* Most draws of all changes together, times the number of settings of the scenario: its cost, roughly. The figures of a
 * change are those of a run with as many worlds and replications as ent_blocker_size_of gives. */
#define ENT_BLOCKER_WORK (UINT64_C(1) << 31)

/* Worlds and replications of a change. */
typedef struct ent_blocker_size {
    uint64_t worlds, replications;
} ent_blocker_size;

/* Returns the size of each of `changes` changes to a scenario with so many settings, by the size of its run: that of
 * the run if all changes and the scenario as it stands then stay within ENT_BLOCKER_WORK, else fewer replications of
 * all its worlds, and below one replication fewer worlds. */
ent_blocker_size ent_blocker_size_of(const ent_run_size *run, size_t changes, size_t settings);

/* One change and its effect. */
typedef struct ent_blocker {
    const ent_blocker_change *change;
    ent_estimate agreed, headline; /* with the change, without a range; the headline may be a mean */
    ent_difference agreed_difference, headline_difference; /* from the scenario as it stands */
} ent_blocker;

typedef struct ent_blockers {
    ent_arena arena;
    ent_blocker_changes changes;
    ent_blocker_size size;
    ent_estimate agreed, headline; /* of the scenario as it stands, at this size */
    ent_blocker *item; /* [count] by |agreed_difference|, then |headline_difference|, the largest first; unknown ones
                          last; equal ones in the order of the changes */
    size_t count;
    ent_blocker_omission *omission; /* [omissions] changes that could not be tried, with the reasons */
    size_t omissions;
} ent_blockers;

/* Callbacks and threads. Borrowed. */
typedef struct ent_blocker_options {
    const char *scenario_id;
    unsigned threads;       /* 0: one for each processor; the results are the same for any number */
    const atomic_int *stop; /* not 0: ends soon; NULL: never */
    void (*progress)(void *context, uint64_t draws); /* from any thread, one call at a time; NULL: none */
    void *context;
} ent_blocker_options;

/* Fills self (zeroed) for a variant, whose experts' settings are changed too. Errors: ENT_ERR_NO_MEMORY,
 * ENT_ERR_INTERRUPTED; ENT_ERR_NUMERIC where a formula of the variant itself gives no number. Free in either case. */
int ent_blockers_find(ent_blockers *self, const ent_variant_model *variant, const ent_blocker_options *options);
void ent_blockers_free(ent_blockers *self);

/* Number of draws that ent_blockers_find plays, by the settings of a variant; 0 when memory is out. */
uint64_t ent_blockers_draws(const ent_variant_model *variant);

#endif
