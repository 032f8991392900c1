/* The left side of a setting: its name and the sign after it. Internal to engine/settings. */
#ifndef ENT_SETTINGS_SETTING_NAME_H
#define ENT_SETTINGS_SETTING_NAME_H

#include "settings/parser.h"

/* True when the current token begins a name, valid or not: 3rd, "france", or true before an = or :. */
bool ent_setting_name_starts(const ent_parser *self);

/* True when the current token begins a name followed by = or :, which is the next setting and no part of a value. */
bool ent_setting_name_starts_setting(const ent_parser *self);

/* Reads the name at the current token, reports its errors, and moves past it. Returns a string in the arena, never
 * NULL. */
const char *ent_setting_name_read(ent_parser *self);

/* Moves past the = or : after a name that began at `start`. Returns false, after recovery, when no value follows. */
bool ent_setting_name_read_equals(ent_parser *self, size_t start, const char *name);

#endif
