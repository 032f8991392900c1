#include "analysis/deal_space.h"

#include "base/status.h"

#include <gsl/gsl_sort_double.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

static const double tolerance = 1e-12; /* differences that are none */

/* --- the Pareto front --------------------------------------------------------------------------------------------- */

/* Packages that are not out, and those of them that no other one exceeds or equals for all parties with a veto. */
typedef struct front_search {
    const ent_deal_space *space;
    size_t *package;   /* [packages] by falling sum of utilities */
    size_t packages;   /* that are not out */
    size_t *front;     /* [fronts] packages */
    size_t *dominator; /* [packages of the space] the member of the front that was found to be at least as good */
    size_t fronts;     /* number of members */
} front_search;

/* Whether package j leaves all parties with a veto at least what package i does, less `slack`. */
static bool is_as_good(const ent_deal_space *self, size_t j, size_t i, double slack)
{
    for (size_t p = 0; p < self->parties; p++) {
        const double *utility = self->utility + p * self->packages;
        if (self->veto[p] && !(utility[j] >= utility[i] - slack)) {
            return false;
        }
    }
    return true;
}

static bool is_better_for_one(const ent_deal_space *self, size_t j, size_t i)
{
    for (size_t p = 0; p < self->parties; p++) {
        const double *utility = self->utility + p * self->packages;
        if (self->veto[p] && utility[j] > utility[i] + tolerance) {
            return true;
        }
    }
    return false;
}

static bool dominates(const ent_deal_space *self, size_t j, size_t i)
{
    return is_as_good(self, j, i, tolerance) && is_better_for_one(self, j, i);
}

/* Sorts the packages that are not out by the sum of their utilities to the parties with a veto, largest first. A
 * package that is at least as good as another one then comes before it, since rounded sums keep the order. */
static int sort_packages(front_search *self)
{
    const ent_deal_space *space = self->space;
    double *sum = calloc(space->packages + 1, sizeof(*sum));
    size_t *order = calloc(space->packages + 1, sizeof(*order));

    for (size_t i = 0; sum != NULL && i < space->packages; i++) {
        for (size_t p = 0; p < space->parties; p++) {
            sum[i] -= space->veto[p] ? space->utility[p * space->packages + i] : 0.0;
        }
    }
    if (sum != NULL && order != NULL) {
        gsl_sort_index(order, sum, 1, space->packages);
        for (size_t i = 0; i < space->packages; i++) {
            if (!space->out[order[i]]) {
                self->package[self->packages++] = order[i];
            }
        }
    }
    free(sum);
    free(order);
    return sum != NULL && order != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

/* Lists the packages that no earlier one equals or exceeds for all parties. */
static void list_front(front_search *self)
{
    for (size_t k = 0; k < self->packages; k++) {
        size_t i = self->package[k];
        size_t m = 0;
        while (m < self->fronts && !is_as_good(self->space, self->front[m], i, 0.0)) {
            m++;
        }
        if (m == self->fronts) {
            self->front[self->fronts++] = i;
        }
        self->dominator[i] = self->front[m];
    }
}

/* Whether a package dominates i beyond the tolerance. If one does, so does the member of the front that is at least as
 * good as that one. */
static bool is_dominated(const front_search *self, size_t i)
{
    if (dominates(self->space, self->dominator[i], i)) {
        return true;
    }
    for (size_t m = 0; m < self->fronts; m++) {
        if (dominates(self->space, self->front[m], i)) {
            return true;
        }
    }
    return false;
}

int ent_deal_space_pareto(const ent_deal_space *self, bool *pareto)
{
    front_search search = {.space = self};
    int status = ENT_ERR_NO_MEMORY;

    search.package = calloc(self->packages + 1, sizeof(*search.package));
    search.front = calloc(self->packages + 1, sizeof(*search.front));
    search.dominator = calloc(self->packages + 1, sizeof(*search.dominator));
    if (search.package != NULL && search.front != NULL && search.dominator != NULL) {
        status = sort_packages(&search);
    }
    if (status == ENT_OK) {
        list_front(&search);
        for (size_t i = 0; i < self->packages; i++) {
            pareto[i] = !self->out[i] && !is_dominated(&search, i);
        }
    }
    free(search.package);
    free(search.front);
    free(search.dominator);
    return status;
}

/* --- rational packages and points ----------------------------------------------------------------------------------*/

static bool is_rational(const ent_deal_space *self, size_t i)
{
    for (size_t p = 0; p < self->parties; p++) {
        if (self->veto[p] && !(self->utility[p * self->packages + i] >= self->reservation[p] - tolerance)) {
            return false;
        }
    }
    return !self->out[i];
}

size_t ent_deal_space_rational(const ent_deal_space *self, bool *rational)
{
    size_t count = 0;

    for (size_t i = 0; i < self->packages; i++) {
        rational[i] = is_rational(self, i);
        count += rational[i] ? 1 : 0;
    }
    return count;
}

/* The rational packages, by column, for a rule that takes into account the parties with a veto, or all. */
typedef struct rational_set {
    double *utility;     /* [deciders][count] */
    double *package;     /* [count] numbers of the packages */
    double *reservation; /* [deciders] */
    double *value;       /* [count] by the rule */
    uint32_t *member;    /* [count] 0, 1, 2, … */
    size_t count, deciders;
} rational_set;

static int set_init(rational_set *self, const ent_deal_space *space, size_t count)
{
    *self = (rational_set){.count = count};
    self->utility = calloc(count * space->parties + 1, sizeof(*self->utility));
    self->package = calloc(count + 1, sizeof(*self->package));
    self->reservation = calloc(space->parties + 1, sizeof(*self->reservation));
    self->value = calloc(count + 1, sizeof(*self->value));
    self->member = calloc(count + 1, sizeof(*self->member));
    return self->utility != NULL && self->package != NULL && self->reservation != NULL && self->value != NULL &&
                   self->member != NULL
               ? ENT_OK
               : ENT_ERR_NO_MEMORY;
}

static void set_free(rational_set *self)
{
    free(self->utility);
    free(self->package);
    free(self->reservation);
    free(self->value);
    free(self->member);
}

static void set_fill(rational_set *self, const ent_deal_space *space, const bool *rational, bool everyone)
{
    self->deciders = 0;
    for (size_t p = 0; p < space->parties; p++) {
        size_t row = 0;
        if (!space->veto[p] && !everyone) {
            continue;
        }
        for (size_t i = 0; i < space->packages; i++) {
            if (rational[i]) {
                self->utility[self->deciders * self->count + row] = space->utility[p * space->packages + i];
                self->package[row] = (double) i;
                self->member[row] = (uint32_t) row;
                row++;
            }
        }
        self->reservation[self->deciders++] = space->reservation[p];
    }
}

static ent_deal_point point_of(const rational_set *self, const ent_bargaining_rule *rule)
{
    const ent_bargaining_set set = {.utility = self->utility,
        .package = self->package,
        .stride = self->count,
        .deciders = self->deciders,
        .member = self->member,
        .count = self->count,
        .reservation = self->reservation};
    ent_deal_point point = {.rule = rule};
    double best = -(double) INFINITY;

    point.package = (size_t) self->package[ent_bargaining_choose(rule, &set, self->value)];
    rule->evaluate(&set, self->value);
    for (size_t i = 0; i < self->count; i++) {
        best = self->value[i] > best ? self->value[i] : best;
    }
    for (size_t i = 0; i < self->count; i++) {
        point.ties += self->value[i] >= best - tolerance || self->value[i] == best ? 1 : 0;
    }
    return point;
}

int ent_deal_space_points(const ent_deal_space *self, const bool *rational, ent_deal_point *point, size_t *points)
{
    rational_set set;
    size_t count = 0;
    int status;

    *points = 0;
    for (size_t i = 0; i < self->packages; i++) {
        count += rational[i] ? 1 : 0;
    }
    if (count == 0) {
        return ENT_OK;
    }
    status = set_init(&set, self, count);
    for (size_t r = 0; status == ENT_OK && r < ent_bargaining_rules(); r++) {
        const ent_bargaining_rule *rule = ent_bargaining_rule_at(r);
        if (rule->evaluate != NULL) {
            set_fill(&set, self, rational, rule->everyone_decides);
            point[(*points)++] = point_of(&set, rule);
        }
    }
    set_free(&set);
    return status;
}
