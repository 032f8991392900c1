#include "simulate/no_deal/standoff.h"

#include "base/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- memory ------------------------------------------------------------------------------------------------------- */

/* Whether all options of a demand are out in some draws; their flags are added to `flags` [words]. */
static bool can_close(const ent_talks_plan *plan, size_t demand, uint64_t *flags)
{
    bool any = false;

    for (size_t o = plan->first_option[demand]; o < plan->first_option[demand + 1]; o++) {
        size_t flag = plan->flag_of[o];
        if (flag == SIZE_MAX && !plan->excluded_always[o]) {
            return false;
        }
        if (flag != SIZE_MAX) {
            flags[flag / 64] |= UINT64_C(1) << (flag % 64);
            any = true;
        }
    }
    return any;
}

static void list_closable(ent_standoff *self)
{
    for (size_t d = 0; d < self->plan.demands; d++) {
        uint64_t *flags = self->closing + self->closable * self->words;
        memset(flags, 0, self->words * sizeof(*flags));
        self->closable += can_close(&self->plan, d, flags) ? 1 : 0;
    }
}

int ent_standoff_init(ent_standoff *self, const ent_talks_plan *plan, const ent_kernels *kernels)
{
    size_t deciders = plan->deciders;

    *self = (ent_standoff){
        .plan = *plan, .words = ent_exclusion_words(plan), .compares = plan->vetoes > 2, .status = ENT_OK};
    self->floor = calloc(deciders + 1, sizeof(*self->floor));
    self->best = calloc(deciders + 1, sizeof(*self->best));
    self->least = calloc(deciders + 1, sizeof(*self->least));
    self->alone = calloc(deciders + 1, sizeof(*self->alone));
    self->closing = calloc(plan->demands * self->words + 1, sizeof(*self->closing));
    if (self->floor == NULL || self->best == NULL || self->least == NULL || self->alone == NULL ||
        self->closing == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t j = 0; j < deciders; j++) {
        self->floor[j] = -INFINITY;
    }
    self->plan.floor = self->floor;
    list_closable(self);
    if (!self->compares) {
        return ENT_OK;
    }
    if (ent_enumeration_init(&self->search, &self->plan, kernels) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    return ent_pareto_cache_init(&self->fronts, &self->plan);
}

void ent_standoff_free(ent_standoff *self)
{
    free(self->floor);
    free(self->best);
    free(self->least);
    free(self->alone);
    free(self->closing);
    free(self->index);
    ent_enumeration_free(&self->search);
    ent_pareto_cache_free(&self->fronts);
    *self = (ent_standoff){.status = ENT_OK};
}

/* --- open options and packages ------------------------------------------------------------------------------------ */

/* Whether all options of some demand are out. */
static bool is_closed(const ent_standoff *self, const uint64_t *excluded)
{
    for (size_t i = 0; i < self->closable; i++) {
        const uint64_t *flags = self->closing + i * self->words;
        uint64_t open = 0;
        for (size_t w = 0; w < self->words; w++) {
            open |= flags[w] & ~excluded[w];
        }
        if (open == 0) {
            return true;
        }
    }
    return false;
}

/* Adds the largest number of each decider in `least` to `best`. Returns false where there is none. */
static bool add_bests(ent_standoff *self)
{
    for (size_t j = 0; j < self->plan.deciders; j++) {
        self->best[j] += self->least[j];
        self->least[j] = -INFINITY;
    }
    return !isinf(self->best[0]);
}

static void reset_bests(ent_standoff *self)
{
    for (size_t j = 0; j < self->plan.deciders; j++) {
        self->best[j] = 0.0;
        self->least[j] = -INFINITY;
    }
}

static void raise(double *least, double gain)
{
    *least = gain > *least ? gain : *least;
}

/* Sums in the order of ent_preference_utility, which rounds alike. Returns false if nothing is open. */
static bool find_bests(ent_standoff *self, const ent_preference *preference, const uint64_t *excluded)
{
    const ent_talks_plan *plan = &self->plan;
    bool open = true;

    reset_bests(self);
    for (size_t d = 0; open && d < plan->demands; d++) {
        for (size_t o = plan->first_option[d]; o < plan->first_option[d + 1]; o++) {
            for (size_t j = 0; j < plan->deciders && !ent_is_excluded(plan, excluded, o); j++) {
                raise(&self->least[j], preference->gain[o * plan->parties + plan->decider[j]]);
            }
        }
        open = add_bests(self);
    }
    for (size_t j = 0; open && j < plan->deciders; j++) {
        double total = preference->total[plan->decider[j]];
        self->best[j] = total > 0.0 ? self->best[j] / total : 0.0;
    }
    return open;
}

static bool is_choice_open(const ent_together_plan *together, const uint64_t *excluded, size_t choice)
{
    const uint64_t *excluding = together->excluding + choice * together->words;
    uint64_t met = 0;

    for (size_t w = 0; w < together->words; w++) {
        met |= excluding[w] & excluded[w];
    }
    return met == 0;
}

/* The same with `together`: sums over bundles, in the order of ent_bundles_run. */
static bool find_bests_together(ent_standoff *self, const ent_preference *preference, const uint64_t *excluded)
{
    const ent_together_plan *together = self->plan.together;
    bool open = true;

    reset_bests(self);
    for (size_t b = 0; open && b < together->bundles; b++) {
        for (size_t c = together->first_choice[b]; c < together->first_choice[b + 1]; c++) {
            for (size_t j = 0; j < self->plan.deciders && is_choice_open(together, excluded, c); j++) {
                raise(&self->least[j], preference->worth[j * together->choices + c]);
            }
        }
        open = add_bests(self);
    }
    for (size_t j = 0; open && j < self->plan.deciders; j++) {
        self->best[j] = self->best[j] < 0.0 ? 0.0 : self->best[j] > 1.0 ? 1.0 : self->best[j];
    }
    return open;
}

/* Whether a package is open in round k; `best` is then of this round. */
static bool is_open(ent_standoff *self, const ent_stalled_draw *draw, size_t k)
{
    const uint64_t *excluded = ent_exclusions_of(draw->exclusions, draw->reg, draw->row, k);

    if (is_closed(self, excluded)) {
        return false;
    }
    return self->plan.together != NULL ? find_bests_together(self, draw->preference, excluded)
                                       : find_bests(self, draw->preference, excluded);
}

/* Whether a package was open in a round before the last. Only options that are out by round can close again. */
static bool was_open(ent_standoff *self, const ent_stalled_draw *draw)
{
    for (size_t k = draw->first; draw->exclusions->outs > 0 && k < self->plan.rounds; k++) {
        if (is_open(self, draw, k)) {
            return true;
        }
    }
    return false;
}

/* --- who stands alone --------------------------------------------------------------------------------------------- */

/* Marks the deciders that alone reject some package of a set. Returns whether all with a veto are marked. */
static bool mark(ent_standoff *self, const ent_pareto_front *front, const double *aspiration)
{
    size_t marked = 0;

    for (size_t i = 0; i < front->count && marked < self->plan.vetoes; i++) {
        size_t rejecting = 0;
        size_t last = 0;
        for (size_t j = 0; j < front->deciders && rejecting < 2; j++) {
            bool rejects = !(front->utility[j * front->capacity + i] >= aspiration[j]);
            rejecting += rejects ? 1 : 0;
            last = rejects ? j : last;
        }
        if (rejecting == 1 && !self->alone[last]) {
            self->alone[last] = true;
            marked++;
        }
    }
    return marked == self->plan.vetoes;
}

/* Whether the largest utilities leave it possible that decider j stands alone: those of all others are enough. */
static bool may_stand_alone(const ent_standoff *self, const double *aspiration, size_t j)
{
    for (size_t i = 0; i < self->plan.deciders; i++) {
        if (i != j && !(self->best[i] >= aspiration[i])) {
            return false;
        }
    }
    return self->plan.veto[self->plan.decider[j]];
}

static int reserve(ent_standoff *self, size_t count)
{
    if (count > self->indices) {
        uint32_t *grown = realloc(self->index, 2 * count * sizeof(*grown));
        if (grown == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        self->index = grown;
        self->indices = 2 * count;
    }
    return ENT_OK;
}

/* Looks for an open package that all but decider j accept. */
static bool search_without(ent_standoff *self, const ent_preference *preference, const uint64_t *excluded,
    const double *aspiration, size_t j, double *work)
{
    const ent_pareto_front *found = &self->search.found;

    memcpy(self->least, aspiration, self->plan.deciders * sizeof(*self->least));
    self->least[j] = -INFINITY;
    if (!ent_enumeration_open(&self->search, preference, excluded, self->least)) {
        return false;
    }
    self->status = ent_enumeration_run(&self->search, (double) INFINITY);
    *work += self->search.work;
    if (self->status == ENT_OK) {
        self->status = reserve(self, found->count);
    }
    return self->status == ENT_OK && self->search.kernels->reach(found->count, found->deciders, found->utility,
                                         found->capacity, self->least, self->index) > 0;
}

/* Marks the deciders that stand alone where packages must be compared. */
static void compare(ent_standoff *self, const ent_stalled_draw *draw, const double *aspiration)
{
    const uint64_t *excluded = ent_exclusions_of(draw->exclusions, draw->reg, draw->row, self->plan.rounds);
    ent_pareto_entry *entry = ent_pareto_cache_find(&self->fronts, draw->preference->stamp, excluded);
    ent_pareto_front front;
    double work = 0.0;

    if (ent_pareto_cache_front(
            &self->fronts, entry, &self->search, draw->preference, excluded, &front, &self->status)) {
        mark(self, &front, aspiration);
        return;
    }
    for (size_t j = 0; j < self->plan.deciders && self->status == ENT_OK; j++) {
        self->alone[j] = self->alone[j] || (may_stand_alone(self, aspiration, j) &&
                                               search_without(self, draw->preference, excluded, aspiration, j, &work));
    }
    ent_pareto_cache_spend(entry, work);
}

bool ent_standoff_set(ent_standoff *self, const ent_stalled_draw *draw)
{
    const double *aspiration = draw->aspirations->aspiration;
    size_t candidates = 0;

    memset(self->alone, 0, self->plan.deciders * sizeof(*self->alone));
    if (self->plan.vetoes == 0) { /* whatever is open is accepted */
        return false;
    }
    if (draw->front->count > 0) {
        ent_aspirations_set(draw->aspirations, draw->reg, draw->row, self->plan.rounds);
        if (mark(self, draw->front, aspiration)) {
            return true;
        }
    }
    if (!is_open(self, draw, self->plan.rounds)) {
        return was_open(self, draw);
    }
    ent_aspirations_set(draw->aspirations, draw->reg, draw->row, self->plan.rounds);
    for (size_t j = 0; j < self->plan.deciders; j++) {
        bool candidate = !self->alone[j] && may_stand_alone(self, aspiration, j);
        candidates += candidate ? 1 : 0;
        self->alone[j] = self->alone[j] || (candidate && !self->compares);
    }
    if (self->compares && candidates > 0) {
        compare(self, draw, aspiration);
    }
    return true;
}

void ent_standoff_tell(ent_standoff *self, const ent_stalled_draw *draw, ent_no_deal_rows *rows)
{
    unsigned blockers = 0;

    if (!ent_standoff_set(self, draw)) {
        rows->reason[draw->row] = ENT_NO_DEAL_NOTHING_OPEN;
        return;
    }
    rows->reason[draw->row] = ENT_NO_DEAL_NOT_ACCEPTED;
    for (size_t j = 0; j < self->plan.deciders; j++) {
        rows->alone[self->plan.decider[j] * ENT_BLOCK_ROWS + draw->row] = self->alone[j] ? 1 : 0;
        blockers += self->alone[j] && blockers < UINT8_MAX ? 1 : 0;
    }
    rows->blockers[draw->row] = (uint8_t) blockers;
}
