#include "model/coalition.h"

static bool waits(const ent_coalition_plan *plan, double *const *reg, size_t c, size_t row)
{
    return plan->after[c] != ENT_NO_REGISTER && reg[plan->after[c]][row] > 0.0;
}

static double joined_troops(const ent_coalition_plan *plan, double *const *reg, size_t row)
{
    double sum = 0.0;

    for (size_t c = 0; c < plan->contributors; c++) {
        if (reg[plan->joins[c]][row] != 0.0) {
            sum += reg[plan->would_send[c]][row];
        }
    }
    return sum;
}

/* One pass; whether somebody was added. All who are ready join together. */
static bool add_ready(const ent_coalition_plan *plan, double *const *reg, size_t row)
{
    double sum = joined_troops(plan, reg, row);
    bool added = false;

    for (size_t c = 0; c < plan->contributors; c++) {
        if (waits(plan, reg, c, row) && reg[plan->joins[c]][row] == 0.0 && reg[plan->would_join[c]][row] != 0.0 &&
            sum >= reg[plan->after[c]][row]) {
            reg[plan->joins[c]][row] = 1.0;
            added = true;
        }
    }
    return added;
}

void ent_coalition_solve(const ent_coalition_plan *plan, double *const *reg, size_t rows)
{
    for (size_t row = 0; row < rows; row++) {
        for (size_t c = 0; c < plan->contributors; c++) {
            if (plan->after[c] != ENT_NO_REGISTER) {
                reg[plan->joins[c]][row] = waits(plan, reg, c, row) ? 0.0 : reg[plan->would_join[c]][row];
            }
        }
        while (add_ready(plan, reg, row)) {
        }
    }
}
