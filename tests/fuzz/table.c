/* A CSV file that a section of a scenario is read from. The first byte of the input chooses the section. */
#include "target.h"

#include <string.h>

static const char *const scenarios[] = {"contributors: { table = \"t.csv\"; }; force: { required = \"10k\"; };",
    "factors: { table = \"t.csv\"; };", "events: { table = \"t.csv\"; };",
    "parties: { p: { threshold = \"40%\"; }; q: { threshold = \"30%\"; }; }; talks: { rounds = 4; };\n"
    "demands: { table = \"t.csv\"; };",
    "parties: { table = \"t.csv\"; }; demands: { d: { options = ( \"no\", \"yes\" ); p: { scores = ( 0, 1 ); }; }; };\n"
    "talks: { rounds = 4; };"};

enum { SCENARIOS = sizeof(scenarios) / sizeof(*scenarios) };

static const char head[] = "title = \"t\"; run: { worlds = 2; replications = 2; horizon = 12; };\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ent_arena arena = {0};
    const char *scenario;
    const char *text;

    if (size < 1) {
        return 0;
    }
    scenario = ent_arena_printf(&arena, "%s%s", head, scenarios[data[0] % SCENARIOS]);
    text = ent_arena_strndup(&arena, (const char *) data + 1, size - 1);
    if (scenario != NULL && text != NULL) {
        fuzz_scenario((fuzz_file[]){{"s.cfg", scenario, strlen(scenario)}, {"t.csv", text, size - 1}, {0}});
    }
    ent_arena_free(&arena);
    return 0;
}
