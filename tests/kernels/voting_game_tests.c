/* The pivots of weighted voting games: every set against players sorted by their keys, which the published test vectors
 * of Philox make. */
#include "kernels/kernels.h"
#include "suite.h"

#include <stdbool.h>
#include <string.h>

enum { GAMES = 61, STRIDE = 64, MOST = 41 };

/* Word `number` of block `block`: Philox4x32-10, counter (block, 0, 0). */
static uint32_t word_of(uint64_t key, uint64_t block, size_t number)
{
    uint32_t c[4] = {(uint32_t) block, (uint32_t) (block >> 32), 0, 0};
    uint32_t k[2] = {(uint32_t) key, (uint32_t) (key >> 32)};

    for (int round = 0; round < 10; round++) {
        uint64_t p0 = (uint64_t) c[0] * 0xD2511F53U;
        uint64_t p1 = (uint64_t) c[2] * 0xCD9E8D57U;
        uint32_t next[4] = {
            (uint32_t) (p1 >> 32) ^ c[1] ^ k[0], (uint32_t) p1, (uint32_t) (p0 >> 32) ^ c[3] ^ k[1], (uint32_t) p0};
        memcpy(c, next, sizeof(c));
        k[0] += 0x9E3779B9U;
        k[1] += 0xBB67AE85U;
    }
    return c[number];
}

typedef struct games {
    size_t players;
    double weight[MOST * STRIDE], quota[GAMES], number[GAMES];
    uint64_t first; /* block of the game with number 0 */
} games;

/* Whole weights, so that sums are exact in any order; many are 0, and some quotas are the sum of all. */
static void fill(games *self, size_t players, uint64_t seed)
{
    uint64_t state = seed;

    self->players = players;
    self->first = seed * ((players + 3) / 4);
    for (size_t i = 0; i < GAMES; i++) {
        double sum = 0.0;
        for (size_t p = 0; p < players; p++) {
            state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            self->weight[p * STRIDE + i] = (state >> 60) % 3 == 0 ? 0.0 : (double) (state >> 33 & 1023U);
            sum += self->weight[p * STRIDE + i];
        }
        self->weight[i] += sum == 0.0 ? 5.0 : 0.0;
        sum += sum == 0.0 ? 5.0 : 0.0;
        self->quota[i] = i % 5 == 0 ? sum : 1.0 + (double) ((state >> 20) % (uint64_t) sum);
        self->number[i] = (double) (i * i);
    }
}

static bool comes_before(const uint32_t *key, size_t a, size_t b)
{
    return key[a] < key[b];
}

/* The pivot by definition: players are added in the order of their keys. */
static size_t pivot_of(const games *self, size_t i, uint64_t stream)
{
    uint32_t key[MOST];
    bool came[MOST] = {false};
    double sum = 0.0;
    uint64_t first = self->first + (uint64_t) self->number[i] * ((self->players + 3) / 4);

    for (size_t p = 0; p < self->players; p++) {
        key[p] = word_of(stream, first + p / 4, p % 4);
    }
    for (size_t n = 0; n < self->players; n++) {
        size_t next = MOST;
        for (size_t p = 0; p < self->players; p++) {
            next = !came[p] && (next == MOST || comes_before(key, p, next)) ? p : next;
        }
        came[next] = true;
        sum += self->weight[next * STRIDE + i];
        if (sum >= self->quota[i]) {
            return next;
        }
    }
    return MOST;
}

static void sorted_players(void)
{
    static games some;
    static double scratch[(MOST + 3) * ENT_GAME_SCRATCH];
    const uint64_t stream = UINT64_C(0xFEDCBA9876543210);

    for (size_t players = 1; players <= MOST; players++) {
        uint64_t expected[MOST] = {0};
        size_t games_of[] = {0, 1, 7, 8, players, GAMES};
        fill(&some, players, 1000 * players);
        for (size_t g = 0; g < 6; g++) {
            memset(expected, 0, sizeof(expected));
            for (size_t i = 0; i < games_of[g]; i++) {
                size_t pivot = pivot_of(&some, i, stream);
                CU_ASSERT_FATAL(pivot < MOST);
                expected[pivot]++;
            }
            for (size_t k = 0; ent_kernels_supported(k) != NULL; k++) {
                const ent_kernels *kernels = ent_kernels_supported(k);
                uint64_t pivots[MOST] = {0};
                kernels->pivots(games_of[g], players, some.weight, STRIDE, some.quota, some.number, some.first, stream,
                    scratch, pivots);
                CU_ASSERT_EQUAL(memcmp(pivots, expected, sizeof(pivots)), 0);
            }
        }
    }
}

/* Sums for which rounding decides whether they reach the quota, of few players and of many: each game has a pivot, and
 * its weight is above 0. */
static void check_rounding(const ent_kernels *kernels, size_t players)
{
    double weight[MOST * 8], quota[8], number[8], scratch[(MOST + 3) * ENT_GAME_SCRATCH];
    uint64_t pivots[MOST] = {0}, tipped = 0;

    for (size_t i = 0; i < 8; i++) {
        double sum = 0.0;
        for (size_t p = 0; p < players; p++) {
            weight[p * 8 + i] = p == 2 ? 0.0 : 0.1 * (double) (p + i + 1) / 3.0;
        }
        for (size_t p = players; p-- > 0;) {
            sum += weight[p * 8 + i];
        }
        quota[i] = sum * (1.0 + 0x1p-52);
        number[i] = (double) i;
    }
    for (uint64_t draw = 0; draw < 1000; draw++) {
        uint64_t first = 8 * draw * ((players + 3) / 4);
        kernels->pivots(8, players, weight, 8, quota, number, first, 42, scratch, pivots);
    }
    for (size_t p = 0; p < players; p++) {
        tipped += pivots[p];
    }
    CU_ASSERT_EQUAL(tipped, 8000);
    CU_ASSERT_EQUAL(pivots[2], 0);
}

static void rounding(void)
{
    for (size_t k = 0; ent_kernels_supported(k) != NULL; k++) {
        const ent_kernels *kernels = ent_kernels_supported(k);
        for (size_t players = 5; players <= MOST; players += 12) {
            check_rounding(kernels, players);
        }
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"sorted players", sorted_players}, {"rounding", rounding}, CU_TEST_INFO_NULL};

    return ent_run_suite("game", tests);
}
