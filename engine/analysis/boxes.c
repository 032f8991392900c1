#include "analysis/boxes.h"

#include "analysis/box_search.h"
#include "base/status.h"
#include "distribution/incomplete_gamma_beta.h"

#include <math.h>
#include <string.h>

const ent_boxes_options ent_boxes_defaults = {.peeling = 0.05, .pasting = 0.05, .mass = 0.05};

/* Boxes of one half of the worlds must differ in the other by so many standard errors: 1 in 740 boxes of noise does. */
static const double least_difference = 3.0;

double ent_binomial_upper(uint64_t trials, double p, uint64_t successes)
{
    double a = (double) successes;
    double b = (double) (trials - successes) + 1.0;

    if (successes == 0 || p >= 1.0) {
        return successes <= trials ? 1.0 : 0.0;
    }
    if (successes > trials || p <= 0.0) {
        return 0.0;
    }
    return ent_beta_tails(a, b, ent_beta_norm(a, b), p, 1.0 - p).below; /* P(X >= k) = I_p(k, n - k + 1) */
}

/* --- a trajectory ------------------------------------------------------------------------------------------------- */

typedef struct trajectory {
    ent_box_search *search;
    ent_arena *arena;
    ent_box_totals all;    /* of all points, those taken out included */
    ent_boxes_step *step;  /* [steps] */
    ent_box_range **range; /* [steps][dimensions] */
    size_t steps, capacity;
} trajectory;

static int grow(trajectory *self)
{
    size_t capacity = self->capacity == 0 ? 128 : 2 * self->capacity;
    ent_boxes_step *step = ent_arena_array(self->arena, capacity, sizeof(*step));
    ent_box_range **range = ent_arena_array(self->arena, capacity, sizeof(*range));

    if (step == NULL || range == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    if (self->steps > 0) {
        memcpy(step, self->step, self->steps * sizeof(*step));
        memcpy(range, self->range, self->steps * sizeof(*range));
    }
    self->step = step;
    self->range = range;
    self->capacity = capacity;
    return ENT_OK;
}

/* The mean that is reported, from sums of the target. */
static double density_of(const ent_boxes_options *options, ent_box_totals totals)
{
    if (!options->least) {
        return totals.sum / totals.weight;
    }
    return options->mean ? -totals.sum / totals.weight : (totals.weight - totals.sum) / totals.weight;
}

static int record(trajectory *self)
{
    const ent_box_search *search = self->search;
    size_t dimensions = search->dimensions;
    bool covers = !search->options->mean && self->all.sum > 0.0;
    int status = self->steps == self->capacity ? grow(self) : ENT_OK;

    if (status != ENT_OK) {
        return status;
    }
    self->range[self->steps] = ent_arena_array(self->arena, dimensions, sizeof(ent_box_range));
    if (self->range[self->steps] == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    if (dimensions > 0) {
        memcpy(self->range[self->steps], search->range, dimensions * sizeof(ent_box_range));
    }
    self->step[self->steps++] = (ent_boxes_step){.mass = search->box.weight / self->all.weight,
        .density = density_of(search->options, search->box),
        .coverage = covers ? search->box.sum / self->all.sum : (double) NAN,
        .dimensions = ent_box_search_limits(search)};
    return ENT_OK;
}

/* Peels the points that are left down to the least mass, then pastes. */
static int follow(trajectory *self)
{
    int status;

    self->steps = 0;
    ent_box_search_set(self->search, NULL);
    status = record(self);
    while (status == ENT_OK && ent_box_search_peel(self->search)) {
        status = record(self);
    }
    while (status == ENT_OK && ent_box_search_paste(self->search)) {
        status = record(self);
    }
    return status;
}

/* --- the step proposed -------------------------------------------------------------------------------------------- */

typedef struct extent {
    double low, high;
} extent;

static void widen(extent *self, double value)
{
    self->low = fmin(self->low, value);
    self->high = fmax(self->high, value);
}

static double rescaled(const extent *self, double value)
{
    return self->high > self->low ? (value - self->low) / (self->high - self->low) : 0.0;
}

/* Density, with its sign changed where the lowest mean is the target. */
static double goodness(const ent_boxes_options *options, const ent_boxes_step *step)
{
    return options->least ? -step->density : step->density;
}

/* The quantity weighed against density: coverage, or mass where there are no cases. */
static double reach(const ent_boxes_options *options, const ent_boxes_step *step)
{
    return options->mean ? step->mass : step->coverage;
}

/* Returns the elbow; SIZE_MAX where density does not vary or no step has a limit. */
static size_t elbow(const trajectory *self)
{
    const ent_boxes_options *options = self->search->options;
    extent density = {(double) INFINITY, -(double) INFINITY};
    extent coverage = density;
    double best = -1.0;
    size_t chosen = SIZE_MAX;

    for (size_t i = 0; i < self->steps; i++) {
        widen(&density, goodness(options, &self->step[i]));
        widen(&coverage, reach(options, &self->step[i]));
    }
    for (size_t i = 1; i < self->steps && density.high > density.low; i++) {
        double sum =
            rescaled(&density, goodness(options, &self->step[i])) + rescaled(&coverage, reach(options, &self->step[i]));
        if (self->step[i].dimensions > 0 && sum > best) {
            best = sum;
            chosen = i;
        }
    }
    return chosen;
}

/* --- halves ------------------------------------------------------------------------------------------------------- */

typedef struct side_totals {
    double mean, variance; /* variance of the mean, the world as sampling unit */
} side_totals;

/* Of points [worlds] by world. */
static side_totals summarise(const ent_box_totals *at, size_t worlds)
{
    ent_box_totals all = {0.0, 0.0};
    double squares = 0.0;
    side_totals made;

    for (size_t w = 0; w < worlds; w++) {
        all.sum += at[w].sum;
        all.weight += at[w].weight;
    }
    made.mean = all.sum / all.weight; /* NaN where there are none */
    for (size_t w = 0; w < worlds; w++) {
        double residual = at[w].sum - made.mean * at[w].weight;
        squares += residual * residual;
    }
    made.variance = squares / (all.weight * all.weight);
    return made;
}

/* Returns by how many standard errors the box of the search, found in worlds of other numbers, differs from the rest of
 * the points. inside, outside_it: [worlds] scratch. */
static double difference(const ent_box_search *search, ent_box_totals *inside, ent_box_totals *outside_it)
{
    size_t worlds = search->data->worlds;
    side_totals in, out;
    double error;

    memset(inside, 0, worlds * sizeof(*inside));
    memset(outside_it, 0, worlds * sizeof(*outside_it));
    for (size_t i = 0; i < search->data->points; i++) {
        if (!search->taken[i]) {
            ent_box_totals totals = ent_box_search_point(search, i);
            ent_box_totals *to = ent_box_search_holds(search, i) ? inside : outside_it;
            to[ent_box_search_world(search, i)].sum += totals.sum;
            to[ent_box_search_world(search, i)].weight += totals.weight;
        }
    }
    in = summarise(inside, worlds);
    out = summarise(outside_it, worlds);
    error = sqrt(in.variance + out.variance);
    if (!(in.mean > out.mean)) {
        return in.mean < out.mean && error > 0.0 ? (in.mean - out.mean) / error : 0.0;
    }
    return error > 0.0 ? (in.mean - out.mean) / error : (double) INFINITY;
}

/* Leaves out the worlds whose number has another parity, besides the points taken before. */
static void take_half(ent_box_search *search, const uint8_t *taken, size_t parity)
{
    for (size_t i = 0; i < search->data->points; i++) {
        search->taken[i] = taken[i] || ent_box_search_world(search, i) % 2 != parity;
    }
}

/* Adds the standard errors of the box that the worlds of one parity give, in the others. */
static int cross(trajectory *self, const uint8_t *taken, size_t parity, ent_box_totals *scratch, double *sum)
{
    ent_box_search *search = self->search;
    double whole_least = search->least;
    size_t chosen;
    int status;

    take_half(search, taken, parity);
    search->least = whole_least / 2.0;
    status = follow(self);
    search->least = whole_least;
    chosen = status == ENT_OK ? elbow(self) : SIZE_MAX;
    if (chosen != SIZE_MAX) {
        take_half(search, taken, 1 - parity);
        ent_box_search_set(search, self->range[chosen]);
        *sum += difference(search, scratch, scratch + search->data->worlds);
    }
    memcpy(search->taken, taken, search->data->points);
    return status;
}

/* Sets *holds: boxes of each half of the worlds hold in the other one. */
static int test_halves(trajectory *self, bool *holds)
{
    const ent_boxes_data *data = self->search->data;
    ent_arena arena = {0};
    trajectory half = {.search = self->search, .arena = &arena, .all = self->all};
    uint8_t *taken = ent_arena_alloc(&arena, data->points);
    ent_box_totals *scratch = ent_arena_array(&arena, 2 * data->worlds, sizeof(*scratch));
    double sum = 0.0;
    int status = taken != NULL && scratch != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;

    if (status == ENT_OK) {
        memcpy(taken, self->search->taken, data->points);
    }
    for (size_t parity = 0; parity < 2 && status == ENT_OK; parity++) {
        status = cross(&half, taken, parity, scratch, &sum);
    }
    ent_arena_free(&arena);
    *holds = sum / sqrt(2.0) > least_difference;
    return status;
}

/* --- boxes -------------------------------------------------------------------------------------------------------- */

/* Sets the number of points in the box of the search, and returns the sum of their means. */
static double count_points(const ent_box_search *search, uint64_t *points)
{
    double sum = 0.0;

    *points = 0;
    for (size_t i = 0; i < search->data->points; i++) {
        if (ent_box_search_holds(search, i)) {
            ent_box_totals totals = ent_box_search_point(search, i);
            sum += totals.sum / totals.weight;
            (*points)++;
        }
    }
    return sum;
}

static void describe_limit(ent_box_search *search, uint64_t points, double cases, ent_boxes_limit *limit)
{
    ent_box_totals without = ent_box_search_without(search, limit->dimension);

    limit->density_without = density_of(search->options, without);
    limit->quasi_p = search->options->mean
                         ? (double) NAN
                         : ent_binomial_upper(points, without.sum / without.weight, (uint64_t) floor(cases + 0.5));
    ent_box_search_ends(search, limit->dimension, limit);
}

static int describe_box(const trajectory *self, ent_boxes_box *box)
{
    ent_box_search *search = self->search;
    double cases;

    ent_box_search_set(search, self->range[box->chosen]);
    ent_box_search_tighten(search);
    cases = count_points(search, &box->points);
    box->limit = ent_arena_array(self->arena, ent_box_search_limits(search), sizeof(*box->limit));
    if (box->limit == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t d = 0; d < search->dimensions; d++) {
        if (ent_box_search_limited(search, d)) {
            box->limit[box->limits].dimension = d;
            describe_limit(search, box->points, cases, &box->limit[box->limits++]);
        }
    }
    return ENT_OK;
}

static void take_box(ent_box_search *search)
{
    for (size_t i = 0; i < search->data->points; i++) {
        if (ent_box_search_holds(search, i)) {
            search->taken[i] = 1;
        }
    }
}

/* Whether the step proposed is on the wrong side of the mean of all points. */
static bool is_below(const trajectory *self, const ent_boxes_box *box)
{
    double all = density_of(self->search->options, self->all);
    double density = box->step[box->chosen].density;

    return self->search->options->least ? density > all : density < all;
}

/* Finds one box among the points that are left. */
static int find_box(trajectory *self, ent_boxes_box *box)
{
    bool holds = true;
    int status = self->search->options->skip_halves ? ENT_OK : test_halves(self, &holds);

    *box = (ent_boxes_box){.chosen = SIZE_MAX};
    self->step = NULL; /* the last box keeps its own */
    self->capacity = 0;
    if (status == ENT_OK) {
        status = follow(self);
    }
    if (status != ENT_OK) {
        return status;
    }
    box->step = self->step;
    box->steps = self->steps;
    box->chosen = elbow(self);
    box->flat = box->chosen == SIZE_MAX;
    box->noise = !box->flat && !holds;
    if (box->noise || (!box->flat && is_below(self, box))) {
        box->chosen = SIZE_MAX;
    }
    return box->chosen != SIZE_MAX ? describe_box(self, box) : ENT_OK;
}

static int find_boxes(ent_boxes *self, trajectory *path)
{
    int status = ENT_OK;

    while (self->boxes < ENT_BOXES_MOST && status == ENT_OK) {
        ent_boxes_box *box = &self->box[self->boxes];
        status = find_box(path, box);
        if (status != ENT_OK || (box->chosen == SIZE_MAX && self->boxes > 0)) {
            break; /* the search that found none is of interest for the first box alone */
        }
        self->boxes++;
        if (box->chosen == SIZE_MAX) {
            break;
        }
        take_box(path->search);
        ent_box_search_set(path->search, NULL);
        if (!(path->search->box.weight >= path->search->least)) {
            break;
        }
    }
    return status;
}

int ent_boxes_find(ent_boxes *self, const ent_boxes_data *data, const ent_boxes_options *options)
{
    ent_box_search search;
    trajectory path = {.search = &search, .arena = &self->arena};
    int status = ent_box_search_init(&search, data, options, &self->arena);

    if (status != ENT_OK) {
        return status;
    }
    ent_box_search_set(&search, NULL);
    path.all = search.box;
    search.least = options->mass * search.box.weight;
    self->density = density_of(options, search.box);
    return search.box.weight > 0.0 ? find_boxes(self, &path) : ENT_OK;
}

void ent_boxes_free(ent_boxes *self)
{
    ent_arena_free(&self->arena);
    *self = (ent_boxes){.boxes = 0};
}
