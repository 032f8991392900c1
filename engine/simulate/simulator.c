#include "simulate/simulator.h"

#include "base/status.h"
#include "distribution/copula.h"
#include "simulate/coalition.h"
#include "simulate/no_deal/reasons.h"
#include "simulate/truce/pending_deal.h"

#include <string.h>

int ent_simulator_init(ent_simulator *self, const ent_model *model, size_t most_worlds)
{
    int status;

    *self = (ent_simulator){.block = {.model = model}};
    status = ent_block_init(&self->block, model, most_worlds);
    if (status == ENT_OK) {
        status = ent_talks_init(&self->talks, &model->talks, model->kernels);
    }
    if (status == ENT_OK) {
        status = ent_ratification_init(&self->ratification, model);
    }
    if (status == ENT_OK) {
        status = ent_talks_clock_init(&self->clock, &self->block);
    }
    if (status == ENT_OK && model->talks.clock) {
        ent_talks_set_clock(&self->talks, &self->clock);
    }
    return status == ENT_OK ? ent_truces_init(&self->truces, &self->block) : status;
}

int ent_simulator_tell_no_deals(ent_simulator *self)
{
    const ent_model *model = self->block.model;
    int status;

    if (model->talks.none && model->ratification.entries == 0) {
        return ENT_OK;
    }
    status = ent_no_deal_rows_init(&self->no_deal, model->talks.parties);
    self->block.no_deal = &self->no_deal;
    return status == ENT_OK ? ent_talks_tell_no_deals(&self->talks, &self->no_deal) : status;
}

int ent_simulator_tell_story(ent_simulator *self)
{
    self->block.story = &self->story;
    return ent_story_init(&self->story, &self->block.model->truce);
}

void ent_simulator_free(ent_simulator *self)
{
    ent_story_free(&self->story);
    ent_no_deal_rows_free(&self->no_deal);
    ent_truces_free(&self->truces);
    ent_ratification_free(&self->ratification);
    ent_talks_free(&self->talks);
    ent_talks_clock_free(&self->clock);
    ent_block_free(&self->block);
}

/* --- worlds ------------------------------------------------------------------------------------------------------- */

/* Draws the normal scores of correlated groups: independent ones, each from its own stream, mixed by the group's
 * Cholesky factor. */
static void draw_groups(const ent_block *self, const ent_correlated_group *coupling, size_t count, double **reg,
    uint64_t first, size_t rows)
{
    const ent_model *model = self->model;
    const ent_world_source *source = reg == self->world ? self->source : NULL;
    double **column = self->coupled;

    for (size_t g = 0; g < count; g++) {
        size_t members = coupling[g].members;
        if (coupling[g].compared) {
            ent_approximate_score_draw(
                &coupling[g].rough, model->kernels, first, rows, self->score + coupling[g].rough.column);
            continue;
        }
        for (size_t i = 0; i < members; i++) {
            const double *in;
            column[i] = reg[coupling[g].z[i]];
            in = column[i];
            if (source != NULL) {
                source->fill(source->context, model->kernels, coupling[g].key[i], first, rows, column[i]);
            } else {
                model->kernels->philox(coupling[g].key[i], first, 0, rows, column[i]);
            }
            model->kernels->op[ENT_OP_NORMAL_QUANTILE](rows, column[i], &in);
        }
        ent_copula_mix(model->kernels, coupling[g].factor, members, rows, column);
    }
}

/* Computes what depends on world and month, one world at a time over all its months. */
static void run_world_months(ent_block *self)
{
    const ent_model *model = self->model;
    const ent_space *space = &model->program.space[ENT_SPACE_WORLD_MONTH];
    size_t months = model->truce.table_months;
    ent_row_set frame = {.kernels = model->kernels,
        .rows = months,
        .scratch = self->scratch,
        .guard = self->count_guards ? self->guard : NULL,
        .reg = self->world_month_row};

    for (size_t w = 0; w < self->worlds && space->registers > 0; w++) {
        for (size_t r = 0; r < space->registers; r++) {
            self->world_month_row[r] = self->world_month[r] + w * months;
        }
        for (size_t i = 0; i < space->constants.count; i++) {
            ent_column_fill(
                self->world_month_row[space->constants.item[i].to], space->constants.item[i].constant, months);
        }
        for (size_t i = 0; i < space->worlds.count; i++) {
            ent_column_fill(
                self->world_month_row[space->worlds.item[i].to], self->world[space->worlds.item[i].from][w], months);
        }
        for (size_t i = 0; i < space->months.count; i++) {
            memcpy(self->world_month_row[space->months.item[i].to], model->month_table[space->months.item[i].from],
                months * sizeof(double));
        }
        ent_segment_run(&model->program.segment[ENT_SEGMENT_WORLD_MONTH], &frame);
    }
}

void ent_simulator_fill_worlds(ent_simulator *self, uint64_t first, size_t count, const ent_segment *code, bool groups)
{
    ent_block *block = &self->block;
    const ent_model *model = block->model;
    const ent_row_set frame = {.kernels = model->kernels,
        .source = block->source,
        .reg = block->world,
        .rows = count,
        .first = first,
        .scratch = block->scratch};

    if (groups) {
        draw_groups(block, model->world_group, model->world_groups, block->world, first, count);
    }
    ent_segment_run(code, &frame);
}

void ent_simulator_set_worlds(
    ent_simulator *self, uint64_t first, size_t count, uint64_t replications, bool count_guards)
{
    ent_block *block = &self->block;
    const ent_model *model = block->model;
    ent_row_set frame = {.kernels = model->kernels,
        .source = block->source,
        .reg = block->world,
        .rows = count,
        .first = first,
        .scratch = block->scratch,
        .guard = count_guards ? block->guard : NULL};

    block->first_world = first;
    block->worlds = count;
    block->replications = replications;
    block->count_guards = count_guards;
    draw_groups(block, model->world_group, model->world_groups, block->world, first, count);
    ent_segment_run(&model->program.segment[ENT_SEGMENT_WORLD], &frame);
    run_world_months(block);
    ent_truces_set_worlds(&self->truces);
}

/* --- draws -------------------------------------------------------------------------------------------------------- */

/* Fills world_of; the rows of a world are consecutive. */
static void assign_worlds(ent_block *self)
{
    uint64_t world = self->first / self->replications;
    uint64_t left = (world + 1) * self->replications - self->first;
    uint32_t at = (uint32_t) (world - self->first_world);

    for (size_t i = 0; i < self->rows; at++) {
        size_t end = left < self->rows - i ? i + (size_t) left : self->rows;
        for (; i < end; i++) {
            self->world_of[i] = at;
        }
        left = self->replications;
    }
}

/* Copies a column of worlds to the draws of each. */
static void expand_world(const ent_block *self, const double *from, double *to)
{
    for (size_t i = 0; i < self->rows;) {
        uint64_t left = self->replications - (self->first + i) % self->replications;
        size_t end = left < self->rows - i ? i + (size_t) left : self->rows;
        double value = from[self->world_of[i]];
        for (; i < end; i++) {
            to[i] = value;
        }
    }
}

static void expand_worlds(ent_block *self)
{
    const ent_import_list *worlds = &self->model->program.space[ENT_SPACE_DRAW].worlds;

    for (size_t i = 0; i < worlds->count; i++) {
        expand_world(self, self->world[worlds->item[i].from], self->draw[worlds->item[i].to]);
    }
}

/* Fills the numbers of the outcomes. */
static void classify(ent_block *self)
{
    const ent_outcome_plan *plan = &self->model->outcome;

    for (size_t i = 0; i < self->rows; i++) {
        self->outcome[i] = (double) plan->outcomes;
    }
    for (size_t o = plan->outcomes; o-- > 0;) { /* backwards, so that the first that holds is written last */
        const double *when = self->draw[plan->when[o]];
        for (size_t i = 0; i < self->rows; i++) {
            self->outcome[i] = when[i] != 0.0 ? (double) o : self->outcome[i];
        }
    }
}

int ent_simulator_run_talks(ent_simulator *self, uint64_t first, size_t rows)
{
    ent_block *block = &self->block;
    const ent_model *model = block->model;
    const ent_segment *segment = model->program.segment;
    ent_row_set frame;

    block->first = first;
    block->rows = rows;
    block->onsets = 0;
    frame = ent_block_frame(block);
    assign_worlds(block);
    expand_worlds(block);
    draw_groups(block, model->draw_group, model->draw_groups, block->draw, first, rows);
    ent_segment_run(&segment[ENT_SEGMENT_COALITION], &frame);
    if (model->coalition.any_after) {
        ent_coalition_solve(&model->coalition, model->kernels, block->draw, rows, block->scratch);
    }
    ent_segment_run(&segment[ENT_SEGMENT_TALKS], &frame);
    for (size_t row = 0; model->talks.none && model->talks.clock && row < rows;) {
        row += ent_talks_clock_run(&self->clock, row);
    }
    if (!model->talks.none) {
        ent_talks_run(&self->talks, block->draw, block->world, block->world_of, rows, block->package);
    }
    if (model->ratification.entries > 0) {
        ent_ratification_run(&self->ratification, block, &self->talks);
    }
    return self->talks.status;
}

int ent_simulator_run(ent_simulator *self, uint64_t first, size_t rows)
{
    ent_block *block = &self->block;
    const ent_model *model = block->model;
    const ent_segment *segment = model->program.segment;
    ent_row_set frame;
    int status = ent_simulator_run_talks(self, first, rows);

    frame = ent_block_frame(block);
    if (model->talks.plays_on) {
        ent_talks_clock_play_on(&self->clock);
    }
    if (model->truce.awaits_deal) {
        ent_pending_deals_keep(block);
    }
    ent_segment_run(&segment[ENT_SEGMENT_DEAL], &frame);
    ent_truces_run(&self->truces);
    if (model->truce.awaits_deal) {
        ent_ratification_end_talks(&self->ratification, block);
    }
    if (block->no_deal != NULL) {
        ent_no_deal_settle(block, &self->ratification);
    }
    ent_segment_run(&segment[ENT_SEGMENT_OUTCOME], &frame);
    classify(block);
    return status;
}
