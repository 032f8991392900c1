#include "simulate/talks/preferences.h"

#include "base/status.h"

#include <stdlib.h>
#include <string.h>

/* Slots are bounded by their number and by the numbers that they hold. A key is looked for in PROBES slots. */
enum { MOST_SLOTS = 256, MOST_NUMBERS = 262144, PROBES = 4 };

static size_t slots_for(const ent_talks_plan *plan)
{
    const ent_together_plan *together = plan->together;
    size_t numbers = plan->options * plan->parties +
                     (together != NULL ? together->entries * plan->parties + together->choices * plan->deciders : 0);
    size_t slots = MOST_NUMBERS / numbers;

    if (plan->preferences != ENT_RATE_DRAW) {
        return 1;
    }
    return slots < PROBES ? (size_t) PROBES : slots > MOST_SLOTS ? (size_t) MOST_SLOTS : slots;
}

/* The arrays of `together`, which are empty without it. */
static bool allocate_together(ent_preferences *self)
{
    const ent_together_plan *together = self->plan->together;
    size_t additions = together != NULL ? together->entries * self->plan->parties : 0;
    size_t worths = together != NULL ? together->choices * self->plan->deciders : 0;

    self->addition = calloc(self->slots * additions + 1, sizeof(*self->addition));
    self->worth = calloc(self->slots * worths + 1, sizeof(*self->worth));
    for (size_t slot = 0; self->addition != NULL && slot < self->slots && additions > 0; slot++) {
        memcpy(self->addition + slot * additions, together->addition, additions * sizeof(*self->addition));
    }
    self->sum = calloc(self->plan->demands + 1, sizeof(*self->sum));
    return self->addition != NULL && self->worth != NULL && self->sum != NULL;
}

int ent_preferences_init(ent_preferences *self, const ent_talks_plan *plan)
{
    size_t weights = plan->demands * plan->parties;
    size_t scores = plan->options * plan->parties;

    *self = (ent_preferences){.plan = plan, .slots = slots_for(plan)};
    self->key = calloc(self->slots * (plan->slots + 1), sizeof(*self->key));
    self->gain = calloc(self->slots * scores, sizeof(*self->gain));
    self->total = calloc(self->slots * plan->parties, sizeof(*self->total));
    self->stamp = calloc(self->slots, sizeof(*self->stamp));
    self->wanted = calloc(plan->slots + 1, sizeof(*self->wanted));
    self->weight = calloc(weights, sizeof(*self->weight));
    self->score = calloc(scores, sizeof(*self->score));
    if (self->key == NULL || self->gain == NULL || self->total == NULL || self->stamp == NULL || self->wanted == NULL ||
        self->weight == NULL || self->score == NULL || !allocate_together(self)) {
        return ENT_ERR_NO_MEMORY;
    }
    memcpy(self->weight, plan->weight, weights * sizeof(*self->weight));
    memcpy(self->score, plan->score, scores * sizeof(*self->score));
    return ENT_OK;
}

void ent_preferences_free(ent_preferences *self)
{
    free(self->key);
    free(self->gain);
    free(self->total);
    free(self->addition);
    free(self->worth);
    free(self->sum);
    free(self->stamp);
    free(self->wanted);
    free(self->weight);
    free(self->score);
    *self = (ent_preferences){0};
}

/* The last step mixes once more: round numbers differ in their highest bits alone. */
static size_t hash(const double *number, size_t count)
{
    uint64_t sum = 0x9E3779B97F4A7C15U;

    for (size_t i = 0; i < count; i++) {
        uint64_t bits;
        memcpy(&bits, &number[i], sizeof(bits));
        sum = (sum ^ bits) * 0xFF51AFD7ED558CCDU;
        sum ^= sum >> 32;
    }
    sum *= 0xFF51AFD7ED558CCDU;
    return (size_t) (sum ^ sum >> 32);
}

/* Worths of the choices to a party: gains of their options as a share of all weights, and additions. Sums of the
 * options that a choice shares with the one before are kept. */
static void fill_worth(ent_preferences *self, size_t slot, size_t party, double *worth)
{
    const ent_talks_plan *plan = self->plan;
    const ent_together_plan *together = plan->together;
    const double *gain = self->gain + slot * plan->options * plan->parties + party;
    const double *addition = self->addition + slot * together->entries * plan->parties + party;
    double total = self->total[slot * plan->parties + party];
    double *sum = self->sum;

    sum[0] = 0.0;
    for (size_t c = 0; c < together->choices; c++) {
        const uint32_t *part = together->part + together->first_part[c];
        size_t parts = together->first_part[c + 1] - together->first_part[c];
        for (size_t i = together->shared[c]; i < parts; i++) {
            sum[i + 1] = sum[i] + gain[part[i] * plan->parties];
        }
        worth[c] = total > 0.0 ? sum[parts] / total : 0.0;
        for (size_t i = together->first_met[c]; i < together->first_met[c + 1]; i++) {
            worth[c] += addition[together->met[i] * plan->parties];
        }
    }
}

static void fill_worths(ent_preferences *self, size_t slot)
{
    const ent_talks_plan *plan = self->plan;

    for (size_t j = 0; j < plan->deciders; j++) {
        fill_worth(self, slot, plan->decider[j], self->worth + (slot * plan->deciders + j) * plan->together->choices);
    }
}

/* Where a value in `wanted` belongs. */
static double *target_of(ent_preferences *self, size_t slot, size_t i)
{
    const ent_talks_plan *plan = self->plan;
    size_t index = plan->slot[i].index;

    if (i < plan->weight_slots) {
        return self->weight + index;
    }
    return i < plan->weight_slots + plan->score_slots
               ? self->score + index
               : self->addition + slot * plan->together->entries * plan->parties + index;
}

/* Multiplies the weights and scores of the values in `wanted`. */
static void fill(ent_preferences *self, size_t slot)
{
    const ent_talks_plan *plan = self->plan;
    double *gain = self->gain + slot * plan->options * plan->parties;
    double *total = self->total + slot * plan->parties;

    for (size_t i = 0; i < plan->slots; i++) {
        *target_of(self, slot, i) = self->wanted[i];
    }
    memset(total, 0, plan->parties * sizeof(*total));
    for (size_t d = 0; d < plan->demands; d++) {
        const double *weight = self->weight + d * plan->parties;
        for (size_t p = 0; p < plan->parties; p++) {
            total[p] += weight[p];
        }
        for (size_t o = plan->first_option[d]; o < plan->first_option[d + 1]; o++) {
            for (size_t p = 0; p < plan->parties; p++) {
                gain[o * plan->parties + p] = weight[p] * self->score[o * plan->parties + p];
            }
        }
    }
    if (plan->together != NULL) {
        fill_worths(self, slot);
    }
    memcpy(self->key + slot * (plan->slots + 1), self->wanted, plan->slots * sizeof(*self->key));
    self->stamp[slot] = ++self->entries;
}

size_t ent_preferences_find(
    ent_preferences *self, double *const *reg, double *const *world_reg, size_t world, size_t row)
{
    const ent_talks_plan *plan = self->plan;
    bool by_world = plan->preferences == ENT_RATE_WORLD;
    size_t first;

    for (size_t i = 0; i < plan->slots; i++) {
        self->wanted[i] = by_world ? world_reg[plan->slot[i].from][world] : reg[plan->slot[i].from][row];
    }
    first = hash(self->wanted, plan->slots) % self->slots;
    for (size_t i = 0; i < PROBES && i < self->slots; i++) {
        size_t slot = (first + i) % self->slots;
        if (self->stamp[slot] != 0 &&
            memcmp(self->key + slot * (plan->slots + 1), self->wanted, plan->slots * sizeof(*self->key)) == 0) {
            return slot;
        }
    }
    return SIZE_MAX;
}

/* Takes an empty slot, or the one filled longest ago, of those where the key is looked for. */
size_t ent_preferences_add(ent_preferences *self)
{
    size_t first = hash(self->wanted, self->plan->slots) % self->slots;
    size_t oldest = first;

    for (size_t i = 0; i < PROBES && i < self->slots; i++) {
        size_t slot = (first + i) % self->slots;
        oldest = self->stamp[slot] < self->stamp[oldest] ? slot : oldest;
    }
    fill(self, oldest);
    return oldest;
}

static bool is_slot_valid(const ent_preferences *self, size_t slot)
{
    const ent_talks_plan *plan = self->plan;
    const ent_preference preference = ent_preferences_at(self, slot);

    for (size_t p = 0; p < plan->parties; p++) {
        double sum = 0.0;
        for (size_t d = 0; d < plan->demands; d++) {
            double best = 0.0;
            for (size_t o = plan->first_option[d]; o < plan->first_option[d + 1]; o++) {
                double gain = preference.gain[o * plan->parties + p];
                best = gain > best ? gain : best;
                if (!(gain >= 0.0)) {
                    return false;
                }
            }
            sum += best;
        }
        if (!(sum <= preference.total[p] + 1e-9)) {
            return false;
        }
    }
    return true;
}

bool ent_preferences_check(const ent_preferences *self)
{
    for (size_t slot = 0; slot < self->slots; slot++) {
        for (size_t other = 0; other < slot; other++) {
            if (self->stamp[slot] != 0 && self->stamp[slot] == self->stamp[other]) {
                return false;
            }
        }
        if (self->stamp[slot] > self->entries || (self->stamp[slot] != 0 && !is_slot_valid(self, slot))) {
            return false;
        }
    }
    return true;
}

ent_preference ent_preferences_at(const ent_preferences *self, size_t slot)
{
    const ent_talks_plan *plan = self->plan;
    ent_preference found = {.gain = self->gain + slot * plan->options * plan->parties,
        .total = self->total + slot * plan->parties,
        .stamp = self->stamp[slot]};

    if (plan->together != NULL) {
        found.addition = self->addition + slot * plan->together->entries * plan->parties;
        found.worth = self->worth + slot * plan->deciders * plan->together->choices;
    }
    return found;
}

void ent_preference_unpack(const ent_talks_plan *plan, size_t package, size_t *option)
{
    for (size_t d = plan->demands; d-- > 0;) {
        size_t options = plan->first_option[d + 1] - plan->first_option[d];
        option[d] = plan->first_option[d] + package % options;
        package /= options;
    }
}

bool ent_together_describes(const ent_talks_plan *plan, const size_t *option, size_t entry)
{
    const ent_together_plan *together = plan->together;
    size_t at = 0;

    for (size_t i = together->first_demand[entry]; i < together->first_demand[entry + 1]; i++) {
        size_t d = together->demand[i];
        at = at * (plan->first_option[d + 1] - plan->first_option[d]) + (option[d] - plan->first_option[d]);
    }
    return together->describes[entry][at];
}

/* Adds what `together` adds to a utility. */
static double add_together(
    const ent_preference *self, const ent_talks_plan *plan, const size_t *option, size_t party, double utility)
{
    for (size_t e = 0; e < plan->together->entries; e++) {
        if (ent_together_describes(plan, option, e)) {
            utility += self->addition[e * plan->parties + party];
        }
    }
    return utility < 0.0 ? 0.0 : utility > 1.0 ? 1.0 : utility;
}

double ent_preference_utility(
    const ent_preference *self, const ent_talks_plan *plan, const size_t *option, size_t party)
{
    double sum = 0.0;

    for (size_t d = 0; d < plan->demands; d++) {
        sum += self->gain[option[d] * plan->parties + party];
    }
    sum = self->total[party] > 0.0 ? sum / self->total[party] : 0.0;
    return plan->together == NULL ? sum : add_together(self, plan, option, party, sum);
}
