#include "jobs/blockers/blocker_model.h"

#include "base/status.h"

/* Copies the settings `from` with the assignments of a change. */
static int change_tree(ent_tree *tree, const ent_tree *from, const ent_blocker_set *set, ent_diagnostics *diagnostics)
{
    int status = ent_tree_copy(tree, from);

    for (size_t i = 0; i < set->count && status == ENT_OK; i++) {
        status = ent_tree_assign_argument(tree, set->item[i], diagnostics);
    }
    return status;
}

/* Builds the experts from the settings of those of the variant, each with assignments of its own. */
static int add_experts(ent_blocker_model *self, const ent_variant_model *variant, const ent_blocker_change *change,
    ent_diagnostics *diagnostics)
{
    ent_variant_model *settings = &self->settings;
    ent_variant_model *expert = ent_arena_array(&settings->arena, variant->experts, sizeof(*expert));
    int status = ENT_OK;

    settings->expert = ent_arena_array(&settings->arena, variant->experts, sizeof(ent_variant_model *));
    if (expert == NULL || settings->expert == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t e = 0; e < variant->experts && status == ENT_OK; e++) {
        settings->expert[settings->experts++] = &expert[e];
        status = change_tree(&expert[e].tree, &variant->expert[e]->tree, &change->expert_set[e], diagnostics);
    }
    return status == ENT_OK ? ent_variant_model_add_experts(
                                  &self->made, settings, NULL, 0, variant->model.kernels, false, diagnostics)
                            : status;
}

int ent_blocker_model_build(ent_blocker_model *self, const ent_variant_model *variant, const char *scenario_id,
    const ent_blocker_change *change, ent_diagnostics *diagnostics)
{
    ent_variant_model *made = &self->made;
    int status;

    made->id = variant->id;
    made->label = variant->label;
    made->shelf = variant->shelf;
    status = change_tree(&made->tree, &variant->tree, &change->set, diagnostics);
    if (status == ENT_OK) {
        status = ent_variant_model_build(made, scenario_id, variant->model.kernels, false, diagnostics);
    }
    return status == ENT_OK && variant->experts > 0 ? add_experts(self, variant, change, diagnostics) : status;
}

void ent_blocker_model_free(ent_blocker_model *self)
{
    ent_variant_model_free(&self->made);
    ent_variant_model_free(&self->settings);
}
