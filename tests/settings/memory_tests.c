/* Each allocation fails in turn. This program has an arena of its own, which fails on request, in place of the
 * library's. */
#include "failing_arena.h"
#include "settings/tree_case.h"

#include <stdarg.h>
#include <stdlib.h>

/* Loads, copies, assigns and formats. Returns the first status other than ENT_OK. */
static int all_of_it(ent_case_file *files, const char *assignment, ent_diagnostics *diagnostics)
{
    ent_tree tree = {0};
    ent_tree copy = {0};
    ent_arena arena = {0};
    int status = ent_tree_load(&tree, "s.cfg", ent_case_load, files, diagnostics);

    if (status == ENT_OK) {
        status = ent_tree_copy(&copy, &tree);
    }
    if (status == ENT_OK && assignment != NULL) {
        status = ent_tree_assign_argument(&copy, assignment, diagnostics);
    }
    for (size_t i = 0; i < diagnostics->count; i++) {
        if (ent_diagnostic_format(&diagnostics->item[i], NULL, &arena) == NULL) {
            status = ENT_ERR_NO_MEMORY;
        }
    }
    ent_arena_free(&arena);
    ent_tree_free(&copy);
    ent_tree_free(&tree);
    return status;
}

/* Fails the n-th allocation for every n until all succeed; each failure must be reported. */
static void exhaust(ent_case_file *files, const char *assignment, int last)
{
    long n = 0;
    int status;

    for (;; n++) {
        ent_diagnostics diagnostics = {0};
        int lost;
        allocations_left = n;
        status = all_of_it(files, assignment, &diagnostics);
        lost = diagnostics.no_memory;
        ent_diagnostics_free(&diagnostics);
        if (allocations_left >= 0) {
            CU_ASSERT_FALSE(lost);
            break;
        }
        CU_ASSERT_FATAL(n < 100000);
        CU_ASSERT(status == ENT_ERR_NO_MEMORY || (status == last && status != ENT_OK && lost));
    }
    CU_ASSERT(n > 10);
    CU_ASSERT_EQUAL(status, last);
}

static void test_right_files(void)
{
    exhaust(
        (ent_case_file[]){
            {"s.cfg", "base = \"d/b.cfg\"; a = \"x\" \"\\x41\"; g: { l = ( 1, { y = 2.5; } ); }; set = ( \"a = 5\" );",
                0},
            {"d/b.cfg", "g: { x = 1; l = [ true, false ]; }; set = ( \"g.x = ( 1\" ); title = \"b\";", 0}, {0}},
        NULL, ENT_OK);
}

static void test_tables(void)
{
    static const char demands[] = "id;options;p.weight;p.weight.note;p.scores.no;p.scores.yes;q.scores;available.yes\n"
                                  "d;(no, yes);2,5;\"a \"\"b\"\"\";0;35 %;(0, 1);\n";
    static const char *const wrong[] = {"id;x\na;1\n", "id;by\na;1;2\n", "id;available\na;(10,000, 1)\n", "id;by\n",
        "id;by\n\"a\n", "id;by\na;\xFF\n", "id;p.scores.no\na;1\n", "id;options;p.scores.no\na;(no, yes);1\n",
        "by\n1\n", "id;by;by;;id\na;1;2;3;4\n", "id;by\na;1\na;2\n;3\nname;4\n", "id;options\na;no\n",
        "id;p.weight\na;10,000\n"};

    exhaust((ent_case_file[]){{"s.cfg",
                                  "demands: { table = \"d/t.csv\"; d: { by = \"p\"; }; }; "
                                  "events: { table = \"d/u.csv\"; }; factors: { table = \"./d/u.csv\"; };",
                                  0},
                {"d/t.csv", demands, 0}, {"d/u.csv", "id,value,value.note\ne,1,n\n", 0}, {0}},
        "demands.d.p.weight = 3", ENT_OK);
    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
        exhaust((ent_case_file[]){{"s.cfg", "demands: { table = \"t.csv\"; };", 0}, {"t.csv", wrong[i], 0}, {0}}, NULL,
            ENT_ERR_SCENARIO);
    }
    exhaust((ent_case_file[]){{"s.cfg", "events: { table = \"gone.csv\"; };", 0}, {0}}, NULL, ENT_ERR_SCENARIO);
    exhaust((ent_case_file[]){{"s.cfg", "events: { table = 5; };", 0}, {0}}, NULL, ENT_ERR_SCENARIO);
}

static void test_assignments(void)
{
    static const char text[] =
        "events: { mandate = 1; }; demands: { d: { options = ( \"no\", \"yes\" ); p: { scores = ( 0, 1 ); }; }; };";
    static const char *const right[] = {"demands.d.p.scores.yes = 0.5", "demands.d.p.refuses.yes = 0.5",
        "demands.d.available.no = \"true\"", "demands.d.q.scores = ( 1, x )", "correlations.other.rho = 0.5",
        "a.values = ( ( 1 ), 2 )"};
    static const char *const wrong[] = {"events.mandat = 1", "events.other.monthly = 5%", "demands.d.p.scores.yess = 1",
        "demands.d.available.other = 1", "demands.d.q.scores.yes = 1", "checks = 5", "checks = ( 1,, 2 )", "a", "= 1",
        "a =", "a == 1", "a..b = 1", "base = 1", "events.mandate.value = 1", "events.mandate.note = 1",
        "demands.d.p.scores.no.x = 1", "a = \xFF"};

    for (size_t i = 0; i < sizeof(right) / sizeof(*right); i++) {
        exhaust((ent_case_file[]){{"s.cfg", text, 0}, {0}}, right[i], ENT_OK);
    }
    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
        exhaust((ent_case_file[]){{"s.cfg", text, 0}, {0}}, wrong[i], ENT_ERR_SCENARIO);
    }
}

static void test_mistakes(void)
{
    static const char *const wrong[] = {"joins = 40%;", "a = 10,000; b = 0,5; c = yes;", "a = ( 10,000 );",
        "a = 3000000000; b = 0x; c = 1e999;", "a = [1, 2.5]; b = [(1)];", "a = (1,); b = (1 \"x\"); c = (1;",
        "a = \"x; b = 1;", "a = \xE2\x80\x9Cx\xE2\x80\x9D; b = 'x;", "a == 1; b 2; c = ;",
        "us support = 1; 3rd = 1; \"f\": 1; a.b = 1; a.b.c = 1;", "true = 1; \xC3\xA9 = 1; m\xC3\xBC = 1;",
        "a = 1; a = 2;", "/* x", "", "a: { force = 1;", "a = ( 1 ];", "@include \"x\"", "a = 1;\xC2\xA0",
        "a = \"\\x00\" \"\\xFF\";", "\xFF", "a = 1; }; ;", "{ a = 1; };", "a = 1; { b = 2; };", "a = ( \"x\" \"y\", );",
        "base = 5;", "base = \"s.cfg\";", "a = 1; set = 5;", "a = 1; set = ( 5, \"x\" );"};

    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
        exhaust((ent_case_file[]){{"s.cfg", wrong[i], 0}, {0}}, NULL, ENT_ERR_SCENARIO);
    }
    exhaust((ent_case_file[]){{"s.cfg", "base = \"gone.cfg\";", 0}, {0}}, NULL, ENT_ERR_IO);
}

int main(void)
{
    CU_TestInfo tests[] = {{"right files", test_right_files}, {"tables", test_tables},
        {"assignments", test_assignments}, {"mistakes", test_mistakes}, CU_TEST_INFO_NULL};

    return ent_run_suite("memory", tests);
}
