/* Reader of guarantees: the promises of guarantors, and their worth when they are tested. */
#include "scenario/by.h"
#include "scenario/quantity.h"
#include "scenario/sections.h"

#include "wording/wording.h"

#include <string.h>

/* The id of the cause nearest to a text, or a list of all causes. */
static const char *help_for_cause(ent_reader *self, const char *text)
{
    const ent_scenario *scenario = self->scenario;
    const char **id = ent_reader_array(self, scenario->causes, sizeof(*id));
    const char *list = "";
    const char *near;

    for (size_t c = 0; id != NULL && c < scenario->causes; c++) {
        id[c] = scenario->cause[c].label.id;
        list = c < ENT_READER_LISTED ? ent_reader_print(self, "%s%s`%s`", list, c > 0 ? ", " : "", id[c]) : list;
    }
    near = id != NULL ? ent_nearest_name(text, id, scenario->causes) : NULL;
    if (near != NULL) {
        return ent_reader_print(self, "did you mean `%s`?", near);
    }
    return scenario->causes > 0 ? ent_reader_print(self, "the causes are %s", list)
                                : "write the causes of violations in `truce.causes` first";
}

static void add_cause(ent_reader *self, const ent_setting *item, const char *where, ent_guarantee *guarantee)
{
    const ent_scenario *scenario = self->scenario;

    if (ent_reader_is_wrong(item)) {
        return;
    }
    if (item->type != ENT_SETTING_STRING) {
        ent_reader_error(
            self, item, where, "against = ( \"offensive\" );", "expected the name of a cause in double quotes");
        return;
    }
    for (size_t c = 0; c < scenario->causes; c++) {
        if (strcmp(scenario->cause[c].label.id, item->text) == 0) {
            guarantee->against[c] = true;
            return;
        }
    }
    ent_reader_error(
        self, item, where, help_for_cause(self, item->text), "no cause in `truce.causes` is called `%s`", item->text);
}

/* Reads the causes that test the guarantee: a list of names, a single name, or all when it is left out. */
static void read_against(ent_reader *self, const ent_setting *group, const char *path, ent_guarantee *guarantee)
{
    const ent_setting *list = group->type == ENT_SETTING_GROUP ? ent_setting_get(group, "against") : NULL;
    const char *where = ent_reader_join(self, path, "against");

    guarantee->against = ent_reader_array(self, self->scenario->causes, sizeof(*guarantee->against));
    if (guarantee->against == NULL) {
        return;
    }
    if (list == NULL || ent_reader_is_wrong(list)) {
        for (size_t c = 0; c < self->scenario->causes; c++) {
            guarantee->against[c] = true;
        }
        return;
    }
    if (list->type != ENT_SETTING_LIST) {
        add_cause(self, list, where, guarantee);
        return;
    }
    if (list->count == 0) {
        ent_reader_error(self, list, where, "name the causes that test it, or leave `against` out for all",
            "the list of causes is empty: nothing could test the guarantee");
    }
    for (size_t i = 0; i < list->count; i++) {
        add_cause(self, list->child[i], where, guarantee);
    }
}

static void read_guarantee(ent_reader *self, const ent_setting *group, ent_guarantee *guarantee)
{
    const char *path = ent_reader_join(self, "guarantees", group->name);

    guarantee->label = ent_reader_label(self, group, path, true);
    guarantee->by = "";
    guarantee->fails_for_good = true;
    if (ent_reader_group(self, group, path, ENT_GROUP_GUARANTEE)) {
        guarantee->by = ent_reader_by(self, group, path, true);
        guarantee->fails_for_good = ent_reader_flag(self, group, "fails_for_good", path, true);
    }
    guarantee->given = ent_reader_child(self, group, "given", path, ENT_MEANING_CONDITION, "true");
    guarantee->starts = ent_reader_child(self, group, "starts", path, ENT_MEANING_MONTH, "1");
    guarantee->lasts = ent_reader_child(self, group, "lasts", path, ENT_MEANING_DURATION, NULL);
    guarantee->honoured = ent_reader_child(self, group, "honoured", path, ENT_MEANING_PROBABILITY, "1");
    guarantee->contains = ent_reader_child(self, group, "contains", path, ENT_MEANING_PROBABILITY, "1");
    read_against(self, group, path, guarantee);
}

void ent_read_guarantees(ent_reader *self)
{
    ent_scenario *scenario = self->scenario;
    const ent_setting *section = ent_reader_section(self, "guarantees");

    scenario->guarantee = ent_reader_array(self, ent_reader_entries(section), sizeof(*scenario->guarantee));
    for (size_t i = 0; section != NULL && scenario->guarantee != NULL && i < section->count; i++) {
        if (ent_reader_is_entry(section->child[i])) {
            read_guarantee(self, section->child[i], &scenario->guarantee[scenario->guarantees++]);
        }
    }
    if (scenario->guarantees > 0 && scenario->causes == 0) {
        ent_reader_warn(self, section, "guarantees", "truce: { causes: { offensive: { hazard = \"1%\"; }; }; };",
            "no cause breaks the truce, so no guarantee is ever tested");
    }
}
