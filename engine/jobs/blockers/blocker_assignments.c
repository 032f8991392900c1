#include "jobs/blockers/blocker_assignments.h"

#include "base/status.h"
#include "distribution/kinds.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

const char *ent_blocker_kind_name(ent_blocker_kind kind)
{
    static const char *const name[] = {
        "veto", "demand", "refusal", "threshold", "stage", "availability", "contributor", "event"};

    return name[kind];
}

/* --- changeable settings ------------------------------------------------------------------------------------------ */

static bool is_constantly(const ent_quantity *quantity, double value)
{
    double constant;

    return quantity->formula != NULL && ent_ast_constant(quantity->formula, &constant) && constant == value;
}

/* A condition of a contributor that may keep it out. */
static bool holds_back(const ent_quantity *requires)
{
    double constant;

    return requires->formula != NULL && !(ent_ast_constant(requires->formula, &constant) && constant != 0.0);
}

static bool waits(const ent_quantity *after)
{
    return after->formula != NULL && !is_constantly(after, 0.0);
}

static const ent_scenario *settings_at(const ent_blocker_settings *of, size_t i)
{
    return of->experts > 0 ? of->expert[i] : of->scenario;
}

static size_t number_of_settings(const ent_blocker_settings *of)
{
    return of->experts > 0 ? of->experts : 1;
}

bool ent_blocker_has_veto(const ent_blocker_settings *of, size_t party)
{
    bool any = false;

    for (size_t i = 0; i < number_of_settings(of); i++) {
        any = any || settings_at(of, i)->party[party].veto;
    }
    return any;
}

/* softens = 100% ends a red line before the first round. */
static bool refuses(const ent_scenario *scenario, size_t party, size_t demand, size_t option)
{
    const ent_stance *stance = &scenario->demand[demand].stance[party];
    const ent_quantity *softens = stance->softens.formula != NULL ? &stance->softens : &scenario->party[party].softens;

    return scenario->party[party].veto && stance->red_line && !is_constantly(&stance->refuses[option], 0.0) &&
           !is_constantly(softens, 1.0);
}

bool ent_blocker_may_refuse(const ent_blocker_settings *of, size_t party, size_t demand, size_t option)
{
    bool any = false;

    for (size_t i = 0; i < number_of_settings(of); i++) {
        any = any || refuses(settings_at(of, i), party, demand, option);
    }
    return any;
}

bool ent_blocker_has_condition(const ent_blocker_settings *of, size_t demand, size_t option)
{
    bool any = false;

    for (size_t i = 0; i < number_of_settings(of); i++) {
        any = any || holds_back(&settings_at(of, i)->demand[demand].available[option]);
    }
    return any;
}

static bool has_other_weight(const ent_scenario *scenario, size_t demand, size_t party)
{
    for (size_t d = 0; d < scenario->demands; d++) {
        const ent_stance *stance = &scenario->demand[d].stance[party];
        if (d != demand && stance->given && !is_constantly(&stance->weight, 0.0)) {
            return true;
        }
    }
    return false;
}

bool ent_blocker_is_only_weight(const ent_blocker_settings *of, size_t demand, size_t party)
{
    bool any = false;

    for (size_t i = 0; i < number_of_settings(of); i++) {
        any = any || !has_other_weight(settings_at(of, i), demand, party);
    }
    return any;
}

/* --- assignments -------------------------------------------------------------------------------------------------- */

typedef struct set_writer {
    const ent_scenario *scenario;
    const ent_blocker_settings *of;
    ent_arena *arena;
    ent_blocker_set *set;
    size_t capacity;
    int status;
} set_writer;

static void put(set_writer *self, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void put(set_writer *self, const char *format, ...)
{
    va_list args;
    const char *text;

    va_start(args, format);
    text = self->set->count < self->capacity ? ent_arena_vprintf(self->arena, format, args) : NULL;
    va_end(args);
    if (text == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
    } else {
        self->set->item[self->set->count++] = text;
    }
}

/* Assigns a list with one value an option: as written, but for `changed` (SIZE_MAX: all) the text `now`. */
static void put_list(
    set_writer *self, const char *path, const ent_quantity *item, size_t count, size_t changed, const char *now)
{
    const char *list = "";

    for (size_t o = 0; list != NULL && o < count; o++) {
        list = ent_arena_printf(self->arena, "%s%s%s", list, o > 0 ? ", " : "",
            o == changed || changed == SIZE_MAX ? now : item[o].written);
    }
    if (path == NULL || list == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
        return;
    }
    put(self, "%s = (%s)", path, list);
}

/* `refuses` of a party on a demand: 0 for one option (SIZE_MAX: for all). */
static void put_refuses(set_writer *self, ent_blocker_target target, size_t option)
{
    const ent_demand *demand = &self->scenario->demand[target.demand];
    const char *path = ent_arena_printf(
        self->arena, "demands.%s.%s.refuses", demand->label.id, self->scenario->party[target.party].label.id);

    if (target.by_member && path != NULL) {
        put(self, "%s.%s = 0", path, demand->option[option]);
    } else {
        put_list(self, path, demand->stance[target.party].refuses, demand->options, option, "0");
    }
}

/* No weight of any party, and nothing of it refused. */
static void put_demand(set_writer *self, ent_blocker_target target)
{
    const ent_demand *demand = &self->scenario->demand[target.demand];

    for (target.party = 0; target.party < self->scenario->parties; target.party++) {
        bool refused = false;
        if (!demand->stance[target.party].given) {
            continue;
        }
        put(self, "demands.%s.%s.weight = 0", demand->label.id, self->scenario->party[target.party].label.id);
        for (size_t o = 0; o < demand->options; o++) {
            refused = refused || ent_blocker_may_refuse(self->of, target.party, target.demand, o);
        }
        if (refused) {
            put_refuses(self, target, SIZE_MAX);
        }
    }
}

/* Whether a formula can stand before an operator without brackets. */
static bool is_closed(const ent_ast *formula)
{
    return formula->kind == ENT_AST_NUMBER || formula->kind == ENT_AST_NAME || formula->kind == ENT_AST_CALL ||
           (formula->kind == ENT_AST_DISTRIBUTION && (formula->unknown || formula->distribution != &ent_kind_interval));
}

/* 5 points lower; a constant threshold ends at 0, since none is below. */
static void put_threshold(set_writer *self, ent_blocker_target target)
{
    const ent_party *party = &self->scenario->party[target.party];
    const ent_quantity *threshold = &party->threshold;
    double constant;

    if (!ent_ast_constant(threshold->formula, &constant)) {
        put(self,
            is_closed(threshold->formula) ? "parties.%s.threshold = %s - 5%%" : "parties.%s.threshold = (%s) - 5%%",
            party->label.id, threshold->written);
    } else if (constant > 0.05) {
        put(self, "parties.%s.threshold = %.15g%%", party->label.id, 100.0 * (constant - 0.05));
    } else {
        put(self, "parties.%s.threshold = 0", party->label.id);
    }
}

static void put_stages(set_writer *self, ent_blocker_target target)
{
    const ent_talks *talks = &self->scenario->talks;

    for (size_t s = 0; s < talks->stages; s++) {
        if (s == target.stage || target.stage == ENT_BLOCKER_ALL_STAGES) {
            put(self, "talks.stages.%s = 100%%", talks->stage[s].label.id);
        }
    }
}

static void put_available(set_writer *self, ent_blocker_target target)
{
    const ent_demand *demand = &self->scenario->demand[target.demand];
    const char *path = ent_arena_printf(self->arena, "demands.%s.available", demand->label.id);

    if (target.by_member && path != NULL) {
        put(self, "%s.%s = true", path, demand->option[target.option]);
    } else {
        put_list(self, path, demand->available, demand->options, target.option, "true");
    }
}

/* Who surely joins depends neither on a condition nor on the others. */
static void put_contributor(set_writer *self, ent_blocker_target target)
{
    const char *id = self->scenario->contributor[target.contributor].label.id;
    bool may_lack = false;
    bool may_wait = false;

    put(self, target.surely ? "contributors.%s.joins = 100%%" : "contributors.%s.joins = 0", id);
    for (size_t i = 0; i < number_of_settings(self->of); i++) {
        const ent_contributor *it = &settings_at(self->of, i)->contributor[target.contributor];
        may_lack = may_lack || holds_back(&it->requires);
        may_wait = may_wait || waits(&it->after);
    }
    if (target.surely && may_lack) {
        put(self, "contributors.%s.requires = true", id);
    }
    if (target.surely && may_wait) {
        put(self, "contributors.%s.after = 0", id);
    }
}

int ent_blocker_assignments(ent_blocker_target target, const ent_scenario *scenario, const ent_blocker_settings *of,
    ent_arena *arena, ent_blocker_set *set)
{
    set_writer self = {scenario, of, arena, set, 3 + 2 * scenario->parties + scenario->talks.stages, ENT_OK};

    *set = (ent_blocker_set){.item = ent_arena_array(arena, self.capacity, sizeof(*set->item))};
    if (set->item == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    switch (target.kind) {
    case ENT_BLOCKER_VETO:
        put(&self, "parties.%s.veto = false", scenario->party[target.party].label.id);
        break;
    case ENT_BLOCKER_DEMAND:
        put_demand(&self, target);
        break;
    case ENT_BLOCKER_REFUSAL:
        put_refuses(&self, target, target.option);
        break;
    case ENT_BLOCKER_THRESHOLD:
        put_threshold(&self, target);
        break;
    case ENT_BLOCKER_STAGE:
        put_stages(&self, target);
        break;
    case ENT_BLOCKER_AVAILABILITY:
        put_available(&self, target);
        break;
    case ENT_BLOCKER_CONTRIBUTOR:
        put_contributor(&self, target);
        break;
    case ENT_BLOCKER_EVENT:
        put(&self, target.surely ? "events.%s = 100%%" : "events.%s = 0", scenario->event[target.event].label.id);
        break;
    }
    return self.status;
}

/* --- words -------------------------------------------------------------------------------------------------------- */

static const char *words_of_stage(ent_blocker_target target, const ent_talks *talks, ent_arena *arena)
{
    if (target.stage != ENT_BLOCKER_ALL_STAGES) {
        return ent_arena_printf(arena, "the stage “%s” is passed at once", talks->stage[target.stage].label.name);
    }
    return ent_arena_printf(arena, "all %zu stages are passed at once", talks->stages);
}

static const char *words_of_threshold(const ent_party *party, ent_arena *arena)
{
    double constant;

    if (ent_ast_constant(party->threshold.formula, &constant) && constant < 0.05) {
        return ent_arena_printf(arena, "the threshold of %s is 0", party->label.name);
    }
    return ent_arena_printf(arena, "the threshold of %s is 5 points lower", party->label.name);
}

const char *ent_blocker_words(ent_blocker_target target, const ent_scenario *scenario, ent_arena *arena)
{
    /* of kinds without a party or a demand the first, which is not read then */
    const ent_party *party = scenario->party + (target.party < scenario->parties ? target.party : 0);
    const ent_demand *demand = scenario->demand + (target.demand < scenario->demands ? target.demand : 0);

    switch (target.kind) {
    case ENT_BLOCKER_VETO:
        return ent_arena_printf(arena, "%s has no veto and refuses nothing", party->label.name);
    case ENT_BLOCKER_DEMAND:
        return ent_arena_printf(arena, "the demand “%s” is dropped", demand->label.name);
    case ENT_BLOCKER_REFUSAL:
        return ent_arena_printf(arena, "%s never refuses “%s” (%s)", party->label.name,
            demand->option_name[target.option], demand->label.name);
    case ENT_BLOCKER_THRESHOLD:
        return words_of_threshold(party, arena);
    case ENT_BLOCKER_STAGE:
        return words_of_stage(target, &scenario->talks, arena);
    case ENT_BLOCKER_AVAILABILITY:
        return ent_arena_printf(
            arena, "“%s” (%s) is always available", demand->option_name[target.option], demand->label.name);
    case ENT_BLOCKER_CONTRIBUTOR:
        return ent_arena_printf(arena, target.surely ? "%s surely joins" : "%s surely stays out",
            scenario->contributor[target.contributor].label.name);
    case ENT_BLOCKER_EVENT:
        return ent_arena_printf(arena, target.surely ? "“%s” surely happens" : "“%s” surely does not happen",
            scenario->event[target.event].label.name);
    }
    return NULL;
}
