/* Readers of contributors and force: the troops that each could send, and the number required. */
#include "scenario/quantity.h"
#include "scenario/sections.h"

#include <math.h>
#include <string.h>

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
}

static void read_thresholds(ent_reader *self, const ent_setting *section)
{
    const ent_setting *list = ent_reader_list(self, section, "thresholds", "force");
    ent_force *force = &self->scenario->force;
    double *value;

    if (list == NULL || list->count == 0) {
        return;
    }
    value = ent_reader_array(self, list->count, sizeof(*value));
    for (size_t i = 0; value != NULL && i < list->count; i++) {
        size_t before = self->diagnostics->errors;
        value[i] = ent_reader_constant(self, list->child[i], "force.thresholds", 0.0, 1e15, false, 0.0);
        if (i > 0 && value[i] <= value[i - 1] && self->diagnostics->errors == before) {
            ent_reader_error(self, list->child[i], "force.thresholds", "write them from low to high, each once",
                "found %.15g after %.15g, expected a larger number", value[i], value[i - 1]);
        }
    }
    if (value != NULL) {
        force->threshold = value;
        force->thresholds = list->count;
    }
}

void ent_read_force(ent_reader *self)
{
    const ent_setting *section = ent_reader_section(self, "force");
    ent_force *force = &self->scenario->force;

    if (section != NULL) {
        ent_reader_group(self, section, "force", ENT_GROUP_FORCE);
        read_thresholds(self, section);
    }
    force->required = ent_reader_child(self, section, "required", "force", ENT_MEANING_TROOPS, "0");
    force->allowed = ent_reader_child(self, section, "allowed", "force", ENT_MEANING_CONDITION, "true");
    force->cap = ent_reader_child(self, section, "cap", "force", ENT_MEANING_TROOPS, "inf");
}
