#include "run/deals/frontier.h"

#include "base/status.h"
#include "run/deals/median_draw.h"
#include "run/experts/experts.h"

#include <stdlib.h>

static int allocate(ent_frontier *self, const ent_model *model)
{
    *self = (ent_frontier){.plan = &model->talks, .packages = model->talks.packages, .parties = model->talks.parties};
    self->utility = calloc(self->packages * self->parties, sizeof(*self->utility));
    self->reservation = calloc(self->parties, sizeof(*self->reservation));
    self->out = calloc(self->packages, sizeof(*self->out));
    self->pareto = calloc(self->packages, sizeof(*self->pareto));
    self->rational = calloc(self->packages, sizeof(*self->rational));
    return self->utility != NULL && self->reservation != NULL && self->out != NULL && self->pareto != NULL &&
                   self->rational != NULL && ent_bargaining_rules() <= ENT_FRONTIER_POINTS
               ? ENT_OK
               : ENT_ERR_NO_MEMORY;
}

void ent_frontier_free(ent_frontier *self)
{
    free(self->utility);
    free(self->reservation);
    free(self->out);
    free(self->pareto);
    free(self->rational);
    ent_deal_counts_free(&self->counts);
    *self = (ent_frontier){.packages = 0};
}

static bool is_out(const ent_talks_plan *plan, const ent_last_round *round, const size_t *option)
{
    for (size_t d = 0; d < plan->demands; d++) {
        if (ent_is_excluded(plan, round->excluded, option[d])) {
            return true;
        }
    }
    for (size_t e = 0; plan->together != NULL && e < plan->together->entries; e++) {
        if (plan->together->never[e] && ent_together_describes(plan, option, e)) {
            return true;
        }
    }
    return false;
}

/* Values all packages in a draw that was played. option: scratch, [demands] */
static void value_packages(ent_frontier *self, const ent_last_round *round, size_t *option)
{
    const ent_talks_plan *plan = self->plan;

    for (size_t i = 0; i < self->packages; i++) {
        ent_preference_unpack(plan, i, option);
        self->out[i] = is_out(plan, round, option);
        for (size_t p = 0; p < self->parties; p++) {
            self->utility[p * self->packages + i] = ent_preference_utility(&round->preference, plan, option, p);
        }
    }
    for (size_t j = 0; j < plan->deciders; j++) {
        size_t p = plan->decider[j];
        self->reservation[p] = plan->veto[p] ? round->reservation[j] : 0.0;
    }
}

/* Plays a draw of a model and values all packages in it. */
static int play(ent_frontier *self, const ent_model *model, uint64_t draw, uint64_t replications)
{
    ent_simulator simulator;
    ent_last_round round;
    size_t *option = calloc(model->talks.demands, sizeof(*option));
    int status = ent_simulator_init(&simulator, model, 1);

    status = option != NULL ? status : ENT_ERR_NO_MEMORY;
    if (status == ENT_OK) {
        ent_simulator_set_worlds(&simulator, draw / replications, 1, replications, false);
        status = ent_simulator_run_talks(&simulator, draw, 1);
    }
    if (status == ENT_OK) {
        ent_last_round_open(&simulator, 0);
        ent_last_round_enter(&simulator, 0, &round);
        value_packages(self, &round, option);
    }
    ent_simulator_free(&simulator);
    free(option);
    return status;
}

static int value_draw(ent_frontier *self, const ent_model *model, const uint64_t *draw)
{
    uint64_t replications = model->scenario->run.replications;
    ent_median_model median;

    if (draw != NULL) {
        size_t e = ent_experts_of_world(model, *draw / replications);
        return play(self, ent_experts_model(model, e), *draw, replications);
    }
    ent_median_model_make(&median, model);
    return play(self, &median.model, 0, 1);
}

int ent_frontier_run(ent_frontier *self, const ent_model *model, const uint64_t *draw, const ent_run_options *options)
{
    int status = allocate(self, model);
    ent_deal_space space = {.packages = self->packages,
        .parties = self->parties,
        .utility = self->utility,
        .veto = model->talks.veto,
        .reservation = self->reservation,
        .out = self->out};

    if (status == ENT_OK) {
        status = value_draw(self, model, draw);
    }
    if (status == ENT_OK) {
        self->rationals = ent_deal_space_rational(&space, self->rational);
        status = ent_deal_space_pareto(&space, self->pareto);
    }
    if (status == ENT_OK) {
        status = ent_deal_space_points(&space, self->rational, self->point, &self->points);
    }
    if (status == ENT_OK) {
        status = ent_deal_counts_run(&self->counts, model, options);
    }
    return status;
}

bool ent_frontier_lists(const ent_frontier *self, size_t package)
{
    return self->packages <= ENT_FRONTIER_PACKAGES || self->pareto[package] || self->counts.deals[package] > 0 ||
           self->counts.acceptance.acceptable[package] > 0;
}
