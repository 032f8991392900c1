/* The left side of a setting: its name and the sign after it. Internal to engine/scenario. */
#ifndef ENT_SETTINGS_SETTING_NAME_H
#define ENT_SETTINGS_SETTING_NAME_H

#include "settings/parser.h"

/* Whether the current token begins a name, be it one that is not allowed: 3rd, "france", true before an = or :. */
bool ent_setting_name_starts(const ent_parser *self);

/* Whether it does, and an = or : follows: the next setting, rather than part of a value. */
bool ent_setting_name_starts_setting(const ent_parser *self);

/* Reads the name at the current token and passes over it; says what is wrong with it. In the arena, never NULL. */
const char *ent_setting_name_read(ent_parser *self);

/* Passes over the = or : after a name that began at `start`. False where no value can follow, having read on to the
 * next setting. */
bool ent_setting_name_read_equals(ent_parser *self, size_t start, const char *name);

#endif
