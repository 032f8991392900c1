/* Every value is computed in the space of its own rate, and registers are assigned once. */
#include "compile/program_builder.h"
#include "model/scenario_text.h"

typedef struct sizes {
    size_t month, world_month, truce; /* instructions; truce: those run in each month of each active truce */
} sizes;

static sizes sizes_of(const char *hazard)
{
    scenario_text scenario;
    sizes found = {SIZE_MAX, SIZE_MAX, SIZE_MAX};
    char text[800];

    snprintf(text, sizeof(text),
        "run: { worlds = 2; replications = 2; horizon = 12; };"
        "factors: { f = \"uniform(0, 1)\"; }; events: { e: 0.5; t: { monthly = 0.1; }; };"
        "truce: { causes: { c: { hazard = \"%s\"; }; }; };",
        hazard);
    if (scenario_text_open(&scenario, text, NULL)) {
        const ent_segment *segment = scenario.model.program.segment;
        found.month = segment[ENT_SEGMENT_MONTH].count;
        found.world_month = segment[ENT_SEGMENT_WORLD_MONTH].count;
        found.truce = segment[ENT_SEGMENT_HAZARD].count + segment[ENT_SEGMENT_DEPLOYED].count +
                      segment[ENT_SEGMENT_DEPARTURES].count;
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
    CU_ASSERT_EQUAL(constants.truce, 0);
    CU_ASSERT(world.world_month > 0);
    CU_ASSERT_EQUAL(world.truce, 0);
    CU_ASSERT_EQUAL(draw.month, 0);
    CU_ASSERT_EQUAL(draw.world_month, 0);
    CU_ASSERT_EQUAL(draw.truce, 0);
    CU_ASSERT(monthly.month > 0);
    CU_ASSERT(monthly.truce > 0);
    CU_ASSERT_EQUAL(none.month + none.world_month + none.truce, 0);
}

/* How many instructions each segment of the truces has, without timed events. */
static void expect_of_truces(const char *truce, const size_t expected[])
{
    static const char *const names[] = {"start", "arrival", "renewal", "departures", "deployed", "hazard", "contained"};
    scenario_text scenario;
    char text[1200];

    snprintf(
        text, sizeof(text), "run: { worlds = 2; replications = 2; horizon = 12; }; events: { e: 0.5; };\n%s", truce);
    if (scenario_text_open(&scenario, text, NULL)) {
        for (size_t s = ENT_SEGMENT_TRUCE_START; s <= ENT_SEGMENT_CONTAINED; s++) {
            size_t count = scenario.model.program.segment[s].count;
            if (count != expected[s - ENT_SEGMENT_TRUCE_START]) {
                fprintf(stderr, "%s: %zu instructions\n", names[s - ENT_SEGMENT_TRUCE_START], count);
                CU_FAIL("a segment has other instructions");
            }
        }
    }
    scenario_text_close(&scenario);
}

/* Values of truces are computed where they are read: those of arrivals and departures not before it is known that a
 * truce has a force, those of one month in each, and all others once. */
static void each_segment_of_truces(void)
{
    expect_of_truces(
        "contributors: { a: { troops = 1000; leaves = \"if(e, 10%, 20%)\"; lead_months = \"uniform(0, 6)\"; }; "
        "};\nforce: { required = 500; };\n"
        "truce: { causes: { c: { hazard = \"if(force.ratio < 1, 0.02, 0.01)\"; contained = \"if(e, 0.2, "
        "0.3)\"; }; }; };",
        (const size_t[]){5, 10, 0, 0, 0, 3, 0});
    expect_of_truces(
        "contributors: { a: { troops = 1000; leaves = \"if(e and month > 6, 10%, 20%)\"; }; };\n"
        "force: { required = 500; cap = \"if(month > 3, 800, 2000)\"; };\n"
        "truce: { renews = \"if(e and month > 2, 0.1, 0.3)\"; causes: { c: { hazard = \"if(force.ratio < 1, "
        "0.02, 0.01)\"; contained = \"if(e and month > 2, 0.2, 0.3)\"; }; }; };",
        (const size_t[]){4, 2, 3, 2, 2, 3, 3});
}

/* Requiring a value again, or from another space, computes it once. */
static void computed_once(void)
{
    ent_arena arena = {0};
    ent_value_graph graph;
    ent_program program;
    ent_program_builder builder;
    ent_value world;
    ent_value result;
    ent_register first;

    CU_ASSERT_EQUAL_FATAL(ent_value_graph_init(&graph, &arena, ent_kernels_select(NULL)), ENT_OK);
    world = ent_value_graph_unary(&graph, ENT_OP_EXP, ent_value_graph_uniform(&graph, 1, ENT_RATE_WORLD));
    result = ent_value_graph_binary(&graph, ENT_OP_ADD, world, ent_value_graph_uniform(&graph, 2, ENT_RATE_DRAW));
    CU_ASSERT_EQUAL_FATAL(ent_program_builder_init(&builder, &program, &graph, 0, 0, &arena), ENT_OK);
    CU_ASSERT_EQUAL(ent_program_register(&builder, ENT_SPACE_DRAW, result), ENT_NO_REGISTER);
    first = ent_program_require(&builder, ENT_SPACE_DRAW, ENT_SEGMENT_TALKS, result);
    CU_ASSERT_EQUAL(ent_program_require(&builder, ENT_SPACE_DRAW, ENT_SEGMENT_OUTCOME, result), first);
    CU_ASSERT_EQUAL(ent_program_register(&builder, ENT_SPACE_DRAW, result), first);
    CU_ASSERT_EQUAL(ent_program_require(&builder, ENT_SPACE_DRAW, ENT_SEGMENT_TALKS, ENT_NO_VALUE), ENT_NO_REGISTER);
    ent_program_require(&builder, ENT_SPACE_TRUCE, ENT_SEGMENT_TRUCE_START, result);
    CU_ASSERT_EQUAL(program.segment[ENT_SEGMENT_WORLD].count, 2); /* uniform, exp */
    CU_ASSERT_EQUAL(program.segment[ENT_SEGMENT_TALKS].count, 2); /* uniform, add */
    CU_ASSERT_EQUAL(program.segment[ENT_SEGMENT_OUTCOME].count, 0);
    CU_ASSERT_EQUAL(program.segment[ENT_SEGMENT_TRUCE_START].count, 0);
    CU_ASSERT_EQUAL(program.space[ENT_SPACE_DRAW].worlds.count, 1);
    CU_ASSERT_EQUAL(program.space[ENT_SPACE_TRUCE].draws.count, 1);
    CU_ASSERT_EQUAL(program.space[ENT_SPACE_TRUCE].draws.item[0].from, first);
    CU_ASSERT_PTR_NULL(ent_program_check(&program));
    ent_value_graph_free(&graph);
    ent_arena_free(&arena);
}

/* A value computed among the outcomes is computed again for an active truce, which runs before. */
static void not_from_the_future(void)
{
    ent_arena arena = {0};
    ent_value_graph graph;
    ent_program program;
    ent_program_builder builder;
    ent_value uniform;

    CU_ASSERT_EQUAL_FATAL(ent_value_graph_init(&graph, &arena, ent_kernels_select(NULL)), ENT_OK);
    uniform = ent_value_graph_uniform(&graph, 2, ENT_RATE_DRAW);
    CU_ASSERT_EQUAL_FATAL(ent_program_builder_init(&builder, &program, &graph, 0, 0, &arena), ENT_OK);
    ent_program_require(&builder, ENT_SPACE_DRAW, ENT_SEGMENT_OUTCOME, uniform);
    ent_program_require(&builder, ENT_SPACE_TRUCE, ENT_SEGMENT_TRUCE_START, uniform);
    CU_ASSERT_EQUAL(program.segment[ENT_SEGMENT_TRUCE_START].count, 1);
    CU_ASSERT_EQUAL(program.space[ENT_SPACE_TRUCE].draws.count, 0);
    CU_ASSERT_PTR_NULL(ent_program_check(&program));
    ent_value_graph_free(&graph);
    ent_arena_free(&arena);
}

int main(void)
{
    CU_TestInfo tests[] = {{"each rate in its space", each_rate_in_its_space},
        {"each segment of truces", each_segment_of_truces}, {"computed once", computed_once},
        {"not from the future", not_from_the_future}, CU_TEST_INFO_NULL};

    return ent_run_suite("program_builder", tests);
}
