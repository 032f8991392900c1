/* Reader of `cases`: the changes of each in the file, and its record. */
#include "scenario/observed/cases.h"
#include "scenario/observed/record.h"

#include "base/status.h"
#include "scenario/quantity.h"
#include "scenario/sections.h"

#include <string.h>

/* --- values ------------------------------------------------------------------------------------------------------- */

/* "did you mean `agreement`?", or the values of the file. */
static const char *known_values(ent_reader *self, const char *name)
{
    const ent_scenario *scenario = self->scenario;
    const char **known = ent_reader_array(self, scenario->nameds, sizeof(*known));
    const char *list = "the values of the file are";
    const char *near;

    for (size_t i = 0; known != NULL && i < scenario->nameds; i++) {
        known[i] = scenario->named[i].label.id;
    }
    if (known == NULL || scenario->nameds == 0) {
        return "write it into the section `values` of the file first";
    }
    near = ent_nearest_name(name, known, scenario->nameds);
    for (size_t i = 0; i < scenario->nameds && i < ENT_READER_LISTED; i++) {
        list = ent_reader_print(self, "%s%s %s", list, i > 0 ? "," : "", known[i]);
    }
    return near != NULL ? ent_reader_print(self, "did you mean `%s`?", near) : list;
}

static bool has_value(const ent_scenario *scenario, const char *id)
{
    for (size_t i = 0; i < scenario->nameds; i++) {
        if (strcmp(scenario->named[i].label.id, id) == 0) {
            return true;
        }
    }
    return false;
}

/* Checks form and names; references of the formulas are checked when the case is compiled. */
static void read_values(ent_reader *self, const ent_setting *group, const char *path, ent_case *one)
{
    const ent_setting *values = ent_setting_get(group, "values");
    const char *whole = ent_reader_join(self, path, "values");

    if (values == NULL || ent_reader_is_wrong(values)) {
        return;
    }
    if (values->type != ENT_SETTING_GROUP) {
        ent_reader_error(self, values, whole, "values: { agreement = 1; };", "expected a group of values");
        return;
    }
    one->values = values;
    ent_reader_texts(self, values, whole);
    for (size_t i = 0; i < values->count; i++) {
        const ent_setting *child = values->child[i];
        const char *at = ent_reader_join(self, whole, child->name);
        ent_setting named = *child;
        if (!ent_reader_is_entry(child)) {
            continue;
        }
        if (!has_value(self->scenario, child->name)) {
            named.at = child->name_at;
            ent_reader_error(self, &named, at, known_values(self, child->name),
                "the file has no value called `%s`, which this case could set", child->name);
            continue;
        }
        ent_reader_quantity(self, child, at, ENT_MEANING_NUMBER);
    }
}

/* --- set ---------------------------------------------------------------------------------------------------------- */

/* Whether an assignment is to a section that a case has as a group of its own, or that no case may change. */
static bool is_allowed(ent_reader *self, const ent_setting *item, const char *path)
{
    static const char *const closed[] = {"observed", "cases"};
    const char *text = item->text + strspn(item->text, " \t\n");

    for (size_t i = 0; i < sizeof(closed) / sizeof(*closed); i++) {
        size_t length = strlen(closed[i]);
        if (strncmp(text, closed[i], length) == 0 && strchr(" \t=.", text[length]) != NULL) {
            ent_reader_error(self, item, path, "observed: { ended = true; truce_months = 12; };",
                "`set` changes what is simulated; a case has `%s` as a group of its own", "observed");
            return false;
        }
    }
    return true;
}

static void read_set(ent_reader *self, const ent_setting *group, const char *path, ent_case *one)
{
    const ent_setting *list = ent_reader_list(self, group, "set", path);
    const char *whole = ent_reader_join(self, path, "set");

    if (list == NULL) {
        return;
    }
    one->set = ent_reader_array(self, list->count, sizeof(*one->set));
    for (size_t i = 0; one->set != NULL && i < list->count; i++) {
        const ent_setting *item = list->child[i];
        if (item->type != ENT_SETTING_STRING) {
            ent_reader_error(self, item, whole, "\"force.required = 20k\"", "expected `path = value` in quotes");
        } else if (is_allowed(self, item, whole)) {
            one->set[one->sets].text = item->text;
            one->set[one->sets++].at = item->at;
        }
    }
}

/* --- one case ----------------------------------------------------------------------------------------------------- */

/* The record of the file with that of the case merged over it; NULL where neither is there. fine: the file's has no
 * errors, which each case would repeat. */
static const ent_setting *whole_record(ent_reader *self, const ent_setting *group, bool fine)
{
    const ent_setting *own = ent_setting_get(group, "observed");
    const ent_setting *of_file = fine ? self->scenario->observed.setting : NULL;
    ent_setting *merged;

    if (own == NULL || of_file == NULL || own->type != ENT_SETTING_GROUP) {
        return own != NULL ? own : of_file;
    }
    merged = ent_setting_copy(of_file, of_file->parent, &self->scenario->arena);
    if (merged == NULL || ent_setting_merge(merged, own, &self->scenario->arena) != ENT_OK) {
        self->status = ENT_ERR_NO_MEMORY;
        return NULL;
    }
    merged->at = own->at;
    merged->name_at = own->name_at;
    return merged;
}

static void read_case(ent_reader *self, const ent_setting *group, bool fine, ent_case *one)
{
    const char *path = ent_reader_join(self, "cases", group->name);
    const ent_setting *record;

    one->label = ent_reader_label(self, group, path, false);
    if (!ent_reader_group(self, group, path, ENT_GROUP_CASE)) {
        return;
    }
    read_values(self, group, path, one);
    read_set(self, group, path, one);
    record = whole_record(self, group, fine);
    if (record != NULL && !ent_reader_is_wrong(record)) {
        ent_read_record(self, record, ent_reader_join(self, path, "observed"), true, &one->observed);
    }
}

void ent_read_cases(ent_reader *self)
{
    ent_scenario *scenario = self->scenario;
    size_t before = self->errors;
    const ent_setting *section;
    bool fine;

    ent_read_observed(self);
    fine = self->errors == before;
    section = ent_reader_section(self, "cases");
    scenario->one_case = ent_reader_array(self, ent_reader_entries(section), sizeof(*scenario->one_case));
    for (size_t i = 0; section != NULL && scenario->one_case != NULL && i < section->count; i++) {
        if (ent_reader_is_entry(section->child[i])) {
            read_case(self, section->child[i], fine, &scenario->one_case[scenario->cases++]);
        }
    }
}
