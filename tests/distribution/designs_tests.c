/* Point sets of designs: exact stratification, nets, permutations, and the rates at which errors of integration fall.
 * Seeds are fixed; bounds of chance state how often they would give a false alarm. */
#include "distribution/designs/designs.h"
#include "distribution/designs/latin_hypercube.h"
#include "distribution/designs/sobol.h"
#include "distribution/stream.h"
#include "suite.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_qrng.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static uint64_t key_of(uint32_t seed, uint32_t dimension)
{
    return ent_stream_make(seed, "run.design", dimension).key;
}

/* Point i of dimension d of a scrambled set. */
static double sobol(uint32_t seed, uint32_t randomisation, uint32_t d, uint32_t i)
{
    uint32_t direction[ENT_SOBOL_DIGITS];

    ent_sobol_directions(d, direction);
    return ent_sobol_scramble(key_of(seed, d), randomisation, ent_sobol_point(direction, i));
}

/* --- sizes -------------------------------------------------------------------------------------------------------- */

static void test_sizes(void)
{
    CU_ASSERT_EQUAL(ent_design_worlds(ENT_DESIGN_RANDOM, 4001), 4001);
    CU_ASSERT_EQUAL(ent_design_worlds(ENT_DESIGN_LHS, 1), 16);
    CU_ASSERT_EQUAL(ent_design_worlds(ENT_DESIGN_LHS, 4000), 4000);
    CU_ASSERT_EQUAL(ent_design_worlds(ENT_DESIGN_LHS, 4001), 4016);
    CU_ASSERT_EQUAL(ent_design_worlds(ENT_DESIGN_SOBOL, 16), 16);
    CU_ASSERT_EQUAL(ent_design_worlds(ENT_DESIGN_SOBOL, 17), 32);
    CU_ASSERT_EQUAL(ent_design_worlds(ENT_DESIGN_SOBOL, 4000), 4096);
    CU_ASSERT_EQUAL(ent_design_stage(ENT_DESIGN_RANDOM, 10000, 0), 250);
    CU_ASSERT_EQUAL(ent_design_stage(ENT_DESIGN_RANDOM, 10000, 5), 8000);
    CU_ASSERT_EQUAL(ent_design_stage(ENT_DESIGN_RANDOM, 10000, 6), 10000);
    CU_ASSERT_EQUAL(ent_design_stage(ENT_DESIGN_RANDOM, 10000, 60), 10000);
    CU_ASSERT_EQUAL(ent_design_stage(ENT_DESIGN_RANDOM, 40, 0), 40);
    CU_ASSERT_EQUAL(ent_design_stage(ENT_DESIGN_SOBOL, 4096, 3), 2048);
    CU_ASSERT_STRING_EQUAL(ent_design_name(ENT_DESIGN_SOBOL), "sobol");
}

/* --- Sobol' points ------------------------------------------------------------------------------------------------ */

/* The first 8 points of the first 5 dimensions, in eighths, by hand from the published initial numbers: 1; 1; 1, 3; 1,
 * 3, 1; 1, 1, 1, whose next ones are 1, 1, 1, …; 3, 5; 3. */
static void test_published_points(void)
{
    static const unsigned eighths[5][8] = {{0, 4, 2, 6, 1, 5, 3, 7}, {0, 4, 6, 2, 5, 1, 3, 7}, {0, 4, 6, 2, 3, 7, 5, 1},
        {0, 4, 6, 2, 1, 5, 7, 3}, {0, 4, 2, 6, 1, 5, 3, 7}};
    uint32_t direction[ENT_SOBOL_DIGITS];

    for (size_t d = 0; d < 5; d++) {
        ent_sobol_directions(d, direction);
        for (uint32_t i = 0; i < 8; i++) {
            CU_ASSERT_EQUAL(ent_sobol_point(direction, i) >> (ENT_SOBOL_DIGITS - 3), eighths[d][i]);
        }
    }
}

/* Rank of the matrix of the first m digits of the directions of a dimension, over GF(2). */
static unsigned rank_of(const uint32_t *direction, unsigned m)
{
    uint32_t row[ENT_SOBOL_DIGITS];
    unsigned rank = 0;

    memcpy(row, direction, sizeof(row));
    for (unsigned bit = 0; bit < m; bit++) {
        uint32_t mask = UINT32_C(1) << (ENT_SOBOL_DIGITS - 1 - bit);
        unsigned pivot = rank;
        while (pivot < m && (row[pivot] & mask) == 0) {
            pivot++;
        }
        if (pivot < m) {
            uint32_t found = row[pivot];
            row[pivot] = row[rank];
            row[rank] = found;
            for (unsigned i = 0; i < m; i++) {
                row[i] ^= i != rank && (row[i] & mask) != 0 ? found : 0;
            }
            rank++;
        }
    }
    return rank;
}

/* Every dimension has one point in each slice, at every size; a wrong or cut-off table would not. */
static void test_every_dimension(void)
{
    for (size_t d = 0; d < ENT_SOBOL_DIMENSIONS; d++) {
        uint32_t direction[ENT_SOBOL_DIGITS];
        ent_sobol_directions(d, direction);
        for (unsigned m = 1; m <= ENT_SOBOL_DIGITS; m++) {
            CU_ASSERT_EQUAL(rank_of(direction, m), m);
        }
    }
}

/* Scrambled points keep their slices, and the net of the first two dimensions: each rectangle of 2^-k by 2^-(m-k) has
 * one of the 2^m points. */
static void test_net(void)
{
    enum { M = 8, POINTS = 1 << M };
    double x[POINTS], y[POINTS];

    for (uint32_t randomisation = 0; randomisation < 16; randomisation++) {
        for (uint32_t i = 0; i < POINTS; i++) {
            x[i] = sobol(5, randomisation, 0, i);
            y[i] = sobol(5, randomisation, 1, i);
            CU_ASSERT_TRUE(x[i] > 0.0 && x[i] < 1.0);
        }
        for (unsigned k = 0; k <= M; k++) {
            unsigned char seen[POINTS] = {0};
            for (uint32_t i = 0; i < POINTS; i++) {
                unsigned column = (unsigned) ldexp(x[i], (int) k);
                unsigned row = (unsigned) ldexp(y[i], (int) (M - k));
                seen[(column << (M - k)) + row]++;
            }
            for (size_t i = 0; i < POINTS; i++) {
                CU_ASSERT_EQUAL(seen[i], 1);
            }
        }
    }
}

/* A nested scramble: two coordinates that share their first k digits, and no more, share exactly those of the scramble.
 */
static void test_nested(void)
{
    uint32_t x = UINT32_C(0x0ABCDEF);
    uint64_t key = key_of(1, 0);
    uint64_t whole = (uint64_t) ldexp(ent_sobol_scramble(key, 3, x), 52);

    for (unsigned digit = 0; digit < ENT_SOBOL_DIGITS; digit++) {
        uint32_t other = x ^ UINT32_C(1) << (ENT_SOBOL_DIGITS - 1 - digit);
        uint64_t made = (uint64_t) ldexp(ent_sobol_scramble(key, 3, other), 52);
        CU_ASSERT_EQUAL((whole ^ made) >> (51 - digit), 1);
    }
}

/* The flips are fair and independent: over 20,000 scrambles, each of the first 10 digits of a coordinate is turned over
 * in half, and each pair of the digits of two coordinates, which share 3 of them, agrees in half. 4.5 standard errors:
 * 100 comparisons, 7e-4 for all. */
static void test_fair(void)
{
    enum { KEYS = 20000, DIGITS = 10 };
    const uint32_t x = UINT32_C(0x6000000), y = UINT32_C(0x7000000); /* digits 0110… and 0111… */
    unsigned turned[DIGITS] = {0}, alike[DIGITS][DIGITS] = {{0}};
    double bound = 4.5 * sqrt(KEYS) / 2.0;

    for (uint32_t k = 0; k < KEYS; k++) {
        uint64_t a = (uint64_t) ldexp(ent_sobol_scramble(key_of(7, 0), k, x), 52) >> (52 - DIGITS);
        uint64_t b = (uint64_t) ldexp(ent_sobol_scramble(key_of(7, 0), k, y), 52) >> (52 - DIGITS);
        for (unsigned i = 0; i < DIGITS; i++) {
            turned[i] += (unsigned) (a >> i & 1U);
            for (unsigned j = 0; j < DIGITS; j++) {
                alike[i][j] += (a >> i & 1U) == (b >> j & 1U) ? 1 : 0;
            }
        }
    }
    for (unsigned i = 0; i < DIGITS; i++) {
        CU_ASSERT_DOUBLE_EQUAL(turned[i], KEYS / 2.0, bound);
        for (unsigned j = 0; j < DIGITS; j++) {
            if (i == j && i >= DIGITS - 3) {
                CU_ASSERT_EQUAL(alike[i][j], KEYS); /* the digits that they share */
            } else if (i == j && i == DIGITS - 4) {
                CU_ASSERT_EQUAL(alike[i][j], 0); /* the first one that differs */
            } else {
                CU_ASSERT_DOUBLE_EQUAL(alike[i][j], KEYS / 2.0, bound);
            }
        }
    }
}

/* --- Latin hypercubes --------------------------------------------------------------------------------------------- */

static void test_permutation(void)
{
    static const uint32_t counts[] = {1, 2, 3, 4, 5, 7, 16, 17, 250, 256, 1000, 4097};

    for (size_t c = 0; c < sizeof(counts) / sizeof(*counts); c++) {
        unsigned char *seen = calloc(counts[c], 1);
        CU_ASSERT_PTR_NOT_NULL_FATAL(seen);
        for (uint32_t i = 0; i < counts[c]; i++) {
            uint32_t image = ent_random_permutation(key_of(2, 3), 5, counts[c], i);
            CU_ASSERT_TRUE_FATAL(image < counts[c]);
            seen[image]++;
        }
        for (uint32_t i = 0; i < counts[c]; i++) {
            CU_ASSERT_EQUAL(seen[i], 1);
        }
        free(seen);
    }
    CU_ASSERT_TRUE(ent_random_permutation(key_of(2, 3), 5, INT32_MAX, INT32_MAX - 1U) < INT32_MAX);
}

/* Over 60,000 permutations all ordered pairs of images of two elements are equally likely, for small and odd numbers of
 * elements: chi-squared below its quantile at 1 - 1e-6. */
static void test_pairs(void)
{
    static const uint32_t counts[] = {2, 3, 4, 5, 10, 16};
    enum { PERMUTATIONS = 60000 };

    for (size_t c = 0; c < sizeof(counts) / sizeof(*counts); c++) {
        uint32_t n = counts[c];
        unsigned count[256] = {0};
        double expected = (double) PERMUTATIONS / (n * (n - 1));
        double squares = 0.0;
        for (uint32_t p = 0; p < PERMUTATIONS; p++) {
            uint32_t a = ent_random_permutation(key_of(11, n), p, n, 0);
            uint32_t b = ent_random_permutation(key_of(11, n), p, n, n - 1);
            count[a * n + b]++;
        }
        for (uint32_t i = 0; i < n * n; i++) {
            double off = count[i] - expected;
            squares += i % (n + 1) != 0 ? off * off / expected : 0.0;
        }
        CU_ASSERT_TRUE(squares < gsl_cdf_chisq_Pinv(1.0 - 1e-6, n * (n - 1) - 1.0));
    }
}

/* One point in each slice, for any number of points; and within its slice the place is uniform: its mean over 32,000
 * places within 4.5 standard errors of a half. */
static void test_slices(void)
{
    static const uint32_t counts[] = {1, 3, 250, 1000};

    for (size_t c = 0; c < sizeof(counts) / sizeof(*counts); c++) {
        uint32_t n = counts[c];
        unsigned char *seen = calloc(n, 1);
        double place = 0.0;
        uint32_t places = 0;
        CU_ASSERT_PTR_NOT_NULL_FATAL(seen);
        for (uint32_t d = 0; places < 32000; d++) {
            memset(seen, 0, n);
            for (uint32_t i = 0; i < n; i++, places++) {
                double u = ent_latin_hypercube(key_of(3, d), 2, n, i);
                uint32_t slice = (uint32_t) (u * n);
                CU_ASSERT_TRUE_FATAL(u > 0.0 && u < 1.0 && slice < n);
                seen[slice]++;
                place += u * n - slice;
            }
            for (uint32_t i = 0; i < n; i++) {
                CU_ASSERT_EQUAL(seen[i], 1);
            }
        }
        CU_ASSERT_DOUBLE_EQUAL(place / places, 0.5, 4.5 / sqrt(12.0 * places));
        free(seen);
    }
}

/* --- integration -------------------------------------------------------------------------------------------------- */

/* Variance of the mean of f over n points, from 400 randomisations; its relative standard error is sqrt(2 / 400), 7%.
 */
static double variance_of(ent_design_kind kind, uint32_t n, double (*f)(double, double))
{
    enum { RANDOMISATIONS = 400 };
    uint32_t direction[2][ENT_SOBOL_DIGITS];
    double sum = 0.0, square = 0.0;

    ent_sobol_directions(0, direction[0]);
    ent_sobol_directions(1, direction[1]);
    for (uint32_t r = 0; r < RANDOMISATIONS; r++) {
        double mean = 0.0;
        for (uint32_t i = 0; i < n; i++) {
            double x[2];
            for (uint32_t d = 0; d < 2; d++) {
                x[d] = kind == ENT_DESIGN_LHS ? ent_latin_hypercube(key_of(4, d), r, n, i)
                                              : ent_sobol_scramble(key_of(4, d), r, ent_sobol_point(direction[d], i));
            }
            mean += f(x[0], x[1]) / n;
        }
        sum += mean;
        square += mean * mean;
    }
    return (square - sum * sum / RANDOMISATIONS) / (RANDOMISATIONS - 1);
}

static double additive(double x, double y)
{
    return x + 2.0 * y * y;
}

static double product(double x, double y)
{
    return (x - 0.5) * (y - 0.5);
}

static double smooth(double x, double y)
{
    return exp(x) * y + x * x;
}

/* A Latin hypercube takes out additive parts: x + 2 y^2 leaves the variance within slices, var(f' / n) / 12 n =
 * (1 + 16 / 3) / 12 n^3 to first order; of a product it leaves that of independent points, 1 / 144 n, but for n / (n -
 * 1) squared. Scrambled Sobol' points of a smooth function fall as n^-3: by more than 2^2.5 at each doubling. Bounds of
 * 35% are 5 standard errors. */
static void test_rates(void)
{
    double n = 64.0;
    double before = variance_of(ENT_DESIGN_SOBOL, 32, smooth);

    CU_ASSERT_DOUBLE_EQUAL(
        variance_of(ENT_DESIGN_LHS, 64, additive) / ((1.0 + 16.0 / 3.0) / (12.0 * n * n * n)), 1.0, 0.35);
    CU_ASSERT_DOUBLE_EQUAL(variance_of(ENT_DESIGN_LHS, 64, product) * 144.0 * n, 1.0, 0.38);
    CU_ASSERT_TRUE(variance_of(ENT_DESIGN_SOBOL, 64, product) * 144.0 * n < 0.05);
    for (uint32_t points = 64; points <= 256; points *= 2) {
        double now = variance_of(ENT_DESIGN_SOBOL, points, smooth);
        CU_ASSERT_TRUE(now < before / 5.0);
        before = now;
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"sizes", test_sizes}, {"published points", test_published_points},
        {"every dimension", test_every_dimension}, {"net", test_net}, {"nested", test_nested}, {"fair", test_fair},
        {"permutation", test_permutation}, {"pairs", test_pairs}, {"slices", test_slices}, {"rates", test_rates},
        CU_TEST_INFO_NULL};

    return ent_run_suite("designs", tests);
}
