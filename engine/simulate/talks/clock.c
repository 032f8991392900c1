#include "simulate/talks/clock.h"

#include "base/status.h"
#include "simulate/columns.h"
#include "simulate/trials.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Numbers kept at a time: 4 MB. */
static const double most_kept = 524288.0;

/* --- memory ------------------------------------------------------------------------------------------------------- */

/* The rows played at a time. */
static size_t rows_at_once(const ent_talks_plan *plan, size_t rounds)
{
    double rows = floor(most_kept / ((double) rounds * (double) (plan->kept_values + 1)));

    return rows >= (double) ENT_BLOCK_ROWS ? (size_t) ENT_BLOCK_ROWS : rows < 8.0 ? 8 : (size_t) rows;
}

static void watch(ent_talks_clock *self, size_t kept, bool falling)
{
    if (kept != SIZE_MAX) {
        self->watched[self->watches++] = (ent_round_watch){.kept = kept, .falling = falling};
    }
}

/* What acceptance depends on: a package stays acceptable while no threshold rises, no war cost falls, and no option
 * goes out. */
static int watch_acceptance(ent_talks_clock *self)
{
    const ent_talks_plan *plan = &self->model->talks;

    self->watched = calloc(2 * plan->parties + plan->options + 1, sizeof(*self->watched));
    if (self->watched == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t p = 0; !plan->none && p < plan->parties; p++) {
        watch(self, plan->veto[p] ? plan->threshold_at[p] : SIZE_MAX, false);
        watch(self, plan->veto[p] ? plan->war_cost_at[p] : SIZE_MAX, true);
    }
    for (size_t o = 0; !plan->none && o < plan->options; o++) {
        watch(self, plan->out_at[o], false);
    }
    self->setback_words = self->watches > 0 ? self->rounds / 64 + 1 : 0;
    self->setback = calloc(self->setback_words * self->most_rows + 1, sizeof(*self->setback));
    return self->setback != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

int ent_talks_clock_init(ent_talks_clock *self, ent_block *block)
{
    const ent_model *model = block->model;
    const ent_talks_plan *plan = &model->talks;
    const ent_space *space = &model->program.space[ENT_SPACE_ROUND];

    *self = (ent_talks_clock){.model = model, .block = block};
    if (!plan->clock) {
        return ENT_OK;
    }
    self->rounds = plan->none ? 1 : plan->rounds;
    self->months_per_round = plan->none ? 0.0 : plan->months_per_round;
    /* after a refusal the talks of any row may go on */
    self->most_rows = model->ratification.entries > 0 ? (size_t) ENT_BLOCK_ROWS : rows_at_once(plan, self->rounds);
    self->reg = ent_columns_new(space->registers + 4, self->most_rows, &self->memory);
    self->kept = calloc(plan->kept_values * self->rounds * self->most_rows + 1, sizeof(*self->kept));
    if (self->reg == NULL || self->kept == NULL || watch_acceptance(self) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    self->stage = self->reg[space->registers];
    self->since = self->reg[space->registers + 1];
    self->reached = self->reg[space->registers + 2];
    self->waits = self->reg[space->registers + 3];
    for (size_t i = 0; i < space->constants.count; i++) {
        ent_column_fill(self->reg[space->constants.item[i].to], space->constants.item[i].constant, self->most_rows);
    }
    return ENT_OK;
}

void ent_talks_clock_free(ent_talks_clock *self)
{
    free(self->memory);
    free(self->kept);
    free(self->watched);
    free(self->setback);
    *self = (ent_talks_clock){0};
}

/* --- start -------------------------------------------------------------------------------------------------------- */

static void import_values(ent_talks_clock *self)
{
    const ent_space *space = &self->model->program.space[ENT_SPACE_ROUND];
    const ent_block *block = self->block;

    for (size_t i = 0; i < space->draws.count; i++) {
        memcpy(self->reg[space->draws.item[i].to], block->draw[space->draws.item[i].from] + self->first,
            self->rows * sizeof(double));
    }
    for (size_t i = 0; i < space->worlds.count; i++) {
        const double *from = block->world[space->worlds.item[i].from];
        double *to = self->reg[space->worlds.item[i].to];
        for (size_t r = 0; r < self->rows; r++) {
            to[r] = from[block->world_of[self->first + r]];
        }
    }
}

static void start_events(ent_talks_clock *self)
{
    const ent_talks_plan *plan = &self->model->talks;

    import_values(self);
    for (size_t e = 0; e < plan->during_events; e++) {
        ent_column_fill(self->reg[plan->during[e].started], INFINITY, self->rows);
        ent_column_fill(self->reg[plan->during[e].summed], 0.0, self->rows);
    }
}

static void start(ent_talks_clock *self)
{
    const ent_talks_plan *plan = &self->model->talks;

    start_events(self);
    ent_column_fill(self->stage, 0.0, self->rows);
    ent_column_fill(self->since, 0.0, self->rows);
    ent_column_fill(self->reached, 0.0, self->rows);
    for (size_t i = 0; plan->stages_by_month && i < plan->stages; i++) {
        if (plan->stage_rate[i] != ENT_NO_REGISTER) {
            ent_column_fill(self->block->draw[plan->stage_month[i]] + self->first, INFINITY, self->rows);
        }
    }
    if (plan->stages_by_month) {
        ent_column_fill(self->block->draw[plan->ready] + self->first, INFINITY, self->rows);
    }
}

static ent_row_set frame_of(const ent_talks_clock *self, bool counts)
{
    return (ent_row_set){.kernels = self->model->kernels,
        .reg = self->reg,
        .rows = self->rows,
        .first = self->block->first + self->first,
        .guard = counts ? self->block->guard : NULL,
        .scratch = self->block->scratch};
}

/* --- events ------------------------------------------------------------------------------------------------------- */

/* Lets an event with `every` begin in a row. */
static void begin_again(const ent_talks_clock *self, const ent_during_plan *plan, size_t row, double month)
{
    self->reg[plan->started][row] = month;
    if (self->block->onset != NULL && self->first + row == 0) {
        ent_block_keep_onset(self->block, false, (size_t) (plan - self->model->talks.during), month);
    }
}

/* Whether an event of a row stands still. until: the last month in which each event moves; NULL: no end. */
static bool stands_still(const double *until, size_t row, double month)
{
    return until != NULL && month > until[row];
}

/* The month of an onset by `monthly`, which has trials from month 1 on. */
static void begin_monthly(
    const ent_during_plan *plan, double *const *reg, size_t rows, double month, const double *until)
{
    double *started = reg[plan->started], *summed = reg[plan->summed];

    for (size_t i = 0; i < rows && month >= 1.0; i++) {
        if (started[i] != (double) INFINITY || reg[plan->when][i] == 0.0 || stands_still(until, i, month)) {
            continue;
        }
        summed[i] += reg[plan->rate][i];
        started[i] = summed[i] >= reg[plan->trigger][i] ? month : started[i];
    }
}

/* The month of the first onset by `monthly`, where the chance of a month and `when` are the same in all: the first m
 * with m rate >= trigger. In `summed`. */
static void find_steady_onset(const ent_during_plan *plan, double *const *reg, size_t rows)
{
    const double *when = reg[plan->when], *rate = reg[plan->rate], *trigger = reg[plan->trigger];
    double *onset = reg[plan->summed];

    for (size_t i = 0; i < rows; i++) {
        double month = ceil(trigger[i] / rate[i]);
        onset[i] = when[i] == 0.0 ? (double) INFINITY : month >= 1.0 ? month : 1.0;
    }
}

/* Lets the events whose month of onset has come begin. */
static void begin_steady(
    const ent_during_plan *plan, double *const *reg, size_t rows, double month, const double *until)
{
    const double *onset = reg[plan->summed];
    double *started = reg[plan->started];

    for (size_t i = 0; i < rows; i++) {
        double now = until != NULL ? fmin(month, until[i]) : month;
        started[i] = onset[i] <= now ? onset[i] : (double) INFINITY;
    }
}

/* An onset in the month `at`; one before the start has happened in month 0. */
static void begin_at(const ent_during_plan *plan, double *const *reg, size_t rows, double month, const double *until)
{
    double *started = reg[plan->started];

    for (size_t i = 0; i < rows; i++) {
        double at = reg[plan->at][i];
        if (month == fmax(0.0, at) && !stands_still(until, i, month) && reg[plan->when][i] != 0.0 &&
            reg[plan->trigger][i] > 1.0 - reg[plan->rate][i]) {
            started[i] = at;
        }
    }
}

static void begin_repeated(const ent_talks_clock *self, const ent_during_plan *plan, double month, const double *until)
{
    double *const *reg = self->reg;

    for (size_t i = 0; i < self->rows; i++) {
        ent_trials trials = {.at = reg[plan->at][i],
            .every = reg[plan->every][i],
            .lasts = plan->lasts != ENT_NO_REGISTER ? reg[plan->lasts][i] : (double) INFINITY,
            .chance = reg[plan->rate][i],
            .key = plan->key,
            .index = self->block->first + self->first + i,
            .kernels = self->model->kernels};
        double onset;
        if (reg[plan->when][i] == 0.0 || stands_still(until, i, month)) {
            continue;
        }
        if (month == 0.0 && ent_trials_before(&trials, 0.0, -(double) INFINITY, &onset)) {
            begin_again(self, plan, i, onset);
        }
        if (ent_trials_in(&trials, month)) {
            begin_again(self, plan, i, month);
        }
    }
}

/* Sets which events are active at a point in time, counted in months. */
static void fill_active(const ent_during_plan *plan, double *const *reg, size_t rows, double time, const double *until)
{
    const double *started = reg[plan->started];
    const double *lasts = plan->lasts != ENT_NO_REGISTER ? reg[plan->lasts] : NULL;
    double *active = reg[plan->active];

    for (size_t i = 0; i < rows; i++) {
        double end = lasts != NULL ? started[i] + lasts[i] : (double) INFINITY;
        double now = until != NULL ? fmin(time, until[i]) : time;
        active[i] = ((started[i] <= now) & (now < end)) ? 1.0 : 0.0;
    }
}

/* Lets an event whose onset is known beforehand begin in a month, and sets where it is active. */
static void run_steady(const ent_talks_clock *self, const ent_during_plan *plan, double month)
{
    double *const *reg = self->reg;
    const double *lasts = plan->lasts != ENT_NO_REGISTER ? reg[plan->lasts] : NULL;

    if (month == 0.0) {
        find_steady_onset(plan, reg, self->rows);
    }
    self->model->kernels->under_way(self->rows, month, reg[plan->summed], lasts, reg[plan->started], reg[plan->active]);
}

/* Lets an event begin in a month. */
static void begin(const ent_talks_clock *self, const ent_during_plan *plan, double month, const double *until)
{
    if (plan->every != ENT_NO_REGISTER) {
        begin_repeated(self, plan, month, until);
    } else if (plan->steady) {
        if (month == 0.0) {
            find_steady_onset(plan, self->reg, self->rows);
        }
        begin_steady(plan, self->reg, self->rows, month, until);
    } else if (plan->monthly) {
        begin_monthly(plan, self->reg, self->rows, month, until);
    } else {
        begin_at(plan, self->reg, self->rows, month, until);
    }
}

static void set_calendar(const ent_talks_clock *self, double time)
{
    if (self->model->talks.calendar != ENT_NO_REGISTER) {
        ent_column_fill(self->reg[self->model->talks.calendar], time, self->rows);
    }
}

/* Runs the events of a month, or (begins false) only sets which are active at a time within it. */
static void run_events(ent_talks_clock *self, double time, bool begins)
{
    const ent_model *model = self->model;
    ent_row_set frame = frame_of(self, begins);

    set_calendar(self, time);
    for (size_t e = 0; e < model->talks.during_events; e++) {
        const ent_during_plan *plan = &model->talks.during[e];
        ent_segment_run(&model->program.segment[plan->segment], &frame);
        if (begins && plan->steady && plan->every == ENT_NO_REGISTER) {
            run_steady(self, plan, time);
            continue;
        }
        if (begins) {
            begin(self, plan, time, NULL);
        }
        fill_active(plan, self->reg, self->rows, time, NULL);
    }
}

/* --- stages ------------------------------------------------------------------------------------------------------- */

/* Passes the stage that a row waits for, if it can be passed in this month. */
static void pass_stage(ent_talks_clock *self, size_t i, double month)
{
    const ent_talks_plan *plan = &self->model->talks;
    double **draw = self->block->draw;
    size_t row = self->first + i;
    size_t s = (size_t) self->stage[i];
    double months = month - self->since[i];

    if (plan->stage_rate[s] != ENT_NO_REGISTER) {
        self->reached[i] += self->reg[plan->stage_rate[s]][i];
        if (!(self->reached[i] >= self->reg[plan->stage_trigger[s]][i])) {
            return;
        }
        draw[plan->stage_month[s]][row] = months;
    } else if (draw[plan->stage_month[s]][row] > months) {
        return;
    }
    self->reached[i] = 0.0;
    self->since[i] = month;
    self->stage[i] = (double) (s + 1);
    if (s + 1 == plan->stages) {
        draw[plan->ready][row] = month;
    }
}

static void run_stages(ent_talks_clock *self, double month)
{
    const ent_talks_plan *plan = &self->model->talks;
    ent_row_set frame = frame_of(self, true);

    if (!plan->stages_by_month || month < 1.0) {
        return;
    }
    ent_segment_run(&self->model->program.segment[ENT_SEGMENT_STAGES], &frame);
    for (size_t i = 0; i < self->rows; i++) {
        if (self->stage[i] < (double) plan->stages) {
            pass_stage(self, i, month);
        }
    }
}

/* --- rounds ------------------------------------------------------------------------------------------------------- */

/* Marks the rows in which a watched value moves so in round k that a package may no longer be acceptable. */
static void mark_setbacks(ent_talks_clock *self, size_t k)
{
    uint64_t *setback = self->setback + k / 64 * self->most_rows;
    uint64_t bit = UINT64_C(1) << (k % 64);

    for (size_t i = 0; i < self->watches && k > 1; i++) {
        const ent_round_watch *watch = &self->watched[i];
        const double *now = self->kept + (watch->kept * self->rounds + k - 1) * self->most_rows;
        const double *before = now - self->most_rows;
        const double *low = watch->falling ? before : now;
        const double *high = watch->falling ? now : before;
        self->model->kernels->mark_unless(self->rows, low, high, bit, setback); /* a NaN is a setback too */
    }
}

static void keep_round(ent_talks_clock *self, size_t k)
{
    const ent_talks_plan *plan = &self->model->talks;
    ent_row_set frame = frame_of(self, true);

    if (plan->stages_by_month) { /* values that stages and rounds read are computed there */
        frame.guard = NULL;
        ent_segment_run(&self->model->program.segment[ENT_SEGMENT_STAGES], &frame);
        frame.guard = self->block->guard;
    }
    ent_segment_run(&self->model->program.segment[ENT_SEGMENT_ROUND], &frame);
    for (size_t v = 0; v < plan->kept_values; v++) {
        memcpy(self->kept + (v * self->rounds + k - 1) * self->most_rows, self->reg[plan->kept[v].from],
            self->rows * sizeof(double));
    }
    mark_setbacks(self, k);
    for (size_t v = 0; k == 1 && v < plan->first_values; v++) {
        memcpy(self->block->draw[plan->first[v].to] + self->first, self->reg[plan->first[v].from],
            self->rows * sizeof(double));
    }
}

/* Copies the values of the last round to the draws: they count without a signature. */
static void settle_all(ent_talks_clock *self)
{
    const ent_talks_plan *plan = &self->model->talks;

    for (size_t v = 0; v < plan->kept_values; v++) {
        if (plan->kept[v].to != ENT_NO_REGISTER) {
            memcpy(self->block->draw[plan->kept[v].to] + self->first,
                self->kept + (v * self->rounds + self->rounds - 1) * self->most_rows, self->rows * sizeof(double));
        }
    }
}

size_t ent_talks_clock_run(ent_talks_clock *self, size_t first)
{
    size_t left = self->block->rows - first;
    size_t month = 0; /* the next to be played */

    self->first = first;
    self->rows = left < self->most_rows ? left : self->most_rows;
    memset(self->setback, 0, self->setback_words * self->most_rows * sizeof(*self->setback));
    start(self);
    for (size_t k = 1; k <= self->rounds; k++) {
        double round = (double) k * self->months_per_round;
        while ((double) month <= round) {
            run_events(self, (double) month, true);
            run_stages(self, (double) month);
            month++;
        }
        if (round != (double) month - 1.0) {
            run_events(self, round, false);
        }
        keep_round(self, k);
    }
    settle_all(self);
    return self->rows;
}

size_t ent_talks_clock_last_growing(const ent_talks_clock *self, size_t row, size_t k)
{
    size_t first = k + 1;

    for (size_t w = first / 64; w < self->setback_words; w++) {
        uint64_t setback = self->setback[w * self->most_rows + (row - self->first)];
        setback &= w == first / 64 ? ~UINT64_C(0) << (first % 64) : ~UINT64_C(0);
        if (setback != 0) {
            return w * 64 + (size_t) __builtin_ctzll(setback) - 1;
        }
    }
    return self->rounds;
}

void ent_talks_clock_settle(const ent_talks_clock *self, size_t row, size_t k)
{
    const ent_talks_plan *plan = &self->model->talks;

    for (size_t v = 0; v < plan->kept_values; v++) {
        if (plan->kept[v].to != ENT_NO_REGISTER) {
            self->block->draw[plan->kept[v].to][row] = ent_talks_clock_value(self, v, row, k);
        }
    }
}

/* --- while signed deals wait -------------------------------------------------------------------------------------- */

/* The number of months, from 0 on, up to the latest entry into force. */
static size_t months_to_last_deal(const ent_talks_clock *self)
{
    const ent_talks_plan *plan = &self->model->talks;
    double *const *draw = self->block->draw;
    double last = 0.0;

    for (size_t row = 0; row < self->rows; row++) {
        last = draw[plan->agreed][row] != 0.0 ? fmax(last, draw[plan->month][row]) : last;
    }
    return (size_t) last + 1;
}

/* Runs the events of a month. Those of the months up to the last round have been counted by guards. */
static void move_events(ent_talks_clock *self, double month)
{
    const ent_model *model = self->model;
    const ent_talks_plan *plan = &model->talks;
    double *const *draw = self->block->draw;
    ent_row_set frame = frame_of(self, month > (double) self->rounds * self->months_per_round);

    for (size_t row = 0; row < self->rows; row++) {
        self->waits[row] = draw[plan->agreed][row] != 0.0 && month <= draw[plan->month][row] ? 1.0 : 0.0;
    }
    frame.alive = self->waits;
    set_calendar(self, month);
    for (size_t e = 0; e < plan->during_events; e++) {
        const ent_during_plan *event = &plan->during[e];
        const double *until = draw[event->goes_on ? plan->month : plan->signed_month];
        ent_segment_run(&model->program.segment[event->segment], &frame);
        begin(self, event, month, until);
        fill_active(event, self->reg, self->rows, month, until);
    }
}

static void copy_to_draw(const ent_talks_clock *self, ent_register from, ent_register to)
{
    if (to != ENT_NO_REGISTER) {
        memcpy(self->block->draw[to], self->reg[from], self->rows * sizeof(double));
    }
}

void ent_talks_clock_play_on(ent_talks_clock *self)
{
    const ent_talks_plan *plan = &self->model->talks;
    size_t months = months_to_last_deal(self);

    start_events(self);
    for (size_t month = 0; month < months; month++) {
        move_events(self, (double) month);
    }
    for (size_t e = 0; e < plan->during_events; e++) {
        copy_to_draw(self, plan->during[e].started, plan->during[e].deal_started);
        copy_to_draw(self, plan->during[e].summed, plan->during[e].deal_summed);
    }
}
