#include "run/deals/acceptance.h"

#include "base/status.h"

#include <gsl/gsl_sort_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    WORDS = ENT_ACCEPTANCE_WORDS,
    NARROW = 2,        /* words of a small batch */
    MOST_BATCHES = 64, /* sets of preferences that are collected at a time, where they vary by draw */
    FEW_ROWS = 16      /* ranks among so few are looked up without cells */
};

/* --- counts ------------------------------------------------------------------------------------------------------- */

int ent_acceptance_counts_init(ent_acceptance_counts *self, size_t packages, size_t parties)
{
    *self = (ent_acceptance_counts){.packages = packages, .parties = parties};
    self->acceptable = calloc(packages + 1, sizeof(*self->acceptable));
    self->never_enough = calloc(parties + 1, sizeof(*self->never_enough));
    return self->acceptable != NULL && self->never_enough != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

void ent_acceptance_counts_free(ent_acceptance_counts *self)
{
    free(self->acceptable);
    free(self->never_enough);
    *self = (ent_acceptance_counts){.packages = 0};
}

void ent_acceptance_counts_merge(ent_acceptance_counts *self, const ent_acceptance_counts *from)
{
    for (size_t i = 0; i < self->packages; i++) {
        self->acceptable[i] += from->acceptable[i];
    }
    for (size_t p = 0; p < self->parties; p++) {
        self->never_enough[p] += from->never_enough[p];
    }
    self->draws += from->draws;
    self->none += from->none;
    self->nothing_left += from->nothing_left;
    self->apart += from->apart;
}

/* --- memory ------------------------------------------------------------------------------------------------------- */

static size_t entries_of(const ent_talks_plan *plan)
{
    return plan->together != NULL ? plan->together->entries : 0;
}

static int batch_init(ent_acceptance_batch *self, const ent_talks_plan *plan, size_t vetoes)
{
    self->gain = calloc(vetoes * plan->options + 1, sizeof(*self->gain));
    self->total = calloc(vetoes + 1, sizeof(*self->total));
    self->addition = calloc(vetoes * entries_of(plan) + 1, sizeof(*self->addition));
    self->asked = calloc(vetoes * ENT_ACCEPTANCE_ROWS + 1, sizeof(*self->asked));
    self->left = calloc(plan->options * WORDS, sizeof(*self->left));
    return self->gain != NULL && self->total != NULL && self->addition != NULL && self->asked != NULL &&
                   self->left != NULL
               ? ENT_OK
               : ENT_ERR_NO_MEMORY;
}

static void batch_free(ent_acceptance_batch *self)
{
    free(self->gain);
    free(self->total);
    free(self->addition);
    free(self->asked);
    free(self->left);
}

static int allocate_scratch(ent_acceptance *self)
{
    const ent_talks_plan *plan = self->plan;
    size_t vetoes = self->vetoes;

    self->sorted = calloc(vetoes * ENT_ACCEPTANCE_ROWS + 1, sizeof(*self->sorted));
    self->below = calloc(vetoes * (ENT_ACCEPTANCE_CELLS + 1) + 1, sizeof(*self->below));
    self->lowest = calloc(vetoes * (ENT_ACCEPTANCE_ROWS + 1) * WORDS + 1, sizeof(*self->lowest));
    self->sum = calloc((plan->demands + 1) * vetoes + 1, sizeof(*self->sum));
    self->open = calloc((plan->demands + 1) * WORDS, sizeof(*self->open));
    self->option = calloc(plan->demands, sizeof(*self->option));
    self->any = calloc(WORDS, sizeof(*self->any));
    self->some = calloc(WORDS, sizeof(*self->some));
    self->enough = calloc(vetoes * WORDS + 1, sizeof(*self->enough));
    self->order = calloc(ENT_ACCEPTANCE_ROWS, sizeof(*self->order));
    return self->sorted != NULL && self->below != NULL && self->lowest != NULL && self->sum != NULL &&
                   self->open != NULL && self->option != NULL && self->any != NULL && self->some != NULL &&
                   self->enough != NULL && self->order != NULL
               ? ENT_OK
               : ENT_ERR_NO_MEMORY;
}

int ent_acceptance_init(
    ent_acceptance *self, const ent_talks_plan *plan, const ent_kernels *kernels, ent_acceptance_counts *counts)
{
    size_t batches = plan->preferences == ENT_RATE_DRAW ? MOST_BATCHES : 1;
    int status;

    *self = (ent_acceptance){.plan = plan, .kernels = kernels, .counts = counts};
    self->veto = calloc(plan->parties + 1, sizeof(*self->veto));
    self->decider = calloc(plan->parties + 1, sizeof(*self->decider));
    self->batch = calloc(batches, sizeof(*self->batch));
    if (self->veto == NULL || self->decider == NULL || self->batch == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t j = 0; j < plan->deciders; j++) {
        if (plan->veto[plan->decider[j]]) {
            self->veto[self->vetoes] = plan->decider[j];
            self->decider[self->vetoes++] = j;
        }
    }
    status = allocate_scratch(self);
    while (status == ENT_OK && self->batches < batches) {
        status = batch_init(&self->batch[self->batches++], plan, self->vetoes);
    }
    return status;
}

void ent_acceptance_free(ent_acceptance *self)
{
    for (size_t b = 0; b < self->batches; b++) {
        batch_free(&self->batch[b]);
    }
    free(self->batch);
    free(self->veto);
    free(self->decider);
    free(self->sorted);
    free(self->below);
    free(self->lowest);
    free(self->sum);
    free(self->open);
    free(self->option);
    free(self->any);
    free(self->some);
    free(self->enough);
    free(self->order);
    *self = (ent_acceptance){.plan = NULL};
}

/* --- ranks -------------------------------------------------------------------------------------------------------- */

/* Sorts the utilities that a party asks for. lowest: the sets of the k rows that ask least, k = 0 … rows. */
static void sort_party(ent_acceptance *self, const ent_acceptance_batch *batch, size_t v)
{
    const double *asked = batch->asked + v * ENT_ACCEPTANCE_ROWS;
    double *sorted = self->sorted + v * ENT_ACCEPTANCE_ROWS;
    uint64_t *lowest = self->lowest + v * (ENT_ACCEPTANCE_ROWS + 1) * WORDS;

    gsl_sort_index(self->order, asked, 1, batch->rows);
    memset(lowest, 0, WORDS * sizeof(*lowest));
    for (size_t k = 0; k < batch->rows; k++) {
        size_t row = self->order[k];
        sorted[k] = asked[row];
        for (size_t w = 0; w < WORDS; w++) {
            lowest[WORDS + w] = lowest[w];
        }
        lowest += WORDS;
        lowest[row / 64] |= UINT64_C(1) << (row % 64);
    }
}

/* Counts the rows that ask for less than the start of each cell. */
static void fill_cells(ent_acceptance *self, const ent_acceptance_batch *batch, size_t v)
{
    const double *sorted = self->sorted + v * ENT_ACCEPTANCE_ROWS;
    uint16_t *below = self->below + v * (ENT_ACCEPTANCE_CELLS + 1);
    size_t k = 0;

    for (size_t cell = 0; cell <= ENT_ACCEPTANCE_CELLS; cell++) {
        while (batch->rows > FEW_ROWS && k < batch->rows && sorted[k] < (double) cell / ENT_ACCEPTANCE_CELLS) {
            k++;
        }
        below[cell] = (uint16_t) k;
    }
}

/* The number of rows in which a party asks for no more than a utility; 0 where it is NaN. */
static size_t rank_of(const ent_acceptance *self, const ent_acceptance_batch *batch, size_t v, double utility)
{
    const double *sorted = self->sorted + v * ENT_ACCEPTANCE_ROWS;
    const uint16_t *below = self->below + v * (ENT_ACCEPTANCE_CELLS + 1);
    double cell = utility * ENT_ACCEPTANCE_CELLS;
    size_t k = cell >= 0.0 ? below[cell < ENT_ACCEPTANCE_CELLS ? (size_t) cell : ENT_ACCEPTANCE_CELLS] : 0;

    while (k < batch->rows && sorted[k] <= utility) {
        k++;
    }
    return k;
}

/* --- packages ----------------------------------------------------------------------------------------------------- */

/* Whether an entry of `together` puts out the package with the options that are combined. */
static bool is_never(const ent_acceptance *self)
{
    const ent_together_plan *together = self->plan->together;

    for (size_t e = 0; together != NULL && e < together->entries; e++) {
        if (together->never[e] && ent_together_describes(self->plan, self->option, e)) {
            return true;
        }
    }
    return false;
}

/* The same operations in the same order as ent_preference_utility. */
static double utility_of(const ent_acceptance *self, const ent_acceptance_batch *batch, size_t v)
{
    const ent_talks_plan *plan = self->plan;
    double sum = self->sum[plan->demands * self->vetoes + v];

    sum = batch->total[v] > 0.0 ? sum / batch->total[v] : 0.0;
    if (plan->together == NULL) {
        return sum;
    }
    for (size_t e = 0; e < plan->together->entries; e++) {
        if (ent_together_describes(plan, self->option, e)) {
            sum += batch->addition[v * plan->together->entries + e];
        }
    }
    return sum < 0.0 ? 0.0 : sum > 1.0 ? 1.0 : sum;
}

/* Intersects the rows of a package with those in which it is enough for a party. The number of words is a constant
 * where this is called, so that the loops need no count. */
static inline void meet(size_t words, uint64_t *left, const uint64_t *open, const uint64_t *fits, uint64_t *enough)
{
    for (size_t w = 0; w < words; w++) {
        enough[w] |= open[w] & fits[w];
        left[w] &= fits[w];
    }
}

/* Counts a package in the rows in which none of its options is out. */
static void count_package(ent_acceptance *self, const ent_acceptance_batch *batch, size_t package)
{
    const uint64_t *open = self->open + self->plan->demands * WORDS;
    uint64_t left[WORDS];
    const uint64_t *set = left;
    uint64_t hits = 0;

    memcpy(left, open, sizeof(left));
    for (size_t v = 0; v < self->vetoes; v++) {
        size_t rank = rank_of(self, batch, v, utility_of(self, batch, v));
        const uint64_t *fits = self->lowest + (v * (ENT_ACCEPTANCE_ROWS + 1) + rank) * WORDS;
        if (batch->rows <= NARROW * 64) {
            meet(NARROW, left, open, fits, self->enough + v * WORDS);
        } else {
            meet(WORDS, left, open, fits, self->enough + v * WORDS);
        }
    }
    for (size_t w = 0; w < WORDS; w++) {
        self->some[w] |= open[w];
        self->any[w] |= left[w];
        hits |= left[w];
    }
    if (hits != 0) {
        self->counts->acceptable[package] += self->kernels->count_common(WORDS, 1, &set);
    }
}

/* Adds the option of demand d that is combined. Returns whether there is a row in which no option up to it is out. */
static bool add_option(ent_acceptance *self, const ent_acceptance_batch *batch, size_t d)
{
    size_t option = self->option[d];
    const uint64_t *open = self->open + d * WORDS;
    uint64_t *next = self->open + (d + 1) * WORDS;
    uint64_t rows = 0;

    for (size_t w = 0; w < WORDS; w++) {
        next[w] = open[w] & batch->left[option * WORDS + w];
        rows |= next[w];
    }
    for (size_t v = 0; v < self->vetoes; v++) {
        self->sum[(d + 1) * self->vetoes + v] =
            self->sum[d * self->vetoes + v] + batch->gain[v * self->plan->options + option];
    }
    return rows != 0;
}

/* Goes through all packages in file order, the last demand fastest. */
static void count_packages(ent_acceptance *self, const ent_acceptance_batch *batch)
{
    const ent_talks_plan *plan = self->plan;
    size_t package = 0;
    size_t below = plan->packages; /* packages with the options of the demands before d */
    size_t d = 0;

    below /= plan->first_option[1];
    self->option[0] = 0;
    while (package < plan->packages) {
        size_t options = plan->first_option[d + 1] - plan->first_option[d];
        if (self->option[d] == plan->first_option[d + 1]) { /* all options of d were combined with those before */
            below *= options;
            d--;
            self->option[d]++;
            continue;
        }
        if (!add_option(self, batch, d)) {
            package += below;
            self->option[d]++;
        } else if (d + 1 < plan->demands) {
            d++;
            self->option[d] = plan->first_option[d];
            below /= plan->first_option[d + 1] - plan->first_option[d];
        } else {
            if (!is_never(self)) {
                count_package(self, batch, package);
            }
            package++;
            self->option[d]++;
        }
    }
}

/* --- batches ------------------------------------------------------------------------------------------------------ */

static bool has_row(const uint64_t *set, size_t row)
{
    return (set[row / 64] >> (row % 64) & 1U) != 0;
}

/* Adds why there is no zone of agreement in a row. */
static void count_reason(ent_acceptance *self, size_t row)
{
    ent_acceptance_counts *counts = self->counts;
    bool apart = true;

    counts->none++;
    if (!has_row(self->some, row)) {
        counts->nothing_left++;
        return;
    }
    for (size_t v = 0; v < self->vetoes; v++) {
        if (!has_row(self->enough + v * WORDS, row)) {
            counts->never_enough[self->veto[v]]++;
            apart = false;
        }
    }
    counts->apart += apart ? 1 : 0;
}

/* Counts a batch and empties it. It keeps its preferences. */
static void count_batch(ent_acceptance *self, ent_acceptance_batch *batch)
{
    memset(self->open, 0, WORDS * sizeof(*self->open));
    memset(self->any, 0, WORDS * sizeof(*self->any));
    memset(self->some, 0, WORDS * sizeof(*self->some));
    memset(self->enough, 0, self->vetoes * WORDS * sizeof(*self->enough));
    memset(self->sum, 0, self->vetoes * sizeof(*self->sum));
    for (size_t row = 0; row < batch->rows; row++) {
        self->open[row / 64] |= UINT64_C(1) << (row % 64);
    }
    for (size_t v = 0; v < self->vetoes; v++) {
        sort_party(self, batch, v);
        fill_cells(self, batch, v);
    }
    count_packages(self, batch);
    for (size_t row = 0; row < batch->rows; row++) {
        if (!has_row(self->any, row)) {
            count_reason(self, row);
        }
    }
    self->counts->draws += batch->rows;
    batch->rows = 0;
    memset(batch->left, 0, self->plan->options * WORDS * sizeof(*batch->left));
}

/* Gives a batch without rows to other preferences. */
static void open_batch(const ent_acceptance *self, ent_acceptance_batch *batch, const ent_preference *preference)
{
    const ent_talks_plan *plan = self->plan;
    size_t entries = entries_of(plan);

    batch->stamp = preference->stamp;
    for (size_t v = 0; v < self->vetoes; v++) {
        size_t p = self->veto[v];
        batch->total[v] = preference->total[p];
        for (size_t o = 0; o < plan->options; o++) {
            batch->gain[v * plan->options + o] = preference->gain[o * plan->parties + p];
        }
        for (size_t e = 0; e < entries; e++) {
            batch->addition[v * entries + e] = preference->addition[e * plan->parties + p];
        }
    }
}

static ent_acceptance_batch *batch_for(ent_acceptance *self, const ent_preference *preference)
{
    ent_acceptance_batch *batch;

    for (size_t b = 0; b < self->batches; b++) {
        if (self->batch[b].stamp == preference->stamp) {
            return &self->batch[b];
        }
    }
    batch = &self->batch[self->oldest];
    self->oldest = (self->oldest + 1) % self->batches;
    if (batch->rows > 0) {
        count_batch(self, batch);
    }
    open_batch(self, batch, preference);
    return batch;
}

void ent_acceptance_add(ent_acceptance *self, const ent_last_round *round)
{
    const ent_talks_plan *plan = self->plan;
    ent_acceptance_batch *batch = batch_for(self, &round->preference);
    size_t row = batch->rows++;
    uint64_t bit = UINT64_C(1) << (row % 64);

    for (size_t v = 0; v < self->vetoes; v++) {
        double asked = round->aspiration[self->decider[v]];
        batch->asked[v * ENT_ACCEPTANCE_ROWS + row] = isnan(asked) ? (double) INFINITY : asked;
    }
    for (size_t o = 0; o < plan->options; o++) {
        if (!ent_is_excluded(plan, round->excluded, o)) {
            batch->left[o * WORDS + row / 64] |= bit;
        }
    }
    if (batch->rows == ENT_ACCEPTANCE_ROWS) {
        count_batch(self, batch);
    }
}

void ent_acceptance_flush(ent_acceptance *self)
{
    for (size_t b = 0; b < self->batches; b++) {
        if (self->batch[b].rows > 0) {
            count_batch(self, &self->batch[b]);
        }
    }
}
