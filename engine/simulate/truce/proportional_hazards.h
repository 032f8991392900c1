/* Proportional hazards: hazards that are sums of baseline hazards times multipliers (Cox 1972, Regression models and
 * life-tables, Journal of the Royal Statistical Society B 34, 187-220).
 *
 * The integrated hazard of cause c in month m is
 *     h_c(m) = sum over g of T_g(m) F_cg,
 * T_g the baseline hazard g, a table by month for all worlds or for each, and F_cg its multiplier, constant from one
 * change of the truce's state to the next. With the running sum S_g(m) = T_g(1) + … + T_g(m), the hazards of all causes
 * add up to
 *     H(a, b) = sum over g of (S_g(b) - S_g(a)) F_g,   F_g = sum over c of F_cg,
 * in the months a + 1 … b, so that no month has to be visited. */
#ifndef ENT_SIMULATE_TRUCE_PROPORTIONAL_HAZARDS_H
#define ENT_SIMULATE_TRUCE_PROPORTIONAL_HAZARDS_H

#include "simulate/truce/active_truces.h"

/* Running sum of a baseline hazard: S(m) in world w of the chunk is cumulative[w * stride + m], m = 0 … horizon. */
typedef struct ent_baseline {
    double *cumulative; /* borrowed from the owner's table */
    size_t stride;      /* horizon + 1; 0: the same in all worlds */
} ent_baseline;

/* The interval of months that a search has left: S reaches `target` after month `before` and by before + length. */
typedef struct ent_month_search {
    const double *cumulative; /* S of the row's world */
    double target;            /* value of S */
    uint32_t before, length;  /* months */
} ent_month_search;

typedef struct ent_proportional_hazards {
    const ent_model *model;
    void *memory;             /* owns the columns */
    double **multiplier;      /* [baselines][rows] F_g, set by ent_proportional_hazards_set */
    ent_baseline *baseline;   /* [baselines] */
    double *table;            /* owns the running sums */
    ent_month_search *search; /* [ENT_BLOCK_ROWS] scratch */
} ent_proportional_hazards;

/* Allocates the tables for chunks of at most most_worlds worlds. model: borrowed. Errors: ENT_ERR_NO_MEMORY; may be
 * freed then too. */
int ent_proportional_hazards_init(ent_proportional_hazards *self, const ent_model *model, size_t most_worlds);

/* A zeroed one may be freed. */
void ent_proportional_hazards_free(ent_proportional_hazards *self);

/* Computes the running sums for the worlds of the block. */
void ent_proportional_hazards_set_worlds(ent_proportional_hazards *self, const ent_block *block);

/* Computes the multipliers F_g of all rows from those of the causes, which the hazard segment has computed. */
void ent_proportional_hazards_set(ent_proportional_hazards *self, const ent_active_truces *truces);

/* Returns H(from, to) of row i. */
double ent_proportional_hazards_between(
    const ent_proportional_hazards *self, const ent_active_truces *truces, size_t i, size_t from, size_t to);

/* Computes H(now - 1, next - 1) of all rows: the months of the current interval. increase: [rows]. */
void ent_proportional_hazards_of_interval(
    const ent_proportional_hazards *self, const ent_active_truces *truces, double *increase);

/* Returns h_c(month) of row i. */
double ent_proportional_hazards_of_cause(
    const ent_proportional_hazards *self, const ent_active_truces *truces, size_t i, size_t cause, size_t month);

/* Returns the first month after `from` by which the cumulative hazard of row i reaches its exponential, by bisection.
 * It must be reached by month `to`. */
size_t ent_proportional_hazards_month(
    const ent_proportional_hazards *self, const ent_active_truces *truces, size_t i, size_t from, size_t to);

/* The same for many rows, each within its current interval. row, month: [count]; month is set. */
void ent_proportional_hazards_months(ent_proportional_hazards *self, const ent_active_truces *truces,
    const uint32_t *row, uint64_t *month, size_t count);

#endif
