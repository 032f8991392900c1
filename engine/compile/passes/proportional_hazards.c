/* Decides whether truces can be simulated event by event. Every hazard must be a sum of products b(month) * m(state),
 * the baseline b being the same for all draws of a world, and nothing else may depend on the month (proportional
 * hazards: Cox 1972, Regression models and life-tables). Then the cumulative hazard between two events is a difference
 * of a table's entries times m, and no month need be visited. */
#include "base/status.h"
#include "compile/passes/passes.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_TERMS = 8 };

/* One product. */
typedef struct term {
    ent_value baseline;   /* depends on the month and at most on the world; ENT_NO_VALUE: 1 */
    ent_value multiplier; /* depends on anything but the month */
} term;

typedef struct terms {
    term item[MOST_TERMS];
    size_t count;
} terms;

typedef struct finder {
    ent_value_graph *graph;
    bool *by_month; /* [nodes] depends on the month itself, not only on a state that changes by month */
    size_t nodes;   /* number of nodes before the pass; nodes added by it are multipliers */
} finder;

/* Arguments precede their readers, so one pass suffices. */
static void mark_by_month(finder *self)
{
    for (size_t v = 0; v < self->nodes; v++) {
        const ent_node *node = &self->graph->node[v];
        bool by_month = node->monthly && node->rate < ENT_RATE_DRAW;
        for (size_t a = 0; a < node->arguments; a++) {
            by_month = by_month || self->by_month[node->argument[a]];
        }
        self->by_month[v] = by_month;
    }
}

static bool is_by_month(const finder *self, ent_value value)
{
    return value != ENT_NO_VALUE && value < self->nodes && self->by_month[value];
}

/* Whether one of `count` values depends on the month; value may be NULL. */
static bool any_by_month(const finder *self, const ent_value *value, size_t count)
{
    for (size_t i = 0; value != NULL && i < count; i++) {
        if (is_by_month(self, value[i])) {
            return true;
        }
    }
    return false;
}

/* Whether a guard counts rows in each month, which requires that each month is visited. */
static bool any_monthly_guard(const finder *self)
{
    for (size_t v = 0; v < self->nodes; v++) {
        const ent_node *node = &self->graph->node[v];
        if (node->kind == ENT_NODE_GUARD && node->monthly && !node->by_round && node->rate == ENT_RATE_DRAW) {
            return true;
        }
    }
    return false;
}

static bool add_term(terms *list, ent_value baseline, ent_value multiplier)
{
    if (list->count == MOST_TERMS) {
        return false;
    }
    list->item[list->count++] = (term){baseline, multiplier};
    return true;
}

static bool split(finder *self, ent_value value, terms *list);

/* Appends the terms of `value` op `factor`, where op is a product or quotient and factor does not depend on the month.
 */
static bool split_scaled(finder *self, ent_op op, ent_value value, ent_value factor, terms *list)
{
    size_t first = list->count;

    if (!split(self, value, list)) {
        return false;
    }
    for (size_t i = first; i < list->count; i++) {
        list->item[i].multiplier = ent_value_graph_binary(self->graph, op, list->item[i].multiplier, factor);
    }
    return true;
}

/* Appends the terms of if(c, a, b): those of a times c, and those of b times not c. */
static bool split_choice(finder *self, const ent_value *argument, terms *list)
{
    ent_value zero = ent_value_graph_constant(self->graph, 0.0);
    size_t first = list->count;
    size_t second;

    if (is_by_month(self, argument[0]) || !split(self, argument[1], list)) {
        return false;
    }
    second = list->count;
    if (!split(self, argument[2], list)) {
        return false;
    }
    if (second == first + 1 && list->count == second + 1 && list->item[first].baseline == list->item[second].baseline) {
        list->item[first].multiplier =
            ent_value_graph_if(self->graph, argument[0], list->item[first].multiplier, list->item[second].multiplier);
        list->count = second;
        return true;
    }
    for (size_t i = first; i < list->count; i++) {
        ent_value multiplier = list->item[i].multiplier;
        list->item[i].multiplier = ent_value_graph_if(
            self->graph, argument[0], i < second ? multiplier : zero, i < second ? zero : multiplier);
    }
    return true;
}

static bool split_product(finder *self, const ent_value *argument, terms *list)
{
    if (!is_by_month(self, argument[1])) {
        return split_scaled(self, ENT_OP_MUL, argument[0], argument[1], list);
    }
    return !is_by_month(self, argument[0]) && split_scaled(self, ENT_OP_MUL, argument[1], argument[0], list);
}

/* Appends the products that add up to `value`; returns false if it is not such a sum, or of more than MOST_TERMS. */
static bool split(finder *self, ent_value value, terms *list)
{
    ent_node node;

    if (value == ENT_NO_VALUE || self->graph->no_memory) {
        return false;
    }
    if (!is_by_month(self, value)) {
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
        return !is_by_month(self, node.argument[1]) &&
               split_scaled(self, ENT_OP_DIV, node.argument[0], node.argument[1], list);
    case ENT_OP_IF:
        return split_choice(self, node.argument, list);
    default:
        return false;
    }
}

/* Cumulative sums require finite baselines and non-negative terms. */
static bool is_summable(const ent_value_graph *graph, const term *item)
{
    const ent_node *multiplier = &graph->node[item->multiplier];
    const ent_node *baseline = item->baseline != ENT_NO_VALUE ? &graph->node[item->baseline] : NULL;

    return multiplier->low >= 0.0 && !multiplier->may_nan &&
           (baseline == NULL ||
               (baseline->low >= 0.0 && isfinite(baseline->high) && !baseline->may_nan && isfinite(multiplier->high)));
}

/* The index of a baseline, which is added if it is new. */
static size_t baseline_index(ent_compiler *self, ent_value baseline)
{
    size_t g = 0;

    while (g < self->hazards.baselines && self->hazards.baseline[g] != baseline) {
        g++;
    }
    if (g == self->hazards.baselines) {
        self->hazards.baseline[self->hazards.baselines++] = baseline;
    }
    return g;
}

/* Splits the hazards of all causes; returns false if one cannot be split. */
static bool split_hazards(ent_compiler *self, finder *find)
{
    size_t causes = self->scenario->causes;
    size_t stride = causes * MOST_TERMS;

    self->hazards.baseline = ent_compile_values(self, stride);
    self->hazards.multiplier = ent_compile_values(self, causes * stride);
    for (size_t c = 0; self->status == ENT_OK && c < causes; c++) {
        terms list = {.count = 0};
        if (!split(find, self->truce.hazard[c], &list)) {
            return false;
        }
        for (size_t i = 0; i < list.count; i++) {
            ent_value *sum;
            if (list.item[i].multiplier == ENT_NO_VALUE || !is_summable(&self->graph, &list.item[i])) {
                return false;
            }
            sum = &self->hazards.multiplier[c * stride + baseline_index(self, list.item[i].baseline)];
            *sum = *sum == ENT_NO_VALUE ? list.item[i].multiplier
                                        : ent_compile_binary(self, ENT_OP_ADD, *sum, list.item[i].multiplier);
        }
    }
    self->hazards.stride = stride;
    return self->status == ENT_OK;
}

/* Whether the cap or a permission of a force depends on the month. */
static bool any_force_by_month(const ent_compiler *self, const finder *find)
{
    for (size_t f = 0; f < self->scenario->forces; f++) {
        if (is_by_month(find, self->name.force[f].cap) || is_by_month(find, self->name.force[f].allowed)) {
            return true;
        }
    }
    return false;
}

/* Whether all values of the truce but the hazards depend on the month only through the state. */
static bool only_hazards_vary_by_month(const ent_compiler *self, const finder *find)
{
    const ent_scenario *scenario = self->scenario;

    return !any_monthly_guard(find) && !any_by_month(find, self->truce.timed_when, scenario->events) &&
           !any_by_month(find, self->truce.timed_rate, scenario->events) &&
           !any_by_month(find, self->truce.leave_rate, scenario->contributors) &&
           !any_by_month(find, self->truce.sends, scenario->contributors) &&
           !any_by_month(find, self->truce.brings, scenario->contributors) && !any_force_by_month(self, find) &&
           !any_by_month(find, self->truce.contained, scenario->causes) &&
           !any_by_month(find, self->name.in_force, scenario->guarantees) &&
           !any_by_month(find, self->guarantee.honoured_chance, scenario->guarantees) &&
           !any_by_month(find, self->guarantee.contains, scenario->guarantees);
}

/* Whether an event of the talks stops in a truce in force. */
static bool any_until(const ent_compiler *self)
{
    for (size_t i = 0; i < self->scenario->events; i++) {
        if (self->truce.timed_until[i] != ENT_NO_VALUE) {
            return true;
        }
    }
    return false;
}

void ent_pass_proportional_hazards(ent_compiler *self)
{
    finder find = {.graph = &self->graph, .nodes = self->graph.count};

    find.by_month = calloc(find.nodes + 1, sizeof(*find.by_month));
    if (find.by_month == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
        return;
    }
    mark_by_month(&find);
    self->model->truce.event_driven = !any_until(self) && self->name.deal_now.agreed == ENT_NO_VALUE &&
                                      self->truce.renews == ENT_NO_VALUE && only_hazards_vary_by_month(self, &find) &&
                                      split_hazards(self, &find);
    free(find.by_month);
}
