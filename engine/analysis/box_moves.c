/* Peeling and pasting: the candidates at both ends of every dimension, and the best of them. */
#include "analysis/box_search.h"

#include <string.h>

/* Above rounding of the product of a share and a weight that is a whole number. */
static const double slack = 1.0 + 1e-12;

static double mean(ent_box_totals totals)
{
    return totals.sum / totals.weight;
}

static void keep_better(ent_box_move *best, const ent_box_move *move)
{
    if (best->dimension == SIZE_MAX || mean(move->left) > mean(best->left)) {
        *best = *move;
    }
}

/* One end of a factor that moves along its order: inwards over worlds of the box, or outwards over those that this
 * factor alone keeps out. */
typedef struct moving_end {
    size_t factor;
    bool upwards;       /* along the order */
    size_t at;          /* the border: the next position upwards, or one above the next downwards */
    size_t stop;        /* where it must end */
    unsigned violated;  /* factors outside which the worlds are that change sides */
    double most;        /* weight that may change sides */
    ent_box_totals sum; /* of those that did */
} moving_end;

static size_t next_position(const moving_end *end, size_t at)
{
    return end->upwards ? at : at - 1;
}

/* Passes the worlds of the next value; *totals are theirs, of those that change sides. Returns the border behind them.
 */
static size_t pass_value(const ent_box_search *self, const moving_end *end, ent_box_totals *totals)
{
    size_t first = next_position(end, end->at);
    size_t at = end->at;

    while (at != end->stop && ent_box_search_equal(self, end->factor, first, next_position(end, at))) {
        size_t world = self->order[end->factor][next_position(end, at)];
        if (self->violated[world] == end->violated) {
            totals->sum += self->at[world].sum;
            totals->weight += self->at[world].weight;
        }
        at = end->upwards ? at + 1 : at - 1;
    }
    return at;
}

/* Moves over as many values as `most` allows, and over one at least. */
static void move_end(const ent_box_search *self, moving_end *end)
{
    while (end->at != end->stop) {
        ent_box_totals more = {0.0, 0.0};
        size_t behind = pass_value(self, end, &more);
        if (end->sum.weight > 0.0 && end->sum.weight + more.weight > end->most * slack) {
            return;
        }
        end->sum.sum += more.sum;
        end->sum.weight += more.weight;
        end->at = behind;
    }
}

/* --- peeling ------------------------------------------------------------------------------------------------------ */

static void peel_candidate(const ent_box_search *self, ent_box_move *move, ent_box_totals gone, ent_box_move *best)
{
    move->left = (ent_box_totals){self->box.sum - gone.sum, self->box.weight - gone.weight};
    if (gone.weight > 0.0 && move->left.weight > 0.0 && move->left.weight * slack >= self->least) {
        keep_better(best, move);
    }
}

static void peel_factor(const ent_box_search *self, size_t factor, bool low, ent_box_move *best)
{
    ent_box_range range = self->range[factor];
    moving_end end = {.factor = factor,
        .upwards = low,
        .at = low ? range.low : range.high,
        .stop = low ? range.high : range.low,
        .most = self->options->peeling * self->box.weight};
    ent_box_move move = {.dimension = factor};

    move_end(self, &end);
    move.range = low ? (ent_box_range){(uint32_t) end.at, range.high} : (ent_box_range){range.low, (uint32_t) end.at};
    peel_candidate(self, &move, end.sum, best);
}

/* Adds up the points of the box by flag. */
static void add_flags(ent_box_search *self)
{
    const ent_boxes_data *data = self->data;

    memset(self->with, 0, data->flags * sizeof(*self->with));
    for (size_t i = 0; i < data->points; i++) {
        ent_box_totals totals;
        if (!ent_box_search_holds(self, i)) {
            continue;
        }
        totals = ent_box_search_point(self, i);
        for (size_t word = 0; word < self->words; word++) {
            for (uint64_t bits = data->flag[i * self->words + word]; bits != 0; bits &= bits - 1) {
                ent_box_totals *with = &self->with[word * 64 + (size_t) __builtin_ctzll(bits)];
                with->sum += totals.sum;
                with->weight += totals.weight;
            }
        }
    }
}

/* Takes out the points without the flag, or those with it. */
static void peel_flag(const ent_box_search *self, size_t flag, ent_box_move *best)
{
    ent_box_totals with = self->with[flag];
    ent_box_move move = {.dimension = self->data->factors + flag, .range = {1, 2}};

    peel_candidate(self, &move, (ent_box_totals){self->box.sum - with.sum, self->box.weight - with.weight}, best);
    move.range = (ent_box_range){0, 1};
    peel_candidate(self, &move, with, best);
}

bool ent_box_search_peel(ent_box_search *self)
{
    ent_box_move best = {.dimension = SIZE_MAX};

    for (size_t f = 0; f < self->data->factors; f++) {
        peel_factor(self, f, true, &best);
        peel_factor(self, f, false, &best);
    }
    if (self->data->flags > 0) {
        add_flags(self);
    }
    for (size_t f = 0; f < self->data->flags; f++) {
        if (!ent_box_search_limited(self, self->data->factors + f)) {
            peel_flag(self, f, &best);
        }
    }
    if (best.dimension != SIZE_MAX) {
        ent_box_search_move(self, best.dimension, best.range);
    }
    return best.dimension != SIZE_MAX;
}

/* --- pasting ------------------------------------------------------------------------------------------------------ */

static void paste_candidate(const ent_box_search *self, ent_box_move *move, ent_box_totals more, ent_box_move *best)
{
    move->left = (ent_box_totals){self->box.sum + more.sum, self->box.weight + more.weight};
    if (more.weight > 0.0 && mean(move->left) > mean(self->box)) {
        keep_better(best, move);
    }
}

static void paste_factor(const ent_box_search *self, size_t factor, bool low, ent_box_move *best)
{
    ent_box_range range = self->range[factor];
    moving_end end = {.factor = factor,
        .upwards = !low,
        .at = low ? range.low : range.high,
        .stop = low ? 0 : self->data->worlds,
        .violated = 1,
        .most = self->options->pasting * self->box.weight};
    ent_box_move move = {.dimension = factor};

    move_end(self, &end);
    move.range = low ? (ent_box_range){(uint32_t) end.at, range.high} : (ent_box_range){range.low, (uint32_t) end.at};
    paste_candidate(self, &move, end.sum, best);
}

bool ent_box_search_paste(ent_box_search *self)
{
    ent_box_move best = {.dimension = SIZE_MAX};

    for (size_t f = 0; f < self->data->factors; f++) {
        paste_factor(self, f, true, &best);
        paste_factor(self, f, false, &best);
    }
    if (self->data->flags > 0) {
        ent_box_search_near_flags(self);
    }
    for (size_t f = 0; f < self->data->flags; f++) {
        ent_box_move move = {.dimension = self->data->factors + f, .range = {0, 2}};
        if (ent_box_search_limited(self, move.dimension)) {
            paste_candidate(self, &move, self->with[f], &best);
        }
    }
    if (best.dimension != SIZE_MAX) {
        ent_box_search_move(self, best.dimension, best.range);
    }
    return best.dimension != SIZE_MAX;
}
