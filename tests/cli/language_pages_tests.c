/* The pages about the language of scenarios know every word of the engine: each function, distribution and bargaining
 * rule has an entry with its signature and an example in scenarios/reference/README.md, each name that a formula can
 * see stands there and in an example, and each setting stands in scenarios/README.md. The examples themselves are run
 * by tests/tutorial/examples.sh. */
#include "bargaining/solutions.h"
#include "base/arena.h"
#include "base/read_file.h"
#include "compile/names.h"
#include "distribution/kinds.h"
#include "formula/vocabulary.h"
#include "settings/schema.h"
#include "suite.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static ent_arena arena;
static const char *guide;     /* scenarios/README.md */
static const char *reference; /* scenarios/reference/README.md */

/* The text of a file of the repository; empty, which fails every test, if it cannot be read. */
static const char *page(const char *path)
{
    size_t length = 0;
    int status;
    const char *text = ent_read_file(ent_arena_printf(&arena, "%s/%s", ENTENTE_SOURCE, path), &arena, &length, &status);

    return text != NULL ? text : "";
}

static void lacks(const char *file, const char *what)
{
    fprintf(stderr, "%s lacks %s\n", file, what);
    CU_FAIL("a word of the language that its page does not know");
}

/* The text under a heading of the reference, up to the next heading; NULL without the heading. */
static const char *entry(const char *heading)
{
    const char *start = strstr(reference, ent_arena_printf(&arena, "\n### `%s`\n", heading));
    const char *end;

    if (start == NULL) {
        return NULL;
    }
    end = strstr(start + 1, "\n##");
    return ent_arena_printf(&arena, "%.*s", end != NULL ? (int) (end - start) : (int) strlen(start), start);
}

/* Whether `word` stands within a box of examples (between lines of three backticks) of a text. */
static bool in_example(const char *text, const char *word)
{
    const char *box = text;

    while ((box = strstr(box, "\n```")) != NULL) {
        const char *end = strstr(box + 4, "\n```");
        const char *at = strstr(box, word);
        if (end == NULL) {
            return false;
        }
        if (at != NULL && at < end) {
            return true;
        }
        box = end + 4;
    }
    return false;
}

static void expect_entry(const char *heading, const char *used)
{
    const char *text = entry(heading);

    if (text == NULL) {
        lacks("scenarios/reference/README.md", ent_arena_printf(&arena, "the entry ### `%s`", heading));
    } else if (!in_example(text, used)) {
        lacks("scenarios/reference/README.md", ent_arena_printf(&arena, "an example of `%s` under its entry", used));
    }
}

static void expect_callable(const ent_callable *call)
{
    expect_entry(
        ent_arena_printf(&arena, "%s(%s)", call->name, call->arguments), ent_arena_printf(&arena, "%s(", call->name));
}

static void test_functions(void)
{
    for (size_t i = 0; i < ENT_FN_COUNT; i++) {
        expect_callable(&ent_functions[i]);
    }
}

static void test_distributions(void)
{
    for (size_t i = 0; i < ENT_DISTRIBUTIONS; i++) {
        if (ent_distributions[i]->infix) {
            expect_entry("low to high", " to ");
        } else {
            expect_callable(&ent_distributions[i]->call);
        }
    }
}

/* No entry of a function or a distribution that the engine has not. */
static void test_no_stale_entries(void)
{
    const char *at = reference;
    size_t entries = 0;

    while ((at = strstr(at, "\n### `")) != NULL) {
        size_t length = strcspn(at += strlen("\n### `"), "(`\n");
        ent_word_kind kind = ent_word_find(at, length).kind;
        if (at[length] == '(') {
            CU_ASSERT_TRUE(kind == ENT_WORD_FUNCTION || kind == ENT_WORD_DISTRIBUTION);
            entries++;
        }
    }
    CU_ASSERT_EQUAL(entries, (size_t) ENT_FN_COUNT + ENT_DISTRIBUTIONS - 1); /* `to` has no brackets */
}

static void test_constants_and_operators(void)
{
    static const char *const operators[] = {
        "or", "and", "not", "==", "!=", "<", "<=", ">", ">=", "to", "+", "-", "*", "/", "^", "given", "in"};

    for (size_t i = 0; i < ENT_CONSTANTS + sizeof(operators) / sizeof(*operators); i++) {
        const char *word = i < ENT_CONSTANTS ? ent_constants[i].name : operators[i - ENT_CONSTANTS];
        if (strstr(reference, ent_arena_printf(&arena, "`%s`", word)) == NULL) {
            lacks("scenarios/reference/README.md", ent_arena_printf(&arena, "`%s`", word));
        }
        CU_ASSERT_TRUE(in_example(reference, word));
    }
}

static void test_rules(void)
{
    for (size_t i = 0; i < ent_bargaining_rules(); i++) {
        const char *name = ent_bargaining_rule_at(i)->name;
        if (entry(name) == NULL) {
            lacks("scenarios/reference/README.md", ent_arena_printf(&arena, "the entry ### `%s`", name));
        }
        CU_ASSERT_TRUE(in_example(reference, ent_arena_printf(&arena, "talks.rule = %s", name)) ||
                       in_example(reference, ent_arena_printf(&arena, "rule = \"%s\"", name)));
        CU_ASSERT_PTR_NOT_NULL(strstr(guide, ent_arena_printf(&arena, "`%s`", name)));
    }
}

static const char *lower(const char *text)
{
    char *copy = ent_arena_printf(&arena, "%s", text);

    for (char *at = copy; *at != '\0'; at++) {
        *at = (char) tolower((unsigned char) *at);
    }
    return copy;
}

/* Names of a kind, FACTOR or CONTRIBUTOR.joins, stand as the comments of ent_name_kind write them: in a row of a table,
 * and the part behind the point in an example. */
static void expect_name(const char *name, const char *lower_reference)
{
    const char *point = strchr(name, '.');

    if (strstr(lower_reference, ent_arena_printf(&arena, "\n| `%s`", lower(name))) == NULL) {
        lacks("scenarios/reference/README.md", ent_arena_printf(&arena, "the row of the name `%s`", name));
    } else if (point != NULL && strcmp(name, "deal.DEMAND") != 0 && !in_example(reference, point)) {
        lacks("scenarios/reference/README.md", ent_arena_printf(&arena, "an example of the name `%s`", name));
    }
}

static void test_names(void)
{
    const char *at = page("engine/compile/names.h");
    const char *rows = lower(reference);
    size_t names = 0;

    while ((at = strstr(at, "\n    ENT_NAME_")) != NULL) {
        const char *start = strstr(at++, "/* ");
        const char *line = strchr(at, '\n');
        if (start != NULL && start < line) {
            start += strlen("/* ");
            expect_name(ent_arena_printf(&arena, "%.*s", (int) strcspn(start, " ("), start), rows);
            names++;
        }
    }
    CU_ASSERT_TRUE(names == ENT_NAME_UNKNOWN);
    for (size_t i = 0; i < ENT_NAMES_FIXED; i++) {
        expect_name(ent_name_fixed(i), rows);
    }
}

static void test_settings(void)
{
    size_t count;
    const ent_schema_row *row = ent_schema(&count);

    CU_ASSERT_TRUE(count > 90);
    for (size_t i = 0; i < count; i++) {
        if (strstr(guide, ent_arena_printf(&arena, "`%s`", row[i].name)) == NULL) {
            lacks("scenarios/README.md", ent_arena_printf(&arena, "the setting `%s`", row[i].name));
        }
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"functions", test_functions}, {"distributions", test_distributions},
        {"no stale entries", test_no_stale_entries}, {"constants and operators", test_constants_and_operators},
        {"bargaining rules", test_rules}, {"names", test_names}, {"settings", test_settings}, CU_TEST_INFO_NULL};
    int status;

    guide = page("scenarios/README.md");
    reference = page("scenarios/reference/README.md");
    status = ent_run_suite("pages about the language", tests);
    ent_arena_free(&arena);
    return status;
}
