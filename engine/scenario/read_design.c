/* Readers of run.design and run.until: where the worlds of the run lie, and when it stops. */
#include "scenario/quantity.h"
#include "scenario/sections.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* Returns the value of a setting that may be written as a group with a note; NULL after an error. */
static const ent_setting *value_of(ent_reader *self, const ent_setting *setting, const char *path)
{
    if (setting == NULL || ent_reader_is_wrong(setting) || setting->type != ENT_SETTING_GROUP) {
        return setting != NULL && ent_reader_is_wrong(setting) ? NULL : setting;
    }
    return ent_reader_group(self, setting, path, ENT_GROUP_QUANTITY) ? ent_setting_get(setting, "value") : NULL;
}

static void report_design(ent_reader *self, const ent_setting *setting)
{
    const char *name[ENT_DESIGNS];
    const char *near = NULL;

    for (size_t i = 0; i < ENT_DESIGNS; i++) {
        name[i] = ent_design_name((ent_design_kind) i);
    }
    if (setting->type == ENT_SETTING_STRING) {
        near = ent_nearest_name(setting->text, name, ENT_DESIGNS);
    }
    ent_reader_error(self, setting, "run.design",
        near != NULL
            ? ent_reader_print(self, "write design = \"%s\"", near)
            : "write design = \"random\" (independent worlds), \"lhs\" (Latin hypercubes) or \"sobol\" (Sobol' points)",
        setting->type == ENT_SETTING_STRING ? "found \"%s\", expected \"random\", \"lhs\" or \"sobol\""
                                            : "found %s, expected \"random\", \"lhs\" or \"sobol\"",
        setting->text != NULL ? setting->text : "a group or list");
}

static ent_design_kind read_kind(ent_reader *self, const ent_setting *setting)
{
    for (size_t i = 0; setting->type == ENT_SETTING_STRING && i < ENT_DESIGNS; i++) {
        if (strcmp(setting->text, ent_design_name((ent_design_kind) i)) == 0) {
            return (ent_design_kind) i;
        }
    }
    report_design(self, setting);
    return ENT_DESIGN_RANDOM;
}

/* Rounds the number of worlds up to one that the design can have. at: of the note. */
static void round_worlds(ent_reader *self, const ent_setting *at)
{
    ent_run_size *size = &self->scenario->run;
    uint64_t most = size->design == ENT_DESIGN_SOBOL ? UINT64_C(1) << 30 : (UINT64_C(1) << 31) - ENT_RANDOMISATIONS;
    uint64_t worlds = ent_design_worlds(size->design, size->worlds);
    const char *name = ent_design_name(size->design);
    const char *text;

    if (worlds > most) {
        ent_reader_error(self, at, "run.worlds", NULL,
            "found %" PRIu64 ", expected at most %" PRIu64 " worlds with design = \"%s\"", size->worlds, most, name);
        return;
    }
    if (worlds != size->worlds) {
        text = ent_reader_print(self,
            "%" PRIu64 " worlds are rounded up to %" PRIu64 ": design = \"%s\" has a multiple of %d%s", size->worlds,
            worlds, name, ENT_RANDOMISATIONS, size->design == ENT_DESIGN_SOBOL ? ", times a power of 2" : "");
        ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_NOTE, at != NULL ? at->at : (ent_position){0}, "run.worlds",
            NULL, "%s", text);
    }
    size->worlds = worlds;
}

void ent_read_design(ent_reader *self, const ent_setting *run)
{
    const ent_setting *design = run != NULL ? ent_setting_get(run, "design") : NULL;
    const ent_setting *worlds = run != NULL ? ent_setting_get(run, "worlds") : NULL;
    const ent_setting *value = value_of(self, design, "run.design");

    if (value == NULL) {
        return;
    }
    self->scenario->run.design = read_kind(self, value);
    if (self->scenario->run.design != ENT_DESIGN_RANDOM) {
        round_worlds(self, worlds != NULL ? worlds : value);
    }
}

/* --- until -------------------------------------------------------------------------------------------------------- */

static const char until_help[] =
    "write the half-width of the 95% interval that will do, such as until = \"0.2%\"; 0 plays all worlds";

/* A chance has a half-width of 50% at most; the mean of a measure any. */
static void check_until(ent_reader *self, const ent_quantity *quantity, double value)
{
    bool mean = self->scenario->headline_query.measure != NULL;
    bool share = quantity->formula->kind == ENT_AST_NUMBER && quantity->formula->percent;

    if (quantity->setting->type == ENT_SETTING_BOOLEAN || !(value >= 0.0) || !isfinite(value) ||
        (!mean && value > 0.5)) {
        ent_reader_error(self, quantity->setting, "run.until", mean ? NULL : until_help,
            mean ? "found %s, expected a half-width of the headline, 0 or above, in the unit of its measure"
                 : "found %s, expected a half-width of the headline from 0%% to 50%%",
            quantity->written);
    } else if (mean && share) {
        ent_reader_error(self, quantity->setting, "run.until", "write the number itself, without %",
            "`%s` is a share, and the headline is the mean of a measure: expected a half-width in its unit",
            quantity->written);
    } else {
        self->scenario->run.until = value;
    }
}

void ent_read_until(ent_reader *self)
{
    const ent_setting *run = ent_setting_get(self->root, "run");
    const ent_setting *until = run != NULL && run->type == ENT_SETTING_GROUP ? ent_setting_get(run, "until") : NULL;
    ent_quantity quantity;
    double value;

    if (until == NULL || ent_reader_is_wrong(until)) {
        return;
    }
    quantity = ent_reader_quantity(self, until, "run.until", ENT_MEANING_NUMBER);
    if (quantity.wrong || quantity.formula == NULL || ent_reader_refuses_truth(self, &quantity)) {
        return;
    }
    if (!ent_ast_constant(quantity.formula, &value)) {
        ent_reader_error(self, quantity.setting, "run.until", until_help,
            "found `%s`, expected a constant number: the run stops by it", quantity.written);
        return;
    }
    check_until(self, &quantity, value);
}
