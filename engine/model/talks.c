#include "model/talks.h"

#include "base/status.h"
#include "math/scalar.h"
#include "model/bargain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double tolerance = 1e-12; /* of acceptance: U_p >= a_p - 1e-12 */

/* --- memory --------------------------------------------------------------------------------------------------------- */

static void fill_falloff(ent_talks_state *self)
{
    const ent_talks_plan *plan = self->plan;
    double rounds = (double) plan->rounds;

    for (size_t p = 0; p < plan->parties; p++) {
        double concession = plan->concession_constant[p];
        for (size_t k = 0; k <= plan->rounds; k++) {
            self->falloff[p * (plan->rounds + 1) + k] =
                isnan(concession) ? 0.0 : 1.0 - ent_pow((double) k / rounds, 1.0 / concession);
        }
    }
}

/* How many preferences to remember: those that vary by draw often take few distinct values (events). */
static size_t slots_for(const ent_talks_plan *plan)
{
    if (plan->preferences != ENT_RATE_DRAW) {
        return 1;
    }
    return plan->packages <= 20000 ? (size_t) ENT_FRONT_SLOTS : 8;
}

static int allocate_slots(ent_talks_state *self)
{
    const ent_talks_plan *plan = self->plan;

    self->front = calloc(self->slots, sizeof(*self->front));
    self->key = calloc(self->slots * (plan->slots + 1), sizeof(*self->key));
    self->gain = calloc(self->slots * plan->options * plan->parties, sizeof(*self->gain));
    self->total = calloc(self->slots * plan->parties, sizeof(*self->total));
    self->stamp = calloc(self->slots, sizeof(*self->stamp));
    self->built = calloc(self->slots, sizeof(*self->built));
    if (self->front == NULL || self->key == NULL || self->gain == NULL || self->total == NULL ||
        self->stamp == NULL || self->built == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    return ent_view_cache_init(&self->views, plan);
}

static int allocate_room(ent_talks_state *self)
{
    const ent_talks_plan *plan = self->plan;
    size_t bounds = (plan->demands + 1) * plan->parties;

    self->wanted = calloc(plan->slots + 1, sizeof(*self->wanted));
    self->weight = calloc(plan->demands * plan->parties, sizeof(*self->weight));
    self->score = calloc(plan->options * plan->parties, sizeof(*self->score));
    self->falloff = calloc(plan->parties * (plan->rounds + 1), sizeof(*self->falloff));
    self->reservation = calloc(plan->parties, sizeof(*self->reservation));
    self->aspiration = calloc(plan->parties, sizeof(*self->aspiration));
    self->excluded = calloc(self->words * ENT_BLOCK_ROWS + 1, sizeof(*self->excluded));
    self->bounds = calloc(2 * bounds, sizeof(*self->bounds));
    self->acceptable = calloc(ENT_SEARCH_MOST, sizeof(*self->acceptable));
    self->value = calloc(ENT_SEARCH_MOST, sizeof(*self->value));
    self->capacity = ENT_SEARCH_MOST;
    if (self->wanted == NULL || self->weight == NULL || self->score == NULL || self->falloff == NULL ||
        self->reservation == NULL || self->aspiration == NULL || self->excluded == NULL || self->bounds == NULL ||
        self->acceptable == NULL || self->value == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    self->search = (ent_search){.plan = plan, .aspiration = self->aspiration, .best = self->bounds,
        .sum = self->bounds + bounds, .found = &self->found};
    return ent_front_reserve(&self->found, ENT_SEARCH_MOST, plan->parties, 0);
}

int ent_talks_init(ent_talks_state *self, const ent_talks_plan *plan)
{
    *self = (ent_talks_state){.plan = plan, .slots = slots_for(plan), .words = (plan->flags + 63) / 64,
        .status = ENT_OK};
    if (plan->none) {
        return ENT_OK;
    }
    if (allocate_slots(self) != ENT_OK || allocate_room(self) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    memcpy(self->weight, plan->weight, plan->demands * plan->parties * sizeof(*self->weight));
    memcpy(self->score, plan->score, plan->options * plan->parties * sizeof(*self->score));
    fill_falloff(self);
    return ENT_OK;
}

void ent_talks_free(ent_talks_state *self)
{
    for (size_t i = 0; self->front != NULL && i < self->slots; i++) {
        ent_front_free(&self->front[i]);
    }
    ent_front_builder_free(&self->builder);
    ent_front_free(&self->found);
    ent_view_cache_free(&self->views);
    free(self->front);
    free(self->key);
    free(self->gain);
    free(self->total);
    free(self->stamp);
    free(self->built);
    free(self->wanted);
    free(self->weight);
    free(self->score);
    free(self->falloff);
    free(self->reservation);
    free(self->aspiration);
    free(self->excluded);
    free(self->bounds);
    free(self->acceptable);
    free(self->value);
    *self = (ent_talks_state){0};
}

static bool reserve(ent_talks_state *self, size_t count)
{
    uint32_t *acceptable;
    double *value;

    if (count <= self->capacity) {
        return true;
    }
    acceptable = realloc(self->acceptable, count * sizeof(*acceptable));
    self->acceptable = acceptable != NULL ? acceptable : self->acceptable;
    value = realloc(self->value, count * sizeof(*value));
    self->value = value != NULL ? value : self->value;
    if (acceptable == NULL || value == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
        return false;
    }
    self->capacity = count;
    return true;
}

/* --- preferences ------------------------------------------------------------------------------------------------------ */

static size_t slot_of(const ent_talks_state *self, size_t count)
{
    uint64_t hash = 0x9E3779B97F4A7C15U;

    for (size_t i = 0; i < count; i++) {
        uint64_t bits;
        memcpy(&bits, &self->wanted[i], sizeof(bits));
        hash = (hash ^ bits) * 0xFF51AFD7ED558CCDU;
        hash ^= hash >> 32;
    }
    return (size_t) (hash % self->slots);
}

/* Puts the varying preferences of `wanted` among the constant ones. */
static void complete_preferences(ent_talks_state *self)
{
    const ent_talks_plan *plan = self->plan;

    for (size_t i = 0; i < plan->slots; i++) {
        (i < plan->weight_slots ? self->weight : self->score)[plan->slot[i].index] = self->wanted[i];
    }
}

static void fill_slot(ent_talks_state *self, size_t slot)
{
    const ent_talks_plan *plan = self->plan;
    double *gain = self->gain + slot * plan->options * plan->parties;
    double *total = self->total + slot * plan->parties;

    complete_preferences(self);
    for (size_t p = 0; p < plan->parties; p++) {
        total[p] = 0.0;
        for (size_t d = 0; d < plan->demands; d++) {
            double weight = self->weight[d * plan->parties + p];
            total[p] += weight;
            for (size_t o = plan->first_option[d]; o < plan->first_option[d + 1]; o++) {
                gain[o * plan->parties + p] = weight * self->score[o * plan->parties + p];
            }
        }
    }
    memcpy(self->key + slot * (plan->slots + 1), self->wanted, plan->slots * sizeof(*self->key));
    self->stamp[slot] = ++self->entries;
    self->built[slot] = false;
}

/* The slot of the row's preferences. */
static size_t find_slot(ent_talks_state *self, double *const *reg, double *const *world_reg, size_t world, size_t row)
{
    const ent_talks_plan *plan = self->plan;
    bool by_world = plan->preferences == ENT_RATE_WORLD;
    size_t slot;

    for (size_t i = 0; i < plan->slots; i++) {
        self->wanted[i] = by_world ? world_reg[plan->slot[i].from][world] : reg[plan->slot[i].from][row];
    }
    slot = slot_of(self, plan->slots);
    if (self->stamp[slot] == 0 ||
        memcmp(self->key + slot * (plan->slots + 1), self->wanted, plan->slots * sizeof(*self->key)) != 0) {
        fill_slot(self, slot);
    }
    return slot;
}

/* The front of a slot, as the row's exclusions leave it. NULL when memory is out. */
static const ent_view *view_of(ent_talks_state *self, size_t slot, const uint64_t *excluded)
{
    const ent_view *view = NULL;

    if (!self->built[slot]) {
        complete_preferences(self);
        if (ent_front_build(&self->front[slot], &self->builder, self->plan, self->weight, self->score) == ENT_OK) {
            self->built[slot] = true;
        }
    }
    if (self->built[slot] && reserve(self, self->front[slot].count + 1)) {
        view = ent_view_find(&self->views, self->plan, &self->front[slot], self->stamp[slot], excluded);
    }
    if (view == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
    }
    return view;
}

/* Flags of the options that each row excludes, option by option over all rows. */
static void mark_excluded(ent_talks_state *self, double *const *reg, size_t rows)
{
    const ent_talks_plan *plan = self->plan;

    memset(self->excluded, 0, self->words * rows * sizeof(*self->excluded));
    for (size_t o = 0; o < plan->options; o++) {
        size_t flag = plan->flag_of[o];
        uint64_t bit;
        uint64_t *word;
        if (flag == SIZE_MAX) {
            continue;
        }
        bit = UINT64_C(1) << (flag % 64);
        word = self->excluded + flag / 64;
        if (plan->available[o] != ENT_NO_REGISTER) {
            const double *available = reg[plan->available[o]];
            for (size_t i = 0; i < rows; i++) {
                word[i * self->words] |= available[i] == 0.0 ? bit : 0;
            }
        }
        for (size_t p = 0; p < plan->parties; p++) {
            ent_register at = plan->refuses[o * plan->parties + p];
            for (size_t i = 0; at != ENT_NO_REGISTER && i < rows; i++) {
                word[i * self->words] |= reg[at][i] != 0.0 ? bit : 0;
            }
        }
    }
}

/* --- rounds ----------------------------------------------------------------------------------------------------------- */

/* R_p and a_p of round k. */
static void set_aspirations(ent_talks_state *self, double *const *reg, size_t row, size_t k)
{
    const ent_talks_plan *plan = self->plan;
    double month = (double) k * plan->months_per_round;

    for (size_t p = 0; p < plan->parties; p++) {
        double r = reg[plan->threshold[p]][row] - reg[plan->war_cost[p]][row] * month;
        double fall = self->falloff[p * (plan->rounds + 1) + k];
        r = r < 0.0 ? 0.0 : r > 1.0 ? 1.0 : r;
        if (plan->concession[p] != ENT_NO_REGISTER && isnan(plan->concession_constant[p])) {
            fall = 1.0 - ent_pow((double) k / (double) plan->rounds, 1.0 / reg[plan->concession[p]][row]);
        }
        self->reservation[p] = r;
        self->aspiration[p] = (r + (1.0 - r) * fall) - tolerance;
    }
}

static bool is_acceptable(const ent_talks_state *self, const ent_front *front, size_t i)
{
    const ent_talks_plan *plan = self->plan;
    const double *utility = front->utility + i * plan->parties;

    for (size_t p = 0; p < plan->parties; p++) {
        if (plan->veto[p] && !(utility[p] >= self->aspiration[p])) {
            return false;
        }
    }
    return true;
}

/* What can be chosen from in a draw: members of a front. */
typedef struct candidates {
    const ent_front *front;
    const uint32_t *member; /* NULL: all of the front */
    size_t count;
} candidates;

/* Those acceptable in round k, into `acceptable`. */
static size_t list_acceptable(ent_talks_state *self, const candidates *from, double *const *reg, size_t row, size_t k)
{
    size_t count = 0;

    set_aspirations(self, reg, row, k);
    for (size_t i = 0; i < from->count; i++) {
        size_t member = from->member != NULL ? from->member[i] : i;
        if (is_acceptable(self, from->front, member)) {
            self->acceptable[count++] = (uint32_t) member;
        }
    }
    return count;
}

static bool any_acceptable(ent_talks_state *self, const candidates *from, double *const *reg, size_t row, size_t k)
{
    set_aspirations(self, reg, row, k);
    for (size_t i = 0; i < from->count; i++) {
        if (is_acceptable(self, from->front, from->member != NULL ? from->member[i] : i)) {
            return true;
        }
    }
    return false;
}

/* The first round from `first` on with an acceptable package; 0 when there is none. What is acceptable only grows with
 * the rounds, unless war makes a party more demanding; then every round is tried. */
static size_t signing_round(ent_talks_state *self, const candidates *from, double *const *reg, size_t row,
    size_t first)
{
    size_t last = self->plan->rounds;

    if (self->plan->rising_cost) {
        while (first <= last && !any_acceptable(self, from, reg, row, first)) {
            first++;
        }
        return first <= last ? first : 0;
    }
    if (!any_acceptable(self, from, reg, row, last)) {
        return 0;
    }
    while (first < last) {
        size_t middle = first + (last - first) / 2;
        if (any_acceptable(self, from, reg, row, middle)) {
            last = middle;
        } else {
            first = middle + 1;
        }
    }
    return last;
}

/* The first round by whose month all stages are passed; rounds + 1 when there is none. */
static size_t first_round(const ent_talks_plan *plan, double ready)
{
    double k = ceil(ready / plan->months_per_round);
    size_t round;

    if (!(k <= (double) plan->rounds + 1.0)) {
        return plan->rounds + 1;
    }
    round = k < 1.0 ? 1 : (size_t) k;
    while (round > 1 && (double) (round - 1) * plan->months_per_round >= ready) {
        round--;
    }
    while (round <= plan->rounds && (double) round * plan->months_per_round < ready) {
        round++;
    }
    return round;
}

/* --- a draw ------------------------------------------------------------------------------------------------------------- */

static void write_deal(const ent_talks_plan *plan, double *const *reg, size_t row, size_t round,
    const ent_front *front, size_t i)
{
    size_t package = front->package[i];

    reg[plan->agreed][row] = 1.0;
    reg[plan->month][row] = (double) round * plan->months_per_round;
    reg[plan->round][row] = (double) round;
    for (size_t d = plan->demands; d-- > 0;) {
        size_t options = plan->first_option[d + 1] - plan->first_option[d];
        reg[plan->deal[d]][row] = (double) (package % options);
        package /= options;
    }
    for (size_t p = 0; p < plan->parties; p++) {
        reg[plan->utility[p]][row] = front->utility[i * plan->parties + p];
    }
}

static void write_no_deal(const ent_talks_plan *plan, double *const *reg, size_t row)
{
    reg[plan->agreed][row] = 0.0;
    reg[plan->month][row] = (double) INFINITY;
    reg[plan->round][row] = (double) INFINITY;
    for (size_t d = 0; d < plan->demands; d++) {
        reg[plan->deal[d]][row] = -1.0;
    }
    for (size_t p = 0; p < plan->parties; p++) {
        reg[plan->utility[p]][row] = 0.0;
    }
}

/* What a draw can choose from: all packages acceptable in the last round where these are few; the front otherwise.
 * Both lead to the same deal. */
static bool gather(ent_talks_state *self, double *const *reg, size_t row, size_t slot, candidates *from)
{
    const ent_talks_plan *plan = self->plan;
    const uint64_t *excluded = self->excluded + row * self->words;
    const ent_view *view;

    if (!plan->rising_cost) {
        set_aspirations(self, reg, row, plan->rounds);
        self->search.gain = self->gain + slot * plan->options * plan->parties;
        self->search.total = self->total + slot * plan->parties;
        self->search.excluded = excluded;
        if (ent_search_run(&self->search)) {
            *from = (candidates){.front = &self->found, .count = self->found.count};
            return true;
        }
    }
    view = view_of(self, slot, excluded);
    if (view == NULL) {
        return false;
    }
    *from = (candidates){.front = &self->front[slot], .member = view->member, .count = view->count};
    return true;
}

static uint32_t negotiate(ent_talks_state *self, double *const *reg, double *const *world_reg, size_t world,
    size_t row)
{
    const ent_talks_plan *plan = self->plan;
    size_t round = first_round(plan, reg[plan->ready][row]);
    candidates from;
    size_t count;
    size_t chosen;

    if (round > plan->rounds || !gather(self, reg, row, find_slot(self, reg, world_reg, world, row), &from)) {
        return UINT32_MAX;
    }
    round = from.count > 0 ? signing_round(self, &from, reg, row, round) : 0;
    if (round == 0) {
        return UINT32_MAX;
    }
    count = list_acceptable(self, &from, reg, row, round);
    chosen = ent_bargain(plan, from.front, self->acceptable, count, self->reservation,
        plan->pick != ENT_NO_REGISTER ? reg[plan->pick][row] : 0.0, self->value);
    write_deal(plan, reg, row, round, from.front, self->acceptable[chosen]);
    return from.front->package[self->acceptable[chosen]];
}

void ent_talks_run(ent_talks_state *self, double *const *reg, double *const *world_reg, const uint32_t *world,
    size_t rows, uint32_t *package)
{
    mark_excluded(self, reg, rows);
    for (size_t row = 0; row < rows; row++) {
        package[row] = negotiate(self, reg, world_reg, world[row], row);
        if (package[row] == UINT32_MAX) {
            write_no_deal(self->plan, reg, row);
        }
    }
}
