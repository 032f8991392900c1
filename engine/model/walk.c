#include "model/walk.h"

#include "base/status.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Bounds are compared with room for rounding. */
static const double slack = 1e-9;

/* Packages tie within 1e-12 of the best value. Within the margins all that tie are found, whatever rounding does: that
 * of products is a share, and holds where no gain can be tiny. */
static const double margin = 1e-9;
static const double product_margin = 1e-4;
static const size_t most_factors = 24;

/* Shares of less than this are not compared: the difference that they are a share of is too small. */
static const double least_gain = 1e-4;

enum { MOST_PAIRS = 8192 };

int ent_walk_init(ent_walk *self, const ent_talks_plan *plan, const ent_kernels *kernels)
{
    size_t judges = plan->judges;

    *self = (ent_walk){.plan = plan, .kernels = kernels};
    self->offset = calloc(judges + 1, sizeof(*self->offset));
    self->maybe = calloc(judges + 1, sizeof(*self->maybe));
    self->sure = calloc(judges + 1, sizeof(*self->sure));
    self->weight = calloc(judges + 1, sizeof(*self->weight));
    self->unit = calloc(judges + 1, sizeof(*self->unit));
    self->add = calloc(judges + 1, sizeof(*self->add));
    self->best = calloc(judges + 1, sizeof(*self->best));
    self->option = calloc(plan->demands + 1, sizeof(*self->option));
    self->pair = calloc(MOST_PAIRS, sizeof(*self->pair));
    self->pairs = MOST_PAIRS;
    if (self->offset == NULL || self->maybe == NULL || self->sure == NULL || self->weight == NULL ||
        self->unit == NULL || self->add == NULL || self->best == NULL || self->option == NULL || self->pair == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    return ENT_OK;
}

static void free_numbers(ent_walk *self)
{
    free(self->bound);
    free(self->value);
    free(self->row);
    free(self->column);
    self->bound = NULL;
    self->value = NULL;
    self->row = NULL;
    self->column = NULL;
    self->numbers = 0;
}

void ent_walk_free(ent_walk *self)
{
    free_numbers(self);
    ent_front_free(&self->found);
    free(self->offset);
    free(self->maybe);
    free(self->sure);
    free(self->weight);
    free(self->unit);
    free(self->add);
    free(self->best);
    free(self->option);
    free(self->pair);
    *self = (ent_walk){0};
}

static int reserve(ent_walk *self, size_t numbers)
{
    if (numbers <= self->numbers) {
        return ENT_OK;
    }
    free_numbers(self);
    numbers += numbers / 2;
    self->bound = malloc(numbers * sizeof(*self->bound));
    self->value = malloc(numbers * sizeof(*self->value));
    self->row = malloc(numbers * sizeof(*self->row));
    self->column = malloc(numbers * sizeof(*self->column));
    if (self->bound == NULL || self->value == NULL || self->row == NULL || self->column == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    self->numbers = numbers;
    return ENT_OK;
}

/* --- the best value -------------------------------------------------------------------------------------------------
 */

/* What a package must be worth to tie with one that is worth `best`. A geometric mean above 1e-3, and no gain below
 * 1e-9: then rounding and the tie are less than the margin. */
static double cut_below(const ent_walk *self, ent_goal goal, double best)
{
    static const double least_product[] = {1e-3, 1e-6, 1e-9};
    size_t vetoes = self->plan->vetoes;

    if (goal != ENT_GOAL_PRODUCT) {
        return best - margin;
    }
    if (vetoes == 0 || vetoes > most_factors || best <= least_product[vetoes < 3 ? vetoes - 1 : 2]) {
        return 0.0;
    }
    return best * (1.0 - product_margin);
}

/* Drops the pairs of this goal that are not good enough. */
static void sieve(ent_walk *self)
{
    size_t kept = self->from;

    for (size_t i = self->from; i < self->count; i++) {
        self->pair[kept] = self->pair[i];
        kept += self->pair[i].value >= self->cut ? 1 : 0;
    }
    self->count = kept;
}

static bool is_sure(const ent_walk *self, const ent_front *tails, size_t tail)
{
    for (size_t j = 0; j < tails->judges; j++) {
        if (!(tails->utility[j * tails->capacity + tail] + self->add[j] >= self->sure[j])) {
            return false;
        }
    }
    return true;
}

static void consider(ent_walk *self, ent_goal goal, const ent_halves *halves, size_t head, size_t tail)
{
    double value = self->value[tail];

    if (value < self->cut) {
        return;
    }
    if (self->count == self->pairs) {
        sieve(self);
        self->full = self->full || self->count > self->pairs / 2;
    }
    if (self->full) {
        return;
    }
    self->pair[self->count++] = (ent_pair){(uint32_t) head, (uint32_t) tail, value};
    if (value > self->highest && is_sure(self, &halves->tails.part, tail)) {
        self->highest = value;
        self->cut = cut_below(self, goal, value);
    }
}

/* All tails of one head. */
static void try_head(ent_walk *self, ent_goal goal, const ent_halves *halves, size_t head)
{
    const ent_front *heads = &halves->heads.part;
    const ent_front *tails = &halves->tails.part;
    double least = self->cut > -DBL_MAX ? self->cut : -DBL_MAX;
    size_t count;

    for (size_t j = 0; j < heads->judges; j++) {
        self->add[j] = heads->utility[j * heads->capacity + head] - self->offset[j];
    }
    self->kernels->goals(tails->count, tails->judges, goal, tails->utility, tails->capacity, self->add, self->maybe,
        self->weight, self->value);
    count = self->kernels->reach(tails->count, 1, self->value, tails->count, &least, self->column);
    for (size_t i = 0; i < count; i++) {
        consider(self, goal, halves, head, self->column[i]);
    }
    self->work += 20.0 + 1.5 * (double) (tails->count + count);
}

/* Adds the pairs that may have the largest value; the head that promises most goes first. */
static void seek(ent_walk *self, ent_goal goal, const ent_halves *halves)
{
    const ent_front *heads = &halves->heads.part;
    const double least = -DBL_MAX;
    size_t first = 0;
    size_t count;

    self->from = self->count;
    self->highest = -INFINITY;
    self->cut = -INFINITY;
    for (size_t j = 0; j < heads->judges; j++) {
        self->add[j] = halves->tails.most[j] - self->offset[j];
    }
    self->kernels->goals(heads->count, heads->judges, goal, heads->utility, heads->capacity, self->add, self->maybe,
        self->weight, self->bound);
    count = self->kernels->reach(heads->count, 1, self->bound, heads->count, &least, self->row);
    for (size_t i = 1; i < count; i++) {
        first = self->bound[self->row[i]] > self->bound[self->row[first]] ? i : first;
    }
    self->work += 20.0 + 1.5 * (double) (heads->count + count);
    if (count > 0) {
        try_head(self, goal, halves, self->row[first]);
    }
    for (size_t i = 0; i < count && !self->full; i++) {
        if (i != first && self->bound[self->row[i]] >= self->cut) {
            try_head(self, goal, halves, self->row[i]);
        }
    }
    sieve(self);
}

/* --- rules ----------------------------------------------------------------------------------------------------------
 */

/* The most that each judge can get, then the shares of it. What each gets at best must be exact in the end: so the
 * packages that may be it are kept too. */
static void seek_shares(ent_walk *self, const ent_halves *halves)
{
    size_t judges = self->plan->judges;
    bool comparable = true;

    for (size_t j = 0; j < judges && !self->full; j++) {
        for (size_t i = 0; i < judges; i++) {
            self->weight[i] = i == j ? self->unit[i] : 0.0;
        }
        seek(self, ENT_GOAL_SUM, halves);
        self->best[j] = self->highest;
        comparable = comparable && self->highest >= least_gain;
    }
    for (size_t j = 0; j < judges; j++) {
        self->weight[j] = comparable ? self->unit[j] / self->best[j] : 0.0; /* then all are equal, and kept */
    }
    if (self->count > 0 && !self->full) {
        seek(self, ENT_GOAL_LEAST, halves);
    }
}

static void seek_rule(ent_walk *self, const ent_halves *halves)
{
    memcpy(self->weight, self->unit, self->plan->judges * sizeof(*self->weight));
    switch (self->plan->rule) {
    case ENT_RULE_NASH:
        seek(self, ENT_GOAL_PRODUCT, halves);
        break;
    case ENT_RULE_KALAI_SMORODINSKY:
        seek_shares(self, halves);
        break;
    case ENT_RULE_EGALITARIAN:
        seek(self, ENT_GOAL_LEAST, halves);
        break;
    default:
        seek(self, ENT_GOAL_SUM, halves);
        break;
    }
}

/* --- what was found -------------------------------------------------------------------------------------------------
 */

static int list_found(ent_walk *self, const ent_halves *halves, const ent_preference *preference)
{
    const ent_talks_plan *plan = self->plan;

    self->found.count = 0;
    if (ent_front_reserve(&self->found, self->count, plan->judges) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < self->count; i++) {
        double package =
            halves->heads.part.package[self->pair[i].head] + halves->tails.part.package[self->pair[i].tail];
        ent_preference_unpack(plan, (size_t) package, self->option);
        for (size_t j = 0; j < plan->judges; j++) {
            self->found.utility[j * self->found.capacity + i] =
                ent_preference_utility(preference, plan, self->option, plan->judge[j]);
        }
        self->found.package[i] = package;
    }
    self->found.count = self->count;
    self->work += 60.0 * (double) self->count;
    return ENT_OK;
}

int ent_walk_run(ent_walk *self, const ent_halves *halves, const ent_preference *preference, const double *least,
    const double *reservation)
{
    const ent_talks_plan *plan = self->plan;
    size_t heads = halves->heads.part.count;
    size_t tails = halves->tails.part.count;

    self->work = 0.0;
    self->count = 0;
    self->full = false;
    if (reserve(self, heads > tails ? heads : tails) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t j = 0; j < plan->judges; j++) {
        double total = preference->total[plan->judge[j]];
        self->offset[j] = reservation[j] * total;
        self->maybe[j] = (least[j] - reservation[j] - slack) * total;
        self->sure[j] = (least[j] - reservation[j] + slack) * total;
        self->unit[j] = total > 0.0 ? 1.0 / total : 0.0;
    }
    seek_rule(self, halves);
    return list_found(self, halves, preference);
}
