/* Readers of forces and contributors: the troops that each could send, and the number required. */
#include "scenario/quantity.h"
#include "scenario/sections.h"

#include <math.h>
#include <string.h>

/* --- forces --------------------------------------------------------------------------------------------------------
 */

static void read_thresholds(ent_reader *self, const ent_setting *group, ent_force *force)
{
    const ent_setting *list = ent_reader_list(self, group, "thresholds", force->path);
    const char *path = ent_reader_join(self, force->path, "thresholds");
    double *value;

    if (list == NULL || list->count == 0) {
        return;
    }
    value = ent_reader_array(self, list->count, sizeof(*value));
    for (size_t i = 0; value != NULL && i < list->count; i++) {
        size_t before = self->diagnostics->errors;
        value[i] = ent_reader_constant(self, list->child[i], path, 0.0, 1e15, false, 0.0);
        if (i > 0 && value[i] <= value[i - 1] && self->diagnostics->errors == before) {
            ent_reader_error(self, list->child[i], path, "write them from low to high, each once",
                "found %.15g after %.15g, expected a larger number", value[i], value[i - 1]);
        }
    }
    if (value != NULL) {
        force->threshold = value;
        force->thresholds = list->count;
    }
}

/* group: NULL where the main force is left out. */
static void read_force(ent_reader *self, const ent_setting *group, ent_force *force)
{
    if (group != NULL && ent_reader_group(self, group, force->path, ENT_GROUP_FORCE)) {
        read_thresholds(self, group, force);
    }
    force->required = ent_reader_child(self, group, "required", force->path, ENT_MEANING_TROOPS, "0");
    force->allowed = ent_reader_child(self, group, "allowed", force->path, ENT_MEANING_CONDITION, "true");
    force->cap = ent_reader_child(self, group, "cap", force->path, ENT_MEANING_TROOPS, "inf");
}

static void read_main_force(ent_reader *self, ent_force *force)
{
    const ent_setting *section = ent_reader_section(self, "force");

    force->path = "force";
    force->label = (ent_label){.id = "force", .name = "Main force", .note = "", .source = "", .setting = section};
    if (section != NULL) {
        force->label.name = ent_reader_line(self, section, "name", force->label.name);
        force->label.note = ent_reader_text(section, "note", "");
        force->label.source = ent_reader_text(section, "source", "");
    }
    read_force(self, section, force);
}

void ent_read_forces(ent_reader *self)
{
    ent_scenario *scenario = self->scenario;
    const ent_setting *section = ent_reader_section(self, "forces");

    scenario->force = ent_reader_array(self, 1 + ent_reader_entries(section), sizeof(*scenario->force));
    if (scenario->force == NULL) {
        return;
    }
    scenario->forces = 1;
    read_main_force(self, &scenario->force[0]);
    for (size_t i = 0; section != NULL && i < section->count; i++) {
        if (ent_reader_is_entry(section->child[i])) {
            ent_force *force = &scenario->force[scenario->forces++];
            force->path = ent_reader_join(self, "forces", section->child[i]->name);
            force->label = ent_reader_label(self, section->child[i], force->path, true);
            read_force(self, section->child[i], force);
        }
    }
}

/* --- contributors ------------------------------------------------------------------------------------------------- */

/* The id of the force nearest to a text, or a list of all. */
static const char *help_for_force(ent_reader *self, const char *text)
{
    const ent_scenario *scenario = self->scenario;
    const char **id = ent_reader_array(self, scenario->forces, sizeof(*id));
    const char *list = "";
    const char *near;

    if (scenario->forces == 1) {
        return ent_reader_print(self, "write it beside `force`: forces: { %s: { required = 200; }; };",
            ent_reader_as_name(self, text) != NULL ? ent_reader_as_name(self, text) : "monitors");
    }
    for (size_t f = 0; id != NULL && f < scenario->forces; f++) {
        id[f] = scenario->force[f].label.id;
        list = f < ENT_READER_LISTED ? ent_reader_print(self, "%s%s`%s`", list, f > 0 ? ", " : "", id[f]) : list;
    }
    near = id != NULL ? ent_nearest_name(text, id, scenario->forces) : NULL;
    return near != NULL ? ent_reader_print(self, "did you mean `%s`?", near)
                        : ent_reader_print(self, "the forces are %s; left out, it is the main one, `force`", list);
}

/* The force that a contributor serves in: the main one where `force` is left out or wrong. */
static size_t read_force_of(ent_reader *self, const ent_setting *group, const char *path)
{
    const ent_scenario *scenario = self->scenario;
    const ent_setting *setting = group->type == ENT_SETTING_GROUP ? ent_setting_get(group, "force") : NULL;
    const char *where = ent_reader_join(self, path, "force");

    if (setting == NULL || ent_reader_is_wrong(setting)) {
        return 0;
    }
    if (setting->type != ENT_SETTING_STRING) {
        ent_reader_error(
            self, setting, where, "force = \"monitors\";", "expected the name of a force in double quotes");
        return 0;
    }
    for (size_t f = 0; f < scenario->forces; f++) {
        if (strcmp(scenario->force[f].label.id, setting->text) == 0) {
            return f;
        }
    }
    ent_reader_error(self, setting, where, help_for_force(self, setting->text), "no force in `forces` is called `%s`",
        setting->text);
    return 0;
}

static void check_rotation(ent_reader *self, const ent_setting *group, const char *path)
{
    const ent_setting *pool = ent_setting_get(group, "pool");
    const ent_setting *rotation = ent_setting_get(group, "rotation");

    if (pool == NULL && rotation != NULL) {
        ent_reader_missing(self, group, path, "pool", "give both, or neither",
            "`rotation` stands without `pool`: what can be kept up is pool / rotation");
    } else if (pool != NULL && rotation == NULL) {
        ent_reader_missing(self, group, path, "rotation", "give both, or neither",
            "`pool` stands without `rotation`: what can be kept up is pool / rotation");
    }
}

static void read_contributor(ent_reader *self, const ent_setting *group, ent_contributor *c)
{
    const char *path = ent_reader_join(self, "contributors", group->name);

    c->label = (ent_label){.id = group->name, .name = group->name, .note = "", .source = "", .setting = group};
    if (ent_reader_group(self, group, path, ENT_GROUP_CONTRIBUTOR)) {
        c->label = ent_reader_label(self, group, path, true);
        if (ent_setting_get(group, "troops") == NULL && ent_setting_get(group, "pool") == NULL) {
            ent_reader_missing(self, group, path, "troops", "troops = \"1k to 4k\";", "`troops` is missing");
        }
        check_rotation(self, group, path);
    }
    c->troops = ent_reader_child(self, group, "troops", path, ENT_MEANING_TROOPS, "inf");
    c->joins = ent_reader_child(self, group, "joins", path, ENT_MEANING_PROBABILITY, "1");
    c->requires = ent_reader_child(self, group, "requires", path, ENT_MEANING_CONDITION, "true");
    c->after = ent_reader_child(self, group, "after", path, ENT_MEANING_TROOPS, NULL);
    c->lead_months = ent_reader_child(self, group, "lead_months", path, ENT_MEANING_DURATION, "0");
    c->leaves = ent_reader_child(self, group, "leaves", path, ENT_MEANING_PROBABILITY, "0");
    c->pool = ent_reader_child(self, group, "pool", path, ENT_MEANING_TROOPS, NULL);
    c->rotation = ent_reader_child(self, group, "rotation", path, ENT_MEANING_POSITIVE, NULL);
    c->allowed = ent_reader_child(self, group, "allowed", path, ENT_MEANING_CONDITION, "true");
    c->present = ent_reader_child(self, group, "present", path, ENT_MEANING_PART, "1");
    c->force = read_force_of(self, group, path);
}

/* Warns of each force of `forces` that no contributor serves in, unless that may follow from an error. */
static void warn_of_empty_forces(ent_reader *self)
{
    const ent_scenario *scenario = self->scenario;

    for (size_t f = 1; f < scenario->forces && self->errors == 0; f++) {
        const ent_force *force = &scenario->force[f];
        bool any = false;
        for (size_t c = 0; c < scenario->contributors; c++) {
            any = any || scenario->contributor[c].force == f;
        }
        if (!any) {
            ent_reader_warn(self, force->label.setting, force->path,
                ent_reader_print(self, "write force = \"%s\"; in the contributors that serve in it", force->label.id),
                "no contributor serves in the force `%s`", force->label.id);
        }
    }
}

void ent_read_contributors(ent_reader *self)
{
    ent_scenario *scenario = self->scenario;
    const ent_setting *section = ent_reader_section(self, "contributors");

    scenario->contributor = ent_reader_array(self, ent_reader_entries(section), sizeof(*scenario->contributor));
    for (size_t i = 0; section != NULL && scenario->contributor != NULL && i < section->count; i++) {
        if (ent_reader_is_entry(section->child[i])) {
            read_contributor(self, section->child[i], &scenario->contributor[scenario->contributors++]);
        }
    }
    warn_of_empty_forces(self);
}
