/* Weights and scores of the demands for each set of values that they take: gains of all options for all parties.
 *
 *   U_p = sum_j w_pj s_pj(option_j) / sum_j w_pj        utility of a package to party p, over demands j
 *
 * With `together` (ent_together_plan) additions come to it, and it is clamped to [0, 1]. It is then also the sum of the
 * worths of the package's choices, clamped, within rounding: the gains of each choice's demands, and the additions of
 * the entries that describe it. */
#ifndef ENT_SIMULATE_TALKS_PREFERENCES_H
#define ENT_SIMULATE_TALKS_PREFERENCES_H

#include "model/model.h"

/* One set of values. Borrowed from the store; valid until ent_preferences_add. */
typedef struct ent_preference {
    const double *gain;  /* [options][parties] weight times score, 0 or more; options of all demands numbered through */
    const double *total; /* [parties] sum of weights, 0 or more */
    uint64_t stamp;      /* number of this set of values in the store, from 1; never used again */
    const double *addition; /* [entries * parties] of `together`; NULL without */
    const double *worth;    /* [deciders][choices] of `together`: utilities; NULL without */
} ent_preference;

/* The sets of values met last. Preferences that vary by draw often take few distinct values, since events decide. */
typedef struct ent_preferences {
    const ent_talks_plan *plan;
    size_t slots;
    double *key;      /* [slots][varying + 1] values of the weights and scores that vary */
    double *gain;     /* [slots][options][parties] */
    double *total;    /* [slots][parties] */
    double *addition; /* [slots][entries * parties] */
    double *worth;    /* [slots][deciders][choices] */
    double *sum;      /* [demands + 1] scratch */
    uint64_t *stamp;  /* [slots] 0: empty */
    uint64_t entries; /* stamps given out so far */
    double *wanted;   /* [varying] values looked up last */
    double *weight;   /* [demands][parties] scratch */
    double *score;    /* [options][parties] scratch */
} ent_preferences;

/* Initialises an empty store for a plan with talks. A zeroed store may be freed. The plan must outlive it. Returns
 * ENT_ERR_NO_MEMORY if memory runs out; the store must be freed all the same. */
int ent_preferences_init(ent_preferences *self, const ent_talks_plan *plan);
void ent_preferences_free(ent_preferences *self);

/* Returns the slot of the preferences of a row of the draw registers, or SIZE_MAX if they are not in store. world: row
 * of the world registers. Sets `wanted`. */
size_t ent_preferences_find(
    ent_preferences *self, double *const *reg, double *const *world_reg, size_t world, size_t row);

/* Stores the preferences of the values in `wanted` and returns their slot, which loses its earlier preferences. */
size_t ent_preferences_add(ent_preferences *self);

/* Returns the preferences of a slot; its arrays stay valid until the slot is given to others. */
ent_preference ent_preferences_at(const ent_preferences *self, size_t slot);

/* Whether the invariants hold: stamps are distinct and not above `entries`, gains are within [0, sum of weights], and
 * the best options of all demands bring no party more than its sum of weights. */
bool ent_preferences_check(const ent_preferences *self);

/* Whether an entry of `together` describes the package with these options, [demands], numbered through. */
bool ent_together_describes(const ent_talks_plan *plan, const size_t *option, size_t entry);

/* Writes the options of a package to option[demands], options of all demands numbered through. */
void ent_preference_unpack(const ent_talks_plan *plan, size_t package, size_t *option);

/* Returns U_p in [0, 1] of the package with these options, [demands], for party p: gains summed in the order of the
 * demands, 0 for a party without weights; then the additions of `together` in the order of its entries, clamped. */
double ent_preference_utility(
    const ent_preference *self, const ent_talks_plan *plan, const size_t *option, size_t party);

#endif
