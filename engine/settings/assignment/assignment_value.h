/* The right side of an assignment as a setting. Internal to engine/settings. */
#ifndef ENT_SETTINGS_ASSIGNMENT_VALUE_H
#define ENT_SETTINGS_ASSIGNMENT_VALUE_H

#include "settings/assignment/assignment_text.h"

/* Reads the value of an assignment into `made`, leaving its name, parent and name_at unset: true or false, a number, a
 * text in quotes, a list in brackets where the setting is a list (its texts need no quotes), or else a formula. `name`
 * is the setting's name (NULL for a list member), `target` its present value (NULL: a new setting). Error codes:
 * ENT_ERR_SCENARIO with a diagnostic, ENT_ERR_NO_MEMORY. */
int ent_assignment_value(ent_assignment_text *self, const char *name, const ent_setting *target, ent_setting *made);

#endif
