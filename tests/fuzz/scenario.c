/* The text of a scenario: read, compiled with all its variants, and played. What has no mistake, libconfig reads too.
 */
#include "settings/libconfig_values.h"
#include "settings/syntax.h"
#include "target.h"

static void compare_with_libconfig(const char *text, size_t length)
{
    ent_source source = {.name = "s.cfg", .text = text, .length = length};
    ent_arena arena = {0};
    ent_diagnostics diagnostics = {0};
    ent_setting *root;
    char message[200] = "libconfig and the engine read the same";

    if (ent_syntax_read(&source, &arena, &root, &diagnostics) == ENT_OK) {
        fuzz_require(libconfig_agrees(root, text, length, message), message);
    }
    ent_diagnostics_free(&diagnostics);
    ent_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ent_arena arena = {0};
    const char *text = ent_arena_strndup(&arena, (const char *) data, size);

    if (text != NULL) {
        fuzz_scenario((fuzz_file[]){{"s.cfg", text, size}, {0}});
        compare_with_libconfig(text, size);
    }
    ent_arena_free(&arena);
    return 0;
}
