/* An argument of --set, and of --where, on a scenario with settings of every shape; each line of the input is one. */
#include "settings/tree.h"
#include "target.h"

#include <string.h>

static const char scenario[] = "title = \"t\"; run: { worlds = 2; replications = 2; };\n"
                               "factors: { a = \"normal(0, 1)\"; b: { value = \"2 to 9\"; note = \"n\"; }; };\n"
                               "events: { e = \"40%\"; f: { monthly = \"2%\"; lasts = 5; }; };\n"
                               "contributors: { north: { troops = \"4k to 9k\"; joins = \"50%\"; }; };\n"
                               "force: { required = \"10k\"; thresholds = ( \"5k\", \"8k\" ); };\n"
                               "parties: { p: { threshold = \"40%\"; }; q: { threshold = \"30%\"; }; };\n"
                               "demands: { land: { options = ( \"all\", \"half\", \"none\" ); p: { weight = 50; scores "
                               "= ( 1, 0.5, 0 ); refuses = ( 0, 0, 0.5 ); };\n"
                               "  q: { weight = 50; scores = ( 0, 0.5, 1 ); }; }; };\n"
                               "talks: { rounds = 4; }; truce: { causes: { c: { hazard = 0.01; }; }; };\n"
                               "variants: { v: { set = ( \"events.e = 1\" ); }; }; checks = ( \"P(agreed) > 0\" );\n";

static void assign(const ent_tree *tree, const char *line)
{
    ent_tree copy = {0};
    ent_diagnostics said = {0};
    int status = ent_tree_copy(&copy, tree);

    fuzz_require(status == ENT_OK, "a copy of the settings");
    status = ent_tree_assign_argument(&copy, line, &said);
    fuzz_check_diagnostics(&said, status);
    fuzz_require(ent_tree_check(&copy) == NULL, "sound settings after an assignment");
    ent_diagnostics_free(&said);
    said = (ent_diagnostics){0};
    status = ent_tree_ask(&copy, line, &said);
    fuzz_require(status == ENT_OK || status == ENT_ERR_SCENARIO, "an error of the condition");
    ent_diagnostics_free(&said);
    ent_tree_free(&copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_file files[] = {{"s.cfg", scenario, sizeof(scenario) - 1}, {0}};
    const char *set[1];
    ent_arena arena = {0};
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};
    ent_experiment experiment = {.id = NULL};
    ent_experiment_source source = {
        .path = "s.cfg", .id = "s", .load = fuzz_load, .context = files, .set = set, .sets = 1, .threads = 1};
    int status;

    set[0] = ent_arena_strndup(&arena, (const char *) data, size);
    status = ent_tree_load(&tree, "s.cfg", fuzz_load, files, &diagnostics);
    fuzz_require(status == ENT_OK && set[0] != NULL, "the target's own scenario is right");
    assign(&tree, set[0]);
    ent_tree_free(&tree);
    source.kernels = ent_kernels_select(NULL);
    status = ent_experiment_load(&experiment, &source, &diagnostics); /* with all that follows from the new value */
    fuzz_check_diagnostics(&diagnostics, status);
    ent_experiment_free(&experiment);
    ent_diagnostics_free(&diagnostics);
    ent_arena_free(&arena);
    return 0;
}
