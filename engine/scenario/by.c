#include "scenario/by.h"

#include <string.h>

enum { SHORTEST_NEAR = 4 /* letters: a shorter text is near to too many ids */ };

const char *ent_actor_name(const ent_scenario *scenario, const char *id)
{
    for (size_t p = 0; p < scenario->parties; p++) {
        if (strcmp(scenario->party[p].label.id, id) == 0) {
            return scenario->party[p].label.name;
        }
    }
    for (size_t c = 0; c < scenario->contributors; c++) {
        if (strcmp(scenario->contributor[c].label.id, id) == 0) {
            return scenario->contributor[c].label.name;
        }
    }
    return NULL;
}

static const char *nearest_actor(ent_reader *self, const char *text)
{
    const ent_scenario *scenario = self->scenario;
    const char **known = ent_reader_array(self, scenario->parties + scenario->contributors, sizeof(*known));
    size_t count = 0;

    for (size_t p = 0; known != NULL && p < scenario->parties; p++) {
        known[count++] = scenario->party[p].label.id;
    }
    for (size_t c = 0; known != NULL && c < scenario->contributors; c++) {
        known[count++] = scenario->contributor[c].label.id;
    }
    return known != NULL ? ent_nearest_name(text, known, count) : NULL;
}

/* Free text rarely has the form of an id. */
static bool looks_like_id(const char *text)
{
    return strlen(text) >= SHORTEST_NEAR && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(text);
}

const char *ent_reader_by(ent_reader *self, const ent_setting *group, const char *path, bool free_text)
{
    const char *by = ent_reader_string(self, group, "by", path, "");
    const char *near;

    if (*by == '\0' || ent_actor_name(self->scenario, by) != NULL || (free_text && !looks_like_id(by))) {
        return by;
    }
    near = nearest_actor(self, by);
    if (!free_text) {
        ent_reader_error(self, ent_setting_get(group, "by"), ent_reader_join(self, path, "by"),
            near != NULL ? ent_reader_print(self, "did you mean `%s`?", near)
                         : "`by` names one of the `parties` or `contributors`",
            "no party or contributor is called `%s`", by);
    } else if (near != NULL) {
        ent_reader_warn(self, ent_setting_get(group, "by"), ent_reader_join(self, path, "by"),
            ent_reader_print(self, "did you mean `%s`?", near),
            "no party or contributor is called `%s`, so it is read as free text", by);
    }
    return by;
}
