/* The median truce: the month by which half of the truces have ended, from the survival of truces by month. */
#ifndef ENT_WORDING_TRUCE_MEDIAN_H
#define ENT_WORDING_TRUCE_MEDIAN_H

/* Bytes of a buffer, enough for the sentence. */
enum { ENT_TRUCE_MEDIAN_BYTES = 192 };

/* Found month by month. Months are 0 where they lie beyond the last month simulated. A zeroed struct has seen none. */
typedef struct ent_truce_median {
    double month;     /* first month by whose end half of the truces or more have ended */
    double low, high; /* 95% interval of it */
    double last;      /* last month simulated */
    int has_interval; /* 1 if every month has an interval of survival */
} ent_truce_median;

/* Adds a month, in order: the share of truces that hold through it, in [0, 1], with its 95% interval (NaN: none).
 *
 * The interval of the median is that of the test inverted (Brookmeyer and Crowley, Biometrics 38, 1982, 29-41): the
 * months at which the interval of survival takes in 1/2, from the first with mc_low <= 1/2 to the first with
 * mc_high <= 1/2. */
void ent_truce_median_add(ent_truce_median *self, double month, double survival, double mc_low, double mc_high);

/* Writes a sentence: "Half of the truces have ended by month 18 (95% interval: month 16 to 21)."; "More than half of
 * the truces outlast the 24 months simulated." where the median lies beyond; "" where no month was added. */
void ent_wording_truce_median(char buffer[ENT_TRUCE_MEDIAN_BYTES], const ent_truce_median *median);

#endif
