/* The value graph: folding, interning, rates, bounds, and the check of its invariants. */
#include "base/status.h"
#include "compile/value_graph.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>

static ent_arena arena;
static ent_value_graph graph;

static void open_graph(void)
{
    ent_arena_init(&arena);
    CU_ASSERT_EQUAL_FATAL(ent_value_graph_init(&graph, &arena, ent_kernels_select(NULL)), ENT_OK);
}

static void close_graph(void)
{
    ent_value_graph_free(&graph);
    ent_arena_free(&arena);
}

/* Freed twice, and freed though it was never made. */
static void freed_again(void)
{
    ent_value_graph none = {0};

    open_graph();
    ent_value_graph_constant(&graph, 1.0);
    ent_value_graph_free(&graph);
    CU_ASSERT_PTR_NULL(graph.node);
    CU_ASSERT_PTR_NULL(graph.bucket);
    CU_ASSERT_EQUAL(graph.count, 0);
    close_graph();
    ent_value_graph_free(&none);
}

static ent_value constant(double value)
{
    return ent_value_graph_constant(&graph, value);
}

static void is_folded(ent_value value, double expected)
{
    double found = NAN;

    CU_ASSERT_TRUE(ent_value_graph_is_constant(&graph, value, &found));
    CU_ASSERT_EQUAL(found, expected);
}

static void is_wrong(const char *expected)
{
    const char *wrong = ent_value_graph_check(&graph);

    CU_ASSERT_STRING_EQUAL(wrong != NULL ? wrong : "sound", expected);
}

static void folding(void)
{
    ent_value x;

    open_graph();
    x = ent_value_graph_input(&graph, 0, ENT_RATE_DRAW, false, -5.0, 5.0);
    is_folded(ent_value_graph_binary(&graph, ENT_OP_ADD, constant(2.0), constant(3.0)), 5.0);
    is_folded(ent_value_graph_unary(&graph, ENT_OP_EXP, constant(0.0)), 1.0);
    CU_ASSERT_EQUAL(ent_value_graph_binary(&graph, ENT_OP_MUL, x, constant(1.0)), x);
    CU_ASSERT_EQUAL(ent_value_graph_binary(&graph, ENT_OP_ADD, constant(0.0), x), x);
    CU_ASSERT_EQUAL(ent_value_graph_binary(&graph, ENT_OP_SUB, x, constant(0.0)), x);
    CU_ASSERT_NOT_EQUAL(ent_value_graph_binary(&graph, ENT_OP_SUB, constant(0.0), x), x);
    CU_ASSERT_EQUAL(ent_value_graph_binary(&graph, ENT_OP_DIV, x, constant(1.0)), x);
    CU_ASSERT_NOT_EQUAL(ent_value_graph_binary(&graph, ENT_OP_DIV, constant(1.0), x), x);
    CU_ASSERT_EQUAL(ent_value_graph_binary(&graph, ENT_OP_MIN, x, constant(INFINITY)), x);
    CU_ASSERT_NOT_EQUAL(ent_value_graph_binary(&graph, ENT_OP_MAX, x, constant(INFINITY)), x);
    CU_ASSERT_EQUAL(ent_value_graph_if(&graph, constant(1.0), x, constant(3.0)), x);
    is_folded(ent_value_graph_if(&graph, constant(0.0), x, constant(3.0)), 3.0);
    is_folded(ent_value_graph_if(&graph, constant(NAN), x, constant(3.0)), 3.0); /* NaN is false */
    /* `x and true` is a truth value, x may be none */
    CU_ASSERT_NOT_EQUAL(ent_value_graph_binary(&graph, ENT_OP_AND, x, constant(1.0)), x);
    close_graph();
}

static void interning(void)
{
    ent_value x;
    ent_value u;

    open_graph();
    x = ent_value_graph_input(&graph, 0, ENT_RATE_DRAW, false, 0.0, 1.0);
    u = ent_value_graph_uniform(&graph, 77, ENT_RATE_DRAW);
    CU_ASSERT_EQUAL(constant(2.5), constant(2.5));
    CU_ASSERT_NOT_EQUAL(constant(0.0), constant(-0.0));
    CU_ASSERT_EQUAL(ent_value_graph_binary(&graph, ENT_OP_MUL, x, u), ent_value_graph_binary(&graph, ENT_OP_MUL, x, u));
    CU_ASSERT_NOT_EQUAL(
        ent_value_graph_binary(&graph, ENT_OP_SUB, x, u), ent_value_graph_binary(&graph, ENT_OP_SUB, u, x));
    CU_ASSERT_EQUAL(ent_value_graph_uniform(&graph, 77, ENT_RATE_DRAW), u);
    CU_ASSERT_NOT_EQUAL(ent_value_graph_uniform(&graph, 77, ENT_RATE_WORLD), u);
    CU_ASSERT_NOT_EQUAL(ent_value_graph_uniform(&graph, 78, ENT_RATE_DRAW), u);
    close_graph();
}

/* More distinct nodes than the hash table takes: values stay right and constants stay shared. */
static void many_nodes(void)
{
    open_graph();
    for (int i = 0; i < 20000; i++) {
        is_folded(constant((double) i), (double) i);
    }
    CU_ASSERT_FALSE(graph.no_memory);
    CU_ASSERT_EQUAL(constant(17.0), constant(17.0));
    close_graph();
}

static void rates(void)
{
    ent_value world;
    ent_value month;
    ent_value sum;

    open_graph();
    world = ent_value_graph_input(&graph, 0, ENT_RATE_WORLD, false, 0.0, 1.0);
    month = ent_value_graph_input(&graph, 1, ENT_RATE_CONSTANT, true, 1.0, 60.0);
    sum = ent_value_graph_binary(&graph, ENT_OP_ADD, world, month);
    CU_ASSERT_EQUAL(graph.node[sum].rate, ENT_RATE_WORLD);
    CU_ASSERT_TRUE(graph.node[sum].monthly);
    CU_ASSERT_EQUAL(graph.node[sum].low, 1.0);
    CU_ASSERT_EQUAL(graph.node[sum].high, 61.0);
    CU_ASSERT_FALSE(graph.node[ent_value_graph_unary(&graph, ENT_OP_EXP, world)].monthly);
    CU_ASSERT_EQUAL(graph.node[ent_value_graph_unary(&graph, ENT_OP_EXP, month)].rate, ENT_RATE_CONSTANT);
    close_graph();
}

/* Whether op(x, y, x) lies within the bounds of its node; x and y are ends of the arguments' bounds. */
static bool holds(ent_op op, const ent_node *node, double x, double y)
{
    double in[3] = {x, y, x};
    const double *pointer[3] = {&in[0], &in[1], &in[2]};
    double out;

    graph.kernels->op[op](1, &out, pointer);
    if (node->may_nan || (!isnan(out) && out >= node->low && out <= node->high)) {
        return true;
    }
    fprintf(stderr, "%s(%g, %g): %g is not in [%g, %g]\n", ent_op_describe(op)->name, x, y, out, node->low, node->high);
    return false;
}

static size_t wrong_corners(ent_op op, const double low[2], const double high[2])
{
    ent_value x = ent_value_graph_input(&graph, 0, ENT_RATE_DRAW, false, low[0], high[0]);
    ent_value y = ent_value_graph_input(&graph, 1, ENT_RATE_DRAW, false, low[1], high[1]);
    ent_value argument[3] = {x, y, x};
    ent_value made = ent_value_graph_op(&graph, op, argument, (size_t) ent_op_describe(op)->arity);
    size_t wrong = 0;

    for (unsigned corner = 0; corner < 4; corner++) {
        wrong +=
            holds(op, &graph.node[made], (corner & 1U) != 0 ? high[0] : low[0], (corner & 2U) != 0 ? high[1] : low[1])
                ? 0
                : 1;
    }
    return wrong;
}

/* For arguments at the ends of their bounds, the value lies within its own bounds and is NaN only if may_nan is set. */
static void bounds_hold(void)
{
    static const double ends[] = {-INFINITY, -2.0, -0.5, 0.0, 0.5, 1.0, 3.0, INFINITY};
    size_t wrong = 0;

    open_graph();
    for (size_t op = 0; op < ENT_OP_COUNT; op++) {
        size_t pairs = ent_op_describe((ent_op) op)->arity > 1 ? 64 : 1;
        for (size_t k = 0; k < 64 * pairs && ent_op_describe((ent_op) op)->arity <= 3; k++) {
            double low[2] = {ends[k % 8], ends[k / 64 % 8]};
            double high[2] = {ends[k / 8 % 8], ends[k / 512]};
            if (low[0] <= high[0] && low[1] <= high[1]) {
                wrong += wrong_corners((ent_op) op, low, high);
            }
        }
    }
    CU_ASSERT_EQUAL(wrong, 0);
    CU_ASSERT(graph.count > 10000);
    CU_ASSERT_PTR_NULL(ent_value_graph_check(&graph));
    close_graph();
}

static void guards_left_out(void)
{
    ent_value x;
    ent_value p;

    open_graph();
    x = ent_value_graph_input(&graph, 0, ENT_RATE_DRAW, false, -INFINITY, INFINITY);
    p = ent_value_graph_unary(&graph, ENT_OP_LOGISTIC, x);
    CU_ASSERT_EQUAL(ent_value_graph_guard(&graph, p, 0.0, 1.0, 0), p);
    CU_ASSERT_NOT_EQUAL(ent_value_graph_guard(&graph, x, 0.0, 1.0, 0), x);
    CU_ASSERT_EQUAL(ent_value_graph_guard(&graph, x, -INFINITY, INFINITY, 0), x);
    p = ent_value_graph_unary(&graph, ENT_OP_SQRT, x);
    CU_ASSERT_NOT_EQUAL(ent_value_graph_guard(&graph, p, 0.0, INFINITY, 0), p); /* may be NaN */
    close_graph();
}

/* Each invariant, broken in turn. */
static void check_finds(void)
{
    ent_value x;
    ent_value sum;
    ent_node right;

    open_graph();
    x = ent_value_graph_input(&graph, 0, ENT_RATE_DRAW, true, 0.0, 1.0);
    sum = ent_value_graph_binary(&graph, ENT_OP_ADD, x, constant(2.0));
    CU_ASSERT_PTR_NULL(ent_value_graph_check(&graph));
    right = graph.node[sum];
    graph.node[sum].rate = ENT_RATE_WORLD;
    is_wrong("a value is computed less often than its argument");
    graph.node[sum] = right;
    graph.node[sum].monthly = false;
    is_wrong("a value is computed less often than its argument");
    graph.node[sum] = right;
    graph.node[sum].low = 4.0;
    is_wrong("the bounds of a value are not in order");
    graph.node[sum] = right;
    graph.node[sum].argument[0] = sum;
    is_wrong("an argument does not precede its reader");
    graph.node[sum].argument[0] = x;
    graph.node[constant(2.0)].constant = 3.0;
    is_wrong("a constant lies outside its bounds");
    close_graph();
}

int main(void)
{
    CU_TestInfo tests[] = {{"folding", folding}, {"interning", interning}, {"many nodes", many_nodes}, {"rates", rates},
        {"bounds hold", bounds_hold}, {"guards left out", guards_left_out}, {"check finds", check_finds},
        {"freed again", freed_again}, CU_TEST_INFO_NULL};

    return ent_run_suite("value_graph", tests);
}
