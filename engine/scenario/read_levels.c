/* Reader of `levels`: the chances of which a comparison counts how many worlds reach them. */
#include "scenario/quantity.h"
#include "scenario/sections.h"

#include <math.h>

/* The members of the list, or the single value in its place. */
static size_t count_members(const ent_setting *setting)
{
    return setting->type == ENT_SETTING_LIST ? setting->count : 1;
}

static const ent_setting *member(const ent_setting *setting, size_t i)
{
    return setting->type == ENT_SETTING_LIST ? setting->child[i] : setting;
}

void ent_read_levels(ent_reader *self)
{
    ent_scenario *scenario = self->scenario;
    const ent_setting *setting = ent_setting_get(self->root, "levels");
    size_t members = setting != NULL && !ent_reader_is_wrong(setting) ? count_members(setting) : 0;

    scenario->level = ent_reader_array(self, members, sizeof(*scenario->level));
    scenario->level_text = ent_reader_array(self, members, sizeof(*scenario->level_text));
    for (size_t i = 0; scenario->level != NULL && scenario->level_text != NULL && i < members; i++) {
        const ent_setting *at = member(setting, i);
        size_t before = self->errors;
        double level = ent_reader_constant(self, at, "levels", -INFINITY, INFINITY, false, 0.5);
        double last = scenario->levels > 0 ? scenario->level[scenario->levels - 1] : 0.0;
        if (self->errors > before) {
            continue;
        }
        if (level <= 0.0 || level >= 1.0) {
            ent_reader_error(self, at, "levels",
                level > 1.0 && level < 100.0 ? ent_reader_print(self, "if you mean per cent, write \"%.6g%%\"", level)
                                             : "levels = ( \"20%\", \"50%\" );",
                "found %.6g, expected a chance between 0%% and 100%%", level);
        } else if (level <= last) {
            ent_reader_error(self, at, "levels", "write them from low to high, each once",
                "found %.6g%% after %.6g%%, expected a larger number", 100.0 * level, 100.0 * last);
        } else {
            scenario->level[scenario->levels] = level;
            scenario->level_text[scenario->levels++] = ent_reader_print(self, "%.10g", 100.0 * level);
        }
    }
}
