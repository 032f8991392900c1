/* Stage 3: the parties' preferences, refusals and thresholds; the stages of the talks. */
#include "base/status.h"
#include "compile/expressions/quantities.h"
#include "compile/sections/sections.h"

#include <math.h>

void ent_compile_preference(ent_compiler *self, ent_value value)
{
    ent_talks_plan *plan = &self->model->talks;

    if (value != ENT_NO_VALUE && self->graph.node[value].rate > plan->preferences) {
        plan->preferences = self->graph.node[value].rate;
    }
}

/* Lower bound in [0, 1] of the aspiration of a party with a veto in any round, from bounds of its threshold and of its
 * war cost; -infinity for parties without a veto. */
static double floor_of(const ent_compiler *self, size_t party)
{
    const ent_talks_plan *plan = &self->model->talks;
    double threshold = self->graph.node[self->talks.threshold[party]].low;
    double cost = self->graph.node[self->talks.war_cost[party]].high;
    double lowest = threshold - (cost > 0.0 ? cost : 0.0) * (double) plan->rounds * plan->months_per_round;

    if (!self->scenario->party[party].veto) {
        return -INFINITY;
    }
    return lowest > 1.0 ? 1.0 : lowest > 0.0 ? lowest : 0.0;
}

/* Warns of a concession that is counted from the last round for lack of a deadline. concession: its number, NaN if not
 * constant. */
static void warn_of_no_deadline(ent_compiler *self, const ent_party *party, ent_value value, double concession)
{
    const ent_talks *talks = &self->scenario->talks;
    const char *help;

    if (talks->deadline_given || !party->veto || concession == 1.0 || ent_compile_is_unknown(self, value)) {
        return;
    }
    help = ent_arena_printf(
        self->arena, "write when the parties think that it must be done: talks: { deadline = %zu; }", talks->rounds);
    self->status = help != NULL ? self->status : ENT_ERR_NO_MEMORY;
    ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_WARNING, party->concession.setting->at, party->concession.path,
        help,
        "without `talks.deadline` a party concedes towards the last of `talks.rounds`, so a longer look moves every "
        "deal");
}

/* A threshold or war cost among the draws. Where it varies by round, *at is the number of its kept value; else
 * SIZE_MAX. */
static ent_value keep_reservation(ent_compiler *self, ent_value value, size_t *at)
{
    ent_value kept = ent_compile_keep(self, value);

    *at = kept != value ? self->kept.count - 1 : SIZE_MAX;
    return kept;
}

/* Takes an option out in the rounds in which a condition holds. */
static void take_out(ent_compiler *self, size_t option, ent_value condition)
{
    ent_value *out = &self->talks.out[option];

    *out = *out == ENT_NO_VALUE ? condition : ent_compile_binary(self, ENT_OP_OR, *out, condition);
}

static void compile_parties(ent_compiler *self)
{
    ent_talks_plan *plan = &self->model->talks;

    for (size_t p = 0; p < self->scenario->parties; p++) {
        const ent_party *party = &self->scenario->party[p];
        double cost;
        ent_compile_at(self, ENT_TIME_TALKS, p, false);
        self->setting.round_allowed = true;
        self->talks.threshold[p] = ent_compile_quantity(self, &party->threshold, ENT_NO_VALUE);
        self->name.threshold[p] = keep_reservation(self, self->talks.threshold[p], &plan->threshold_at[p]);
        self->talks.war_cost[p] = ent_compile_quantity(self, &party->war_cost, ENT_NO_VALUE);
        self->setting.round_allowed = false;
        if (!ent_compile_is_constant(self, self->talks.war_cost[p], &cost)) {
            cost = self->graph.node[self->talks.war_cost[p]].may_nan ? -1.0
                                                                     : self->graph.node[self->talks.war_cost[p]].low;
        }
        plan->rising_cost = plan->rising_cost || cost < 0.0;
        self->talks.war_cost[p] = keep_reservation(self, self->talks.war_cost[p], &plan->war_cost_at[p]);
        plan->veto[p] = party->veto;
        plan->vetoes += party->veto ? 1 : 0;
        if (party->veto || plan->rule->everyone_decides) {
            plan->floor[plan->deciders] = floor_of(self, p);
            plan->decider[plan->deciders++] = p;
        }
        plan->concession_constant[p] = NAN;
        if (party->concession.formula != NULL) {
            self->talks.concession[p] = ent_compile_quantity(self, &party->concession, ENT_NO_VALUE);
            ent_compile_is_constant(self, self->talks.concession[p], &plan->concession_constant[p]);
            warn_of_no_deadline(self, party, self->talks.concession[p], plan->concession_constant[p]);
        }
        if (party->softens.formula != NULL) {
            self->talks.softens[p] = ent_compile_quantity(self, &party->softens, ENT_NO_VALUE);
        }
    }
}

static void warn_of_refusal_without_veto(ent_compiler *self, const ent_quantity *refuses, ent_value value)
{
    double constant;

    if (!ent_compile_is_constant(self, value, &constant) || constant != 0.0) {
        ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_WARNING,
            refuses->setting != NULL ? refuses->setting->at : (ent_position){0}, refuses->path,
            "give the party `veto = true`, or leave `refuses` out", "only a party with a veto can refuse an option");
    }
}

/* The red line of a party on a demand: one uniform u for all options, so that an option is refused whenever one with a
 * smaller chance is. */
typedef struct red_line {
    const char *path;  /* its stream */
    ent_value score;   /* its correlated score; ENT_NO_VALUE: it has a stream of its own */
    ent_value softens; /* share a month; ENT_NO_VALUE: 0 */
} red_line;

const char *ent_compile_red_line(ent_compiler *self, size_t d, size_t p)
{
    const char *path = ent_arena_printf(
        self->arena, "demands.%s.%s.refuses", self->scenario->demand[d].label.id, self->scenario->party[p].label.id);

    self->status = path != NULL ? self->status : ENT_ERR_NO_MEMORY;
    return path != NULL ? path : "";
}

static red_line red_line_of(ent_compiler *self, size_t d, size_t p)
{
    const ent_scenario *scenario = self->scenario;
    const ent_quantity *softens = &scenario->demand[d].stance[p].softens;
    red_line made = {.score = self->coupled.refuses[d * scenario->parties + p], .softens = self->talks.softens[p]};
    double constant;

    made.path = ent_compile_red_line(self, d, p);
    if (softens->formula != NULL) {
        made.softens = ent_compile_quantity(self, softens, ENT_NO_VALUE);
    }
    if (made.softens != ENT_NO_VALUE && ent_compile_is_constant(self, made.softens, &constant) && constant == 0.0) {
        made.softens = ENT_NO_VALUE;
    }
    return made;
}

/* The month from which on an option is no longer refused: u < chance * (1 - softens)^m holds in the months before
 * (log(chance) - log(u)) / -log(1 - softens). Never where that is not a number: 0 / 0, without refusal or softening. */
static ent_value compile_refused_before(ent_compiler *self, const red_line *line, ent_value chance)
{
    ent_value reach;

    if (line->score != ENT_NO_VALUE) {
        reach = ent_compile_unary(self, ENT_OP_NEG_LOG,
            ent_compile_unary(self, ENT_OP_NORMAL_CDF, ent_compile_unary(self, ENT_OP_NEG, line->score)));
    } else { /* u = 1 - v, as in ent_compile_chance */
        reach = ent_compile_cumulative_hazard(
            self, ent_compile_uniform(self, line->path, ENT_POSITION_CHANCE, ENT_RATE_DRAW));
    }
    return ent_compile_binary(self, ENT_OP_DIV,
        ent_compile_binary(self, ENT_OP_ADD, reach, ent_compile_unary(self, ENT_OP_LOG, chance)),
        ent_compile_cumulative_hazard(self, line->softens));
}

/* A chance of refusal that varies by round: u < chance * (1 - softens)^m_k, with the round's chance. */
static void compile_refusal_by_round(
    ent_compiler *self, const red_line *line, ent_value chance, size_t option, size_t at)
{
    ent_value one = ent_compile_constant(self, 1.0);
    ent_value refused;

    if (line->softens != ENT_NO_VALUE) {
        chance = ent_compile_binary(self, ENT_OP_MUL, chance,
            ent_compile_binary(
                self, ENT_OP_POW, ent_compile_binary(self, ENT_OP_SUB, one, line->softens), self->name.round_calendar));
    }
    refused = ent_compile_chance(self, line->path, chance, ENT_RATE_DRAW, line->score);
    take_out(self, option, refused);
    self->talks.refuses[at] = ent_compile_of_first_round(self, refused);
    self->model->talks.refuses_by_round[at] = true;
}

static void compile_refusal(
    ent_compiler *self, const ent_quantity *refuses, const red_line *line, size_t option, size_t party)
{
    ent_talks_plan *plan = &self->model->talks;
    size_t at = option * plan->parties + party;
    ent_value chance;
    ent_value value;
    double constant;
    bool is_constant;

    self->setting.round_allowed = true;
    chance = ent_compile_quantity(self, refuses, ENT_NO_VALUE);
    self->setting.round_allowed = false;
    is_constant = ent_compile_is_constant(self, chance, &constant);
    if (!self->scenario->party[party].veto) {
        warn_of_refusal_without_veto(self, refuses, chance);
    } else if (ent_compile_is_by_round(self, chance)) {
        compile_refusal_by_round(self, line, chance, option, at);
    } else if (line->softens != ENT_NO_VALUE && !(is_constant && constant == 0.0)) {
        self->talks.refused_before[at] = compile_refused_before(self, line, chance);
        self->talks.refuses[at] = ent_compile_binary(
            self, ENT_OP_GT, self->talks.refused_before[at], ent_compile_constant(self, plan->months_per_round));
        plan->softens = true;
    } else {
        value = ent_compile_chance(self, line->path, chance, ENT_RATE_DRAW, line->score);
        is_constant = ent_compile_is_constant(self, value, &constant);
        self->talks.refuses[at] = is_constant && constant == 0.0 ? ENT_NO_VALUE : value;
        plan->excluded_always[option] = plan->excluded_always[option] || (is_constant && constant != 0.0);
    }
}

static void compile_stance(ent_compiler *self, size_t d, size_t p, size_t first)
{
    const ent_demand *demand = &self->scenario->demand[d];
    const ent_stance *stance = &demand->stance[p];
    size_t parties = self->scenario->parties;
    red_line line;

    if (!stance->given) {
        self->talks.weight[d * parties + p] = ent_compile_constant(self, 0.0);
        for (size_t o = 0; o < demand->options; o++) {
            self->talks.score[(first + o) * parties + p] = ent_compile_constant(self, 0.0);
        }
        return;
    }
    self->talks.weight[d * parties + p] = ent_compile_quantity(self, &stance->weight, ENT_NO_VALUE);
    ent_compile_preference(self, self->talks.weight[d * parties + p]);
    line = red_line_of(self, d, p);
    for (size_t o = 0; o < demand->options; o++) {
        self->talks.score[(first + o) * parties + p] = ent_compile_quantity(self, &stance->score[o], ENT_NO_VALUE);
        ent_compile_preference(self, self->talks.score[(first + o) * parties + p]);
        compile_refusal(self, &stance->refuses[o], &line, first + o, p);
    }
}

static void compile_available(ent_compiler *self, const ent_demand *demand, size_t first)
{
    double constant;

    for (size_t o = 0; o < demand->options; o++) {
        ent_value value;
        self->setting.round_allowed = true;
        value = ent_compile_quantity(self, &demand->available[o], ENT_NO_VALUE);
        self->setting.round_allowed = false;
        if (ent_compile_is_by_round(self, value)) {
            take_out(self, first + o, ent_compile_unary(self, ENT_OP_NOT, value));
            self->talks.available[first + o] = ent_compile_of_first_round(self, value);
            self->model->talks.available_by_round[first + o] = true;
        } else if (!ent_compile_is_constant(self, value, &constant)) {
            self->talks.available[first + o] = value;
        } else if (constant == 0.0) {
            self->talks.available[first + o] = value;
            self->model->talks.excluded_always[first + o] = true;
        }
    }
}

/* Keeps which options are out in each round. */
static void keep_exclusions(ent_compiler *self)
{
    ent_talks_plan *plan = &self->model->talks;

    for (size_t o = 0; o < plan->options; o++) {
        plan->out_at[o] = SIZE_MAX;
        if (self->talks.out[o] != ENT_NO_VALUE && !plan->excluded_always[o]) {
            plan->out_at[o] = ent_compile_keep_for_talks(self, self->talks.out[o]);
            plan->softens = true;
        }
    }
}

/* Numbers the options that are excluded in some draws only (by availability or refusal): each has a flag per draw. */
static void number_flags(ent_compiler *self)
{
    ent_talks_plan *plan = &self->model->talks;

    for (size_t o = 0; o < plan->options; o++) {
        bool varies = false;
        plan->flag_of[o] = SIZE_MAX;
        if (plan->excluded_always[o]) {
            continue;
        }
        varies = self->talks.available[o] != ENT_NO_VALUE;
        for (size_t p = 0; p < plan->parties; p++) {
            varies = varies || self->talks.refuses[o * plan->parties + p] != ENT_NO_VALUE;
        }
        if (varies) {
            plan->flag_of[o] = plan->flags++;
        }
    }
}

/* Numbers the options of all demands through and counts the packages. */
static void number_options(ent_compiler *self)
{
    ent_talks_plan *plan = &self->model->talks;
    size_t *first = ent_compile_array(self, plan->demands + 1, sizeof(*first));

    plan->packages = 1;
    for (size_t d = 0; first != NULL && d < plan->demands; d++) {
        first[d + 1] = first[d] + self->scenario->demand[d].options;
        plan->packages *= self->scenario->demand[d].options;
    }
    plan->first_option = first;
    plan->options = first != NULL ? first[plan->demands] : 0;
}

static bool allocate_plan(ent_compiler *self)
{
    ent_talks_plan *plan = &self->model->talks;
    size_t parties = plan->parties;

    plan->veto = ent_compile_array(self, parties, sizeof(*plan->veto));
    plan->decider = ent_compile_array(self, parties, sizeof(*plan->decider));
    plan->floor = ent_compile_array(self, parties, sizeof(*plan->floor));
    plan->concession_constant = ent_compile_array(self, parties, sizeof(*plan->concession_constant));
    plan->excluded_always = ent_compile_array(self, plan->options, sizeof(*plan->excluded_always));
    plan->flag_of = ent_compile_array(self, plan->options, sizeof(*plan->flag_of));
    plan->threshold_at = ent_compile_array(self, parties, sizeof(*plan->threshold_at));
    plan->war_cost_at = ent_compile_array(self, parties, sizeof(*plan->war_cost_at));
    plan->out_at = ent_compile_array(self, plan->options, sizeof(*plan->out_at));
    plan->available_by_round = ent_compile_array(self, plan->options, sizeof(*plan->available_by_round));
    plan->refuses_by_round = ent_compile_array(self, plan->options * parties, sizeof(*plan->refuses_by_round));
    self->talks.out = ent_compile_values(self, plan->options);
    self->talks.weight = ent_compile_values(self, plan->demands * parties);
    self->talks.score = ent_compile_values(self, plan->options * parties);
    self->talks.available = ent_compile_values(self, plan->options);
    self->talks.refuses = ent_compile_values(self, plan->options * parties);
    self->talks.refused_before = ent_compile_values(self, plan->options * parties);
    return self->status == ENT_OK;
}

/* A stage of monthly chance q is passed in the first month m with m * -log(1 - q) >= a unit exponential: a geometric
 * waiting time. Stages are passed one after the other, so their times add up. Where the chance of one varies by month
 * the clock of the talks passes all of them. */
static void compile_stages(ent_compiler *self)
{
    const ent_talks *talks = &self->scenario->talks;
    ent_value one = ent_compile_constant(self, 1.0);

    self->talks.ready = ent_compile_constant(self, 0.0);
    for (size_t i = 0; i < talks->stages; i++) {
        const ent_quantity *chance = &talks->stage[i].chance;
        ent_value rate;
        ent_value months;
        ent_compile_at(self, ENT_TIME_TALKS, 0, false);
        self->setting.round_allowed = true;
        rate = ent_compile_cumulative_hazard(self, ent_compile_quantity(self, chance, ENT_NO_VALUE));
        if (ent_compile_is_by_round(self, rate)) {
            self->talks.stage_rate[i] = rate;
            self->talks.stage_trigger[i] = ent_compile_unit_exponential(self, chance->path);
            self->talks.stage_month[i] = ent_compile_input(self, ENT_RATE_DRAW, false, 1.0, INFINITY);
            self->model->talks.stages_by_month = !self->model->talks.none;
            continue;
        }
        months = ent_compile_binary(self, ENT_OP_DIV, ent_compile_unit_exponential(self, chance->path), rate);
        self->talks.stage_month[i] = ent_compile_binary(self, ENT_OP_MAX, one, ent_compile_ceiling(self, months));
        self->talks.ready = ent_compile_binary(self, ENT_OP_ADD, self->talks.ready, self->talks.stage_month[i]);
    }
    if (self->model->talks.stages_by_month) {
        self->talks.ready = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, INFINITY);
    }
}

/* The results of the talks: columns that the stage's own code fills, or constants if there are no talks. */
static void compile_result(ent_compiler *self)
{
    ent_talks_plan *plan = &self->model->talks;

    if (plan->none && self->scenario->ratifications == 0) {
        self->name.agreed = ent_compile_constant(self, 1.0);
        self->name.talks_month = ent_compile_constant(self, 0.0);
    } else {
        self->name.agreed = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, 1.0);
        self->name.talks_month = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, INFINITY);
    }
    self->name.talks_round =
        plan->none ? ent_compile_constant(self, 0.0) : ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, INFINITY);
    self->name.is_signed = self->name.agreed; /* ent_compile_ratification replaces them */
    self->name.talks_signed = self->name.talks_month;
    self->name.talks_refused = ent_compile_constant(self, 0.0);
    for (size_t d = 0; d < plan->demands; d++) {
        self->name.deal[d] =
            plan->none ? ent_compile_constant(self, -1.0) : ent_compile_input(self, ENT_RATE_DRAW, false, -1.0, 1e9);
    }
    for (size_t p = 0; p < plan->parties; p++) {
        self->name.utility[p] =
            plan->none ? ent_compile_constant(self, 0.0) : ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, 1.0);
    }
}

void ent_compile_talks(ent_compiler *self)
{
    const ent_scenario *scenario = self->scenario;
    ent_talks_plan *plan = &self->model->talks;

    plan->parties = scenario->parties;
    plan->demands = scenario->demands;
    plan->none = scenario->parties == 0 || scenario->demands == 0;
    plan->rounds = scenario->talks.rounds;
    plan->deadline = scenario->talks.deadline;
    plan->months_per_round = scenario->talks.months_per_round;
    plan->rule = scenario->talks.rule;
    plan->stages = scenario->talks.stages;
    number_options(self);
    if (!allocate_plan(self)) {
        return;
    }
    ent_compile_during_events(self);
    compile_parties(self);
    for (size_t d = 0; d < plan->demands; d++) {
        ent_compile_at(self, ENT_TIME_TALKS, 0, false);
        compile_available(self, &scenario->demand[d], plan->first_option[d]);
        for (size_t p = 0; p < plan->parties; p++) {
            compile_stance(self, d, p, plan->first_option[d]);
        }
    }
    keep_exclusions(self);
    number_flags(self);
    compile_stages(self);
    if (plan->rule->method == ENT_BARGAINING_COUNT) {
        self->talks.pick = ent_compile_uniform(self, "talks.rule", ENT_POSITION_PICK, ENT_RATE_DRAW);
        plan->pick_key = ent_compile_stream(self, "talks.rule", ENT_POSITION_PICK);
    }
    compile_result(self);
    if (self->scenario->togethers > 0 && !plan->none && self->status == ENT_OK) {
        ent_compile_together(self);
    }
    ent_compile_age(self);
    plan->clock = plan->during_events > 0 || self->kept.count > 0 || self->first.count > 0 || plan->stages_by_month;
}
