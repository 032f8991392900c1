#include "analysis/level_crossing.h"

#include "base/status.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_STEPS = 40 };

static const double near_enough = 0.01; /* of the width of the interval */
static const double narrow = 1e-6;      /* of the range: a bracket as narrow as this is not narrowed further */

/* The line compared with the level. */
typedef enum curve_line { LINE_VALUE, LINE_LOW, LINE_HIGH } curve_line;

typedef struct search {
    ent_crossing *to;
    const ent_crossing_options *options;
    ent_curve curve;
    void *context;
} search;

void ent_crossing_free(ent_crossing *self)
{
    free(self->point);
    *self = (ent_crossing){.points = 0};
}

/* --- points ------------------------------------------------------------------------------------------------------- */

static int make_room(ent_crossing *self)
{
    size_t capacity = 2 * self->capacity + 64;
    ent_curve_point *point;

    if (self->points < self->capacity) {
        return ENT_OK;
    }
    point = realloc(self->point, capacity * sizeof(*point));
    if (point == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    self->point = point;
    self->capacity = capacity;
    return ENT_OK;
}

/* Computes the point at x, unless it is there, and sets *at to its index. */
static int compute(search *self, double x, size_t *at)
{
    ent_crossing *to = self->to;
    ent_curve_point point = {.x = x};
    int status = make_room(to);

    *at = 0;
    while (*at < to->points && to->point[*at].x < x) {
        (*at)++;
    }
    if (status != ENT_OK || (*at < to->points && !(to->point[*at].x > x))) {
        return status;
    }
    status = self->curve(self->context, &point);
    if (status == ENT_OK) {
        memmove(to->point + *at + 1, to->point + *at, (to->points - *at) * sizeof(point));
        to->point[*at] = point;
        to->points++;
    }
    return status;
}

/* The curve, or a limit of its interval, less the level. */
static double above(const search *self, size_t at, curve_line line)
{
    const ent_curve_point *point = &self->to->point[at];
    double y = line == LINE_VALUE ? point->y : line == LINE_LOW ? point->low : point->high;

    return y - self->options->level;
}

static double width(const search *self, size_t at)
{
    const ent_curve_point *point = &self->to->point[at];

    return isnan(point->low) || isnan(point->high) ? 0.0 : point->high - point->low;
}

static int compute_first(search *self)
{
    const ent_crossing_options *options = self->options;
    size_t last = options->points - 1;
    size_t at;
    int status = ENT_OK;

    for (size_t i = 0; i <= last && status == ENT_OK; i++) {
        double x = options->from + (options->to - options->from) * ((double) i / (double) last);
        x = options->whole ? floor(x + 0.5) : x;
        status = compute(self, i == last ? options->to : x, &at);
    }
    return status;
}

/* --- narrowing ---------------------------------------------------------------------------------------------------- */

/* Neighbouring points on different sides of the level, one of which may be at it. */
typedef struct bracket {
    double a, b;   /* a < b */
    double fa, fb; /* above the level */
} bracket;

/* Weights of the ends of a bracket: an end that stays while the other one moves twice is halved. */
typedef struct illinois {
    double a, b;
    int moved; /* the end that moved last: -1 a, 1 b, 0 none */
} illinois;

/* Where the line between the ends takes the level. */
static double interpolated(const bracket *self)
{
    double x = self->a + (self->b - self->a) * (self->fa / (self->fa - self->fb));

    return x > self->a ? fmin(x, self->b) : self->a;
}

/* The next point: by the weights of Illinois, which halves the height of an end that stays; a whole number inside where
 * wanted. */
static double next_point(const search *self, const bracket *ends, const illinois *weight, bool bisect)
{
    bracket weighted = {ends->a, ends->b, weight->a * ends->fa, weight->b * ends->fb};
    double x = bisect ? ends->a + (ends->b - ends->a) / 2.0 : interpolated(&weighted);

    if (self->options->whole) {
        return fmin(fmax(floor(x + 0.5), ends->a + 1.0), ends->b - 1.0);
    }
    if (!(x > ends->a) || !(x < ends->b)) {
        x = ends->a + (ends->b - ends->a) / 2.0;
    }
    return x;
}

static bool is_narrow(const search *self, const bracket *ends)
{
    double range = self->options->to - self->options->from;

    return self->options->whole ? ends->b - ends->a < 1.5 : ends->b - ends->a <= narrow * range;
}

static void move_end(bracket *ends, illinois *weight, double x, double f)
{
    bool above_it = (f >= 0.0) == (ends->fb >= 0.0);

    if (above_it) {
        ends->b = x;
        ends->fb = f;
        weight->a = weight->moved == 1 ? weight->a / 2.0 : weight->a;
        weight->b = 1.0;
    } else {
        ends->a = x;
        ends->fa = f;
        weight->b = weight->moved == -1 ? weight->b / 2.0 : weight->b;
        weight->a = 1.0;
    }
    weight->moved = above_it ? 1 : -1;
}

/* Narrows a bracket of a line. A point that is not defined ends it. */
static int narrow_down(search *self, curve_line line, bracket *ends)
{
    illinois weight = {1.0, 1.0, 0};
    bool done = false;
    int status = ENT_OK;

    for (int i = 0; i < MOST_STEPS && !done && !is_narrow(self, ends); i++) {
        double x = next_point(self, ends, &weight, i % 4 == 3);
        double f;
        size_t at;
        status = compute(self, x, &at);
        if (status != ENT_OK) {
            return status;
        }
        f = above(self, at, line);
        done = isnan(f) || (!self->options->whole && fabs(f) <= near_enough * width(self, at));
        if (!isnan(f)) {
            move_end(ends, &weight, x, f);
        }
    }
    return status;
}

/* --- the value ---------------------------------------------------------------------------------------------------- */

static bool is_defined(const search *self, size_t at)
{
    return !isnan(self->to->point[at].y);
}

static bool is_above(const search *self, size_t at)
{
    return above(self, at, LINE_VALUE) >= 0.0;
}

/* Sets *ends to the first two neighbours on different sides, and counts all. Points where the curve is not defined are
 * passed over. */
static void find_bracket(search *self, bracket *ends)
{
    ent_crossing *to = self->to;
    size_t last = SIZE_MAX;

    for (size_t i = 0; i < to->points; i++) {
        if (!is_defined(self, i)) {
            continue;
        }
        if (last != SIZE_MAX && is_above(self, last) != is_above(self, i) && to->crossings++ == 0) {
            *ends =
                (bracket){to->point[last].x, to->point[i].x, above(self, last, LINE_VALUE), above(self, i, LINE_VALUE)};
            to->rises = is_above(self, i);
        }
        last = i;
    }
}

/* A curve that touches the level at a point, from above: (x, x). */
static void find_touch(search *self, bracket *ends)
{
    ent_crossing *to = self->to;

    for (size_t i = 0; i < to->points && to->crossings == 0; i++) {
        if (is_defined(self, i) && !(above(self, i, LINE_VALUE) > 0.0)) { /* no point is below */
            *ends = (bracket){to->point[i].x, to->point[i].x, 0.0, 0.0};
            to->crossings = 1;
            to->rises = i + 1 < to->points;
        }
    }
}

static int find_value(search *self)
{
    ent_crossing *to = self->to;
    bracket ends = {0.0, 0.0, 0.0, 0.0};
    bool any_below = false;
    int status;

    for (size_t i = 0; i < to->points; i++) {
        any_below = any_below || (is_defined(self, i) && !is_above(self, i));
    }
    find_bracket(self, &ends);
    if (!any_below) {
        find_touch(self, &ends);
    }
    if (to->crossings == 0) {
        return ENT_OK;
    }
    status = ends.b > ends.a ? narrow_down(self, LINE_VALUE, &ends) : ENT_OK;
    if (self->options->whole) {
        to->value = ends.fa > 0.0 || ends.fa < 0.0 ? ends.b : ends.a;
    } else {
        to->value = ends.b > ends.a ? interpolated(&ends) : ends.a;
    }
    return status;
}

/* --- the interval ------------------------------------------------------------------------------------------------- */

/* Whether the whole interval of a point is on the side of the level where the curve is on the lower (`left`) or higher
 * side of the crossing. */
static bool is_beyond(const search *self, size_t at, curve_line line)
{
    double f = above(self, at, line);

    return line == LINE_HIGH ? f < 0.0 : f > 0.0;
}

/* Finds where a limit of the interval takes the level on one side of the value: *end, NaN where it does not. */
static int find_end(search *self, bool left, double *end)
{
    const ent_crossing *to = self->to;
    curve_line line = left == to->rises ? LINE_HIGH : LINE_LOW;
    size_t at = 0;
    bracket ends;
    int status;

    while (at < to->points && (left ? to->point[at].x <= to->value : to->point[at].x < to->value)) {
        at++;
    }
    if (left) {
        while (at > 0 && !is_beyond(self, at - 1, line)) {
            at--;
        }
    } else {
        while (at < to->points && !is_beyond(self, at, line)) {
            at++;
        }
    }
    *end = (double) NAN;
    if (at == 0 || at == to->points || isnan(above(self, at - 1, line)) || isnan(above(self, at, line))) {
        return ENT_OK;
    }
    ends = (bracket){to->point[at - 1].x, to->point[at].x, above(self, at - 1, line), above(self, at, line)};
    status = narrow_down(self, line, &ends);
    if (self->options->whole) {
        *end = left ? fmin(ends.b, to->value) : fmax(ends.a, to->value);
    } else {
        *end = left ? fmin(interpolated(&ends), to->value) : fmax(interpolated(&ends), to->value);
    }
    return status;
}

/* The curve at x, between two points that were computed. */
static double curve_at(const ent_crossing *to, double x)
{
    size_t at = 1;

    while (at + 1 < to->points && to->point[at].x < x) {
        at++;
    }
    return to->point[at - 1].y + (to->point[at].y - to->point[at - 1].y) *
                                     ((x - to->point[at - 1].x) / (to->point[at].x - to->point[at - 1].x));
}

int ent_crossing_find(ent_crossing *self, const ent_crossing_options *options, ent_curve curve, void *context)
{
    search made = {.to = self, .options = options, .curve = curve, .context = context};
    int status = compute_first(&made);

    self->value = self->low = self->high = self->slope = (double) NAN;
    if (status == ENT_OK) {
        status = find_value(&made);
    }
    if (status == ENT_OK && self->crossings > 0) {
        status = find_end(&made, true, &self->low);
    }
    if (status == ENT_OK && self->crossings > 0) {
        status = find_end(&made, false, &self->high);
    }
    if (status == ENT_OK && self->high - self->low > 10.0 * narrow * (options->to - options->from)) {
        self->slope = (curve_at(self, self->high) - curve_at(self, self->low)) / (self->high - self->low);
    }
    return status;
}
