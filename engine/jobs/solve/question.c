#include "jobs/solve/question.h"

#include "base/status.h"
#include "base/utf8.h"
#include "formula/query.h"

#include <stdint.h>
#include <string.h>

static const char option[] = "--solve";
static const char form[] = "--solve 'P(truce.held) = 50%'";

void ent_solve_question_free(ent_solve_question *self)
{
    ent_variant_model_free(&self->variant);
    ent_variant_model_free(&self->base);
    ent_arena_free(&self->arena);
    *self = (ent_solve_question){.level = 0.0};
}

/* --- positions ---------------------------------------------------------------------------------------------------- */

/* The position of bytes of the text, which may begin behind it. */
static ent_position position_of(const ent_solve_question *self, size_t offset, size_t length)
{
    size_t first = offset < self->source.length ? offset : self->source.length;
    size_t left = self->source.length - first;
    size_t characters = ent_utf8_count(self->source.text + first, length < left ? length : left);

    return (ent_position){.source = &self->source,
        .line = 1,
        .column = 1 + (int) ent_utf8_count(self->source.text, first),
        .length = characters > 0 ? (int) characters : 1};
}

static int fail(const ent_solve_question *self, size_t offset, size_t length, const char *help, const char *message,
    ent_diagnostics *diagnostics)
{
    ent_diagnostics_add(
        diagnostics, ENT_SEVERITY_ERROR, position_of(self, offset, length), option, help, "%s", message);
    return ENT_ERR_SCENARIO;
}

/* --- the text ----------------------------------------------------------------------------------------------------- */

/* The last `=` that is no part of ==, !=, <= or >=; SIZE_MAX without one. */
static size_t find_equals(const char *text)
{
    size_t found = SIZE_MAX;

    for (size_t i = 0; text[i] != '\0'; i++) {
        bool single = text[i] == '=' && text[i + 1] != '=' && (i == 0 || strchr("=!<>", text[i - 1]) == NULL);
        found = single ? i : found;
    }
    return found;
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\r\n")] == '\0';
}

/* Parses the text as the check EXPRESSION == LEVEL, which has the same messages. */
static int parse(ent_solve_question *self, ent_check *check, ent_diagnostics *diagnostics)
{
    const char *text = self->source.text;
    size_t equals = find_equals(text);
    ent_formula_error error = {0};
    const char *same;
    int status;

    if (equals == SIZE_MAX) {
        return fail(self, 0, self->source.length, form,
            strstr(text, "==") != NULL ? "found `==`, expected one `=` before the level"
                                       : "expected an expression and the level that it is to take",
            diagnostics);
    }
    if (is_blank(text + equals + 1)) {
        return fail(self, equals, 1, form, "expected a level after `=`", diagnostics);
    }
    same = ent_arena_printf(&self->arena, "%.*s==%s", (int) equals, text, text + equals + 1);
    if (same == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    status = ent_check_parse(same, &self->arena, check, &error);
    if (status != ENT_ERR_SCENARIO) {
        return status;
    }
    return fail(self, error.offset > equals ? error.offset - 1 : error.offset, error.length, error.help, error.message,
        diagnostics);
}

/* Refuses parts that a check may have and a level may not. */
static int check_level(ent_solve_question *self, const ent_check *check, ent_diagnostics *diagnostics)
{
    size_t equals = find_equals(self->source.text);

    if (check->other.event != NULL) {
        return fail(self, equals + 1, self->source.length - equals - 1, form,
            "the level is a number, such as 50%, and not another expression", diagnostics);
    }
    if (check->variant != NULL) {
        return fail(self, check->variant_offset - 1, check->variant_length,
            ent_arena_printf(&self->arena, "leave out `in %s`, and add --variant %s", check->variant, check->variant),
            "the variant is an option of its own", diagnostics);
    }
    return ENT_OK;
}

/* Sets the expression: what stands before the level, without blanks around it. */
static int keep_expression(ent_solve_question *self)
{
    const char *text = self->source.text;
    size_t first = strspn(text, " \t\r\n");
    size_t end = find_equals(text);

    while (end > first && strchr(" \t\r\n", text[end - 1]) != NULL) {
        end--;
    }
    self->expression = ent_arena_strndup(&self->arena, text + first, end - first);
    return self->expression != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

/* --- the headline ------------------------------------------------------------------------------------------------- */

/* Bytes of the text. */
typedef struct text_part {
    size_t first, end;
} text_part;

static text_part part_of(const ent_ast *first, const ent_ast *last)
{
    return (text_part){first->offset, last->offset + last->length};
}

/* Sets a child of a group to a part of the text between two others, with its positions. */
static int put_text(ent_solve_question *self, ent_setting *group, const char *name, text_part part, const char *before,
    const char *behind)
{
    ent_arena *arena = &self->base.tree.arena;
    size_t lead = strlen(before), length = part.end - part.first;
    ent_setting *child = ent_setting_get(group, name);
    ent_setting value = {.type = ENT_SETTING_STRING};
    size_t all = lead + length + strlen(behind);
    uint32_t *map = ent_arena_array(arena, 2 * all + 2, sizeof(*map));

    child = child != NULL ? child : ent_setting_add(group, name, ENT_SETTING_STRING, arena);
    value.text = ent_arena_printf(arena, "%s%.*s%s", before, (int) length, self->source.text + part.first, behind);
    if (child == NULL || map == NULL || value.text == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i <= all; i++) {
        size_t at = i < lead ? part.first : i - lead < length ? part.first + (i - lead) : part.end;
        map[2 * i] = (uint32_t) at;
        map[2 * i + 1] = (uint32_t) (i >= lead && i - lead < length ? at + 1 : at);
    }
    value.at = position_of(self, part.first, length);
    value.map = map;
    ent_setting_take(child, &value);
    child->name_at = value.at;
    return ENT_OK;
}

static bool is_taken(const ent_setting *root, const char *name)
{
    for (size_t i = 0; i < root->count; i++) {
        if (ent_setting_get(root->child[i], name) != NULL) {
            return true;
        }
    }
    return false;
}

/* A group of a group, added where it is not there; NULL when memory is out. */
static ent_setting *group_named(ent_solve_question *self, ent_setting *group, const char *name)
{
    ent_setting *child = ent_setting_get(group, name);

    child = child != NULL ? child : ent_setting_add(group, name, ENT_SETTING_GROUP, &self->base.tree.arena);
    if (child != NULL && child->name_at.source == NULL) {
        child->at = child->name_at = position_of(self, 0, self->source.length);
    }
    return child;
}

/* Makes the mean of a formula that of a measure; conditions count as 0 or 1. */
static int ask_mean(ent_solve_question *self, const ent_query *query)
{
    ent_arena *arena = &self->base.tree.arena;
    ent_setting *root = self->base.tree.root;
    const char *name = "expression_to_solve";
    ent_setting *measures = group_named(self, root, "measures");
    ent_setting *measure;
    int status;

    while (name != NULL && is_taken(root, name)) {
        name = ent_arena_printf(arena, "%s_2", name);
    }
    measure = name != NULL && measures != NULL ? group_named(self, measures, name) : NULL;
    if (measure == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    status = put_text(self, measure, "value", part_of(query->event, query->event), "0 + (", ")");
    if (status == ENT_OK && query->given != NULL) {
        status = put_text(self, measure, "given", part_of(query->given, query->given), "", "");
    }
    return status == ENT_OK
               ? put_text(self, root, "headline", (text_part){0, 0}, ent_arena_printf(arena, "mean(%s)", name), "")
               : status;
}

/* Makes the expression the headline. */
static int ask(ent_solve_question *self, const ent_check *check)
{
    const ent_query *query = &check->query;

    if (check->of_measures) {
        return put_text(self, self->base.tree.root, "headline", part_of(query->event, query->event), "mean(", ")");
    }
    if (check->is_mean) {
        return ask_mean(self, query);
    }
    return put_text(self, self->base.tree.root, "headline",
        part_of(query->event, query->given != NULL ? query->given : query->event), "", "");
}

/* --- models ------------------------------------------------------------------------------------------------------- */

/* Errors in the expression name the option. */
static void name_option(const ent_solve_question *self, ent_diagnostics *diagnostics)
{
    for (size_t i = 0; i < diagnostics->count; i++) {
        if (diagnostics->item[i].at.source == &self->source) {
            diagnostics->item[i].path = option;
        }
    }
}

static int build_base(ent_solve_question *self, const ent_experiment *experiment, ent_diagnostics *diagnostics)
{
    const ent_kernels *kernels = experiment->item[0]->model.kernels;
    int status = ent_variant_model_build(&self->base, experiment->id, kernels, false, diagnostics);

    return status == ENT_OK
               ? ent_variant_model_add_experts(&self->base, &self->base, NULL, 0, kernels, false, diagnostics)
               : status;
}

/* As the experiment builds its variants, from the file with the new headline. */
static int build_variant(
    ent_solve_question *self, const ent_experiment *experiment, size_t number, ent_diagnostics *diagnostics)
{
    const ent_kernels *kernels = experiment->item[0]->model.kernels;
    const ent_variant *variant = &self->base.scenario.variant[number - 1];
    ent_variant_model *made = &self->variant;
    int status = ent_tree_copy(&made->tree, &self->base.tree);

    made->id = experiment->item[number]->id;
    made->shelf = self->base.shelf;
    for (size_t i = 0; i < variant->sets && status == ENT_OK; i++) {
        status = ent_tree_assign(&made->tree, variant->set[i].text, variant->set[i].at, diagnostics);
    }
    status = status == ENT_OK ? ent_variant_model_build(made, experiment->id, kernels, false, diagnostics) : status;
    return status == ENT_OK ? ent_variant_model_add_experts(
                                  made, &self->base, variant->set, variant->sets, kernels, false, diagnostics)
                            : status;
}

static const char *unit_of(const ent_solve_question *self)
{
    const ent_scenario *scenario = &self->base.scenario;

    return scenario->headline_query.measure != NULL ? scenario->measure[scenario->headline_measure].unit : "";
}

static int build(ent_solve_question *self, const ent_experiment *experiment, size_t variant, const ent_check *check,
    ent_diagnostics *diagnostics)
{
    int status = ent_tree_copy(&self->base.tree, &experiment->item[0]->tree);

    self->base.id = experiment->item[0]->id;
    self->base.shelf = experiment->item[0]->shelf;
    self->at = variant == 0 ? &self->base : &self->variant;
    status = status == ENT_OK ? ask(self, check) : status;
    status = status == ENT_OK ? build_base(self, experiment, diagnostics) : status;
    if (status == ENT_OK && variant > 0) {
        status = build_variant(self, experiment, variant, diagnostics);
    }
    if (status == ENT_OK) {
        self->unit = unit_of(self);
    }
    name_option(self, diagnostics);
    return status;
}

int ent_solve_question_open(ent_solve_question *self, const ent_experiment *experiment, size_t variant,
    const char *text, ent_diagnostics *diagnostics)
{
    ent_check check;
    int status;

    *self = (ent_solve_question){.unit = ""};
    self->source.name = option;
    self->source.text = ent_arena_strdup(&self->arena, text);
    if (self->source.text == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    self->source.length = strlen(text);
    status = parse(self, &check, diagnostics);
    status = status == ENT_OK ? check_level(self, &check, diagnostics) : status;
    status = status == ENT_OK ? keep_expression(self) : status;
    if (status != ENT_OK) {
        return status;
    }
    self->level = check.bound;
    self->is_mean = check.is_mean;
    return build(self, experiment, variant, &check, diagnostics);
}
