#include "simulate/truce/proportional_hazards.h"

#include "base/status.h"
#include "simulate/columns.h"

#include <stdlib.h>
#include <string.h>

/* --- tables ------------------------------------------------------------------------------------------------------- */

/* Number of worlds that a baseline hazard has a table for. */
static size_t table_worlds(const ent_baseline *baseline, size_t most_worlds)
{
    return baseline->stride > 0 ? most_worlds : 1;
}

static int init_tables(ent_proportional_hazards *self, size_t most_worlds)
{
    const ent_truce_plan *plan = &self->model->truce;
    size_t months = plan->horizon + 1;
    size_t tables = 0;
    double *table;

    for (size_t g = 0; g < plan->baselines; g++) {
        self->baseline[g].stride = plan->clock[g] != ENT_NO_REGISTER && !plan->baseline_by_month[g] ? months : 0;
        tables += table_worlds(&self->baseline[g], most_worlds);
    }
    self->table = calloc(tables * months + 1, sizeof(*self->table));
    if (self->table == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    table = self->table;
    for (size_t g = 0; g < plan->baselines; g++) {
        self->baseline[g].cumulative = table;
        table += table_worlds(&self->baseline[g], most_worlds) * months;
    }
    return ENT_OK;
}

int ent_proportional_hazards_init(ent_proportional_hazards *self, const ent_model *model, size_t most_worlds)
{
    size_t baselines = model->truce.baselines;

    *self = (ent_proportional_hazards){.model = model};
    self->multiplier = ent_columns_new(baselines, ENT_BLOCK_ROWS, &self->memory);
    self->baseline = calloc(baselines + 1, sizeof(*self->baseline));
    self->search = calloc(ENT_BLOCK_ROWS, sizeof(*self->search));
    if (self->multiplier == NULL || self->baseline == NULL || self->search == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    return init_tables(self, most_worlds);
}

void ent_proportional_hazards_free(ent_proportional_hazards *self)
{
    free(self->memory);
    free(self->baseline);
    free(self->table);
    free(self->search);
    *self = (ent_proportional_hazards){.model = NULL};
}

/* Fills the running sum of a baseline hazard; hazard NULL: 1 in every month. */
static void add_up(double *cumulative, const double *hazard, size_t horizon)
{
    cumulative[0] = 0.0;
    for (size_t m = 1; m <= horizon; m++) {
        cumulative[m] = cumulative[m - 1] + (hazard != NULL ? hazard[m - 1] : 1.0);
    }
}

void ent_proportional_hazards_set_worlds(ent_proportional_hazards *self, const ent_block *block)
{
    const ent_truce_plan *plan = &self->model->truce;
    size_t horizon = plan->horizon;

    for (size_t g = 0; g < plan->baselines; g++) {
        const ent_baseline *baseline = &self->baseline[g];
        if (plan->clock[g] == ENT_NO_REGISTER) {
            add_up(baseline->cumulative, NULL, horizon);
        } else if (plan->baseline_by_month[g]) {
            add_up(baseline->cumulative, self->model->month_table[plan->clock[g]], horizon);
        } else {
            const double *hazard = block->world_month[plan->clock[g]];
            for (size_t w = 0; w < block->worlds; w++) {
                add_up(baseline->cumulative + w * baseline->stride, hazard + w * horizon, horizon);
            }
        }
    }
}

/* Returns S_g of row i: element m is the sum up to month m. */
static const double *cumulative_of(
    const ent_proportional_hazards *self, const ent_active_truces *truces, size_t g, size_t i)
{
    const ent_baseline *baseline = &self->baseline[g];

    return baseline->cumulative + baseline->stride * truces->block->world_of[truces->row[i]];
}

/* --- hazards ------------------------------------------------------------------------------------------------------ */

void ent_proportional_hazards_set(ent_proportional_hazards *self, const ent_active_truces *truces)
{
    const ent_truce_plan *plan = &self->model->truce;
    const ent_kernels *kernels = self->model->kernels;

    for (size_t g = 0; g < plan->baselines; g++) {
        bool first = true;
        for (size_t c = 0; c < plan->causes; c++) {
            ent_register from = plan->strength[c * plan->baselines + g];
            if (from == ENT_NO_REGISTER) {
                continue;
            }
            if (first) {
                memcpy(self->multiplier[g], truces->reg[from], truces->count * sizeof(double));
            } else {
                const double *in[] = {self->multiplier[g], truces->reg[from]};
                kernels->op[ENT_OP_ADD](truces->count, self->multiplier[g], in);
            }
            first = false;
        }
    }
}

double ent_proportional_hazards_between(
    const ent_proportional_hazards *self, const ent_active_truces *truces, size_t i, size_t from, size_t to)
{
    double sum = 0.0;

    for (size_t g = 0; g < self->model->truce.baselines; g++) {
        const double *cumulative = cumulative_of(self, truces, g, i);
        sum += self->multiplier[g][i] * (cumulative[to] - cumulative[from]);
    }
    return sum;
}

void ent_proportional_hazards_of_interval(
    const ent_proportional_hazards *self, const ent_active_truces *truces, double *increase)
{
    const ent_truce_plan *plan = &self->model->truce;

    memset(increase, 0, truces->count * sizeof(*increase));
    for (size_t g = 0; g < plan->baselines; g++) {
        const ent_baseline *baseline = &self->baseline[g];
        const double *multiplier = self->multiplier[g];
        if (truces->constant_state && baseline->stride == 0) { /* all rows have the same months and the same table */
            double months = baseline->cumulative[plan->horizon] - baseline->cumulative[0];
            self->model->kernels->axpy(truces->count, months, multiplier, increase);
            continue;
        }
        for (size_t i = 0; i < truces->count; i++) {
            const double *cumulative = cumulative_of(self, truces, g, i);
            increase[i] +=
                multiplier[i] * (cumulative[(size_t) truces->next[i] - 1] - cumulative[(size_t) truces->now[i] - 1]);
        }
    }
}

double ent_proportional_hazards_of_cause(
    const ent_proportional_hazards *self, const ent_active_truces *truces, size_t i, size_t cause, size_t month)
{
    const ent_truce_plan *plan = &self->model->truce;
    double hazard = 0.0;

    for (size_t g = 0; g < plan->baselines; g++) {
        ent_register from = plan->strength[cause * plan->baselines + g];
        const double *cumulative = cumulative_of(self, truces, g, i);
        hazard += from != ENT_NO_REGISTER ? truces->reg[from][i] * (cumulative[month] - cumulative[month - 1]) : 0.0;
    }
    return hazard;
}

/* --- months ------------------------------------------------------------------------------------------------------- */

/* Whether the cumulative hazard, as it was at the end of month `from`, reaches its exponential by `month`. */
static bool reached_by(
    const ent_proportional_hazards *self, const ent_active_truces *truces, size_t i, size_t from, size_t month)
{
    double cumulative = truces->cumulative[i] + ent_proportional_hazards_between(self, truces, i, from, month);

    return cumulative >= truces->reg[self->model->truce.trigger][i];
}

size_t ent_proportional_hazards_month(
    const ent_proportional_hazards *self, const ent_active_truces *truces, size_t i, size_t from, size_t to)
{
    size_t before = from;

    while (before + 1 < to) {
        size_t middle = before + (to - before) / 2;
        if (reached_by(self, truces, i, from, middle)) {
            to = middle;
        } else {
            before = middle;
        }
    }
    return to;
}

/* Starts a search for each row, with a single baseline hazard: S reaches its target where the cumulative hazard reaches
 * the exponential, but for rounding. */
static void start_searches(
    ent_proportional_hazards *self, const ent_active_truces *truces, const uint32_t *row, size_t count)
{
    const double *exponential = truces->reg[self->model->truce.trigger];

    for (size_t k = 0; k < count; k++) {
        size_t i = row[k];
        size_t from = (size_t) truces->now[i] - 1;
        const double *cumulative = cumulative_of(self, truces, 0, i);
        double left = exponential[i] - truces->cumulative[i];
        self->search[k] = (ent_month_search){.cumulative = cumulative,
            .target = cumulative[from] + left / self->multiplier[0][i],
            .before = (uint32_t) from,
            .length = (uint32_t) truces->next[i] - 1 - (uint32_t) from};
    }
}

/* Halves the intervals of all searches. They advance together so that none waits for the memory of another, and without
 * a branch on the comparisons, which cannot be predicted. */
static void halve_searches(ent_month_search *item, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        uint32_t half = item[k].length / 2;
        uint32_t beyond = item[k].cumulative[item[k].before + half] < item[k].target ? UINT32_MAX : 0;
        uint32_t rest = (beyond & (item[k].length - half)) | (~beyond & half);
        item[k].before += beyond & half;
        item[k].length = rest > 1 ? rest : 1;
    }
}

/* Corrects a month that rounding of the target may have put off by one. */
static size_t correct_month(
    const ent_proportional_hazards *self, const ent_active_truces *truces, size_t i, size_t month)
{
    size_t from = (size_t) truces->now[i] - 1;
    size_t to = (size_t) truces->next[i] - 1;

    while (month > from + 1 && reached_by(self, truces, i, from, month - 1)) {
        month--;
    }
    while (month < to && !reached_by(self, truces, i, from, month)) {
        month++;
    }
    return month;
}

void ent_proportional_hazards_months(
    ent_proportional_hazards *self, const ent_active_truces *truces, const uint32_t *row, uint64_t *month, size_t count)
{
    if (self->model->truce.baselines != 1) {
        for (size_t k = 0; k < count; k++) {
            month[k] = ent_proportional_hazards_month(
                self, truces, row[k], (size_t) truces->now[row[k]] - 1, (size_t) truces->next[row[k]] - 1);
        }
        return;
    }
    start_searches(self, truces, row, count);
    for (size_t months = self->model->truce.horizon; months > 1; months -= months / 2) {
        halve_searches(self->search, count);
    }
    for (size_t k = 0; k < count; k++) {
        month[k] = correct_month(self, truces, row[k], self->search[k].before + self->search[k].length);
    }
}
