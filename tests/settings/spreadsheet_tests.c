/* Tables that LibreOffice saved in English, French and German (tests/settings/spreadsheets/spreadsheets.sh made them):
 * the same settings in all three. */
#include "load_file.h"
#include "settings/tree_case.h"

#define FOLDER ENTENTE_SOURCE "/tests/settings/spreadsheets/"

/* An ent_loader with the path of the table as its context; the scenario is in memory. */
static int load(void *context, const char *path, ent_arena *arena, const char **text, size_t *length)
{
    static const char scenario[] = "contributors = { table = \"t.csv\"; };";

    if (strcmp(path, "s.cfg") == 0) {
        *text = scenario;
        *length = sizeof(scenario) - 1;
        return ENT_OK;
    }
    return ent_test_load_file(NULL, context, arena, text, length);
}

static void expect(char *path, int status, const char *expected)
{
    static ent_case_text out;
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};

    out = (ent_case_text){.length = 0};
    CU_ASSERT_EQUAL(ent_tree_load(&tree, "s.cfg", load, path, &diagnostics), status);
    if (status == ENT_OK && tree.root != NULL) {
        ent_case_check(&tree);
        ent_case_setting(&out, tree.root);
    }
    for (size_t i = 0; i < diagnostics.count; i++) {
        ent_case_print(&out, "%s: %s\n", diagnostics.item[i].path, diagnostics.item[i].text);
    }
    ent_case_compare(path, out.text, expected);
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

/* 2.5 is shown with two decimals, which stay as they are. */
static const char settings[] =
    "{contributors={france={name=\"R\xC3\xA9publique fran\xC3\xA7"
    "aise\" troops=\"10000\" joins=\"35%\" leaves=\"0.05\" "
    "lead_months=\"2.50\" allowed=\"true\" note=\"\xE2\x80\x9CNo\xE2\x80\x9D, said the minister; then: "
    "\"maybe\"\nSecond "
    "line\"} tuerkiye={name=\"T\xC3\xBCrkiye\" troops=\"1k to 4k\" joins=\"logistic(0.4 + 0.8 * resolve)\" "
    "lead_months=\"1234.5\" allowed=\"false\" note=\"=SUM, 50 %; \xE2\x80\x9C\xC3\x9C"
    "bung\xE2\x80\x9D\"}}}";

static void test_three_languages(void)
{
    expect(FOLDER "pledges-en-US.csv", ENT_OK, settings);
    expect(FOLDER "pledges-fr-FR.csv", ENT_OK, settings);
    expect(FOLDER "pledges-de-DE.csv", ENT_OK, settings);
}

/* The same sheet with a separator of thousands: a blank in French; a comma and a point are ambiguous. */
static void test_thousands(void)
{
    expect(FOLDER "grouped-fr-FR.csv", ENT_OK, settings);
    expect(FOLDER "grouped-en-US.csv", ENT_ERR_SCENARIO,
        "contributors.france.troops: `10,000` is ambiguous: 10000 with a separator of thousands, or 10 with a decimal "
        "comma\n");
    expect(FOLDER "grouped-de-DE.csv", ENT_ERR_SCENARIO,
        "contributors.france.troops: `10.000` is ambiguous: 10000 with a separator of thousands, or 10 with a decimal "
        "point\n");
}

int main(void)
{
    CU_TestInfo tests[] = {{"three languages", test_three_languages}, {"thousands", test_thousands}, CU_TEST_INFO_NULL};

    return ent_run_suite("spreadsheet", tests);
}
