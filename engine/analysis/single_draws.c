#include "analysis/single_draws.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Where a world lies: below the end of a fifth for sure, so close to it that it must be ranked (an odd number), or
 * above. */
enum { LOW, NEAR_LOW, MIDDLE, NEAR_HIGH, HIGH };

/* Uniforms are compared in steps of this size, which small whole numbers hold. */
enum { STEPS = 1 << 15 };

/* The worlds near one end, by number. */
typedef struct near_end {
    double *uniform, *spare; /* [capacity] */
    uint64_t *world;         /* [capacity] */
    size_t count, capacity;
} near_end;

/* Draws with the condition, and with the event too. */
typedef struct tally {
    uint64_t worlds, n, k;
} tally;

typedef struct fifths {
    int16_t begin[HIGH + 1]; /* first step of each place */
    tally low, high;
    near_end near_low, near_high;
    const uint8_t *k, *n;
} fifths;

static bool init_near(near_end *self, size_t capacity)
{
    *self = (near_end){.uniform = malloc(capacity * sizeof(double)),
        .spare = malloc(capacity * sizeof(double)),
        .world = malloc(capacity * sizeof(uint64_t)),
        .capacity = capacity};
    return self->uniform != NULL && self->spare != NULL && self->world != NULL;
}

static void free_near(near_end *self)
{
    free(self->uniform);
    free(self->spare);
    free(self->world);
}

static bool init(fifths *self, const uint8_t *k, const uint8_t *n, uint64_t worlds)
{
    const double reach = 6.0 * sqrt(0.16 / (double) worlds);
    const size_t most = (size_t) ((4.0 * reach + 4.0 / STEPS) * (double) worlds) + 100;
    const double begin[] = {0.0, 0.2 - reach, 0.2 + reach, 0.8 - reach, 0.8 + reach};

    *self = (fifths){.k = k, .n = n};
    for (size_t p = LOW; p <= HIGH; p++) {
        double step = floor(begin[p] * STEPS) + (p == MIDDLE || p == HIGH ? 1.0 : 0.0);
        self->begin[p] = (int16_t) (step < 0.0 ? 0.0 : step >= STEPS ? STEPS - 1 : step);
    }
    bool low = init_near(&self->near_low, most);
    bool high = init_near(&self->near_high, most);
    return low && high;
}

/* Adds the worlds of a place; by vectors. */
static void add_place(
    tally *self, const uint8_t *place, unsigned wanted, const uint8_t *k, const uint8_t *n, size_t count)
{
    uint32_t worlds = 0, draws = 0, events = 0;

    for (size_t i = 0; i < count; i++) {
        uint8_t here = place[i] == wanted ? 1 : 0;
        worlds += here;
        draws += here & n[i];
        events += here & k[i];
    }
    self->worlds += worlds;
    self->n += draws;
    self->k += events;
}

/* Returns false if there are far more worlds near than there can be. */
static bool add_near(near_end *self, double uniform, uint64_t world)
{
    if (self->count == self->capacity) {
        return false;
    }
    self->uniform[self->count] = uniform;
    self->world[self->count++] = world;
    return true;
}

/* Sets place [count]; by vectors. */
static void find_places(const fifths *self, const double *uniform, size_t count, uint8_t *place)
{
    const int16_t *begin = self->begin;
    int16_t step[ENT_SINGLE_DRAWS_CHUNK];

    for (size_t i = 0; i < count; i++) {
        step[i] = (int16_t) (int32_t) (uniform[i] * STEPS);
    }
    for (size_t i = 0; i < count; i++) {
        place[i] = (uint8_t) ((step[i] >= begin[NEAR_LOW]) + (step[i] >= begin[MIDDLE]) +
                              (step[i] >= begin[NEAR_HIGH]) + (step[i] >= begin[HIGH]));
    }
}

static bool add_chunk(fifths *self, const double *uniform, uint64_t first, size_t count)
{
    uint8_t place[ENT_SINGLE_DRAWS_CHUNK] = {0};
    bool fits = true;

    find_places(self, uniform, count, place);
    add_place(&self->low, place, LOW, self->k + first, self->n + first, count);
    add_place(&self->high, place, HIGH, self->k + first, self->n + first, count);
    for (size_t i = 0; i < count; i++) {
        uint64_t eight;
        memcpy(&eight, place + i / 8 * 8, sizeof(eight));
        if ((eight & UINT64_C(0x0101010101010101)) == 0) {
            i = i / 8 * 8 + 7; /* none of these is near */
        } else if (place[i] % 2 != 0) {
            fits = add_near(place[i] == NEAR_LOW ? &self->near_low : &self->near_high, uniform[i], first + i) && fits;
        }
    }
    return fits;
}

/* Adds a world to a side. */
static void add_world(tally *to, const fifths *self, uint64_t world)
{
    to->worlds++;
    to->n += self->n[world];
    to->k += self->k[world];
}

/* Adds the first `wanted` worlds in order to one side, or with `others` those that remain. */
static void add_ranked(tally *to, const fifths *self, near_end *from, size_t wanted, bool others)
{
    size_t equal = wanted; /* of the worlds that have the last wanted one's number, how many are wanted */
    double last = 0.0;

    if (wanted > 0) {
        memcpy(from->spare, from->uniform, from->count * sizeof(*from->spare));
        last = gsl_stats_select(from->spare, 1, from->count, wanted - 1);
    }
    for (size_t i = 0; i < from->count; i++) {
        equal -= from->uniform[i] < last ? 1 : 0;
    }
    for (size_t i = 0; i < from->count; i++) {
        bool first = wanted > 0 && (from->uniform[i] < last || (from->uniform[i] == last && equal > 0));
        equal -= first && from->uniform[i] == last ? 1 : 0;
        if (first != others) {
            add_world(to, self, from->world[i]);
        }
    }
}

/* Completes the sides. Returns false where a fifth does not end among the worlds near. */
static bool settle(fifths *self, uint64_t worlds)
{
    uint64_t fifth = (worlds + 4) / 5;              /* worlds i < W / 5 */
    uint64_t upper = worlds - (4 * worlds + 4) / 5; /* worlds i >= 4 W / 5 */
    uint64_t more = fifth - self->low.worlds;       /* wraps round where there are too many */
    uint64_t more_above = upper - self->high.worlds;

    if (more > self->near_low.count || more_above > self->near_high.count) {
        return false;
    }
    add_ranked(&self->low, self, &self->near_low, (size_t) more, false);
    add_ranked(&self->high, self, &self->near_high, self->near_high.count - (size_t) more_above, true);
    return true;
}

/* Of one draw, k^2 = k n = k and n^2 = n. */
static ent_moments moments_of(const tally *at)
{
    return (ent_moments){.k = at->k, .n = at->n, .kk = at->k, .kn = at->k, .nn = at->n, .worlds = at->n};
}

bool ent_single_draws_fifths(ent_moments *low, ent_moments *high, const uint8_t *k, const uint8_t *n, uint64_t worlds,
    const ent_uniform_source *source)
{
    fifths self;
    bool done = init(&self, k, n, worlds);

    for (uint64_t first = 0; done && first < worlds; first += ENT_SINGLE_DRAWS_CHUNK) {
        uint64_t left = worlds - first;
        size_t count = left < ENT_SINGLE_DRAWS_CHUNK ? (size_t) left : ENT_SINGLE_DRAWS_CHUNK;
        done = add_chunk(&self, source->read(source->context, first, count), first, count);
    }
    done = done && settle(&self, worlds);
    if (done) {
        *low = moments_of(&self.low);
        *high = moments_of(&self.high);
    }
    free_near(&self.near_low);
    free_near(&self.near_high);
    return done;
}
