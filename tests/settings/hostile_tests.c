/* Damaged and hostile texts: of any text read, nothing crashes, hangs or leaks (the sanitizers watch), a refusal comes
 * with a message, its place lies in the text, and libconfig reads each accepted text too. */
#include "settings/libconfig_values.h"
#include "settings/syntax.h"
#include "settings/tree_case.h"

static char original[65536];
static size_t original_length;

static void read_example(void)
{
    FILE *file = fopen(ENTENTE_SOURCE "/scenarios/example.cfg", "rb");

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    original_length = fread(original, 1, sizeof(original) - 1, file);
    original[original_length] = '\0';
    fclose(file);
    CU_ASSERT(original_length > 1000);
}

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

/* Of a text without mistakes libconfig reads the same values. */
static void compare_with_libconfig(const char *text, size_t length)
{
    ent_source source = {.name = "s.cfg", .text = text, .length = length};
    ent_arena arena = {0};
    ent_diagnostics diagnostics = {0};
    ent_setting *root;
    char message[200];

    if (ent_syntax_read(&source, &arena, &root, &diagnostics) == ENT_OK &&
        !libconfig_agrees(root, text, length, message)) {
        printf("\n%s\n%s\n", message, text);
        CU_FAIL("libconfig and the engine read other values");
    }
    ent_diagnostics_free(&diagnostics);
    ent_arena_free(&arena);
}

/* Loads a text and, on success, carries out an assignment. Returns the status of loading. */
static int survive(const char *text, size_t length)
{
    ent_case_file files[] = {{"s.cfg", text, length}, {0}};
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};
    int status = ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics);

    CU_ASSERT(status == ENT_OK || status == ENT_ERR_SCENARIO || status == ENT_ERR_IO);
    compare_with_libconfig(text, length);
    ent_diagnostics_sort(&diagnostics);
    check_diagnostics(&diagnostics, status);
    if (status == ENT_OK) {
        ent_case_check(&tree);
    }
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
    return status;
}

static void test_every_truncation(void)
{
    size_t refused = 0;

    for (size_t length = 1; length <= original_length; length++) {
        refused += survive(original, length) != ENT_OK ? 1 : 0;
    }
    CU_ASSERT(refused > original_length / 2);
}

static unsigned next_random(unsigned *state)
{
    *state = *state * 1664525U + 1013904223U;
    return *state >> 8;
}

/* Characters with a meaning in the language, and bytes that no file should contain. */
static char any_byte(unsigned *state)
{
    static const char signs[] = "{}()[]=:;,\"\"\\#/*@.-+0x9eL%'\n\t ab_\xC3\xA9\xE2\x80\x9C\xFF\x01";

    return signs[next_random(state) % (sizeof(signs) - 1)];
}

static void test_mutated_bytes(void)
{
    static char text[sizeof(original)];
    unsigned state = 20250821;

    for (int round = 0; round < 4000; round++) {
        memcpy(text, original, original_length + 1);
        for (unsigned k = next_random(&state) % 4 + 1; k > 0; k--) {
            text[next_random(&state) % original_length] = any_byte(&state);
        }
        survive(text, original_length);
    }
}

static void test_moved_pieces(void)
{
    static char text[2 * sizeof(original)];
    unsigned state = 7;

    for (int round = 0; round < 2000; round++) { /* a part of the text is doubled or removed */
        size_t from = next_random(&state) % original_length;
        size_t to = from + next_random(&state) % (original_length - from);
        size_t n = round % 2 == 0 ? to : from;
        memcpy(text, original, n);
        memcpy(text + n, original + (round % 2 == 0 ? from : to), original_length - (round % 2 == 0 ? from : to));
        n += original_length - (round % 2 == 0 ? from : to);
        text[n] = '\0';
        survive(text, n > 0 ? n : 1);
    }
}

static void test_random_signs(void)
{
    char text[201]; /* the reader wants a NUL behind the text */
    unsigned state = 99;

    for (int round = 0; round < 20000; round++) {
        size_t length = next_random(&state) % (sizeof(text) - 1) + 1;
        for (size_t i = 0; i < length; i++) {
            text[i] = any_byte(&state);
            if (next_random(&state) % 8 == 0) {
                text[i] = (char) (unsigned char) next_random(&state);
            }
        }
        text[length] = '\0';
        survive(text, length);
    }
}

/* Short texts of valid tokens: most are nearly correct, so that many are read. */
static void test_random_pieces(void)
{
    static const char *const pieces[] = {"a", "b = ", "c: ", "1", "2.5", "-.5e3", "0x1F", "5L", "true", "\"x\"",
        "\"\\x41\"", "(", ")", "[", "]", "{", "}", ";", ",", " ", "\n", "#\n", "//", "/**/", "=", "d = 1; ",
        "e = ( 1, \"y\" ); ", "f: { g = 1; }; "};
    char text[400];
    unsigned state = 5;
    size_t right = 0;

    for (int round = 0; round < 30000; round++) {
        size_t n = 0;
        text[0] = '\0';
        for (unsigned k = next_random(&state) % 9 + 1; k > 0; k--) {
            n += (size_t) snprintf(
                text + n, sizeof(text) - n, "%s", pieces[next_random(&state) % (sizeof(pieces) / sizeof(*pieces))]);
        }
        right += survive(text, n) == ENT_OK ? 1 : 0;
    }
    CU_ASSERT(right > 500);
}

static void test_hostile_assignments(void)
{
    static const char *const pieces[] = {"demands.d.p.scores.no", "demands.d.available", "force.required", "events.x",
        ".", "=", " ", "(", ")", "[", "]", ",", "\"", "'", "5", "20k", "a", "set", "checks", "values", "refuses",
        "value", "\xC3\xA9", "\n"};
    ent_case_file files[] = {
        {"s.cfg", "demands: { d: { options = ( \"no\", \"yes\" ); p: { scores = ( 0, 1 ); }; }; }; events: { x = 1; };",
            0},
        {0}};
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};
    unsigned state = 3;
    char text[300];

    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_OK);
    for (int round = 0; round < 20000; round++) {
        ent_tree copy = {0};
        ent_diagnostics said = {0};
        size_t n = 0;
        int status;
        text[0] = '\0';
        for (unsigned k = next_random(&state) % 10 + 1; k > 0; k--) {
            n += (size_t) snprintf(
                text + n, sizeof(text) - n, "%s", pieces[next_random(&state) % (sizeof(pieces) / sizeof(*pieces))]);
        }
        CU_ASSERT_EQUAL_FATAL(ent_tree_copy(&copy, &tree), ENT_OK);
        status = ent_tree_assign_argument(&copy, text, &said);
        CU_ASSERT(status == ENT_OK || status == ENT_ERR_SCENARIO);
        CU_ASSERT_EQUAL(said.errors, status == ENT_OK ? 0 : 1);
        check_diagnostics(&said, status);
        ent_case_check(&copy);
        ent_diagnostics_free(&said);
        ent_tree_free(&copy);
    }
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

int main(void)
{
    CU_TestInfo tests[] = {{"the example", read_example}, {"every truncation", test_every_truncation},
        {"mutated bytes", test_mutated_bytes}, {"moved pieces", test_moved_pieces}, {"random signs", test_random_signs},
        {"random pieces", test_random_pieces}, {"assignments", test_hostile_assignments}, CU_TEST_INFO_NULL};

    return ent_run_suite("hostile", tests);
}
