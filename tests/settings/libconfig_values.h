/* libconfig as a second reader of scenario files, for tests alone: each text that the engine reads, libconfig reads
 * too. The engine does not call it, since libconfig 1.5 does not check its allocations: it crashes, or ends the
 * program, where memory is out. */
#ifndef ENT_TESTS_LIBCONFIG_VALUES_H
#define ENT_TESTS_LIBCONFIG_VALUES_H

#include "settings/setting.h"

#include <libconfig.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* True where type, number and text of one setting are the same. */
static bool libconfig_same_value(const ent_setting *setting, const config_setting_t *value)
{
    const char *text;

    switch (config_setting_type(value)) {
    case CONFIG_TYPE_INT:
        return setting->type == ENT_SETTING_INTEGER && setting->number == (double) config_setting_get_int(value);
    case CONFIG_TYPE_INT64:
        return setting->type == ENT_SETTING_INTEGER && setting->number == (double) config_setting_get_int64(value);
    case CONFIG_TYPE_FLOAT:
        return setting->type == ENT_SETTING_FLOAT && setting->number == config_setting_get_float(value);
    case CONFIG_TYPE_BOOL:
        return setting->type == ENT_SETTING_BOOLEAN && setting->number == (config_setting_get_bool(value) ? 1.0 : 0.0);
    case CONFIG_TYPE_STRING:
        text = config_setting_get_string(value);
        return setting->type == ENT_SETTING_STRING && strcmp(setting->text, text != NULL ? text : "") == 0;
    case CONFIG_TYPE_GROUP:
        return setting->type == ENT_SETTING_GROUP && (size_t) config_setting_length(value) == setting->count;
    default:
        return setting->type == ENT_SETTING_LIST && (size_t) config_setting_length(value) == setting->count;
    }
}

/* The first setting in which two trees differ, side by side; NULL for none. At most ENT_SETTING_DEPTH deep. */
static const ent_setting *libconfig_difference(const ent_setting *setting, const config_setting_t *value)
{
    const ent_setting *wrong = NULL;

    if (!libconfig_same_value(setting, value) ||
        (setting->name != NULL && strcmp(setting->name, config_setting_name(value)) != 0)) {
        return setting;
    }
    for (size_t i = 0; wrong == NULL && i < setting->count; i++) {
        wrong = libconfig_difference(setting->child[i], config_setting_get_elem(value, (unsigned int) i));
    }
    return wrong;
}

/* Reads `length` bytes by libconfig and compares them with the tree that the engine has of them. Returns whether they
 * are the same; otherwise `message` [200] gives the line in which they are not. */
static bool libconfig_agrees(const ent_setting *root, const char *text, size_t length, char *message)
{
    char *copy = malloc(length + 2);
    const ent_setting *wrong = NULL;
    config_t config;
    bool read;

    if (copy == NULL) {
        return false;
    }
    memcpy(copy, text, length);
    memcpy(copy + length, "\n", 2); /* libconfig 1.5 accepts a comment only with a line end after it */
    config_init(&config);
    read = config_read_string(&config, copy) == CONFIG_TRUE;
    if (!read) {
        snprintf(message, 200, "line %d: libconfig refuses it: %s", config_error_line(&config),
            config_error_text(&config) != NULL ? config_error_text(&config) : "syntax error");
    } else {
        wrong = libconfig_difference(root, config_root_setting(&config));
    }
    if (wrong != NULL) {
        snprintf(message, 200, "line %d: libconfig reads another value", wrong->at.line);
    }
    config_destroy(&config);
    free(copy);
    return read && wrong == NULL;
}

#endif
