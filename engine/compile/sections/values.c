/* `values`: names for formulas. A setting that reads one compiles its formula in place (expressions/formulas.c), so a
 * value is known when all that it reads is known. The names that each reads are found first, through other values too.
 */
#include "base/status.h"
#include "compile/expressions/condition_check.h"
#include "compile/expressions/quantities.h"
#include "compile/sections/sections.h"
#include "compile/sections/topological_order.h"

#include <string.h>

/* --- how often a name changes ------------------------------------------------------------------------------------- */

static ent_named_rate rate_of_event(const ent_event *event)
{
    return !event->timed ? ENT_NAMED_DRAW : event->during == ENT_DURING_TALKS ? ENT_NAMED_ROUND : ENT_NAMED_MONTH;
}

static ent_named_rate rate_of_name(const ent_compiler *self, const char *text)
{
    ent_name name = ent_name_find(self->scenario, text);

    switch (name.kind) {
    case ENT_NAME_UNKNOWN:
        return ENT_NAMED_CONSTANT;
    case ENT_NAME_FACTOR:
        return ENT_NAMED_WORLD;
    case ENT_NAME_VALUE:
        return self->reads[name.index].rate;
    case ENT_NAME_EVENT:
        return rate_of_event(&self->scenario->event[name.index]);
    case ENT_NAME_CALENDAR:
        return ENT_NAMED_ROUND;
    default:
        return ent_name_is_monthly(name, self->scenario) ? ENT_NAMED_MONTH : ENT_NAMED_DRAW;
    }
}

static ent_named_rate rate_of_node(const ent_compiler *self, const ent_ast *node)
{
    if (node->kind == ENT_AST_NAME) {
        return rate_of_name(self, node->text);
    }
    if (node->kind == ENT_AST_DISTRIBUTION) {
        return node->unknown ? ENT_NAMED_WORLD : ENT_NAMED_DRAW;
    }
    return node->kind == ENT_AST_CALL && node->function == ENT_FN_WEIBULL_HAZARD ? ENT_NAMED_MONTH : ENT_NAMED_CONSTANT;
}

/* --- names that a value reads ------------------------------------------------------------------------------------- */

typedef struct read_search {
    ent_compiler *compiler;
    ent_reads *reads;
    size_t capacity;
    size_t own; /* height of the formula in hand */
} read_search;

static bool is_same(const ent_compiler *self, const ent_ast *a, const ent_ast *b)
{
    ent_name one, other;

    if (a->kind != ENT_AST_NAME || b->kind != ENT_AST_NAME) {
        return a->kind == b->kind;
    }
    one = ent_name_find(self->scenario, a->text);
    other = ent_name_find(self->scenario, b->text);
    return one.kind == other.kind && one.index == other.index;
}

static void add_name(read_search *self, const ent_ast *node)
{
    ent_reads *reads = self->reads;

    for (size_t i = 0; i < reads->names; i++) {
        if (is_same(self->compiler, reads->name[i], node)) {
            return;
        }
    }
    if (reads->names == self->capacity) {
        size_t capacity = self->capacity == 0 ? 8 : 2 * self->capacity;
        const ent_ast **grown = ent_compile_array(self->compiler, capacity, sizeof(*grown));
        if (grown == NULL) {
            return;
        }
        if (reads->names > 0) {
            memcpy(grown, reads->name, reads->names * sizeof(*grown));
        }
        reads->name = grown;
        self->capacity = capacity;
    }
    reads->name[reads->names++] = node;
}

/* Takes over the names that another value reads. */
static void add_reads(read_search *self, const ent_reads *other)
{
    size_t height = self->own + other->height;

    for (size_t i = 0; i < other->names; i++) {
        add_name(self, other->name[i]);
    }
    self->reads->drawn = self->reads->drawn || other->drawn;
    self->reads->circular = self->reads->circular || other->circular;
    self->reads->height = self->reads->height > height ? self->reads->height : height;
}

static int see_node(const ent_ast *node, void *context)
{
    read_search *self = context;
    ent_named_rate rate = rate_of_node(self->compiler, node);
    ent_name name = {ENT_NAME_UNKNOWN, 0};

    if (node->kind == ENT_AST_NAME) {
        name = ent_name_find(self->compiler->scenario, node->text);
    }
    self->reads->rate = rate > self->reads->rate ? rate : self->reads->rate;
    if (name.kind == ENT_NAME_VALUE) {
        add_reads(self, &self->compiler->reads[name.index]);
    } else if (name.kind != ENT_NAME_UNKNOWN ||
               (node->kind == ENT_AST_CALL && node->function == ENT_FN_WEIBULL_HAZARD)) {
        add_name(self, node);
    }
    self->reads->drawn = self->reads->drawn || (node->kind == ENT_AST_DISTRIBUTION && !node->unknown);
    return 0;
}

static const ent_quantity *quantity_of(const ent_scenario *scenario, size_t i)
{
    return &scenario->named[i].value;
}

static const char *id_of(const ent_scenario *scenario, size_t i)
{
    return scenario->named[i].label.id;
}

/* Called after the values that it reads. */
static void read_value(ent_compiler *self, size_t i)
{
    const ent_quantity *quantity = quantity_of(self->scenario, i);
    ent_reads *reads = &self->reads[i];
    read_search search = {.compiler = self, .reads = reads, .own = quantity->formula->height};

    reads->height = search.own;
    ent_ast_walk(quantity->formula, see_node, &search);
    if (!reads->circular && reads->height > ENT_FORMULA_HEIGHT) {
        reads->circular = true;
        ent_compile_error(self, quantity, NULL, "write some of the formulas out, or take steps away",
            "the formula is too deep, with the values that it refers to: more than %d steps", ENT_FORMULA_HEIGHT);
    }
    self->model->named[i] = (ent_named_plan){
        .at = ENT_NO_REGISTER, .by_draw = reads->rate == ENT_NAMED_DRAW, .changes = reads->rate > ENT_NAMED_DRAW};
}

void ent_compile_reads(ent_compiler *self)
{
    size_t count = self->scenario->nameds;
    ent_section section = {
        .kind = ENT_NAME_VALUE, .count = count, .quantity = quantity_of, .id = id_of, .finish = read_value};

    if (count == 0) {
        return;
    }
    section.circular = ent_compile_array(self, count, sizeof(*section.circular));
    self->model->named = ent_compile_array(self, count, sizeof(*self->model->named));
    if (section.circular != NULL && self->model->named != NULL) {
        ent_compile_in_topological_order(self, &section);
    }
    for (size_t i = 0; section.circular != NULL && i < count; i++) {
        self->reads[i].circular = self->reads[i].circular || section.circular[i];
    }
}

/* A walk that visits the formulas of values too. */
typedef struct deep_walk {
    const ent_compiler *compiler;
    ent_ast_visitor visit;
    void *context;
} deep_walk;

static int visit_deep(const ent_ast *node, void *context)
{
    const deep_walk *self = context;
    ent_name name = {ENT_NAME_UNKNOWN, 0};
    int result = 0;

    if (node->kind == ENT_AST_NAME) {
        name = ent_name_find(self->compiler->scenario, node->text);
    }
    if (name.kind != ENT_NAME_VALUE) {
        return self->visit(node, self->context);
    }
    for (size_t i = 0; i < self->compiler->reads[name.index].names && result == 0; i++) {
        result = self->visit(self->compiler->reads[name.index].name[i], self->context);
    }
    return result;
}

int ent_compile_walk(const ent_compiler *self, const ent_ast *ast, ent_ast_visitor visit, void *context)
{
    deep_walk walk = {.compiler = self, .visit = visit, .context = context};

    return self->scenario->nameds == 0 ? ent_ast_walk(ast, visit, context) : ent_ast_walk(ast, visit_deep, &walk);
}

const ent_ast *ent_compile_behind_names(const ent_compiler *self, const ent_ast *ast)
{
    while (ast->kind == ENT_AST_NAME) {
        ent_name name = ent_name_find(self->scenario, ast->text);
        if (name.kind != ENT_NAME_VALUE || self->reads[name.index].circular) {
            break;
        }
        ast = self->scenario->named[name.index].value.formula;
    }
    return ast;
}

/* --- values ------------------------------------------------------------------------------------------------------- */

/* The first name in the arguments of a distribution whose value changes by round or month; NULL for none. */
typedef struct argument_search {
    const ent_compiler *compiler;
    const ent_ast *found;
} argument_search;

static int find_changing(const ent_ast *node, void *context)
{
    argument_search *self = context;

    if (node->kind == ENT_AST_NAME && rate_of_name(self->compiler, node->text) > ENT_NAMED_DRAW) {
        self->found = node;
    }
    return self->found != NULL;
}

/* A distribution is drawn once, whoever reads the value, so its arguments may not change meanwhile. */
static int check_distribution(const ent_ast *node, void *context)
{
    ent_compiler *self = context;
    argument_search search = {.compiler = self};

    if (node->kind != ENT_AST_DISTRIBUTION) {
        return 0;
    }
    for (size_t i = 0; i < node->arguments && search.found == NULL; i++) {
        if (ent_ast_walk(node->argument[i], find_changing, &search) != 0) {
            ent_compile_error(self, self->setting.quantity, node->argument[i],
                "draw a constant spread and scale it outside the distribution",
                "a distribution is drawn once a draw, so its arguments may not change from %s",
                rate_of_name(self, search.found->text) == ENT_NAMED_ROUND ? "round to round" : "month to month");
        }
    }
    return search.found != NULL;
}

/* Whether a value changes by month and is known in each month of the truce, so that `check` shows that of month 1. */
static bool is_known_by_month(const ent_compiler *self, size_t i)
{
    const ent_reads *reads = &self->reads[i];
    bool known = reads->rate == ENT_NAMED_MONTH && !reads->circular;

    for (size_t k = 0; k < reads->names && known; k++) {
        if (reads->name[k]->kind == ENT_AST_NAME) {
            ent_name name = ent_name_find(self->scenario, reads->name[k]->text);
            known = ent_name_time(name, self->event_time) < ENT_TIME_TRUCE;
        }
    }
    return known;
}

void ent_compile_named_values(ent_compiler *self)
{
    const ent_scenario *scenario = self->scenario;

    for (size_t i = 0; i < scenario->nameds; i++) {
        const ent_quantity *quantity = &scenario->named[i].value;
        bool monthly = is_known_by_month(self, i);
        if (self->reads[i].circular) {
            self->name.named[i] = ent_compile_unknown(self);
            continue;
        }
        if (monthly) {
            ent_compile_at(self, ENT_TIME_EVENT_4, scenario->events, true); /* as a hazard sees it */
            (void) ent_compile_named_value(self, quantity, true);
        }
        ent_compile_at(self, ENT_TIME_OUTCOME, 0, true);
        self->name.named[i] = ent_compile_named_value(self, quantity, !monthly);
        self->model->named[i].condition = ent_compile_is_condition(self, quantity->formula);
        if (!quantity->wrong) {
            ent_ast_walk(quantity->formula, check_distribution, self);
        }
    }
}
