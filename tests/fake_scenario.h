/* A small scenario made by hand: outcomes, contributors, parties, demands, causes and checks. */
#ifndef ENT_TESTS_FAKE_SCENARIO_H
#define ENT_TESTS_FAKE_SCENARIO_H

#include "scenario/scenario.h"

enum { FAKE_WORLDS = 2, FAKE_DRAWS = 100, FAKE_HORIZON = 3 };

static ent_outcome fake_outcome[] = {
    {.label = {.id = "no_deal", .name = "No deal"}}, {.label = {.id = "held", .name = "Holds, \"for now\""}}};
static ent_contributor fake_contributor[] = {
    {.label = {.id = "france", .name = "France"}}, {.label = {.id = "italy", .name = "Italy"}}};
static ent_force fake_force[] = {{.label = {.id = "force", .name = "Main force"}, .path = "force"}};
static ent_party fake_party[] = {
    {.label = {.id = "russia", .name = "Russia"}}, {.label = {.id = "ukraine", .name = "Ukraine"}}};
static const char *fake_troops[] = {"refused", "un_only", "met"};
static const char *fake_border[] = {"closed", "open"};
static const char *fake_troops_name[] = {"Refused", "UN alone", "Met"};
static const char *fake_border_name[] = {"Closed", "Open"};
static const char *fake_given[3];      /* no option has a name of its own */
static ent_quantity fake_available[3]; /* left out */
static ent_stance fake_stance[2];      /* of weight 0 */
static ent_demand fake_demand[] = {{.label = {.id = "western_troops", .name = "No Western troops"},
                                       .option = fake_troops,
                                       .option_name = fake_troops_name,
                                       .option_given = fake_given,
                                       .options = 3,
                                       .available = fake_available,
                                       .stance = fake_stance},
    {.label = {.id = "border", .name = "Border"},
        .option = fake_border,
        .option_name = fake_border_name,
        .option_given = fake_given,
        .options = 2,
        .available = fake_available,
        .stance = fake_stance}};
static ent_cause fake_cause[] = {
    {.label = {.id = "offensive", .name = "Offensive"}}, {.label = {.id = "incident", .name = "Incident"}}};
static ent_check_line fake_check[] = {{.text = "P(truce.held) > 0.2", .check = {.op = ENT_AST_GT, .bound = 0.2}},
    {.text = "P(truce.held) < 0.2 in air_cover",
        .first = 1,
        .check = {.op = ENT_AST_LT, .bound = 0.2, .variant = "air_cover"}},
    {.text = "P(agreed) >= 0.6", .first = 2, .check = {.op = ENT_AST_GE, .bound = 0.6}},
    {.text = "P(agreed given never) != 0.5", .first = 3, .check = {.op = ENT_AST_NE, .bound = 0.5}}};

static inline ent_scenario fake_scenario(void)
{
    return (ent_scenario){.id = "ukraine-2025",
        .title = "A title",
        .headline = "truce.held given agreed",
        .outcome = fake_outcome,
        .outcomes = 2,
        .contributor = fake_contributor,
        .contributors = 2,
        .force = fake_force,
        .forces = 1,
        .party = fake_party,
        .parties = 2,
        .demand = fake_demand,
        .demands = 2,
        .talks = {.rounds = 2, .months_per_round = 1.5},
        .cause = fake_cause,
        .causes = 2,
        .check = fake_check,
        .checks = 4,
        .run = {.worlds = FAKE_WORLDS, .replications = FAKE_DRAWS, .horizon = FAKE_HORIZON}};
}

#endif
