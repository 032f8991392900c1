/* Names of formulas: their referents, when they are known, and which of them vary by month. */
#include "base/status.h"
#include "compile/names.h"
#include "settings/tree_case.h"

static const char text[] = "factors: { f = 1; }; events: { e = 0.5; t: { monthly = 0.1; }; };\n"
                           "contributors: { a: { troops = 1; }; b: { troops = 1; }; };\n"
                           "parties: { p: { threshold = 0.1; }; };\n"
                           "demands: { d: { options = (\"x\", \"y\"); p: { weight = 1; scores = (0, 1); }; }; };\n";

static ent_tree tree;
static ent_scenario scenario;
static ent_diagnostics diagnostics;

static void open_scenario(void)
{
    ent_case_file files[] = {{"s.cfg", text, 0}, {0}};

    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_scenario_read(&scenario, "s", &tree, &diagnostics), ENT_OK);
}

static void close_scenario(void)
{
    ent_scenario_free(&scenario);
    ent_tree_free(&tree);
    ent_diagnostics_free(&diagnostics);
}

typedef struct name_case {
    const char *text;
    ent_name_kind kind;
    size_t index;
    ent_time time;
    bool monthly;
} name_case;

static void find(void)
{
    static const ent_time event_time[] = {ENT_TIME_EVENT_2, ENT_TIME_TIMED};
    static const name_case cases[] = {
        {"f", ENT_NAME_FACTOR, 0, ENT_TIME_FACTOR, false},
        {"e", ENT_NAME_EVENT, 0, ENT_TIME_EVENT_2, false},
        {"t", ENT_NAME_EVENT, 1, ENT_TIME_TIMED, true},
        {"b.joins", ENT_NAME_JOINS, 1, ENT_TIME_COALITION, false},
        {"a.troops", ENT_NAME_TROOPS, 0, ENT_TIME_COALITION, false},
        {"p.utility", ENT_NAME_UTILITY, 0, ENT_TIME_TALKS, false},
        {"p.threshold", ENT_NAME_THRESHOLD, 0, ENT_TIME_TALKS, false},
        {"deal.d", ENT_NAME_DEAL, 0, ENT_TIME_TALKS, false},
        {"month", ENT_NAME_MONTH, 0, ENT_TIME_TIMED, true},
        {"calendar", ENT_NAME_CALENDAR, 0, ENT_TIME_TIMED, true},
        {"force.deployed", ENT_NAME_DEPLOYED, 0, ENT_TIME_FORCE, true},
        {"force.ratio", ENT_NAME_RATIO, 0, ENT_TIME_FORCE, true},
        {"force.committed", ENT_NAME_COMMITTED, 0, ENT_TIME_FORCE, false},
        {"truce.cause", ENT_NAME_CAUSE, 0, ENT_TIME_TRUCE, false},
    };

    open_scenario();
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        ent_name name = ent_name_find(&scenario, cases[i].text);
        CU_ASSERT_EQUAL(name.kind, cases[i].kind);
        CU_ASSERT_EQUAL(name.index, cases[i].index);
        CU_ASSERT_EQUAL(ent_name_time(name, event_time), cases[i].time);
        CU_ASSERT_EQUAL(ent_name_is_monthly(name, &scenario), cases[i].monthly);
    }
    close_scenario();
}

static void unknown(void)
{
    static const char *const names[] = {"", "g", "a", "p", "d", "f.x", "a.utility", "p.joins", "deal.x", "deal.",
        ".joins", "force", "force.deploye", "months", "a.joins.x"};

    open_scenario();
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        CU_ASSERT_EQUAL(ent_name_find(&scenario, names[i]).kind, ENT_NAME_UNKNOWN);
    }
    close_scenario();
}

static void fixed_names_are_known(void)
{
    open_scenario();
    for (size_t i = 0; i < ENT_NAMES_FIXED; i++) {
        CU_ASSERT_NOT_EQUAL(ent_name_find(&scenario, ent_name_fixed(i)).kind, ENT_NAME_UNKNOWN);
    }
    close_scenario();
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"find", find}, {"unknown", unknown}, {"fixed names are known", fixed_names_are_known}, CU_TEST_INFO_NULL};

    return ent_run_suite("names", tests);
}
