#include "model/bests.h"

#include "base/status.h"

#include <math.h>
#include <stdlib.h>

/* A table is made for preferences that have come so often: it costs as much as some looks without. */
enum { USES_BEFORE = 8, MADE = USES_BEFORE + 1 };

/* The most numbers of a table, and flags of a demand: what is looked up is to stay in the cache. */
enum { MOST_NUMBERS = 4096, MOST_FLAGS = 6 };

/* Flags are numbered option by option, so those of a demand lie side by side. Returns how many it has. */
static unsigned flags_of(const ent_talks_plan *plan, size_t demand, unsigned *shift)
{
    unsigned flags = 0;

    for (size_t o = plan->first_option[demand]; o < plan->first_option[demand + 1]; o++) {
        if (plan->flag_of[o] != SIZE_MAX) {
            *shift = flags == 0 ? (unsigned) plan->flag_of[o] : *shift;
            flags++;
        }
    }
    return flags;
}

static void place_rows(ent_bests *self)
{
    const ent_talks_plan *plan = self->plan;

    self->none = plan->flags > 64;
    for (size_t d = 0; d < plan->demands && !self->none; d++) {
        unsigned flags = flags_of(plan, d, &self->shift[d]);
        self->none = flags > MOST_FLAGS;
        self->first[d + 1] = self->first[d] + ((size_t) 1 << (self->none ? 0 : flags));
    }
    self->none = self->none || self->first[plan->demands] * plan->deciders > MOST_NUMBERS;
}

int ent_bests_init(ent_bests *self, const ent_talks_plan *plan)
{
    *self = (ent_bests){.plan = plan};
    self->first = calloc(plan->demands + 1, sizeof(*self->first));
    self->shift = calloc(plan->demands + 1, sizeof(*self->shift));
    if (self->first == NULL || self->shift == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    place_rows(self);
    if (self->none) {
        return ENT_OK;
    }
    self->best = calloc(ENT_BESTS_TABLES * self->first[plan->demands] * plan->deciders + 1, sizeof(*self->best));
    return self->best != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

void ent_bests_free(ent_bests *self)
{
    free(self->first);
    free(self->shift);
    free(self->best);
    *self = (ent_bests){.plan = NULL};
}

/* The most that an option of the demand gives the party; -inf where all are out. */
static double best_of(const ent_bests *self, const double *gain, size_t demand, uint64_t out, size_t party)
{
    const ent_talks_plan *plan = self->plan;
    uint64_t excluded = out << self->shift[demand];
    double best = -INFINITY;

    for (size_t o = plan->first_option[demand]; o < plan->first_option[demand + 1]; o++) {
        double g = gain[o * plan->parties + party];
        best = !ent_search_is_out(plan, &excluded, o) && g > best ? g : best;
    }
    return best;
}

static void make(const ent_bests *self, const double *gain, double *best)
{
    const ent_talks_plan *plan = self->plan;

    for (size_t d = 0; d < plan->demands; d++) {
        for (size_t r = self->first[d]; r < self->first[d + 1]; r++) {
            for (size_t j = 0; j < plan->deciders; j++) {
                best[r * plan->deciders + j] = best_of(self, gain, d, r - self->first[d], plan->judge[j]);
            }
        }
    }
}

/* The table of the preferences; NULL where they have not come often enough. */
static const double *find(ent_bests *self, const ent_preference *preference)
{
    size_t at = (size_t) (preference->stamp % ENT_BESTS_TABLES);
    ent_bests_table *table = &self->table[at];
    double *best = self->best + at * self->first[self->plan->demands] * self->plan->deciders;

    if (table->stamp != preference->stamp) {
        *table = (ent_bests_table){.stamp = preference->stamp};
    }
    if (table->uses < MADE && ++table->uses == MADE) {
        make(self, preference->gain, best);
    }
    return table->uses == MADE ? best : NULL;
}

bool ent_bests_hopeless(ent_bests *self, ent_search *search, const ent_preference *preference, const uint64_t *excluded,
    const double *least)
{
    const ent_talks_plan *plan = self->plan;
    const double *best = self->none ? NULL : find(self, preference);

    if (best == NULL) {
        return ent_search_hopeless(search, preference, excluded, least);
    }
    for (size_t j = 0; j < plan->deciders; j++) {
        double sum = 0.0;
        for (size_t d = 0; d < plan->demands; d++) { /* added in this order without a table too */
            size_t sets = self->first[d + 1] - self->first[d];
            size_t out = plan->flags > 0 ? (size_t) (excluded[0] >> self->shift[d]) & (sets - 1) : 0;
            sum += best[(self->first[d] + out) * plan->deciders + j];
        }
        if (ent_search_falls_short(preference, plan->judge[j], sum, least[j])) {
            return true;
        }
    }
    return false;
}
