/* The check of models finds each way in which a compiled model can be wrong. */
#include "scenario_text.h"

/* Something in every plan: preferences by draw, a clock of the talks, ratification, truces in force that come back. */
#define TALKS                                                                                                          \
    "parties: { p: { threshold = \"if(early, 0.2, 0.4)\"; war_cost = 0.01; concession = 0.5; softens = 0.1; };"        \
    "q: { threshold = \"unknown(uniform(0, 1))\"; }; };"                                                               \
    "demands: { d: { options = (\"x\", \"y\"); available = (\"plain\", \"early\");"                                    \
    "p: { weight = \"if(plain, 1, 2)\"; scores = (\"if(plain, 0.2, 0.4)\", 1); refuses = (0.1, \"early\"); };"         \
    "q: { weight = 1; scores = (1, 0.5); }; }; };"                                                                     \
    "together: { t: { when = \"deal.d == 'x'\"; p = \"if(plain, 0.1, 0.2)\"; }; };"                                    \
    "talks: { rule = \"random\"; rounds = 12; stages: { s = \"if(early, 0.2, 0.4)\"; }; };"                            \
    "ratification: { r: { when = \"deal.d == 'x'\"; chance = \"if(talks.refused > 0 or talks.round > 2, 0.5, "         \
    "0.9)\"; takes = \"uniform(1, 4)\"; if_no = \"talks\"; }; };"
#define TRUCE                                                                                                          \
    "contributors: { a: { troops = \"uniform(0, 2)\"; joins = 0.5; leaves = \"if(late, 0.3, 0.1)\"; };"                \
    "b: { troops = 3; joins = 0.4; after = 1; lead_months = 3; present = \"if(late, 0.5, 1)\"; }; };"                  \
    "force: { required = 2; cap = \"if(late, 3, 4)\"; allowed = \"not later\"; };"                                     \
    "guarantees: { g: { given = \"deal.d == 'x'\"; starts = 2; lasts = 9; honoured = \"if(late, 0.2, 0.4)\";"          \
    "contains = \"uniform(0, 1)\"; against = (\"war\"); }; };"                                                         \
    "truce: { in_force = true; age = 2; renews = \"if(late, 0.2, 0.1)\"; causes: {"                                    \
    "war: { hazard = \"weibull_hazard(0.7, 15) * exp(-force.ratio) + 0.01 * truce.incidents\"; contained = 0.2; };"    \
    "raid: { hazard = \"weibull_hazard(0.8, 20 * exp(f)) + 0.01 * log(1 + force.deployed)\"; }; }; };"
#define TEXT                                                                                                           \
    "run: { worlds = 2; replications = 2; horizon = 12; };"                                                            \
    "factors: { f = \"normal(0, 1)\"; h = \"normal(0, 1)\"; u = \"uniform(0, 1)\"; };"                                 \
    "values: { v = \"f + 1\"; };"                                                                                      \
    "events: { plain = 0.5; early: { monthly = 0.1; during = \"both\"; lasts = 3; }; late: { monthly = 0.1; };"        \
    "later: { at = 3; every = 4; lasts = 2; chance = 0.5; }; talking: { at = 2; during = \"talks\"; }; };"             \
    "correlations: { c: { among = (\"*.joins\"); rho = 0.3; }; w: { among = (\"f\", \"h\"); rho = 0.4; }; };" TALKS    \
        TRUCE "outcomes: { held: { when = \"truce.held\"; }; war: { }; };"                                             \
    "measures: { m: { value = \"truce.months\"; given = \"agreed\"; }; };"                                             \
    "given = \"plain or agreed\"; headline = \"truce.held given agreed\";"                                             \
    "checks = (\"P(v > 0 given plain) >= 0\", \"E(truce.months given agreed) >= 0\");"

static void is_wrong(const ent_model *model, const char *expected)
{
    const char *wrong = ent_model_check(model);

    CU_ASSERT_STRING_EQUAL(wrong != NULL ? wrong : "sound", expected);
}

/* Sets each register to the last of its space, and to one beyond it, checks, and sets it back. */
static void misplace(const ent_model *model, ent_space_kind space, ent_register *const *list, size_t count)
{
    ent_register registers = (ent_register) model->program.space[space].registers;

    CU_ASSERT_FATAL(registers > 0);
    for (size_t i = 0; i < count; i++) {
        ent_register right;
        CU_ASSERT_PTR_NOT_NULL_FATAL(list[i]);
        right = *list[i];
        *list[i] = registers - 1;
        CU_ASSERT_PTR_NULL(ent_model_check(model));
        *list[i] = registers;
        is_wrong(model, "a plan refers to a register outside its space");
        *list[i] = right;
    }
    CU_ASSERT_PTR_NULL(ent_model_check(model));
}

#define MISPLACE(model, space, list) misplace(model, space, list, sizeof(list) / sizeof(*(list)))

static void misplace_coalition(ent_model *model)
{
    ent_coalition_plan *plan = &model->coalition;
    ent_register *draws[] = {&plan->would_join[1], &plan->would_send[1], &plan->after[1], &plan->joins[1],
        &plan->troops[1], &plan->force[0].offered, &plan->force[0].count, &plan->force[0].required};

    MISPLACE(model, ENT_SPACE_DRAW, draws);
}

static void misplace_talks(ent_model *model)
{
    ent_talks_plan *plan = &model->talks;
    ent_register *draws[] = {&plan->threshold[1], &plan->war_cost[1], &plan->concession[1], &plan->utility[1],
        &plan->agreed, &plan->month, &plan->round, &plan->is_signed, &plan->signed_month, &plan->refused,
        &plan->deal[0], &plan->as_signed[0].from, &plan->as_signed[0].to, &plan->ready, &plan->pick,
        &plan->available[1], &plan->refuses[3], &plan->refused_before[3], &plan->stage_month[0],
        &plan->slot[plan->slots - 1].from};

    CU_ASSERT_FATAL(plan->parties == 2 && plan->options == 2 && plan->stages == 1 && plan->slots == 3);
    CU_ASSERT_EQUAL_FATAL(plan->preferences, ENT_RATE_DRAW);
    CU_ASSERT_FATAL(plan->signed_columns > 0);
    MISPLACE(model, ENT_SPACE_DRAW, draws);
}

static void misplace_clock(ent_model *model)
{
    ent_talks_plan *plan = &model->talks;
    ent_during_plan *during = &plan->during[plan->during_events - 1];
    ent_register *rounds[] = {&during->when, &during->rate, &during->trigger, &during->at, &during->every,
        &during->lasts, &during->active, &during->started, &during->summed, &plan->kept[0].from, &plan->first[0].from,
        &plan->calendar, &plan->stage_rate[0], &plan->stage_trigger[0]};
    ent_register *draws[] = {&during->deal_started, &during->deal_summed, &during->shown_started, &during->shown_active,
        &plan->kept[0].to, &plan->first[0].to};

    CU_ASSERT_FATAL(plan->clock && plan->during_events == 2 && plan->kept_values > 0 && plan->first_values > 0);
    MISPLACE(model, ENT_SPACE_ROUND, rounds);
    MISPLACE(model, ENT_SPACE_DRAW, draws);
}

static void misplace_ratification(ent_model *model)
{
    ent_ratification_plan *plan = &model->ratification;
    ent_register *draws[] = {&plan->when[0], &plan->chance[0], &plan->says[0], &plan->takes[0], &plan->deal[0],
        &plan->utility[1], &plan->month, &plan->round, &plan->refused};

    MISPLACE(model, ENT_SPACE_DRAW, draws);
}

static void misplace_force(ent_model *model)
{
    ent_truce_plan *plan = &model->truce;
    ent_departure_plan *departure = &plan->departure[1];
    ent_force_plan *force = &plan->force[0];
    ent_timed_plan *timed = &plan->timed[plan->timed_events - 1];
    ent_register *truces[] = {&departure->sends, &departure->brings, &departure->lead, &departure->leaves,
        &departure->rate, &departure->trigger, &force->cap, &force->allowed, &force->deployed, &force->committed,
        &timed->when, &timed->rate, &timed->trigger, &timed->at, &timed->every, &timed->lasts, &timed->active,
        &timed->begun, &timed->decided, &timed->until};
    ent_register *draws[] = {&force->last_deployed, &force->committed_draw, &timed->last, &timed->state};

    CU_ASSERT_FATAL(departure->followed && force->followed);
    MISPLACE(model, ENT_SPACE_TRUCE, truces);
    MISPLACE(model, ENT_SPACE_DRAW, draws);
}

static void misplace_guarantee(ent_model *model)
{
    ent_guarantee_plan *plan = &model->truce.guarantee[0];
    ent_register *truces[] = {&plan->first, &plan->last, &plan->open, &plan->failed_for_good, &plan->in_force,
        &plan->honoured_chance, &plan->contains};
    ent_register *draws[] = {&plan->months, &plan->tested, &plan->honoured, &plan->failed, &plan->contained,
        &plan->tested_truces, &plan->saved, &plan->last_in_force};

    MISPLACE(model, ENT_SPACE_TRUCE, truces);
    MISPLACE(model, ENT_SPACE_DRAW, draws);
}

static void misplace_truce(ent_model *model)
{
    ent_truce_plan *plan = &model->truce;
    ent_renewal_plan *renewal = &plan->renewal;
    ent_register *truces[] = {&plan->trigger, &plan->incidents, &plan->hazard[1], &plan->contained[1], &renewal->rate,
        &renewal->since, &renewal->truce_month, &plan->deal_month_now, &plan->signed_now, &plan->signed_month_now,
        &plan->refused_now};
    ent_register *draws[] = {&plan->sendable, &plan->last_month, &plan->held, &plan->months, &plan->violations,
        &plan->cause, &renewal->spells, &renewal->peace_months, &renewal->at_peace, &plan->deal_month};

    CU_ASSERT_FATAL(renewal->any && plan->awaits_deal && plan->causes == 2);
    MISPLACE(model, ENT_SPACE_TRUCE, truces);
    MISPLACE(model, ENT_SPACE_DRAW, draws);
}

static void misplace_outcome(ent_model *model)
{
    ent_outcome_plan *plan = &model->outcome;
    ent_register *draws[] = {&plan->where, &plan->given, &plan->headline, &plan->headline_given, &plan->when[0],
        &plan->check[0], &plan->check_given[0], &plan->mean[0], &plan->mean_given[0], &plan->measure[0],
        &plan->measure_given[0], &plan->driver[0]};

    CU_ASSERT_FATAL(plan->checks == 1 && plan->means == 1 && plan->measures == 1 && plan->driver_events > 0);
    MISPLACE(model, ENT_SPACE_DRAW, draws);
}

static void misplace_recording(ent_model *model)
{
    ent_register *worlds[] = {&model->factor[2], &model->unknown[0], &model->world_group[0].z[1]};
    ent_register *draws[] = {
        &model->named[0].at, &model->event[0], &model->quantity[model->quantities - 1], &model->draw_group[0].z[1]};
    ent_register *truces[] = {&model->quantity_in_truce[model->quantities - 1]};

    CU_ASSERT_FATAL(model->scenario->factors == 3 && model->scenario->unknowns == 1);
    CU_ASSERT_FATAL(model->world_groups == 1 && model->draw_groups == 1);
    MISPLACE(model, ENT_SPACE_WORLD, worlds);
    MISPLACE(model, ENT_SPACE_DRAW, draws);
    MISPLACE(model, ENT_SPACE_TRUCE, truces);
}

static void registers(void)
{
    scenario_text scenario;

    if (scenario_text_open(&scenario, TEXT, NULL)) {
        ent_model *model = &scenario.recorder;
        misplace_coalition(model);
        misplace_talks(model);
        misplace_clock(model);
        misplace_ratification(model);
        misplace_force(model);
        misplace_guarantee(model);
        misplace_truce(model);
        misplace_outcome(model);
        misplace_recording(model);
    }
    scenario_text_close(&scenario);
}

/* Baselines of an event-driven model: by month alone, and by world. */
static void baselines(void)
{
    scenario_text scenario;

    if (scenario_text_open(&scenario,
            "run: { horizon = 12; }; factors: { f = \"normal(0, 1)\"; }; events: { e: 0.5; };"
            "truce: { causes: { x: { hazard = \"weibull_hazard(0.7, 15) * if(e, 2, 1)\"; };"
            "y: { hazard = \"weibull_hazard(0.8, 20 * exp(f))\"; }; }; };",
            NULL)) {
        ent_truce_plan *plan = &scenario.model.truce;
        bool by[2] = {false, false};
        CU_ASSERT_FATAL(plan->event_driven && plan->causes == 2 && plan->baselines == 2);
        for (size_t b = 0; b < plan->baselines; b++) {
            ent_register *clock[] = {&plan->clock[b]}, *strength[] = {&plan->strength[plan->baselines + b]};
            MISPLACE(&scenario.model, plan->baseline_by_month[b] ? ENT_SPACE_MONTH : ENT_SPACE_WORLD_MONTH, clock);
            MISPLACE(&scenario.model, ENT_SPACE_TRUCE, strength);
            by[plan->baseline_by_month[b] ? 1 : 0] = true;
        }
        CU_ASSERT(by[0] && by[1]);
    }
    scenario_text_close(&scenario);
}

/* Preferences that vary by world are registers of worlds. */
static void preferences_by_world(void)
{
    scenario_text scenario;

    if (scenario_text_open(&scenario,
            "factors: { f = \"uniform(0, 1)\"; }; parties: { p: { threshold = 0.5; }; };"
            "demands: { d: { options = (\"x\", \"y\"); p: { weight = 1; scores = (\"f\", 1); }; }; };",
            NULL)) {
        ent_register *worlds[] = {&scenario.model.talks.slot[0].from};
        CU_ASSERT_EQUAL(scenario.model.talks.preferences, ENT_RATE_WORLD);
        MISPLACE(&scenario.model, ENT_SPACE_WORLD, worlds);
    }
    scenario_text_close(&scenario);
}

static void ranges_and_factors(void)
{
    scenario_text scenario;

    if (scenario_text_open(&scenario, TEXT, NULL)) {
        ent_model *model = &scenario.model;
        CU_ASSERT_FATAL(model->guards > 0 && model->draw_groups == 1 && model->world_groups == 1);
        model->guard[0].low = NAN;
        is_wrong(model, "the range of a guard is not in order");
        model->guard[0].low = model->guard[0].high;
        for (size_t i = 0; i < 2; i++) {
            double *factor = i == 0 ? model->draw_group[0].factor : model->world_group[0].factor;
            const double right = factor[2];
            CU_ASSERT_PTR_NULL(ent_model_check(model));
            factor[2] += 0.1; /* the second row is no longer of length 1 */
            is_wrong(model, "the factor of a correlation matrix is not a Cholesky factor");
            factor[2] = right;
            factor[1] = 1e-9; /* not lower triangular */
            is_wrong(model, "the factor of a correlation matrix is not a Cholesky factor");
            factor[1] = 0.0;
        }
    }
    scenario_text_close(&scenario);
}

int main(void)
{
    CU_TestInfo tests[] = {{"registers", registers}, {"baselines", baselines},
        {"preferences by world", preferences_by_world}, {"ranges and factors", ranges_and_factors}, CU_TEST_INFO_NULL};

    return ent_run_suite("model", tests);
}
