/* The table of settings: its lookups, the order of its names, and the invariants that its users rely on. */
#include "settings/schema.h"
#include "suite.h"

#include <string.h>

static void test_find(void)
{
    const ent_schema_row *row = ent_schema_find(ENT_GROUP_CONTRIBUTOR, "allowed");

    CU_ASSERT_PTR_NOT_NULL_FATAL(row);
    CU_ASSERT_EQUAL(row->group, ENT_GROUP_CONTRIBUTOR);
    CU_ASSERT_EQUAL(ent_schema_find(ENT_GROUP_FORCE, "allowed")->group, ENT_GROUP_FORCE);
    CU_ASSERT_PTR_NULL(ent_schema_find(ENT_GROUP_PARTY, "allowed"));
    CU_ASSERT_PTR_NULL(ent_schema_find(ENT_GROUP_ROOT, "allowed"));
    CU_ASSERT_PTR_NULL(ent_schema_find(ENT_GROUP_ROOT, ""));
    CU_ASSERT_EQUAL(ent_schema_named("set")->group, ENT_GROUP_ROOT);
    CU_ASSERT_EQUAL(ent_schema_named("refuses")->group, ENT_GROUP_STANCE);
    CU_ASSERT_EQUAL(ent_schema_named("available")->group, ENT_GROUP_DEMAND);
    CU_ASSERT_PTR_NULL(ent_schema_named("refuse"));
    CU_ASSERT_PTR_NULL(ent_schema_named("conflict")); /* of `observed`: not reserved */
    CU_ASSERT_EQUAL(ent_schema_named("troops")->group, ENT_GROUP_CONTRIBUTOR);
    CU_ASSERT_PTR_NULL(ent_schema_named("note"));
    CU_ASSERT_TRUE(ent_schema_is_label("name") && ent_schema_is_label("note") && ent_schema_is_label("source"));
    CU_ASSERT_FALSE(ent_schema_is_label("sources") || ent_schema_is_label("title") || ent_schema_is_label(""));
}

static void test_records(void)
{
    CU_ASSERT_TRUE(ent_schema_is_record("observed") && ent_schema_is_record("observed.troops"));
    CU_ASSERT_TRUE(ent_schema_is_record("cases.a.values.x"));
    CU_ASSERT_FALSE(ent_schema_is_record("observed_1") || ent_schema_is_record("values.cases"));
    CU_ASSERT_FALSE(ent_schema_is_record(""));
}

/* The names of a group joined by blanks, in table order. */
static void expect_names(ent_group group, const char *expected)
{
    const char *name[ENT_SCHEMA_NAMES];
    size_t count = ent_schema_names(group, name);
    char joined[400] = "";

    for (size_t i = 0; i < count; i++) {
        strcat(strcat(joined, i > 0 ? " " : ""), name[i]);
    }
    CU_ASSERT_STRING_EQUAL(joined, expected);
}

static void test_names(void)
{
    expect_names(ENT_GROUP_ROOT,
        "title notes sources run factors values events contributors correlations force forces parties "
        "demands together talks ratification truce guarantees outcomes measures given headline experts variants sweeps "
        "checks levels observed cases base "
        "set");
    expect_names(ENT_GROUP_QUANTITY, "value");
    expect_names(ENT_GROUP_RUN, "worlds replications seed horizon design until start");
    expect_names(ENT_GROUP_EVENT, "value monthly at chance when lasts every during");
    expect_names(
        ENT_GROUP_CONTRIBUTOR, "troops joins requires after lead_months leaves pool rotation allowed force present");
    expect_names(ENT_GROUP_DEMAND, "by options available");
    expect_names(ENT_GROUP_STANCE, "weight scores refuses softens");
    expect_names(ENT_GROUP_GUARANTEE, "by given starts lasts honoured contains against fails_for_good");
    expect_names(ENT_GROUP_RATIFICATION, "by chance takes when if_no");
    expect_names(ENT_GROUP_TOGETHER, "when never");
    expect_names(ENT_GROUP_MEASURE, "value unit given");
    expect_names(ENT_GROUP_MEASURE, "value unit given");
    expect_names(ENT_GROUP_SWEEP, "vary values from to steps");
    expect_names(ENT_GROUP_OBSERVED, "agreed month began truce_months ended cause troops until entered in_sample "
                                     "collection kind conflict forecast forecasts");
    expect_names(ENT_GROUP_FORECAST, "p on of months");
    expect_names(ENT_GROUP_CASE, "observed values set");
}

static void test_traits(void)
{
    static const char *const shared[] = {
        "factors", "values", "events", "contributors", "forces", "parties", "demands", "guarantees", "measures"};
    static const char *const not_simulated[] = {"title", "notes", "sources", "levels", "observed", "cases", "base",
        "set", "table", "by", "set", "unit", "of", "set"};
    static const char *const per_option[] = {"available", "scores", "refuses"};
    size_t count;
    const ent_schema_row *row = ent_schema(&count);
    size_t s = 0, n = 0, p = 0;

    for (size_t i = 0; i < count; i++) {
        if ((row[i].traits & ENT_TRAIT_SHARED) != 0) {
            CU_ASSERT_FATAL(s < sizeof(shared) / sizeof(*shared));
            CU_ASSERT_STRING_EQUAL(row[i].name, shared[s++]);
            CU_ASSERT_EQUAL(row[i].shape, ENT_SHAPE_ENTRIES);
        }
        bool record = row[i].group >= ENT_GROUP_OBSERVED; /* of past facts: no formula sees it */
        CU_ASSERT_EQUAL((row[i].traits & ENT_TRAIT_NOT_RESERVED) != 0, record);
        if ((row[i].traits & ENT_TRAIT_NOT_SIMULATED) != 0 && !record) {
            CU_ASSERT_FATAL(n < sizeof(not_simulated) / sizeof(*not_simulated));
            CU_ASSERT_STRING_EQUAL(row[i].name, not_simulated[n++]);
        }
        if (row[i].shape == ENT_SHAPE_PER_OPTION) {
            CU_ASSERT_FATAL(p < 3);
            CU_ASSERT_STRING_EQUAL(row[i].name, per_option[p++]);
        }
        CU_ASSERT_TRUE((row[i].traits & ENT_TRAIT_SECTION) == 0 || row[i].group == ENT_GROUP_ROOT);
        CU_ASSERT_TRUE(i == 0 || row[i].group >= row[i - 1].group);
    }
    CU_ASSERT_EQUAL(s, sizeof(shared) / sizeof(*shared));
    CU_ASSERT_EQUAL(n, sizeof(not_simulated) / sizeof(*not_simulated));
    CU_ASSERT_EQUAL(p, 3);
    CU_ASSERT_STRING_EQUAL(ent_schema_named("available")->member, "true");
    CU_ASSERT_STRING_EQUAL(ent_schema_named("refuses")->member, "0");
    CU_ASSERT_PTR_NULL(ent_schema_named("scores")->member);
}

/* Every section is known to lead to a group with settings: columns of tables are checked against it. */
static void test_inside(void)
{
    const char *name[ENT_SCHEMA_NAMES];
    ent_group inside;
    size_t count;
    const ent_schema_row *row = ent_schema(&count);

    for (size_t i = 0; i < count; i++) {
        bool holds = row[i].shape == ENT_SHAPE_GROUP || row[i].shape == ENT_SHAPE_ENTRIES;
        CU_ASSERT_EQUAL(ent_schema_inside(&row[i], &inside), holds);
        CU_ASSERT_TRUE(!holds || (inside != ENT_GROUP_ROOT && ent_schema_names(inside, name) > 0));
    }
    CU_ASSERT_TRUE(ent_schema_inside(ent_schema_find(ENT_GROUP_TRUCE, "causes"), &inside));
    CU_ASSERT_EQUAL(inside, ENT_GROUP_CAUSE);
    CU_ASSERT_EQUAL(ent_schema_named("table")->group, ENT_GROUP_ENTRIES);
    CU_ASSERT_TRUE((ent_schema_named("among")->traits & ENT_TRAIT_TEXT) != 0);
    CU_ASSERT_TRUE((ent_schema_named("joins")->traits & ENT_TRAIT_TEXT) == 0);
}

static bool is_list(ent_shape shape)
{
    return shape == ENT_SHAPE_LIST || shape == ENT_SHAPE_LIST_OR_VALUE || shape == ENT_SHAPE_PER_OPTION;
}

/* The shape of a name decides the value that an assignment may write, whichever the group: so it must not depend on the
 * group. A group of settings and a value are written alike (`force`, the section, and the setting of a contributor). */
static void test_one_shape_a_name(void)
{
    size_t count;
    const ent_schema_row *row = ent_schema(&count);

    for (size_t i = 0; i < count; i++) {
        bool section = row[i].group == ENT_GROUP_ROOT && strcmp(row[i].name, "values") == 0; /* never assigned whole */
        bool record = (row[i].traits & ENT_TRAIT_NOT_RESERVED) != 0;
        ent_shape first = record ? row[i].shape : ent_schema_named(row[i].name)->shape;
        CU_ASSERT(section || row[i].shape == first || (!is_list(row[i].shape) && !is_list(first)));
        CU_ASSERT_PTR_EQUAL(ent_schema_find(row[i].group, row[i].name), &row[i]);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"find", test_find}, {"names", test_names}, {"traits", test_traits}, {"inside", test_inside},
        {"records", test_records}, {"one shape a name", test_one_shape_a_name}, CU_TEST_INFO_NULL};

    return ent_run_suite("schema", tests);
}
