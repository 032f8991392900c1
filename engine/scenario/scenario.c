#include "scenario/scenario.h"

#include "base/status.h"
#include "scenario/quantity.h"
#include "scenario/sections.h"
#include "scenario/unknowns.h"
#include "settings/tree.h"

#include <string.h>

bool ent_event_in_talks(const ent_event *event)
{
    return event->timed && event->during != ENT_DURING_TRUCE;
}

bool ent_event_in_truce(const ent_event *event)
{
    return event->timed && (event->during != ENT_DURING_TALKS || event->seen_meanwhile);
}

const char *ent_event_onset_path(const ent_event *event)
{
    return event->monthly.formula != NULL ? event->monthly.path : event->at.path;
}

void ent_scenario_init(ent_scenario *self)
{
    *self = (ent_scenario){0};
}

void ent_scenario_free(ent_scenario *self)
{
    ent_arena_free(&self->arena);
    *self = (ent_scenario){0};
}

static void read_head(ent_reader *self, const char *id)
{
    ent_scenario *scenario = self->scenario;
    const ent_setting *sources;

    ent_reader_group(self, self->root, "", ENT_GROUP_ROOT);
    scenario->id = ent_arena_strdup(&scenario->arena, id);
    if (scenario->id == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
        return;
    }
    (void) ent_reader_string(self, self->root, "title", "", "");
    scenario->title = ent_reader_line(self, self->root, "title", scenario->id);
    scenario->notes = ent_reader_string(self, self->root, "notes", "", "");
    sources = ent_setting_get(self->root, "sources");
    if (sources == NULL || ent_reader_is_wrong(sources)) {
        return;
    }
    scenario->source =
        ent_reader_array(self, sources->type == ENT_SETTING_LIST ? sources->count : 1, sizeof(*scenario->source));
    if (sources->type == ENT_SETTING_STRING && scenario->source != NULL) {
        scenario->source[scenario->sources++] = sources->text;
        return;
    }
    sources = ent_reader_list(self, self->root, "sources", "");
    for (size_t i = 0; sources != NULL && scenario->source != NULL && i < sources->count; i++) {
        if (sources->child[i]->type != ENT_SETTING_STRING) {
            ent_reader_error(self, sources->child[i], "sources", "put the text in double quotes", "expected a text");
        } else {
            scenario->source[scenario->sources++] = sources->child[i]->text;
        }
    }
}

int ent_scenario_read(ent_scenario *self, const char *id, const ent_tree *tree, ent_diagnostics *diagnostics)
{
    ent_reader reader = {.scenario = self, .root = tree->root, .diagnostics = diagnostics, .status = ENT_OK};
    size_t before = diagnostics->errors;

    ent_reader_capitals(&reader, tree->root);
    read_head(&reader, id);
    ent_read_run(&reader);
    ent_read_factors(&reader);
    ent_read_values(&reader);
    ent_read_events(&reader);
    ent_read_forces(&reader); /* before contributors, which name theirs */
    ent_read_contributors(&reader);
    ent_read_correlations(&reader);
    ent_read_parties(&reader); /* before demands: their stances are keyed by party */
    ent_read_demands(&reader);
    ent_read_together(&reader); /* after parties and demands */
    ent_read_talks(&reader);
    ent_read_ratification(&reader);
    ent_read_truce(&reader);
    ent_read_guarantees(&reader); /* after the causes, which they are named against */
    ent_read_outcomes(&reader);
    ent_read_measures(&reader);
    if (tree->where != NULL) {
        self->where = ent_reader_quantity(&reader, tree->where, "where", ENT_MEANING_CONDITION);
    }
    ent_read_queries(&reader);
    ent_read_until(&reader);
    ent_read_experts(&reader);
    ent_read_variants(&reader);
    ent_read_sweeps(&reader);
    ent_read_levels(&reader);
    ent_read_cases(&reader);
    if (reader.status == ENT_OK) {
        reader.status = ent_scenario_list_unknowns(self);
    }
    if (reader.status != ENT_OK) {
        return reader.status;
    }
    return diagnostics->errors > before ? ENT_ERR_SCENARIO : ENT_OK;
}

typedef struct quantity_walk {
    ent_quantity_visitor visit;
    void *context;
    int status;
} quantity_walk;

static void step(quantity_walk *walk, const ent_quantity *quantity)
{
    if (walk->status == ENT_OK && quantity->formula != NULL) {
        walk->status = walk->visit(quantity, walk->context);
    }
}

static void walk_world(const ent_scenario *self, quantity_walk *walk)
{
    for (size_t i = 0; i < self->factors; i++) {
        step(walk, &self->factor[i].value);
    }
    for (size_t i = 0; i < self->nameds; i++) {
        step(walk, &self->named[i].value);
    }
    for (size_t i = 0; i < self->events; i++) {
        const ent_event *event = &self->event[i];
        if (event->timed) {
            step(walk, &event->monthly);
            step(walk, &event->at);
            if (event->at.formula != NULL) {
                step(walk, &event->chance);
            }
            step(walk, &event->when);
            step(walk, &event->lasts);
            step(walk, &event->every);
        } else {
            step(walk, &event->chance);
        }
    }
}

static void walk_coalition(const ent_scenario *self, quantity_walk *walk)
{
    for (size_t i = 0; i < self->contributors; i++) {
        const ent_contributor *c = &self->contributor[i];
        const ent_quantity *all[] = {&c->troops, &c->joins, &c->requires, &c->after, &c->lead_months, &c->leaves,
            &c->pool, &c->rotation, &c->allowed, &c->present};
        for (size_t k = 0; k < sizeof(all) / sizeof(*all); k++) {
            step(walk, all[k]);
        }
    }
    for (size_t i = 0; i < self->forces; i++) {
        step(walk, &self->force[i].required);
        step(walk, &self->force[i].allowed);
        step(walk, &self->force[i].cap);
    }
}

static void walk_talks(const ent_scenario *self, quantity_walk *walk)
{
    for (size_t p = 0; p < self->parties; p++) {
        step(walk, &self->party[p].threshold);
        step(walk, &self->party[p].war_cost);
        step(walk, &self->party[p].concession);
        step(walk, &self->party[p].softens);
    }
    for (size_t d = 0; d < self->demands; d++) {
        const ent_demand *demand = &self->demand[d];
        for (size_t o = 0; o < demand->options; o++) {
            step(walk, &demand->available[o]);
        }
        for (size_t p = 0; p < self->parties; p++) {
            if (demand->stance[p].given) {
                step(walk, &demand->stance[p].weight);
            }
            for (size_t o = 0; demand->stance[p].given && o < demand->options; o++) {
                step(walk, &demand->stance[p].score[o]);
                step(walk, &demand->stance[p].refuses[o]);
            }
            step(walk, &demand->stance[p].softens);
        }
    }
    for (size_t i = 0; i < self->togethers; i++) {
        step(walk, &self->together[i].when);
        for (size_t p = 0; p < self->parties; p++) {
            step(walk, &self->together[i].addition[p]);
        }
    }
    for (size_t i = 0; i < self->talks.stages; i++) {
        step(walk, &self->talks.stage[i].chance);
    }
    for (size_t i = 0; i < self->ratifications; i++) {
        step(walk, &self->ratification[i].when);
        step(walk, &self->ratification[i].chance);
        step(walk, &self->ratification[i].takes);
    }
}

static void walk_truce(const ent_scenario *self, quantity_walk *walk)
{
    step(walk, &self->truce.age);
    step(walk, &self->truce.renews);
    for (size_t i = 0; i < self->causes; i++) {
        step(walk, &self->cause[i].hazard);
        step(walk, &self->cause[i].contained);
    }
    for (size_t i = 0; i < self->guarantees; i++) {
        const ent_guarantee *it = &self->guarantee[i];
        const ent_quantity *all[] = {&it->given, &it->starts, &it->lasts, &it->honoured, &it->contains};
        for (size_t k = 0; k < sizeof(all) / sizeof(*all); k++) {
            step(walk, all[k]);
        }
    }
}

int ent_scenario_each_quantity(const ent_scenario *self, ent_quantity_visitor visit, void *context)
{
    quantity_walk walk = {.visit = visit, .context = context, .status = ENT_OK};

    walk_world(self, &walk);
    walk_coalition(self, &walk);
    walk_talks(self, &walk);
    walk_truce(self, &walk);
    for (size_t i = 0; i < self->outcomes; i++) {
        step(&walk, &self->outcome[i].when);
    }
    step(&walk, &self->where);
    step(&walk, &self->given);
    for (size_t i = 0; i < self->measures; i++) {
        step(&walk, &self->measure[i].value);
        step(&walk, &self->measure[i].given);
    }
    return walk.status;
}
