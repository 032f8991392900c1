/* Tables as settings: rows as groups, columns by path and by option, overriding settings, bases, positions. */
#include "settings/tree_case.h"

/* Loads s.cfg beside t.csv and other files, and compares the tree and the diagnostics. */
static void expect_files(ent_case_file *files, int status, const char *expected)
{
    static ent_case_text out;
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};

    out = (ent_case_text){.length = 0};
    CU_ASSERT_EQUAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), status);
    if (tree.root != NULL) {
        ent_case_check(&tree);
        ent_case_setting(&out, tree.root);
        ent_case_print(&out, "\n");
    }
    ent_diagnostics_sort(&diagnostics);
    ent_case_diagnostics(&out, &diagnostics);
    ent_case_compare(files[1].text, out.text, expected);
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

static void expect(const char *scenario, const char *table, int status, const char *expected)
{
    ent_case_file files[] = {{"s.cfg", scenario, 0}, {"t.csv", table, 0}, {0}};

    expect_files(files, status, expected);
}

static const char contributors[] = "contributors = { table = \"t.csv\"; };";

static void test_rows(void)
{
    expect(contributors, "id;name;troops;joins\nitaly;Italie;1k to 4k;35 %\nspain;;2 500;0,5\n", ENT_OK,
        "{contributors={italy={name=\"Italie\" troops=\"1k to 4k\" joins=\"35%\"} spain={troops=\"2500\" "
        "joins=\"0.5\"}}}\n");
    expect("events: { table = \"t.csv\"; };", "id,value\na,15%\n", ENT_OK, "{events={a={value=\"15%\"}}}\n");
    expect("talks: { stages: { table = \"t.csv\"; }; };", "id,value,note\na,15%,n\n", ENT_OK,
        "{talks={stages={a={value=\"15%\" note=\"n\"}}}}\n");
    expect("truce: { causes: { table = \"t.csv\"; }; };", "id,hazard\na,0.1\n", ENT_OK,
        "{truce={causes={a={hazard=\"0.1\"}}}}\n");
    expect("variants: { table = \"t.csv\"; };", "id,name,set\na,A,\"( \"\"x.y = 1\"\", z = 2 )\"\n", ENT_OK,
        "{variants={a={name=\"A\" set=(\"x.y = 1\" \"z = 2\")}}}\n");
    expect("correlations: { table = \"t.csv\"; };", "id;among;rho\na;(*.joins, resolve);0,3\n", ENT_OK,
        "{correlations={a={among=(\"*.joins\" \"resolve\") rho=\"0.3\"}}}\n");
    expect("guarantees: { table = \"t.csv\"; };", "id,against,fails_for_good\na,offensive,FALSE\n", ENT_OK,
        "{guarantees={a={against=\"offensive\" fails_for_good=\"false\"}}}\n");
}

/* Texts are taken as they stand. */
static void test_texts(void)
{
    expect(contributors, "id;name;note;source;troops\na;1,5;10,000 men;TRUE;5\n", ENT_OK,
        "{contributors={a={name=\"1,5\" note=\"10,000 men\" source=\"TRUE\" troops=\"5\"}}}\n");
    expect("guarantees: { table = \"t.csv\"; };", "id,by\na,\"10,000 friends\"\n", ENT_OK,
        "{guarantees={a={by=\"10,000 friends\"}}}\n");
}

static void test_byte_order_mark(void)
{
    expect(contributors, "\xEF\xBB\xBFid,troops\r\na,5\r\n", ENT_OK, "{contributors={a={troops=\"5\"}}}\n");
}

/* A column `troops.note` makes `troops` the value of a group. */
static void test_parts(void)
{
    expect(contributors, "id,troops,troops.note,joins\na,5,from the ministry,1\nb,6,,1\n", ENT_OK,
        "{contributors={a={troops={value=\"5\" note=\"from the ministry\"} joins=\"1\"} b={troops={value=\"6\"} "
        "joins=\"1\"}}}\n");
    expect(contributors, "id,troops.note,troops\na,n,5\n", ENT_OK,
        "{contributors={a={troops={note=\"n\" value=\"5\"}}}}\n");
    expect("demands: { table = \"t.csv\"; };",
        "id,options,russia.weight,russia.scores\nd,\"(no, yes)\",25,\"(0, 1)\"\n", ENT_OK,
        "{demands={d={options=(\"no\" \"yes\") russia={weight=\"25\" scores=(0 1)}}}}\n");
}

static void test_options(void)
{
    expect("demands: { table = \"t.csv\"; };",
        "id;options;russia.scores.no;russia.scores.yes;available.yes;russia.refuses.no\n"
        "d;(no, yes);0;0,5;un;60 %\ne;\"(\"\"yes: Yes, all\"\", no)\";1;0;;\n",
        ENT_OK,
        "{demands={d={options=(\"no\" \"yes\") russia={scores=(\"0\" \"0.5\") refuses=(\"60%\" 0)} available=(true "
        "\"un\")} e={options=(\"yes: Yes, all\" \"no\") russia={scores=(\"0\" \"1\")}}}}\n");
    expect("demands: { table = \"t.csv\"; d: { options = ( \"no\", \"yes\" ); q: { scores = ( 1, 0 ); }; }; };",
        "id,p.scores.no,p.scores.yes,q.scores.no,q.scores.yes\nd,0,1,0,1\n", ENT_OK,
        "{demands={d={options=(\"no\" \"yes\") q={scores=(1 0)} p={scores=(\"0\" \"1\")}}}}\n");
    expect("demands: { table = \"t.csv\"; };", "id,options,p.scores.no\nd,\"(no, yes)\",1\n", ENT_ERR_SCENARIO,
        "{demands={d={options=(\"no\" \"yes\") p={scores=(\"1\" \"\")}}}}\n"
        "E t.csv:2:1+1 demands.d.p.scores: the option `yes` has no value [fill in the cell of each option]\n");
    expect("demands: { table = \"t.csv\"; };", "id,options,p.scores.maybe\nd,\"(no, yes)\",1\n", ENT_ERR_SCENARIO,
        "E t.csv:2:15+1 demands.d: `d` has no option `maybe` [leave the cell empty where a demand has no such "
        "option]\n");
    expect("demands: { table = \"t.csv\"; };", "id,p.scores.no\nd,1\n", ENT_ERR_SCENARIO,
        "E t.csv:2:3+1 demands.d: `d` has no list of options, which the column `p.scores.no` needs [give `options` in "
        "the table or in the group of the file]\n");
}

/* Groups of the file go over rows, deeply; rows come first. */
static void test_file_over_rows(void)
{
    expect("contributors = { c: { troops = 9; }; table = \"t.csv\"; b: { joins = 1; pool = 3; }; name = \"All\"; };",
        "id,troops,joins\na,1,2\nb,3,4\n", ENT_OK,
        "{contributors={a={troops=\"1\" joins=\"2\"} b={troops=\"3\" joins=1 pool=3} c={troops=9} name=\"All\"}}\n");
    expect("factors = { table = \"t.csv\"; a = 5; };", "id,value,note\na,1,n\n", ENT_OK, "{factors={a=5}}\n");
    expect("contributors = { table = \"t.csv\"; }; set = ( \"contributors.a.joins = 0.5\" );", "id,joins\na,1\n",
        ENT_OK, "{contributors={a={joins=f0.5}} set=(\"contributors.a.joins = 0.5\")}\n");
}

/* A base's table is read beside the base, and the file's rows go over it. */
static void test_bases(void)
{
    ent_case_file files[] = {
        {"s.cfg", "base = \"d/b.cfg\"; contributors = { table = \"u.csv\"; x: { troops = 7; }; };", 0},
        {"u.csv", "id,joins\na,9\n", 0},
        {"d/b.cfg",
            "contributors = { table = \"../u.csv\"; a: { pool = 3; }; };"
            " events = { table = \"./t.csv\"; }; factors = { table = \"../d/t.csv\"; };",
            0},
        {"d/../u.csv", "id,joins\na,9\n", 0}, {"d/./t.csv", "id,value\ne,1\n", 0}, {0}};
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};

    expect_files(files, ENT_OK,
        "{contributors={a={joins=\"9\" pool=3} x={troops=7}} events={e={value=\"1\"}} factors={e={value=\"1\"}} "
        "base=\"d/b.cfg\"}\n");
    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(tree.files.count, 2);
    CU_ASSERT_EQUAL_FATAL(tree.tables.count, 2); /* each file once */
    CU_ASSERT_STRING_EQUAL(tree.tables.item[0]->path, "u.csv");
    CU_ASSERT_STRING_EQUAL(tree.tables.item[1]->path, "d/./t.csv");
    CU_ASSERT_STRING_EQUAL(tree.tables.item[0]->bytes, "id,joins\na,9\n");
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

/* Positions of settings in which the compiler may find errors later point into the table. */
static void test_positions(void)
{
    ent_case_file files[] = {
        {"s.cfg", contributors, 0}, {"t.csv", "id;joins;pool\n\xC3\xA9;\"max(1 000; \"\"x)\";(0, 1)\n", 0}, {0}};
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};
    const ent_setting *joins;
    ent_position at;

    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_OK);
    joins = ent_setting_find(tree.root, "contributors.\xC3\xA9.joins");
    CU_ASSERT_PTR_NOT_NULL_FATAL(joins);
    CU_ASSERT_STRING_EQUAL(joins->text, "max(1000; \"x)");
    CU_ASSERT_STRING_EQUAL(joins->at.source->name, "t.csv");
    CU_ASSERT(joins->at.line == 2 && joins->at.column == 3 && joins->at.length == 17);
    at = ent_setting_text_position(joins, 4, 4); /* 1 000 */
    CU_ASSERT(at.line == 2 && at.column == 8 && at.length == 5);
    at = ent_setting_text_position(joins, 10, 1); /* "" */
    CU_ASSERT(at.line == 2 && at.column == 15 && at.length == 2);
    at = ent_setting_text_position(joins, 12, 1); /* ) */
    CU_ASSERT(at.line == 2 && at.column == 18 && at.length == 1);
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

int main(void)
{
    CU_TestInfo tests[] = {{"rows", test_rows}, {"texts", test_texts}, {"byte order mark", test_byte_order_mark},
        {"parts", test_parts}, {"options", test_options}, {"file over rows", test_file_over_rows},
        {"bases", test_bases}, {"positions", test_positions}, CU_TEST_INFO_NULL};

    return ent_run_suite("table", tests);
}
