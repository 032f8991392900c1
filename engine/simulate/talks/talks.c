#include "simulate/talks/talks.h"

#include "base/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Plans with this many packages or fewer are enumerated: tables of half packages would cost more. */
static const double few_packages = 64.0;

/* Members of a front up to this number are all given to the rule. */
static const size_t short_front = 16;

/* Entries of the cache are fetched from memory for a draw that is this many rows ahead. */
static const size_t rows_ahead = 4;

/* --- memory ---------------------------------------------------------------------------------------------------------
 */

int ent_talks_init(ent_talks_state *self, const ent_talks_plan *plan, const ent_kernels *kernels)
{
    *self = (ent_talks_state){.plan = plan, .kernels = kernels, .status = ENT_OK};
    if (plan->none) {
        return ENT_OK;
    }
    self->option = calloc(plan->demands, sizeof(*self->option));
    self->entered = calloc(ent_exclusion_words(plan) + 1, sizeof(*self->entered));
    self->first = calloc(ENT_BLOCK_ROWS, sizeof(*self->first));
    self->slot = calloc(ENT_BLOCK_ROWS, sizeof(*self->slot));
    self->stamp = calloc(ENT_BLOCK_ROWS, sizeof(*self->stamp));
    if (self->option == NULL || self->entered == NULL || self->first == NULL || self->slot == NULL ||
        self->stamp == NULL || ent_preferences_init(&self->preferences, plan) != ENT_OK ||
        ent_exclusions_init(&self->exclusions, plan, kernels) != ENT_OK ||
        ent_aspirations_init(&self->aspirations, plan) != ENT_OK ||
        ent_enumeration_init(&self->search, plan, kernels) != ENT_OK ||
        ent_pareto_cache_init(&self->fronts, plan) != ENT_OK ||
        ent_half_packages_init(&self->halves, plan, kernels) != ENT_OK ||
        ent_branch_and_bound_init(&self->walk, plan, kernels) != ENT_OK ||
        ent_random_package_init(&self->pick, plan, kernels) != ENT_OK ||
        ent_remaining_packages_init(&self->remaining, plan, kernels) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    self->search.keeps_all = plan->rule->method == ENT_BARGAINING_COUNT;
    return ENT_OK;
}

void ent_talks_free(ent_talks_state *self)
{
    ent_preferences_free(&self->preferences);
    ent_exclusions_free(&self->exclusions);
    ent_aspirations_free(&self->aspirations);
    ent_enumeration_free(&self->search);
    ent_pareto_cache_free(&self->fronts);
    ent_half_packages_free(&self->halves);
    ent_branch_and_bound_free(&self->walk);
    ent_random_package_free(&self->pick);
    ent_remaining_packages_free(&self->remaining);
    ent_standoff_free(&self->standoff);
    free(self->first);
    free(self->slot);
    free(self->stamp);
    free(self->option);
    free(self->entered);
    free(self->acceptable);
    free(self->value);
    *self = (ent_talks_state){0};
}

void ent_talks_set_clock(ent_talks_state *self, ent_talks_clock *clock)
{
    self->clock = clock;
    self->aspirations.clock = clock;
    self->exclusions.clock = clock;
}

int ent_talks_tell_no_deals(ent_talks_state *self, ent_no_deal_rows *rows)
{
    self->no_deal = rows;
    return self->plan->none ? ENT_OK : ent_standoff_init(&self->standoff, self->plan, self->kernels);
}

static int reserve(ent_talks_state *self, size_t count)
{
    uint32_t *acceptable;
    double *value;
    size_t capacity = count + count / 2;

    if (count <= self->capacity) {
        return ENT_OK;
    }
    acceptable = realloc(self->acceptable, capacity * sizeof(*acceptable));
    self->acceptable = acceptable != NULL ? acceptable : self->acceptable;
    value = realloc(self->value, capacity * sizeof(*value));
    self->value = value != NULL ? value : self->value;
    if (acceptable == NULL || value == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    self->capacity = capacity;
    return ENT_OK;
}

/* --- one round ------------------------------------------------------------------------------------------------------
 */

/* One draw, and how its deal is found in the rounds that exclude the same options. */
typedef struct negotiation {
    size_t row, first; /* first: the first round in which it can sign */
    const ent_preference *preference;
    double *const *reg;
    const uint64_t *excluded; /* flags of the options that are out in the round entered last; NULL before the first */
    bool open;                /* a package may be acceptable in a round from `first` on with these exclusions */
    ent_refused_packages refused;                                         /* by ratification, in earlier attempts */
    double pick;                                                          /* uniform of the rule `random` */
    enum { BY_FRONT, BY_BRANCH_AND_BOUND, BY_COUNTING, BY_BOXES } method; /* by boxes: without the refused packages */
    ent_pareto_front front;  /* packages to choose from; by branch and bound: in the round tried last */
    ent_pareto_entry *entry; /* of the cache; NULL by counting */
} negotiation;

/* Enumerates the packages that can be the deal in any round from the first on, after `search` opened the enumeration.
 */
static void enumerate(ent_talks_state *self, negotiation *draw)
{
    self->status = ent_enumeration_run(&self->search, (double) INFINITY);
    ent_pareto_cache_spend(draw->entry, self->search.work);
    draw->front = self->search.found;
    draw->method = BY_FRONT;
}

static void branch_and_bound(ent_talks_state *self, negotiation *draw)
{
    self->status = ent_branch_and_bound_run(
        &self->walk, &self->halves, draw->preference, self->aspirations.aspiration, self->aspirations.reservation);
    ent_pareto_cache_spend(draw->entry, self->walk.work);
    draw->front = self->walk.found;
    if (self->walk.full && self->status == ENT_OK) {
        enumerate(self, draw);
    }
}

/* Chooses between branch and bound and enumeration, unless it is certain that no package is acceptable. */
static void search(ent_talks_state *self, negotiation *draw)
{
    const ent_bargaining_method method = self->plan->rule->method;
    bool has_bounds =
        (method == ENT_BARGAINING_GOAL || method == ENT_BARGAINING_SHARES) && self->plan->together == NULL;

    ent_aspirations_bound(&self->aspirations, draw->reg, draw->row, draw->first);
    if (!ent_enumeration_open(&self->search, draw->preference, draw->excluded, self->aspirations.lowest)) {
        return;
    }
    if (has_bounds && self->plan->deciders > 0 && ent_enumeration_packages(&self->search) > few_packages) {
        self->status = ent_half_packages_set(&self->halves, draw->preference, draw->excluded);
        draw->method = BY_BRANCH_AND_BOUND;
    } else {
        enumerate(self, draw);
    }
}

/* Chooses how the deal is found with the exclusions of the round entered. */
static void open_exclusions(ent_talks_state *self, negotiation *draw)
{
    bool counts = self->plan->rule->method == ENT_BARGAINING_COUNT && self->plan->together == NULL;
    bool is_known = false;

    draw->method = counts ? BY_COUNTING : draw->refused.count > 0 ? BY_BOXES : BY_FRONT;
    if (draw->method == BY_FRONT) {
        draw->entry = ent_pareto_cache_find(&self->fronts, draw->preference->stamp, draw->excluded);
        is_known = ent_pareto_cache_front(
            &self->fronts, draw->entry, &self->search, draw->preference, draw->excluded, &draw->front, &self->status);
    }
    if (draw->method == BY_FRONT && self->status == ENT_OK && !is_known) {
        search(self, draw);
    }
    draw->open = draw->method != BY_FRONT || draw->front.count > 0;
}

/* Makes round k the one that is tried. Only the exclusions of a round decide how its deal is found, so this does
 * nothing where they are those of the round entered before. Returns false if no package is acceptable in round k. */
static bool enter_round(ent_talks_state *self, negotiation *draw, size_t k)
{
    size_t words = self->exclusions.words;
    const uint64_t *excluded;

    if (draw->excluded != NULL && !self->plan->softens) {
        return draw->open;
    }
    excluded = ent_exclusions_of(&self->exclusions, draw->reg, draw->row, k);
    if (draw->excluded != NULL && memcmp(excluded, self->entered, words * sizeof(*excluded)) == 0) {
        return draw->open;
    }
    if (self->plan->softens) {
        memcpy(self->entered, excluded, words * sizeof(*excluded));
        excluded = self->entered;
    }
    draw->excluded = excluded;
    draw->front.count = 0;
    open_exclusions(self, draw);
    return draw->open;
}

/* Lists the acceptable members of a set of packages. Of a long list, and if the rule has a goal, lists only those
 * within its margin of the best. Returns how many. */
static size_t list_acceptable(ent_talks_state *self, const ent_pareto_front *front)
{
    const ent_kernels *kernels = self->kernels;
    const ent_bargaining_rule *rule = self->plan->rule;
    const double *aspiration = self->aspirations.aspiration;
    ent_bargaining_margin margin;
    double best, cut;
    size_t count =
        kernels->reach(front->count, front->deciders, front->utility, front->capacity, aspiration, self->acceptable);

    if (count <= short_front || rule->method != ENT_BARGAINING_GOAL) {
        return count;
    }
    best = kernels->worth(front->count, front->deciders, rule->goal, front->utility, front->capacity, aspiration,
        self->aspirations.reservation, self->value);
    margin = rule->margin(front->deciders);
    cut = best > margin.floor ? margin.share * best - margin.margin : margin.low;
    return kernels->reach(front->count, 1, self->value, front->count, &cut, self->acceptable);
}

/* Returns the number of acceptable packages that were not refused, after the aspirations were set. */
static size_t count_acceptable(ent_talks_state *self, const negotiation *draw)
{
    const double *aspiration = self->aspirations.aspiration;
    size_t count;

    self->status = ent_random_package_count(&self->pick, draw->preference, draw->excluded, aspiration);
    if (self->status != ENT_OK) {
        return 0;
    }
    count = (size_t) self->pick.count;
    return draw->refused.count == 0 ? count
                                    : count - ent_acceptable_refused(&self->remaining, draw->preference, draw->excluded,
                                                  aspiration, draw->refused, SIZE_MAX);
}

/* Finds the packages that can be the deal of round k. Returns the number listed in `acceptable`, or counted; 0 if and
 * only if no package is acceptable. */
static size_t find_acceptable(ent_talks_state *self, negotiation *draw, size_t k)
{
    if (!enter_round(self, draw, k)) {
        return 0;
    }
    ent_aspirations_set(&self->aspirations, draw->reg, draw->row, k);
    if (draw->method == BY_COUNTING && self->status == ENT_OK) {
        return count_acceptable(self, draw);
    }
    if (draw->method == BY_BOXES && self->status == ENT_OK) {
        self->status = ent_remaining_packages_run(&self->remaining, &self->search, draw->preference, draw->excluded,
            self->aspirations.aspiration, draw->refused);
        draw->front = self->remaining.found;
    }
    if (draw->method == BY_BRANCH_AND_BOUND && self->status == ENT_OK) {
        branch_and_bound(self, draw);
    }
    if (self->status == ENT_OK) {
        self->status = reserve(self, draw->front.count);
    }
    return self->status == ENT_OK ? list_acceptable(self, &draw->front) : 0;
}

/* --- one draw -------------------------------------------------------------------------------------------------------
 */

/* The last round, from round k on, up to which acceptable packages stay acceptable. (Refusals that soften open more
 * packages with every round.) */
static size_t last_growing(const ent_talks_state *self, const negotiation *draw, size_t k)
{
    if (self->plan->rising_cost) {
        return k;
    }
    return self->clock != NULL ? ent_talks_clock_last_growing(self->clock, draw->row, k) : self->plan->rounds;
}

/* Finds by bisection the first round of first ... last with an acceptable package, where acceptable packages stay so
 * and round `last`, which was tried last, has some. Leaves the result of find_acceptable for this round. */
static size_t first_acceptable(ent_talks_state *self, negotiation *draw, size_t first, size_t last, size_t *count)
{
    size_t listed = last;

    while (first < last) {
        size_t middle = first + (last - first) / 2;
        *count = find_acceptable(self, draw, middle);
        listed = middle;
        last = *count > 0 ? middle : last;
        first = *count > 0 ? first : middle + 1;
    }
    if (listed != last) {
        *count = find_acceptable(self, draw, last);
    }
    return last;
}

/* Returns the first round, from the draw's first on, with an acceptable package, or 0. Leaves the result of
 * find_acceptable for this round. Stages take long, so the first round is tried before; then the last one of each
 * stretch of rounds in which acceptable packages stay so.
 */
static size_t signing_round(ent_talks_state *self, negotiation *draw, size_t *count)
{
    size_t first = draw->first;

    *count = find_acceptable(self, draw, first);
    if (*count > 0) {
        return first;
    }
    for (size_t last = last_growing(self, draw, first++); first <= self->plan->rounds; first = last + 1) {
        last = last < first ? last_growing(self, draw, first) : last;
        *count = find_acceptable(self, draw, last);
        if (*count > 0) {
            return first_acceptable(self, draw, first, last, count);
        }
    }
    return 0;
}

/* Package number `number` of those counted last, in their order. */
static size_t counted_package(ent_talks_state *self, size_t number)
{
    return ent_random_package_choose(&self->pick, ((double) number + 0.5) / (double) self->pick.count);
}

/* Number floor(u count) of the acceptable packages that were not refused, in their order. Those counted are in the same
 * order: so many numbers further as acceptable packages up to there were refused. */
static size_t choose_at_random(ent_talks_state *self, const negotiation *draw, size_t count)
{
    size_t number = (size_t) (draw->pick * (double) count);
    size_t passed = 0;
    size_t before;
    size_t package;

    number = number < count ? number : count - 1;
    do {
        before = passed;
        package = counted_package(self, number + passed);
        passed = ent_acceptable_refused(
            &self->remaining, draw->preference, draw->excluded, self->aspirations.aspiration, draw->refused, package);
    } while (passed != before);
    return package;
}

static size_t choose(ent_talks_state *self, const negotiation *draw, size_t count)
{
    const ent_pareto_front *front = &draw->front;
    const ent_bargaining_set set = {.utility = front->utility,
        .package = front->package,
        .stride = front->capacity,
        .deciders = front->deciders,
        .member = self->acceptable,
        .count = count,
        .reservation = self->aspirations.reservation};

    if (draw->method == BY_COUNTING) {
        return draw->refused.count > 0 ? choose_at_random(self, draw, count)
                                       : ent_random_package_choose(&self->pick, draw->pick);
    }
    if (self->plan->rule->method == ENT_BARGAINING_COUNT) {
        return ent_random_package_among(front, self->acceptable, count, draw->pick);
    }
    return (size_t) front->package[ent_bargaining_choose(self->plan->rule, &set, self->value)];
}

static void write_deal(ent_talks_state *self, const negotiation *draw, size_t round, size_t package)
{
    const ent_talks_plan *plan = self->plan;
    double *const *reg = draw->reg;

    if (self->clock != NULL) {
        ent_talks_clock_settle(self->clock, draw->row, round);
    }
    reg[plan->agreed][draw->row] = 1.0;
    reg[plan->month][draw->row] = (double) round * plan->months_per_round;
    reg[plan->round][draw->row] = (double) round;
    ent_preference_unpack(plan, package, self->option);
    for (size_t d = 0; d < plan->demands; d++) {
        reg[plan->deal[d]][draw->row] = (double) (self->option[d] - plan->first_option[d]);
    }
    for (size_t p = 0; p < plan->parties; p++) {
        reg[plan->utility[p]][draw->row] = ent_preference_utility(draw->preference, plan, self->option, p);
    }
}

/* Returns the package of the deal, or UINT32_MAX. */
static uint32_t negotiate(ent_talks_state *self, negotiation *draw)
{
    size_t count = 0;
    size_t round = signing_round(self, draw, &count);
    size_t package;

    if (round == 0 || self->status != ENT_OK) {
        return UINT32_MAX;
    }
    package = choose(self, draw, count);
    write_deal(self, draw, round, package);
    return (uint32_t) package;
}

/* Records why a draw that reached a round has no deal. */
static void tell_no_deal(ent_talks_state *self, const negotiation *draw)
{
    const ent_stalled_draw stalled = {.row = draw->row,
        .first = draw->first,
        .reg = draw->reg,
        .preference = draw->preference,
        .front = &draw->front, /* of the last round, which was tried last */
        .exclusions = &self->exclusions,
        .aspirations = &self->aspirations};

    ent_standoff_tell(&self->standoff, &stalled, self->no_deal);
    self->status = self->status == ENT_OK ? self->standoff.status : self->status;
}

/* --- one block ------------------------------------------------------------------------------------------------------
 */

void ent_talks_withdraw(const ent_talks_plan *plan, double *const *reg, size_t row)
{
    reg[plan->agreed][row] = 0.0;
    reg[plan->month][row] = (double) INFINITY;
    for (size_t d = 0; d < plan->demands; d++) {
        reg[plan->deal[d]][row] = -1.0;
    }
    for (size_t p = 0; p < plan->parties; p++) {
        reg[plan->utility[p]][row] = 0.0;
    }
}

static void fill(double *column, size_t rows, double value)
{
    for (size_t i = 0; i < rows; i++) {
        column[i] = value;
    }
}

/* Writes the values without a deal to all rows. */
static void write_no_deals(const ent_talks_plan *plan, double *const *reg, size_t rows, uint32_t *package)
{
    fill(reg[plan->agreed], rows, 0.0);
    fill(reg[plan->month], rows, (double) INFINITY);
    fill(reg[plan->round], rows, (double) INFINITY);
    for (size_t d = 0; d < plan->demands; d++) {
        fill(reg[plan->deal[d]], rows, -1.0);
    }
    for (size_t p = 0; p < plan->parties; p++) {
        fill(reg[plan->utility[p]], rows, 0.0);
    }
    for (size_t i = 0; i < rows; i++) {
        package[i] = UINT32_MAX;
    }
}

static size_t slot_of(ent_talks_state *self, double *const *reg, double *const *world_reg, size_t world, size_t row)
{
    size_t slot = ent_preferences_find(&self->preferences, reg, world_reg, world, row);

    return slot != SIZE_MAX ? slot : ent_preferences_add(&self->preferences);
}

/* Where preferences vary by draw: looks up those of a row ahead, and has the processor fetch what its first round needs
 * first. */
static void look_ahead(ent_talks_state *self, double *const *reg, double *const *world_reg, size_t row)
{
    const uint64_t *excluded;
    size_t last = self->plan->rounds;

    if (self->first[row] > self->plan->rounds) {
        return;
    }
    self->slot[row] = ent_preferences_find(&self->preferences, reg, world_reg, 0, row);
    if (self->slot[row] != SIZE_MAX) {
        excluded = ent_exclusions_of(&self->exclusions, reg, row, self->first[row]);
        self->stamp[row] = ent_preferences_at(&self->preferences, self->slot[row]).stamp;
        ent_pareto_cache_prefetch(&self->fronts, self->stamp[row], excluded);
        ent_pareto_cache_prefetch(
            &self->fronts, self->stamp[row], ent_exclusions_of(&self->exclusions, reg, row, last));
    }
}

static void fetch_front(ent_talks_state *self, double *const *reg, size_t row)
{
    if (self->slot[row] != SIZE_MAX) {
        ent_pareto_cache_prefetch_front(
            &self->fronts, self->stamp[row], ent_exclusions_of(&self->exclusions, reg, row, self->first[row]));
        ent_pareto_cache_prefetch_front(
            &self->fronts, self->stamp[row], ent_exclusions_of(&self->exclusions, reg, row, self->plan->rounds));
    }
}

/* Whether the flags of first rounds are at hand for rows ahead. */
static bool can_look_ahead(const ent_talks_state *self)
{
    return self->exclusions.by_columns || (!self->plan->softens && self->exclusions.words == 1);
}

/* The first rounds and their exclusions of the rows [from, from + rows), whose months have been played. */
static void open_rows(ent_talks_state *self, double *const *reg, size_t from, size_t rows)
{
    for (size_t row = from; row < from + rows; row++) {
        self->first[row] = ent_first_round(self->plan, reg[self->plan->ready][row]);
        self->slot[row] = SIZE_MAX;
    }
    ent_exclusions_open(&self->exclusions, reg, self->first, from, rows);
}

void ent_talks_run(ent_talks_state *self, double *const *reg, double *const *world_reg, const uint32_t *world,
    size_t rows, uint32_t *package)
{
    const ent_talks_plan *plan = self->plan;
    bool by_draw = plan->preferences == ENT_RATE_DRAW;
    bool looks_ahead = can_look_ahead(self);
    size_t slot = SIZE_MAX;
    size_t row_of_slot = 0;
    size_t played = 0; /* rows whose months the clock has played */

    write_no_deals(plan, reg, rows, package);
    if (self->no_deal != NULL) {
        memset(self->no_deal->reason, ENT_NO_DEAL_STAGES, rows);
    }
    ent_exclusions_mark(&self->exclusions, reg, rows);
    for (size_t row = 0; row < rows && self->status == ENT_OK; row++) {
        negotiation draw = {.row = row, .reg = reg, .pick = plan->pick != ENT_NO_REGISTER ? reg[plan->pick][row] : 0.0};
        ent_preference preference;
        if (row == played) {
            size_t count = self->clock != NULL ? ent_talks_clock_run(self->clock, row) : rows;
            open_rows(self, reg, row, count);
            played += count;
        }
        if (looks_ahead && by_draw && row + 2 * rows_ahead < played) {
            look_ahead(self, reg, world_reg, row + 2 * rows_ahead);
            fetch_front(self, reg, row + rows_ahead);
        }
        draw.first = self->first[row];
        if (draw.first > plan->rounds) {
            continue;
        }
        if (by_draw && self->slot[row] != SIZE_MAX &&
            ent_preferences_at(&self->preferences, self->slot[row]).stamp == self->stamp[row]) {
            slot = self->slot[row];
        } else if (slot == SIZE_MAX || by_draw || world[row_of_slot] != world[row]) {
            slot = slot_of(self, reg, world_reg, world[row], row);
            row_of_slot = row;
        }
        preference = ent_preferences_at(&self->preferences, slot);
        draw.preference = &preference;
        if (looks_ahead && !by_draw && row + rows_ahead < played) { /* most often with the same preferences */
            ent_pareto_cache_prefetch(&self->fronts, preference.stamp,
                ent_exclusions_of(&self->exclusions, reg, row + rows_ahead, self->first[row + rows_ahead]));
        }
        package[row] = negotiate(self, &draw);
        if (self->no_deal != NULL && package[row] == UINT32_MAX && self->status == ENT_OK) {
            tell_no_deal(self, &draw);
        }
    }
}

void ent_talks_resume(ent_talks_state *self, double *const *reg, double *const *world_reg, uint32_t world,
    const ent_resumption *resumption, uint32_t *package)
{
    size_t row = resumption->row;
    size_t slot = slot_of(self, reg, world_reg, world, row);
    ent_preference preference = ent_preferences_at(&self->preferences, slot);
    negotiation draw = {.row = row,
        .first = resumption->first,
        .preference = &preference,
        .reg = reg,
        .refused = resumption->refused,
        .pick = resumption->pick};

    ent_talks_withdraw(self->plan, reg, row);
    if (self->clock != NULL) { /* an unsigned draw has the state of the last round */
        ent_talks_clock_settle(self->clock, row, self->plan->rounds);
    }
    package[row] = draw.first <= self->plan->rounds && self->status == ENT_OK ? negotiate(self, &draw) : UINT32_MAX;
}

bool ent_talks_check(const ent_talks_state *self)
{
    return self->plan->none || (ent_preferences_check(&self->preferences) && ent_pareto_cache_check(&self->fronts) &&
                                   (self->halves.stamp == 0 || ent_half_packages_check(&self->halves)) &&
                                   (self->pick.halves.stamp == 0 || ent_half_packages_check(&self->pick.halves)) &&
                                   (self->pick.places.stamp == 0 || ent_bitmap_index_check(&self->pick.places)));
}
