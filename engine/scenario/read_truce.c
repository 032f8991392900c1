/* Readers of truce and outcomes: the causes that end a truce, and the classification of futures. */
#include "scenario/quantity.h"
#include "scenario/sections.h"

#include <math.h>
#include <string.h>

static int find_weibull(const ent_ast *ast, void *context)
{
    const ent_ast **found = context;

    if (ast->kind == ENT_AST_DISTRIBUTION && ast->distribution == &ent_kind_weibull) {
        *found = ast;
        return 1;
    }
    return 0;
}

/* Warns of a hazard that was written as something else: a Weibull distribution, a chance in per cent without its sign.
 */
static void warn_of_hazard(ent_reader *self, const ent_quantity *hazard)
{
    const ent_ast *formula = hazard->formula;
    const ent_ast *weibull = NULL;
    double value;

    if (formula == NULL || hazard->wrong) {
        return;
    }
    if (ent_ast_walk(formula, find_weibull, &weibull) != 0) {
        size_t name = strlen(ent_kind_weibull.call.name);
        ent_reader_warn(self, hazard->setting, hazard->path,
            ent_reader_print(self, "for a lifetime of that shape and scale (months) write `weibull_hazard%.*s`",
                (int) (weibull->length - name), hazard->written + weibull->offset + name),
            "`weibull` draws one number a draw, which is then the hazard of every month");
    } else if (ent_ast_constant(formula, &value) && value >= 1.0) {
        ent_reader_warn(self, hazard->setting, hazard->path,
            value <= 100.0 ? ent_reader_print(self, "if you mean a chance in per cent, write \"%.15g%%\"", value)
                           : NULL,
            "a hazard of %.15g a month breaks a truce with a chance of %.0f%% in each month", value,
            floor(100.0 * (1.0 - exp(-value))));
    }
}

static void read_cause(ent_reader *self, const ent_setting *group, ent_cause *cause)
{
    const char *path = ent_reader_join(self, "truce.causes", group->name);

    cause->label = ent_reader_label(self, group, path, false);
    if (ent_reader_group(self, group, path, ENT_GROUP_CAUSE) && ent_setting_get(group, "hazard") == NULL) {
        ent_reader_missing(self, group, path, "hazard", "hazard = \"weibull_hazard(0.8, 60)\";", "`hazard` is missing");
    }
    cause->hazard = ent_reader_child(self, group, "hazard", path, ENT_MEANING_HAZARD, "0");
    warn_of_hazard(self, &cause->hazard);
    cause->contained = ent_reader_child(self, group, "contained", path, ENT_MEANING_PROBABILITY, "0");
}

/* A truce in force must be followed to the end of the talks: a deal after the horizon could change nothing. */
static void check_talks_within_horizon(ent_reader *self, const ent_setting *section)
{
    const ent_scenario *scenario = self->scenario;
    const ent_talks *talks = &scenario->talks;
    double last = (double) talks->rounds * talks->months_per_round;
    size_t horizon = scenario->run.horizon;

    if (scenario->demands == 0 || scenario->parties == 0 || last <= (double) horizon) {
        return;
    }
    ent_reader_error(self, ent_setting_get(section, "in_force"), "truce.in_force",
        ent_reader_print(self, "write run: { horizon = %.0f; … }, or talks: { rounds = %.0f; … }", ceil(last),
            fmax(1.0, floor((double) horizon / talks->months_per_round))),
        "the talks last %.15g months (talks.rounds = %zu, %.15g months apart), longer than the %zu months in which the "
        "truce is followed",
        last, talks->rounds, talks->months_per_round, horizon);
}

static void read_age(ent_reader *self, const ent_setting *section)
{
    ent_truce *truce = &self->scenario->truce;

    truce->age = ent_reader_child(self, section, "age", "truce", ENT_MEANING_DURATION, NULL);
    if (truce->age.given && !truce->in_force) {
        ent_reader_warn(self, truce->age.setting, truce->age.path, "write truce: { in_force = true; … }",
            "without `truce.in_force` the truce begins with the deal, so its age is always 0");
    }
}

void ent_read_truce(ent_reader *self)
{
    ent_scenario *scenario = self->scenario;
    const ent_setting *section = ent_reader_section(self, "truce");
    const ent_setting *causes = NULL;

    if (section != NULL && !ent_reader_group(self, section, "truce", ENT_GROUP_TRUCE)) {
        section = NULL;
    }
    if (section != NULL) {
        causes = ent_setting_get(section, "causes");
        scenario->truce.in_force = ent_reader_flag(self, section, "in_force", "truce", false);
    }
    read_age(self, section);
    scenario->truce.renews = ent_reader_child(self, section, "renews", "truce", ENT_MEANING_PROBABILITY, NULL);
    if (scenario->truce.in_force) {
        check_talks_within_horizon(self, section);
    }
    for (size_t i = 0; i < scenario->events; i++) {
        scenario->event[i].seen_meanwhile = scenario->truce.in_force && scenario->event[i].during == ENT_DURING_TALKS;
    }
    if (causes != NULL && ent_reader_is_wrong(causes)) {
        causes = NULL;
    }
    if (causes != NULL && causes->type != ENT_SETTING_GROUP) {
        ent_reader_error(self, causes, "truce.causes", NULL, "expected a group in braces: causes: { … };");
        causes = NULL;
    }
    if (causes != NULL) {
        ent_reader_texts(self, causes, "truce.causes");
    }
    scenario->cause = ent_reader_array(self, ent_reader_entries(causes), sizeof(*scenario->cause));
    for (size_t i = 0; causes != NULL && scenario->cause != NULL && i < causes->count; i++) {
        if (ent_reader_is_entry(causes->child[i])) {
            read_cause(self, causes->child[i], &scenario->cause[scenario->causes++]);
        }
    }
}

static void default_outcomes(ent_reader *self)
{
    static const char *const id[] = {"no_deal", "collapses", "holds"};
    static const char *const name[] = {"No deal", "Truce collapses", "Truce holds"};
    static const char *const when[] = {"not agreed", "not truce.held", "true"};
    ent_scenario *scenario = self->scenario;

    scenario->outcome = ent_reader_array(self, 3, sizeof(*scenario->outcome));
    for (size_t i = 0; scenario->outcome != NULL && i < 3; i++) {
        const char *path = ent_reader_join(self, "outcomes", id[i]);
        scenario->outcome[i].label = (ent_label){.id = id[i], .name = name[i], .note = "", .source = ""};
        scenario->outcome[i].when =
            ent_reader_default(self, when[i], ent_reader_join(self, path, "when"), ENT_MEANING_CONDITION);
        scenario->outcomes = i + 1;
    }
}

void ent_read_outcomes(ent_reader *self)
{
    ent_scenario *scenario = self->scenario;
    const ent_setting *section = ent_reader_section(self, "outcomes");

    if (ent_reader_entries(section) == 0) {
        default_outcomes(self);
        return;
    }
    scenario->outcome = ent_reader_array(self, ent_reader_entries(section), sizeof(*scenario->outcome));
    for (size_t i = 0; section != NULL && scenario->outcome != NULL && i < section->count; i++) {
        const ent_setting *group = section->child[i];
        const char *path = ent_reader_join(self, "outcomes", group->name);
        ent_outcome *outcome = &scenario->outcome[scenario->outcomes];
        if (!ent_reader_is_entry(group)) {
            continue;
        }
        outcome->label = ent_reader_label(self, group, path, false);
        ent_reader_group(self, group, path, ENT_GROUP_OUTCOME);
        if (strcmp(group->name, "unclassified") == 0) {
            ent_reader_error(self, group, path, "choose another name",
                "`unclassified` is what the tables call draws that no outcome takes");
        }
        outcome->when = ent_reader_child(self, group, "when", path, ENT_MEANING_CONDITION, "true");
        scenario->outcomes++;
    }
}
