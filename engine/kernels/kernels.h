/* Kernels: vector loops over columns of doubles. They hold the operators of formulas, uniforms of counter-based
 * streams, and the fused loops of sampling, the talks, the truce and the tallies. One source is compiled once per
 * instruction set, and the table of one set is chosen at run time. All sets give the same bytes for the same input (a
 * NaN may differ in sign and payload): basic operations are those of IEEE 754, transcendental functions SLEEF's
 * deterministic variants without fused multiply-add.
 *
 * Shapes: a column has n rows, and x[i] is row i; [columns][stride] means row i of column c at x[c * stride + i].
 * Columns need no alignment; n may be any number, 0 included. An output may be the same column as an input; columns
 * that overlap otherwise are not allowed. Nothing here allocates memory or fails; all functions are thread-safe. */
#ifndef ENT_KERNELS_KERNELS_H
#define ENT_KERNELS_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Elementwise operator: out[i] = op(in[0][i], …, in[arity - 1][i]) for i < n. */
typedef void (*ent_kernel)(size_t n, double *out, const double *const *in);

/* Operators of formulas. Truth values are 0.0 and 1.0. As a condition, a nonzero number is true, and 0 and NaN are
 * false; a comparison with NaN is false, != included. MIN, MAX and CLAMP return NaN where an argument is NaN. */
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
    ENT_OP_WEIBULL_HAZARD, /* shape k, scale s, month m: (m/s)^k - ((m-1)/s)^k, the second exactly 0 for m <= 1;
                            * infinite where the first is */
    ENT_OP_LOG1P,
    ENT_OP_EXPM1,
    ENT_OP_TRIANGULAR, /* u, min, mode, max: inverse cdf; NaN unless min <= mode <= max and min < max */
    ENT_OP_NEG_LOG,    /* -log(u): a unit exponential from a uniform */
    ENT_OP_POW_OF_LOG, /* y, log x: x^y = exp(y log x) for x >= 0, with the values of C's pow where a factor is 0 or
                        * infinite (x of 0, 1 or infinity, any y); relative error of some 1e-16 times 1 + |y log x| */
    ENT_OP_COUNT
} ent_op;

typedef struct ent_op_info {
    const char *name; /* lower case: "add", "normal_cdf" */
    int arity;        /* number of arguments, 1 to 4 */
} ent_op_info;

/* Returns name and arity of an operator below ENT_OP_COUNT. Static storage. */
const ent_op_info *ent_op_describe(ent_op op);

enum { ENT_TABLE_COEFFICIENTS = 6 };

/* Piecewise polynomial of degree 5 in z over cells of equal width; distribution/quantile_table.h builds it. */
typedef struct ent_table_grid {
    double start;   /* z of the left end of the first cell; smaller z are replaced by it */
    double inverse; /* cells per unit of z */
    double last;    /* upper bound of the position (z - start) * inverse, just below the number of cells */
    const double (*coefficient)[ENT_TABLE_COEFFICIENTS]; /* [cells], ascending powers of the position within the cell */
} ent_table_grid;

/* An exact sum as two integers: high * 2^-8 + low * 2^-60 (see tally/exact_sum.h). */
typedef struct ent_split_sum {
    int64_t high, low;
    uint64_t count;  /* number of rows that the mask selects */
    uint64_t beyond; /* number of these with a magnitude above the limit */
} ent_split_sum;

enum {
    ENT_CHOOSE_ROOM = 8,   /* rows of room that the outputs of ent_kernels.choose need beyond n */
    ENT_GAME_SCRATCH = 16, /* doubles of scratch per player for ent_kernels.pivots */
    ENT_SPLIT_ROWS = 4096  /* largest n of ent_kernels.split_sum: its integers fit 64 bits */
};

/* How ent_kernels.pairs and .worth combine the utilities z[c] of the parties: the product of max(z[c], 0), the least,
 * the sum. */
typedef enum ent_goal { ENT_GOAL_PRODUCT, ENT_GOAL_LEAST, ENT_GOAL_SUM } ent_goal;

/* Rows per block of half packages. */
enum { ENT_PAIR_BLOCK = 8 };

/* Half packages: the utility of each row to each party, a column per party. The last block is filled up with rows of
 * -inf, and the maxima of blocks are followed by -inf up to a multiple of ENT_PAIR_BLOCK. Borrowed arrays. */
typedef struct ent_pair_half {
    const double *number; /* [columns][stride] utilities */
    const double *most;   /* [columns][most_stride] largest utility of each block of rows */
    size_t stride, most_stride;
    size_t blocks; /* number of blocks */
} ent_pair_half;

/* A package as a pair of half packages: rows of ent_pairing.heads and .tails, and its value by the goal. */
typedef struct ent_pair {
    double value;
    uint32_t head, tail;
} ent_pair;

/* A search over all pairs of half packages (ent_kernels.pairs). With z[c] = head[c] + tail[c] - offset[c], the value of
 * a pair is the goal of weight[c] * z[c]. The search lists the pairs with z[c] >= maybe[c] for all c and value >= cut.
 * `highest` is the largest value among the listed pairs with z[c] >= sure[c] for all c; `cut` is share * highest -
 * margin once highest > floor, and `low` before. Pairs that were listed before `cut` rose may remain. Arrays are
 * borrowed. */
typedef struct ent_pairing {
    size_t columns; /* number of parties */
    ent_goal goal;
    ent_pair_half heads, tails;
    const double *offset; /* [columns] subtracted from the utility */
    const double *maybe;  /* [columns] lower bounds within rounding */
    const double *sure;   /* [columns] lower bounds beyond rounding */
    const double *weight; /* [columns] at least 0 */
    double *add;          /* [3 * columns] scratch */
    double share, margin, floor, low;
    size_t start; /* in: block of heads to begin with; out: block of the pair of the highest value */
    double highest, cut;
    ent_pair *pair; /* [room] the list */
    size_t room, count;
    size_t from;    /* out: number of pairs that were in the list before the search */
    size_t vectors; /* incremented by the number of vectors compared */
    bool full;      /* out: true if the pairs of this search do not fit half the room; the list is then incomplete */
} ent_pairing;

/* Largest error of an approximate normal score. */
#define ENT_APPROXIMATE_ERROR 6e-5F

/* The kernels of one instruction set.
 *
 * Uniforms are those of Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3",
 * SC11). Uniform i of a stream is made of block i >> 1: words 0 and 1 of the output if i is even, 2 and 3 if it is odd.
 * The counter is (low half of the block number, high half, sub, 0), the key (low half, high half). The two words, low
 * word first, are 64 bits; their upper 52 bits k give u = (k + 1/2) / 2^52, in [2^-53, 1 - 2^-53]. */
typedef struct ent_kernels {
    const char *isa; /* name of the instruction set, such as "avx2" */
    ent_kernel op[ENT_OP_COUNT];

    /* --- uniforms and sampling --- */

    /* out[i] = uniform first + i of the stream `key`. */
    void (*philox)(uint64_t key, uint64_t first, uint32_t sub, size_t n, double *out);
    /* out[i] = uniform index[i] of the stream `key`. */
    void (*philox_at)(uint64_t key, const uint64_t *index, uint32_t sub, size_t n, double *out);
    /* out[i] = uniform `number` of the stream key[i]. */
    void (*philox_streams)(const uint64_t *key, size_t n, uint64_t number, uint32_t sub, double *out);
    /* out[i] = uniform index[i] of the stream key[i] with sub[i] < 2^32. */
    void (*philox_each)(size_t n, const uint64_t *key, const uint64_t *index, const uint64_t *sub, double *out);

    /* out[i] = approximate standard normal quantile of uniform first + i of the stream, within ENT_APPROXIMATE_ERROR;
     * NaN where the uniform is within 2^-16 of 0 or 1. */
    void (*approximate_scores)(uint64_t key, uint64_t first, size_t n, float *out);
    /* out[i] = 1 where the sum over k < terms of a[k] x[k][start + i] exceeds t[i], else 0. Rows in which the two
     * differ by no more than margin are listed in `unsure` ([n]) in ascending order. Returns their number. */
    size_t (*approximate_above)(size_t n, size_t terms, const float *a, const float *const *x, size_t start,
        const double *t, float margin, double *out, uint32_t *unsure);

    /* out[i] = triangular quantile of u[i] in (0, 1). */
    void (*triangular)(size_t n, double min, double mode, double max, const double *u, double *out);
    /* The triangular quantiles of the uniforms first, first + 1, … of a stream, in one pass; 0 in rows where `chosen`
     * is false (chosen = NULL: all rows are chosen). */
    void (*draw_triangular)(
        uint64_t key, uint64_t first, size_t n, double min, double mode, double max, const double *chosen, double *out);
    /* out[i] = the piecewise polynomial at z[i]. */
    void (*table)(const ent_table_grid *grid, size_t n, const double *z, double *out);

    /* --- arithmetic of columns --- */

    void (*axpy)(size_t n, double a, const double *x, double *y);                  /* y += a x */
    void (*affine)(size_t n, double a, double b, const double *x, double *out);    /* out = a + b x */
    void (*above)(size_t n, double t, const double *x, double *out);               /* out = 1 where x > t, else 0 */
    void (*hold)(size_t n, double low, double high, const double *x, double *out); /* out = min(max(x, low), high) */
    /* out = a[0] x[0] + … + a[terms - 1] x[terms - 1], added in this order; 0 for terms = 0. */
    void (*combine)(size_t n, size_t terms, const double *a, const double *const *x, double *out);
    /* out = x[0] + … + x[terms - 1], added in this order; terms at least 1. */
    void (*sum)(size_t n, size_t terms, const double *const *x, double *out);
    /* out += x[k] for k < terms in this order, or 0 in rows where chosen[k] is 0 or NaN. */
    void (*add_chosen)(size_t n, size_t terms, const double *const *chosen, const double *const *x, double *out);

    /* --- counts and exact sums --- */

    uint64_t (*count_nonzero)(size_t n, const double *x);               /* NaN is not counted */
    uint64_t (*count_both)(size_t n, const double *x, const double *y); /* rows in which both are nonzero, not NaN */
    uint64_t (*count_at_least)(size_t n, double t, const double *x);    /* rows in which x >= t */
    /* Returns the number of rows in which a - b < c. */
    uint64_t (*count_short)(size_t n, const double *a, const double *b, const double *c);
    /* out = min(max(x, low), high), NaN kept; returns the number of rows in which x is not in [low, high]. */
    uint64_t (*guard)(size_t n, double low, double high, const double *x, double *out);
    /* The sum of min(max(x, -limit), limit) over the rows in which mask is not 0 (mask = NULL: all rows). Each number
     * is split into a multiple of 2^-8 and the rest rounded to a multiple of 2^-60, both to nearest, ties to even. */
    void (*split_sum)(size_t n, double limit, const double *x, const double *mask, ent_split_sum *sum);

    /* --- selection of rows --- */

    /* Copies the numbers of x where mask is not 0 to `out` ([n + ENT_CHOOSE_ROOM]), in their order. Returns their
     * number; later elements of `out` are undefined. */
    size_t (*choose)(size_t n, const double *x, const double *mask, double *out);
    /* The same for all columns and the rows in which x[0] >= x[1] > 0; column c goes to out + c * stride. */
    size_t (*choose_reaching)(size_t n, size_t columns, const double *const *x, double *out, size_t stride);
    /* word |= bits in rows where x is not 0. */
    void (*mark)(size_t n, const double *x, uint64_t bits, uint64_t *word);
    /* word |= bits in rows where not low <= high, as where one of them is NaN. */
    void (*mark_unless)(size_t n, const double *low, const double *high, uint64_t bits, uint64_t *word);
    /* Lists in `index` ([n]), ascending, the rows in which x[c * stride + i] >= least[c] for all columns c. Returns
     * their number. */
    size_t (*reach)(size_t n, size_t columns, const double *x, size_t stride, const double *least, uint32_t *index);
    /* Returns the number of these rows. */
    uint64_t (*count_reach)(size_t n, size_t columns, const double *x, size_t stride, const double *least);
    /* Returns the first row in which x[c * stride + i] >= least[c] for all columns c, and either order[i] < before or
     * x[c * stride + i] > above[c] for all c; n if there is no such row. */
    size_t (*outdoing)(size_t n, size_t columns, const double *x, size_t stride, const double *least,
        const double *above, const double *order, double before);
    /* Returns the number of rows in which x[c * stride + i] >= maybe[c] for all columns c; *surely: the number of these
     * with >= sure[c] for all c, where sure[c] >= maybe[c]. */
    uint64_t (*count_between)(size_t n, size_t columns, const double *x, size_t stride, const double *maybe,
        const double *sure, uint64_t *surely);
    /* Returns the number of bits that all `sets` >= 1 bit sets set[s][words] have in common. */
    uint64_t (*count_common)(size_t words, size_t sets, const uint64_t *const *set);

    /* --- talks --- */

    /* Appends to self->pair the pairs that ent_pairing describes, skipping blocks of pairs by their upper bounds. */
    void (*pairs)(ent_pairing *self);
    /* out[i] = the goal of x[c * stride + i] - offset[c] if x[c * stride + i] >= least[c] for all columns c, else -inf.
     * Returns the maximum. */
    double (*worth)(size_t n, size_t columns, ent_goal goal, const double *x, size_t stride, const double *least,
        const double *offset, double *out);

    /* --- voting power --- */

    /* n weighted voting games: the players of game i, of weights weight[p * stride + i] >= 0, come in a random order
     * until their sum reaches quota[i] > 0 (the weights of a game sum to at least its quota). Adds to pivot[p] the
     * number of games in which player p comes last. The order of game i is made of B = ceil(players / 4) blocks of the
     * stream `key`, from block first + B number[i] on, one word per player; number[i]: a whole number below 2^32.
     * scratch: [ENT_GAME_SCRATCH * (players + 3)]. */
    void (*pivots)(size_t n, size_t players, const double *weight, size_t stride, const double *quota,
        const double *number, uint64_t first, uint64_t key, double *scratch, uint64_t *pivot);

    /* --- the truce, month by month; times in months ---
     *
     * rate: hazard per month, at least 0; trigger: exponential threshold of the cumulative hazard `sum`. */

    /* sum += sends (troops) where lead <= month < left. */
    void (*add_present)(
        size_t n, double month, const double *lead, const double *left, const double *sends, double *sum);
    /* sum += rate; left = min(left, month) where sum has reached trigger. No two columns may be the same. */
    void (*depart)(size_t n, double month, const double *rate, const double *trigger, double *sum, double *left);
    /* In rows where onset is 0 and `when` is not: sum += rate, and onset = month if sum has reached trigger. */
    void (*begin)(size_t n, double month, const double *when, const double *rate, const double *trigger, double *sum,
        double *onset);
    /* out = 1 where onset is not 0 and month < onset + lasts (lasts = NULL: without end), else 0. */
    void (*lasting)(size_t n, double month, const double *onset, const double *lasts, double *out);

    /* Onsets that are known beforehand, infinity for none: started = onset where it has come, onset <= month, else
     * infinity; active = 1 where besides month < onset + lasts (lasts = NULL: without end), else 0. */
    void (*under_way)(
        size_t n, double month, const double *onset, const double *lasts, double *started, double *active);

    /* --- the truce, event-driven: each row is in a month now[i] of its own ---
     *
     * `next` is reduced to the first month after `now` in which the state of the row changes. Months are whole numbers;
     * 1e9 stands for never. No two columns may be the same. */

    /* left = the month in which sum, growing by rate per month from now on, reaches trigger, in rows where left >= now:
     * the rate may have fallen in the month foreseen. */
    void (*depart_by)(
        size_t n, const double *now, const double *rate, const double *trigger, const double *sum, double *left);
    /* sum += sends (troops) where lead <= now < left; where sends > 0, next: the month of arrival or departure. */
    void (*add_present_by)(size_t n, const double *now, const double *lead, const double *left, const double *sends,
        double *sum, double *next);
    /* In rows where onset is 0 and `when` is not: onset = now if sum + rate reaches trigger; else next: the month in
     * which it does. */
    void (*begin_by)(size_t n, const double *now, const double *when, const double *rate, const double *trigger,
        const double *sum, double *onset, double *next);
    /* As lasting; next: the month in which the event ends. */
    void (*lasting_by)(
        size_t n, const double *now, const double *onset, const double *lasts, double *out, double *next);
    /* Lists in `due` ([n]), ascending, the rows in which alive is not 0, now < next, and sum + more reaches trigger. In
     * the other rows sum += more. Returns the number of rows listed. */
    size_t (*list_due)(size_t n, const double *alive, const double *now, const double *next, const double *more,
        const double *trigger, double *sum, uint32_t *due);
    /* sum += rate * (next - now), in rows where onset is 0 and `when` is not (both NULL: in all rows). */
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
