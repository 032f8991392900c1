#include "settings/libconfig_values.h"

#include "base/status.h"

#include <libconfig.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

/* Takes over the number or truth value that libconfig read. Returns false when its type or text differs from the
 * parsed setting. */
static bool take_value(ent_setting *setting, const config_setting_t *value)
{
    const char *text;

    switch (config_setting_type(value)) {
    case CONFIG_TYPE_INT:
        setting->number = (double) config_setting_get_int(value);
        return setting->type == ENT_SETTING_INTEGER;
    case CONFIG_TYPE_INT64:
        setting->number = (double) config_setting_get_int64(value);
        return setting->type == ENT_SETTING_INTEGER;
    case CONFIG_TYPE_FLOAT:
        setting->number = config_setting_get_float(value);
        return setting->type == ENT_SETTING_FLOAT && isfinite(setting->number);
    case CONFIG_TYPE_BOOL:
        setting->number = config_setting_get_bool(value) ? 1.0 : 0.0;
        return setting->type == ENT_SETTING_BOOLEAN;
    case CONFIG_TYPE_STRING:
        text = config_setting_get_string(value);
        return setting->type == ENT_SETTING_STRING && strcmp(setting->text, text != NULL ? text : "") == 0;
    case CONFIG_TYPE_GROUP:
        return setting->type == ENT_SETTING_GROUP && (size_t) config_setting_length(value) == setting->count;
    default:
        return setting->type == ENT_SETTING_LIST && (size_t) config_setting_length(value) == setting->count;
    }
}

/* Takes over the values of both trees, which have the same shape, side by side and at most ENT_SETTING_DEPTH deep.
 * Returns the first setting in which they differ; NULL for none. */
static const ent_setting *take_values(ent_setting *setting, const config_setting_t *value)
{
    const ent_setting *wrong = take_value(setting, value) ? NULL : setting;

    if (setting->name != NULL && strcmp(setting->name, config_setting_name(value)) != 0) {
        wrong = setting;
    }
    for (size_t i = 0; wrong == NULL && i < setting->count; i++) {
        wrong = take_values(setting->child[i], config_setting_get_elem(value, (unsigned int) i));
    }
    return wrong;
}

int ent_libconfig_values(const ent_source *source, ent_setting *root, ent_arena *arena, ent_diagnostics *diagnostics)
{
    /* libconfig 1.5 accepts a comment only with a line end after it */
    const char *text = ent_arena_printf(arena, "%s\n", source->text);
    ent_position at = {.source = source, .column = 1, .length = 1};
    const ent_setting *wrong;
    int status = ENT_OK;
    config_t config;

    if (text == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    config_init(&config);
    if (config_read_string(&config, text) != CONFIG_TRUE) {
        at.line = config_error_line(&config);
        ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, at, "", NULL, "libconfig cannot read this line: %s",
            config_error_text(&config) != NULL ? config_error_text(&config) : "syntax error");
        status = ENT_ERR_SCENARIO;
        goto out;
    }
    wrong = take_values(root, config_root_setting(&config));
    if (wrong != NULL) {
        ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, wrong->at, ent_setting_path(wrong, arena), NULL,
            "libconfig reads another value here");
        status = ENT_ERR_SCENARIO;
    }
out:
    config_destroy(&config);
    return status;
}
