#include "run/variant_model.h"

#include "base/status.h"
#include "compile/compile.h"
#include "run/designs/design.h"
#include "run/experts/experts.h"
#include "run/experts/same_groups.h"

void ent_variant_model_free(ent_variant_model *self)
{
    for (size_t e = self->experts; e-- > 0;) {
        ent_variant_model_free(self->expert[e]);
    }
    ent_pilot_free(&self->pilot);
    ent_model_free(&self->recorder);
    ent_model_free(&self->model);
    ent_scenario_free(&self->scenario);
    ent_changes_free(&self->changes);
    ent_diagnostics_free(&self->warnings);
    ent_tree_free(&self->tree);
    ent_arena_free(&self->arena);
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

/* Lets the models play the worlds of the run's design. */
static int apply_design(ent_variant_model *self, ent_diagnostics *diagnostics)
{
    const ent_model *base = self->base != NULL ? &self->base->model : &self->model;
    int status = base->scenario != NULL ? ent_design_apply(&self->model, base, diagnostics) : ENT_OK;

    return status == ENT_OK && self->records ? ent_design_apply(&self->recorder, base, diagnostics) : status;
}

/* The variants of the file are those of the base, and are not read again. */
static void know_variants(ent_variant_model *self)
{
    const ent_variant_model *base = self->base;

    if (base != NULL && base != self && base->tree.root != NULL && self->tree.root != NULL &&
        ent_setting_get(self->tree.root, "variants") == ent_setting_get(base->tree.root, "variants")) {
        self->scenario.variant = base->scenario.variant;
        self->scenario.variants = base->scenario.variants;
    }
}

int ent_variant_model_build(ent_variant_model *self, const char *scenario_id, const ent_kernels *kernels, bool record,
    ent_diagnostics *diagnostics)
{
    ent_diagnostics messages = {0};
    ent_diagnostics repeated = {0};
    int status;

    know_variants(self);
    status = ent_scenario_read(&self->scenario, scenario_id, &self->tree, &messages);
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
    if (status == ENT_OK) {
        status = apply_design(self, &messages);
    }
    sort_messages(self, &messages, diagnostics);
    ent_diagnostics_free(&repeated);
    ent_diagnostics_free(&messages);
    return status;
}

/* --- experts ------------------------------------------------------------------------------------------------------ */

/* Adds the variant of the next expert, with the settings of a tree. NULL when memory is out. */
static ent_variant_model *add_expert(ent_variant_model *self, const ent_tree *from)
{
    const ent_expert *expert = &self->scenario.expert[self->experts];
    ent_variant_model *made = ent_arena_alloc(&self->arena, sizeof(*made));

    if (made == NULL) {
        return NULL;
    }
    made->id = expert->label.id;
    made->label = expert->label.name;
    made->shelf = self->shelf;
    made->base = self->base != NULL ? self->base : self;
    self->expert[self->experts++] = made;
    return ent_tree_copy(&made->tree, from) == ENT_OK ? made : NULL;
}

static int assign(ent_tree *tree, const ent_assignment *set, size_t sets, ent_diagnostics *diagnostics)
{
    int status = ENT_OK;

    for (size_t i = 0; i < sets && status != ENT_ERR_NO_MEMORY; i++) {
        status = ent_tree_assign(tree, set[i].text, set[i].at, diagnostics);
    }
    return status == ENT_ERR_NO_MEMORY ? status : ENT_OK;
}

/* Hands on the errors that the variant without the expert's settings has not, with the expert's name. Those at the same
 * place with the same text may come from several variants: they are handed on once. */
static void hand_on(const ent_variant_model *expert, const ent_diagnostics *from, ent_diagnostics *to)
{
    for (size_t i = 0; i < from->count; i++) {
        ent_diagnostic named = from->item[i];
        ent_arena arena = {0};
        if (named.severity == ENT_SEVERITY_ERROR && !ent_diagnostics_has(to, &named)) {
            named.text = ent_arena_printf(&arena, "%s (with the settings of the expert `%s`)", named.text, expert->id);
            if (named.text == NULL) {
                to->no_memory = 1;
            } else if (!ent_diagnostics_has(to, &named)) {
                ent_diagnostics_add(to, named.severity, named.at, named.path, named.help, "%s", named.text);
            }
        }
        ent_arena_free(&arena);
    }
    to->no_memory = to->no_memory || from->no_memory;
}

/* Moves the warnings of the expert to the variant, with the expert's name, unless the variant has the same. */
static void hand_on_warnings(ent_variant_model *self, const ent_variant_model *expert)
{
    for (size_t i = 0; i < expert->warnings.count; i++) {
        const ent_diagnostic *item = &expert->warnings.item[i];
        if (!ent_diagnostics_has(&self->warnings, item)) {
            ent_diagnostics_add(&self->warnings, item->severity, item->at, item->path, item->help,
                "%s (with the settings of the expert `%s`)", item->text, expert->id);
        }
    }
}

/* Builds the variant of the expert added last. assigning: what its assignments gave. */
static int build_expert(ent_variant_model *self, const ent_kernels *kernels, const ent_diagnostics *assigning,
    bool record, ent_diagnostics *diagnostics)
{
    ent_variant_model *made = self->expert[self->experts - 1];
    ent_diagnostics messages = {0};
    bool fine = assigning->errors == 0;
    int status = ent_variant_model_build(made, self->scenario.id, kernels, record && fine, &messages);

    hand_on(made, assigning, diagnostics);
    if (status == ENT_OK && fine && diagnostics->errors == 0) {
        ent_same_groups_check(made->id, made->tree.root, &made->scenario, self->tree.root, &self->scenario, &messages);
    }
    if (status == ENT_OK && (!fine || messages.errors > 0)) {
        status = ENT_ERR_SCENARIO;
    }
    hand_on(made, &messages, diagnostics);
    hand_on_warnings(self, made);
    ent_diagnostics_free(&messages);
    if (status == ENT_OK) {
        status = ent_changes_find(&made->changes, self->tree.root, made->tree.root);
    }
    return status;
}

/* Lets the models of all experts play the worlds. */
static int join_experts(ent_variant_model *self, ent_diagnostics *diagnostics)
{
    const ent_model **model = ent_arena_array(&self->arena, self->experts, sizeof(ent_model *));
    const ent_model **recorder = ent_arena_array(&self->arena, self->experts, sizeof(ent_model *));
    bool records = self->records;
    int status;

    if (model == NULL || recorder == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t e = 0; e < self->experts; e++) {
        model[e] = &self->expert[e]->model;
        recorder[e] = &self->expert[e]->recorder;
        records = records && self->expert[e]->records;
    }
    status = ent_experts_join(&self->model, model);
    status = status == ENT_OK && records ? ent_experts_join(&self->recorder, recorder) : status;
    if (status == ENT_OK) {
        status = apply_design(self, diagnostics);
    }
    for (size_t e = 0; e < self->experts && status == ENT_OK; e++) {
        status = apply_design(self->expert[e], diagnostics);
    }
    return status;
}

int ent_variant_model_add_experts(ent_variant_model *self, const ent_variant_model *from, const ent_assignment *set,
    size_t sets, const ent_kernels *kernels, bool record, ent_diagnostics *diagnostics)
{
    size_t experts = self->scenario.experts;
    int status = ENT_OK;

    if (experts == 0 || self->scenario.expert == NULL || (from != self && from->experts != experts)) {
        return ENT_OK;
    }
    self->expert = ent_arena_array(&self->arena, experts, sizeof(ent_variant_model *));
    if (self->expert == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t e = 0; e < experts && status != ENT_ERR_NO_MEMORY; e++) {
        ent_diagnostics assigning = {0};
        ent_variant_model *made = add_expert(self, from == self ? &self->tree : &from->expert[e]->tree);
        const ent_expert *expert = &self->scenario.expert[e];
        int built = made != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
        if (built == ENT_OK && from == self) {
            built = assign(&made->tree, expert->set, expert->sets, &assigning);
        }
        if (built == ENT_OK) {
            built = assign(&made->tree, set, sets, &assigning);
        }
        if (built == ENT_OK) {
            built = build_expert(self, kernels, &assigning, record, diagnostics);
        }
        status = status == ENT_OK || built == ENT_ERR_NO_MEMORY ? built : status;
        ent_diagnostics_free(&assigning);
    }
    return status == ENT_OK && self->model.scenario != NULL ? join_experts(self, diagnostics) : status;
}
