#include "model/pareto.h"

#include "base/status.h"

#include <stdlib.h>
#include <string.h>

/* A candidate is compared with the best so many only: what more would be dropped costs more to find than to keep, and
 * keeping it changes nothing. */
enum { MOST_COMPARED = 512 };

/* Above the tolerance within which packages tie (1e-12), with room for rounding. */
static const double margin = 4e-12;

struct ent_front_rank {
    double sum;     /* of the utilities that count: a package is never dominated by one of a smaller sum */
    uint32_t index; /* among the candidates */
    uint32_t package;
};

void ent_front_free(ent_front *self)
{
    free(self->utility);
    free(self->package);
    free(self->need);
    *self = (ent_front){0};
}

void ent_front_builder_free(ent_front_builder *self)
{
    ent_front_free(&self->current);
    ent_front_free(&self->next);
    free(self->total);
    free(self->rank);
    *self = (ent_front_builder){0};
}

int ent_front_reserve(ent_front *self, size_t count, size_t parties, size_t words)
{
    double *utility;
    uint32_t *package;
    uint64_t *need;
    size_t capacity;

    self->words = words;
    if (count <= self->capacity) {
        return ENT_OK;
    }
    capacity = count + count / 2 + 16;
    utility = realloc(self->utility, capacity * parties * sizeof(*utility));
    self->utility = utility != NULL ? utility : self->utility;
    package = realloc(self->package, capacity * sizeof(*package));
    self->package = package != NULL ? package : self->package;
    need = realloc(self->need, (capacity * words + 1) * sizeof(*need));
    self->need = need != NULL ? need : self->need;
    if (utility == NULL || package == NULL || need == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    self->capacity = capacity;
    return ENT_OK;
}

/* Every partial package times every option of demand d that is not always excluded. */
static int extend(ent_front *next, const ent_front *current, const ent_talks_plan *plan, size_t d,
    const double *weight, const double *score)
{
    size_t parties = plan->parties;
    size_t words = current->words;
    size_t first = plan->first_option[d];
    size_t options = plan->first_option[d + 1] - first;

    next->count = 0;
    if (ent_front_reserve(next, current->count * options, parties, words) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < current->count; i++) {
        for (size_t o = first; o < first + options; o++) {
            size_t made = next->count;
            if (plan->excluded_always[o]) {
                continue;
            }
            for (size_t p = 0; p < parties; p++) {
                next->utility[made * parties + p] =
                    current->utility[i * parties + p] + weight[d * parties + p] * score[o * parties + p];
            }
            next->package[made] = current->package[i] * (uint32_t) options + (uint32_t) (o - first);
            memcpy(next->need + made * words, current->need + i * words, words * sizeof(*next->need));
            if (plan->flag_of[o] != SIZE_MAX) {
                next->need[made * words + plan->flag_of[o] / 64] |= UINT64_C(1) << (plan->flag_of[o] % 64);
            }
            next->count++;
        }
    }
    return ENT_OK;
}

static bool counts(const ent_talks_plan *plan, size_t p)
{
    return plan->veto[p] || plan->rule == ENT_RULE_UTILITARIAN;
}

static bool needs_no_more(const uint64_t *a, const uint64_t *b, size_t words)
{
    for (size_t w = 0; w < words; w++) {
        if ((a[w] & ~b[w]) != 0) {
            return false;
        }
    }
    return true;
}

/* Whether a is at least as good as b for all that count, and would be chosen before it. total: what utilities are
 * still to be divided by; NULL: nothing. */
static bool outdoes(const ent_front *set, const ent_talks_plan *plan, const double *total, size_t a, size_t b)
{
    const double *ua = set->utility + a * plan->parties;
    const double *ub = set->utility + b * plan->parties;
    bool strictly = true;

    for (size_t p = 0; p < plan->parties; p++) {
        if (!counts(plan, p)) {
            continue;
        }
        if (!(ua[p] >= ub[p])) {
            return false;
        }
        strictly = strictly && ua[p] > ub[p] + (total != NULL ? margin * total[p] : margin);
    }
    return strictly || set->package[a] < set->package[b];
}

static bool dominates(const ent_front *set, const ent_talks_plan *plan, const double *total, size_t a, size_t b)
{
    return outdoes(set, plan, total, a, b) &&
        needs_no_more(set->need + a * set->words, set->need + b * set->words, set->words);
}

bool ent_front_supersedes(const ent_front *self, const ent_talks_plan *plan, size_t a, size_t b)
{
    return outdoes(self, plan, NULL, a, b);
}

static int by_rank(const void *left, const void *right)
{
    const struct ent_front_rank *a = left;
    const struct ent_front_rank *b = right;

    if (a->sum != b->sum) {
        return a->sum > b->sum ? -1 : 1;
    }
    return a->package < b->package ? -1 : a->package > b->package ? 1 : 0;
}

static int rank_candidates(ent_front_builder *builder, const ent_front *set, const ent_talks_plan *plan)
{
    if (set->count > builder->ranks) {
        struct ent_front_rank *grown = realloc(builder->rank, set->count * sizeof(*grown));
        if (grown == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        builder->rank = grown;
        builder->ranks = set->count;
    }
    for (size_t i = 0; i < set->count; i++) {
        double sum = 0.0;
        for (size_t p = 0; p < plan->parties; p++) {
            sum += counts(plan, p) ? set->utility[i * plan->parties + p] : 0.0;
        }
        builder->rank[i] = (struct ent_front_rank){sum, (uint32_t) i, set->package[i]};
    }
    if (set->count > 1) { /* where every option is excluded there is nothing to sort, nor memory */
        qsort(builder->rank, set->count, sizeof(*builder->rank), by_rank);
    }
    return ENT_OK;
}

static void copy_package(ent_front *to, size_t i, const ent_front *from, size_t j, size_t parties)
{
    memcpy(to->utility + i * parties, from->utility + j * parties, parties * sizeof(*to->utility));
    memcpy(to->need + i * from->words, from->need + j * from->words, from->words * sizeof(*to->need));
    to->package[i] = from->package[j];
}

/* Keeps what nothing dominates. Best sums first, so that a dominator is always met before what it dominates. */
static int prune(ent_front *kept, ent_front_builder *builder, ent_front *set, const ent_talks_plan *plan)
{
    size_t *chosen;

    if (rank_candidates(builder, set, plan) != ENT_OK || ent_front_reserve(kept, set->count, plan->parties, set->words) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    chosen = malloc((set->count + 1) * sizeof(*chosen));
    if (chosen == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    kept->count = 0;
    for (size_t i = 0; i < set->count; i++) {
        size_t candidate = builder->rank[i].index;
        bool superfluous = false;
        for (size_t k = 0; k < kept->count && k < MOST_COMPARED && !superfluous; k++) {
            superfluous = dominates(set, plan, builder->total, chosen[k], candidate);
        }
        if (!superfluous) {
            chosen[kept->count] = candidate;
            copy_package(kept, kept->count++, set, candidate, plan->parties);
        }
    }
    free(chosen);
    return ENT_OK;
}

static int start(ent_front_builder *builder, const ent_talks_plan *plan, const double *weight, size_t words)
{
    ent_front *current = &builder->current;

    if (builder->total == NULL) {
        builder->total = malloc((plan->parties + 1) * sizeof(*builder->total));
    }
    if (builder->total == NULL || ent_front_reserve(current, 1, plan->parties, words) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t p = 0; p < plan->parties; p++) {
        builder->total[p] = 0.0;
        current->utility[p] = 0.0;
        for (size_t d = 0; d < plan->demands; d++) {
            builder->total[p] += weight[d * plan->parties + p];
        }
    }
    current->count = 1;
    current->package[0] = 0;
    memset(current->need, 0, words * sizeof(*current->need));
    return ENT_OK;
}

static void swap(ent_front *a, ent_front *b)
{
    ent_front kept = *a;

    *a = *b;
    *b = kept;
}

int ent_front_build(ent_front *self, ent_front_builder *builder, const ent_talks_plan *plan, const double *weight,
    const double *score)
{
    size_t words = (plan->flags + 63) / 64;
    int status = start(builder, plan, weight, words);

    for (size_t d = 0; status == ENT_OK && d < plan->demands; d++) {
        status = extend(&builder->next, &builder->current, plan, d, weight, score);
        if (status == ENT_OK && plan->rule != ENT_RULE_RANDOM) {
            status = prune(&builder->current, builder, &builder->next, plan);
        } else {
            swap(&builder->current, &builder->next);
        }
    }
    if (status == ENT_OK) {
        status = ent_front_reserve(self, builder->current.count, plan->parties, words);
    }
    if (status != ENT_OK) {
        return status;
    }
    self->count = builder->current.count;
    for (size_t i = 0; i < self->count; i++) {
        copy_package(self, i, &builder->current, i, plan->parties);
        for (size_t p = 0; p < plan->parties; p++) {
            double *utility = &self->utility[i * plan->parties + p];
            *utility = builder->total[p] > 0.0 ? *utility / builder->total[p] : 0.0;
        }
    }
    return ENT_OK;
}
