/* The page that holds the whole program: templates, scenarios with their files as JSON, and texts that try to get out
 * of the element they are in. */
#include "suite.h"

#include "base/status.h"
#include "report/live/live_page.h"

#include <stdio.h>
#include <string.h>

#define MARKER "<meta name=\"entente-page\" content=\"" ENTENTE_VERSION "\">"
#define OPENING "<script type=\"application/json\" id=\"entente-scenarios\">"
#define TEMPLATE "<!DOCTYPE html><head>" MARKER "</head>" OPENING "[]</script><p>end</p>"

/* Files in memory: names and texts, ended by NULL. */
typedef struct memory_file {
    const char *path, *text;
    size_t length; /* 0: that of the text */
} memory_file;

static int load(void *context, const char *path, ent_arena *arena, const char **text, size_t *length)
{
    for (const memory_file *file = context; file->path != NULL; file++) {
        if (strcmp(file->path, path) == 0) {
            *length = file->length > 0 ? file->length : strlen(file->text);
            *text = ent_arena_strndup(arena, file->text, *length);
            return *text != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
        }
    }
    return ENT_ERR_IO;
}

/* The list of scenarios with the one that `file` begins with; the text of the error where it is refused. */
static const char *list_of(const memory_file *file, const char *name, const char *set, ent_arena *arena)
{
    ent_tree tree;
    ent_diagnostics diagnostics = {0};
    ent_live_scenario scenario;
    ent_html out = {0};
    const char *text;
    int status;

    ent_tree_init(&tree);
    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&tree, file[0].path, load, (void *) file, &diagnostics), ENT_OK);
    status = ent_live_scenario_of(&scenario, name, &tree, arena, &diagnostics);
    if (status == ENT_OK) {
        scenario.set = &set;
        scenario.sets = set != NULL ? 1 : 0;
        ent_live_scenario_list(&out, &scenario, 1);
        CU_ASSERT_EQUAL(out.status, ENT_OK);
        text = ent_arena_strndup(arena, out.bytes, out.length);
    } else {
        CU_ASSERT_EQUAL(status, ENT_ERR_ARGUMENT);
        CU_ASSERT_EQUAL_FATAL(diagnostics.errors, 1);
        CU_ASSERT_PTR_NOT_NULL(diagnostics.item[0].help);
        text = ent_arena_strdup(arena, diagnostics.item[0].text);
    }
    ent_html_free(&out);
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
    return text;
}

static void test_template(void)
{
    static const char other[] = "<!DOCTYPE html><head></head>" OPENING "[]</script>";
    static const char old[] = "<head><meta name=\"entente-page\" content=\"0.0.9\"></head>" OPENING "[]</script>";
    static const char none[] = "<head>" MARKER "</head><script id=\"entente-scenarios\">[]</script>";
    static const char open[] = "<head>" MARKER "</head>" OPENING "[]";
    static const char twice[] = "<head>" MARKER "</head>" OPENING "[]</script>" OPENING "[]</script>";
    ent_live_template template = {.bytes = NULL};
    static char late[20000];

    CU_ASSERT_EQUAL(ent_live_template_read(&template, other, sizeof(other) - 1), ENT_LIVE_OTHER);
    CU_ASSERT_EQUAL(ent_live_template_read(&template, "", 0), ENT_LIVE_OTHER);
    CU_ASSERT_EQUAL(ent_live_template_read(&template, old, sizeof(old) - 1), ENT_LIVE_VERSION);
    CU_ASSERT_EQUAL(ent_live_template_read(&template, none, sizeof(none) - 1), ENT_LIVE_DAMAGED);
    CU_ASSERT_EQUAL(ent_live_template_read(&template, open, sizeof(open) - 1), ENT_LIVE_DAMAGED);
    CU_ASSERT_EQUAL(ent_live_template_read(&template, twice, sizeof(twice) - 1), ENT_LIVE_DAMAGED);
    CU_ASSERT_PTR_NULL(template.bytes);
    memset(late, ' ', sizeof(late)); /* a marker in the middle of some other file is none */
    memcpy(late + 17000, TEMPLATE, sizeof(TEMPLATE) - 1);
    CU_ASSERT_FALSE(ent_live_is_page(late, sizeof(late)));
    CU_ASSERT_TRUE(ent_live_is_page(old, sizeof(old) - 1));
    CU_ASSERT_EQUAL(ent_live_template_read(&template, TEMPLATE, sizeof(TEMPLATE) - 1), ENT_LIVE_FINE);
    CU_ASSERT_EQUAL(template.end - template.begin, 2);
    CU_ASSERT_EQUAL(memcmp(template.bytes + template.begin, "[]", 2), 0);
}

static void test_page(void)
{
    ent_live_template template;
    ent_live_scenario scenario = {.name = "a", .text = {.path = "a.cfg", .bytes = "x = 1;", .length = 6}};
    ent_html page = {0};
    ent_html again = {0};
    static const char expected[] =
        "<!DOCTYPE html><head>" MARKER "</head>" OPENING
        "[\n{\"name\":\"a\",\"path\":\"a.cfg\",\"text\":\"x = 1;\",\"set\":[],\"files\":{}}\n]"
        "</script><p>end</p>";

    CU_ASSERT_EQUAL_FATAL(ent_live_template_read(&template, TEMPLATE, sizeof(TEMPLATE) - 1), ENT_LIVE_FINE);
    ent_live_page(&page, &template, &scenario, 1);
    CU_ASSERT_EQUAL_FATAL(page.length, sizeof(expected) - 1);
    CU_ASSERT_EQUAL(memcmp(page.bytes, expected, page.length), 0);
    CU_ASSERT_TRUE(ent_live_page_again(&again, &template, page.bytes, page.length));
    CU_ASSERT_EQUAL_FATAL(again.length, page.length);
    CU_ASSERT_EQUAL(memcmp(again.bytes, page.bytes, page.length), 0);
    CU_ASSERT_FALSE(ent_live_page_again(&again, &template, "mine", 4));
    CU_ASSERT_EQUAL(again.length, page.length);
    ent_html_free(&page);
    ent_html_free(&again);
}

/* An earlier page of a stranger: a list that would end its element, in whatever spelling, or open another, is not
 * taken. */
static void test_hostile_page(void)
{
    static const char *const list[] = {
        "[</SCRIPT ><img src=x onerror=alert(1)>]", "[\"</script x\"]", "[\"<!--<script>\"]"};
    ent_live_template template;
    ent_html again = {0};

    CU_ASSERT_EQUAL_FATAL(ent_live_template_read(&template, TEMPLATE, sizeof(TEMPLATE) - 1), ENT_LIVE_FINE);
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        char page[512];
        int length =
            snprintf(page, sizeof(page), "<!DOCTYPE html><head>" MARKER "</head>" OPENING "%s</script>", list[i]);
        CU_ASSERT_FALSE(ent_live_page_again(&again, &template, page, (size_t) length));
        CU_ASSERT_EQUAL(again.length, 0);
    }
    ent_html_free(&again);
}

/* Every text is data: no character that could end or open an element, and all of them are there. */
static void test_hostile(void)
{
    static const memory_file files[] = {
        {"d/a.cfg", "title = \"</script><img src=x onerror=a()>&\\\"\"; // <!-- \xE2\x80\xA8\xE2\x80\xA9\t\xC3\xA9", 0},
        {NULL, NULL, 0}};
    ent_arena arena = {0};
    const char *list = list_of(files, "</script>\n<b>\x7F\xFF", "title = <x>", &arena);

    CU_ASSERT_STRING_EQUAL(list,
        "[\n{\"name\":\"\\u003c/script\\u003e\\n\\u003cb\\u003e\\u007f\\ufffd\","
        "\"path\":\"\\u003c/script\\u003e\\n\\u003cb\\u003e\\u007f\\ufffd.cfg\","
        "\"text\":\"title = \\\"\\u003c/script\\u003e\\u003cimg src=x onerror=a()\\u003e\\u0026\\\\\\\"\\\"; // "
        "\\u003c!-- \\u2028\\u2029\\u0009\xC3\xA9\","
        "\"set\":[\"title = \\u003cx\\u003e\"],\"files\":{}}\n]");
    ent_arena_free(&arena);
}

/* The paths of files lead to them as the scenario names them. */
static void test_paths(void)
{
    static const memory_file beside[] = {{"./s/a.cfg", "base = \"sub/b.cfg\"; x = 1;", 0},
        {"./s/sub/b.cfg", "contributors: { table = \"../t.csv\"; };", 0}, {"./s/sub/../t.csv", "id,troops\nu,1\n", 0},
        {NULL, NULL, 0}};
    static const memory_file above[] = {{"a.cfg", "base = \"../../b.cfg\"; x = 1;", 0},
        {"../../b.cfg", "base = \"q/./c.cfg\";", 0}, {"../../q/./c.cfg", "title = \"y\";", 0}, {NULL, NULL, 0}};
    ent_arena arena = {0};

    CU_ASSERT_STRING_EQUAL(list_of(beside, "a", NULL, &arena),
        "[\n{\"name\":\"a\",\"path\":\"a.cfg\",\"text\":\"base = \\\"sub/b.cfg\\\"; x = 1;\",\"set\":[],\"files\":{"
        "\"sub/b.cfg\":\"contributors: { table = \\\"../t.csv\\\"; };\",\"t.csv\":\"id,troops\\nu,1\\n\"}}\n]");
    CU_ASSERT_STRING_EQUAL(list_of(above, "a", NULL, &arena),
        "[\n{\"name\":\"a\",\"path\":\"scenario/scenario/a.cfg\",\"text\":\"base = \\\"../../b.cfg\\\"; x = "
        "1;\",\"set\":[],\"files\":{\"b.cfg\":\"base = \\\"q/./c.cfg\\\";\",\"q/c.cfg\":\"title = \\\"y\\\";\"}}\n]");
    ent_arena_free(&arena);
}

static void test_refused(void)
{
    static const memory_file absolute[] = {
        {"s/a.cfg", "base = \"/etc/b.cfg\";", 0}, {"/etc/b.cfg", "title = \"y\";", 0}, {NULL, NULL, 0}};
    static const memory_file alike[] = {
        {"/s/a.cfg", "base = \"/s/b.cfg\";", 0}, {"/s/b.cfg", "title = \"y\";", 0}, {NULL, NULL, 0}};
    static const memory_file itself[] = {{"s/a.cfg", "base = \"../a.cfg\";", 0},
        {"s/../a.cfg", "base = \"s/x.cfg\";", 0}, {"s/../s/x.cfg", "title = \"y\";", 0}, {NULL, NULL, 0}};
    ent_arena arena = {0};

    CU_ASSERT_STRING_EQUAL(list_of(absolute, "a", NULL, &arena),
        "s/a.cfg names a file by its absolute path, which leads nowhere in a page");
    CU_ASSERT_STRING_EQUAL(
        list_of(alike, "a", NULL, &arena), "/s/a.cfg names a file by its absolute path, which leads nowhere in a page");
    /* "../s/x.cfg" is beside the scenario where its folder is called s */
    CU_ASSERT_PTR_NOT_NULL(strstr(list_of(itself, "a", NULL, &arena), "\"path\":\"scenario/a.cfg\""));
    ent_arena_free(&arena);
}

int main(void)
{
    CU_TestInfo tests[] = {{"templates", test_template}, {"a page, and the same again", test_page},
        {"a hostile page", test_hostile_page}, {"texts that try to get out", test_hostile}, {"paths", test_paths},
        {"what no page can hold", test_refused}, CU_TEST_INFO_NULL};

    return ent_run_suite("report/live_page", tests);
}
