/* Counts of each guarantee: by world, for figures with intervals, and by month of the truce. */
#ifndef ENT_TALLY_GUARANTEE_COUNTS_H
#define ENT_TALLY_GUARANTEE_COUNTS_H

/* The streamed columns of a guarantee (tally/tally.h), and the total of which each is a share. */
typedef enum ent_guarantee_column {
    ENT_GUARANTEE_MONTHS,          /* months of truce in which it is in force, of all */
    ENT_GUARANTEE_TESTED_TRUCES,   /* truces that test it at least once, of all */
    ENT_GUARANTEE_TESTS,           /* tests: the denominator of the next */
    ENT_GUARANTEE_HONOURED_TESTS,  /* tests in which it is honoured, of all */
    ENT_GUARANTEE_CONTAINED_TESTS, /* honoured tests in which it contains the violation, of all honoured ones */
    ENT_GUARANTEE_SAVED_TRUCES,    /* truces that hold to the horizon and that it alone saved, of all that hold */
    ENT_GUARANTEE_COLUMNS
} ent_guarantee_column;

/* Counts by month, over all draws. */
typedef enum ent_guarantee_series {
    ENT_GUARANTEE_BEGINS, /* truces in which it is in force from this month on … */
    ENT_GUARANTEE_CEASES, /* … and truces in which it was until the month before */
    ENT_GUARANTEE_TESTED,
    ENT_GUARANTEE_HONOURED,
    ENT_GUARANTEE_CONTAINED,
    ENT_GUARANTEE_TRUCES, /* with `renews`: truces that are there in this month; else 0 */
    ENT_GUARANTEE_SERIES
} ent_guarantee_series;

#endif
