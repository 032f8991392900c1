/* Readers of quantities: a number, a formula in quotes, or a group { value; note; source }. Internal to
 * engine/scenario. Errors are reported as by the functions of reader.h. */
#ifndef ENT_SCENARIO_QUANTITY_H
#define ENT_SCENARIO_QUANTITY_H

#include "scenario/reader.h"

/* Returns the quantity of a setting: a number, true or false, a formula in quotes, or a group with `value`. Constant
 * formulas are checked against the range of `meaning`. */
ent_quantity ent_reader_quantity(ent_reader *self, const ent_setting *setting, const char *path, ent_meaning meaning);

/* As ent_reader_quantity, for a group whose names were checked before. */
ent_quantity ent_reader_value(ent_reader *self, const ent_setting *setting, const char *path, ent_meaning meaning);

/* Returns the substitute for a quantity whose error was reported: an unknown random number. */
ent_quantity ent_reader_unknown(ent_reader *self, const ent_setting *setting, const char *path);

/* Returns a quantity from the text of a default. A NULL text gives a quantity without a formula: left out. */
ent_quantity ent_reader_default(ent_reader *self, const char *text, const char *path, ent_meaning meaning);

/* Returns the quantity of child `key` of a group, or its default. A NULL or other group has the default only. */
ent_quantity ent_reader_child(ent_reader *self, const ent_setting *group, const char *key, const char *path,
    ent_meaning meaning, const char *otherwise);

/* Makes the dates of a formula, read from the text of a setting (NULL: a default), count from `run.start`. A date in a
 * scenario without it is an error at the setting; returns false then. NULL trees are skipped. */
bool ent_reader_dates(ent_reader *self, const ent_setting *setting, const char *path, ent_ast *ast);

/* Rejects a formula that is true or false, as in horizon = "1 < 2", where a constant number belongs; returns whether it
 * was one. quantity: has a formula. */
bool ent_reader_refuses_truth(ent_reader *self, const ent_quantity *quantity);

/* Returns the constant number of a setting in [low, high], an integer when `whole`; `otherwise` after an error. */
double ent_reader_constant(ent_reader *self, const ent_setting *setting, const char *path, double low, double high,
    bool whole, double otherwise);

#endif
