#include "compile/value_graph.h"

#include "base/status.h"
#include "compile/value_bounds.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    BUCKETS = 16384,
    FIRST_NODES = 256,
    NO_MEMORY_NODE = 0,
    MOST_ARGUMENTS = 4 /* of an operator */,
    MOST_PARAMETERS = 15
};

int ent_value_graph_init(ent_value_graph *self, ent_arena *arena, const ent_kernels *kernels)
{
    *self = (ent_value_graph){.arena = arena, .kernels = kernels};
    self->bucket = calloc(BUCKETS, sizeof(*self->bucket));
    self->buckets = BUCKETS;
    self->node = calloc(FIRST_NODES, sizeof(*self->node));
    if (self->bucket == NULL || self->node == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    self->capacity = FIRST_NODES;
    self->node[NO_MEMORY_NODE] =
        (ent_node){.kind = ENT_NODE_INPUT, .index = UINT32_MAX, .low = -INFINITY, .high = INFINITY};
    self->count = 1;
    return ENT_OK;
}

/* Returns the node that stands in for one that could not be allocated, so that compiling can go on without a test at
 * every step. */
static ent_value no_memory(ent_value_graph *self)
{
    self->no_memory = true;
    return NO_MEMORY_NODE;
}

void ent_value_graph_free(ent_value_graph *self)
{
    free(self->node);
    free(self->bucket);
    *self = (ent_value_graph){0};
}

static ent_value add_node(ent_value_graph *self, const ent_node *node)
{
    if (self->count == self->capacity) {
        size_t capacity = 2 * self->capacity;
        ent_node *grown = realloc(self->node, capacity * sizeof(*grown));
        if (grown == NULL) {
            return no_memory(self);
        }
        self->node = grown;
        self->capacity = capacity;
    }
    self->node[self->count] = *node;
    return (ent_value) self->count++;
}

bool ent_value_graph_is_constant(const ent_value_graph *self, ent_value value, double *constant)
{
    if (value == ENT_NO_VALUE || self->node[value].kind != ENT_NODE_CONSTANT) {
        return false;
    }
    if (constant != NULL) {
        *constant = self->node[value].constant;
    }
    return true;
}

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash ^= word + 0x9E3779B97F4A7C15U + (hash << 6) + (hash >> 2);
    return hash * 0xFF51AFD7ED558CCDU;
}

static uint64_t hash_node(const ent_node *node)
{
    uint64_t bits;
    uint64_t hash = mix((uint64_t) node->kind, (uint64_t) node->op);

    memcpy(&bits, &node->constant, sizeof(bits));
    hash = mix(mix(hash, bits), node->key);
    for (size_t i = 0; i < node->arguments; i++) {
        hash = mix(hash, node->argument[i]);
    }
    return hash ^ (hash >> 29);
}

/* Constants are compared by bits: -0 and 0 differ, and a NaN equals itself. */
static uint64_t bits_of(double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof(bits));
    return bits;
}

static bool same_node(const ent_node *a, const ent_node *b)
{
    return a->kind == b->kind && a->op == b->op && bits_of(a->constant) == bits_of(b->constant) && a->key == b->key &&
           a->rate == b->rate && a->arguments == b->arguments &&
           (a->arguments == 0 || memcmp(a->argument, b->argument, a->arguments * sizeof(*a->argument)) == 0);
}

static ent_value add_copy(ent_value_graph *self, ent_node *node)
{
    ent_value *copy = ent_arena_array(self->arena, node->arguments, sizeof(*copy));

    if (copy == NULL) {
        return no_memory(self);
    }
    if (node->arguments > 0) {
        memcpy(copy, node->argument, node->arguments * sizeof(*copy));
    }
    node->argument = copy;
    return add_node(self, node);
}

/* Returns the equal node if there is one (constants, operators and uniforms), else adds it. A table that is three
 * quarters full takes no further nodes; these are then not shared, which costs only time. */
static ent_value intern(ent_value_graph *self, ent_node *node)
{
    size_t slot = hash_node(node) % self->buckets;
    ent_value made;

    while (self->bucket[slot] != 0) {
        if (same_node(&self->node[self->bucket[slot] - 1], node)) {
            return self->bucket[slot] - 1;
        }
        slot = (slot + 1) % self->buckets;
    }
    made = add_copy(self, node);
    if (made != NO_MEMORY_NODE && self->interned < self->buckets / 4 * 3) {
        self->bucket[slot] = made + 1;
        self->interned++;
    }
    return made;
}

ent_value ent_value_graph_constant(ent_value_graph *self, double value)
{
    ent_node node = {
        .kind = ENT_NODE_CONSTANT, .constant = value, .low = value, .high = value, .may_nan = isnan(value) != 0};

    return intern(self, &node);
}

static ent_value fold(ent_value_graph *self, ent_op op, const ent_value *argument, size_t arguments)
{
    double in[MOST_ARGUMENTS];
    const double *pointer[MOST_ARGUMENTS];
    double out = 0.0;

    for (size_t i = 0; i < arguments; i++) {
        in[i] = self->node[argument[i]].constant;
        pointer[i] = &in[i];
    }
    self->kernels->op[op](1, &out, pointer);
    return ent_value_graph_constant(self, out);
}

static bool is_truth(const ent_node *node)
{
    return node->kind == ENT_NODE_OP && node->op >= ENT_OP_EQ && node->op <= ENT_OP_NOT;
}

/* Removes neutral operands (x * 1, x + 0, x and true, …), which formulas with constant switches produce. Returns
 * ENT_NO_VALUE if nothing can be removed. */
static ent_value simplify(const ent_value_graph *self, ent_op op, const ent_value *argument)
{
    double c;
    bool first = ent_value_graph_is_constant(self, argument[0], &c);
    ent_value other = first ? argument[1] : argument[0];

    if (!first && !ent_value_graph_is_constant(self, argument[1], &c)) {
        return ENT_NO_VALUE;
    }
    if ((op == ENT_OP_MUL && c == 1.0) || (op == ENT_OP_ADD && c == 0.0) ||
        (op == ENT_OP_MIN && c == (double) INFINITY)) {
        return other;
    }
    if ((op == ENT_OP_SUB && !first && c == 0.0) || (op == ENT_OP_DIV && !first && c == 1.0)) {
        return other;
    }
    if (is_truth(&self->node[other]) &&
        ((op == ENT_OP_AND && c != 0.0 && !isnan(c)) || (op == ENT_OP_NE && c == 0.0))) {
        return other;
    }
    return ENT_NO_VALUE;
}

/* Whether a value is computed once per world at most. */
static bool is_early(const ent_value_graph *self, ent_value value)
{
    return self->node[value].rate < ENT_RATE_DRAW && !self->node[value].monthly;
}

static bool is_choice_of_constants(const ent_value_graph *self, const ent_node *node)
{
    return ent_value_graph_is_constant(self, node->argument[1], NULL) &&
           ent_value_graph_is_constant(self, node->argument[2], NULL);
}

/* A choice between constants, or a draw's choice between values known before the draw. The latter is not pushed into
 * powers, which split_power handles. */
static bool is_choice(const ent_value_graph *self, const ent_node *node, ent_op op)
{
    if (node->kind != ENT_NODE_OP || node->op != ENT_OP_IF) {
        return false;
    }
    return is_choice_of_constants(self, node) ||
           (op != ENT_OP_POW && self->node[node->argument[0]].rate == ENT_RATE_DRAW &&
               is_early(self, node->argument[1]) && is_early(self, node->argument[2]));
}

/* Index of the only argument that is a choice, if the other arguments are known before the choice is made; else
 * SIZE_MAX. */
static size_t find_choice(const ent_value_graph *self, ent_op op, const ent_value *argument, size_t arguments)
{
    size_t choice = SIZE_MAX;

    for (size_t i = 0; i < arguments; i++) {
        if (is_choice(self, &self->node[argument[i]], op)) {
            if (choice != SIZE_MAX) {
                return SIZE_MAX;
            }
            choice = i;
        }
    }
    for (size_t i = 0; i < arguments && choice != SIZE_MAX; i++) {
        bool early = op != ENT_OP_POW && self->node[self->node[argument[choice]].argument[0]].rate == ENT_RATE_DRAW &&
                     is_early(self, argument[i]);
        if (i != choice && !early && !ent_value_graph_is_constant(self, argument[i], NULL)) {
            return SIZE_MAX;
        }
    }
    return choice;
}

/* Rewrites f(if(c, 2, x), 4) as if(c, f(2, 4), f(x, 4)), so that both branches are computed at their own, slower rate.
 * Returns ENT_NO_VALUE where that does not apply. */
static ent_value push_into_choice(ent_value_graph *self, ent_op op, const ent_value *argument, size_t arguments)
{
    size_t choice = arguments <= 2 ? find_choice(self, op, argument, arguments) : SIZE_MAX;
    ent_value branch[2];
    ent_value copy[3];
    ent_value condition;

    if (choice == SIZE_MAX) {
        return ENT_NO_VALUE;
    }
    condition = self->node[argument[choice]].argument[0];
    branch[0] = self->node[argument[choice]].argument[1];
    branch[1] = self->node[argument[choice]].argument[2];
    for (size_t b = 0; b < 2; b++) {
        for (size_t i = 0; i < arguments; i++) {
            copy[i] = i == choice ? branch[b] : argument[i];
        }
        branch[b] = ent_value_graph_op(self, op, copy, arguments);
    }
    return ent_value_graph_if(self, condition, branch[0], branch[1]);
}

/* Whether a is computed less often than b: at a slower rate, or not by month. */
static bool is_slower(const ent_node *a, const ent_node *b)
{
    return a->rate <= b->rate && a->monthly <= b->monthly && (a->rate < b->rate || a->monthly < b->monthly);
}

/* Rewrites x^y as exp(y log x) where x >= 0 is computed less often than y, so that the logarithm is taken at the rate
 * of x. Returns ENT_NO_VALUE where that does not apply. */
static ent_value split_power(ent_value_graph *self, const ent_value *argument)
{
    const ent_node *x = &self->node[argument[0]];
    ent_value log_x;

    if (x->may_nan || !(x->low >= 0.0) || !is_slower(x, &self->node[argument[1]])) {
        return ENT_NO_VALUE;
    }
    log_x = ent_value_graph_unary(self, ENT_OP_LOG, argument[0]);
    return ent_value_graph_binary(self, ENT_OP_POW_OF_LOG, argument[1], log_x);
}

static void set_bounds(const ent_value_graph *self, ent_node *node)
{
    ent_bounds argument[MOST_ARGUMENTS];
    ent_bounds bounds;

    for (size_t i = 0; i < node->arguments; i++) {
        const ent_node *in = &self->node[node->argument[i]];
        argument[i] = (ent_bounds){in->low, in->high, in->may_nan};
    }
    bounds = ent_bounds_of(node->op, argument, node->arguments);
    node->low = bounds.low;
    node->high = bounds.high;
    node->may_nan = bounds.may_nan;
}

ent_value ent_value_graph_op(ent_value_graph *self, ent_op op, const ent_value *argument, size_t arguments)
{
    ent_node node = {.kind = ENT_NODE_OP, .op = op, .arguments = arguments, .argument = (ent_value *) argument};
    bool all_constant = true;
    ent_value simple;

    for (size_t i = 0; i < arguments; i++) {
        const ent_node *in;
        if (argument[i] == ENT_NO_VALUE) {
            return ENT_NO_VALUE;
        }
        in = &self->node[argument[i]];
        all_constant = all_constant && in->kind == ENT_NODE_CONSTANT;
        node.rate = in->rate > node.rate ? in->rate : node.rate;
        node.monthly = node.monthly || in->monthly;
        node.by_round = node.by_round || in->by_round;
    }
    if (all_constant) {
        return fold(self, op, argument, arguments);
    }
    if (op == ENT_OP_IF && ent_value_graph_is_constant(self, argument[0], NULL)) {
        double truth = self->node[argument[0]].constant;
        return truth != 0.0 && !isnan(truth) ? argument[1] : argument[2];
    }
    simple = arguments == 2 ? simplify(self, op, argument) : ENT_NO_VALUE;
    if (simple == ENT_NO_VALUE) {
        simple = push_into_choice(self, op, argument, arguments);
    }
    if (simple == ENT_NO_VALUE && op == ENT_OP_POW && arguments == 2) {
        simple = split_power(self, argument);
    }
    if (simple != ENT_NO_VALUE) {
        return simple;
    }
    set_bounds(self, &node);
    return intern(self, &node);
}

ent_value ent_value_graph_unary(ent_value_graph *self, ent_op op, ent_value a)
{
    ent_value argument[3] = {a, a, a};

    return ent_value_graph_op(self, op, argument, 1);
}

ent_value ent_value_graph_binary(ent_value_graph *self, ent_op op, ent_value a, ent_value b)
{
    ent_value argument[3] = {a, b, b};

    return ent_value_graph_op(self, op, argument, 2);
}

ent_value ent_value_graph_if(ent_value_graph *self, ent_value condition, ent_value yes, ent_value no)
{
    ent_value argument[3] = {condition, yes, no};

    return ent_value_graph_op(self, ENT_OP_IF, argument, 3);
}

ent_value ent_value_graph_uniform(ent_value_graph *self, uint64_t key, ent_rate rate)
{
    ent_node node = {.kind = ENT_NODE_UNIFORM, .key = key, .rate = rate, .low = 0.0, .high = 1.0};

    return intern(self, &node);
}

ent_value ent_value_graph_input(
    ent_value_graph *self, uint32_t index, ent_rate rate, bool monthly, double low, double high)
{
    ent_node node = {
        .kind = ENT_NODE_INPUT, .index = index, .rate = rate, .monthly = monthly, .low = low, .high = high};

    return add_node(self, &node);
}

static ent_value add_with_arguments(ent_value_graph *self, ent_node *node, const ent_value *argument, size_t arguments)
{
    node->argument = ent_arena_array(self->arena, arguments, sizeof(*node->argument));
    node->arguments = arguments;
    if (node->argument == NULL) {
        return no_memory(self);
    }
    for (size_t i = 0; i < arguments; i++) {
        if (argument[i] == ENT_NO_VALUE) {
            return ENT_NO_VALUE;
        }
        node->argument[i] = argument[i];
        node->rate = self->node[argument[i]].rate > node->rate ? self->node[argument[i]].rate : node->rate;
        node->monthly = node->monthly || self->node[argument[i]].monthly;
        node->by_round = node->by_round || self->node[argument[i]].by_round;
    }
    return add_node(self, node);
}

ent_value ent_value_graph_sample(
    ent_value_graph *self, const ent_dist *dist, ent_value argument, bool from_z, double low, double high)
{
    ent_node node = {.kind = from_z ? ENT_NODE_SAMPLE_Z : ENT_NODE_SAMPLE, .dist = dist, .low = low, .high = high};

    return add_with_arguments(self, &node, &argument, 1);
}

ent_value ent_value_graph_sample_row(ent_value_graph *self, const ent_distribution_kind *kind, ent_value uniform,
    const ent_value *parameter, size_t parameters)
{
    ent_node node = {
        .kind = ENT_NODE_SAMPLE_ROW, .row_kind = kind, .low = -INFINITY, .high = INFINITY, .may_nan = true};
    ent_value argument[MOST_PARAMETERS + 1];

    if (parameters > MOST_PARAMETERS) {
        return no_memory(self);
    }
    argument[0] = uniform;
    for (size_t i = 0; i < parameters; i++) {
        argument[i + 1] = parameter[i];
    }
    return add_with_arguments(self, &node, argument, parameters + 1);
}

ent_value ent_value_graph_guard(ent_value_graph *self, ent_value argument, double low, double high, uint32_t guard)
{
    ent_node node = {.kind = ENT_NODE_GUARD, .low = low, .high = high, .index = guard};
    const ent_node *inner;

    if (argument == ENT_NO_VALUE) {
        return argument;
    }
    inner = &self->node[argument];
    if (inner->kind == ENT_NODE_CONSTANT || (!inner->may_nan && inner->low >= low && inner->high <= high)) {
        return argument;
    }
    return add_with_arguments(self, &node, &argument, 1);
}

static const char *check_arguments(const ent_value_graph *self, size_t value)
{
    const ent_node *node = &self->node[value];

    for (size_t a = 0; a < node->arguments; a++) {
        const ent_node *in = &self->node[node->argument[a]];
        if (node->argument[a] >= value) {
            return "an argument does not precede its reader";
        }
        if (in->rate > node->rate || (in->monthly && !node->monthly)) {
            return "a value is computed less often than its argument";
        }
    }
    return NULL;
}

const char *ent_value_graph_check(const ent_value_graph *self)
{
    for (size_t v = 0; v < self->count; v++) {
        const ent_node *node = &self->node[v];
        const char *wrong = check_arguments(self, v);
        if (wrong != NULL) {
            return wrong;
        }
        if (!(node->low <= node->high) && !node->may_nan) {
            return "the bounds of a value are not in order";
        }
        if (node->kind == ENT_NODE_CONSTANT &&
            !(isnan(node->constant) ? node->may_nan : node->low <= node->constant && node->constant <= node->high)) {
            return "a constant lies outside its bounds";
        }
    }
    return NULL;
}
