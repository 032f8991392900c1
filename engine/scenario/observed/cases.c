#include "scenario/observed/cases.h"

#include "base/status.h"
#include "settings/schema.h"

#include <string.h>

/* Copies the settings of a file without its cases, which may be hundreds. */
static int copy_file(ent_tree *copy, const ent_tree *self)
{
    ent_setting file = *self->root;
    ent_arena arena = {0};

    file.child = ent_arena_array(&arena, file.count, sizeof(ent_setting *));
    file.count = 0;
    for (size_t i = 0; file.child != NULL && i < self->root->count; i++) {
        if (strcmp(self->root->child[i]->name, "cases") != 0) {
            file.child[file.count++] = self->root->child[i];
        }
    }
    copy->root = file.child != NULL ? ent_setting_copy(&file, NULL, &copy->arena) : NULL;
    ent_arena_free(&arena);
    return copy->root != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

/* Gives the file a text at its top; an empty one leaves it as it is. */
static int set_text(ent_tree *copy, const char *name, const char *text, const ent_setting *from)
{
    ent_setting *setting = ent_setting_get(copy->root, name);

    if (*text == '\0') {
        return ENT_OK;
    }
    if (setting == NULL) {
        setting = ent_setting_add(copy->root, name, ENT_SETTING_STRING, &copy->arena);
    }
    if (setting == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    ent_setting_take(setting, &(ent_setting){.type = ENT_SETTING_STRING, .text = text, .at = from->at});
    setting->name_at = from->name_at;
    return ENT_OK;
}

/* Merges the record of the case into that of the file. */
static int set_record(ent_tree *copy, const ent_setting *record)
{
    ent_setting *observed = ent_setting_get(copy->root, "observed");

    if (record == NULL) {
        return ENT_OK;
    }
    if (observed == NULL) {
        observed = ent_setting_add(copy->root, "observed", ENT_SETTING_GROUP, &copy->arena);
        if (observed == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        observed->at = record->at;
        observed->name_at = record->name_at;
    }
    return ent_setting_merge(observed, record, &copy->arena);
}

/* Gives each value of the file that the case has the case's own; its note stays. The reader of the cases has checked
 * that the file has them all. */
static int set_values(ent_tree *copy, const ent_setting *values)
{
    const ent_setting *section = ent_setting_get(copy->root, "values");

    for (size_t i = 0; values != NULL && section != NULL && i < values->count; i++) {
        const char *name = values->child[i]->name;
        ent_setting *target = ent_schema_is_label(name) ? NULL : ent_setting_get(section, name);
        ent_setting *inner = target != NULL ? ent_setting_get(target, "value") : NULL;
        ent_setting *own = target != NULL ? ent_setting_copy(values->child[i], section->parent, &copy->arena) : NULL;
        if (target != NULL && own == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        if (target != NULL) {
            ent_setting_take(inner != NULL && own->type != ENT_SETTING_GROUP ? inner : target, own);
        }
    }
    return ENT_OK;
}

int ent_case_tree(ent_tree *copy, const ent_tree *self, const ent_case *one, ent_diagnostics *diagnostics)
{
    size_t before = diagnostics->errors;
    int status;

    *copy = (ent_tree){.where = self->where, .files = self->files, .tables = self->tables};
    status = self->root != NULL ? copy_file(copy, self) : ENT_ERR_ARGUMENT;
    if (status == ENT_OK) {
        status = set_text(copy, "title", one->label.name, one->label.setting);
    }
    if (status == ENT_OK) {
        status = set_text(copy, "notes", one->label.note, one->label.setting);
    }
    if (status == ENT_OK) {
        status = set_record(copy, ent_setting_get(one->label.setting, "observed"));
    }
    if (status == ENT_OK) {
        status = set_values(copy, one->values);
    }
    for (size_t i = 0; i < one->sets && (status == ENT_OK || status == ENT_ERR_SCENARIO); i++) {
        status = ent_tree_assign(copy, one->set[i].text, one->set[i].at, diagnostics);
    }
    return status != ENT_OK && status != ENT_ERR_SCENARIO ? status
           : diagnostics->errors > before                 ? ENT_ERR_SCENARIO
                                                          : ENT_OK;
}
