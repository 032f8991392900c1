/* Reader of `together`: packages that are worth more or less than the sum of their options, or that cannot be. */
#include "scenario/quantity.h"
#include "scenario/sections.h"

#include <string.h>

static bool is_party(const ent_scenario *scenario, const char *name)
{
    for (size_t p = 0; p < scenario->parties; p++) {
        if (strcmp(scenario->party[p].label.id, name) == 0) {
            return true;
        }
    }
    return false;
}

/* Checks that all names of an entry are settings or parties. Returns false when it is not a group. */
static bool check_names(ent_reader *self, const ent_setting *group, const char *path)
{
    const ent_scenario *scenario = self->scenario;
    const char **known = ent_reader_array(self, ENT_SCHEMA_NAMES + scenario->parties, sizeof(*known));
    size_t count;

    if (known == NULL) {
        return false;
    }
    count = ent_schema_names(ENT_GROUP_TOGETHER, known);
    for (size_t p = 0; p < scenario->parties; p++) {
        known[count++] = scenario->party[p].label.id;
    }
    return ent_reader_names(self, group, path, known, count);
}

/* Warns of an entry that changes nothing: no party, and not `never`. */
static void warn_of_nothing(ent_reader *self, const ent_setting *group, const char *path, bool never)
{
    ent_setting at = *group;

    for (size_t i = 0; i < group->count; i++) {
        if (is_party(self->scenario, group->child[i]->name)) {
            return;
        }
    }
    if (!never && self->scenario->parties > 0) {
        at.at = at.name_at;
        ent_reader_warn(self, &at, path,
            ent_reader_print(self, "say what a party gains or loses, %s = 0.1;, or never = true;",
                self->scenario->party[0].label.id),
            "it adds nothing to any utility and puts no package out");
    }
}

static void read_entry(ent_reader *self, const ent_setting *group, ent_together *entry)
{
    static const char example[] = "when = \"deal.DEMAND == 'option' and deal.OTHER == 'option'\";";
    const ent_scenario *scenario = self->scenario;
    const char *path = ent_reader_join(self, "together", group->name);
    size_t before = self->errors;
    bool is_group;

    entry->label = ent_reader_label(self, group, path, false);
    is_group = check_names(self, group, path);
    if (is_group && ent_setting_get(group, "when") == NULL) {
        ent_reader_missing(self, group, path, "when", example, "`when` is missing: which packages it describes");
    }
    entry->when = ent_reader_child(self, group, "when", path, ENT_MEANING_CONDITION, "false");
    entry->never = is_group && ent_reader_flag(self, group, "never", path, false);
    entry->addition = ent_reader_array(self, scenario->parties, sizeof(*entry->addition));
    for (size_t p = 0; entry->addition != NULL && p < scenario->parties; p++) {
        const char *id = scenario->party[p].label.id;
        const ent_setting *own = is_group ? ent_setting_get(group, id) : NULL; /* another party's name may be close */
        const char *where = ent_reader_join(self, path, id);
        entry->addition[p] = own != NULL ? ent_reader_quantity(self, own, where, ENT_MEANING_ADDITION)
                                         : ent_reader_default(self, NULL, where, ENT_MEANING_ADDITION);
    }
    if (self->errors == before) {
        warn_of_nothing(self, group, path, entry->never);
    }
}

void ent_read_together(ent_reader *self)
{
    ent_scenario *scenario = self->scenario;
    const ent_setting *section = ent_reader_section(self, "together");

    scenario->together = ent_reader_array(self, ent_reader_entries(section), sizeof(*scenario->together));
    for (size_t i = 0; section != NULL && scenario->together != NULL && i < section->count; i++) {
        if (ent_reader_is_entry(section->child[i])) {
            read_entry(self, section->child[i], &scenario->together[scenario->togethers++]);
        }
    }
}
