/* What every option is worth to every party, for each set of values that the preferences take. */
#ifndef ENT_MODEL_PREFERENCES_H
#define ENT_MODEL_PREFERENCES_H

#include "model/model.h"

typedef struct ent_preference {
    const double *gain;  /* [options * parties] weight times score */
    const double *total; /* [parties] sum of weights */
    uint64_t stamp;      /* tells it from all others of the same store; from 1 */
} ent_preference;

/* Preferences met so far: those that vary by draw often take few distinct values (events). */
typedef struct ent_preferences {
    const ent_talks_plan *plan;
    size_t slots;
    double *key;     /* [slots * varying] the values that a slot holds */
    double *gain;    /* [slots * options * parties] */
    double *total;   /* [slots * parties] */
    uint64_t *stamp; /* [slots] 0: empty */
    uint64_t entries;
    double *wanted;         /* [varying] */
    double *weight, *score; /* in full */
} ent_preferences;

/* A zeroed store may be freed. The plan must outlive it, and have talks. ENT_ERR_NO_MEMORY. */
int ent_preferences_init(ent_preferences *self, const ent_talks_plan *plan);
void ent_preferences_free(ent_preferences *self);

/* The slot of the preferences of a row of the draw registers, `world` being its world's place in the world registers;
 * SIZE_MAX where they are not in store. They are left in `wanted`. */
size_t ent_preferences_find(
    ent_preferences *self, double *const *reg, double *const *world_reg, size_t world, size_t row);

/* Puts what is wanted into a slot, which loses what it held. */
size_t ent_preferences_add(ent_preferences *self);

ent_preference ent_preferences_at(const ent_preferences *self, size_t slot);

/* The options of a package, [demands], all demands' options numbered through. */
void ent_preference_unpack(const ent_talks_plan *plan, size_t package, size_t *option);

/* U_p of a package for party p: weighted scores summed in the order of the demands. option: [demands] options taken,
 * all demands' options numbered through. */
double ent_preference_utility(
    const ent_preference *self, const ent_talks_plan *plan, const size_t *option, size_t party);

#endif
