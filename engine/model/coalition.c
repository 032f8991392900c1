#include "model/coalition.h"

/* Rows of a block are worked together: each pass adds, in every row, all who are ready by the troops of those that
 * joined before. */

static bool waits(const ent_coalition_plan *plan, size_t c)
{
    return plan->after[c] != ENT_NO_REGISTER;
}

static void start(const ent_coalition_plan *plan, double *const *reg, size_t rows)
{
    for (size_t c = 0; c < plan->contributors; c++) {
        if (waits(plan, c)) {
            const double *after = reg[plan->after[c]];
            const double *would = reg[plan->would_join[c]];
            double *joins = reg[plan->joins[c]];
            for (size_t i = 0; i < rows; i++) {
                joins[i] = after[i] > 0.0 ? 0.0 : would[i];
            }
        }
    }
}

static void add_joined(const ent_coalition_plan *plan, double *const *reg, size_t rows, double *sum)
{
    for (size_t i = 0; i < rows; i++) {
        sum[i] = 0.0;
    }
    for (size_t c = 0; c < plan->contributors; c++) {
        const double *joins = reg[plan->joins[c]];
        const double *sends = reg[plan->would_send[c]];
        for (size_t i = 0; i < rows; i++) {
            double troops = sends[i]; /* read in any case, so that choosing needs no branch */
            sum[i] += joins[i] != 0.0 ? troops : 0.0;
        }
    }
}

/* Whether somebody was added in some row. */
static bool add_ready(const ent_coalition_plan *plan, double *const *reg, size_t rows, const double *sum)
{
    size_t added = 0;

    for (size_t c = 0; c < plan->contributors; c++) {
        if (waits(plan, c)) {
            const double *after = reg[plan->after[c]];
            const double *would = reg[plan->would_join[c]];
            double *joins = reg[plan->joins[c]];
            for (size_t i = 0; i < rows; i++) {
                size_t ready = (size_t) ((joins[i] == 0.0) & (would[i] != 0.0) & (sum[i] >= after[i]));
                joins[i] = ready != 0 ? 1.0 : joins[i];
                added += ready;
            }
        }
    }
    return added > 0;
}

void ent_coalition_solve(const ent_coalition_plan *plan, double *const *reg, size_t rows, double *scratch)
{
    start(plan, reg, rows);
    do {
        add_joined(plan, reg, rows, scratch);
    } while (add_ready(plan, reg, rows, scratch));
}
