/* Every mistake of a table: one message at its line and column. */
#include "settings/tree_case.h"

static void expect(const char *scenario, const char *table, const char *expected)
{
    static ent_case_text out;
    ent_case_file files[] = {{"s.cfg", scenario, 0}, {table != NULL ? "t.csv" : NULL, table, 0}, {0}};
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};

    out = (ent_case_text){.length = 0};
    CU_ASSERT_EQUAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_ERR_SCENARIO);
    ent_case_diagnostics(&out, &diagnostics);
    ent_case_compare(table != NULL ? table : scenario, out.text, expected);
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

static const char contributors[] = "contributors = { table = \"t.csv\"; };";

static void test_the_setting(void)
{
    expect("contributors = { table = 5; };", NULL,
        "E 1:26+1 contributors.table: expected the name of a CSV file in quotes [table = \"pledges.csv\";]\n");
    expect("contributors = { table = \"\"; };", NULL,
        "E 1:26+2 contributors.table: expected the name of a CSV file in quotes [table = \"pledges.csv\";]\n");
    expect("truce: { causes: { table = ( \"t.csv\" ); }; };", NULL,
        "E 1:28+1 truce.causes.table: expected the name of a CSV file in quotes [table = \"pledges.csv\";]\n");
    expect("contributors = { table = \"gone.csv\"; };", NULL,
        "E 1:26+10 contributors.table: the file gone.csv cannot be read [check the name and the folder]\n");
    expect("truce = ( 1 ); events = ( 2 ); contributors = { table = \"gone.csv\"; };", NULL, /* no groups at all */
        "E 1:57+10 contributors.table: the file gone.csv cannot be read [check the name and the folder]\n");
}

static void test_the_header(void)
{
    expect(contributors, "id,troops,joinz\na,1,2\n",
        "E t.csv:1:11+5 contributors: there is no setting `joinz` for this column [did you mean `joins`?]\n");
    expect(contributors, "id,TROOPS\na,1\n",
        "E t.csv:1:4+6 contributors: there is no setting `TROOPS` for this column [did you mean `troops`?]\n");
    expect("factors = { table = \"t.csv\"; };", "id,weight\na,1\n",
        "E t.csv:1:4+6 factors: there is no setting `weight` for this column [known here: value, name, note, "
        "source]\n");
    expect(contributors, "id,troops,troops\na,1,2\n",
        "E t.csv:1:11+6 contributors: two columns are called `troops` [rename or remove one of the two]\n");
    expect(contributors, "id,troops,troops.value\na,1,2\n",
        "E t.csv:1:11+12 contributors: two columns are called `troops.value` [rename or remove one of the two]\n");
    expect("demands = { table = \"t.csv\"; };", "id,p.scores,p.scores.no\na,1,2\n",
        "E t.csv:1:13+11 demands: the columns give the list `p.scores` twice [give the list as a whole, or a column "
        "for "
        "each option]\n");
    expect(contributors, "id,troops,\na,1,2\n",
        "E t.csv:1:11+1 contributors: the column has no header [write the name of a setting into the first row, or "
        "clear "
        "the column]\n");
    expect(contributors, "id,the troops\na,1\n",
        "E t.csv:1:4+10 contributors: `the troops` cannot be the name of a setting [a header is the name of a setting, "
        "joins, or a path to one, russia.weight]\n");
    expect(contributors, "troops,joins\n1,2\n",
        "E t.csv:1:1+6 contributors: the first column is `troops`, expected the names of the entries [put a column "
        "`id` "
        "in front, with a name for each row that formulas use: united_kingdom]\n");
    expect(contributors, "troops,id\n1,2\n",
        "E t.csv:1:1+6 contributors: the first column is `troops`, expected the names of the entries [put a column "
        "`id` "
        "in front, with a name for each row that formulas use: united_kingdom]\n"
        "E t.csv:1:8+2 contributors: the column `id` is not the first one [move it to the front of the table]\n");
    expect(contributors, "id|troops\na|1\n",
        "E t.csv:1:1+9 contributors: the header `id|troops` has no separator of columns [separate the columns by "
        "commas, "
        "semicolons or tabs]\n");
}

static void test_rows(void)
{
    expect(contributors, "id,troops\na,1\na,2\n",
        "E t.csv:3:1+1 contributors: two rows are called `a`: the other is on line 2 [give each row a name of its own, "
        "or "
        "remove one]\n");
    expect(contributors, "id,troops\n,1\n",
        "E t.csv:2:1+1 contributors: the row has no name in its first column [write a name that formulas use: "
        "united_kingdom]\n");
    expect(contributors, "id,troops\nname,1\ntable,2\n",
        "E t.csv:2:1+4 contributors: `name` is a word of the language and cannot be a name [choose another, for "
        "example "
        "`name_1`]\n"
        "E t.csv:3:1+5 contributors: `table` is a word of the language and cannot be a name [choose another, for "
        "example "
        "`table_1`]\n");
    expect(contributors, "id,troops\n\"a\nb\",1\n",
        "E t.csv:2:1+2 contributors: the first column has a text of several lines or of more than 100 bytes, expected "
        "a "
        "name [the full name goes into a column `name`]\n");
    expect(contributors, "id,joins,troops\na,0,35,5\n",
        "E t.csv:2:8+1 contributors: the row has 4 cells, the header has 3 [put a cell that holds a comma in double "
        "quotes: \"0,35\"]\n");
    expect(contributors, "id;joins;troops\na;5\n",
        "E t.csv:2:3+1 contributors: the row has 2 cells, the header has 3 [write a semicolon for each empty cell "
        "too]\n");
}

static void test_cells(void)
{
    expect(contributors, "id,joins\na,\"10,000\"\nb,#REF!\n",
        "E t.csv:2:4+6 contributors.a.joins: `10,000` is ambiguous: 10000 with a separator of thousands, or 10 with a "
        "decimal comma [write 10000 or 10]\n"
        "E t.csv:3:3+5 contributors.b.joins: `#REF!` is the spreadsheet's mark of an error [correct the cell in the "
        "spreadsheet, and save the table again]\n");
    expect(contributors, "id;joins\na;5 + 1.250k\n",
        "E t.csv:2:7+5 contributors.a.joins: `1.250` is ambiguous: 1250k with a separator of thousands, or 1.25k with "
        "a "
        "decimal point [write 1250k or 1.25k]\n");
    /* a comma elsewhere in the file shows that points may separate thousands */
    expect(contributors, "id,joins,troops\na,\"0,35\",10.000\n",
        "E t.csv:2:10+6 contributors.a.troops: `10.000` is ambiguous: 10000 with a separator of thousands, or 10 with "
        "a "
        "decimal point [write 10000 or 10]\n");
    expect("correlations: { table = \"t.csv\"; };", "id,among\na,resolve\n",
        "E t.csv:2:3+7 correlations.a.among: `among` is a list, expected ( …, … ) [for example correlations.a.among = "
        "( a, b )]\n");
}

static void test_files(void)
{
    expect(contributors,
        "id;name\na;Fran\xE7"
        "ais\n",
        "E t.csv:2:7+1 contributors: the byte 0xE7 is not UTF-8 [in Calc: Save As, Text CSV, character set Unicode "
        "(UTF-8); in Excel: Save As, CSV UTF-8 (comma delimited)]\n");
    expect(contributors, "\xFF\xFEi",
        "E t.csv:1:1+1 contributors: the file is UTF-16, expected UTF-8 [in Calc: Save As, "
        "Text CSV, character set Unicode (UTF-8); in Excel: Save As, CSV UTF-8 (comma "
        "delimited)]\n");
    expect(contributors, "id,joins\na,\x01\n",
        "E t.csv:2:3+1 contributors: the control character U+0001 has no place in a table [remove it]\n");
    expect(contributors, "",
        "E t.csv:1:1+1 contributors: the table is empty [the first row has the names of the columns, "
        "id, joins, note, and each other row is an entry]\n");
}

/* Mistakes of several tables, and of settings beside them, are all reported. */
static void test_all_at_once(void)
{
    expect("contributors = { table = \"t.csv\"; }; events = { table = \"t.csv\"; };", "id,joins\na,\"1,000\"\n",
        "E t.csv:2:4+5 contributors.a.joins: `1,000` is ambiguous: 1000 with a separator of thousands, or 1 with a "
        "decimal comma [write 1000 or 1]\n"
        "E t.csv:1:4+5 events: there is no setting `joins` for this column [known here: value, monthly, at, chance, "
        "when, lasts, every, during, name, note, source]\n");
}

static void test_too_many(void)
{
    static char table[8192] = "id,joins\n";
    static const char last[] = "that is mistake number 100: the rest of the table is not read";
    ent_case_file files[] = {{"s.cfg", contributors, 0}, {"t.csv", table, 0}, {0}};
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};
    size_t n = strlen(table);

    for (int i = 0; i < 200; i++) {
        n += (size_t) snprintf(table + n, sizeof(table) - n, "c%d,\"10,000\"\n", i);
    }
    CU_ASSERT_EQUAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_ERR_SCENARIO);
    CU_ASSERT_PTR_NULL(tree.root);
    CU_ASSERT_EQUAL_FATAL(diagnostics.count, 101);
    CU_ASSERT_STRING_EQUAL(diagnostics.item[100].text, last);
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

/* A table is read with its file: no assignment changes it, but its settings can be set. */
static void test_assignments(void)
{
    static ent_case_text out;
    ent_case_file files[] = {{"s.cfg", contributors, 0}, {"t.csv", "id,joins\na,1\n", 0}, {0}};
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};

    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_tree_assign_argument(&tree, "contributors.table = u.csv", &diagnostics), ENT_ERR_SCENARIO);
    CU_ASSERT_EQUAL(ent_tree_assign_argument(&tree, "contributors.b.joins = 1", &diagnostics), ENT_ERR_SCENARIO);
    CU_ASSERT_EQUAL(ent_tree_assign_argument(&tree, "contributors.a.joins = 50%", &diagnostics), ENT_OK);
    CU_ASSERT_STRING_EQUAL(ent_setting_find(tree.root, "contributors.a.joins")->text, "50%");
    ent_case_diagnostics(&out, &diagnostics);
    ent_case_compare("assignments", out.text,
        "E --set:1:14+5 contributors.table: `table` is read with the file and cannot be set [set its settings one by "
        "one, "
        "or write `table` in a file with `base`]\n"
        "E --set:1:14+1 contributors.b.joins: there is no `b` in `contributors` [known here: a]\n");
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

int main(void)
{
    CU_TestInfo tests[] = {{"the setting", test_the_setting}, {"the header", test_the_header}, {"rows", test_rows},
        {"cells", test_cells}, {"files", test_files}, {"all at once", test_all_at_once}, {"too many", test_too_many},
        {"assignments", test_assignments}, CU_TEST_INFO_NULL};

    return ent_run_suite("table_messages", tests);
}
