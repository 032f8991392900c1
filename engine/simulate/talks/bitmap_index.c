#include "simulate/talks/bitmap_index.h"

#include "base/status.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Number of infinite levels after the last one: look_up_by may pass two without a test. */
enum { MOST_TAILS = 1024, PADDING = 3 };

/* Largest rounding error of a sum, as a share of the sum of weights. It is less than the tolerance of acceptance, so
 * utilities equal to the aspiration are not doubtful. */
static const double rounding = 1e-13;

struct ent_bitmap_item {
    double sum;
    uint32_t tail;
};

/* --- memory ---------------------------------------------------------------------------------------------------------
 */

/* Chooses the largest number of tails that fits. */
static void choose_split(ent_bitmap_index *self)
{
    const ent_talks_plan *plan = self->plan;

    self->tails = 1;
    self->split = plan->demands;
    while (self->split > 0) {
        size_t options = plan->first_option[self->split] - plan->first_option[self->split - 1];
        if (self->tails * options > MOST_TAILS) {
            break;
        }
        self->tails *= options;
        self->split--;
    }
    self->heads = plan->packages / self->tails;
    self->words = (self->tails + 63) / 64;
    self->tails = self->tails > 1 ? self->tails : 0;
}

static int init_order(ent_bitmap_order *self, size_t tails, size_t words)
{
    self->level = calloc(tails + PADDING, sizeof(*self->level));
    self->from = calloc((tails + 1) * words, sizeof(*self->from));
    self->start = calloc(ENT_BITMAP_BUCKETS + 1, sizeof(*self->start));
    return self->level != NULL && self->from != NULL && self->start != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

static int allocate(ent_bitmap_index *self)
{
    size_t deciders = self->plan->deciders;
    int status = ENT_OK;

    self->head = calloc(self->heads * deciders + 1, sizeof(*self->head));
    self->tail = calloc(self->tails * deciders + 1, sizeof(*self->tail));
    self->order = calloc(deciders + 1, sizeof(*self->order));
    self->takes = calloc(self->plan->options * self->words, sizeof(*self->takes));
    self->open = calloc(self->words, sizeof(*self->open));
    self->excluded = calloc(ent_exclusion_words(self->plan) + 1, sizeof(*self->excluded));
    self->open_head = calloc(self->heads, sizeof(*self->open_head));
    self->bitmap = calloc(deciders + 1, sizeof(*self->bitmap));
    self->need = calloc(deciders + 1, sizeof(*self->need));
    self->room = calloc(deciders + 1, sizeof(*self->room));
    self->bound = calloc(deciders + 1, sizeof(*self->bound));
    self->listed = calloc(self->heads, sizeof(*self->listed));
    self->wanted = calloc(self->heads, sizeof(*self->wanted));
    self->bucket = calloc(self->heads, sizeof(*self->bucket));
    self->enough = calloc(self->heads * deciders + 1, sizeof(*self->enough));
    self->accepted = calloc(self->heads, sizeof(*self->accepted));
    self->doubtful = calloc(self->heads, sizeof(*self->doubtful));
    self->item = calloc(self->tails, sizeof(*self->item));
    self->option = calloc(self->plan->demands + 1, sizeof(*self->option));
    if (self->head == NULL || self->tail == NULL || self->order == NULL || self->takes == NULL || self->open == NULL ||
        self->excluded == NULL || self->open_head == NULL || self->bitmap == NULL || self->need == NULL ||
        self->room == NULL || self->bound == NULL || self->listed == NULL || self->wanted == NULL ||
        self->bucket == NULL || self->enough == NULL || self->accepted == NULL || self->doubtful == NULL ||
        self->item == NULL || self->option == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t j = 0; j < deciders && status == ENT_OK; j++) {
        status = init_order(&self->order[j], self->tails, self->words);
    }
    return status;
}

/* Sets the bitmap of tails that take each option. */
static void list_takers(ent_bitmap_index *self)
{
    const ent_talks_plan *plan = self->plan;

    for (size_t t = 0; t < self->tails; t++) {
        size_t rest = t;
        for (size_t d = plan->demands; d-- > self->split;) {
            size_t options = plan->first_option[d + 1] - plan->first_option[d];
            size_t option = plan->first_option[d] + rest % options;
            self->takes[option * self->words + t / 64] |= UINT64_C(1) << (t % 64);
            rest /= options;
        }
    }
}

int ent_bitmap_index_init(ent_bitmap_index *self, const ent_talks_plan *plan, const ent_kernels *kernels)
{
    *self = (ent_bitmap_index){.plan = plan, .kernels = kernels};
    if (plan->rule->method != ENT_BARGAINING_COUNT || plan->deciders == 0) {
        return ENT_OK;
    }
    choose_split(self);
    if (self->tails == 0) {
        return ENT_OK;
    }
    if (allocate(self) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    list_takers(self);
    return ENT_OK;
}

void ent_bitmap_index_free(ent_bitmap_index *self)
{
    for (size_t j = 0; self->order != NULL && j < self->plan->deciders; j++) {
        free(self->order[j].level);
        free(self->order[j].from);
        free(self->order[j].start);
    }
    free(self->head);
    free(self->tail);
    free(self->order);
    free(self->takes);
    free(self->open);
    free(self->excluded);
    free(self->open_head);
    free(self->bitmap);
    free(self->need);
    free(self->room);
    free(self->bound);
    free(self->listed);
    free(self->wanted);
    free(self->bucket);
    free(self->enough);
    free(self->accepted);
    free(self->doubtful);
    free(self->item);
    free(self->option);
    *self = (ent_bitmap_index){0};
}

/* --- tables ---------------------------------------------------------------------------------------------------------
 */

/* Fills the sums of a decider for all choices of options of demands first … end - 1, the last demand fastest. */
static void sum_up(const ent_bitmap_index *self, const ent_preference *preference, size_t decider, size_t first,
    size_t end, double *sum)
{
    const ent_talks_plan *plan = self->plan;
    size_t count = 1;

    sum[0] = 0.0;
    for (size_t d = end; d-- > first;) {
        size_t options = plan->first_option[d + 1] - plan->first_option[d];
        for (size_t o = options; o-- > 0;) { /* in place: option 0, last, overwrites its source */
            size_t option = plan->first_option[d] + o;
            self->kernels->affine(
                count, preference->gain[option * plan->parties + plan->decider[decider]], 1.0, sum, sum + o * count);
        }
        count *= options;
    }
}

static size_t bucket_of(const ent_bitmap_order *order, double sum)
{
    double bucket = (sum - order->low) * order->inverse;

    bucket = bucket > 0.0 ? bucket : 0.0;
    bucket = bucket < (double) ENT_BITMAP_BUCKETS ? bucket : (double) ENT_BITMAP_BUCKETS;
    return (size_t) (int) bucket;
}

static void set_buckets(ent_bitmap_order *order, const double *sum, size_t count)
{
    double low = sum[0];
    double high = sum[0];

    for (size_t i = 1; i < count; i++) {
        low = sum[i] < low ? sum[i] : low;
        high = sum[i] > high ? sum[i] : high;
    }
    order->low = low;
    order->inverse = high > low ? (double) ENT_BITMAP_BUCKETS / (high - low) : 0.0;
}

/* Sorts the tails by sum: by bucket, then by insertion. */
static void sort(const ent_bitmap_index *self, const ent_bitmap_order *order, const double *sum)
{
    uint16_t next[ENT_BITMAP_BUCKETS + 2] = {0};

    for (size_t t = 0; t < self->tails; t++) {
        next[bucket_of(order, sum[t]) + 1]++;
    }
    for (size_t b = 1; b <= ENT_BITMAP_BUCKETS; b++) {
        next[b] = (uint16_t) (next[b] + next[b - 1]);
    }
    for (size_t t = 0; t < self->tails; t++) {
        self->item[next[bucket_of(order, sum[t])]++] = (struct ent_bitmap_item){sum[t], (uint32_t) t};
    }
    for (size_t t = 1; t < self->tails; t++) {
        struct ent_bitmap_item item = self->item[t];
        size_t at = t;
        while (at > 0 && self->item[at - 1].sum > item.sum) {
            self->item[at] = self->item[at - 1];
            at--;
        }
        self->item[at] = item;
    }
}

/* Fills the levels and the first level of each bucket. */
static void fill_levels(const ent_bitmap_index *self, ent_bitmap_order *order)
{
    size_t at = 0;
    size_t bucket = 0;

    for (size_t t = 0; t < self->tails; t++) {
        at += t > 0 && self->item[t].sum > self->item[t - 1].sum ? 1 : 0;
        order->level[at] = self->item[t].sum;
        for (size_t last = bucket_of(order, order->level[at]); bucket <= last; bucket++) {
            order->start[bucket] = (uint16_t) at;
        }
    }
    order->levels = at + 1;
    for (; bucket <= ENT_BITMAP_BUCKETS; bucket++) {
        order->start[bucket] = (uint16_t) order->levels;
    }
    for (size_t i = 0; i < PADDING; i++) {
        order->level[order->levels + i] = INFINITY;
    }
}

/* Fills the bitmaps from the highest level down. */
static void fill_order(ent_bitmap_index *self, size_t decider)
{
    ent_bitmap_order *order = &self->order[decider];
    const double *sum = self->tail + decider * self->tails;
    uint64_t *set;

    set_buckets(order, sum, self->tails);
    sort(self, order, sum);
    fill_levels(self, order);
    set = order->from + order->levels * self->words;
    memset(set, 0, self->words * sizeof(*set));
    for (size_t t = self->tails; t-- > 0;) {
        if (t + 1 == self->tails || self->item[t].sum < self->item[t + 1].sum) {
            set -= self->words;
            memcpy(set, set + self->words, self->words * sizeof(*set));
        }
        set[self->item[t].tail / 64] |= UINT64_C(1) << (self->item[t].tail % 64);
    }
}

void ent_bitmap_index_set(ent_bitmap_index *self, const ent_preference *preference)
{
    for (size_t j = 0; j < self->plan->deciders; j++) {
        sum_up(self, preference, j, 0, self->split, self->head + j * self->heads);
        sum_up(self, preference, j, self->split, self->plan->demands, self->tail + j * self->tails);
        fill_order(self, j);
    }
    self->stamp = preference->stamp;
}

double ent_bitmap_index_cost(const ent_bitmap_index *self)
{
    double tails = (double) self->tails;

    return (double) self->plan->deciders * (tails * (25.0 + 0.5 * (double) self->words) + (double) self->heads);
}

/* --- counting -------------------------------------------------------------------------------------------------------
 */

static bool head_is_out(const ent_bitmap_index *self, const uint64_t *excluded, size_t head)
{
    const ent_talks_plan *plan = self->plan;

    for (size_t d = self->split; d-- > 0;) {
        size_t options = plan->first_option[d + 1] - plan->first_option[d];
        if (ent_is_excluded(plan, excluded, plan->first_option[d] + head % options)) {
            return true;
        }
        head /= options;
    }
    return false;
}

/* Sets the open heads and tails, unless the excluded options are those of the last call. */
static void mask(ent_bitmap_index *self, const uint64_t *excluded)
{
    const ent_talks_plan *plan = self->plan;
    size_t words = ent_exclusion_words(plan);

    if (self->masked && (words == 0 || memcmp(self->excluded, excluded, words * sizeof(*excluded)) == 0)) {
        return;
    }
    memcpy(self->excluded, excluded, words * sizeof(*excluded));
    self->masked = true;
    self->all_open = true;
    for (size_t w = 0; w < self->words; w++) {
        size_t bits = self->tails - 64 * w;
        self->open[w] = bits >= 64 ? UINT64_MAX : (UINT64_C(1) << bits) - 1U;
    }
    for (size_t o = plan->first_option[self->split]; o < plan->options; o++) {
        if (ent_is_excluded(plan, excluded, o)) {
            self->all_open = false;
            for (size_t w = 0; w < self->words; w++) {
                self->open[w] &= ~self->takes[o * self->words + w];
            }
        }
    }
    for (size_t h = 0; h < self->heads; h++) {
        self->open_head[h] = !head_is_out(self, excluded, h);
    }
}

/* Lists the heads that the best tail of each decider can make enough. */
static void list_heads(ent_bitmap_index *self)
{
    size_t count;

    for (size_t j = 0; j < self->plan->deciders; j++) {
        const ent_bitmap_order *order = &self->order[j];
        self->bound[j] = self->need[j] - self->room[j] - order->level[order->levels - 1];
    }
    count = self->kernels->reach(self->heads, self->plan->deciders, self->head, self->heads, self->bound, self->listed);
    self->count_listed = 0;
    for (size_t i = 0; i < count; i++) {
        self->listed[self->count_listed] = self->listed[i];
        self->count_listed += self->open_head[self->listed[i]] ? 1 : 0;
    }
}

/* Finds the first level that is enough for one decider, and whether it is doubtful, for each listed head. Tests two
 * levels without branches, which the processor would mispredict; most often the level is one of these. */
static void look_up_by(ent_bitmap_index *self, size_t decider)
{
    const ent_bitmap_order *order = &self->order[decider];
    const double *head = self->head + decider * self->heads;
    const double need = self->need[decider];
    const double room = self->room[decider];
    uint16_t *enough = self->enough + decider * self->heads;

    for (size_t i = 0; i < self->count_listed; i++) {
        self->wanted[i] = need - head[self->listed[i]];
    }
    /* a little early: rounding must not skip a level */
    self->kernels->affine(
        self->count_listed, -order->low * order->inverse - 1e-6, order->inverse, self->wanted, self->bucket);
    self->kernels->hold(self->count_listed, 0.0, (double) ENT_BITMAP_BUCKETS, self->bucket, self->bucket);
    for (size_t i = 0; i < self->count_listed; i++) {
        double sum = self->wanted[i];
        size_t level = order->start[(int) self->bucket[i]];
        level += order->level[level] < sum ? 1 : 0;
        level += order->level[level] < sum ? 1 : 0;
        while (__builtin_expect(order->level[level] < sum, 0)) {
            level++;
        }
        self->doubtful[i] |=
            (order->level[level] - sum < room) | ((sum - order->level[level > 0 ? level - 1 : 0] < room) & (level > 0));
        enough[i] = (uint16_t) level;
    }
}

/* Finds the levels that are enough, and doubtful heads, for all deciders. */
static void look_up(ent_bitmap_index *self)
{
    memset(self->doubtful, 0, self->count_listed * sizeof(*self->doubtful));
    for (size_t j = 0; j < self->plan->deciders; j++) {
        look_up_by(self, j);
    }
}

/* Sets the bitmaps to intersect for listed head number `at`. Returns their number. */
static size_t set_bitmaps(ent_bitmap_index *self, size_t at)
{
    size_t deciders = self->plan->deciders;

    for (size_t j = 0; j < deciders; j++) {
        self->bitmap[j] = self->order[j].from + self->enough[j * self->heads + at] * self->words;
    }
    self->bitmap[deciders] = self->open;
    return deciders + (self->all_open ? 0 : 1);
}

/* Values the package in the order of the demands. */
static bool is_acceptable(ent_bitmap_index *self, size_t package)
{
    const ent_talks_plan *plan = self->plan;

    ent_preference_unpack(plan, package, self->option);
    for (size_t j = 0; j < plan->deciders; j++) {
        if (!(ent_preference_utility(self->preference, plan, self->option, plan->decider[j]) >= self->aspiration[j])) {
            return false;
        }
    }
    return true;
}

/* Values the open tails of a head one by one until `wanted` are acceptable. Returns how many are, the last in `tail`.
 */
static size_t value_tails(ent_bitmap_index *self, size_t head, size_t wanted, size_t *tail)
{
    size_t count = 0;

    for (size_t t = 0; t < self->tails && count < wanted; t++) {
        if ((self->open[t / 64] >> (t % 64) & 1U) != 0 && is_acceptable(self, head * self->tails + t)) {
            count++;
            *tail = t;
        }
    }
    return count;
}

void ent_bitmap_index_count(
    ent_bitmap_index *self, const ent_preference *preference, const uint64_t *excluded, const double *aspiration)
{
    const ent_talks_plan *plan = self->plan;

    self->preference = preference;
    self->aspiration = aspiration;
    self->count = 0;
    mask(self, excluded);
    for (size_t j = 0; j < plan->deciders; j++) {
        double total = preference->total[plan->decider[j]];
        double idle = aspiration[j] <= 0.0 ? -DBL_MAX : DBL_MAX; /* a decider without weights: utility 0 */
        self->need[j] = total > 0.0 ? aspiration[j] * total : idle;
        self->room[j] = rounding * total;
    }
    list_heads(self);
    look_up(self);
    for (size_t i = 0; i < self->count_listed; i++) {
        size_t last;
        self->accepted[i] =
            self->doubtful[i] ? (uint32_t) value_tails(self, self->listed[i], self->tails, &last)
                              : (uint32_t) self->kernels->count_common(self->words, set_bitmaps(self, i), self->bitmap);
        self->count += self->accepted[i];
    }
}

/* Returns bit number `wanted` of the intersection. */
static size_t find_common(const ent_bitmap_index *self, size_t wanted)
{
    for (size_t w = 0; w < self->words; w++) {
        uint64_t common = self->open[w];
        size_t bits;
        for (size_t j = 0; j < self->plan->deciders; j++) {
            common &= self->bitmap[j][w];
        }
        bits = (size_t) __builtin_popcountll(common);
        if (wanted < bits) {
            while (wanted-- > 0) {
                common &= common - 1U;
            }
            return 64 * w + (size_t) __builtin_ctzll(common);
        }
        wanted -= bits;
    }
    return 0;
}

size_t ent_bitmap_index_choose(ent_bitmap_index *self, uint64_t wanted)
{
    size_t at = 0;
    size_t tail = 0;

    while (wanted >= self->accepted[at]) {
        wanted -= self->accepted[at++];
    }
    if (self->doubtful[at]) {
        (void) value_tails(self, self->listed[at], (size_t) wanted + 1, &tail);
    } else {
        (void) set_bitmaps(self, at);
        tail = find_common(self, (size_t) wanted);
    }
    return self->listed[at] * self->tails + tail;
}

/* --- invariants -----------------------------------------------------------------------------------------------------
 */

static bool is_level_valid(const ent_bitmap_index *self, size_t decider, size_t level)
{
    const ent_bitmap_order *order = &self->order[decider];
    const double *sum = self->tail + decider * self->tails;
    const uint64_t *bitmap = order->from + level * self->words;

    for (size_t t = 0; t < self->tails; t++) {
        bool is_in = (bitmap[t / 64] >> (t % 64) & 1U) != 0;
        if (is_in != (sum[t] >= order->level[level])) {
            return false;
        }
    }
    return order->level[level] < order->level[level + 1];
}

bool ent_bitmap_index_check(const ent_bitmap_index *self)
{
    for (size_t j = 0; j < self->plan->deciders; j++) {
        for (size_t level = 0; level < self->order[j].levels; level++) {
            if (!is_level_valid(self, j, level)) {
                return false;
            }
        }
    }
    return true;
}
