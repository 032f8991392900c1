/* The pivots of weighted voting games with players in a random order, VD_WIDTH games at a time: an estimate of
 * the Shapley value (Shapley and Shubik, "A method for evaluating the distribution of power in a committee system",
 * American Political Science Review 48, 1954).
 *
 * The order of the players is that of random 32-bit keys, which are not sorted. With few players, each pair is
 * compared, which gives the sum of weights before each player; the pivot is the last player whose sum is below the
 * quota. With many, bisection of the range of keys narrows it to the key of the pivot, in about log2(players) steps.
 * Private to engine/kernels; included once by isa/kernel_table.c. */
#ifndef ENT_KERNELS_VOTING_GAME_H
#define ENT_KERNELS_VOTING_GAME_H

#include "kernels/isa/vector.h"
#include "kernels/philox.h"

enum {
    GAME_KEYS = 4,   /* keys per block of Philox */
    GAME_STEPS = 33, /* bisections that separate any two 32-bit keys */
    GAME_FEW = 20    /* largest number of players for which comparing all pairs is faster */
};

/* VD_WIDTH games. */
typedef struct game {
    size_t players, stride;
    const double *weight; /* [players][stride], of which VD_WIDTH games */
    vd quota;
    double *key; /* [players rounded up to GAME_KEYS][VD_WIDTH], in [1, 2); 0 or 2 for players of weight 0 */
} game;

/* Sets the keys 1 + k / 2^32: those of players 4 j to 4 j + 3 from block first + j of the stream. */
static inline void game_draw_keys(const game *self, const philox_keys *keys, vu first)
{
    const vu one = vu_set(UINT64_C(0x3FF0000000000000));

    for (size_t p = 0; p < self->players; p += GAME_KEYS) {
        vu word[GAME_KEYS];
        philox_words(keys, vu_add(first, vu_set(p / GAME_KEYS)), 0, word);
        for (size_t k = 0; k < GAME_KEYS; k++) {
            vd_store(self->key + (p + k) * VD_WIDTH, vd_bits(vu_or(vu_right12(vu_left32(word[k])), one)));
        }
    }
}

/* Sets the key of players of weight 0 to `apart`. Returns the number of the other players. */
static inline vd game_exclude_weightless(const game *self, vd apart)
{
    vd players = vd_set(0.0);

    for (size_t p = 0; p < self->players; p++) {
        double *key = self->key + p * VD_WIDTH;
        vm weighs = vd_gt(vd_load(self->weight + p * self->stride), vd_set(0.0));
        vd_store(key, vd_select(weighs, vd_load(key), apart));
        players = vd_add(players, vd_truth(weighs));
    }
    for (size_t p = self->players; p % GAME_KEYS != 0; p++) {
        vd_store(self->key + p * VD_WIDTH, apart);
    }
    return players;
}

/* --- few players -------------------------------------------------------------------------------------------------- */

/* The maximum of `last` and the keys of those players p to p + GAME_KEYS - 1 before whom the sum is below the quota. */
static inline vd game_last_below(const game *self, size_t p, vd last)
{
    vd key[GAME_KEYS], sum[GAME_KEYS];

    for (size_t k = 0; k < GAME_KEYS; k++) {
        key[k] = vd_load(self->key + (p + k) * VD_WIDTH);
        sum[k] = vd_set(0.0);
    }
    for (size_t q = 0; q < self->players; q++) {
        vd other = vd_load(self->key + q * VD_WIDTH), weight = vd_load(self->weight + q * self->stride);
        for (size_t k = 0; k < GAME_KEYS; k++) {
            sum[k] = vd_add_where(vd_lt(other, key[k]), sum[k], weight);
        }
    }
    for (size_t k = 0; k < GAME_KEYS; k++) {
        last = vd_greatest(last, vd_select(vd_lt(sum[k], self->quota), key[k], vd_set(0.0)));
    }
    return last;
}

/* The sum before the first player is 0, so a key is always found. Of players with equal keys the last in file order is
 * taken. */
static inline void game_add_few(const game *self, size_t games, uint64_t *pivots)
{
    vd last = vd_set(0.0);
    unsigned left = (1U << games) - 1U;

    game_exclude_weightless(self, vd_set(0.0));
    for (size_t p = 0; p < self->players; p += GAME_KEYS) {
        last = game_last_below(self, p, last);
    }
    for (size_t p = self->players; p-- > 0;) {
        unsigned tipped = vm_bits(vd_eq(vd_load(self->key + p * VD_WIDTH), last)) & left;
        pivots[p] += (uint64_t) __builtin_popcount(tipped);
        left &= ~tipped;
    }
}

/* --- many players ------------------------------------------------------------------------------------------------- */

/* A sum of weights and the number of its terms. */
typedef struct game_sum {
    vd weight, players;
} game_sum;

static inline void game_sum_add(game_sum *self, vm before, vd weight)
{
    self->weight = vd_add_where(before, self->weight, weight);
    self->players = vd_add_where(before, self->players, vd_set(1.0));
}

/* The sum over the players with keys below `end`. Two partial sums, so that additions do not wait for one another.
 */
static inline game_sum game_sum_before(const game *self, vd end)
{
    game_sum even = {vd_set(0.0), vd_set(0.0)};
    game_sum odd = even;
    size_t p = 0;

    for (; p + 2 <= self->players; p += 2) {
        const double *key = self->key + p * VD_WIDTH;
        const double *weight = self->weight + p * self->stride;
        game_sum_add(&even, vd_lt(vd_load(key), end), vd_load(weight));
        game_sum_add(&odd, vd_lt(vd_load(key + VD_WIDTH), end), vd_load(weight + self->stride));
    }
    if (p < self->players) {
        game_sum_add(&even, vd_lt(vd_load(self->key + p * VD_WIDTH), end), vd_load(self->weight + p * self->stride));
    }
    return (game_sum){vd_add(even.weight, odd.weight), vd_add(even.players, odd.players)};
}

/* The numbers of the pivots: the last in file order of the players left in the range of keys. */
static inline vd game_pivots(const game *self)
{
    vd low = vd_set(1.0), high = vd_set(2.0);
    vd below_low = vd_set(0.0), below_high = game_exclude_weightless(self, vd_set(2.0));
    vd pivot = vd_set(0.0);

    for (int i = 0; i < GAME_STEPS && vm_bits(vd_gt(vd_sub(below_high, below_low), vd_set(1.0))) != 0; i++) {
        vd middle = vd_mul(vd_add(low, high), vd_set(0.5));
        game_sum sum = game_sum_before(self, middle);
        /* all players reach the quota, also where rounding has made their sum smaller */
        vm enough = vm_or(vd_ge(sum.weight, self->quota), vd_ge(sum.players, below_high));
        high = vd_select(enough, middle, high);
        below_high = vd_select(enough, sum.players, below_high);
        low = vd_select(enough, low, middle);
        below_low = vd_select(enough, below_low, sum.players);
    }
    for (size_t p = 0; p < self->players; p++) {
        vd key = vd_load(self->key + p * VD_WIDTH);
        pivot = vd_select(vm_and(vd_ge(key, low), vd_lt(key, high)), vd_set((double) p), pivot);
    }
    return pivot;
}

static inline void game_add_many(const game *self, size_t games, uint64_t *pivots)
{
    double pivot[VD_WIDTH];

    vd_store(pivot, game_pivots(self));
    for (size_t i = 0; i < games; i++) {
        pivots[(size_t) pivot[i]]++;
    }
}

/* Adds 1 to the count of the pivot of each of up to VD_WIDTH games. */
static inline void game_add(const game *self, const philox_keys *keys, vu first, size_t games, uint64_t *pivots)
{
    game_draw_keys(self, keys, first);
    if (self->players <= GAME_FEW) {
        game_add_few(self, games, pivots);
    } else {
        game_add_many(self, games, pivots);
    }
}

/* The first blocks of the games: first + blocks * number, for whole numbers below 2^32. */
static inline vu game_first(vd number, uint64_t first, size_t blocks)
{
    vu whole = vu_of(vd_add(number, vd_set(0x1p52))); /* the number is in the low bits */

    return vu_add(vu_set(first), vu_mul32(whole, vu_set(blocks)));
}

static void pivots(size_t n, size_t players, const double *weight, size_t stride, const double *quota,
    const double *number, uint64_t first, uint64_t key, double *scratch, uint64_t *pivot)
{
    const philox_keys keys = philox_schedule(key);
    const size_t blocks = (players + GAME_KEYS - 1) / GAME_KEYS;
    game batch = {.players = players, .stride = stride, .key = scratch};
    double *padded = scratch + blocks * GAME_KEYS * VD_WIDTH;
    size_t i = 0;

    for (; i + VD_WIDTH <= n; i += VD_WIDTH) {
        batch.weight = weight + i;
        batch.quota = vd_load(quota + i);
        game_add(&batch, &keys, game_first(vd_load(number + i), first, blocks), VD_WIDTH, pivot);
    }
    if (i < n) {
        for (size_t p = 0; p < players; p++) {
            vd_store(padded + p * VD_WIDTH, vd_load_partial(weight + p * stride + i, n - i));
        }
        batch.weight = padded;
        batch.stride = VD_WIDTH;
        batch.quota = vd_load_partial(quota + i, n - i);
        game_add(&batch, &keys, game_first(vd_load_partial(number + i, n - i), first, blocks), n - i, pivot);
    }
}

#endif
