/* Reader of ratification: approvals that a signed deal needs before it enters into force. */
#include "scenario/by.h"
#include "scenario/quantity.h"
#include "scenario/sections.h"

#include "base/status.h"

#include <string.h>

/* `by` in words: the name of a party or contributor, else the text itself. */
static const char *read_by(ent_reader *self, const ent_setting *group, const char *path)
{
    const char *by = ent_reader_by(self, group, path, true);
    const char *name = ent_actor_name(self->scenario, by);

    return name != NULL ? name : by;
}

static bool read_if_no(ent_reader *self, const ent_setting *group, const char *path)
{
    static const char *const known[] = {"end", "talks"};
    const char *text = ent_reader_string(self, group, "if_no", path, "end");
    const char *near;

    if (strcmp(text, "talks") != 0 && strcmp(text, "end") != 0) {
        near = ent_nearest_name(text, known, 2);
        ent_reader_error(self, ent_setting_get(group, "if_no"), ent_reader_join(self, path, "if_no"),
            near != NULL ? ent_reader_print(self, "did you mean \"%s\"?", near)
                         : "write \"end\": a no ends the talks; or \"talks\": they go on without this package",
            "found \"%s\", expected \"end\" or \"talks\"", text);
    }
    return strcmp(text, "talks") == 0;
}

/* Warns of a constant chance of 0, which may be meant, and of a return to talks where there are none. */
static void warn_of_senseless(ent_reader *self, const ent_ratification *entry)
{
    const ent_scenario *scenario = self->scenario;
    const ent_quantity *chance = &entry->chance;
    double value;

    if (chance->formula != NULL && !chance->wrong && ent_ast_constant(chance->formula, &value) && value == 0.0) {
        ent_reader_warn(self, chance->setting, chance->path, NULL,
            "with a chance of 0 it always says no: where it is asked, no deal enters into force");
    }
    if (entry->if_no_talks && (scenario->parties == 0 || scenario->demands == 0)) {
        ent_reader_warn(self, ent_setting_get(entry->label.setting, "if_no"),
            ent_reader_print(self, "ratification.%s.if_no", entry->label.id),
            "write if_no = \"end\", or add `parties` and `demands`",
            "there are no talks to go back to (no parties or no demands): a no is final");
    }
}

static void read_entry(ent_reader *self, const ent_setting *group, ent_ratification *entry)
{
    const char *path = ent_reader_join(self, "ratification", group->name);
    bool is_group;

    entry->label = ent_reader_label(self, group, path, false);
    is_group = ent_reader_group(self, group, path, ENT_GROUP_RATIFICATION);
    entry->by = is_group ? read_by(self, group, path) : "";
    entry->chance = ent_reader_child(self, group, "chance", path, ENT_MEANING_PROBABILITY, "1");
    entry->takes = ent_reader_child(self, group, "takes", path, ENT_MEANING_WAIT, "0");
    entry->when = ent_reader_child(self, group, "when", path, ENT_MEANING_CONDITION, "true");
    entry->if_no_talks = is_group && read_if_no(self, group, path);
    if (is_group) {
        warn_of_senseless(self, entry);
    }
}

void ent_read_ratification(ent_reader *self)
{
    ent_scenario *scenario = self->scenario;
    const ent_setting *section = ent_reader_section(self, "ratification");

    scenario->ratification = ent_reader_array(self, ent_reader_entries(section), sizeof(*scenario->ratification));
    for (size_t i = 0; section != NULL && scenario->ratification != NULL && i < section->count; i++) {
        if (ent_reader_is_entry(section->child[i])) {
            read_entry(self, section->child[i], &scenario->ratification[scenario->ratifications++]);
        }
    }
}
