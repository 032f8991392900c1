#include "run/cases/case_model.h"

#include "base/status.h"
#include "scenario/observed/cases.h"

/* Hands on the errors that the file itself has not, with the name of the case. */
static int hand_on(const ent_case *one, const ent_diagnostics *from, ent_diagnostics *to)
{
    for (size_t i = 0; i < from->count; i++) {
        const ent_diagnostic *item = &from->item[i];
        if (item->severity == ENT_SEVERITY_ERROR && !ent_diagnostics_has(to, item)) {
            ent_diagnostics_add(to, ENT_SEVERITY_ERROR, item->at, item->path, item->help, "%s (in the case `%s`)",
                item->text, one->label.id);
        }
    }
    to->no_memory = to->no_memory || from->no_memory;
    return to->no_memory ? ENT_ERR_NO_MEMORY : ENT_OK;
}

int ent_case_model_build(ent_variant_model *made, const ent_variant_model *file, size_t i, const ent_kernels *kernels,
    ent_diagnostics *diagnostics)
{
    const ent_case *one = &file->scenario.one_case[i];
    ent_diagnostics messages = {0};
    int status;
    int handed;

    made->id = one->label.id;
    made->label = one->label.name;
    made->shelf = file->shelf;
    status = ent_case_tree(&made->tree, &file->tree, one, &messages);
    if (status == ENT_OK) {
        status = ent_variant_model_build(made, one->label.id, kernels, false, &messages);
    }
    if (status == ENT_OK) {
        status = ent_variant_model_add_experts(made, made, NULL, 0, kernels, false, &messages);
    }
    handed = hand_on(one, &messages, diagnostics);
    ent_diagnostics_free(&messages);
    return status == ENT_ERR_NO_MEMORY || handed == ENT_OK ? status : handed;
}

int ent_case_models_check(const ent_variant_model *file, const ent_kernels *kernels, ent_diagnostics *diagnostics)
{
    int status = ENT_OK;

    for (size_t i = 0; i < file->scenario.cases && status != ENT_ERR_NO_MEMORY; i++) {
        ent_variant_model made = {0};
        int built = ent_case_model_build(&made, file, i, kernels, diagnostics);
        ent_variant_model_free(&made);
        status = status == ENT_OK || built == ENT_ERR_NO_MEMORY ? built : status;
    }
    return status;
}
