/* Powers of formulas: x^y with x known before y is computed from log x, also where x is 0. */
#include "compile/value_graph.h"
#include "model/scenario_text.h"

/* 0^x for an x that is drawn: certain at every exponent; 0.01^x beside it to show that x varies. */
static void zero_in_formulas(void)
{
    const double exact[] = {1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.5};

    scenario_text_compare("run: { worlds = 4000; replications = 1; seed = 31; };"
                          "factors: { w: \"discrete(0, 1, 0, 1)\"; x: \"uniform(0, 0.02)\"; };"
                          "checks = (\"P(0^x == 0) > 0\", \"P((1 - 1)^x == 0) > 0\", \"P(0^-x == inf) > 0\","
                          "\"P(0^(x - x) == 1) > 0\", \"P(1^x == 1) > 0\", \"P(w^x == 0) > 0\","
                          "\"P(0.01^x > exp(0.01 * log(0.01))) > 0\");",
        exact);
}

/* A hazard that full protection reduces to nothing, whatever the exponent. */
static void truces_that_cannot_break(void)
{
    const double exact[] = {1.0};

    scenario_text_compare("run: { worlds = 1; replications = 4000; seed = 32; horizon = 60; };"
                          "factors: { effect: \"discrete(1, 1, 1, 1)\"; };"
                          "events: { e: 0.5; };"
                          "truce: { causes: { c: { hazard = \"(1 - effect)^(if(e, 0.01, 0.5) * month)\"; }; }; };"
                          "checks = (\"P(truce.held) > 0\");",
        exact);
}

/* The rewriting: the logarithm of a base of a world serves all its draws; a base that may be negative keeps its power.
 */
static void rewriting(void)
{
    ent_arena arena;
    ent_value_graph graph;
    ent_value x, y, either, power;

    ent_arena_init(&arena);
    CU_ASSERT_EQUAL_FATAL(ent_value_graph_init(&graph, &arena, ent_kernels_select(NULL)), 0);
    x = ent_value_graph_input(&graph, 0, ENT_RATE_WORLD, false, 0.0, 1.0);
    y = ent_value_graph_input(&graph, 1, ENT_RATE_DRAW, false, 0.0, 5.0);
    either = ent_value_graph_input(&graph, 2, ENT_RATE_WORLD, false, -1.0, 1.0);
    power = ent_value_graph_binary(&graph, ENT_OP_POW, x, y);
    CU_ASSERT_EQUAL(graph.node[power].op, ENT_OP_POW_OF_LOG);
    CU_ASSERT_EQUAL(graph.node[graph.node[power].argument[1]].op, ENT_OP_LOG);
    CU_ASSERT_EQUAL(graph.node[graph.node[power].argument[1]].rate, ENT_RATE_WORLD);
    CU_ASSERT_EQUAL(graph.node[power].low, 0.0);
    CU_ASSERT_FALSE(graph.node[power].may_nan);
    CU_ASSERT(graph.node[power].high >= 1.0 && graph.node[power].high < 1.01);
    CU_ASSERT_EQUAL(graph.node[ent_value_graph_binary(&graph, ENT_OP_POW, either, y)].op, ENT_OP_POW);
    CU_ASSERT_EQUAL(graph.node[ent_value_graph_binary(&graph, ENT_OP_POW, y, x)].op, ENT_OP_POW);
    ent_value_graph_free(&graph);
    ent_arena_free(&arena);
}

int main(void)
{
    CU_TestInfo tests[] = {{"zero in formulas", zero_in_formulas},
        {"truces that cannot break", truces_that_cannot_break}, {"rewriting", rewriting}, CU_TEST_INFO_NULL};

    return ent_run_suite("powers", tests);
}
