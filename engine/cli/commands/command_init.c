#include "cli/console.h"
#include "cli/json_output.h"
#include "cli/output/streams.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The scenario that is written: short, commented, and it runs. */
// clang-format off: lines as they are in the file
static const char starter[] =
    "// A scenario for entente. Every number may be a formula in quotes; `entente check FILE` says how each is "
    "understood.\n"
    "title = \"My scenario\";\n"
    "sources = ( \"Where the numbers come from\" );\n"
    "\n"
    "// Two kinds of not knowing. Chance differs from future to future: an event of \"25%\" happens in one of four. "
    "What could be\n"
    "// known but is not, as the least that a party accepts, is written unknown(...): the same in all futures of a "
    "world, another\n"
    "// in the next world. 10,000 worlds of 100 futures each are played, and the result is a range across the worlds.\n"
    "run: { seed = 1; horizon = 60; };                                           // months that a truce is followed\n"
    "\n"
    "factors: {\n"
    "  resolve = { value = \"normal(0, 1)\"; note = \"How willing the contributors are: judgement\"; }; // a factor is "
    "unknown without the word\n"
    "};\n"
    "events: {\n"
    "  un_mandate = \"25%\";                                                       // happens or not, once a future\n"
    "};\n"
    "contributors: {\n"
    "  northland: { name = \"Northland\"; troops = \"unknown(6k to 10k)\"; joins = \"logistic(1.5 + 0.8 * resolve)\"; "
    "};\n"
    "  southland: { name = \"Southland\"; troops = \"triangular(1k, 3k, 5k)\"; joins = \"unknown(40% to 80%)\"; "
    "requires = \"un_mandate\"; };\n"
    "};\n"
    "force: { required = \"unknown(8k to 12k)\"; };\n"
    "parties: {\n"
    "  attacker: { threshold = \"unknown(triangular(40%, 55%, 70%))\"; war_cost = \"0.3%\"; }; // least it accepts; "
    "falls each month\n"
    "  defender: { threshold = \"unknown(triangular(30%, 45%, 60%))\"; war_cost = \"0.3%\"; };\n"
    "};\n"
    "demands: {\n"
    "  foreign_troops: { name = \"Foreign troops\"; by = \"attacker\"; options = ( \"allowed\", \"observers\", "
    "\"none\" );\n"
    "    attacker: { weight = 60; scores = ( 0.1, 0.7, 1 ); };\n"
    "    defender: { weight = 50; scores = ( 1, 0.6, 0 ); }; };\n"
    "  border: { name = \"The border\"; by = \"attacker\"; options = ( \"as_before\", \"as_it_stands\" );\n"
    "    attacker: { weight = 40; scores = ( 0, 1 ); refuses = ( \"40%\", 0 ); };\n"
    "    defender: { weight = 50; scores = ( 1, 0.3 ); }; };\n"
    "};\n"
    "talks: { rounds = 24; stages: { first_meeting = \"25%\"; }; };                // chance each month\n"
    "truce: { causes: {\n"
    "  offensive: { name = \"New offensive\"; contained = \"20%\";\n"
    "    hazard = \"weibull_hazard(0.6, unknown(30 to 120)) * if(deal.foreign_troops == 'allowed', exp(-0.7 * "
    "min(force.ratio, 1)), 1)\"; };\n"
    "}; };\n"
    "outcomes: {\n"
    "  no_truce:  { name = \"No truce\"; when = \"not agreed\"; };\n"
    "  collapses: { name = \"Truce collapses\"; when = \"not truce.held\"; };\n"
    "  holds:     { name = \"Truce holds\"; };\n"
    "};\n"
    "headline = \"truce.held\";\n"
    "variants: {\n"
    "  mandate: { name = \"UN mandate\"; set = ( \"events.un_mandate = 100%\" ); };\n"
    "};\n"
    "sweeps: { size: { vary = \"force.required\"; values = ( 5000, 10000, 20000 ); }; };\n";
// clang-format on

static int init(const ent_options *options)
{
    const char *path = options->operands > 0 ? options->operand[0] : "scenario.cfg";
    FILE *file = fopen(path, "wx");
    bool written;

    if (file == NULL) {
        ent_complain("%s: %s", path,
            errno == EEXIST ? "there is such a file already; choose another name: entente init NAME.cfg"
                            : strerror(errno));
        return ENT_EXIT_FAILED;
    }
    written = fwrite(starter, 1, sizeof(starter) - 1, file) == sizeof(starter) - 1;
    if (fclose(file) != 0 || !written) { /* closed whatever came before */
        ent_complain("%s: %s", path, strerror(errno));
        (void) unlink(path); /* made above: half a scenario could be taken for a whole one */
        return ENT_EXIT_FAILED;
    }
    if (ent_json_wanted()) {
        cJSON *json = cJSON_CreateObject();
        cJSON_AddStringToObject(json, "file", path);
        ent_json_result(json);
    } else if (!options->quiet) {
        printf("wrote %s\n", ent_line(path));
    }
    ent_print_next(options, "entente check %s && entente run %s", path, path);
    return ENT_EXIT_OK;
}

const ent_command_entry ent_command_init = {.name = "init",
    .operands = "[FILE]",
    .summary = "write a commented scenario to start from",
    .text = "Writes a commented scenario that runs: scenario.cfg, when no name is given. A file that is there "
            "already is left alone.",
    .example = {{"entente init mine.cfg", "a scenario to change"}},
    .most = 1,
    .operand = ENT_ARGUMENT_NEW_FILE,
    .run = init};
