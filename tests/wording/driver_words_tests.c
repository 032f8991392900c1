/* Names of drivers by kind, and their sides. */
#include "suite.h"
#include "wording/driver_words.h"

#include <string.h>

/* Names "X" where the path is known, else the id. */
static const char *label_of(void *context, const char *path, const char *id)
{
    return strcmp(path, context) == 0 ? "X" : id;
}

static void is(const char *kind, const char *quantity, const char *known, const char *expected)
{
    ent_arena arena = {0};
    char path[64];
    const char *name;

    strcpy(path, known);
    name = ent_driver_name(kind, quantity, label_of, path, &arena);
    CU_ASSERT_PTR_NOT_NULL_FATAL(name);
    CU_ASSERT_STRING_EQUAL(name, expected);
    ent_arena_free(&arena);
}

static void test_names(void)
{
    is("factor", "pull", "factors.pull", "X");
    is("factor", "pull", "events.pull", "pull");
    is("factor", "experts", "", "Which expert is right");
    is("factor", "parties.russia.threshold", "parties.russia", "X: threshold, unknown part");
    is("factor", "truce.causes.war.hazard", "truce.causes.war", "X: hazard, unknown part");
    is("factor", "force.required#1", "force", "X: required#1, unknown part");
    is("event", "storm", "events.storm", "X");
    is("event", "experts", "", "experts");
    is("joins", "france", "contributors.france", "X joins");
    is("demand", "river.ceded", "demands.river", "X: ceded");
    is("demand", "river.ceded", "demands.river.ceded", "river: X");
    is("stage", "first", "talks.stages.first", "X");
}

static void test_sides(void)
{
    CU_ASSERT_STRING_EQUAL(ent_driver_low_side("factor", "pull"), "where it is lowest");
    CU_ASSERT_STRING_EQUAL(ent_driver_high_side("factor", "pull"), "where it is highest");
    CU_ASSERT_STRING_EQUAL(ent_driver_low_side("event", "storm"), "without it");
    CU_ASSERT_STRING_EQUAL(ent_driver_high_side("joins", "france"), "where it joins");
    CU_ASSERT_STRING_EQUAL(ent_driver_low_side("demand", "river.ceded"), "in deals with another option");
    CU_ASSERT_STRING_EQUAL(ent_driver_high_side("stage", "first"), "where it is");
    CU_ASSERT(strstr(ent_driver_low_side("factor", "experts"), "expert") != NULL);
}

int main(void)
{
    CU_TestInfo tests[] = {{"names", test_names}, {"sides", test_sides}, CU_TEST_INFO_NULL};

    return ent_run_suite("driver_words", tests);
}
