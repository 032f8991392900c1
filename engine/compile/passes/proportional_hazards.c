/* Stage 4, whether truces can be followed in episodes: every hazard must be a sum of products T(month) * F(state), T
 * the same for a world, and nothing else may know what month it is. */
#include "compile/compiler.h"

#include "base/status.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_TERMS = 8 };

/* One product: clock depends on the month, and on the world at most (NO_VALUE: 1); strength on all but the month. */
typedef struct term {
    ent_value clock, strength;
} term;

typedef struct terms {
    term item[MOST_TERMS];
    size_t count;
} terms;

typedef struct finder {
    ent_value_graph *graph;
    bool *clocked; /* [nodes]: knows what month it is */
    size_t nodes;  /* those there were at first */
} finder;

/* Arguments come before what reads them, so one pass does. */
static void mark_clocked(finder *self)
{
    for (size_t v = 0; v < self->nodes; v++) {
        const ent_node *node = &self->graph->node[v];
        bool clocked = node->monthly && node->rate < ENT_RATE_DRAW;
        for (size_t a = 0; a < node->arguments; a++) {
            clocked = clocked || self->clocked[node->argument[a]];
        }
        self->clocked[v] = clocked;
    }
}

/* Values of later nodes are strengths, which never are. */
static bool is_clocked(const finder *self, ent_value value)
{
    return value != ENT_NO_VALUE && value < self->nodes && self->clocked[value];
}

static bool any_clocked(const finder *self, const ent_value *value, size_t count)
{
    for (size_t i = 0; value != NULL && i < count; i++) {
        if (is_clocked(self, value[i])) {
            return true;
        }
    }
    return false;
}

/* A guard that counts month by month what it moves. */
static bool any_monthly_guard(const finder *self)
{
    for (size_t v = 0; v < self->nodes; v++) {
        const ent_node *node = &self->graph->node[v];
        if (node->kind == ENT_NODE_GUARD && node->monthly && node->rate == ENT_RATE_DRAW) {
            return true;
        }
    }
    return false;
}

static bool add_term(terms *list, ent_value clock, ent_value strength)
{
    if (list->count == MOST_TERMS) {
        return false;
    }
    list->item[list->count++] = (term){clock, strength};
    return true;
}

static bool split(finder *self, ent_value value, terms *list);

/* The terms of `value`, each times, or divided by, what does not know the month. */
static bool split_scaled(finder *self, ent_op op, ent_value value, ent_value factor, terms *list)
{
    size_t first = list->count;

    if (!split(self, value, list)) {
        return false;
    }
    for (size_t i = first; i < list->count; i++) {
        list->item[i].strength = ent_value_graph_binary(self->graph, op, list->item[i].strength, factor);
    }
    return true;
}

/* if(c, a, b): the terms of a where c holds, those of b where not. */
static bool split_choice(finder *self, const ent_value *argument, terms *list)
{
    ent_value zero = ent_value_graph_constant(self->graph, 0.0);
    size_t first = list->count;
    size_t second;

    if (is_clocked(self, argument[0]) || !split(self, argument[1], list)) {
        return false;
    }
    second = list->count;
    if (!split(self, argument[2], list)) {
        return false;
    }
    if (second == first + 1 && list->count == second + 1 && list->item[first].clock == list->item[second].clock) {
        list->item[first].strength =
            ent_value_graph_if(self->graph, argument[0], list->item[first].strength, list->item[second].strength);
        list->count = second;
        return true;
    }
    for (size_t i = first; i < list->count; i++) {
        ent_value strength = list->item[i].strength;
        list->item[i].strength =
            ent_value_graph_if(self->graph, argument[0], i < second ? strength : zero, i < second ? zero : strength);
    }
    return true;
}

static bool split_product(finder *self, const ent_value *argument, terms *list)
{
    if (!is_clocked(self, argument[1])) {
        return split_scaled(self, ENT_OP_MUL, argument[0], argument[1], list);
    }
    return !is_clocked(self, argument[0]) && split_scaled(self, ENT_OP_MUL, argument[1], argument[0], list);
}

/* Appends the products that `value` is the sum of; false where it is no such sum. */
static bool split(finder *self, ent_value value, terms *list)
{
    ent_node node;

    if (value == ENT_NO_VALUE || self->graph->no_memory) {
        return false;
    }
    if (!is_clocked(self, value)) {
        return add_term(list, ENT_NO_VALUE, value);
    }
    node = self->graph->node[value]; /* a copy: the graph may grow */
    if (node.kind == ENT_NODE_OP && node.op == ENT_OP_MUL && split_product(self, node.argument, list)) {
        return true;
    }
    if (node.rate < ENT_RATE_DRAW) {
        return add_term(list, value, ent_value_graph_constant(self->graph, 1.0));
    }
    if (node.kind != ENT_NODE_OP) {
        return false;
    }
    switch (node.op) {
    case ENT_OP_ADD:
        return split(self, node.argument[0], list) && split(self, node.argument[1], list);
    case ENT_OP_DIV:
        return !is_clocked(self, node.argument[1]) &&
               split_scaled(self, ENT_OP_DIV, node.argument[0], node.argument[1], list);
    case ENT_OP_IF:
        return split_choice(self, node.argument, list);
    default:
        return false;
    }
}

/* Sums over months must make sense: a finite table, and nothing that takes back what has been added. */
static bool is_sound(const ent_value_graph *graph, const term *item)
{
    const ent_node *strength = &graph->node[item->strength];
    const ent_node *clock = item->clock != ENT_NO_VALUE ? &graph->node[item->clock] : NULL;

    return strength->low >= 0.0 && !strength->may_nan &&
           (clock == NULL ||
               (clock->low >= 0.0 && isfinite(clock->high) && !clock->may_nan && isfinite(strength->high)));
}

static size_t clock_number(ent_compiler *self, ent_value clock)
{
    size_t g = 0;

    while (g < self->baselines && self->clock[g] != clock) {
        g++;
    }
    if (g == self->baselines) {
        self->clock[self->baselines++] = clock;
    }
    return g;
}

static bool split_hazards(ent_compiler *self, finder *find)
{
    size_t causes = self->scenario->causes;
    size_t most = causes * MOST_TERMS;

    self->clock = ent_compile_values(self, most);
    self->strength = ent_compile_values(self, causes * most);
    for (size_t c = 0; self->status == ENT_OK && c < causes; c++) {
        terms list = {.count = 0};
        if (!split(find, self->hazard[c], &list)) {
            return false;
        }
        for (size_t i = 0; i < list.count; i++) {
            ent_value *sum;
            if (list.item[i].strength == ENT_NO_VALUE || !is_sound(self->graph, &list.item[i])) {
                return false;
            }
            sum = &self->strength[c * most + clock_number(self, list.item[i].clock)];
            *sum = *sum == ENT_NO_VALUE ? list.item[i].strength
                                        : ent_value_graph_binary(self->graph, ENT_OP_ADD, *sum, list.item[i].strength);
        }
    }
    self->strength_stride = most;
    return self->status == ENT_OK;
}

static bool knows_no_month(const ent_compiler *self, const finder *find)
{
    const ent_scenario *scenario = self->scenario;

    return !any_monthly_guard(find) && !any_clocked(find, self->timed_when, scenario->events) &&
           !any_clocked(find, self->timed_rate, scenario->events) &&
           !any_clocked(find, self->leave_rate, scenario->contributors) &&
           !any_clocked(find, self->sends, scenario->contributors) && !any_clocked(find, &self->cap, 1) &&
           !any_clocked(find, &self->force_allowed, 1) && !any_clocked(find, self->contained, scenario->causes);
}

void ent_pass_proportional_hazards(ent_compiler *self)
{
    finder find = {.graph = self->graph, .nodes = self->graph->count};

    find.clocked = calloc(find.nodes + 1, sizeof(*find.clocked));
    if (find.clocked == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
        return;
    }
    mark_clocked(&find);
    self->model->truce.event_driven = knows_no_month(self, &find) && split_hazards(self, &find);
    free(find.clocked);
}
