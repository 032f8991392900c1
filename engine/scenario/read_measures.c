/* Reader of `given` and `measures`: which draws are kept, and the numbers of these whose means are asked for. */
#include "scenario/quantity.h"
#include "scenario/sections.h"

#include <string.h>

static void read_measure(ent_reader *self, const ent_setting *setting, ent_measure *measure)
{
    const char *path = ent_reader_join(self, "measures", setting->name);
    bool group = setting->type == ENT_SETTING_GROUP;

    measure->label = ent_reader_label(self, setting, path, true);
    measure->unit = "";
    if (group && ent_reader_group(self, setting, path, ENT_GROUP_MEASURE)) {
        measure->unit = ent_reader_string(self, setting, "unit", path, "");
    }
    measure->value = ent_reader_value(self, setting, path, ENT_MEANING_MEASURE);
    measure->given = ent_reader_child(self, group ? setting : NULL, "given", path, ENT_MEANING_CONDITION, "true");
}

size_t ent_read_measure_of(ent_reader *self, const ent_setting *setting, const char *path, const ent_query *query)
{
    const ent_scenario *scenario = self->scenario;
    const char **id = ent_reader_array(self, scenario->measures, sizeof(*id));
    ent_setting at = *setting;
    const char *near = NULL;
    size_t i = 0;

    while (i < scenario->measures && strcmp(scenario->measure[i].label.id, query->measure) != 0) {
        i++;
    }
    if (i < scenario->measures || id == NULL) {
        return i;
    }
    for (size_t m = 0; m < scenario->measures; m++) {
        id[m] = scenario->measure[m].label.id;
    }
    near = ent_nearest_name(query->measure, id, scenario->measures);
    at.at = ent_setting_text_position(setting, query->event->offset, query->event->length);
    ent_reader_error(self, &at, path,
        near != NULL ? ent_reader_print(self, "did you mean `%s`?", near)
        : scenario->measures > 0
            ? ent_reader_print(self, "a measure of this file is `%s`", id[0])
            : ent_reader_print(self, "write it first: measures: { %s = \"truce.months\"; };", query->measure),
        "no measure is called `%s`", query->measure);
    return i;
}

void ent_read_measures(ent_reader *self)
{
    ent_scenario *scenario = self->scenario;
    const ent_setting *section = ent_reader_section(self, "measures");

    scenario->given = ent_reader_child(self, self->root, "given", "", ENT_MEANING_CONDITION, NULL);
    scenario->measure = ent_reader_array(self, ent_reader_entries(section), sizeof(*scenario->measure));
    for (size_t i = 0; section != NULL && scenario->measure != NULL && i < section->count; i++) {
        if (ent_reader_is_entry(section->child[i])) {
            read_measure(self, section->child[i], &scenario->measure[scenario->measures++]);
        }
    }
}
