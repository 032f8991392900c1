#include "run/counter.h"

#include "base/status.h"
#include "model/model.h"
#include "run/experts/experts.h"
#include "run/no_deal_counter.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Steps of time in which a deal can enter into force: without talks month 0; else rounds, or with ratification the
 * months from 1 on (without talks from 0 on). */
static size_t deal_steps(const ent_model *model)
{
    size_t longest = 0; /* of all experts */

    for (size_t e = 0; e < ent_experts_models(model); e++) {
        const ent_ratification_plan *plan = &ent_experts_model(model, e)->ratification;
        longest = plan->longest > longest ? plan->longest : longest;
    }
    if (model->ratification.entries == 0) {
        return model->talks.none ? 1 : model->talks.rounds;
    }
    return model->talks.none
               ? longest + 1
               : (size_t) ceil((double) model->talks.rounds * model->talks.months_per_round) + longest + 1;
}

/* Whether the model of some world does. */
static bool leaves_draws_out(const ent_model *model)
{
    bool any = false;

    for (size_t e = 0; e < ent_experts_models(model); e++) {
        any = any || ent_experts_model(model, e)->outcome.given != ENT_NO_REGISTER;
    }
    return any;
}

ent_tally_layout ent_counter_layout(const ent_model *model, size_t thresholds)
{
    const ent_scenario *scenario = model->scenario;
    const bool one = ent_experts_models(model) == 1; /* else no bounds hold in all worlds */
    ent_tally_layout layout = {.outcomes = scenario->outcomes,
        .checks = scenario->check_queries,
        .means = scenario->means,
        .measures = scenario->measures,
        .headline_is_mean = scenario->headline_query.measure != NULL,
        .headline_measure = scenario->headline_measure,
        .measure_low = one ? model->outcome.measure_low : NULL,
        .measure_high = one ? model->outcome.measure_high : NULL,
        .horizon = scenario->run.horizon,
        .contributors = scenario->contributors,
        .thresholds = thresholds,
        .steps = deal_steps(model),
        .ratifications = model->ratification.entries,
        .options = model->talks.options,
        .parties = scenario->parties,
        .causes = scenario->causes,
        .packages = model->talks.none ? 0 : model->talks.packages,
        .guarantees = scenario->guarantees,
        .no_deal_reasons = ent_deals_can_fail(model) ? ENT_NO_DEAL_REASONS : 0,
        .renews = model->truce.renewal.any,
        .truce_in_force = model->truce.in_force,
        .is_given = leaves_draws_out(model),
        .design = scenario->run.design != ENT_DESIGN_RANDOM,
        .driver_events = model->outcome.driver_events,
        .driver_options = model->talks.none ? 0 : model->talks.options,
        .driver_stages = model->talks.none ? 0 : model->talks.stages,
        .unknowns = ent_experts_have_unknowns(model)};
    const ent_worlds worlds = {scenario->run.worlds, scenario->run.replications, layout.unknowns};

    layout.ranges = ent_range_may_be_measured(&worlds);
    ent_tally_layout_place(&layout);
    return layout;
}

static int init_batches(ent_batch *batch, size_t count)
{
    int status = batch != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;

    for (size_t i = 0; i < count && status == ENT_OK; i++) {
        status = ent_batch_init(&batch[i]);
    }
    return status;
}

static void free_batches(ent_batch *batch, size_t count)
{
    for (size_t i = 0; batch != NULL && i < count; i++) {
        ent_batch_free(&batch[i]);
    }
    free(batch);
}

int ent_counter_init(ent_counter *self, const ent_model *model, const ent_tally_layout *layout,
    const ent_threshold *threshold, size_t most_worlds, ent_tally *packages)
{
    bool shared = packages != NULL && ent_deal_buffer_pays(layout);
    ent_tally_layout own = *layout;

    *self = (ent_counter){.model = model, .threshold = threshold, .layout = *layout};
    self->mean = calloc(most_worlds * layout->means + 1, sizeof(*self->mean));
    self->measure = calloc(most_worlds * layout->measures + 1, sizeof(*self->measure));
    self->flag = calloc(ENT_BLOCK_ROWS, sizeof(*self->flag));
    self->troops = calloc(layout->contributors + 1, sizeof(*self->troops));
    self->utility = calloc(layout->parties + 1, sizeof(*self->utility));
    self->utilities = calloc(layout->parties + 1, sizeof(*self->utilities));
    if (self->mean == NULL || self->measure == NULL || self->flag == NULL || self->utilities == NULL ||
        ent_chunk_counts_init(&self->worlds, model->kernels, layout, model->scenario->run.replications, most_worlds) !=
            ENT_OK ||
        init_batches(self->troops, layout->contributors) != ENT_OK ||
        init_batches(self->utility, layout->parties) != ENT_OK ||
        ent_voting_power_init(&self->power, model) != ENT_OK ||
        ent_driver_counter_init(&self->drivers, layout, most_worlds) != ENT_OK ||
        ent_deal_buffer_init(&self->deals, shared ? packages : NULL, layout->parties) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    own.packages = shared ? 0 : layout->packages;
    return ent_tally_init(&self->tally, &own, 0, 0);
}

void ent_counter_free(ent_counter *self)
{
    ent_chunk_counts_free(&self->worlds);
    free(self->mean);
    free(self->measure);
    free(self->flag);
    free(self->utilities);
    free_batches(self->troops, self->layout.contributors);
    free_batches(self->utility, self->layout.parties);
    ent_voting_power_free(&self->power);
    ent_driver_counter_free(&self->drivers);
    ent_deal_buffer_free(&self->deals);
    ent_tally_free(&self->tally);
    *self = (ent_counter){0};
}

void ent_counter_clear(ent_counter *self, uint64_t first_world, size_t worlds)
{
    self->first_world = first_world;
    ent_chunk_counts_clear(&self->worlds, worlds);
    memset(self->mean, 0, worlds * self->layout.means * sizeof(*self->mean));
    memset(self->measure, 0, worlds * self->layout.measures * sizeof(*self->measure));
    ent_driver_counter_clear(&self->drivers, worlds);
}

/* --- counts by world ---------------------------------------------------------------------------------------------- */

/* Counts the event of a query and its condition, which is every row without one, in two columns from `column` on. */
static void count_query(
    ent_counter *self, const ent_block *block, ent_register event, ent_register given, size_t column)
{
    ent_chunk_counts_true(&self->worlds, column, block->draw[event]);
    ent_chunk_counts_true(&self->worlds, column + 1, given == ENT_NO_REGISTER ? NULL : block->draw[given]);
}

static void count_outcomes(ent_counter *self, const ent_block *block)
{
    const ent_outcome_plan *plan = &self->model->outcome;

    ent_chunk_counts_values(&self->worlds, self->layout.outcome, self->layout.outcomes + 1, block->outcome);
    count_query(self, block, plan->headline, plan->headline_given, self->layout.headline);
    for (size_t c = 0; c < plan->checks; c++) {
        count_query(self, block, plan->check[c], plan->check_given[c], self->layout.check + 2 * c);
    }
}

/* Adds the numbers of one world: rows first … first + rows - 1. */
static void add_means(ent_counter *self, const ent_block *block, size_t first, size_t rows, ent_exact_sum *sum)
{
    const ent_outcome_plan *plan = &self->model->outcome;

    for (size_t i = 0; i < plan->means; i++) {
        const double *given = plan->mean_given[i] != ENT_NO_REGISTER ? block->draw[plan->mean_given[i]] : NULL;
        ent_split_sum split;
        self->model->kernels->split_sum(rows, ENT_EXACT_SUM_LIMIT, block->draw[plan->mean[i]] + first,
            given != NULL ? given + first : NULL, &split);
        ent_exact_sum_add_split(&sum[i], &split);
    }
}

static void add_measures(ent_counter *self, const ent_block *block, size_t first, size_t rows, ent_measure_sum *sum)
{
    const ent_outcome_plan *plan = &self->model->outcome;

    for (size_t i = 0; i < plan->measures; i++) {
        const double *x = block->draw[plan->measure[i]];
        const double *given = plan->measure_given[i] != ENT_NO_REGISTER ? block->draw[plan->measure_given[i]] : NULL;
        for (size_t row = first; row < first + rows; row++) {
            if (given == NULL || given[row] != 0.0) {
                ent_measure_sum_add(&sum[i], x[row]);
                ent_real_histogram_add(&self->tally.measure[i], x[row]);
            }
        }
    }
}

static void add_numbers(ent_counter *self, const ent_block *block)
{
    const ent_chunk_counts *worlds = &self->worlds;

    for (size_t i = 0; self->layout.means + self->layout.measures > 0 && i < worlds->worlds; i++) {
        size_t first = worlds->start[i];
        size_t rows = worlds->start[i + 1] - first;
        add_means(self, block, first, rows, self->mean + worlds->world[i] * self->layout.means);
        add_measures(self, block, first, rows, self->measure + worlds->world[i] * self->layout.measures);
    }
}

static void count_force(ent_counter *self, const ent_block *block)
{
    const ent_model *model = self->model;
    const ent_tally_layout *layout = &self->layout;

    for (size_t t = 0; t < layout->thresholds; t++) {
        double x = self->threshold[t].troops;
        size_t f = self->threshold[t].force;
        const ent_force_offer *plan = &model->coalition.force[f];
        const double *committed = block->draw[model->truce.force[f].committed_draw];
        ent_chunk_counts_at_least(&self->worlds, layout->offered + t, x, block->draw[plan->offered]);
        ent_chunk_counts_at_least(&self->worlds, layout->committed + t, x, committed);
        ent_chunk_counts_at_least(&self->worlds, layout->required + t, x, block->draw[plan->required]);
    }
    for (size_t c = 0; c < layout->contributors; c++) {
        ent_chunk_counts_true(&self->worlds, layout->joins + c, block->draw[model->coalition.joins[c]]);
    }
}

/* Tolerance for the rounding of k * months_per_round, which must not move a round into the next month. */
static const double month_slack = 1e-9;

/* Step of time in which the deal of a row enters into force. */
static size_t step_of(const ent_counter *self, const ent_block *block, size_t row)
{
    const ent_talks_plan *talks = &self->model->talks;
    double month;

    if (self->layout.ratifications == 0) {
        return talks->none ? 0 : (size_t) block->draw[talks->round][row] - 1;
    }
    month = ceil(block->draw[talks->month][row] - month_slack);
    return talks->none ? (size_t) month : (size_t) fmax(month, 1.0) - 1;
}

static void count_deals(ent_counter *self, const ent_block *block)
{
    const ent_talks_plan *talks = &self->model->talks;
    const double *agreed = block->draw[talks->agreed];
    const double *months = block->draw[self->model->truce.months];

    ent_chunk_counts_true(&self->worlds, self->layout.deals, agreed);
    for (size_t i = 0; i < block->rows; i++) {
        size_t held = (size_t) months[i]; /* 0 without a truce */
        if (held > 0) {
            ent_chunk_counts_row(&self->worlds, self->layout.survived + held - 1, i);
        }
        if (agreed[i] != 0.0) {
            ent_chunk_counts_row(&self->worlds, self->layout.agreed + step_of(self, block, i), i);
        }
    }
    for (size_t d = 0; d < talks->demands && !talks->none; d++) {
        size_t first = talks->first_option[d];
        ent_chunk_counts_values(
            &self->worlds, self->layout.share + first, talks->first_option[d + 1] - first, block->draw[talks->deal[d]]);
    }
}

/* Truces of all draws, and their months: those that they held, and the ones in which they collapsed. */
static void count_truces(ent_counter *self, const ent_block *block)
{
    const ent_renewal_plan *plan = &self->model->truce.renewal;
    const double *spells = block->draw[plan->spells];
    const double *months = block->draw[plan->peace_months];
    const double *at_peace = block->draw[plan->at_peace];

    for (size_t i = 0; i < block->rows; i++) {
        self->flag[i] = months[i] + spells[i] - at_peace[i];
    }
    ent_chunk_counts_sum(&self->worlds, self->layout.truce_months, self->flag);
    ent_chunk_counts_sum(&self->worlds, self->layout.truces_begun, spells);
    ent_chunk_counts_sum(&self->worlds, self->layout.truces_lasting, at_peace);
}

/* Sets flag[i] to 1 where x is not 0, and y neither (NULL: whatever y is); returns flag. */
static const double *marks(ent_counter *self, size_t rows, const double *x, const double *y)
{
    for (size_t i = 0; i < rows; i++) {
        self->flag[i] = x[i] != 0.0 && (y == NULL || y[i] != 0.0) ? 1.0 : 0.0;
    }
    return self->flag;
}

static void count_guarantees(ent_counter *self, const ent_block *block)
{
    const ent_truce_plan *truce = &self->model->truce;
    const double *at_peace = block->draw[truce->renewal.at_peace];
    ent_chunk_counts *worlds = &self->worlds;

    count_truces(self, block);
    for (size_t g = 0; g < truce->guarantees; g++) {
        const ent_guarantee_plan *plan = &truce->guarantee[g];
        size_t column = self->layout.guarantee + g * ENT_GUARANTEE_COLUMNS;
        const double *tested = block->draw[plan->tested];
        ent_chunk_counts_sum(worlds, column + ENT_GUARANTEE_MONTHS, block->draw[plan->months]);
        ent_chunk_counts_sum(worlds, column + ENT_GUARANTEE_TESTED_TRUCES,
            plan->tested_truces != ENT_NO_REGISTER ? block->draw[plan->tested_truces]
                                                   : marks(self, block->rows, tested, NULL));
        ent_chunk_counts_sum(worlds, column + ENT_GUARANTEE_TESTS, tested);
        ent_chunk_counts_sum(worlds, column + ENT_GUARANTEE_HONOURED_TESTS, block->draw[plan->honoured]);
        ent_chunk_counts_sum(worlds, column + ENT_GUARANTEE_CONTAINED_TESTS, block->draw[plan->contained]);
        ent_chunk_counts_sum(
            worlds, column + ENT_GUARANTEE_SAVED_TRUCES, marks(self, block->rows, block->draw[plan->saved], at_peace));
    }
}

static void count_ratification(ent_counter *self, const ent_ratification_state *state)
{
    const ent_tally_layout *layout = &self->layout;

    if (layout->ratifications > 0) {
        ent_chunk_counts_sum_whole(&self->worlds, layout->signatures, state->signatures);
    }
    for (size_t e = 0; e < layout->ratifications; e++) {
        ent_chunk_counts_sum_whole(&self->worlds, layout->asked + e, state->asked + e * ENT_BLOCK_ROWS);
        ent_chunk_counts_sum_whole(&self->worlds, layout->yes + e, state->yes + e * ENT_BLOCK_ROWS);
    }
}

/* Months of peace and new truces, month by month. */
static void count_peace(ent_counter *self, const ent_block *block)
{
    const ent_tally_layout *layout = &self->layout;

    for (size_t m = 0; layout->renews && m < layout->horizon; m++) {
        const uint8_t *month = block->peace + m * ENT_BLOCK_ROWS;
        for (size_t i = 0; i < block->rows; i++) {
            if ((month[i] & ENT_PEACE_HELD) != 0) {
                ent_chunk_counts_row(&self->worlds, layout->peace + m, i);
            }
            if ((month[i] & ENT_PEACE_BEGUN) != 0) {
                ent_chunk_counts_row(&self->worlds, layout->begun + m, i);
            }
        }
    }
}

/* Counts all that is counted by world. */
static void count_worlds(ent_counter *self, const ent_block *block, const ent_ratification_state *ratification)
{
    ent_chunk_counts_begin(&self->worlds, block, (size_t) (block->first_world - self->first_world));
    ent_chunk_counts_all(&self->worlds, self->layout.draws);
    count_outcomes(self, block);
    add_numbers(self, block);
    count_force(self, block);
    count_deals(self, block);
    if (self->layout.no_deal_reasons > 0 && block->no_deal != NULL) {
        ent_count_no_deals(&self->worlds, block);
    }
    if (self->layout.guarantees > 0) {
        count_guarantees(self, block);
    }
    count_ratification(self, ratification);
    count_peace(self, block);
}

/* --- counts of all draws ------------------------------------------------------------------------------------------ */

static void add_sum(const ent_counter *self, ent_exact_sum *sum, size_t rows, const double *x)
{
    ent_split_sum of_rows;

    self->model->kernels->split_sum(rows, ENT_EXACT_SUM_LIMIT, x, NULL, &of_rows);
    ent_exact_sum_add_split(sum, &of_rows);
}

static void add_contributors(ent_counter *self, const ent_block *block)
{
    const ent_coalition_plan *plan = &self->model->coalition;

    for (size_t c = 0; c < plan->contributors; c++) {
        const double *joins = block->draw[plan->joins[c]];
        const double *troops = block->draw[plan->troops[c]];
        ent_batch_add(&self->troops[c], self->model->kernels, block->rows, troops, joins, &self->tally.troops_sum[c],
            &self->tally.troops[c]);
    }
}

/* Returns the number of rows in which some party refuses the option. */
static uint64_t count_refused(const ent_counter *self, const ent_block *block, size_t option)
{
    const ent_talks_plan *talks = &self->model->talks;
    const ent_kernels *kernels = self->model->kernels;
    const double *refused = NULL;

    for (size_t p = 0; p < talks->parties; p++) {
        ent_register refuses = talks->refuses[option * talks->parties + p];
        if (refuses != ENT_NO_REGISTER && refused == NULL) {
            refused = block->draw[refuses];
        } else if (refuses != ENT_NO_REGISTER) {
            const double *either[] = {refused, block->draw[refuses]};
            kernels->op[ENT_OP_OR](block->rows, self->flag, either);
            refused = self->flag;
        }
    }
    return refused != NULL ? kernels->count_nonzero(block->rows, refused) : 0;
}

static void add_options(ent_counter *self, const ent_block *block)
{
    const ent_talks_plan *talks = &self->model->talks;

    for (size_t o = 0; o < talks->options && !talks->none; o++) {
        if (talks->available[o] == ENT_NO_REGISTER) {
            self->tally.available[o] += block->rows;
        } else {
            self->tally.available[o] +=
                self->model->kernels->count_nonzero(block->rows, block->draw[talks->available[o]]);
        }
        self->tally.refused[o] += count_refused(self, block, o);
    }
}

static void add_packages(ent_counter *self, const ent_block *block)
{
    const ent_talks_plan *talks = &self->model->talks;
    const double *agreed = block->draw[talks->agreed];

    for (size_t p = 0; p < talks->parties; p++) {
        add_sum(self, &self->tally.threshold_sum[p], block->rows, block->draw[talks->threshold[p]]);
        if (!talks->none) {
            const double *utility = block->draw[talks->utility[p]];
            ent_batch_add(&self->utility[p], self->model->kernels, block->rows, utility, agreed,
                &self->tally.utility_sum[p], &self->tally.utility[p]);
        }
    }
    for (size_t i = 0; i < block->rows && !talks->none; i++) {
        double *utility;
        if (agreed[i] == 0.0) {
            continue;
        }
        utility = self->deals.to != NULL ? ent_deal_buffer_add(&self->deals, block->package[i]) : self->utilities;
        for (size_t p = 0; p < talks->parties; p++) {
            utility[p] = block->draw[talks->utility[p]][i];
        }
        if (self->deals.to == NULL) {
            ent_tally_deal(&self->tally, block->package[i], utility);
        }
    }
}

static void add_causes(ent_counter *self, const ent_block *block)
{
    const double *cause = block->draw[self->model->truce.cause];
    const double *months = block->draw[self->model->truce.months];

    for (size_t i = 0; i < block->rows && self->layout.causes > 0; i++) {
        if (cause[i] >= 0.0) { /* collapsed in month months + 1 */
            self->tally.cause_month[(size_t) cause[i] * self->layout.horizon + (size_t) months[i]]++;
        }
    }
}

static void add_answers(ent_counter *self, size_t rows, const ent_ratification_state *state)
{
    for (size_t e = 0; e < self->layout.ratifications; e++) {
        for (size_t i = 0; i < rows; i++) {
            self->tally.answer_months[e] += state->months[e * ENT_BLOCK_ROWS + i];
        }
    }
}

void ent_counter_add_played(ent_counter *self, size_t worlds, uint64_t draws)
{
    ent_chunk_counts_add_played(&self->worlds, worlds, draws);
}

void ent_counter_add(ent_counter *self, const ent_block *block, const ent_ratification_state *ratification)
{
    self->model = block->model; /* of the expert whose draws these are */
    count_worlds(self, block, ratification);
    ent_driver_counter_add(&self->drivers, &self->layout, block, (size_t) (block->first_world - self->first_world));
    add_contributors(self, block);
    ent_voting_power_add(&self->power, block, &self->tally);
    add_options(self, block);
    add_packages(self, block);
    add_causes(self, block);
    add_answers(self, block->rows, ratification);
}

void ent_counter_fold_drivers(ent_counter *self, size_t worlds)
{
    ent_driver_counter_fold(&self->drivers, &self->layout, self->tally.driver, self->first_world, worlds);
}

void ent_counter_flush(ent_counter *self)
{
    if (self->deals.to != NULL) {
        ent_deal_buffer_flush(&self->deals);
    }
    for (size_t c = 0; c < self->layout.contributors; c++) {
        ent_batch_settle(&self->troops[c], self->model->kernels, &self->tally.troops_sum[c], &self->tally.troops[c]);
    }
    for (size_t p = 0; p < self->layout.parties; p++) {
        ent_batch_settle(&self->utility[p], self->model->kernels, &self->tally.utility_sum[p], &self->tally.utility[p]);
    }
}
