/* Counts by world: worlds of one draw counted together are as those counted one by one; worlds of several draws by
 * hand, over blocks in which worlds begin and end anywhere. */
#include "base/status.h"
#include "run/counting/chunk_counts.h"
#include "suite.h"

#include <string.h>

enum { WORLDS = 500, COLUMNS = 64 };

static ent_tally_layout some_layout(void)
{
    ent_tally_layout layout = {.outcomes = 3,
        .checks = 1,
        .horizon = 4,
        .contributors = 2,
        .thresholds = 2,
        .steps = 3,
        .options = 3,
        .guarantees = 1,
        .ratifications = 1,
        .is_given = true};

    ent_tally_layout_place(&layout);
    return layout;
}

/* A number that looks random: of draw i, kind k, 0 … range - 1. */
static unsigned made_up(uint64_t i, unsigned k, unsigned range)
{
    uint64_t x = (i + 1) * UINT64_C(0x9E3779B97F4A7C15) + k * UINT64_C(0xD1B54A32D192ED03);

    x = (x ^ x >> 31) * UINT64_C(0xBF58476D1CE4E5B9);
    return (unsigned) ((x >> 40) % range);
}

/* The columns of a block: those that stand for a whole number are doubles. */
typedef struct rows {
    ent_block block;
    uint32_t world_of[ENT_BLOCK_ROWS];
    double outcome[ENT_BLOCK_ROWS], event[ENT_BLOCK_ROWS], given[ENT_BLOCK_ROWS], troops[ENT_BLOCK_ROWS];
    double agreed[ENT_BLOCK_ROWS], deal[ENT_BLOCK_ROWS], months[ENT_BLOCK_ROWS];
    uint32_t asked[ENT_BLOCK_ROWS];
    size_t held[ENT_BLOCK_ROWS];
} rows;

/* Draws first … of which every seventh is left out. Returns the number of the draw after the last. */
static uint64_t make_rows(rows *self, uint64_t first, uint64_t draws, uint64_t replications)
{
    size_t n = 0;

    for (; first < draws && n < ENT_BLOCK_ROWS; first++) {
        if (first % 7 == 3) {
            continue;
        }
        self->world_of[n] = (uint32_t) (first / replications);
        self->outcome[n] = made_up(first, 0, 4);
        self->given[n] = made_up(first, 1, 2);
        self->event[n] = self->given[n] != 0.0 ? made_up(first, 2, 2) : 0.0;
        self->troops[n] = 100.0 * made_up(first, 3, 10);
        self->deal[n] = (double) made_up(first, 4, 4) - 1.0;
        self->months[n] = made_up(first, 5, 9);
        self->asked[n] = made_up(first, 6, 3);
        self->held[n] = self->deal[n] >= 0.0 ? made_up(first, 7, 5) : 0;
        self->agreed[n] = self->deal[n] >= 0.0 ? 1.0 : 0.0;
        n++;
    }
    self->block.rows = n;
    self->block.world_of = self->world_of;
    return first;
}

static void count_rows(ent_chunk_counts *counts, const rows *at)
{
    const ent_tally_layout *layout = &counts->layout;

    ent_chunk_counts_begin(counts, &at->block, 0);
    ent_chunk_counts_all(counts, layout->draws);
    ent_chunk_counts_true(counts, layout->headline, at->event);
    ent_chunk_counts_true(counts, layout->headline + 1, at->given);
    ent_chunk_counts_true(counts, layout->check, at->given);
    ent_chunk_counts_true(counts, layout->check + 1, NULL);
    ent_chunk_counts_values(counts, layout->outcome, 4, at->outcome);
    ent_chunk_counts_at_least(counts, layout->offered, 500.0, at->troops);
    ent_chunk_counts_true(counts, layout->deals, at->agreed);
    ent_chunk_counts_values(counts, layout->share, 3, at->deal);
    for (size_t i = 0; i < at->block.rows; i++) {
        if (at->held[i] > 0) {
            ent_chunk_counts_row(counts, layout->survived + at->held[i] - 1, i);
        }
    }
    ent_chunk_counts_sum(counts, layout->truce_months, at->months);
    ent_chunk_counts_sum_whole(counts, layout->signatures, at->asked);
}

/* Counts all draws into a tally. */
static void count_all(ent_tally *tally, const ent_tally_layout *layout, uint64_t replications, bool together)
{
    static rows at;
    ent_chunk_counts counts = {.rows = 0};
    uint64_t draws = WORLDS * replications;

    CU_ASSERT_EQUAL_FATAL(ent_tally_init(tally, layout, WORLDS, replications), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(
        ent_chunk_counts_init(&counts, ent_kernels_narrowest(), layout, together ? 1 : replications + 1, WORLDS),
        ENT_OK);
    for (int twice = 0; twice < 2; twice++) { /* the counts of the first chunk are gone after clear */
        ent_chunk_counts_clear(&counts, WORLDS);
        for (uint64_t next = 0; next < draws;) {
            next = make_rows(&at, next, draws, replications);
            count_rows(&counts, &at);
        }
        ent_chunk_counts_add_played(&counts, WORLDS, replications);
    }
    ent_chunk_counts_close(&counts, WORLDS);
    ent_chunk_counts_add_to(&counts, tally, 0, WORLDS);
    ent_chunk_counts_free(&counts);
    ent_chunk_counts_free(&counts);
}

static void test_single(void)
{
    ent_tally_layout layout = some_layout();
    ent_tally apart = {0}, together = {0};

    count_all(&apart, &layout, 1, false);
    count_all(&together, &layout, 1, true);
    CU_ASSERT_EQUAL(apart.draws, WORLDS - (WORLDS + 3) / 7);
    CU_ASSERT_EQUAL(together.draws, apart.draws);
    CU_ASSERT_EQUAL(together.played, WORLDS);
    CU_ASSERT_EQUAL(memcmp(apart.kept, together.kept, WORLDS * layout.kept), 0);
    for (size_t c = 0; c < layout.columns; c++) {
        const ent_moments *a = &apart.column[c];
        const ent_moments *b = &together.column[c];
        CU_ASSERT(a->k == b->k && a->n == b->n && a->kk == b->kk && a->kn == b->kn && a->nn == b->nn);
        CU_ASSERT_EQUAL(a->worlds, b->worlds);
    }
    CU_ASSERT(together.column[layout.survived + 3].k > 0 && together.column[layout.signatures].kk > 0);
    ent_tally_free(&apart);
    ent_tally_free(&together);
}

/* Sums over the draws of a world, as count_rows takes them. */
static void by_hand(const ent_tally_layout *layout, uint64_t world, uint64_t replications, uint32_t *count)
{
    for (uint64_t i = world * replications; i < (world + 1) * replications; i++) {
        unsigned given = made_up(i, 1, 2), deal = made_up(i, 4, 4), held = made_up(i, 7, 5);
        count[layout->played]++;
        if (i % 7 == 3) {
            continue;
        }
        count[layout->draws]++;
        count[layout->headline] += given != 0 ? made_up(i, 2, 2) : 0;
        count[layout->headline + 1] += given;
        count[layout->check] += given;
        count[layout->check + 1]++;
        count[layout->outcome + made_up(i, 0, 4)]++;
        count[layout->offered] += made_up(i, 3, 10) >= 5 ? 1 : 0;
        if (deal > 0) {
            count[layout->deals]++;
            count[layout->share + deal - 1]++;
        }
        for (unsigned m = 0; deal > 0 && m < held; m++) {
            count[layout->survived + m]++;
        }
        count[layout->truce_months] += made_up(i, 5, 9);
        count[layout->signatures] += made_up(i, 6, 3);
    }
}

static void test_several(void)
{
    static const uint64_t replications[] = {2, 3, 7, 8, 40, 383, 1000};
    ent_tally_layout layout = some_layout();

    for (size_t r = 0; r < sizeof(replications) / sizeof(*replications); r++) {
        ent_tally tally = {0}, hand = {0};
        count_all(&tally, &layout, replications[r], false);
        CU_ASSERT_EQUAL_FATAL(ent_tally_init(&hand, &layout, WORLDS, replications[r]), ENT_OK);
        for (uint64_t w = 0; w < WORLDS; w++) {
            uint32_t count[COLUMNS] = {0};
            by_hand(&layout, w, replications[r], count);
            ent_tally_world(&hand, w, count);
        }
        CU_ASSERT_EQUAL(tally.draws, hand.draws);
        CU_ASSERT_EQUAL(memcmp(tally.kept, hand.kept, WORLDS * layout.kept * hand.bytes), 0);
        for (size_t c = 0; c < layout.columns; c++) {
            CU_ASSERT(tally.column[c].k == hand.column[c].k && tally.column[c].kk == hand.column[c].kk);
            CU_ASSERT(tally.column[c].kn == hand.column[c].kn && tally.column[c].worlds == hand.column[c].worlds);
            CU_ASSERT(tally.column[c].n == hand.column[c].n && tally.column[c].nn == hand.column[c].nn);
        }
        ent_tally_free(&tally);
        ent_tally_free(&hand);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"single draws", test_single}, {"several draws", test_several}, CU_TEST_INFO_NULL};

    return ent_run_suite("counts by world", tests);
}
