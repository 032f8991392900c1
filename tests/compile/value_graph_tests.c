/* The value graph: folding, interning, rates, bounds. The program: every value in the space of its own rate. */
#include "model/scenario_text.h"

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
    CU_ASSERT_NOT_EQUAL(ent_value_graph_binary(&graph, ENT_OP_SUB, x, u), ent_value_graph_binary(&graph, ENT_OP_SUB, u, x));
    CU_ASSERT_EQUAL(ent_value_graph_uniform(&graph, 77, ENT_RATE_DRAW), u);
    CU_ASSERT_NOT_EQUAL(ent_value_graph_uniform(&graph, 77, ENT_RATE_WORLD), u);
    CU_ASSERT_NOT_EQUAL(ent_value_graph_uniform(&graph, 78, ENT_RATE_DRAW), u);
    close_graph();
}

/* More different nodes than the table takes: still right, and still counted. */
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

/* An operator's arguments: x, y, x, each at one end of its bounds. */
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
        wrong += holds(op, &graph.node[made], (corner & 1U) != 0 ? high[0] : low[0],
                     (corner & 2U) != 0 ? high[1] : low[1]) ? 0 : 1;
    }
    return wrong;
}

/* Whatever the arguments within their bounds, the value lies within its own, and is NaN only where that is said. */
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

/* --- programs ----------------------------------------------------------------------------------------------------- */

typedef struct sizes {
    size_t month, world_month, lane; /* instructions, the lanes' of every month */
} sizes;

static sizes sizes_of(const char *hazard)
{
    scenario_text scenario;
    sizes found = {SIZE_MAX, SIZE_MAX, SIZE_MAX};
    char text[800];

    snprintf(text, sizeof(text), "run: { worlds = 2; replications = 2; horizon = 12; };"
        "factors: { f = \"uniform(0, 1)\"; }; events: { e: 0.5; t: { monthly = 0.1; }; };"
        "truce: { causes: { c: { hazard = \"%s\"; }; }; };", hazard);
    if (scenario_text_open(&scenario, text, NULL)) {
        const ent_segment *segment = scenario.model.program.segment;
        found.month = segment[ENT_SEGMENT_MONTH].count;
        found.world_month = segment[ENT_SEGMENT_WORLD_MONTH].count;
        found.lane = segment[ENT_SEGMENT_HAZARD].count + segment[ENT_SEGMENT_DEPLOYED].count +
            segment[ENT_SEGMENT_LEAVES].count;
    }
    scenario_text_close(&scenario);
    return found;
}

static void each_rate_in_its_space(void)
{
    sizes constants = sizes_of("weibull_hazard(0.8, 60) * exp(-0.3)");
    sizes world = sizes_of("weibull_hazard(0.8, 20 + 60 * f)");
    sizes draw = sizes_of("0.01 * exp(0.7 * e + f)");
    sizes monthly = sizes_of("weibull_hazard(0.8, 60) * exp(0.7 * t)");
    sizes none = sizes_of("0.02");

    CU_ASSERT(constants.month > 0);
    CU_ASSERT_EQUAL(constants.world_month, 0);
    CU_ASSERT_EQUAL(constants.lane, 0);
    CU_ASSERT(world.world_month > 0);
    CU_ASSERT_EQUAL(world.lane, 0);
    CU_ASSERT_EQUAL(draw.month, 0);
    CU_ASSERT_EQUAL(draw.world_month, 0);
    CU_ASSERT_EQUAL(draw.lane, 0);
    CU_ASSERT(monthly.month > 0);
    CU_ASSERT(monthly.lane > 0);
    CU_ASSERT_EQUAL(none.month + none.world_month + none.lane, 0);
}

int main(void)
{
    CU_TestInfo tests[] = {{"folding", folding}, {"interning", interning}, {"many nodes", many_nodes},
        {"rates", rates}, {"bounds hold", bounds_hold}, {"guards left out", guards_left_out},
        {"each rate in its space", each_rate_in_its_space}, CU_TEST_INFO_NULL};

    return ent_run_suite("graph", tests);
}
