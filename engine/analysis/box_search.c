#include "analysis/box_search.h"

#include "base/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BITS = 64 };

/* --- worlds in the order of a factor ------------------------------------------------------------------------------ */

typedef struct ordered_value {
    double value;
    uint32_t world;
} ordered_value;

/* NaN last; equal values by world, so that the order is the same for every sort. */
static int compare_values(const void *a, const void *b)
{
    const ordered_value *left = a;
    const ordered_value *right = b;
    int by_nan = (isnan(left->value) ? 1 : 0) - (isnan(right->value) ? 1 : 0);

    if (by_nan != 0) {
        return by_nan;
    }
    if (left->value < right->value || left->value > right->value) {
        return left->value < right->value ? -1 : 1;
    }
    return left->world < right->world ? -1 : 1;
}

static int order_factors(ent_box_search *self, ent_arena *arena)
{
    const ent_boxes_data *data = self->data;
    ordered_value *scratch = malloc((data->worlds + 1) * sizeof(*scratch));

    for (size_t f = 0; scratch != NULL && f < data->factors; f++) {
        self->order[f] = ent_arena_array(arena, data->worlds, sizeof(**self->order));
        if (self->order[f] == NULL) {
            free(scratch);
            return ENT_ERR_NO_MEMORY;
        }
        for (size_t w = 0; w < data->worlds; w++) {
            scratch[w] = (ordered_value){data->factor[f][w], (uint32_t) w};
        }
        qsort(scratch, data->worlds, sizeof(*scratch), compare_values);
        for (size_t i = 0; i < data->worlds; i++) {
            self->order[f][i] = scratch[i].world;
        }
    }
    free(scratch);
    return scratch != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

double ent_box_search_value(const ent_box_search *self, size_t factor, size_t position)
{
    return self->data->factor[factor][self->order[factor][position]];
}

bool ent_box_search_equal(const ent_box_search *self, size_t factor, size_t one, size_t other)
{
    double a = ent_box_search_value(self, factor, one);
    double b = ent_box_search_value(self, factor, other);

    return isnan(a) || isnan(b) ? isnan(a) && isnan(b) : !(a < b || a > b);
}

/* --- points ------------------------------------------------------------------------------------------------------- */

size_t ent_box_search_world(const ent_box_search *self, size_t point)
{
    return self->data->world != NULL ? self->data->world[point] : point;
}

ent_box_totals ent_box_search_point(const ent_box_search *self, size_t point)
{
    const ent_boxes_data *data = self->data;
    ent_box_totals totals = {data->sum[point], data->weight != NULL ? data->weight[point] : 1.0};

    if (self->options->least) {
        totals.sum = self->options->mean ? -totals.sum : totals.weight - totals.sum;
    }
    return totals;
}

/* The flags of a word that are limited and have the other value, as bits. */
static uint64_t outside(const ent_box_search *self, size_t point, size_t word)
{
    return (self->data->flag[point * self->words + word] ^ self->value[word]) & self->limited[word];
}

static bool within_flags(const ent_box_search *self, size_t point)
{
    for (size_t word = 0; word < self->words; word++) {
        if (outside(self, point, word) != 0) {
            return false;
        }
    }
    return true;
}

bool ent_box_search_holds(const ent_box_search *self, size_t point)
{
    return !self->taken[point] && self->violated[ent_box_search_world(self, point)] == 0 &&
           ent_box_search_point(self, point).weight > 0.0 && within_flags(self, point);
}

/* The only flag outside whose range a point is; SIZE_MAX: none, or several. */
static size_t only_flag_outside(const ent_box_search *self, size_t point)
{
    size_t found = SIZE_MAX;

    for (size_t word = 0; word < self->words; word++) {
        uint64_t bits = outside(self, point, word);
        if (bits != 0 && (found != SIZE_MAX || (bits & (bits - 1)) != 0)) {
            return SIZE_MAX;
        }
        if (bits != 0) {
            found = word * BITS + (size_t) __builtin_ctzll(bits);
        }
    }
    return found;
}

void ent_box_search_near_flags(ent_box_search *self)
{
    memset(self->with, 0, self->data->flags * sizeof(*self->with));
    for (size_t i = 0; i < self->data->points; i++) {
        size_t flag = SIZE_MAX;
        if (!self->taken[i] && self->violated[ent_box_search_world(self, i)] == 0) {
            flag = only_flag_outside(self, i);
        }
        if (flag != SIZE_MAX) {
            ent_box_totals totals = ent_box_search_point(self, i);
            self->with[flag].sum += totals.sum;
            self->with[flag].weight += totals.weight;
        }
    }
}

/* --- the box ------------------------------------------------------------------------------------------------------ */

int ent_box_search_init(
    ent_box_search *self, const ent_boxes_data *data, const ent_boxes_options *options, ent_arena *arena)
{
    *self = (ent_box_search){.data = data,
        .options = options,
        .dimensions = data->factors + data->flags,
        .words = (data->flags + BITS - 1) / BITS};
    self->order = ent_arena_array(arena, data->factors, sizeof(*self->order));
    self->range = ent_arena_array(arena, self->dimensions, sizeof(*self->range));
    self->violated = ent_arena_array(arena, data->worlds, sizeof(*self->violated));
    self->at = ent_arena_array(arena, data->worlds, sizeof(*self->at));
    self->taken = ent_arena_array(arena, data->points, sizeof(*self->taken));
    self->with = ent_arena_array(arena, data->flags, sizeof(*self->with));
    self->limited = ent_arena_array(arena, self->words, sizeof(*self->limited));
    self->value = ent_arena_array(arena, self->words, sizeof(*self->value));
    if (self->order == NULL || self->range == NULL || self->violated == NULL || self->at == NULL ||
        self->taken == NULL || self->with == NULL || self->limited == NULL || self->value == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    return order_factors(self, arena);
}

static void set_flag(ent_box_search *self, size_t flag, ent_box_range range)
{
    uint64_t bit = UINT64_C(1) << (flag % BITS);
    size_t word = flag / BITS;

    self->limited[word] &= ~bit;
    self->value[word] &= ~bit;
    if (range.high - range.low == 1) {
        self->limited[word] |= bit;
        self->value[word] |= range.low == 1 ? bit : 0;
    }
}

/* Adds the points up by world. */
static void add_points(ent_box_search *self)
{
    memset(self->at, 0, self->data->worlds * sizeof(*self->at));
    for (size_t i = 0; i < self->data->points; i++) {
        if (!self->taken[i] && within_flags(self, i)) {
            ent_box_totals totals = ent_box_search_point(self, i);
            ent_box_totals *at = &self->at[ent_box_search_world(self, i)];
            at->sum += totals.sum;
            at->weight += totals.weight;
        }
    }
}

static void add_worlds(ent_box_search *self)
{
    self->box = (ent_box_totals){0.0, 0.0};
    for (size_t w = 0; w < self->data->worlds; w++) {
        if (self->violated[w] == 0) {
            self->box.sum += self->at[w].sum;
            self->box.weight += self->at[w].weight;
        }
    }
}

static ent_box_range whole(const ent_box_search *self, size_t dimension)
{
    return (ent_box_range){0, dimension < self->data->factors ? (uint32_t) self->data->worlds : 2};
}

/* Counts the worlds at positions [from, to) of a factor's order as outside it, or as inside. */
static void violate(ent_box_search *self, size_t factor, size_t from, size_t to, bool violated)
{
    for (size_t p = from; p < to; p++) {
        uint16_t *count = &self->violated[self->order[factor][p]];
        *count = (uint16_t) (violated ? *count + 1 : *count - 1);
    }
}

void ent_box_search_set(ent_box_search *self, const ent_box_range *range)
{
    const ent_boxes_data *data = self->data;

    memset(self->violated, 0, data->worlds * sizeof(*self->violated));
    for (size_t d = 0; d < self->dimensions; d++) {
        self->range[d] = range != NULL ? range[d] : whole(self, d);
        if (d < data->factors) {
            violate(self, d, 0, self->range[d].low, true);
            violate(self, d, self->range[d].high, data->worlds, true);
        } else {
            set_flag(self, d - data->factors, self->range[d]);
        }
    }
    add_points(self);
    add_worlds(self);
}

void ent_box_search_move(ent_box_search *self, size_t dimension, ent_box_range range)
{
    ent_box_range old = self->range[dimension];

    self->range[dimension] = range;
    if (dimension >= self->data->factors) {
        set_flag(self, dimension - self->data->factors, range);
        add_points(self);
    } else {
        violate(self, dimension, old.low, range.low, true);
        violate(self, dimension, range.high, old.high, true);
        violate(self, dimension, range.low, old.low, false);
        violate(self, dimension, old.high, range.high, false);
    }
    add_worlds(self);
}

bool ent_box_search_limited(const ent_box_search *self, size_t dimension)
{
    ent_box_range all = whole(self, dimension);

    return self->range[dimension].low > all.low || self->range[dimension].high < all.high;
}

size_t ent_box_search_limits(const ent_box_search *self)
{
    size_t count = 0;

    for (size_t d = 0; d < self->dimensions; d++) {
        count += ent_box_search_limited(self, d) ? 1 : 0;
    }
    return count;
}

/* --- limits of a found box ---------------------------------------------------------------------------------------- */

/* Whether the world at a position has points, and is outside so many factors. */
static bool is_at(const ent_box_search *self, size_t factor, size_t position, unsigned violated)
{
    size_t world = self->order[factor][position];

    return self->violated[world] == violated && self->at[world].weight > 0.0;
}

static void add_near(const ent_box_search *self, size_t factor, size_t from, size_t to, ent_box_totals *totals)
{
    for (size_t p = from; p < to; p++) {
        if (is_at(self, factor, p, 1)) {
            totals->sum += self->at[self->order[factor][p]].sum;
            totals->weight += self->at[self->order[factor][p]].weight;
        }
    }
}

ent_box_totals ent_box_search_without(ent_box_search *self, size_t dimension)
{
    ent_box_totals totals = self->box;

    if (dimension < self->data->factors) {
        add_near(self, dimension, 0, self->range[dimension].low, &totals);
        add_near(self, dimension, self->range[dimension].high, self->data->worlds, &totals);
    } else {
        ent_box_search_near_flags(self);
        totals.sum += self->with[dimension - self->data->factors].sum;
        totals.weight += self->with[dimension - self->data->factors].weight;
    }
    return totals;
}

/* The middle, where it is a number; else the end inside. */
static double middle(double inside, double outside_it)
{
    double between = inside + (outside_it - inside) / 2.0;

    return isfinite(between) ? between : inside;
}

/* The first position of the value of the lowest world in the box, and one past the last of the highest. */
static ent_box_range occupied(const ent_box_search *self, size_t factor)
{
    ent_box_range range = self->range[factor];

    while (range.low + 1 < range.high && !is_at(self, factor, range.low, 0)) {
        range.low++;
    }
    while (range.high > range.low + 1 && !is_at(self, factor, range.high - 1, 0)) {
        range.high--;
    }
    while (range.low > 0 && ent_box_search_equal(self, factor, range.low - 1, range.low)) {
        range.low--;
    }
    while (range.high < self->data->worlds && ent_box_search_equal(self, factor, range.high, range.high - 1)) {
        range.high++;
    }
    return range;
}

void ent_box_search_tighten(ent_box_search *self)
{
    for (size_t f = 0; f < self->data->factors; f++) {
        ent_box_range old = self->range[f];
        ent_box_range range = occupied(self, f);
        range.low = old.low > 0 ? range.low : 0;
        range.high = old.high < self->data->worlds ? range.high : old.high;
        violate(self, f, old.low, range.low, true);
        violate(self, f, range.high, old.high, true);
        self->range[f] = range;
    }
}

void ent_box_search_ends(const ent_box_search *self, size_t dimension, ent_boxes_limit *limit)
{
    ent_box_range range = self->range[dimension];
    ent_box_range inside;

    limit->low = (double) NAN;
    limit->high = (double) NAN;
    if (dimension >= self->data->factors) {
        limit->lowest = limit->highest = (double) range.low;
        *(range.low == 1 ? &limit->low : &limit->high) = 0.5;
        return;
    }
    inside = occupied(self, dimension);
    limit->lowest = ent_box_search_value(self, dimension, inside.low);
    limit->highest = ent_box_search_value(self, dimension, inside.high - 1);
    if (range.low > 0) {
        limit->low = middle(limit->lowest, ent_box_search_value(self, dimension, range.low - 1));
    }
    if (range.high < self->data->worlds) {
        limit->high = middle(limit->highest, ent_box_search_value(self, dimension, range.high));
    }
}
