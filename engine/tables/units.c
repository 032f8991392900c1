#include "tables/units.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#define NONE (double) INFINITY

static const ent_unit units[] = {
    {"text", ENT_UNIT_TEXT, -NONE, NONE, "an id, a name, or words"},
    {"count", ENT_UNIT_INTEGER, 0.0, NONE, "a number of things"},
    {"count or inf", ENT_UNIT_NUMBER, 0.0, NONE, "a number of things; inf: it does not come about"},
    {"0 or 1", ENT_UNIT_INTEGER, 0.0, 1.0, "1 yes, 0 no"},
    {ENT_UNIT_PROBABILITY, ENT_UNIT_NUMBER, 0.0, 1.0, "a probability, or a share of draws"},
    {ENT_UNIT_HEADLINE, ENT_UNIT_NUMBER, -NONE, NONE,
        "a probability; of a headline that is the mean of a measure, in the unit of the measure"},
    {ENT_UNIT_DIFFERENCE, ENT_UNIT_NUMBER, -NONE, NONE, "one probability less another"},
    {ENT_UNIT_HEADLINE_DIFFERENCE, ENT_UNIT_NUMBER, -NONE, NONE,
        "one probability less another; of means of a measure, in the unit of the measure"},
    {"squared probability or unit", ENT_UNIT_NUMBER, -NONE, NONE, "a variance"},
    {"share", ENT_UNIT_NUMBER, 0.0, 1.0, "a part of a whole"},
    {"share of variance", ENT_UNIT_NUMBER, -NONE, NONE,
        "an estimated part of a variance: noise may take it below 0 or above 1"},
    {"utility", ENT_UNIT_NUMBER, 0.0, 1.0, "the worth of a deal to a party: 0 the worst, 1 the best"},
    {"troops", ENT_UNIT_NUMBER, 0.0, NONE, "number of soldiers"},
    {"months", ENT_UNIT_NUMBER, 0.0, NONE, "a time in months"},
    {"number", ENT_UNIT_NUMBER, -NONE, NONE, "a number without a unit"},
    {"number or time", ENT_UNIT_NUMBER, -NONE, NONE,
        "a number without a unit; of the scale, a time in the unit of the data"},
    {"as the measure", ENT_UNIT_NUMBER, -NONE, NONE, "in the unit of the measure, which stands in the column `unit`"},
    {"as the check", ENT_UNIT_NUMBER, -NONE, NONE, "a probability, or in the unit of the measure that the check names"},
    {"as the expression", ENT_UNIT_NUMBER, -NONE, NONE,
        "a probability, or in the unit of the measure that the expression names"},
    {"expression by setting", ENT_UNIT_NUMBER, -NONE, NONE, "the unit of the expression by that of the setting"},
    {"as in the setting", ENT_UNIT_NUMBER, -NONE, NONE, "in the unit of the setting"},
    {"as assigned", ENT_UNIT_SETTING, -NONE, NONE, "in the unit of the setting, or the text that is assigned"},
    {"count, probability or utility", ENT_UNIT_NUMBER, -NONE, NONE, "as the figure of the row requires"},
};

const ent_unit *ent_unit_find(const char *name)
{
    for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
        if (strcmp(units[i].name, name) == 0) {
            return &units[i];
        }
    }
    return NULL;
}
