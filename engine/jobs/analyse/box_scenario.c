#include "jobs/analyse/box_scenario.h"

#include "base/status.h"
#include "formula/number.h"
#include "scenario/unknowns.h"
#include "settings/writing/write_settings.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct box_writer {
    const ent_scenario *scenario;
    const ent_box_dimension *dimension;
    const ent_boxes_box *box;
    ent_arena arena;
    const char **set; /* [sets] assignments */
    size_t sets;
    const char *given; /* conditions joined by `and`; "" without */
    const char *near;  /* see ent_box_scenario_write */
    bool failed;       /* memory is out */
} box_writer;

/* --- texts -------------------------------------------------------------------------------------------------------- */

static const char *keep(box_writer *self, const char *text)
{
    self->failed = self->failed || text == NULL;
    return text != NULL ? text : "";
}

static const char *number(box_writer *self, double value)
{
    char buffer[ENT_NUMBER_TEXT];

    return keep(self, ent_arena_strdup(&self->arena, ent_number_shortest(value, buffer)));
}

/* The ends of a truncation: an end without limit is infinite. */
static const char *ends(box_writer *self, const ent_boxes_limit *limit)
{
    return keep(self, ent_arena_printf(&self->arena, "%s, %s", isnan(limit->low) ? "-inf" : number(self, limit->low),
                          isnan(limit->high) ? "inf" : number(self, limit->high)));
}

static void add_set(box_writer *self, const char *path, const char *value)
{
    self->set[self->sets++] = keep(self, ent_arena_printf(&self->arena, "%s = %s", path, value));
}

static void add_given(box_writer *self, const char *condition)
{
    self->given = keep(
        self, ent_arena_printf(&self->arena, "%s%s%s", self->given, *self->given != '\0' ? " and " : "", condition));
}

/* --- dependence of a quantity ------------------------------------------------------------------------------------- */

static int is_name(const ent_ast *node, void *context)
{
    (void) context;
    return node->kind == ENT_AST_NAME ? 1 : 0;
}

static bool refers(const ent_ast *formula)
{
    return formula != NULL && ent_ast_walk(formula, is_name, NULL) != 0;
}

/* Whether an entry of `correlations` names a quantity, `name` or as one of all: "*.joins". */
static bool is_coupled(const ent_scenario *scenario, const char *name, const char *all)
{
    for (size_t i = 0; i < scenario->correlations; i++) {
        const ent_correlation *entry = &scenario->correlation[i];
        for (size_t m = 0; m < entry->members; m++) {
            const char *text = entry->among[m]->text;
            if (strcmp(text, name) == 0 || (all != NULL && strcmp(text, all) == 0)) {
                return true;
            }
        }
    }
    return false;
}

/* Whether an assignment is to a path, or to a setting in it or around it. */
static bool touches(const char *assignment, const char *path)
{
    size_t length = strlen(path);
    size_t at;

    while (isspace((unsigned char) *assignment)) {
        assignment++;
    }
    at = strcspn(assignment, " \t\n=");
    return at <= length ? strncmp(assignment, path, at) == 0 && (path[at] == '.' || path[at] == '\0')
                        : strncmp(assignment, path, length) == 0 && assignment[length] == '.';
}

static bool experts_change(const ent_scenario *scenario, const char *path)
{
    for (size_t e = 0; e < scenario->experts; e++) {
        for (size_t i = 0; i < scenario->expert[e].sets; i++) {
            if (touches(scenario->expert[e].set[i].text, path)) {
                return true;
            }
        }
    }
    return false;
}

static bool is_discrete(const ent_ast *distribution)
{
    if (distribution->distribution->shape == ENT_SHAPE_COMPOSITE) {
        for (size_t i = 0; i < distribution->arguments; i++) {
            const ent_ast *argument = distribution->argument[i];
            if (argument->kind == ENT_AST_DISTRIBUTION && !is_discrete(argument)) {
                return false;
            }
        }
        return true;
    }
    return distribution->distribution->shape == ENT_SHAPE_DISCRETE;
}

/* --- factors ------------------------------------------------------------------------------------------------------ */

/* Whether a limit can be put on the factor's own distribution. */
static bool stands_alone(const ent_scenario *scenario, const ent_factor *factor)
{
    const ent_ast *formula = factor->value.formula;

    return formula->kind == ENT_AST_DISTRIBUTION && !refers(formula) && !is_coupled(scenario, factor->label.id, NULL) &&
           !experts_change(scenario, factor->value.path);
}

/* Bytes of a formula. */
typedef struct text_span {
    size_t first, last; /* [first, last) */
} text_span;

/* The bytes of a distribution, and those inside `unknown(…)` where it is written so. The bytes before the distribution
 * are those of the formula as parsed. */
static text_span span_of(const char *text, const ent_ast *node, text_span *inside)
{
    text_span span = {node->offset, node->offset + node->length};
    const char *word = node->unknown ? strstr(text + node->offset, "unknown") : NULL;
    size_t depth = 1;

    *inside = span;
    if (word == NULL) {
        return span;
    }
    span.first = (size_t) (word - text);
    span.last = span.first + strcspn(word, "(") + 1;
    inside->first = span.last;
    while (text[span.last] != '\0' && depth > 0) {
        depth += text[span.last] == '(' ? 1 : 0;
        depth -= text[span.last] == ')' ? 1 : 0;
        span.last++;
    }
    inside->last = span.last - 1;
    return span;
}

static void limit_factor(box_writer *self, const ent_factor *factor, const ent_boxes_limit *limit)
{
    const char *written = factor->value.written;
    text_span span;

    span_of(written, factor->value.formula, &span);
    if (is_discrete(factor->value.formula) && !(limit->lowest < limit->highest)) {
        add_set(self, factor->value.path, number(self, limit->lowest));
        return;
    }
    add_set(self, factor->value.path,
        keep(self, ent_arena_printf(&self->arena, "truncate(%.*s, %s)", (int) (span.last - span.first),
                       written + span.first, ends(self, limit))));
}

/* The condition that a factor is within the limit. */
static const char *factor_condition(box_writer *self, const ent_factor *factor, const ent_boxes_limit *limit)
{
    const char *name = factor->label.id;
    bool low = !isnan(limit->low), high = !isnan(limit->high);

    if (!(limit->lowest < limit->highest)) {
        return keep(self, ent_arena_printf(&self->arena, "%s == %s", name, number(self, limit->lowest)));
    }
    if (low && high) {
        return keep(self, ent_arena_printf(&self->arena, "%s > %s and %s < %s", name, number(self, limit->low), name,
                              number(self, limit->high)));
    }
    return keep(self, ent_arena_printf(&self->arena, "%s %s %s", name, low ? ">" : "<",
                          number(self, low ? limit->low : limit->high)));
}

/* --- unknown(...) ------------------------------------------------------------------------------------------------- */

typedef struct quantity_search {
    const char *path;
    const ent_quantity *found;
} quantity_search;

static int match_path(const ent_quantity *quantity, void *context)
{
    quantity_search *self = context;

    if (strcmp(quantity->path, self->path) == 0) {
        self->found = quantity;
    }
    return ENT_OK;
}

typedef struct node_search {
    size_t ordinal;
    const ent_ast *found;
} node_search;

static int match_ordinal(const ent_ast *node, void *context)
{
    node_search *self = context;

    if (node->kind == ENT_AST_DISTRIBUTION && node->ordinal == self->ordinal) {
        self->found = node;
    }
    return self->found != NULL ? 1 : 0;
}

static const ent_ast *find_node(const ent_ast *formula, size_t ordinal)
{
    node_search search = {.ordinal = ordinal};

    ent_ast_walk(formula, match_ordinal, &search);
    return search.found;
}

static const ent_unknown *unknown_of(const box_writer *self, const ent_boxes_limit *limit)
{
    const ent_box_dimension *dimension = &self->dimension[limit->dimension];

    return dimension->quantity == ENT_BOX_UNKNOWN ? &self->scenario->unknown[dimension->index] : NULL;
}

/* The formula with one distribution between its limits. */
static const char *limit_text(box_writer *self, const char *text, const ent_ast *node, const ent_boxes_limit *limit)
{
    text_span inside;
    text_span span = span_of(text, node, &inside);

    if (is_discrete(node) && !(limit->lowest < limit->highest)) {
        return keep(self, ent_arena_printf(&self->arena, "%.*s(%s)%s", (int) span.first, text,
                              number(self, limit->lowest), text + span.last));
    }
    return keep(
        self, ent_arena_printf(&self->arena, "%.*struncate(%.*s, %s)%s", (int) inside.first, text,
                  (int) (inside.last - inside.first), text + inside.first, ends(self, limit), text + inside.last));
}

/* Sets the formula of a setting with all limits on distributions in it, the last distribution first. */
static void limit_setting(box_writer *self, const char *path)
{
    quantity_search search = {.path = path};
    const char *text;

    ent_scenario_each_quantity(self->scenario, match_path, &search);
    if (search.found == NULL) {
        return;
    }
    text = search.found->written;
    for (size_t l = self->box->limits; l-- > 0;) { /* dimensions are in the order of the distributions */
        const ent_boxes_limit *limit = &self->box->limit[l];
        const ent_unknown *unknown = unknown_of(self, limit);
        const ent_ast *node = unknown != NULL && strcmp(unknown->path, path) == 0
                                  ? find_node(search.found->formula, unknown->ordinal)
                                  : NULL;
        if (node != NULL) {
            text = limit_text(self, text, node, limit);
            self->near = refers(node) || experts_change(self->scenario, path) ? unknown->name : self->near;
        }
    }
    add_set(self, path, text);
}

/* Of several limits in one setting the first one sets it. */
static void limit_unknown(box_writer *self, size_t at)
{
    const char *path = unknown_of(self, &self->box->limit[at])->path;

    for (size_t l = 0; l < at; l++) {
        const ent_unknown *earlier = unknown_of(self, &self->box->limit[l]);
        if (earlier != NULL && strcmp(earlier->path, path) == 0) {
            return;
        }
    }
    limit_setting(self, path);
}

/* --- events and contributors -------------------------------------------------------------------------------------- */

static bool is_constant(const ent_quantity *quantity)
{
    double value;

    return quantity->formula == NULL || ent_ast_constant(quantity->formula, &value);
}

/* The condition that an event happens, or a contributor joins, or does not. */
static const char *flag_condition(box_writer *self, const char *name, const ent_boxes_limit *limit)
{
    return keep(self, ent_arena_printf(&self->arena, "%s%s", limit->lowest > 0.5 ? "" : "not ", name));
}

/* Sets a chance to 1 or 0 if nothing else moves it; else keeps the draws. */
static void limit_chance(
    box_writer *self, const ent_quantity *chance, const char *name, bool alone, const ent_boxes_limit *limit)
{
    bool happens = limit->lowest > 0.5;

    if (alone && is_constant(chance) && !experts_change(self->scenario, chance->path)) {
        add_set(self, chance->path, happens ? "100%" : "0%");
    } else {
        add_given(self, flag_condition(self, name, limit));
    }
}

static void limit_joins(box_writer *self, size_t index, const char *name, const ent_boxes_limit *limit)
{
    const ent_contributor *contributor = &self->scenario->contributor[index];
    bool alone = !is_coupled(self->scenario, name, "*.joins") && contributor->after.formula == NULL &&
                 is_constant(&contributor->requires);

    limit_chance(self, &contributor->joins, name, alone, limit);
}

/* --- the file ----------------------------------------------------------------------------------------------------- */

static void add_limit(box_writer *self, size_t at)
{
    const ent_boxes_limit *limit = &self->box->limit[at];
    const ent_box_dimension *dimension = &self->dimension[limit->dimension];
    const ent_scenario *scenario = self->scenario;

    if (dimension->quantity == ENT_BOX_UNKNOWN) {
        limit_unknown(self, at);
    } else if (dimension->quantity == ENT_BOX_EVENT) {
        const ent_event *event = &scenario->event[dimension->index];
        limit_chance(self, &event->chance, event->label.id, !is_coupled(scenario, event->label.id, NULL), limit);
    } else if (dimension->quantity == ENT_BOX_JOINS) {
        limit_joins(self, dimension->index, dimension->name, limit);
    } else if (stands_alone(scenario, &scenario->factor[dimension->index])) {
        limit_factor(self, &scenario->factor[dimension->index], limit);
    } else {
        add_given(self, factor_condition(self, &scenario->factor[dimension->index], limit));
    }
}

/* --- earlier boxes ------------------------------------------------------------------------------------------------ */

/* Whether no value is within both limits. */
static bool are_apart(const ent_boxes_limit *one, const ent_boxes_limit *other)
{
    return one->dimension == other->dimension && (one->high <= other->low || one->low >= other->high);
}

/* Whether a world can be in both boxes: false for an end without limit. */
static bool overlap(const ent_boxes_box *one, const ent_boxes_box *other)
{
    for (size_t i = 0; i < one->limits; i++) {
        for (size_t k = 0; k < other->limits; k++) {
            if (are_apart(&one->limit[i], &other->limit[k])) {
                return false;
            }
        }
    }
    return true;
}

/* Keeps the draws outside of an earlier box, where formulas can name all that it limits. */
static void leave_out(box_writer *self, const ent_boxes_box *earlier)
{
    const char *all = "";

    for (size_t l = 0; l < earlier->limits; l++) {
        const ent_boxes_limit *limit = &earlier->limit[l];
        const ent_box_dimension *dimension = &self->dimension[limit->dimension];
        const char *condition;
        if (dimension->quantity == ENT_BOX_UNKNOWN) {
            self->near = dimension->name;
            return;
        }
        condition = dimension->quantity == ENT_BOX_FACTOR
                        ? factor_condition(self, &self->scenario->factor[dimension->index], limit)
                        : flag_condition(self, dimension->name, limit);
        all = keep(self, ent_arena_printf(&self->arena, "%s%s%s", all, l > 0 ? " and " : "", condition));
    }
    add_given(self, keep(self, ent_arena_printf(&self->arena, "not (%s)", all)));
}

static void add_condition(box_writer *self)
{
    const ent_quantity *given = &self->scenario->given;

    if (*self->given == '\0') {
        return;
    }
    if (given->formula != NULL && given->given) {
        add_set(self, "given", keep(self, ent_arena_printf(&self->arena, "(%s) and %s", given->written, self->given)));
    } else {
        add_set(self, "given", self->given);
    }
}

int ent_box_scenario_write(const ent_variant_model *variant, const ent_box_dimension *dimension,
    const ent_boxes_box *box, size_t number, const char *head, char **text, size_t *length, const char **near)
{
    box_writer self = {.scenario = &variant->scenario, .dimension = dimension, .box = &box[number], .given = ""};
    int status = ENT_ERR_NO_MEMORY;

    self.set = ent_arena_array(&self.arena, self.box->limits + 1, sizeof(*self.set));
    self.failed = self.set == NULL;
    for (size_t l = 0; !self.failed && l < self.box->limits; l++) {
        add_limit(&self, l);
    }
    for (size_t b = 0; !self.failed && b < number; b++) {
        if (overlap(&box[b], self.box)) {
            leave_out(&self, &box[b]);
        }
    }
    if (!self.failed) {
        add_condition(&self);
    }
    if (!self.failed) {
        status = ent_tree_write(&variant->tree, head, self.set, self.sets, text, length);
    }
    *near = self.near;
    ent_arena_free(&self.arena);
    return status;
}
