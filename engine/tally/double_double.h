/* Sums and products with about 106 bits: a number is the sum of two doubles, the second below half a unit in the last
 * place of the first (Dekker, A floating-point technique for extending the available precision, Numer. Math. 18, 1971).
 * Factors of products lie below 2^900. Basic operations only, so the bits are the same on every processor. */
#ifndef ENT_TALLY_DOUBLE_DOUBLE_H
#define ENT_TALLY_DOUBLE_DOUBLE_H

typedef struct ent_double_double {
    double high, low;
} ent_double_double;

/* a + b without error. */
static inline ent_double_double ent_dd_sum(double a, double b)
{
    double high = a + b;
    double of_b = high - a;

    return (ent_double_double){high, (a - (high - of_b)) + (b - of_b)};
}

static inline ent_double_double ent_dd_split(double a)
{
    double scaled = 0x1.0000002p27 * a; /* 2^27 + 1 */
    double high = scaled - (scaled - a);

    return (ent_double_double){high, a - high};
}

/* a b without error. */
static inline ent_double_double ent_dd_product(double a, double b)
{
    ent_double_double x = ent_dd_split(a);
    ent_double_double y = ent_dd_split(b);
    double high = a * b;

    return (ent_double_double){high, ((x.high * y.high - high) + x.high * y.low + x.low * y.high) + x.low * y.low};
}

static inline ent_double_double ent_dd_add(ent_double_double a, ent_double_double b)
{
    ent_double_double high = ent_dd_sum(a.high, b.high);
    ent_double_double low = ent_dd_sum(a.low, b.low);
    ent_double_double sum = ent_dd_sum(high.high, high.low + low.high);

    return ent_dd_sum(sum.high, sum.low + low.low);
}

static inline ent_double_double ent_dd_times(ent_double_double a, double b)
{
    ent_double_double high = ent_dd_product(a.high, b);

    return ent_dd_sum(high.high, high.low + a.low * b);
}

#endif
