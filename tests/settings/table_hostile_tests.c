/* Damaged and hostile tables: of any table read, nothing crashes, hangs or leaks (the sanitizers watch), a refusal
 * comes with a message whose place lies in a file, and an accepted table is a valid tree. */
#include "settings/tree_case.h"

static const char scenario[] = "contributors = { table = \"t.csv\"; a: { joins = 1; }; };"
                               "demands = { table = \"u.csv\"; d: { options = ( \"no\", \"yes\" ); }; };";
static const char contributors[] = "id;name;troops;troops.note;joins;lead_months\r\n"
                                   "a;\xC3\x89t\xC3\xA9;10 000;\"two\r\nlines \"\"quoted\"\"\";35\xC2\xA0%;2,5\r\n"
                                   "b;;max(1.000,5; x);;logistic(0,5 + 1,1 * x);1.234,5\r\n;;;;;\r\n";
static const char demands[] = "id,options,p.weight,p.scores.no,p.scores.yes,q.scores,available.yes\n"
                              "d,,25,0,\"0,5\",\"(0, 1)\",TRUE\n"
                              "e,\"( \"\"no: No, never\"\", yes )\",1,1,0,\"(1, 0)\",\n";

static void check_diagnostics(const ent_diagnostics *diagnostics, int status)
{
    ent_arena arena = {0};

    CU_ASSERT_EQUAL(diagnostics->errors > 0, status != ENT_OK);
    for (size_t i = 0; i < diagnostics->count; i++) {
        const ent_diagnostic *item = &diagnostics->item[i];
        CU_ASSERT(item->at.source != NULL && item->at.line >= 1 && item->at.column >= 1 && item->at.length >= 1);
        CU_ASSERT_PTR_NOT_NULL(ent_diagnostic_format(item, 0, &arena));
    }
    ent_arena_free(&arena);
}

/* Loads the scenario with two tables. Returns the status of loading. */
static int survive(const char *first, size_t first_length, const char *second, size_t second_length)
{
    ent_case_file files[] = {
        {"s.cfg", scenario, 0}, {"t.csv", first, first_length}, {"u.csv", second, second_length}, {0}};
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};
    int status = ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics);

    CU_ASSERT(status == ENT_OK || status == ENT_ERR_SCENARIO);
    check_diagnostics(&diagnostics, status);
    if (tree.root != NULL) {
        ent_case_check(&tree);
    }
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
    return status;
}

static void test_the_originals(void)
{
    CU_ASSERT_EQUAL(survive("id\nx\n", 0, demands, 0), ENT_OK);
    CU_ASSERT_EQUAL(survive(contributors, 0, demands, 0), ENT_ERR_SCENARIO); /* max(1.000,5 is ambiguous */
}

static void test_every_truncation(void)
{
    for (size_t length = 1; length < sizeof(contributors); length++) {
        survive(contributors, length, demands, 0);
    }
    for (size_t length = 1; length < sizeof(demands); length++) {
        survive("id\nx\n", 0, demands, length);
    }
}

static unsigned next_random(unsigned *state)
{
    *state = *state * 1664525U + 1013904223U;
    return *state >> 8;
}

/* Characters with a meaning in a table or a formula, and bytes that no file should contain. */
static char any_byte(unsigned *state)
{
    static const char signs[] = ",;\t\"\r\n'().=+-*%0123456789kMex _:#\xC3\xA9\xC2\xA0\xE2\x80\xAF\xFF\x01";

    return signs[next_random(state) % (sizeof(signs) - 1)];
}

static void test_mutated_bytes(void)
{
    char first[sizeof(contributors)];
    char second[sizeof(demands)];
    unsigned state = 20250822;
    size_t right = 0;

    for (int round = 0; round < 30000; round++) {
        memcpy(first, contributors, sizeof(first));
        memcpy(second, demands, sizeof(second));
        for (unsigned k = next_random(&state) % 3 + 1; k > 0; k--) {
            first[next_random(&state) % (sizeof(first) - 1)] = any_byte(&state);
            second[next_random(&state) % (sizeof(second) - 1)] = any_byte(&state);
        }
        right += survive(round % 2 == 0 ? first : "id\nx\n", 0, second, 0) == ENT_OK ? 1 : 0;
    }
    CU_ASSERT(right > 200);
}

/* Short texts of pieces: most are nearly tables. */
static void test_random_pieces(void)
{
    static const char *const pieces[] = {"id", "troops", "joins", "troops.note", ",", ";", "\t", "\n", "\r\n", "\"",
        "\"\"", "a", "b", "10,000", "0,35", "35 %", "(0, 1)", "max(", ")", "\xC2\xA0", "id,troops\na,", "id;joins\nb;",
        "name", "table", "sep=;", "'", " "};
    char text[400];
    unsigned state = 11;
    size_t right = 0;

    for (int round = 0; round < 40000; round++) {
        size_t n = 0;
        text[0] = '\0';
        for (unsigned k = next_random(&state) % 12 + 1; k > 0; k--) {
            n += (size_t) snprintf(
                text + n, sizeof(text) - n, "%s", pieces[next_random(&state) % (sizeof(pieces) / sizeof(*pieces))]);
        }
        right += survive(text, n, demands, 0) == ENT_OK ? 1 : 0;
    }
    CU_ASSERT(right > 100);
}

int main(void)
{
    CU_TestInfo tests[] = {{"the originals", test_the_originals}, {"every truncation", test_every_truncation},
        {"mutated bytes", test_mutated_bytes}, {"random pieces", test_random_pieces}, CU_TEST_INFO_NULL};

    return ent_run_suite("table_hostile", tests);
}
