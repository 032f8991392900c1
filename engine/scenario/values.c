#include "scenario/values.h"

#include "base/status.h"

#include <libconfig.h>
#include <string.h>

static int take_value(ent_setting *setting, const config_setting_t *value, ent_arena *arena)
{
    const char *text;

    switch (config_setting_type(value)) {
    case CONFIG_TYPE_INT:
        setting->number = (double) config_setting_get_int(value);
        break;
    case CONFIG_TYPE_INT64:
        setting->number = (double) config_setting_get_int64(value);
        break;
    case CONFIG_TYPE_FLOAT:
        setting->number = config_setting_get_float(value);
        break;
    case CONFIG_TYPE_BOOL:
        setting->number = config_setting_get_bool(value) ? 1.0 : 0.0;
        break;
    case CONFIG_TYPE_STRING:
        text = config_setting_get_string(value);
        setting->text = ent_arena_strdup(arena, text != NULL ? text : "");
        return setting->text != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
    default:
        break;
    }
    return ENT_OK;
}

/* Both trees have one shape, so they are walked side by side. ENT_ERR_SCENARIO where they differ after all. */
static int take_values(ent_setting *setting, const config_setting_t *value, ent_arena *arena)
{
    int status = take_value(setting, value, arena);

    if (config_setting_is_aggregate(value) && (size_t) config_setting_length(value) != setting->count) {
        return ENT_ERR_SCENARIO;
    }
    for (size_t i = 0; status == ENT_OK && i < setting->count; i++) {
        const config_setting_t *member = config_setting_get_elem(value, (unsigned int) i);
        status = member != NULL ? take_values(setting->child[i], member, arena) : ENT_ERR_SCENARIO;
    }
    return status;
}

int ent_values_take(const ent_source *source, ent_setting *root, ent_arena *arena, ent_diagnostics *diagnostics)
{
    config_t config;
    ent_position at = {.source = source};
    int status;

    config_init(&config);
    if (config_read_string(&config, source->text) != CONFIG_TRUE) {
        at.line = config_error_line(&config);
        at.column = 1;
        at.length = 1;
        ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, at, "", NULL, "%s",
            config_error_text(&config) != NULL ? config_error_text(&config) : "syntax error");
        status = ENT_ERR_SCENARIO;
        goto out;
    }
    status = take_values(root, config_root_setting(&config), arena);
    if (status == ENT_ERR_SCENARIO) {
        ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, root->at, "", NULL, "the file could not be read");
    }
out:
    config_destroy(&config);
    return status;
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* Source bytes of one escape: \xHH is four, others two. */
static size_t escape_length(const char *text)
{
    return text[1] == 'x' && is_hex(text[2]) && is_hex(text[3]) ? 4 : 2;
}

int ent_values_map(const ent_source *source, size_t start, size_t end, ent_arena *arena, const uint32_t **map)
{
    uint32_t *made = ent_arena_array(arena, end - start + 1, sizeof(*made));
    size_t count = 0;
    bool inside = false;

    if (made == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t at = start; at < end;) {
        char c = source->text[at];
        if (c == '"') {
            inside = !inside;
            made[count] = (uint32_t) at; /* one past what was read so far */
            at++;
        } else if (!inside && (c == '#' || (c == '/' && source->text[at + 1] == '/'))) {
            while (at < end && source->text[at] != '\n') {
                at++;
            }
        } else if (!inside && c == '/' && source->text[at + 1] == '*') {
            const char *close = strstr(source->text + at, "*/");
            at = close != NULL ? (size_t) (close - source->text) + 2 : end;
        } else if (!inside) {
            at++;
        } else {
            made[count++] = (uint32_t) at;
            at += c == '\\' ? escape_length(source->text + at) : 1;
            made[count] = (uint32_t) at;
        }
    }
    *map = made;
    return ENT_OK;
}
