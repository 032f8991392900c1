#include "run/experts/same_groups.h"

#include "settings/schema.h"

#include <string.h>

/* The two readings that are compared. */
typedef struct comparison {
    const char *expert;
    const ent_setting *own, *file; /* roots */
    ent_diagnostics *diagnostics;
} comparison;

/* Sections of named groups below the root's own. */
static const char *const nested[] = {"talks.stages", "truce.causes"};

static const char help[] =
    "write it into the file, so that it is there for all experts; the expert's `set` may change its numbers";

/* Reports the first group of a section of the expert that the file has not. Groups are never removed. */
static void compare_section(const comparison *self, const char *path)
{
    const ent_setting *own = ent_setting_find(self->own, path);
    const ent_setting *file = ent_setting_find(self->file, path);

    for (size_t i = 0; own != NULL && own->type == ENT_SETTING_GROUP && i < own->count; i++) {
        const ent_setting *entry = own->child[i];
        if (ent_schema_is_label(entry->name) || (file != NULL && ent_setting_get(file, entry->name) != NULL)) {
            continue;
        }
        ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, entry->at, path, help,
            "the expert `%s` adds `%s`: an expert may not change which named groups exist", self->expert, entry->name);
        return;
    }
}

static void compare_events(const comparison *self, const ent_scenario *own, const ent_scenario *file)
{
    for (size_t i = 0; i < own->events && i < file->events; i++) {
        const ent_label *label = &own->event[i].label;
        if (own->event[i].timed != file->event[i].timed) {
            ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, label->setting->name_at, "events",
                "write it with `monthly` or `at` in the file too; a chance of 0 keeps it out",
                "the expert `%s` makes `%s` %s: an expert may change its chance, not its kind", self->expert, label->id,
                own->event[i].timed ? "a timed event" : "a plain event");
        }
    }
}

void ent_same_groups_check(const char *expert, const ent_setting *own_root, const ent_scenario *own,
    const ent_setting *file_root, const ent_scenario *file, ent_diagnostics *diagnostics)
{
    comparison self = {.expert = expert, .own = own_root, .file = file_root, .diagnostics = diagnostics};
    size_t rows;
    const ent_schema_row *row = ent_schema(&rows);

    for (size_t i = 0; i < rows; i++) {
        if (row[i].group == ENT_GROUP_ROOT && row[i].shape == ENT_SHAPE_ENTRIES) {
            compare_section(&self, row[i].name);
        }
    }
    for (size_t i = 0; i < sizeof(nested) / sizeof(*nested); i++) {
        compare_section(&self, nested[i]);
    }
    compare_events(&self, own, file);
}
