#include "simulate/coalition.h"

#include <string.h>

enum { GROUP = 32 }; /* contributors in one call of the kernel */

static bool has_after(const ent_coalition_plan *plan, size_t c)
{
    return plan->after[c] != ENT_NO_REGISTER;
}

/* Sets joins of the contributors with T at most 0; of the others with `after` to 0. */
static void start(const ent_coalition_plan *plan, double *const *reg, size_t rows)
{
    for (size_t c = 0; c < plan->contributors; c++) {
        if (has_after(plan, c)) {
            const double *after = reg[plan->after[c]];
            const double *would = reg[plan->would_join[c]];
            double *joins = reg[plan->joins[c]];
            for (size_t i = 0; i < rows; i++) {
                joins[i] = after[i] > 0.0 ? 0.0 : would[i];
            }
        }
    }
}

/* Sums the troops of the contributors to a force that have joined. sum: [rows]. */
static void sum_joined(const ent_coalition_plan *plan, const ent_force_offer *force, const ent_kernels *kernels,
    double *const *reg, size_t rows, double *sum)
{
    const double *joins[GROUP], *sends[GROUP];
    size_t terms = 0;

    memset(sum, 0, rows * sizeof(*sum));
    for (size_t k = 0; k < force->members; k++) {
        joins[terms] = reg[plan->joins[force->member[k]]];
        sends[terms++] = reg[plan->would_send[force->member[k]]];
        if (terms == GROUP || k + 1 == force->members) {
            kernels->add_chosen(rows, terms, joins, sends, sum);
            terms = 0;
        }
    }
}

/* Adds, in every row, the contributors to a force with a T that the sum has reached. Returns whether any was added in
 * any row. */
static bool add_ready(
    const ent_coalition_plan *plan, const ent_force_offer *force, double *const *reg, size_t rows, const double *sum)
{
    size_t added = 0;

    for (size_t k = 0; k < force->members; k++) {
        size_t c = force->member[k];
        if (has_after(plan, c)) {
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

void ent_coalition_solve(
    const ent_coalition_plan *plan, const ent_kernels *kernels, double *const *reg, size_t rows, double *scratch)
{
    start(plan, reg, rows);
    for (size_t f = 0; f < plan->forces; f++) {
        do {
            sum_joined(plan, &plan->force[f], kernels, reg, rows, scratch);
        } while (add_ready(plan, &plan->force[f], reg, rows, scratch));
    }
}
