/* The text of a formula: parsed, and described in words. Then as a setting of a scenario, compiled and played. */
#include "formula/describe.h"
#include "formula/parse.h"
#include "target.h"

#include <string.h>

static const char head[] = "title = \"t\"; run: { worlds = 2; replications = 2; horizon = 12; };\n"
                           "factors: { a = \"normal(0, 1)\"; b = \"";
static const char tail[] = "\"; }; events: { e = \"40%\"; };\n"
                           "truce: { causes: { c: { hazard = \"0.01 * exp(a) + 0 * month\"; }; }; };\n"
                           "outcomes: { good: { when = \"truce.months > 3\"; }; bad: { when = \"true\"; }; };\n";

static void parse(const char *text)
{
    ent_arena arena = {0};
    ent_formula_error error;
    ent_ast *ast = NULL;
    int status = ent_formula_parse(text, &arena, &ast, &error);

    fuzz_require(status == ENT_OK || status == ENT_ERR_SCENARIO, "an error of the formula");
    if (status == ENT_OK) {
        fuzz_require(ent_ast_describe(ast, &arena) != NULL, "the formula in words");
    }
    ent_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ent_arena arena = {0};
    const char *text = ent_arena_strndup(&arena, (const char *) data, size);
    const char *whole = text != NULL ? ent_arena_printf(&arena, "%s%s%s", head, text, tail) : NULL;

    if (whole != NULL) {
        parse(text);
        fuzz_scenario((fuzz_file[]){{"s.cfg", whole, strlen(whole)}, {0}});
    }
    ent_arena_free(&arena);
    return 0;
}
