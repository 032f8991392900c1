#include "run/variant_model.h"

#include "base/status.h"
#include "compile/compile.h"

void ent_variant_model_free(ent_variant_model *self)
{
    ent_pilot_free(&self->pilot);
    ent_model_free(&self->recorder);
    ent_model_free(&self->model);
    ent_scenario_free(&self->scenario);
    ent_changes_free(&self->changes);
    ent_diagnostics_free(&self->warnings);
    ent_tree_free(&self->tree);
    *self = (ent_variant_model){0};
}

/* Moves errors to the caller's diagnostics, unless another variant has reported the same there, and warnings to the
 * variant's own. */
static void sort_messages(ent_variant_model *self, const ent_diagnostics *from, ent_diagnostics *errors)
{
    for (size_t i = 0; i < from->count; i++) {
        const ent_diagnostic *item = &from->item[i];
        ent_diagnostics *to = item->severity == ENT_SEVERITY_ERROR ? errors : &self->warnings;
        if (!ent_diagnostics_has(to, item)) {
            ent_diagnostics_add(to, item->severity, item->at, item->path, item->help, "%s", item->text);
        }
    }
    errors->no_memory = errors->no_memory || from->no_memory;
}

int ent_variant_model_build(ent_variant_model *self, const char *scenario_id, const ent_kernels *kernels, bool record,
    ent_diagnostics *diagnostics)
{
    ent_diagnostics messages = {0};
    ent_diagnostics repeated = {0};
    int status = ent_scenario_read(&self->scenario, scenario_id, &self->tree, &messages);

    self->model.shelf = self->shelf;
    self->recorder.shelf = self->shelf;
    if (status == ENT_OK || status == ENT_ERR_SCENARIO) {
        /* compiled even after errors of reading, so that errors in names and stages are reported too */
        int compiled = ent_model_compile(&self->model, &self->scenario, kernels, false, &messages);
        status = status == ENT_OK || compiled == ENT_ERR_NO_MEMORY ? compiled : status;
    }
    if (status == ENT_OK && record) {
        status = ent_model_compile(&self->recorder, &self->scenario, kernels, true, &repeated);
        self->records = status == ENT_OK;
    }
    sort_messages(self, &messages, diagnostics);
    ent_diagnostics_free(&repeated);
    ent_diagnostics_free(&messages);
    return status;
}
