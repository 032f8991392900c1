/* Vector kernels: the operators of formulas over columns, uniforms of counter-based streams, and the few fused loops
 * that the sampler and the copula need. One source is compiled once per instruction set and the table is chosen at
 * run time. All tables give the same bytes for the same input (a NaN may differ in sign and payload only): basic
 * operations are IEEE's, transcendental ones SLEEF's deterministic variants without fused multiply-add.
 *
 * Columns need no alignment; n may be anything, 0 included. An output may be the same column as an input; columns
 * that overlap otherwise are not allowed. Nothing here allocates or fails; all functions are thread-safe. */
#ifndef ENT_KERNELS_KERNELS_H
#define ENT_KERNELS_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Elementwise: out[i] = op(in[0][i], …, in[arity - 1][i]) for i < n. */
typedef void (*ent_kernel)(size_t n, double *out, const double *const *in);

/* Truth values are 0.0 and 1.0. Read as a condition, any nonzero number is true and NaN is false; a comparison with
 * NaN is false, != included. MIN, MAX and CLAMP give NaN where any argument is NaN. */
typedef enum ent_op {
    ENT_OP_ADD,
    ENT_OP_SUB,
    ENT_OP_MUL,
    ENT_OP_DIV,
    ENT_OP_NEG,
    ENT_OP_POW, /* x, y: as C's pow; y = 2 is exactly x * x */
    ENT_OP_MIN,
    ENT_OP_MAX,
    ENT_OP_ABS,
    ENT_OP_EXP,
    ENT_OP_LOG,
    ENT_OP_SQRT,
    ENT_OP_FLOOR,
    ENT_OP_LOGISTIC,        /* 1 / (1 + exp(-x)) */
    ENT_OP_LOGIT,           /* log(p / (1 - p)); -inf at 0, inf at 1, NaN outside */
    ENT_OP_NORMAL_CDF,      /* erfc(-x / sqrt 2) / 2; relative error below 2e-13 down to x = -37 */
    ENT_OP_NORMAL_QUANTILE, /* Wichura's AS 241 (PPND16); -inf at 0, inf at 1, NaN outside */
    ENT_OP_EQ,
    ENT_OP_NE,
    ENT_OP_LT,
    ENT_OP_LE,
    ENT_OP_GT,
    ENT_OP_GE,
    ENT_OP_AND,
    ENT_OP_OR,
    ENT_OP_NOT,
    ENT_OP_IF,             /* condition, where true, where false */
    ENT_OP_CLAMP,          /* x, low, high: min(max(x, low), high) */
    ENT_OP_WEIBULL_HAZARD, /* shape k, scale s, month m: (m/s)^k - ((m-1)/s)^k, the second exactly 0 for m <= 1 */
    ENT_OP_LOG1P,
    ENT_OP_EXPM1,
    ENT_OP_TRIANGULAR, /* u, min, mode, max: inverse cdf; NaN unless min <= mode <= max and min < max */
    ENT_OP_NEG_LOG,    /* -log(u): a unit exponential from a uniform */
    ENT_OP_COUNT
} ent_op;

typedef struct ent_op_info {
    const char *name; /* lower case: "add", "normal_cdf" */
    int arity;        /* 1 to 4 */
} ent_op_info;

/* Static storage; op must be below ENT_OP_COUNT. */
const ent_op_info *ent_op_describe(ent_op op);

/* A piecewise polynomial in z, over cells of equal width; see distribution/quantile_table.h for how it is built. */
enum { ENT_TABLE_COEFFICIENTS = 6 };
typedef struct ent_table_grid {
    double start;   /* z of the left end of the first cell; z below is taken as start */
    double inverse; /* cells per unit of z */
    double last;    /* position (z - start) * inverse is held at or below this, just under the number of cells */
    const double (*coefficient)[ENT_TABLE_COEFFICIENTS]; /* [cells], ascending powers of the position within the cell */
} ent_table_grid;

/* Sums as two integers each; see tally/exact_sum.h for the units. */
typedef struct ent_split_sum {
    int64_t high, low;
    uint64_t count, beyond; /* numbers that the mask selects; of these, beyond the limit */
} ent_split_sum;

/* Numbers of room beyond those selected, and of scratch a player; see ent_kernels.choose and .pivots. */
enum { ENT_CHOOSE_ROOM = 8, ENT_GAME_SCRATCH = 16 };

/* How ent_kernels.pairs and .worth put numbers together: the product of those above 0 (0 if one is not), the least, the sum. */
typedef enum ent_goal { ENT_GOAL_PRODUCT, ENT_GOAL_LEAST, ENT_GOAL_SUM } ent_goal;

enum { ENT_PAIR_BLOCK = 8 };

/* Rows of numbers by column. Blocks of ENT_PAIR_BLOCK rows follow one another, and after the last row that there is come
 * rows of -inf up to the end of a block; so after the last block come maxima of -inf. */
typedef struct ent_pair_half {
    const double *number; /* [columns][stride] */
    const double *most;   /* [columns][most_stride] the largest number of each block of rows */
    size_t stride, most_stride, blocks;
} ent_pair_half;

typedef struct ent_pair {
    double value;
    uint32_t head, tail;
} ent_pair;

/* Pairs of a head and a tail: z_c = head_c + tail_c - offset_c, worth what the goal makes of weight_c z_c; weights are
 * not below 0. Wanted are the pairs with z_c >= maybe_c for all columns c that are worth at least `cut`. That rises as
 * pairs with z_c >= sure_c are met: with `highest`, the most that one of these is worth, above floor, it is
 * share * highest - margin; until then it is `low`. Some pairs worth less may be listed too. */
typedef struct ent_pairing {
    size_t columns;
    ent_goal goal;
    ent_pair_half heads, tails;
    const double *offset, *maybe, *sure, *weight; /* [columns] */
    double *add;                                  /* [3 * columns] scratch */
    double share, margin, floor, low;
    size_t start; /* the block of heads to begin with; afterwards that of the best */
    double highest, cut;
    ent_pair *pair; /* [room] */
    size_t room, count;
    size_t from;    /* those before it are of no concern */
    size_t vectors; /* looked at so far */
    bool full;      /* not all that are wanted fit in half the room */
} ent_pairing;

/* Most rows that ent_kernels.split_sum takes at once: its integers fit 64 bits. */
enum { ENT_SPLIT_ROWS = 4096 };

/* Most that a rough score is off. */
#define ENT_ROUGH_ERROR 6e-5F

/* Philox4x32-10 (Salmon et al., 2011). Uniform i of a stream: block i >> 1, words 0 and 1 of the output where i is
 * even, 2 and 3 where odd; counter (low half of the block, high half, sub, 0), key (low half, high half). The two
 * words (the first is the low one) are 64 bits, whose upper 52 make k: u = (k + 1/2) / 2^52, in [2^-53, 1 - 2^-53]. */
typedef struct ent_kernels {
    const char *isa; /* "sse2", "avx2", "avx512" */
    ent_kernel op[ENT_OP_COUNT];

    /* Uniforms first, first + 1, …, first + n - 1 of a stream. */
    void (*philox)(uint64_t key, uint64_t first, uint32_t sub, size_t n, double *out);
    /* Uniforms index[0], …, index[n - 1]. */
    void (*philox_at)(uint64_t key, const uint64_t *index, uint32_t sub, size_t n, double *out);

    /* The uniform `number` of each of n streams. */
    void (*philox_streams)(const uint64_t *key, size_t n, uint64_t number, uint32_t sub, double *out);
    /* The uniform index[i] of the stream key[i] with sub[i], below 2^32. */
    void (*philox_each)(size_t n, const uint64_t *key, const uint64_t *index, const uint64_t *sub, double *out);
    /* Normal scores of the uniforms first, …, first + n - 1 of a stream, within ENT_ROUGH_ERROR; NaN for those within
     * 2^-16 of 0 or 1. */
    void (*rough_scores)(uint64_t key, uint64_t first, size_t n, float *out);
    /* out = whether a[0] x[0] + … + a[terms - 1] x[terms - 1] > t, where the two are more than margin apart; the other
     * rows go to `unsure`, in ascending order. Returns how many those are. The rows of x begin at `start`. */
    size_t (*rough_above)(size_t n, size_t terms, const float *a, const float *const *x, size_t start, const double *t,
        float margin, double *out, uint32_t *unsure);

    void (*axpy)(size_t n, double a, const double *x, double *y);              /* y += a x */
    void (*affine)(size_t n, double a, double b, const double *x, double *out); /* a + b x */
    void (*above)(size_t n, double t, const double *x, double *out);            /* 1 where x > t, else 0 */
    void (*hold)(size_t n, double low, double high, const double *x, double *out); /* min(max(x, low), high) */
    /* a[0] x[0] + … + a[terms - 1] x[terms - 1], added in that order; 0 for no terms. */
    void (*combine)(size_t n, size_t terms, const double *a, const double *const *x, double *out);
    /* x[0] + … + x[terms - 1], added in that order; terms at least 1. */
    void (*sum)(size_t n, size_t terms, const double *const *x, double *out);
    /* out += x[0] + …, in that order, of those x that are chosen: where chosen[k] is 0 or no number, 0 is added. */
    void (*add_chosen)(size_t n, size_t terms, const double *const *chosen, const double *const *x, double *out);
    /* triangular of the uniforms first, first + 1, … of a stream, in one pass; 0 where chosen (NULL: none) is false. */
    void (*draw_triangular)(uint64_t key, uint64_t first, size_t n, double min, double mode, double max,
        const double *chosen, double *out);
    void (*triangular)(size_t n, double min, double mode, double max, const double *u, double *out);
    void (*table)(const ent_table_grid *grid, size_t n, const double *z, double *out);

    uint64_t (*count_nonzero)(size_t n, const double *x);                  /* NaN does not count */
    uint64_t (*count_both)(size_t n, const double *x, const double *y);    /* rows where both are nonzero */
    uint64_t (*count_at_least)(size_t n, double t, const double *x);       /* rows where x >= t */

    /* out = x held within low and high, NaN as it is; returns how many rows are not within. */
    uint64_t (*guard)(size_t n, double low, double high, const double *x, double *out);
    /* Sum of x held within -limit and limit where mask is not 0 (NULL: everywhere), n <= ENT_SPLIT_ROWS. Whole
     * multiples of 2^-8 in `high`, the rest rounded to 2^-60 in `low`; both to nearest, ties to even. */
    void (*split_sum)(size_t n, double limit, const double *x, const double *mask, ent_split_sum *sum);
    /* Rows where a - b < c. */
    uint64_t (*count_short)(size_t n, const double *a, const double *b, const double *c);

    /* sum += sends where lead <= month < left. */
    void (*add_present)(size_t n, double month, const double *lead, const double *left, const double *sends,
        double *sum);
    /* sum += rate; left = min(left, month) where sum has reached trigger. No column may be given twice. */
    void (*depart)(size_t n, double month, const double *rate, const double *trigger, double *sum, double *left);
    /* Where onset is 0 and `when` is not: sum += rate, and onset = month if that reaches the trigger. */
    void (*begin)(size_t n, double month, const double *when, const double *rate, const double *trigger, double *sum,
        double *onset);
    /* 1 where onset is not 0 and month < onset + lasts (lasts NULL: for good), else 0. */
    void (*lasting)(size_t n, double month, const double *onset, const double *lasts, double *out);

    /* The numbers of x where mask is not 0, in their order, into `out`, which has room for n + ENT_CHOOSE_ROOM (what is
     * written beyond the last of them means nothing); returns how many. */
    size_t (*choose)(size_t n, const double *x, const double *mask, double *out);
    /* The same of all columns for the rows in which x[0] >= x[1] > 0: column c from out[c * stride] on. */
    size_t (*choose_reaching)(size_t n, size_t columns, const double *const *x, double *out, size_t stride);
    /* n weighted voting games: players come in a random order until the sum of their weights (player p's in game i:
     * weight[p * stride + i] >= 0) reaches quota[i] > 0, which all together do. pivot[p] += games that p tips. Game i's
     * order is made of the B = ceil(players / 4) blocks from first + B number[i] on of the stream `key`, one word a
     * player; number: whole, below 2^32. scratch: [ENT_GAME_SCRATCH * (players + 3)]. */
    void (*pivots)(size_t n, size_t players, const double *weight, size_t stride, const double *quota,
        const double *number, uint64_t first, uint64_t key, double *scratch, uint64_t *pivot);

    /* word |= bits where x is not 0. */
    void (*mark)(size_t n, const double *x, uint64_t bits, uint64_t *word);
    /* Rows where x[c * stride + i] >= least[c] for all columns c, into `index` in ascending order; returns how many. */
    size_t (*reach)(size_t n, size_t columns, const double *x, size_t stride, const double *least, uint32_t *index);
    /* How many those are. */
    uint64_t (*count_reach)(size_t n, size_t columns, const double *x, size_t stride, const double *least);
    /* The first row where x[c * stride + i] >= least[c] for all columns c and either order[i] < before or
     * x[c * stride + i] > above[c] for all c; n where there is none. */
    size_t (*outdoing)(size_t n, size_t columns, const double *x, size_t stride, const double *least,
        const double *above, const double *order, double before);
    /* Adds the pairs that are wanted; highest and cut are set anew. Does not look at what bounds of blocks rule out. */
    void (*pairs)(ent_pairing *self);
    /* What rows are worth by a goal: of x[c * stride + i] - offset[c], where x[c * stride + i] >= least[c] for all
     * columns c; -inf elsewhere. Returns the most. */
    double (*worth)(size_t n, size_t columns, ent_goal goal, const double *x, size_t stride, const double *least,
        const double *offset, double *out);
    /* Bits that all sets have in common. sets: at least one. */
    uint64_t (*count_common)(size_t words, size_t sets, const uint64_t *const *set);
    /* As count_reach for `maybe`; `sure`, at least as large, is counted in passing. */
    uint64_t (*count_between)(size_t n, size_t columns, const double *x, size_t stride, const double *maybe,
        const double *sure, uint64_t *surely);

    /* The same where every row has a month of its own, and nothing changes until `next`, which each lowers to the
     * first month after `now` in which it would. Months are whole numbers; columns may not be given twice. */

    /* Where left is after now: the month in which sum, growing by rate each month from now on, reaches trigger. */
    void (*depart_by)(size_t n, const double *now, const double *rate, const double *trigger, const double *sum,
        double *left);
    /* sum += sends where lead <= now < left; where sends is above 0, next: the month of arrival or departure. */
    void (*add_present_by)(size_t n, const double *now, const double *lead, const double *left, const double *sends,
        double *sum, double *next);
    /* Where onset is 0 and `when` is not: onset = now if sum + rate reaches trigger, else next. */
    void (*begin_by)(size_t n, const double *now, const double *when, const double *rate, const double *trigger,
        const double *sum, double *onset, double *next);
    /* As lasting; next: the month in which it ends. */
    void (*lasting_by)(size_t n, const double *now, const double *onset, const double *lasts, double *out,
        double *next);
    /* Rows where alive is not 0, now < next and sum + more reaches trigger, into `due` in ascending order; sum += more in
     * the others. Returns how many those are; `due` holds n rows. */
    size_t (*list_due)(size_t n, const double *alive, const double *now, const double *next, const double *more,
        const double *trigger, double *sum, uint32_t *due);
    /* sum += rate * (next - now), where onset is 0 and `when` is not (both NULL: everywhere). */
    void (*accrue)(size_t n, const double *now, const double *next, const double *when, const double *rate,
        const double *onset, double *sum);
} ent_kernels;

/* The kernels of instruction set number i of the sets that are built in and that the processor supports, widest first;
 * NULL where there are not so many. Static storage. */
const ent_kernels *ent_kernels_supported(size_t i);

/* The kernels of the narrowest set: the portable one, which every build has. Static storage. */
const ent_kernels *ent_kernels_narrowest(void);

/* The kernels of the set of this name, of the widest supported set if isa is NULL, or of the narrowest if it is
 * "narrowest". NULL where no supported set has that name. Static storage. */
const ent_kernels *ent_kernels_select(const char *isa);

#endif
