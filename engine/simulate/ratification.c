#include "simulate/ratification.h"

#include "base/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Tolerance for the rounding of k * months_per_round: a round in the month of an answer is not after it. */
static const double month_slack = 1e-9;

/* --- memory ------------------------------------------------------------------------------------------------------- */

static bool goes_back(const ent_ratification_plan *plan)
{
    for (size_t e = 0; e < plan->entries; e++) {
        if (plan->if_no_talks[e]) {
            return true;
        }
    }
    return false;
}

/* Attempts that a draw can make: each is signed in a later round. */
static size_t most_attempts(const ent_model *model)
{
    return goes_back(&model->ratification) ? model->talks.rounds : 1;
}

static int init_attempts(ent_ratification_state *self)
{
    size_t most = most_attempts(self->model);
    size_t entries = self->model->ratification.entries;
    double *number;
    ent_answer *answer;

    self->attempt = calloc(most, sizeof(*self->attempt));
    self->kept =
        calloc(self->model->program.segment[ENT_SEGMENT_RATIFICATION].count * ENT_BLOCK_ROWS + 1, sizeof(*self->kept));
    self->number = number = calloc(2 * most * entries, sizeof(*number));
    self->answer = answer = calloc(most * entries, sizeof(*answer));
    if (self->attempt == NULL || self->kept == NULL || number == NULL || answer == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t n = 0; n < most; n++) {
        self->attempt[n].takes = number + 2 * n * entries;
        self->attempt[n].chance = number + (2 * n + 1) * entries;
        self->attempt[n].answer = answer + n * entries;
    }
    return ENT_OK;
}

static int init_signatures(ent_ratification_state *self)
{
    size_t most = most_attempts(self->model);
    size_t answers = most * self->model->ratification.entries * ENT_BLOCK_ROWS;

    self->most = most;
    self->signature = calloc(most * ENT_BLOCK_ROWS, sizeof(*self->signature));
    self->heard = calloc(answers, sizeof(*self->heard));
    self->said = calloc(answers, sizeof(*self->said));
    self->takes = calloc(answers, sizeof(*self->takes));
    return self->signature != NULL && self->heard != NULL && self->said != NULL && self->takes != NULL
               ? ENT_OK
               : ENT_ERR_NO_MEMORY;
}

int ent_ratification_init(ent_ratification_state *self, const ent_model *model)
{
    const ent_ratification_plan *plan = &model->ratification;
    bool again = goes_back(plan);

    *self = (ent_ratification_state){.model = model};
    if (plan->entries == 0) {
        return ENT_OK;
    }
    self->open = calloc(ENT_BLOCK_ROWS, sizeof(*self->open));
    self->signatures = calloc(ENT_BLOCK_ROWS, sizeof(*self->signatures));
    self->asked = calloc(plan->entries * ENT_BLOCK_ROWS, sizeof(*self->asked));
    self->yes = calloc(plan->entries * ENT_BLOCK_ROWS, sizeof(*self->yes));
    self->months = calloc(plan->entries * ENT_BLOCK_ROWS, sizeof(*self->months));
    self->package = again ? calloc(model->talks.rounds * ENT_BLOCK_ROWS, sizeof(*self->package)) : NULL;
    if (self->open == NULL || self->signatures == NULL || self->asked == NULL || self->yes == NULL ||
        self->months == NULL || (again && self->package == NULL)) {
        return ENT_ERR_NO_MEMORY;
    }
    if (model->truce.awaits_deal && init_signatures(self) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    return model->recording ? init_attempts(self) : ENT_OK;
}

void ent_ratification_free(ent_ratification_state *self)
{
    free(self->open);
    free(self->package);
    free(self->signatures);
    free(self->asked);
    free(self->yes);
    free(self->months);
    free(self->signature);
    free(self->heard);
    free(self->said);
    free(self->takes);
    free(self->attempt);
    free(self->kept);
    free(self->number);
    free(self->answer);
    *self = (ent_ratification_state){0};
}

/* --- one attempt -------------------------------------------------------------------------------------------------- */

/* The block while it is ratified. */
typedef struct ratifying {
    ent_ratification_state *state;
    const ent_ratification_plan *plan;
    const ent_talks_plan *talks;
    ent_block *block;
    double **reg;     /* of draws */
    uint32_t attempt; /* from 1 */
} ratifying;

static void copy(const ratifying *self, ent_register from, ent_register to)
{
    if (to != ENT_NO_REGISTER) {
        memcpy(self->reg[to], self->reg[from], self->block->rows * sizeof(double));
    }
}

/* Fills the columns of the signature that the settings read, and computes the settings. Rows that have no signature are
 * computed too, and not read. */
static void evaluate(const ratifying *self)
{
    const ent_model *model = self->state->model;
    ent_row_set frame = ent_block_frame(self->block);

    copy(self, self->talks->month, self->plan->month);
    copy(self, self->talks->round, self->plan->round);
    copy(self, self->talks->refused, self->plan->refused);
    for (size_t d = 0; d < self->talks->demands; d++) {
        copy(self, self->talks->deal[d], self->plan->deal[d]);
    }
    for (size_t p = 0; p < self->talks->parties; p++) {
        copy(self, self->talks->utility[p], self->plan->utility[p]);
    }
    frame.sub = self->attempt;
    frame.alive = self->state->open;
    ent_segment_run(&model->program.segment[ENT_SEGMENT_RATIFICATION], &frame);
}

/* Keeps the values that an attempt computed for the open rows: the next attempt computes all rows again. */
static void keep_values(const ratifying *self)
{
    const ent_segment *segment = &self->state->model->program.segment[ENT_SEGMENT_RATIFICATION];

    for (size_t i = 0; i < segment->count; i++) {
        const double *column = self->reg[segment->code[i].out];
        double *kept = self->state->kept + i * ENT_BLOCK_ROWS;
        for (size_t row = 0; row < self->block->rows; row++) {
            kept[row] = self->state->open[row] != 0.0 ? column[row] : kept[row];
        }
    }
}

/* Puts the values of each row's last attempt into the columns; NaN without a signature. */
static void restore_values(const ratifying *self)
{
    const ent_segment *segment = &self->state->model->program.segment[ENT_SEGMENT_RATIFICATION];

    for (size_t i = 0; i < segment->count; i++) {
        double *column = self->reg[segment->code[i].out];
        const double *kept = self->state->kept + i * ENT_BLOCK_ROWS;
        for (size_t row = 0; row < self->block->rows; row++) {
            column[row] = self->state->signatures[row] > 0 ? kept[row] : (double) NAN;
        }
    }
}

/* The value of a setting that was left out is `otherwise`. */
static double setting(const ratifying *self, ent_register at, size_t row, double otherwise)
{
    return at != ENT_NO_REGISTER ? self->reg[at][row] : otherwise;
}

static bool is_asked(const ratifying *self, size_t entry, size_t row)
{
    return setting(self, self->plan->when[entry], row, 1.0) != 0.0;
}

static bool says_yes(const ratifying *self, size_t entry, size_t row)
{
    return setting(self, self->plan->says[entry], row, 1.0) != 0.0;
}

/* Months from the signature to the answer; a number that is none counts as 0 (a guard has reported it). */
static double months_to(const ratifying *self, size_t entry, size_t row)
{
    double months = setting(self, self->plan->takes[entry], row, 0.0);

    return months > 0.0 ? months : 0.0;
}

/* What becomes of one signed deal. */
typedef struct verdict {
    bool yes;      /* all answers are yes */
    size_t entry;  /* otherwise: the entry with the earliest no */
    double months; /* from the signature to that no, or to the last yes */
} verdict;

/* The earliest no counts, of several in one month the first in file order. */
static verdict decide(const ratifying *self, size_t row)
{
    verdict first = {.yes = true, .months = INFINITY};
    double last = 0.0;

    for (size_t e = 0; e < self->plan->entries; e++) {
        double months;
        if (!is_asked(self, e, row)) {
            continue;
        }
        months = months_to(self, e, row);
        last = months > last ? months : last;
        if (!says_yes(self, e, row) && months < first.months) {
            first = (verdict){.yes = false, .entry = e, .months = months};
        }
    }
    first.months = first.yes ? last : first.months;
    return first;
}

/* Whether an entry is asked and its answer comes in time to be heard. */
static bool is_heard(const ratifying *self, const verdict *final, size_t entry, size_t row)
{
    return is_asked(self, entry, row) && (final->yes || months_to(self, entry, row) <= final->months);
}

static void count(const ratifying *self, const verdict *final, size_t row)
{
    ent_ratification_state *state = self->state;

    state->signatures[row]++;
    for (size_t e = 0; e < self->plan->entries; e++) {
        if (is_heard(self, final, e, row)) {
            state->asked[e * ENT_BLOCK_ROWS + row]++;
            state->yes[e * ENT_BLOCK_ROWS + row] += says_yes(self, e, row) ? 1 : 0;
            state->months[e * ENT_BLOCK_ROWS + row] += (uint32_t) months_to(self, e, row);
        }
    }
}

/* Keeps a signature where a truce in force may collapse before it. */
static void remember(const ratifying *self, const verdict *final, size_t row)
{
    ent_ratification_state *state = self->state;
    size_t at = row * state->most + state->signatures[row] - 1;
    double month = self->reg[self->talks->month][row];

    state->signature[at] = (ent_signature){.month = month,
        .round = self->reg[self->talks->round][row],
        .refused = final->yes ? (double) INFINITY : month + final->months,
        .ends = !final->yes && !self->plan->if_no_talks[final->entry]};
    for (size_t e = 0; e < self->plan->entries; e++) {
        size_t k = at * self->plan->entries + e;
        state->heard[k] = is_heard(self, final, e, row);
        state->said[k] = state->heard[k] && says_yes(self, e, row);
        state->takes[k] = state->heard[k] ? months_to(self, e, row) : 0.0;
    }
}

/* Keeps the attempt of row 0 for an explanation. */
static void keep(const ratifying *self, const verdict *final)
{
    ent_attempt *attempt = &self->state->attempt[self->state->attempts++];

    attempt->month = self->reg[self->talks->month][0];
    attempt->round = self->reg[self->talks->round][0];
    attempt->refused = !final->yes;
    attempt->package = self->talks->none ? UINT32_MAX : self->block->package[0];
    for (size_t e = 0; e < self->plan->entries; e++) {
        attempt->takes[e] = months_to(self, e, 0);
        attempt->chance[e] = setting(self, self->plan->chance[e], 0, 1.0);
        attempt->answer[e] = !is_asked(self, e, 0)          ? ENT_ANSWER_NOT_ASKED
                             : !is_heard(self, final, e, 0) ? ENT_ANSWER_TOO_LATE
                             : says_yes(self, e, 0)         ? ENT_ANSWER_YES
                                                            : ENT_ANSWER_NO;
    }
}

/* --- after a no --------------------------------------------------------------------------------------------------- */

/* The first round after a month, at least 1. */
static size_t round_after(const ent_talks_plan *plan, double month)
{
    size_t round = ent_first_round(plan, month);

    while (round <= plan->rounds && !((double) round * plan->months_per_round > month + month_slack)) {
        round++;
    }
    return round;
}

/* Uniform of the rule `random` for the next attempt. */
static double next_pick(const ratifying *self, size_t row)
{
    double uniform = 0.0;

    if (self->talks->pick != ENT_NO_REGISTER) {
        self->state->model->kernels->philox(
            self->talks->pick_key, self->block->first + row, self->attempt + 1, 1, &uniform);
    }
    return uniform;
}

/* Lets the talks go on without the package refused. Returns whether another deal is signed. */
static bool resume(const ratifying *self, ent_talks_state *talks, size_t row, double month)
{
    ent_block *block = self->block;
    uint32_t *refused = self->state->package + row * self->talks->rounds;
    size_t count = self->state->signatures[row];
    ent_resumption next = {.row = row,
        .first = round_after(self->talks, month),
        .refused = {.package = refused, .count = count},
        .pick = next_pick(self, row)};

    refused[count - 1] = block->package[row];
    ent_talks_resume(talks, self->reg, block->world, block->world_of[row], &next, block->package);
    return block->package[row] != UINT32_MAX;
}

/* Applies the verdict on the deal of a row. */
static void apply(const ratifying *self, const verdict *final, ent_talks_state *talks, size_t row)
{
    double *const *reg = self->reg;
    bool again = false;

    if (final->yes) {
        reg[self->talks->month][row] += final->months;
    } else {
        reg[self->talks->refused][row] += 1.0;
        if (self->plan->if_no_talks[final->entry]) {
            again = resume(self, talks, row, reg[self->talks->month][row] + final->months);
        } else {
            ent_talks_withdraw(self->talks, reg, row);
            self->block->package[row] = UINT32_MAX;
        }
    }
    self->state->open[row] = again ? 1.0 : 0.0;
}

/* --- one block ---------------------------------------------------------------------------------------------------- */

static void start(const ratifying *self)
{
    ent_ratification_state *state = self->state;
    size_t rows = self->block->rows;

    if (self->talks->none) { /* a deal from the start */
        ent_column_fill(self->reg[self->talks->agreed], 1.0, rows);
        ent_column_fill(self->reg[self->talks->month], 0.0, rows);
    }
    copy(self, self->talks->agreed, self->talks->is_signed);
    ent_column_fill(self->reg[self->talks->signed_month], (double) INFINITY, rows);
    ent_column_fill(self->reg[self->talks->refused], 0.0, rows);
    memcpy(state->open, self->reg[self->talks->agreed], rows * sizeof(*state->open));
    memset(state->signatures, 0, rows * sizeof(*state->signatures));
    memset(state->asked, 0, self->plan->entries * ENT_BLOCK_ROWS * sizeof(*state->asked));
    memset(state->yes, 0, self->plan->entries * ENT_BLOCK_ROWS * sizeof(*state->yes));
    memset(state->months, 0, self->plan->entries * ENT_BLOCK_ROWS * sizeof(*state->months));
    state->attempts = 0;
}

/* Returns whether a deal was signed in the attempt and waits for its answers. */
static bool any_open(const ratifying *self)
{
    return self->state->model->kernels->count_nonzero(self->block->rows, self->state->open) > 0;
}

void ent_ratification_run(ent_ratification_state *self, ent_block *block, ent_talks_state *talks)
{
    ratifying all = {.state = self,
        .plan = &self->model->ratification,
        .talks = &self->model->talks,
        .block = block,
        .reg = block->draw,
        .attempt = 1};

    start(&all);
    for (; talks->status == ENT_OK && any_open(&all); all.attempt++) {
        evaluate(&all);
        if (self->kept != NULL) {
            keep_values(&all);
        }
        for (size_t row = 0; row < block->rows && talks->status == ENT_OK; row++) {
            verdict final;
            if (self->open[row] == 0.0) {
                continue;
            }
            block->draw[all.talks->signed_month][row] = block->draw[all.talks->month][row];
            final = decide(&all, row);
            count(&all, &final, row);
            if (self->signature != NULL) {
                remember(&all, &final, row);
            }
            if (row == 0 && self->attempt != NULL) {
                keep(&all, &final);
            }
            apply(&all, &final, talks, row);
        }
    }
    if (self->kept != NULL) {
        restore_values(&all);
    }
    block->attempt = self->attempt;
    block->attempts = self->attempts;
    block->signature = self->signature;
    block->signatures = self->signatures;
    block->signatures_most = self->most;
}

/* --- a truce in force --------------------------------------------------------------------------------------------- */

/* Takes an answer of a signature, number `at` of all rows, out of the counts. */
static void forget_answer(ent_ratification_state *self, size_t row, size_t at, size_t entry)
{
    size_t k = at * self->model->ratification.entries + entry;

    if (self->heard[k]) {
        self->asked[entry * ENT_BLOCK_ROWS + row]--;
        self->yes[entry * ENT_BLOCK_ROWS + row] -= self->said[k] ? 1 : 0;
        self->months[entry * ENT_BLOCK_ROWS + row] -= (uint32_t) self->takes[k];
        self->heard[k] = false;
    }
}

/* Takes the last signature of a row out of the counts. */
static void forget_last(ent_ratification_state *self, size_t row)
{
    size_t at = row * self->most + --self->signatures[row];

    for (size_t e = 0; e < self->model->ratification.entries; e++) {
        forget_answer(self, row, at, e);
    }
    if (row == 0 && self->attempt != NULL) {
        self->attempts--;
    }
}

/* Takes the answers that would have come after month `known` out of the counts: the last signature of a row waits for
 * them in vain. */
static void forget_late_answers(ent_ratification_state *self, size_t row, double known)
{
    size_t entries = self->model->ratification.entries;
    size_t n = self->signatures[row] - 1;
    size_t at = row * self->most + n;

    for (size_t e = 0; e < entries; e++) {
        if (self->heard[at * entries + e] && self->signature[at].month + self->takes[at * entries + e] > known) {
            forget_answer(self, row, at, e);
            if (row == 0 && self->attempt != NULL) {
                self->attempt[n].answer[e] = ENT_ANSWER_COLLAPSE;
                self->attempt[n].refused = self->attempt[n].refused && self->signature[at].refused <= known;
            }
        }
    }
}

/* Ends the talks of a row in `month`. */
static void end_talks(ent_ratification_state *self, ent_block *block, size_t row, double month)
{
    const ent_talks_plan *talks = &self->model->talks;
    const ent_signature *list = self->signature + row * self->most;
    double refused = 0.0;
    size_t count;

    while (self->signatures[row] > 0 && list[self->signatures[row] - 1].month > month - 1.0) {
        forget_last(self, row);
    }
    count = self->signatures[row];
    if (count > 0) {
        forget_late_answers(self, row, month - 1.0);
    }
    for (size_t n = 0; n < count; n++) {
        refused += list[n].refused <= month - 1.0 ? 1.0 : 0.0;
    }
    block->draw[talks->is_signed][row] = count > 0 ? 1.0 : 0.0;
    block->draw[talks->signed_month][row] = count > 0 ? list[count - 1].month : (double) INFINITY;
    block->draw[talks->round][row] = count > 0 ? list[count - 1].round : (double) INFINITY;
    block->draw[talks->refused][row] = refused;
}

void ent_ratification_end_talks(ent_ratification_state *self, ent_block *block)
{
    const ent_model *model = self->model;

    for (size_t row = 0; self->signature != NULL && row < block->rows; row++) {
        if (block->draw[model->truce.held][row] == 0.0 && block->draw[model->talks.agreed][row] == 0.0) {
            end_talks(self, block, row, block->draw[model->truce.months][row] + 1.0);
        }
    }
    block->attempts = self->attempts;
}
