#include "model/graph.h"

#include "base/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BUCKETS = 16384, FIRST_NODES = 256, NO_MEMORY_NODE = 0 };

int ent_graph_init(ent_graph *self, ent_arena *arena, const ent_kernels *kernels)
{
    *self = (ent_graph){.arena = arena, .kernels = kernels};
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

/* Stands in for a node that could not be made, so that compiling may go on to its end without looking. */
static ent_value no_memory(ent_graph *self)
{
    self->no_memory = true;
    return NO_MEMORY_NODE;
}

void ent_graph_free(ent_graph *self)
{
    free(self->node);
    free(self->bucket);
    *self = (ent_graph){0};
}

static ent_value add_node(ent_graph *self, const ent_node *node)
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

bool ent_graph_is_constant(const ent_graph *self, ent_value value, double *constant)
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

/* By bits: -0 and 0 are two constants, and a NaN equals itself. */
static uint64_t bits_of(double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof(bits));
    return bits;
}

static bool same_node(const ent_node *a, const ent_node *b)
{
    return a->kind == b->kind && a->op == b->op && bits_of(a->constant) == bits_of(b->constant) && a->key == b->key && a->rate == b->rate && a->arguments == b->arguments &&
        (a->arguments == 0 || memcmp(a->argument, b->argument, a->arguments * sizeof(*a->argument)) == 0);
}

static ent_value add_copy(ent_graph *self, ent_node *node)
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

/* Constants, operators and uniforms are interned. A table three quarters full takes no more: that only costs time. */
static ent_value intern(ent_graph *self, ent_node *node)
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

ent_value ent_graph_constant(ent_graph *self, double value)
{
    ent_node node = {.kind = ENT_NODE_CONSTANT, .constant = value, .low = value, .high = value,
        .may_nan = isnan(value) != 0};

    return intern(self, &node);
}

typedef struct bounds {
    double low, high;
    bool may_nan;
} bounds;

static const bounds anything = {-INFINITY, INFINITY, true};

static bool finite_bounds(const ent_node *a)
{
    return isfinite(a->low) && isfinite(a->high);
}

/* Finite, and never 0: times infinity that is no NaN. */
static bool is_factor(const ent_node *a)
{
    return finite_bounds(a) && (a->low > 0.0 || a->high < 0.0);
}

static bounds bounds_of_product(const ent_node *a, const ent_node *b)
{
    double p[4];
    bounds result;

    if (!(finite_bounds(a) && finite_bounds(b)) && !is_factor(a) && !is_factor(b)) {
        if (a->low >= 0.0 && b->low >= 0.0) { /* 0 * inf is the only NaN */
            return (bounds){0.0, INFINITY, true};
        }
        return anything;
    }
    p[0] = a->low * b->low;
    p[1] = a->low * b->high;
    p[2] = a->high * b->low;
    p[3] = a->high * b->high;
    result = (bounds){fmin(fmin(p[0], p[1]), fmin(p[2], p[3])), fmax(fmax(p[0], p[1]), fmax(p[2], p[3])), false};
    return result;
}

/* Bounds only say what may be left out, so libm will do: with room for its rounding. */
static double just_below(double x)
{
    return x - 1e-9 * fabs(x);
}

static double just_above(double x)
{
    return x + 1e-9 * fabs(x);
}

static bounds bounds_of_log(const ent_node *a)
{
    return (bounds){a->low > 0.0 ? just_below(log(a->low)) : -INFINITY, a->high > 0.0 ? just_above(log(a->high)) : INFINITY,
        a->low < 0.0};
}

/* Of a positive base: exp(b log a). */
static bounds bounds_of_power(const ent_node *a, const ent_node *b)
{
    double corner[4];

    if (!(a->low > 0.0) || !finite_bounds(a) || !finite_bounds(b)) {
        return anything;
    }
    corner[0] = b->low * log(a->low);
    corner[1] = b->low * log(a->high);
    corner[2] = b->high * log(a->low);
    corner[3] = b->high * log(a->high);
    return (bounds){exp(fmin(fmin(corner[0], corner[1]), fmin(corner[2], corner[3]))) * 0.999,
        exp(fmax(fmax(corner[0], corner[1]), fmax(corner[2], corner[3]))) * 1.001, false};
}

static bounds bounds_of_arithmetic(ent_op op, const ent_node *a, const ent_node *b)
{
    switch (op) {
    case ENT_OP_ADD:
        return (bounds){a->low + b->low, a->high + b->high,
            !(finite_bounds(a) || finite_bounds(b)) && !(a->low >= 0.0 && b->low >= 0.0)};
    case ENT_OP_SUB:
        return (bounds){a->low - b->high, a->high - b->low, !(finite_bounds(a) || finite_bounds(b))};
    case ENT_OP_MUL:
        return bounds_of_product(a, b);
    case ENT_OP_DIV:
        if (a->low >= 0.0 && b->low > 0.0 && (isfinite(a->high) || isfinite(b->high))) {
            return (bounds){0.0, a->high / b->low, false};
        }
        return anything;
    case ENT_OP_MIN:
        return (bounds){fmin(a->low, b->low), fmin(a->high, b->high), false};
    case ENT_OP_MAX:
        return (bounds){fmax(a->low, b->low), fmax(a->high, b->high), false};
    case ENT_OP_POW:
        return bounds_of_power(a, b);
    default:
        return anything;
    }
}

static bounds bounds_of_unary(ent_op op, const ent_node *a)
{
    switch (op) {
    case ENT_OP_NEG:
        return (bounds){-a->high, -a->low, false};
    case ENT_OP_ABS:
        return (bounds){0.0, fmax(fabs(a->low), fabs(a->high)), false};
    case ENT_OP_EXP:
        return (bounds){exp(a->low) * 0.999, exp(a->high) * 1.001, false};
    case ENT_OP_SQRT:
        return (bounds){0.0, INFINITY, a->low < 0.0};
    case ENT_OP_LOG:
        return bounds_of_log(a);
    case ENT_OP_FLOOR:
        return (bounds){floor(a->low), a->high, false};
    case ENT_OP_LOGISTIC:
    case ENT_OP_NORMAL_CDF:
        return (bounds){0.0, 1.0, false};
    case ENT_OP_NORMAL_QUANTILE:
    case ENT_OP_LOGIT:
        return (bounds){-INFINITY, INFINITY, a->low < 0.0 || a->high > 1.0};
    case ENT_OP_NEG_LOG:
        return (bounds){a->high <= 1.0 ? 0.0 : -INFINITY, INFINITY, a->low < 0.0};
    case ENT_OP_LOG1P:
        return (bounds){-INFINITY, INFINITY, a->low < -1.0};
    default:
        return anything;
    }
}

/* The hazard is a difference of two powers (month / scale)^shape; no number where these leave what a double holds. */
static bounds bounds_of_hazard(const ent_node *shape, const ent_node *scale, const ent_node *month)
{
    double most = shape->high * log(fmax(month->high / scale->low, 1.0));

    if (shape->low > 0.0 && scale->low > 0.0 && isfinite(shape->high) && most < 700.0) {
        return (bounds){0.0, exp(most) * 1.001, shape->may_nan || scale->may_nan || month->may_nan};
    }
    return (bounds){0.0, INFINITY, true};
}

/* NaN propagates through all but comparisons and the branch not taken; these bounds only say what may be left out. */
static bounds bounds_of(const ent_graph *self, const ent_node *node)
{
    const ent_node *a = &self->node[node->argument[0]];
    const ent_node *b = node->arguments > 1 ? &self->node[node->argument[1]] : a;
    const ent_node *c = node->arguments > 2 ? &self->node[node->argument[2]] : a;
    bounds result;

    switch (node->op) {
    case ENT_OP_EQ:
    case ENT_OP_NE:
    case ENT_OP_LT:
    case ENT_OP_LE:
    case ENT_OP_GT:
    case ENT_OP_GE:
    case ENT_OP_AND:
    case ENT_OP_OR:
    case ENT_OP_NOT:
        return (bounds){0.0, 1.0, false};
    case ENT_OP_IF:
        return (bounds){fmin(b->low, c->low), fmax(b->high, c->high), a->may_nan || b->may_nan || c->may_nan};
    case ENT_OP_CLAMP:
        return (bounds){fmin(fmax(a->low, b->low), c->low), fmin(fmax(a->high, b->high), c->high),
            a->may_nan || b->may_nan || c->may_nan};
    case ENT_OP_WEIBULL_HAZARD:
        return bounds_of_hazard(a, b, c);
    case ENT_OP_TRIANGULAR:
        return anything;
    default:
        result = node->arguments == 1 ? bounds_of_unary(node->op, a) : bounds_of_arithmetic(node->op, a, b);
        result.may_nan = result.may_nan || a->may_nan || b->may_nan || isnan(result.low) || isnan(result.high);
        return result;
    }
}

static ent_value fold(ent_graph *self, ent_op op, const ent_value *argument, size_t arguments)
{
    double in[8];
    const double *pointer[8];
    double out = 0.0;

    for (size_t i = 0; i < arguments; i++) {
        in[i] = self->node[argument[i]].constant;
        pointer[i] = &in[i];
    }
    self->kernels->op[op](1, &out, pointer);
    return ent_graph_constant(self, out);
}

static bool is_truth(const ent_node *node)
{
    return node->kind == ENT_NODE_OP && node->op >= ENT_OP_EQ && node->op <= ENT_OP_NOT;
}

/* x * 1, x + 0, x and true, …: what formulas with switches set to constants leave behind. */
static ent_value simplify(const ent_graph *self, ent_op op, const ent_value *argument)
{
    double c;
    bool first = ent_graph_is_constant(self, argument[0], &c);
    ent_value other = first ? argument[1] : argument[0];

    if (!first && !ent_graph_is_constant(self, argument[1], &c)) {
        return ENT_NO_VALUE;
    }
    if ((op == ENT_OP_MUL && c == 1.0) || (op == ENT_OP_ADD && c == 0.0) ||
        (op == ENT_OP_MIN && c == (double) INFINITY)) {
        return other;
    }
    if ((op == ENT_OP_SUB && !first && c == 0.0) || (op == ENT_OP_DIV && !first && c == 1.0)) {
        return other;
    }
    if (is_truth(&self->node[other]) && ((op == ENT_OP_AND && c != 0.0 && !isnan(c)) || (op == ENT_OP_NE && c == 0.0))) {
        return other;
    }
    return ENT_NO_VALUE;
}

/* What is worked out once a world at most. */
static bool is_early(const ent_graph *self, ent_value value)
{
    return self->node[value].rate < ENT_RATE_DRAW && !self->node[value].monthly;
}

static bool is_choice_of_constants(const ent_graph *self, const ent_node *node)
{
    return ent_graph_is_constant(self, node->argument[1], NULL) && ent_graph_is_constant(self, node->argument[2], NULL);
}

/* A choice that a draw makes among what is known before it. Powers of what varies by world take another way. */
static bool is_choice(const ent_graph *self, const ent_node *node, ent_op op)
{
    if (node->kind != ENT_NODE_OP || node->op != ENT_OP_IF) {
        return false;
    }
    return is_choice_of_constants(self, node) ||
        (op != ENT_OP_POW && self->node[node->argument[0]].rate == ENT_RATE_DRAW &&
            is_early(self, node->argument[1]) && is_early(self, node->argument[2]));
}

/* The argument that is a choice, where there is one and the others are known before it is made; else SIZE_MAX. */
static size_t find_choice(const ent_graph *self, ent_op op, const ent_value *argument, size_t arguments)
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
        if (i != choice && !early && !ent_graph_is_constant(self, argument[i], NULL)) {
            return SIZE_MAX;
        }
    }
    return choice;
}

/* f(if(c, 2, x), 4) is if(c, f(2, 4), f(x, 4)): what a draw's switch chooses among is worked out beforehand. */
static ent_value push_into_choice(ent_graph *self, ent_op op, const ent_value *argument, size_t arguments)
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
        branch[b] = ent_graph_op(self, op, copy, arguments);
    }
    return ent_graph_if(self, condition, branch[0], branch[1]);
}

/* Whether a is known earlier than b: at a slower rate, or without the month. */
static bool is_slower(const ent_node *a, const ent_node *b)
{
    return a->rate <= b->rate && a->monthly <= b->monthly && (a->rate < b->rate || a->monthly < b->monthly);
}

/* x^y with x not negative and known earlier than y is exp(y log x): the logarithm is taken at x's own rate. The floor
 * under x keeps 0^0 = 1 and 0^y = 0. */
static ent_value split_power(ent_graph *self, const ent_value *argument)
{
    const ent_node *x = &self->node[argument[0]];
    ent_value log_x;

    if (x->may_nan || !(x->low >= 0.0) || !is_slower(x, &self->node[argument[1]])) {
        return ENT_NO_VALUE;
    }
    log_x = ent_graph_unary(
        self, ENT_OP_LOG, ent_graph_binary(self, ENT_OP_MAX, argument[0], ent_graph_constant(self, 1e-300)));
    return ent_graph_unary(self, ENT_OP_EXP, ent_graph_binary(self, ENT_OP_MUL, argument[1], log_x));
}

ent_value ent_graph_op(ent_graph *self, ent_op op, const ent_value *argument, size_t arguments)
{
    ent_node node = {.kind = ENT_NODE_OP, .op = op, .arguments = arguments, .argument = (ent_value *) argument};
    bool all_constant = true;
    bounds range;
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
    }
    if (all_constant) {
        return fold(self, op, argument, arguments);
    }
    if (op == ENT_OP_IF && ent_graph_is_constant(self, argument[0], NULL)) {
        double truth = self->node[argument[0]].constant;
        return truth != 0.0 && !isnan(truth) ? argument[1] : argument[2];
    }
    simple = arguments == 2 ? simplify(self, op, argument) : ENT_NO_VALUE;
    if (simple == ENT_NO_VALUE) {
        simple = push_into_choice(self, op, argument, arguments);
    }
    if (simple == ENT_NO_VALUE && op == ENT_OP_POW) {
        simple = split_power(self, argument);
    }
    if (simple != ENT_NO_VALUE) {
        return simple;
    }
    range = bounds_of(self, &node);
    node.low = range.low;
    node.high = range.high;
    node.may_nan = range.may_nan;
    return intern(self, &node);
}

ent_value ent_graph_unary(ent_graph *self, ent_op op, ent_value a)
{
    ent_value argument[3] = {a, a, a};

    return ent_graph_op(self, op, argument, 1);
}

ent_value ent_graph_binary(ent_graph *self, ent_op op, ent_value a, ent_value b)
{
    ent_value argument[3] = {a, b, b};

    return ent_graph_op(self, op, argument, 2);
}

ent_value ent_graph_if(ent_graph *self, ent_value condition, ent_value yes, ent_value no)
{
    ent_value argument[3] = {condition, yes, no};

    return ent_graph_op(self, ENT_OP_IF, argument, 3);
}

ent_value ent_graph_uniform(ent_graph *self, uint64_t key, ent_rate rate)
{
    ent_node node = {.kind = ENT_NODE_UNIFORM, .key = key, .rate = rate, .low = 0.0, .high = 1.0};

    return intern(self, &node);
}

ent_value ent_graph_input(ent_graph *self, uint32_t index, ent_rate rate, bool monthly, double low, double high)
{
    ent_node node = {.kind = ENT_NODE_INPUT, .index = index, .rate = rate, .monthly = monthly, .low = low,
        .high = high};

    return add_node(self, &node);
}

static ent_value add_with_arguments(ent_graph *self, ent_node *node, const ent_value *argument, size_t arguments)
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
    }
    return add_node(self, node);
}

ent_value ent_graph_sample(ent_graph *self, const ent_dist *dist, ent_value argument, bool from_z, double low,
    double high)
{
    ent_node node = {.kind = from_z ? ENT_NODE_SAMPLE_Z : ENT_NODE_SAMPLE, .dist = dist, .low = low, .high = high};

    return add_with_arguments(self, &node, &argument, 1);
}

ent_value ent_graph_sample_row(ent_graph *self, const ent_distribution_kind *kind, ent_value uniform,
    const ent_value *parameter, size_t parameters)
{
    ent_node node = {.kind = ENT_NODE_SAMPLE_ROW, .row_kind = kind, .low = -INFINITY, .high = INFINITY,
        .may_nan = true};
    ent_value argument[16];

    if (parameters > 15) {
        return no_memory(self);
    }
    argument[0] = uniform;
    for (size_t i = 0; i < parameters; i++) {
        argument[i + 1] = parameter[i];
    }
    return add_with_arguments(self, &node, argument, parameters + 1);
}

ent_value ent_graph_guard(ent_graph *self, ent_value argument, double low, double high, uint32_t guard)
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
