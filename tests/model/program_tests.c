/* The check of programs finds each way in which a program can be wrong. */
#include "model/program.h"

#include "suite.h"

static ent_instruction code[2];
static ent_register in[2];
static ent_import item[2];
static ent_segment segment[ENT_SEGMENTS_FIXED];

/* Draws: register 0 is imported from register 0 of the worlds; 1 = exp(0) in TALKS; 2 = exp(1) in OUTCOME. */
static ent_program small_program(void)
{
    ent_program program = {.segment = segment, .segments = ENT_SEGMENTS_FIXED};

    for (size_t i = 0; i < ENT_SEGMENTS_FIXED; i++) {
        segment[i] = (ent_segment){0};
    }
    in[0] = 0;
    in[1] = 1;
    code[0] = (ent_instruction){.kind = ENT_NODE_OP, .op = ENT_OP_EXP, .out = 1, .arguments = 1, .in = &in[0]};
    code[1] = (ent_instruction){.kind = ENT_NODE_OP, .op = ENT_OP_EXP, .out = 2, .arguments = 1, .in = &in[1]};
    segment[ENT_SEGMENT_TALKS] = (ent_segment){.code = &code[0], .count = 1};
    segment[ENT_SEGMENT_OUTCOME] = (ent_segment){.code = &code[1], .count = 1};
    item[0] = (ent_import){.from = 0, .to = 0};
    item[1] = (ent_import){.from = 1, .to = 0};
    program.space[ENT_SPACE_WORLD].registers = 1;
    program.space[ENT_SPACE_DRAW].registers = 3;
    program.space[ENT_SPACE_DRAW].worlds = (ent_import_list){.item = &item[0], .count = 1};
    program.space[ENT_SPACE_TRUCE].registers = 1;
    program.space[ENT_SPACE_TRUCE].draws = (ent_import_list){.item = &item[1], .count = 1};
    return program;
}

static void is_wrong(const ent_program *program, const char *expected)
{
    const char *wrong = ent_program_check(program);

    CU_ASSERT_STRING_EQUAL(wrong != NULL ? wrong : "sound", expected);
}

static void sound(void)
{
    ent_program program = small_program();

    CU_ASSERT_PTR_NULL(ent_program_check(&program));
}

static void outside_the_space(void)
{
    ent_program program = small_program();

    in[1] = 3;
    is_wrong(&program, "an instruction reads a register outside its space");
    program = small_program();
    code[1].out = 3;
    is_wrong(&program, "an instruction writes a register outside its space");
    program = small_program();
    item[0].from = 1;
    is_wrong(&program, "an import refers to a register outside its space");
}

static void two_writers(void)
{
    ent_program program = small_program();

    code[1].out = 1;
    is_wrong(&program, "a register has two writers");
    program = small_program();
    item[0].to = 1;
    is_wrong(&program, "a register has two writers");
}

static void wrong_order(void)
{
    ent_program program = small_program();

    in[0] = 2;
    is_wrong(&program, "an instruction reads a register that is written later");
    program = small_program();
    item[1].from = 2;
    is_wrong(&program, "an active truce reads a value that is computed after the truce");
}

/* Among active truces the segments of timed events run first in a month, though they come last in the list. */
static void timed_events_first(void)
{
    static ent_segment timed[ENT_SEGMENTS_FIXED + 1];
    ent_program program = small_program();

    for (size_t i = 0; i <= ENT_SEGMENTS_FIXED; i++) {
        timed[i] = (ent_segment){0};
    }
    program.segment = timed;
    program.segments = ENT_SEGMENTS_FIXED + 1;
    program.timed = 1;
    program.space[ENT_SPACE_TRUCE].registers = 3;
    program.space[ENT_SPACE_TRUCE].draws.count = 0;
    timed[ENT_SEGMENTS_FIXED] = (ent_segment){.code = &code[0], .count = 1};
    timed[ENT_SEGMENT_HAZARD] = (ent_segment){.code = &code[1], .count = 1};
    CU_ASSERT_PTR_NULL(ent_program_check(&program));
    timed[ENT_SEGMENTS_FIXED] = (ent_segment){.code = &code[1], .count = 1};
    timed[ENT_SEGMENT_HAZARD] = (ent_segment){.code = &code[0], .count = 1};
    is_wrong(&program, "an instruction reads a register that is written later");
}

int main(void)
{
    CU_TestInfo tests[] = {{"sound", sound}, {"outside the space", outside_the_space}, {"two writers", two_writers},
        {"wrong order", wrong_order}, {"timed events first", timed_events_first}, CU_TEST_INFO_NULL};

    return ent_run_suite("program", tests);
}
