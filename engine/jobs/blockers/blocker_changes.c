#include "jobs/blockers/blocker_changes.h"

#include "base/status.h"
#include "jobs/blockers/blocker_assignments.h"

#include <string.h>

/* The list as it grows. */
typedef struct change_list {
    ent_blocker_changes *result;
    ent_blocker_settings of;
    int status;
} change_list;

void ent_blocker_changes_free(ent_blocker_changes *self)
{
    ent_arena_free(&self->arena);
    *self = (ent_blocker_changes){.count = 0};
}

/* --- one change --------------------------------------------------------------------------------------------------- */

static bool same_sets(const ent_blocker_set *a, const ent_blocker_set *b)
{
    bool same = a->count == b->count;

    for (size_t i = 0; same && i < a->count; i++) {
        same = strcmp(a->item[i], b->item[i]) == 0;
    }
    return same;
}

/* The assignments with "; " between them; NULL when memory is out. */
static const char *join(const ent_blocker_set *set, ent_arena *arena)
{
    const char *text = set->item[0];

    for (size_t i = 1; text != NULL && i < set->count; i++) {
        text = ent_arena_printf(arena, "%s; %s", text, set->item[i]);
    }
    return text;
}

/* Writes the assignments for the settings of each expert. Returns whether they are all the same. */
static bool write_sets(change_list *self, ent_blocker_target target, ent_blocker_change *change)
{
    const ent_blocker_settings *of = &self->of;
    ent_arena *arena = &self->result->arena;
    bool same = true;

    for (size_t e = 0; e < of->experts && self->status == ENT_OK; e++) {
        self->status = ent_blocker_assignments(target, of->expert[e], of, arena, &change->expert_set[e]);
        same = same && self->status == ENT_OK && same_sets(&change->expert_set[0], &change->expert_set[e]);
    }
    return same;
}

/* Writes the assignments of a change: whole lists where they serve all experts, else single members of them, else
 * another list for each expert. */
static const char *write_change(change_list *self, ent_blocker_target target, ent_blocker_change *change)
{
    const ent_blocker_settings *of = &self->of;
    ent_arena *arena = &self->result->arena;
    bool same;

    change->expert_set = ent_arena_array(arena, of->experts, sizeof(*change->expert_set));
    if (change->expert_set == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
        return NULL;
    }
    same = write_sets(self, target, change);
    if (!same && self->status == ENT_OK && target.option != ENT_BLOCKER_NO_OPTION) {
        target.by_member = true;
        same = write_sets(self, target, change);
    }
    if (same && of->experts > 0) {
        change->set = change->expert_set[0];
    } else if (self->status == ENT_OK) {
        self->status = ent_blocker_assignments(target, of->scenario, of, arena, &change->set);
    }
    return self->status != ENT_OK ? NULL : same ? join(&change->set, arena) : "";
}

static void add(change_list *self, ent_blocker_target target)
{
    ent_blocker_changes *result = self->result;
    ent_blocker_change made = {.kind = ent_blocker_kind_name(target.kind)};

    if (self->status != ENT_OK || result->count == result->capacity) {
        return;
    }
    made.words = ent_blocker_words(target, self->of.scenario, &result->arena);
    made.paths = write_change(self, target, &made);
    if (made.words == NULL || made.paths == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
        return;
    }
    result->item[result->count++] = made;
}

static ent_blocker_target target_of(ent_blocker_kind kind)
{
    return (ent_blocker_target){.kind = kind, .option = ENT_BLOCKER_NO_OPTION};
}

/* --- the kinds ---------------------------------------------------------------------------------------------------- */

static void add_vetoes(change_list *self, ent_blocker_kind kind)
{
    ent_blocker_target target = target_of(kind);

    for (target.party = 0; target.party < self->of.scenario->parties; target.party++) {
        if (ent_blocker_has_veto(&self->of, target.party)) {
            add(self, target);
        }
    }
}

static void omit(change_list *self, const ent_demand *demand, const ent_party *party)
{
    ent_blocker_changes *result = self->result;
    ent_blocker_omission made = {.path = ent_arena_printf(&result->arena, "demands.%s", demand->label.id)};

    made.text = ent_arena_printf(
        &result->arena, "it is not dropped, for without it `%s` has no weight on anything", party->label.id);
    if (made.path == NULL || made.text == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
        return;
    }
    result->omission[result->omissions++] = made;
}

static void add_demands(change_list *self)
{
    const ent_scenario *scenario = self->of.scenario;
    ent_blocker_target target = target_of(ENT_BLOCKER_DEMAND);

    for (target.demand = 0; target.demand < scenario->demands; target.demand++) {
        size_t p = 0;
        while (p < scenario->parties && !ent_blocker_is_only_weight(&self->of, target.demand, p)) {
            p++;
        }
        if (p < scenario->parties) {
            omit(self, &scenario->demand[target.demand], &scenario->party[p]);
        } else {
            add(self, target);
        }
    }
}

static void add_refusals(change_list *self)
{
    const ent_scenario *scenario = self->of.scenario;
    ent_blocker_target target = target_of(ENT_BLOCKER_REFUSAL);

    for (target.party = 0; target.party < scenario->parties; target.party++) {
        for (target.demand = 0; target.demand < scenario->demands; target.demand++) {
            for (target.option = 0; target.option < scenario->demand[target.demand].options; target.option++) {
                if (ent_blocker_may_refuse(&self->of, target.party, target.demand, target.option)) {
                    add(self, target);
                }
            }
        }
    }
}

/* One stage at a time, and all together where there are several. */
static void add_stages(change_list *self)
{
    const ent_talks *talks = &self->of.scenario->talks;
    ent_blocker_target target = target_of(ENT_BLOCKER_STAGE);

    for (target.stage = 0; target.stage < talks->stages; target.stage++) {
        add(self, target);
    }
    if (talks->stages > 1) {
        target.stage = ENT_BLOCKER_ALL_STAGES;
        add(self, target);
    }
}

static void add_availability(change_list *self)
{
    const ent_scenario *scenario = self->of.scenario;
    ent_blocker_target target = target_of(ENT_BLOCKER_AVAILABILITY);

    for (target.demand = 0; target.demand < scenario->demands; target.demand++) {
        for (target.option = 0; target.option < scenario->demand[target.demand].options; target.option++) {
            if (ent_blocker_has_condition(&self->of, target.demand, target.option)) {
                add(self, target);
            }
        }
    }
}

static void add_contributors(change_list *self)
{
    ent_blocker_target target = target_of(ENT_BLOCKER_CONTRIBUTOR);

    for (target.contributor = 0; target.contributor < self->of.scenario->contributors; target.contributor++) {
        target.surely = true;
        add(self, target);
        target.surely = false;
        add(self, target);
    }
}

static void add_events(change_list *self)
{
    const ent_scenario *scenario = self->of.scenario;
    ent_blocker_target target = target_of(ENT_BLOCKER_EVENT);

    for (target.event = 0; target.event < scenario->events; target.event++) {
        if (!scenario->event[target.event].timed) {
            target.surely = true;
            add(self, target);
            target.surely = false;
            add(self, target);
        }
    }
}

/* Room for all changes that a scenario may have. */
static size_t most_changes(const ent_scenario *scenario)
{
    size_t most = 2 * scenario->parties + scenario->demands + scenario->talks.stages + 1;

    for (size_t d = 0; d < scenario->demands; d++) {
        most += scenario->demand[d].options * (scenario->parties + 1);
    }
    return most + 2 * scenario->contributors + 2 * scenario->events;
}

int ent_blocker_changes_list(
    ent_blocker_changes *self, const ent_scenario *scenario, const ent_scenario *const *expert, size_t experts)
{
    change_list list = {.result = self, .of = {scenario, expert, experts}};

    self->capacity = most_changes(scenario);
    self->item = ent_arena_array(&self->arena, self->capacity, sizeof(*self->item));
    self->omission = ent_arena_array(&self->arena, scenario->demands, sizeof(*self->omission));
    if (self->item == NULL || self->omission == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    if (scenario->parties > 0 && scenario->demands > 0) { /* else there is a deal at once, regardless of the talks */
        add_vetoes(&list, ENT_BLOCKER_VETO);
        add_demands(&list);
        add_refusals(&list);
        add_vetoes(&list, ENT_BLOCKER_THRESHOLD);
        add_stages(&list);
        add_availability(&list);
    }
    add_contributors(&list);
    add_events(&list);
    return list.status;
}
