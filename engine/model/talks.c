#include "model/talks.h"

#include "base/status.h"
#include "math/scalar.h"
#include "model/bargain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double tolerance = 1e-12; /* of acceptance: U_p >= a_p - 1e-12 */

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

/* How many fronts to remember: preferences that vary by draw often take few distinct values (events). */
static size_t slots_for(const ent_talks_plan *plan)
{
    if (plan->preferences != ENT_RATE_DRAW) {
        return 1;
    }
    return plan->packages <= 20000 ? (size_t) ENT_FRONT_SLOTS : 8;
}

int ent_talks_init(ent_talks_state *self, const ent_talks_plan *plan)
{
    size_t weights = plan->demands * plan->parties;
    size_t scores = plan->options * plan->parties;
    size_t words = (plan->flags + 63) / 64;

    *self = (ent_talks_state){.plan = plan, .slots = slots_for(plan), .status = ENT_OK};
    if (plan->none) {
        return ENT_OK;
    }
    self->front = calloc(self->slots, sizeof(*self->front));
    self->key = calloc(self->slots * (plan->slots + 1), sizeof(*self->key));
    self->used = calloc(self->slots, sizeof(*self->used));
    self->wanted = calloc(plan->slots + 1, sizeof(*self->wanted));
    self->weight = calloc(weights + 1, sizeof(*self->weight));
    self->score = calloc(scores + 1, sizeof(*self->score));
    self->falloff = calloc(plan->parties * (plan->rounds + 1), sizeof(*self->falloff));
    self->reservation = calloc(plan->parties, sizeof(*self->reservation));
    self->aspiration = calloc(plan->parties, sizeof(*self->aspiration));
    self->excluded = calloc(words + 1, sizeof(*self->excluded));
    if (self->front == NULL || self->key == NULL || self->used == NULL || self->wanted == NULL ||
        self->weight == NULL || self->score == NULL || self->falloff == NULL || self->reservation == NULL ||
        self->aspiration == NULL || self->excluded == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    memcpy(self->weight, plan->weight, weights * sizeof(*self->weight));
    memcpy(self->score, plan->score, scores * sizeof(*self->score));
    fill_falloff(self);
    return ENT_OK;
}

void ent_talks_free(ent_talks_state *self)
{
    for (size_t i = 0; self->front != NULL && i < self->slots; i++) {
        ent_front_free(&self->front[i]);
    }
    ent_front_builder_free(&self->builder);
    free(self->front);
    free(self->key);
    free(self->used);
    free(self->wanted);
    free(self->weight);
    free(self->score);
    free(self->falloff);
    free(self->reservation);
    free(self->aspiration);
    free(self->excluded);
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

/* The front of the row's preferences; built when these were not met of late. */
static const ent_front *front_of(ent_talks_state *self, double *const *reg, double *const *world_reg, size_t world,
    size_t row)
{
    const ent_talks_plan *plan = self->plan;
    bool by_world = plan->preferences == ENT_RATE_WORLD;
    double *key;
    size_t slot;

    for (size_t i = 0; i < plan->slots; i++) {
        self->wanted[i] = by_world ? world_reg[plan->slot[i].from][world] : reg[plan->slot[i].from][row];
    }
    slot = slot_of(self, plan->slots);
    key = self->key + slot * (plan->slots + 1);
    if (self->used[slot] && memcmp(key, self->wanted, plan->slots * sizeof(*key)) == 0) {
        return &self->front[slot];
    }
    for (size_t i = 0; i < plan->slots; i++) {
        (i < plan->weight_slots ? self->weight : self->score)[plan->slot[i].index] = self->wanted[i];
    }
    if (ent_front_build(&self->front[slot], &self->builder, plan, self->weight, self->score) != ENT_OK) {
        self->status = ENT_ERR_NO_MEMORY;
        self->used[slot] = false;
        return NULL;
    }
    memcpy(key, self->wanted, plan->slots * sizeof(*key));
    self->used[slot] = true;
    return reserve(self, self->front[slot].count + 1) ? &self->front[slot] : NULL;
}

static void mark_excluded(ent_talks_state *self, double *const *reg, size_t row)
{
    const ent_talks_plan *plan = self->plan;

    memset(self->excluded, 0, (plan->flags + 63) / 64 * sizeof(*self->excluded));
    for (size_t o = 0; o < plan->options; o++) {
        bool out;
        if (plan->flag_of[o] == SIZE_MAX) {
            continue;
        }
        out = plan->available[o] != ENT_NO_REGISTER && reg[plan->available[o]][row] == 0.0;
        for (size_t p = 0; p < plan->parties && !out; p++) {
            ent_register refuses = plan->refuses[o * plan->parties + p];
            out = refuses != ENT_NO_REGISTER && reg[refuses][row] != 0.0;
        }
        if (out) {
            self->excluded[plan->flag_of[o] / 64] |= UINT64_C(1) << (plan->flag_of[o] % 64);
        }
    }
}

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
    for (size_t w = 0; w < front->words; w++) {
        if ((front->need[i * front->words + w] & self->excluded[w]) != 0) {
            return false;
        }
    }
    return true;
}

/* The acceptable members of the front in round k, into `acceptable`. */
static size_t list_acceptable(ent_talks_state *self, const ent_front *front, double *const *reg, size_t row, size_t k)
{
    size_t count = 0;

    set_aspirations(self, reg, row, k);
    for (size_t i = 0; i < front->count; i++) {
        if (is_acceptable(self, front, i)) {
            self->acceptable[count++] = (uint32_t) i;
        }
    }
    return count;
}

static bool any_acceptable(ent_talks_state *self, const ent_front *front, double *const *reg, size_t row, size_t k,
    size_t candidates)
{
    set_aspirations(self, reg, row, k);
    for (size_t i = 0; i < candidates; i++) {
        if (is_acceptable(self, front, self->acceptable[i])) {
            return true;
        }
    }
    return false;
}

/* The first round from `first` on with an acceptable package; 0 when there is none. What is acceptable only grows with
 * the rounds unless war makes a party more demanding, so the last round tells whether there is a deal at all. */
static size_t signing_round(ent_talks_state *self, const ent_front *front, double *const *reg, size_t row,
    size_t first)
{
    size_t last = self->plan->rounds;
    size_t candidates;

    if (self->plan->rising_cost) {
        for (size_t k = first; k <= last; k++) {
            if (list_acceptable(self, front, reg, row, k) > 0) {
                return k;
            }
        }
        return 0;
    }
    candidates = list_acceptable(self, front, reg, row, last);
    if (candidates == 0) {
        return 0;
    }
    while (first < last) {
        size_t middle = first + (last - first) / 2;
        if (any_acceptable(self, front, reg, row, middle, candidates)) {
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

static void write_result(const ent_talks_plan *plan, double *const *reg, size_t row, size_t round, bool agreed)
{
    reg[plan->agreed][row] = agreed ? 1.0 : 0.0;
    reg[plan->month][row] = agreed ? (double) round * plan->months_per_round : (double) INFINITY;
    reg[plan->round][row] = agreed ? (double) round : (double) INFINITY;
}

static void write_deal(const ent_talks_plan *plan, double *const *reg, size_t row, const ent_front *front, size_t i)
{
    size_t package = front->package[i];

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
    write_result(plan, reg, row, 0, false);
    for (size_t d = 0; d < plan->demands; d++) {
        reg[plan->deal[d]][row] = -1.0;
    }
    for (size_t p = 0; p < plan->parties; p++) {
        reg[plan->utility[p]][row] = 0.0;
    }
}

static uint32_t negotiate(ent_talks_state *self, double *const *reg, double *const *world_reg, size_t world,
    size_t row)
{
    const ent_talks_plan *plan = self->plan;
    size_t round = first_round(plan, reg[plan->ready][row]);
    const ent_front *front;
    size_t count;
    size_t chosen;

    if (round > plan->rounds) {
        return UINT32_MAX;
    }
    front = front_of(self, reg, world_reg, world, row);
    if (front == NULL) {
        return UINT32_MAX;
    }
    mark_excluded(self, reg, row);
    round = signing_round(self, front, reg, row, round);
    if (round == 0) {
        return UINT32_MAX;
    }
    count = list_acceptable(self, front, reg, row, round);
    if (count == 0) {
        return UINT32_MAX;
    }
    chosen = ent_bargain(plan, front, self->acceptable, count, self->reservation,
        plan->pick != ENT_NO_REGISTER ? reg[plan->pick][row] : 0.0, self->value);
    write_result(plan, reg, row, round, true);
    write_deal(plan, reg, row, front, self->acceptable[chosen]);
    return front->package[self->acceptable[chosen]];
}

void ent_talks_run(ent_talks_state *self, double *const *reg, double *const *world_reg, const uint32_t *world,
    size_t rows, uint32_t *package)
{
    for (size_t row = 0; row < rows; row++) {
        package[row] = negotiate(self, reg, world_reg, world[row], row);
        if (package[row] == UINT32_MAX) {
            write_no_deal(self->plan, reg, row);
        }
    }
}
