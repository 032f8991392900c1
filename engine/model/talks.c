#include "model/talks.h"

#include "base/status.h"
#include "kernels/scalar_functions.h"
#include "model/bargain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double tolerance = 1e-12; /* of acceptance: U_p >= a_p - 1e-12 */

/* So few packages, or members of a front, are listed faster than anything is found out about them. */
static const double few_packages = 64.0;
static const size_t short_front = 16;

/* Share of its claim beyond the reservation that a party still asks for in round k: 1 - min(1, k / D)^(1 / concession).
 */
static double concession_curve(const ent_talks_plan *plan, size_t k, double concession)
{
    return k >= plan->deadline ? 0.0 : 1.0 - ent_pow((double) k / (double) plan->deadline, 1.0 / concession);
}

/* --- memory ---------------------------------------------------------------------------------------------------------
 */

static void fill_falloff(ent_talks_state *self)
{
    const ent_talks_plan *plan = self->plan;

    for (size_t k = 0; k <= plan->rounds; k++) {
        for (size_t j = 0; j < plan->deciders; j++) {
            double concession = plan->concession_constant[plan->judge[j]];
            self->falloff[k * plan->deciders + j] = isnan(concession) ? 0.0 : concession_curve(plan, k, concession);
        }
    }
}

static int allocate(ent_talks_state *self)
{
    const ent_talks_plan *plan = self->plan;

    self->falloff = calloc((plan->rounds + 1) * plan->deciders + 1, sizeof(*self->falloff));
    self->reservation = calloc(plan->deciders + 1, sizeof(*self->reservation));
    self->least = calloc(plan->deciders + 1, sizeof(*self->least));
    self->lowest = calloc(plan->deciders + 1, sizeof(*self->lowest));
    self->marked = calloc(self->words * ENT_BLOCK_ROWS + 1, sizeof(*self->marked));
    self->excluded = calloc(self->words + 1, sizeof(*self->excluded));
    self->flag = calloc(ENT_BLOCK_ROWS, sizeof(*self->flag));
    self->option = calloc(plan->demands, sizeof(*self->option));
    self->pending = calloc(ENT_BLOCK_ROWS, sizeof(*self->pending));
    if (self->falloff == NULL || self->reservation == NULL || self->least == NULL || self->lowest == NULL ||
        self->marked == NULL || self->excluded == NULL || self->flag == NULL || self->option == NULL ||
        self->pending == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    return ENT_OK;
}

int ent_talks_init(ent_talks_state *self, const ent_talks_plan *plan, const ent_kernels *kernels)
{
    *self = (ent_talks_state){.plan = plan, .kernels = kernels, .words = (plan->flags + 63) / 64, .status = ENT_OK};
    if (plan->none) {
        return ENT_OK;
    }
    if (allocate(self) != ENT_OK || ent_preferences_init(&self->preferences, plan) != ENT_OK ||
        ent_search_init(&self->search, plan, kernels) != ENT_OK || ent_bests_init(&self->bests, plan) != ENT_OK ||
        ent_front_cache_init(&self->fronts, plan) != ENT_OK ||
        ent_halves_init(&self->halves, plan, kernels) != ENT_OK ||
        ent_walk_init(&self->walk, plan, kernels) != ENT_OK || ent_pick_init(&self->pick, plan, kernels) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    fill_falloff(self);
    return ENT_OK;
}

void ent_talks_free(ent_talks_state *self)
{
    ent_preferences_free(&self->preferences);
    ent_search_free(&self->search);
    ent_bests_free(&self->bests);
    ent_front_cache_free(&self->fronts);
    ent_halves_free(&self->halves);
    ent_walk_free(&self->walk);
    ent_pick_free(&self->pick);
    free(self->falloff);
    free(self->reservation);
    free(self->least);
    free(self->lowest);
    free(self->marked);
    free(self->excluded);
    free(self->flag);
    free(self->option);
    free(self->pending);
    free(self->acceptable);
    free(self->value);
    *self = (ent_talks_state){0};
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

/* --- what is excluded -----------------------------------------------------------------------------------------------
 */

/* Flags of the options that each row excludes, option by option over all rows. */
static void mark_excluded(ent_talks_state *self, double *const *reg, size_t rows)
{
    const ent_talks_plan *plan = self->plan;

    memset(self->marked, 0, self->words * ENT_BLOCK_ROWS * sizeof(*self->marked));
    for (size_t o = 0; o < plan->options; o++) {
        size_t flag = plan->flag_of[o];
        uint64_t bit;
        uint64_t *word;
        if (flag == SIZE_MAX) {
            continue;
        }
        bit = UINT64_C(1) << (flag % 64);
        word = self->marked + flag / 64 * ENT_BLOCK_ROWS;
        if (plan->available[o] != ENT_NO_REGISTER) {
            const double *available[] = {reg[plan->available[o]]};
            self->kernels->op[ENT_OP_NOT](rows, self->flag, available);
            self->kernels->mark(rows, self->flag, bit, word);
        }
        for (size_t p = 0; p < plan->parties; p++) {
            ent_register at = plan->refuses[o * plan->parties + p];
            if (at != ENT_NO_REGISTER) {
                self->kernels->mark(rows, reg[at], bit, word);
            }
        }
    }
}

static const uint64_t *excluded_in(ent_talks_state *self, size_t row)
{
    if (self->words == 1) {
        return &self->marked[row];
    }
    for (size_t w = 0; w < self->words; w++) {
        self->excluded[w] = self->marked[w * ENT_BLOCK_ROWS + row];
    }
    return self->excluded;
}

/* --- rounds
 * ----------------------------------------------------------------------------------------------------------- */

static double reservation_in(const ent_talks_plan *plan, double *const *reg, size_t row, size_t p, size_t k)
{
    double month = (double) k * plan->months_per_round;
    double r = reg[plan->threshold[p]][row] - reg[plan->war_cost[p]][row] * month;

    return r < 0.0 ? 0.0 : r > 1.0 ? 1.0 : r;
}

/* R_p and what is asked for in round k. */
static void set_round(ent_talks_state *self, double *const *reg, size_t row, size_t k)
{
    const ent_talks_plan *plan = self->plan;

    for (size_t j = 0; j < plan->deciders; j++) {
        size_t p = plan->judge[j];
        double r = reservation_in(plan, reg, row, p, k);
        double fall = self->falloff[k * plan->deciders + j];
        if (plan->concession[p] != ENT_NO_REGISTER && isnan(plan->concession_constant[p])) {
            fall = concession_curve(plan, k, reg[plan->concession[p]][row]);
        }
        self->reservation[j] = r;
        self->least[j] = plan->veto[p] ? (r + (1.0 - r) * fall) - tolerance : -INFINITY;
    }
}

/* The least that anybody can ask for from round `first` on: a_p >= R_p, and R_p rises or falls with the months. */
static void set_lowest(ent_talks_state *self, double *const *reg, size_t row, size_t first)
{
    const ent_talks_plan *plan = self->plan;

    for (size_t j = 0; j < plan->deciders; j++) {
        size_t p = plan->judge[j];
        double late = reservation_in(plan, reg, row, p, plan->rounds);
        double early = plan->rising_cost ? reservation_in(plan, reg, row, p, first) : late;
        double low = early < late ? early : late;
        self->lowest[j] = !plan->veto[p] ? -INFINITY : low >= 0.0 ? low - tolerance : -tolerance;
    }
}

/* Where a draw's deal is looked for. */
typedef struct choice {
    const ent_pending *draw;
    const ent_preference *preference;
    const uint64_t *excluded;
    double *const *reg;
    enum { BY_FRONT, BY_WALK, BY_COUNT } way;
    ent_front front;        /* what a package is chosen from; of a walk: in the round tried last */
    ent_front_entry *entry; /* of the cache, for a walk; else NULL */
} choice;

/* All that can be the deal in any round from the draw's first on. */
static void search_all(ent_talks_state *self, choice *from)
{
    set_lowest(self, from->reg, from->draw->row, from->draw->round);
    self->status = ent_search_run(&self->search, from->preference, from->excluded, self->lowest, (double) INFINITY);
    if (from->entry != NULL) {
        ent_front_cache_spend(from->entry, self->search.work);
    }
    from->front = self->search.found;
    from->way = BY_FRONT;
}

static void walk_round(ent_talks_state *self, choice *from)
{
    self->status = ent_walk_run(&self->walk, &self->halves, from->preference, self->least, self->reservation);
    if (from->entry != NULL) {
        ent_front_cache_spend(from->entry, self->walk.work);
    }
    from->front = self->walk.found;
    if (self->walk.full && self->status == ENT_OK) {
        search_all(self, from);
    }
}

/* Of a front those that may be chosen, where the rule has one goal and they are many, else all that are acceptable. */
static size_t reach_front(ent_talks_state *self, const ent_front *front)
{
    const ent_kernels *kernels = self->kernels;
    ent_bargain_margin margin;
    ent_goal goal;
    double best, cut;

    if (front->count <= short_front || !ent_bargain_goal(self->plan, &goal)) {
        return kernels->reach(
            front->count, front->deciders, front->utility, front->capacity, self->least, self->acceptable);
    }
    best = kernels->worth(front->count, front->deciders, goal, front->utility, front->capacity, self->least,
        self->reservation, self->value);
    if (best == -INFINITY) {
        return 0;
    }
    margin = ent_bargain_margin_of(self->plan, goal);
    cut = best > margin.floor ? margin.share * best - margin.margin : margin.low;
    return kernels->reach(front->count, 1, self->value, front->count, &cut, self->acceptable);
}

/* Those acceptable in round k, or some of these, into `acceptable` unless they are only counted; how many. */
static size_t find_acceptable(ent_talks_state *self, choice *from, size_t k)
{
    set_round(self, from->reg, from->draw->row, k);
    if (from->way == BY_COUNT && self->status == ENT_OK) {
        self->status = ent_pick_count(&self->pick, from->preference, from->excluded, self->least);
        return self->status == ENT_OK ? (size_t) self->pick.count : 0;
    }
    if (from->way == BY_WALK && self->status == ENT_OK) {
        walk_round(self, from);
    }
    if (self->status == ENT_OK) {
        self->status = reserve(self, from->front.count);
    }
    return self->status == ENT_OK ? reach_front(self, &from->front) : 0;
}

/* The first round from the draw's first on with an acceptable package, whose list and demands are left behind; 0 when
 * there is none. What is acceptable only grows with the rounds, unless war makes a party more demanding; then every
 * round is tried. Stages take long, so that the first round is often the one. */
static size_t signing_round(ent_talks_state *self, choice *from, size_t *count)
{
    size_t first = from->draw->round;
    size_t last = self->plan->rounds;
    size_t listed;

    *count = find_acceptable(self, from, first);
    while (self->plan->rising_cost && *count == 0 && first < last) {
        *count = find_acceptable(self, from, ++first);
    }
    if (*count > 0 || first == last) {
        return *count > 0 ? first : 0;
    }
    *count = find_acceptable(self, from, last);
    if (*count == 0) {
        return 0;
    }
    for (listed = last, first++; first < last;) {
        size_t middle = first + (last - first) / 2;
        *count = find_acceptable(self, from, middle);
        listed = middle;
        last = *count > 0 ? middle : last;
        first = *count > 0 ? first : middle + 1;
    }
    if (listed != last) {
        *count = find_acceptable(self, from, last);
    }
    return last;
}

/* The first round by whose month all stages are passed; rounds + 1 when there is none. */
static size_t first_round(const ent_talks_plan *plan, double ready)
{
    double k = ceil(ready / plan->months_per_round);
    size_t round;

    if (!(k <= (double) plan->rounds + 1.0)) {
        return plan->rounds + 1;
    }
    round = k < 1.0 ? 1 : (size_t) k;
    while (round > 1 && (double) (round - 1) * plan->months_per_round >= ready) {
        round--;
    }
    while (round <= plan->rounds && (double) round * plan->months_per_round < ready) {
        round++;
    }
    return round;
}

/* --- a draw
 * ------------------------------------------------------------------------------------------------------------- */

static void fill(double *column, size_t rows, double value)
{
    for (size_t i = 0; i < rows; i++) {
        column[i] = value;
    }
}

/* What holds without a deal, in all rows. */
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

static void write_deal(ent_talks_state *self, const ent_preference *preference, double *const *reg, size_t row,
    size_t round, size_t package)
{
    const ent_talks_plan *plan = self->plan;

    reg[plan->agreed][row] = 1.0;
    reg[plan->month][row] = (double) round * plan->months_per_round;
    reg[plan->round][row] = (double) round;
    ent_preference_unpack(plan, package, self->option);
    for (size_t d = 0; d < plan->demands; d++) {
        reg[plan->deal[d]][row] = (double) (self->option[d] - plan->first_option[d]);
    }
    for (size_t p = 0; p < plan->parties; p++) {
        reg[plan->utility[p]][row] = ent_preference_utility(preference, plan, self->option, p);
    }
}

/* Walks where many packages are open, else searches. */
static void look(ent_talks_state *self, choice *from, bool many)
{
    if (many && ent_search_packages(&self->search, from->excluded) > few_packages) {
        self->status = ent_halves_set(&self->halves, from->preference, from->excluded);
        from->way = BY_WALK;
    } else {
        search_all(self, from);
    }
}

/* Decides where the draw's deal is looked for: in the front of what it leaves where that is known, in counts for
 * `random`, else by walks or in what a search finds. */
static void open_choice(ent_talks_state *self, choice *from)
{
    const ent_talks_plan *plan = self->plan;
    bool many = plan->deciders > 0 && (double) plan->packages > few_packages;

    if (plan->rule == ENT_RULE_RANDOM) {
        from->way = BY_COUNT;
    } else {
        from->entry = ent_front_cache_find(&self->fronts, from->draw->place, from->preference->stamp, from->excluded);
        if (!ent_front_cache_front(&self->fronts, from->entry, &self->search, from->preference, from->excluded,
                &from->front, &self->status) &&
            self->status == ENT_OK) {
            look(self, from, many);
        }
    }
}

static uint32_t negotiate(ent_talks_state *self, const ent_pending *draw, double *const *reg)
{
    const ent_talks_plan *plan = self->plan;
    const ent_preference preference = ent_preferences_at(&self->preferences, draw->slot);
    choice from = {
        .draw = draw, .preference = &preference, .excluded = excluded_in(self, draw->row), .reg = reg, .way = BY_FRONT};
    size_t round = 0;
    size_t count;
    size_t package;

    open_choice(self, &from);
    if (self->status == ENT_OK && (from.way != BY_FRONT || from.front.count > 0)) {
        round = signing_round(self, &from, &count);
    }
    if (round == 0 || self->status != ENT_OK) {
        return UINT32_MAX;
    }
    if (from.way == BY_COUNT) {
        package = ent_pick_choose(&self->pick, reg[plan->pick][draw->row]);
    } else {
        package = (size_t) from.front
                      .package[ent_bargain(plan, &from.front, self->acceptable, count, self->reservation, self->value)];
    }
    write_deal(self, &preference, reg, draw->row, round, package);
    return (uint32_t) package;
}

/* --- a block --------------------------------------------------------------------------------------------------------
 */

/* Holds the talks of the draws that wait. Entries and fronts lie anywhere in memory: they are sent for beforehand. */
static void hold(ent_talks_state *self, double *const *reg, uint32_t *package)
{
    for (size_t i = 0; i < self->waiting; i++) {
        ent_front_cache_expect_front(&self->fronts, self->pending[i].place);
    }
    for (size_t i = 0; i < self->waiting && self->status == ENT_OK; i++) {
        package[self->pending[i].row] = negotiate(self, &self->pending[i], reg);
    }
    self->waiting = 0;
}

/* The slot of a row's preferences. What waits must be done with before another slot is filled. */
static size_t slot_of(
    ent_talks_state *self, double *const *reg, double *const *world_reg, size_t world, size_t row, uint32_t *package)
{
    size_t slot = ent_preferences_find(&self->preferences, reg, world_reg, world, row);

    if (slot == SIZE_MAX) {
        hold(self, reg, package);
        slot = ent_preferences_add(&self->preferences);
    }
    return slot;
}

void ent_talks_run(ent_talks_state *self, double *const *reg, double *const *world_reg, const uint32_t *world,
    size_t rows, uint32_t *package)
{
    const ent_talks_plan *plan = self->plan;
    size_t slot = SIZE_MAX;
    size_t of_row = 0; /* a row of that slot */

    write_no_deals(plan, reg, rows, package);
    mark_excluded(self, reg, rows);
    for (size_t row = 0; row < rows && self->status == ENT_OK; row++) {
        size_t round = first_round(plan, reg[plan->ready][row]);
        const uint64_t *excluded;
        ent_preference preference;
        if (round > plan->rounds) {
            continue;
        }
        if (slot == SIZE_MAX || plan->preferences == ENT_RATE_DRAW || world[of_row] != world[row]) {
            slot = slot_of(self, reg, world_reg, world[row], row, package);
            of_row = row;
        }
        excluded = excluded_in(self, row);
        preference = ent_preferences_at(&self->preferences, slot);
        set_lowest(self, reg, row, round);
        if (!ent_bests_hopeless(&self->bests, &self->search, &preference, excluded, self->lowest)) {
            self->pending[self->waiting++] = (ent_pending){.row = row,
                .round = round,
                .slot = slot,
                .place = ent_front_cache_expect(&self->fronts, preference.stamp, excluded)};
        }
    }
    hold(self, reg, package);
}
